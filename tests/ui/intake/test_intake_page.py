"""The import page: from a file to what it would do, and into the office; leaving leaves nothing."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.base.changes import Change, Noun
from desktop.base.listing import Query
from desktop.cases.household import State
from desktop.exchange.planning import Verdict
from tests.ui.intake.conftest import HEADINGS, ledger, line_of
from ui.desk import Desk
from ui.intake import page as page_module
from ui.intake.page import IntakePage
from ui.papers import saving
from ui.widgets.message import MessageBar


def settle(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: desk.idle)


def reviewed(qtbot: QtBot, page: IntakePage, path: Path) -> IntakePage:
    page.open(path)
    qtbot.waitUntil(lambda: page.look is not None)
    return page


def cells(page: IntakePage, name: str) -> list[object]:
    return [page.review.model.value(row, name) for row in range(page.review.model.rowCount())]


def texts(widget: object) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel)]  # type: ignore[attr-defined]


def asked(qtbot: QtBot, desk: Desk, question: Callable[..., object]) -> object:
    answers: list[object] = []
    desk.ask(question, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def files(qtbot: QtBot, desk: Desk) -> object:
    return asked(qtbot, desk, lambda office: len(office.ids(Query(noun=Noun.CASES))))


def operations(qtbot: QtBot, desk: Desk) -> object:
    return asked(qtbot, desk, lambda office: len(office.journal()))


def test_a_ledger_that_is_understood_goes_straight_to_the_review(
    qtbot: QtBot, page: IntakePage, workbook: Path
) -> None:
    reviewed(qtbot, page, workbook)
    assert page._stack.currentWidget() is page.review
    assert cells(page, "verdict") == ["新增", "有改动", "退回", "新增"]
    assert cells(page, "row") == [2, 3, 4, 5]
    chips = [chip.text() for chip in page.review.verdicts._chips.values()]
    assert chips == ["全部  4", "新增  2", "有改动  1", "无变化  0", "退回  1"]
    assert page.review.warned.text() == "有提醒  1"
    assert page._enter.text() == "写入 3 户"


def test_the_list_of_lines_is_a_sound_model(page: IntakePage) -> None:
    QAbstractItemModelTester(page.review.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_looking_writes_nothing(qtbot: QtBot, page: IntakePage, desk: Desk, workbook: Path) -> None:
    before = operations(qtbot, desk)
    reviewed(qtbot, page, workbook)
    page.left.emit()
    assert operations(qtbot, desk) == before


def test_a_chip_and_the_search_narrow_the_lines(qtbot: QtBot, page: IntakePage, workbook: Path) -> None:
    reviewed(qtbot, page, workbook)
    page.review.verdicts._chips["退回"].click()
    assert cells(page, "row") == [4]
    assert page.review.line().verdict is Verdict.REFUSED  # type: ignore[union-attr]
    page.review.verdicts._chips[""].click()
    page.review.warned.click()
    assert cells(page, "row") == [5]
    page.review.warned.click()
    page.review.search.setText(str(cells(page, "name")[0]))
    qtbot.waitUntil(lambda: cells(page, "row") == [2])


def test_findings_stand_with_sheet_row_and_column(qtbot: QtBot, page: IntakePage, workbook: Path) -> None:
    reviewed(qtbot, page, workbook)
    page.review.view.go_to(2)
    assert "第 4 行 · 身份证号码" in texts(page.review.panel)
    assert any("校验码" in text for text in texts(page.review.panel))


def test_what_changes_is_shown_before_and_after(qtbot: QtBot, page: IntakePage, workbook: Path) -> None:
    reviewed(qtbot, page, workbook)
    page.review.view.go_to(1)
    shown = texts(page.review.panel)
    assert "会改的 1 处" in shown
    assert "不改的 1 处" in shown
    at = shown.index("工作单位")
    assert shown[at : at + 4] == ["工作单位", "旧单位", "→", "镇江春风机械有限公司"]
    assert "选了“只补空白”，档案里已有的内容不动。" in shown


def test_the_choice_for_existing_files_plans_again_at_once(
    qtbot: QtBot, page: IntakePage, desk: Desk, workbook: Path
) -> None:
    reviewed(qtbot, page, workbook)
    page.review.view.go_to(1)
    page.review.existing._buttons["更新"].click()
    settle(qtbot, desk)
    assert "会改的 2 处" in texts(page.review.panel)
    assert page.review.view.chosen() == [1]
    page.review.existing._buttons["跳过"].click()
    settle(qtbot, desk)
    assert cells(page, "verdict")[1] == "无变化"
    assert page._enter.text() == "写入 2 户"


def test_numbers_are_masked_until_they_are_revealed(qtbot: QtBot, page: IntakePage, workbook: Path) -> None:
    reviewed(qtbot, page, workbook)
    number = cells(page, "resident_id")[0]
    assert number not in texts(page.review.panel)
    page.review._eye.click()
    assert number in texts(page.review.panel)


def test_passed_rows_are_listed(qtbot: QtBot, page: IntakePage, workbook: Path) -> None:
    reviewed(qtbot, page, workbook)
    assert page.review.whole.text() == "略过了 1 行"
    page.review.whole.click()
    assert {"第 6 行", "合计"} <= set(texts(page.review.panel))


def test_ctrl_enter_writes_once_and_leads_to_the_list(
    qtbot: QtBot, page: IntakePage, desk: Desk, workbook: Path
) -> None:
    reviewed(qtbot, page, workbook)
    told: list[Change] = []
    desk.changed.connect(lambda change, _: told.append(change))
    with qtbot.waitSignal(page.entered):
        for _ in range(2):
            qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, desk)
    assert [change.label for change in told] == ["导入台账：台账.xlsx（新增 2 户，更新 1 户）"]
    assert files(qtbot, desk) == 3
    assert page._stack.currentWidget() is page._start


def test_an_import_is_undone_as_one_step(qtbot: QtBot, page: IntakePage, desk: Desk, workbook: Path) -> None:
    reviewed(qtbot, page, workbook)
    with qtbot.waitSignal(page.entered):
        page.enter()
    desk.undo()
    settle(qtbot, desk)
    assert files(qtbot, desk) == 1


def test_cancelling_while_it_writes_leaves_nothing_and_keeps_the_review(
    qtbot: QtBot, page: IntakePage, desk: Desk, workbook: Path
) -> None:
    reviewed(qtbot, page, workbook)
    before = operations(qtbot, desk)
    desk.started.connect(lambda job: job.cancel())
    page.enter()
    settle(qtbot, desk)
    assert operations(qtbot, desk) == before
    assert page._stack.currentWidget() is page.review
    assert page._enter.isEnabled()


def test_while_it_writes_no_other_file_is_opened(
    qtbot: QtBot, page: IntakePage, desk: Desk, workbook: Path, tmp_path: Path
) -> None:
    reviewed(qtbot, page, workbook)
    page.enter()
    page.open(tmp_path / "nothing.xlsx")
    with qtbot.waitSignal(page.entered):
        settle(qtbot, desk)
    assert page._stack.currentWidget() is page._start


def test_what_the_office_became_meanwhile_is_planned_against(
    qtbot: QtBot, page: IntakePage, desk: Desk, workbook: Path
) -> None:
    reviewed(qtbot, page, workbook)
    desk.undo()  # the household that the office had is gone
    qtbot.waitUntil(lambda: cells(page, "verdict")[1] == "新增")


def test_a_review_out_of_sight_is_planned_again_when_it_is_seen(
    qtbot: QtBot, page: IntakePage, desk: Desk, workbook: Path
) -> None:
    reviewed(qtbot, page, workbook)
    page.hide()
    desk.undo()
    settle(qtbot, desk)
    assert cells(page, "verdict")[1] == "有改动"
    page.show()
    qtbot.waitUntil(lambda: cells(page, "verdict")[1] == "新增")


def test_refused_rows_are_given_back(
    qtbot: QtBot, page: IntakePage, bar: MessageBar, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed(qtbot, page, workbook)
    proposed: list[str] = []
    tmp_path = workbook.parent

    def ask(_: object, name: str) -> Path:
        proposed.append(name)
        return tmp_path / "退回.xlsx"

    monkeypatch.setattr(saving, "ask_where", ask)
    page._refused.click()
    qtbot.waitUntil(lambda: "已保存" in bar.text)
    assert proposed == ["台账 退回的行.xlsx"]
    numbers = [row[0] for row in openpyxl.load_workbook(tmp_path / "退回.xlsx")["在档"].values]
    assert [one for one in numbers if one] == ["序号", 4]


@pytest.mark.parametrize("content", [b"%PDF-1.4 nothing", b"PK\x03\x04 broken", b""])
def test_a_wrong_file_is_said_in_the_page(
    qtbot: QtBot, page: IntakePage, desk: Desk, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "wrong.xlsx").write_bytes(content)
    page.open(tmp_path / "wrong.xlsx")
    settle(qtbot, desk)
    assert page._stack.currentWidget() is page._failure
    assert any("wrong.xlsx" in text for text in texts(page._failure))


def test_after_a_wrong_file_another_is_chosen(
    qtbot: QtBot, page: IntakePage, desk: Desk, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.open(workbook.with_name("nothing.xlsx"))
    settle(qtbot, desk)
    monkeypatch.setattr(page_module, "ask_which", lambda *_: workbook)
    qtbot.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.look is not None)


def test_a_file_that_is_gone_is_tried_again(qtbot: QtBot, page: IntakePage, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "later.xlsx"
    page.open(path)
    settle(qtbot, desk)
    assert page._stack.currentWidget() is page._failure
    ledger(path, ("在档", [HEADINGS, line_of(3)]))
    page.read_again()
    qtbot.waitUntil(lambda: page.look is not None)


def test_a_mended_file_is_read_anew(qtbot: QtBot, page: IntakePage, workbook: Path) -> None:
    reviewed(qtbot, page, workbook)
    first = page.look
    ledger(workbook, ("在档", [HEADINGS, line_of(3)]))
    qtbot.keyClick(page, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: page.look is not None and page.look is not first)
    assert cells(page, "row") == [2]


def test_reading_that_is_cancelled_comes_back_to_the_start(
    qtbot: QtBot, page: IntakePage, desk: Desk, workbook: Path
) -> None:
    page.open(workbook)
    assert page._stack.currentWidget() is page._waiting
    page._forget()
    page.open(workbook)
    page._job.cancel()  # type: ignore[union-attr]
    settle(qtbot, desk)
    assert page._stack.currentWidget() in {page._start, page.review}


def test_escape_leaves_and_what_was_looked_at_is_there_on_coming_back(
    qtbot: QtBot, page: IntakePage, workbook: Path
) -> None:
    reviewed(qtbot, page, workbook)
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page.review.view, Qt.Key.Key_Escape)
    page.begin()
    assert page._stack.currentWidget() is page.review
    assert page.look is not None


def test_escape_in_the_search_line_only_empties_it(qtbot: QtBot, page: IntakePage, workbook: Path) -> None:
    reviewed(qtbot, page, workbook)
    page.review.search.setText("x")
    with qtbot.assertNotEmitted(page.left):
        qtbot.keyClick(page.review.search, Qt.Key.Key_Escape)
    assert page.review.search.text() == ""


def test_with_nothing_to_look_at_a_file_is_asked_for(
    qtbot: QtBot, page: IntakePage, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "ask_which", lambda *_: None)
    page.begin()
    assert page._stack.currentWidget() is page._start
    monkeypatch.setattr(page_module, "ask_which", lambda *_: workbook)
    page.begin()
    qtbot.waitUntil(lambda: page.look is not None)


def test_of_many_lines_only_what_is_seen_is_held(qtbot: QtBot, page: IntakePage, tmp_path: Path) -> None:
    rows = [HEADINGS, *(line_of(seed) for seed in range(2000))]
    reviewed(qtbot, page, ledger(tmp_path / "多.xlsx", ("在档", rows)))
    assert page.review.model.rowCount() == 2000
    assert len(page.review.model._pages) < 5


def test_a_ledger_of_applications_begins_the_procedure(
    qtbot: QtBot, page: IntakePage, desk: Desk, workbook: Path
) -> None:
    reviewed(qtbot, page, workbook)
    assert page.review.state.value == State.ON_FILE
    page.review.state._buttons[State.DRAFT].click()
    qtbot.waitUntil(lambda: page.look is not None and page.look.state is State.DRAFT)
    assert any("没有新建申请" in text for text in said(page)), "who has a file already is told so"
    page.enter()
    qtbot.waitUntil(lambda: files(qtbot, desk) == 3)
    assert asked(qtbot, desk, lambda office: [one.state for one in office.cases.many([1, 2, 3])]) == [
        State.ON_FILE, State.DRAFT, State.DRAFT,
    ]  # fmt: skip


def said(page: IntakePage) -> list[str]:
    assert page.look is not None
    return [found.message for found in page.look.plan.findings]
