"""What dialogs of a batch say before anything is typed, and how what takes long is given up."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.aid.batch import BatchState
from tests.offices import TODAY
from tests.ui.aid.dialogs import approve, choose, dialog
from tests.ui.desks import Ask, Settle
from ui.aid.bank_dialog import SendDialog
from ui.aid.batch_page import BatchPage
from ui.aid.page import AidPage
from ui.aid.receipt_dialog import ReceiptDialog
from ui.aid.steps import notes, way
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.widgets.message import MessageBar

CLOSED = dt.date(2022, 11, 30)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the clerk saves the bank's file."""
    path = tmp_path / "送盘.xlsx"
    monkeypatch.setattr("ui.aid.bank_dialog.ask_where", lambda *_: path)
    return path


@pytest.fixture
def approved(page: AidPage, drawn: int, ask: Ask, settle: Settle) -> BatchPage:
    """The page of an approved batch of six transfers."""
    approve(ask, drawn)
    opened = page.open_batch(drawn)
    settle()
    return opened


@pytest.fixture
def held(desk: Desk) -> Iterator[Event]:
    """The worker is kept from what is asked next until this is set."""
    free = Event()
    desk.ask(lambda _: free.wait(10), lambda _: None)
    yield free
    free.set()


def step(batch: BatchPage, name: str, settle: Settle) -> FormDialog:
    batch.take_step(name)
    settle()
    settle()
    return dialog(FormDialog)


def said(one: FormDialog, name: str) -> str:
    return one.form.cells[name]._finding.text()


def test_escape_gives_up_what_is_being_written_and_the_dialog_stays(
    approved: BatchPage, file: Path, ask: Ask, settle: Settle, request: pytest.FixtureRequest
) -> None:
    one = step(approved, "send", settle)
    assert isinstance(one, SendDialog)
    one.form.put("template", "通用")
    held = request.getfixturevalue("held")
    one.submit()
    QTest.keyClick(one, Qt.Key.Key_Escape)
    held.set()
    settle()
    assert one.isVisible()
    assert one.verb.isEnabled()
    assert not one.progress.isVisible()
    assert not file.exists()
    assert ask(lambda office: office.aid.batch(approved.number)).state is BatchState.APPROVED
    one.submit()
    settle()
    assert file.exists()


def test_the_closed_day_is_said_before_the_day_of_paying_is_typed(
    approved: BatchPage, ask: Ask, settle: Settle
) -> None:
    ask(lambda office: office.funds.close(CLOSED))
    assert "已关账至 2022-11-30" in said(step(approved, "pay", settle), "paid_on")


def test_the_closed_day_is_said_before_the_banks_answer_is_entered(
    approved: BatchPage, tmp_path: Path, ask: Ask, settle: Settle
) -> None:
    ask(lambda office: office.funds.close(CLOSED))
    ask(lambda office: office.paying.send(approved.number, "通用", tmp_path / "盘.xlsx", TODAY))
    approved.ask()
    settle()
    assert "已关账至 2022-11-30" in said(step(approved, "receipt", settle), "day")


def test_locking_the_office_closes_the_dialog_and_gives_up_what_it_writes(
    approved: BatchPage, file: Path, ask: Ask, settle: Settle, request: pytest.FixtureRequest
) -> None:
    one = step(approved, "send", settle)
    one.form.put("template", "通用")
    held = request.getfixturevalue("held")
    one.submit()
    one.close()
    assert QApplication.activeModalWidget() is None
    held.set()
    settle()
    assert not file.exists()
    assert ask(lambda office: office.aid.batch(approved.number)).state is BatchState.APPROVED


@pytest.mark.parametrize("name", ["fail", "recover"])
def test_the_closed_day_is_said_before_money_that_came_back_is_entered(
    approved: BatchPage, ask: Ask, settle: Settle, name: str
) -> None:
    ask(lambda office: office.paying.pay(approved.number, TODAY))
    ask(lambda office: office.funds.close(CLOSED))
    approved.ask()
    settle()
    choose(approved, 0)
    approved.lines.begin(name)
    settle()
    settle()
    assert "已关账至 2022-11-30" in said(dialog(FormDialog), "day")


