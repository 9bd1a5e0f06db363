"""The main window: side bar, search over everything, pages, and the foot."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QButtonGroup, QMainWindow, QPushButton, QStackedWidget, QWidget

from desktop.base.changes import UNDO, Change, Noun
from desktop.base.errors import KnownError
from ui import NAME
from ui.brand import brand
from ui.desk import Desk, Job
from ui.dropping import ONE_FILE, file_in, holds_files
from ui.farewell import Farewell
from ui.finder import Find, Finder, Hit
from ui.foot import Foot
from ui.kept import KeptDialog
from ui.lock import LockPage
from ui.look import icons, places, scale
from ui.look.roles import dress
from ui.pressing import EnterKeys
from ui.undoing import UndoKeys
from ui.widgets.crash import CrashDialog
from ui.widgets.message import MessageBar
from ui.widgets.page import surface
from ui.widgets.pieces import column, drop_arguments, label, room_for, row
from ui.widgets.progress import ProgressStrip
from ui.widgets.reading_order import InReadingOrder
from ui.widgets.search import SearchLine

if TYPE_CHECKING:
    from desktop.office.office import Office


class _Place(NamedTuple):
    """A page, made on its first visit; without a button where it isn't in the side bar."""

    button: QPushButton | None
    factory: Callable[[], QWidget]


