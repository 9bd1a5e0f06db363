"""Beside the form: the file's history, and what the household received."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QTabBar, QWidget

from desktop.office.aid import Received
from desktop.office.cases import Step
from ui.cases.lines import payments, timeline
from ui.desk import Desk
from ui.look import places, scale
from ui.look.roles import dress
from ui.widgets.pieces import column, icon_button, row

if TYPE_CHECKING:
    from desktop.office.office import Office

_KEPT = "case/aside"


class _Past(NamedTuple):
    """What became of a file, and what it received."""

    steps: Sequence[Step]
    received: Sequence[Received]


class CaseAside(QFrame):
    """Two tabs: 修改记录 and 帮扶记录; whether it is open is remembered. Beside a new file it isn't shown.

    Signals:
        shut: the clerk closed it.
    """

    shut = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        dress(self, "aside")
        self._desk = desk
        self._number: int | None = None
        self._past = _Past((), ())
        self._tabs = QTabBar(expanding=False, drawBase=False)
        self._tabs.setAccessibleName("记录")
        for text in ("修改记录", "帮扶记录"):
            self._tabs.addTab(text)
        self._scroll = QScrollArea(widgetResizable=True)
        self.setFixedWidth(scale.PANEL)
        head = row(scale.WIDE, scale.NEAR, scale.NEAR, scale.TIGHT)
        head.addWidget(self._tabs, 1)
        head.addWidget(icon_button("close", "关闭记录（Ctrl+H）", self.close_it))
        whole = column()
        whole.addLayout(head)
        whole.addWidget(self._scroll, 1)
        self.setLayout(whole)
        self._tabs.currentChanged.connect(self._show)
        self.hide()

    def of(self, number: int | None) -> None:
        """Show the past of this file, asked for only while it is seen; a new file has none."""
        self._number = number
        self.setVisible(number is not None and places.recall(_KEPT, False) is True)
        if number is not None and not self.isHidden():
            self._desk.ask(partial(_past, number), self._on_past, _ignore, key=(id(self), "past"))

    def open_it(self, tab: int = 0) -> None:
        """Open it at a tab."""
        places.keep(_KEPT, True)
        self._tabs.setCurrentIndex(tab)
        self.of(self._number)

    def close_it(self) -> None:
        """Close it."""
        self.setVisible(False)
        places.keep(_KEPT, None)
        self.shut.emit()

    def toggle(self) -> None:
        """Open or close it."""
        if self.isHidden():
            self.open_it(self._tabs.currentIndex())
        else:
            self.close_it()

    def _on_past(self, past: _Past) -> None:
        self._past = past
        self._show()

    def _show(self, *_: object) -> None:
        made = timeline(self._past.steps) if self._tabs.currentIndex() == 0 else payments(self._past.received)
        held, whole = dress(QWidget(), "clear"), column(scale.WIDE, 0, scale.WIDE, scale.WIDE)
        whole.addWidget(made)
        whole.addStretch(1)
        held.setLayout(whole)
        self._scroll.setWidget(held)


def _past(number: int, office: "Office") -> _Past:
    return _Past(office.cases.history(number), office.aid.received(number))


def _ignore(_: object) -> None:
    """The form itself says that the file is gone."""
