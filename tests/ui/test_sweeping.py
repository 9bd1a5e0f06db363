"""Cyclic garbage goes in the screen's thread, whoever made it."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.standin import MemoryOffice
from ui.desk import Desk
from ui.sweeping import Sweeper


class Cycle:
    """Something that only a sweep takes away; it notes in which thread that was."""

    def __init__(self, swept_in: list[int]) -> None:
        self.me = self
        weakref.finalize(self, lambda: swept_in.append(threading.get_ident()))


@pytest.fixture
def sweeper(qapp: QApplication) -> Iterator[Sweeper]:
    parent = QObject(qapp)
    yield Sweeper(lambda: True, parent)
    parent.deleteLater()


def test_a_sweep_takes_what_is_due(sweeper: Sweeper) -> None:
    swept: list[int] = []
    Cycle(swept)
    kept = [[] for _ in range(gc.get_threshold()[0] * 2)]
    assert not swept, "nothing is swept by itself"
    sweeper.sweep()
    assert swept == [threading.get_ident()]
    assert kept


def test_the_worker_never_sweeps(qtbot: QtBot) -> None:
    swept: list[int] = []
    desk = Desk(MemoryOffice)  # type: ignore[arg-type]

    def work(_office: object) -> int:
        Cycle(swept)
        return len([[number] for number in range(50_000)])

    answers: list[int] = []
    desk.ask(work, answers.append)
    qtbot.waitUntil(lambda: answers == [50_000])
    assert not [one for one in swept if one != threading.get_ident()]
    desk.finish(lambda _: None)
    desk._worker.shutdown(wait=True)
