"""The verbs ``contact`` and ``monitoring`` of the command line."""

import json
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.commands import DONE, FAILED
from desktop.pilots.pairing import Problem
from desktop.pilots.wave import Wave
from tests.offices import PASSWORD, Doors, opened
from tests.piloting import WAVE


@pytest.fixture
def path(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office file with two pilots, closed."""
    monkeypatch.setenv("NIANGJIA_PASSWORD", PASSWORD)
    doors.registers.enter(Wave, WAVE)
    for name in ("甲公司", "乙公司"):
        doors.enterprises.enter({"name": name, "wave": 1, "liaison": "孙伟", "phone": "13800000002"})
    doors.db.close()
    return doors.path


def test_cadres_are_paired_call_and_solve_what_they_found(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contact = ["contact", str(path)]
    assert main([*contact, "unpaired"]) == DONE
    assert "共 2 家" in capsys.readouterr().out
    paired = ["--cadre", "王主席", "--unit", "甲公司", "--unit", "2", "--day", "2022-10-01", "--set", "联系机制=结对"]
    assert main([*contact, "pair", *paired]) == DONE
    assert main(["list", contact[1], "pairings", "--where", "王主席", "--json"]) == DONE
    found = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert [one["way"] for one in found] == ["结对服务"] * 2
    called = ["--cadre", "王主席", "--unit", "1", "--day", "2022-11-20", "--set", "方式=走访", "--set", "招用工=缺人"]
    assert main([*contact, "pair", "--cadre", "王主席", "--unit", "丙公司"]) == FAILED
    assert "没有试点单位“丙公司”" in capsys.readouterr().err
    assert main([*contact, "call", *called, "--problem", "缺钳工", "--problem", "宿舍不够"]) == DONE
    assert main([*contact, "solve", "--problem", "1", "--day", "2022-12-01", "--set", "办理结果=已推荐八人"]) == DONE
    assert main([*contact, "solve", "--problem", "2"]) == FAILED
    assert "缺少办理结果" in capsys.readouterr().err
    assert main([*contact, "late", "--json"]) == DONE
    assert [(one["name"], one["days"]) for one in json.loads(capsys.readouterr().out)] == [("乙公司", 70)]
    assert main([*contact, "sums", "--period", "2022Q9"]) == FAILED
    assert capsys.readouterr().err == "期间“2022Q9”看不懂，请写成 2022、2022Q3 或 2022-09。\n"
    assert main([*contact, "sums", "--period", "2022Q4"]) == DONE
    told = capsys.readouterr().out
    assert "王主席\t甲公司\t走访 1 次（实地 1）\t问题 2 个\t已解决 1 个" in told
    assert main([*contact, "reopen", "--problem", "1", "--reason", "没有到岗"]) == DONE
    assert main([*contact, "handover", "--cadre", "王主席", "--to", "周副主席"]) == DONE
    with opened(path) as doors:
        assert doors.registers.one(Problem, 1).solved_on is None
        assert {one.cadres for one in doors.enterprises.every()} == {"周副主席"}


def test_what_is_filled_in_or_not_is_told_and_reminded_of(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    monitoring = ["monitoring", str(path)]
    figures = ["--set", "用工人数=500", "--set", "签订劳动合同人数=482"]
    assert main([*monitoring, "fill", "--unit", "1", "--day", "2022-10-09", *figures]) == DONE
    assert main([*monitoring, "fill", "--unit", "1", "--set", "签订劳动合同人数=501"]) == FAILED
    assert "多于用工人数" in capsys.readouterr().err
    assert main([*monitoring, "remind", "--set", "方式=通话"]) == DONE
    capsys.readouterr()
    assert main([*monitoring, "open", "--json"]) == DONE
    (missing,) = json.loads(capsys.readouterr().out)
    assert (missing["单位"], missing["联系人"], missing["已催报次数"]) == ("乙公司", "孙伟", "1")
    assert main([*monitoring, "due", "--period", "2022Q3", "--day", "2022-12-31"]) == DONE
    assert main([*monitoring, "fill", "--period", "2022Q3", "--unit", "2"]) == DONE
    assert main([*monitoring, "grid"]) == DONE
    told = capsys.readouterr().out
    assert "乙公司\t逾期未报\t逾期未报\t按时填报\t未到期" in told
    assert "2022Q3：应填 2 家，已填 2 家" in told
