"""A file comes on file by the whole procedure or by a document from before, and by nothing else."""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.calendar import add_working_days, is_working_day
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Values
from desktop.base.findings import refuses
from desktop.cases import procedure
from desktop.cases.household import State
from desktop.cases.procedure import FLOW, PATH, Facts, Progress
from desktop.cases.step_checks import check_step, people_in, repeated
from desktop.cases.steps import COLUMNS, Step, Verb, form_of
from desktop.policy.standards import Policy
from tests import builders
from tests.lives import APPROVED, POSTED, USUAL

BEGUN = dt.date(2026, 2, 2)
POLICY = builders.policy()
EXCLUSION = POLICY.labels("exclusion")[0]
LEVELS = ("镇街总工会", "区总工会", "市总工会")


def with_levels(*levels: str) -> Policy:
    rule = POLICY.procedure
    assert rule is not None
    return replace(POLICY, procedure=replace(rule, levels=levels))


@pytest.fixture(scope="module", autouse=True)
def late() -> Any:
    """The clock stands behind every day of these tests."""
    with pytest.MonkeyPatch.context() as clock:
        clock.setenv("NIANGJIA_NOW", "2026-12-31T09:00:00")
        yield


@dataclass
class Life:
    """A file without an office: its state and its steps."""

    policy: Policy = POLICY
    state: State = State.DRAFT
    steps: list[Step] = field(default_factory=list)
    facts: Facts = field(
        default_factory=lambda: Facts(
            notice_ends=lambda day: add_working_days(day, 5), category="深度困难", category_proposed="深度困难"
        )
    )

    @property
    def now(self) -> Progress:
        """Where it stands."""
        return procedure.progress(self.state, self.steps)

    @property
    def day(self) -> dt.date:
        """The day of its last step."""
        return self.steps[-1].day if self.steps else BEGUN

    def found(self, verb: Verb, **values: Any) -> set[str]:
        """The codes of what refuses the step."""
        whole = self.whole(verb, values)
        return {one.code for one in check_step(self.now, verb, whole, self.policy, self.facts) if one.refuses}

    def whole(self, verb: Verb, values: Values) -> Values:
        """What the usual step says with these changes."""
        usual = {"day": self.first_day(verb), **USUAL[verb], **values}
        return procedure.completed(self.now, verb, usual, self.policy, self.facts)

    def first_day(self, verb: Verb) -> dt.date:
        """The first day on which it can be taken."""
        posted = self.now.latest(Verb.POST)
        ends = posted.body["ends"] if posted else None
        return max(self.day, ends + dt.timedelta(days=1)) if verb is Verb.END_NOTICE and ends else self.day  # type: ignore[operator]

    def take(self, *verbs: Verb, **values: Any) -> "Life":
        """The usual steps, which must not be refused."""
        for verb in verbs:
            assert not self.found(verb, **values), verb
            assert self.attempt(verb, **values)
        return self

    def attempt(self, verb: Verb, **values: Any) -> bool:
        """A step that may be refused; says whether it was taken."""
        now, whole = self.now, self.whole(verb, values)
        if verb not in procedure.verbs(now) or refuses(check_step(now, verb, whole, self.policy, self.facts)):
            return False
        to = procedure.after(now, verb, whole, self.policy)
        self.steps.append(step(len(self.steps) + 1, verb, (self.state, to), whole))
        self.state = to
        return True


def step(number: int, verb: Verb, states: tuple[State, State], values: Values) -> Step:
    columns: dict[str, Any] = {name: values.get(name) for name in COLUMNS}
    body = {name: value for name, value in values.items() if name not in COLUMNS and value is not None}
    return Step(id=number, household=1, verb=verb, before=states[0], after=states[1], body=body, **columns)


# The usual way


def test_the_usual_way_leads_through_every_state_on_file() -> None:
    life = Life()
    seen = [life.state]
    for verb in APPROVED:
        assert procedure.verbs(life.now)[0] is verb, "the usual next step stands first"
        seen.append(life.take(verb).state)
    assert seen == [*PATH, State.ON_FILE]


