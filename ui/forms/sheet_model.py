"""What a table that is typed into like a sheet asks of its model."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QAbstractTableModel, Signal

from desktop.base.fields import Field
from ui.tables.model import Index


class SheetModel(QAbstractTableModel):
    """What a sheet is typed into; a subclass says what stands in it.

    Attributes:
        COLUMNS: the names of its columns.
        typing: row and column that is being typed: not judged before it is left.

    Signals:
        edited: something was typed.
    """

    edited = Signal()
    COLUMNS: ClassVar[Sequence[str]]

    def __init__(self) -> None:
        super().__init__()
        self.typing: tuple[int, str] | None = None

    def places(self) -> list[tuple[int, int]]:
        """Row and column of the cells that Tab goes through, in its order."""
        raise NotImplementedError

    def is_typed(self, index: Index) -> bool:
        """Whether something can be typed there."""
        raise NotImplementedError

    def field_at(self, row: int, name: str) -> Field:
        """What is typed in a cell; its label is what a screen reader says."""
        raise NotImplementedError

    def text_at(self, row: int, name: str) -> str:
        """What stands in a cell."""
        raise NotImplementedError

    def level_at(self, row: int, name: str) -> str:
        """The worst of what is shown about a cell: ``bad``, ``warn`` or nothing."""
        raise NotImplementedError

    def put(self, row: int, name: str, text: str) -> None:
        """Type a cell."""
        raise NotImplementedError

    def put_block(self, row: int, column: int, block: Sequence[Sequence[str]]) -> int:
        """Type a block from there on; returns how many of its lines had no place."""
        raise NotImplementedError

    def settle(self) -> None:
        """What was typed is left: judge it."""
        rows = self.rowCount()
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, len(self.COLUMNS) - 1))
