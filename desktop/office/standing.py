"""The policy of the office: its rows, and what holds on a day."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from sqlite_utils import Database

from desktop.base.calendar import Days, add_working_days, today
from desktop.base.changes import Change, Noun
from desktop.policy.choosing import in_force
from desktop.policy.standards import Policy, Rule
from desktop.store import journal, settings
from desktop.store.faults import translated


class Standing:
    """Doors to the policy in force."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._chosen = lru_cache(maxsize=64)(self._choose)

    def rules(self) -> list[Rule]:
        """Every row of policy, the oldest first."""
        with translated():
            return settings.rules(self._db)

    def on(self, day: dt.date | None = None) -> Policy:
        """What is in force on a day, today if none is given."""
        return self._chosen(day or today())

    def _choose(self, day: dt.date) -> Policy:
        return in_force(self.rules(), day)

    def enter(self, rules: Iterable[Rule], label: str = "登记政策标准") -> Change:
        """Enter rows of policy; a row of the same matter and day is replaced."""
        with translated(), journal.operation(self._db, label, Noun.STANDARDS) as current:
            current.count = settings.put_rules(self._db, rules)
        self.forget()
        return journal.done(current)

    def forget(self) -> None:
        """Read the rows again at the next question, after an undo or a restore."""
        self._chosen.cache_clear()

    def own_days(self) -> Days:
        """The days that the office's own table rules on, for years that the calendar doesn't know."""
        with translated():
            kept = settings.get(self._db, "working_days", {})
        return {dt.date.fromisoformat(day): working for day, working in kept.items()}

    def notice_ends(self, begins: dt.date) -> dt.date:
        """The last day of a public notice that begins on a day, by the notice rule then in force."""
        rule = self.on(begins).notice
        return add_working_days(begins, rule.working_days if rule else 0, self.own_days())
