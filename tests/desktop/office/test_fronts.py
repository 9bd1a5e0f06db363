"""The five fronts: tasks reported each quarter, all of a unit at once, and what it comes to."""

import datetime as dt

import pytest

from desktop.base.errors import ForbiddenError, RefusedError
from desktop.pilots.flow import Verb
from desktop.pilots.fronts import Progress, Task
from desktop.pilots.wave import Wave
from tests.offices import TODAY, Doors
from tests.piloting import DAY, WAVE

DEADLINE = dt.date(2022, 6, 30)


@pytest.fixture
def unit(doors: Doors) -> int:
    """A pilot with a task on each of two fronts, and a second on the first of them."""
    doors.registers.enter(Wave, WAVE)
    number = doors.enterprises.enter({"name": "甲公司", "wave": 1}).record or 0
    for front, task in (("素质提升", "技能培训"), ("思想引领", "宣讲"), ("素质提升", "师带徒")):
        doors.registers.enter(Task, {"enterprise": number, "front": front, "task": task, "deadline": DEADLINE})
    return number


def test_a_quarter_is_reported_for_all_tasks_at_once(doors: Doors, unit: int) -> None:
    before = doors.db.execute("SELECT count(*) FROM operation").fetchone()[0]
    change = doors.fronts.report(unit, "2022Q1", {1: (30, "开班两期", "签到表"), 2: (50, None, " ")}, DAY)
    assert (change.count, change.label) == (2, "季度进展：甲公司 2022年一季度")
    assert doors.db.execute("SELECT count(*) FROM operation").fetchone()[0] == before + 1
    assert [one.percent for one in doors.registers.of(Task, enterprise=unit)] == [30, 50, None]
    assert doors.registers.one(Progress, 2).evidence is None
    mark = doors.enterprises.stages(unit)[-1]
    assert (mark.stage, mark.period, mark.day) == ("季度进展", "2022Q1", DAY)


def test_the_tasks_stand_front_by_front_with_what_is_carried_over(doors: Doors, unit: int) -> None:
    doors.fronts.report(unit, "2022Q1", {1: (30, "开班", None), 2: (50, "两场", None)}, DAY)
    doors.fronts.report(unit, "2022Q2", {2: (60, "三场", None)}, DAY)
    found = doors.fronts.stands(unit, "2022Q2")
    assert [(one.task.task, one.percent, one.carried_text, one.reported is not None) for one in found] == [
        ("宣讲", 60, "上季度 50%", True),
        ("技能培训", 30, "上季度 30%", False),
        ("师带徒", 0, "", False),
    ]
    assert doors.fronts.stands(unit, "2022Q3")[1].carried_text == "2022年一季度 30%"


def test_a_report_is_corrected_in_its_place(doors: Doors, unit: int) -> None:
    doors.fronts.report(unit, "2022Q1", {1: (30, "开班", None)}, DAY)
    doors.fronts.report(unit, "2022Q1", {1: (40, "开班三期", None)}, TODAY)
    [one] = doors.registers.of(Progress)
    assert (one.percent, one.progress) == (40, "开班三期")
    assert doors.enterprises.stages(unit)[-1].day == DAY


def test_a_task_of_which_all_is_done_is_done_until_its_latest_report_says_less(doors: Doors, unit: int) -> None:
    doors.fronts.report(unit, "2022Q1", {1: (100, "完成", None)}, DAY)
    assert doors.registers.one(Task, 1).done_on == DAY
    doors.fronts.report(unit, "2022Q1", {1: (90, "还差一期", None)}, TODAY)
    assert doors.registers.one(Task, 1).done_on is None


def test_an_older_quarter_that_is_filled_in_later_undoes_nothing(doors: Doors, unit: int) -> None:
    doors.fronts.report(unit, "2022Q2", {1: (100, "完成", None)}, DAY)
    doors.fronts.report(unit, "2022Q1", {1: (40, "补报", None)}, TODAY)
    assert doors.registers.one(Task, 1).done_on == DAY


