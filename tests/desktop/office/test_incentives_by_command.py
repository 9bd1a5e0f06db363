"""Incentive projects by the command line: from the application to the statement."""

import json
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.commands import DONE, FAILED
from tests.offices import PASSWORD, Doors, opened
from tests.piloting import UNIT


@pytest.fixture
def path(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office file with a pilot and a fund, closed."""
    monkeypatch.setenv("NIANGJIA_PASSWORD", PASSWORD)
    doors.enterprises.enter(UNIT)
    doors.fund(4_000_000, "2022年工会经费")
    doors.db.close()
    return doors.path


def run(path: Path, *words: str) -> int:
    what, *more = words
    return main(["incentive", str(path), what, *more])


def applied(path: Path, name: str = "智能产线改造") -> None:
    said = (f"项目名称={name}", "所属方面=建功立业", "总投入=8万", "自筹金额=3万", "申请金额=5万")
    assert run(path, "apply", "--unit", UNIT["name"], *(word for one in said for word in ("--set", one))) == DONE


def test_a_project_is_seen_through_by_command(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    applied(path)
    assert run(path, "recommend", "--project", "1", "--set", "区总工会意见=同意推荐") == DONE
    assert run(path, "grant", "--project", "1", "--set", "立项文号=5号", "--set", "立项日期=2022-03-10") == DONE
    paid = ("--set", "拨付金额=3万", "--set", "拨付日期=2022-03-15")
    assert run(path, "pay", "--project", "1", "--fund", "1", *paid, "--set", "票据号=票1") == DONE
    assert run(path, "spend", "--project", "1", "--set", "支出事项=设备", "--set", "支出金额=3万") == DONE
    capsys.readouterr()
    assert run(path, "statement", "--project", "1") == DONE
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "拨付 1\t2022-03-15\t30,000.00\t2022年工会经费\t票1"
    assert told[-1] == "立项 50,000 元，已拨付 30,000 元，已支出 30,000 元，拨款结余 0 元"
    assert run(path, "accept", "--project", "1", "--set", "验收意见=同意验收") == DONE
    assert "还有 20,000 元没有拨付" in capsys.readouterr().out
    assert main(["statement", str(path), "--fund", "1"]) == DONE
    assert "激励项目拨付：智能产线改造（江苏甲机械有限公司）" in capsys.readouterr().out


def test_what_was_spent_or_paid_is_told_by_its_project(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("甲项目", "乙项目"):
        applied(path, name)
    assert run(path, "recommend", "--project", "2") == DONE
    assert run(path, "grant", "--project", "2") == DONE
    capsys.readouterr()
    assert run(path, "pay", "--project", "2", "--set", "拨付金额=1万") == DONE
    assert run(path, "spend", "--project", "2", "--set", "支出事项=设备", "--set", "支出金额=1万") == DONE
    told = capsys.readouterr().out.splitlines()
    assert [line for line in told if line.startswith("项目序号")] == ["项目序号 2"] * 2


def test_an_instalment_is_set_right_and_made_void(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    applied(path)
    run(path, "recommend", "--project", "1")
    run(path, "grant", "--project", "1")
    run(path, "pay", "--project", "1", "--fund", "1", "--set", "拨付金额=1万")
    assert run(path, "correct", "--payment", "1", "--fund", "0", "--reason", "不是工会拨的") == DONE
    with opened(path) as doors:
        assert doors.funds.one(1).outlays == 0
    assert run(path, "void", "--payment", "1") == FAILED
    assert "请写明作废原因" in capsys.readouterr().err
    assert run(path, "void", "--payment", "1", "--reason", "重复登记") == DONE
    capsys.readouterr()
    assert run(path, "statement", "--project", "1", "--json") == DONE
    told = json.loads(capsys.readouterr().out)
    assert (told["paid"], told["instalments"][0]["void_reason"]) == (0, "重复登记")


def test_projects_are_ordered_and_listed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("甲项目", "乙项目"):
        applied(path, name)
    assert run(path, "rank", "--year", "2022", "--project", "2", "--project", "1") == DONE
    assert run(path, "refuse", "--project", "1", "--reason", "与主题不符") == DONE
    capsys.readouterr()
    assert run(path, "list", "--json") == DONE
    told = json.loads(capsys.readouterr().out)
    assert [(one["name"], one["rank"], one["state"]) for one in told] == [
        ("乙项目", 1, "已申报"),
        ("甲项目", 2, "未立项"),
    ]
    assert run(path, "list", "--year", "2022") == DONE
    assert (
        capsys.readouterr().out.splitlines()[0].startswith("2\t2022\t1\t江苏甲机械有限公司\t乙项目\t已申报\t50,000.00")
    )


def test_what_is_not_said_is_asked_for(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words, way_out in (
        (("apply",), "--unit"),
        (("grant",), "--project"),
        (("void",), "--payment"),
    ):
        assert run(path, *words) == FAILED
        assert way_out in capsys.readouterr().err
