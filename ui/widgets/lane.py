"""A column of a board: its heading with how many cards there are, and the cards, which scroll by themselves."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QWidget

from ui.look import scale, shown
from ui.look.roles import dress
from ui.widgets.cards import CardDelegate, CardModel, Column, Index
from ui.widgets.elided import Elided
from ui.widgets.pieces import column, label, row

NARROW, LEAST, MOST = 104, 196, 320
"""How wide a column is: without cards, with cards at least, and at most."""

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_SIDEWARDS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_NONE = "无"


class CardView(QListView):
    """The cards of one column; Enter or a double click opens, the menu key or the right button asks for a menu.

    Signals:
        opened: number of a card.
        menu_asked: number of a card, and where on the screen.
        moved: to the column on the left (-1) or right (1).
    """

    opened = Signal(int)
    menu_asked = Signal(int, QPoint)
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        dress(self, "lane")
        self.cards = CardModel(self)
        self.drawn = CardDelegate(self)
        self.setModel(self.cards)
        self.setItemDelegate(self.drawn)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(self._open)

    def current(self) -> int | None:
        """Number of the card that the keys act on."""
        index = self.currentIndex()
        return self.cards.cards[index.row()].number if index.isValid() else None

    def go_to_row(self, at: int) -> None:
        """Act on the card in that row, or the last before it."""
        index = self.cards.index(min(at, len(self.cards.cards) - 1))
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def forget(self) -> None:
        """Act on no card."""
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()

    def row_near(self, height: int) -> int:
        """The row whose card is shown nearest to that height on the screen."""
        each = self.drawn.height()
        here = self.viewport().mapFromGlobal(QPoint(0, height)).y() + self.verticalScrollBar().value()
        return max(0, here // each)

    def middle(self) -> int:
        """How high on the screen the middle of the current card is."""
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center()).y()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, arrows sideways go to another column."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            self._open(self.currentIndex())
        elif key in _SIDEWARDS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.moved.emit(_SIDEWARDS[key])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the card under the pointer, or by the key of the current one."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            place = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
            self.menu_asked.emit(self.cards.cards[index.row()].number, place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first card is the current one where none was, as soon as keys can act on it."""
        super().focusInEvent(event)
        by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        if self.cards.cards and not by_mouse and not self.currentIndex().isValid():
            self.go_to_row(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cards, or that there are none."""
        super().paintEvent(event)
        if not self.cards.cards:
            painter = QPainter(self.viewport())
            painter.setPen(shown.colour("muted"))
            room = self.viewport().rect().adjusted(0, scale.NEAR, 0, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, _NONE)
            painter.end()

    def _open(self, index: Index) -> None:
        if index.isValid():
            self.opened.emit(self.cards.cards[index.row()].number)


class Lane(QWidget):
    """Heading and cards of one column; narrow while there are none."""

    def __init__(self, late: str) -> None:
        super().__init__()
        self._late_word = late
        self.view = CardView()
        self._title = Elided(role="strong")
        self._count = label(role="pill-quiet")
        self._late = label(role="pill-warn")
        counts = row(gap=scale.TIGHT)
        for one in (self._count, self._late):
            counts.addWidget(one)
        counts.addStretch(1)
        whole = column(scale.NEAR, scale.NEAR, scale.NEAR, 0, gap=scale.TIGHT)
        whole.addWidget(self._title)
        whole.addLayout(counts)
        whole.addWidget(self.view, 1)
        self.setLayout(whole)
        dress(self, "lane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_column(self, shown_column: Column, lines: int) -> None:
        """Show this column; each card has room for so many small lines. Where it was scrolled to, it stays."""
        count, late = len(shown_column.cards), shown_column.late
        told = f"{self._late_word} {late}"
        self._title.set_whole(shown_column.title)
        self._count.setText(f"{count:,}")
        self._count.setVisible(count > 0)
        dress(self._count, f"pill-{shown_column.tone or 'quiet'}")
        self._late.setText(told)
        self._late.setVisible(late > 0)
        heard = f"{shown_column.title}，{count}{f'，{told}' if late else ''}"
        self.view.setAccessibleName(heard)
        self.view.cards.show_cards(shown_column.cards)
        if self.view.drawn.lines != lines:
            self.view.drawn.lines = lines
            self.view.scheduleDelayedItemsLayout()
        self.setMinimumWidth(LEAST if count else NARROW)
        self.setMaximumWidth(MOST if count else NARROW)
