"""Who hasn't been called on for how long, and what is doubtful in a call (reference: domain §4.5)."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.base.calendar import chinese_date
from desktop.base.fields import Values
from desktop.base.findings import Finding, doubt
from desktop.policy.standards import Policy

SAID = ("business", "hiring", "talent", "training", "insurance", "relations")
"""The fields of the six topics of a call, in the order of ``pairing.TOPICS``."""

_APART = re.compile(r"[、，,;；/／]+|(?<=\S\S)\s+(?=\S\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How it stands with the contact to a pilot that goes on.

    Attributes:
        cadres: who looks after it.
        last, mode: the last call, in person or otherwise; None where there was none.
        since: where there was none, from which day on one is waited for: the first pairing's, else its wave's.
    """

    enterprise: int
    name: str
    wave_name: str | None = None
    cadres: tuple[str, ...] = ()
    liaison: str | None = None
    phone: str | None = None
    last: dt.date | None = None
    mode: str | None = None
    since: dt.date | None = None

    def days(self, day: dt.date) -> int | None:
        """Days without contact until a day; None where nobody knows since when."""
        begun = self.last or self.since
        return None if begun is None else max(0, (day - begun).days)

    def sentence(self, day: dt.date) -> str:
        """Since when there was no contact, in words."""
        days = self.days(day)
        if days is None:
            return "还没有走访过，也没有挂钩"
        if self.last is None:
            return f"还没有走访过，已等 {days:,} 天"
        return f"{days:,} 天未联系（上次 {chinese_date(self.last)}，{self.mode}）"


def quiet(contacts: Iterable[Contact], day: dt.date, limit: int) -> tuple[Contact, ...]:
    """Those without contact for so many days or more, the longest first; whoever has no day at all before them."""
    found = [(one.days(day), one) for one in contacts]
    late = [(days, one) for days, one in found if days is None or days >= limit]
    return tuple(one for _, one in sorted(late, key=lambda pair: (pair[0] is not None, -(pair[0] or 0))))


def names(text: str | None) -> tuple[str, ...]:
    """The names in a text such as 王主席、周副主席, each once.

    >>> names("王主席、周副主席 李科长")
    ('王主席', '周副主席', '李科长')
    """
    found = (one.strip() for one in _APART.split(text or ""))
    return tuple(dict.fromkeys(one for one in found if one))


def says_something(values: Values, _: Policy) -> Iterator[Finding]:
    """A doubt about a call that says nothing of any topic."""
    if not any(str(values.get(name) or "").strip() for name in (*SAID, "note")):
        yield doubt("no_topic", "六个主题和备注都没有填写，请补记谈了什么。").about(SAID[0])
