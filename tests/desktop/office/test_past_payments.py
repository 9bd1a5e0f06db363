"""What was paid in years before: looked at, entered as batches that are paid, counted off when it comes again."""

from pathlib import Path
from typing import Any

import pytest

from desktop.aid.batch import BatchState
from desktop.base.errors import ForbiddenError
from desktop.exchange.planning import Verdict
from desktop.office.past_payments import PastPayments
from tests import offices
from tests.builders import DAY, name, resident_id
from tests.desktop.exchange.workbooks import xlsx
from tests.desktop.store.test_inversion import there_and_back
from tests.offices import Doors

HEADINGS = ("姓名", "身份证号", "项目", "金额", "资金来源", "发放日期", "开户行", "账号")


def line(
    number: int, programme: str = "生活救助", amount: Any = "3,000.00", source: str = "省级财政", day: str = "2021/6/12"
) -> tuple[Any, ...]:
    return (name(100 + number), resident_id(seq=number), programme, amount, source, day, "某行", "")


def of_file(doors: Doors, number: int, *rest: Any) -> tuple[Any, ...]:
    who = doors.cases.get(number).applicant
    return (who.name, who.resident_id, *line(0, *rest)[2:])


def past(doors: Doors) -> PastPayments:
    return PastPayments(doors.db, doors.standing)


def listed(path: Path, *lines: tuple[Any, ...]) -> Path:
    return xlsx(path / "2021年发放.xlsx", [HEADINGS, *lines])


def test_payments_become_a_batch_a_programme_source_and_year_on_funds_with_just_what_they_need(
    doors: Doors, tmp_path: Path
) -> None:
    doors.enter()
    lines = [line(1), line(2, amount="2,600.50"), line(3, "大病救助"), line(4, source="社会捐助", day="2020-01-05")]
    look = past(doors).review(listed(tmp_path, *lines, of_file(doors, 1)))
    assert look.sentence == "5 笔，共 14,600.50 元，补录 3 个批次，有档案 1 笔"
    assert [(one.title, one.number, one.total) for one in look.batches] == [
        ("2021年生活救助（省级财政，补录）", 3, 860_050),
        ("2021年医疗救助（省级财政，补录）", 1, 300_000),
        ("2020年生活救助（社会捐助，补录）", 1, 300_000),
    ]
    assert doors.aid.batches() == []
    assert past(doors).enter(look).count == 5
    funds = {one.name: (one.received, one.paid, one.balance) for one in doors.funds.every()}
    assert funds == {
        "2021年省级财政资金（补录）": (1_160_050, 1_160_050, 0),
        "2020年社会捐助资金（补录）": (300_000, 300_000, 0),
    }
    assert {(one.state, one.paid_on.isoformat() if one.paid_on else "") for one in doors.aid.batches()} == {
        (BatchState.FINISHED, "2021-06-12"),
        (BatchState.FINISHED, "2020-01-05"),
    }
    assert [doors.aid.verify(one.id) for one in doors.aid.batches()] == [None, None, None]


def test_who_has_a_file_finds_the_payment_in_it_and_is_not_paid_the_same_again(doors: Doors, tmp_path: Path) -> None:
    doors.enter()
    path = listed(tmp_path, of_file(doors, 1, "生活救助", 3000, "省级财政", "2022-03-01"))
    past(doors).enter(past(doors).review(path))
    [one] = doors.aid.received(1)
    assert (one.title, one.amount, one.paid) == ("2022年生活救助（省级财政，补录）", 300_000, True)
    batch = doors.batch(doors.fund(), households_=[1])
    assert doors.aid.payments(batch)[0].excluded


def test_the_same_list_comes_in_once_and_more_of_it_later(doors: Doors, tmp_path: Path) -> None:
    lines = [line(1), line(1), line(2)]
    past(doors).enter(past(doors).review(listed(tmp_path, *lines)))
    assert [one.title for one in doors.aid.batches()] == [
        "2021年生活救助（省级财政，补录）第 2 批",
        "2021年生活救助（省级财政，补录）",
    ]
    again = past(doors).review(listed(tmp_path, *lines, line(1), line(3), line(2, day="2021-09-01")))
    assert [one.verdict for one in again.plan.lines] == [*[Verdict.SAME] * 3, *[Verdict.NEW] * 3]
    assert {one.code for one in again.plan.lines[5].findings} == {"past_alike"}
    past(doors).enter(again)
    assert sum(one.total for one in doors.aid.batches()) == 6 * 300_000
    assert past(doors).enter(again).operation == 0


def test_who_came_in_without_an_id_is_told_when_the_list_comes_with_one(doors: Doors, tmp_path: Path) -> None:
    called, _, *rest = line(1)
    past(doors).enter(past(doors).review(listed(tmp_path, (called, "", *rest))))
    [again] = past(doors).review(listed(tmp_path, line(1))).plan.lines
    assert {one.code for one in again.findings} == {"past_alike"}


def test_bad_lines_are_refused_with_their_place_and_what_is_lacking_is_doubted(doors: Doors, tmp_path: Path) -> None:
    lines = [
        line(1, amount="三千"),
        line(2, day="2099-01-01"),
        line(3, source="某基金会"),
        (*line(4)[:1], "", *line(4)[2:]),
        line(5, amount=0),
        line(6, programme="慰问老兵"),
    ]
    look = past(doors).review(listed(tmp_path, *lines))
    assert [one.verdict for one in look.plan.lines] == [
        *[Verdict.REFUSED] * 2, Verdict.NEW, Verdict.NEW, Verdict.REFUSED, Verdict.NEW
    ]  # fmt: skip
    codes = [{one.code for one in found.findings} for found in look.plan.lines]
    assert codes[0] == {"amount"}
    assert codes[1] == {"past_future"}
    assert "past_no_source" in codes[2]
    assert codes[3] == {"past_no_id"}
    assert codes[4] == {"no_amount"}
    assert look.plan.lines[5].values["programme"] == "慰问老兵"
    assert past(doors).write_refused(look, tmp_path / "退回.xlsx").count == 3
    past(doors).enter(look)
    assert {one.source for one in doors.funds.every()} == {"其他", "省级财政"}


def test_closed_books_take_nothing(doors: Doors, tmp_path: Path) -> None:
    doors.funds.close(DAY.replace(month=1, day=1), "年度决算")
    before = offices.dump(doors.db)
    with pytest.raises(ForbiddenError, match="已关账"):
        past(doors).enter(past(doors).review(listed(tmp_path, line(1))))
    assert offices.dump(doors.db) == before


def test_entering_is_undone_in_one_step_and_done_again(doors: Doors, tmp_path: Path) -> None:
    look = past(doors).review(listed(tmp_path, line(1), line(1), line(2, source="社会捐助")))
    there_and_back(doors, lambda one: past(one).enter(look))


def test_a_ledger_of_files_is_no_such_list(doors: Doors, tmp_path: Path) -> None:
    ledger = xlsx(
        tmp_path / "台账.xlsx", [("姓名", "身份证号", "困难类别", "建档日期"), ("甲", "", "深度困难", "2021-1-1")]
    )
    assert not past(doors).recognises(ledger)
    assert past(doors).recognises(listed(tmp_path, line(1)))
