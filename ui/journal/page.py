"""The journal: a list like the others, with the chosen operation beside it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.base.changes import UNDO, Change
from desktop.base.listing import Listing
from desktop.office.history import Changes
from ui.desk import Desk
from ui.journal.detail import OperationDetail
from ui.tables.delegate import Tones
from ui.tables.follower import PanelFollower
from ui.tables.page import ListPage

if TYPE_CHECKING:
    from desktop.office.office import Office

TONES: Tones = {"state": {"已撤销": "bad", "撤销": "warn", "重做": "accent"}}
_TITLE = "这一步改了什么"
_SHARE = 0.42  # of the page's width for what an operation changed


class JournalPage(ListPage):
    """Every operation, the newest first. Ctrl+U undoes the chosen one, Ctrl+R does it again."""

    def __init__(self, desk: Desk, listing: Listing) -> None:
        super().__init__(
            desk,
            listing,
            title="操作记录",
            measure="步",
            placeholder="搜索做了什么、经办人、日期",
            tones=TONES,
            empty="还没有操作记录",
        )
        self._eye.hide()
        self.detail = OperationDetail()
        self.detail.undo_asked.connect(self._undo)
        self.detail.redo_asked.connect(self._redo)
        self.follower = PanelFollower(self, self._ask_detail)
        self.opened.connect(self._ask_detail)
        for keys, deed in (("Ctrl+U", self.detail.ask_undo), ("Ctrl+R", self.detail.ask_redo)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)

    def _ask_detail(self, operation: int) -> None:
        self._desk.ask(partial(_changes, operation), self._show_detail, key=(id(self), "detail"))

    def _show_detail(self, changes: Changes) -> None:
        self.detail.show_changes(changes)
        if not self.panel.isVisible():
            self.panel.show_widget(self.detail, _TITLE)
            wide = int(self.width() * _SHARE)
            self._split.setSizes([self.width() - wide, wide])

    def _undo(self, operation: int) -> None:
        self._desk.do(lambda office: office.undo(operation), self._on_undone, initiator=self)

    def _redo(self, operation: int) -> None:
        self._desk.do(lambda office: office.redo(operation), self._on_undone, initiator=self)

    def _on_undone(self, change: Change) -> None:
        """What was kept stands beside the operation whose undo it was."""
        if change.label.startswith(UNDO):
            self.detail.kept.show_kept(change.kept)

    def _on_change(self, change: Change, initiator: object) -> None:
        """Every write is one more operation, and may have turned another's state."""
        super()._on_change(change, initiator)
        self.refresh()
        if self.detail.operation is not None and self.panel.isVisible():
            self._ask_detail(self.detail.operation)


def _changes(operation: int, office: "Office") -> Changes:
    return office.changes(operation)
