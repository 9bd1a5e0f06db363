"""What a changed rule would cost is reckoned on the files, applications and funds that the office has."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.aid.flow import Verb
from desktop.base.changes import Noun
from desktop.base.errors import RefusedError
from desktop.base.fields import Value
from desktop.office.office import Office
from desktop.office.simulation_texts import NOBODY, told
from desktop.policy.reading import read_preset
from desktop.store import journal, requests
from tests import offices
from tests.offices import PASSWORD, TODAY, Doors, draft, on_file

SIX: dict[str, Value] = {
    "programme": "生活救助", "category": "深度困难", "basis": "固定金额", "amount": 600_000, "per": "人",
    "times_a_year": 1, "valid_from": TODAY, "document_no": "新总工〔2022〕9号",
}  # fmt: skip


def apply(doors: Doors, programme: str, state: str = "待审", category: str | None = None, **facts: Value) -> None:
    """An application without a file, as the store takes it."""
    values: dict[str, Value] = {
        "programme": programme, "year": 2022, "day": TODAY, "name": "王建国", "category": category,
    }  # fmt: skip
    with journal.operation(doors.db, "登记申请", Noun.CASES):
        (number,) = requests.insert(doors.db, [(values, facts)])
        requests.update(doors.db, number, {"state": state})


def test_a_higher_amount_costs_more_for_those_who_are_on_file(doors: Doors) -> None:
    for seed in range(3):
        doors.enter(seed)
    doors.enter(3, category="困难")
    doors.apply(4)
    doors.fund(1_000_000)
    found = doors.standing.simulate("amount", SIX)
    assert [(one.category, one.count, one.before, one.after) for one in found.costs] == [
        ("深度困难", 3, 1_500_000, 1_800_000),
        ("困难", 1, 400_000, 400_000),
    ]
    assert (found.year, found.more, found.balance, found.missing) == (2022, 300_000, 1_000_000, 1_200_000)
    said = told(found)
    assert said.lines[0] == ("深度困难 3", "5,000 元/人", "6,000 元/人", "15,000 元", "18,000 元")
    assert said.lines[-1] == ("合计 4", "", "", "19,000 元", "22,000 元")
    assert said.summary == "全年增加 3,000 元；2022 年可用资金余额 10,000 元，还差 12,000 元。"


def test_trying_writes_nothing_and_needs_neither_day_nor_document(doors: Doors) -> None:
    doors.enter(0)
    before = offices.dump(doors.db)
    values = {**SIX, "valid_from": None, "document_no": None}
    assert doors.standing.simulate("amount", values).after == 600_000
    assert doors.standing.simulate("amount", {**SIX, "valid_from": dt.date(2022, 1, 1)}).after == 600_000
    assert offices.dump(doors.db) == before
    policy = doors.standing.on()
    living = policy.amount("生活救助", "深度困难")
    assert living
    assert living.amount == 500_000


def test_a_form_that_is_wrong_is_refused_as_when_registering(doors: Doors) -> None:
    with pytest.raises(RefusedError, match="固定金额"):
        doors.standing.simulate("amount", {**SIX, "amount": None})


def test_what_was_paid_already_needs_no_money_again(doors: Doors) -> None:
    for seed in range(2):
        doors.enter(seed)
    fund = doors.fund(1_000_000)
    doors.seen_through(doors.batch(fund), Verb.LOCK, Verb.APPROVE, Verb.PAY)
    found = doors.standing.simulate("amount", SIX)
    assert (found.before, found.after, found.spent, found.balance, found.missing) == (
        1_000_000, 1_200_000, 1_000_000, 0, 200_000,
    )  # fmt: skip
    assert "本年已锁定和发放 10,000 元" in told(found).summary


def test_only_funds_of_the_year_that_may_pay_the_programme_count(doors: Doors) -> None:
    doors.enter(0)
    for number, (year, programme) in enumerate(((2022, None), (2022, "生活救助"), (2022, "子女助学"), (2021, None))):
        doors.funds.open(
            name=f"资金{number}", source=offices.Source.OWN_UNION, year=year, programme=programme, received=10**number
        )
    assert doors.standing.simulate("amount", SIX).balance == 11


def test_schooling_is_reckoned_by_the_pupils_of_the_files(doors: Doors) -> None:
    persons = draft(0, members=4).persons
    identities = ("高中", "小学", "大学生", "退休")
    members = tuple({**one, "identity": label} for one, label in zip(persons[1:], identities, strict=True))
    whole = draft(0, members=4)
    on_file(doors, type(whole)(values=whole.values, persons=(persons[0], *members)))
    values = {**SIX, "programme": "子女助学", "category": None, "stage": "高中", "amount": 300_000}
    found = doors.standing.simulate("amount", values)
    assert {one.stage: (one.count, one.before, one.after) for one in found.costs} == {
        "高中": (1, 740_000, 300_000),
        "小学": (1, 300_000, 300_000),
        "本科": (1, 740_000, 740_000),
    }
    assert told(found).summary.startswith("全年减少 4,400 元；")


def test_a_share_of_own_costs_is_reckoned_by_the_years_applications(doors: Doors) -> None:
    doors.enter(0)
    apply(doors, "医疗救助", category="深度困难", own_payment=1_000_000)
    apply(doors, "医疗救助", category="深度困难", total_cost=900_000, reimbursed=400_000)
    apply(doors, "医疗救助", category="深度困难")
    apply(doors, "医疗救助", state="不予", own_payment=99_000_000)
    apply(doors, "子女助学", own_payment=99_000_000)
    values = {**SIX, "programme": "医疗救助", "category": None, "basis": "自付比例", "amount": None, "percent": 80}
    found = doors.standing.simulate("amount", values)
    assert [(one.category, one.count, one.before, one.after) for one in found.costs] == [
        ("深度困难", 3, 1_500_000, 1_200_000)
    ]
    assert told(found).lines[0][1:3] == ("自付部分的 100%/人", "自付部分的 80%/人")


def test_a_new_line_is_tried_on_all_that_hangs_on_it(doors: Doors) -> None:
    doors.standing.enter(read_preset("suqian-2024"))
    doors.enter(0)
    values: dict[str, Value] = {"amount": 65_000, "valid_from": dt.date(2024, 2, 1)}
    found = doors.standing.simulate("line", values)
    assert found.year == 2024
    living = {one.programme: (one.before, one.after) for one in found.costs}["生活救助"]
    assert living == (10 * 62_000, 10 * 65_000)


def test_where_there_is_nobody_it_says_so(doors: Doors) -> None:
    assert told(doors.standing.simulate("amount", SIX)).summary == NOBODY


# By the command line

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs ``simulate`` on an office with two files on file."""
    monkeypatch.setenv("NIANGJIA_NOW", offices.NOW)
    monkeypatch.setenv("NIANGJIA_PASSWORD", PASSWORD)
    made = Office.create(tmp_path / "新区.niangjia", PASSWORD, name="新区总工会")
    for seed in range(2):
        on_file(made, draft(seed))
    made.close()

    def ran(*arguments: object) -> tuple[int, str, str]:
        code = main(["simulate", str(made.path), *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return ran


def test_the_command_line_tries_an_amount_and_keeps_the_rest_of_the_row(run: Run) -> None:
    code, out, _ = run("--programme", "生活救助", "--category", "深度困难", "--amount", "9000", "--json")
    assert code == 0
    found = json.loads(out)
    assert (found["before"], found["after"], found["missing"]) == (1_000_000, 2 * 888_000, 2 * 888_000)
    code, out, _ = run("--programme", "生活救助", "--category", "深度困难", "--months", 12)
    assert "深度困难 2\t5,000 元/人\t低保标准 × 12 个月/人\t10,000 元\t17,760 元" in out


def test_the_command_line_tries_a_whole_policy(run: Run) -> None:
    code, out, _ = run("--policy", "suqian-2024", "--json")
    assert code == 0
    assert {one["programme"]: one["after"] for one in json.loads(out)["costs"]} == {"生活救助": 2 * 620_000}


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "两种选一种"),
        (("--programme", "生活救助", "--policy", "suqian-2024"), "两种选一种"),
        (("--programme", "生活救助", "--category", "特别困难", "--amount", "1"), "不在代码表里"),
        (("--programme", "生活救助", "--category", "深度困难", "--amount", "很多"), "金额"),
        (("--programme", "互助保障"), "缺少计算办法"),
        (("--policy", "没有.toml"), "政策文件读不懂"),
    ],
)
def test_the_command_line_says_what_it_cannot_try(run: Run, arguments: tuple[str, ...], complaint: str) -> None:
    code, _, said = run(*arguments)
    assert code == 2
    assert complaint in said
