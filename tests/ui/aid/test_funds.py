"""Funds on the screen: what can be done with one, with several, and with the books of all."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.aid.fund import Receipt
from desktop.base.changes import Change, Noun
from desktop.office.office import Office
from tests.offices import TODAY
from tests.piloting import PROJECT
from tests.ui.desks import Ask, Settle
from tests.ui.ring import beyond_tab
from ui.aid.fund_page import FundPage
from ui.aid.page import AidPage
from ui.desk import Desk
from ui.forms.dialog import FormDialog

MARCH = dt.date(2022, 3, 1)


@pytest.fixture
def fund(page: AidPage, settle: Settle) -> FundPage:
    """The page of the fund."""
    made = page.open_fund(1)
    settle()
    return made


def dialog() -> FormDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, FormDialog)
    return found


def answer(settle: Settle, **values: object) -> None:
    """Fill in the open dialog and have it done."""
    one = dialog()
    for name, value in values.items():
        one.form.put(name, value)  # type: ignore[arg-type]
    one.submit()
    settle()
    settle()


def messages(one: FormDialog, name: str) -> str:
    return one.form.cells[name]._finding.text()


def test_tab_comes_to_everything_of_a_fund(fund: FundPage) -> None:
    assert beyond_tab(fund) == []


def test_a_fund_is_changed_and_says_so_above(fund: FundPage, settle: Settle) -> None:
    fund.ask_change()
    settle()
    answer(settle, name="2022年本级经费", document_no="镇新工〔2022〕1号", programme="生活救助", allotted=12_000_000)
    assert fund._title.whole == "2022年本级经费"
    assert fund._what.text() == "本级工会经费　2022 年度　镇新工〔2022〕1号　限生活救助"
    assert fund.figures.text("下达（元）") == "120,000.00"


def test_the_bar_shows_what_is_paid_locked_and_left(fund: FundPage, drawn: int, desk: Desk, settle: Settle) -> None:
    assert fund.bar.accessibleName() == "已发放 0%，已锁定 0%，余额 100%"
    desk.do(lambda office: office.aid.lock(drawn))
    settle()
    settle()
    assert fund.bar.accessibleName() == "已发放 0%，已锁定 30%，余额 70%"


def test_money_for_a_project_is_a_part_of_its_own_and_leads_to_the_project(
    qtbot: QtBot, page: AidPage, fund: FundPage, settle: Settle, ask: Ask
) -> None:
    def paid(office: Office) -> Change:
        office.enterprises.enter({"name": "甲公司"})
        project = office.incentives.apply(PROJECT | {"enterprise": 1}).record or 0
        office.incentives.recommend(project)
        office.incentives.grant({project: 5_000_000}, day=MARCH)
        return office.incentives.pay(project, {"day": TODAY, "amount": 2_500_000}, 1)

    ask(paid)
    fund._ask()
    settle()
    assert fund.figures.text("项目拨付（元）") == "25,000.00"
    assert fund.bar.accessibleName() == "已发放 0%，项目拨付 25%，已锁定 0%，余额 75%"
    fund.view.go_to(1)
    with qtbot.waitSignal(page.project_asked) as asked:
        qtbot.keyClick(fund.view, Qt.Key.Key_Return)
    assert asked.args == [1]


def test_a_receipt_is_corrected_from_its_line(qtbot: QtBot, fund: FundPage, settle: Settle) -> None:
    fund.view.go_to(0)
    qtbot.keyClick(fund.view, Qt.Key.Key_Return)
    settle()
    assert dialog().form.values()[0]["amount"] == 10_000_000
    answer(settle, amount=9_000_000)
    assert messages(dialog(), "reason")
    answer(settle, reason="录错金额")
    assert fund.figures.text("余额（元）") == "90,000.00"


def test_a_part_is_handed_back_and_never_more_than_is_left(fund: FundPage, settle: Settle) -> None:
    fund.ask_handing_back()
    answer(settle, amount=10_000_001)
    assert "余额只有 100,000 元" in dialog().finding
    answer(settle, amount=1_000_000, note="结余")
    assert fund.figures.text("余额（元）") == "90,000.00"
    assert fund.figures.text("结转上缴（元）") == "10,000.00"


def test_what_is_left_is_carried_over_after_a_look(fund: FundPage, settle: Settle, ask: Ask) -> None:
    fund.ask_carrying()
    settle()
    answer(settle)
    funds = ask(lambda office: office.funds.every())
    assert [(one.name, one.balance) for one in funds] == [("本级经费（2023年结转）", 10_000_000), ("本级经费", 0)]
    assert not fund._carry.isEnabled()
    assert not fund._give.isEnabled()


def test_the_books_are_closed_and_reopened_and_the_lists_say_so(page: AidPage, settle: Settle, ask: Ask) -> None:
    page.show_list(Noun.FUNDS)
    settle()
    assert page.funds.closed.isHidden()
    page.funds.ask_closing()
    settle()
    assert dialog().form.values()[0]["through"] == dt.date(2021, 12, 31)
    answer(settle, through=MARCH, note="一季度")
    assert page.funds.closed.text() == "已关账至 2022-03-01"
    fund = page.open_fund(1)
    settle()
    assert fund.closed.text() == "已关账至 2022-03-01，到这一天为止的账不能再改。"
    assert [fund.model.value(row, "state") for row in range(2)] == [None, "已关账"]
    page.back()
    page.funds.ask_reopening()
    settle()
    answer(settle, reason="漏记一笔")
    assert page.funds.closed.isHidden()
    assert ask(lambda office: office.funds.closed_through()) is None


def test_closed_books_are_told_before_anything_is_typed_and_doubted_only_for_a_day_in_them(
    qtbot: QtBot, fund: FundPage, desk: Desk, settle: Settle
) -> None:
    desk.do(lambda office: office.funds.close(TODAY))
    settle()
    fund.ask_receipt()
    settle()
    assert messages(dialog(), "day") == "已关账至 2022-12-10，请填之后的日期。"
    answer(settle, amount=5)
    assert "已关账至 2022年12月10日" in dialog().finding
    day = dialog().form.cells["day"]
    qtbot.keyClick(day.editor, Qt.Key.Key_Up)
    assert (messages(dialog(), "day"), day.findings()) == ("已关账至 2022-12-10。", ())
    dialog().reject()


def test_enter_on_the_closed_line_does_nothing(qtbot: QtBot, fund: FundPage, desk: Desk, settle: Settle) -> None:
    desk.do(lambda office: office.funds.close(TODAY))
    settle()
    settle()
    fund.view.go_to(1)
    qtbot.keyClick(fund.view, Qt.Key.Key_Return)
    settle()
    assert QApplication.activeModalWidget() is None


def test_funds_of_earlier_years_are_carried_over_together(page: AidPage, desk: Desk, settle: Settle, ask: Ask) -> None:
    for name in ("2021年甲", "2021年乙"):
        ask(lambda office, name=name: office.funds.open(name=name, source=office.funds.one(1).source, year=2021))
    page.show_list(Noun.FUNDS)
    settle()
    page.funds.view.clearSelection()
    told: list[str] = []
    desk.known_error.connect(told.append)
    page.funds.ask_carrying()
    settle()
    assert "没有可以结转的资金" in told[0]
    for number in (2, 3):
        ask(lambda office, number=number: office.funds.receive(Receipt(fund=number, day=MARCH, amount=100 * number)))
    page.funds.ask_carrying()
    settle()
    answer(settle)
    balances = {one.name: one.balance for one in ask(lambda office: office.funds.every())}
    assert (balances["2021年甲"], balances["2021年乙"]) == (0, 0)


def test_the_ledger_is_saved_from_the_list(
    page: AidPage, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "台账.xlsx"
    monkeypatch.setattr("ui.papers.saving.ask_where", lambda _window, _name: out)
    page.show_list(Noun.FUNDS)
    settle()
    page.funds.export()
    settle()
    assert out.exists()


def test_the_statement_is_saved_from_its_page(
    fund: FundPage, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "流水.xlsx"
    monkeypatch.setattr("ui.papers.saving.ask_where", lambda _window, _name: out)
    fund.export()
    settle()
    assert out.exists()
