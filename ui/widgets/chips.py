"""Filter chips: the values of one column with their counts, one of them chosen or none."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLayout, QMenu, QPushButton, QWidget

from ui.look.roles import dress
from ui.widgets.pieces import clear, row, toggle_button

ALL = "全部"
REST = "其他"
_GAP = 2


class ChipRow(QWidget):
    """A chip for each value, for the column that matters most; of more than ``most`` the last ones share a menu.

    Where there is little room, so do those that don't fit.

    Signals:
        chosen: the value, or an empty text for all.
    """

    chosen = Signal(str)

    def __init__(self, label: str, most: int = 99) -> None:
        super().__init__()
        self._most = most
        self.setAccessibleName(label)
        self._row = row(gap=_GAP)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(self._row)
        self._value = ""
        self._counts: Mapping[str, int] = {}
        self._chips: dict[str, QPushButton] = {}
        self._later = QTimer(self, singleShot=True, interval=0)  # a chip that was just made doesn't know its size
        self._later.timeout.connect(self._fold)
        self._rest = ChipMenu(REST)
        self._rest.chosen.connect(self._choose)
        self._row.addWidget(self._rest)  # from the first: what nobody holds would outlive its row

    def show_counts(self, counts: Mapping[str, int], value: str) -> None:
        """Show these values; the chosen one stays even where it has no rows left. Who has none is under all only."""
        every = _values(counts, value)
        wanted = ["", *every[: self._most + (len(every) == self._most + 1)]]
        self._value, self._counts = value, dict.fromkeys(every, 0) | dict(counts)
        if wanted != list(self._chips):
            self._row.removeWidget(self._rest)
            clear(self._row)
            self._chips = {one: self._chip(one) for one in wanted}
            self._row.addWidget(self._rest)
            self._row.addStretch(1)
        for one, chip in self._chips.items():
            count = counts.get(one, 0) if one else sum(counts.values())
            chip.setText(f"{one or ALL}  {count:,}")
            chip.setChecked(one == value)
        self._fold()
        self._later.start()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for all that have a chip."""
        rest = [self._rest] * (len(self._counts) >= len(self._chips))
        return QSize(_wide([*self._chips.values(), *rest]), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for one and the menu."""
        least = _wide([*[*self._chips.values()][:1], self._rest])
        return QSize(min(least, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show those that fit."""
        super().resizeEvent(event)
        self._fold()

    def showEvent(self, event: QShowEvent) -> None:
        """Show those that fit, now that it is known how many do."""
        super().showEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Put into the menu what has no chip, or one that doesn't fit."""
        chips = [*self._chips.items()]
        rest = {one: count for one, count in self._counts.items() if one not in self._chips}
        shown, room = len(chips), self.width() if self.isVisible() else None
        self._tell_rest(rest)
        while room and shown > 1 and _wide([*(chip for _, chip in chips[:shown]), *[self._rest] * bool(rest)]) > room:
            shown -= 1
            rest = {chips[shown][0]: self._counts[chips[shown][0]]} | rest
            self._tell_rest(rest)
        for at, (_, chip) in enumerate(chips):
            chip.setVisible(at < shown)

    def _tell_rest(self, rest: Mapping[str, int]) -> None:
        self._rest.show_counts(rest, self._value if self._value in rest else "", self._counts)
        self._rest.setVisible(bool(rest))

    def _chip(self, value: str) -> QPushButton:
        chip = toggle_button("", "chip")
        chip.clicked.connect(lambda: self._choose(value))
        self._row.addWidget(chip)
        return chip

    def _choose(self, value: str) -> None:
        self._value = "" if value == self._value else value
        for one, chip in self._chips.items():
            chip.setChecked(one == self._value)
        self._fold()
        self.chosen.emit(self._value)


class ChipMenu(QPushButton):
    """The values in a menu, for the other columns.

    Signals:
        chosen: the value, or an empty text for all.
    """

    chosen = Signal(str)

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.setCheckable(True)
        dress(self, "chipmenu")
        self._label = label
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self.show_counts({}, "")

    def show_counts(self, counts: Mapping[str, int], value: str, every: Mapping[str, int] | None = None) -> None:
        """Show these values; the button names the chosen one. ``every`` are the values that 全部 counts, if more."""
        self._menu.clear()
        self._add("", f"{ALL}\t{sum((every or counts).values()):,}", value)
        for one in _values(counts, value):
            self._add(one, f"{one}\t{counts.get(one, 0):,}", value)
        self._mark(value)

    def _add(self, one: str, text: str, value: str) -> None:
        action = QAction(text.replace("&", "&&"), self._menu, checkable=True, checked=one == value)
        action.triggered.connect(lambda: self._choose(one))
        self._menu.addAction(action)

    def _choose(self, value: str) -> None:
        self._mark(value)
        self.chosen.emit(value)

    def _mark(self, value: str) -> None:
        self.setText(f"{self._label}：{value} ▾" if value else f"{self._label} ▾")
        self.setChecked(bool(value))


def _values(counts: Mapping[str, int], chosen: str) -> list[str]:
    """What can be chosen."""
    return [one for one in counts if one] + [chosen] * (chosen not in {"", *counts})


def _wide(buttons: Sequence[QPushButton]) -> int:
    """How much room these take side by side."""
    return sum(one.sizeHint().width() for one in buttons) + _GAP * max(0, len(buttons) - 1)
