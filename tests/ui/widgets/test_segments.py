"""One choice out of a few."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.segments import Segments


@pytest.fixture
def segments(qtbot: QtBot) -> Segments:
    made = Segments("看什么", {"batches": "批次", "funds": "资金", "all": "全部"})
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_first_is_chosen_at_first(segments: Segments) -> None:
    assert segments.value == "batches"


def test_pressing_one_says_so_and_lets_the_other_go(qtbot: QtBot, segments: Segments) -> None:
    with qtbot.waitSignal(segments.chosen) as said:
        qtbot.mouseClick(segments._buttons["funds"], Qt.MouseButton.LeftButton)
    assert said.args == ["funds"]
    assert segments.value == "funds"


def test_choosing_by_program_says_nothing(qtbot: QtBot, segments: Segments) -> None:
    with qtbot.assertNotEmitted(segments.chosen):
        segments.choose("all")
    assert segments.value == "all"


def test_a_chosen_one_that_can_not_be_any_more_gives_way_to_the_first(segments: Segments) -> None:
    segments.choose("funds")
    segments.set_text("funds", "资金（0）", enabled=False)
    assert segments.value == "batches"
    assert segments._buttons["funds"].text() == "资金（0）"


def test_where_there_is_little_room_the_longest_names_are_cut_first(qtbot: QtBot) -> None:
    names = {"units": "单位", "awards": "激励项目", "watch": "劳动关系监测"}
    window, made = QWidget(), Segments("看什么", names, shrinks=True)
    qtbot.addWidget(window)
    made.setParent(window)
    made.resize(made.sizeHint())
    window.show()
    texts = [one.text for one in made._buttons.values()]
    assert [text() for text in texts] == list(names.values())
    made.resize(made.sizeHint().width() - 8, made.height())
    assert [text() for text in texts] == ["单位", "激励项目", "劳动关系…"]
    assert made._buttons["watch"].toolTip() == "劳动关系监测"
    made.resize(made.minimumSizeHint())
    assert [text() for text in texts] == ["单位", "激励", "劳动"]
    made.resize(made.sizeHint())
    assert [text() for text in texts] == list(names.values())
    assert not made._buttons["watch"].toolTip()
