"""The verb of the command line about pilots: records, stages, papers and fronts without a window."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.base.changes import Noun
from desktop.commands import DONE, FAILED
from desktop.office.record_words import ENTERED
from desktop.office.registers import NOUNS
from desktop.pilots.pairing import Call
from desktop.pilots.wave import Wave
from desktop.store.registers import word_of
from tests import piloting
from tests.offices import PASSWORD, Doors, opened

PILOTS = frozenset(NOUNS.values())
PDF = b"%PDF-1.4 plan %%EOF"
Run = Callable[..., str]


@pytest.fixture
def path(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office file with a wave of two pilots, closed."""
    monkeypatch.setenv("NIANGJIA_PASSWORD", PASSWORD)
    doors.registers.enter(Wave, {"name": "第一批", "number": 1, "level": "区级", "chosen_on": "2022-01-10"})
    for name in ("甲机械公司", "乙电子公司"):
        doors.enterprises.enter({"name": name, "wave": 1})
    doors.db.close()
    return doors.path


@pytest.fixture
def run(path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Does it; gives what was printed."""

    def done(*words: object, code: int = DONE) -> str:
        assert main(["pilot", str(path), *map(str, words)]) == code
        printed = capsys.readouterr()
        return printed.err if code == FAILED else printed.out

    return done


def test_a_record_is_entered_changed_shown_and_struck_out_by_its_chinese_words(path: Path, run: Run) -> None:
    assert "序号 3" in run("enter", "单位", "单位名称=丙化工公司", "职工总数=300", "批次=第一批", "规模=规上")
    run("change", "单位", "--unit", "丙化工公司", "职工总数=310")
    assert "职工总数：310" in run("show", "单位", "--unit", "丙化工公司")
    run("enter", "任务", "单位=甲机械公司", "方面=技能提升", "任务=岗位练兵", "完成时限=2022-11-30")
    assert "素质提升" in run("show", "任务", "--unit", 1)
    assert json.loads(run("show", "task", "--json"))[0]["deadline"] == "2022-11-30"
    run("remove", "任务", "--number", 1)
    assert run("show", "任务") == ""
    with opened(path) as doors:
        assert (doors.enterprises.one(3).workers, doors.enterprises.one(3).stage) == (310, "确定批次")


def test_every_record_that_can_be_entered_has_a_word_of_its_own() -> None:
    words = [word_of(one) for one in ENTERED]
    assert len(words) == len(set(words)) == 15


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["enter", "任务书"], "没有“任务书”这种记录，可用的有：单位、批次、"),
        (["enter", "材料"], "没有“材料”这种记录"),
        (["show", "单位", "--number", "9"], "没有序号为 9 的单位"),
        (["enter", "任务", "任务=练兵", "方面=建功立业"], "请选择单位"),
        (["enter", "任务", "单位=丁公司"], "没有试点单位“丁公司”"),
        (["enter", "任务", "单位=1", "颜色=红"], "“任务”没有“颜色”这一项"),
        (["enter"], "请写明是哪种记录"),
        (["change", "任务", "任务=练兵"], "请用 --number"),
        (["stage", "--unit", "1"], "请写明到了哪个阶段：确定批次、"),
        (["stage", "启动"], "请用 --unit"),
        (["due", "启动=2022-03-01", "--wave", "第九批"], "没有批次“第九批”"),
        (["due", "启动=三月", "--wave", "1"], "“三月”不是日期"),
        (["move", "毕业", "--unit", "1"], "请写明办理什么：验收、延续、退出、恢复试点"),
        (["report", "三十", "--unit", "1"], "要写成 任务序号=进度,进展,佐证"),
        (["rollup", "--quarter", "去年"], "季度“去年”看不懂"),
        (["accept-paper"], "请用 --number 写明材料序号"),
        (["enter", "进展", "任务=练兵"], "“练兵”不是序号"),
    ],
)
def test_what_is_said_wrongly_is_answered_by_what_can_be_said(run: Run, words: list[str], sentence: str) -> None:
    assert sentence in run(*words, code=FAILED)


def test_a_call_and_its_problem_are_entered(path: Path, run: Run) -> None:
    run("enter", "走访记录", "单位=1", "走访日期=2022-03-15", "走访干部=王主席", "方式=实地", "招用工=缺二十人")
    run("enter", "问题", "单位=1", "走访记录=1", "提出日期=2022-03-15", "问题=缺钳工")
    with opened(path) as doors:
        assert doors.registers.one(Call, 1).hiring == "缺二十人"


def test_due_days_stages_and_the_board(run: Run) -> None:
    run("due", "季度进展:2022年三季度=2022-10-25", "--wave", "第一批", "--proposed")
    board = run("board", "--wave", 1)
    assert "确定批次（2）" in board
    assert "提醒：2 家成立机构逾期，最长 303 天" in board
    assert "2 家季度进展（2022年三季度）逾期，最长 46 天" in board
    assert "登记阶段：启动 甲机械公司 等 2 家（2 条）" in run(
        "stage", "启动", "--wave", "第一批", "--day", "2022-03-20"
    )
    run("stage", "季度进展", "期间=2022年一季度", "--unit", "甲机械公司", "--day", "2022-04-02")
    lanes = {one["stage"]: one["pilots"] for one in json.loads(run("board", "--json"))["lanes"]}
    assert [one["name"] for one in lanes["季度进展"]] == ["甲机械公司"]
    run("due", "成立机构=", "--wave", "第一批")
    assert "成立机构逾期" not in run("board")


def test_a_paper_comes_goes_back_comes_again_and_is_in_order(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "方案.pdf"
    plan.write_bytes(PDF)
    assert "2 家中 0 家齐全" in run("complete")
    run("submit", plan, "材料=产改试点实施方案", "文号=3号", "--unit", 1, "--day", "2022-03-01")
    run("return-paper", "--number", 1, "--by", "王芳", "--contents", "指导思想、目标任务", "--day", "2022-03-03")
    assert "退回原因：缺少重点举措（五个方面）、实施步骤" in run("show", "材料", "--unit", 1)
    run("submit", "材料=产改试点实施方案", "收到日期=2022-03-08", "--unit", 1)
    run("accept-paper", "--number", 2, "--by", "王芳")
    assert "方案上报" in run("show", "阶段", "--unit", 1)
    told = json.loads(run("complete", "--json"))
    assert told["units"][0]["accepted"] == ["产改试点实施方案"]
    assert "乙电子公司\t缺：产改组织机构文件、产改试点实施方案" in run("complete", "--wave", 1)
    run("recheck-paper", "--number", 2)
    run("remove-paper", "--number", 2)
    out = tmp_path / "另存.pdf"
    run("save-file", out, "--number", 1)
    assert out.read_bytes() == PDF


def test_a_file_is_attached_and_what_is_doubtful_of_it_is_said(run: Run, tmp_path: Path) -> None:
    half = tmp_path / "照片.pdf"
    half.write_bytes(b"%PDF-1.4 half")
    assert "可能不完整" in run("attach", half, "--unit", "甲机械公司")
    assert "附件名称：照片" in run("show", "附件", "--unit", 1)
    wrong = tmp_path / "程序.exe"
    wrong.write_bytes(b"MZ")
    assert "不能作附件" in run("attach", wrong, "--unit", 1, code=FAILED)


def test_a_quarter_is_reported_and_rolled_up(run: Run) -> None:
    for task in ("宣讲", "读书会"):
        run("enter", "任务", "单位=1", "方面=思想引领", f"任务={task}")
    report = run(
        "report", "1=50,两场,照片", "2=100%，已结束", "--unit", 1, "--quarter", "2022年三季度", "--day", "2022-10-08"
    )
    assert "季度进展：甲机械公司 2022年三季度（2 条）" in report
    assert "平均进度 75%" in run("rollup")
    fronts = json.loads(run("rollup", "--quarter", "2022Q3", "--wave", "第一批", "--json"))["fronts"]
    assert (fronts[0]["label"], fronts[0]["done"]) == ("思想引领", 1)


def test_pilots_end_and_go_on(path: Path, run: Run) -> None:
    run("move", "延续", "--unit", "甲机械公司", "--reason", "成效明显", "--until", "2023-12-31")
    run("move", "退出", "--unit", 2, "--reason", "企业搬迁", "--day", "2022-06-01")
    with opened(path) as doors:
        assert [str(one.state) for one in doors.enterprises.every()] == ["已延续", "已退出"]


@pytest.mark.parametrize("noun", [noun for noun in Noun if noun in PILOTS])
def test_every_list_of_pilots_is_printed_and_exported(
    doors: Doors, noun: Noun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NIANGJIA_PASSWORD", PASSWORD)
    piloting.full(doors)
    doors.db.close()
    assert main(["list", str(doors.path), noun, "--json"]) == DONE
    assert len(json.loads(capsys.readouterr().out)) == 1
    assert main(["export", str(doors.path), noun, str(tmp_path / "表.xlsx")]) == DONE
    assert (tmp_path / "表.xlsx").stat().st_size > 0
