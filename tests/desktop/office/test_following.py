"""What follows from a record of pilots follows whichever door it came through."""

import datetime as dt

import pytest

from desktop.base.errors import RefusedError
from desktop.pilots.fronts import Progress, Task
from desktop.pilots.monitoring import Filling
from desktop.pilots.pairing import Call, Inspection, Problem
from desktop.pilots.wave import Wave
from desktop.store import assessments
from tests.offices import TODAY, Doors
from tests.piloting import DAY, SIMPLE, UNIT, WAVE, scan

HALFWAY = "中期督查"
LATER = DAY + dt.timedelta(days=9)


@pytest.fixture
def pilots(doors: Doors) -> Doors:
    """Two pilots in a wave; the first has a task."""
    doors.registers.enter(Wave, WAVE)
    doors.enterprises.enter(UNIT | {"wave": 1})
    doors.enterprises.enter({"name": "乙公司", "wave": 1})
    doors.registers.enter(Task, {"enterprise": 1, "front": "建功立业", "task": "开展岗位练兵"})
    return doors


def reached(doors: Doors, unit: int = 1) -> dict[str, dt.date]:
    return {one.stage: one.day for one in doors.enterprises.stages(unit)}


@pytest.mark.parametrize("simply", [True, False])
def test_an_inspection_reaches_its_stage_and_takes_it_along(pilots: Doors, simply: bool) -> None:  # noqa: FBT001
    enter = (lambda values: pilots.registers.enter(Inspection, values)) if simply else pilots.pairing.inspect
    change = pilots.registers.change if simply else lambda _, *said: pilots.pairing.change_inspection(*said)
    enter(SIMPLE[Inspection])
    assert reached(pilots)[HALFWAY] == DAY
    change(Inspection, 1, {"day": LATER, "document_no": "督1号"})
    assert reached(pilots)[HALFWAY] == LATER
    change(Inspection, 1, {"enterprise": 2})
    assert HALFWAY not in reached(pilots)
    assert reached(pilots, 2)[HALFWAY] == LATER
    change(Inspection, 1, {"kind": "回头看"})
    assert HALFWAY not in reached(pilots, 2)


def test_an_inspection_that_is_struck_out_reached_nothing_unless_another_did(pilots: Doors) -> None:
    for _ in range(2):
        pilots.pairing.inspect(SIMPLE[Inspection])
    pilots.registers.remove(Inspection, 1)
    assert reached(pilots)[HALFWAY] == DAY
    pilots.registers.remove(Inspection, 2)
    assert HALFWAY not in reached(pilots)


def test_a_stage_that_was_said_by_hand_is_not_the_inspections(pilots: Doors) -> None:
    pilots.enterprises.reach([1], {"stage": HALFWAY, "day": LATER})
    pilots.pairing.inspect(SIMPLE[Inspection])
    pilots.registers.remove(Inspection, 1)
    assert reached(pilots)[HALFWAY] == LATER


def test_what_a_call_found_and_its_photos_are_of_the_unit_that_was_called_on(pilots: Doors) -> None:
    pilots.pairing.call(SIMPLE[Call], [{"problem": "缺钳工"}], [scan()])
    pilots.pairing.change_call(1, {"enterprise": 2}, [{"id": 1}, {"problem": "缺焊工"}])
    assert [one.enterprise for one in pilots.registers.of(Problem)] == [2, 2]
    assert ([len(pilots.enclosures.of(unit)) for unit in (1, 2)]) == [0, 1]


def test_a_problem_is_of_the_unit_on_which_was_called(pilots: Doors) -> None:
    pilots.pairing.call(SIMPLE[Call])
    found = {"call": 1, "found_on": DAY, "problem": "缺钳工"}
    with pytest.raises(RefusedError, match="这条走访记录是另一家单位的"):
        pilots.registers.enter(Problem, found | {"enterprise": 2})
    with pytest.raises(RefusedError, match="没有这条走访记录，可能已被撤销或删去"):
        pilots.registers.enter(Problem, found | {"enterprise": 1, "call": 7})
    with pytest.raises(RefusedError, match="没有这条批次"):
        pilots.enterprises.change(1, {"wave": 7})


def test_a_report_entered_as_a_record_is_a_report(pilots: Doors) -> None:
    pilots.registers.enter(Progress, {"task": 1, "quarter": "2022Q1", "percent": 100})
    assert pilots.registers.one(Task, 1).done_on == dt.date(2022, 3, 31)
    assert reached(pilots)["季度进展"] == TODAY
    pilots.registers.change(Progress, 1, {"percent": 80})
    assert pilots.registers.one(Task, 1).done_on is None


def test_what_the_last_quarter_finished_was_done_in_that_year(pilots: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANGJIA_NOW", "2023-01-08T09:00:00")
    pilots.fronts.report(1, "2022Q4", {1: (100, "全部完成", None)})
    assert pilots.registers.one(Task, 1).done_on == dt.date(2022, 12, 31)
    assert [assessments.facts(pilots.db, [1], year, ())[1].tasks for year in (2022, 2023)] == [{"建功立业": (1, 1)}, {}]


def test_an_older_report_leaves_what_was_done_since(pilots: Doors) -> None:
    pilots.registers.change(Task, 1, {"done_on": dt.date(2022, 6, 30)})
    pilots.fronts.report(1, "2022Q1", {1: (60, "补报", None)})
    assert pilots.registers.one(Task, 1).done_on == dt.date(2022, 6, 30)


def test_what_is_filled_in_for_a_period_is_due_with_it_whichever_way_it_came(pilots: Doors) -> None:
    pilots.registers.enter(Filling, {"enterprise": 1, "period": "2022Q3", "filled_on": TODAY})
    due = pilots.monitoring.dues(["2022Q2", "2022Q3"])
    assert pilots.registers.one(Filling, 1).due == due["2022Q3"]
    pilots.registers.change(Filling, 1, {"period": "2022Q2"})
    assert pilots.registers.one(Filling, 1).due == due["2022Q2"]
