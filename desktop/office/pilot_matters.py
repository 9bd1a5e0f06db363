"""What pilots wait for or lack: how many, and which, by what policy says on the day."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from sqlite_utils import Database

from desktop.base.calendar import today
from desktop.base.matters import Matter
from desktop.office.monitoring import Monitoring
from desktop.office.stages import Stages
from desktop.office.standing import Standing
from desktop.pilots.filling_dues import last_ended
from desktop.pilots.matters import MATTERS
from desktop.pilots.periods import begins, ends
from desktop.pilots.stages import Step
from desktop.policy.pilot_standards import Period
from desktop.store import pilot_matters
from desktop.store.documents import Predicate
from desktop.store.faults import translated
from desktop.store.pilot_matters import Asked, Terms


class PilotMatters:
    """Doors to the matters of pilots."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def predicate(self, name: str) -> Predicate:
        """The condition of a matter."""
        return pilot_matters.predicate(name, self._terms())

    def counts(self) -> Mapping[str, int]:
        """Of how many pilots each matter holds, by its name."""
        on = self._terms()
        with translated():
            return pilot_matters.counts(self._db, on)

    def reminders(self) -> Iterator[tuple[Matter, int, int]]:
        """Each matter, of how many pilots it holds newly, and of how many it is known."""
        on = self._terms()
        with translated():
            fresh, known = pilot_matters.fresh_counts(self._db, on), pilot_matters.known_counts(self._db, on)
        return ((one, fresh[one.name], known.get(one.name, 0)) for one in MATTERS)

    def known(self, name: str) -> Sequence[int]:
        """The pilots of which a matter holds and is known."""
        on = self._terms()
        with translated():
            return pilot_matters.known(self._db, name, on)

    def acknowledge(self, name: str, numbers: Sequence[int] | None, note: str | None) -> Sequence[int]:
        """Write down, in the operation that is open, that a matter is known; gives of which pilots it is new."""
        return pilot_matters.acknowledge(self._db, name, self._terms(), numbers, note)

    def _terms(self) -> Terms:
        day, policy = today(), self._standing.on()
        with translated():
            kinds = pilot_matters.alike(self._db)
        asked = Stages(self._db, self._standing).asked(kinds)
        quarter, period = last_ended(day, Period.QUARTER), Monitoring(self._db, self._standing).newest()
        return Terms(
            day=day,
            late=[key for step, key in _keys(asked) if step.late(day)],
            quarter=[key for step, key in _keys(asked) if step.period == quarter],
            papers=[rule.name for rule in policy.submissions if rule.needed],
            contact=day - dt.timedelta(days=policy.pilot.contact_days) if policy.pilot else None,
            period=(period, begins(period), ends(period)),
        )


def _keys(asked: Mapping[int, list[Step]]) -> Iterator[tuple[Step, Asked]]:
    return (
        (step, (number, step.stage, step.period, step.due.isoformat() if step.due else None))
        for number, steps in asked.items()
        for step in steps
    )
