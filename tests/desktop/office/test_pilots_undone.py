"""What one step changed of a pilot and of what stands beside it goes back together, or not at all."""

import datetime as dt
from pathlib import Path

import pytest

from desktop.base.changes import Change
from desktop.base.errors import ForbiddenError, NotFoundError
from desktop.exchange.planning import Existing
from desktop.office.ledger_kinds import LedgerKind
from desktop.pilots.assessment import AssessmentState
from desktop.pilots.fronts import Task
from desktop.pilots.pairing import Call, Inspection, Problem
from desktop.pilots.submission import SubmissionState
from desktop.pilots.wave import Wave
from desktop.store import checking, households, inversion
from desktop.store.faults import translated
from tests.offices import TODAY, Doors
from tests.pilot_ledgers import ledger, unit, unit_name
from tests.piloting import CHOSEN, DAY, PAPER, PROJECT, SIMPLE, UNIT, WAVE

_APART = "不能一起撤销"


@pytest.fixture
def pilots(doors: Doors) -> Doors:
    """One pilot in a wave."""
    doors.registers.enter(Wave, WAVE)
    doors.enterprises.enter(UNIT | {"wave": 1})
    return doors


def undo(doors: Doors, operation: int) -> Change:
    with translated():
        return inversion.invert(doors.db, operation, households.rederive)


def stages(doors: Doors) -> dict[str, dt.date]:
    return {one.stage: one.day for one in doors.enterprises.stages(1)}


def finished(doors: Doors, number: int = 1) -> Change:
    """The assessment with all its points, finished."""
    lines = doors.assessments.sheet(number).lines
    doors.assessments.score(
        number, {(one.score.front, one.score.indicator): {"score": one.score.points} for one in lines}
    )
    return doors.assessments.finish([number], "评审组", DAY)


def test_a_paper_that_stays_in_order_keeps_the_stage_it_reached(pilots: Doors) -> None:
    pilots.submissions.receive(PAPER | {"enterprise": 1})
    accepted = pilots.submissions.accept(1, [], "王芳", DAY)
    pilots.submissions.change(1, {"note": "附电子版"})
    with pytest.raises(ForbiddenError, match=_APART):
        undo(pilots, accepted.operation)
    assert pilots.submissions.one(1).state is SubmissionState.ACCEPTED
    assert "方案上报" in stages(pilots)


def test_a_stage_that_two_versions_reach_stays_until_neither_is_in_order(pilots: Doors) -> None:
    accepted = []
    for number, day in ((1, DAY), (2, TODAY)):
        pilots.submissions.receive(PAPER | {"enterprise": 1, "received_on": day})
        accepted.append(pilots.submissions.accept(number, [], "王芳", TODAY).operation)
    with pytest.raises(ForbiddenError, match="所到达的阶段另有材料、督查或季度进展为据"):
        undo(pilots, accepted[0])
    assert stages(pilots)["方案上报"] == DAY
    undo(pilots, accepted[1])
    assert stages(pilots)["方案上报"] == DAY
    undo(pilots, accepted[0])
    assert "方案上报" not in stages(pilots)


def test_a_stage_that_two_inspections_reach_goes_with_the_last_of_them(pilots: Doors) -> None:
    made = [pilots.registers.enter(Inspection, SIMPLE[Inspection] | {"day": day}) for day in (DAY, TODAY)]
    with pytest.raises(ForbiddenError, match="所到达的阶段另有"):
        undo(pilots, made[0].operation)
    pilots.registers.remove(Inspection, made[0].record or 0)
    assert stages(pilots)["中期督查"] == TODAY
    pilots.registers.remove(Inspection, made[1].record or 0)
    assert "中期督查" not in stages(pilots)


def test_a_quarter_that_two_reports_tell_of_stays_reported_until_both_are_gone(pilots: Doors) -> None:
    for name in ("练兵", "竞赛"):
        pilots.registers.enter(Task, SIMPLE[Task] | {"task": name})
    made = [pilots.fronts.report(1, "2022Q1", {number: (30, None, None)}).operation for number in (1, 2)]
    with pytest.raises(ForbiddenError, match="所到达的阶段另有"):
        undo(pilots, made[0])
    for operation in reversed(made):
        undo(pilots, operation)
    assert "季度进展" not in stages(pilots)


def test_a_stage_that_was_corrected_keeps_the_paper_that_reached_it(pilots: Doors) -> None:
    pilots.submissions.receive(PAPER | {"enterprise": 1})
    accepted = pilots.submissions.accept(1, [], "王芳", DAY)
    mark = next(one for one in pilots.enterprises.stages(1) if one.stage == "方案上报")
    pilots.enterprises.correct_stage(mark.id, {"note": "会上通过"})
    with pytest.raises(ForbiddenError, match=_APART):
        undo(pilots, accepted.operation)
    assert pilots.submissions.one(1).state is SubmissionState.ACCEPTED


def test_an_assessment_done_anew_keeps_the_yearly_stage(pilots: Doors) -> None:
    pilots.assessments.begin([1], 2022)
    done = finished(pilots)
    pilots.assessments.redo(1, "漏计竞赛")
    with pytest.raises(ForbiddenError, match=_APART):
        undo(pilots, done.operation)
    assert stages(pilots)["年度评价"] == DAY


