"""One cell of a sheet as text, by the kind of its column (ECMA-376, part 1, 18.3.1.4)."""

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from desktop.base.fields import Kind, Value

Writer = Callable[[Value, str], str]
"""Makes a cell of a value and a row number."""

_EPOCH = dt.date(1899, 12, 30)
_RELIABLE = dt.date(1900, 3, 1)
"""Excel believes in a 29 February 1900, so earlier days are written as text."""

_LIKE_FORMULAS = ("=", "+", "-", "@", "|", "%")
_DECIMALS = {Kind.MONEY: 2, Kind.AREA: 2, Kind.POINTS: 1}
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class Style(NamedTuple):
    """Two styles of the workbook: the column's, and the same for text as if typed after an apostrophe."""

    usual: int
    quoted: int


def cell_writer(kind: Kind, column: str, style: Style) -> Writer:
    """The writer for a column at this letter.

    Fen become yuan with two exact decimals, tenths of a point points with one, dates day numbers, everything else
    text; text that looks like a formula is marked as text.
    """
    text = _text_writer(column, style)
    number = f' s="{style.usual}"><v>'
    decimals = _DECIMALS.get(kind, 0)

    def write(value: Value, row: str) -> str:
        if value is None or value == "":
            return f'<c r="{column}{row}" s="{style.usual}"/>'
        if isinstance(value, str):
            return text(value, row)
        if isinstance(value, bool):
            return text("是" if value else "否", row)
        if isinstance(value, int):
            return f'<c r="{column}{row}"{number}{_decimal(value, decimals)}</v></c>'
        day = value.date() if isinstance(value, dt.datetime) else value
        if day < _RELIABLE:
            return text(day.isoformat(), row)
        return f'<c r="{column}{row}"{number}{(day - _EPOCH).days}</v></c>'

    return write


def _decimal(number: int, decimals: int) -> str:
    if not decimals:
        return str(number)
    whole, rest = divmod(abs(number), 10**decimals)
    return f"{'-' if number < 0 else ''}{whole}.{rest:0{decimals}}"


def _text_writer(column: str, style: Style) -> Callable[[str, str], str]:
    usual, quoted = (f' s="{number}" t="inlineStr"><is><t xml:space="preserve">' for number in style)

    def write(text: str, row: str) -> str:
        opening = quoted if text.lstrip().startswith(_LIKE_FORMULAS) else usual
        return f'<c r="{column}{row}"{opening}{escape(text)}</t></is></c>'

    return write


def escape(text: str) -> str:
    """The text for an element; characters that no sheet can hold are left out.

    >>> escape("a<b&c"), escape("_x0041_")
    ('a&lt;b&amp;c', '_x005F_x0041_')
    """
    if not text.isprintable():
        text = _FORBIDDEN.sub("", text)
    if "_x" in text:
        text = _ESCAPED.sub("_x005F_", text)
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text
