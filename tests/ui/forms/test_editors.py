"""Editors: keys that reckon dates, lists found by any part, and Enter everywhere."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.base.codes import CodeList
from desktop.base.fields import Field, Kind
from ui.forms.choices import CodeEditor, YesNoEditor
from ui.forms.editors import DateEditor, LineEditor, TextEditor, make_editor, move_date

DAY = Field(label="日期", kind=Kind.DATE, name="day")
CAUSES = CodeList("cause", ("本人患病", "子女上学", "残疾", "其他"))
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def day(qtbot: QtBot) -> DateEditor:
    made = DateEditor(DAY)
    qtbot.addWidget(made)
    made.show_value(dt.date(2024, 1, 31))
    return made


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("d", "2024-02-01"),
        ("w", "2024-02-07"),
        ("m", "2024-02-29"),
        ("y", "2025-01-31"),
        ("D", "2024-01-30"),
        ("W", "2024-01-24"),
        ("M", "2023-12-31"),
        ("Y", "2023-01-31"),
        ("mmm", "2024-04-29"),
    ],
)
def test_keys_move_a_date(qtbot: QtBot, day: DateEditor, keys: str, expected: str) -> None:
    qtbot.keyClicks(day, keys)
    assert day.raw() == expected


def test_equals_is_today_and_arrows_move_a_day(qtbot: QtBot, day: DateEditor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANGJIA_NOW", "2022-12-10T09:00:00")
    day.clear()
    qtbot.keyClicks(day, "=")
    assert day.raw() == "2022-12-10"
    qtbot.keyClick(day, Qt.Key.Key_Up)
    qtbot.keyClick(day, Qt.Key.Key_Up)
    qtbot.keyClick(day, Qt.Key.Key_Down)
    assert day.raw() == "2022-12-11"


def test_a_date_can_simply_be_typed(qtbot: QtBot, day: DateEditor) -> None:
    day.clear()
    qtbot.keyClicks(day, "2022.7.25")
    assert day.day() == dt.date(2022, 7, 25)


@given(st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)), st.sampled_from("dwmy"))
def test_a_date_moved_on_and_back_is_at_most_a_month_end_away(day: dt.date, unit: str) -> None:
    moved = move_date(day, unit, 1)
    assert moved > day
    back = move_date(moved, unit, -1)
    assert back == day or (unit in "my" and day - back <= dt.timedelta(days=3))


@pytest.fixture
def cause(qtbot: QtBot) -> CodeEditor:
    made = CodeEditor(CAUSES)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("typed", "found"), [("患病", "本人患病"), ("znsx", "子女上学"), ("cj", "残疾"), ("残", "残疾")]
)
def test_a_part_of_a_label_or_its_initials_find_it(qtbot: QtBot, cause: CodeEditor, typed: str, found: str) -> None:
    cause._line.setText(typed)
    qtbot.keyClick(cause, Qt.Key.Key_Return)
    assert cause.raw() == found


def test_a_text_outside_the_list_stays_as_typed(qtbot: QtBot, cause: CodeEditor) -> None:
    qtbot.keyClicks(cause, "xyz")
    with qtbot.waitSignal(cause.finished):
        qtbot.keyClick(cause, Qt.Key.Key_Return)
    assert cause.raw() == "xyz"


def test_a_value_is_shown_in_the_list_or_not(cause: CodeEditor) -> None:
    for value, text in (("残疾", "残疾"), ("旧代码", "旧代码"), (None, "")):
        cause.show_value(value)
        assert cause.raw() == text
    assert not cause._finder._items.rowCount(), "nothing was looked for"


def test_the_wheel_over_a_combo_without_focus_changes_nothing(cause: CodeEditor) -> None:
    cause.show_value("残疾")
    cause.clearFocus()
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003  (Qt's own)
    )  # fmt: skip
    QApplication.sendEvent(cause, turn)
    assert cause.raw() == "残疾"


@pytest.fixture
def answer(qtbot: QtBot) -> YesNoEditor:
    made = YesNoEditor("是否单亲")
    qtbot.addWidget(made)
    return made


def test_yes_and_no_exclude_each_other_and_can_be_taken_back(answer: YesNoEditor) -> None:
    told: list[str] = []
    answer.edited.connect(lambda: told.append(answer.raw()))
    answer._yes.click()
    answer._no.click()
    answer._no.click()
    assert told == ["是", "否", ""]


def test_keys_answer_yes_and_no(qtbot: QtBot, answer: YesNoEditor) -> None:
    for key, said in (("y", "是"), ("0", "否"), ("1", "是"), ("n", "否")):
        qtbot.keyClicks(answer._yes, key)
        assert answer.raw() == said


@pytest.mark.parametrize("kind", list(Kind))
def test_enter_moves_on_and_control_enter_is_left_to_the_page(qtbot: QtBot, kind: Kind) -> None:
    editor = make_editor(Field(label="x", kind=kind, name="cause", codes="cause"), {"cause": CAUSES})
    qtbot.addWidget(editor)
    told: list[bool] = []
    editor.finished.connect(lambda: told.append(True))
    target = editor.focusProxy() or editor
    qtbot.keyClick(target, Qt.Key.Key_Return)
    assert told == [True]
    qtbot.keyClick(target, Qt.Key.Key_Return, CTRL)
    assert told == [True]


def test_a_long_text_has_lines(qtbot: QtBot) -> None:
    editor = make_editor(Field(label="说明", limit=2000), {})
    assert isinstance(editor, TextEditor)
    qtbot.addWidget(editor)
    qtbot.keyClicks(editor, "a")
    qtbot.keyClick(editor, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClicks(editor, "b")
    assert editor.raw() == "a\nb"


def test_a_code_without_a_list_is_a_line(qtbot: QtBot) -> None:
    editor = make_editor(Field(label="x", kind=Kind.CODE, codes="none"), {})
    qtbot.addWidget(editor)
    assert type(editor) is LineEditor


@pytest.mark.parametrize(("kind", "on"), [(Kind.RESIDENT_ID, False), (Kind.MONEY, False), (Kind.NAME, True)])
def test_the_input_method_is_off_where_digits_are_typed(qtbot: QtBot, kind: Kind, *, on: bool) -> None:
    editor = make_editor(Field(label="x", kind=kind), {})
    qtbot.addWidget(editor)
    assert editor.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled) is on


def test_money_stands_right(qtbot: QtBot) -> None:
    editor = make_editor(Field(label="x", kind=Kind.MONEY), {})
    qtbot.addWidget(editor)
    editor.show_value(120050)
    assert editor.raw() == "1,200.50"
    assert isinstance(editor, LineEditor)
    assert editor.alignment() & Qt.AlignmentFlag.AlignRight
