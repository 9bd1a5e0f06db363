"""Buttons that open a menu."""

import pytest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.papers.outlets import menu_button


@pytest.mark.parametrize("entries", [[], [("从档案加入…", "", lambda: None)]])
def test_a_menu_button_waits_for_its_page_and_stays_hidden_with_nothing_in_it(
    qtbot: QtBot, entries: list[tuple[str, str, object]]
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    made = menu_button(page, "加入对象 ▾", "plus", entries)
    assert not made.isVisible(), "it would flash as a window of its own"
    QHBoxLayout(page).addWidget(made)
    page.show()
    assert made.isVisible() == bool(entries)