@pytest.mark.parametrize("verb", [verb for verb in USUAL if verb not in {Verb.REOPEN, Verb.SYNC}])
def test_a_step_out_of_turn_says_what_comes_first(verb: Verb) -> None:
    for state in State:
        now = procedure.progress(state, ())
        if state in FLOW[verb] and verb is not Verb.ANSWER:
            procedure.require(now, verb)
            continue
        with pytest.raises(ForbiddenError, match="什么也没有改动") as caught:
            procedure.require(now, verb)
        assert caught.value.sentence.endswith("。")


def test_every_state_has_a_way_on() -> None:
    for state in State:
        assert set(procedure.verbs(procedure.progress(state, ()))) - {Verb.SYNC}, state


@pytest.mark.parametrize("verb", USUAL)
def test_what_a_step_needs_is_asked_for_by_its_label(verb: Verb) -> None:
    needed = [one for one in form_of(verb) if one.needed]
    blank: Values = {one.name: "  " for one in needed}
    found = check_step(Progress(State.DRAFT), verb, blank, POLICY, Life().facts)
    assert [one.field for one in found if one.code == "missing"] == [one.name for one in needed]
    assert all(one.label in said.message for one, said in zip(needed, found, strict=False))


# Who visits


ALONE = ("张三", "张三、", "张三、张三", "张三（主席）、张三（副主席）", "、", "（主席）、（副主席）")
TOGETHER = ("张三、李四", "张三（副主席），李四", "张三;李四", "张三\n李四", "张三  李四", "张三/李四(干事)")


@pytest.mark.parametrize("people", ALONE)
def test_one_alone_does_not_visit(people: str) -> None:
    assert "visitors" in Life().take(Verb.ACCEPT).found(Verb.VISIT, people=people)


@pytest.mark.parametrize("people", TOGETHER)
def test_two_do_however_they_are_written(people: str) -> None:
    assert not Life().take(Verb.ACCEPT).found(Verb.VISIT, people=people)


def test_people_keep_their_posts_and_their_order() -> None:
    assert people_in("张三（副主席）、李四，张三") == ("张三（副主席）", "李四")


# What stands in the way


def test_a_ticked_exclusion_is_kept_but_stops_the_notice_until_another_visit() -> None:
    life = Life().take(Verb.ACCEPT)
    assert "missing" in life.found(Verb.VISIT, exclusions=EXCLUSION)
    life.take(Verb.VISIT, exclusions=EXCLUSION, evidence="不动产登记").take(Verb.ASSESS)
    assert life.found(Verb.POST) == {"excluded"}
    life.take(Verb.RETURN, Verb.RETURN, Verb.VISIT, Verb.ASSESS)
    assert not life.found(Verb.POST)


def test_an_exclusion_that_no_list_knows_is_refused() -> None:
    life = Life().take(Verb.ACCEPT)
    assert "unknown_code" in life.found(Verb.VISIT, exclusions="长得富态", evidence="看得出")


def test_every_exclusion_can_be_ticked_also_one_that_holds_a_separator() -> None:
    life = Life().take(Verb.ACCEPT)
    every = POLICY.labels("exclusion")
    assert any("、" in one for one in every)
    for exclusions in (*every, "、".join(every)):
        assert not life.found(Verb.VISIT, exclusions=exclusions, evidence="登记"), exclusions


def test_registers_that_disagree_stop_the_notice() -> None:
    life = Life().take(Verb.ACCEPT, Verb.VISIT)
    assert life.found(Verb.ASSESS, agrees=False) == {"missing"}
    assert life.take(Verb.ASSESS, agrees=False, differences="名下有车").found(Verb.POST) == {"assessment_disagrees"}


def test_without_everybodys_consent_nothing_is_posted() -> None:
    life = Life().take(*POSTED[:-1])
    life.facts = replace(life.facts, consents_missing=("李四",))
    assert life.found(Verb.POST) == {"consent_missing"}


