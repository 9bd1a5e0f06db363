"""Every kind of block measured."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from desktop.papers.blocks import Align, Gap, Role, Sides, Table, Text
from desktop.papers.faces import Faces, printable
from desktop.papers.pieces import POINTS, Box, Piece, strings_in
from desktop.papers.setting import Ruler, Setting, Token, fit, tokens, wrap
from desktop.papers.tables import Tabling

_APART = 4 * POINTS
"""Between two texts on one line, neither of which has all the room that it wants."""


class Measuring:
    """Measures blocks for a page of some width, in points."""

    def __init__(self, faces: Faces, width: float) -> None:
        self._width = width
        self._faces = faces
        self._rulers: dict[Role, Ruler] = {}

    def _ruler(self, role: Role) -> Ruler:
        return self._rulers.setdefault(role, partial(self._faces.width, role))

    def pieces(self, block: Text | Sides | Gap | Table) -> Iterator[Piece]:
        """The block in pieces, from the top."""
        match block:
            case Text():
                return self._text(block)
            case Sides():
                return iter((self._sides(block),))
            case Gap():
                return iter((Piece(block.height * POINTS, clings=block.clings, gap=True),))
            case Table():
                return self._table(block)

    def _text(self, block: Text) -> Iterator[Piece]:
        """A piece a line, so that a long paragraph can go over to the next page, but neither end of it alone."""
        style = block.style
        lines = self._lines(block)
        for number, line in enumerate(lines):
            width = sum(token.width for token in line) * style.size
            setting = Setting((("".join(token.text for token in line), width),), style.size, style.line)
            left = block.indent * style.size if number == 0 and style.align is Align.LEFT else 0.0
            strings = strings_in(
                setting, style, Box(left, 0, self._width - block.inset * style.size - left, style.line)
            )
            yield Piece(
                style.line, tuple(strings), clings=block.clings if number == 0 else number in {1, len(lines) - 1}
            )

    def _lines(self, block: Text) -> list[list[Token]]:
        ruler, room = self._ruler(block.style.role), self._width / block.style.size - block.inset
        return [
            line
            for paragraph in printable(block.text).split("\n")
            for line in wrap(tokens(paragraph, ruler), room, ruler, room - block.indent)
        ]

    def _sides(self, block: Sides) -> Piece:
        parts = [(block.left, Align.LEFT), (block.middle, Align.CENTRE), (block.right, Align.RIGHT)]
        ruler = self._ruler(block.style.role)
        shares = self._shares(*(ruler(printable(text).replace("\n", " ")) * block.style.size for text, _ in parts))
        strings = []
        for (text, align), share in zip(parts, shares, strict=True):
            style = replace(block.style, align=align, wraps=False)
            setting = fit(text, style, share, style.line, ruler)
            strings += strings_in(setting, style, Box(0, 0, self._width, style.line))
        return Piece(block.style.line, tuple(strings), clings=block.clings)

    def _shares(self, left: float, middle: float, right: float) -> tuple[float, float, float]:
        """The most that the text at the left, in the middle and at the right may take, by what each wants.

        The middle has what it wants up to a third; the sides share the rest as they need it, but none goes over the
        middle's place.
        """
        if middle:
            kept = min(middle, max(self._width / 3, self._width - 2 * (max(left, right) + _APART)))
            beside = (self._width - kept) / 2 - _APART
            return beside, kept, beside
        if left + right <= self._width or not (left and right):
            return self._width, 0.0, self._width
        spare = self._width - _APART
        most = min(max(left, spare / 2), max(spare - right, spare / 2))
        return most, 0.0, spare - most

    def _table(self, block: Table) -> Iterator[Piece]:
        tabling = Tabling(block.widths, self._ruler)
        head = tabling.piece(block.head) if block.head else None
        if head:
            yield replace(head, clings=block.clings)
        for number, group in enumerate(block.groups):
            joins = head is not None or block.clings if number == 0 else block.together
            yield replace(tabling.piece(group), clings=joins, head=head)
