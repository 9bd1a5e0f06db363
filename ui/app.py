"""Starting the screen: the Qt application, the office to open, the window with its pages."""

import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from desktop.base.changes import Noun
from desktop.base.errors import KnownError
from desktop.base.listing import Listing
from desktop.office.office import Office
from ui.desk import Desk
from ui.look import fonts, icons, places, theme
from ui.look.theme import Theme
from ui.pages import add_pages
from ui.start import StartDialog
from ui.widgets.crash import CrashDialog
from ui.widgets.dialogs import PasswordDialog
from ui.window import NAME, MainWindow


def make_app(argv: list[str]) -> QApplication:
    """The Qt application: sharp at any scale, Chinese, dressed, and telling our bugs."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(argv)
    app.setApplicationName("niangjia")
    app.setApplicationDisplayName(NAME)
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    fonts.install(app)
    theme.apply(app, _kept_theme())
    app.setWindowIcon(icons.icon("mark", "brand"))
    sys.excepthook = _on_bug
    return app


def run(argv: list[str]) -> int:
    """Open the window on the office file named, or the last one, or whatever the clerk chooses; gives the exit code."""
    app = make_app([NAME, *argv])
    app.setQuitOnLastWindowClosed(False)
    session = Session(app)
    given = Path(argv[0]) if argv else _last_office()
    session.ended.connect(app.quit)
    QTimer.singleShot(0, lambda: session.begin(given))  # within the event loop, so that it can be quit
    return app.exec()


class _Facts(NamedTuple):
    """What the window is made from."""

    name: str
    listings: Mapping[Noun, Listing]


class Session(QObject):
    """From the file through the password to the window, and back to the password when the clerk locks.

    Signals:
        ended: the office is closed, or the clerk wanted none.
    """

    ended = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.window: MainWindow | None = None
        self._desk: Desk | None = None

    def begin(self, path: Path | None) -> None:
        """Open that file; without one let the clerk choose or make one; quits where the clerk cancels."""
        if path is None or not path.exists():
            started = StartDialog.ask(None, missing=path)
            if started is None:
                self.ended.emit()
                return
            self._open(started.path, started.password)
        else:
            self._ask_password(path, "")

    def end(self) -> None:
        """Close the office after what is under way, and the window with it."""
        if self.window is not None:
            self.window.close()
        elif self._desk is not None:
            self._desk.finish(self._on_finished)

    def _on_finished(self, _: None) -> None:
        self.ended.emit()

    def _ask_password(self, path: Path, finding: str) -> None:
        password = PasswordDialog.ask(self.window, office=path.stem, finding=finding)
        if password is not None:
            self._open(path, password)
        elif self.window is None:
            self.begin(None)
        else:
            self.window.set_locked(True)

    def _open(self, path: Path, password: str) -> None:
        opener = partial(Office.open, path, password)
        failed = partial(self._on_failed, path)
        if self._desk is None or self.window is None:
            self._desk = Desk(opener, self)
            self._desk.crashed.connect(CrashDialog.tell)
            self._desk.ask(_facts, partial(self._on_opened, path), failed)
        else:
            self._desk.unlock(opener, self._on_unlocked, failed)

    def _on_failed(self, path: Path, error: KnownError) -> None:
        self._ask_password(path, error.sentence)

    def _on_opened(self, path: Path, facts: _Facts) -> None:
        if self._desk is None:
            return
        places.keep("office", str(path))
        self._desk.crashed.disconnect(CrashDialog.tell)
        self.window = MainWindow(self._desk, facts.name)
        self.window.lock_asked.connect(partial(self._lock, path))
        self.window.finished.connect(self.ended)
        add_pages(self.window, self._desk, facts.listings)
        self.window.show()

    def _lock(self, path: Path) -> None:
        if self._desk is not None and self.window is not None:
            self.window.set_locked(True)
            self._desk.lock(partial(self._on_locked, path))

    def _on_locked(self, path: Path, _: None) -> None:
        self._ask_password(path, "")

    def _on_unlocked(self, _: None) -> None:
        if self.window is not None:
            self.window.set_locked(False)


def _facts(office: Office) -> _Facts:
    office.back_up_if_needed()
    nouns = (Noun.CASES, Noun.FUNDS, Noun.BATCHES, Noun.PAYMENTS)
    return _Facts(office.name, {noun: office.listing(noun) for noun in nouns})


def _last_office() -> Path | None:
    kept = places.recall("office")
    return Path(kept) if isinstance(kept, str) and Path(kept).exists() else None


def _kept_theme() -> Theme:
    kept = places.recall("theme", Theme.SYSTEM)
    return Theme(kept) if kept in list(Theme) else Theme.SYSTEM


def _on_bug(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """What no code of ours took: the crash dialog, and the program goes on."""
    if isinstance(error, KeyboardInterrupt):
        QApplication.quit()
    else:
        CrashDialog.tell(error, QApplication.activeWindow())
