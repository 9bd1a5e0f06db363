"""The desk: the one worker thread that owns the open office. Screens ask it; nothing else touches the file."""

import time
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.base.changes import Change, Progress
from desktop.base.errors import Cancelled, KnownError
from ui.sweeping import Sweeper

if TYPE_CHECKING:
    from desktop.office.office import Office

T = TypeVar("T")
QUIET = 4000
"""Milliseconds without a question after which what can wait is begun."""
_PULSE = 0.05  # seconds between two reports of progress: the eye sees no more

LOCKED = "办公文件已锁定，数据都已保存；请输入办公密码解锁后继续。"


def _locked() -> "Office":
    raise KnownError(LOCKED)


@dataclass(frozen=True, slots=True)
class _Ticket:
    """What is to happen with one answer."""

    then: Callable[[Any], object] | None
    failed: Callable[[KnownError], object] | None
    key: Hashable
    number: int
    initiator: object = None
    job: "Job | None" = None
    spare: Callable[["Office", Progress], object] | None = None


@dataclass(slots=True)
class _Errand:
    """What the worker is to call, and what came of it; only the screen's thread keeps it, and lets it go."""

    call: Callable[[], Any]
    ticket: _Ticket
    answer: Any = None
    error: BaseException | None = None


class Job(QObject):
    """One long job: its title, how far it is, and the clerk's wish to cancel it.

    Attributes:
        own: whether it is shown where it was begun, such as in a dialog, and so nowhere else.

    Signals:
        progressed: (done, total), at most twenty times a second.
        ended: it is over, whether done, cancelled or failed.
    """

    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, title: str, parent: QObject | None = None, *, own: bool = False) -> None:
        super().__init__(parent)
        self.title, self.own = title, own
        self._cancelled = False
        self._told = 0.0

    def cancel(self) -> None:
        """Have the work raise ``Cancelled`` at its next report."""
        self._cancelled = True

    def report(self, done: int, total: int) -> None:
        """Called by the work, in the worker; raises ``Cancelled`` if the clerk wished so."""
        if self._cancelled:
            raise Cancelled
        if done >= total or time.monotonic() - self._told > _PULSE:
            self._told = time.monotonic()
            self.progressed.emit(done, total)


