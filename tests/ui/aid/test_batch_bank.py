"""A batch on its way to the bank and back, by the buttons above it."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QPushButton

from desktop.aid.batch import BatchState, Outcome
from desktop.office.cases import draft_of, with_values
from desktop.office.office import Office
from tests.desktop.exchange.workbooks import xlsx
from tests.offices import TODAY
from tests.ui.aid.dialogs import answer, approve, choose, dialog, dropping, line_deeds, offered
from tests.ui.desks import Ask, Settle
from ui.aid.bank_dialog import SendDialog
from ui.aid.bank_form import TemplateDialog
from ui.aid.batch_page import BatchPage
from ui.aid.page import AidPage
from ui.aid.receipt_dialog import ReceiptDialog
from ui.desk import Desk
from ui.forms.dialog import FormDialog

HEADINGS = ("发放编号", "户名", "账号", "金额", "处理结果", "失败原因")


@pytest.fixture
def approved(page: AidPage, drawn: int, ask: Ask, settle: Settle) -> BatchPage:
    """The page of an approved batch of six transfers."""
    approve(ask, drawn)
    opened = page.open_batch(drawn)
    settle()
    return opened


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the clerk saves the bank's file."""
    path = tmp_path / "送盘.xlsx"
    monkeypatch.setattr("ui.aid.bank_dialog.ask_where", lambda *_: path)
    return path


@pytest.fixture
def sent(approved: BatchPage, file: Path, ask: Ask, settle: Settle) -> BatchPage:
    """The page of the batch, which was sent to the bank."""
    ask(lambda office: office.paying.send(approved.number, "通用", file, TODAY))
    approved.ask()
    settle()
    return approved


def send_dialog(batch: BatchPage, settle: Settle) -> SendDialog:
    batch.take_step("send")
    settle()
    settle()
    return dialog(SendDialog)


def receipt_dialog(batch: BatchPage, settle: Settle) -> ReceiptDialog:
    batch.take_step("receipt")
    settle()
    return dialog(ReceiptDialog)


def bank_answer(ask: Ask, batch: int, path: Path, refused: dict[int, str]) -> Path:
    """The bank's own sheet: who was paid, and why the others weren't, by place in the roster."""
    rows = []
    for at, one in enumerate(ask(lambda office: office.aid.payments(batch))):
        said = ("失败", refused[at]) if at in refused else ("成功", None)
        rows.append((str(one.id), one.name, one.card, one.amount / 100, *said))
    return xlsx(path, [HEADINGS, *rows])


def test_what_comes_next_is_the_bank_where_anybody_has_a_card(approved: BatchPage) -> None:
    assert offered(approved)[0] == "send"
    assert {"pay", "unlock", "void"} < set(offered(approved))
    assert approved.head.stepper._steps == ("编制", "锁定", "审批", "送银行", "回执", "完结")


def test_a_batch_without_a_card_in_it_skips_the_bank(page: AidPage, ask: Ask, settle: Settle) -> None:
    ask(_take_cards_away)
    number = ask(lambda office: office.aid.draw_up(programme="生活救助", fund=1, decided_on=TODAY).record)
    approve(ask, number)
    batch = page.open_batch(number)
    settle()
    assert offered(batch)[0] == "pay"
    assert "send" not in offered(batch)
    assert batch.head.stepper._steps == ("编制", "锁定", "审批", "发放", "完结")


def _take_cards_away(office: Office) -> None:
    for number in range(1, 7):
        office.cases.save(with_values(draft_of(office.cases.get(number)), card=None), number)


def test_the_banks_file_is_written_and_the_batch_is_sent(
    approved: BatchPage, file: Path, ask: Ask, settle: Settle
) -> None:
    one = send_dialog(approved, settle)
    answer(settle, one, template="通用")
    assert [row[0] for row in openpyxl.load_workbook(file).active.iter_rows(values_only=True)][1:] == [*range(1, 7)]
    batch = ask(lambda office: office.aid.batch(approved.number))
    assert (batch.state, batch.sent_on, batch.template) == (BatchState.SENT, TODAY, "通用")
    assert offered(approved) == ["receipt", "recall"]
    assert approved.head.stepper.done == 4


def test_the_account_that_pays_is_asked_for_where_the_file_names_it_and_kept(
    approved: BatchPage, file: Path, ask: Ask, settle: Settle
) -> None:
    one = send_dialog(approved, settle)
    one.form.put("template", "通用")
    one.form.changed.emit("template")
    assert one.form.cells["account"].isHidden()
    one.form.put("template", "工商银行批量付款")
    one.form.changed.emit("template")
    assert not one.form.cells["account"].isHidden()
    answer(settle, one)
    assert "请补填" in one.form.cells["account"].findings()[0].message
    assert not file.exists()
    answer(settle, one, name="新区总工会", account="6222021104000012345", bank="工行新区支行")
    assert file.exists()
    assert ask(lambda office: office.paying.payer()).name == "新区总工会"


