"""What the form of an application reads and writes, in the worker."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, NamedTuple

from desktop.aid.request import Request
from desktop.base.changes import Change, Noun
from desktop.base.errors import RefusedError
from desktop.base.fields import Value, Values
from desktop.base.findings import Finding
from desktop.base.listing import Query
from desktop.cases.household import Household, Person, State
from desktop.office.drafts import Unsaved
from desktop.office.requests import RequestLook
from desktop.policy.standards import Policy

if TYPE_CHECKING:
    from desktop.office.office import Office

DRAFTS = "request:"
"""How the names begin under which what is typed is kept."""

NEW = f"{DRAFTS}new:"
"""The same of a new application."""

_MISSING = frozenset({"missing", "member_missing", "stage_missing", "item_missing"})
_NAMED, _READ = 3, 50
"""Files that are named where a text finds several, and that are read for it."""


class Opened(NamedTuple):
    """An application as it is read for the form; a new one has no number.

    Attributes:
        request: as it stands; None of a new one.
        values: its fields and facts by name, ``household`` and ``person`` among them.
        home: its file; None for somebody who has none.
    """

    number: int | None
    request: Request | None
    values: Values
    home: Household | None
    policy: Policy
    kept_as: str
    kept: Unsaved | None = None
    base: int = 0


def read(number: int, office: "Office") -> Opened:
    """An application, with what was typed and not saved; ``NotFoundError`` where it is no more."""
    one, name = office.requests.one(number), f"{DRAFTS}{number}"
    return Opened(
        number=number,
        request=one,
        values=values_of(one),
        home=office.cases.get(one.household) if one.household else None,
        policy=office.standing.on(one.day),
        kept_as=name,
        kept=office.drafts.get(name),
    )


def begin(values: Values, name: str, office: "Office") -> Opened:
    """What a new application begins with, or what was typed under that name and not saved."""
    household = values.get("household")
    return Opened(
        number=None,
        request=None,
        values=office.requests.begin(values),
        home=office.cases.get(household) if isinstance(household, int) else None,
        policy=office.standing.on(),
        kept_as=name,
        kept=office.drafts.get(name),
    )


def values_of(one: Request) -> dict[str, Value]:
    """An application's fields and facts by name."""
    kept = {field.name: getattr(one, field.name) for field in fields(one) if field.name != "facts"}
    return {**kept, **one.facts}


def look(values: Values, number: int | None, office: "Office") -> RequestLook:
    """What saving would write and what the rule would give; that something is missing is said on saving only."""
    found = office.requests.look(values, number)
    return replace(found, findings=tuple(one for one in found.findings if one.code not in _MISSING))


def save(values: Values, number: int | None, name: str, office: "Office") -> Change:
    """Write it, and forget what was kept under that name."""
    change = office.requests.save(values, number)
    office.drafts.drop(name)
    return change


def find_home(text: str, office: "Office") -> Household:
    """The one open file that a text finds; ``RefusedError`` where there are none or several."""
    numbers = office.ids(Query(noun=Noun.CASES, text=text))
    found = [one for one in office.cases.many(numbers[:_READ]) if one.state is not State.CLOSED]
    if len(found) != 1:
        count = len(numbers) if len(numbers) > _READ else len(found)
        raise RefusedError([Finding(code="not_one", message=_not_one(found, count), field="home")])
    return found[0]


def _not_one(found: list[Household], count: int) -> str:
    if not found:
        return "没有找到在用的档案，请核对后再填；没有档案的人请留空。"
    named = "、".join(f"{one.applicant.name}（{one.file_no or f'第 {one.id} 号'}）" for one in found[:_NAMED])
    return f"找到 {count:,} 份档案：{named}{'等' if count > _NAMED else ''}，请再填得细些，如身份证号或档案编号。"


def members(home: Household) -> Mapping[str, Person]:
    """The persons of a file as they are chosen, the applicant first; two of one name are told apart."""
    found: dict[str, Person] = {}
    for one in home.persons:
        text = f"{one.name}（{one.relation}）"
        found[text if text not in found else f"{text}{one.id}"] = one
    return found
