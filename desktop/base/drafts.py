"""What is wrong with the values of a draft whatever its record is about: missing, too long, too big or in no list."""

import datetime as dt
from collections.abc import Iterator

from desktop.base.codes import Codes
from desktop.base.errors import RefusedError
from desktop.base.fields import Field, Kind, Value, Values, fields_of
from desktop.base.findings import Finding
from desktop.base.money import MOST
from desktop.base.several import parts
from desktop.base.values import YEARS

_NUMBERS = frozenset({Kind.MONEY, Kind.AREA, Kind.COUNT, Kind.POINTS})


def missing(record: type, values: Values) -> Iterator[Finding]:
    """A refusal for each field that a record can't be without and that has no value."""
    for one in fields_of(record):
        if one.needed and not one.computed and _is_blank(values.get(one.name)):
            yield Finding(code="missing", message=f"缺少{one.label}，请补填。", field=one.name)


def unlisted(record: type, values: Values, codes: Codes) -> Iterator[Finding]:
    """A refusal for each value that its code list doesn't know."""
    for one in fields_of(record):
        value, known = values.get(one.name), codes.get(one.codes)
        if one.kind is Kind.CODE and not one.computed and known and isinstance(value, str) and value:
            named = [part.label for part in parts(known, value)] if one.most > 1 else [known.canonical(value)]
            if None in named:
                few = "、".join(known.labels[:8])
                message = f"{one.label}“{value}”不在代码表里，可用的有：{few}等。"
                yield Finding(code="unknown_code", message=message, field=one.name)


def too_long(record: type, values: Values) -> Iterator[Finding]:
    """A refusal for each text that is longer than its field may be."""
    for one in fields_of(record):
        value = values.get(one.name)
        if isinstance(value, str) and len(value) > one.limit and _is_text(one):
            message = f"{one.label}有 {len(value)} 个字，超过 {one.limit} 个，请缩短。"
            yield Finding(code="too_long", message=message, field=one.name)


def out_of_range(record: type, values: Values) -> Iterator[Finding]:
    """A refusal for each number below nothing or above all measure, and each day that no clerk lives to see."""
    for one in fields_of(record):
        value = values.get(one.name)
        if isinstance(value, int) and one.kind in _NUMBERS and not 0 <= value <= MOST:
            said = "是负数" if value < 0 else "过大"
            yield Finding(code="out_of_range", message=f"{one.label}{said}，请核对。", field=one.name)
        elif isinstance(value, dt.date) and value.year not in YEARS:
            message = f"{one.label}“{value}”的年份不合理，请核对。"
            yield Finding(code="date", message=message, field=one.name)


def require_fit(record: type, values: Values) -> None:
    """``RefusedError`` where a value that a step writes down doesn't fit its field: too long, too big, no such year."""
    found = (*too_long(record, values), *out_of_range(record, values))
    if found:
        raise RefusedError(found)


def _is_blank(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _is_text(one: Field) -> bool:
    return one.kind in {Kind.TEXT, Kind.NAME} and not one.computed
