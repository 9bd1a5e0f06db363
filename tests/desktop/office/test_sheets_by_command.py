"""Sheets that go up are written by the command line too."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from desktop.__main__ import main
from desktop.aid.fund import Source
from desktop.office.office import Office
from desktop.policy.standards import ConsentRule
from tests.desktop.office.pilot_year import NAMES, lived
from tests.offices import NOW, PASSWORD, TODAY, draft, on_file


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A closed office with two files on file."""
    monkeypatch.setenv("NIANGJIA_NOW", NOW)
    monkeypatch.setenv("NIANGJIA_PASSWORD", PASSWORD)
    made = Office.create(tmp_path / "新区.niangjia", PASSWORD, name="新区总工会")
    for seed in (0, 1):
        on_file(made, draft(seed))
    made.close()
    return str(made.path)


def free(office: str) -> None:
    """Let the office hand files on without consent."""
    opened = Office.open(Path(office), PASSWORD)
    rule = ConsentRule(valid_from=dt.date(2022, 1, 1), notice=False, handing_on=False, guardian_below=14)
    opened.standing.enter([rule])
    opened.close()


def test_a_sheet_is_written_for_a_year_a_half_or_a_month(
    office: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    free(office)
    for arguments in (["roster", "--year", "2022"], ["changes", "--month", "11"], ["income", "--lists", "江苏"]):
        assert main(["export", office, arguments[0], str(tmp_path / "a.xlsx"), *arguments[1:]]) == 0
    assert "导出2022年11月困难职工档案动态变化月报：a.xlsx（2 条）" in capsys.readouterr().out
    assert (
        openpyxl.load_workbook(tmp_path / "a.xlsx").active["A1"].value == "新区总工会2022年困难职工家庭月人均收入测算表"
    )


def test_a_list_that_knows_no_year_says_so(office: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", office, "pilots", str(tmp_path / "a.xlsx"), "--year", "2022"]) == 2
    assert capsys.readouterr().err == "这张列表不分年度，请去掉 --year 再导出。\n"


def test_only_the_named_files_stand_on_it(office: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    free(office)
    assert main(["export", office, "temporary", str(tmp_path / "a.xlsx"), "--case", "2"]) == 0
    assert "（1 条）" in capsys.readouterr().out


def test_who_hasnt_agreed_is_named_and_nothing_is_written(
    office: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", office, "roster", str(tmp_path / "a.xlsx")]) == 2
    assert "王建国、李建国 2 户还有人没签" in capsys.readouterr().err
    assert main(["export", office, "roster", str(tmp_path / "a.xlsx"), "--leave-out"]) == 2
    assert "没有可以填报的内容" in capsys.readouterr().err
    assert not (tmp_path / "a.xlsx").exists()


def paid(office: str) -> None:
    """Both files are paid living aid."""
    opened = Office.open(Path(office), PASSWORD)
    opened.funds.open(name="经费", source=Source.OWN_UNION, year=2022, received=10_000_000)
    batch = opened.aid.draw_up(programme="生活救助", fund=1, decided_on=TODAY).record or 0
    opened.aid.lock(batch)
    opened.aid.approve(batch, "李主席")
    opened.paying.pay(batch, TODAY)
    opened.close()


def test_a_quarter_is_asked_for_and_payments_of_a_month_or_all(
    office: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    free(office)
    paid(office)
    out = str(tmp_path / "a.xlsx")
    assert main(["export", office, "quarter", out, "--quarter", "4"]) == 0
    assert main(["export", office, "payments", out, "--month", "12"]) == 0
    assert main(["export", office, "payments", out]) == 0
    assert main(["export", office, "payments", out, "--month", "3"]) == 2
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "导出2022年第四季度帮扶资金发放季度统计表：a.xlsx（2 条）",
        "导出2022年12月帮扶资金发放明细：a.xlsx（2 条）",
        "导出帮扶资金发放明细：a.xlsx（2 条）",
    ]
    assert "2022年3月帮扶资金发放明细没有可以填报的内容" in told.err


def test_a_superiors_own_sheet_is_filled_in(office: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paid(office)
    book = openpyxl.Workbook()
    for row in (["区", "深度困难（户）", "生活救助（元）"], ["合计", None, None]):
        book.active.append(row)
    book.active.insert_rows(2)
    book.save(tmp_path / "市总.xlsx")
    arguments = ["export", office, "template", str(tmp_path / "报.xlsx")]
    assert main(arguments) == 2
    assert "--template" in capsys.readouterr().err
    assert main([*arguments, "--template", str(tmp_path / "市总.xlsx")]) == 0
    assert [cell.value for cell in openpyxl.load_workbook(tmp_path / "报.xlsx").active[2]] == ["新区总工会", 2, 10_000]


def test_sheets_of_pilots_are_asked_for_by_half_year_unit_and_order(
    office: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = Office.open(Path(office), PASSWORD)
    lived(opened)
    opened.close()
    out = str(tmp_path / "a.xlsx")
    assert main(["export", office, "pilot-progress", out, "--half", "1"]) == 0
    assert "导出2022年上半年产改试点推进情况：a.xlsx（4 条）" in capsys.readouterr().out
    assert main(["export", office, "pilot-roster", out, "--pilot", "2", "--pilot", "3"]) == 0
    assert "（2 条）" in capsys.readouterr().out
    assert main(["export", office, "assessment-summary", out, "--order", "按总分"]) == 0
    assert openpyxl.load_workbook(out).active["C5"].value == NAMES[0]
