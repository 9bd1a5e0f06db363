"""The dialogs about a file's people: leaving, a new head, splitting, merging, and who may be one."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.cases.household import State
from desktop.office.office import Office
from tests.builders import person, resident_id
from tests.offices import TODAY, draft, on_file
from tests.ui.cases.conftest import Open
from tests.ui.cases.test_documents import dialog, press, said, submit
from tests.ui.desks import Ask, Settle, make
from ui.cases.deeds import DEEDS
from ui.cases.list import CaseList
from ui.cases.merging import MergeDialog, OtherDialog
from ui.cases.people import HeadDialog
from ui.cases.room import CaseRoom
from ui.cases.twins import TwinsDialog
from ui.forms.dialog import FormDialog

HERS = "李桂兰"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory, _couple)


def _couple(office: Office) -> None:
    """A family of four; its wife's own file with a son of hers; one like the husband, and one more file."""
    birth = dt.date(1971, 2, 3)
    him = person(1, name="王建国", sex="男", birth=birth)
    her = person(7, name=HERS, relation="妻子", sex="女")
    children = (person(11, name="王晓", relation="儿子", sex="男"), person(12, name="王兰", relation="女儿", sex="女"))
    on_file(office, draft(1, persons=(him, her, *children)))
    hers = (person(7, name=HERS, sex="女"), person(8, name="张强", relation="儿子", sex="男"))
    on_file(office, draft(2, persons=hers))
    slip = resident_id(birth, "男", 333, "320106")
    like = person(3, name="王健国", resident_id=slip, phone=him.phone)
    on_file(office, draft(3, persons=(like,)))
    on_file(office, draft(4, members=1))


@pytest.fixture
def begin(opened: Open, room: CaseRoom, settle: Settle) -> Callable[[str], None]:
    """Opens the first file and chooses an entry of its menu."""

    def chosen(text: str) -> None:
        opened(1)
        assert room.form is not None
        room.form.bar.deed_asked.emit(next(one for one in DEEDS if one.text == text))
        settle()
        settle()

    return chosen


def names(ask: Ask, number: int = 1) -> list[str]:
    return [f"{one.name} {one.relation}" for one in ask(lambda office: office.cases.get(number)).persons]


def test_a_member_leaves(qtbot: QtBot, begin: Callable[[str], None], ask: Ask, settle: Settle) -> None:
    begin("成员离户…")
    asked = dialog(qtbot)
    assert isinstance(asked, FormDialog)
    assert asked.form.cells["member"].text == ""  # several to choose from
    asked.form.put("member", f"{HERS}（妻子）")
    asked.form.put("reason", "离异")
    submit(qtbot, asked, settle)
    assert names(ask) == ["王建国 本人", "王晓 儿子", "王兰 女儿"]


def test_what_the_office_refuses_stands_under_its_field(
    qtbot: QtBot, begin: Callable[[str], None], ask: Ask, settle: Settle
) -> None:
    begin("成员离户…")
    asked = dialog(qtbot)
    assert isinstance(asked, FormDialog)
    asked.form.put("member", f"{HERS}（妻子）")
    asked.form.put("reason", "离异")
    asked.form.put("day", TODAY.replace(year=2030))
    asked.submit()
    settle()
    assert any("之后" in one.message for one in asked.form.cells["day"].findings())
    assert len(names(ask)) == 4


def test_a_new_heads_relations_are_shown_and_can_be_corrected(
    qtbot: QtBot, begin: Callable[[str], None], ask: Ask, settle: Settle
) -> None:
    begin("变更户主…")
    asked = dialog(qtbot)
    assert isinstance(asked, HeadDialog)
    asked.form.put("member", "王晓（儿子）")
    asked.form.changed.emit("member")
    settle()
    ties = [name for name in asked.form.cells if name.startswith("tie:")]
    assert [asked.form.cells[name].text for name in ties] == ["父亲", "母亲", "本人", "姐妹"]
    asked.form.put(ties[1], "继母")
    asked.form.put("reason", "长期在外")
    submit(qtbot, asked, settle)
    assert names(ask) == ["王晓 本人", "王建国 父亲", f"{HERS} 继母", "王兰 姐妹"]


def test_who_has_a_file_cannot_be_the_head_of_another_and_nothing_typed_is_lost(
    qtbot: QtBot, begin: Callable[[str], None], ask: Ask, settle: Settle
) -> None:
    begin("变更户主…")
    asked = dialog(qtbot)
    assert isinstance(asked, HeadDialog)
    asked.form.put("member", f"{HERS}（妻子）")
    asked.form.changed.emit("member")
    settle()
    asked.form.put("reason", "长期在外")
    asked.submit()
    settle()
    assert "请先并户" in asked.finding
    assert asked.form.cells["reason"].text == "长期在外"
    assert names(ask)[0] == "王建国 本人"


