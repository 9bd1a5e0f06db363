"""Amounts of a batch: above the ceiling, by Excel and back, and what stands before locking."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.aid.batch import Means
from desktop.cases.steps import Verb
from desktop.office.cases import draft_of, with_values
from desktop.office.office import Office
from desktop.policy.aid_standards import AmountRule, Over, ProgrammeRule
from tests import visiting
from tests.builders import card
from tests.offices import TODAY
from tests.ui.aid.dialogs import answer, choose, dialog, dropping, offered
from tests.ui.desks import Ask, Settle
from ui.aid.adding import AddDialog
from ui.aid.amounts_dialog import AmountsDialog
from ui.aid.batch_page import BatchPage
from ui.aid.line_asking import AmountDialog
from ui.aid.line_panel import LinePanel
from ui.aid.page import AidPage
from ui.aid.sources import Picked
from ui.forms.dialog import FormDialog

WARMTH = AmountRule(valid_from=dt.date(2022, 1, 1), programme="送温暖", category="", amount=100_000)
LIVING = ProgrammeRule(valid_from=dt.date(2022, 2, 1), name="生活救助", rank=1, purpose="基本生活")


def amount_dialog(batch: BatchPage, settle: Settle) -> AmountDialog:
    batch.lines.change_amount()
    settle()
    return dialog(AmountDialog)


def hidden(one: FormDialog, *names: str) -> list[bool]:
    return [one.form.cells[name].isHidden() for name in names]


def sheet(ask: Ask, batch: int, path: Path, changes: dict[int, dict[str, Any]]) -> Path:
    """The sheet of a batch's amounts with these cells typed over, by place and heading."""
    ask(lambda office: office.paying.export_amounts(batch, path))
    book = openpyxl.load_workbook(path)
    rows = list(book.active.iter_rows())
    at = next(row for row, cells in enumerate(rows) if "发放编号" in [cell.value for cell in cells])
    places = {cell.value: cell.column - 1 for cell in rows[at]}
    for place, cells in changes.items():
        for heading, value in cells.items():
            rows[at + 1 + place][places[heading]].value = value
    book.save(path)
    return path


# One amount


def test_who_allows_it_is_only_asked_above_the_ceiling(batch: BatchPage, ask: Ask, settle: Settle) -> None:
    (record,) = choose(batch, 0)
    one = amount_dialog(batch, settle)
    assert hidden(one, "override", "override_by") == [True, True]
    one.form.put("amount", 600_000)
    one._look()
    settle()
    assert hidden(one, "override", "override_by") == [False, False]
    answer(settle, one, reason="重病", override="医药费高", override_by="李主席")
    line = ask(lambda office: office.aid.payment(record))
    assert (line.amount, line.override, line.override_by) == (600_000, "医药费高", "李主席")


def test_where_policy_forbids_it_nobody_is_asked_and_it_says_so(batch: BatchPage, ask: Ask, settle: Settle) -> None:
    ask(lambda office: office.standing.enter([replace(LIVING, over=Over.FORBID)]))
    (record,) = choose(batch, 0)
    one = amount_dialog(batch, settle)
    answer(settle, one, amount=600_000, reason="重病")
    assert "生活救助不许超过" in one.finding or "生活救助不许超过" in one.form.cells["amount"].findings()[0].message
    assert hidden(one, "override", "override_by") == [True, True]
    one.reject()
    assert ask(lambda office: office.aid.payment(record)).amount == 500_000


def test_the_panel_says_what_limits_an_amount_and_who_allowed_more(batch: BatchPage, ask: Ask, settle: Settle) -> None:
    number = batch.list.model.ids[0]
    ask(lambda office: office.aid.set_amount(number, 600_000, "重病", override="医药费高", override_by="李主席"))
    settle()
    choose(batch, 0)
    batch.follower.open()
    settle()
    settle()
    words = "\n".join(batch.list.panel.findChildren(LinePanel)[-1].texts())
    for said in ("上限\n5,000 元", "本年还可发\n8,880 元", "李主席批准：医药费高", "发放方式\n银行转账"):
        assert said in words


def test_the_panel_leads_to_what_else_the_year_gave(page: AidPage, batch: BatchPage, ask: Ask, settle: Settle) -> None:
    other = ask(lambda office: office.aid.draw_up(programme="生活救助", fund=1, households_=[1]).record)
    choose(batch, 0)
    batch.follower.open()
    settle()
    settle()
    (panel,) = batch.list.panel.findChildren(LinePanel)
    panel.batch_asked.emit(other)
    settle()
    assert isinstance(page.shown, BatchPage)
    assert page.shown.number == other


# By Excel


