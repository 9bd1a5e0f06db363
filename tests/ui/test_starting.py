"""A start is quick: what the first page doesn't need isn't imported; and it begins where the clerk left off."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.paths import settings_file
from desktop.office.office import Office
from tests.ui.clerk import part_with
from ui import remembering
from ui.look import places
from ui.offices import last_office, note_opened, recent_offices
from ui.session import Session
from ui.window import MainWindow

PASSWORD = "made-up-password"
ROOT = Path(__file__).parents[2]
LATER = (
    "openpyxl python_calamine reportlab pypinyin cn2an keyring stdnum PySide6.QtPdf PySide6.QtPrintSupport "
    "desktop.office.aid desktop.office.cases desktop.office.intake desktop.office.outputs desktop.office.demo "
    "desktop.office.history desktop.office.stages desktop.store.listings_pilots desktop.store.registers "
    "ui.start ui.home ui.pilots ui.aid ui.cases.form ui.intake ui.settings ui.papers.preview"
).split()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "新区.niangjia"
    Office.create(made, PASSWORD, name="新区总工会").close()
    return made


@pytest.fixture
def begun(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Session]]:
    """Sessions whose passwords are remembered; those still open are ended."""
    monkeypatch.setattr(remembering, "recall", lambda _: PASSWORD)
    made: list[Session] = []
    yield made
    for session in made:
        if session.window is not None and session.window.isVisible():
            end(qtbot, session)
        part_with(session._idle, session)


def begin(qapp: QApplication, qtbot: QtBot, begun: list[Session], path: Path) -> tuple[Session, MainWindow]:
    session = Session(qapp)
    begun.append(session)
    session.begin(path)
    qtbot.waitUntil(lambda: session.window is not None)
    assert session.window is not None
    return session, session.window


def end(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.ended):
        session.end()


def shown(window: MainWindow) -> QWidget:
    return window._stack.currentWidget()


def test_what_the_list_of_files_does_not_need_is_not_imported() -> None:
    script = "import sys, ui.app; ui.app.import_pages(); print(*sys.modules)"
    told = subprocess.run(  # noqa: S603  (our own script)
        [sys.executable, "-c", script], check=True, cwd=ROOT, timeout=60, capture_output=True, text=True
    )
    imported = told.stdout.split()
    assert "ui.cases.list" in imported
    assert [one for one in LATER if one in imported] == []


def test_the_page_that_was_in_sight_last_is_in_sight_again(
    qapp: QApplication, qtbot: QtBot, begun: list[Session], path: Path
) -> None:
    session, window = begin(qapp, qtbot, begun, path)
    assert shown(window) is window.page("home")
    window.go("cases")
    end(qtbot, session)
    _, window = begin(qapp, qtbot, begun, path)
    assert shown(window) is window.page("cases")
    assert window.page("home") is None
    qtbot.waitUntil(lambda: "上次备份" in window._foot.backup.text())


def test_another_office_begins_with_the_first_page(
    qapp: QApplication, qtbot: QtBot, begun: list[Session], path: Path, tmp_path: Path
) -> None:
    places.keep("page", "cases")
    note_opened(tmp_path / "别的.niangjia")
    _, window = begin(qapp, qtbot, begun, path)
    assert shown(window) is window.page("home")


@pytest.mark.parametrize("kept", ["gone", 7, ["cases"]])
def test_a_page_that_there_is_not_gives_the_first(
    qapp: QApplication, qtbot: QtBot, begun: list[Session], path: Path, kept: object
) -> None:
    places.keep("page", kept)
    note_opened(path)
    _, window = begin(qapp, qtbot, begun, path)
    assert shown(window) is window.page("home")


def test_the_office_that_was_opened_last_stands_first(tmp_path: Path) -> None:
    assert last_office() is None
    one, other = tmp_path / "一.niangjia", tmp_path / "二.niangjia"
    for path in (one, other, one):
        note_opened(path)
    assert last_office() == one
    assert recent_offices() == [one, other]


def test_what_is_kept_already_is_not_written_again(tmp_path: Path) -> None:
    note_opened(tmp_path / "一.niangjia")
    before = settings_file().stat()
    note_opened(tmp_path / "一.niangjia")
    after = settings_file().stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
