"""What a household's people are to one another: after a change of head, and when two files become one.

A relation is a way through the family, letter by letter: F father, M mother, h husband, w wife, s son, d daughter,
b brother, z sister. Ways are joined and shortened; one that no word is for becomes 其他 (reference: domain §1.3.2).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.base.fields import Value, Values, fields_of
from desktop.cases.household import BANK, SELF, WORK, Household, Person

OTHER = "其他"
"""A relation that nobody named."""

_STEPS = {"继子": "儿子", "继女": "女儿", "继父": "父亲", "继母": "母亲"}
_STEP_PARENTS = {"父亲": "继父", "母亲": "继母"}
_SPOUSE = "配偶"
_WAYS = {
    SELF: "",
    "丈夫": "h",
    "妻子": "w",
    "父亲": "F",
    "母亲": "M",
    "儿子": "s",
    "女儿": "d",
    "公公": "hF",
    "婆婆": "hM",
    "岳父": "wF",
    "岳母": "wM",
    "祖父": "FF",
    "祖母": "FM",
    "外祖父": "MF",
    "外祖母": "MM",
    "孙子": "ss",
    "孙女": "sd",
    "外孙": "ds",
    "外孙女": "dd",
    "兄弟": "b",
    "姐妹": "z",
    "儿媳": "sw",
    "女婿": "dh",
}
_WORDS = {way: word for word, way in _WAYS.items()}
_SHORTER = {
    "hw": "",
    "wh": "",
    "Fw": "M",
    "Mh": "F",
    **{spouse + child: child for spouse in "hw" for child in "sd"},
    **{parent + child: sibling for parent in "FM" for child, sibling in (("s", "b"), ("d", "z"))},
    **{one + other: other for one in "bz" for other in "bzFM"},
    **{child + sibling: one for child in "sd" for sibling, one in (("b", "s"), ("z", "d"))},
}
"""What two steps come to; a sibling of theirs is never the person from whom the way begins."""

_MEN = "Fhsb"
_BACK = {"parent": ("F", "M"), "child": ("s", "d"), "spouse": ("h", "w"), "sibling": ("b", "z")}
_OPPOSITE = {**dict.fromkeys("FM", "child"), **dict.fromkeys("sd", "parent")} | {
    **dict.fromkeys("hw", "spouse"),
    **dict.fromkeys("bz", "sibling"),
}


def relations_to(persons: Sequence[Person], head: int) -> dict[int, str]:
    """What everybody is to a new head, by number, as far as it follows from what they were to the former one.

    ``persons`` begin with the former head. Whose relation doesn't follow is 其他, for the clerk to say.
    """
    former, new = persons[0], next(one for one in persons if one.id == head)
    to_new = _way(new.relation, new.sex, former.sex)
    back = None if to_new is None else _inverse(to_new, former.sex)
    found = {head: SELF}
    for one in persons:
        if one.id != head:
            way = "" if one is former else _way(one.relation, one.sex, former.sex)
            found[one.id] = _word(_joined(back, way, new.sex), spouse=new.relation)
    if new.relation in _STEPS:
        found[former.id] = _STEP_PARENTS.get(found[former.id], found[former.id])
    return found


def relation_through(between: Person, one: Person, head: Person) -> str:
    """What somebody is to a household's head, who is the relative of one of its members: the head of another file."""
    first = _way(between.relation, between.sex, head.sex)
    return _word(_joined(first, _way(one.relation, one.sex, between.sex), head.sex), spouse=between.relation)


def _way(relation: str, sex: str | None, other_sex: str | None) -> str | None:
    """The way that a relation is; of a spouse by the sex of either; None where no way is known."""
    if relation == _SPOUSE:
        male = sex == "男" if sex else other_sex == "女" if other_sex else None
        return None if male is None else "h" if male else "w"
    return _WAYS.get(_STEPS.get(relation, relation))


def _inverse(way: str, sex: str | None) -> str | None:
    """The way back to somebody of that sex; None where it isn't known and matters."""
    back = []
    sexes = [_sex(letter) for letter in way]
    for letter, at in zip(reversed(way), reversed([sex, *sexes[:-1]]), strict=True):
        if at not in {"男", "女"}:
            return None
        back.append(_BACK[_OPPOSITE[letter]][at == "女"])
    return "".join(back)


def _joined(first: str | None, then: str | None, sex: str | None) -> str | None:
    """Two ways as one, shortened; ``sex`` is that of the person from whom it begins, who is his child's parent."""
    if first is None or then is None:
        return None
    way, at = first + then, 0
    while at + 1 < len(way):
        short = _shorter(way[at : at + 2], _sex(way[at - 1]) if at else sex)
        if short is None:
            at += 1
        else:
            way, at = way[:at] + short + way[at + 2 :], 0
    return way