def test_without_figures_and_without_a_reason_for_another_category_nothing_is_posted() -> None:
    life = Life().take(*POSTED[:-1])
    usual = life.facts
    life.facts = replace(usual, figures_missing=("家庭年度总收入",))
    assert life.found(Verb.POST) == {"figures_missing"}
    for proposed in ("相对困难", None):
        life.facts = replace(usual, category_proposed=proposed)
        assert life.found(Verb.POST) == {"category_reason_missing"}
        life.facts = replace(life.facts, category_reason="因病支出大")
        assert not life.found(Verb.POST)


def test_the_decision_may_set_another_category_for_a_reason() -> None:
    life = Life().take(*APPROVED[:-1])
    life.facts = replace(life.facts, category_reason="为什么是深度困难")
    assert life.found(Verb.DECIDE, category="相对困难") == {"category_reason_missing"}
    assert life.found(Verb.DECIDE, category="很困难", category_reason="会议决定") == {"unknown_code"}
    assert not life.found(Verb.DECIDE, category="相对困难", category_reason="会议决定")


# Objections


def test_an_open_objection_holds_everything_up_and_an_upheld_one_leads_back() -> None:
    life = Life().take(*POSTED, Verb.OBJECT)
    assert life.found(Verb.END_NOTICE) == {"objection_open"}
    life.take(Verb.ANSWER)
    assert not life.found(Verb.END_NOTICE)
    life.take(Verb.OBJECT, opinion="家中有房").take(Verb.ANSWER, upheld=True)
    assert life.found(Verb.END_NOTICE) == {"objection_upheld"}
    life.take(Verb.RETURN, Verb.POST)
    assert not life.found(Verb.END_NOTICE), "a new notice begins without objections"


def test_an_objection_after_the_notice_holds_up_the_decision() -> None:
    life = Life().take(*APPROVED[:-1], Verb.OBJECT)
    assert life.found(Verb.DECIDE) == {"objection_open"}
    life.take(Verb.ANSWER, upheld=True)
    assert life.found(Verb.DECIDE) == {"objection_upheld"}
    life.take(Verb.RETURN)
    assert life.found(Verb.END_NOTICE) == {"objection_upheld"}, "back to the same notice it still holds"


def test_of_several_objections_the_oldest_is_answered_unless_one_is_named() -> None:
    life = Life().take(*POSTED, Verb.OBJECT, Verb.OBJECT, Verb.OBJECT)
    first, second, third = (one.id for one in life.now.objections)
    life.take(Verb.ANSWER, objection=second)
    life.take(Verb.ANSWER, objection=999)
    assert [one.id for one in life.now.objections] == [third]
    assert {one.body.get("objection") for one in life.steps} == {None, first, second}


def test_what_nobody_objected_to_is_not_answered() -> None:
    with pytest.raises(ForbiddenError, match="没有待处理的异议"):
        procedure.require(Life().take(*POSTED).now, Verb.ANSWER)


# Days


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (dt.date(2026, 9, 14), dt.date(2026, 9, 20)),  # the Sunday before National Day is worked
        (dt.date(2026, 9, 28), dt.date(2026, 10, 10)),  # the week off, then a Saturday that is worked
        (dt.date(2026, 9, 30), dt.date(2026, 10, 13)),
        (dt.date(2026, 10, 3), dt.date(2026, 10, 13)),  # posted in the holidays: the first day of work counts first
        (dt.date(2026, 2, 13), dt.date(2026, 2, 27)),  # over Spring Festival, with the make-up days around it
        (dt.date(2026, 4, 3), dt.date(2026, 4, 13)),  # over Tomb-Sweeping Day
    ],
)
def test_a_notice_stands_its_working_days_around_holidays_and_ends_when_they_are_over(
    begins: dt.date, ends: dt.date
) -> None:
    life = Life().take(*POSTED[:-1]).take(Verb.POST, day=begins)
    posted = life.now.latest(Verb.POST)
    assert posted is not None
    assert posted.body["ends"] == ends
    assert sum(is_working_day(begins + dt.timedelta(days=one)) for one in range(1, (ends - begins).days + 1)) == 5
    for day in (begins, ends - dt.timedelta(days=1), ends):
        assert life.found(Verb.END_NOTICE, day=day) == {"notice_running"}
    assert not life.found(Verb.END_NOTICE, day=ends + dt.timedelta(days=1))


