"""A board: columns of cards side by side, for seeing who is where."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.look import scale
from ui.look.roles import dress
from ui.widgets.cards import Column
from ui.widgets.lane import Lane
from ui.widgets.pieces import clear, column, row


class Board(QWidget):
    """Arrows go from card to card and from column to column, Enter opens, the menu key asks for a menu.

    One card is the current one; it stays so when the columns are shown anew, wherever it then is.

    Signals:
        opened: number of a card.
        menu_asked: number of a card, and where on the screen.
        chosen: number of the card that has become the current one.
    """

    opened = Signal(int)
    menu_asked = Signal(int, QPoint)
    chosen = Signal(int)

    def __init__(self, name: str, *, late: str = "逾期") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._late = late
        self._lanes: list[Lane] = []
        self._settling = False
        self._row = row(gap=scale.NEAR)
        inside = dress(QWidget(), "clear")
        inside.setLayout(self._row)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._scroll.viewport().setAutoFillBackground(False)
        whole = column()
        whole.addWidget(self._scroll)
        self.setLayout(whole)

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show these instead; what is in sight stays there, unless the current card went to another column."""
        kept, before = self.current(), self._current_lane()
        focused = before is not None and before.view.hasFocus()
        if len(columns) != len(self._lanes):
            self._make_lanes(len(columns))
        lines = max((len(card.lines) for one in columns for card in one.cards), default=0)
        self._settling = True
        for lane, one in zip(self._lanes, columns, strict=True):
            lane.view.forget()
            lane.show_column(one, lines)
        self._settling = False
        self._return_to(kept, before)
        self._let_tab_in()
        if focused and self._current_lane() is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def current(self) -> int | None:
        """Number of the card that the keys act on."""
        return next((found for lane in self._lanes if (found := lane.view.current()) is not None), None)

    def go_to(self, number: int) -> bool:
        """Make that card the current one, and have it seen; False where it isn't there."""
        for at, lane in enumerate(self._lanes):
            found = lane.view.cards.row_of(number)
            if found >= 0:
                self._act_on(at, found)
                return True
        return False

    def _make_lanes(self, count: int) -> None:
        clear(self._row)
        self._lanes = [Lane(self._late) for _ in range(count)]
        for at, lane in enumerate(self._lanes):
            view = lane.view
            view.opened.connect(self.opened)
            view.menu_asked.connect(self.menu_asked)
            view.moved.connect(lambda by, at=at: self._move(at, by))
            view.selectionModel().currentChanged.connect(lambda now, _old, at=at: self._on_current(at, now.isValid()))
            self._row.addWidget(lane, 1)
        self._row.addStretch(0)
        self._put_into_tab_order()

    def _put_into_tab_order(self) -> None:
        """Behind the board itself: lanes that are made late would come after all that stands below it."""
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # what never has the focus can't be ordered
        for before, after in pairwise([self._scroll, *(lane.view for lane in self._lanes)]):
            QWidget.setTabOrder(before, after)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _current_lane(self) -> Lane | None:
        return next((lane for lane in self._lanes if lane.view.current() is not None), None)

    def _return_to(self, number: int | None, before: Lane | None) -> None:
        bars = [self._scroll.horizontalScrollBar(), *([before.view.verticalScrollBar()] if before else [])]
        places = [bar.value() for bar in bars]
        if number is not None and self.go_to(number) and self._current_lane() is before:
            for bar, place in zip(bars, places, strict=True):
                bar.setValue(place)

    def _let_tab_in(self) -> None:
        """One column alone is on the way of the Tab key: that of the current card, else the first that has any."""
        views = [lane.view for lane in self._lanes]
        chosen = [view for view in views if view.current() is not None] or [view for view in views if view.cards.cards]
        for view in views:
            view.setFocusPolicy(Qt.FocusPolicy.StrongFocus if view in chosen[:1] else Qt.FocusPolicy.ClickFocus)
        for view in (chosen or views)[:1]:
            self.setFocusProxy(view)

    def _act_on(self, at: int, row_at: int) -> None:
        self._lanes[at].view.go_to_row(row_at)
        self._scroll.ensureWidgetVisible(self._lanes[at], scale.NEAR, 0)

    def _move(self, at: int, by: int) -> None:
        """To the next column that has cards, to the card that stands beside."""
        height = self._lanes[at].view.middle()
        after = range(at + by, len(self._lanes) if by > 0 else -1, by)
        found = next((one for one in after if self._lanes[one].view.cards.cards), None)
        if found is not None:
            self._act_on(found, self._lanes[found].view.row_near(height))
            self._lanes[found].view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_current(self, at: int, some: bool) -> None:
        """Only one card of all columns is the current one."""
        if not some or self._settling:
            return
        self._settling = True
        for other, lane in enumerate(self._lanes):
            if other != at:
                lane.view.forget()
        self._settling = False
        self._let_tab_in()
        number = self._lanes[at].view.current()
        if number is not None:
            self.chosen.emit(number)
