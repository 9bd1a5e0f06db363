"""Sums of tasks."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from desktop.pilots.fronts import Progress, Task
from desktop.pilots.rollup import by_front, is_of, stand, sum_of

QUARTERS = ("2022Q1", "2022Q2", "2022Q3", "2022Q4")
FRONTS = ("思想引领", "建功立业")
DAY = dt.date(2022, 12, 31)
DAYS = st.none() | st.dates(dt.date(2022, 1, 1), DAY)

TASKS = st.builds(
    lambda front, begins, deadline, done_on, percents: (
        Task(id=1, enterprise=1, front=front, task="任务", begins=begins, deadline=deadline, done_on=done_on),
        [Progress(id=1, task=1, quarter=quarter, percent=percent) for quarter, percent in percents.items()],
    ),
    st.sampled_from((*FRONTS, "别的方面")),
    DAYS,
    DAYS,
    DAYS,
    st.dictionaries(st.sampled_from(QUARTERS), st.integers(0, 100)),
)


@given(st.lists(TASKS), st.sampled_from(QUARTERS))
def test_fronts_add_up_to_the_whole(tasks: list[tuple[Task, list[Progress]]], quarter: str) -> None:
    stands = [stand(task, reports, quarter, DAY) for task, reports in tasks]
    fronts, whole = by_front(FRONTS, stands), sum_of("合计", stands)
    for name in ("tasks", "done", "reported", "late"):
        assert sum(getattr(one, name) for one in fronts) == getattr(whole, name)
    assert 0 <= whole.percent <= 100
    assert whole.done + whole.late <= whole.tasks
    assert [one.label for one in fronts[:2]] == list(FRONTS)


@given(TASKS)
def test_what_was_reported_counts_until_the_next_report(task: tuple[Task, list[Progress]]) -> None:
    one, reports = task
    known = {report.quarter: report.percent for report in reports}
    last = 0
    for quarter in QUARTERS:
        last = known.get(quarter, last)
        found = stand(one, reports, quarter, DAY)
        assert found.percent == (100 if found.done else last)
        assert (found.reported is not None) == (quarter in known)


@given(TASKS, st.sampled_from(QUARTERS))
def test_nothing_that_comes_later_changes_a_quarter(task: tuple[Task, list[Progress]], quarter: str) -> None:
    one, reports = task
    until = [report for report in reports if report.quarter <= quarter]
    assert stand(one, reports, quarter, DAY) == stand(one, until, quarter, DAY)
    assert is_of(one, reports, quarter) == is_of(one, until, quarter)


@given(TASKS)
def test_a_task_is_one_of_all_quarters_from_that_in_which_it_began_or_was_reported_first(
    task: tuple[Task, list[Progress]],
) -> None:
    one, reports = task
    begun = f"2022Q{(one.begins.month + 2) // 3}" if one.begins else QUARTERS[0]
    first = min([begun, *(report.quarter for report in reports)])
    assert [quarter for quarter in QUARTERS if is_of(one, reports, quarter)] == list(QUARTERS[QUARTERS.index(first) :])