def test_days_never_run_backwards_nor_ahead_of_the_clock() -> None:
    life = Life().take(Verb.ACCEPT)
    assert life.found(Verb.VISIT, day=BEGUN - dt.timedelta(days=1)) == {"before_last_step"}
    assert life.found(Verb.VISIT, day=dt.date(2027, 1, 1)) == {"future_date"}
    assert not life.found(Verb.VISIT, day=BEGUN)


# Levels


@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_level_decides_in_its_turn_and_the_last_puts_the_file_on_file(count: int) -> None:
    life = Life(policy=with_levels(*LEVELS[:count])).take(*APPROVED[:-1])
    for level in LEVELS[:count]:
        assert life.state is State.PENDING
        life.take(Verb.DECIDE)
        assert life.steps[-1].body["level"] == level
    assert life.state is State.ON_FILE


def test_what_a_level_approved_is_void_once_it_is_returned() -> None:
    life = Life(policy=with_levels(*LEVELS)).take(*APPROVED[:-1], Verb.DECIDE, Verb.DECIDE)
    life.take(Verb.RETURN, Verb.END_NOTICE, Verb.DECIDE)
    assert (life.state, life.steps[-1].body["level"]) == (State.PENDING, LEVELS[0])


def test_without_a_rule_of_the_procedure_one_level_decides() -> None:
    assert Life(policy=replace(POLICY, procedure=None)).take(*APPROVED).state is State.ON_FILE


# Back


@pytest.mark.parametrize("place", range(1, len(PATH)))
def test_a_return_leads_one_back_and_what_was_returned_is_done_again(place: int) -> None:
    life = Life().take(*APPROVED[:place])
    assert life.state is PATH[place]
    life.take(Verb.RETURN)
    assert life.state is PATH[place - 1]
    assert life.take(*APPROVED[place - 1 :]).state is State.ON_FILE


@pytest.mark.parametrize("place", range(1, len(PATH)))
def test_a_return_to_the_applicant_begins_anew(place: int) -> None:
    life = Life().take(*APPROVED[:place]).take(Verb.RETURN, to_start=True)
    assert (life.state, life.now.trail) == (State.DRAFT, ())
    assert life.take(*APPROVED).state is State.ON_FILE


def test_who_relapses_goes_the_whole_way_again_with_the_same_file() -> None:
    life = Life().take(*APPROVED, Verb.LIFT, Verb.RETURN_VISIT, Verb.RELAPSE)
    assert life.state is State.ACCEPTED
    assert [one.verb for one in life.now.trail] == [Verb.RELAPSE]
    assert life.now.latest(Verb.VISIT) is None
    assert life.take(*APPROVED[1:]).state is State.ON_FILE


def test_a_closed_file_comes_back_to_where_it_stood() -> None:
    for verbs, close in ((POSTED[:3], Verb.WITHDRAW), ((*APPROVED, Verb.LIFT), Verb.CLOSE), (POSTED[:2], Verb.REFUSE)):
        life = Life().take(*verbs)
        stood = life.now
        life.take(close, Verb.REOPEN)
        assert (life.state, life.now.trail) == (stood.state, stood.trail)


def test_a_file_that_came_closed_with_a_ledger_is_reopened_on_file() -> None:
    assert Life(state=State.CLOSED).take(Verb.REOPEN).state is State.ON_FILE


# Twice


def test_the_same_step_again_is_taken_for_a_second_click() -> None:
    life = Life(state=State.ON_FILE).take(Verb.REVIEW)
    said = life.whole(Verb.REVIEW, {})
    assert [one.code for one in repeated(life.steps, Verb.REVIEW, said)] == ["same_step"]
    assert not repeated(life.steps, Verb.REVIEW, {**said, "opinion": "又看了一次"})
    assert not repeated(life.steps, Verb.SYNC, said)
    assert not repeated([], Verb.REVIEW, said)
    back = Life().take(*POSTED, Verb.RETURN)
    assert not repeated(back.steps, Verb.RETURN, back.whole(Verb.RETURN, {})), "one back again is no repeat"


# Whatever is tried

