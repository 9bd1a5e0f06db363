"""The life of a file for tests: what a usual step says, and the ways to where each step can be taken."""

import datetime as dt
from collections.abc import Iterable, Mapping

from desktop.base.fields import Values
from desktop.cases.steps import Verb
from desktop.office.consents import Consents
from desktop.office.procedure import Procedure
from tests.offices import Doors

BEGUN = dt.date(2022, 3, 1)
"""A Tuesday on which made-up applications are taken in; every step is of that day until a notice has run."""

USUAL: Mapping[Verb, Values] = {
    Verb.ACCEPT: {"people": "张三"},
    Verb.VISIT: {"people": "张三（副主席）、李四"},
    Verb.ASSESS: {"people": "张三", "agrees": True},
    Verb.POST: {"place": "单位公示栏"},
    Verb.OBJECT: {"opinion": "家中有车"},
    Verb.ANSWER: {"people": "李四", "upheld": False, "opinion": "查无此事"},
    Verb.END_NOTICE: {"opinion": "无异议"},
    Verb.DECIDE: {"people": "主席办公会"},
    Verb.REFUSE: {"people": "主席办公会", "opinion": "不符合条件"},
    Verb.RETURN: {"opinion": "材料不实"},
    Verb.WITHDRAW: {"opinion": "本人放弃"},
    Verb.TAKE_OVER: {"document_no": "新工发〔2022〕8号"},
    Verb.REVIEW: {"people": "张三", "changed": False},
    Verb.SUSPEND: {"opinion": "暂时外出"},
    Verb.RESUME: {"opinion": "已返回"},
    Verb.LIFT: {"people": "主席办公会", "opinion": "收入稳定"},
    Verb.RETURN_VISIT: {"people": "张三", "risk": False},
    Verb.RELAPSE: {"people": "张三", "opinion": "旧病复发"},
    Verb.CLOSE: {"opinion": "退休"},
    Verb.REOPEN: {"opinion": "误注销"},
    Verb.SYNC: {},
}
"""What a usual step says beside its day, by verb; the events of people have doors of their own."""

POSTED = (Verb.ACCEPT, Verb.VISIT, Verb.ASSESS, Verb.POST)
APPROVED = (*POSTED, Verb.END_NOTICE, Verb.DECIDE)
"""From an application to a file on file."""

WAYS: Mapping[Verb, tuple[Verb, ...]] = {
    Verb.ACCEPT: (),
    Verb.VISIT: POSTED[:1],
    Verb.ASSESS: POSTED[:2],
    Verb.POST: POSTED[:3],
    Verb.OBJECT: POSTED,
    Verb.ANSWER: (*POSTED, Verb.OBJECT),
    Verb.END_NOTICE: POSTED,
    Verb.DECIDE: APPROVED[:-1],
    Verb.REFUSE: POSTED[:2],
    Verb.RETURN: POSTED,
    Verb.WITHDRAW: POSTED[:1],
    Verb.TAKE_OVER: (),
    Verb.REVIEW: APPROVED,
    Verb.SUSPEND: (Verb.TAKE_OVER,),
    Verb.RESUME: (Verb.TAKE_OVER, Verb.SUSPEND),
    Verb.LIFT: APPROVED,
    Verb.RETURN_VISIT: (*APPROVED, Verb.LIFT),
    Verb.RELAPSE: (*APPROVED, Verb.LIFT),
    Verb.CLOSE: APPROVED,
    Verb.REOPEN: (*POSTED, Verb.WITHDRAW),
    Verb.SYNC: APPROVED,
}
"""Steps that lead an application to where each verb can be taken."""


def applied(doors: Doors, seed: int = 0) -> int:
    """An application with which nothing is wrong: a reason for its category, everybody's consent; its number."""
    number = doors.apply(seed, members=1, category_reason="因病支出大")
    Consents(doors.db, doors.standing).record_all(number, {"given_on": BEGUN})
    return number


def live(procedure: Procedure, number: int, verbs: Iterable[Verb], **values: object) -> None:
    """Take these steps as usual, each on the first day on which it can be taken."""
    for verb in verbs:
        procedure.take(number, verb, {**usual(procedure, number, verb), **values})  # type: ignore[dict-item]


def usual(procedure: Procedure, number: int, verb: Verb) -> Values:
    """What a usual step of a file says, on the first day on which it can be taken."""
    now = procedure.of(number).progress
    posted = now.latest(Verb.POST)
    day = now.last or BEGUN
    ends = posted.body.get("ends") if posted else None
    if verb is Verb.END_NOTICE and isinstance(ends, dt.date):
        day = max(day, ends + dt.timedelta(days=1))
    return {"day": day, **USUAL[verb]}


def lived(doors: Doors, verbs: Iterable[Verb], seed: int = 0) -> int:
    """An application that has taken these steps; its number."""
    number = applied(doors, seed)
    live(doors.procedure, number, verbs)
    return number


def before(doors: Doors, verb: Verb) -> int:
    """A file that can take that step next; its number."""
    return lived(doors, WAYS[verb])