@pytest.mark.parametrize(
    ("quarter", "said", "sentence"),
    [
        ("2022Q1", (101, None, None), "进度 101% 不对"),
        ("2022Q1", (-1, None, None), "进度 -1% 不对"),
        ("2022Q9", (10, None, None), "季度“2022Q9”看不懂"),
        ("2023Q1", (10, None, None), "2023年一季度还没有开始"),
        ("2022Q1", (10, "长" * 501, None), "超过 500 个"),
    ],
)
def test_a_report_that_is_wrong_is_refused_whole(
    doors: Doors, unit: int, quarter: str, said: tuple[int, str | None, str | None], sentence: str
) -> None:
    with pytest.raises(RefusedError, match=sentence) as refused:
        doors.fronts.report(unit, quarter, {2: (10, None, None), 1: said})
    assert 1 in {one.record for one in refused.value.findings}
    assert doors.registers.of(Progress) == []
    assert len(doors.enterprises.stages(unit)) == 1


def test_an_empty_report_is_refused(doors: Doors, unit: int) -> None:
    with pytest.raises(ForbiddenError, match="还没有填写"):
        doors.fronts.report(unit, "2022Q1", {})


def test_the_quarter_of_all_units_adds_up_by_front_and_by_unit(doors: Doors, unit: int) -> None:
    other = doors.enterprises.enter({"name": "乙公司", "wave": 1}).record or 0
    doors.registers.enter(Task, {"enterprise": other, "front": "思想引领", "task": "读书会"})
    doors.fronts.report(unit, "2022Q3", {1: (100, "完成", None), 2: (25, "一场", None), 3: (0, None, None)}, DAY)
    found = doors.fronts.rollup("2022Q3", wave=1)
    assert [(one.label, one.tasks, one.done, one.late, one.percent) for one in found.fronts if one.tasks] == [
        ("思想引领", 2, 0, 1, 13),
        ("素质提升", 2, 1, 1, 50),
    ]
    assert len(found.fronts) == 5
    assert (found.whole.tasks, found.whole.percent, found.whole.late) == (4, 31, 2)
    assert [(one.name, one.whole.percent, one.reported) for one in found.units] == [
        ("甲公司", 42, True),
        ("乙公司", 0, False),
    ]
    assert found.sentence == "2022年三季度：任务 4 项，完成 1 项，平均进度 31%，逾期 2 项，1 家没有报齐。"


def test_a_quarter_is_told_as_it_was_then(doors: Doors, unit: int) -> None:
    doors.fronts.report(unit, "2022Q2", {1: (100, "完成", None)}, dt.date(2022, 7, 5))
    first = doors.fronts.rollup("2022Q1")
    assert (first.whole.done, first.whole.late, first.whole.percent) == (0, 0, 0)
    assert doors.fronts.rollup("2022Q2").whole.done == 1


def test_who_left_is_not_counted(doors: Doors, unit: int) -> None:
    doors.enterprises.move(unit, Verb.LEAVE, day=TODAY, reason="搬迁")
    assert doors.fronts.rollup("2022Q1").whole.tasks == 0


def test_a_task_that_was_marked_done_by_hand_stays_so_when_an_older_quarter_is_filled_in(
    doors: Doors, unit: int
) -> None:
    doors.fronts.report(unit, "2022Q2", {1: (80, "大半", None)}, DAY)
    doors.registers.change(Task, 1, {"done_on": TODAY})
    doors.fronts.report(unit, "2022Q1", {1: (40, "补报", None)}, TODAY)
    assert doors.registers.one(Task, 1).done_on == TODAY


def test_a_report_that_says_nothing_new_is_no_operation(doors: Doors, unit: int) -> None:
    doors.fronts.report(unit, "2022Q1", {1: (30, "开班", None)}, DAY)
    assert doors.fronts.report(unit, "2022Q1", {1: (30, " 开班 ", "")}, TODAY).operation == 0


def test_a_task_of_another_unit_and_a_day_to_come_are_refused(doors: Doors, unit: int) -> None:
    other = doors.enterprises.enter({"name": "乙公司"}).record or 0
    with pytest.raises(ForbiddenError, match="乙公司没有序号 1 的任务"):
        doors.fronts.report(other, "2022Q1", {1: (30, None, None)})
    with pytest.raises(ForbiddenError, match="2022年12月11日在今天之后"):
        doors.fronts.report(unit, "2022Q1", {1: (30, None, None)}, TODAY + dt.timedelta(days=1))
