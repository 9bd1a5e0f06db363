"""Filter chips: the values of one column with their counts, one of them chosen or none."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ui.look.roles import dress
from ui.widgets.pieces import clear, row, toggle_button

ALL = "全部"
REST = "其他"


class ChipRow(QWidget):
    """A chip for each value, for the column that matters most; of more than ``most`` the last ones share a menu.

    Signals:
        chosen: the value, or an empty text for all.
    """

    chosen = Signal(str)

    def __init__(self, label: str, most: int = 99) -> None:
        super().__init__()
        self._most = most
        self.setAccessibleName(label)
        self._row = row(gap=2)
        self.setLayout(self._row)
        self._value = ""
        self._chips: dict[str, QPushButton] = {}
        self._rest = ChipMenu(REST)
        self._rest.chosen.connect(self._choose)

    def show_counts(self, counts: Mapping[str, int], value: str) -> None:
        """Show these values; the chosen one stays even where it has no rows left."""
        every = [*counts] + [value] * (value not in {"", *counts})
        wanted = ["", *every[: self._most + (len(every) == self._most + 1)]]
        self._value = value
        if wanted != list(self._chips):
            self._row.removeWidget(self._rest)
            clear(self._row)
            self._chips = {one: self._chip(one) for one in wanted}
            self._row.addWidget(self._rest)
        rest = {one: counts.get(one, 0) for one in every if one not in wanted}
        self._rest.show_counts(rest, value if value in rest else "", counts)
        self._rest.setVisible(bool(rest))
        for one, chip in self._chips.items():
            count = counts.get(one, 0) if one else sum(counts.values())
            chip.setText(f"{one or ALL}  {count:,}")
            chip.setChecked(one == value)

    def _chip(self, value: str) -> QPushButton:
        chip = toggle_button("", "chip")
        chip.clicked.connect(lambda: self._choose(value))
        self._row.addWidget(chip)
        return chip

    def _choose(self, value: str) -> None:
        self._value = "" if value == self._value else value
        for one, chip in self._chips.items():
            chip.setChecked(one == self._value)
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
        for one in [*counts, *[value] * (value not in {"", *counts})]:
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
