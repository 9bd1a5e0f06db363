"""The form of one file: what it works out, what it keeps, how it saves."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.policy.standards import Line
from tests import offices
from tests.builders import card, resident_id
from tests.ui.desks import Ask
from tests.ui.typing import typed
from ui.cases.page import CasePage
from ui.cases.room import CaseRoom
from ui.desk import Desk
from ui.forms.editors import LineEditor
from ui.papers.choosing import ChoosePapers

Open = Callable[..., CasePage]
BORN = dt.date(1980, 5, 17)


def fill_new(qtbot: QtBot, form: CasePage, name: str = "单晓明", number: str | None = None) -> str:
    number = number or resident_id(BORN, "男", 7)
    typed(qtbot, form.applicant.cells["name"], name)
    typed(qtbot, form.applicant.cells["resident_id"], number)
    typed(qtbot, form.file.cells["category"], "深度困难")
    return number


def texts(form: CasePage, *names: str) -> list[str]:
    both = form.applicant.cells | form.file.cells
    return [both[name].text for name in names]


def said(part: QWidget) -> str:
    return "\n".join(one.text() for one in part.findChildren(QLabel) if one.isVisible())


def settled(qtbot: QtBot, desk: Desk, form: CasePage) -> None:
    """Wait until the form is saved and shown anew."""
    qtbot.waitUntil(lambda: not form._saving and not form.dirty and desk.idle)


def test_a_file_is_shown_with_its_members_and_its_test(opened: Open, ask: Ask) -> None:
    form = opened(2)
    home = ask(lambda office: office.cases.get(2))
    assert form.title == home.applicant.name
    assert texts(form, "resident_id", "employer") == [home.applicant.resident_id, home.employer]
    assert [values["name"] for values in form.members.values()[0]] == [one.name for one in home.persons[1:]]
    assert "低保标准" in form.note._reasons.text()
    assert [title for title, one in form.outline._buttons.items() if one.isChecked()] == ["本人情况"]
    assert not form.dirty


def test_sex_birth_and_age_follow_the_id(qtbot: QtBot, opened: Open) -> None:
    form = opened()
    fill_new(qtbot, form)
    assert texts(form, "sex", "birth", "age") == ["男", "1980-05-17", "42"]
    typed(qtbot, form.applicant.cells["resident_id"], resident_id(dt.date(1990, 1, 2), "女"))
    assert texts(form, "sex", "birth", "age") == ["女", "1990-01-02", "32"]


def test_a_members_sex_and_birth_follow_the_id_too(qtbot: QtBot, opened: Open) -> None:
    form = opened()
    form.members.add_row()
    typed(qtbot, form.members.cell(0, "resident_id"), resident_id(dt.date(2010, 3, 4), "女"))
    assert [form.members.cell(0, name).text for name in ("sex", "birth")] == ["女", "2010-03-04"]


def test_the_income_test_follows_the_figures_and_its_category_is_taken_with_one_key(qtbot: QtBot, opened: Open) -> None:
    form = opened()
    fill_new(qtbot, form)
    typed(qtbot, form.file.cells["size"], "4")
    assert "家庭年度总收入" in form.note._reasons.text()
    typed(qtbot, form.file.cells["yearly_income"], "48000")
    assert texts(form, "per_head") == ["1,000.00"]
    assert "48,000 ÷ 家庭人口 4 ÷ 12 = 1,000.00 元" in form.note._reasons.text()
    assert form.note.proposed not in {"", "深度困难"}
    assert form.note._take.isVisible()
    form.note.take()
    assert texts(form, "category") == [form.note.proposed]
    assert not form.note._take.isVisible()
    assert form.dirty


def test_what_few_files_need_is_folded_away_until_it_is_asked_for_or_holds_something(
    qtbot: QtBot, opened: Open, desk: Desk
) -> None:
    form = opened(2)
    cells = form.file.cells
    assert cells["measure"].isHidden()
    assert not cells["category_reason"].isHidden(), "it holds something"
    [link] = [one for one in form.file.sections["建档信息"].findChildren(QPushButton) if "填写" in one.text()]
    assert link.text() == "填写五类重点群体、四个一批措施、是否为解困脱困对象"
    link.click()
    assert not cells["measure"].isHidden()
    assert not link.isVisible()
    typed(qtbot, cells["postcode"], "212000")
    form.put_away()
    qtbot.waitUntil(lambda: desk.idle)
    assert not opened(2).file.cells["postcode"].isHidden(), "what was typed comes back in sight"


def test_a_category_that_differs_from_the_tests_asks_for_its_reason(qtbot: QtBot, opened: Open) -> None:
    form = opened()
    fill_new(qtbot, form)
    assert form.file.cells["category_reason"].isHidden()
    typed(qtbot, form.file.cells["size"], "4")
    typed(qtbot, form.file.cells["yearly_income"], "48000")
    assert not form.file.cells["category_reason"].isHidden()


def test_two_files_for_one_worker_refuse_as_one_types(qtbot: QtBot, opened: Open, ask: Ask) -> None:
    known = ask(lambda office: office.cases.get(3)).applicant.resident_id
    form = opened()
    fill_new(qtbot, form, number=known)
    cell = form.applicant.cells["resident_id"]
    qtbot.waitUntil(lambda: "此人已有档案" in cell._finding.text())
    assert form.applicant.level("本人情况") == "bad"


def test_a_member_who_stands_in_another_file_warns_in_the_members_row(qtbot: QtBot, opened: Open, ask: Ask) -> None:
    member = ask(lambda office: office.cases.get(3)).persons[1].resident_id
    form = opened(1)
    typed(qtbot, form.members.cell(0, "resident_id"), member)
    qtbot.waitUntil(lambda: "是否一户多档" in form.members._lines[0].findings.text())


def test_nothing_is_nagged_about_before_saving_and_everything_then(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    form = opened()
    typed(qtbot, form.file.cells["employer"], "镇江港务集团")
    form._ask_check()
    qtbot.waitUntil(lambda: desk.idle)
    assert all(not cell.findings() for cell in (*form.applicant.cells.values(), *form.file.cells.values()))
    form.save()
    assert "缺少姓名" in form.applicant.cells["name"]._finding.text()
    assert "需要改正" in form._state.text()
    qtbot.waitUntil(form.applicant.cells["name"].editor.hasFocus)


def test_ctrl_s_enters_a_new_file(qtbot: QtBot, opened: Open, desk: Desk, ask: Ask) -> None:
    form = opened()
    number = fill_new(qtbot, form)
    qtbot.keyClick(form.applicant.cells["name"].editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, desk, form)
    assert form.number == 5
    home = ask(lambda office: office.cases.get(5))
    assert (home.applicant.name, home.applicant.resident_id, home.applicant.sex) == ("单晓明", number, "男")
    assert form.title == "单晓明"


def test_saving_a_file_keeps_the_persons_and_what_has_no_column(
    qtbot: QtBot, opened: Open, desk: Desk, ask: Ask
) -> None:
    before = ask(lambda office: office.cases.get(2))
    form = opened(2)
    typed(qtbot, form.file.cells["card"], card(77))
    form.save()
    settled(qtbot, desk, form)
    after = ask(lambda office: office.cases.get(2))
    assert after.card == card(77)
    assert after.persons == before.persons
    [step] = [one for one in ask(lambda office: office.cases.history(2)) if one.operation == form._opened.base]
    assert step.field == "银行卡号"


def test_members_can_be_added_changed_and_taken_out(qtbot: QtBot, opened: Open, desk: Desk, ask: Ask) -> None:
    kept, gone = ask(lambda office: office.cases.get(2)).persons[1:]
    form = opened(2)
    form.members.remove_row(1)
    form.members.add_row()
    typed(qtbot, form.members.cell(1, "name"), "王小宝")
    typed(qtbot, form.members.cell(1, "relation"), "儿子")
    form.save()
    settled(qtbot, desk, form)
    persons = ask(lambda office: office.cases.get(2)).persons
    assert [one.name for one in persons[1:]] == [kept.name, "王小宝"]
    assert persons[1].id == kept.id
    assert gone.id not in [one.id for one in persons]


def test_ctrl_enter_saves_and_opens_the_next_of_the_list(qtbot: QtBot, opened: Open, desk: Desk, ask: Ask) -> None:
    form = opened(2)
    typed(qtbot, form.file.cells["town"], "大路镇")
    form.save(then_next=True)
    qtbot.waitUntil(lambda: form.number == 3 and desk.idle)
    assert ask(lambda office: office.cases.get(2)).town == "大路镇"


def test_ctrl_enter_on_a_new_file_begins_another(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    form = opened()
    fill_new(qtbot, form)
    form.save(then_next=True)
    qtbot.waitUntil(lambda: form.number is None and form.called == "" and desk.idle)
    assert not form.dirty
    qtbot.waitUntil(form.applicant.cells["name"].editor.hasFocus)


def test_a_refusal_of_the_office_stands_under_its_field_and_nothing_is_lost(
    qtbot: QtBot, opened: Open, ask: Ask
) -> None:
    known = ask(lambda office: office.cases.get(3)).applicant.resident_id
    form = opened()
    fill_new(qtbot, form, number=known)
    form.save()
    qtbot.waitUntil(lambda: not form._saving and "此人已有档案" in form.applicant.cells["resident_id"]._finding.text())
    assert form.number is None
    assert form.dirty
    assert ask(lambda office: len(office.drafts.every("case:new:"))) == 1


def test_a_known_error_is_said_above_the_form(qtbot: QtBot, opened: Open, ask: Ask) -> None:
    taken = ask(lambda office: office.cases.get(3)).file_no
    form = opened(2)
    typed(qtbot, form.file.cells["file_no"], taken)
    form.save()
    qtbot.waitUntil(lambda: "档案编号已被别的档案使用" in form.messages.text)
    assert form.dirty


# What isn't saved


def test_what_is_typed_is_kept_after_a_pause_and_comes_back_after_a_crash(
    qtbot: QtBot, opened: Open, room: CaseRoom, ask: Ask
) -> None:
    form = opened(2)
    typed(qtbot, form.file.cells["employer"], "镇江港务集团")
    typed(qtbot, form.applicant.cells["phone"], "138")
    form._keeper._timer.setInterval(0)
    form.edited.emit()
    qtbot.waitUntil(lambda: "已自动留存" in form._state.text())
    form.deleteLater()
    room.form = None
    again = opened(2)
    assert texts(again, "employer", "phone") == ["镇江港务集团", "138"]
    assert again.dirty
    assert "已恢复" in again.messages.text
    assert ask(lambda office: office.cases.get(2)).employer != "镇江港务集团"


def test_keystrokes_are_not_kept_one_by_one(qtbot: QtBot, opened: Open, ask: Ask) -> None:
    form = opened(2)
    typed(qtbot, form.file.cells["employer"], "镇江")
    assert form._keeper.pending
    assert ask(lambda office: office.drafts.get("case:2")) is None


def test_members_typed_halfway_come_back_with_their_numbers(qtbot: QtBot, opened: Open, desk: Desk, ask: Ask) -> None:
    before = ask(lambda office: office.cases.get(2)).persons
    form = opened(2)
    form.members.add_row()
    typed(qtbot, form.members.cell(2, "name"), "王小宝")
    typed(qtbot, form.members.cell(2, "resident_id"), "32110")
    opened(3)
    assert form.members.row_count() == 2
    opened(2)
    assert [form.members.cell(2, name).text for name in ("name", "resident_id")] == ["王小宝", "32110"]
    form.members.remove_row(2)
    form.save()
    settled(qtbot, desk, form)
    assert ask(lambda office: office.cases.get(2)).persons == before


def test_leaving_keeps_and_says_so_and_the_clerk_can_give_it_up(
    qtbot: QtBot, opened: Open, room: CaseRoom, desk: Desk, ask: Ask
) -> None:
    form = opened(2)
    employer = texts(form, "employer")
    typed(qtbot, form.file.cells["employer"], "镇江港务集团")
    with qtbot.waitSignals([room.left, room.told]) as _:
        qtbot.keyClick(form.file.cells["employer"].editor, Qt.Key.Key_Escape)
    assert opened(3).number == 3
    assert texts(opened(2), "employer") == ["镇江港务集团"]
    form.messages._action.click()
    qtbot.waitUntil(lambda: texts(form, "employer") == employer and not form.dirty and desk.idle)
    assert ask(lambda office: office.drafts.every("case:")) == []
    assert not form.messages.isVisible()


def test_hiding_the_page_keeps_what_is_typed(qtbot: QtBot, opened: Open, room: CaseRoom, ask: Ask) -> None:
    form = opened(2)
    typed(qtbot, form.file.cells["employer"], "镇江港务集团")
    room.hide()
    kept = ask(lambda office: office.drafts.get("case:2"))
    assert kept.body[1] == {"employer": "镇江港务集团"}


def test_an_unfinished_new_file_is_offered_when_the_next_is_begun(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    form = opened()
    fill_new(qtbot, form)
    again = opened()
    assert again.called == ""
    assert "单晓明" in again.messages.text
    again.messages._action.click()
    qtbot.waitUntil(lambda: again.called == "单晓明" and desk.idle)
    assert texts(again, "sex", "category") == ["男", "深度困难"]
    assert again.dirty


def test_a_saved_file_leaves_nothing_kept(qtbot: QtBot, opened: Open, desk: Desk, ask: Ask) -> None:
    form = opened()
    fill_new(qtbot, form)
    form.put_away()
    assert len(ask(lambda office: office.drafts.every())) == 1
    form.save()
    settled(qtbot, desk, form)
    assert ask(lambda office: office.drafts.every()) == []


def test_a_file_that_changed_meanwhile_says_so_when_typing_comes_back(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    form = opened(2)
    typed(qtbot, form.file.cells["employer"], "镇江港务集团")
    opened(3)
    desk.do(lambda office: offices.close(office, 2, "已脱困"))
    opened(2)
    assert texts(form, "employer") == ["镇江港务集团"]
    assert "另有改动" in form.messages.text


# What happens elsewhere


def test_an_undo_is_shown_at_once_in_a_clean_form(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    form = opened(2)
    before = texts(form, "town")
    typed(qtbot, form.file.cells["town"], "大路镇乙")
    form.save()
    settled(qtbot, desk, form)
    desk.undo()
    qtbot.waitUntil(lambda: texts(form, "town") == before and desk.idle)


def test_a_change_elsewhere_does_not_take_typing_away(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    form = opened(2)
    typed(qtbot, form.file.cells["town"], "大路镇乙")
    desk.do(lambda office: offices.close(office, 2, "已脱困"))
    qtbot.waitUntil(lambda: "另有改动" in form.messages.text)
    assert texts(form, "town") == ["大路镇乙"]


def test_a_file_that_was_undone_can_be_saved_as_a_new_one(qtbot: QtBot, opened: Open, desk: Desk, ask: Ask) -> None:
    form = opened()
    fill_new(qtbot, form)
    form.save()
    settled(qtbot, desk, form)
    desk.undo()
    qtbot.waitUntil(lambda: form.number is None and desk.idle)
    assert form.called == "单晓明"
    assert "没有第 5 号" in form.messages.text
    form.save()
    qtbot.waitUntil(lambda: form.number == 6 and desk.idle)
    assert ask(lambda office: office.cases.get(6)).applicant.name == "单晓明"


def test_a_new_line_of_policy_is_tested_by_at_once(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    form = opened(2)
    line = Line(valid_from=dt.date(2022, 11, 1), document_no="x", amount=81_200)
    desk.do(lambda office: office.standing.enter([line]))
    qtbot.waitUntil(lambda: "低保标准 812 元" in form.note._reasons.text())


def test_the_history_and_what_was_received_stand_beside_the_form(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    form = opened(2)
    qtbot.keyClick(form, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    form.aside.open_history()
    qtbot.waitUntil(lambda: "新建" in said(form.aside) and desk.idle)
    assert not form.aside.isHidden()
    form.aside.open_it("帮扶")
    qtbot.waitUntil(lambda: "还没有列入过发放批次" in said(form.aside))
    form.aside.close_it()
    assert form.aside.isHidden()


def test_the_form_of_the_neighbours_is_one_key_away(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    form = opened(2)
    form._go(1)
    qtbot.waitUntil(lambda: form.number == 3 and desk.idle)
    form._go(-1)
    qtbot.waitUntil(lambda: form.number == 2 and desk.idle)
    opened(4)._go(1)
    assert "最后一户" in form._state.text()


def test_the_papers_that_are_ticked_are_shown_of_the_file_as_it_is_typed(
    qtbot: QtBot, opened: Open, ask: Ask, shown_papers: list[Any]
) -> None:
    form = opened(2)
    typed(qtbot, form.file.cells["employer"], "镇江港务集团")
    form._print.click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ChoosePapers))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ChoosePapers)
    dialog._tick(["archive-form"])
    dialog.preview()
    [make] = shown_papers
    assert ask(make).count == 1
    assert ask(lambda office: office.cases.get(2)).employer == "镇江港务集团"


@pytest.mark.parametrize("title", ["家庭成员", "银行账户"])
def test_a_section_is_one_click_away_and_marked_while_something_is_wrong(
    qtbot: QtBot, opened: Open, title: str
) -> None:
    form = opened(2)
    made = form.outline._buttons[title]
    made.click()
    qtbot.waitUntil(made.isChecked)
    cell = form.file.cells["card"] if title == "银行账户" else form.members.cell(0, "resident_id")
    assert isinstance(cell.editor, LineEditor)
    typed(qtbot, cell, "1x")
    cell.judge()
    qtbot.waitUntil(lambda: made.property("level") == "bad")


def test_school_and_work_are_filled_in_person_by_person(qtbot: QtBot, opened: Open, desk: Desk, ask: Ask) -> None:
    form = opened(2)
    part = form.particulars
    assert part.names.count() == 3
    assert not [cell.label.text() for cell in part.form.cells.values() if cell.label.text().startswith("成员")]
    part.names.setCurrentIndex(1)
    typed(qtbot, part.form.cells["school_years"], "4")
    typed(qtbot, part.form.cells["enrolled"], "2021")
    part.names.setCurrentIndex(2)
    assert part.form.cells["school_years"].text == ""
    assert part.names.tabText(1).endswith("·")
    form.save()
    settled(qtbot, desk, form)
    persons = ask(lambda office: office.cases.get(2)).persons
    assert [one.school_years for one in persons] == [None, 4, None]
    part.names.setCurrentIndex(1)
    assert part.form.cells["enrolled"].text == "2021"


def test_what_is_wrong_with_a_member_s_school_names_the_member(qtbot: QtBot, opened: Open, ask: Ask) -> None:
    form = opened(2)
    name = ask(lambda office: office.cases.get(2)).persons[2].name
    form.particulars.names.setCurrentIndex(2)
    typed(qtbot, form.particulars.form.cells["enrolled"], "去年")
    form.particulars.names.setCurrentIndex(0)
    assert name in form.particulars._found.text()
    form.save()
    assert form.particulars.names.currentIndex() == 2, "saving leads there"
    assert form.particulars.level("就学就业") == "bad"


def test_particulars_that_are_not_saved_come_back_with_their_member(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    form = opened(2)
    form.particulars.names.setCurrentIndex(1)
    typed(qtbot, form.particulars.form.cells["school_years"], "3")
    form.members.remove_row(1)
    assert form.particulars.names.count() == 2
    opened(1)
    qtbot.waitUntil(lambda: desk.idle)
    again = opened(2)
    again.particulars.names.setCurrentIndex(1)
    assert again.particulars.form.cells["school_years"].text == "3"
    assert again.dirty
