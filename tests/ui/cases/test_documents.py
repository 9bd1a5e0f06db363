"""Documents beside the form: what is missing is seen, scans come in by every way, and open inside the program."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.changes import Change
from desktop.cases.documents import Document
from desktop.office.documents import Scan
from desktop.office.office import Office
from tests.offices import TODAY
from tests.ui.desks import Ask, Settle
from tests.ui.typing import typed
from ui.cases.documents import DocumentsTab
from ui.cases.documents_viewer import ImageView, Viewer
from ui.cases.list import CaseList
from ui.cases.reminder import ReminderDialog
from ui.cases.room import CaseRoom
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.look import places
from ui.papers.sheets import Sheets

CARD = "银行卡复印件"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"

Open = Callable[..., object]


def picture(size: tuple[int, int] = (60, 40)) -> bytes:
    made = BytesIO()
    Image.new("RGB", size, "red").save(made, "PNG")
    return made.getvalue()


@pytest.fixture
def tab(opened: Open, room: CaseRoom, settle: Settle) -> DocumentsTab:
    """The tab of the first file."""
    opened(1)
    assert room.form is not None
    room.form.aside.open_it(DocumentsTab.title)
    settle()
    return next(one for one in room.form.aside.tabs if isinstance(one, DocumentsTab))


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "卡.png"
    path.write_bytes(picture())
    return path


def said(part: QWidget) -> str:
    return "\n".join(one.text() for one in part.findChildren(QLabel) if not one.isHidden())


def press(part: QWidget, name: str) -> None:
    """Press the button of that text or accessible name."""
    found = [one for one in part.findChildren(QPushButton) if name in {one.text(), one.accessibleName()}]
    assert len(found) == 1, (name, found)
    found[0].click()


def choose(part: QWidget, name: str, entry: str) -> None:
    """Choose from the menu of the button of that accessible name."""
    [found] = [one for one in part.findChildren(QPushButton) if one.accessibleName() == name]
    menu = found.menu()
    assert isinstance(menu, QMenu)
    [action] = [one for one in menu.actions() if one.text() == entry]
    action.trigger()


def dialog(qtbot: QtBot) -> FormDialog:
    """The dialog that comes up."""
    found: list[FormDialog] = []

    def there() -> bool:
        found[:] = [one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog) and one.isVisible()]
        return bool(found)

    qtbot.waitUntil(there)
    qtbot.waitUntil(found[0].isActiveWindow)  # else its keys aren't heard
    return found[0]


def submit(qtbot: QtBot, asked: FormDialog, settle: Settle) -> None:
    with qtbot.waitSignal(asked.achieved):
        asked.submit()
    settle()


def held(ask: Ask, number: int = 1) -> list[Document]:
    return list(ask(lambda office: office.documents.of(number)))


def with_scan(ask: Ask, data: bytes, name: str = "卡.png", kind: str = CARD) -> None:
    def attach(office: Office) -> None:
        looked = office.documents.look([Scan(name, data)])
        office.documents.attach(1, {"kind": kind, "received_on": TODAY}, looked)

    ask(attach)


def test_the_tab_says_what_is_there_and_what_is_missing(tab: DocumentsTab, ask: Ask) -> None:
    checklist = ask(lambda office: office.documents.checklist(1))
    shown = said(tab)
    assert f"材料 0/{len(checklist.due)}" in shown
    assert all(name in shown for name in checklist.missing)
    assert f"{CARD}：缺" in marks(tab)


def test_paper_is_received_by_keyboard(qtbot: QtBot, tab: DocumentsTab, ask: Ask, settle: Settle) -> None:
    choose(tab, f"添加：{CARD}", "收到纸质件…")
    asked = dialog(qtbot)
    assert asked.form.cells["kind"].text == CARD
    typed(qtbot, asked.form.cells["pages"], "2")
    with qtbot.waitSignal(asked.achieved):
        qtbot.keyClick(asked.form.cells["pages"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    [one] = held(ask)
    assert (one.kind, one.pages, one.content) == (CARD, 2, None)
    assert f"{CARD}：已有" in marks(tab)


@pytest.fixture
def chosen(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clerk chooses the same scan twice."""
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(scan), str(scan)], ""))


@pytest.mark.usefixtures("chosen")
def test_chosen_files_become_documents(qtbot: QtBot, tab: DocumentsTab, ask: Ask, settle: Settle) -> None:
    choose(tab, f"添加：{CARD}", "添加扫描件…")
    asked = dialog(qtbot)
    assert "2 个文件：卡.png、卡.png" in said(asked)
    assert "pages" not in asked.form.cells
    submit(qtbot, asked, settle)
    assert [(one.kind, one.pages, one.media) for one in held(ask)] == [(CARD, 1, "PNG")] * 2
    assert len([one for one in tab.findChildren(QPushButton) if one.accessibleName() == f"打开：{CARD}"]) == 2


