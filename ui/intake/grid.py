"""The first rows of a sheet, with what each column holds above it."""

from collections.abc import Sequence
from functools import cache, partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop.base.codes import CodeList
from desktop.base.values import plain_text
from desktop.exchange.headings import Table
from desktop.exchange.mapping import Target, choices, target_label
from ui.forms.choices import CodeEditor
from ui.forms.editors import mark_finding
from ui.look import scale, shown
from ui.tables.model import Index

LEFT_OUT = "不导入"
"""What a column holds that the clerk doesn't want."""

_LINES = 12
_MEMBERS = 5
_WIDE, _NARROW, _ARROW = 260, 132, 64
_CHARACTER = 2 * scale.CHARACTER


def column_letter(column: int) -> str:
    """What sheets call the column, counted from 0.

    >>> column_letter(0), column_letter(25), column_letter(26)
    ('A', 'Z', 'AA')
    """
    before, at = divmod(column, 26)
    return (column_letter(before - 1) if before else "") + chr(ord("A") + at)


@cache
def meanings(members: int) -> dict[str, Target | None]:
    """All that a column can be said to hold, by what the clerk reads."""
    return {LEFT_OUT: None} | {target_label(one): one for one in choices(members)}


class SheetModel(QAbstractTableModel):
    """Headings and first lines of a table as they stand in the sheet, below an empty row for the choices."""

    def __init__(self, table: Table, parent: QObject) -> None:
        super().__init__(parent)
        self._table = table
        self._lines = range(table.top, min(table.body + _LINES, len(table.sheet.rows)))

    def show_table(self, table: Table) -> None:
        """The same sheet with other meanings."""
        self._table = table
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """The row of choices and the lines."""
        return 0 if parent.isValid() else len(self._lines) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """The columns of the table."""
        return 0 if parent.isValid() else len(self._table.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell: its text, bold in the headings, tinted where nobody understood the column."""
        if not index.isValid() or not index.row():
            return None
        line, column = self._lines[index.row() - 1], index.column()
        heading = line < self._table.body
        if role == Qt.ItemDataRole.DisplayRole:
            row = self._table.sheet.rows[line]
            return plain_text(row[column]) if column < len(row) else ""
        if role == Qt.ItemDataRole.BackgroundRole and column in self._table.unmapped:
            return shown.colour("warn_soft")
        if role == Qt.ItemDataRole.BackgroundRole and heading:
            return shown.colour("sunken")
        if role == Qt.ItemDataRole.ForegroundRole and not heading and self._table.mapping.targets[column] is None:
            return shown.colour("muted")
        return _bold() if role == Qt.ItemDataRole.FontRole and heading else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Letters and row numbers as the clerk's own program shows them."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return column_letter(section)
        return self._lines[section - 1] + 1 if section else ""


def _bold() -> QFont:
    made = QFont()
    made.setPixelSize(scale.BASE)
    made.setBold(True)
    return made


class MeaningEditor(CodeEditor):
    """Chooses what a column holds: type a part of it or its pinyin initials. What isn't in the list is put back.

    Signals:
        meant: what the clerk chose.
    """

    meant = Signal(str)

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__(CodeList("meanings", tuple(labels)))
        self.removeItem(0)
        self._shown = ""
        self.edited.connect(self._on_edit)
        self.finished.connect(self._on_edit)

    def show_meaning(self, text: str) -> None:
        """Show a meaning, or none where nobody knows it yet."""
        self._shown = text
        self.show_value(text)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText("请选择")
        mark_finding(self, "" if text else "warn")

    def _on_edit(self) -> None:
        text = self.currentText()
        if text != self._shown and self.findText(text) >= 0:
            self.meant.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put back what was shown, unless the list is only open."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.show_meaning(self._shown)


class _Tinted(QStyledItemDelegate):
    """Draws the cells' own background, which a style sheet would cover."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        tint = index.data(Qt.ItemDataRole.BackgroundRole)
        if tint is not None:
            painter.fillRect(option.rect, tint)  # type: ignore[attr-defined]
        super().paint(painter, option, index)


class SheetGrid(QTableView):
    """A table of the workbook whose columns the clerk can give a meaning.

    The choices above the columns are made when they come into sight: a sheet may have a hundred.

    Signals:
        mapped: the table with its new meanings.
    """

    mapped = Signal(object)

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table = table
        self._meanings = meanings(max([_MEMBERS, *(one.person or 0 for one in table.mapping.targets if one)]))
        self.setModel(SheetModel(table, self))
        self.setItemDelegate(_Tinted(self))
        self._set_manners()
        self._editors: dict[int, MeaningEditor] = {}
        self.horizontalScrollBar().valueChanged.connect(self._make_seen)

    @property
    def table(self) -> Table:
        """The table with the meanings that are shown."""
        return self._table

    def show_first_unknown(self) -> None:
        """Go to the first column that nobody understood."""
        for column in self._table.unmapped[:1]:
            self.scrollTo(self.model().index(0, column), QAbstractItemView.ScrollHint.PositionAtCenter)
            self.editor(column).setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_manners(self) -> None:
        self.setAccessibleName(f"工作表“{self._table.sheet.name}”的前几行")
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWordWrap(False)
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        rows.setDefaultSectionSize(scale.ROW - 2)
        rows.setSectionsClickable(False)
        rows.resizeSection(0, scale.ROW + scale.NEAR)
        heads.setSectionsClickable(False)
        for column in range(len(self._table.headings)):
            self.setColumnWidth(column, self._width(column))

    def _width(self, column: int) -> int:
        rows = self._table.sheet.rows[self._table.top : self._table.body + _LINES]
        longest = max((_advance(plain_text(row[column])) for row in rows), default=0)
        target = self._table.mapping.targets[column]
        choice = _advance(target_label(target)) + _ARROW if target else _NARROW
        return max(choice, min(_WIDE, longest + 4 * scale.NEAR))

    def editor(self, column: int) -> MeaningEditor:
        """The choice above a column."""
        if column not in self._editors:
            self._editors[column] = self._make_editor(column)
            self._show_meaning(column)
        return self._editors[column]

    def _make_seen(self) -> None:
        """Make the choices of the columns in sight, and of the next ones so that the Tab key finds them."""
        left, right = self.columnAt(0), self.columnAt(self.viewport().width() - 1)
        last = len(self._table.headings) - 1
        for column in range(max(0, left - 1), min(last, last if right < 0 else right + 1) + 1):
            self.editor(column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make what comes into sight."""
        super().resizeEvent(event)
        self._make_seen()

    def _make_editor(self, column: int) -> MeaningEditor:
        made = MeaningEditor(list(self._meanings))
        made.setAccessibleName(f"{column_letter(column)} 列“{self._table.headings[column]}”的含义")
        made.meant.connect(partial(self._mean, column))
        made.installEventFilter(self)
        self.setIndexWidget(self.model().index(0, column), made)
        return made

    def _mean(self, column: int, text: str) -> None:
        self._table = self._table.mapped(self._table.mapping.with_target(column, self._meanings[text]))
        model = self.model()
        if isinstance(model, SheetModel):
            model.show_table(self._table)
        for one in self._editors:
            self._show_meaning(one)
        self.mapped.emit(self._table)

    def _show_meaning(self, column: int) -> None:
        target = self._table.mapping.targets[column]
        text = target_label(target) if target else LEFT_OUT
        self._editors[column].show_meaning("" if column in self._table.unmapped else text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring the column into sight whose choice has the focus."""
        if event.type() == QEvent.Type.FocusIn:
            for column in [one for one, editor in self._editors.items() if editor is watched]:
                self.scrollTo(self.model().index(0, column))
        return super().eventFilter(watched, event)


def _advance(text: str) -> int:
    """The width of a text, roughly: a measuring of every cell would be felt in wide sheets."""
    return sum(scale.CHARACTER if char.isascii() else _CHARACTER for char in text[:_WIDE])
