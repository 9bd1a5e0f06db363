"""The grid that figures are typed into, with the keys of a sheet."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.cases.figures_model import COLUMNS, FiguresModel
from ui.forms.sheet import SheetDelegate, SheetView
from ui.look import scale, shown
from ui.tables.model import Index

_PAD = 5
_NARROW = 68
_HEAD = 44
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FiguresView(SheetView):
    """A line a person, as high as all of them; Enter goes on to the next figure."""

    ENTER_DOWN = False

    def __init__(self, model: FiguresModel) -> None:
        super().__init__(model, "近十二个月收支")
        self.setItemDelegate(_Delegate(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setFixedHeight(_HEAD)
        side = self.verticalHeader()
        side.setFixedWidth(_NARROW + _PAD)
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        side.setTextElideMode(Qt.TextElideMode.ElideRight)
        model.dataChanged.connect(self.fit)
        model.headerDataChanged.connect(self.fit)

    def go_to(self, row: int, name: str) -> None:
        """Make that figure the current one."""
        self.setCurrentIndex(self.sheet.index(row, COLUMNS.index(name)))

    def fit(self) -> None:
        """Take the height of all lines, and columns wide enough for what stands in them, together at least the room."""
        metrics = self.fontMetrics()
        lines = self.sheet.rowCount()
        widest = [
            max(metrics.horizontalAdvance(self.sheet.text_at(row, name)) for row in range(lines)) for name in COLUMNS
        ]
        least = [max(_NARROW, width + 2 * _PAD + 2) for width in widest]
        room = self.viewport().width() - sum(least)
        for at, width in enumerate(least):
            more = max(0, room) // len(COLUMNS) + (at < max(0, room) % len(COLUMNS))
            self.setColumnWidth(at, width + more)
        bar = self.horizontalScrollBar().sizeHint().height() if room < 0 else 0
        self.setFixedHeight(_HEAD + lines * scale.ROW + bar + 2 * self.frameWidth())


class _Delegate(SheetDelegate):
    """Draws figures and sums."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Sums are sunken, what is wrong is tinted, the current figure is framed."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        level = self._sheet.level_at(index.row(), COLUMNS[index.column()])
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        plain = "raised" if self._sheet.is_typed(index) else "sunken"
        self._paint_ground(painter, rect, index, "selection" if chosen else f"{level}_soft" if level else plain)
        painter.setPen(shown.colour(level or ("on_selection" if chosen else "text")))
        painter.drawText(rect.adjusted(_PAD, 0, -_PAD, 0), _RIGHT, str(index.data() or ""))
