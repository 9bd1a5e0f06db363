"""The preview: pages from memory, turning, zooming, printing, saving, and what can't be made."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageLayout
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from desktop.base.changes import Change, Noun
from desktop.base.errors import GlyphMissingError
from desktop.office.office import Office
from desktop.office.printouts import Printout
from tests.ui.desks import FILES
from ui.desk import Desk
from ui.papers import saving
from ui.papers.preview import PreviewPage
from ui.papers.printing import make_printer
from ui.papers.saving import Saver
from ui.widgets.message import MessageBar
from ui.widgets.pieces import label


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, bar: MessageBar) -> PreviewPage:
    made = PreviewPage(desk, Saver(desk, bar, bar))
    qtbot.addWidget(made)
    made.resize(1160, 640)
    made.show()
    return made


def forms(office: Office) -> Printout:
    return office.outputs.paper("application-form")


def shown(qtbot: QtBot, page: PreviewPage) -> PreviewPage:
    page.present(forms)
    qtbot.waitUntil(lambda: page.printout is not None)
    return page


def test_a_paper_is_shown_with_its_records_and_pages(qtbot: QtBot, page: PreviewPage) -> None:
    shown(qtbot, page)
    assert page._title.text() == "困难职工帮扶申请表"
    assert page._facts.text() == f"{FILES} 条 · {page.sheets.paper.pageCount()} 页"
    assert page.sheets.paper.pageCount() == FILES
    assert page._stack.currentWidget() is page.sheets
    assert page._print.isEnabled()


def test_nothing_of_a_paper_lies_on_the_disk(
    qtbot: QtBot, page: PreviewPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    shown(qtbot, page)
    assert list(tmp_path.iterdir()) == []


def test_pages_are_turned_by_buttons_and_by_number(qtbot: QtBot, page: PreviewPage) -> None:
    shown(qtbot, page)
    page._turners[1].click()
    assert (page.sheets.pageNavigator().currentPage(), page._number_line.text()) == (1, "2")
    page._turners[0].click()
    assert page._number_line.text() == "1"
    page._number_line.setText("99")
    qtbot.keyClick(page._number_line, Qt.Key.Key_Return)
    assert page._number_line.text() == str(FILES)


def test_zoom_goes_on_from_what_fits_the_width(qtbot: QtBot, page: PreviewPage) -> None:
    shown(qtbot, page)
    assert page._zoom.currentText() == "100%"
    page._zoom.textActivated.emit("适合宽度")
    fitting = page.sheets._factor()
    qtbot.keyClick(page, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert page.sheets.zoomMode() is QPdfView.ZoomMode.Custom
    assert page.sheets.zoomFactor() == pytest.approx(fitting / 1.25)
    assert page._zoom.placeholderText() == f"{fitting / 1.25:.0%}"
    page._zoom.textActivated.emit("150%")
    assert page.sheets.zoomFactor() == 1.5
    assert page._zoom.currentText() == "150%"
    qtbot.keyClick(page, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert page._zoom.currentText() == "100%"


def test_zoom_stays_within_what_can_be_read(qtbot: QtBot, page: PreviewPage) -> None:
    shown(qtbot, page)
    for times, end in ((1.5, 5.0), (0.5, 0.25)):
        for _ in range(20):
            page.sheets.zoom_by(times)
        assert page.sheets.zoomFactor() == end


def test_for_both_sides_every_record_begins_on_a_leaf_of_its_own(qtbot: QtBot, page: PreviewPage) -> None:
    shown(qtbot, page)
    page._both.click()
    qtbot.waitUntil(lambda: page.printout is not None)
    assert page.sheets.paper.pageCount() == 2 * FILES - 1


def test_printing_goes_page_by_page_and_stands_in_the_journal(
    qtbot: QtBot, page: PreviewPage, desk: Desk, tmp_path: Path
) -> None:
    shown(qtbot, page)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setFromTo(2, 3)
    started: list[object] = []
    desk.started.connect(started.append)
    with qtbot.waitSignal(desk.changed) as told:
        page.print_on(printer)
    assert len(started) == 1
    assert len(PdfReader(tmp_path / "out.pdf").pages) == 2
    assert (told.args[0].label, told.args[0].count) == ("打印困难职工帮扶申请表", FILES)


def test_cancelled_printing_does_not_stand_in_the_journal(
    qtbot: QtBot, page: PreviewPage, desk: Desk, tmp_path: Path
) -> None:
    shown(qtbot, page)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    changes: list[Change] = []
    desk.changed.connect(lambda change, _: changes.append(change))
    run = page.print_on(printer)
    assert run is not None
    run.job.cancel()
    with qtbot.waitSignal(run.job.ended):
        pass
    qtbot.waitUntil(lambda: desk.idle)
    assert changes == []


@pytest.mark.qt_log_ignore("QPainter::begin", "This plugin does not support")  # Qt says it in English too
def test_a_printer_that_does_not_answer_is_said(qtbot: QtBot, page: PreviewPage, desk: Desk, tmp_path: Path) -> None:
    shown(qtbot, page)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "nowhere" / "out.pdf"))
    with qtbot.waitSignal(desk.known_error) as told:
        page.print_on(printer)
    assert "一页也没有打印" in told.args[0]


def test_a_printer_is_set_to_the_orientation_and_the_sides(qtbot: QtBot, page: PreviewPage) -> None:
    shown(qtbot, page)
    printer = make_printer(page.sheets.paper, both_sides=True)
    assert printer.pageLayout().orientation() is QPageLayout.Orientation.Portrait
    assert printer.duplex() in {QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexNone}


def test_saving_writes_the_pdf_and_says_where(
    qtbot: QtBot, page: PreviewPage, bar: MessageBar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(qtbot, page)
    proposed: list[str] = []

    def ask(_: object, name: str) -> Path:
        proposed.append(name)
        return tmp_path / "档案表.pdf"

    monkeypatch.setattr(saving, "ask_where", ask)
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(bar.text))
    assert proposed[0].startswith("困难职工帮扶申请表 ")
    assert proposed[0].endswith(".pdf")
    assert len(PdfReader(tmp_path / "档案表.pdf").pages) == FILES
    assert bar.text == f"已保存“档案表.pdf”（{FILES} 条），在 {tmp_path}"
    assert saving.last_folder() == str(tmp_path)


def test_a_place_that_cannot_be_written_offers_another(
    qtbot: QtBot, page: PreviewPage, bar: MessageBar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(qtbot, page)
    answers = [tmp_path / "nowhere" / "a.pdf", tmp_path / "a.pdf"]
    monkeypatch.setattr(saving, "ask_where", lambda *_: answers.pop(0))
    page.save()
    qtbot.waitUntil(lambda: "没有写成" in bar.text)
    bar._action.click()
    qtbot.waitUntil(lambda: "已保存" in bar.text)
    assert (tmp_path / "a.pdf").exists()


def test_what_cannot_be_made_is_said_with_a_way_out(qtbot: QtBot, page: PreviewPage) -> None:
    fails = [True]

    def make(office: Office) -> Printout:
        if fails.pop():
            raise GlyphMissingError("“𪾢”字没有字体能印。")
        return forms(office)

    fails[:0] = [False]
    page.present(make)
    qtbot.waitUntil(lambda: page._stack.currentWidget() is page._failure)
    assert "“𪾢”字没有字体能印。" in [one.text() for one in page._failure.findChildren(type(label()))]
    assert not page._print.isEnabled()
    page._remake()
    qtbot.waitUntil(lambda: page.printout is not None)


def test_making_that_is_cancelled_is_said_and_can_be_tried_again(qtbot: QtBot, page: PreviewPage, desk: Desk) -> None:
    page.present(forms)
    page._job.cancel()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: desk.idle)
    assert page._stack.currentWidget() is page._failure
    assert "已取消" in [one.text() for one in page._failure.findChildren(type(label()))]
    page._remake()
    qtbot.waitUntil(lambda: page.printout is not None)
    assert page._stack.currentWidget() is page.sheets


def test_of_two_papers_asked_for_the_second_is_shown(qtbot: QtBot, page: PreviewPage, desk: Desk) -> None:
    page.present(forms)
    page.present(lambda office: office.outputs.paper("notice"))
    qtbot.waitUntil(lambda: desk.idle)
    assert page._title.text() == "困难职工建档公示"


def test_leaving_forgets_the_paper(qtbot: QtBot, page: PreviewPage) -> None:
    shown(qtbot, page)
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.printout is None
    assert page.sheets.paper.pageCount() == 0


def test_a_paper_of_what_has_changed_says_so(qtbot: QtBot, page: PreviewPage, desk: Desk) -> None:
    shown(qtbot, page)
    desk.changed.emit(Change(operation=1, label="打印", nouns=frozenset()), None)
    assert page._stale.isHidden()
    desk.changed.emit(Change(operation=2, label="修改档案", nouns=frozenset({Noun.CASES})), None)
    assert not page._stale.isHidden()
    page._stale.click()
    qtbot.waitUntil(lambda: page.printout is not None)
    assert page._stale.isHidden()
