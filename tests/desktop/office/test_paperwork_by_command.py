"""Documents and consents by the command line: the same doors as in the window."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from desktop.__main__ import main
from desktop.cases.consents import NOTICE
from desktop.office.office import Office
from tests import offices
from tests.offices import PASSWORD, draft

Run = Callable[..., tuple[int, str, str]]
"""Runs the program; gives the exit code, what it said, and what it complained of."""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office with one application, closed."""
    monkeypatch.setenv("NIANGJIA_NOW", offices.NOW)
    monkeypatch.setenv("NIANGJIA_PASSWORD", PASSWORD)
    made = Office.create(tmp_path / "新区.niangjia", PASSWORD, name="新区总工会")
    made.cases.save(draft(0, members=1, category_reason="评议认为深度困难"))
    made.close()
    return made.path


@pytest.fixture
def run(office: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def ran(verb: str, *arguments: object) -> tuple[int, str, str]:
        code = main([verb, str(office), *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return ran


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    made = BytesIO()
    Image.new("RGB", (30, 30), "red").save(made, "PNG")
    path = tmp_path / "卡.png"
    path.write_bytes(made.getvalue())
    return path


def test_a_scan_is_attached_and_listed(run: Run, scan: Path) -> None:
    code, said, _ = run("attach", scan, scan, "--case", 1, "--kind", "银行卡复印件")
    assert (code, said.count("\n")) == (0, 1)
    code, said, _ = run("documents", "--case", 1, "--json")
    [folder] = json.loads(said)
    assert [one["media"] for one in folder["documents"]] == ["PNG", "PNG"]
    assert "银行卡复印件" not in folder["missing"]
    assert run("undo")[0] == 0
    assert json.loads(run("documents", "--case", 1, "--json")[1])[0]["documents"] == []


def test_a_document_on_paper_needs_no_file(run: Run) -> None:
    assert run("attach", "--case", 1, "--kind", "银行卡复印件", "--pages", 2)[0] == 0
    said = run("documents", "--case", 1)[1]
    assert "材料 1/8，还缺：困难职工帮扶申请书、" in said
    assert "  1 份\t银行卡复印件\n" in said
    assert "  审批前\t审核会议纪要\n" in said


def test_what_can_not_be_kept_is_said_and_nothing_is_written(run: Run, scan: Path) -> None:
    scan.write_bytes(b"PK\x03\x04")
    code, said, complaint = run("attach", scan, "--case", 1, "--kind", "银行卡复印件")
    assert (code, said) == (2, "")
    assert "“卡.png”" in complaint
    assert run("attach", "--case", 1, "--kind", "什么单子")[0] == 2
    assert run("attach", "--case", 9, "--kind", "银行卡复印件")[0] == 2
    assert "材料 0/8" in run("documents", "--case", 1)[1]


def test_a_household_agrees_by_one_command(run: Run, office: Path) -> None:
    assert run("consent", "--case", 1, "--scopes", "收集使用、公示")[0] == 0
    opened = Office.open(office, PASSWORD)
    assert opened.consents.missing([1], NOTICE) == {}
    assert all(one.covers == ("收集使用", "公示") for one in opened.consents.of(1))
    opened.close()
    assert run("consent", "--case", 1, "--given", "2022-12-11")[0] == 2