def test_files_are_dropped_onto_the_tab(qtbot: QtBot, tab: DocumentsTab, ask: Ask, settle: Settle, scan: Path) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(scan))])
    drop(tab, files)
    asked = dialog(qtbot)
    typed(qtbot, asked.form.cells["kind"], CARD)
    submit(qtbot, asked, settle)
    assert [one.media for one in held(ask)] == ["PNG"]


def drop(tab: DocumentsTab, files: QMimeData) -> None:
    at, keys, buttons = QPointF(5, 5), Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    entered = QDragEnterEvent(at.toPoint(), Qt.DropAction.CopyAction, files, buttons, keys)
    tab.dragEnterEvent(entered)
    assert entered.isAccepted()
    tab.dropEvent(QDropEvent(at, Qt.DropAction.CopyAction, files, buttons, keys))


def test_a_text_can_not_be_dropped(tab: DocumentsTab) -> None:
    text = QMimeData()
    text.setText("http://example.com/")
    at, keys = QPointF(5, 5).toPoint(), Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(at, Qt.DropAction.CopyAction, text, Qt.MouseButton.LeftButton, keys)
    entered.ignore()
    tab.dragEnterEvent(entered)
    assert not entered.isAccepted()


def test_a_copied_picture_is_pasted(qtbot: QtBot, tab: DocumentsTab, ask: Ask, settle: Settle) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    choose(tab, f"添加：{CARD}", "粘贴图片…")
    submit(qtbot, dialog(qtbot), settle)
    [one] = held(ask)
    kept = ask(lambda office: office.documents.content(one.id))
    assert Image.open(BytesIO(kept.data)).size == (30, 20)


def test_the_key_pastes_into_the_tab_alone(
    qtbot: QtBot, tab: DocumentsTab, room: CaseRoom, ask: Ask, settle: Settle
) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    QGuiApplication.clipboard().setImage(image)
    assert room.form is not None
    room.activateWindow()
    qtbot.waitUntil(room.isActiveWindow)  # else its keys aren't heard
    name = room.form.applicant.cells["name"].editor
    name.setFocus()
    qtbot.keyClick(name, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    tab.setFocus()
    qtbot.keyClick(tab, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog(qtbot).reject()
    assert held(ask) == []


def test_undo_is_seen_at_once(qtbot: QtBot, tab: DocumentsTab, ask: Ask, desk: Desk) -> None:
    desk.do(_received)
    qtbot.waitUntil(lambda: f"{CARD}：已有" in marks(tab))
    desk.undo()
    qtbot.waitUntil(lambda: f"{CARD}：缺" in marks(tab))
    assert held(ask) == []


def marks(tab: DocumentsTab) -> set[str]:
    return {one.accessibleName() for one in tab.findChildren(QLabel)}


def test_with_nothing_to_paste_the_clerk_is_told(qtbot: QtBot, tab: DocumentsTab, desk: Desk) -> None:
    QGuiApplication.clipboard().setText("只是文字")
    with qtbot.waitSignal(desk.known_error) as told:
        choose(tab, f"添加：{CARD}", "粘贴图片…")
    assert "剪贴板里没有图片" in told.args[0]


def test_what_is_no_scan_is_refused_before_anything_is_asked(
    qtbot: QtBot, tab: DocumentsTab, desk: Desk, ask: Ask, scan: Path
) -> None:
    scan.write_bytes(b"PK\x03\x04")
    folder = ask(lambda office: office.documents.folder(1))
    with qtbot.waitSignal(desk.known_error) as told:
        tab.adding.take(folder, [scan])
    assert "“卡.png”" in told.args[0]
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog) and one.isVisible()]
    assert held(ask) == []


def test_a_document_is_corrected_and_voided(qtbot: QtBot, tab: DocumentsTab, ask: Ask, settle: Settle) -> None:
    with_scan(ask, picture())
    tab.of(1)
    settle()
    choose(tab, f"更多：{CARD}", "修改…")
    asked = dialog(qtbot)
    typed(qtbot, asked.form.cells["title"], "工行卡")
    submit(qtbot, asked, settle)
    assert [one.title for one in held(ask)] == ["工行卡"]
    choose(tab, "更多：工行卡", "作废…")
    asked = dialog(qtbot)
    typed(qtbot, asked.form.cells["reason"], "卡号看不清")
    submit(qtbot, asked, settle)
    assert held(ask) == []
    assert "作废：卡号看不清" in said(tab)


