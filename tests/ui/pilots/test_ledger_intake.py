"""Ledgers of pilots taken in on the screen: found by their headings, looked at, entered, undone."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.base.calendar import today
from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.office.ledger_kinds import LedgerKind
from desktop.pilots.talent import Talent
from tests.pilot_ledgers import credit_code, ledger, talent, talents, thirty, unit, unit_name
from tests.ui.desks import Ask, Settle
from tests.ui.pilots.conftest import CODE, NAMES
from ui.intake.page import IntakePage
from ui.pilots.intake import LedgerReview, take_in
from ui.pilots.page import PilotsPage
from ui.pilots.units import UnitList


def opened(page: PilotsPage, which: LedgerKind, path: Path, qtbot: QtBot) -> tuple[IntakePage, LedgerReview]:
    """The review of a ledger, in sight."""
    found = take_in(page.reach, which, path)
    qtbot.waitUntil(lambda: found.look is not None)
    assert isinstance(found.review, LedgerReview)
    return found, found.review


def told(review: LedgerReview, row: int) -> dict[str, Any]:
    """A row of the review by its columns."""
    columns = [one.name for one in review.listing.columns]
    return dict(zip(columns, review._rows(review._look)[row], strict=True))


def test_thirty_units_are_looked_at_entered_and_stand_in_the_list(
    page: PilotsPage, tmp_path: Path, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    found, review = opened(page, LedgerKind.UNITS, ledger(tmp_path, thirty()), qtbot)
    assert review.sentence.text().startswith("30 家，职工 37,130 人，新建 2 个批次，《产改组织机构文件》23 份")
    assert review.waves.text() == f"新建批次（区级，{today()} 确定）：第三批 8 家、第四批 8 家"
    assert told(review, 7)["papers"] == "产改组织机构文件、产改试点实施方案、申报激励项目"
    assert found._enter.text() == "写入 30 家"
    with qtbot.waitActive(page.window()):
        page.window().activateWindow()
    listed = page.section("units")
    assert isinstance(listed, UnitList)
    listed.show_query(Query(noun=Noun.PILOTS, text="乙电子", chips={"wave_name": "第一批"}))
    with qtbot.waitSignal(found.entered):
        qtbot.keyClick(review.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert isinstance(page.shown, UnitList)
    assert page.shown.model.rowCount() == 4 + 30
    assert page.shown.search.text() == ""
    assert len(ask(lambda office: office.enterprises.waves())) == 4


def test_day_and_level_are_said_once_for_the_whole_ledger(
    page: PilotsPage, tmp_path: Path, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    found, review = opened(page, LedgerKind.UNITS, ledger(tmp_path, [unit(1, "第五批")]), qtbot)
    review.basis.level.show_value("省级")
    review.basis.day.setText("2022-03-01")
    review.basis.day.finished.emit()
    settle()
    assert (found.look.basis.day, found.look.basis.level) == (dt.date(2022, 3, 1), "省级")
    review.basis.day.setText("2099-01-01")
    review.basis.day.finished.emit()
    settle()
    assert found.look.basis.day == dt.date(2022, 3, 1)
    with qtbot.waitSignal(found.entered):
        found.enter()
    wave = ask(lambda office: office.enterprises.waves())[-1]
    assert (wave.name, wave.number, wave.level, wave.chosen_on) == ("第五批", 5, "省级", dt.date(2022, 3, 1))


def test_a_unit_that_the_office_has_is_shown_with_what_would_change(
    page: PilotsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    line = unit(1, 单位名称=NAMES[0], 统一社会信用代码=CODE, ticks=("√", "", ""))
    _, review = opened(page, LedgerKind.UNITS, ledger(tmp_path, [line]), qtbot)
    row = told(review, 0)
    assert (row["verdict"], row["whose"]) == ("有改动", "第一批 · 试点中")
    assert row["said"].startswith("改 3 处：所属行业、单位性质、产改组织机构文件")


def test_a_ledger_of_another_kind_is_not_read_and_says_where_it_belongs(
    page: PilotsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    found = take_in(page.reach, LedgerKind.UNITS, talents(tmp_path, [talent(1)]))
    qtbot.waitUntil(lambda: found._stack.currentWidget() is found._failure)
    said = "".join(one.text() for one in found._failure.findChildren(QLabel))
    assert "是技能人才名册，不是试点单位台账" in said


def test_a_ledger_that_is_left_while_it_is_read_ends_without_a_word(
    page: PilotsPage, tmp_path: Path, settle: Settle
) -> None:
    found = take_in(page.reach, LedgerKind.UNITS, ledger(tmp_path, thirty()))
    page.show_section("talents")
    QApplication.sendPostedEvents(found, QEvent.Type.DeferredDelete)
    assert not isValid(found)
    settle()
    assert page.shown is page.section("talents")


def test_skilled_workers_come_in_from_their_list(
    page: PilotsPage, tmp_path: Path, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    path = talents(tmp_path, [talent(1, "技师", NAMES[0]), talent(2)])
    found = page.take_in(LedgerKind.TALENTS, path)
    qtbot.waitUntil(lambda: found.look is not None)
    assert found.look.sentence == "2 人，其中高技能 1 人"
    with qtbot.waitSignal(found.entered):
        found.enter()
    settle()
    assert page.shown is page.section("talents")
    assert len(ask(lambda office: office.registers.of(Talent))) == 3 + 2


def test_a_name_that_is_refused_for_its_length_is_shown_as_it_stands(
    page: PilotsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    name = "长" * 200
    _, review = opened(page, LedgerKind.TALENTS, talents(tmp_path, [talent(1, 姓名=name)]), qtbot)
    row = told(review, 0)
    assert (row["name"], row["verdict"]) == (name, "退回")


@pytest.mark.parametrize("noun", [Noun.STUDIOS, Noun.TALENTS, Noun.CONTESTS])
def test_each_list_has_its_import(page: PilotsPage, noun: Noun, settle: Settle) -> None:
    section: Any = page.show_section("talents")
    shown = section.views.go(noun)
    settle()
    assert "导入台账…" in [one.text() for one in shown.action_bar.findChildren(QPushButton)]


def test_what_was_entered_is_planned_anew_after_an_undo(
    page: PilotsPage, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    path = ledger(tmp_path, [unit(9, 单位名称=unit_name(9), 统一社会信用代码=credit_code(9))])
    found, _ = opened(page, LedgerKind.UNITS, path, qtbot)
    with qtbot.waitSignal(found.entered):
        found.enter()
    found, review = opened(page, LedgerKind.UNITS, path, qtbot)
    assert told(review, 0)["verdict"] == "无变化"
    page.reach.desk.do(lambda office: office.undo())
    settle()
    qtbot.waitUntil(lambda: told(review, 0)["verdict"] == "新增")