CHANGES: dict[Verb, st.SearchStrategy[dict[str, Any]]] = {
    Verb.VISIT: st.fixed_dictionaries(
        {}, optional={"people": st.just("张三"), "exclusions": st.just(EXCLUSION), "evidence": st.just("登记")}
    ),
    Verb.ASSESS: st.fixed_dictionaries({}, optional={"agrees": st.just(value=False), "differences": st.just("有车")}),
    Verb.ANSWER: st.fixed_dictionaries({}, optional={"upheld": st.just(value=True)}),
    Verb.RETURN: st.fixed_dictionaries({}, optional={"to_start": st.just(value=True)}),
}
LATER = st.integers(-3, 12).map(lambda days: dt.timedelta(days=days))
ASIDE = st.sampled_from(list(USUAL)).flatmap(lambda verb: st.tuples(st.just(verb), CHANGES.get(verb, st.just({}))))
TRIED = st.tuples(st.one_of(st.none(), st.none(), st.none(), ASIDE), LATER, st.booleans())


@given(st.integers(1, 3), st.lists(TRIED, min_size=10, max_size=60))
def test_no_sequence_of_steps_gets_a_file_on_file_past_the_procedure(count: int, tried: list[Any]) -> None:
    life = Life(policy=with_levels(*LEVELS[:count]))
    for aside, later, rightly in tried:
        verb, values = aside or (usual_next(life), {})
        day = life.first_day(verb) if rightly else life.day + later
        known, was = list(life.steps), life.state
        if not life.attempt(verb, day=day, **values):
            assert (life.steps, life.state) == (known, was)
        assert life.state is (life.steps[-1].after if life.steps else State.DRAFT), "the fold is the state"
    assert [one.day for one in life.steps] == sorted(one.day for one in life.steps)
    for before, later_one in zip(life.steps, life.steps[1:], strict=False):
        assert before.after is later_one.before
    account_for(life.steps, count)


def usual_next(life: Life) -> Verb:
    place = PATH.index(life.state) if life.state in PATH else 0
    return APPROVED[place] if life.state in PATH else Verb.REVIEW


def account_for(steps: list[Step], levels: int) -> None:
    """Retell the steps without the program's own account of them, and hold every arrival on file against it."""
    done: list[Step] = []
    for one in steps:
        if one.verb in {Verb.ACCEPT, Verb.RELAPSE}:
            done = [one]
        elif one.verb in APPROVED:
            done.append(one)
        elif one.verb in {Verb.RETURN, Verb.REOPEN} and one.after in PATH:
            done = done[: PATH.index(one.after)]
        if one.after is State.ON_FILE and one.before in PATH and one.verb is not Verb.TAKE_OVER:
            earned(done, steps, levels)


def earned(done: list[Step], steps: list[Step], levels: int) -> None:
    first, visit, assessed, posted, ended, *decided = done
    assert [first.verb in {Verb.ACCEPT, Verb.RELAPSE}, visit.verb, assessed.verb, posted.verb, ended.verb] == [
        True, Verb.VISIT, Verb.ASSESS, Verb.POST, Verb.END_NOTICE,
    ]  # fmt: skip
    assert [one.verb for one in decided] == [Verb.DECIDE] * levels
    assert len(people_in(visit.people or "")) >= 2
    assert not visit.body.get("exclusions")
    assert assessed.body["agrees"] is True
    assert add_working_days(posted.day, 5) < ended.day
    since = steps[steps.index(posted) : steps.index(decided[-1])]
    objected = [one.id for one in since if one.verb is Verb.OBJECT]
    assert objected == sorted(one.body["objection"] for one in since if one.verb is Verb.ANSWER)  # type: ignore[type-var]
    assert not any(one.body.get("upheld") for one in since)


def test_sequences_do_come_on_file() -> None:
    """So that the promise above isn't kept by nothing ever happening."""
    life = Life(policy=with_levels(*LEVELS))
    while life.state is not State.ON_FILE:
        assert life.attempt(usual_next(life))
    account_for(life.steps, 3)
    with pytest.raises((AssertionError, ValueError)):
        account_for([one for one in life.steps if one.verb is not Verb.VISIT], 3)