def _shorter(two: str, sex: str | None) -> str | None:
    """What two steps from somebody of that sex come to; a child's parent is oneself or one's spouse."""
    if two in _SHORTER or two[0] not in "sd" or two[1] not in "FM" or not sex:
        return _SHORTER.get(two)
    return "" if _sex(two[1]) == sex else {"F": "h", "M": "w"}[two[1]]


def _sex(letter: str) -> str:
    return "男" if letter in _MEN else "女"


def _word(way: str | None, *, spouse: str) -> str:
    """The word for a way; a file that says 配偶 goes on saying so."""
    if way in {"h", "w"} and spouse == _SPOUSE:
        return _SPOUSE
    return _WORDS.get(way, OTHER) if way else OTHER


_WORK = {
    "employer": "workplace",
    "employer_kind": "job_kind",
    "employer_state": "job_unit_state",
    "industry": "job_industry",
    "model_worker": "honour",
}
"""Where a file has its head's work, and where a member has his own."""

_HEADS_ALONE = ("work_began", "bank", "branch", "card", "staff_no")


def headed(home: Household, new: Person) -> tuple[Values, Mapping[int, Values]]:
    """What a new head sets on the file, and on both persons by number: each keeps his own work.

    The account and the number were the former head's; nobody else is paid by them.
    """
    own: dict[str, Value] = {name: getattr(new, his) for name, his in _WORK.items()}
    former: Values = {his: getattr(home, name) for name, his in _WORK.items()}
    return {**own, **dict.fromkeys(_HEADS_ALONE)}, {home.applicant.id: former, new.id: dict.fromkeys(_WORK.values())}


@dataclass(frozen=True, slots=True, kw_only=True)
class Merger:
    """What one file takes over from another.

    Attributes:
        values: blanks of the file that the other fills.
        filled: blanks of its persons, by number.
        added: persons that it doesn't have, with their relation to its head.
        ties: the relations of those who are added, by number in the other file.
        matched: by number in the other file, the same person in this one.
    """

    values: Values
    filled: Mapping[int, Values]
    added: tuple[Values, ...]
    ties: Mapping[int, str]
    matched: Mapping[int, int]


def merger(into: Household, other: Household, same: Mapping[int, int], told: Mapping[int, str]) -> Merger:
    """What ``into`` takes over from ``other``.

    Args:
        into: the file that stays.
        other: the file that is closed.
        same: persons of the other that the clerk says are persons of this one; the same ID says so anyway.
        told: relations of added persons, by number in the other file, where the clerk says them.
    """
    matched = {**_by_id(into.persons, other.persons), **same}
    mine = {one.id: one for one in into.persons}
    head = mine.get(matched.get(other.applicant.id, 0))
    new = [one for one in other.persons if one.id not in matched]
    ties = {one.id: told.get(one.id) or _brought(into, other, head, one) for one in new}
    filled = {mine_id: _blanks(mine[mine_id], one) for one in other.persons if (mine_id := matched.get(one.id, 0))}
    return Merger(
        values=_filled(into, other, same_head=head is into.applicant),
        filled={number: values for number, values in filled.items() if values},
        added=tuple({**values_of(one), "relation": ties[one.id]} for one in new),
        ties=ties,
        matched=matched,
    )


def _by_id(mine: Iterable[Person], theirs: Iterable[Person]) -> dict[int, int]:
    known = {one.resident_id: one.id for one in mine if one.resident_id}
    return {one.id: known[one.resident_id] for one in theirs if one.resident_id in known}


def _brought(into: Household, other: Household, head: Person | None, one: Person) -> str:
    """What somebody of the other file is to this one's head, through the other's head where he is in both."""
    if head is into.applicant:
        return one.relation
    return OTHER if head is None or one is other.applicant else relation_through(head, one, into.applicant)


def values_of(person: Person) -> dict[str, Value]:
    """What is known of a person, by field."""
    return {one.name: getattr(person, one.name) for one in fields_of(Person)}


def _blanks(mine: Person, theirs: Person) -> Values:
    known, others = values_of(mine), values_of(theirs)
    return {name: value for name, value in others.items() if value is not None and known[name] is None}


_OWN = frozenset({"file_no", "filed_on", "category_reason", "size", "living_size"})
"""What a file never takes over: its number, its days, and what is counted anew."""

_HEADS = frozenset({"staff_no", "sick_person"})


def _filled(into: Household, other: Household, *, same_head: bool) -> Values:
    """Blanks that the other fills; a head's work and account only where both have the same head."""
    return {
        one.name: value
        for one in fields_of(Household)
        if not one.computed
        and one.name not in _OWN
        and (same_head or (one.group not in {WORK, BANK} and one.name not in _HEADS))
        and getattr(into, one.name) is None
        and (value := getattr(other, one.name)) is not None
    }


HANDED_DOWN = ("category", "town", "hukou", "hukou_place")
"""What a household that splits off begins with; all else is its own to say."""
