"""A list with ticks below an editor that keeps the focus."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QListWidget, QListWidgetItem, QWidget

from ui.look import icons, scale, shown
from ui.look.roles import dress
from ui.widgets.pieces import column, label

_ROWS = 8
_FRAME = 6
"""What the style sheet puts around the rows."""
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_ROWS, Qt.Key.Key_PageDown: _ROWS}


class Ticks(QFrame):
    """Labels, of which some are ticked, with a line below that says how many may be.

    Signals:
        chosen: label that was clicked.
    """

    chosen = Signal(str)

    def __init__(self, editor: QWidget, name: str) -> None:
        super().__init__(editor, Qt.WindowType.ToolTip)
        dress(self, "card")
        self._editor = editor
        self._follows = False
        self._list = dress(QListWidget(), "popup")
        self._list.setAccessibleName(name)
        self._list.setIconSize(QSize(scale.ICON, scale.ICON))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(lambda item: self.chosen.emit(item.text()))
        self._foot = label(role="hint")
        self._foot.setContentsMargins(scale.NEAR, 0, scale.NEAR, scale.TIGHT)
        whole = column(gap=scale.TIGHT)
        whole.addWidget(self._list)
        whole.addWidget(self._foot)
        self.setLayout(whole)

    @property
    def current(self) -> str:
        """The label that the keys would tick."""
        item = self._list.currentItem()
        return item.text() if item else ""

    def offer(self, labels: Sequence[str], ticked: Collection[str], most: int, *, at: int = 0) -> None:
        """Show these labels, the one in that row as the current."""
        self._list.clear()
        for text in labels:
            self._list.addItem(_item(text, ticked=text in ticked, full=len(ticked) >= most))
        self._list.setCurrentRow(at)
        self._foot.setText(_says(len(ticked), most))
        self._place()

    @property
    def row(self) -> int:
        """Where the current label stands; 0 in a closed list."""
        return self._list.currentRow() if self.isVisible() else 0

    def step(self, key: int) -> bool:
        """Go up or down by that key; whether it is one that does."""
        by = _STEPS.get(Qt.Key(key), 0)
        if by:
            self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + by)))
        return bool(by)

    def _place(self) -> None:
        rows = min(self._list.count(), _ROWS)
        self._list.setFixedHeight(rows * self._list.sizeHintForRow(0) + _FRAME)
        self.setFixedWidth(min(max(self._editor.width(), self._wanted()), self._editor.screen().size().width()))
        self.adjustSize()
        self._follow()
        below = self._editor.mapToGlobal(QPoint(0, self._editor.height() + 2))
        fits = below.y() + self.height() <= self._editor.screen().availableGeometry().bottom()
        self.move(below if fits else self._editor.mapToGlobal(QPoint(0, -self.height() - 2)))
        self.show()

    def _wanted(self) -> int:
        return max(self._list.sizeHintForColumn(0) + scale.FAR, self._foot.sizeHint().width() + scale.NEAR)

    def _follow(self) -> None:
        """Close when what is below scrolls away; asked once, when the editor stands in its page."""
        above = None if self._follows else self._editor.parentWidget()
        self._follows = True
        while above is not None:
            if isinstance(above, QAbstractScrollArea):
                above.verticalScrollBar().valueChanged.connect(self.hide)
                above.horizontalScrollBar().valueChanged.connect(self.hide)
            above = above.parentWidget()


def _says(count: int, most: int) -> str:
    if count >= most:
        return f"已选 {count} 项，最多 {most} 项；要换别的，请先取消一项"
    return f"已选 {count} 项，最多 {most} 项　空格选取，Esc 收起"


def _item(text: str, *, ticked: bool, full: bool) -> QListWidgetItem:
    item = QListWidgetItem(_box(ticked=ticked), text)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}，已选" if ticked else text)
    if full and not ticked:
        item.setForeground(shown.colour("muted"))
    return item


def _box(*, ticked: bool) -> QIcon:
    """A box to tick, as ``Tick`` has it, also for the current row."""
    made = QIcon()
    made.addPixmap(_drawn("accent" if ticked else "muted", ticked=ticked, filled=True), QIcon.Mode.Normal)
    made.addPixmap(_drawn("on_selection", ticked=ticked, filled=False), QIcon.Mode.Selected)
    return made


def _drawn(colour: str, *, ticked: bool, filled: bool) -> QPixmap:
    dense = 2
    drawn = QPixmap(scale.ICON * dense, scale.ICON * dense)
    drawn.fill(Qt.GlobalColor.transparent)
    drawn.setDevicePixelRatio(dense)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(shown.colour(colour), 1))
    if ticked and filled:
        painter.setBrush(shown.colour(colour))
    painter.drawRoundedRect(QRectF(0.5, 0.5, scale.ICON - 1, scale.ICON - 1), 3, 3)
    if ticked:
        mark = icons.pixmap("check", "on_accent" if filled else colour, scale.ICON * dense)
        painter.drawPixmap(0, 0, scale.ICON, scale.ICON, mark)
    painter.end()
    return drawn
