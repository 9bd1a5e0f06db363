"""What dialogs of a batch say before anything is typed, and how what takes long is given up."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.aid.batch import BatchState
from tests.offices import TODAY
from tests.ui.aid.dialogs import approve, choose, dialog
from tests.ui.desks import Ask, Settle
from ui.aid.bank_dialog import SendDialog
from ui.aid.batch_page import BatchPage
from ui.aid.page import AidPage
from ui.aid.receipt_dialog import ReceiptDialog
from ui.desk import Desk
from ui.forms.dialog import FormDialog

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
    return "".join(finding.message for finding in one.form.cells[name].findings())


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
    approved._ask()
    settle()
    assert "已关账至 2022-11-30" in said(step(approved, "receipt", settle), "day")


@pytest.mark.parametrize("name", ["fail", "recover"])
def test_the_closed_day_is_said_before_money_that_came_back_is_entered(
    approved: BatchPage, ask: Ask, settle: Settle, name: str
) -> None:
    ask(lambda office: office.paying.pay(approved.number, TODAY))
    ask(lambda office: office.funds.close(CLOSED))
    approved._ask()
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
    approved._ask()
    settle()
    one = step(approved, name, settle)
    assert "已送过 1 次盘，文件“盘.xlsx”" in one.finding
    assert "没有付款" in one.finding


def test_a_bank_return_that_is_given_up_while_it_is_read_changes_nothing(
    approved: BatchPage, tmp_path: Path, ask: Ask, settle: Settle, request: pytest.FixtureRequest
) -> None:
    ask(lambda office: office.paying.send(approved.number, "通用", tmp_path / "盘.xlsx", TODAY))
    approved._ask()
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