class Desk(QObject):
    """Asks and instructs the open office from the screen, without ever making the screen wait.

    Answers come back in the screen's thread. An answer for a bound method of a widget that has died meanwhile is
    dropped, so pass bound methods (or ``partial`` of them), not lambdas, wherever a page may be closed.

    Signals:
        changed: (``Change``, initiator) after every write; the initiator is whatever was given to ``do``.
        known_error: one Chinese sentence, for a known error that nobody else took.
        crashed: an exception that is our bug.
        started: a long ``Job`` begins.
    """

    changed = Signal(object, object)
    known_error = Signal(str)
    crashed = Signal(object)
    started = Signal(object)
    _settled = Signal(int)

    def __init__(self, opener: Callable[[], "Office"], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opener = opener
        self._office: Office | None = None
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._errands: dict[int, _Errand] = {}
        self._newest: dict[Hashable, int] = {}
        self._number = 0
        self._waiting = 0
        self._over = False
        self._spare: Callable[[Office, Progress], object] | None = None
        self._sweeper = Sweeper(lambda: self.idle, self)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET)
        self._quiet.timeout.connect(self._begin_spare)
        # queued always: a quick answer comes while it is still being asked for
        self._settled.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Whether nothing is asked for or under way."""
        return self._waiting == 0

    def ask(
        self,
        question: Callable[["Office"], T],
        then: Callable[[T], object],
        failed: Callable[[KnownError], object] | None = None,
        *,
        key: Hashable = None,
    ) -> None:
        """Read. Of questions with the same key only the newest is answered, and older ones aren't even run.

        A known error goes to ``failed``, or to the signal where there is none.
        """
        self._queue(lambda: question(self._present()), self._ticket(then, failed, key=key))

    def drop(self, key: Hashable) -> None:
        """Nobody wants the answer to the questions with this key any more; those that wait aren't even run."""
        self._number += 1
        self._newest[key] = self._number

    def do(
        self,
        deed: Callable[["Office"], Change],
        then: Callable[[Change], object] | None = None,
        failed: Callable[[KnownError], object] | None = None,
        *,
        initiator: object = None,
    ) -> None:
        """Write; the ``Change`` goes to ``then`` and to everybody by ``changed``."""
        self._queue(lambda: deed(self._present()), self._ticket(then, failed, initiator=initiator))

    def long(
        self,
        work: Callable[["Office", Progress], T],
        title: str,
        then: Callable[[T], object] | None = None,
        failed: Callable[[KnownError], object] | None = None,
        *,
        own: bool = False,
    ) -> Job:
        """Read or write at length, shown with a count and a way to cancel; a ``Change`` is broadcast.

        With ``own`` the asker shows it, not the window.
        """
        job = Job(title, self, own=own)
        self.started.emit(job)  # before it runs, so that no report is missed
        self._queue(lambda: work(self._present(), job.report), self._ticket(then, failed, job=job))
        return job

    def in_spare_time(self, work: Callable[["Office", Progress], object]) -> None:
        """Read at length once nothing else is asked for, without being seen; a known error is passed over.

        It gives way at its next report as soon as anything is asked, and is begun anew at the next quiet.
        """
        self._spare = work
        self._quiet.start()

    def _begin_spare(self) -> None:
        work = self._spare
        if work is None or self._over:
            return
        if not self.idle:
            self._quiet.start()
            return
        self._spare = None
        self._queue(lambda: work(self._present(), self._give_way), self._ticket(None, _pass_over, spare=work))

    def _give_way(self, _done: int, _total: int) -> None:
        """Called by the work, in the worker; raises ``Cancelled`` where somebody waits."""
        if self._waiting > 1:
            raise Cancelled

    def undo(self) -> None:
        """Undo the last operation that isn't undone."""
        self.do(lambda office: office.undo())

    def redo(self) -> None:
        """Do again what was undone last."""
        self.do(lambda office: office.redo())

    def lock(self, then: Callable[[None], object]) -> None:
        """Close the office after what is under way; everything asked from then on fails as locked."""
        self._queue(lambda: self._close(_locked), self._ticket(then))

    def unlock(
        self,
        opener: Callable[[], "Office"],
        then: Callable[[None], object],
        failed: Callable[[KnownError], object] | None = None,
    ) -> None:
        """Close what is open and open anew; where that fails, the office stays locked."""
        self._queue(lambda: self._open(opener), self._ticket(then, failed))

    def finish(self, then: Callable[[None], object]) -> None:
        """Close the office after what is under way, then end the worker; whatever is asked afterwards is dropped."""
        self._queue(lambda: self._close(_locked), self._ticket(then))
        self._over = True
        self._worker.shutdown(wait=False)

    def _ticket(
        self,
        then: Callable[[Any], object] | None,
        failed: Callable[[KnownError], object] | None = None,
        *,
        key: Hashable = None,
        initiator: object = None,
        job: Job | None = None,
        spare: Callable[["Office", Progress], object] | None = None,
    ) -> _Ticket:
        self._number += 1
        if key is not None:
            self._newest[key] = self._number
        return _Ticket(then, failed, key, self._number, initiator, job, spare)

    def _queue(self, call: Callable[[], Any], ticket: _Ticket) -> None:
        if self._over:
            return
        self._waiting += 1
        self._errands[ticket.number] = _Errand(partial(self._unless_stale, ticket, call), ticket)
        self._worker.submit(self._run, ticket.number)

    def _run(self, number: int) -> None:
        """Run an errand, in the worker, and keep nothing of it: with the last hold on it a widget would die there."""
        errand = self._errands[number]
        try:
            errand.answer = errand.call()
        except BaseException as error:  # noqa: BLE001  (the screen's thread judges it)
            errand.error = error
        del errand  # a traceback would keep it too
        if shiboken6.isValid(self):
            self._settled.emit(number)

    def _unless_stale(self, ticket: _Ticket, call: Callable[[], Any]) -> Any:
        if self._stale(ticket):
            raise Cancelled
        return call()

    def _stale(self, ticket: _Ticket) -> bool:
        return ticket.key is not None and self._newest.get(ticket.key) != ticket.number

    def _present(self) -> "Office":
        if self._office is None:
            self._office = self._opener()
        return self._office

    def _open(self, opener: Callable[[], "Office"]) -> None:
        self._close(_locked)
        self._office = opener()
        self._opener = opener

    def _close(self, opener: Callable[[], "Office"]) -> None:
        office, self._office, self._opener = self._office, None, opener
        if office is not None:
            office.close()

    def _settle(self, number: int) -> None:
        errand = self._errands.pop(number)
        ticket, error = errand.ticket, errand.error
        self._waiting -= 1
        if ticket.job is not None:
            ticket.job.ended.emit()
            ticket.job.deleteLater()
        if error is None:
            self._answer(ticket, errand.answer)
        elif isinstance(error, KnownError):
            self._fail(ticket, error)
        elif not isinstance(error, Cancelled):
            self.crashed.emit(error)
        elif ticket.spare is not None:
            self.in_spare_time(ticket.spare)

    def _answer(self, ticket: _Ticket, answer: Any) -> None:
        if not self._stale(ticket) and ticket.then is not None and _alive(ticket.then):
            ticket.then(answer)
        if isinstance(answer, Change) and answer.operation:
            self.changed.emit(answer, ticket.initiator)

    def _fail(self, ticket: _Ticket, error: KnownError) -> None:
        if self._stale(ticket):
            return
        if ticket.failed is not None and _alive(ticket.failed):
            ticket.failed(error)
        elif ticket.failed is None:
            self.known_error.emit(error.sentence)


def _alive(callback: Callable[..., object]) -> bool:
    """Whether the widgets that it is a method of, or in a ``partial`` is given, still exist."""
    given: list[object] = []
    while isinstance(callback, partial):
        given += [*callback.args, *callback.keywords.values()]
        callback = callback.func
    given.append(getattr(callback, "__self__", None))
    return all(shiboken6.isValid(one) for one in given if isinstance(one, QObject))


def _pass_over(_: KnownError) -> None:
    """It is tried again another time, for instance on closing."""
