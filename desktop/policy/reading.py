"""Reading rules: our own presets, and the text by which the office file keeps a rule.

Both are ours, so whatever is strange in them is a ``ValueError`` that names the file or row and the key.
"""

import datetime as dt
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, asdict, fields
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from desktop.base.money import read_money
from desktop.base.paths import resources
from desktop.policy.aid_standards import AmountRule, FailureRule, ProgrammeRule, WaiverRule
from desktop.policy.consistency import faults
from desktop.policy.pilot_standards import (
    BonusRule,
    GradeRule,
    IndicatorRule,
    PilotRule,
    StageRule,
    SubmissionRule,
    VetoRule,
)
from desktop.policy.standards import (
    CategoryRule,
    CodeRule,
    Condition,
    ConsentRule,
    DocumentRule,
    Line,
    MappingRule,
    NoticeRule,
    ProcedureRule,
    Rule,
    TestRule,
)

KINDS: Mapping[str, type[Rule]] = {
    "line": Line,
    "category": CategoryRule,
    "programme": ProgrammeRule,
    "amount": AmountRule,
    "notice": NoticeRule,
    "codes": CodeRule,
    "test": TestRule,
    "procedure": ProcedureRule,
    "consent": ConsentRule,
    "document": DocumentRule,
    "mapping": MappingRule,
    "failure": FailureRule,
    "waiver": WaiverRule,
    "stage": StageRule,
    "submission": SubmissionRule,
    "indicator": IndicatorRule,
    "bonus": BonusRule,
    "veto": VetoRule,
    "grade": GradeRule,
    "pilot": PilotRule,
}
"""The tables of a preset, and the word by which the office file calls each kind of rule."""

_HEAD = frozenset({"title", "lists", "valid_from", "document_no"})


_BASE = "base"
_YUAN = "yuan"
"""What an amount in yuan is called in a preset: ``yuan`` is the row's amount, ``cap_yuan`` its ``cap``."""


def presets() -> dict[str, str]:
    """The presets that come with the program: name to Chinese title."""
    found = (path for path in sorted(_folder().glob("*.toml")) if path.stem != _BASE)
    return {path.stem: str(_load(path)["title"]) for path in found}


@cache
def base_rules() -> tuple[Rule, ...]:
    """What holds where an office has no row of its own; comes with the program and stands in no office file."""
    return read_preset(_BASE)


def read_preset(preset: str | Path, known: Iterable[Rule] = ()) -> tuple[Rule, ...]:
    """The rules of a preset, by name or by file; ``ValueError`` names the file and the key that is wrong.

    They may speak of what comes with the program and of what is ``known`` besides, such as an office's own programmes.
    """
    path = preset if isinstance(preset, Path) else _folder() / f"{preset}.toml"
    data = _load(path)
    lists = [
        rule for name in data.get("lists", ()) for rule in _rules(path, _load(_folder() / "lists" / f"{name}.toml"))
    ]
    rules = (*lists, *_rules(path, data))
    shipped = base_rules() if preset != _BASE else ()
    if wrong := next(faults(rules, (*shipped, *known)), None):
        raise ValueError(f"{path.name}: {wrong}")
    return rules


def _folder() -> Path:
    return resources() / "policy"


def _load(path: Path) -> dict[str, Any]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{path.name}: {error}") from error
    if unknown := data.keys() - _HEAD - KINDS.keys():
        raise ValueError(f"{path.name}: unknown key {min(unknown)}")
    return data


def _rules(path: Path, data: Mapping[str, Any]) -> Iterator[Rule]:
    common = {key: data[key] for key in ("valid_from", "document_no") if key in data}
    for kind in KINDS:
        for number, row in enumerate(data.get(kind, ()), start=1):
            where = f"{path.name}: {kind} {number}"
            yield _build(kind, common | _plain(row, where), where)


