"""The main job, once through: a messy ledger goes in, a batch is paid, sheets and papers come out."""

import datetime as dt
import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from desktop.__main__ import main
from desktop.aid.batch import BatchState
from desktop.aid.fund import Source
from desktop.base.changes import Noun
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.listing import Query
from desktop.office.office import Office
from tests import builders

PASSWORD = "帮扶 2022'x"
HEADINGS = [
    "序号",
    "姓名",
    "性别",
    "身份证号码",
    "困难类别",
    "工作单位",
    "联系电话",
    "家庭人口",
    "收入情况（元）",
    None,
]
INCOMES = [None] * 8 + ["本人月平均收入", "家庭年度总收入"]
RARE = "陈𪾢"


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANGJIA_NOW", "2022-12-20 09:30:00")
    monkeypatch.setenv("NIANGJIA_PASSWORD", PASSWORD)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Six households of which two are refused, under a title and headings on two levels, above a sum and a note."""
    sheet = (book := Workbook()).active
    sheet.append(["新区困难职工台账（2022年度）"])
    sheet.append([*HEADINGS, "家庭成员1", None, None, "银行卡号"])
    sheet.append([*INCOMES, "姓名", "关系", "身份证号", None])
    for start, end in (("I", "J"), ("K", "M")):
        sheet.merge_cells(f"{start}2:{end}2")
    for number, change in enumerate(
        ({}, {"name": RARE}, {"category": "深度困难职工"}, {"id": 321102196501015}, {"card": 1e18}, {})
    ):
        sheet.append(_row(number, change))
    sheet.append(["合计", *[None] * 6, 18])
    sheet.append(["注：本表一式两份。"])
    book.save(path := tmp_path / "台账.xlsx")
    return path


def _row(number: int, change: dict) -> list[object]:
    who, partner = builders.person(number), builders.person(number + 50, sex="男")
    return [
        number + 1, change.get("name", who.name), who.sex, change.get("id", who.resident_id),
        change.get("category", "相对困难"), "新区环卫所", 13800000000 + number, 3, "1,200元", 42000,
        partner.name, "配偶", partner.resident_id, change.get("card", builders.card(number)),
    ]  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office.create(tmp_path / "新区.niangjia", PASSWORD, name="新区总工会", city="市总工会")
    yield office
    office.close()


def test_the_main_job_from_a_messy_ledger_to_sheets_and_papers(office: Office, ledger: Path, tmp_path: Path) -> None:
    look = office.intake.look(ledger)
    counts = look.plan.to_json()
    assert (counts["new"], counts["refused"]) == (4, 2)
    assert {f["code"] for f in counts["findings"] if f["refuses"]} == {"id_lost_digits", "card_lost_digits"}
    assert len(office.ids(Query(noun=Noun.CASES))) == 0, "looking writes nothing"

    change = office.intake.enter(look)
    assert change.count == 4
    assert office.undo_label() == change.label
    office.intake.write_refused(look, tmp_path / "退回.xlsx")
    back = load_workbook(tmp_path / "退回.xlsx").active
    assert "错误原因" in {cell.value for row in back.iter_rows(max_row=4) for cell in row}

    again = office.intake.look(ledger).plan.to_json()
    assert (again["new"], again["changed"], again["same"]) == (0, 0, 4)
    assert [office.rows(Noun.CASES, office.ids(Query(noun=Noun.CASES, text=RARE)))[0][1]] == [RARE]

    fund = office.funds.open(name="本级经费", source=Source.OWN_UNION, year=2022, received=1_500_000).record
    batch = office.aid.draw_up(programme="生活救助", fund=fund).record
    assert office.aid.batch(batch).total == 4 * 500_000
    with pytest.raises(RefusedError, match="还差 5,000 元"):
        office.aid.lock(batch)
    office.aid.exclude(office.aid.payments(batch)[-1].id, "本人已转出")
    office.aid.lock(batch)
    assert office.funds.one(fund).balance == 0
    office.aid.approve(batch, "主席办公会")
    office.paying.pay(batch, dt.date(2022, 12, 20))
    assert office.aid.batch(batch).state is BatchState.PAID
    assert office.aid.verify(batch) is None

    second = office.aid.draw_up(programme="生活救助", fund=fund).record
    refused = [line.excluded for line in office.aid.payments(second) if line.excluded]
    assert len(refused) == 3
    assert all("2022年12月20日" in reason for reason in refused)

    sheet = office.outputs.paper("sign-sheet", batch=batch)
    text = _text(sheet.pdf())
    assert RARE in text
    assert "壹万伍仟元整" in text
    notice = _text(office.outputs.paper("notice", begins=dt.date(2022, 12, 20)).pdf())
    assert builders.person(0).resident_id not in notice
    assert "12月27日" in notice, "five working days"
    assert RARE in _text(office.outputs.paper("archive-form").pdf())

    office.outputs.ledger(tmp_path / "导出.xlsx")
    exported = office.intake.look(tmp_path / "导出.xlsx").plan.to_json()
    assert exported == {"new": 0, "changed": 0, "same": 4, "refused": 0, "findings": exported["findings"]}
    assert not [finding for finding in exported["findings"] if finding["refuses"]]


def test_undoing_everything_leaves_the_office_as_it_was_made(office: Office, ledger: Path) -> None:
    office.intake.enter(office.intake.look(ledger))
    fund = office.funds.open(name="本级经费", source=Source.OWN_UNION, year=2022, received=10_000_000).record
    office.aid.lock(office.aid.draw_up(programme="生活救助", fund=fund).record)
    steps = 0
    while office.undo_label():
        office.undo()
        steps += 1
    assert steps == 4
    assert [len(office.ids(Query(noun=noun))) for noun in (Noun.CASES, Noun.FUNDS, Noun.BATCHES)] == [0, 0, 0]
    with pytest.raises(ForbiddenError):
        office.undo()
    while office.redo_label():
        office.redo()
    assert office.funds.one(fund).bound == 2_000_000
    assert len(office.check()) == 7


def _text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_the_same_job_on_the_command_line(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = str(tmp_path / "命令行.niangjia")

    def run(*arguments: object) -> tuple[int, str]:
        code = main([str(one) for one in arguments])
        return code, capsys.readouterr().out

    assert run("new", office, "--name", "新区总工会", "--city", "市总工会")[0] == 0
    assert (tmp_path / "命令行 密码封存单.pdf").stat().st_size > 1000
    code, out = run("import", office, ledger, "--json")
    assert code == 1, "some rows were refused"
    looked = json.loads(out)
    assert set(looked) == {"new", "changed", "same", "refused", "findings"}
    assert set(looked["findings"][0]) == {"code", "sheet", "row", "column", "field", "refuses", "message"}
    lost = next(one for one in looked["findings"] if one["code"] == "id_lost_digits")
    assert (lost["sheet"], lost["row"], lost["column"], lost["field"]) == ("Sheet", 7, "身份证号码", "resident_id")
    assert run("list", office, "cases", "--json") == (0, "[]\n")
    assert run("import", office, ledger, "--enter", "--refused", tmp_path / "退回.xlsx")[0] == 1
    assert len(json.loads(run("list", office, "cases", "--json")[1])) == 4
    assert len(json.loads(run("list", office, "cases", "--where", RARE, "--json")[1])) == 1
    assert run("export", office, "ledger", tmp_path / "台账导出.xlsx")[0] == 0
    assert run("import", office, tmp_path / "台账导出.xlsx")[0] == 0
    assert run("paper", office, "archive-form", tmp_path / "档案表.pdf", "--case", 1)[0] == 0
    assert run("backup", office, tmp_path / "备份")[0] == 0
    assert "撤销" in run("undo", office)[1]
    assert run("list", office, "cases", "--json") == (0, "[]\n")
    backup = next((tmp_path / "备份").glob("*.niangjia"))
    assert run("restore", backup, office)[0] == 0
    assert len(json.loads(run("list", office, "cases", "--json")[1])) == 4
    assert run("check", office)[0] == 0
    assert "导入" in run("journal", office)[1]


def test_a_known_error_is_one_sentence_on_stderr_and_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", str(tmp_path / "没有.niangjia"), "cases"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("找不到")
    assert said.err.count("\n") == 1
