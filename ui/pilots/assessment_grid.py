"""The grid that scores are typed into, with the keys of a sheet."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QStyle, QStyleOptionViewItem

from ui.forms.sheet import SheetDelegate, SheetView
from ui.look import fonts, scale, shown
from ui.pilots.assessment_model import COLUMNS, FILES, TYPED, ScoreModel
from ui.tables.model import Index

_PAD = 6
_NUMBERS = 60
_MARKS = {"points": _NUMBERS, "known": _NUMBERS, "self_score": _NUMBERS, "score": _NUMBERS}
_WIDTHS = {"indicator": 196, **_MARKS, FILES: 48}
_TEXT = 150
"""The narrowest column of a text."""
_FEWEST = 8
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ScoreGrid(SheetView):
    """Any key begins typing, Enter goes down, Tab across.

    Signals:
        stood: row that the keys act on now.
        files_asked: the count of files of the current line was clicked twice.
    """

    stood = Signal(int)
    files_asked = Signal()
    ENTER_DOWN = True

    def __init__(self, model: ScoreModel) -> None:
        super().__init__(model, "评分表")
        self.scores = model
        self.setItemDelegate(_Delegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(_FEWEST * scale.ROW)
        self.verticalHeader().hide()
        self.selectionModel().currentChanged.connect(lambda now, _: self.stood.emit(now.row()))
        self.doubleClicked.connect(self._on_double_click)

    def _on_double_click(self, at: Index) -> None:
        if COLUMNS[at.column()] == FILES:
            self.files_asked.emit()

    def go_to(self, score: int, name: str) -> None:
        """Make that cell of the score with this number the current one."""
        for row, line in enumerate(self.scores.rows):
            if not isinstance(line, str) and line.score.id == score:
                self.setCurrentIndex(self.scores.index(row, COLUMNS.index(name)))

    def sizeHint(self) -> QSize:
        """As high as all lines, where there is room."""
        high = (len(self.scores.rows) + 1) * scale.ROW + 2 * self.frameWidth()
        return QSize(super().sizeHint().width(), high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The current cell stays in sight, also where more is said of it below."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def fit(self) -> None:
        """Numbers are narrow, texts share what is left."""
        room = (self.viewport().width() - sum(_WIDTHS.values())) // 2
        for at, name in enumerate(COLUMNS):
            self.setColumnWidth(at, _WIDTHS.get(name, max(_TEXT, room)))
        self.updateGeometry()


class _Delegate(SheetDelegate):
    """Draws fronts and lines."""

    def __init__(self, view: ScoreGrid) -> None:
        super().__init__(view)
        self._scores = view.scores

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Fronts are sunken and strong, what is wrong is tinted, the current cell is framed."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        name, level = COLUMNS[index.column()], self._sheet.level_at(index.row(), COLUMNS[index.column()])
        front = isinstance(self._scores.rows[index.row()], str)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ground = f"{level}_soft" if level else "selection" if chosen else "sunken" if front else "raised"
        self._paint_ground(painter, rect, index, ground)
        plain = "text" if front or name in {"indicator", *TYPED} else "muted"
        painter.setPen(shown.colour(level or ("on_selection" if chosen else plain)))
        painter.setFont(fonts.sized(scale.BASE, strong=front))
        inset = 0 if front or name != "indicator" else scale.NEAR
        room = rect.adjusted(_PAD + inset, 0, -_PAD, 0)
        words = name in {"indicator", "evidence", "note"}
        text = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT if words else _RIGHT, text)
