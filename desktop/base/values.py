"""Reading one value of a field, from a cell or from a form: the same rules for both."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from desktop.base.calendar import today
from desktop.base.codes import CodeList, Codes
from desktop.base.fields import Field, Kind, Value
from desktop.base.findings import Reading, doubt, refusal
from desktop.base.identity import read_card, read_credit_code, read_phone, read_resident_id
from desktop.base.money import read_money
from desktop.base.names import read_name
from desktop.base.several import BETWEEN, joined, parts
from desktop.base.text import half_width, is_blank, is_nothing, split_number, squeeze, tidy

_YMD = re.compile(
    r"(?P<y>\d{4})[-/.年](?P<m>\d{1,2})(?:[-/.月](?P<d>\d{1,2})日?|月)?(?:[T ]?\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?"
)
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})")
_SERIAL = re.compile(r"(?!19|20)\d{5}(?:\.\d*)?")
"""A day number that became text; 20221 may as well have been a year and a month."""
_SERIALS = range(3654, 73051)  # 1910 to 2099, as Excel counts days
_EXCEL_EPOCH = dt.date(1899, 12, 30)
_YES = frozenset({"是", "有", "√", "✓", "✔", "☑", "对", "y", "yes", "true", "1", "参加", "已"})
_NO = frozenset({"否", "无", "不是", "×", "✗", "✘", "╳", "☒", "x", "n", "no", "false", "0", "未参加", "未", "没有"})
_MEASURES = "[人口名岁户次个家件项年月制级]{0,2}"
_COUNT = re.compile(rf"(\d{{1,9}}|\d{{1,3}}(?:,\d{{3}}){{1,2}})(?:\.0*)?{_MEASURES}")
_MYRIADS = re.compile(rf"(\d{{1,4}})(?:\.(\d{{1,4}}))?万{_MEASURES}")
_MYRIAD_DIGITS = 4
_POINTS = re.compile(r"(?P<whole>\d{1,4})(?:\.(?P<tenths>\d)0*)?")
_NUMERALS = {"两": 2} | {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)}
YEARS = range(1900, 2100)
"""In which a day that is written down may lie."""


def read_value(field: Field, raw: object, codes: Codes, *, factor: int = 1) -> Reading[Any]:
    """The field's value, normalised, and what was found; every finding is about the field.

    ``raw`` is what a cell or an input line holds. Nothing (None, an empty text, and for most kinds “无”) reads as None,
    or as 0 where the field is money; it refuses only where the field is needed. A bare number of money counts
    ``factor`` yuan.
    """
    if raw is None or (isinstance(raw, str) and is_blank(raw)):
        reading: Reading[Any] = Reading()
    elif field.kind not in _SAYS_NOTHING and isinstance(raw, str) and is_nothing(raw):
        reading = Reading()
    elif factor != 1 and field.kind is Kind.MONEY:
        reading = read_money(raw, label=field.label, factor=factor)
    else:
        reading = _READERS[field.kind](field, raw, codes)
    if reading.value is None and not reading.findings and field.needed:
        reading = refusal("missing", f"缺少{field.label}，请补填。")
    if not reading.findings:
        return reading
    return Reading(reading.value, tuple(finding.about(field.name, finding.person) for finding in reading.findings))


def _text(field: Field, raw: object, _: Codes) -> Reading[Value]:
    text = tidy(plain_text(raw))
    if len(text) > field.limit:
        return refusal("too_long", f"{field.label}有 {len(text)} 个字，超过 {field.limit} 个，请缩短。")
    return Reading(text)


def plain_text(raw: object) -> str:
    """A cell as text: whole floats without a point, dates in ISO form."""
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 10**15:
        return str(int(raw))
    if isinstance(raw, dt.datetime):
        return raw.date().isoformat()
    return str(raw)


def read_date(field: Field, raw: object) -> Reading[dt.date]:
    """A date cell, an Excel day number, 2022-7-25, 2022/7/25, 2022.7.25, 2022年7月25日, 20220725, or 2022年7月."""
    if isinstance(raw, dt.datetime):
        return _plausible(field, raw.date())
    if isinstance(raw, dt.date):
        return _plausible(field, raw)
    if isinstance(raw, int | float) and not isinstance(raw, bool) and _SERIALS.start <= raw < _SERIALS.stop:
        return _plausible(field, _EXCEL_EPOCH + dt.timedelta(days=int(raw)))
    text = half_width(tidy(plain_text(raw)))
    if isinstance(raw, str) and _SERIAL.fullmatch(text) and int(float(text)) in _SERIALS:
        return _plausible(field, _EXCEL_EPOCH + dt.timedelta(days=int(float(text))))
    if isinstance(raw, float) and not raw.is_integer():  # 2022.1 as a number may have been 2022.10
        return refusal("date", f"{field.label}“{text}”在表格里是数字，请把该列设为“文本”后写成 2022-07-25 的样子。")
    match = _YMD.fullmatch(text) or _YMD.fullmatch(text.replace(" ", "")) or _COMPACT.fullmatch(text)
    try:
        day = dt.date(int(match["y"]), int(match["m"]), int(match["d"] or 1)) if match else None
    except ValueError:
        day = None
    if day is None:
        return refusal("date", f"{field.label}“{text}”不是日期，请写成 2022-07-25 的样子。")
    return _plausible(field, day)


def _plausible(field: Field, day: dt.date) -> Reading[dt.date]:
    if day.year not in YEARS:
        return refusal("date", f"{field.label}“{day}”的年份不合理，请核对。")
    return Reading(day)


def _birth(field: Field, raw: object) -> Reading[dt.date]:
    reading = read_date(field, raw)
    if reading.value and field.name == "birth" and reading.value > today():
        return refusal("date", f"{field.label}“{reading.value}”在今天之后，请核对。")
    return reading


def _count(field: Field, raw: object, _: Codes) -> Reading[Value]:
    text = squeeze(plain_text(raw))
    if text[:1] in _NUMERALS and not text[1:].strip("口人年制"):
        return Reading(_NUMERALS[text[0]])
    if myriads := _MYRIADS.fullmatch(text):
        return Reading(int(myriads[1] + (myriads[2] or "").ljust(_MYRIAD_DIGITS, "0")))
    match = _COUNT.fullmatch(text)
    if match is None or (isinstance(raw, str) and split_number(raw)):
        return refusal("count", f"{field.label}“{text}”不是整数，请填数字。")
    return Reading(int(match[1].replace(",", "")))


def _area(field: Field, raw: object, _: Codes) -> Reading[Value]:
    text = re.sub(r"(㎡|m2|m²|平方米|平方|平米|平)$", "", plain_text(raw).strip(), flags=re.IGNORECASE)
    reading = read_money(text, label=field.label)
    if reading.refused:
        return refusal("area", f"{field.label}“{text}”不是面积，请填平方米数，如 85.5。")
    return Reading(reading.value)


def _points(field: Field, raw: object, _: Codes) -> Reading[Value]:
    text = re.sub("分$", "", squeeze(plain_text(raw)))
    match = _POINTS.fullmatch(text)
    if match is None or (isinstance(raw, str) and split_number(raw)):
        return refusal("points", f"{field.label}“{text}”不是分数，请填数字，最多一位小数，如 4.5。")
    return Reading(int(match["whole"]) * 10 + int(match["tenths"] or 0))


def _code(field: Field, raw: object, codes: Codes) -> Reading[Value]:
    text = tidy(plain_text(raw))
    known = codes.get(field.codes)
    if known is None:
        return Reading(text)
    if field.most > 1:
        return _codes(field, text, known)
    label = known.canonical(text)
    if label is None and (nearest := known.renamed.get(squeeze(text))):
        message = f"{field.label}“{text}”是别的代码表里的，按“{nearest}”登记，请核对。"
        return Reading(nearest, (doubt("renamed_code", message),))
    if label is None:
        return Reading() if is_nothing(text) else _unknown(field, text, known)
    return Reading(label)


def _codes(field: Field, text: str, known: CodeList) -> Reading[Value]:
    found = parts(known, text)
    unknown = dict.fromkeys(words for words, label in found if label is None)
    if unknown:
        return _unknown(field, BETWEEN.join(unknown), known)
    labels = {label for _, label in found if label}
    if len(labels) > field.most:
        return refusal("too_many", f"{field.label}最多选 {field.most} 项，现有 {len(labels)} 项，请减少。")
    return Reading(joined(known, labels))


def _unknown(field: Field, text: str, known: CodeList) -> Reading[Value]:
    few = "、".join(known.labels[:8]) + ("等" if len(known.labels) > 8 else "")  # noqa: PLR2004
    return refusal("unknown_code", f"{field.label}“{text}”不在代码表里，可用的有：{few}。")


def _yes_no(field: Field, raw: object, _: Codes) -> Reading[Value]:
    word = squeeze(plain_text(raw)).lower()
    if word in _YES:
        return Reading(value=True)
    if word in _NO:
        return Reading(value=False)
    return refusal("yes_no", f"{field.label}“{word}”应填“是”或“否”。")


_SAYS_NOTHING = frozenset({Kind.MONEY, Kind.YES_NO, Kind.CODE})
"""Kinds for which “无” is a value: zero, no, or a label such as 无房."""

_READERS: dict[Kind, Callable[[Field, object, Codes], Reading[Any]]] = {
    Kind.TEXT: _text,
    Kind.NAME: lambda _f, raw, _c: read_name(raw),
    Kind.RESIDENT_ID: lambda _f, raw, _c: read_resident_id(raw),
    Kind.CREDIT_CODE: lambda _f, raw, _c: read_credit_code(raw),
    Kind.CARD: lambda _f, raw, _c: read_card(raw),
    Kind.PHONE: lambda _f, raw, _c: read_phone(raw),
    Kind.DATE: lambda f, raw, _c: _birth(f, raw),
    Kind.MONEY: lambda f, raw, _c: read_money(raw, label=f.label),
    Kind.AREA: _area,
    Kind.POINTS: _points,
    Kind.COUNT: _count,
    Kind.CODE: _code,
    Kind.YES_NO: _yes_no,
}


def show_value(field: Field, value: Value) -> str:
    """The value as a form, a list and a paper show it; nothing is an empty text.

    >>> from desktop.base.fields import Kind
    >>> show_value(Field(label="金额", kind=Kind.MONEY), 120050)
    '1,200.50'
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int) and field.kind in {Kind.MONEY, Kind.AREA}:
        whole, rest = divmod(abs(value), 100)
        return f"{'-' if value < 0 else ''}{whole:,}.{rest:02}"
    if isinstance(value, int) and field.kind is Kind.POINTS:
        return show_points(value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def show_points(tenths: int) -> str:
    """Points with a decimal where they need one.

    >>> show_points(45), show_points(900), show_points(-1)
    ('4.5', '90', '-0.1')
    """
    whole, rest = divmod(abs(tenths), 10)
    return ("-" if tenths < 0 else "") + (f"{whole}.{rest}" if rest else str(whole))
