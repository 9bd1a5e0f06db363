"""Members of a household: what their relations say, and cells into which several of them were written."""

import re
from dataclasses import replace

from desktop.base.codes import Codes
from desktop.base.fields import Value, field_of
from desktop.base.findings import Finding
from desktop.base.identity import identity
from desktop.base.text import tidy
from desktop.cases.household import Person
from desktop.exchange.lenient import keep
from desktop.exchange.mapping import Mapping
from desktop.exchange.reading import Cell
from desktop.exchange.words import words

_SEVERAL = re.compile(r"\S\S[ \t]*[\r\n]+\s*\S\S|\d{6}|\S[、，,;；/]\s*\S")
_SHORTEST = 4
_RELATION, _NAME = field_of(Person, "relation"), field_of(Person, "name")


def relate(values: dict[str, Value], person: int, codes: Codes) -> list[Finding]:
    """Make a relation of either sex, such as 子女, that of the person's sex: by the ID, without one by what is said.

    Where neither tells, the relation stays open and the word is kept; it is never guessed.
    """
    word = values.get("relation")
    pair = words().by_sex.get(word) if isinstance(word, str) else None
    if pair is None:
        return []
    own = values.get("resident_id")
    sex = identity(own).sex if isinstance(own, str) else values.get("sex")
    label = {"男": pair[0], "女": pair[1]}.get(str(sex))
    known = codes.get("relation")
    values["relation"] = known.canonical(label) if known and label else label
    if values["relation"]:
        return []
    message = (
        f"关系“{word}”没有身份证号或性别，分不清是{pair[0]}还是{pair[1]}，没有登记，原文记在备注里，请核对后补选。"
    )
    return [keep("unknown_code", message, _RELATION, str(word), person)]


def named_relations(mapping: Mapping, codes: Codes) -> dict[int, str | None]:
    """What the headings themselves say of members, such as 配偶, in the words of the code list."""
    known, either = codes.get("relation"), words().by_sex
    named = mapping.relations.items()
    return {number: word if word in either else known.canonical(word) if known else word for number, word in named}


def crowd(raw: Cell) -> Finding | None:
    """The doubt about a cell with several members, or with more than a name, where a member's name should be."""
    if not isinstance(raw, str) or len(raw) < _SHORTEST or not _SEVERAL.search(raw.strip()):
        return None
    message = (
        "家庭成员写在同一个单元格里，没有登记成员，原文记在备注里；请每名成员的姓名、关系、身份证号各占一格后再导入。"
    )
    field = replace(_NAME, label="家庭成员")
    return keep("members_in_one_cell", message, field, tidy(raw.replace("\n", "、")), None)
