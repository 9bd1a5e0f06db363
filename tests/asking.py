"""Applications for tests: some of every state, and each verb of their door."""

import datetime as dt
from collections.abc import Callable

from desktop.aid.request import RequestState
from desktop.base.changes import Change
from desktop.policy.aid_standards import AmountRule
from tests.builders import resident_id
from tests.offices import TODAY, Doors

SIGNED = {"decided_by": "李主席"}
ONCE = AmountRule(valid_from=dt.date(2022, 1, 1), programme="临时救助", category="", amount=200_000, times_a_year=2)
"""What temporary aid gives in the tests."""


def full(doors: Doors) -> None:
    """For the first file: an application that waits, one granted, one refused, one of legal aid that was granted."""
    doors.standing.enter([ONCE])
    for programme in ("临时救助", "临时救助", "临时救助", "法律援助"):
        doors.requests.save(doors.requests.begin({"programme": programme, "household": 1}))
    doors.requests.decide([2, 4], **SIGNED)
    doors.requests.refuse([3], **SIGNED, opinion="材料不实")


def of_state(doors: Doors, state: RequestState, programme: str = "临时救助") -> int:
    """The number of the first application of that state."""
    return next(one.id for one in doors.requests.of_programme(programme) if one.state is state)


def _save(doors: Doors) -> Change:
    """An application for somebody without a file."""
    values = {"programme": "临时救助", "day": TODAY, "year": 2022, "name": "刘强", "resident_id": resident_id(seq=77)}
    return doors.requests.save({**values, "event": "车祸"})


def _change(doors: Doors) -> Change:
    """Other values and facts."""
    values = doors.requests.begin({"programme": "临时救助", "household": 1, "asked": 150_000, "event": "火灾"})
    return doors.requests.save(values, of_state(doors, RequestState.OPEN))


def _apply_for(doors: Doors) -> Change:
    """Help with a first job for a member."""
    return doors.requests.apply_for("阳光就业", [(1, doors.cases.get(1).persons[1].id)])


VERBS: dict[str, Callable[[Doors], Change]] = {
    "requests.save a new one": _save,
    "requests.save a changed one": _change,
    "requests.apply_for": _apply_for,
    "requests.apply_for_waivers": lambda doors: doors.requests.apply_for_waivers("费用减免", [1, 2], ["水费", "电费"]),
    "requests.decide": lambda doors: doors.requests.decide([of_state(doors, RequestState.OPEN)], **SIGNED),
    "requests.refuse": lambda doors: doors.requests.refuse(
        [of_state(doors, RequestState.OPEN)], **SIGNED, opinion="重复"
    ),
    "requests.withdraw": lambda doors: doors.requests.withdraw([of_state(doors, RequestState.GRANTED)], "不要了"),
    "requests.take_back": lambda doors: doors.requests.take_back(
        [of_state(doors, RequestState.REFUSED), of_state(doors, RequestState.GRANTED)]
    ),
    "requests.register": lambda doors: doors.requests.register(
        [of_state(doors, RequestState.GRANTED, "法律援助")], lawyer="王律师"
    ),
    "requests.finish": lambda doors: doors.requests.finish(
        [of_state(doors, RequestState.GRANTED, "法律援助")], result="调解成功", recovered=5_000_000
    ),
}
"""Each verb of the door, for ``full``."""
