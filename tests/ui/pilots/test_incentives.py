"""Incentive projects on the screen: applied for, ordered, granted, paid, spent, accepted, and seen from the fund."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.aid.fund import Source
from desktop.office.office import Office
from desktop.pilots.flow import Verb as Move
from desktop.pilots.incentive import IncentiveState, Spending
from desktop.pilots.incentive_flow import Verb
from desktop.pilots.incentive_statement import OTHERS
from tests.piloting import PROJECT
from tests.ui.desks import Ask, Settle
from tests.ui.pilots.conftest import Answer, stands
from tests.ui.typing import typed
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.forms.kept import KeptDialog
from ui.pilots.incentives import IncentiveList
from ui.pilots.incentives_page import IncentivePage
from ui.pilots.incentives_rank import RankDialog
from ui.pilots.page import PilotsPage
from ui.pilots.unit_page import UnitPage

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
DAY = dt.date(2022, 3, 15)
PROJECTS = ("智能产线改造", "班组建设", "技能比武")


def projects(office: Office) -> None:
    """Three applications of two units, and a fund that may pay them."""
    for at, name in enumerate(PROJECTS):
        office.incentives.apply(PROJECT | {"enterprise": 1 + at % 2, "name": name})
    office.funds.open(name="2022年工会经费", source=Source.OWN_UNION, year=2022, received=4_000_000, received_on=DAY)


def granted(office: Office) -> None:
    """The first is granted, half paid from the fund, and something of it is spent."""
    projects(office)
    office.incentives.recommend([1, 2, 3], "同意推荐")
    office.incentives.grant({1: 5_000_000}, day=DAY, document_no="新工〔2022〕5号")
    office.incentives.pay(1, {"day": DAY, "amount": 2_500_000, "invoice_no": "票1"}, 1)
    office.registers.enter(Spending, {"incentive": 1, "day": DAY, "item": "购置设备", "amount": 1_800_000})


@pytest.fixture
def section(page: PilotsPage, ask: Ask, settle: Settle) -> IncentiveList:
    ask(projects)
    shown = page.show_section("incentives")
    settle()
    assert isinstance(shown, IncentiveList)
    return shown


@pytest.fixture
def project(page: PilotsPage, ask: Ask, settle: Settle) -> IncentivePage:
    """The page of the first project, half paid."""
    ask(granted)
    shown = page.show_section("incentives")
    assert isinstance(shown, IncentiveList)
    shown.open(1)
    settle()
    assert isinstance(page.shown, IncentivePage)
    return page.shown


def test_a_project_that_is_undone_is_left_without_a_word(
    section: IncentiveList, page: PilotsPage, desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    desk.do(lambda office: office.incentives.apply(PROJECT | {"enterprise": 1, "name": "数字车间"}))
    settle()
    section.open(4)
    settle()
    with qtbot.assertNotEmitted(desk.known_error):
        desk.do(lambda office: office.undo())
        settle()
    assert page.shown is section


def test_an_application_is_entered_from_the_list(
    section: IncentiveList, qtbot: QtBot, answer: Answer, ask: Ask
) -> None:
    qtbot.keyClick(section.view, Qt.Key.Key_N, CTRL)
    said = {"unit_name": "丙食品公司", "name": "安全工位", "front": "建功立业", "asked": 1_000_000}
    answer(**said)
    one = ask(lambda office: office.incentives.one(4))
    assert (one.name, one.enterprise, one.year, one.state) == ("安全工位", 3, 2022, IncentiveState.APPLIED)


def test_money_that_does_not_add_up_is_said_while_one_types(
    section: IncentiveList, qtbot: QtBot, settle: Settle
) -> None:
    section.view.go_to(1)
    section.change()
    dialog = stands(qtbot, FormDialog)
    editor = dialog.form.cells["budget"].editor
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_A, CTRL)
    qtbot.keyClicks(editor, "70000")
    qtbot.waitUntil(lambda: bool(dialog.form.cells["budget"].findings()))
    settle()
    dialog.reject()


def test_many_are_recommended_and_granted_at_once(
    section: IncentiveList, qtbot: QtBot, answer: Answer, ask: Ask
) -> None:
    section.view.choose([1, 2])
    section.begin(Verb.RECOMMEND)
    answer(district_opinion="同意推荐")
    section.view.choose([1, 2])
    section.begin(Verb.GRANT)
    assert stands(qtbot, FormDialog).form.values()[0]["granted_2"] == 5_000_000  # what was asked is proposed
    answer(granted_1=4_000_000, granted_on=DAY, document_no="新工〔2022〕5号")
    assert [ask(lambda office, at=at: office.incentives.one(at).granted) for at in (1, 2)] == [4_000_000, 5_000_000]


def test_a_step_that_cannot_be_taken_says_why_before_anything_is_typed(section: IncentiveList, qtbot: QtBot) -> None:
    section.view.choose([1])
    with qtbot.waitSignal(section.reach.desk.known_error) as told:
        section.begin(Verb.GRANT)
    assert "不能立项" in told.args[0]
    assert QApplication.activeModalWidget() is None


def test_the_next_instalment_is_drawn_on_the_fund_of_the_last_and_the_first_on_none_unasked(
    section: IncentiveList, qtbot: QtBot, settle: Settle, ask: Ask
) -> None:
    ask(lambda office: office.incentives.recommend([1]))
    ask(lambda office: office.incentives.grant({1: 5_000_000}, day=DAY))
    section.view.choose([1])
    section.pay()
    first = stands(qtbot, FormDialog)
    assert first.form.cells["fund"].empty
    assert first.focusWidget() is first.form.cells["fund"].editor
    first.reject()
    settle()
    ask(lambda office: office.incentives.pay(1, {"day": DAY, "amount": 1_000_000}, 1))
    section.pay()
    second = stands(qtbot, FormDialog)
    assert second.form.cells["fund"].text == "2022年工会经费（余额 30,000 元）"
    second.reject()


def test_an_invoice_that_another_instalment_has_is_doubted_while_one_types(
    project: IncentivePage, qtbot: QtBot, settle: Settle
) -> None:
    qtbot.keyClick(project, Qt.Key.Key_N, CTRL)
    dialog = stands(qtbot, FormDialog)
    typed(qtbot, dialog.form.cells["invoice_no"], "票1")
    qtbot.waitUntil(lambda: bool(dialog.form.cells["invoice_no"].findings()))
    assert not any(one.refuses for one in dialog.form.cells["invoice_no"].findings())
    settle()
    dialog.reject()


def test_the_order_of_a_year_is_moved_by_keys(section: IncentiveList, qtbot: QtBot, settle: Settle, ask: Ask) -> None:
    section.rank()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), RankDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RankDialog)
    before = dialog.order
    dialog.view.go_to(before[2])
    qtbot.keyClick(dialog.view, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Up, ALT)  # it is the first already
    assert dialog.order == [before[2], before[0], before[1]]
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return, CTRL)
    settle()
    assert [one.id for one in ask(lambda office: office.incentives.of_year(2022))] == [before[2], before[0], before[1]]


def test_a_project_tells_what_became_of_its_money(project: IncentivePage) -> None:
    figures = {
        name: project.figures.text(name) for name in ("立项（元）", "已拨付（元）", "已支出（元）", "拨款结余（元）")
    }
    assert list(figures.values()) == ["50,000.00", "25,000.00", "18,000.00", "7,000.00"]
    assert "还有 25,000 元没有拨付" in project.open_matters.text()
    assert "江苏甲机械有限公司" in project._what.text()


def test_an_instalment_is_entered_corrected_and_made_void(
    project: IncentivePage, qtbot: QtBot, answer: Answer, ask: Ask
) -> None:
    qtbot.keyClick(project, Qt.Key.Key_N, CTRL)
    dialog = stands(qtbot, FormDialog)
    assert dialog.form.values()[0]["amount"] == 2_500_000  # what is still to be paid
    dialog.form.put("amount", 2_500_001)
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.form.cells["amount"].findings()))
    answer(amount=1_000_000, day=DAY)
    assert ask(lambda office: office.funds.one(1).outlays) == 3_500_000
    project.instalments.view.go_to(2)
    qtbot.keyClick(project.instalments.view, Qt.Key.Key_Return)
    answer(amount=1_500_000, reason="录错")
    assert ask(lambda office: office.funds.one(1).balance) == 0
    project.instalments.view.go_to(2)
    project.instalments.view.setFocus()
    qtbot.keyClick(project.instalments.view, Qt.Key.Key_Delete)
    answer(reason="重复登记")
    assert project.statement is not None
    assert (project.statement.paid, project.instalments.model.value(1, "state")) == (2_500_000, "已作废")


def test_closed_books_only_mind_an_instalment_that_a_fund_pays(
    project: IncentivePage, qtbot: QtBot, settle: Settle, ask: Ask
) -> None:
    ask(lambda office: office.funds.close(DAY))
    qtbot.keyClick(project, Qt.Key.Key_N, CTRL)
    dialog = stands(qtbot, FormDialog)
    settle()
    fund, day = (dialog.form.cells[name] for name in ("fund", "day"))
    dialog.form.put("day", DAY)
    day.judge()
    assert [one.code for one in day.findings()] == ["period_closed"]
    dialog.form.put("fund", OTHERS)
    fund.editor.edited.emit()
    assert day.findings() == ()
    dialog.reject()


def test_spending_is_entered_and_struck_out(
    project: IncentivePage, qtbot: QtBot, answer: Answer, settle: Settle
) -> None:
    qtbot.keyClick(project, Qt.Key.Key_N, CTRL | SHIFT)
    answer(day=DAY, item="培训费", amount=300_000)
    assert project.spendings.model.rowCount() == 2
    project.spendings.view.go_to(2)
    project.spendings.view.setFocus()
    qtbot.keyClick(project.spendings.view, Qt.Key.Key_Delete)
    settle()
    qtbot.waitUntil(lambda: project.spendings.model.rowCount() == 1)


def test_accepting_says_what_is_still_open(project: IncentivePage, qtbot: QtBot, answer: Answer) -> None:
    project.begin(Verb.ACCEPT)
    assert "没有拨付" in stands(qtbot, FormDialog)._text.text()
    answer()
    assert project.state.text() == "已验收"


def test_a_project_leads_to_the_fund_that_pays_it(project: IncentivePage, page: PilotsPage, qtbot: QtBot) -> None:
    project.instalments.view.go_to(1)
    with qtbot.waitSignal(page.fund_asked) as asked:
        qtbot.mouseClick(project.instalments.fund, Qt.MouseButton.LeftButton)
    assert asked.args == [1]


def test_a_unit_shows_its_own_projects(unit: UnitPage, page: PilotsPage, ask: Ask, settle: Settle) -> None:
    ask(projects)
    page.open_unit(1, "激励项目")
    settle()
    shown = [one for one in page.findChildren(IncentiveList) if one.isVisible()]
    assert [len(one.model.ids) for one in shown] == [2]
    assert unit is not None


def test_what_was_typed_of_an_application_comes_back_until_it_is_saved_or_given_up(
    section: IncentiveList, qtbot: QtBot, settle: Settle, answer: Answer, ask: Ask
) -> None:
    section.new()
    dialog = stands(qtbot, FormDialog)
    dialog.form.put("background", "车间缺少高级工，设备老化。")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    section.new()
    again = stands(qtbot, FormDialog)
    assert again.form.values()[0]["background"] == "车间缺少高级工，设备老化。"
    assert isinstance(again, KeptDialog)
    assert "已恢复" in again.messages.text
    answer(unit_name="丙食品公司", name="安全工位", front="建功立业")
    assert ask(lambda office: office.incentives.one(4)).background == "车间缺少高级工，设备老化。"
    assert ask(lambda office: office.drafts.every("incentive:")) == []
    section.new()
    empty = stands(qtbot, FormDialog)
    assert not empty.form.values()[0]["background"]
    empty.reject()


def test_what_was_typed_of_an_application_can_be_given_up(section: IncentiveList, qtbot: QtBot, settle: Settle) -> None:
    section.view.go_to(1)
    section.change()
    dialog = stands(qtbot, FormDialog)
    dialog.form.put("leader", "周海")
    dialog.close()  # as locking does
    settle()
    section.change()
    again = stands(qtbot, FormDialog)
    assert isinstance(again, KeptDialog)
    assert again.form.values()[0]["leader"] == "周海"
    again._give_up()
    assert not again.dirty
    again.reject()
    settle()
    section.change()
    clean = stands(qtbot, FormDialog)
    assert not clean.form.values()[0]["leader"]
    clean.reject()


def test_that_a_pilot_left_is_said_beside_it_as_it_applies(
    section: IncentiveList, qtbot: QtBot, ask: Ask, settle: Settle
) -> None:
    ask(lambda office: office.enterprises.move(3, Move.LEAVE, day=DAY, reason="企业搬迁"))
    section.new()
    dialog = stands(qtbot, FormDialog)
    dialog.form.put("unit_name", "丙食品公司")
    dialog.form.changed.emit("unit_name")
    qtbot.waitUntil(lambda: bool(dialog.form.cells["unit_name"].findings()))
    (said,) = dialog.form.cells["unit_name"].findings()
    assert said.message == "丙食品公司已退出试点，请核对。"
    settle()
    dialog.reject()
