"""What one step changed of a pilot and of what stands beside it goes back together, or not at all."""

import datetime as dt
from pathlib import Path

import pytest

from desktop.base.changes import Change
from desktop.base.errors import ForbiddenError
from desktop.exchange.planning import Existing
from desktop.office.ledger_kinds import LedgerKind
from desktop.pilots.assessment import AssessmentState
from desktop.pilots.fronts import Task
from desktop.pilots.pairing import Call
from desktop.pilots.submission import SubmissionState
from desktop.pilots.wave import Wave
from desktop.store import checking, households, inversion
from desktop.store.faults import translated
from tests.offices import TODAY, Doors
from tests.pilot_ledgers import ledger, unit, unit_name
from tests.piloting import CHOSEN, DAY, PAPER, SIMPLE, UNIT, WAVE

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
