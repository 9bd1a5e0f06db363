"""A batch on the screen: its payees, its way from drawing up to paid, and back."""

from collections.abc import Callable
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.aid.batch import BatchState
from desktop.aid.fund import Source
from desktop.office.office import Office
from tests.ui.aid.dialogs import answer, choose
from tests.ui.desks import Ask, Settle
from ui.aid.batch_page import BatchPage
from ui.aid.line_panel import LinePanel
from ui.aid.page import AidPage
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.papers.saving import as_shown
from ui.widgets.page import leave_or_tell

DRAWN = {"锁定", "加人…", "上级批复文号…", "从档案刷新卡号", "导出金额表…", "导入金额表…", "作废…"}


def dialog() -> FormDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, FormDialog)
    return found


def steps(batch: BatchPage) -> set[str]:
    return set(batch.bar.offered().values())


def offered(batch: BatchPage) -> set[str]:
    """What is offered for lines."""
    return {name for name, one in batch.lines.shown.items() if one.isVisible()}


def through(batch: BatchPage, settle: Settle) -> None:
    """Locked, approved and paid."""
    batch.take_next_step()
    settle()
    settle()
    answer(settle, batch.take_next_step(), approved_by="主席办公会")
    answer(settle, batch.take_step("pay"))


def test_a_batch_shows_where_it_stands_and_what_would_be_left(batch: BatchPage) -> None:
    figures = batch.head.figures
    assert [figures.text(name) for name in ("发放", "不发", "合计（元）", "发放后余额")] == [
        "6 人",
        "0 人",
        "30,000.00",
        "70,000.00",
    ]
    assert batch.head.stepper.done == 1
    assert steps(batch) == DRAWN


def test_the_lists_model_keeps_qts_rules(batch: BatchPage, tested: Callable[[Any], Any], settle: Settle) -> None:
    tested(batch.list.model)
    choose(batch, 1)
    answer(settle, batch.lines.exclude(), reason="本人放弃")
    batch.list.refresh()
    settle()
    assert batch.list.model.rowCount() == 6


def test_only_the_batchs_own_payees_are_listed(batch: BatchPage, ask: Ask, settle: Settle) -> None:
    ask(lambda office: office.aid.draw_up(programme="生活救助", fund=1))
    batch.list.refresh()
    settle()
    assert batch.list.model.rowCount() == 6


def test_del_takes_out_who_is_chosen_for_a_reason(qtbot: QtBot, batch: BatchPage, ask: Ask, settle: Settle) -> None:
    records = choose(batch, 0, 2)
    qtbot.keyClick(batch.list.view, Qt.Key.Key_Delete)
    answer(settle, dialog(), reason="已转出本区")
    lines = ask(lambda office: office.aid.payments(batch.number))
    assert {line.id for line in lines if line.excluded == "已转出本区"} == set(records)
    assert batch.head.figures.text("发放") == "4 人"


def test_a_reason_is_proposed_again_for_the_next(batch: BatchPage, settle: Settle) -> None:
    choose(batch, 0)
    answer(settle, batch.lines.exclude(), reason="已转出本区")
    choose(batch, 1)
    again = batch.lines.exclude()
    assert again is not None
    assert again.form.values()[0]["reason"] == "已转出本区"
    again.reject()


def test_ins_puts_back_who_was_taken_out(qtbot: QtBot, batch: BatchPage, settle: Settle) -> None:
    choose(batch, 0)
    answer(settle, batch.lines.exclude(), reason="本人放弃")
    with qtbot.waitActive(batch.window()):
        batch.window().activateWindow()
    qtbot.keyClick(batch.list.view, Qt.Key.Key_Insert)
    settle()
    settle()
    assert batch.head.figures.text("发放") == "6 人"


def test_f2_changes_the_amount_and_keeps_the_rule_behind_it(
    qtbot: QtBot, batch: BatchPage, ask: Ask, settle: Settle
) -> None:
    (record,) = choose(batch, 3)
    qtbot.keyClick(batch.list.view, Qt.Key.Key_F2)
    settle()
    answer(settle, dialog(), amount=300_000, reason="主席办公会决定")
    line = ask(lambda office: office.aid.payment(record))
    assert line.amount == 300_000
    assert line.reason.startswith("标准 5,000")
    assert line.reason.endswith("调整为 3,000：主席办公会决定")


