"""Beside the form: the tabs of what belongs to the file."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar

from desktop.base.changes import Change
from ui.cases.past import HistoryTab
from ui.cases.reach import Reach
from ui.cases.tabs import TABS
from ui.look import places, scale
from ui.look.roles import dress
from ui.widgets.pieces import column, icon_button, row

_KEPT = "case/aside"


class CaseAside(QFrame):
    """The tabs of ``tabs.TABS``; whether it is open is remembered. Beside a new file it isn't shown.

    Only the tab that is seen is told of the file, and told again when the tab or the file is another or was changed.

    Signals:
        shut: the clerk closed it.
    """

    shut = Signal()

    def __init__(self, reach: Reach) -> None:
        super().__init__()
        dress(self, "aside")
        self._number: int | None = None
        self.tabs = [kind(reach) for kind in TABS]
        self._bar = QTabBar(expanding=False, drawBase=False)
        self._bar.setAccessibleName("记录")
        self._stack = QStackedWidget()
        for tab in self.tabs:
            self._bar.addTab(tab.title)
            self._stack.addWidget(tab)
        self.setFixedWidth(scale.PANEL)
        head = row(scale.WIDE, scale.NEAR, scale.NEAR, scale.TIGHT)
        head.addWidget(self._bar, 1)
        head.addWidget(icon_button("close", "关闭记录（Ctrl+H）", self.close_it))
        whole = column()
        whole.addLayout(head)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        self._bar.currentChanged.connect(self._turn)
        reach.desk.changed.connect(self._on_change)
        self.hide()

    def of(self, number: int | None) -> None:
        """Show what belongs to this file, asked for only while it is seen; a new file has nothing."""
        self._number = number
        self.setVisible(number is not None and places.recall(_KEPT, False) is True)
        self._tell()

    def open_it(self, title: str = "") -> None:
        """Open it, at the tab of that title."""
        places.keep(_KEPT, True)
        at = next((at for at, tab in enumerate(self.tabs) if tab.title == title), self._bar.currentIndex())
        self._bar.setCurrentIndex(at)
        self.of(self._number)

    def open_history(self) -> None:
        """Open it at the history."""
        self.open_it(HistoryTab.title)

    def close_it(self) -> None:
        """Close it."""
        self.setVisible(False)
        places.keep(_KEPT, None)
        self.shut.emit()

    def toggle(self) -> None:
        """Open or close it."""
        if self.isHidden():
            self.open_it()
        else:
            self.close_it()

    def _turn(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self._tell()

    def _tell(self) -> None:
        if self._number is not None and not self.isHidden():
            self.tabs[self._bar.currentIndex()].of(self._number)

    def _on_change(self, _change: Change, _initiator: object) -> None:
        self._tell()
