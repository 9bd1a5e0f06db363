"""How a row is drawn: quietly, with pills for states and bars while it loads."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget

from ui.look import scale, shown
from ui.tables.model import Index, Role
from ui.widgets.pieces import plain_tip

Tones = Mapping[str, Mapping[str, str]]
"""Column name → text → tone: ``good``, ``warn``, ``bad``, ``accent`` or ``quiet``; a text without a tone is plain."""

Shares = Mapping[str, str]
"""Column name → name of the column that it is a part of."""

_PAD = scale.NEAR
_PILL = 20
_SHARE = 3


class RowDelegate(QStyledItemDelegate):
    """Draws whole rows: hover and selection across, a mark at the current one, no grid but a hairline below.

    ``shares`` names columns whose amount is part of another column's: a thin bar shows how much of it. ``faint`` names
    a column: where it holds anything, the row doesn't count and is drawn faintly, as marked rows are.
    """

    def __init__(
        self, parent: QWidget, names: list[str], tones: Tones, *, shares: Shares | None = None, faint: str = ""
    ) -> None:
        super().__init__(parent)
        self._names = names
        self._tones = tones
        self._shares = {names.index(part): names.index(whole) for part, whole in (shares or {}).items()}
        self._faint = names.index(faint) if faint else -1
        self.hovered = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or index.row() == self.hovered:
            painter.fillRect(rect, shown.colour("selection" if selected else "hover"))
        painter.setPen(shown.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if not index.data(Role.LOADED):
            self._draw_bar(painter, rect)
            return
        text = str(index.data() or "")
        tone = self._tones.get(self._names[index.column()], {}).get(text, "")
        if tone:
            self._draw_pill(painter, rect, text, tone)
        else:
            self._draw_text(painter, rect, text, index, selected=selected)
        if index.column() in self._shares:
            self._draw_share(painter, rect, index)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: QModelIndex | Index
    ) -> bool:
        """The whole text of a cell that has no room for it, and nothing where it has."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        text = str(index.data() or "")
        needed = view.fontMetrics().horizontalAdvance(text) + 2 * _PAD
        QToolTip.showText(event.globalPos(), plain_tip(text) if needed > rect.width() else "", view, rect)
        return True

    def _draw_text(self, painter: QPainter, rect: QRect, text: str, index: Index, *, selected: bool) -> None:
        painter.setPen(shown.colour("on_selection" if selected else "muted" if self._is_faint(index) else "text"))
        room = rect.adjusted(_PAD, 0, -_PAD, 0)
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)), elided)

    def _draw_pill(self, painter: QPainter, rect: QRect, text: str, tone: str) -> None:
        width = painter.fontMetrics().horizontalAdvance(text) + 2 * _PAD
        pill = QRectF(rect.x() + _PAD - 1, rect.center().y() - _PILL / 2, min(width, rect.width() - _PAD), _PILL)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shown.colour(f"{tone}_soft"))
        painter.drawRoundedRect(pill, _PILL / 2, _PILL / 2)
        painter.restore()
        painter.setPen(shown.colour(tone))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    def _is_faint(self, index: Index) -> bool:
        if index.data(Role.MARKED):
            return True
        return self._faint >= 0 and bool(index.sibling(index.row(), self._faint).data(Role.VALUE))

    def _draw_share(self, painter: QPainter, rect: QRect, index: Index) -> None:
        part = index.data(Role.VALUE) or 0
        whole = index.sibling(index.row(), self._shares[index.column()]).data(Role.VALUE) or 0
        bar = QRect(rect.x() + _PAD, rect.bottom() - _SHARE - 1, max(0, rect.width() - 2 * _PAD), _SHARE)
        painter.fillRect(bar, shown.colour("line"))
        if whole > 0:
            bar.setWidth(round(bar.width() * max(0, min(part, whole)) / whole))
            painter.fillRect(bar, shown.colour("accent"))

    def _draw_bar(self, painter: QPainter, rect: QRect) -> None:
        bar = QRect(rect.x() + _PAD, rect.center().y() - 4, max(0, min(64, rect.width() - 2 * _PAD)), 8)
        painter.fillRect(bar, shown.colour("sunken"))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A row of the scale, as wide as its text."""
        text = str(index.data() or "")
        return QSize(option.fontMetrics.horizontalAdvance(text) + 3 * _PAD, scale.ROW)  # type: ignore[attr-defined]