class MainWindow(QMainWindow):
    """Holds the pages; every page is given the desk by its factory and knows nothing of the window.

    Ctrl+K searches everything, Ctrl+Z undoes, Ctrl+Y does again, Ctrl+1… goes to a page. A page with an ``unsaved``
    method is asked before the window closes.

    Signals:
        lock_asked: the clerk wants the office locked.
        visited: key of the page that is shown now.
        file_dropped: path of the file that the clerk dropped on the window.
        restore_asked: a backup to put in the office file's place, and its password.
        lock_minutes_chosen: after how many minutes without a touch the office is locked; 0 for never.
        finished: the office is closed; the window can go.
    """

    lock_asked = Signal()
    visited = Signal(str)
    file_dropped = Signal(Path)
    restore_asked = Signal(Path, str)
    lock_minutes_chosen = Signal(int)
    finished = Signal()

    def __init__(self, desk: Desk, office_name: str = "") -> None:
        super().__init__()
        self.desk = desk
        self._places: dict[str, _Place] = {}
        self._pages: dict[str, QWidget] = {}
        self._trail: list[str] = []
        self._keys: list[QShortcut] = []
        self._missed: list[Change] = []
        self._finished = False
        self._closing = False
        self._backup_failed = False
        self.resize(1280, 720)
        self.setMinimumSize(960, 560)
        self.setAcceptDrops(True)
        self._make_parts()
        self._assemble()
        self.set_office(office_name)
        self._wire()
        self._restore_place()
        self._ask_labels()

    def add_page(self, key: str, text: str, icon: str, factory: Callable[[], QWidget]) -> None:
        """Add a page to the side bar; the first one added is shown once the window is."""
        made = dress(QPushButton(text), "nav")
        made.setCheckable(True)
        icons.put(made, icon)
        made.setIconSize(QSize(scale.ICON + 2, scale.ICON + 2))
        made.clicked.connect(lambda: self.go(key))
        self._group.addButton(made)
        self._nav.insertWidget(self._nav.count() - 1, made)
        self._places[key] = _Place(made, factory)
        if len(self._places) <= 9:  # noqa: PLR2004  (there are nine such keys)
            keys = f"Ctrl+{len(self._places)}"
            made.setToolTip(f"{text}（{keys}）")
            self.add_key(keys, lambda: self.go(key))

    def add_aside(self, key: str, factory: Callable[[], QWidget]) -> None:
        """Add a page that isn't in the side bar, such as a preview; ``leave`` goes back to where it was opened."""
        self._places[key] = _Place(None, factory)

    def add_key(self, keys: str, deed: Callable[[], object]) -> None:
        """Have these keys do something from every page, while the office isn't locked."""
        made = QShortcut(QKeySequence(keys), self)
        made.activated.connect(drop_arguments(deed))
        self._keys.append(made)

    def go(self, key: str) -> QWidget:
        """Show the page, made now if it wasn't yet; ``KeyError`` where there is none."""
        place = self._places[key]
        if key not in self._pages:
            self._pages[key] = place.factory()
            self._stack.addWidget(self._pages[key])
        if place.button is not None:
            place.button.setChecked(True)
            self._trail.clear()
        self._trail = [*(one for one in self._trail if one != key), key]
        page = self._pages[key]
        if page is not self._stack.currentWidget():
            self.messages.leave()
        first = page.focusWidget() is None and page.focusProxy() is not None  # else Qt chooses the first button
        self._stack.setCurrentWidget(page)
        if first or not page.isAncestorOf(QApplication.focusWidget() or self):
            page.setFocus(Qt.FocusReason.OtherFocusReason)  # its own keys work only where the focus is in it
        self.visited.emit(key)
        return page

    def leave(self) -> None:
        """Go back from a page that isn't in the side bar."""
        if len(self._trail) > 1:
            self._trail.pop()
            self.go(self._trail[-1])

    def titles(self) -> dict[str, str]:
        """What the pages in the side bar are called, by key and in their order."""
        return {key: place.button.text() for key, place in self._places.items() if place.button is not None}

    def page(self, key: str) -> QWidget | None:
        """The page, if it was visited."""
        return self._pages.get(key)

    def set_finder(self, finder: Find, opener: Callable[[Hit], object]) -> None:
        """Have the search box find by this, in the worker, and open what is chosen by that."""
        self.finder.search_by(finder, opener)
        self.finder.show()

    def set_backup(self, text: str) -> None:
        """Say at the foot when the last backup was taken."""
        self._foot.backup.setText(text)

    def set_office(self, name: str) -> None:
        """Say whose office it is."""
        self._office_name = name
        self._office.setText(name or NAME)
        self._tell_title()

    def _tell_title(self) -> None:
        named = self._office_name and not self.locked
        self.setWindowTitle(f"{self._office_name} · {NAME}" if named else NAME)

    @property
    def locked(self) -> bool:
        """Whether nothing of the office is shown."""
        return self._outer.currentWidget() is self.lock_page

    def set_locked(self, locked: bool) -> None:
        """Hide everything of the office, in other windows too, or show it again."""
        self._outer.setCurrentWidget(self.lock_page if locked else self._body)
        self._tell_title()
        for key in self._keys:
            key.setEnabled(not locked)
        if locked:
            self._hide_others()
            self.lock_page.begin()
        else:
            self._ask_labels()
            self._make_up()

    def _make_up(self) -> None:
        """Tell the pages of what was written by work that ended while the office was locked."""
        missed, self._missed = self._missed, []
        for change in missed:
            self.desk.changed.emit(change, None)

    def _hide_others(self) -> None:
        """Dialogs over the window show something of the office too; a question that was open counts as cancelled."""
        for widget in QApplication.topLevelWidgets():
            if widget is not self and widget.isVisible():
                widget.close()

    def dismiss(self) -> None:
        """Go, without closing the office: another window takes over."""
        self._finished = True
        self.close()
        self.deleteLater()

    def undo(self) -> None:
        """Undo what the foot names."""
        if self._undo.isEnabled() and not self.locked:
            self.desk.undo()

    def redo(self) -> None:
        """Do again what the foot names."""
        if self._redo.isEnabled() and not self.locked:
            self.desk.redo()

    def _make_parts(self) -> None:
        self._outer, self.lock_page, self._farewell = QStackedWidget(), LockPage(), Farewell()
        self.lock_page.leave_asked.connect(self.close)
        self.messages, self.progress = MessageBar(), ProgressStrip(common=True)
        self.finder = Finder(self.desk)
        self._stack = QStackedWidget()
        self._group = QButtonGroup(self, exclusive=True)
        self._office = label(role="strong", wrap=True)
        self._foot = Foot(self.undo, self.redo, self.lock_asked.emit)
        self._undo, self._redo, self._lock = self._foot.undo, self._foot.redo, self._foot.lock

    def _wire(self) -> None:
        """Who hears whom: the one place."""
        desk = self.desk
        desk.changed.connect(self._on_change)
        desk.crashed.connect(self._on_crash)
        desk.known_error.connect(self._on_known_error)
        desk.started.connect(self._on_job)
        keys = (
            ("Ctrl+K", self.finder.focus_all),
            (QKeySequence.StandardKey.Undo, self.undo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+Shift+Z", self.redo),
            ("Ctrl+L", self.lock_asked.emit),
        )
        for key, deed in keys:
            QShortcut(QKeySequence(key), self).activated.connect(deed)
        UndoKeys(self)
        EnterKeys(self)

    def _assemble(self) -> None:
        right = column(gap=0)
        right.addWidget(self._top())
        right.addWidget(self.progress)
        right.addWidget(self._stack, 1)
        upper = row(gap=0)
        upper.addWidget(self._sidebar())
        upper.addLayout(right, 1)
        whole = column(gap=0)
        whole.addLayout(upper, 1)
        whole.addWidget(self._foot)
        self._body = dress(InReadingOrder(), "page")
        self._body.setLayout(whole)
        self._outer.addWidget(self._body)
        self._outer.addWidget(self.lock_page)
        self.setCentralWidget(self._outer)

    def _sidebar(self) -> QWidget:
        made = surface("sidebar")
        made.setFixedWidth(scale.SIDEBAR)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, deed in (("Esc", self._enter_page), ("Ctrl+F", self._search_page)):
            QShortcut(QKeySequence(keys), made, context=within).activated.connect(deed)
        self._nav = column(scale.NEAR, scale.APART, scale.NEAR, scale.NEAR, gap=2)
        self._nav.addLayout(brand(self._office))
        self._nav.addSpacing(scale.NEAR)
        self._nav.addStretch(1)
        made.setLayout(self._nav)
        return made

    def _enter_page(self) -> None:
        """Go from the side bar to where one was in the page."""
        page = self._stack.currentWidget()
        (page.focusWidget() or page).setFocus(Qt.FocusReason.OtherFocusReason)

    def _search_page(self) -> None:
        """Go from the side bar to where the page is searched."""
        found: list[SearchLine] = list(self._stack.currentWidget().findChildren(SearchLine))
        next((one for one in found if one.isVisible()), self.finder).focus_all()

    def _top(self) -> QWidget:
        made = surface("top")
        inside = row(scale.WIDE, scale.NEAR, scale.WIDE, scale.NEAR)
        inside.addWidget(self.finder, 1)
        inside.addWidget(room_for(self.messages), 1)  # it comes and goes without moving the page
        made.setLayout(inside)
        made.setMinimumHeight(scale.CONTROL + 2 * scale.NEAR + 3)  # as with a message
        self._top_bar = made
        return made

    def _ask_labels(self) -> None:
        self.desk.ask(
            lambda office: (office.undo_label(), office.redo_label()), self._foot.show_labels, key=(id(self), "undo")
        )

    def _on_known_error(self, sentence: str) -> None:
        if not self.locked:
            self.messages.error(sentence)

    def _on_change(self, change: Change, _initiator: object) -> None:
        if self.locked:
            self._missed.append(change)
            return
        if Noun.SETTINGS in change.nouns:
            self.desk.ask(lambda office: office.name, self.set_office, key=(id(self), "name"))
        if change.kept:
            text = f"{change.label}；有 {len(change.kept):,} 项后来另有改动，没有撤销"
            self.messages.caution(text, "看是哪些", partial(KeptDialog.show_for, change.kept, self))
        elif change.label.startswith(UNDO):
            self.messages.notice(change.label, "重做", self.redo)
        elif change.nouns:
            self.messages.notice(change.label, "撤销", self.undo)
        else:  # such as a printed paper, which only stands in the journal
            self.messages.notice(change.label)
        self._ask_labels()

    def _on_crash(self, error: BaseException) -> None:
        CrashDialog.tell(error, self)

    def _on_job(self, job: Job) -> None:
        self.progress.follow(job)

    def _restore_place(self) -> None:
        kept = places.recall("window")
        if isinstance(kept, str):
            self.restoreGeometry(QByteArray.fromBase64(kept.encode()))

    def _end(self, _: object = None) -> None:
        self._finished = True
        self._farewell.end()
        self.finished.emit()
        self.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, so that one too many is told of."""
        if holds_files(event.mimeData()) and not self.locked:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell the file that was dropped."""
        path = file_in(event.mimeData())
        if self.locked:
            return
        event.acceptProposedAction()
        if path:
            self.file_dropped.emit(path)
        else:
            self.messages.caution(ONE_FILE)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the office first, after what is under way and a backup; then the window, which hides meanwhile."""
        if self._finished:
            event.accept()
            return
        event.ignore()
        if not self._closing and self.may_close():
            self._closing = True
            places.keep("window", bytes(self.saveGeometry().toBase64().data()).decode())
            self.hide()
            self._farewell.begin(self.geometry().center())
            if self.locked or self._backup_failed:
                self._close_office()
            else:
                self.desk.ask(_last_backup, self._close_office, self._on_backup_failed)

    def may_close(self) -> bool:
        """Whether nothing would be lost or cut short; else it says what."""
        if self.progress.busy:
            self.messages.caution("还有一项工作没有做完，请等它完成，或先点“取消”，然后再试。")
            return False
        for key, page in self._pages.items():
            unsaved = getattr(page, "unsaved", None)
            if unsaved is not None and unsaved():
                return self._hold_back(key)
        return True

    def _hold_back(self, key: str) -> bool:
        if self.locked:
            self.lock_page.refuse("有未保存的修改，请先解锁，保存后再退出。")
        else:
            self.go(key)
            self.messages.caution("这一页有未保存的修改，请先保存或放弃修改，然后再试。")
        return False

    def _close_office(self, _: object = None) -> None:
        self.desk.finish(self._end)

    def _on_backup_failed(self, error: KnownError) -> None:
        """Tell it once; a second try closes without a backup."""
        self._closing, self._backup_failed = False, True
        self._farewell.end()
        self.show()
        self.messages.caution(f"没有备份成功：{error.sentence} 数据都已保存；再次关闭窗口会直接退出。")


def _last_backup(office: "Office") -> None:
    office.back_up_if_needed()
