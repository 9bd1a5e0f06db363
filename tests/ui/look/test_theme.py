"""The theme, icons and faces that are shown, and what this PC remembers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.paths import resources
from ui.look import fonts, icons, places, shown, theme
from ui.look.palette import DARK, LIGHT
from ui.look.roles import dress
from ui.look.theme import Theme

ICONS = sorted(path.stem for path in (resources() / "icons").glob("*.svg"))


@pytest.fixture
def back_to_light(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, Theme.LIGHT)


@pytest.mark.usefixtures("back_to_light")
def test_dark_changes_widgets_that_exist(qtbot: QtBot, qapp: QApplication) -> None:
    button = dress(QPushButton("保存"), "primary")
    qtbot.addWidget(button)
    button.resize(120, 40)
    assert button.grab().toImage().pixelColor(60, 4).name() == LIGHT.accent
    theme.apply(qapp, Theme.DARK)
    assert button.grab().toImage().pixelColor(60, 4).name() == DARK.accent
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.surface


@pytest.mark.usefixtures("back_to_light")
def test_icons_change_with_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    button, action = QPushButton(), QAction("删除")
    qtbot.addWidget(button)
    button.addAction(action)
    icons.put(button, "minus")
    icons.put(action, "minus")
    theme.apply(qapp, Theme.DARK)
    for thing in (button, action):
        assert thing.icon().pixmap(24, 24).toImage().pixelColor(12, 12).name() == DARK.muted


def test_an_icon_is_drawn_for_the_pixels_it_gets(qapp: QApplication) -> None:
    assert qapp is not None
    assert icons.icon("search").pixmap(QSize(16, 16), 2.0).width() == 32


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_draws_something_in_the_colour_asked_for(name: str) -> None:
    image = icons.pixmap(name, "accent", 48).toImage()
    inks = {
        image.pixelColor(x, y).name() for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() == 255
    }
    assert inks == {shown.colours().accent}


def test_an_icon_that_is_not_there_is_said() -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def test_the_best_face_of_the_pc_comes_first_and_rare_characters_fall_back() -> None:
    present = {"Noto Sans CJK SC", "Microsoft YaHei UI", "SimSun-ExtB", "Arial"}
    assert fonts.choose(present) == ["Microsoft YaHei UI", "SimSun-ExtB"]


def test_a_pc_without_chinese_gets_no_face_of_its_own() -> None:
    assert fonts.choose({"DejaVu Sans", "SimSun-ExtB"}) == []


def test_the_bundled_face_serves_a_pc_without_chinese(qapp: QApplication) -> None:
    assert qapp is not None
    (family,) = fonts._bundled()
    assert QFontDatabase.WritingSystem.SimplifiedChinese in QFontDatabase.writingSystems(family)


def test_what_is_kept_comes_back_and_can_be_forgotten() -> None:
    places.keep("columns/x", {"widths": {"姓名": 80}})
    assert places.recall("columns/x") == {"widths": {"姓名": 80}}
    places.keep("columns/x", None)
    assert places.recall("columns/x", "usual") == "usual"


def test_a_damaged_setting_counts_as_none() -> None:
    places.settings_file().parent.mkdir(parents=True, exist_ok=True)
    Path(places.settings_file()).write_text("[General]\nwindow={broken\n", encoding="utf-8")
    assert places.recall("window", 7) == 7


def test_a_role_is_given_to_the_very_widget(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    assert dress(widget, "card") is widget
    assert widget.property("role") == "card"
