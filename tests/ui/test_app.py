"""Starting: from the file through the password to the window, locking, and making a new office."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.office.office import Office
from ui.app import Session
from ui.look import places
from ui.start import NewOfficeDialog, StartDialog
from ui.tables.page import ListPage
from ui.widgets.dialogs import PasswordDialog

PASSWORD = "made-up-password"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "新区.niangjia"
    Office.create(made, PASSWORD, name="新区总工会").close()
    return made


@pytest.fixture
def session(qapp: QApplication, qtbot: QtBot) -> Iterator[Session]:
    made = Session(qapp)
    yield made
    if made._desk is not None:
        with qtbot.waitSignal(made.ended):
            made.end()


def answers(monkeypatch: pytest.MonkeyPatch, *given: str | None) -> list[str]:
    """Have the password dialog give these answers; returns the findings it is shown with."""
    findings: list[str] = []
    left = list(given)

    def ask(_parent: object, *, office: str, finding: str) -> str | None:
        assert office == "新区"
        findings.append(finding)
        return left.pop(0)

    monkeypatch.setattr(PasswordDialog, "ask", ask)
    return findings


def opened(qtbot: QtBot, session: Session, path: Path) -> ListPage:
    session.begin(path)
    qtbot.waitUntil(lambda: session.window is not None, timeout=10_000)
    assert session.window is not None
    page = session.window.go("cases")
    assert isinstance(page, ListPage)
    return page


def test_the_right_password_opens_the_window_on_the_list(
    qtbot: QtBot, session: Session, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, PASSWORD)
    page = opened(qtbot, session, path)
    qtbot.waitUntil(lambda: page._count.text() == "共 0 户")
    assert session.window is not None
    assert session.window.windowTitle() == "新区总工会 · 娘家人"
    assert places.recall("office") == str(path)


def test_a_wrong_password_is_said_and_asked_for_again(
    qtbot: QtBot, session: Session, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    findings = answers(monkeypatch, "wrong password", PASSWORD)
    opened(qtbot, session, path)
    assert findings[0] == ""
    assert "密码" in findings[1]


def test_locking_closes_the_file_until_the_password_is_given(
    qtbot: QtBot, session: Session, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, PASSWORD, None, PASSWORD)
    opened(qtbot, session, path)
    window = session.window
    assert window is not None
    window._lock.click()
    assert not window._stack.isVisible()
    qtbot.waitUntil(lambda: window.desk.idle)
    Office.open(path, PASSWORD).close()
    window._lock.click()
    qtbot.waitUntil(window._stack.isVisible, timeout=10_000)


def test_a_new_office_is_made_where_the_clerk_says(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = NewOfficeDialog()
    qtbot.addWidget(dialog)
    dialog._first.setText(PASSWORD)
    dialog.make(tmp_path / "新.niangjia", "某区总工会", "某市总工会")
    assert dialog.started == (tmp_path / "新.niangjia", PASSWORD)
    office = Office.open(tmp_path / "新.niangjia", PASSWORD)
    assert (office.name, office.city) == ("某区总工会", "某市总工会")
    office.close()


def test_a_file_that_stands_there_already_is_not_overwritten(qtbot: QtBot, path: Path) -> None:
    dialog = NewOfficeDialog()
    qtbot.addWidget(dialog)
    dialog._first.setText(PASSWORD)
    dialog.make(path, "某区总工会", "")
    assert dialog.started is None
    assert dialog._finding.text()


@pytest.mark.parametrize(
    ("first", "second", "says"), [("short", "short", "8 位"), ("long enough", "another one", "不一样")]
)
def test_a_bad_password_makes_no_office(qtbot: QtBot, first: str, second: str, says: str) -> None:
    dialog = NewOfficeDialog()
    qtbot.addWidget(dialog)
    dialog._first.setText(first)
    dialog._second.setText(second)
    dialog._make()
    assert says in dialog._finding.text()
    assert dialog.started is None


def test_a_file_that_is_gone_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = StartDialog(missing=tmp_path / "旧.niangjia")
    qtbot.addWidget(dialog)
    assert "旧.niangjia" in dialog._finding.text()


def test_the_program_starts_and_ends_from_the_command_line(path: Path) -> None:
    script = f"""
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui import app
from ui.widgets.dialogs import PasswordDialog
def ask(*_, **__):
    QTimer.singleShot(50, look)
    return {PASSWORD!r}
PasswordDialog.ask = ask
def look():
    windows = [one for one in QApplication.topLevelWidgets() if one.isVisible() and hasattr(one, "desk")]
    if windows:
        print(windows[0].windowTitle(), QApplication.translate("QPlatformTheme", "Cancel"))
        windows[0].close()
    else:
        QTimer.singleShot(50, look)
raise SystemExit(app.run([{str(path)!r}]))
"""
    done = subprocess.run(  # noqa: S603  (our own script)
        [sys.executable, "-X", "utf8", "-c", script], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.decode().strip()) == (0, "新区总工会 · 娘家人 取消"), done.stderr.decode()
