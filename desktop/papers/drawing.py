"""Laid-out pages drawn into a PDF."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, BinaryIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from desktop.base.changes import Progress
from desktop.papers.blocks import Numbering, Paper, Role, Sheet
from desktop.papers.faces import Faces
from desktop.papers.page import Page
from desktop.papers.pieces import POINTS, Rule, String

_HAIRLINE = 0.6
_MAKER = "娘家人"
_COUNT_SIZE, _COUNT_RISE = 9, 9
_DASH_SIZE, _DASH_DROP = 14, 7
"""Points; the dashes stand 7 mm below the type area (reference: domain §6.3)."""


Laid = tuple[Paper, list[Page]]
"""A paper and its pages."""


def draw(title: str, laid: Sequence[Laid], faces: Faces, out: BinaryIO, progress: Progress) -> None:
    """Draw the pages of some papers one after the other; the second half of the progress."""
    canvas = Canvas(out, invariant=1, pageCompression=1, lang="zh-CN")
    canvas.setTitle(title)
    canvas.setAuthor(_MAKER)
    canvas.setSubject("")
    canvas.setCreator(_MAKER)
    canvas.setProducer(_MAKER)
    total = sum(len(pages) for _, pages in laid)
    for number, (paper, page) in enumerate(((paper, page) for paper, pages in laid for page in pages), 1):
        progress(total + number - 1, 2 * total)
        canvas.setPageSize((paper.sheet.width * POINTS, paper.sheet.height * POINTS))
        _draw_page(canvas, page, paper.sheet, faces)
        if page.placed:
            _draw_number(canvas, paper, page, number, faces)
        canvas.showPage()
    with _plain_streams():
        canvas.save()
    progress(2 * total, 2 * total)


@contextmanager
def _plain_streams() -> Iterator[None]:
    """Streams are compressed but not spelt out in ASCII, which only makes a file larger and slower to write."""
    before, rl_config.useA85 = rl_config.useA85, 0
    try:
        yield
    finally:
        rl_config.useA85 = before


def _draw_page(canvas: Any, page: Page, sheet: Sheet, faces: Faces) -> None:
    left, top = sheet.left * POINTS, (sheet.height - sheet.top) * POINTS
    writing = _Writing(canvas, faces)
    for down, piece in page.placed:
        above = top - down
        for string in piece.strings:
            writing.write(string, left + string.x, above - string.y)
    rules = tuple((down, piece.rules) for down, piece in page.placed if piece.rules)
    if rules:
        canvas.setLineWidth(_HAIRLINE)
        canvas.setLineCap(2)
        canvas.lines([(left + x1, top - y1, left + x2, top - y2) for x1, y1, x2, y2 in _joined(rules)])
    writing.end()


@lru_cache(maxsize=64)
def _joined(rules: tuple[tuple[float, tuple[Rule, ...]], ...]) -> list[Rule]:
    """The rules of a page, those that meet end to end as one: the sheets of a roster all have the same."""
    whole = {
        (round(x1, 2), round(down + y1, 2), round(x2, 2), round(down + y2, 2))
        for down, group in rules
        for x1, y1, x2, y2 in group
    }
    joined: list[Rule] = []
    for x1, y1, x2, y2 in sorted(whole, key=lambda rule: (rule[0] == rule[2], rule[0], rule[1])):
        if joined and joined[-1][0] == joined[-1][2] == x1 == x2 and joined[-1][3] == y1:
            joined[-1] = (x1, joined[-1][1], x2, y2)
        else:
            joined.append((x1, y1, x2, y2))
    return joined


def _draw_number(canvas: Any, paper: Paper, page: Page, leaf: int, faces: Faces) -> None:
    sheet = paper.sheet
    if paper.numbering is Numbering.NONE or (paper.numbering is Numbering.DASHES and page.of == 1):
        return
    if paper.numbering is Numbering.COUNT:
        text, size, y = f"第{page.number}页　共{page.of}页", _COUNT_SIZE, _COUNT_RISE * POINTS
    else:
        text, size, y = f"— {page.number} —", _DASH_SIZE, (sheet.bottom - _DASH_DROP) * POINTS - _DASH_SIZE * 0.35
    width = faces.width(Role.SONG, text) * size
    left, right = sheet.left * POINTS, (sheet.width - sheet.right) * POINTS
    if paper.numbering is Numbering.COUNT:
        x = (left + right - width) / 2
    else:
        x = right - size - width if leaf % 2 else left + size
    writing = _Writing(canvas, faces)
    writing.write(String(0, 0, Role.SONG, size, text), x, y)
    writing.end()


class _Writing:
    """The text of one page, as one text object: an object for every string would double the work."""

    def __init__(self, canvas: Any, faces: Faces) -> None:
        self._canvas = canvas
        self._faces = faces
        self._text = canvas.beginText()
        self._font: tuple[str, float] = ("", 0)

    def write(self, string: String, x: float, y: float) -> None:
        """Write a string, its base line beginning at x, y from the page's lower left corner in points."""
        self._text.setTextOrigin(round(x, 2), round(y, 2))
        for font, text in self._faces.runs(string.role, string.text):
            if self._font != (font, string.size):
                self._font = (font, string.size)
                self._text.setFont(font, string.size)
            self._text.textOut(text)

    def end(self) -> None:
        """Put the text on the page."""
        self._canvas.drawText(self._text)