def reminded(qtbot: QtBot) -> ReminderDialog:
    """The dialog with the text that is to be sent."""
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, ReminderDialog) and one.isVisible()]
    qtbot.waitUntil(lambda: found[0].copy.isEnabled() and found[0].isActiveWindow())
    return found[0]


def test_what_is_missing_is_copied_as_one_sentence(qtbot: QtBot, tab: DocumentsTab, ask: Ask) -> None:
    press(tab, "催补材料…")
    qtbot.keyClick(reminded(qtbot), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == ask(lambda office: office.documents.reminder([1]))


def test_several_files_make_one_text_that_can_be_changed(qtbot: QtBot, cases: CaseList, ask: Ask) -> None:
    cases.view.selectAll()
    cases.remind()
    shown = reminded(qtbot)
    assert shown.text.toPlainText() == ask(lambda office: office.documents.reminder(cases.chosen()))
    shown.text.setPlainText("请尽快")
    shown.copy.click()
    assert QGuiApplication.clipboard().text() == "请尽快"


# The viewer


@pytest.fixture
def view(tab: DocumentsTab, ask: Ask, settle: Settle) -> Callable[[int], Viewer]:
    """Opens the viewer at a scan of the file."""

    def opened(at: int) -> Viewer:
        tab.of(1)
        settle()
        tab.view([one for one in held(ask) if one.content][at])
        [found] = [one for one in QApplication.topLevelWidgets() if isinstance(one, Viewer) and one.isVisible()]
        settle()
        return found

    return opened


def test_a_picture_is_shown_whole_turned_and_zoomed(ask: Ask, view: Callable[[int], Viewer]) -> None:
    with_scan(ask, picture((2000, 1000)))
    viewer = view(0)
    shown = viewer.image
    assert isinstance(shown, ImageView)
    assert not shown.isHidden()
    whole = shown.transform().m11()
    assert 0 < whole < 1
    press(viewer, "向右转（Ctrl+R）")
    assert (round(shown.transform().m11(), 6), shown.transform().m12() > 0) == (0, True)
    press(viewer, "放大（Ctrl++）")
    assert shown.transform().m12() > whole / 2
    press(viewer, "整页")
    viewer.reject()


def test_a_pdf_is_shown_and_the_next_scan_follows(
    qtbot: QtBot, ask: Ask, view: Callable[[int], Viewer], settle: Settle
) -> None:
    pdf = ask(lambda office: office.outputs.paper("archive-form", cases=[1]).pdf())
    with_scan(ask, pdf, kind="困难职工档案表")
    with_scan(ask, picture())
    viewer = view(0)
    assert isinstance(viewer.sheets, Sheets)
    assert viewer.sheets.isVisible()
    assert viewer.sheets.paper.pageCount() > 0
    press(viewer, "整页")
    assert viewer.sheets.zoomMode() is Sheets.ZoomMode.FitInView
    assert places.recall("preview/zoom", None) is None  # that is for papers
    qtbot.keyClick(viewer, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    settle()
    assert viewer.image.isVisible()
    assert viewer.scan.called == CARD
    viewer.reject()


def test_a_scan_that_can_not_be_opened_is_said(ask: Ask, view: Callable[[int], Viewer]) -> None:
    with_scan(ask, PDF)
    viewer = view(0)
    assert "打不开这份扫描件" in said(viewer)
    viewer.reject()


def test_a_copy_is_saved(
    qtbot: QtBot, ask: Ask, view: Callable[[int], Viewer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_scan(ask, picture())
    proposed: list[str] = []

    def where(_parent: QWidget, name: str) -> Path:
        proposed.append(name)
        return tmp_path / "副本.png"

    monkeypatch.setattr("ui.papers.saving.ask_where", where)
    viewer = view(0)
    tab = viewer.parent()
    assert isinstance(tab, DocumentsTab)
    with qtbot.waitSignal(tab.reach.saver.saved):
        qtbot.keyClick(viewer, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert (tmp_path / "副本.png").read_bytes() == picture()
    name = ask(lambda office: office.cases.get(1)).applicant.name
    assert proposed == [f"{name} {CARD}.png"]
    viewer.reject()


def test_looking_at_documents_does_not_disturb_what_is_typed(
    qtbot: QtBot, tab: DocumentsTab, room: CaseRoom, settle: Settle
) -> None:
    form = room.form
    assert form is not None
    typed(qtbot, form.applicant.cells["name"], "改了一半")
    room._desk.do(_received)
    settle()
    assert form.applicant.cells["name"].text == "改了一半"
    assert form.messages.isHidden()
    assert tab.isVisible()


def _received(office: Office) -> Change:
    return office.documents.receive(1, {"kind": CARD, "received_on": TODAY})
