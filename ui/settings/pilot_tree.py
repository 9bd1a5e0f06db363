"""The scheme of pilots as a tree: indicators by front with their points, stages, papers, grades."""

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from desktop.office.pilot_scheme import Branch, scheme
from desktop.office.rulebook import Clause, Holds
from ui.look import scale, shown
from ui.widgets.pieces import plain_tip

_HEADINGS = ("内容", "分值或要求", "标准", "施行日期", "文号或依据", "状态")
_WIDTHS = (30, 14, 0, 12, 18, 10)
"""In units of ``scale.CHARACTER``; 0 takes what is left."""
_LESS = (3, 4, 5)
_ROOMY = 800
"""Narrower than so many pixels, the columns of ``_LESS`` are left out."""
_ROLE = Qt.ItemDataRole.UserRole


class PilotTree(QTreeWidget):
    """Shows what holds of pilots; Enter or a double click follows a row by a newer one.

    Signals:
        chosen: the row that stands under the cursor, None for a heading.
        opened: the row to follow.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("产改试点政策")
        self.setHeaderLabels(_HEADINGS)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setAlternatingRowColors(False)
        self.setIndentation(scale.WIDE)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(scale.CHARACTER * 8)
        for at, width in enumerate(_WIDTHS):
            if width:
                self.setColumnWidth(at, width * scale.CHARACTER)
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        self.currentItemChanged.connect(lambda item: self.chosen.emit(_clause(item)))
        self.itemDoubleClicked.connect(self._open)

    def show_clauses(self, clauses: Sequence[Clause]) -> None:
        """Show these rows; what was folded stays folded and the cursor stays where it was."""
        folded = {item.text(0) for item in self._every() if item.childCount() and not item.isExpanded()}
        before = _clause(self.currentItem())
        self.blockSignals(True)
        self.clear()
        self._add(self.invisibleRootItem(), scheme(clauses))
        for item in self._every():
            item.setExpanded(item.text(0) not in folded)
            kept = _clause(item)
            if before and kept and kept.rule.key == before.rule.key:
                self.setCurrentItem(item)
        self.blockSignals(False)
        self.chosen.emit(_clause(self.currentItem()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows the row."""
        item = self.currentItem()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and item is not None:
            self._open(item)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the panel stands beside it, which says the rest, show what matters most."""
        super().resizeEvent(event)
        for at in _LESS:
            self.setColumnHidden(at, self.width() < _ROOMY)

    def changeEvent(self, event: QEvent) -> None:
        """Show doubts and what is to come in the new theme's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for item in self._every():
                _colour(item)

    def _open(self, item: QTreeWidgetItem) -> None:
        if (clause := _clause(item)) is not None:
            self.opened.emit(clause)
        else:
            item.setExpanded(not item.isExpanded())

    def _add(self, parent: QTreeWidgetItem, branches: Iterable[Branch]) -> None:
        for branch in branches:
            item = _item(branch)
            parent.addChild(item)
            self._add(item, branch.branches)

    def _every(self) -> Iterator[QTreeWidgetItem]:
        waiting = [self.topLevelItem(at) for at in range(self.topLevelItemCount())]
        for item in waiting:  # grows meanwhile
            waiting += [item.child(at) for at in range(item.childCount())]
            yield item


def _clause(item: QTreeWidgetItem | None) -> Clause | None:
    return item.data(0, _ROLE) if item is not None else None


def _item(branch: Branch) -> QTreeWidgetItem:
    one = branch.clause
    cells = [branch.title, branch.measure, branch.content]
    if one is not None:
        cells += [one.rule.valid_from.isoformat(), one.rule.document_no, str(one.state)]
    made = QTreeWidgetItem(cells)
    made.setData(0, _ROLE, one)
    for at, text in enumerate(cells):
        made.setToolTip(at, plain_tip(text))
    if one is None:
        font = made.font(0)
        font.setBold(True)
        made.setFont(0, font)
        made.setFont(1, font)
    made.setData(1, _ROLE, _tone(branch))
    _colour(made)
    return made


def _tone(branch: Branch) -> str:
    if branch.doubtful:
        return "warn"
    return "accent" if branch.clause is not None and branch.clause.state == Holds.COMING else ""


def _colour(item: QTreeWidgetItem) -> None:
    tone = item.data(1, _ROLE)
    for at in range(1, item.columnCount()) if tone else ():
        item.setForeground(at, shown.colour(tone))
