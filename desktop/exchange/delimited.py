"""Text files with delimiters, as spreadsheets and web systems export them."""

import csv
import io
import re
from collections import Counter
from pathlib import Path

from desktop.base.errors import WorkbookError
from desktop.exchange.guards import unreadable

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_DELIMITERS = ",\t;，|"
_QUOTED_FORMULA = re.compile(r'="(.*)"', re.DOTALL)
_WEB_PAGE = re.compile(r"\s*(<\?xml|<!doctype|<html|<table|<meta|<head|<style|mime-version:)", re.IGNORECASE)
_NO_TEXT = re.compile(r"[\1-\x08\x0e-\x1f]")
_STRAY = 100
"""Of so many signs one may be none of a text, as exports end with; bytes that are no text have far more."""
_LOOKED_AT = 50


def read_text(path: Path, data: bytes) -> list[list[str]]:
    """The rows of a delimited text in GB18030, UTF-8 or UTF-16; ``WorkbookError`` where it is no such text."""
    text = _decoded(data)
    if text is None or "\0" in text or len(_NO_TEXT.findall(text)) * _STRAY > len(text) + _STRAY:
        raise unreadable(path)
    if _WEB_PAGE.match(text):
        raise WorkbookError(f"“{path.name}”是网页格式的表格，没有读入任何内容；请用 Excel 打开后另存为 .xlsx 再导入。")
    try:
        return [[_cell(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=_delimiter(text))]
    except csv.Error as error:
        raise unreadable(path) from error


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _try(data, encoding)
    if b"\0" in data[:200]:
        return _try(data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    return _try(data, "utf-8") or _try(data, "gb18030")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _delimiter(text: str) -> str:
    """The delimiter that cuts the most rows of the beginning into one same number of cells."""
    head = "\n".join(text.splitlines()[:_LOOKED_AT])

    def agreement(mark: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(io.StringIO(head), delimiter=mark) if len(row) > 1)
        width, rows = widths.most_common(1)[0] if widths else (0, 0)
        return rows, width

    return max(_DELIMITERS, key=agreement)


def _cell(text: str) -> str:
    """Without what exports put before a number so that Excel keeps it as text: an apostrophe, a tab, ``="…"``."""
    text = text.strip(" \t\u3000\xa0")
    formula = _QUOTED_FORMULA.fullmatch(text)
    return formula[1] if formula else text.removeprefix("'")
