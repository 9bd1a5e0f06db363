"""One run of the program: from the file through the password to the window, locking, restoring, and the end."""

import importlib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from desktop.base.changes import Noun, Progress
from desktop.base.errors import KnownError, WrongPasswordError
from desktop.base.listing import Listing
from desktop.office.opening import open_office
from ui import remembering
from ui.desk import LOCKED, Desk
from ui.idle import IdleWatch, kept_minutes
from ui.offices import last_office, note_opened

if TYPE_CHECKING:
    from desktop.office.office import Office
    from ui.newoffice import NewOffice
    from ui.pages import Pages
    from ui.start import Opening, Recovery, StartWindow
    from ui.window import MainWindow


class _Facts(NamedTuple):
    """What the window is made from."""

    name: str
    listings: Mapping[Noun, Listing]


class _Way(NamedTuple):
    """How an office file is being opened.

    Attributes:
        password: what was typed, where it is to be remembered or printed on the slip.
        remember: whether the clerk wants it in the keyring; None leaves that as it is.
        slip: whether the password slip is shown first.
        words: what the window then says.
    """

    path: Path
    password: str
    remember: bool | None = None
    slip: bool = False
    words: str = ""


class Session(QObject):
    """Holds the desk, and the window that is shown: the first one, or that of the open office.

    Signals:
        ended: the office is closed, or the clerk wanted none.
    """

    ended = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.window: MainWindow | None = None
        self.start: StartWindow | None = None
        self._path = Path()
        self._desk = Desk(_nothing_open, self)
        self._desk.crashed.connect(self._on_early_crash)
        self._idle = IdleWatch(app, kept_minutes())
        self._idle.idle.connect(self._lock)
        self._idle.lock_asked.connect(self._lock)

    def open_ahead(self, path: Path | None) -> bool:
        """Whether the file's password is remembered, so that it is being opened already.

        Deriving the key takes as long as dressing the application, and is done beside it.
        """
        password = remembering.recall(path) if path is not None and path.exists() else None
        if path is not None and password is not None:
            self._open(partial(open_office, path, password), _Way(path, password))
        return password is not None

    def begin(self, path: Path | None) -> None:
        """Open that file, silently where its password is remembered; without one let the clerk choose or make one."""
        if not self.open_ahead(path):
            self.welcome(path)

    def welcome(self, path: Path | None) -> None:
        """Ask for the file's password; without a file let the clerk choose or make one."""
        if path is not None and path.exists():
            self._ask_password(path)
        else:
            start = self._make_start()
            start.choose(f"没有找到“{path.name}”，请确认U盘已插好，或另选文件。" if path else "")
            start.show()

    def _ask_password(self, path: Path) -> None:
        start = self._make_start()
        start.ask_password(path)
        start.show()

    def end(self) -> None:
        """Close the office after what is under way, and the window with it."""
        if self.window is not None:
            self.window.close()
        elif self.start is not None:
            self.start.close()

    def _make_start(self) -> "StartWindow":
        from ui.start import StartWindow

        made = StartWindow()
        made.open_asked.connect(self._on_open_asked)
        made.restore_asked.connect(self._on_restore_asked)
        made.make_asked.connect(self._on_make_asked)
        made.demo_asked.connect(self._on_demo_asked)
        made.left.connect(self._leave)
        self.start = made
        return made

    def _leave(self) -> None:
        self._desk.finish(self._on_finished)

    def _on_finished(self, _: None) -> None:
        self.ended.emit()

    def _on_open_asked(self, asked: "Opening") -> None:
        self._open(partial(open_office, asked.path, asked.password), _Way(*asked))

    def _on_restore_asked(self, asked: "Recovery") -> None:
        way = _Way(asked.path, asked.password, words=f"已用备份“{asked.backup.stem}”恢复；原来的文件改名留在旁边。")
        self._open(_Restoring(asked.backup, asked.path, asked.password), way)

    def _on_make_asked(self, asked: "NewOffice") -> None:
        from desktop.office.office import Office

        opener = partial(
            Office.create, asked.path, asked.password, name=asked.name, city=asked.city, preset=asked.preset
        )
        self._open(opener, _Way(asked.path, asked.password, slip=True))

    def _on_demo_asked(self, path: Path) -> None:
        from desktop.office import demo

        self._open(partial(demo.at, path), _Way(path, demo.PASSWORD))

    def _open(self, opener: Callable[[], "Office"], way: _Way) -> None:
        failed = partial(self._on_not_opened, way)
        self._desk.unlock(opener, partial(self._ask_facts, way), failed)

    def _ask_facts(self, way: _Way, _: None = None) -> None:
        self._desk.ask(_facts, partial(self._on_opened, way), partial(self._on_not_opened, way))

    def _on_not_opened(self, way: _Way, error: KnownError) -> None:
        if isinstance(error, WrongPasswordError) and way.remember is None:
            remembering.forget(way.path)
        if self.start is None and self.window is None:
            self._ask_password(way.path)
        if self.start is not None:
            self.start.refuse(error)
            self.start.show()

    def _on_early_crash(self, error: BaseException) -> None:
        from ui.widgets.crash import CrashDialog

        CrashDialog.tell(error, self.start)
        start = self.start or self._make_start()
        start.choose()
        start.show()

    def _on_opened(self, way: _Way, facts: _Facts) -> None:
        from ui.pages import last_page

        self._path = way.path
        words = way.words
        if way.remember is not None and way.remember != remembering.is_remembered(way.path):
            words = _remember(way) or words
        begin = last_page() if way.path == last_office() else ""
        pages = self._show_window(facts, begin)
        note_opened(way.path)
        self._desk.in_spare_time(_back_up)
        if self.start is not None:
            self.start.finish()
            self.start = None
        if way.slip:
            pages.show_paper(lambda office: office.outputs.envelope(way.path, way.password))
        if words and self.window is not None:
            self.window.messages.caution(words)

    def _show_window(self, facts: _Facts, begin: str) -> "Pages":
        from ui.pages import add_pages
        from ui.window import MainWindow

        if self.window is None:
            self._desk.crashed.disconnect(self._on_early_crash)
        else:
            self.window.dismiss()
        self.window = MainWindow(self._desk, facts.name)
        self.window.lock_asked.connect(self._lock)
        self.window.lock_page.unlock_asked.connect(self._unlock)
        self.window.restore_asked.connect(self._restore)
        self.window.lock_minutes_chosen.connect(self._idle.set_minutes)
        self.window.finished.connect(self.ended)
        pages = add_pages(self.window, self._desk, facts.listings, begin=begin)
        self.window.show()
        self._idle.begin()
        return pages

    def _lock(self) -> None:
        if self.window is not None and not self.window.locked and self.window.isVisible():
            self._idle.stop()
            self.window.set_locked(True)
            self._desk.ask(lambda office: office.back_up_if_needed(), _nothing, _nothing)
            self._desk.lock(_nothing)

    def _unlock(self, password: str) -> None:
        opener = partial(open_office, self._path, password)
        self._desk.unlock(opener, self._on_unlocked, self._on_not_unlocked)

    def _on_unlocked(self, _: None) -> None:
        if self.window is not None:
            self.window.set_locked(False)
            self._idle.begin()

    def _on_not_unlocked(self, error: KnownError) -> None:
        if self.window is not None:
            self.window.lock_page.refuse(error.sentence)

    def _restore(self, backup: Path, password: str) -> None:
        """Put a backup in the place of the file; the pages are made anew, for everything may be different."""
        if self.window is None or not self.window.may_close():
            return
        self._idle.stop()
        self.window.set_locked(True)
        self.window.lock_page.begin("正在恢复备份，请稍候…")
        self.window.lock_page.set_busy(busy=True)
        restoring = _Restoring(backup, self._path, password)
        self._desk.unlock(restoring, partial(self._on_restored, restoring), self._on_not_restored)

    def _on_restored(self, restoring: "_Restoring", _: None) -> None:
        aside = f"；原来的文件保留为“{restoring.aside.name}”" if restoring.aside else ""
        self._ask_facts(_Way(self._path, "", words=f"已恢复到备份“{restoring.backup.name}”{aside}。"))

    def _on_not_restored(self, error: KnownError) -> None:
        if self.window is not None:
            self.window.lock_page.begin("没有恢复成，现有的办公文件没有改动。输入办公密码继续。")
            self.window.lock_page.refuse(error.sentence)


class _Restoring:
    """Restores a backup and opens the office, in the worker; then knows where the former file was put."""

    def __init__(self, backup: Path, path: Path, password: str) -> None:
        self.backup = backup
        self.aside: Path | None = None
        self._path, self._password = path, password

    def __call__(self) -> "Office":
        from desktop.office.office import Office

        self.aside = Office.restore(self.backup, self._path, self._password)
        return open_office(self._path, self._password)


def _facts(office: "Office") -> _Facts:
    return _Facts(office.name, office.listings)


def _back_up(office: "Office", progress: Progress) -> None:
    office.back_up_if_needed(progress)


def import_pages() -> None:
    """Import what the window needs, while the worker derives the key or the clerk types the password."""
    for name in ("desktop.office.office", "ui.window", "ui.pages", "ui.cases.list"):
        importlib.import_module(name)


def _remember(way: _Way) -> str:
    """Put the password into the keyring or take it out; gives the sentence to show where that failed."""
    if not way.remember:
        remembering.forget(way.path)
        return ""
    return "" if remembering.remember(way.path, way.password) else remembering.FAILED


def _nothing(_: object) -> None:
    """Nothing is to happen with the answer."""


def _nothing_open() -> "Office":
    raise KnownError(LOCKED)
