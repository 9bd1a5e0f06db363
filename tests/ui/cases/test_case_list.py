"""The list of files: its panel, its actions, what isn't saved, and the way to the form."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.cases.consents import NOTICE
from desktop.cases.steps import Verb
from tests import offices
from tests.offices import TODAY
from tests.ui.cases.test_documents import dialog, submit
from tests.ui.desks import Ask, Settle
from tests.ui.typing import typed
from ui.cases.agreeing import AgreeManyDialog
from ui.cases.list import CaseList
from ui.cases.step_dialog import StepDialog
from ui.desk import Desk
from ui.look import places
from ui.papers import saving
from ui.papers.choosing import ChoosePapers


def said(page: CaseList) -> str:
    return "\n".join(one.text() for one in page.panel.findChildren(QLabel) if one.isVisible())


def choose(qtbot: QtBot, page: CaseList, number: int) -> str:
    """Choose a file and wait for its panel; gives what it says."""
    page.view.go_to(number)
    qtbot.waitUntil(lambda: page.panel.isVisible() and page._desk.idle)
    qtbot.waitUntil(lambda: f"2022-{number:04}" in said(page))
    return said(page)


def test_the_panel_says_what_matters_and_masks_numbers(qtbot: QtBot, cases: CaseList, ask: Ask) -> None:
    home = ask(lambda office: office.cases.get(2))
    text = choose(qtbot, cases, 2)
    assert home.applicant.name in text
    assert home.persons[1].name in text
    assert "低保标准" in text
    assert "还没有列入过发放批次" in text
    assert home.applicant.resident_id not in text
    cases._eye.click()
    cases.follower.ask_again()
    qtbot.waitUntil(lambda: home.applicant.resident_id in said(cases))


def test_a_closed_panel_stays_closed_until_f4(qtbot: QtBot, cases: CaseList) -> None:
    choose(qtbot, cases, 2)
    cases.panel.shut()
    cases.view.go_to(3)
    qtbot.wait(100)
    assert not cases.panel.isVisible()
    assert places.recall("panel/cases") is False
    cases.follower.toggle()
    qtbot.waitUntil(cases.panel.isVisible)
    assert "2022-0003" in said(cases)


def test_the_panel_follows_a_change(qtbot: QtBot, cases: CaseList, desk: Desk) -> None:
    choose(qtbot, cases, 2)
    desk.do(lambda office: offices.close(office, 2, "已脱困"))
    qtbot.waitUntil(lambda: "注销" in said(cases))


def test_enter_and_the_button_open_the_file(qtbot: QtBot, cases: CaseList) -> None:
    choose(qtbot, cases, 2)
    with qtbot.waitSignal(cases.opened) as told:
        qtbot.keyClick(cases.view, Qt.Key.Key_Return)
    assert told.args == [2]


def answer(qtbot: QtBot, **values: str) -> StepDialog:
    """Fill in the dialog that stands there and do what it is for."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), StepDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, StepDialog)
    for name, text in values.items():
        dialog.form.cells[name].show_text(text)
    with qtbot.waitSignal(dialog.achieved):
        dialog.submit()
    return dialog


def offered(page: CaseList, qtbot: QtBot) -> list[str]:
    """What the menu of steps offers for the chosen files."""
    before = page.findChildren(QMenu)
    page.offer_steps()
    qtbot.waitUntil(lambda: any(one not in before for one in page.findChildren(QMenu)))
    [menu] = [one for one in page.findChildren(QMenu) if one not in before]
    texts = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    return texts


def test_files_are_closed_and_put_back_together(qtbot: QtBot, cases: CaseList, ask: Ask) -> None:
    cases.view.choose([2, 3])
    qtbot.keyClick(cases.view, Qt.Key.Key_Delete)
    answer(qtbot, opinion="年度核查")
    assert [ask(lambda office, one=one: office.cases.get(one).state) for one in (1, 2, 3)] == ["在档", "注销", "注销"]
    cases.view.choose([2, 3])
    assert offered(cases, qtbot) == ["恢复档案…", "纸电同步…"]
    cases.ask_step(Verb.REOPEN, [2, 3])
    answer(qtbot, opinion="核查有误")
    assert ask(lambda office: office.cases.get(2).state) == "在档"


def test_what_is_offered_can_be_done_with_every_chosen_file(qtbot: QtBot, cases: CaseList, desk: Desk) -> None:
    cases.view.choose([1, 2])
    assert "脱困…" in offered(cases, qtbot)
    desk.do(lambda office: offices.close(office, 2, "年度核查"))
    qtbot.waitUntil(lambda: desk.idle)
    cases.view.choose([1, 2])
    assert offered(cases, qtbot) == ["纸电同步…"]
    with qtbot.waitSignal(cases.told) as said_so:
        cases.close_files()
    assert "不能一起注销" in said_so.args[0]


def test_the_households_that_refuse_are_named_and_can_be_left_out(
    qtbot: QtBot, cases: CaseList, desk: Desk, ask: Ask
) -> None:
    desk.do(lambda office: office.procedure.take(2, Verb.SUSPEND, {"day": TODAY, "opinion": "外出务工"}))
    name = ask(lambda office: office.cases.get(2)).applicant.name
    cases.ask_step(Verb.SUSPEND, [1, 2, 3])
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), StepDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, StepDialog)
    qtbot.waitUntil(lambda: name in dialog.finding)
    assert dialog._rest.text() == "只办其余 2 户"
    dialog.leave_out()
    qtbot.waitUntil(lambda: not dialog.finding)
    answer(qtbot, opinion="外出务工")
    assert ask(lambda office: [office.cases.get(one).state for one in (1, 2, 3)]) == ["暂停"] * 3


