"""Who hasn't been called on for how long, and what calls and problems of a quarter add up to."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from desktop.base.fields import Values
from desktop.pilots.checks import check
from desktop.pilots.contact import Contact, names, quiet
from desktop.pilots.contact_sums import Called, Found, Paired, sums
from desktop.pilots.pairing import Call, Inspection, Problem
from desktop.policy.choosing import in_force
from desktop.policy.reading import base_rules

DAY = dt.date(2022, 9, 30)
POLICY = in_force(base_rules(), DAY)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2022, 9, 30))
CALL: Values = {"enterprise": 1, "day": dt.date(2022, 9, 1), "cadre": "王主席", "mode": "电话"}


@given(st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS), max_size=8), st.integers(0, 900))
def test_whoever_is_named_waited_that_long_and_nobody_else_did(
    known: list[tuple[dt.date | None, dt.date | None]], limit: int
) -> None:
    every = [Contact(enterprise=at, name="甲", last=last, since=since) for at, (last, since) in enumerate(known)]
    told = quiet(every, DAY, limit)
    waited = {one.enterprise: one.days(DAY) for one in every}
    assert {one.enterprise for one in told} == {at for at, days in waited.items() if days is None or days >= limit}
    days = [waited[one.enterprise] for one in told]
    assert days == sorted(days, key=lambda one: (one is not None, -(one or 0)))


@given(DAYS, DAYS)
def test_a_call_counts_whatever_was_before_it(last: dt.date, since: dt.date) -> None:
    assert Contact(enterprise=1, name="甲", last=last, since=since).days(DAY) == (DAY - last).days


def test_a_unit_that_was_never_called_on_waits_since_it_was_paired() -> None:
    one = Contact(enterprise=1, name="甲", since=dt.date(2022, 8, 31))
    assert (one.days(DAY), one.sentence(DAY)) == (30, "还没有走访过，已等 30 天")
    called = Contact(enterprise=1, name="甲", last=dt.date(2022, 8, 1), mode="电话")
    assert called.sentence(DAY) == "60 天未联系（上次 2022年8月1日，电话）"


def test_names_are_told_apart_whatever_stands_between_them() -> None:
    assert names("王主席，李科长/孙 伟") == ("王主席", "李科长", "孙 伟")
    assert names(None) == ()


def test_a_call_about_nothing_is_doubtful_and_one_with_a_note_is_not() -> None:
    assert [one.code for one in check(Call, CALL, POLICY)] == ["no_topic"]
    assert not any(one.refuses for one in check(Call, CALL, POLICY))
    for said in ("business", "relations", "note"):
        assert check(Call, {**CALL, said: "订单减少"}, POLICY) == ()


def test_days_of_problems_and_inspections_that_cannot_be_are_refused() -> None:
    problem: Values = {"enterprise": 1, "found_on": DAY, "problem": "缺钳工"}
    early = check(Problem, {**problem, "solved_on": dt.date(2022, 9, 1), "result": "已解决"}, POLICY)
    assert [(one.field, one.refuses) for one in early] == [("solved_on", True)]
    bare = check(Problem, {**problem, "solved_on": DAY}, POLICY)
    assert [(one.code, one.refuses) for one in bare] == [("no_result", False)]
    seen: Values = {"enterprise": 1, "kind": "专项督查", "day": DAY, "inspectors": "李科长"}
    assert [one.field for one in check(Inspection, {**seen, "mend_by": dt.date(2022, 9, 1)}, POLICY)] == ["mend_by"]
    assert [one.code for one in check(Inspection, {**seen, "shortcomings": "台账不全"}, POLICY)] == ["no_deadline"]


def called(number: int, unit: int, cadre: str, mode: str = "实地") -> Called:
    return Called(number, unit, cadre, mode, dt.date(2022, 7, number))


def test_what_two_cadres_did_together_counts_for_both_and_once_in_all() -> None:
    found = sums(
        {1: "甲公司", 2: "乙公司"},
        [Paired("王主席", 1), Paired("王主席", 2), Paired("周副主席", 2)],
        [called(1, 1, "王主席、周副主席"), called(2, 1, "王主席", "电话")],
        [Found(1, 1, "王主席", dt.date(2022, 8, 1), "满意"), Found(2, 1, "王主席", dt.date(2022, 10, 9), "满意")],
        DAY,
    )
    lines = {(one.cadre, one.name): (one.paired, one.calls, one.problems, one.solved) for one in found.lines}
    assert lines == {
        ("王主席", "甲公司"): (True, 2, 2, 1),
        ("王主席", "乙公司"): (True, 0, 0, 0),
        ("周副主席", "甲公司"): (False, 1, 0, 0),
        ("周副主席", "乙公司"): (True, 0, 0, 0),
    }
    assert [(one.cadre, one.units, one.calls) for one in found.cadres] == [("周副主席", 2, 1), ("王主席", 2, 2)]
    assert (found.whole.calls, found.whole.units, found.whole.solved) == (2, 2, 1)
    assert found.whole.modes == {"实地": 1, "电话": 1}
    assert found.whole.satisfaction == {"满意": 1}


@given(
    st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["甲", "乙", "甲、乙"]), st.sampled_from(["实地", "电话"])))
)
def test_calls_of_units_add_up_to_all_calls_however_many_cadres_made_them(drawn: list[tuple[int, str, str]]) -> None:
    calls = [Called(at, unit, cadre, mode, DAY) for at, (unit, cadre, mode) in enumerate(drawn)]
    found = sums({}, [], calls, [], DAY)
    assert found.whole.calls == sum(one.calls for one in found.units) == len(calls)
    assert sum(found.whole.modes.values()) == len(calls)
    assert sum(one.calls for one in found.lines) == sum(len(names(one.cadre)) for one in calls)
