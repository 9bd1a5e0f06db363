"""Sheets that go up are written by the command line too."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from desktop.__main__ import main
from desktop.office.office import Office
from desktop.policy.standards import ConsentRule
from tests.offices import NOW, PASSWORD, draft, on_file


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
