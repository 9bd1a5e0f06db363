"""The page of one application."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.base.fields import Value
from tests.builders import resident_id
from tests.ui.desks import Ask, Settle
from ui.desk import Desk
from ui.forms.choices import CodeEditor
from ui.forms.dialog import FormDialog
from ui.requests.deeds import DEEDS
from ui.requests.granting import GrantDialog
from ui.requests.page import RequestPage
from ui.requests.room import RequestRoom
from ui.requests.starting import StartDialog, ask_start

CTRL = Qt.KeyboardModifier.ControlModifier


def fill(form: RequestPage, settle: Settle, **values: Value) -> None:
    """Type these, wherever they stand, and wait for what follows."""
    for name, value in values.items():
        part = next(one for one in (form.asked, form.who, form._facts) if one is not None and name in one.cells)
        part.put(name, value)
        part.cells[name].changed.emit(name)
        settle()
    form._ask_check()
    settle()


def said(form: RequestPage) -> str:
    """All that the panel says."""
    return "\n".join(f"{one.text}{dict(one.pairs) or ''}" for one in form.panel.said)


def pupil(form: RequestPage) -> str:
    """How the student of the file is chosen."""
    return list(form._members)[1]


def save(form: RequestPage, qtbot: QtBot, settle: Settle) -> int:
    qtbot.keyClick(form.asked.cells["reason"].editor, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: form.number is not None and not form.dirty)
    settle()
    assert form.number is not None
    return form.number


def dialog() -> Any:
    """The dialog that stands there."""
    return QApplication.activeModalWidget()


def test_the_facts_that_are_asked_for_follow_the_programme(new: RequestPage, settle: Settle) -> None:
    fill(new, settle, programme="医疗救助")
    assert [name for name, form in new.facts.items() if form.isVisible()] == ["医疗"]
    assert not new.who.isVisible()
    fill(new, settle, programme="子女助学")
    assert [name for name, form in new.facts.items() if form.isVisible()] == ["助学"]


def test_what_is_handed_in_is_chosen_from_what_the_programme_wants(new: RequestPage, settle: Settle) -> None:
    fill(new, settle, programme="医疗救助")
    cell = new.asked.cells["documents"]
    assert "疾病诊断证明" in cell.findings()[0].message
    fill(new, settle, documents="疾病诊断证明、医保结算单、医疗费用票据")
    assert cell.findings() == ()
    fill(new, settle, programme="生活救助")
    assert not cell.isVisible()


def test_choosing_the_pupil_fills_in_the_school(new: RequestPage, settle: Settle) -> None:
    fill(new, settle, programme="子女助学", member=pupil(new))
    school = new.facts["助学"].cells  # type: ignore[index]
    assert (school["school"].text, school["stage"].text) == ("江苏大学", "本科")
    assert "3,000 元" in said(new)


def test_the_panel_says_what_the_rule_gives_as_one_types(new: RequestPage, settle: Settle) -> None:
    fill(new, settle, programme="医疗救助")
    assert "补填自付金额" in said(new)
    fill(new, settle, total_cost=2_500_000, reimbursed=1_500_000)
    assert "5,000 元" in said(new)
    assert "自付 10,000×50%" in said(new)


def test_what_is_typed_is_saved_by_the_key_and_shown_as_it_stands(
    new: RequestPage, settle: Settle, qtbot: QtBot, ask: Ask
) -> None:
    fill(new, settle, programme="医疗救助", total_cost=900_000, reimbursed=500_000, asked=150_000)
    number = save(new, qtbot, settle)
    one = ask(lambda office: office.requests.one(number))
    assert (one.asked, one.facts["own_payment"]) == (150_000, 400_000)
    assert new.title == f"{one.name}的医疗救助"
    assert new.facts["医疗"].cells["own_payment"].text == "4,000.00"  # type: ignore[index]


def test_what_refuses_leads_to_its_field(new: RequestPage, settle: Settle, qtbot: QtBot, ask: Ask) -> None:
    fill(new, settle, programme="医疗救助", total_cost=100_000, reimbursed=500_000)
    qtbot.keyClick(new.asked.cells["reason"].editor, Qt.Key.Key_S, CTRL)
    settle()
    assert new.facts["医疗"].cells["reimbursed"].findings()[0].refuses  # type: ignore[index]
    assert list(ask(lambda office: office.requests.of_household(1))) == []


def test_somebody_without_a_file_is_typed_in(room: RequestRoom, settle: Settle, qtbot: QtBot, ask: Ask) -> None:
    room.new({"programme": "临时救助", "household": None})
    qtbot.waitUntil(lambda: room.form is not None)
    settle()
    form = room.form
    assert form is not None
    assert form.who.isVisible()
    assert not form.asked.cells["member"].isVisible()
    fill(form, settle, name="刘强", resident_id=resident_id(seq=77), event="车祸")
    number = save(form, qtbot, settle)
    assert ask(lambda office: office.requests.one(number)).name == "刘强"


def test_what_was_typed_comes_back(room: RequestRoom, new: RequestPage, settle: Settle) -> None:
    fill(new, settle, programme="医疗救助", disease="肺炎")
    new.put_away()
    settle()
    room.new({"household": 1})
    settle()
    assert (new.asked.cells["programme"].text, new.facts["医疗"].cells["disease"].text) == ("医疗救助", "肺炎")  # type: ignore[index]
    assert "已恢复" in new.messages.text


def test_granting_from_the_page_says_what_was_decided_and_closes_the_form(
    new: RequestPage, settle: Settle, qtbot: QtBot
) -> None:
    fill(new, settle, programme="子女助学", member=pupil(new))
    save(new, qtbot, settle)
    new._ask(DEEDS[0])
    qtbot.waitUntil(lambda: isinstance(dialog(), GrantDialog))
    granting = dialog()
    settle()
    assert granting._given.text() == "3,000 元"
    granting.form.put("decided_by", "李主席")
    with qtbot.waitSignal(granting.achieved):
        granting.submit()
    qtbot.waitUntil(lambda: "李主席" in said(new))
    assert "3,000 元" in said(new)
    assert new.asked.cells["reason"].editor.isReadOnly()
    assert [deed.text for deed, one in new._deeds.items() if one.isVisible()] == ["退回待审"]


def test_above_the_ceiling_the_dialog_asks_why_and_who(new: RequestPage, settle: Settle, qtbot: QtBot) -> None:
    fill(new, settle, programme="子女助学", member=pupil(new))
    save(new, qtbot, settle)
    new._ask(DEEDS[0])
    qtbot.waitUntil(lambda: isinstance(dialog(), GrantDialog))
    granting = dialog()
    settle()
    assert not granting.form.cells["override"].isVisible()
    granting.form.put("granted", 400_000)
    granting._look()
    settle()
    assert granting.form.cells["override"].isVisible()
    assert "超过上限 3,000 元" in granting.form.cells["override"].findings()[0].message
    granting.reject()


def test_saving_and_going_on_asks_whose_the_next_one_is(new: RequestPage, settle: Settle, qtbot: QtBot) -> None:
    fill(new, settle, programme="临时救助", event="火灾")
    qtbot.keyClick(new.asked.cells["reason"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: isinstance(dialog(), StartDialog))
    start = dialog()
    assert start.form.cells["programme"].text == "临时救助"
    start.form.put("home", "2022-0002")
    start.submit()
    qtbot.waitUntil(lambda: new._opened is not None and new._opened.home is not None and new._opened.home.id == 2)
    assert new.number is None


def test_a_file_that_is_not_found_or_not_the_only_one_is_said(
    room: RequestRoom, desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    ask_start(room, desk, {"programme": "临时救助"}, print)
    qtbot.waitUntil(lambda: isinstance(dialog(), StartDialog))
    start = dialog()
    for text, found in (("没有这个人", "没有找到"), ("2022", "找到 4 份档案")):
        start.form.put("home", text)
        start.submit()
        settle()
        assert found in start.form.cells["home"].findings()[0].message
    start.reject()


def test_what_is_missing_is_said_on_saving_where_it_is_chosen(new: RequestPage, settle: Settle) -> None:
    fill(new, settle, programme="子女助学")
    assert not new.asked.cells["member"].findings()
    assert not new.facts["助学"].cells["stage"].findings()
    new.save()
    settle()
    [found] = new.asked.cells["member"].findings()
    assert "哪一位家庭成员" in found.message
    assert new.asked.cells["member"].editor.hasFocus()


def test_the_programme_is_chosen_and_the_file_is_named_before_one_goes_on(
    room: RequestRoom, desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    begun: list[dict[str, object]] = []
    ask_start(room, desk, {}, begun.append)
    qtbot.waitUntil(lambda: isinstance(dialog(), StartDialog))
    start = dialog()
    editor = start.form.cells["programme"].editor
    assert isinstance(editor, CodeEditor)
    labels = [editor.itemText(at) for at in range(editor.count())]
    assert "医疗救助" in labels
    assert "送温暖" not in labels, "nobody applies for what activities give out"
    start.form.put("programme", "医疗救助")
    start.form.put("home", "2022-0002")
    start._find()
    settle()
    assert "在档" in start._told.text()
    start.submit()
    settle()
    assert [(one["programme"], one["household"]) for one in begun] == [("医疗救助", 2)]


def test_an_application_that_was_decided_elsewhere_is_shown_as_it_is(
    new: RequestPage, desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    fill(new, settle, programme="临时救助")
    number = save(new, qtbot, settle)
    desk.do(lambda office: office.requests.refuse([number], decided_by="李主席", opinion="不实"))
    qtbot.waitUntil(lambda: "不实" in said(new))


def test_the_way_to_the_file_is_told(new: RequestPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(new.case_asked) as asked:
        new._file.click()
    assert asked.args == [1]


@pytest.mark.parametrize("deed", [deed.text for deed in DEEDS])
def test_no_deed_is_offered_for_what_is_not_saved(new: RequestPage, deed: str) -> None:
    assert not next(shown for one, shown in new._deeds.items() if one.text == deed).isVisible()
    assert not isinstance(dialog(), FormDialog)
