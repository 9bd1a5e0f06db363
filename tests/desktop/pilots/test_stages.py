"""What is due of a pilot when, and how late it is."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.pilots.board import GONE, NOWHERE, board
from desktop.pilots.enterprise import Enterprise, PilotState
from desktop.pilots.stages import Pilot, course, proposed, waiting
from desktop.pilots.wave import Due, Milestone, Wave
from desktop.policy.choosing import in_force
from desktop.policy.reading import base_rules

POLICY = in_force(base_rules(), dt.date(2022, 12, 10))
CHOSEN = dt.date(2022, 1, 10)
WAVE = Wave(id=1, name="第一批", number=1, level="区级", chosen_on=CHOSEN)
DAY = dt.date


def pilot(
    *reached: tuple[str, str | None, dt.date],
    dues: dict[str, dt.date] | None = None,
    state: PilotState = PilotState.ACTIVE,
    until: dt.date | None = None,
    wave: Wave | None = WAVE,
    number: int = 1,
) -> Pilot:
    """A pilot that reached these stages, with these days set for its wave."""
    ranks = {rule.name: rule.rank for rule in POLICY.stages}
    marks = tuple(
        Milestone(id=at, enterprise=number, stage=stage, rank=ranks.get(stage, 99), period=period, day=day)
        for at, (stage, period, day) in enumerate(reached, 1)
    )
    furthest = max(marks, key=lambda mark: (mark.rank, mark.day), default=None)
    one = Enterprise(
        id=number, state=state, name=f"{number}号公司", wave=wave.id if wave else None, until=until,
        stage=furthest.stage if furthest else None,
        ended_on=None if state.goes_on else DAY(2022, 6, 1),
    )  # fmt: skip
    set_days = dues or {}
    due = tuple(Due(id=at, wave=1, stage=stage, day=day) for at, (stage, day) in enumerate(set_days.items(), 1))
    return Pilot(enterprise=one, wave=wave, dues=due, reached=marks)


START = ("确定批次", None, CHOSEN)
ORGANISED = ("成立机构", None, DAY(2022, 2, 8))
DUES = {"成立机构": DAY(2022, 2, 10), "方案上报": DAY(2022, 3, 10), "验收": DAY(2023, 2, 10)}


def text_of(one: Pilot, day: dt.date) -> str:
    found = waiting(course(POLICY, one, day), day)
    return found.text if found else ""


def test_what_comes_next_is_the_first_stage_that_was_not_reached() -> None:
    assert text_of(pilot(START, dues=DUES), DAY(2022, 2, 1)) == "成立机构 2022年2月10日前"
    assert text_of(pilot(START, ORGANISED, dues=DUES), DAY(2022, 2, 10)) == "方案上报 2022年3月10日前"


def test_on_the_day_itself_nothing_is_late_and_the_day_after_it_is() -> None:
    assert text_of(pilot(START, dues=DUES), DAY(2022, 2, 10)) == "成立机构 2022年2月10日前"
    assert text_of(pilot(START, dues=DUES), DAY(2022, 2, 11)) == "成立机构逾期 1 天"


def test_what_is_late_the_longest_is_told_with_how_much_else_is_late() -> None:
    assert text_of(pilot(START, dues=DUES), DAY(2022, 3, 12)) == "成立机构等 2 项逾期 30 天"


def test_a_stage_without_a_day_is_waited_for_without_being_late() -> None:
    assert text_of(pilot(START), DAY(2022, 2, 1)) == "待成立机构"


def test_a_stage_reached_in_time_or_late_says_so() -> None:
    late = ("方案上报", None, DAY(2022, 3, 15))
    steps = {step.stage: step for step in course(POLICY, pilot(START, ORGANISED, late, dues=DUES), DAY(2022, 12, 1))}
    assert steps["成立机构"].late(DAY(2022, 12, 1)) == 0
    assert steps["方案上报"].late(DAY(2022, 12, 1)) == 5


def quarters(one: Pilot, day: dt.date) -> list[tuple[str | None, bool]]:
    return [(step.period, step.open) for step in course(POLICY, one, day) if step.stage == "季度进展"]


def test_a_quarter_is_asked_of_a_pilot_from_its_middle_and_due_ten_days_after_its_end() -> None:
    assert quarters(pilot(START), DAY(2022, 2, 1)) == []
    assert quarters(pilot(START), DAY(2022, 3, 1)) == [("2022Q1", True)]
    [step] = [one for one in course(POLICY, pilot(START), DAY(2022, 4, 10)) if one.stage == "季度进展"]
    assert step.due == DAY(2022, 4, 10)
    assert (step.late(DAY(2022, 4, 10)), step.late(DAY(2022, 4, 13))) == (0, 3)


def test_a_quarter_in_which_a_pilot_was_none_for_most_of_it_is_not_asked() -> None:
    late_wave = Wave(id=1, name="第二批", number=2, level="区级", chosen_on=DAY(2022, 3, 20))
    assert quarters(pilot(wave=late_wave), DAY(2022, 12, 1)) == [("2022Q2", True), ("2022Q3", True), ("2022Q4", True)]


def test_quarters_end_with_the_time_of_the_pilots_and_go_on_where_it_was_extended() -> None:
    asked = [period for period, _ in quarters(pilot(START), DAY(2024, 12, 31))]
    assert asked == ["2022Q1", "2022Q2", "2022Q3", "2022Q4"]
    extended = pilot(START, state=PilotState.EXTENDED, until=DAY(2023, 7, 10))
    assert [period for period, _ in quarters(extended, DAY(2024, 12, 31))][4:] == ["2023Q1", "2023Q2"]


def test_a_quarter_that_was_reported_is_no_longer_asked() -> None:
    reported = pilot(START, ("季度进展", "2022Q1", DAY(2022, 4, 2)))
    assert quarters(reported, DAY(2022, 7, 1)) == [("2022Q1", False), ("2022Q2", True)]


def test_a_day_that_was_set_for_one_quarter_goes_before_the_usual_one() -> None:
    one = pilot(START)
    own = Due(id=1, wave=1, stage="季度进展", period="2022Q1", day=DAY(2022, 4, 30))
    steps = course(POLICY, Pilot(enterprise=one.enterprise, wave=WAVE, dues=(own,)), DAY(2022, 8, 1))
    assert [step.due for step in steps if step.stage == "季度进展"][:2] == [DAY(2022, 4, 30), DAY(2022, 7, 10)]


def test_what_is_due_at_the_end_comes_later_for_a_pilot_that_was_extended() -> None:
    one = pilot(START, dues=DUES, state=PilotState.EXTENDED, until=DAY(2023, 7, 10))
    due = {step.stage: step.due for step in course(POLICY, one, DAY(2022, 12, 1))}
    assert due["成立机构"] == DAY(2022, 2, 10)
    assert due["验收"] == DAY(2023, 2, 10) + (DAY(2023, 7, 10) - DAY(2023, 1, 10))


@given(st.sampled_from([PilotState.ACCEPTED, PilotState.LEFT]), st.dates(CHOSEN, DAY(2030, 1, 1)))
def test_nothing_is_due_of_a_pilot_that_was_accepted_or_left(state: PilotState, day: dt.date) -> None:
    steps = course(POLICY, pilot(START, dues=DUES, state=state), day)
    assert waiting(steps, day) is None
    assert not any(step.open for step in steps)


def test_nothing_is_due_of_an_enterprise_without_a_wave() -> None:
    assert text_of(pilot(wave=None), DAY(2022, 12, 1)) == ""


def test_a_stage_that_policy_no_longer_knows_is_still_told() -> None:
    steps = course(POLICY, pilot(START, ("动员大会", None, DAY(2022, 2, 1))), DAY(2022, 3, 1))
    assert steps[-1].stage == "动员大会"
    assert not steps[-1].open


@given(
    st.sets(st.sampled_from([rule.name for rule in POLICY.stages if not rule.every])),
    st.dates(CHOSEN, DAY(2025, 1, 1)),
)
def test_each_stage_stands_once_a_period_and_what_was_reached_is_not_waited_for(names: set[str], day: dt.date) -> None:
    one = pilot(*((name, None, CHOSEN) for name in sorted(names)), dues=DUES)
    steps = course(POLICY, one, day)
    keys = [(step.stage, step.period) for step in steps]
    assert len(keys) == len(set(keys))
    assert {step.stage for step in steps if step.reached} == names
    found = waiting(steps, day)
    assert found is None or (found.step.stage not in names and found.step.open)


def test_the_days_of_a_wave_are_proposed_by_the_months_of_policy() -> None:
    found = proposed(POLICY, WAVE)
    assert found["成立机构", None] == DAY(2022, 2, 10)
    assert found["验收", None] == DAY(2023, 2, 10)
    assert not {"确定批次", "季度进展", "年度评价"} & {stage for stage, _ in found}


def test_what_is_due_at_the_end_follows_the_end_of_a_wave_that_lasts_longer_and_of_a_pilot_that_is_extended() -> None:
    longer = replace(WAVE, term=24)
    found = proposed(POLICY, longer)
    assert found["中期督查", None] == proposed(POLICY, WAVE)["中期督查", None]
    assert found["验收", None] == DAY(2024, 2, 10)
    until = DAY(2024, 7, 10)
    one = replace(pilot(START, until=until), wave=longer)
    extended = replace(
        one, dues=tuple(Due(id=1, wave=1, stage=stage, period=None, day=day) for (stage, _), day in found.items())
    )
    due = {step.stage: step.due for step in course(POLICY, extended, DAY(2024, 3, 1)) if not step.period}
    assert due["验收"] == DAY(2024, 2, 10) + (until - DAY(2024, 1, 10))


# The board


def test_the_board_has_a_column_for_each_stage_and_for_who_stands_beside_them() -> None:
    pilots = [pilot(START, number=1), pilot(START, state=PilotState.LEFT, number=2), pilot(wave=None, number=3)]
    found = board(POLICY, pilots, DAY(2022, 2, 1))
    names = [lane.stage for lane in found.lanes]
    assert names == [NOWHERE, *(rule.name for rule in POLICY.stages), GONE]
    assert [len(lane.pilots) for lane in found.lanes if lane.pilots] == [1, 1, 1]
    only = board(POLICY, pilots[:1], DAY(2022, 2, 1))
    assert [lane.stage for lane in only.lanes] == [rule.name for rule in POLICY.stages]


def test_who_is_late_the_longest_stands_first_and_what_is_late_is_told_by_stage() -> None:
    on_time = pilot(START, ORGANISED, dues=DUES, number=1)
    late = pilot(START, dues=DUES, number=2)
    later = pilot(START, dues={**DUES, "成立机构": DAY(2022, 2, 1)}, number=3)
    found = board(POLICY, [on_time, late, later], DAY(2022, 2, 20))
    assert [one.enterprise.id for lane in found.lanes if lane.stage == "确定批次" for one in lane.pilots] == [3, 2]
    assert found.late == 2
    assert [one.sentence for one in found.overdue] == ["2 家成立机构逾期，最长 19 天"]
    assert set(found.overdue[0].enterprises) == {2, 3}


@pytest.mark.parametrize(("day", "sentence"), [(DAY(2022, 4, 12), "1 家季度进展（2022年一季度）逾期，最长 2 天")])
def test_a_quarter_that_is_late_is_told_with_its_quarter(day: dt.date, sentence: str) -> None:
    assert [one.sentence for one in board(POLICY, [pilot(START)], day).overdue] == [sentence]