@pytest.mark.parametrize("name", ["void", "unlock"])
def test_who_gives_up_a_batch_that_was_recalled_is_warned_of_the_file_that_may_be_out(
    approved: BatchPage, tmp_path: Path, ask: Ask, settle: Settle, name: str
) -> None:
    assert step(approved, name, settle).finding == ""
    dialog(FormDialog).reject()
    ask(lambda office: office.paying.send(approved.number, "通用", tmp_path / "盘.xlsx", TODAY))
    ask(lambda office: office.paying.recall(approved.number, "银行退件"))
    approved.ask()
    settle()
    one = step(approved, name, settle)
    assert "已送过 1 次盘，文件“盘.xlsx”" in one.finding
    assert "没有付款" in one.finding


def test_a_bank_return_that_is_given_up_while_it_is_read_changes_nothing(
    approved: BatchPage, tmp_path: Path, ask: Ask, settle: Settle, request: pytest.FixtureRequest
) -> None:
    ask(lambda office: office.paying.send(approved.number, "通用", tmp_path / "盘.xlsx", TODAY))
    approved.ask()
    settle()
    one = step(approved, "receipt", settle)
    assert isinstance(one, ReceiptDialog)
    held = request.getfixturevalue("held")
    one.read(tmp_path / "盘.xlsx")
    assert not one.verb.isEnabled()
    QTest.keyClick(one, Qt.Key.Key_Escape)
    held.set()
    settle()
    assert one.isVisible()
    assert one.verb.isEnabled()
    assert one.failures == {}


def test_keys_that_are_held_take_no_second_step(approved: BatchPage) -> None:
    found = [one for one in approved.findChildren(QShortcut) if one.key() == QKeySequence("Ctrl+Return")]
    assert [one.autoRepeat() for one in found] == [False]


def test_a_bank_file_that_names_the_account_asks_for_it_before_the_place(
    approved: BatchPage, file: Path, settle: Settle
) -> None:
    one = step(approved, "send", settle)
    one.form.put("template", "工商银行批量付款")
    one.submit()
    settle()
    assert "请补填" in said(one, "account")
    assert one.focusWidget() is one.form.cells["name"].editor
    assert one.verb.isEnabled()
    assert not file.exists()


def test_after_a_bank_file_is_written_the_way_to_it_stands_above_the_page(
    approved: BatchPage, file: Path, bar: MessageBar, settle: Settle, qtbot: QtBot
) -> None:
    one = step(approved, "send", settle)
    one.form.put("template", "通用")
    one.submit()
    settle()
    qtbot.waitUntil(lambda: f"已保存“{file.name}”" in bar.text)


def test_what_was_sent_once_and_recalled_is_not_shown_as_sent(approved: BatchPage, tmp_path: Path, ask: Ask) -> None:
    ask(lambda office: office.paying.send(approved.number, "通用", tmp_path / "盘.xlsx", TODAY))
    ask(lambda office: office.paying.recall(approved.number, "银行退件"))
    batch = ask(lambda office: office.aid.batch(approved.number))
    steps = way(batch, 6)
    assert notes(batch, steps)[steps.index("送银行")] == ""


def test_the_amount_of_who_gets_nothing_is_not_asked_for_until_they_are_put_back(
    batch: BatchPage, ask: Ask, settle: Settle, desk: Desk
) -> None:
    told: list[str] = []
    desk.known_error.connect(told.append)
    (line,) = choose(batch, 0)
    ask(lambda office: office.aid.exclude([line], "本人放弃"))
    batch.lines.change_amount(line)
    settle()
    assert ["请先恢复" in one for one in told] == [True]


def test_another_amount_is_what_is_typed_first(batch: BatchPage, settle: Settle) -> None:
    choose(batch, 0)
    batch.lines.change_amount()
    settle()
    one = dialog(FormDialog)
    assert one.focusWidget() is one.form.cells["amount"].editor


def test_after_a_file_that_is_no_return_another_can_be_chosen_at_once(
    approved: BatchPage, tmp_path: Path, ask: Ask, settle: Settle
) -> None:
    ask(lambda office: office.paying.send(approved.number, "通用", tmp_path / "盘.xlsx", TODAY))
    approved.ask()
    settle()
    one = step(approved, "receipt", settle)
    assert isinstance(one, ReceiptDialog)
    junk = tmp_path / "=回盘 <b>&.xlsx"
    junk.write_bytes(bytes(range(256)) * 9)
    one.read(junk)
    settle()
    assert "=回盘 <b>&.xlsx" in one.finding
    assert one.focusWidget() is one._read
    assert one.verb.isEnabled()
