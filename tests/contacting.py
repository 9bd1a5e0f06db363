"""Calls, problems, pairings and monitoring for tests: every verb that writes of them, and what some of them need."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from desktop.base.changes import Change
from desktop.pilots.pairing import Problem
from tests.offices import Doors

DAY = dt.date(2022, 3, 15)
LATER = dt.date(2022, 4, 12)

CALL: dict[str, Any] = {
    "enterprise": 1,
    "day": DAY,
    "cadre": "王主席",
    "mode": "实地",
    "met": "陈总",
    "business": "订单增加两成",
    "hiring": "缺钳工二十人",
}
INSPECTION: dict[str, Any] = {
    "enterprise": 1,
    "kind": "中期督查",
    "day": DAY,
    "inspectors": "李科长、孙工",
    "shortcomings": "台账不全",
    "mend_by": LATER,
}
FIGURES: dict[str, Any] = {"heads": 500, "joined": 12, "departed": 8, "contracts": 482, "insured": 490}
SOLVED: dict[str, Any] = {"solved_on": LATER, "result": "已推荐八名毕业生", "satisfaction": "满意"}

VERBS: dict[str, Callable[[Doors], Change]] = {
    "pairings.pair": lambda doors: doors.pairing.pair("周副主席", [1, other(doors)], DAY, duty="副主席"),
    "pairings.end": lambda doors: doors.pairing.end([1], DAY, "调离"),
    "pairings.hand_over": lambda doors: doors.pairing.hand_over("王主席", "周副主席", DAY),
    "calls.call": lambda doors: doors.pairing.call(CALL, [{"problem": "缺钳工"}, {"problem": "培训经费不够"}]),
    "calls.change_call": lambda doors: doors.pairing.change_call(1, {"met": "李总"}, [{"problem": "缺焊工"}]),
    "calls.inspect": lambda doors: doors.pairing.inspect(INSPECTION, [{"problem": "台账不全"}]),
    "calls.change_inspection": lambda doors: doors.pairing.change_inspection(
        1, {"day": LATER, "mended": "已补齐台账", "mended_on": LATER}
    ),
    "problems.solve": lambda doors: doors.pairing.solve([1], SOLVED),
    "problems.reopen": lambda doors: doors.pairing.reopen([solved(doors)], "毕业生没有到岗"),
    "problems.hand": lambda doors: doors.pairing.hand([1], {"owner": "赵主任", "deadline": LATER}),
    "monitoring.set_due": lambda doors: doors.monitoring.set_due("2022Q1", LATER),
    "monitoring.fill": lambda doors: doors.monitoring.fill(1, "2022Q3", FIGURES),
    "monitoring.fill_many": lambda doors: doors.monitoring.fill_many([1, other(doors)], "2022Q4", DAY),
    "monitoring.clear": lambda doors: doors.monitoring.clear([1], "2022Q1"),
    "monitoring.remind": lambda doors: doors.monitoring.remind([1, other(doors)], "2022Q3", {"channel": "电话"}),
}
"""A case for every verb that writes of contact and monitoring; ``piloting.full`` and ``beside`` stand before."""


def other(doors: Doors) -> int:
    """Another enterprise, there already before the verb is tried."""
    return next(one.id for one in doors.enterprises.every() if one.id != 1)


def solved(doors: Doors) -> int:
    """A problem that is solved, there already before the verb is tried."""
    return next(one.id for one in doors.registers.of(Problem, enterprise=1) if one.solved_on)


def beside(doors: Doors) -> None:
    """What some verbs need: a problem that is solved."""
    doors.pairing.call(CALL, [{"problem": "缺焊工", **SOLVED}])
