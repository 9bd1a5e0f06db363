"""The page of the spot check: drawing, writing down what was found file by file, the register."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.base.changes import Noun
from desktop.office.office import Office
from desktop.office.samples import SpotCheck
from tests.ui import desks
from tests.ui.desks import Ask, Settle
from ui.desk import Desk
from ui.papers.saving import Saver
from ui.samples.page import SamplesPage
from ui.samples.results import ResultBar
from ui.tables.page import ListPage
from ui.widgets.message import MessageBar

FILES, DRAWN = 6, 3
PAPERS: list[Callable[[Office], Any]] = []


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return desks.make(tmp_path_factory, lambda office: desks.enter(office, FILES))


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, ask: Ask, bar: MessageBar, settle: Settle) -> SamplesPage:
    PAPERS.clear()
    window = QWidget()
    qtbot.addWidget(window)
    listing = ask(lambda office: office.listing(Noun.SAMPLES))
    shown = SamplesPage(desk, listing, show_paper=PAPERS.append, saver=Saver(desk, bar, window))
    qtbot.addWidget(shown)
    shown.resize(1160, 700)
    with qtbot.waitActive(shown):
        shown.show()
    settle()
    return shown


def drawn(page: SamplesPage, qtbot: QtBot, ask: Ask) -> tuple[ListPage, ResultBar]:
    """The list and the bar, once half of the files were drawn."""
    ask(lambda office: office.samples.draw(2022, 50, 7))
    page.refresh()
    qtbot.waitUntil(lambda: page.list is not None and page.list.model.rowCount() == DRAWN)
    assert page.list
    assert page.results
    return page.list, page.results


def check(ask: Ask) -> SpotCheck:
    found = ask(lambda office: office.samples.of(2022))
    assert isinstance(found, SpotCheck)
    return found


def fill(results: ResultBar, result: str = "符合", by: str = "王芳") -> None:
    results.form.cells["result"].show_text(result)
    results.form.cells["checked_by"].show_text(by)


def test_a_year_without_a_sample_offers_to_draw_one_by_policy(qtbot: QtBot, page: SamplesPage, ask: Ask) -> None:
    assert page._empty.isVisible()
    assert not page._print.isEnabled()
    dialog = page.ask_drawing()
    assert dialog.form.values()[0]["percent"] == 30
    dialog.form.cells["seed"].show_text("11")
    dialog.submit()
    qtbot.waitUntil(lambda: page.list is not None and page.list.model.rowCount() == 2)
    assert check(ask).sample.seed == 11
    assert page._told.text() == "6 户按 30% 抽取 2 户，随机种子 11（2022-12-10）　已核查 0/2"


def test_a_percentage_that_can_not_be_is_said_in_the_dialog(qtbot: QtBot, page: SamplesPage) -> None:
    dialog = page.ask_drawing()
    dialog.form.cells["percent"].show_text("300")
    dialog.submit()
    qtbot.waitUntil(dialog.verb.isEnabled)
    assert "1% 到 100%" in " ".join(one.message for one in dialog.form.cells["percent"].findings())
    dialog.reject()


def test_the_outcome_is_written_down_and_the_next_file_is_chosen(qtbot: QtBot, page: SamplesPage, ask: Ask) -> None:
    listed, results = drawn(page, qtbot, ask)
    assert not results.verb.isEnabled()
    listed.view.go_to(listed.model.ids[0])
    fill(results)
    qtbot.mouseClick(results.verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "已核查 1/3" in page._told.text())
    assert listed.view.current() == listed.model.ids[1]
    line = check(ask).lines[0].line
    assert (line.result, line.checked_by, str(line.checked_on)) == ("符合", "王芳", "2022-12-10")
    assert results.form.values()[0]["checked_by"] == "王芳"
    assert results.form.cells["result"].text == ""


def test_several_files_get_the_same_outcome_by_keys(qtbot: QtBot, page: SamplesPage, ask: Ask) -> None:
    listed, results = drawn(page, qtbot, ask)
    listed.view.choose(list(listed.model.ids))
    assert results._of.text() == "核查结果：选中的 3 户"
    fill(results, "有变化")
    QTest.keyClick(page.window(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "已核查 3/3" in page._told.text())


def test_what_is_wrong_stands_under_its_field_and_nothing_is_written(page: SamplesPage, qtbot: QtBot, ask: Ask) -> None:
    listed, results = drawn(page, qtbot, ask)
    listed.view.go_to(listed.model.ids[0])
    fill(results, by="")
    results.submit()
    assert results.form.cells["checked_by"].findings()
    assert check(ask).checked == 0


def test_undoing_the_drawing_empties_the_page(qtbot: QtBot, page: SamplesPage, desk: Desk, ask: Ask) -> None:
    drawn(page, qtbot, ask)
    desk.undo()
    qtbot.waitUntil(page._empty.isVisible)


def test_the_register_is_shown_and_a_file_opened_from_its_line(qtbot: QtBot, page: SamplesPage, ask: Ask) -> None:
    listed, _ = drawn(page, qtbot, ask)
    page._print.click()
    assert ask(PAPERS[0]).label == "2022年抽查复核登记表"
    with qtbot.waitSignal(page.case_asked) as told:
        listed.opened.emit(listed.model.ids[0])
    assert told.args == [check(ask).lines[0].line.household]


def test_escape_goes_back(qtbot: QtBot, page: SamplesPage) -> None:
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
