"""Calls, problems, pairings and inspections on the screen, and who waits for a call."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.base.changes import Noun
from desktop.pilots.pairing import Call, Inspection, Pairing, Problem
from tests.contacting import CALL, DAY, INSPECTION
from tests.piloting import CHOSEN, scan
from tests.ui.desks import Ask, Settle
from tests.ui.pilots.conftest import NAMES, seen
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.pilots.calls_page import VisitPage
from ui.pilots.page import PilotsPage
from ui.pilots.pairing import UnitsDialog
from ui.pilots.pairing_asking import PairDialog
from ui.pilots.pairing_late import LatePage
from ui.pilots.pairing_section import ContactSection
from ui.pilots.pairing_tab import ContactTab


@pytest.fixture
def section(page: PilotsPage, settle: Settle) -> ContactSection:
    shown = page.show_section("contact")
    settle()
    assert isinstance(shown, ContactSection)
    return shown


def write(desk: Desk, settle: Settle, deed: Callable[..., Any]) -> None:
    """Have the office do it, as another page would."""
    desk.do(deed)
    settle()


@pytest.fixture
def visit(page: PilotsPage, section: ContactSection, settle: Settle) -> VisitPage:
    """The page of a new call."""
    section.views.go(Noun.CALLS).new()  # type: ignore[attr-defined]
    settle()
    assert isinstance(page.shown, VisitPage)
    return page.shown


def typed(visit: VisitPage, **texts: str) -> None:
    for name, text in texts.items():
        visit.form.cells[name].show_text(text)
        visit.form.changed.emit(name)


def test_a_call_is_typed_with_what_it_found_and_leads_back(
    visit: VisitPage, page: PilotsPage, section: ContactSection, ask: Ask, settle: Settle
) -> None:
    assert visit.form.cells["mode"].text == "实地"
    typed(visit, unit_name=NAMES[1], cadre="王主席", hiring="缺钳工二十人")
    visit.problems.add_row()
    visit.problems.cell(0, "problem").show_text("缺钳工")
    visit.problems.cell(0, "category").show_text("用工")
    visit.save()
    settle()
    assert page.shown is section
    (call,) = ask(lambda office: office.registers.of(Call))
    assert (call.enterprise, call.cadre, call.hiring) == (2, "王主席", "缺钳工二十人")
    (found,) = ask(lambda office: office.registers.of(Problem))
    assert (found.call, found.problem, found.category) == (call.id, "缺钳工", "招用工")
    assert section.views.shown.model.rowCount() == 1


def test_whoever_looks_after_the_unit_is_proposed(
    page: PilotsPage, desk: Desk, section: ContactSection, settle: Settle
) -> None:
    write(desk, settle, lambda office: office.pairing.pair("周副主席", [1], CHOSEN))
    section.views.shown.new()  # type: ignore[attr-defined]
    settle()
    again = page.shown
    assert isinstance(again, VisitPage)
    typed(again, unit_name=NAMES[0])
    assert again.form.cells["cadre"].text == "周副主席"
    typed(again, cadre="李科长", unit_name=NAMES[1])
    assert again.form.cells["cadre"].text == "李科长"


def test_what_is_wrong_stands_at_its_field_and_nothing_is_saved(visit: VisitPage, ask: Ask, settle: Settle) -> None:
    typed(visit, unit_name=NAMES[0], cadre="王主席", day="2022-12-11")
    visit._ask_check()
    settle()
    assert visit.form.cells["day"].findings()[0].code == "ahead"
    visit.save()
    settle()
    assert visit.form.level("走访") == "bad"
    assert ask(lambda office: office.registers.of(Call)) == []


def test_what_is_typed_of_a_call_comes_back(
    visit: VisitPage, page: PilotsPage, section: ContactSection, ask: Ask, settle: Settle
) -> None:
    typed(visit, unit_name=NAMES[2], relations="工资集体协商")
    visit.problems.add_row()
    visit.problems.cell(0, "problem").show_text("食堂太小")
    QTest.keyClick(visit, Qt.Key.Key_Escape)
    settle()
    assert page.shown is section
    section.views.shown.new()  # type: ignore[attr-defined]
    settle()
    again = page.shown
    assert isinstance(again, VisitPage)
    assert again.form.cells["relations"].text == "工资集体协商"
    assert again.problems.cell(0, "problem").text == "食堂太小"
    typed(again, cadre="王主席")
    again.save()
    settle()
    assert ask(lambda office: office.drafts.every("calls")) == []


def test_the_list_goes_to_the_new_call_whatever_was_chosen_before(
    page: PilotsPage, desk: Desk, section: ContactSection, settle: Settle
) -> None:
    write(desk, settle, lambda office: office.pairing.call({**CALL, "enterprise": 1}))
    calls = section.views.go(Noun.CALLS)
    calls.view.go_to(1)
    calls.new()  # type: ignore[attr-defined]
    settle()
    assert isinstance(page.shown, VisitPage)
    typed(page.shown, unit_name=NAMES[1], cadre="王主席", note="电话联系")
    page.shown.save()
    settle()
    assert (page.shown, calls.chosen(), calls.view.current()) == (section, [2], 2)


def test_the_next_call_begins_where_one_was_saved(visit: VisitPage, page: PilotsPage, ask: Ask, settle: Settle) -> None:
    typed(visit, unit_name=NAMES[0], cadre="王主席", note="电话联系")
    visit.save(then_next=True)
    settle()
    assert page.shown is visit
    assert (visit.form.cells["unit_name"].text, visit.form.cells["note"].text) == ("", "")
    assert not visit.dirty
    assert len(ask(lambda office: office.registers.of(Call))) == 1


def test_photos_come_with_the_call(visit: VisitPage, ask: Ask, settle: Settle) -> None:
    typed(visit, unit_name=NAMES[0], cadre="王主席", note="看了车间")
    visit.files._add((scan("车间.pdf"),))
    assert visit.dirty
    visit.save()
    settle()
    assert [one.title for one in ask(lambda office: office.enclosures.of(1, call=1))] == ["车间"]


def test_kept_photos_are_shown_and_those_struck_out_are_gone(
    page: PilotsPage, section: ContactSection, desk: Desk, settle: Settle
) -> None:
    write(desk, settle, lambda office: office.pairing.call(CALL, files=[scan("车间.pdf"), scan("宿舍.pdf")]))
    section.views.go(Noun.CALLS).opened.emit(1)
    settle()
    shown = page.shown
    assert isinstance(shown, VisitPage)
    shown.form.cells["note"].show_text("改了一半")
    assert [one.title for one in shown.files._kept] == ["车间", "宿舍"]
    write(desk, settle, lambda office: office.enclosures.void(office.enclosures.of(1)[0].id, "传错"))
    assert [one.title for one in shown.files._kept] == ["宿舍"]
    assert shown.form.cells["note"].text == "改了一半"


def test_an_inspection_is_changed_on_its_page(
    page: PilotsPage, section: ContactSection, desk: Desk, ask: Ask, settle: Settle
) -> None:
    write(desk, settle, lambda office: office.pairing.inspect(INSPECTION, [{"problem": "台账不全"}]))
    shown = section.views.go(Noun.INSPECTIONS)
    settle()
    assert shown.model.rowCount() == 1
    shown.opened.emit(1)
    settle()
    opened = page.shown
    assert isinstance(opened, VisitPage)
    assert opened.problems.cell(0, "problem").text == "台账不全"
    opened.form.cells["mended"].show_text("已补齐")
    opened.form.cells["mended_on"].show_text("2022-05-01")
    opened.save()
    settle()
    assert ask(lambda office: office.registers.one(Inspection, 1)).mended == "已补齐"
    assert len(ask(lambda office: office.pairing.problems_of(Inspection, 1))) == 1


def test_problems_are_solved_many_at_once_from_their_list(
    section: ContactSection, desk: Desk, ask: Ask, settle: Settle
) -> None:
    write(desk, settle, lambda office: office.pairing.call(CALL, [{"problem": "缺钳工"}, {"problem": "缺焊工"}]))
    shown = section.views.go(Noun.PROBLEMS)
    settle()
    shown.view.selectAll()
    shown.view.setFocus()
    QTest.keyClick(shown.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    settle()
    asked = seen(FormDialog)
    asked.submit()
    assert asked.form.cells["result"].findings()
    asked.form.cells["result"].show_text("已推荐毕业生")
    asked.submit()
    settle()
    assert {one.result for one in ask(lambda office: office.registers.of(Problem))} == {"已推荐毕业生"}
    assert all(one.solved_on for one in ask(lambda office: office.registers.of(Problem)))


def test_a_cadre_gets_several_units_at_once_and_is_told_of_too_many(
    section: ContactSection, desk: Desk, ask: Ask, settle: Settle
) -> None:
    write(desk, settle, lambda office: office.pairing.pair("王主席", [1], CHOSEN, duty="主席"))
    section.views.go(Noun.PAIRINGS).new()  # type: ignore[attr-defined]
    settle()
    units = seen(UnitsDialog)
    assert [units.model.value(row, "name") for row in range(units.model.rowCount())] == [*NAMES[1:], NAMES[0]]
    units.view.selectAll()
    settle()
    units.submit()
    settle()
    asked = seen(PairDialog)
    asked.form.cells["cadre"].show_text("王主席")
    asked.form.changed.emit("cadre")
    assert asked.form.cells["duty"].text == "主席"
    asked._check()
    settle()
    asked.form.put("way", "联系推动")
    assert "不会重复登记" in asked.form.cells["cadre"].findings()[0].message
    asked.submit()
    settle()
    assert {one.enterprise for one in ask(lambda office: office.registers.of(Pairing))} == {1, 2, 3, 4}
    assert {one.way for one in ask(lambda office: office.registers.of(Pairing, enterprise=2))} == {"联系推动"}


def test_all_units_are_handed_over_from_the_list(section: ContactSection, desk: Desk, ask: Ask, settle: Settle) -> None:
    write(desk, settle, lambda office: office.pairing.pair("王主席", [1, 2], CHOSEN))
    shown = section.views.go(Noun.PAIRINGS)
    settle()
    shown.view.go_to(1)
    shown.hand_over()  # type: ignore[attr-defined]
    settle()
    asked = seen(FormDialog)
    assert asked.form.cells["cadre"].text == "王主席"
    asked.form.cells["to"].show_text("周副主席")
    asked.submit()
    settle()
    assert [one.units for one in ask(lambda office: office.pairing.cadres())] == [2, 0]


def test_who_waits_for_a_call_is_said_and_called_on_from_there(
    page: PilotsPage, section: ContactSection, desk: Desk, settle: Settle
) -> None:
    assert section.told.text() == "4 家 30 天未联系，4 家没有挂钩干部"
    write(desk, settle, lambda office: office.pairing.pair("王主席", [1, 2, 3, 4], CHOSEN))
    write(desk, settle, lambda office: office.pairing.call(CALL | {"day": DAY.replace(month=12, day=1)}))
    assert section.told.text() == "3 家 30 天未联系"
    late = section.show_late()
    settle()
    assert isinstance(page.shown, LatePage)
    assert [late.model.value(row, "name") for row in range(3)] == list(NAMES[1:])
    late.which.chosen.emit("every")
    assert late.model.index(0, 7).data() == "138****0001"
    late._eye.click()
    assert late.model.index(0, 7).data() == "13800000001"
    late.view.go_to(3)
    QTest.keyClick(late.view, Qt.Key.Key_Return)
    settle()
    visit = page.shown
    assert isinstance(visit, VisitPage)
    assert visit.form.cells["cadre"].text == "王主席"
    typed(visit, note="电话问候")
    visit.save()
    settle()
    assert page.shown is late
    assert section.told.text() == "2 家 30 天未联系"


def test_a_quarter_is_summed_and_turned_to_the_one_before(section: ContactSection, desk: Desk, settle: Settle) -> None:
    write(desk, settle, lambda office: office.pairing.call(CALL, [{"problem": "缺钳工"}]))
    shown = section.show_sums()
    settle()
    assert shown.model.rowCount() == 0
    for _ in range(3):
        shown.step(-1)
    settle()
    assert shown._told.text() == "合计：1 家单位，走访 1 次（实地 1），发现问题 1 个，已解决 0 个"
    assert shown.model.value(0, "cadre") == "王主席"


def test_a_units_page_shows_its_own_calls(page: PilotsPage, desk: Desk, settle: Settle, qtbot: QtBot) -> None:
    write(desk, settle, lambda office: office.pairing.call(CALL))
    room = page.open_unit(1, "走访与问题")
    qtbot.waitUntil(lambda: room.form is not None)
    settle()
    assert room.form is not None
    tab = room.form.tab
    assert isinstance(tab, ContactTab)
    shown: Any = tab.shown
    settle()
    assert shown.told.text().startswith("没有挂钩干部；270 天未联系")
    assert shown.views.shown.model.rowCount() == 1
    shown.views.shown.new()
    settle()
    visit = page.shown
    assert isinstance(visit, VisitPage)
    assert "unit_name" not in visit.form.cells
    typed(visit, cadre="王主席", note="电话")
    visit.save()
    settle()
    assert page.shown is room
    assert shown.views.shown.model.rowCount() == 2
