"""Starting: from the first window through the password to the pages, locking, restoring, and making a new office."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.office.office import Office
from tests.ui.clerk import part_with
from ui import remembering
from ui.offices import recent_offices
from ui.papers.preview import PreviewPage
from ui.session import Session
from ui.start import StartWindow
from ui.window import MainWindow

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
    if made.window is not None or made.start is not None:
        with qtbot.waitSignal(made.ended):
            made.end()
    part_with(made._idle, made)


def start_of(session: Session) -> StartWindow:
    assert session.start is not None
    return session.start


def typed(qtbot: QtBot, session: Session, password: str) -> None:
    """Type the password and press Enter."""
    line = start_of(session).unlocking.line
    line.setText(password)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def opened(qtbot: QtBot, session: Session, path: Path) -> MainWindow:
    session.begin(path)
    typed(qtbot, session, PASSWORD)
    return window_of(qtbot, session)


def window_of(qtbot: QtBot, session: Session) -> MainWindow:
    qtbot.waitUntil(lambda: session.window is not None)
    assert session.window is not None
    return session.window


def said(window: StartWindow) -> str:
    """The finding under the password."""
    qtbot_finding = window.unlocking._finding
    return qtbot_finding.text() if qtbot_finding.isVisible() else ""


def test_the_right_password_opens_the_window(qtbot: QtBot, session: Session, path: Path) -> None:
    window = opened(qtbot, session, path)
    assert session.start is None
    assert window.windowTitle() == "新区总工会 · 娘家人"
    assert recent_offices() == [path]


def test_a_wrong_password_is_said_under_the_field_and_stays(qtbot: QtBot, session: Session, path: Path) -> None:
    session.begin(path)
    typed(qtbot, session, "wrong password")
    start = start_of(session)
    qtbot.waitUntil(lambda: "密码不对" in said(start))
    assert start.unlocking.line.text() == "wrong password"
    qtbot.keyClicks(start.unlocking.line, "x")
    assert said(start) == ""
    typed(qtbot, session, PASSWORD)
    window_of(qtbot, session)


def test_a_file_that_is_open_elsewhere_can_be_tried_again(qtbot: QtBot, session: Session, path: Path) -> None:
    other = Office.open(path, PASSWORD)
    session.begin(path)
    typed(qtbot, session, PASSWORD)
    start = start_of(session)
    qtbot.waitUntil(lambda: "正在别的窗口或别的电脑上打开" in said(start))
    assert start.unlocking._open.text() == "重试"
    other.close()
    start.unlocking._open.click()
    window_of(qtbot, session)


def test_locking_closes_the_file_and_shows_nothing_until_the_password_is_given(
    qtbot: QtBot, session: Session, path: Path
) -> None:
    window = opened(qtbot, session, path)
    beside = QLabel("张三")
    qtbot.addWidget(beside)
    beside.show()
    window._lock.click()
    assert window.locked
    assert not window._stack.isVisible()
    assert "新区" not in window.windowTitle()
    assert not beside.isVisible()
    qtbot.waitUntil(lambda: window.desk.idle)
    Office.open(path, PASSWORD).close()
    window.lock_page.line.setText("wrong password")
    qtbot.keyClick(window.lock_page.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "密码不对" in window.lock_page._finding.text())
    window.lock_page.line.setText(PASSWORD)
    qtbot.keyClick(window.lock_page.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.locked)
    assert window.windowTitle() == "新区总工会 · 娘家人"


def test_another_name_is_seen_at_once_and_so_is_its_undo(qtbot: QtBot, session: Session, path: Path) -> None:
    window = opened(qtbot, session, path)
    window.desk.do(lambda office: office.rename(name="高新区总工会", city="", phone=""))
    qtbot.waitUntil(lambda: window.windowTitle() == "高新区总工会 · 娘家人")
    window.desk.undo()
    qtbot.waitUntil(lambda: window.windowTitle() == "新区总工会 · 娘家人")


def test_nobody_there_for_a_while_locks(qtbot: QtBot, session: Session, path: Path) -> None:
    window = opened(qtbot, session, path)
    session._idle.idle.emit()
    assert window.locked
    assert not session._idle._timer.isActive()


def test_a_backup_is_restored_and_the_former_file_kept(qtbot: QtBot, session: Session, path: Path) -> None:
    office = Office.open(path, PASSWORD)
    backup = office.back_up().path
    office.rename(name="后来的名字", city="", phone="")
    office.close()
    window = opened(qtbot, session, path)
    assert window.windowTitle().startswith("后来的名字")
    window.restore_asked.emit(backup, PASSWORD)
    assert window.locked
    qtbot.waitUntil(lambda: session.window is not window)
    assert window_of(qtbot, session).windowTitle().startswith("新区总工会")
    assert "恢复前" in window_of(qtbot, session).messages.text
    assert len(list(path.parent.glob("新区 恢复前*.niangjia"))) == 1


def test_nothing_is_restored_over_what_is_being_typed(qtbot: QtBot, session: Session, path: Path) -> None:
    window = opened(qtbot, session, path)
    settings = window.go("settings")
    qtbot.waitUntil(lambda: window.desk.idle)
    qtbot.keyClicks(settings.go("names").form.cells["phone"].editor, "0511")
    window.restore_asked.emit(path, PASSWORD)
    assert not window.locked
    assert "未保存" in window.messages.text
    settings.go("names").form.set_clean()


def test_a_backup_that_cannot_be_restored_leaves_the_office_as_it_is(
    qtbot: QtBot, session: Session, path: Path, tmp_path: Path
) -> None:
    window = opened(qtbot, session, path)
    window.restore_asked.emit(tmp_path / "没有.niangjia", PASSWORD)
    qtbot.waitUntil(lambda: "找不到" in window.lock_page._finding.text())
    window.lock_page.line.setText(PASSWORD)
    qtbot.keyClick(window.lock_page.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.locked)


def test_an_office_that_is_damaged_is_restored_from_the_first_window(
    qtbot: QtBot, session: Session, path: Path
) -> None:
    office = Office.open(path, PASSWORD)
    office.back_up()
    office.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:-100])
    session.begin(path)
    page = start_of(session).unlocking
    assert not page._restore.isVisible()
    typed(qtbot, session, PASSWORD)
    qtbot.waitUntil(page._restore.isVisible)
    assert "不完整" in page._finding.text()
    assert "0 户" in page._restore.text()
    page._restore.click()
    window = window_of(qtbot, session)
    assert "恢复" in window.messages.text
    aside = next(path.parent.glob("新区 恢复前*.niangjia"))
    assert aside.read_bytes() == whole[:-100], "what was there is kept"


def test_a_backup_with_another_password_restores_nothing(qtbot: QtBot, session: Session, path: Path) -> None:
    office = Office.open(path, PASSWORD)
    office.back_up()
    office.close()
    before = path.read_bytes()
    session.begin(path)
    typed(qtbot, session, "not the password")
    page = start_of(session).unlocking
    qtbot.waitUntil(page._restore.isVisible)
    page._restore.click()
    qtbot.waitUntil(page._restore.isVisible)
    assert "密码不对" in page._finding.text()
    assert path.read_bytes() == before
    assert session.window is None


def test_a_new_office_is_made_and_its_slip_shown(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    session.begin(None)
    page = start_of(session).making
    start_of(session).choosing.make_asked.emit()
    page.form.cells["name"].editor.setText("某区总工会")
    page.form.cells["name"].changed.emit("name")
    assert page.place.text().endswith("某区总工会.niangjia")
    page.place.setText(str(tmp_path / "新.niangjia"))
    page.password.first.setText(PASSWORD)
    page.password.second.setText(PASSWORD)
    page.make()
    window = window_of(qtbot, session)
    preview = window.page("preview")
    assert isinstance(preview, PreviewPage)
    qtbot.waitUntil(lambda: preview.printout is not None)
    assert preview.printout is not None
    assert preview.printout.label == "密码封存单"
    assert window.windowTitle() == "某区总工会 · 娘家人"
    assert not list(tmp_path.glob("*.pdf"))


def test_a_file_that_stands_there_already_is_not_overwritten(qtbot: QtBot, session: Session, path: Path) -> None:
    session.begin(None)
    start_of(session).choosing.make_asked.emit()
    page = start_of(session).making
    page.form.set_values({"name": "某区总工会", "preset": page.form.values()[0]["preset"]})
    page.place.setText(str(path))
    page.password.first.setText(PASSWORD)
    page.password.second.setText(PASSWORD)
    page.make()
    qtbot.waitUntil(lambda: "已经存在" in page._finding.text())
    assert page.isEnabled()
    assert session.window is None


@pytest.mark.parametrize(
    ("first", "second", "says"), [("short", "short", "8 位"), ("long enough", "another one", "不一样")]
)
def test_a_bad_password_makes_no_office(qtbot: QtBot, session: Session, first: str, second: str, says: str) -> None:
    session.begin(None)
    start_of(session).choosing.make_asked.emit()
    page = start_of(session).making
    page.password.first.setText(first)
    page.password.second.setText(second)
    with qtbot.assertNotEmitted(page.make_asked):
        page.make()
    assert says in page._finding.text()


def test_a_file_that_is_gone_is_said(session: Session, tmp_path: Path) -> None:
    session.begin(tmp_path / "旧.niangjia")
    assert "旧.niangjia" in start_of(session).choosing._finding.text()


def test_the_demo_opens_beside_real_data(
    qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.start.demo_file", lambda: tmp_path / "演示" / "演示.niangjia")
    session.begin(None)
    start_of(session).choosing.demo_asked.emit()
    assert not start_of(session).choosing.isEnabled()
    qtbot.waitUntil(lambda: session.window is not None)
    assert "演示" in window_of(qtbot, session).windowTitle()


class Ring:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        """What is held."""
        return self.held.get((service, name))

    def set_password(self, service: str, name: str, password: str) -> None:
        """Hold it."""
        self.held[service, name] = password

    def delete_password(self, service: str, name: str) -> None:
        """Forget it."""
        del self.held[service, name]


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    made = Ring()
    for name in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(f"keyring.{name}", getattr(made, name))
    return made


def test_a_remembered_password_opens_without_a_word(qtbot: QtBot, session: Session, path: Path, ring: Ring) -> None:
    assert remembering.remember(path, PASSWORD)
    session.begin(path)
    assert session.start is None
    window_of(qtbot, session)
    remembering.forget(path)
    assert ring.held == {}


def test_a_password_in_the_environment_opens_without_a_word(
    qtbot: QtBot, session: Session, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANGJIA_PASSWORD", PASSWORD)
    session.begin(path)
    assert session.start is None
    window_of(qtbot, session)


def test_a_remembered_password_that_is_wrong_is_forgotten_and_asked_for(
    qtbot: QtBot, session: Session, path: Path, ring: Ring
) -> None:
    remembering.remember(path, "the one before")
    session.begin(path)
    qtbot.waitUntil(lambda: "密码不对" in said(start_of(session)))
    assert start_of(session).isVisible()
    assert ring.held == {}


def test_a_ticked_box_remembers_the_password(qtbot: QtBot, session: Session, path: Path, ring: Ring) -> None:
    session.begin(path)
    assert not start_of(session).unlocking._remember.isChecked()
    start_of(session).unlocking._remember.setChecked(True)
    typed(qtbot, session, PASSWORD)
    window_of(qtbot, session)
    assert list(ring.held.values()) == [PASSWORD]


def test_a_pc_without_a_keyring_is_told_of_and_opens_all_the_same(qtbot: QtBot, session: Session, path: Path) -> None:
    session.begin(path)
    start_of(session).unlocking._remember.setChecked(True)
    typed(qtbot, session, PASSWORD)
    assert window_of(qtbot, session).messages.text == remembering.FAILED
    assert not remembering.is_remembered(path)


def test_the_program_starts_and_ends_from_the_command_line(path: Path) -> None:
    script = f"""
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from tests import keys
from ui import app, remembering
remembering.recall = lambda _: {PASSWORD!r}
def look():
    windows = [one for one in QApplication.topLevelWidgets() if one.isVisible() and hasattr(one, "desk")]
    if windows:
        print(windows[0].windowTitle(), QApplication.translate("QPlatformTheme", "Cancel"))
        windows[0].close()
    else:
        QTimer.singleShot(50, look)
dress = app._dress
def dress_and_look(made):
    dress(made)
    QTimer.singleShot(50, look)
app._dress = dress_and_look
raise SystemExit(app.run([{str(path)!r}]))
"""
    done = subprocess.run(  # noqa: S603  (our own program)
        [sys.executable, "-X", "utf8", "-c", script], cwd=ROOT, capture_output=True, timeout=110, check=False
    )
    assert (done.returncode, done.stdout.decode().strip()) == (0, "新区总工会 · 娘家人 取消"), done.stderr.decode()
