"""A bar of parts."""

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.look import shown
from ui.widgets.parts import Bar, KeyedBar, Part

PARTS = (Part("已发放", 50, "gone"), Part("已锁定", 25, "held"), Part("余额", 25, "left"))


def test_each_part_is_as_wide_as_its_share_and_nothing_of_nothing(qtbot: QtBot) -> None:
    bar = Bar()
    qtbot.addWidget(bar)
    bar.show_parts(PARTS, 100)
    assert bar.widths() == [0.5, 0.25, 0.25]
    bar.show_parts(PARTS[:1], 0)
    assert bar.widths() == [0.0]


def test_what_is_left_is_drawn_at_the_end_in_the_colour_of_the_theme(qtbot: QtBot) -> None:
    bar = Bar(thick=True)
    qtbot.addWidget(bar)
    bar.resize(400, bar.height())
    bar.show_parts(PARTS, 100)
    picture = bar.grab().toImage()
    ratio = picture.devicePixelRatio()
    colours = [QColor(picture.pixel(round(x * ratio), round(5 * ratio))).name() for x in (100, 250, 350)]
    assert colours[2] == shown.colour("accent").name()
    assert len(set(colours)) == 3


def test_the_key_says_what_the_bar_shows(qtbot: QtBot) -> None:
    bar = KeyedBar()
    qtbot.addWidget(bar)
    bar.show_parts(PARTS, 100)
    assert bar.accessibleName() == "已发放 50%，已锁定 25%，余额 25%"
    assert [one.text() for one in bar.findChildren(QLabel)] == ["已发放 50%", "已锁定 25%", "余额 25%"]
