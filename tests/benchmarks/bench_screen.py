"""From the start of the program to a list that can be worked with, against a bare window with an empty table.

Both are programs of their own, started anew each time, compiled before as an installed program is; the clock stops when
the window has painted its table. The PC is one on which the list was in sight when the office was closed last.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests import large
from tests.benchmarks.timing import Measure, paired

SIZES = (100, 100_000)
ROUNDS = 7

_BARE = """
import os
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget
app = QApplication([])
class Table(QTableWidget):
    def paintEvent(self, event):
        super().paintEvent(event)
        os._exit(0)
window = QMainWindow()
window.setCentralWidget(Table(0, 12))
window.resize(1280, 720)
window.show()
app.exec()
"""

_OURS = """
import os
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ui import app, remembering
path, password, count = sys.argv[1:]
remembering.recall = lambda _: password
def done(view):
    model = view.model()
    if model.rowCount() == int(count) and model.index(0, 0).data():
        os._exit(0)
def watch():
    from ui.tables.view import TableView
    paint = TableView.paintEvent
    def painted(view, event):
        paint(view, event)
        done(view)
    TableView.paintEvent = painted
def look():
    if any(hasattr(one, "go") and one.isVisible() for one in app.QApplication.topLevelWidgets()):
        watch()
    else:
        QTimer.singleShot(1, look)
QTimer.singleShot(0, look)
app.run([path])
"""

_CLOSED = """
import sys
from pathlib import Path
from ui.look import places
from ui.offices import note_opened
note_opened(Path(sys.argv[1]))
places.keep("page", "cases")
"""


def measure() -> list[Measure]:
    """One row a size."""
    folder = Path(tempfile.mkdtemp())
    try:
        return list(_sizes(folder))
    finally:
        shutil.rmtree(folder)


def _sizes(folder: Path) -> Iterator[Measure]:
    for count in SIZES:
        path = large.make(folder / f"{count}.niangjia", count)
        _run(folder, _CLOSED, str(path))
        _open(folder, path, count)
        floor, ours = paired(
            lambda: _run(folder, _BARE), lambda path=path, count=count: _open(folder, path, count), ROUNDS
        )
        yield Measure(f"start to a usable list of {count:,} files against a bare window", 4, floor, ours)


def _open(folder: Path, path: Path, count: int) -> None:
    _run(folder, _OURS, str(path), large.PASSWORD, str(count))


def _run(folder: Path, script: str, *arguments: str) -> None:
    """The script as a program with settings and backups of its own."""
    home = {name: str(folder / "home") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    compiled = {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run(  # noqa: S603  (our own script)
        [sys.executable, "-c", script, *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **home, **compiled},
        check=True,
        capture_output=True,
        timeout=120,
    )
