"""Cards in a column of a board: what they are, and how they are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.look import fonts, scale, shown
from ui.widgets.pieces import plain_tip

LATE = "warn"
"""The tone of a card that is overdue."""

Index = QModelIndex | QPersistentModelIndex

_GAP, _STRIPE = 6, 4
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One thing on the board.

    Attributes:
        number: which it is; no other card of the board has it.
        lines: one or two small lines below the title; the last is told in the tone.
        tone: ``warn`` (overdue), ``bad``, ``good``, ``accent``, or nothing.
        tip: what is told while the pointer rests on it; the whole title where there is nothing.
    """

    number: int
    title: str
    lines: tuple[str, ...] = ()
    tone: str = ""
    tip: str = ""


class Column(NamedTuple):
    """A column of the board: its title, its tone or nothing, and its cards from top to bottom."""

    title: str
    tone: str = ""
    cards: tuple[Card, ...] = ()

    @property
    def late(self) -> int:
        """How many of its cards are overdue."""
        return sum(card.tone == LATE for card in self.cards)


class CardModel(QAbstractListModel):
    """The cards of one column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cards: tuple[Card, ...] = ()

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these instead; a view stays scrolled to where it is, as it wouldn't if all were reset."""
        before, after = len(self.cards), len(cards)
        if after < before:
            self.beginRemoveRows(QModelIndex(), after, before - 1)
            self.cards = tuple(cards)
            self.endRemoveRows()
        elif after > before:
            self.beginInsertRows(QModelIndex(), before, after - 1)
            self.cards = tuple(cards)
            self.endInsertRows()
        self.cards = tuple(cards)
        if cards:
            self.dataChanged.emit(self.index(0), self.index(after - 1))

    def row_of(self, number: int) -> int:
        """Where that card is, -1 where it isn't."""
        return next((row for row, card in enumerate(self.cards) if card.number == number), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many cards there are."""
        return 0 if parent is not None and parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title; all that is written on the card for a screen reader; the tip."""
        card = self.cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join(text for text in (card.title, *card.lines) if text)
        return plain_tip(card.tip or card.title) if role == Qt.ItemDataRole.ToolTipRole else None


class CardDelegate(QStyledItemDelegate):
    """Draws cards, all equally high: the title, small lines, and a stripe in the tone."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines = 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one card."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        model = index.model()
        if isinstance(model, CardModel):
            card, place = model.cards[index.row()], QRectF(rect).adjusted(0.5, 0.5, -0.5, -_GAP - 0.5)
            over = bool(state & QStyle.StateFlag.State_MouseOver)
            self._draw_ground(painter, place, card, chosen=chosen, over=over)
            self._draw_words(painter, place.adjusted(_STRIPE + scale.NEAR, scale.TIGHT, -scale.NEAR, 0), card, chosen)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """As high as the card with most lines."""
        return QSize(scale.FAR, self.height())

    def height(self) -> int:
        """How high each card is, with the gap below it."""
        small = QFontMetrics(fonts.sized(scale.SMALL)).height()
        strong = QFontMetrics(fonts.sized(scale.BASE, strong=True)).height()
        return strong + self.lines * (small + 1) + 2 * scale.TIGHT + 2 + _GAP

    def _draw_ground(self, painter: QPainter, place: QRectF, card: Card, *, chosen: bool, over: bool) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(shown.colour("accent" if chosen else "edge" if over else "line"), 1))
        painter.setBrush(shown.colour("selection" if chosen else "hover" if over else "raised"))
        painter.drawRoundedRect(place, scale.RADIUS, scale.RADIUS)
        if card.tone:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shown.colour(card.tone))
            inside = place.adjusted(_STRIPE, _STRIPE + 1, 0, -_STRIPE - 1)
            painter.drawRoundedRect(QRectF(inside.topLeft(), inside.bottomLeft()).adjusted(0, 0, _STRIPE - 1, 0), 1, 1)
        painter.restore()

    def _draw_words(self, painter: QPainter, room: QRectF, card: Card, chosen: bool) -> None:
        title, small = fonts.sized(scale.BASE, strong=True), fonts.sized(scale.SMALL)
        words = [(card.title, title, "text"), *((line, small, "muted") for line in card.lines)]
        if card.tone and card.lines:
            words[-1] = (card.lines[-1], small, card.tone)
        top = room.top()
        for text, font, colour in words:
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(shown.colour("on_selection" if chosen else colour))
            line = QRectF(room.left(), top, room.width(), metrics.height())
            painter.drawText(line, _LEFT, metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width())))
            top += metrics.height() + 1
