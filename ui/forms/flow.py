"""A grid whose number of columns follows its width."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.look import scale

_SAID = Qt.WidgetAttribute.WA_WState_ExplicitShowHide  # somebody hid it; a widget that was never shown is hidden too


class Reflow(QWidget):
    """Cells side by side, as many as fit at ``narrowest`` pixels each; wide cells take a whole row.

    Rows are ``gap`` pixels apart; the cells of a form have their room for findings between them. A hidden cell leaves
    no hole. Where they are to be ``filled``, few cells take the whole row.
    """

    def __init__(
        self,
        cells: Sequence[QWidget],
        wide: Sequence[QWidget] = (),
        narrowest: int = scale.COLUMN,
        *,
        gap: int = 0,
        filled: bool = False,
        within: QWidget | None = None,
    ) -> None:
        super().__init__(within)
        self._filled, self._fitting = filled, 1
        self._cells, self._wide, self._narrowest = cells, wide, narrowest
        self._across = 0
        self._placed: list[QWidget] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(scale.WIDE)
        self._grid.setVerticalSpacing(gap)
        self.setLayout(self._grid)
        self._place(1)

    @property
    def across(self) -> int:
        """How many cells stand side by side."""
        return self._across

    def _place(self, fitting: int) -> None:
        shown = [cell for cell in self._cells if not (cell.isHidden() and cell.testAttribute(_SAID))]
        self._fitting = fitting
        across = max(1, min(fitting, len(shown))) if self._filled else fitting
        if across == self._across and shown == self._placed:
            return
        for at in range(max(across, self._across)):
            self._grid.setColumnStretch(at, 1 if at < across else 0)
        self._across, self._placed = across, shown
        row, column = 0, 0
        for cell in shown:
            span = across if cell in self._wide else 1
            if column + span > across:
                row, column = row + 1, 0
            self._grid.addWidget(cell, row, column, 1, span)
            column += span

    def event(self, event: QEvent) -> bool:
        """Close up when a cell was hidden, make room when it is shown again."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place(self._fitting)
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cells anew when another number fits."""
        super().resizeEvent(event)
        self._place(max(1, (self.width() + scale.WIDE) // (self._narrowest + scale.WIDE)))