def test_what_the_office_refuses_stands_in_the_dialog_with_what_was_typed(batch: BatchPage, settle: Settle) -> None:
    choose(batch, 0)
    batch.lines.change_amount()
    settle()
    one = dialog()
    answer(settle, one, amount=0, reason="主席办公会决定")
    assert "金额应大于 0" in one.finding
    assert one.form.values()[0]["reason"] == "主席办公会决定"
    assert one.verb.isEnabled()
    one.reject()


def test_a_dialog_that_lacks_something_asks_the_office_nothing(batch: BatchPage, ask: Ask, settle: Settle) -> None:
    choose(batch, 0)
    answer(settle, one := batch.lines.exclude())
    assert one.isVisible()
    assert ask(lambda office: office.undo_label()).startswith("编制批次")
    one.reject()


def test_pressing_the_verb_twice_does_it_once(batch: BatchPage, ask: Ask, settle: Settle) -> None:
    choose(batch, 0)
    one = batch.lines.exclude()
    assert one is not None
    one.form.put("reason", "本人放弃")
    one.submit()
    one.submit()
    settle()
    ask(lambda office: office.undo())
    assert ask(lambda office: office.undo_label()).startswith("编制批次")


def test_selecting_a_payee_shows_the_reasons_and_the_year(batch: BatchPage, qtbot: QtBot) -> None:
    choose(batch, 0)
    batch.list.view.opened.emit(batch.list.model.ids[0])
    qtbot.waitUntil(lambda: bool(batch.list.panel.findChildren(LinePanel)))
    (panel,) = batch.list.panel.findChildren(LinePanel)
    words = "\n".join(panel.texts())
    assert "5,000.00 元" in words
    assert "· 上限 12×740 = 8,880\n· 本年已发 0" in words
    assert "2022 年度" in words
    assert "5,000（编制）" in words


def test_a_payee_leads_to_the_file(batch: BatchPage, page: AidPage, qtbot: QtBot) -> None:
    choose(batch, 0)
    batch.list.view.opened.emit(batch.list.model.ids[0])
    qtbot.waitUntil(lambda: bool(batch.list.panel.findChildren(LinePanel)))
    with qtbot.waitSignal(page.case_asked) as asked:
        batch.list.panel.findChildren(LinePanel)[0].case_asked.emit()
    assert asked.args[0] in range(1, 7)


def test_from_drawn_up_to_paid(batch: BatchPage, settle: Settle, ask: Ask) -> None:
    through(batch, settle)
    paid = ask(lambda office: office.aid.batch(batch.number))
    assert (paid.state, paid.approved_by) == (BatchState.PAID, "主席办公会")
    assert batch.head.stepper.done == 4
    assert steps(batch) == {"完结…"}
    assert batch.head.figures.text("资金余额") == "70,000.00"


def test_ctrl_enter_takes_the_next_step(qtbot: QtBot, batch: BatchPage, settle: Settle) -> None:
    qtbot.keyClick(batch.list.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    settle()
    assert batch.facts is not None
    assert batch.facts.batch.state is BatchState.LOCKED
    assert steps(batch) == {"登记审批…", "退回编制…", "作废…"}


def test_a_locked_list_can_not_be_changed_by_any_key(qtbot: QtBot, batch: BatchPage, settle: Settle) -> None:
    batch.take_next_step()
    settle()
    settle()
    choose(batch, 0)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Insert, Qt.Key.Key_F2):
        qtbot.keyClick(batch.list.view, key)
        assert QApplication.activeModalWidget() is None
    assert not {"exclude", "include", "change_amount"} & offered(batch)


def test_locking_with_too_little_money_says_what_is_short_and_takes_a_receipt(
    page: AidPage, ask: Ask, settle: Settle
) -> None:
    number = ask(_small_fund)
    batch = page.open_batch(ask(lambda office: office.aid.draw_up(programme="生活救助", fund=number).record))
    settle()
    batch.take_step("lock")
    settle()
    settle()
    assert "没有办成" in batch.notes.accessibleName()
    assert "还差 20,000 元" in batch.notes.accessibleName()
    assert batch.bar.buttons["lock"].isEnabled()
    batch.notes.findChildren(QPushButton)[0].click()
    answer(settle, dialog())
    assert batch.notes.isHidden()
    batch.take_step("lock")
    settle()
    settle()
    assert batch.head.stepper.done == 2


