"""The yearly assessment by the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.__main__ import main
from desktop.office.office import Office
from desktop.pilots.wave import Wave
from tests import offices
from tests.offices import PASSWORD
from tests.piloting import UNIT, WAVE

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs ``assess`` on an office with a wave of two pilots."""
    monkeypatch.setenv("NIANGJIA_NOW", offices.NOW)
    monkeypatch.setenv("NIANGJIA_PASSWORD", PASSWORD)
    made = Office.create(tmp_path / "新区.niangjia", PASSWORD, name="新区总工会")
    made.registers.enter(Wave, WAVE)
    made.enterprises.enter(UNIT | {"wave": 1})
    made.enterprises.enter({"name": "乙公司", "wave": 1})
    made.close()

    def ran(*arguments: object) -> tuple[int, str, str]:
        what, *rest = map(str, arguments)
        code = main(["assess", str(made.path), what, *rest])
        said = capsys.readouterr()
        return code, said.out, said.err

    return ran


def shown(run: Run, unit: int = 1) -> dict[str, Any]:
    """One assessment as data."""
    found: dict[str, Any] = json.loads(run("show", "--unit", unit, "--json")[1])[0]
    return found


def test_a_year_is_begun_scored_judged_finished_and_done_anew(run: Run) -> None:
    assert "等 2 家（2 条）" in run("begin")[1]
    scores = [one for line in shown(run)["scores"] if line["front"] != "加分" for one in ("--set", _full(line))]
    assert run("score", "--unit", 1, *scores, "--evidence", "入会率=会员名册")[0] == 0
    bonus = ("--bonus", "承办现场会=2", "--set", "亮点=师徒结对有成效")
    assert run("judge", "--unit", 1, *bonus)[0] == 0
    code, _, err = run("finish", "--by", "评审组")
    assert code == 2
    assert "“乙公司 2022 年”还没有区评分" in err
    assert run("finish", "--unit", 1, "--by", "评审组")[0] == 0
    found = shown(run)
    assert (found["state"], found["total"], found["bonus"], found["grade"]) == ("已评定", 1020, 20, "优秀")
    assert "区评 102 分　优秀" in run("show", "--unit", 1)[1]
    assert run("redo", "--unit", 1, "--reason", "漏计一项")[0] == 0
    assert (shown(run)["version"], shown(run)["state"]) == (2, "区级评分")


def _full(line: dict[str, Any]) -> str:
    return f"{line['front']}/{line['indicator']}={line['points'] / 10}"


def test_what_the_register_knows_is_taken_over(run: Run) -> None:
    run("begin")
    assert run("known")[0] == 0
    scores = {line["indicator"]: line["score"] for line in shown(run)["scores"]}
    assert (scores["入会率"], scores["校企合作"]) == (20, None)
    assert "会员 450 人 / 职工 500 人 = 90%" in run("show", "--unit", 1)[1]


@pytest.mark.parametrize(
    ("said", "told"), [("食堂=3", "看不懂"), ("入会率=2.5", "最多 2 分"), ("入会率=好", "不是分数")]
)
def test_a_score_that_can_t_be_is_refused(run: Run, said: str, told: str) -> None:
    run("begin")
    code, _, err = run("score", "--unit", 1, "--set", said)
    assert code == 2
    assert told in err


def test_the_units_own_scores_are_kept_apart(run: Run) -> None:
    run("begin")
    run("score", "--unit", 1, "--own", "--set", "入会率=2")
    (line,) = [one for one in shown(run)["scores"] if one["indicator"] == "入会率"]
    assert (line["self_score"], line["score"]) == (20, None)


def test_waves_are_compared(run: Run) -> None:
    run("begin", "--unit", 1)
    scores = [one for line in shown(run)["scores"] if line["front"] != "加分" for one in ("--set", _full(line))]
    run("score", "--unit", 1, *scores)
    run("finish", "--unit", 1, "--by", "评审组")
    assert run("compare")[1].splitlines() == [
        "第一批\t1 家\t平均 100 分\t优秀 1",
        "1\t江苏甲机械有限公司\t第一批\t100 分\t优秀",
    ]
    assert json.loads(run("compare", "--by", "year", "--json")[1])["groups"][0]["label"] == "2022 年"
    assert run("compare", "--by", "town")[0] == 2


def test_what_was_never_begun_is_said(run: Run) -> None:
    code, _, err = run("show")
    assert (code, "请先用 assess begin" in err) == (2, True)


def test_a_score_sheet_goes_out_and_comes_back(run: Run, tmp_path: Path) -> None:
    run("begin")
    path = tmp_path / "评分表.xlsx"
    assert run("export", "--file", path)[0] == 0
    book = openpyxl.load_workbook(path)
    book.active["I4"] = 4
    book.save(path)
    assert run("import", "--file", path)[1].splitlines() == ["改动 1 家单位的 1 项评分：区评分 1 处。"]
    assert shown(run)["scores"][0]["score"] is None
    assert run("import", "--file", path, "--enter")[0] == 0
    assert shown(run)["scores"][0]["score"] == 40
    book.active["I4"] = 40
    book.save(path)
    code, out, _ = run("import", "--file", path, "--enter")
    assert (code, "第 4 行 机构文件最多 4 分，填了 40 分，请改小。" in out) == (1, True)
    assert run("import")[0] == 2
