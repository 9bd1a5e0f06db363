"""Studios, skilled workers and contests: of all units, and of one enterprise."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.pilots.fronts import Task
from desktop.pilots.pairing import Call, Pairing, Problem
from desktop.pilots.talent import Contest, Studio, Talent
from tests.builders import resident_id
from tests.piloting import DAY
from tests.ui.desks import Ask, Settle
from tests.ui.pilots.conftest import NAMES, fill_in, stands
from ui.desk import Desk
from ui.pilots.page import PilotsPage
from ui.pilots.register_list import RegisterList
from ui.pilots.registering import RecordDialog, Register, ask_record
from ui.pilots.section import ViewsSection
from ui.pilots.talents_tab import TalentsTab
from ui.pilots.unit_page import UnitPage

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def section(page: PilotsPage, settle: Settle) -> ViewsSection:
    shown = page.show_section("talents")
    settle()
    assert isinstance(shown, ViewsSection)
    return shown


def test_how_many_are_high_skilled_follows_what_is_listed(section: ViewsSection, settle: Settle) -> None:
    talents = section.views.go(Noun.TALENTS)
    settle()
    assert talents._count.text() == "共 3 人，其中高技能 2 人"
    talents.show_query(Query(noun=Noun.TALENTS, chips={"grade": "技师（二级）"}))
    settle()
    assert talents._count.text() == "共 1 人，其中高技能 1 人"


def test_how_many_contests_raised_is_told_by_grade(section: ViewsSection, settle: Settle) -> None:
    contests = section.views.go(Noun.CONTESTS)
    settle()
    assert contests._count.text() == "共 2 次，晋升 77 人：中级 46、高级 31"
    contests.show_query(Query(noun=Noun.CONTESTS, text="钳工"))
    settle()
    assert contests._count.text() == "共 1 次，晋升 9 人：中级 6、高级 3"


def test_a_studio_belongs_to_an_enterprise_whose_name_is_typed_or_to_another_unit(
    section: ViewsSection, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    studios = section.views.go(Noun.STUDIOS)
    settle()
    studios.view.setFocus()
    qtbot.keyClick(studios.view, Qt.Key.Key_N, CTRL)
    fill_in(qtbot, settle, name="乙工作室", unit=NAMES[1])
    one = ask(lambda office: office.registers.one(Studio, 3))
    assert (one.enterprise, one.unit) == (2, None)
    assert studios.view.current() == one.id
    with qtbot.waitActive(section.window()):
        section.window().activateWindow()
    studios.view.setFocus()
    qtbot.keyClick(studios.view, Qt.Key.Key_F2)
    shown = stands(qtbot, RecordDialog)
    assert shown.form.cells["unit"].text == NAMES[1]
    fill_in(qtbot, settle, unit="市第二医院")
    one = ask(lambda office: office.registers.one(Studio, 3))
    assert (one.enterprise, one.unit) == (None, "市第二医院")


def test_a_contest_may_be_of_the_district_but_of_no_unknown_unit(
    section: ViewsSection, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    contests = section.views.go(Noun.CONTESTS)
    settle()
    assert isinstance(contests, RegisterList)
    contests.ask_change(2)
    shown = stands(qtbot, RecordDialog)
    assert shown.form.cells["unit_name"].empty
    shown.form.cells["unit_name"].show_text("没有的公司")
    shown.submit()
    assert "不在代码表里" in shown.form.cells["unit_name"].findings()[0].message
    fill_in(qtbot, settle, unit_name=NAMES[2])
    assert ask(lambda office: office.registers.one(Contest, 2)).enterprise == 3


def test_sex_and_birth_follow_the_id(section: ViewsSection, ask: Ask, qtbot: QtBot, settle: Settle) -> None:
    talents = section.views.go(Noun.TALENTS)
    settle()
    assert isinstance(talents, RegisterList)
    talents.new()
    number = resident_id(sex="男")
    fill_in(qtbot, settle, name="孙丁", resident_id=number)
    one = ask(lambda office: office.registers.one(Talent, 4))
    assert one.birth is not None
    assert one.birth.isoformat().replace("-", "") == number[6:14]
    assert one.sex == "男"


def test_one_is_struck_out_by_a_key_and_brought_back(
    section: ViewsSection, desk: Desk, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    studios = section.views.go(Noun.STUDIOS)
    settle()
    studios.view.setFocus()
    studios.view.go_to(2)
    qtbot.keyClick(studios.view, Qt.Key.Key_Delete)
    settle()
    assert [one.id for one in ask(lambda office: office.registers.of(Studio))] == [1]
    desk.undo()
    settle()
    assert studios.model.rowCount() == 2


def test_several_are_not_struck_out_at_once(
    section: ViewsSection, desk: Desk, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    studios = section.views.go(Noun.STUDIOS)
    settle()
    assert isinstance(studios, RegisterList)
    studios.view.choose([1, 2])
    with qtbot.waitSignal(desk.known_error) as said:
        studios.remove()
    assert said.args == ["一次只能删去一个，请只选一行。"]
    assert len(ask(lambda office: office.registers.of(Studio))) == 2


def test_the_deeds_of_the_list_that_is_seen_stand_beside_the_tabs(section: ViewsSection, settle: Settle) -> None:
    lists = [section.views.go(noun) for noun in (Noun.STUDIOS, Noun.TALENTS, Noun.CONTESTS)]
    settle()
    assert [one.action_bar.isVisible() for one in lists] == [False, False, True]


def test_the_tab_of_an_enterprise_holds_its_own_and_new_ones_are_its_own(
    page: PilotsPage, unit: UnitPage, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    page.open_unit(1, "工作室与人才")
    settle()
    tab = unit.tab
    assert isinstance(tab, TalentsTab)
    studios = tab.shown.go(Noun.STUDIOS)  # type: ignore[union-attr]
    settle()
    assert studios.model.rowCount() == 1
    assert "unit_name" not in [one.name for one in studios.view.columns.shown()]
    studios.new()
    assert "unit" not in stands(qtbot, RecordDialog).form.cells
    fill_in(qtbot, settle, name="本厂工作室")
    assert ask(lambda office: office.registers.one(Studio, 3)).enterprise == 1
    assert studios.model.rowCount() == 2
    page.open_unit(4, "工作室与人才")
    settle()
    assert tab.shown.shown.model.rowCount() == 0  # type: ignore[union-attr]


def test_of_what_must_belong_to_an_enterprise_it_is_asked_for(
    page: PilotsPage, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    register = Register(Task, Noun.TASKS, "任务", "项", "任务", "还没有任务。")
    ask_record(page, page.reach.desk, register)
    shown = stands(qtbot, RecordDialog)
    shown.form.put("front", "建功立业")
    shown.form.put("task", "岗位练兵")
    shown.submit()
    assert "缺少单位" in shown.form.cells["unit_name"].findings()[0].message
    fill_in(qtbot, settle, unit_name=NAMES[2])
    assert [one.enterprise for one in ask(lambda office: office.registers.of(Task))] == [3]


def test_what_the_dialog_does_not_ask_for_stays_as_it_was(
    page: PilotsPage, desk: Desk, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    desk.do(
        lambda office: office.registers.enter(Call, {"enterprise": 1, "day": DAY, "cadre": "王主席", "mode": "电话"})
    )
    desk.do(
        lambda office: office.registers.enter(
            Problem, {"enterprise": 1, "call": 1, "found_on": DAY, "problem": "缺钳工"}
        )
    )
    settle()
    ask_record(page, desk, Register(Problem, Noun.PROBLEMS, "问题", "个", "问题", "没有"), 1)
    fill_in(qtbot, settle, owner="李科长")
    one = ask(lambda office: office.registers.one(Problem, 1))
    assert (one.enterprise, one.call, one.owner) == (1, 1, "李科长")


def test_doubts_are_said_while_one_types(page: PilotsPage, desk: Desk, qtbot: QtBot, settle: Settle) -> None:
    register = Register(Pairing, Noun.PAIRINGS, "挂钩", "条", "干部", "没有")
    ask_record(page, desk, register, values={"enterprise": 1})
    shown = stands(qtbot, RecordDialog)
    assert "unit_name" not in shown.form.cells
    shown.form.put("begins", DAY)
    shown.form.put("ends", DAY.replace(day=1))
    shown.form.changed.emit("ends")
    qtbot.waitUntil(lambda: bool(shown.form.cells["ends"].findings()))
    assert "早于开始日期" in shown.form.cells["ends"].findings()[0].message
    shown.reject()
    settle()


def test_within_one_enterprise_a_list_is_narrowed_by_what_differs_there(page: PilotsPage, qtbot: QtBot) -> None:
    plain = RegisterList(page.reach, Register(Task, Noun.TASKS, "任务", "项", "", ""), enterprise=1)
    named = RegisterList(page.reach, Register(Task, Noun.TASKS, "任务", "项", "", "", ("front",)), enterprise=1)
    for one in (plain, named):
        qtbot.addWidget(one)
    assert list(plain._chips) == ["front", "standing"]
    assert list(named._chips) == ["front"]
