"""Forms: what is shown is read back, findings stand under their fields, keys save."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.base.codes import CodeList, Codes
from desktop.base.fields import Field, Kind, Value
from desktop.base.findings import Finding, doubt
from tests.builders import resident_id
from ui.forms.builder import Form
from ui.forms.flow import Reflow
from ui.forms.page import FormPage
from ui.forms.repeated import RepeatedGroup
from ui.look import scale

CODES: Codes = {"state": CodeList("state", ("在档", "脱困"))}
FIELDS = (
    Field(label="姓名", kind=Kind.NAME, name="name", group="本人", needed=True),
    Field(label="身份证号", kind=Kind.RESIDENT_ID, name="resident_id", group="本人"),
    Field(label="出生日期", kind=Kind.DATE, name="birth", group="本人"),
    Field(label="状态", kind=Kind.CODE, name="state", codes="state", group="档案"),
    Field(label="年收入", kind=Kind.MONEY, name="income", group="档案", unit="元"),
    Field(label="单亲", kind=Kind.YES_NO, name="single", group="档案"),
    Field(label="月人均", kind=Kind.MONEY, name="per_head", group="档案", unit="元", computed=True),
    Field(label="说明", name="note", group="档案", limit=2000),
)
FULL: dict[str, Value] = {
    "name": "张三",
    "resident_id": resident_id(),
    "birth": dt.date(1975, 3, 8),
    "state": "在档",
    "income": 1200050,
    "single": False,
    "per_head": 100000,
    "note": "第一行",
}
WARNING = doubt("size", "人口与成员不一致，请核对。")


def typed(values: dict[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if name != "per_head"}


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form(FIELDS, CODES)
    qtbot.addWidget(made)
    made.resize(1160, 600)
    made.show()
    return made


def write(qtbot: QtBot, form: Form, name: str, text: str) -> None:
    form.cells[name].editor.clear()
    qtbot.keyClicks(form.cells[name].editor, text)


def said(form: Form, name: str) -> str:
    return form.cells[name]._finding.text()


def test_what_was_shown_is_read_back(form: Form) -> None:
    form.set_values(FULL)
    assert form.values() == (typed(FULL), ())
    assert not form.dirty


def test_a_part_of_a_name_in_a_list_is_not_told_of_before_the_field_is_left(form: Form, qtbot: QtBot) -> None:
    cell = form.cells["state"]
    with qtbot.waitActive(form):
        form.activateWindow()
    cell.editor.setFocus()
    height = cell.sizeHint().height()
    qtbot.keyClicks(cell.editor, "x")
    assert not cell._pause.isActive()
    assert (said(form, "state"), cell.sizeHint().height()) == ("", height)
    form.cells["income"].editor.setFocus()
    qtbot.waitUntil(lambda: said(form, "state") != "")
    cell.editor.setFocus()
    qtbot.keyClicks(cell.editor, "y")
    assert said(form, "state") == ""


@pytest.mark.parametrize("name", ["name", "state", "income", "note"])
def test_a_letter_with_alt_is_no_text(form: Form, qtbot: QtBot, name: str) -> None:
    editor = form.cells[name].editor
    qtbot.keyClick(editor, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert form.cells[name].text == ""
    qtbot.keyClick(editor, Qt.Key.Key_M)
    assert form.cells[name].text == "m"


def test_an_empty_form_reads_as_nothing_and_lacks_what_is_needed(form: Form) -> None:
    values, findings = form.values()
    assert values == dict.fromkeys(name for name in typed(FULL) if name != "name")
    assert [(one.code, one.field) for one in findings] == [("missing", "name")]
    assert said(form, "name") == ""


def test_a_refused_field_keeps_its_text_and_gives_no_value(qtbot: QtBot, form: Form) -> None:
    write(qtbot, form, "income", "12.345")
    values, findings = form.values()
    assert "income" not in values
    assert [one.field for one in findings if one.code == "amount"] == ["income"]
    assert form.cells["income"].editor.raw() == "12.345"


def test_a_finding_shows_when_the_clerk_pauses_and_goes_when_it_is_mended(qtbot: QtBot, form: Form) -> None:
    write(qtbot, form, "income", "12.345")
    assert said(form, "income") == ""
    qtbot.waitUntil(lambda: "两位小数" in said(form, "income"))
    editor = form.cells["income"].editor
    assert editor.property("finding") == "bad"
    assert "两位小数" in editor.accessibleDescription()
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert said(form, "income") == ""
    assert editor.property("finding") == ""


def test_leaving_a_field_judges_and_tidies_it(qtbot: QtBot, form: Form) -> None:
    form.cells["income"].editor.setFocus()
    write(qtbot, form, "income", "1200")
    form.cells["name"].editor.setFocus()
    qtbot.waitUntil(lambda: form.cells["income"].editor.raw() == "1,200.00")


def test_a_checks_findings_stand_under_their_fields_until_they_are_edited(qtbot: QtBot, form: Form) -> None:
    homeless = form.set_findings([WARNING.about("birth"), WARNING.about("size"), WARNING.about("birth", 3)])
    assert homeless == (WARNING.about("size"), WARNING.about("birth", 3))
    assert said(form, "birth") == WARNING.message
    assert form.cells["birth"].editor.property("finding") == "warn"
    qtbot.keyClicks(form.cells["birth"].editor, "2")
    assert said(form, "birth") == ""


def test_refusals_stand_before_warnings(form: Form) -> None:
    bad = Finding(code="x", message="不行。", field="birth")
    form.set_findings([WARNING.about("birth"), bad])
    assert said(form, "birth").splitlines() == ["不行。", WARNING.message]
    assert form.cells["birth"].editor.property("finding") == "bad"


def test_the_form_of_a_person_says_whose_findings_they_are(qtbot: QtBot) -> None:
    form = Form(FIELDS[:2], CODES).of_person(2)
    qtbot.addWidget(form)
    assert [one.person for one in form.values()[1]] == [2]
    assert form.set_findings([WARNING.about("name", 2), WARNING.about("name")]) == (WARNING.about("name"),)


def test_typing_makes_dirty_and_tells_the_field(qtbot: QtBot, form: Form) -> None:
    told: list[str] = []
    form.changed.connect(told.append)
    with qtbot.waitSignal(form.dirtied) as dirtied:
        qtbot.keyClicks(form.cells["name"].editor, "a")
    form.cells["single"].editor._yes.click()
    assert told == ["name", "single"]
    assert dirtied.args == [True]
    form.set_clean()
    assert not form.dirty


def test_a_value_worked_out_is_shown_and_makes_dirty_only_where_it_is_kept(form: Form) -> None:
    form.set_values(FULL)
    form.put("per_head", 5000)
    assert form.cells["per_head"].editor.raw() == "50.00"
    assert not form.dirty
    form.put("birth", dt.date(1975, 3, 8))
    assert not form.dirty
    form.put("birth", dt.date(1980, 1, 1))
    assert form.dirty


def test_a_computed_field_cannot_be_typed_in(qtbot: QtBot, form: Form) -> None:
    qtbot.keyClicks(form.cells["per_head"].editor, "5")
    assert form.cells["per_head"].editor.raw() == ""


def test_enter_goes_from_field_to_field_and_leaves_at_the_end(qtbot: QtBot, form: Form) -> None:
    form.activateWindow()
    form.focus_first()
    passed = []
    with qtbot.waitSignal(form.finished):
        for _ in range(7):
            inside = form.focusWidget()
            passed.append(next(name for name, cell in form.cells.items() if cell.isAncestorOf(inside)))
            qtbot.keyClick(inside, Qt.Key.Key_Return)
    assert passed == ["name", "resident_id", "birth", "state", "income", "single", "note"]


def test_everything_has_a_name_and_a_label_that_leads_there(form: Form) -> None:
    for field in FIELDS:
        cell = form.cells[field.name]
        assert cell.editor.accessibleName().startswith(field.label)
        assert cell.label.buddy() is cell.editor
    assert form.cells["income"].editor.accessibleName() == "年收入（元）"
    assert form.cells["name"].label.text() == "姓名 *"


def test_a_locked_form_cannot_be_edited(qtbot: QtBot, form: Form) -> None:
    form.set_values(FULL)
    form.set_read_only(True)
    for name in ("name", "note", "birth"):
        qtbot.keyClicks(form.cells[name].editor, "5")
    assert form.values()[0] == typed(FULL)


@pytest.mark.parametrize(("width", "across"), [(300, 1), (730, 2), (1110, 3), (1720, 4)])
def test_columns_follow_the_width(qtbot: QtBot, width: int, across: int) -> None:
    cells = [QWidget() for _ in range(5)]
    flow = Reflow(cells, wide=cells[4:])
    qtbot.addWidget(flow)
    flow.resize(width, 200)
    flow.show()
    assert flow.across == across
    qtbot.waitUntil(lambda: cells[4].width() >= width - 1)
    assert cells[0].width() >= min(width, scale.COLUMN)


def test_a_hidden_cell_leaves_no_hole_and_comes_back_to_its_place(qtbot: QtBot) -> None:
    cells = [QWidget() for _ in range(3)]
    flow = Reflow(cells)
    qtbot.addWidget(flow)
    flow.resize(730, 200)
    flow.show()
    qtbot.waitUntil(lambda: cells[1].x() > 0)
    beside, below = cells[1].pos(), cells[2].pos()
    cells[1].hide()
    qtbot.waitUntil(lambda: cells[2].pos() == beside)
    cells[1].show()
    qtbot.waitUntil(lambda: cells[1].pos() == beside and cells[2].x() == below.x())


@pytest.fixture
def group(qtbot: QtBot) -> RepeatedGroup:
    made = RepeatedGroup("家庭成员", FIELDS[:3], CODES, add="添加成员")
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    return made


PERSON: dict[str, Value] = {"name": "李四", "resident_id": None, "birth": dt.date(2001, 2, 3)}


def test_headings_stand_only_where_there_are_rows(group: RepeatedGroup) -> None:
    group.set_values([])
    assert not group._scroll.isVisible()
    group.add_row()
    assert group._scroll.isVisible()
    group.remove_row(0)
    assert not group._scroll.isVisible()


def test_a_group_reads_back_what_it_shows(group: RepeatedGroup) -> None:
    group.set_values([PERSON, {**PERSON, "name": "王五"}])
    values, findings = group.values()
    assert values == (PERSON, {**PERSON, "name": "王五"})
    assert findings == ()


def test_rows_are_added_and_removed_and_empty_ones_do_not_count(qtbot: QtBot, group: RepeatedGroup) -> None:
    group.set_values([PERSON])
    with qtbot.waitSignals([group.changed, group.dirtied]):
        group.adder.click()
    assert group.row_count() == 2
    assert group.values()[0] == (PERSON,)
    qtbot.keyClicks(group.cell(1, "name").editor, "Zhao")
    assert [one["name"] for one in group.values()[0]] == ["李四", "Zhao"]
    group.remove_row(0)
    assert [one["name"] for one in group.values()[0]] == ["Zhao"]


def test_findings_of_a_group_name_the_person_and_stand_in_their_row(group: RepeatedGroup) -> None:
    group.set_values([PERSON, {}, {**PERSON, "name": None}])
    assert [(one.person, one.field) for one in group.show_all_findings()] == [(2, "name")]
    assert "缺少姓名" in group._lines[2].findings.text()
    left = group.set_findings([WARNING.about("birth", 1), WARNING.about("birth", 9)])
    assert left == (WARNING.about("birth", 9),)
    assert WARNING.message in group._lines[0].findings.text()


def test_enter_in_the_last_cell_begins_a_row(qtbot: QtBot, group: RepeatedGroup) -> None:
    group.set_values([PERSON])
    qtbot.keyClick(group.cell(0, "birth").editor, Qt.Key.Key_Return)
    assert group.row_count() == 2
    qtbot.keyClick(group.cell(1, "birth").editor, Qt.Key.Key_Return)
    assert group.row_count() == 2


def test_a_group_is_as_high_as_its_rows(group: RepeatedGroup) -> None:
    group.set_values([PERSON])
    one = group._scroll.height()
    group.set_values([PERSON] * 4)
    assert group._scroll.height() >= one + 3 * scale.ROW


@pytest.fixture
def page(qtbot: QtBot, form: Form, group: RepeatedGroup) -> FormPage:
    made = FormPage("张三", [form, group])
    qtbot.addWidget(made)
    made.resize(1160, 700)
    made.show()
    made.activateWindow()
    form.focus_first()
    return made


@pytest.mark.parametrize(("key", "then_next"), [(Qt.Key.Key_S, False), (Qt.Key.Key_Return, True)])
def test_keys_save(qtbot: QtBot, page: FormPage, form: Form, key: Qt.Key, *, then_next: bool) -> None:
    form.set_values(FULL)
    with qtbot.waitSignal(page.save_asked) as asked:
        qtbot.keyClick(form.cells["name"].editor, key, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [then_next]


def test_saving_is_not_asked_for_while_something_refuses(qtbot: QtBot, page: FormPage, form: Form) -> None:
    with qtbot.assertNotEmitted(page.save_asked):
        page.save()
    assert said(form, "name") == "缺少姓名，请补填。"
    assert page._state.text() == "有 1 处需要改正后才能保存"
    assert form.focusWidget() is form.cells["name"].editor


def test_a_page_is_dirty_until_it_is_saved(page: FormPage, group: RepeatedGroup) -> None:
    group.add_row()
    assert page.dirty
    assert page._state.text() == "有未保存的修改"
    page.saved()
    assert not page.dirty
    assert page._state.text() == "已保存"


def test_findings_without_a_field_stand_above_the_form(page: FormPage, form: Form) -> None:
    page.set_findings([WARNING.about("size"), WARNING.about("birth"), WARNING.about("name", 1)])
    assert page._findings.text() == "\n".join([WARNING.message] * 2)
    assert said(form, "birth") == WARNING.message
    page.set_findings([])
    assert not page._findings.isVisible()


def test_escape_goes_back(qtbot: QtBot, page: FormPage, form: Form) -> None:
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(form.cells["name"].editor, Qt.Key.Key_Escape)
