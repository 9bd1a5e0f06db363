"""Choosing many cells of one column, and never of two."""

from PySide6.QtCore import QAbstractItemModel, QItemSelection, QItemSelectionModel, QItemSelectionRange, QObject

from ui.tables.model import Index

Flag = QItemSelectionModel.SelectionFlag


class OneColumn(QItemSelectionModel):
    """What lies in another column than what is chosen replaces it; of what lies in several, one column is chosen."""

    def __init__(self, model: QAbstractItemModel, parent: QObject) -> None:
        super().__init__(model, parent)
        self._column = -1

    @property
    def column(self) -> int:
        """The column in which cells are chosen, -1 where none are."""
        return self._column if self.hasSelection() else -1

    def select(self, chosen: QItemSelection | Index, command: QItemSelectionModel.SelectionFlag) -> None:
        """Choose, in one column."""
        if isinstance(chosen, QItemSelection):
            wanted = chosen
        else:
            wanted = QItemSelection()
            wanted.select(chosen, chosen)
        ranges = [wanted.at(at) for at in range(wanted.count())]
        columns = {at for one in ranges for at in range(one.left(), one.right() + 1)}
        if len(columns) > 1:
            columns = {self._column if self._column in columns else min(columns)}
            wanted = self._within(ranges, *columns)
        if columns and columns != {self._column}:
            self._column = columns.pop()
            command = command | Flag.Clear if command & (Flag.Select | Flag.Toggle) else command
        super().select(wanted, command)

    def _within(self, ranges: list[QItemSelectionRange], column: int) -> QItemSelection:
        made = QItemSelection()
        for one in ranges:
            made.select(self.model().index(one.top(), column), self.model().index(one.bottom(), column))
        return made
