"""Starting the screen: the Qt application, dressed and translated, and a session in it."""

import gc
import sys
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from ui import NAME
from ui.offices import last_office
from ui.session import Session, import_pages

_STARTED = 3000  # milliseconds after which the first page is in sight on a slow PC too


def make_app(argv: list[str]) -> QApplication:
    """The Qt application: sharp at any scale, Chinese, dressed, and telling our bugs."""
    app = _bare_app(argv)
    _dress(app)
    return app


def run(argv: list[str]) -> int:
    """Open the window on the office file named, or the last one, or whatever the clerk chooses; gives the exit code."""
    gc.disable()  # whatever is made until the first page is in sight stays
    app = _bare_app([NAME, *argv])
    app.setQuitOnLastWindowClosed(False)
    session = Session(app)
    given = Path(argv[0]) if argv else _last_office()
    session.ended.connect(app.quit)
    ahead = session.open_ahead(given)
    _dress(app)
    if not ahead:
        QTimer.singleShot(0, partial(session.welcome, given))  # within the event loop, so that it can be quit
    QTimer.singleShot(0, import_pages)
    QTimer.singleShot(_STARTED, _started)
    return app.exec()


def _started() -> None:
    """What was made for the start stays, so it is swept through no more."""
    gc.freeze()


def _bare_app(argv: list[str]) -> QApplication:
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(argv)
    app.setApplicationName("niangjia")
    app.setApplicationDisplayName(NAME)
    sys.excepthook = _on_bug
    return app


def _dress(app: QApplication) -> None:
    """Language, face, colours, icon; imported only here, because the key is derived meanwhile."""
    from ui.look import fonts, icons, theme

    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    fonts.install(app)
    theme.apply(app, theme.kept())
    theme.follow_system(app)
    app.setWindowIcon(icons.icon("mark", "brand"))


def _last_office() -> Path | None:
    kept = last_office()
    return kept if kept is not None and kept.exists() else None


def _on_bug(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """What no code of ours took: the crash dialog, and the program goes on."""
    if isinstance(error, KeyboardInterrupt):
        QApplication.quit()
        return
    from ui.widgets.crash import CrashDialog

    CrashDialog.tell(error, QApplication.activeWindow())
