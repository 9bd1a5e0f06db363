"""Records of pilots as the command line says and tells them: types by their words, owners by name, values by label."""

import dataclasses
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from desktop.base.errors import ForbiddenError
from desktop.base.fields import Value, fields_of
from desktop.base.text import squeeze
from desktop.base.values import show_value
from desktop.office.registers import NOUNS, SIMPLE, owners_of
from desktop.office.step_texts import read_fields
from desktop.pilots.enterprise import Enterprise
from desktop.store import registers

if TYPE_CHECKING:
    from desktop.office.office import Office

_EQUALS = "="
ENTERED: Sequence[type] = (Enterprise, *(one for one in NOUNS if one in SIMPLE))
"""What can be entered, changed and struck out as it is."""


def record_named(said: str, among: Iterable[type] = tuple(NOUNS)) -> type:
    """The type that is called so, in Chinese or by its table; ``ForbiddenError`` names those that there are."""
    words = {word: one for one in among for word in (registers.word_of(one), registers.table_of(one))}
    if said not in words:
        known = "、".join(dict.fromkeys(registers.word_of(one) for one in words.values()))
        raise ForbiddenError(f"没有“{said}”这种记录，可用的有：{known}。")
    return words[said]


def unit_named(office: "Office", said: str) -> int:
    """The number of the enterprise that is called so or has that number."""
    if not said:
        raise ForbiddenError("请用 --unit 写明是哪家单位：全称或序号，名单见 list pilots。")
    return _named(office.enterprises.every(), "试点单位", said)


def units_named(office: "Office", said: Iterable[str]) -> list[int]:
    """The numbers of these enterprises."""
    return [unit_named(office, one) for one in said]


def wave_named(office: "Office", said: str) -> int:
    """The number of the wave that is called so or has that number."""
    return _named(office.enterprises.waves(), "批次", said)


def _named(records: Iterable[Any], word: str, said: str) -> int:
    wanted = squeeze(said)
    for one in records:
        if wanted and wanted in {str(one.id), squeeze(one.name)}:
            return int(one.id)
    raise ForbiddenError(f"没有{word}“{said}”，请写全称或序号，名单见 list。")


def read_values(office: "Office", record: type, given: Sequence[str]) -> dict[str, Value]:
    """What ``名称=值`` says of a record of this type; what it belongs to by name or number."""
    owners = {word: name for name, word in owners_of(record).items()}
    values: dict[str, Value] = {}
    rest = []
    for text in given:
        word, equals, raw = text.replace("＝", _EQUALS, 1).partition(_EQUALS)
        name = owners.get(word.strip(), word.strip() if word.strip() in owners.values() else "")
        if equals and name:
            values[name] = _owner(office, name, raw.strip())
        else:
            rest.append(text)
    typed = [one for one in fields_of(record) if not one.computed]
    return values | read_fields(registers.word_of(record), typed, rest, office.standing.on().codes)


def _owner(office: "Office", name: str, said: str) -> int | None:
    if not said:
        return None
    if name == "enterprise":
        return unit_named(office, said)
    if name == "wave":
        return wave_named(office, said)
    if not said.isdecimal():
        raise ForbiddenError(f"“{said}”不是序号，请写数字，序号见 show。")
    return int(said)


def as_data(one: Any) -> dict[str, Any]:
    """A record for ``json.dumps``."""
    return {field.name: getattr(one, field.name) for field in dataclasses.fields(one)}


def as_line(one: Any) -> str:
    """A record in one line: its number, and what it says by label."""
    record: type = type(one)
    said = ((field.label, show_value(field, getattr(one, field.name))) for field in fields_of(record))
    return "\t".join([str(one.id), *(f"{label}：{text}" for label, text in said if text)])


def chosen(office: "Office", said: str) -> int | None:
    """The number of a wave that is named; None where none is."""
    return wave_named(office, said) if said else None
