"""What stays as it is once a file stands at the notice, and whom a file is about (reference: domain §1.4, §1.5).

What was made public, and what its category rests on, is changed after a return only, so that everybody was told what
is decided. The form, a ledger and whatever happens to people ask here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from desktop.base.fields import Value, Values, fields_of
from desktop.base.findings import Finding, doubt
from desktop.base.several import BETWEEN
from desktop.cases.household import FIGURES, INCOME, Household, HouseholdDraft, Person, State

Image = Mapping[str, Any]
"""A row as the journal keeps it: what is empty is left out."""

_STATES = frozenset({State.POSTED, State.PENDING})
_DECIDED = frozenset({State.ON_FILE, State.SUSPENDED, State.LIFTED})
_FILE = frozenset({"category", "employer", "town", "main_cause", "other_causes"})
_PERSON = frozenset({"name", "resident_id", "relation", "lives_here"})
_WHO = ("name", "resident_id")


def is_posted(home: Household) -> bool:
    """Whether the file stands at the notice, or waits for the decision after it."""
    return home.state in _STATES


@cache
def fixed(record: type) -> Mapping[str, str]:
    """What stays meanwhile, of a file or of its persons: the labels, by field."""
    own = _FILE if record is Household else _PERSON
    told = (one for one in fields_of(record) if one.name in own or one.group in {INCOME, FIGURES})
    return {one.name: one.label for one in told if not one.computed}


def stays(home: Household, what: str) -> str:
    """The sentence that something stays as it is, with the way out."""
    return f"档案{home.state}，不能改动{what}；确要改动的请先退回，改好后重新公示。"


def check_posted(home: Household, draft: HouseholdDraft) -> tuple[Finding, ...]:
    """What a draft of a file alters that was made public; its persons carry their ``id``."""
    return tuple(_altered(home, draft)) if is_posted(home) else ()


def _altered(home: Household, draft: HouseholdDraft) -> Iterator[Finding]:
    yield from (_stays(home, name, label) for name, label in _differing(Household, home, draft.values))
    known = {one.id: one for one in home.persons}
    if known.keys() != {one.get("id") for one in draft.persons}:
        yield Finding(code="posted", message=stays(home, "家庭成员"), field="name", person=0)
    for place, values in enumerate(draft.persons):
        before = known.get(values.get("id"))  # type: ignore[arg-type]
        if before is not None:
            yield from (_stays(home, name, label, place) for name, label in _differing(Person, before, values))


def _differing(record: type, before: Household | Person, values: Values) -> Iterator[tuple[str, str]]:
    for name, label in fixed(record).items():
        if name in values and _told(values[name]) != _told(getattr(before, name)):
            yield name, label


def _told(value: Value) -> object:
    """What a value says: nothing is nothing however it is written, and several labels have no order."""
    return (sorted(value.split(BETWEEN)) if value else None) if isinstance(value, str) else value


def _stays(home: Household, name: str, label: str, person: int | None = None) -> Finding:
    return Finding(code="posted", message=stays(home, label), field=name, person=person)


def altered(changes: Iterable[tuple[str, Image | None, Image | None]]) -> tuple[str, ...]:
    """The labels of what changed of it, by table and by what a row was and is."""
    found: dict[str, None] = {}
    for table, before, after in changes:
        if before is None or after is None or before.get("left_on") != after.get("left_on"):
            found["家庭成员"] = None
            continue
        labels = fixed(Household if table == "household" else Person)
        found.update(dict.fromkeys(label for name, label in labels.items() if before.get(name) != after.get(name)))
    return tuple(found)


def check_struck(home: Household, persons: Sequence[Values]) -> tuple[Finding, ...]:
    """A doubt about persons who would be struck out of a file that was taken in, as if they had never been there."""
    stay = {one.get("id") for one in persons}
    names = "、".join(one.name for one in home.persons if one.id not in stay)
    if not names or _is_new(home):
        return ()
    message = f"{names}会从档案里去掉，不留记录；是离开这一户的，请改为办理“成员离户”。"
    return (doubt("struck_out", message).about("name", 0),)


def check_applicant(home: Household, persons: Sequence[Values]) -> tuple[Finding, ...]:
    """That somebody else is put in the applicant's place; an application that nobody took in yet is still open."""
    if _is_new(home) or not persons:
        return ()
    who, told = home.applicant, persons[0]
    replaced = all(getattr(who, name) and told.get(name) not in {None, getattr(who, name)} for name in _WHO)
    if told.get("id") == who.id and not replaced:
        return ()
    message = (
        f"申请人是{who.name}，不能在这里换成别人，请办理“变更户主”；录错了的请按证件先更正姓名或身份证号中的一项。"
    )
    return (Finding(code="other_applicant", message=message, field="name", person=0),)


def _is_new(home: Household) -> bool:
    """Whether no step has moved the file yet."""
    return home.state is State.DRAFT and home.life.since is None


def recategorised(home: Household, values: Values) -> bool:
    """Whether values give a file that was decided another category."""
    category = values.get("category")
    return home.state in _DECIDED and bool(category) and category != home.category


def check_recategorised(home: Household, values: Values) -> tuple[Finding, ...]:
    """That a file that was decided gets another category without saying anew why."""
    if not recategorised(home, values) or (values.get("category_reason") or None) not in {None, home.category_reason}:
        return ()
    message = f"档案已按“{home.category}”认定，改类别请办理“复核”；按文件等直接更正的，请重新写明类别确定理由。"
    return (Finding(code="recategorised", message=message, field="category_reason"),)
