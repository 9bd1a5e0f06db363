"""The search box over everything, with its list of hits."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import column
from ui.widgets.search import SearchLine

if TYPE_CHECKING:
    from desktop.office.office import Office
    from ui.desk import Desk

_MOST = 12
_KEYS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class Hit(NamedTuple):
    """Something found.

    Attributes:
        page, record: what it is shown as, and its number.
        label, detail: what it is called, and what tells it from others.
        heading: under which it is listed, with those beside it that have the same.
        within: number of that in which it stands, such as a payee's batch.
    """

    page: str
    record: int
    label: str
    detail: str = ""
    heading: str = ""
    within: int | None = None


Find = Callable[["Office", str], Sequence[Hit]]


class Finder(SearchLine):
    """Searches while the clerk types; Down and Up choose, Enter opens, Escape closes. Without a finder it hides."""

    def __init__(self, desk: "Desk") -> None:
        super().__init__("搜索姓名、拼音首字母、证件号后几位、电话、单位、档案号、活动、批次（Ctrl+K）", "全局搜索")
        self._desk = desk
        self._find: Find | None = None
        self._open: Callable[[Hit], object] | None = None
        self._hits: Sequence[Hit] = ()
        self._popup, self._list = self._make_popup()
        self.setMaximumWidth(520)
        self.hide()
        self.searched.connect(self._on_search)
        self._list.itemActivated.connect(self._choose)
        self._list.itemClicked.connect(self._choose)

    def search_by(self, find: Find, opener: Callable[[Hit], object]) -> None:
        """Find by this, in the worker, and open what is chosen by that."""
        self._find, self._open = find, opener

    def hits(self) -> Sequence[Hit]:
        """What is listed."""
        return self._hits

    def _make_popup(self) -> tuple[QFrame, QListWidget]:
        popup = dress(QFrame(self, Qt.WindowType.ToolTip), "card")
        found = dress(QListWidget(), "found")
        found.setAccessibleName("搜索结果")
        found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = column()
        whole.addWidget(found)
        popup.setLayout(whole)
        return popup, found

    def _on_search(self, text: str) -> None:
        if not text or self._find is None:
            self._popup.hide()
            return
        find = self._find
        self._desk.ask(lambda office: find(office, text), self._show, key=(id(self), "find"))

    def _show(self, hits: Sequence[Hit]) -> None:
        self._hits = hits[:_MOST]
        self._list.clear()
        heading = ""
        for hit in self._hits:
            if hit.heading != heading:
                heading = hit.heading
                self._add(heading)
            self._add(f"{hit.label}　{hit.detail}", hit)
        if not hits:
            self._add("没有找到")
        self._list.setCurrentRow(next(iter(self._rows()), -1))
        self._place()

    def _add(self, text: str, hit: Hit | None = None) -> None:
        """A line that opens what was found, or one that only says something."""
        made = QListWidgetItem(text)
        made.setData(Qt.ItemDataRole.UserRole, hit)
        if hit is None:
            made.setFlags(Qt.ItemFlag.NoItemFlags)
        self._list.addItem(made)

    def _rows(self) -> list[int]:
        """The lines that can be chosen."""
        return [row for row in range(self._list.count()) if self._list.item(row).flags()]

    def _step(self, by: int) -> None:
        """Choose so many lines further."""
        rows = self._rows()
        if rows:
            at = rows.index(self._list.currentRow()) if self._list.currentRow() in rows else 0
            self._list.setCurrentRow(rows[max(0, min(len(rows) - 1, at + by))])
            self._list.scrollToItem(self._list.currentItem())

    def _place(self) -> None:
        rows = max(1, self._list.count())
        self._popup.setFixedSize(self.width(), rows * (scale.ROW - 2) + scale.NEAR)
        self._popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._popup.setVisible(self.hasFocus())

    def _choose(self, *_: object) -> None:
        item = self._list.currentItem()
        hit = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        self._popup.hide()
        if hit is not None and self._open is not None:
            self.reset()
            self._open(hit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose in the list without leaving the line."""
        if self._popup.isVisible() and event.key() in _KEYS:
            self._step(-1 if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_PageUp} else 1)
        elif self._popup.isVisible() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose()
        elif event.key() == Qt.Key.Key_Escape and self._popup.isVisible():
            self._popup.hide()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Close the list with the window or when the clerk goes elsewhere."""
        if event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.WindowDeactivate}:
            self._popup.hide()
        return super().event(event)
