"""Pages over a list: the way there and back."""

from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ui.widgets.trail import Trail


def test_going_back_leads_where_one_came_from_and_the_keys_follow(qtbot: QtBot) -> None:
    trail, ground, first, second = _trail(qtbot)
    trail.push(first)
    trail.push(second)
    for expected in (second, first, ground):
        assert trail.shown is expected
        assert trail.focusWidget() is expected
        trail.back()
    assert trail.shown is ground


def test_what_is_left_dies_but_for_what_lasts(qtbot: QtBot) -> None:
    trail, ground, passing, lasting = _trail(qtbot)
    trail.push(passing)
    trail.push(lasting, lasting=True)
    trail.stand_on(ground)
    qtbot.waitUntil(lambda: not isValid(passing))
    assert isValid(lasting)
    trail.push(lasting, lasting=True)
    assert trail.shown is lasting


def test_a_page_on_the_trail_is_gone_back_to_instead_of_opened_twice(qtbot: QtBot) -> None:
    trail, ground, lasting, over = _trail(qtbot)
    trail.push(lasting, lasting=True)
    trail.push(over)
    trail.push(lasting, lasting=True)
    assert trail.shown is lasting
    trail.back()
    assert trail.shown is ground


def _trail(qtbot: QtBot) -> tuple[Trail, QWidget, QWidget, QWidget]:
    """A trail that is seen, its ground, and two pages."""
    made, ground = Trail(), QLineEdit()
    qtbot.addWidget(made)
    made.stand_on(ground)
    made.show()
    return made, ground, QLineEdit(), QLineEdit()
