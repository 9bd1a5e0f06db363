"""What a paper is made of. The papers build blocks; only ``page`` lays them out and only ``drawing`` draws them."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What a face is used for on papers (reference: domain §6.2)."""

    FANGSONG = "仿宋"
    KAITI = "楷体"
    HEITI = "黑体"
    XIAOBIAOSONG = "小标宋"
    SONG = "宋体"


class Align(StrEnum):
    """Where a text stands between its sides."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set.

    Attributes:
        role: the face.
        size: points.
        align: where it stands.
        pitch: from line to line in points; 0 is a quarter more than the size.
        least: the smallest size in points to which a text may shrink where its box is too small.
        wraps: whether it may stand on several lines; otherwise it shrinks into one.
        one_line: the smallest size in points at which one line is better than several; 0: it wraps at once.
        low: whether it stands at the foot of its box rather than in the middle of its height.
        high: whether it stands at the head of its box.
    """

    role: Role = Role.SONG
    size: float = 12
    align: Align = Align.CENTRE
    pitch: float = 0
    least: float = 4
    wraps: bool = True
    one_line: float = 0
    low: bool = False
    high: bool = False

    @property
    def line(self) -> float:
        """From line to line, in points."""
        return self.pitch or self.size * 1.25

    def line_at(self, size: float) -> float:
        """From line to line in another size, as dense as in the style's own."""
        return self.pitch * size / self.size or size * 1.25

    def at(self, size: float) -> "Style":
        """The same style in another size, the lines as dense as before."""
        return replace(self, size=size, pitch=self.pitch * size / self.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A paragraph over the width of the page, or a heading.

    Attributes:
        indent: how many characters the first line is moved in.
        inset: how many characters the right side is moved in.
        clings: whether it must stand on the page of what is before it.
        holds: whether what comes after it must stand on its page.
    """

    text: str
    style: Style = Style()
    indent: float = 0
    inset: float = 0
    clings: bool = False
    holds: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """One line with a text at the left, in the middle and at the right, each of which shrinks into its share.

    ``clings``: it must stand on the page of what is before it; ``holds``: on that of what comes after it.
    """

    left: str = ""
    middle: str = ""
    right: str = ""
    style: Style = Style()
    clings: bool = False
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty space of some millimetres; it holds what comes after it, and vanishes at the head of a page."""

    height: float
    clings: bool = False


@dataclass(frozen=True, slots=True)
class NewPage:
    """The next block begins a page."""


class Cell(NamedTuple):
    """One box of a table: what stands in it, and over how many columns and rows it goes."""

    text: str
    style: Style = Style()
    columns: int = 1
    rows: int = 1


class Row(NamedTuple):
    """A line of boxes, from the left; places under a box of an upper row are left out.

    It is ``least`` millimetres high, and grows to ``most`` where a text needs it; after that texts shrink.
    """

    cells: tuple[Cell, ...]
    least: float
    most: float = 0


Group = tuple[Row, ...]
"""Rows that are never split between pages, such as the two of one person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Boxes in rows.

    Attributes:
        widths: of the columns, in millimetres.
        groups: what stands in it; a page ends between groups only.
        head: rows that stand again at the head of every page the table goes over to.
        clings: whether it joins what is before it without a page between.
        together: whether it must stand on one page.
    """

    widths: tuple[float, ...]
    groups: tuple[Group, ...]
    head: Group = ()
    clings: bool = False
    together: bool = False


Block = Text | Sides | Gap | NewPage | Table
"""Anything that a paper is made of."""


class Numbering(StrEnum):
    """How the pages are numbered."""

    NONE = "none"
    COUNT = "第1页 共2页"
    DASHES = "— 1 —"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The sheet and its white margins, in millimetres."""

    width: float = 210
    height: float = 297
    top: float
    bottom: float
    left: float
    right: float

    @property
    def measure(self) -> float:
        """The width that texts and tables have."""
        return self.width - self.left - self.right


OFFICIAL = Sheet(top=37, bottom=35, left=28, right=26)
"""A4 as official papers use it (GB/T 9704-2012; reference: domain §6.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper that can be written as a PDF.

    Attributes:
        title: what the file says of itself.
        sheet: its pages.
        blocks: what stands on them.
        numbering: how the pages are numbered.
    """

    title: str
    sheet: Sheet
    blocks: tuple[Block, ...]
    numbering: Numbering = Numbering.COUNT
