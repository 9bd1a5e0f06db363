"""The journal: newest first, what each operation changed, undone and done again with what was kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.base.changes import Noun
from desktop.base.listing import Query
from tests import offices
from tests.offices import draft
from tests.ui.desks import FILES, Ask, Settle
from ui.desk import Desk
from ui.journal.page import JournalPage

CTRL = Qt.KeyboardModifier.ControlModifier
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, ask: Ask, settle: Settle) -> JournalPage:
    made = JournalPage(desk, ask(lambda office: office.listing(Noun.JOURNAL)))
    qtbot.addWidget(made)
    QAbstractItemModelTester(made.model, FATAL, made)
    QAbstractItemModelTester(made.detail.model, FATAL, made)
    made.resize(1200, 700)
    with qtbot.waitActive(made):
        made.show()
    settle()
    return made


def chosen(qtbot: QtBot, page: JournalPage, operation: int) -> None:
    """Choose an operation and wait for what it changed."""
    page.view.go_to(operation)
    page.view.setFocus()
    qtbot.waitUntil(lambda: page.detail.operation == operation and page.panel.isVisible())


def cells(page: JournalPage) -> list[tuple[str, ...]]:
    model = page.detail.model
    return [
        tuple(str(model.index(row, column).data() or "") for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def test_the_newest_operation_stands_first(page: JournalPage) -> None:
    assert list(page.model.ids) == [4, 3, 2, 1]
    assert str(page.model.value(0, "label")).startswith("新建档案：")
    assert page.model.value(0, "state") == "有效"


def test_an_operation_shows_what_it_changed(qtbot: QtBot, page: JournalPage) -> None:
    chosen(qtbot, page, 2)
    assert cells(page)[0][1] == "新增档案"
    assert "新增档案 1 条" in page.detail._sums.text()
    assert page.detail._undo.isEnabled()
    assert not page.detail._redo.isEnabled()
    chosen(qtbot, page, 1)
    assert not page.detail._undo.isEnabled()


def test_an_older_operation_is_undone_and_done_again_by_keys(qtbot: QtBot, page: JournalPage, ask: Ask) -> None:
    chosen(qtbot, page, 3)
    qtbot.keyClick(page.view, Qt.Key.Key_U, CTRL)
    qtbot.waitUntil(page.detail._redo.isEnabled)
    assert not page.detail._undo.isEnabled()
    assert len(ask(lambda office: office.ids(Query(noun=Noun.CASES)))) == FILES - 1
    qtbot.waitUntil(lambda: page.model.value(page.model.row_of(3), "state") == "已撤销")
    qtbot.keyClick(page.view, Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(page.detail._undo.isEnabled)
    assert len(ask(lambda office: office.ids(Query(noun=Noun.CASES)))) == FILES


def test_what_an_undo_left_alone_is_listed_and_copied(
    qtbot: QtBot, page: JournalPage, ask: Ask, settle: Settle
) -> None:
    def two_at_once(office: object) -> object:
        with_two = [draft(seed) for seed in (20, 21)]
        from desktop.cases.household import State  # noqa: PLC0415  (only here)
        from desktop.store import households, journal  # noqa: PLC0415  (an operation over two files, as an import is)

        with journal.operation(office._db, "导入两户", Noun.CASES) as current:  # type: ignore[attr-defined]
            households.insert(office._db, ((one.values, one.persons) for one in with_two), State.ON_FILE)  # type: ignore[attr-defined]
        return current.id

    operation = ask(two_at_once)
    ask(lambda office: offices.close(office, 5, "迁出"))
    page.refresh()
    settle()
    chosen(qtbot, page, operation)
    page.detail._undo.click()
    qtbot.waitUntil(page.detail.kept.isVisible)
    assert "1 项" in page.detail.kept._title.text()
    page.detail.kept.copy()
    name = ask(lambda office: office.cases.get(5).applicant.name)
    assert QApplication.clipboard().text().splitlines()[1] == f"档案\t{name}\t之后又办理过别的步骤"
    chosen(qtbot, page, 2)
    assert not page.detail.kept.isVisible()


def test_a_search_narrows_the_journal(qtbot: QtBot, page: JournalPage, settle: Settle) -> None:
    page.search.setText("办公文件")
    qtbot.waitUntil(lambda: list(page.model.ids) == [1])
    settle()


def test_an_export_stands_in_the_journal_at_once(qtbot: QtBot, page: JournalPage, desk: Desk, settle: Settle) -> None:
    desk.do(lambda office: office.outputs.printed(office.outputs.paper("notice")))
    qtbot.waitUntil(lambda: page.model.rowCount() == FILES + 2)
    settle()
    assert page.model.value(0, "state") == "只登记"
