"""What a clerk says was done can't lie ahead: refused, or doubted where it is only told of somebody."""

import datetime as dt

import pytest

from desktop.base.fields import Values
from desktop.pilots.checks import check
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.fronts import Task
from desktop.pilots.monitoring import Filling, Reminder
from desktop.pilots.pairing import Call, Inspection, Problem
from desktop.pilots.talent import Contest, Studio, Talent
from desktop.policy.choosing import in_force
from desktop.policy.reading import base_rules
from tests import offices
from tests.offices import TODAY
from tests.piloting import SIMPLE, UNIT

POLICY = in_force(base_rules(), TODAY)
TOMORROW = TODAY + dt.timedelta(days=1)
KNOWN: dict[type, Values] = {**SIMPLE, Enterprise: UNIT}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day on which all offices of tests stand."""
    monkeypatch.setenv("NIANGJIA_NOW", offices.NOW)


@pytest.mark.parametrize(
    ("record", "name", "refuses"),
    [
        (Task, "done_on", True),
        (Call, "day", True),
        (Inspection, "day", True),
        (Inspection, "mended_on", True),
        (Problem, "found_on", True),
        (Problem, "solved_on", True),
        (Filling, "filled_on", True),
        (Reminder, "day", True),
        (Contest, "day", True),
        (Studio, "named_on", False),
        (Talent, "certified_on", False),
        (Enterprise, "founded_on", False),
        (Enterprise, "union_founded_on", False),
    ],
)
def test_a_day_to_come_is_told_in_one_sentence_and_today_is_right(record: type, name: str, *, refuses: bool) -> None:
    found = [one for one in check(record, {**KNOWN[record], name: TOMORROW}, POLICY) if one.field == name]
    assert [(one.code, one.refuses) for one in found] == [("ahead", refuses)]
    assert found[0].message.endswith("2022年12月11日在今天之后，请核对。")
    today = check(record, {**KNOWN[record], name: TODAY}, POLICY)
    assert not [one for one in today if one.field == name and one.code == "ahead"]


@pytest.mark.parametrize("period", ["2023Q1", "2023-01"])
def test_a_period_that_has_not_begun_is_neither_filled_in_nor_reminded_of(period: str) -> None:
    for record in (Filling, Reminder):
        refused = [one for one in check(record, {**SIMPLE[record], "period": period}, POLICY) if one.refuses]
        assert [(one.field, one.message[-10:]) for one in refused] == [("period", "还没有开始，请核对。")]


def test_a_task_that_ends_before_it_begins_is_doubtful() -> None:
    task = {**SIMPLE[Task], "begins": dt.date(2022, 12, 2), "done_on": dt.date(2022, 12, 1)}
    found = check(Task, task, POLICY)
    assert [(one.field, one.refuses) for one in found] == [("deadline", False), ("done_on", False)]
