"""What a block becomes when it is measured: pieces of known height, with every string and rule in its place."""

from dataclasses import dataclass
from typing import NamedTuple

from desktop.papers.blocks import Align, Role, Style
from desktop.papers.setting import Setting

POINTS = 72 / 25.4
"""Points in a millimetre."""

_ASCENT = 0.88
"""How much of a Chinese character's square stands above the base line."""


class String(NamedTuple):
    """A line of text. Its base line begins at x, y: rightwards and downwards from the piece's corner, in points."""

    x: float
    y: float
    role: Role
    size: float
    text: str


Rule = tuple[float, float, float, float]
"""A straight line from x, y to x, y: rightwards and downwards from the piece's corner, in points."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that is never split between pages.

    Attributes:
        height: points.
        clings: whether it must stand on the page of the piece before it.
        gap: whether it is empty, and so vanishes at the head of a page.
        head: what must stand above it where it begins a page, such as the headings of its table.
    """

    height: float
    strings: tuple[String, ...] = ()
    rules: tuple[Rule, ...] = ()
    clings: bool = False
    gap: bool = False
    head: "Piece | None" = None


class Box(NamedTuple):
    """Where a text may stand: from the piece's upper left corner, in points."""

    left: float
    top: float
    width: float
    height: float


def strings_in(setting: Setting, style: Style, box: Box) -> list[String]:
    """The lines of a text in a box, in the middle, at the foot or at the head of its height."""
    spare = box.height - setting.height
    above = max(spare / 2, spare - setting.pitch / 4) if style.low else spare / 2
    if style.high:
        above = min(above, setting.pitch / 4)
    y = box.top + above + (setting.pitch - setting.size) / 2 + _ASCENT * setting.size
    return [
        String(
            box.left + _shift(style.align, box.width - ems), y + number * setting.pitch, style.role, setting.size, line
        )
        for number, (line, ems) in enumerate(setting.lines)
    ]


def _shift(align: Align, spare: float) -> float:
    if align is Align.CENTRE:
        return spare / 2
    return spare if align is Align.RIGHT else 0
