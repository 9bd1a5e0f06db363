"""Drawing up a batch: the look ahead, whom it is for, and that nothing typed is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.aid.fund import Source
from tests.offices import TODAY
from tests.ui.desks import Ask, Settle
from tests.ui.typing import typed
from ui.aid.batch_page import BatchPage
from ui.aid.draw_up import DrawUpPage
from ui.aid.page import AidPage
from ui.aid.sources import Picked
from ui.desk import Desk, Job
from ui.forms.dialog import FormDialog


@pytest.fixture
def draw_up(page: AidPage, settle: Settle) -> DrawUpPage:
    opened = page.draw_up()
    settle()
    settle()
    return opened


def seen(one: DrawUpPage) -> dict[str, str]:
    figures = one.outlook.figures
    return {name: figures.text(name) for name in ("发放", "不发", "合计（元）", "发放后余额（元）")}


def test_what_it_would_give_is_seen_before_anything_is_written(draw_up: DrawUpPage, ask: Ask) -> None:
    assert seen(draw_up) == {
        "发放": "6 人",
        "不发": "0 人",
        "合计（元）": "30,000.00",
        "发放后余额（元）": "70,000.00",
    }
    assert ask(lambda office: office.aid.batches()) == []


def test_programme_fund_day_and_title_are_proposed(draw_up: DrawUpPage) -> None:
    values, findings = draw_up.form.values()
    assert findings == ()
    assert values == {
        "programme": "生活救助",
        "fund": "本级经费（余额 100,000 元）",
        "decided_on": TODAY,
        "title": "2022年生活救助（2022年12月10日）",
        "upper_no": None,
    }


def test_ctrl_enter_draws_up_and_opens_the_batch(
    qtbot: QtBot, page: AidPage, draw_up: DrawUpPage, settle: Settle
) -> None:
    qtbot.keyClick(draw_up.form.cells["title"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    settle()
    assert isinstance(page.shown, BatchPage)
    assert page.shown.list.model.rowCount() == 6
    page.back()
    assert page.shown is page.batches


def test_pressing_the_verb_twice_draws_up_once(draw_up: DrawUpPage, ask: Ask, settle: Settle) -> None:
    draw_up.draw_up()
    draw_up.draw_up()
    settle()
    assert len(ask(lambda office: office.aid.batches())) == 1


def test_the_title_follows_the_day_until_the_clerk_writes_one(
    qtbot: QtBot, draw_up: DrawUpPage, settle: Settle
) -> None:
    day = draw_up.form.cells["decided_on"]
    typed(qtbot, day, "2022-11-01")
    qtbot.waitUntil(lambda: "11月1日" in draw_up.form.cells["title"].text)
    typed(qtbot, draw_up.form.cells["title"], "年末生活救助")
    typed(qtbot, day, "2022-10-01")
    settle()
    settle()
    assert draw_up.form.cells["title"].text == "年末生活救助"


def test_a_day_without_standards_says_so_instead_of_figures(qtbot: QtBot, draw_up: DrawUpPage, settle: Settle) -> None:
    draw_up.form.cells["programme"].show_value(None)
    typed(qtbot, draw_up.form.cells["decided_on"], "2001-05-01")
    settle()
    settle()
    assert draw_up.outlook.figures.isHidden()
    assert "2001年5月1日没有帮扶项目的发放标准" in draw_up.outlook._said.text()


@pytest.mark.parametrize(("key", "count"), [("all", "6 人"), ("shown", "3 人"), ("chosen", "1 人")])
def test_it_is_for_all_or_for_whom_the_list_of_files_shows_or_has_chosen(
    page: AidPage, picked: list[Picked], settle: Settle, key: str, count: str
) -> None:
    picked.append(Picked(chosen=[2], shown=[1, 2, 3]))
    draw_up = page.draw_up()
    settle()
    draw_up.whom.files._buttons[key].click()
    settle()
    assert seen(draw_up)["发放"] == count


def test_without_a_filtered_list_there_is_only_all(draw_up: DrawUpPage) -> None:
    assert [one.isEnabled() for one in draw_up.whom.files._buttons.values()] == [True, False, False]


def test_who_has_it_already_is_named_with_the_reason(page: AidPage, drawn: int, settle: Settle) -> None:
    assert drawn
    draw_up = page.draw_up()
    settle()
    settle()
    assert seen(draw_up)["不发"] == "6 人"
    assert draw_up._state.text() == "没有人可以发放"


def test_too_little_money_is_said_before_drawing_up(page: AidPage, ask: Ask, settle: Settle) -> None:
    ask(lambda office: office.funds.open(name="捐助", source=Source.DONATION, year=2022, received=1_000_000))
    draw_up = page.draw_up()
    settle()
    draw_up.form.put("fund", "捐助（余额 10,000 元）")
    draw_up.form.changed.emit("fund")
    draw_up._ask_outlook()
    settle()
    assert seen(draw_up)["发放后余额（元）"] == "-20,000.00"


def test_what_was_typed_is_still_there_after_going_elsewhere(
    qtbot: QtBot, page: AidPage, draw_up: DrawUpPage, settle: Settle
) -> None:
    typed(qtbot, draw_up.form.cells["title"], "年末生活救助")
    qtbot.keyClick(draw_up, Qt.Key.Key_Escape)
    assert page.shown is page.batches
    assert page.draw_up() is draw_up
    settle()
    settle()
    assert draw_up.form.cells["title"].text == "年末生活救助"


def test_a_fund_that_changes_meanwhile_stays_chosen_under_its_new_balance(
    page: AidPage, draw_up: DrawUpPage, desk: Desk, settle: Settle
) -> None:
    assert page.shown is draw_up
    desk.do(lambda office: office.funds.open(name="捐助", source=Source.DONATION, year=2023, received=100))
    settle()
    settle()
    assert draw_up.form.cells["fund"].text == "本级经费（余额 100,000 元）"


def test_an_office_without_a_fund_leads_to_making_one(page: AidPage, desk: Desk, ask: Ask, settle: Settle) -> None:
    while ask(lambda office: office.undo_label()):
        desk.undo()
        settle()
    draw_up = page.draw_up()
    settle()
    settle()
    assert "还没有资金" in draw_up.outlook._said.text()
    assert not draw_up._new_fund.isHidden()
    draw_up._new_fund.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FormDialog)
    for name, value in {"name": "本级经费", "source": "本级工会经费", "received": 5_000_000}.items():
        dialog.form.put(name, value)
    dialog.submit()
    settle()
    settle()
    assert draw_up.form.cells["fund"].text == "本级经费（余额 50,000 元）"


def test_cancelling_leaves_no_trace_and_the_form_as_it_was(
    draw_up: DrawUpPage, desk: Desk, ask: Ask, settle: Settle
) -> None:
    desk.started.connect(Job.cancel)
    draw_up.draw_up()
    settle()
    assert ask(lambda office: office.aid.batches()) == []
    assert draw_up.verb.isEnabled()
    assert draw_up.form.values()[0]["programme"] == "生活救助"
