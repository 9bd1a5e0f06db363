"""Whoever asks for a reason, a day or a text takes one that can be meant; nothing is changed by one that can't."""

import datetime as dt
from collections.abc import Callable

import pytest

from desktop.base.changes import Change
from desktop.base.errors import ForbiddenError, KnownError
from desktop.base.reasons import LONGEST, reason_given, reason_if_any
from desktop.pilots.flow import Verb
from desktop.pilots.fronts import Task
from desktop.pilots.pairing import Call, Pairing, Problem
from desktop.pilots.wave import Wave
from tests.offices import TODAY, Doors, dump
from tests.piloting import DAY, PAPER, PROJECT, SIMPLE, UNIT, WAVE

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


NO_DAY = dt.date(2200, 1, 1)
LONG_AGO = dt.date(1200, 1, 1)
UNFIT: dict[str, tuple[str, Callable[[Doors], Change]]] = {
    "due": ("年份不合理", lambda doors: doors.stages.schedule(1, {("启动", None): NO_DAY})),
    "filling due": ("年份不合理", lambda doors: doors.monitoring.set_due("2022Q1", NO_DAY)),
    "extend": ("年份不合理", lambda one: one.enterprises.move(1, Verb.EXTEND, day=DAY, reason="续", until=NO_DAY)),
    "leave": ("年份不合理", lambda doors: doors.enterprises.move(1, Verb.LEAVE, day=LONG_AGO, reason="停产")),
    "report": ("年份不合理", lambda doors: doors.fronts.report(1, "2022Q1", {1: (30, None, None)}, LONG_AGO)),
    "end": ("年份不合理", lambda doors: doors.pairing.end([1], NO_DAY)),
    "hand over": ("年份不合理", lambda doors: doors.pairing.hand_over("王主席", "李主席", NO_DAY)),
    "hand over to": ("超过", lambda doors: doors.pairing.hand_over("王主席", TOO_LONG, DAY)),
    "finish": ("超过", lambda doors: doors.assessments.finish([1], TOO_LONG)),
    "close books": ("超过", lambda doors: doors.funds.close(TODAY, TOO_LONG)),
    "close books long ago": ("年份不合理", lambda doors: doors.funds.close(LONG_AGO)),
}


def test_a_day_beyond_all_years_and_a_text_beyond_its_field_are_refused_by_every_door(busy: Doors) -> None:
    for record, values in ((Wave, WAVE), (Pairing, SIMPLE[Pairing]), (Task, SIMPLE[Task])):
        busy.registers.enter(record, values)
    busy.funds.reopen("补录")
    before = dump(busy.db)
    for said, deed in UNFIT.values():
        with pytest.raises(KnownError, match=said):
            deed(busy)
    assert dump(busy.db) == before


def test_the_longest_reason_is_taken_whole(busy: Doors) -> None:
    busy.incentives.void_payment(1, f" {TOO_LONG[1:]} ")
    assert busy.incentives.payment(1).void_reason == TOO_LONG[1:]


def test_a_reason_that_need_not_be_given_has_an_end_too() -> None:
    assert not reason_if_any(" ")
    assert reason_given(" 电话停机 ", "请写明原因。") == "电话停机"
    with pytest.raises(ForbiddenError, match="超过 300 个"):
        reason_if_any(TOO_LONG)
