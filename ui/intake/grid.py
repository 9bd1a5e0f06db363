"""The first rows of a sheet, with what each column holds above it."""

from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop.base.values import plain_text
from desktop.exchange.headings import Table
from desktop.exchange.mapping import Mapping, is_money, target_label
from ui.intake.choosing import LEFT_OUT, MeaningEditor, UnitEditor, meanings, unit_label
from ui.look import scale, shown
from ui.tables.model import Index

_MEANING, _UNIT = 0, 1
_CHOICES = ("含义", "单位")
"""The rows of choices above the sheet's own."""

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


class SheetModel(QAbstractTableModel):
    """Headings and first lines of a table as they stand in the sheet, below empty rows for the choices."""

    def __init__(self, table: Table, parent: QObject) -> None:
        super().__init__(parent)
        self._table = table
        self._lines = range(table.top, min(table.body + _LINES, len(table.sheet.rows)))

    def show_table(self, table: Table) -> None:
        """The same sheet with other meanings."""
        self._table = table
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """The rows of choices and the lines."""
        return 0 if parent.isValid() else len(_CHOICES) + len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """The columns of the table."""
        return 0 if parent.isValid() else len(self._table.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell: its text, bold in the headings, tinted where nobody understood the column."""
        if not index.isValid() or index.row() < len(_CHOICES):
            return None
        line, column = self._lines[index.row() - len(_CHOICES)], index.column()
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
        return _CHOICES[section] if section < len(_CHOICES) else self._lines[section - len(_CHOICES)] + 1


def _bold() -> QFont:
    made = QFont()
    made.setPixelSize(scale.BASE)
    made.setBold(True)
    return made


class _Tinted(QStyledItemDelegate):
    """Draws the cells' own background, which a style sheet would cover."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        tint = index.data(Qt.ItemDataRole.BackgroundRole)
        if tint is not None:
            painter.fillRect(option.rect, tint)  # type: ignore[attr-defined]
        super().paint(painter, option, index)


class SheetGrid(QTableView):
    """A table of the workbook whose columns the clerk can give a meaning, and a unit where they hold money.

    The choices above the columns are made when they come into sight: a sheet may have a hundred.

    Signals:
        mapped: the table with its new meanings.
    """

    mapped = Signal(object)

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table = table
        members = max([_MEMBERS, *(one.person or 0 for one in table.mapping.targets if one)])
        self._meanings = meanings(members, table.mapping.record)
        self.setModel(SheetModel(table, self))
        self.setItemDelegate(_Tinted(self))
        self._set_manners()
        self._editors: dict[int, MeaningEditor] = {}
        self._units: dict[int, UnitEditor] = {}
        self.horizontalScrollBar().valueChanged.connect(self._make_seen)

    @property
    def table(self) -> Table:
        """The table with the meanings that are shown."""
        return self._table

    def show_first_unknown(self) -> None:
        """Go to the first column that nobody understood."""
        for column in self._table.unmapped[:1]:
            self.scrollTo(self.model().index(_MEANING, column), QAbstractItemView.ScrollHint.PositionAtCenter)
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
        for choice in (_MEANING, _UNIT):
            rows.resizeSection(choice, scale.ROW + scale.NEAR)
        heads.setSectionsClickable(False)
        for column in range(len(self._table.headings)):
            self.setColumnWidth(column, self._width(column))
        self._hide_idle_units()

    def _width(self, column: int) -> int:
        rows = self._table.sheet.rows[self._table.top : self._table.body + _LINES]
        longest = max((_advance(plain_text(row[column])) for row in rows), default=0)
        target = self._table.mapping.targets[column]
        choice = _advance(target_label(target, self._table.mapping.record)) + _ARROW if target else _NARROW
        return max(choice, self._unit_width(column), min(_WIDE, longest + 4 * scale.NEAR))

    def _unit_width(self, column: int) -> int:
        factor = self._table.mapping.factor(column)
        return _advance(unit_label(factor)) + _ARROW if factor > 1 else 0

    def _holds_money(self, column: int) -> bool:
        target = self._table.mapping.targets[column]
        return target is not None and is_money(target, self._table.mapping.record)

    def _hide_idle_units(self) -> None:
        """Without any column of money there is nothing to say of units."""
        self.setRowHidden(_UNIT, not any(map(self._holds_money, range(len(self._table.headings)))))

    def editor(self, column: int) -> MeaningEditor:
        """The choice above a column."""
        if column not in self._editors:
            self._editors[column] = self._make_editor(column)
            self._show_choices(column)
        return self._editors[column]

    def unit(self, column: int) -> UnitEditor | None:
        """The choice of the unit of a column that is in sight; none where it holds no money."""
        return self._units.get(column)

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
        self.setIndexWidget(self.model().index(_MEANING, column), made)
        return made

    def _mean(self, column: int, text: str) -> None:
        self._map(self._table.mapping.with_target(column, self._meanings[text]))

    def _count(self, column: int, factor: int) -> None:
        self._map(self._table.mapping.with_factor(column, factor))
        self.setColumnWidth(column, max(self.columnWidth(column), self._unit_width(column)))

    def _map(self, mapping: Mapping) -> None:
        self._table = self._table.mapped(mapping)
        model = self.model()
        if isinstance(model, SheetModel):
            model.show_table(self._table)
        self._hide_idle_units()
        for one in self._editors:
            self._show_choices(one)
        self.mapped.emit(self._table)

    def _show_choices(self, column: int) -> None:
        target = self._table.mapping.targets[column]
        text = target_label(target, self._table.mapping.record) if target else LEFT_OUT
        self._editors[column].show_meaning("" if column in self._table.unmapped else text)
        if not self._holds_money(column):
            self._drop_unit(column)
            return
        if column not in self._units:
            self._units[column] = self._make_unit(column)
        self._units[column].show_factor(self._table.mapping.factor(column))

    def _make_unit(self, column: int) -> UnitEditor:
        made = UnitEditor()
        made.setAccessibleName(f"{column_letter(column)} 列“{self._table.headings[column]}”的单位")
        made.counted.connect(partial(self._count, column))
        made.installEventFilter(self)
        self.setIndexWidget(self.model().index(_UNIT, column), made)
        return made

    def _drop_unit(self, column: int) -> None:
        """An editor in a cell can't be hidden, for the view shows it again: it dies."""
        if self._units.pop(column, None):
            self.setIndexWidget(self.model().index(_UNIT, column), None)  # type: ignore[arg-type]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring the column into sight whose choice has the focus."""
        if event.type() == QEvent.Type.FocusIn:
            editors = (*self._editors.items(), *self._units.items())
            for column in [one for one, editor in editors if editor is watched]:
                self.scrollTo(self.model().index(_MEANING, column))
        return super().eventFilter(watched, event)


def _advance(text: str) -> int:
    """The width of a text, roughly: a measuring of every cell would be felt in wide sheets."""
    return sum(scale.CHARACTER if char.isascii() else _CHARACTER for char in text[:_WIDE])
