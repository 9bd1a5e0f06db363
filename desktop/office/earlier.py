"""What households already have in a year, for the papers that tell it (reference: domain §2.5)."""

import datetime as dt
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from desktop.aid.batch import PAID_STATES, Payment
from desktop.aid.request import Request
from desktop.cases.household import Household
from desktop.papers.claim import Earlier
from desktop.store import households, payees
from desktop.store.faults import translated

Asked = Request | Payment


class EarlierAid:
    """What stands in a year's batches for these applications or lines, and for everybody of their households."""

    def __init__(self, db: Database, year: int, asked: Sequence[Asked], homes: Mapping[int, Household]) -> None:
        self._homes = homes
        self._found: dict[int | str, list[Mapping[str, Any]]] = defaultdict(list)
        files = {one.household for one in asked if one.household}
        ids = {key for one in asked for key in self._keys(one) if isinstance(key, str)}
        with translated():
            merged = households.merged(db)
            for line in payees.paid_to(db, year, files, ids):
                for key in {merged.get(line["household"], line["household"]), *_ids(line)}:
                    self._found[key].append(line)

    def of(self, one: Asked, batch: int | None, decided_on: dt.date | None) -> tuple[Earlier, ...]:
        """What its household has besides, the oldest first: all that was decided before it, or all by now.

        What stands in ``batch`` is left out, and so are those of the same day that were drawn up after it.
        """
        found = {line["id"]: line for key in self._keys(one) for line in self._found.get(key, ())}
        before = (str(decided_on or dt.date.max), batch or sys.maxsize)
        stood = [line for line in found.values() if (line["decided_on"], line["batch"]) < before]
        kept = sorted((line for line in stood if line["batch"] != batch), key=lambda line: line["day"])
        return tuple(
            Earlier(
                dt.date.fromisoformat(line["day"]),
                line["programme"],
                line["amount"],
                waiting=line["state"] not in PAID_STATES,
            )
            for line in kept
        )

    def _keys(self, one: Asked) -> set[int | str]:
        home = self._homes.get(one.household or 0)
        people = home.persons if home else ()
        own: set[int | str | None] = {home.id if home else one.household, one.resident_id, one.beneficiary_id}
        return {key for key in own | {person.resident_id for person in people} if key}


def _ids(line: Mapping[str, Any]) -> set[str]:
    return {line[name] for name in ("resident_id", "beneficiary_id") if line[name]}
