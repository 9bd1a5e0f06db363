"""The page of aid: two lists, what opens from them, and going back."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.aid.flow import Verb
from desktop.base.changes import Noun
from desktop.base.listing import Query
from tests.ui.desks import Ask, Settle
from ui.aid.batch_page import BatchPage
from ui.aid.fund_page import FundPage
from ui.aid.page import AidPage
from ui.aid.steps import STEPS
from ui.desk import Desk
from ui.forms.dialog import FormDialog


def dialog() -> FormDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, FormDialog)
    return found


def test_pressing_a_view_changes_the_list_and_both_switches(page: AidPage) -> None:
    page._switches["batches"]._buttons["funds"].click()
    assert page.shown is page.funds
    assert {one.value for one in page._switches.values()} == {"funds"}
    page._switches["funds"]._buttons["batches"].click()
    assert page.shown is page.batches


def test_the_lists_have_no_eye_where_nothing_is_masked(page: AidPage) -> None:
    assert page.batches._eye.isHidden()
    assert page.funds._eye.isHidden()


def test_ctrl_n_begins_what_the_list_holds(qtbot: QtBot, page: AidPage) -> None:
    page.show_list(Noun.FUNDS)
    qtbot.keyClick(page.funds.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert dialog().windowTitle() == "设立资金"
    dialog().reject()
    page.show_list(Noun.BATCHES)
    qtbot.keyClick(page.batches.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.shown is page.draw_up()


def test_a_query_from_elsewhere_narrows_the_list_and_leaves_what_was_open(
    page: AidPage, drawn: int, settle: Settle
) -> None:
    page.open_batch(drawn)
    settle()
    shown = page.show_list(Noun.BATCHES, Query(noun=Noun.BATCHES, chips={"state": "已发放"}, order="decided_on"))
    settle()
    assert page.shown is shown is page.batches
    assert page.batches.model.rowCount() == 0


def test_going_back_leads_where_one_came_from(page: AidPage, drawn: int, settle: Settle) -> None:
    fund = page.open_fund(1)
    settle()
    fund.view.opened.emit(1)
    assert isinstance(page.shown, BatchPage)
    assert page.shown.number == drawn
    page.back()
    assert page.shown is fund
    page.back()
    assert page.shown is page.batches


def test_a_batch_leads_to_its_fund(page: AidPage, drawn: int, settle: Settle) -> None:
    batch = page.open_batch(drawn)
    settle()
    batch.head._source.click()
    assert isinstance(page.shown, FundPage)


def test_a_new_fund_is_entered_with_what_it_received(page: AidPage, settle: Settle, ask: Ask) -> None:
    page.show_list(Noun.FUNDS)
    page.ask_fund()
    one = dialog()
    for name, value in {
        "name": "社会捐助",
        "source": "社会捐助",
        "received": 2_000_000,
        "document_no": "苏〔2022〕1号",
    }.items():
        one.form.put(name, value)
    one.submit()
    settle()
    settle()
    made = ask(lambda office: office.funds.every())[1]
    assert (made.name, made.balance, made.document_no) == ("社会捐助", 2_000_000, "苏〔2022〕1号")
    assert page.funds.model.rowCount() == 2


def test_a_year_that_is_none_is_refused_in_the_dialog(page: AidPage, settle: Settle) -> None:
    page.ask_fund()
    one = dialog()
    for name, value in {"name": "社会捐助", "source": "社会捐助", "year": 22}.items():
        one.form.put(name, value)
    one.submit()
    settle()
    assert "年度“22”不合理" in one.finding
    one.reject()


def test_two_funds_of_one_name_are_refused_in_the_dialog(page: AidPage, settle: Settle) -> None:
    page.ask_fund()
    one = dialog()
    for name, value in {"name": "本级经费", "source": "社会捐助"}.items():
        one.form.put(name, value)
    one.submit()
    settle()
    assert "已有同名的资金" in one.finding
    one.reject()


def test_a_receipt_raises_the_balance_line_by_line(page: AidPage, settle: Settle) -> None:
    fund = page.open_fund(1)
    settle()
    one = fund.ask_receipt()
    assert one is not None
    one.form.put("amount", 50_000)
    one.form.put("note", "利息")
    one.submit()
    settle()
    settle()
    assert fund.figures.text("余额（元）") == "100,500.00"
    assert [(fund.model.value(row, "label"), fund.model.value(row, "balance")) for row in range(2)] == [
        ("设立时到账", 10_000_000),
        ("利息", 10_050_000),
    ]


def test_a_fund_tells_what_is_locked_and_what_is_paid(
    page: AidPage, drawn: int, desk: Desk, settle: Settle, tested: Callable[[Any], Any]
) -> None:
    fund = page.open_fund(1)
    settle()
    tested(fund.model)
    desk.do(lambda office: office.aid.lock(drawn))
    settle()
    settle()
    assert fund.figures.text("已锁定（元）") == "30,000.00"
    assert fund.model.value(1, "state") == "已锁定"
    assert fund.model.value(1, "drawn") == 3_000_000


def test_a_fund_that_is_undone_is_left(page: AidPage, desk: Desk, settle: Settle) -> None:
    page.open_fund(1)
    settle()
    desk.undo()
    settle()
    settle()
    assert page.shown is page.batches


def test_a_receipt_from_the_list_is_for_the_chosen_fund(page: AidPage, settle: Settle) -> None:
    page.show_list(Noun.FUNDS)
    settle()
    page.funds.view.go_to(1)
    page.ask_receipt()
    settle()
    assert dialog().form.values()[0]["fund"] == "本级经费（余额 100,000 元）"
    dialog().reject()


def test_a_page_that_was_left_is_gone(qtbot: QtBot, page: AidPage, drawn: int, settle: Settle, desk: Desk) -> None:
    batch = page.open_batch(drawn)
    settle()
    with qtbot.waitSignal(batch.destroyed):
        page.back()
    desk.do(lambda office: office.aid.lock(drawn))
    settle()
    assert page.shown is page.batches


def test_every_step_has_a_way_to_ask_for_what_it_needs(page: AidPage, drawn: int, settle: Settle) -> None:
    batch = page.open_batch(drawn)
    settle()
    assert {one.verb for one in STEPS.values()} >= set(Verb)
    assert set(batch.bar.buttons) == set(STEPS)
