"""The main job in the real window: a ledger is dropped, a file edited, a batch paid and printed, and all of it undone.

Nothing is reached past the screen but to count what the office then holds.
"""

from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt

from desktop.base.changes import Noun
from desktop.base.listing import Query
from tests import builders
from tests.ui.clerk import CTRL, Clerk, clerk
from tests.ui.typing import typed
from ui.aid.batch_page import BatchPage
from ui.aid.draw_up import DrawUpPage
from ui.aid.page import AidPage
from ui.cases.list import CaseList
from ui.cases.room import CaseRoom
from ui.intake.page import IntakePage
from ui.papers.preview import PreviewPage

__all__ = ["clerk"]

HEADINGS = "序号 姓名 性别 身份证号码 困难类别 工作单位 联系电话 家庭人口 家庭年收入（元） 银行卡号".split()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Five households; the last has lost the end of its number."""
    sheet = (book := Workbook()).active
    assert sheet is not None
    sheet.append(["新区困难职工台账"])
    sheet.append(HEADINGS)
    for number in range(5):
        sheet.append(_row(number, builders.person(number).resident_id if number < 4 else 321102196501015000))
    book.save(path := tmp_path / "台账.xlsx")
    return path


def _row(number: int, resident_id: object) -> list[object]:
    who = builders.person(number)
    work = ("相对困难", "新区环卫所", 13800000000 + number, 3, 42000, builders.card(number))
    return [number + 1, who.name, who.sex, resident_id, *work]


def test_the_main_job_in_the_window_and_back(clerk: Clerk, ledger: Path) -> None:
    take_in(clerk, ledger)
    edit(clerk)
    fund_and_batch(clerk)
    pay(clerk)
    find_the_batch(clerk)
    look_at_the_roster(clerk)
    undo_and_redo(clerk)


def take_in(clerk: Clerk, ledger: Path) -> None:
    clerk.window.file_dropped.emit(ledger)
    intake = clerk.seen(clerk.window.page("intake"), IntakePage)
    if intake.look is None:  # the columns come first where not all of them are known
        intake.go_on()
        clerk.settle()
    assert intake.look is not None
    counts = intake.look.plan.to_json()
    assert (counts["new"], counts["refused"]) == (4, 1)
    assert count(clerk, Noun.CASES) == 0, "looking writes nothing"
    intake.go_on()
    clerk.settle()
    cases = clerk.seen(clerk.window.page("cases"), CaseList)
    assert cases.isVisible()
    assert cases.model.rowCount() == 4


def edit(clerk: Clerk) -> None:
    cases = clerk.go("cases", CaseList)
    number = cases.model.ids[0]
    cases.view.go_to(number)
    clerk.press(cases.view, Qt.Key.Key_Return)
    room = clerk.seen(clerk.window.page("case"), CaseRoom)
    form = room.form
    assert form is not None
    typed(clerk.qtbot, form.file.cells["employer"], "镇江港务集团大港分公司")
    clerk.press(form.file.cells["employer"].editor, Qt.Key.Key_S, CTRL)
    assert clerk.ask(lambda office: office.cases.get(number)).employer == "镇江港务集团大港分公司"
    clerk.press(form, Qt.Key.Key_Escape)


def fund_and_batch(clerk: Clerk) -> None:
    aid = clerk.go("aid", AidPage)
    aid.show_list(Noun.FUNDS)
    aid.ask_fund()
    clerk.answer(name="2022年本级帮扶资金", source="本级工会经费", received=1_000_000)
    clerk.press(aid.show_list(Noun.BATCHES).view, Qt.Key.Key_N, CTRL)
    draw_up = aid.shown
    assert isinstance(draw_up, DrawUpPage)
    clerk.qtbot.waitUntil(lambda: not draw_up.outlook.figures.isHidden())
    assert draw_up.outlook.figures.text("发放后余额（元）") == "-10,000.00"
    clerk.press(draw_up.form.cells["title"].editor, Qt.Key.Key_Return, CTRL)
    assert isinstance(aid.shown, BatchPage)


def pay(clerk: Clerk) -> None:
    aid = clerk.go("aid", AidPage)
    batch = aid.shown
    assert isinstance(batch, BatchPage)
    batch.list.view.go_to(batch.list.model.ids[0])
    batch.lines.exclude()
    clerk.answer(reason="已转出本区")
    batch.take_next_step()
    clerk.settle()
    assert "还差 5,000 元" in batch.notes.accessibleName()
    aid.ask_receipt()
    clerk.answer(amount=500_000)
    batch.take_next_step()
    clerk.settle()
    batch.take_next_step()
    clerk.answer(approved_by="主席办公会")
    batch.take_step("pay")  # without a bank's file
    clerk.answer()
    assert clerk.ask(lambda office: office.aid.batch(batch.number)).state == "已发放"
    assert clerk.ask(lambda office: office.funds.one(1)).balance == 0


def find_the_batch(clerk: Clerk) -> None:
    aid = clerk.go("aid", AidPage)
    aid.back()
    clerk.go("cases", CaseList)
    finder = clerk.window.finder
    clerk.press(clerk.window, Qt.Key.Key_K, CTRL)
    finder.setText("2022年生活救助")
    clerk.qtbot.waitUntil(lambda: bool(finder.hits()))
    assert [hit.page for hit in finder.hits()] == ["batch"]
    clerk.press(finder, Qt.Key.Key_Return)
    assert aid.isVisible()
    assert isinstance(aid.shown, BatchPage)


def look_at_the_roster(clerk: Clerk) -> None:
    batch = clerk.go("aid", AidPage).shown
    assert isinstance(batch, BatchPage)
    batch.preview("sign-sheet")
    preview = clerk.seen(clerk.window.page("preview"), PreviewPage)
    clerk.qtbot.waitUntil(lambda: preview.printout is not None)
    assert preview.printout is not None
    assert preview.printout.count == 3
    assert preview.printout.pdf().startswith(b"%PDF-")
    assert preview.sheets.paper.pageCount() == 1
    preview.leave()


def undo_and_redo(clerk: Clerk) -> None:
    done = 0
    while clerk.ask(lambda office: office.undo_label()):
        clerk.window.undo()
        clerk.settle()
        done += 1
    assert [count(clerk, noun) for noun in (Noun.CASES, Noun.FUNDS, Noun.BATCHES)] == [0, 0, 0]
    assert not isinstance(clerk.go("aid", AidPage).shown, BatchPage), "the page of a batch that is no more is left"
    while clerk.ask(lambda office: office.redo_label()):
        clerk.window.redo()
        clerk.settle()
        done -= 1
    assert done == 0
    assert [count(clerk, noun) for noun in (Noun.CASES, Noun.FUNDS, Noun.BATCHES)] == [4, 1, 1]
    assert clerk.ask(lambda office: office.aid.verify(1)) is None
    assert clerk.ask(lambda office: len(office.check())) >= 3


def count(clerk: Clerk, noun: Noun) -> int:
    """How many records the office has."""
    return len(clerk.ask(lambda office: office.ids(Query(noun=noun))))
