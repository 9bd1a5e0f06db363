"""Labour-relations monitoring: who filled in, who is late, who was reminded."""

import datetime as dt
import json

import pytest

from desktop.base.errors import ForbiddenError, RefusedError
from desktop.office import wording
from desktop.pilots.filling_dues import Mark
from desktop.pilots.monitoring import Filling, Reminder
from desktop.pilots.wave import Wave
from desktop.policy.pilot_standards import Period
from desktop.store import journal
from tests.contacting import FIGURES
from tests.offices import TODAY, Doors
from tests.piloting import WAVE

THIRD = dt.date(2022, 10, 10)


@pytest.fixture
def units(doors: Doors) -> list[int]:
    """Three enterprises that are monitored, and one that isn't."""
    doors.registers.enter(Wave, WAVE)
    people = {"liaison": "孙伟", "phone": "13800000002"}
    named = [{"name": name, "wave": 1, **people} for name in ("甲公司", "乙公司", "丙公司")]
    made = [doors.enterprises.enter(one).record or 0 for one in named]
    doors.enterprises.enter({"name": "丁公司", "wave": 1, "monitored": False})
    return made


def marks(doors: Doors, period: str) -> list[Mark]:
    return [one.cells[period].mark for one in doors.monitoring.grid(2022).lines]


def test_the_grid_tells_who_filled_in_on_time_late_or_not(doors: Doors, units: list[int]) -> None:
    doors.monitoring.fill(units[0], "2022Q3", FIGURES | {"filled_on": THIRD})
    doors.monitoring.fill_many(units[1:2], "2022年三季度")
    assert marks(doors, "2022Q3") == [Mark.ON_TIME, Mark.LATE, Mark.MISSING]
    assert marks(doors, "2022Q4") == [Mark.AHEAD] * 3
    grid = doors.monitoring.grid(2022)
    assert (grid.every, list(grid.dues)) == (Period.QUARTER, ["2022Q1", "2022Q2", "2022Q3", "2022Q4"])
    assert grid.count("2022Q3").sentence == "应填 3 家，已填 2 家（其中逾期 1 家），逾期未报 1 家"
    assert len(doors.monitoring.grid(2022, Period.MONTH).dues) == 12
    assert doors.monitoring.grid(2021).lines == ()


def test_figures_are_entered_once_and_then_changed(doors: Doors, units: list[int]) -> None:
    doors.monitoring.fill(units[0], "2022Q3", FIGURES | {"filled_on": THIRD})
    change = doors.monitoring.fill(units[0], "2022Q3", {"heads": 510})
    kept = doors.monitoring.filling(units[0], "2022Q3")
    assert kept is not None
    assert (kept.id, kept.heads, kept.contracts, kept.filled_on, kept.due) == (change.record, 510, 482, THIRD, THIRD)
    assert doors.monitoring.fill(units[0], "2022Q3", {"heads": 510}).operation == 0
    with pytest.raises(RefusedError, match="多于用工人数"):
        doors.monitoring.fill(units[0], "2022Q3", {"contracts": 511})
    with pytest.raises(ForbiddenError, match="请写成 2022Q3 或 2022-09"):
        doors.monitoring.fill(units[0], "2022", FIGURES)


def test_many_are_marked_at_once_and_figures_stay(doors: Doors, units: list[int]) -> None:
    doors.monitoring.fill(units[0], "2022Q3", FIGURES)
    assert doors.monitoring.clear(units, "2022Q3").count == 1
    assert doors.monitoring.fill_many(units, "2022Q3", THIRD).count == 3
    kept = doors.monitoring.filling(units[0], "2022Q3")
    assert kept is not None
    assert (kept.heads, kept.filled_on) == (500, THIRD)
    with pytest.raises(ForbiddenError, match="都已填报"):
        doors.monitoring.fill_many(units, "2022Q3")
    with pytest.raises(RefusedError, match="在今天之后"):
        doors.monitoring.fill_many(units, "2022Q4", TODAY + dt.timedelta(days=1))


def test_another_due_day_makes_late_ones_punctual_also_in_the_list(doors: Doors, units: list[int]) -> None:
    doors.monitoring.fill_many(units[:1], "2022Q3", dt.date(2022, 10, 20))
    assert marks(doors, "2022Q3") == [Mark.LATE, Mark.MISSING, Mark.MISSING]
    doors.monitoring.set_due("2022Q3", dt.date(2022, 12, 31))
    assert marks(doors, "2022Q3") == [Mark.ON_TIME, Mark.OPEN, Mark.OPEN]
    assert [one.due for one in doors.registers.of(Filling, period="2022Q3")] == [dt.date(2022, 12, 31)]
    doors.monitoring.set_due("2022Q3", None)
    assert marks(doors, "2022Q3") == [Mark.LATE, Mark.MISSING, Mark.MISSING]
    assert doors.monitoring.set_due("2022Q3", None).operation == 0
    with pytest.raises(ForbiddenError, match="早于2022年三季度的第一天"):
        doors.monitoring.set_due("2022Q3", dt.date(2022, 6, 30))


def test_the_journal_says_which_due_days_are_set(doors: Doors) -> None:
    change = doors.monitoring.set_due("2022Q3", dt.date(2022, 12, 31))
    assert change.label == "2022年三季度监测截止日期：2022年12月31日"
    told = journal.changes(doors.db, change.operation, limit=1)[0]
    assert wording.says("setting", json.loads(told["after"])) == "2022年三季度 2022-12-31"


def test_whoever_is_missing_is_listed_for_calling_with_what_was_done(doors: Doors, units: list[int]) -> None:
    doors.monitoring.fill_many(units[:1], "2022Q3", THIRD)
    doors.monitoring.remind(units[1:], "2022Q3", {"channel": "电话"})
    doors.monitoring.remind(units[1:2], "2022Q3", {"channel": "微信", "who": "周会计"})
    assert doors.monitoring.newest() == "2022Q3"
    assert [(one.name, one.days_late, one.reminders) for one in doors.monitoring.open()] == [
        ("乙公司", 61, 2),
        ("丙公司", 61, 1),
    ]
    told = [(one.channel, one.who, one.day) for one in doors.monitoring.reminders(units[1], "2022Q3")]
    assert told == [("微信", "周会计", TODAY), ("电话", "孙伟", TODAY)]
    heading, first, *_ = doors.monitoring.chasing("2022Q3")
    assert heading[:3] == ("单位", "联系人", "联系电话")
    assert first == ("乙公司", "孙伟", "13800000002", "2022年三季度", "2022-10-10", "61", "2")
    with pytest.raises(RefusedError, match="在今天之后"):
        doors.monitoring.remind(units[:1], "2022Q3", {"day": TODAY + dt.timedelta(days=1)})


def test_a_risk_is_proposed_by_what_is_typed(doors: Doors) -> None:
    found = doors.monitoring.proposed_risk("2022Q3", FIGURES | {"overdue_heads": 3, "overdue": 900_000})
    assert found == ("高", "欠薪 3 人 9,000 元")


def test_nobody_is_reminded_of_a_period_that_is_none(doors: Doors) -> None:
    doors.enterprises.enter({"name": "甲公司"})
    with pytest.raises(RefusedError, match="期间“随便”看不懂"):
        doors.registers.enter(Reminder, {"enterprise": 1, "period": "随便", "day": TODAY})