def _small_fund(office: Office) -> int:
    return office.funds.open(name="社会捐助", source=Source.DONATION, year=2022, received=1_000_000).record or 0


def test_a_batch_that_is_taken_back_says_why(batch: BatchPage, settle: Settle) -> None:
    batch.take_next_step()
    settle()
    settle()
    answer(settle, batch.take_step("unlock"), reason="名单有误")
    assert steps(batch) == DRAWN
    assert batch.head._why.text() == "退回原因：名单有误"
    assert not batch.head._why.isHidden()


def test_a_void_batch_says_why_and_offers_nothing(batch: BatchPage, settle: Settle) -> None:
    answer(settle, batch.take_step("void"), reason="重复编制")
    assert steps(batch) == set()
    assert batch.head.stepper.isHidden()
    assert batch.head._why.text() == "作废原因：重复编制"


def test_a_day_of_payment_before_the_decision_is_refused_in_the_dialog(
    batch: BatchPage, settle: Settle, ask: Ask
) -> None:
    batch.take_next_step()
    settle()
    settle()
    answer(settle, batch.take_next_step(), approved_by="主席办公会")
    one = batch.take_step("pay")
    assert one is not None
    decided = ask(lambda office: office.aid.batch(batch.number)).decided_on
    answer(settle, one, paid_on=decided.replace(day=1))
    assert "早于决定日期" in one.finding
    one.reject()


def test_undoing_all_the_way_and_redoing_it(batch: BatchPage, desk: Desk, page: AidPage, settle: Settle) -> None:
    choose(batch, 0)
    answer(settle, batch.lines.exclude(), reason="本人放弃")
    through(batch, settle)
    for _ in range(4):
        desk.undo()
        settle()
        settle()
    assert batch.head.figures.text("发放") == "6 人"
    assert steps(batch) == DRAWN
    for _ in range(4):
        desk.redo()
        settle()
        settle()
    assert batch.head.stepper.done == 4
    assert batch.head.figures.text("发放") == "5 人"
    assert page.shown is batch


def test_undoing_the_drawing_up_leads_back_to_the_list(
    batch: BatchPage, desk: Desk, page: AidPage, settle: Settle
) -> None:
    assert page.shown is batch
    desk.undo()
    settle()
    settle()
    assert page.shown is page.batches


class Gone(QWidget):
    """A page whose record is no more."""

    left = Signal()


def test_a_page_that_is_gone_is_not_left_again(desk: Desk, settle: Settle) -> None:
    page, often = Gone(), []
    page.left.connect(lambda: often.append(1))
    for _ in range(2):
        desk.ask(lambda office: office.aid.batch(99), print, partial(leave_or_tell, page, desk))
    page.left.connect(partial(shiboken6.delete, page))
    settle()
    assert often == [1]


def test_escape_closes_the_panel_and_then_the_page(qtbot: QtBot, batch: BatchPage, page: AidPage) -> None:
    choose(batch, 0)
    batch.list.view.opened.emit(batch.list.model.ids[0])
    qtbot.waitUntil(batch.list.panel.isVisible)
    qtbot.keyClick(batch.list.view, Qt.Key.Key_Escape)
    assert not batch.list.panel.isVisible()
    assert page.shown is batch
    qtbot.keyClick(batch.list.view, Qt.Key.Key_Escape)
    assert page.shown is page.batches


def test_a_paper_is_shown_by_the_door_that_the_page_was_given(batch: BatchPage, papers: list[Any], ask: Ask) -> None:
    batch.preview("sign-sheet")
    (make,) = papers
    printout = ask(make)
    assert printout.label == "实名制签领表"
    assert printout.count == 6


def test_the_shown_list_is_written_as_a_sheet(
    batch: BatchPage, tmp_path: Any, ask: Ask, settle: Settle, qtbot: QtBot
) -> None:
    choose(batch, 0)
    answer(settle, batch.lines.exclude(), reason="本人放弃")
    batch.list._on_chip("given", "发放")
    settle()
    saver = batch._outlets.saver
    assert saver is not None
    with qtbot.waitSignal(saver.saved):
        saver.save_to(tmp_path / "明细.xlsx", as_shown(batch.list))
    assert (tmp_path / "明细.xlsx").exists()
    assert ask(lambda office: office.journal(limit=1))[0]["count"] == 5