def test_the_applicant_dies(qtbot: QtBot, begin: Callable[[str], None], ask: Ask, settle: Settle) -> None:
    begin("申请人离户…")
    asked = dialog(qtbot)
    assert isinstance(asked, HeadDialog)
    asked.form.put("member", "王晓（儿子）")
    asked.form.changed.emit("member")
    settle()
    asked.form.put("reason", "死亡")
    submit(qtbot, asked, settle)
    assert names(ask) == ["王晓 本人", f"{HERS} 母亲", "王兰 姐妹"]


def test_several_split_off(qtbot: QtBot, begin: Callable[[str], None], ask: Ask, settle: Settle) -> None:
    begin("分户…")
    asked = dialog(qtbot)
    assert isinstance(asked, FormDialog)
    asked.form.put("head", "王晓（儿子）")
    asked.form.put("member", "王兰（女儿）")
    asked.form.put("reason", "成家")
    submit(qtbot, asked, settle)
    assert names(ask) == ["王建国 本人", f"{HERS} 妻子"]
    assert names(ask, 5) == ["王晓 本人", "王兰 姐妹"]


def test_another_file_is_found_and_goes_into_this_one(
    qtbot: QtBot, begin: Callable[[str], None], ask: Ask, settle: Settle
) -> None:
    begin("并户…")
    first = dialog(qtbot)
    assert isinstance(first, OtherDialog)
    first.form.put("other", "不存在的人")
    first.submit()
    settle()
    assert any("没有找到" in one.message for one in first.form.cells["other"].findings())
    over = first.parent()
    first.form.put("other", "2022-0003")
    first.submit()
    qtbot.waitUntil(lambda: bool(over.findChildren(MergeDialog)))
    [second] = over.findChildren(MergeDialog)
    assert "李桂兰两份都有" in said(second)
    [place] = [name for name in second.form.cells if name.startswith("place:")]
    assert second.form.cells[place].text == "儿子"  # of the wife, whose husband is the head
    submit(qtbot, second, settle)
    assert names(ask) == ["王建国 本人", f"{HERS} 妻子", "王晓 儿子", "王兰 女儿", "张强 儿子"]
    assert ask(lambda office: office.cases.get(2)).state is State.CLOSED


# Who may be one


@pytest.fixture
def twins(qtbot: QtBot, cases: CaseList, settle: Settle) -> TwinsDialog:
    """The list of all files' pairs."""
    settle()
    cases.find_twins()
    qtbot.waitUntil(lambda: bool(cases.findChildren(TwinsDialog)))
    [found] = cases.findChildren(TwinsDialog)
    settle()
    return found


def buttons(part: TwinsDialog) -> list[str]:
    return [one.text() for one in part.findChildren(QPushButton) if not one.isHidden()]


def test_both_stand_side_by_side_with_what_differs(qtbot: QtBot, twins: TwinsDialog) -> None:
    assert twins.current is not None
    assert twins.current.same
    told = said(twins)
    assert "待核对 2 对" in told
    assert "身份证号相同" in told
    assert "已核对，不并户" in buttons(twins)
    twins.skip()
    qtbot.waitUntil(lambda: "不是同一人（N）" in buttons(twins))
    assert "姓名读音相同" in said(twins)


def test_an_answer_is_given_and_taken_back_by_keys_and_buttons(qtbot: QtBot, twins: TwinsDialog, ask: Ask) -> None:
    qtbot.keyClick(twins, Qt.Key.Key_S)
    qtbot.keyClick(twins, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: "待核对 1 对" in said(twins))
    assert ask(lambda office: office.sameness.count()) == 1
    assert "已登记：不是同一人" in said(twins)
    qtbot.waitUntil(lambda: "撤回登记" in buttons(twins))
    press(twins, "撤回登记")
    qtbot.waitUntil(lambda: "待核对 2 对" in said(twins))
    assert ask(lambda office: office.sameness.count()) == 2


def test_two_who_are_one_are_merged_from_the_list(qtbot: QtBot, twins: TwinsDialog, ask: Ask, settle: Settle) -> None:
    twins.skip()
    qtbot.keyClick(twins, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: bool(twins.findChildren(MergeDialog)))
    [asked] = twins.findChildren(MergeDialog)
    [place] = [name for name in asked.form.cells if name.startswith("place:")]
    assert asked.form.cells[place].text == "就是王建国（本人）"
    submit(qtbot, asked, settle)
    qtbot.waitUntil(lambda: "待核对 1 对" in said(twins))
    assert ask(lambda office: office.cases.get(3)).life.merged_into == 1
    assert len(names(ask)) == 4


def test_where_nobody_is_alike_the_list_says_so(qtbot: QtBot, opened: Open, room: CaseRoom) -> None:
    opened(4)
    assert room.form is not None
    room.form.bar.deed_asked.emit(next(one for one in DEEDS if one.text == "可能重复…"))
    form = room.form
    qtbot.waitUntil(lambda: bool(form.findChildren(TwinsDialog)))
    [shown] = form.findChildren(TwinsDialog)
    assert "没有可能重复的人员" in said(shown)
    assert buttons(shown) == ["关闭"]