def test_the_panel_offers_what_is_due(qtbot: QtBot, cases: CaseList, desk: Desk) -> None:
    assert "前复核" in choose(qtbot, cases, 2)
    due = {"day": dt.date(2022, 8, 1), "people": "主席办公会", "opinion": "子女就业"}
    desk.do(lambda office: office.procedure.take(2, Verb.LIFT, due))
    qtbot.waitUntil(lambda: "该回访了" in said(cases))
    [button] = [one for one in cases.panel.findChildren(QPushButton) if one.text() == "回访…"]
    button.click()
    answer(qtbot, people="李敏", risk="否")
    qtbot.waitUntil(lambda: "2月1日回访" in said(cases))


def test_papers_are_of_the_chosen_files(
    qtbot: QtBot, cases: CaseList, desk: Desk, ask: Ask, shown_papers: list[Any]
) -> None:
    cases.view.choose([2, 3])
    cases.print_papers()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ChoosePapers)
    dialog._tick(["archive-form"])
    qtbot.waitUntil(lambda: desk.idle)
    dialog.preview()
    assert ask(shown_papers.pop()).count == 2


def test_the_ledger_is_of_what_the_list_shows(
    qtbot: QtBot, cases: CaseList, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "台账.xlsx"
    monkeypatch.setattr(saving, "ask_where", lambda *_: path)
    with qtbot.waitSignal(cases.model.shown):
        cases.show_query(Query(noun=Noun.CASES, text="2022-0003"))
    for deed, wanted in ((cases.export_ledger, 1), (cases.export_list, 1)):
        with qtbot.waitSignal(cases._saver.saved):
            deed()
        look = ask(lambda office: office.journal(limit=1))[0]
        assert (look["count"], path.exists()) == (wanted, True)


def test_new_files_and_imports_are_asked_for_by_key(qtbot: QtBot, cases: CaseList) -> None:
    with qtbot.waitSignal(cases.new_asked):
        qtbot.keyClick(cases.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    cases.view.go_to(3)
    with qtbot.waitSignal(cases.history_asked) as told:
        cases._ask_history()
    assert told.args == [3]


def test_what_is_not_saved_is_offered_beside_the_title(qtbot: QtBot, cases: CaseList, ask: Ask) -> None:
    assert not cases._unsaved.isVisible()
    ask(lambda office: office.drafts.keep("case:2", [{}, {}, None], label="王秀英"))
    cases.hide()
    cases.show()
    qtbot.waitUntil(cases._unsaved.isVisible)
    assert cases._unsaved.text() == "未保存的修改 1"
    with qtbot.waitSignal(cases.resumed) as told:
        cases._resume("case:2")
    assert told.args == ["case:2"]


def test_neighbours_are_those_of_the_list_as_it_is_shown(cases: CaseList) -> None:
    first, second = cases.model.ids[:2]
    assert cases.neighbour(first, 1) == second
    assert cases.neighbour(second, -1) == first
    assert cases.neighbour(first, -1) is None
    assert cases.neighbour(99, 1) is None


def test_the_list_of_a_real_office_keeps_qts_rules(qtbot: QtBot, cases: CaseList, desk: Desk) -> None:
    tester = QAbstractItemModelTester(cases.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    typed(qtbot, cases.search, "2022-0003")
    qtbot.waitUntil(lambda: cases.model.rowCount() == 1)
    desk.do(lambda office: offices.close(office, 3, "已脱困"))
    qtbot.waitUntil(lambda: cases.model.value(0, "state") == "注销")
    assert tester.model() is cases.model


def test_the_files_of_a_matter_leave_as_a_sheet_of_its_own(
    qtbot: QtBot, cases: CaseList, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []
    monkeypatch.setattr(saving, "ask_where", lambda _, name: names.append(name) or tmp_path / name)
    monkeypatch.setenv("NIANGJIA_NOW", "2023-12-10T09:00:00")
    cases.show_query(Query(noun=Noun.CASES, matter="review_due"))
    assert cases.matter_bar.sheet.text() == "导出复核到期名单…"
    cases.matter_bar.sheet.click()
    qtbot.waitUntil(lambda: bool(names) and (tmp_path / names[0]).exists())
    assert names == ["复核到期名单 20231210.xlsx"]
    cases.show_query(Query(noun=Noun.CASES, matter="incomplete"))
    assert not cases.matter_bar.sheet.isVisible()


def test_everybody_in_the_chosen_files_agrees_in_one_dialog(
    qtbot: QtBot, cases: CaseList, ask: Ask, settle: Settle
) -> None:
    cases.view.selectAll()
    numbers = cases.chosen()
    cases.ask_consents()
    asked = dialog(qtbot)
    assert isinstance(asked, AgreeManyDialog)
    submit(qtbot, asked, settle)
    assert len(numbers) > 1
    assert ask(lambda office: office.consents.missing(numbers, NOTICE)) == {}
    assert "等" in ask(lambda office: office.undo_label())
