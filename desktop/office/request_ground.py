"""What applications stand on: the policy of their day, their file, and who else asked for the same."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from sqlite_utils import Database

from desktop.aid.request import Request
from desktop.aid.request_checks import Ground
from desktop.base.fields import Values
from desktop.cases.household import Household
from desktop.office.standing import Standing
from desktop.store import households, requests
from desktop.store.faults import translated

_Known = Mapping[object, Sequence[Request]]


class Grounds:
    """Reads each file and each year of a programme once, however many applications are looked at together."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing
        self._home = cache(self._read_home)
        self._of_file = cache(self._read_of_file)
        self._asked = cache(self._read_asked)

    def of(self, values: Values, number: int | None = None) -> Ground:
        """What an application stands on; ``number`` is its own where it stands already."""
        household, day = values.get("household"), values.get("day")
        home = self._home(household) if isinstance(household, int) else None
        others = [one for one in self._others(values, home) if one.id != number]
        policy = self._standing.on(day if isinstance(day, dt.date) else None)
        return Ground(policy=policy, home=home, others=others)

    def of_file(self, household: int) -> Sequence[Request]:
        """A file's applications, the newest first."""
        return self._of_file(household)

    def former(self, values: Values) -> Values | None:
        """The facts of the household's last application for the same fee."""
        household, item = values.get("household"), values.get("item")
        if not item or not isinstance(household, int):
            return None
        return next((one.facts for one in self._of_file(household) if one.facts.get("item") == item), None)

    def _others(self, values: Values, home: Household | None) -> Sequence[Request]:
        """The applications for the programme in the year by or for anybody of the same file or with the same ID."""
        programme, year = values.get("programme"), values.get("year")
        if not programme or not isinstance(year, int):
            return ()
        known = self._asked(str(programme), year)
        ids = {values.get("resident_id"), values.get("beneficiary_id"), values.get("household")}
        ids |= {one.resident_id for one in home.persons} if home else set()
        found = {one.id: one for key in ids - {None} for one in known.get(key, ())}
        return [found[number] for number in sorted(found)]

    def _read_home(self, number: int) -> Household:
        with translated():
            return households.get(self._db, number)

    def _read_of_file(self, number: int) -> Sequence[Request]:
        with translated():
            return requests.of_household(self._db, number)

    def _read_asked(self, programme: str, year: int) -> _Known:
        """The applications of a year under the IDs and the file that they name."""
        known: dict[object, list[Request]] = defaultdict(list)
        with translated():
            for one in requests.of_programme(self._db, programme, year):
                for key in {one.resident_id, one.beneficiary_id, one.household} - {None}:
                    known[key].append(one)
        return known
