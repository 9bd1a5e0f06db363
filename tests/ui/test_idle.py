"""Idleness: input is only noted, and one timer runs."""

import time

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.idle import KEY, USUAL, IdleWatch, kept_minutes
from ui.look import places


@pytest.fixture
def watch(qapp: QApplication) -> IdleWatch:
    made = IdleWatch(qapp, 1)
    made.begin()
    return made


def test_nobody_for_long_enough_is_told(qtbot: QtBot, watch: IdleWatch) -> None:
    watch._touched = time.monotonic() - 61
    with qtbot.waitSignal(watch.idle):
        watch._look()


@pytest.mark.parametrize(
    "event",
    [
        QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"),
        QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(),
            QPointF(),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
        ),
    ],
    ids=["key", "mouse"],
)
def test_a_touch_begins_the_time_anew(qtbot: QtBot, watch: IdleWatch, event: QEvent) -> None:
    window = QWindow()
    watch._watch(window)
    watch._touched = time.monotonic() - 61
    QApplication.sendEvent(window, event)
    with qtbot.assertNotEmitted(watch.idle):
        watch._look()
    assert watch._timer.remainingTime() > 30_000


@pytest.mark.parametrize(
    ("key", "held", "locks"),
    [
        (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier, True),
        (Qt.Key.Key_L, Qt.KeyboardModifier.NoModifier, False),
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier, False),
    ],
)
def test_a_dialog_does_not_keep_the_office_from_being_locked(
    watch: IdleWatch, key: Qt.Key, held: Qt.KeyboardModifier, *, locks: bool
) -> None:
    asked: list[bool] = []
    watch.lock_asked.connect(lambda: asked.append(True))
    window = QWindow()
    watch._watch(window)
    QApplication.sendEvent(window, QKeyEvent(QEvent.Type.KeyPress, key, held))
    assert bool(asked) == locks


def test_a_window_that_dies_is_forgotten(qtbot: QtBot, watch: IdleWatch) -> None:
    window = QWindow()
    watch._watch(window)
    with qtbot.waitSignal(window.destroyed):
        window.deleteLater()
    assert watch._watched is None
    watch._watch(None)


def test_zero_minutes_never_lock(watch: IdleWatch) -> None:
    watch.set_minutes(0)
    assert not watch._timer.isActive()
    watch.set_minutes(5)
    assert watch._timer.isActive()
    watch.stop()
    assert not watch._timer.isActive()


def test_the_minutes_of_this_pc_are_kept() -> None:
    assert kept_minutes() == USUAL
    for kept, expected in ((30, 30), (0, 0), ("x", USUAL), (-1, USUAL)):
        places.keep(KEY, kept)
        assert kept_minutes() == expected
