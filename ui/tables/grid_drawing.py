"""How a grid of rows by periods is drawn: its cells, and the headings that stay in sight."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.look import fonts, icons, scale, shown
from ui.tables.model import Index
from ui.tables.periods import CellState, PeriodModel

PAD = scale.NEAR
_ICON = 14
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

_DRESS = {
    CellState.DONE: ("raised", "good", "check"),
    CellState.LATE: ("warn_soft", "warn", "warning"),
    CellState.OPEN: ("raised", "muted", ""),
    CellState.NONE: ("surface", "muted", "minus"),
}
"""Behind a cell, its text, its icon: a state is told by more than its colour."""


def small_line() -> int:
    """How high a line in the small face is."""
    return QFontMetrics(fonts.sized(scale.SMALL)).height()


def draw_line(painter: QPainter, room: QRect, text: str, colour: str, *, strong: bool = False) -> None:
    """A line in the small face, cut off where it doesn't fit."""
    font = fonts.sized(scale.SMALL, strong=strong)
    painter.setFont(font)
    painter.setPen(shown.colour(colour))
    painter.drawText(room, _LEFT, QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width()))


class CellDelegate(QStyledItemDelegate):
    """Draws a cell: an icon and a short text, and a frame round the one that the keys act on."""

    def __init__(self, view: QTableView, model: PeriodModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        cell = self._model.cell(index.row(), index.column())
        ground, front, icon = _DRESS[cell.state]
        if state & QStyle.StateFlag.State_Selected:
            ground, front = "selection", "on_selection"
        painter.fillRect(rect, shown.colour(ground))
        painter.setPen(QPen(shown.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        self._draw_inside(painter, rect, cell.text, front, icon)
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.setPen(QPen(shown.colour("accent"), 2))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -2, -2))

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as icon and text."""
        wide = QFontMetrics(fonts.sized(scale.SMALL)).horizontalAdvance(str(index.data() or ""))
        return QSize(wide + _ICON + scale.TIGHT + 2 * PAD, scale.ROW)

    def _draw_inside(self, painter: QPainter, rect: QRect, text: str, front: str, icon: str) -> None:
        metrics = QFontMetrics(fonts.sized(scale.SMALL))
        lead = _ICON + (scale.TIGHT if text else 0) if icon else 0
        shortened = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, rect.width() - 2 * PAD - lead))
        wide = lead + metrics.horizontalAdvance(shortened)
        left = rect.left() + (rect.width() - wide) // 2
        if icon:
            drawn = icons.pixmap(icon, front, round(_ICON * self._view.devicePixelRatioF()))
            painter.drawPixmap(QRect(left, rect.center().y() - _ICON // 2 + 1, _ICON, _ICON), drawn)
        painter.setFont(fonts.sized(scale.SMALL))
        painter.setPen(shown.colour(front))
        painter.drawText(QRect(left + lead, rect.top(), wide - lead + 1, rect.height()), _LEFT, shortened)


class _Head(QHeaderView):
    """A heading that draws itself."""

    def __init__(self, orientation: Qt.Orientation, model: PeriodModel) -> None:
        super().__init__(orientation)
        self._model = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)

    def _draw_ground(self, painter: QPainter, rect: QRect) -> None:
        painter.fillRect(rect, shown.colour("sunken"))
        painter.setPen(QPen(shown.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())


class PeriodHead(_Head):
    """Above: a period's label, when it is due, and the sum line, which stays in sight as the rows scroll."""

    def __init__(self, model: PeriodModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, model)
        self.setSectionsClickable(True)
        self.fit()

    def fit(self) -> None:
        """Take the height of what is to be told."""
        lines = 2 + any(one.due for one in self._model.periods)
        self.setFixedHeight(lines * small_line() + 2 * scale.TIGHT + 2)

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:
        """Draw one period; the sum is told as a warning while something is overdue."""
        painter.save()
        self._draw_ground(painter, rect)
        period, of = self._model.periods[at], self._model.sums[at]
        high, room = small_line(), rect.adjusted(PAD, scale.TIGHT, -PAD, 0)
        room.setHeight(high)
        draw_line(painter, room, period.label, "text", strong=True)
        if any(one.due for one in self._model.periods):
            room.translate(0, high)
            draw_line(painter, room, period.due, "muted")
        room.translate(0, high)
        told = self.sum_in(at, room.width())
        draw_line(painter, room, told, "warn" if of.late else "muted", strong=bool(of.late))
        painter.restore()

    def sum_in(self, at: int, width: int) -> str:
        """The sum line of a period in so many pixels: where its word finds no room, its numbers."""
        told, font = self._model.summed(at), fonts.sized(scale.SMALL, strong=bool(self._model.sums[at].late))
        return told if QFontMetrics(font).horizontalAdvance(told) <= width else told.rpartition(" ")[2]


class RowHead(_Head):
    """At the side: a row's title and subtitle, which stay in sight as the periods scroll."""

    def __init__(self, model: PeriodModel) -> None:
        super().__init__(Qt.Orientation.Vertical, model)
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:
        """Draw one row's head."""
        painter.save()
        self._draw_ground(painter, rect)
        row, room = self._model.rows[at], rect.adjusted(PAD, 0, -PAD, 0)
        font = fonts.sized(scale.BASE)
        high, below = QFontMetrics(font).height(), small_line() if row.subtitle else 0
        room.setTop(rect.top() + (rect.height() - high - below) // 2)
        room.setHeight(high)
        painter.setFont(font)
        painter.setPen(shown.colour("text"))
        painter.drawText(
            room, _LEFT, QFontMetrics(font).elidedText(row.title, Qt.TextElideMode.ElideRight, room.width())
        )
        if below:
            room.translate(0, high)
            room.setHeight(below)
            draw_line(painter, room, row.subtitle, "muted")
        painter.restore()
