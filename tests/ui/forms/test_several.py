"""Choosing several labels by keyboard: typed parts, ticks, and the line that shows them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from desktop.base.codes import CodeList
from desktop.base.fields import Field, Kind
from tests.ui.typing import typed
from ui.forms.builder import Form
from ui.forms.cell import FieldCell
from ui.forms.several import SeveralEditor

CAUSES = CodeList("cause", ("患病", "子女上学", "残疾", "无劳动能力", "农、林、牧、渔业", "其他"), {"上学": "子女上学"})
FIELDS = (
    Field(label="次要致困原因", kind=Kind.CODE, name="causes", codes="cause", most=3),
    Field(label="说明", name="note"),
)
KEY = Qt.Key


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form(FIELDS, {"cause": CAUSES})
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    qtbot.waitActive(made)
    made.enter()
    return made


@pytest.fixture
def cell(form: Form) -> FieldCell:
    return form.cells["causes"]


@pytest.fixture
def editor(cell: FieldCell) -> SeveralEditor:
    assert isinstance(cell.editor, SeveralEditor)
    return cell.editor


def press(qtbot: QtBot, editor: SeveralEditor, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(editor, key)


def listed(editor: SeveralEditor) -> list[str]:
    """What the open list says to a screen reader; nothing where it is closed."""
    rows = editor._ticks.findChild(QListWidget)
    assert rows is not None
    said = [str(rows.item(at).data(Qt.ItemDataRole.AccessibleTextRole)) for at in range(rows.count())]
    return said if editor._ticks.isVisible() else []


def test_typed_parts_find_labels_and_space_or_enter_ticks_them(
    qtbot: QtBot, editor: SeveralEditor, cell: FieldCell
) -> None:
    qtbot.keyClicks(editor, "cj")
    assert listed(editor) == ["残疾"]
    press(qtbot, editor, KEY.Key_Space)
    qtbot.keyClicks(editor, "znsx")
    press(qtbot, editor, KEY.Key_Return)
    assert (editor.raw(), listed(editor)) == ("残疾、子女上学", [])
    assert cell.read() == ("子女上学、残疾", ())


def test_the_list_is_walked_and_ticked_with_keys_and_stays_open_until_escape(
    qtbot: QtBot, editor: SeveralEditor
) -> None:
    press(qtbot, editor, KEY.Key_Down, KEY.Key_Space, KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    assert listed(editor) == ["患病，已选", "子女上学", "残疾，已选", "无劳动能力", "农、林、牧、渔业", "其他"]
    press(qtbot, editor, KEY.Key_Up, KEY.Key_Up, KEY.Key_Space)
    assert listed(editor)[0] == "患病"
    press(qtbot, editor, KEY.Key_Escape)
    assert (editor.raw(), listed(editor)) == ("残疾", [])


def test_labels_that_begin_as_typed_stand_first_and_the_first_is_current(
    qtbot: QtBot, form: Form, editor: SeveralEditor
) -> None:
    form.set_codes("causes", CodeList("cause", ("未参加社保", "残疾", "参军")))
    qtbot.keyClicks(editor, "c")
    assert listed(editor) == ["残疾", "参军", "未参加社保"]
    press(qtbot, editor, KEY.Key_Down)
    qtbot.keyClicks(editor, "j")
    press(qtbot, editor, KEY.Key_Space)
    assert editor.raw() == "残疾"


def test_space_opens_the_list_of_all(qtbot: QtBot, editor: SeveralEditor) -> None:
    press(qtbot, editor, KEY.Key_Space)
    assert len(listed(editor)) == len(CAUSES.labels)


def test_no_more_than_the_field_holds_can_be_ticked_until_one_is_taken_out(qtbot: QtBot, editor: SeveralEditor) -> None:
    press(qtbot, editor, KEY.Key_Down, *[KEY.Key_Space, KEY.Key_Down] * 4)
    assert editor.raw() == "患病、子女上学、残疾"
    assert "最多 3 项" in editor._ticks._foot.text()
    press(qtbot, editor, KEY.Key_Backspace, KEY.Key_Up, KEY.Key_Space)
    assert editor.raw() == "患病、子女上学、无劳动能力"


def test_backspace_takes_the_last_label_out_and_then_the_one_before(
    qtbot: QtBot, editor: SeveralEditor, cell: FieldCell
) -> None:
    cell.show_value("患病、农、林、牧、渔业")
    editor.clearFocus()
    editor.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, editor, KEY.Key_Backspace)
    assert editor.raw() == "患病"
    press(qtbot, editor, KEY.Key_Backspace)
    assert cell.empty


def test_backspace_in_what_was_begun_takes_one_letter(qtbot: QtBot, editor: SeveralEditor, cell: FieldCell) -> None:
    cell.show_value("患病")
    qtbot.keyClick(editor, KEY.Key_End)
    qtbot.keyClicks(editor, "znx")
    press(qtbot, editor, KEY.Key_Backspace)
    assert (editor.raw(), listed(editor)) == ("患病、zn", ["子女上学"])


def test_coming_by_tab_and_typing_adds_to_what_is_chosen(qtbot: QtBot, form: Form, editor: SeveralEditor) -> None:
    form.set_values({"causes": "患病"})
    form.cells["note"].editor.setFocus()
    qtbot.keyClick(form.cells["note"].editor, KEY.Key_Backtab)
    qtbot.keyClicks(editor, "cj")
    press(qtbot, editor, KEY.Key_Return)
    assert editor.raw() == "患病、残疾"


def test_a_label_that_is_begun_with_the_word_for_nothing_is_found(qtbot: QtBot, editor: SeveralEditor) -> None:
    typed(qtbot, editor._line, "无")
    assert listed(editor) == ["无劳动能力"]


def test_labels_can_simply_be_typed_and_are_put_in_order_on_leaving(
    qtbot: QtBot, form: Form, editor: SeveralEditor
) -> None:
    typed(qtbot, editor._line, "残疾，上学")
    assert form.values()[0]["causes"] == "子女上学、残疾"
    form.cells["note"].editor.setFocus()
    qtbot.waitUntil(lambda: editor._line.text() == "子女上学、残疾")


def test_words_that_are_no_label_stay_and_are_refused_under_the_field(
    qtbot: QtBot, form: Form, cell: FieldCell, editor: SeveralEditor
) -> None:
    typed(qtbot, cell, "残疾、xyz")
    with qtbot.waitSignal(editor.finished):
        press(qtbot, editor, KEY.Key_Return)
    assert "“xyz”不在代码表里" in cell._finding.text()
    assert editor.property("finding") == "bad"
    assert form.unsaved() == {"causes": "残疾、xyz"}
    typed(qtbot, cell, "患病、残疾、其他、上学")
    press(qtbot, editor, KEY.Key_Return)
    assert cell._finding.text() == "次要致困原因最多选 3 项，现有 4 项，请减少。"


def test_what_is_unsaved_is_the_text_and_comes_back(qtbot: QtBot, form: Form, editor: SeveralEditor) -> None:
    form.set_values({"causes": "患病"})
    assert not form.unsaved()
    press(qtbot, editor, KEY.Key_Down, KEY.Key_Down, KEY.Key_Space, KEY.Key_Escape)
    kept = form.unsaved()
    assert kept == {"causes": "患病、子女上学"}
    assert form.dirty
    form.set_values({"causes": "患病"})
    form.restore(kept)
    assert (editor.raw(), form.dirty) == ("患病、子女上学", True)


def test_enter_moves_on_once_the_list_is_closed_and_control_enter_is_the_pages(
    qtbot: QtBot, form: Form, editor: SeveralEditor
) -> None:
    told: list[bool] = []
    editor.finished.connect(lambda: told.append(True))
    press(qtbot, editor, KEY.Key_Down)
    qtbot.keyClick(editor, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (listed(editor), editor.raw(), told) == ([], "", [])
    qtbot.keyClicks(editor, "cj")
    press(qtbot, editor, KEY.Key_Return, KEY.Key_Return)
    assert (editor.raw(), told) == ("残疾", [True])
    assert form.cells["note"].editor.hasFocus()


def test_escape_closes_the_list_and_not_the_page(qtbot: QtBot, form: Form, editor: SeveralEditor) -> None:
    left: list[bool] = []
    QShortcut(QKeySequence("Escape"), form).activated.connect(lambda: left.append(True))
    press(qtbot, editor, KEY.Key_Down, KEY.Key_Escape)
    assert (listed(editor), left) == ([], [])
    press(qtbot, editor, KEY.Key_Escape)
    assert left == [True]


def test_leaving_closes_the_list(qtbot: QtBot, form: Form, editor: SeveralEditor) -> None:
    press(qtbot, editor, KEY.Key_Down)
    qtbot.keyClick(editor, KEY.Key_Tab)
    assert form.cells["note"].editor.hasFocus()
    assert listed(editor) == []


def test_it_is_named_for_screen_readers_and_can_be_locked(form: Form, editor: SeveralEditor) -> None:
    assert editor.accessibleName() == "次要致困原因"
    rows = editor._ticks.findChild(QListWidget)
    assert rows is not None
    assert rows.accessibleName() == "次要致困原因的选项"
    form.set_read_only(True)
    assert not editor.isEnabled()


def test_another_list_can_be_put_in_its_place(qtbot: QtBot, form: Form, editor: SeveralEditor) -> None:
    form.set_codes("causes", CodeList("cause", ("旱灾", "水灾")))
    press(qtbot, editor, KEY.Key_Space)
    assert listed(editor) == ["旱灾", "水灾"]
