"""What files wait for, and the spot check, by the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.__main__ import main
from desktop.office.office import Office
from tests import offices
from tests.offices import PASSWORD, draft, on_file

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a verb on an office with four files on file and one application."""
    monkeypatch.setenv("NIANGJIA_NOW", offices.NOW)
    monkeypatch.setenv("NIANGJIA_PASSWORD", PASSWORD)
    made = Office.create(tmp_path / "新区.niangjia", PASSWORD, name="新区总工会")
    for seed in range(4):
        on_file(made, draft(seed))
    made.cases.save(draft(9, category_reason="评议认为深度困难"))
    made.close()

    def ran(verb: str, *arguments: object) -> tuple[int, str, str]:
        code = main([verb, str(made.path), *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return ran


def test_matters_are_counted_and_their_files_listed(run: Run) -> None:
    code, out, _ = run("matters", "--json")
    counts = {line["matter"]: (line["count"], line["new"], line["known"]) for line in json.loads(out)}
    assert code == 0
    assert counts["to_accept"] == (1, 1, 0)
    assert counts["never_helped"] == (4, 0, 0)
    assert "to_accept\t待受理\t1 户，待办 1，已知晓 0" in run("matters")[1]
    code, out, _ = run("list", "cases", "--matter", "to_accept", "--json")
    assert [one["id"] for one in json.loads(out)] == [5]


def test_an_unknown_matter_says_which_there_are(run: Run) -> None:
    code, _, complaint = run("list", "cases", "--matter", "nonsense")
    assert code == 2
    assert "没有叫“nonsense”的筛选" in complaint
    assert "review_due" in complaint


def test_a_spot_check_is_drawn_with_its_register_and_listed(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("sample", "--year", 2022, "--percent", 50, "--seed", 7, "--sheet", tmp_path / "抽查.pdf")
    assert code == 0
    assert "随机种子 7" in out
    assert (tmp_path / "抽查.pdf").read_bytes().startswith(b"%PDF")
    drawn = json.loads(run("list", "samples", "--json")[1])
    assert [one["position"] for one in drawn] == [1, 2]
    assert run("sample", "--year", 2022)[0] == 2
    assert run("export", "samples", tmp_path / "名单.xlsx", "--year", 2022)[0] == 0


def test_a_matter_s_files_leave_as_a_sheet_of_its_own(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (
        run("export", "cases", tmp_path / "复核.xlsx", "--matter", "review_due")[1]
        == "导出复核到期名单：复核.xlsx（0 条）\n"
    )
    monkeypatch.setenv("NIANGJIA_NOW", "2023-12-10T09:00:00")
    code, out, _ = run("export", "cases", tmp_path / "复核.xlsx", "--matter", "review_due")
    assert (code, out) == (0, "导出复核到期名单：复核.xlsx（4 条）\n")
    sheet = load_workbook(tmp_path / "复核.xlsx").active
    assert sheet is not None
    said = [str(cell.value) for line in sheet.iter_rows() for cell in line]
    assert any("复核到期名单" in text for text in said)
    assert {"建档日期", "上次复核"} <= set(said)


def test_matters_of_pilots_are_counted_and_their_units_listed(run: Run) -> None:
    assert run("pilot", "enter", "单位", "单位名称=甲公司")[0] == 0
    out = run("matters")[1]
    assert "unpaired\t未挂钩\t1 家，待办 1，已知晓 0\n" in out
    assert "papers_missing\t材料不全\t0 家，待办 0，已知晓 0\n" in out
    code, out, _ = run("list", "pilots", "--matter", "unpaired", "--json")
    assert (code, [one["name"] for one in json.loads(out)]) == (0, ["甲公司"])
    code, _, complaint = run("list", "pilots", "--matter", "review_due")
    assert code == 2
    assert "stage_late" in complaint
