"""The demo office shows what there is to see, on whatever day it is made."""

import datetime as dt
from collections.abc import Iterator

import pytest

from desktop.aid.batch import PAID_STATES, BatchState
from desktop.aid.request import RequestState
from desktop.base.calendar import today
from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.cases.household import State
from desktop.office import demo
from desktop.office.office import Office
from desktop.pilots.assessment import AssessmentState
from desktop.pilots.enterprise import PilotState
from desktop.pilots.incentive import IncentiveState
from desktop.pilots.monitoring import Filling
from desktop.pilots.pairing import Problem
from desktop.pilots.submission import SubmissionState
from desktop.pilots.talent import Studio


@pytest.fixture(scope="module", params=["2023-01-01", "2024-02-29", "2026-07-15", "2025-12-31"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A demo office, made on a day that is awkward or isn't; nobody writes to it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NIANGJIA_NOW", f"{request.param} 09:30:00")
        made = demo.make(tmp_path_factory.mktemp("demo") / "演示.niangjia")
        yield made
        made.close()


def test_everything_stands_at_every_step_of_its_life(office: Office) -> None:
    assert set(office.counts(Query(noun=Noun.BATCHES), "state")) == set(BatchState)
    assert set(office.counts(Query(noun=Noun.REQUESTS), "state")) == set(RequestState)
    assert set(office.counts(Query(noun=Noun.CASES), "state")) == set(State)
    assert sum(one.unsettled for one in office.aid.batches()) > 0
    over, going_on = sorted(office.activities.every(), key=lambda one: one.closed_on is None)
    assert 0 < going_on.visited < going_on.recipients
    assert over.closed_on is not None
    assert over.visited == over.recipients


def test_pilots_stand_at_every_stage_and_some_are_late(office: Office) -> None:
    board = office.stages.board()
    assert [lane.stage for lane in board.lanes if not lane.pilots] == []
    assert {one.days for one in board.overdue if one.days > 0}
    assert set(office.counts(Query(noun=Noun.PILOTS), "state")) == set(PilotState)
    assert set(office.counts(Query(noun=Noun.SUBMISSIONS), "state")) == set(SubmissionState)
    assert set(office.counts(Query(noun=Noun.INCENTIVES), "state")) == set(IncentiveState)
    assert set(office.counts(Query(noun=Noun.ASSESSMENTS), "state")) == set(AssessmentState)
    assert len(office.assessments.years()) == 2
    assert {one.label for one in office.assessments.compare().groups} == {"第一批", "第二批"}


def test_pilots_are_called_on_but_for_some_and_fill_in_but_for_some(office: Office) -> None:
    problems = office.registers.of(Problem)
    assert {one.solved_on is None for one in problems} == {True, False}
    assert any(one.deadline and one.deadline < today() and one.solved_on is None for one in problems)
    assert 0 < len(office.pairing.uncontacted()) < len(office.pairing.contacts()) // 2
    assert 0 < len(office.pairing.unpaired()) < 5
    wanted = office.monitoring.open()
    assert {one.reminders for one in wanted} == {0, 1, 2}
    assert {one.risk for one in office.registers.of(Filling)} == {None, "低", "中", "高"}
    assert len(office.registers.of(Studio)) == 14


def test_the_books_of_last_year_are_closed_and_nothing_is_broken(office: Office) -> None:
    closed = office.funds.closed_through()
    assert closed is not None
    assert (closed.month, closed.day) == (12, 31)
    assert closed < dt.date.fromisoformat(str(office.journal(limit=1)[0]["at"])[:10])
    last = [one for one in office.funds.every() if one.year == closed.year]
    assert [one.balance for one in last] == [0]
    assert all(office.aid.verify(one.id) is None for one in office.aid.batches() if one.state in PAID_STATES)
    assert office.check()