def test_leaving_the_question_where_to_save_leaves_everything_as_it_was(
    approved: BatchPage, ask: Ask, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.aid.bank_dialog.ask_where", lambda *_: None)
    one = send_dialog(approved, settle)
    answer(settle, one, template="通用")
    assert one.isVisible()
    assert one.verb.isEnabled()
    assert ask(lambda office: office.aid.batch(approved.number)).state is BatchState.APPROVED
    one.reject()


def test_a_second_file_wants_a_reason_and_says_in_its_name_that_it_is_one(
    sent: BatchPage, file: Path, settle: Settle
) -> None:
    answer(settle, sent.take_step("recall"), reason="银行说格式不对")
    assert offered(sent)[0] == "send"
    assert "撤回原因：银行说格式不对" in sent.head._why.text()
    one = send_dialog(sent, settle)
    answer(settle, one, template="通用")
    assert one.isVisible()
    answer(settle, one, reason="改了格式")
    assert file.with_name("送盘（第2次送盘）.xlsx").exists()
    assert "送盘 2 次" in sent.head._why.text()


def test_columns_are_chosen_and_ordered_and_kept_as_the_offices_own(
    approved: BatchPage, file: Path, ask: Ask, settle: Settle
) -> None:
    one = send_dialog(approved, settle)
    one.form.put("template", "通用")
    one.form.changed.emit("template")
    one.edit_template()
    made = dialog(TemplateDialog)
    before = [column.heading for column in one.template.columns] if one.template else []
    made.columns.move_up(1)
    answer(settle, made, name="村镇银行")
    kept = ask(lambda office: office.paying.templates())[0]
    assert (kept.name, [column.heading for column in kept.columns][:2]) == ("村镇银行", [before[1], before[0]])
    assert one.form.cells["template"].text == "村镇银行"
    answer(settle, one)
    (head, *_) = openpyxl.load_workbook(file).active.iter_rows(values_only=True)
    assert list(head[:2]) == [before[1], before[0]]


def test_an_own_form_without_a_needed_column_is_refused_with_all_that_was_typed(
    approved: BatchPage, settle: Settle
) -> None:
    one = send_dialog(approved, settle)
    made = one.edit_template()
    assert made is not None
    while made.columns.row_count():
        made.columns.remove_row(0)
    answer(settle, made, name="村镇银行")
    assert "缺少“收款户名”一列" in made.finding
    assert made.form.cells["name"].text == "村镇银行"
    made.reject()
    one.reject()


def test_the_banks_answer_is_shown_before_it_is_entered(
    sent: BatchPage, tmp_path: Path, ask: Ask, settle: Settle
) -> None:
    one = receipt_dialog(sent, settle)
    one.read(bank_answer(ask, sent.number, tmp_path / "回盘.xlsx", {1: "账号不存在", 4: "户名与账号不符"}))
    settle()
    assert one.said.text().startswith("成功 4 笔，退回 2 笔 10,000 元：")
    assert ask(lambda office: office.aid.batch(sent.number)).state is BatchState.SENT
    shown = [[one.model.value(row, name) for name in ("outcome", "failure", "action")] for row in range(2)]
    assert [cells[0] for cells in shown] == ["退回", "退回"]
    assert all(cells[1] and cells[2] for cells in shown)
    answer(settle, one)
    batch = ask(lambda office: office.aid.batch(sent.number))
    assert (batch.state, batch.returned, batch.unsettled) == (BatchState.PAID, 1_000_000, 2)
    assert "2 笔退回待处理" in sent.notes.accessibleName()


def test_the_banks_answer_is_dropped_on_the_page(sent: BatchPage, tmp_path: Path, ask: Ask, settle: Settle) -> None:
    path = bank_answer(ask, sent.number, tmp_path / "回盘.xlsx", {2: "账号不存在"})
    sent.dropEvent(dropping(path))
    settle()
    settle()
    one = dialog(ReceiptDialog)
    assert one.said.text().startswith("成功 5 笔，退回 1 笔")
    one.reject()


def test_what_came_back_is_marked_by_hand_and_taken_back(sent: BatchPage, ask: Ask, settle: Settle) -> None:
    one = receipt_dialog(sent, settle)
    numbers = list(one.model.ids)
    one.view.choose(numbers[:2])
    one.reason.setCurrentText("账户冻结")
    one.mark_failed()
    one.view.choose(numbers[:1])
    one.mark_paid()
    assert one.failures == {numbers[1]: "账户冻结"}
    answer(settle, one)
    line = ask(lambda office: office.aid.payment(numbers[1]))
    assert (line.outcome, line.failure) == (Outcome.FAILED, "账户冻结")


def test_a_file_with_strange_rows_can_not_be_entered_but_left(
    sent: BatchPage, tmp_path: Path, settle: Settle, ask: Ask
) -> None:
    one = receipt_dialog(sent, settle)
    one.read(xlsx(tmp_path / "别的.xlsx", [HEADINGS, ("999999", "不相识", "6222021104000099999", 1, "失败", "冻结")]))
    settle()
    assert not one.verb.isEnabled()
    assert "第 2 行" in one.notes.accessibleName()
    one.forget()
    assert one.verb.isEnabled()
    assert one.said.text() == "成功 6 笔，退回 0 笔"
    one.reject()
    assert ask(lambda office: office.aid.batch(sent.number)).state is BatchState.SENT


def test_a_file_that_is_no_answer_says_so_and_nothing_changes(sent: BatchPage, tmp_path: Path, settle: Settle) -> None:
    one = receipt_dialog(sent, settle)
    path = tmp_path / "坏.xlsx"
    path.write_text("不是表格")
    one.read(path)
    settle()
    assert one.finding
    assert one.verb.isEnabled()
    one.reject()


@pytest.fixture
def returned(sent: BatchPage, ask: Ask, settle: Settle) -> BatchPage:
    """Paid, but for two that came back."""
    numbers = [one.id for one in ask(lambda office: office.aid.payments(sent.number))]
    failures = {numbers[0]: "卡号错误", numbers[1]: "卡号错误"}
    ask(lambda office: office.paying.receipt(sent.number, TODAY, failures))
    sent.ask()
    sent.list.refresh()
    settle()
    return sent


def test_what_waits_is_shown_alone_and_can_be_dropped(returned: BatchPage, settle: Settle) -> None:
    returned.notes.findChildren(QPushButton)[0].click()
    settle()
    assert returned.list.model.rowCount() == 2
    assert returned.list.query.chips["returns"] == "退回待处理"


def test_what_came_back_is_paid_anew_by_one_button(
    returned: BatchPage, page: AidPage, ask: Ask, settle: Settle
) -> None:
    assert offered(returned)[:1] == ["repay"]
    returned.take_next_step()
    settle()
    answer(settle, dialog(FormDialog))
    shown = page.shown
    assert isinstance(shown, BatchPage)
    assert shown is not returned
    settle()
    assert shown.head._origin.text() == f"补发自“{returned.facts.batch.title}”" if returned.facts else False
    assert [one.amount for one in ask(lambda office: office.aid.payments(shown.number))] == [500_000, 500_000]
    shown.head._origin.click()
    settle()
    assert isinstance(page.shown, BatchPage)
    assert page.shown.number == returned.number


def test_what_is_not_paid_anew_is_settled_with_a_word_and_the_batch_finished(
    returned: BatchPage, ask: Ask, settle: Settle
) -> None:
    returned.notes.findChildren(QPushButton)[0].click()
    settle()
    choose(returned, 0, 1)
    answer(settle, returned.lines.begin("settle"), reason="本人已故，留在余额")
    assert offered(returned) == ["finish"]
    answer(settle, returned.take_next_step())
    batch = ask(lambda office: office.aid.batch(returned.number))
    assert (batch.state, batch.finished_on) == (BatchState.FINISHED, TODAY)
    assert offered(returned) == []
    assert returned.head.stepper.done == 6


def test_a_batch_with_returns_can_not_be_finished_and_says_why(returned: BatchPage, settle: Settle) -> None:
    answer(settle, one := returned.take_step("finish"))
    assert one is not None
    assert "还有 2 笔退回没有补发或处理" in one.finding
    one.reject()


def test_money_that_comes_back_later_is_entered_for_the_chosen(returned: BatchPage, ask: Ask, settle: Settle) -> None:
    assert {"fail", "recover", "settle", "sign"} <= set(line_deeds(returned))
    (record,) = choose(returned, 3)
    returned.lines.begin("fail")
    settle()
    answer(settle, dialog(FormDialog), failure="账户注销")
    assert ask(lambda office: office.aid.payment(record)).failure == "账户注销"
    (record,) = choose(returned, 4)
    answer(settle, returned.lines.begin("recover"), reason="重复享受")
    assert ask(lambda office: office.aid.payment(record)).outcome is Outcome.RECOVERED


def test_who_signed_is_entered_and_a_proxy_with_a_wrong_id_is_refused(
    returned: BatchPage, ask: Ask, settle: Settle
) -> None:
    (record,) = choose(returned, 5)
    answer(settle, one := returned.lines.begin("sign"), proxy="王芳", proxy_id="321102197503080001")
    assert one is not None
    assert one.isVisible()
    answer(settle, one, proxy="", proxy_id="")
    assert ask(lambda office: office.aid.payment(record)).signed_by


def test_payments_are_stopped_after_locking_for_a_reason(page: AidPage, drawn: int, ask: Ask, settle: Settle) -> None:
    ask(lambda office: office.aid.lock(drawn))
    batch = page.open_batch(drawn)
    settle()
    assert line_deeds(batch) == ["withhold"]
    (record, _) = choose(batch, 0, 1)
    answer(settle, batch.lines.begin("withhold"), reason="有举报，先核查")
    assert ask(lambda office: office.aid.payment(record)).withheld == "有举报，先核查"
    assert batch.head.figures.text("停发") == "2 人"
    assert batch.head.figures.text("发放") == "4 人"


def test_undoing_the_receipt_leads_the_page_back_to_the_bank(returned: BatchPage, settle: Settle, desk: Desk) -> None:
    desk.undo()
    settle()
    settle()
    assert offered(returned) == ["receipt", "recall"]
    assert returned.notes.isHidden()
