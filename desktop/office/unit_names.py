"""Which enterprise of the office a ledger means: by its credit code, else by its name however it is written."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from desktop.base.calendar import chinese_date
from desktop.base.findings import Finding, doubt
from desktop.base.text import squeeze
from desktop.pilots.enterprise import Enterprise, PilotState

_FORMS = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|集团|公司|[()（）])")


class Match(NamedTuple):
    """The enterprise that a line means, None where the office has none such, and what is doubtful about that."""

    unit: Enterprise | None
    findings: tuple[Finding, ...] = ()


class UnitNames:
    """The enterprises of the office by what ledgers call them."""

    def __init__(self, units: Iterable[Enterprise]) -> None:
        every = list(units)
        self._by_code = {one.credit_code: one for one in every if one.credit_code}
        self._by_name = {squeeze(one.name): one for one in every}
        self._by_bare: dict[str, list[Enterprise]] = {}
        for one in every:
            self._by_bare.setdefault(bare(one.name), []).append(one)

    def find(self, name: str | None, code: str | None = None) -> Match:
        """The enterprise of this code, else of this name; a refusal where both mean different ones."""
        coded = self._by_code.get(code) if code else None
        named = self._by_name.get(squeeze(name or ""))
        if coded and named and coded.id != named.id:
            message = f"统一社会信用代码是“{coded.name}”的，名称却是“{named.name}”，请核对是哪一家。"
            return Match(coded, (Finding(code="unit_of_two", message=message, field="credit_code"),))
        if coded:
            return Match(coded, _renamed(coded, name))
        if named:
            return Match(named, _recoded(named, code))
        return self._nearly(name, code)

    def _nearly(self, name: str | None, code: str | None) -> Match:
        """One whose name differs in its legal form only, unless its code is another."""
        alike = [one for one in self._by_bare.get(bare(name or ""), ()) if not (code and one.credit_code)]
        if len(alike) != 1 or not bare(name or ""):
            return Match(None)
        message = f"名称与已有的“{alike[0].name}”只差公司形式，按同一家处理，请核对。"
        return Match(alike[0], (doubt("unit_alike", message).about("name"),))


def has_left(unit: Enterprise) -> Iterator[Finding]:
    """A doubt where an enterprise has left the pilots."""
    if unit.state is PilotState.LEFT:
        when = f"（{chinese_date(unit.ended_on)}）" if unit.ended_on else ""
        yield doubt("left", f"“{unit.name}”已退出试点{when}，请核对。").about("name")


def bare(name: str) -> str:
    """A name without the words for its legal form.

    >>> bare("江苏甲（集团）有限责任公司") == bare("江苏甲股份有限公司")
    True
    """
    return _FORMS.sub("", squeeze(name))


def _renamed(unit: Enterprise, name: str | None) -> tuple[Finding, ...]:
    if not name or squeeze(name) == squeeze(unit.name):
        return ()
    message = f"统一社会信用代码与已有的“{unit.name}”相同，名称不同，按同一家处理，请核对是不是更名。"
    return (doubt("unit_renamed", message).about("name"),)


def _recoded(unit: Enterprise, code: str | None) -> tuple[Finding, ...]:
    if not code or not unit.credit_code:
        return ()
    message = f"名称与已有的单位相同，统一社会信用代码不同（已有的是 {unit.credit_code}），请核对。"
    return (doubt("unit_recoded", message).about("credit_code"),)