def test_a_version_that_went_on_keeps_the_one_before_as_it_is(pilots: Doors) -> None:
    pilots.assessments.begin([1], 2022)
    finished(pilots)
    anew = pilots.assessments.redo(1, "漏计竞赛")
    pilots.assessments.finish([anew.record or 0], "评审组", TODAY)
    with pytest.raises(ForbiddenError, match=_APART):
        undo(pilots, anew.operation)
    states = [AssessmentState.FINAL, AssessmentState.SUPERSEDED]
    assert [one.state for one in pilots.assessments.of(1)] == states


def test_reports_that_were_corrected_keep_the_quarter_reported(pilots: Doors) -> None:
    pilots.registers.enter(Task, SIMPLE[Task])
    first = pilots.fronts.report(1, "2022Q1", {1: (30, "已开两期", None)}, DAY)
    pilots.fronts.report(1, "2022Q1", {1: (40, "已开三期", None)}, DAY)
    with pytest.raises(ForbiddenError, match=_APART):
        undo(pilots, first.operation)
    assert "季度进展" in stages(pilots)


def test_the_first_stage_stays_with_the_day_of_its_wave(pilots: Doors) -> None:
    moved = pilots.registers.change(Wave, 1, {"chosen_on": CHOSEN + dt.timedelta(days=5)})
    pilots.registers.change(Wave, 1, {"note": "分两次公布"})
    with pytest.raises(ForbiddenError, match=_APART):
        undo(pilots, moved.operation)
    assert stages(pilots)["确定批次"] == CHOSEN + dt.timedelta(days=5)


def test_a_unit_of_a_ledger_that_is_used_keeps_the_papers_that_came_with_it(doors: Doors, tmp_path: Path) -> None:
    lines = [unit(number, ticks=("√", "", "")) for number in (1, 2)]
    look = doors.pilot_ledgers.review(ledger(tmp_path, lines), LedgerKind.UNITS, Existing.FILL)
    entered = doors.pilot_ledgers.enter(look)
    doors.registers.enter(Call, SIMPLE[Call])
    kept = [one.label for one in undo(doors, entered.operation).kept]
    assert kept == [unit_name(1), f"{unit_name(1)}的产改组织机构文件", "第一批"]
    assert [one.state for one in doors.submissions.of(1)] == [SubmissionState.ACCEPTED]
    assert [one.name for one in doors.enterprises.every()] == [unit_name(1)]
    checking.check(doors.db)


def test_projects_that_changed_places_with_one_stay_where_it_stays(pilots: Doors) -> None:
    for name in ("甲项目", "乙项目", "丙项目"):
        pilots.incentives.apply(PROJECT | {"enterprise": 1, "name": name})
    pilots.incentives.recommend([1, 2, 3])
    turned = pilots.incentives.rank(2022, [3, 1, 2])
    pilots.incentives.change(1, {"leader": "周海"})
    with pytest.raises(ForbiddenError, match=_APART):
        undo(pilots, turned.operation)
    assert [one.id for one in pilots.incentives.of_year(2022)] == [3, 1, 2]


def test_a_project_that_comes_back_has_its_place_and_those_behind_move(pilots: Doors) -> None:
    for name in ("甲项目", "乙项目", "丙项目"):
        pilots.incentives.apply(PROJECT | {"enterprise": 1, "name": name})
    pilots.incentives.recommend([1, 2])
    gone = pilots.incentives.withdraw(1, "单位放弃")
    pilots.incentives.recommend(3)
    undo(pilots, gone.operation)
    assert [(one.id, one.rank) for one in pilots.incentives.of_year(2022)] == [(1, 1), (2, 2), (3, 3)]
    checking.check(pilots.db)


def test_a_problem_that_comes_back_is_of_the_pilot_that_was_visited(pilots: Doors) -> None:
    pilots.enterprises.enter({"name": "江苏乙重工有限公司"})
    pilots.registers.enter(Call, SIMPLE[Call])
    pilots.registers.enter(Problem, SIMPLE[Problem])
    struck = pilots.registers.remove(Problem, 1)
    pilots.registers.change(Call, 1, {"enterprise": 2})
    undo(pilots, struck.operation)
    assert pilots.registers.one(Problem, 1).enterprise == 2
    checking.check(pilots.db)


def test_a_due_day_that_was_set_anew_is_not_set_a_second_time_by_doing_the_first_again(pilots: Doors) -> None:
    first = pilots.monitoring.set_due("2022Q3", TODAY)
    undone = undo(pilots, first.operation)
    pilots.monitoring.set_due("2022Q3", TODAY - dt.timedelta(days=1))
    with pytest.raises(ForbiddenError, match="同样的记录已有一条，没有改动。"):
        undo(pilots, undone.operation)


def test_what_is_done_with_a_pilot_that_is_gone_is_refused_in_a_sentence(pilots: Doors) -> None:
    with pytest.raises(NotFoundError, match="没有这条单位"):
        pilots.enterprises.reach([1, 99], {"stage": "启动", "day": DAY})
    with pytest.raises(ForbiddenError, match="数字太大"):
        pilots.enterprises.one(2**64)
    with pytest.raises(ForbiddenError, match="残缺的字符"):
        pilots.enterprises.change(1, {"note": "\ud800"})
