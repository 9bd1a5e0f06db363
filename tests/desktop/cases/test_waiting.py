"""What a file waits for, in one phrase."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from desktop.cases.household import Life, State
from desktop.cases.procedure import FLOW, Progress
from desktop.cases.steps import Step, Verb
from desktop.cases.waiting import Waiting, waiting
from desktop.policy.standards import Policy
from tests.builders import DAY, household, policy

MONDAY = dt.date(2022, 11, 21)


def step(verb: Verb, day: dt.date = MONDAY, at: int = 1, **body: Any) -> Step:
    before, after = next(iter(FLOW[verb].items()))
    return Step(id=at, household=1, verb=verb, before=before, after=after, day=day, body=body)


def waits(state: State, *trail: Step, on: dt.date = DAY, rules: Policy | None = None, **more: Any) -> Waiting:
    progress = Progress(state, trail, **{name: more.pop(name) for name in ("objections", "upheld") if name in more})
    return waiting(household(state=state, **more), progress, rules or policy(), on, {})


def test_an_application_waits_for_the_next_step_of_its_way() -> None:
    usual = {
        State.DRAFT: Verb.ACCEPT,
        State.ACCEPTED: Verb.VISIT,
        State.VISITED: Verb.ASSESS,
        State.ASSESSED: Verb.POST,
        State.POSTED: Verb.END_NOTICE,
        State.PENDING: Verb.DECIDE,
    }
    for state, verb in usual.items():
        found = waits(state)
        assert (found.verb, found.level) == (verb, "")
        assert found.text


def test_a_visit_is_due_so_many_working_days_after_acceptance() -> None:
    accepted = step(Verb.ACCEPT)
    assert waits(State.ACCEPTED, accepted, on=dt.date(2022, 11, 28)).text == "等待入户核查，11月28日前完成"
    late = waits(State.ACCEPTED, accepted, on=dt.date(2022, 11, 29))
    assert (late.text, late.level) == ("应在 11月28日前入户，已超过期限", "warn")


@pytest.mark.parametrize(
    ("on", "text"),
    [
        (dt.date(2022, 11, 22), "公示到 11月28日，还有 4 个工作日"),
        (dt.date(2022, 11, 26), "公示到 11月28日，还有 1 个工作日"),
        (dt.date(2022, 11, 28), "公示到 11月28日，今天是最后一天"),
        (dt.date(2022, 11, 29), "公示期已满（11月28日），没有异议"),
        (dt.date(2023, 1, 3), "公示期已满（2022年11月28日），没有异议"),
    ],
)
def test_a_notice_counts_its_working_days_down(on: dt.date, text: str) -> None:
    ends = dt.date(2022, 11, 28)
    assert waits(State.POSTED, step(Verb.POST, ends=ends), on=on) == Waiting(text, Verb.END_NOTICE, due=on > ends)


@pytest.mark.parametrize("state", [State.POSTED, State.PENDING])
def test_objections_come_before_everything_else(state: State) -> None:
    objection = step(Verb.OBJECT)
    assert waits(state, objections=(objection,)) == Waiting("有 1 件异议未处理", Verb.ANSWER, level="bad")
    upheld = waits(state, upheld=(objection,))
    assert (upheld.text, upheld.verb, upheld.other) == ("有 1 件异议成立，不能往下办", Verb.RETURN, Verb.REFUSE)


def test_each_level_of_approval_is_named_in_its_turn() -> None:
    assert waits(State.PENDING).text == "等待区总工会审批"
    held = policy().procedure
    assert held is not None
    rules = replace(policy(), procedure=replace(held, levels=("镇街工会", "区总工会")))
    assert waits(State.PENDING, rules=rules).text == "等待镇街工会审批（1/2）"
    assert waits(State.PENDING, step(Verb.DECIDE), rules=rules).text == "等待区总工会审批（2/2）"


def test_what_was_found_against_a_household_is_said() -> None:
    visit = step(Verb.VISIT, exclusions="有经营性车辆")
    assert "有经营性车辆" in waits(State.VISITED, visit).text
    assert (waits(State.VISITED, visit).verb, waits(State.VISITED, visit).other) == (Verb.REFUSE, Verb.RETURN)
    assert waits(State.ASSESSED, visit).level == "bad"
    assert waits(State.ASSESSED, step(Verb.ASSESS, agrees=False)).text == "核对不相符，不能公示"


def test_files_on_file_are_reviewed_every_year() -> None:
    fresh = waits(State.ON_FILE, life=Life(reviewed_on=dt.date(2022, 7, 25)))
    assert (fresh.text, fresh.due) == ("2023年7月25日前复核", False)
    old = waits(State.ON_FILE, life=Life(reviewed_on=dt.date(2021, 7, 25)))
    assert (old.text, old.due, old.level) == ("复核已到期（7月25日）", True, "warn")


def test_who_was_lifted_out_is_visited_again_when_it_is_time() -> None:
    due = Life(visit_due=dt.date(2022, 12, 10))
    assert waits(State.LIFTED, life=due) == Waiting("该回访了（12月10日）", Verb.RETURN_VISIT)
    assert waits(State.LIFTED, life=due, on=dt.date(2022, 12, 11)).level == "warn"
    early = waits(State.LIFTED, life=due, on=dt.date(2022, 12, 1))
    assert early == Waiting("12月10日回访", Verb.RETURN_VISIT, due=False)
    assert waits(State.LIFTED, life=Life()).text == ""


def test_a_closed_file_says_how_long_it_is_kept() -> None:
    assert waits(State.CLOSED, life=Life(closed_on=dt.date(2022, 3, 1))) == Waiting("3月1日注销，保管到 2032 年")
    assert waits(State.SUSPENDED, life=Life(since=dt.date(2022, 3, 1))).text == "3月1日起暂停帮扶"


def test_nothing_is_said_that_no_rule_asks_for() -> None:
    rules = replace(policy(), procedure=None)
    assert waits(State.ON_FILE, rules=rules).text == ""
    assert waits(State.ACCEPTED, step(Verb.ACCEPT), rules=rules).text == "等待入户核查"
