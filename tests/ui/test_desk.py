"""The desk: one thread owns the office, and the screen never waits."""

import gc
import threading
import weakref
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.base.changes import Change, Progress
from desktop.base.errors import KnownError, WrongPasswordError
from tests.ui.standin import MemoryOffice
from ui.desk import LOCKED, Desk


@pytest.fixture
def office() -> MemoryOffice:
    return MemoryOffice(10)


@pytest.fixture
def desk(office: MemoryOffice) -> Iterator[Desk]:
    made = Desk(lambda: office)
    yield made
    made._worker.shutdown(wait=True)


def settle(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: desk.idle)


class Holder(QObject):
    """Something with a method that can die."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[Any] = []

    def take(self, answer: object) -> None:
        """Note the answer."""
        self.got.append(answer)

    def take_with(self, _word: str, answer: object) -> None:
        """Note the answer."""
        self.got.append(answer)


def test_the_office_is_opened_and_asked_in_one_thread_only(qtbot: QtBot, desk: Desk, office: MemoryOffice) -> None:
    answers: list[str] = []
    for _ in range(5):
        desk.ask(lambda _: threading.current_thread().name, answers.append)
    desk.do(lambda one: one.rename(1, "甲"))
    settle(qtbot, desk)
    assert len(set(answers) | office.threads) == 1
    assert threading.current_thread().name not in office.threads


def test_answers_come_back_in_the_screens_thread(qtbot: QtBot, desk: Desk) -> None:
    seen: list[str] = []
    desk.ask(lambda _: 1, lambda _: seen.append(threading.current_thread().name))
    settle(qtbot, desk)
    assert seen == [threading.current_thread().name]


def test_asking_does_not_wait(qtbot: QtBot, desk: Desk) -> None:
    gate = threading.Event()
    answers: list[bool] = []
    desk.ask(lambda _: gate.wait(5), answers.append)
    assert answers == []
    gate.set()
    settle(qtbot, desk)
    assert answers == [True]


def test_an_answer_never_comes_while_it_is_being_asked_for(qtbot: QtBot, desk: Desk) -> None:
    answers: list[int] = []
    for number in range(200):
        desk.ask(lambda _, number=number: number, answers.append)
        assert answers == []
    settle(qtbot, desk)
    assert answers == list(range(200))


def test_of_one_key_only_the_newest_question_is_answered_and_older_ones_are_not_run(qtbot: QtBot, desk: Desk) -> None:
    gate = threading.Event()
    run: list[int] = []
    answers: list[int] = []

    def question(number: int, _: object) -> int:
        run.append(number)
        return number

    desk.ask(lambda _: gate.wait(5), lambda _: None)
    for number in range(5):
        desk.ask(partial(question, number), answers.append, key="list")
    desk.ask(partial(question, 99), answers.append, key="other")
    gate.set()
    settle(qtbot, desk)
    assert answers == [4, 99]
    assert run == [4, 99]


def test_an_answer_that_came_too_late_is_dropped(qtbot: QtBot, desk: Desk) -> None:
    begun, gate = threading.Event(), threading.Event()
    answers: list[str] = []

    def slow(_: object) -> str:
        begun.set()
        gate.wait(5)
        return "old"

    desk.ask(slow, answers.append, key="list")
    assert begun.wait(5)
    desk.ask(lambda _: "new", answers.append, key="list")
    gate.set()
    settle(qtbot, desk)
    assert answers == ["new"]


def test_a_write_tells_its_author_first_and_then_everybody(qtbot: QtBot, desk: Desk) -> None:
    heard: list[object] = []
    desk.changed.connect(lambda change, initiator: heard.append((change.label, initiator)))
    desk.do(lambda one: one.rename(1, "乙"), lambda change: heard.append(change.label), initiator="form")
    settle(qtbot, desk)
    assert heard == ["改名：乙", ("改名：乙", "form")]


def test_a_write_that_changed_nothing_is_not_broadcast(qtbot: QtBot, desk: Desk) -> None:
    heard: list[object] = []
    desk.changed.connect(lambda *given: heard.append(given))
    nothing = Change(operation=0, label="没有变化", nouns=frozenset())
    desk.do(lambda _: nothing, heard.append)
    settle(qtbot, desk)
    assert heard == [nothing]


def test_a_known_error_goes_to_who_asked_or_else_to_everybody(qtbot: QtBot, desk: Desk) -> None:
    taken: list[str] = []
    said: list[str] = []
    desk.known_error.connect(said.append)

    def refuse(_: object) -> Change:
        raise KnownError("磁盘已满，没有写入；请清理后再试。")

    desk.do(refuse, failed=lambda error: taken.append(error.sentence))
    desk.do(refuse)
    settle(qtbot, desk)
    assert taken == said == ["磁盘已满，没有写入；请清理后再试。"]


def test_a_bug_is_told_as_one_and_the_desk_works_on(qtbot: QtBot, desk: Desk) -> None:
    bugs: list[BaseException] = []
    answers: list[int] = []
    desk.crashed.connect(bugs.append)
    desk.ask(lambda _: 1 // 0, answers.append, answers.append)
    desk.ask(lambda _: 2, answers.append)
    settle(qtbot, desk)
    assert [type(bug) for bug in bugs] == [ZeroDivisionError]
    assert answers == [2]


@pytest.mark.parametrize("callback", ["take", "partial", "given", "named"])
def test_an_answer_for_a_widget_that_died_is_dropped(qtbot: QtBot, desk: Desk, callback: str) -> None:
    gate = threading.Event()
    holder = Holder()
    ways = {
        "take": holder.take,
        "partial": partial(holder.take_with, "x"),
        "given": partial(_note, holder, holder.got),
        "named": partial(_note, got=holder.got, _parent=holder),
    }
    desk.ask(lambda _: gate.wait(5), ways[callback])
    got = holder.got
    shiboken6.delete(holder)
    gate.set()
    settle(qtbot, desk)
    assert got == []


def _note(_parent: Holder, got: list[Any], answer: object = None) -> None:
    got.append(answer)


class Held:
    """Something that only a question holds; it notes in which thread it goes."""

    def __init__(self, gone_in: list[int]) -> None:
        weakref.finalize(self, lambda: gone_in.append(threading.get_ident()))


def _look(_: Held, _office: object) -> None:
    """Answer nothing."""


def _refuse(_: Held, _office: object) -> None:
    raise KnownError("不行。")


def _break(_: Held, _office: object) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("question", [_look, _refuse, _break])
def test_what_a_question_held_goes_in_the_screens_thread(
    qtbot: QtBot, desk: Desk, question: Callable[[Held, object], None]
) -> None:
    gone_in: list[int] = []
    for _ in range(50):
        desk.ask(partial(question, Held(gone_in)), lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: len(gone_in) == 50)
    assert set(gone_in) == {threading.get_ident()}


def test_a_long_job_reports_its_count(qtbot: QtBot, desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    ended: list[bool] = []

    def work(_: object, progress: Progress) -> str:
        for done in range(1, 101):
            progress(done, 100)
        return "done"

    desk.started.connect(lambda job: job.progressed.connect(lambda *count: told.append(count)))
    desk.started.connect(lambda job: job.ended.connect(lambda: ended.append(True)))
    answers: list[str] = []
    desk.long(work, "导入", answers.append)
    settle(qtbot, desk)
    assert answers == ["done"]
    assert told[-1] == (100, 100)
    assert len(told) < 100
    assert ended == [True]


def test_python_never_sweeps_for_garbage_by_itself(qtbot: QtBot, desk: Desk) -> None:
    sweeping: list[bool] = []
    desk.long(lambda *_: gc.isenabled(), "导入", sweeping.append)
    settle(qtbot, desk)
    assert (sweeping, gc.isenabled()) == ([False], False)


def test_a_cancelled_job_answers_nobody_and_is_no_error(qtbot: QtBot, desk: Desk) -> None:
    heard: list[object] = []
    begun = threading.Event()

    def work(_: object, progress: Progress) -> str:
        for done in range(10_000_000):
            progress(done, 10_000_000)
            begun.set()
        return "done"

    for signal in (desk.crashed, desk.known_error):
        signal.connect(heard.append)
    job = desk.long(work, "导入", heard.append, heard.append)
    assert begun.wait(5)
    job.cancel()
    settle(qtbot, desk)
    assert heard == []


def test_a_locked_office_is_closed_and_answers_nothing_until_it_is_opened_anew(
    qtbot: QtBot, desk: Desk, office: MemoryOffice
) -> None:
    said: list[str] = []
    answers: list[int] = []
    desk.known_error.connect(said.append)
    desk.ask(lambda one: len(one.held), answers.append)
    desk.lock(lambda _: None)
    desk.ask(lambda one: len(one.held), answers.append)
    settle(qtbot, desk)
    assert office.closed
    assert (answers, said) == ([10], [LOCKED])
    desk.unlock(lambda: MemoryOffice(3), lambda _: None)
    desk.ask(lambda one: len(one.held), answers.append)
    settle(qtbot, desk)
    assert answers == [10, 3]


def test_a_wrong_password_leaves_the_office_locked(qtbot: QtBot, desk: Desk) -> None:
    said: list[str] = []
    desk.known_error.connect(said.append)

    def refuse() -> Any:
        raise WrongPasswordError("密码不对。")

    desk.lock(lambda _: None)
    desk.unlock(refuse, lambda _: None, lambda error: said.append(error.sentence))
    desk.ask(lambda _: 1, lambda _: None)
    settle(qtbot, desk)
    assert said == ["密码不对。", LOCKED]


def test_finishing_waits_for_what_is_under_way_and_closes_the_office(
    qtbot: QtBot, desk: Desk, office: MemoryOffice
) -> None:
    done: list[str] = []
    desk.do(lambda one: one.rename(2, "丙"), lambda _: done.append("written"))
    desk.finish(lambda _: done.append("closed"))
    settle(qtbot, desk)
    assert done == ["written", "closed"]
    assert office.closed
    desk.ask(lambda _: 1, done.append)
    assert desk.idle


def test_undo_goes_through_the_office(qtbot: QtBot, desk: Desk, office: MemoryOffice) -> None:
    desk.do(lambda one: one.rename(1, "丁"))
    desk.undo()
    settle(qtbot, desk)
    assert office.held[1][0] == "人00001"


def test_a_desk_that_died_while_a_question_ran_says_nothing(office: MemoryOffice) -> None:
    gate = threading.Event()
    desk = Desk(lambda: office)
    worker = desk._worker
    desk.ask(lambda _: gate.wait(5), lambda _: None)
    shiboken6.delete(desk)
    del desk
    gc.collect()
    gate.set()
    worker.shutdown(wait=True)


# What can wait


def test_what_can_wait_waits_for_quiet_and_is_seen_by_nobody(qtbot: QtBot, desk: Desk) -> None:
    done: list[str] = []
    desk.started.connect(lambda _: done.append("shown"))
    desk._quiet.setInterval(20)
    desk.in_spare_time(lambda _office, progress: (progress(1, 2), done.append("spare")))
    desk.ask(lambda _: done.append("asked"), lambda _: None)
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == ["asked", "spare"]


def test_what_can_wait_gives_way_and_is_begun_anew(qtbot: QtBot, desk: Desk) -> None:
    begun, finished, never = threading.Event(), threading.Event(), threading.Event()
    tries: list[int] = []

    def work(_office: object, progress: Progress) -> None:
        tries.append(1)
        begun.set()
        while len(tries) == 1:  # until it has to give way
            progress(0, 1)
            never.wait(0.001)
        finished.set()

    desk._quiet.setInterval(0)
    desk.in_spare_time(work)
    qtbot.waitUntil(begun.is_set)
    answers: list[int] = []
    desk.ask(lambda _: 7, answers.append)
    qtbot.waitUntil(finished.is_set)
    assert (answers, len(tries)) == ([7], 2)


def test_a_known_error_of_what_can_wait_is_passed_over(qtbot: QtBot, desk: Desk) -> None:
    said: list[str] = []
    desk.known_error.connect(said.append)
    tried = threading.Event()

    def work(_office: object, _progress: object) -> None:
        tried.set()
        raise KnownError("U盘已拔出。")

    desk._quiet.setInterval(0)
    desk.in_spare_time(work)
    qtbot.waitUntil(lambda: tried.is_set() and desk.idle)
    assert said == []


def test_a_question_that_nobody_wants_any_more_is_not_even_run(qtbot: QtBot, desk: Desk) -> None:
    first, ran, got = threading.Event(), [], []
    desk.ask(lambda _: first.wait(5), got.append)
    desk.ask(lambda _: ran.append("unwanted"), got.append, key="counts")
    desk.drop("counts")
    first.set()
    settle(qtbot, desk)
    assert (ran, got) == ([], [True])
