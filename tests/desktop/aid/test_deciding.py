"""What granting an application comes to, and what stands against it."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from desktop.aid.deciding import Judged, judge
from desktop.aid.entitlement import Entitlement
from desktop.aid.request import RequestState
from desktop.policy.aid_standards import Over, ProgrammeRule
from tests import builders

RULE = ProgrammeRule(valid_from=dt.date(2022, 1, 1), name="医疗救助", rank=1)
GIVEN = Entitlement(amount=300_000, reason="标准 3,000；本次 3,000", standard=300_000, ceiling=400_000)
SIGNED = {"decided_on": dt.date(2022, 12, 9), "decided_by": "李主席"}
ALLOWED = {"override": "特别困难", "override_by": "王书记"}


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANGJIA_NOW", "2022-12-10T09:00:00")


def judged(given: Entitlement | None = GIVEN, rule: ProgrammeRule | None = RULE, **values: Any) -> Judged:
    details = {name: values.pop(name) for name in ("state", "asked", "batch", "batch_title") if name in values}
    return judge(builders.request(programme="医疗救助", **details), rule, given, {**SIGNED, **values})


def codes(one: Judged) -> dict[str, bool]:
    return {found.code: found.refuses for found in one.findings}


def test_who_says_no_amount_gives_what_the_rule_gives_with_its_reason() -> None:
    one = judged()
    assert (one.granted, one.basis, one.over, codes(one)) == (300_000, GIVEN.reason, False, {})


def test_another_amount_below_the_ceiling_is_told_behind_the_reason() -> None:
    one = judged(granted=350_000)
    assert (one.granted, one.basis, one.over, codes(one)) == (350_000, f"{GIVEN.reason}；审定 3,500", False, {})


def test_above_the_ceiling_a_reason_and_who_allowed_it_are_needed_and_printed() -> None:
    assert codes(judged(granted=500_000)) == {"over_ceiling": True}
    one = judged(granted=500_000, **ALLOWED)
    assert (one.over, codes(one)) == (True, {})
    assert one.basis == f"{GIVEN.reason}；审定 5,000（特别困难，王书记批准）"


def test_above_the_ceiling_nothing_helps_where_policy_forbids_it() -> None:
    assert codes(judged(rule=replace(RULE, over=Over.FORBID), granted=500_000, **ALLOWED)) == {"over_ceiling": True}


def test_what_the_year_used_up_can_be_allowed_and_what_is_barred_cannot() -> None:
    used = Entitlement(amount=0, reason="", refused="本年已到上限，不能再发。", standard=300_000, ceiling=0, left=0)
    assert codes(judged(used)) == {"refused": True}
    one = judged(used, granted=100_000, **ALLOWED)
    assert codes(one) == {}
    assert one.basis == "本年已到上限，不能再发；审定 1,000（特别困难，王书记批准）"
    barred = Entitlement(amount=0, reason="", refused="档案里登记已死亡，不能发放。")
    assert codes(judged(barred, granted=100_000, **ALLOWED)) == {"refused": True}


def test_above_a_line_the_superior_decides_by_a_document() -> None:
    rule = replace(RULE, upper_above=200_000)
    assert codes(judged(rule=rule)) == {"upper_no": True}
    assert codes(judged(rule=rule, upper_no="市工〔2022〕9号")) == {}


def test_more_than_was_asked_for_is_doubted() -> None:
    assert codes(judged(asked=200_000)) == {"above_asked": False}


def test_nothing_is_granted_without_a_signature_or_before_the_application() -> None:
    assert codes(judged(decided_by="")) == {"missing": True}
    assert codes(judged(decided_on=dt.date(2022, 11, 1))) == {"before_application": True}
    assert codes(judged(decided_on=dt.date(2022, 12, 11))) == {"day_to_come": True}
    assert codes(judged(decided_on=None)) == {"missing": True}


def test_only_what_waits_for_a_decision_is_decided() -> None:
    assert codes(judged(state=RequestState.REFUSED)) == {"state": True}
    assert codes(judged(state=RequestState.OPEN, batch=3, batch_title="某批")) == {"in_batch": True}


def test_a_programme_without_money_is_granted_without_an_amount() -> None:
    one = judged(None, replace(RULE, money=False))
    assert (one.granted, one.basis, codes(one)) == (None, None, {})


def test_a_programme_that_was_done_away_with_grants_nothing() -> None:
    assert codes(judged(None, None)) == {"programme_unknown": True}


def test_an_amount_of_nothing_is_no_grant() -> None:
    assert codes(judged(granted=0)) == {"no_amount": True}
