"""Blocks laid out on pages.

Not by platypus: a paper has to know how many pages it has before the first is drawn, a table is filled by groups of
rows, and ten thousand payees must not take minutes. What is left of platypus' work is small enough to stand here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from desktop.base.changes import Progress, silent
from desktop.papers.blocks import Block, Gap, NewPage, Paper, Sides, Text
from desktop.papers.faces import Faces
from desktop.papers.measuring import Measuring
from desktop.papers.pieces import POINTS, Piece

_SLACK = 0.01


@dataclass(slots=True)
class Page:
    """One page: its pieces with their distance from the top of the type area in points, and its number of how many.

    A page without pieces is the empty back of a leaf.
    """

    number: int = 0
    of: int = 0
    placed: list[tuple[float, Piece]] = field(default_factory=list)


class _Filling:
    """Pages that are being filled with units, each of which stands on one page where it can."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._used = 0.0
        self.pages = [Page()]

    def begin(self) -> None:
        """Begin a page; nothing where the page is still empty."""
        if self.pages[-1].placed:
            self._turn()

    def _turn(self) -> None:
        self.pages.append(Page())
        self._used = 0.0

    def add(self, unit: Sequence[Piece]) -> None:
        """Place the unit on the page, or on the next where it doesn't fit."""
        if self._used and self._used + sum(piece.height for piece in unit) > self._height + _SLACK:
            self._turn()
        for piece in unit:
            self._place(piece)

    def _place(self, piece: Piece) -> None:
        if self._used and self._used + piece.height > self._height + _SLACK:
            self._turn()
        if not self._used and piece.gap:
            return
        if not self._used and piece.head:
            self._put(piece.head)
        self._put(piece)

    def _put(self, piece: Piece) -> None:
        self.pages[-1].placed.append((self._used, piece))
        self._used += piece.height


def lay_out(paper: Paper, faces: Faces, progress: Progress = silent) -> list[Page]:
    """The paper's pages; ``GlyphMissingError`` where no face has a character."""
    sheet = paper.sheet
    filling = _Filling((sheet.height - sheet.top - sheet.bottom) * POINTS)
    measuring = Measuring(faces, sheet.measure * POINTS)
    unit: list[Piece] = []
    for entry in _entries(paper.blocks, measuring, progress):
        if unit and (isinstance(entry, NewPage) or not entry.clings):
            filling.add(unit)
            unit = []
        if isinstance(entry, NewPage):
            filling.begin()
        else:
            unit.append(entry)
    filling.add(unit)
    for number, page in enumerate(filling.pages, 1):
        page.number, page.of = number, len(filling.pages)
    return filling.pages


def _entries(blocks: Sequence[Block], measuring: Measuring, progress: Progress) -> Iterator[Piece | NewPage]:
    """The pieces of all blocks, those that an earlier block holds clinging to it."""
    held = False
    for done, block in enumerate(blocks):
        progress(done, 2 * len(blocks))
        if isinstance(block, NewPage):
            yield block
            held = False
            continue
        for number, piece in enumerate(measuring.pieces(block)):
            yield replace(piece, clings=True) if number == 0 and held else piece
        held = isinstance(block, Gap) or (isinstance(block, Sides | Text) and block.holds)
