"""Ledgers of pilots by the command line: looked at first, entered where that is asked for."""

import json
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.commands import DONE, FAILED, REFUSED
from tests.offices import PASSWORD, Doors, opened
from tests.pilot_ledgers import WORKERS, credit_code, ledger, talent, talents, thirty, unit


@pytest.fixture
def path(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office file with nothing in it, closed."""
    monkeypatch.setenv("NIANGJIA_PASSWORD", PASSWORD)
    doors.db.close()
    return doors.path


def test_a_ledger_is_looked_at_and_then_entered(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["pilot", str(path), "import", str(ledger(tmp_path, thirty()))]
    assert main([*asked, "--json"]) == DONE
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["units"], told["workers"], told["projects"]) == ("units", 30, WORKERS, 14)
    assert [one["units"] for one in told["waves"]] == [6, 8, 8, 8]
    assert (told["new"], told["changed"], told["same"], told["refused"]) == (30, 0, 0, 0)
    assert (told["papers"]["产改组织机构文件"], told["papers"]["产改试点实施方案"]) == (23, 24)
    assert main([*asked, "--enter", "--level", "市", "--day", "2022-03-01"]) == DONE
    out = capsys.readouterr().out
    assert "新建批次 第一批（市级，2022-03-01）：6 家" in out
    assert "新增 30，有改动 0，无变化 0，退回 0 家" in out
    with opened(path) as doors:
        assert len(doors.enterprises.every()) == 30
        assert {(one.level, str(one.chosen_on)) for one in doors.enterprises.waves()} == {("市级", "2022-03-01")}


def test_refused_lines_come_back_as_a_sheet_and_the_rest_is_entered(path: Path, tmp_path: Path) -> None:
    lines = [unit(1), unit(2, 统一社会信用代码=credit_code(1))]
    out = tmp_path / "退回.xlsx"
    asked = ["pilot", str(path), "import", str(ledger(tmp_path, lines)), "--enter", "--refused", str(out)]
    assert main(asked) == REFUSED
    assert out.exists()
    with opened(path) as doors:
        assert len(doors.enterprises.every()) == 1


def test_what_cannot_be_taken_in_is_said_with_the_way_out(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = talents(tmp_path, [talent(1)])
    for words, said in (
        (["--kind", "units"], "是技能人才名册，不是试点单位台账"),
        (["--level", "星级"], "不在代码表里"),
        (["--period", "上季度"], "请写成 2022Q3 或 2022-09"),
    ):
        assert main(["pilot", str(path), "import", str(people), *words]) == FAILED
        assert said in capsys.readouterr().err
    assert main(["pilot", str(path), "import"]) == FAILED
    assert "请写明一个台账文件" in capsys.readouterr().err
    assert main(["pilot", str(path), "import", str(tmp_path / "没有.xlsx")]) == FAILED
    assert "找不到文件" in capsys.readouterr().err
    assert main(["import", str(path), str(ledger(tmp_path, [unit(1)]))]) == FAILED
    assert "请用 pilot 命令的 import" in capsys.readouterr().err


_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    "case",
    [
        ("a.xlsx", b"PK\x03\x04junk", "不是 Excel 表格或已损坏"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "不是 Excel 表格或已损坏"),
        ("a.xls", _OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "设了打开密码"),
        ("a.xls", b"<html><table>", "是网页格式的表格"),
        ("a.xlsx", b"", "里没有内容"),
        ("a.csv", b"\n\n", "里没有内容"),
        ("a.csv", "今天开会，讨论产改".encode(), "认不出“a.csv”是哪一种产改试点台账"),
    ],
)
def test_what_is_no_ledger_is_said_as_what_it_is(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], case: tuple[str, bytes, str]
) -> None:
    name, content, said = case
    (tmp_path / name).write_bytes(content)
    assert main(["pilot", str(path), "import", str(tmp_path / name)]) == FAILED
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
