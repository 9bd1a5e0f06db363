"""Every kind of block measured."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from desktop.papers.blocks import Align, Gap, Role, Sides, Table, Text
from desktop.papers.faces import Faces, printable
from desktop.papers.pieces import POINTS, Box, Piece, strings_in
from desktop.papers.setting import Ruler, Setting, Token, fit, tokens, wrap
from desktop.papers.tables import Tabling


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
        share = self._width / max(1, sum(1 for text, _ in parts if text))
        strings = []
        for text, align in parts:
            style = replace(block.style, align=align, wraps=False)
            setting = fit(text, style, share, style.line, self._ruler(style.role))
            strings += strings_in(setting, style, Box(0, 0, self._width, style.line))
        return Piece(block.style.line, tuple(strings), clings=block.clings)

    def _table(self, block: Table) -> Iterator[Piece]:
        tabling = Tabling(block.widths, self._ruler)
        head = tabling.piece(block.head) if block.head else None
        if head:
            yield replace(head, clings=block.clings)
        for number, group in enumerate(block.groups):
            joins = head is not None or block.clings if number == 0 else block.together
            yield replace(tabling.piece(group), clings=joins, head=head)
