"""What is known of a person, ready to be compared, and the key by which an answer about the person is kept."""

import datetime as dt
import re
from dataclasses import dataclass

from desktop.base.fields import Values
from desktop.base.identity import identity, read_resident_id
from desktop.base.names import read_name, sounds
from desktop.base.text import is_nothing, squeeze, tidy

_SHORTEST_PHONE = 7
_ID = re.compile(r"\d{17}[\dX]", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Trace:
    """What is known of a person, as it was written."""

    name: str
    resident_id: str | None = None
    birth: dt.date | None = None
    sex: str | None = None
    phone: str | None = None
    address: str | None = None


def trace(person: Values, household: Values) -> Trace:
    """What a draft or a record says of one person of a household."""
    birth = person.get("birth")
    return Trace(
        name=_text(person, "name") or "",
        resident_id=_text(person, "resident_id"),
        birth=birth if isinstance(birth, dt.date) else None,
        sex=_text(person, "sex"),
        phone=_text(person, "phone"),
        address=_text(household, "address"),
    )


def _text(values: Values, name: str) -> str | None:
    value = values.get(name)
    return value if isinstance(value, str) else None


def key(one: Trace) -> str:
    """What an answer about a person is remembered by; the same for every spelling, and never to change.

    ``i:`` and the ID of 18 digits; for who has none, ``n:`` and name, birth (ISO) and phones (sorted, by commas), which
    single blanks part and none of which holds a blank. What isn't known is empty.

    >>> key(Trace("张 晓明", resident_id="11010519491231002x")), key(Trace("张　晓明", phone="138-1234-1234"))
    ('i:11010519491231002X', 'n:张晓明  13812341234')
    """
    number = _number(one.resident_id)
    if number:
        return f"i:{number}"
    birth = one.birth.isoformat() if one.birth else ""
    return f"n:{_plain_name(one.name)} {birth} {','.join(sorted(_phones(one.phone)))}"


def pair(one: str, other: str) -> tuple[str, str]:
    """Two keys in the order in which an answer about both is kept.

    >>> pair("n:b", "i:a") == pair("i:a", "n:b") == ("i:a", "n:b")
    True
    """
    return (one, other) if one <= other else (other, one)


@dataclass(frozen=True, slots=True)
class Seen:
    """A trace ready to be compared; what isn't known is empty.

    Attributes:
        sound: the syllables of the name, by which homophones are one.
        number: the ID, only if it has 18 digits and a date in them.
        births: the one that was given and the one on the ID, which may differ.
        letters: the address without its figures and punctuation.
        figures: the house number and the like, in their order.
    """

    name: str
    sound: str
    number: str
    births: tuple[dt.date, ...]
    sex: str | None
    phones: frozenset[str]
    letters: str
    figures: tuple[str, ...]


def seen(one: Trace) -> Seen:
    """The trace in one spelling, with what follows from it."""
    name, number, address = _plain_name(one.name), _number(one.resident_id), _plain_address(one.address or "")
    said = identity(number) if number else None
    births = {day for day in (one.birth, said.birth if said else None) if day}
    return Seen(
        name=name,
        sound=_sound(name),
        number=number,
        births=tuple(sorted(births)),
        sex=one.sex or (said.sex if said else None),
        phones=_phones(one.phone),
        letters="".join(char for char in address if char.isalpha()),
        figures=tuple(_DIGITS.findall(address)),
    )


def sound(name: str) -> str:
    """The syllables of a name as ``blocks`` has them; persons of one sound are compared.

    >>> sound("张 晓明"), sound("章小铭")
    ('zhang xiao ming', 'zhang xiao ming')
    """
    return _sound(_plain_name(name))


def births(one: Trace) -> tuple[dt.date, ...]:
    """The birth that was given and the one on the ID; persons who share one are compared."""
    return seen(one).births


def _plain_name(text: str) -> str:
    return squeeze(read_name(text).value or tidy(text)).upper()


def _plain_address(text: str) -> str:
    return "" if is_nothing(text) else squeeze(text)


def _sound(name: str) -> str:
    """The syllables of a name; the name itself where one of its characters is in no dictionary."""
    syllables = sounds(name)
    return " ".join(syllables) if len(syllables) == len(name) else name


def _number(text: str | None) -> str:
    """An ID of 18 digits; nothing where it is none, for what is cut off or made up tells nobody apart."""
    if not text:
        return ""
    number = text if _ID.fullmatch(text) else read_resident_id(text).value or squeeze(text).upper()
    return number if _ID.fullmatch(number) and _has_birth(number) else ""


def _has_birth(number: str) -> bool:
    try:
        return bool(identity(number))
    except ValueError:
        return False


def _phones(text: str | None) -> frozenset[str]:
    plain = squeeze(text or "").removeprefix("+86").replace("-", "")
    return frozenset(one for one in _DIGITS.findall(plain) if len(one) >= _SHORTEST_PHONE)
