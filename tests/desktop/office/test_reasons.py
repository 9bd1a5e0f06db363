"""Whoever asks for a reason takes one of a decent length, and nothing is changed by one that isn't."""

from collections.abc import Callable

import pytest

from desktop.base.changes import Change
from desktop.base.errors import ForbiddenError, KnownError
from desktop.base.reasons import LONGEST, reason_given, reason_if_any
from desktop.pilots.flow import Verb
from desktop.pilots.pairing import Call, Problem
from tests.offices import Doors, dump
from tests.piloting import DAY, PAPER, PROJECT, SIMPLE, UNIT

TOO_LONG = "因" * (LONGEST + 1)
Deed = Callable[[Doors, str], Change]
DEEDS: dict[str, Deed] = {
    "leave": lambda doors, why: doors.enterprises.move(1, Verb.LEAVE, day=DAY, reason=why),
    "give back": lambda doors, why: doors.submissions.give_back(1, why, "王芳", DAY),
    "refuse": lambda doors, why: doors.incentives.refuse(1, why),
    "withdraw": lambda doors, why: doors.incentives.withdraw(1, why),
    "take back": lambda doors, why: doors.incentives.take_back(2, why),
    "correct": lambda doors, why: doors.incentives.correct_payment(1, {"amount": 2}, None, why),
    "void": lambda doors, why: doors.incentives.void_payment(1, why),
    "reopen": lambda doors, why: doors.pairing.reopen([1], why),
    "reopen books": lambda doors, why: doors.funds.reopen(why),
}


@pytest.fixture
def busy(doors: Doors) -> Doors:
    """A pilot with something of everything that is undone for a reason."""
    doors.enterprises.enter(UNIT)
    doors.submissions.receive(PAPER | {"enterprise": 1})
    for name in ("智能产线改造", "班组建设"):
        doors.incentives.apply(PROJECT | {"enterprise": 1, "name": name})
    doors.incentives.recommend(2)
    doors.incentives.grant({2: 5_000_000}, day=DAY)
    doors.incentives.pay(2, {"day": DAY, "amount": 1})
    for record in (Call, Problem):
        doors.registers.enter(record, SIMPLE[record])
    doors.pairing.solve([1], {"solved_on": DAY, "result": "招到", "satisfaction": "满意"})
    doors.funds.close(DAY)
    return doors


def test_a_reason_that_is_missing_or_too_long_is_refused_by_every_door_of_pilots(busy: Doors) -> None:
    before = dump(busy.db)
    for deed in DEEDS.values():
        for why, said in ((TOO_LONG, "有 301 个字，超过 300 个，请缩短。"), (" ", "请写明")):
            with pytest.raises(KnownError, match=said):
                deed(busy, why)
    assert dump(busy.db) == before


def test_the_longest_reason_is_taken_whole(busy: Doors) -> None:
    busy.incentives.void_payment(1, f" {TOO_LONG[1:]} ")
    assert busy.incentives.payment(1).void_reason == TOO_LONG[1:]


def test_a_reason_that_need_not_be_given_has_an_end_too() -> None:
    assert not reason_if_any(" ")
    assert reason_given(" 电话停机 ", "请写明原因。") == "电话停机"
    with pytest.raises(ForbiddenError, match="超过 300 个"):
        reason_if_any(TOO_LONG)
