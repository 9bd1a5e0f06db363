"""Words that no code list knows, in fields that a file can do without: they refuse nothing, and none is lost."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.base.codes import CodeList, Codes
from desktop.base.fields import Field, Kind, Value, Values, field_of
from desktop.base.findings import Finding, Reading
from desktop.base.several import joined, parts
from desktop.base.text import squeeze, tidy
from desktop.base.values import plain_text
from desktop.cases.household import Household

LENIENT = frozenset({Kind.CODE, Kind.YES_NO, Kind.AREA})
"""Kinds whose values no amount and no right hangs on."""

_LENIENT_TOO = frozenset({"enrolled", "school_years", "contract_on"})
"""Numbers and days of which the same is true."""

JOINT = "；"
"""What stands between remarks."""

_NOTE, _CAUSE_NOTE = "note", "cause_note"
_CAUSES = frozenset({"main_cause", "other_causes"})
_PARTS = re.compile(r"[()（）\[\]【】〔〕、,，;；。/\s:：|+＋]+")
_LONG_ENOUGH = 3
"""Characters of a label that is taken from inside other words; a shorter one may mean anything there."""

_NEGATIONS = "无非未不没否"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Finding):
    """A doubt about a value that couldn't be taken as it is; its words go where texts are kept.

    Attributes:
        words: what the clerk wrote.
        label: what the field is called there.
    """

    refuses: bool = False
    words: str = ""
    label: str = ""


def is_lenient(field: Field) -> bool:
    """Whether a file can do without what can't be read of this field."""
    return not field.needed and (field.kind in LENIENT or field.name in _LENIENT_TOO)


def read_leniently(
    field: Field, raw: object, refused: Reading[Any], codes: Codes, text: str | None = None
) -> Reading[Any]:
    """What can be had of a value that was refused: a label that stands in it, if just one does, and the words.

    Of a field that holds several, each word is looked at by itself, and of too many labels the first are taken.
    ``text`` is what the field is called that keeps the words; where it isn't given, the household's.
    """
    words = tidy(plain_text(raw))
    known = codes.get(field.codes) if field.kind is Kind.CODE else None
    label = _standing(known, words, field) if known else None
    text = text or _where(field.name)
    if label:
        message = f"{field.label}“{words}”按“{label}”登记，原文记在{text}里，请核对。"
    elif known:
        message = f"{field.label}“{words}”不在代码表里，没有登记，原文记在{text}里，请核对后补选。"
    else:
        message = f"{refused.findings[0].message.rstrip('。')}；这一项没有登记，原文记在{text}里。"
    return Reading(label, (Kept(code=refused.findings[0].code, message=message, words=words, label=field.label),))


def keep(code: str, message: str, field: Field, words: str, person: int | None) -> Kept:
    """The doubt about words that are kept, of a named field."""
    return Kept(code=code, message=message, field=field.name, person=person, words=words, label=field.label)


def _where(field: str) -> str:
    return field_of(Household, _text_for(field)).label


def _text_for(field: str) -> str:
    """The text field that keeps the words of a field."""
    return _CAUSE_NOTE if field in _CAUSES else _NOTE


def _standing(known: CodeList, words: str, field: Field) -> str | None:
    if field.most == 1:
        return _inside(known, words, field.name)
    found = [part.label or _inside(known, part.words, field.name) for part in parts(known, words)]
    return joined(known, list(dict.fromkeys(label for label in found if label))[: field.most])


def _inside(known: CodeList, words: str, field: str) -> str | None:
    """The one label that stands in the words: as a part between marks, else as a long word anywhere.

    A relation is never taken from inside other words: 父亲的弟弟 is nobody's father.
    """
    parts = {label for part in _PARTS.split(words) if part and (label := known.canonical(part))}
    if not parts and field != "relation":
        parts = _anywhere(known, squeeze(words))
    return parts.pop() if len(parts) == 1 else None


def _anywhere(known: CodeList, words: str) -> set[str]:
    """The labels of long words in the text, the longest taken out first; one that is denied counts as two meanings."""
    found = set()
    for word in sorted({*known.labels, *known.synonyms}, key=len, reverse=True):
        sought = squeeze(word)
        at = words.find(sought) if len(sought) >= _LONG_ENOUGH else -1
        if at >= 0:
            if words[at - 1 : at] and words[at - 1] in _NEGATIONS:
                return set()
            found.add(str(known.canonical(word)))
            words = words.replace(sought, "\n")
    return found


def remarks_of(found: Iterable[Finding], persons: Sequence[Values]) -> dict[str, tuple[str, ...]]:
    """What is to be kept of a household, by the text field that keeps it; a member's with the name."""
    remarks: dict[str, list[str]] = {}
    for one in found:
        if isinstance(one, Kept) and one.words:
            whose = persons[one.person].get("name") or f"家庭成员{one.person}" if one.person else ""
            said = f"{whose}{one.label}：{one.words}"
            known = remarks.setdefault(_text_for(one.field), [])
            if said not in known:
                known.append(said)
    return {name: tuple(texts) for name, texts in remarks.items()}


def with_remarks(text: Value, remarks: Iterable[str]) -> str:
    """A text with the remarks that it doesn't hold yet."""
    have = str(text or "")
    return JOINT.join([*([have] if have else []), *(one for one in remarks if one not in have)])


def without_remarks(text: Value, remarks: Sequence[str]) -> str | None:
    """What stood in the text before the remarks were added; None where nothing did."""
    added = JOINT.join(remarks)
    if text == added or not text:
        return None
    return str(text).removesuffix(JOINT + added) if added else str(text)


def add_remarks(
    values: Values, found: Iterable[Finding], persons: Sequence[Values]
) -> tuple[Values, dict[str, tuple[str, ...]]]:
    """The household's values with all that is to be kept, and what was added to which text."""
    added = {}
    for name, texts in remarks_of(found, persons).items():
        new = tuple(text for text in texts if text not in str(values.get(name) or ""))
        if new:
            added[name] = new
            values = {**values, name: with_remarks(values.get(name), new)}
    return values, added


def limited(text: Value, name: str) -> Finding | None:
    """The refusal where a text with its remarks has become longer than its field."""
    field = field_of(Household, name)
    if len(str(text or "")) <= field.limit:
        return None
    message = f"{field.label}加上没有登记的原文超过 {field.limit} 个字，请缩短。"
    return Finding(code="too_long", message=message, field=name)
