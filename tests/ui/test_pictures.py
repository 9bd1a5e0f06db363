"""Pictures of the main pages: each in light and dark, whole, and without a dialog left open."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop.base.errors import WrongPasswordError
from desktop.office import demo
from ui import pictures
from ui.look import palette


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "演示.niangjia"
    demo.make(path).close()
    return path


@pytest.mark.long
@pytest.mark.usefixtures("qtbot")
def test_every_main_page_is_taken_in_light_and_dark(office: Path, tmp_path: Path) -> None:
    taken = pictures.take(office, demo.PASSWORD, tmp_path / "界面")
    names = {path.name for path in taken}
    assert {"01 工作台（浅色）.png", "01 工作台（深色）.png", "困难职工（浅色，200%）.png"} <= names
    for path in taken:
        image = QImage(str(path))
        assert image.size() == pictures.SIZE * (2 if "200%" in path.name else 1)
        surface = (palette.DARK if "深色" in path.name else palette.LIGHT).sunken
        at = image.pixelColor(image.width() // 100, image.height() * 9 // 10)
        assert at.name() == surface, path.name


@pytest.mark.usefixtures("qtbot")
def test_a_wrong_password_is_said(office: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongPasswordError):
        pictures.take(office, "wrong password", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_after_a_failure_nobodys_dialogs_are_closed(qtbot: QtBot, office: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongPasswordError):
        pictures.take(office, "wrong password", tmp_path)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.wait(3 * pictures.CLOSING)
    assert dialog.isVisible()