def test_edited_amounts_are_shown_old_beside_new_and_entered_at_once(
    batch: BatchPage, tmp_path: Path, ask: Ask, settle: Settle
) -> None:
    path = sheet(ask, batch.number, tmp_path / "金额.xlsx", {0: {"金额": 3000}, 2: {"金额": 4000, "说明": "按实际"}})
    one = batch.steps.enter_amounts(path)
    settle()
    assert one is not None
    assert one.said.text() == "改动 2 行，其余 4 行不变。合计 30,000 → 27,000 元。"
    assert [one.model.value(0, name) for name in ("before", "after")] == [500_000, 300_000]
    answer(settle, one)
    assert [line.amount for line in ask(lambda office: office.aid.payments(batch.number))][:3] == [
        300_000,
        500_000,
        400_000,
    ]
    assert ask(lambda office: office.undo_label()).startswith("按“金额.xlsx”调整金额")


def test_a_sheet_that_changes_nothing_says_so_and_can_not_be_entered(
    batch: BatchPage, tmp_path: Path, ask: Ask, settle: Settle
) -> None:
    one = batch.steps.enter_amounts(sheet(ask, batch.number, tmp_path / "金额.xlsx", {}))
    settle()
    assert one is not None
    assert "没有改动" in one.said.text()
    assert not one.verb.isEnabled()
    one.reject()


def test_what_is_wrong_is_told_with_its_row_and_read_again_once_it_is_mended(
    batch: BatchPage, tmp_path: Path, ask: Ask, settle: Settle
) -> None:
    path = sheet(ask, batch.number, tmp_path / "金额.xlsx", {0: {"金额": 3000}, 1: {"金额": "三千"}})
    one = batch.steps.enter_amounts(path)
    settle()
    assert one is not None
    assert "第 5 行" in one.notes.accessibleName()
    answer(settle, one)
    assert next(line.amount for line in ask(lambda office: office.aid.payments(batch.number))) == 500_000
    sheet(ask, batch.number, path, {0: {"金额": 3000}})
    one.read()
    settle()
    assert one.notes.isHidden()
    answer(settle, one)
    assert next(line.amount for line in ask(lambda office: office.aid.payments(batch.number))) == 300_000


def test_who_allows_what_goes_above_is_named_once_for_the_sheet(
    batch: BatchPage, tmp_path: Path, ask: Ask, settle: Settle
) -> None:
    path = sheet(ask, batch.number, tmp_path / "金额.xlsx", {0: {"金额": 6000, "说明": "重病"}})
    one = batch.steps.enter_amounts(path)
    settle()
    assert one is not None
    assert hidden(one, "override_by") == [False]
    answer(settle, one, override_by="李主席")
    assert one.verb.text() == "写入"
    answer(settle, one)
    line = ask(lambda office: office.aid.payments(batch.number))[0]
    assert (line.amount, line.override, line.override_by) == (600_000, "重病", "李主席")


def test_a_sheet_is_dropped_on_a_batch_that_is_drawn_up_and_on_no_other(
    batch: BatchPage, tmp_path: Path, ask: Ask, settle: Settle
) -> None:
    path = sheet(ask, batch.number, tmp_path / "金额.xlsx", {0: {"金额": 3000}})
    drop(batch, path)
    settle()
    assert dialog(AmountsDialog).said.text().startswith("改动 1 行")
    dialog(AmountsDialog).reject()
    batch.take_step("lock")
    settle()
    settle()
    assert batch._taker(dropping(path)) is None


def drop(batch: BatchPage, path: Path) -> None:
    batch.dropEvent(dropping(path))


# Before locking


def notes(batch: BatchPage) -> list[QPushButton]:
    return batch.notes.findChildren(QPushButton)


def test_how_a_payee_gets_it_is_changed_while_it_is_drawn_up(batch: BatchPage, ask: Ask, settle: Settle) -> None:
    (record,) = choose(batch, 0)
    answer(settle, batch.lines.begin("means"), means="现金")
    assert ask(lambda office: office.aid.payment(record)).paid_by is Means.CASH
    assert batch.head.figures.text("银行转账") == "5 人"
    answer(settle, one := batch.lines.begin("means"), means="实物")
    assert one is not None
    assert "不能改为实物" in one.finding
    one.reject()


def test_a_card_that_changed_is_taken_over_from_the_file_by_one_button(
    batch: BatchPage, ask: Ask, settle: Settle
) -> None:
    ask(lambda office: _new_card(office, 2))
    batch.ask()
    settle()
    (button,) = notes(batch)
    assert button.text() == "从档案刷新"
    button.click()
    settle()
    settle()
    assert batch.notes.isHidden()
    assert card(77) in {line.card for line in ask(lambda office: office.aid.payments(batch.number))}