def _plain(row: Mapping[str, Any], where: str) -> dict[str, Any]:
    """A preset's row as the record has it: yuan as fen, synonyms from word to label."""
    plain: dict[str, Any] = {}
    for key, value in row.items():
        if key == _YUAN or key.endswith(f"_{_YUAN}"):
            plain[key.removesuffix(_YUAN).rstrip("_") or "amount"] = _fen(value, f"{where}: {key}")
        else:
            plain[key] = value
    if "synonyms" in plain:
        plain["synonyms"] = _by_word(plain["synonyms"], plain.get("labels", ()), where)
    return plain


def _fen(yuan: object, where: str) -> int:
    amount = read_money(yuan).value
    if amount is None:
        raise ValueError(where)
    return amount


def _by_word(groups: Mapping[str, list[str]], labels: list[str], where: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for label, others in groups.items():
        if label not in labels:
            raise ValueError(f"{where}: synonyms of {label}, which is no label")
        for word in others:
            if words.setdefault(word, label) != label or word in labels:
                raise ValueError(f"{where}: synonym {word} stands for two labels")
    return words


def rule_to_json(rule: Rule) -> str:
    """The rule as a line of text with its kind, for the office file."""
    kind = next(word for word, made in KINDS.items() if isinstance(rule, made))
    row = {"kind": kind} | asdict(rule) | {"valid_from": rule.valid_from.isoformat()}
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def rule_from_json(text: str) -> Rule:
    """The rule that ``rule_to_json`` wrote; ``ValueError`` for any other text."""
    row = json.loads(text)
    if not isinstance(row, dict) or row.get("kind") not in KINDS:
        raise ValueError("rule: kind")
    return _build(row.pop("kind"), row, "rule")


def _build(kind: str, row: Mapping[str, Any], where: str) -> Rule:
    made: Any = KINDS[kind]
    rule: Rule = made(**_arguments(made, row, where))
    return rule


def _arguments(made: Any, row: Mapping[str, Any], where: str) -> dict[str, Any]:
    """What a record is made of, each value of its field's type; ``ValueError`` names a key too many or too few."""
    known = {one.name: one.default is MISSING and one.default_factory is MISSING for one in fields(made)}
    if unknown := row.keys() - known.keys():
        raise ValueError(f"{where}: unknown key {min(unknown)}")
    if missing := {name for name, needed in known.items() if needed} - row.keys():
        raise ValueError(f"{where}: missing key {min(missing)}")
    return {name: _value(_hints(made)[name], raw, f"{where}: {name}") for name, raw in row.items()}


@cache
def _hints(made: Any) -> dict[str, Any]:
    return get_type_hints(made)


def _value(hint: Any, raw: object, where: str) -> object:
    """The raw value as the field's type has it; ``ValueError`` names where it isn't of that type."""
    made, inside = get_origin(hint), get_args(hint)
    if made is tuple and isinstance(raw, list):
        return _tuple(inside, raw, where)
    if made is Mapping and isinstance(raw, dict):
        return {key: _value(inside[1], one, f"{where}: {key}") for key, one in raw.items()}
    if hint is Condition and isinstance(raw, dict):
        return Condition(**_arguments(hint, raw, where))
    if made is Literal and raw in inside:
        return raw
    return _plain_value(hint, raw, where)


def _tuple(inside: tuple[Any, ...], raw: list[object], where: str) -> tuple[object, ...]:
    """A tuple of any length, or of so many."""
    kinds = [inside[0]] * len(raw) if inside[-1] is ... else list(inside)
    if len(kinds) != len(raw):
        raise ValueError(f"{where}: {raw!r}")
    return tuple(_value(kind, one, where) for kind, one in zip(kinds, raw, strict=True))


def _plain_value(hint: Any, raw: object, where: str) -> object:
    try:
        if hint is dt.date and isinstance(raw, str):
            return dt.date.fromisoformat(raw)
        if isinstance(hint, type) and issubclass(hint, StrEnum) and isinstance(raw, str):
            return hint(raw)
    except ValueError as error:
        raise ValueError(f"{where}: {raw!r}") from error
    if type(raw) in (get_args(hint) or (hint,)):
        return raw
    raise ValueError(f"{where}: {raw!r}")
