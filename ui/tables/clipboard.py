"""Rows for the clipboard, so that Excel and WPS keep every digit."""

import html
import re
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMimeData

_QUOTED = re.compile(r'(?:(?<=[\t\n])|\A)"((?:[^"]|"")*)"(?=\t|\r?\n|\Z)')
"""A cell in quotes; a sheet puts those around what holds a line break or a tab, and doubles those inside."""
_STARTS_FORMULA = ("=", "+", "-", "@", "\t")


def rows_to_mime(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> QMimeData:
    """The rows as tab-separated text, and as a table whose cells are text, which sheets prefer.

    Pasted plain text would turn an ID into a number and lose its last digits; cells of the format ``@`` don't.
    """
    held = [list(row) for row in rows]
    mime = QMimeData()
    mime.setText(to_tsv([heading, *held]))
    mime.setHtml(_to_html([heading, *held]))
    return mime


def to_tsv(rows: Iterable[Sequence[str]]) -> str:
    """One line a row; a text that a sheet would take for a formula gets an apostrophe.

    >>> to_tsv([["备注"], ["=1+1"]]).splitlines()
    ['备注', "'=1+1"]
    """
    return "\n".join("\t".join(_plain(cell) for cell in row) for row in rows)


def from_tsv(text: str) -> list[list[str]]:
    r"""The cells of a block that a sheet copied, line by line; a cell of many lines, which it quotes, becomes one line.

    >>> from_tsv('4\t"签到表\n照片"\r\n"安康杯"\t5\n')
    [['4', '签到表 照片'], ['"安康杯"', '5']]
    """
    flat = _QUOTED.sub(_unquoted, text.rstrip("\r\n"))
    return [line.split("\t") for line in flat.replace("\r\n", "\n").split("\n")] if flat else []


def _unquoted(found: re.Match[str]) -> str:
    inside = found[1]
    return " ".join(inside.replace('""', '"').split()) if "\n" in inside or "\t" in inside else found[0]


def _plain(cell: str) -> str:
    flat = " ".join(cell.split())
    return f"'{flat}" if flat.startswith(_STARTS_FORMULA) and not _is_number(flat) else flat


def _is_number(text: str) -> bool:
    return text.lstrip("+-").replace(",", "").replace(".", "", 1).isdigit()


def _to_html(rows: Iterable[Sequence[str]]) -> str:
    lines = (
        "<tr>" + "".join(f"<td style=\"mso-number-format:'\\@'\">{html.escape(cell)}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return f'<html><head><meta charset="utf-8"></head><body><table>{"".join(lines)}</table></body></html>'