def _new_card(office: Office, number: int) -> None:
    office.cases.save(with_values(draft_of(office.cases.get(number)), card=card(77)), number)


def test_a_note_leads_to_its_line_even_where_the_list_hides_it(batch: BatchPage, ask: Ask, settle: Settle) -> None:
    line = ask(lambda office: office.aid.payments(batch.number))[4]
    ask(lambda office: office.procedure.take(line.household, Verb.SUSPEND, {"day": TODAY, "opinion": "核查"}))
    batch.ask()
    batch.list._on_search("没有这个人")
    settle()
    assert batch.list.model.rowCount() == 0
    (button,) = notes(batch)
    assert button.text() == "看这一行"
    button.click()
    settle()
    assert batch.list.view.current() == line.id


def test_of_many_notes_of_one_kind_the_button_goes_from_line_to_line(
    batch: BatchPage, ask: Ask, settle: Settle
) -> None:
    lines = ask(lambda office: office.aid.payments(batch.number))
    files = [line.household for line in lines]
    ask(lambda office: office.procedure.take_many(files, Verb.SUSPEND, {"day": TODAY, "opinion": "核查"}))
    batch.ask()
    settle()
    assert "同样的共 6 处" in batch.notes.accessibleName()
    (button,) = notes(batch)
    seen = []
    for _ in range(7):
        button.click()
        settle()
        seen.append(batch.list.view.current())
    assert sorted(seen[:6]) == sorted(line.id for line in lines)
    assert seen[6] == seen[0]


def test_what_a_superior_decides_asks_for_the_document(page: AidPage, ask: Ask, settle: Settle, drawn: int) -> None:
    ask(lambda office: office.standing.enter([replace(LIVING, upper_above=400_000)]))
    batch = page.open_batch(drawn)
    settle()
    (button,) = notes(batch)
    assert button.text() == "填文号…"
    button.click()
    answer(settle, dialog(FormDialog), upper_no="苏工发〔2022〕9号")
    assert batch.notes.isHidden()
    assert "上级批复：苏工发〔2022〕9号" in batch.head._why.text()


def test_who_joins_later_is_found_by_name_or_taken_from_the_list(
    page: AidPage, picked: list[Picked], ask: Ask, settle: Settle
) -> None:
    number = ask(lambda office: office.aid.draw_up(programme="生活救助", fund=1, households_=[1]).record)
    batch = page.open_batch(number)
    settle()
    assert "add" in offered(batch)
    batch.take_step("add")
    settle()
    one = dialog(AddDialog)
    answer(settle, one)
    assert "请填姓名、档案编号或身份证号" in one.form.cells["home"].findings()[0].message
    answer(settle, one, home=ask(lambda office: office.cases.get(2).applicant.resident_id))
    assert batch.list.model.rowCount() == 2
    picked.append(Picked(chosen=[3, 4]))
    batch.take_step("add")
    settle()
    answer(settle, dialog(AddDialog))
    assert batch.list.model.rowCount() == 4


def test_who_can_not_be_paid_at_all_stays_out_and_it_says_why(
    page: AidPage, drawn: int, ask: Ask, settle: Settle
) -> None:
    messages: list[str] = []
    page._desk.known_error.connect(messages.append)
    again = page.open_batch(ask(lambda office: office.aid.draw_up(programme="生活救助", fund=1).record))
    settle()
    choose(again, 0)
    again.lines.include()
    settle()
    settle()
    assert "不能恢复发放" in messages[0]
    assert QApplication.activeModalWidget() is None
    assert again.number != drawn


def test_who_is_out_for_the_ceiling_comes_back_where_somebody_allows_it(
    page: AidPage, ask: Ask, settle: Settle
) -> None:
    ask(lambda office: office.standing.enter([WARMTH]))
    activity = ask(_activity)
    number = ask(lambda office: office.aid.draw_up(programme="送温暖", fund=1, activity=activity).record)
    batch = page.open_batch(number)
    settle()
    (record,) = choose(batch, 0)
    assert "超过上限" in ask(lambda office: office.aid.payment(record)).excluded
    batch.lines.include()
    settle()
    settle()
    answer(settle, dialog(FormDialog), override="一户两人重病", override_by="李主席")
    line = ask(lambda office: office.aid.payment(record))
    assert (line.excluded, line.amount, line.override_by) == (None, 150_000, "李主席")


def _activity(office: Office) -> int:
    """Somebody is given more than the rule allows."""
    number = office.activities.open(visiting.ROUND).record or 0
    office.activities.add(number, [visiting.someone(cash=150_000)])
    return number
