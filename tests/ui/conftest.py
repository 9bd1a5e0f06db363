"""Dresses the application as the program does; a desk over a real office, and patience."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.desks import ask, bar, desk, made, path, settle
from tests.ui.patience import PatientBot
from ui.look import fonts, theme
from ui.look.theme import Theme

__all__ = ["ask", "bar", "desk", "made", "path", "settle"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The screen without a screen says what it can't do; it means nothing."""
    for item in items:
        if "tests/ui" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:  # noqa: ARG001  (it must be there)
    """Waits in one way everywhere."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    if not qapp.styleSheet():
        fonts.install(qapp)
        theme.apply(qapp, Theme.LIGHT)


@pytest.fixture(scope="session", autouse=True)
def _clipboard_emptied(qapp: QApplication) -> Iterator[None]:
    """The screen without a screen would free what was copied after Python has gone, and crash at the very end."""
    yield
    qapp.clipboard().clear()
