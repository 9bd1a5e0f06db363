"""Setting a text into a box: lines that begin and end where Chinese lines may, smaller where the box is too small."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from desktop.papers.blocks import Style
from desktop.papers.faces import printable

_TOKEN = re.compile(r"[□■][^\s，。；”]+|[（《〈“‘「【〔]*(?:[!-~]+|\S|[^\S\n])[，。、；：！？）》〉”’」】〕…％]*")
"""What must not be torn: a box with what it ticks; a word or number, with the brackets and stops that may not begin or
end a line."""

_STEP = 0.5
_CUT = "…"
_SLACK = 1e-6

Ruler = Callable[[str], float]
"""How wide a text is in the face it is set in, in ems."""


class Token(NamedTuple):
    """A piece of text that stays on one line, and its width in ems."""

    text: str
    width: float


class Setting(NamedTuple):
    """A text as it is to stand: its lines, each with its width in points, the size, and the way from line to line."""

    lines: tuple[tuple[str, float], ...]
    size: float
    pitch: float

    @property
    def height(self) -> float:
        """In points."""
        return len(self.lines) * self.pitch


EMPTY = Setting((), 0, 0)


def fit(text: str, style: Style, width: float, height: float, ruler: Ruler) -> Setting:
    """The text in a box of that width and height in points: as large as the style wants, or as large as fits.

    Where not even the style's least size fits, the text is cut and ends in “…”; it never runs over the border.
    """
    text = printable(text)
    if not text:
        return EMPTY
    if style.wraps and "\n" in text:
        return _fit_lines(text, style, width, height, ruler)
    text = text.replace("\n", " ")
    ems = ruler(text)
    if ems * style.size <= width:
        return Setting(((text, ems * style.size),), style.size, style.line)
    if style.wraps and not 0 < style.one_line <= width / ems:
        return _fit_lines(text, style, width, height, ruler)
    size = max(style.least, width / ems)
    return _set([_cut(text, width / size, ruler)], size, style)


def _width(line: Iterable[Token]) -> float:
    return sum(token.width for token in line)


def _set(lines: Iterable[Iterable[Token]], size: float, style: Style) -> Setting:
    joined = tuple(("".join(token.text for token in line), _width(line) * size) for line in map(tuple, lines))
    return Setting(joined, size, style.line_at(size))


def _cut(text: str, room: float, ruler: Ruler) -> list[Token]:
    """As many characters as fit with “…” behind them; the whole text where it fits."""
    letters = [Token(char, ruler(char)) for char in text]
    if _width(letters) <= room + _SLACK:
        return letters
    end = Token(_CUT, ruler(_CUT))
    left = room - end.width
    kept = []
    for letter in letters:
        left -= letter.width
        if left < 0:
            break
        kept.append(letter)
    return [*kept, end]


def _fit_lines(text: str, style: Style, width: float, height: float, ruler: Ruler) -> Setting:
    paragraphs = [tokens(line, ruler) for line in text.split("\n")]
    size = style.size
    while True:
        lines = [line for paragraph in paragraphs for line in wrap(paragraph, width / size, ruler)]
        count = int((height + _SLACK) / style.line_at(size))
        if len(lines) <= count and all(len(line) > 1 or _width(line) <= width / size + _SLACK for line in lines):
            return _set(lines, size, style)
        if size <= style.least:
            kept = max(1, count)
            last = "".join(token.text for token in lines[kept - 1]) + _CUT
            return _set([*lines[: kept - 1], _cut(last, width / size, ruler)], size, style)
        size = max(style.least, size - _STEP)


def tokens(text: str, ruler: Ruler) -> list[Token]:
    """What a line of text is made of."""
    ruler(text)  # so that a character that no face has is named with the text around it
    return [Token(piece, ruler(piece)) for piece in _TOKEN.findall(text)]


def wrap(pieces: Sequence[Token], room: float, ruler: Ruler, first: float | None = None) -> list[list[Token]]:
    """The pieces in lines of at most ``room`` ems, the first line ``first``; a piece wider than a line is torn."""
    lines: list[list[Token]] = [[]]
    left = room if first is None else first
    most = min(room, left) + _SLACK
    for piece in pieces:
        parts = [piece] if piece.width <= most else [Token(char, ruler(char)) for char in piece.text]
        for part in parts:
            if part.width > left + _SLACK and lines[-1]:
                lines.append([])
                left = room
            if lines[-1] or len(lines) == 1 or not part.text.isspace():
                lines[-1].append(part)
                left -= part.width
    return lines
