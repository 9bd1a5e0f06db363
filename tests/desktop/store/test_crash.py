"""The process is killed, or the disk full, at any moment: what was committed is there, the rest left no trace."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlite_utils import Database

from desktop.base.errors import StorageError, WrongPasswordError
from desktop.store import checking, file, journal
from desktop.store.faults import translated
from tests import offices, piloting
from tests.offices import PASSWORD, Doors, Limit

EACH = 7
"""Households that the writer enters in one operation."""

WRITER = f"""
import sys
from pathlib import Path
from tests import keys, offices
doors = offices.doors(Path(sys.argv[1]))
start = offices.scalar(doors.db, "SELECT coalesce(max(id), 0) FROM household")
while True:
    number = offices.enter_many(doors.db, range(start, start + {EACH}), "一批")
    print(number, flush=True)
    start += {EACH}
"""
STEPPER = f"""
import sys
from itertools import count
from os import getpid
from pathlib import Path
from desktop.cases.steps import Verb
from tests import keys, offices
doors = offices.doors(Path(sys.argv[1]))
for time in count():
    said = {{"day": offices.TODAY, "people": "张三", "changed": False, "opinion": f"{{getpid()}} {{time}}"}}
    print(doors.procedure.take_many(range(1, {EACH} + 1), Verb.REVIEW, said).operation, flush=True)
"""
CUT = """
import os
import signal
import sys
from pathlib import Path
from desktop.exchange.planning import Existing
from desktop.office.ledger_kinds import LedgerKind
from desktop.store import households, inversion
from tests import keys, offices, pilot_ledgers, piloting
path = Path(sys.argv[1])
ledger = pilot_ledgers.ledger(path.parent, pilot_ledgers.thirty())
def enter(doors):
    doors.pilot_ledgers.enter(doors.pilot_ledgers.review(ledger, LedgerKind.UNITS, Existing.FILL))
def invert(doors):
    inversion.invert(doors.db, offices.scalar(doors.db, "SELECT max(id) FROM operation"), households.rederive)
def grid(doors):
    doors.monitoring.fill_many([one.id for one in doors.enterprises.every()], "2022Q3")
for verb in (enter, invert, grid, *(piloting.VERBS[name] for name in sys.argv[2:])):
    child = os.fork()
    if not child:
        doors = offices.doors(path)
        doors.db.conn.set_trace_callback(lambda sql: sql.startswith("COMMIT") and os.kill(os.getpid(), signal.SIGKILL))
        verb(doors)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL, flush=True)
"""
REKEYER = """
import sys
from pathlib import Path
from desktop.store import file
from tests import keys, offices
db = file.open_file(Path(sys.argv[1]), offices.PASSWORD)
print(0, flush=True)
file.change_password(db, "new password", present=offices.PASSWORD)
print(1, flush=True)
"""


def killed(script: str, path: Path, lines: int, pause: float) -> int:
    """Run a script until it has printed so many lines and a pause went by, and kill it; the last number it printed."""
    with subprocess.Popen(  # noqa: S603  (our own interpreter)
        [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    ) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(lines)]
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        said += process.stdout.readlines()
    return int([one for one in said if one.endswith("\n")][-1])


def examine(path: Path, last: int) -> None:
    """Everything up to the last operation that was reported is there, and nothing by halves."""
    with offices.opened(path) as doors:
        db = doors.db
        operations = journal.verify(db)
        assert last <= operations <= last + 1
        counts = dict(db.execute("SELECT operation, count(*) FROM change WHERE \"table\" = 'household' GROUP BY 1"))
        assert counts == dict.fromkeys(range(2, operations + 1), EACH)
        assert offices.scalar(db, "SELECT count(*) FROM household") == EACH * (operations - 1)
        assert offices.scalar(db, "SELECT count(*) FROM person") == 2 * EACH * (operations - 1)
        assert len(offices.finder(db)) == EACH * (operations - 1)
        assert offices.scalar(db, "SELECT operation FROM open_operation") is None
        checking.check(db)


def kill_often(path: Path, times: int) -> None:
    dice = random.Random(1)  # noqa: S311  (moments, not secrets)
    for _ in range(times):
        last = killed(WRITER, path, dice.randint(1, 4), dice.random() * 0.05)
        examine(path, last)


@pytest.fixture
def closed(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIANGJIA_NOW", offices.NOW)
    return path


def test_a_killed_writer_loses_nothing_it_reported_and_leaves_nothing_half_done(closed: Path) -> None:
    kill_often(closed, 5)


def test_a_step_of_many_files_is_taken_by_all_of_them_or_none_when_the_program_is_killed(closed: Path) -> None:
    with offices.opened(closed) as doors:
        begun = offices.enter_many(doors.db, range(EACH))
    dice = random.Random(2)  # noqa: S311  (the same)
    for _ in range(3):
        last = killed(STEPPER, closed, dice.randint(1, 3), dice.random() * 0.05)
        with offices.opened(closed) as doors:
            operations = journal.verify(doors.db)
            assert last <= operations <= last + 1
            assert offices.scalar(doors.db, "SELECT count(*) FROM step") == EACH * (operations - begun)
            checking.check(doors.db)


def test_a_verb_of_pilots_that_is_killed_before_its_last_word_leaves_no_trace(closed: Path) -> None:
    with offices.opened(closed) as doors:
        piloting.full(doors)
        doors.fund()
        piloting.beside(doors)
        before = offices.dump(doors.db)
    verbs = ["submissions.accept", "stages.schedule", "instalments.pay", "assessments.finish", "enterprises.move"]
    command = [sys.executable, "-c", CUT, str(closed), *verbs]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  (our own interpreter)
    assert done.stdout.split() == ["True"] * (3 + len(verbs))
    with offices.opened(closed) as doors:
        assert offices.dump(doors.db) == before
        journal.verify(doors.db)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_a_writer_killed_a_hundred_times_loses_nothing(closed: Path) -> None:
    kill_often(closed, 100)


def test_a_wrong_password_after_a_crash_spoils_nothing(closed: Path) -> None:
    last = killed(WRITER, closed, 3, 0.01)
    with pytest.raises(WrongPasswordError):
        file.open_file(closed, "another one")
    examine(closed, last)


def rekey_and_kill(closed: Path, pauses: list[float]) -> None:
    with offices.opened(closed) as doors:
        offices.enter_many(doors.db, range(1000))
        before = offices.dump(doors.db)
    raw = closed.read_bytes()
    for pause in pauses:
        closed.write_bytes(raw)
        done = killed(REKEYER, closed, 1, pause)
        passwords = ["new password"] if done else ["new password", PASSWORD]
        db = next(db for db in map(lambda one: opens(closed, one), passwords) if db)  # noqa: C417
        assert offices.dump(db) == before
        checking.check(db)
        db.close()


def opens(path: Path, password: str) -> Database | None:
    try:
        return file.open_file(path, password)
    except WrongPasswordError:
        return None


def test_a_kill_while_the_password_is_changed_leaves_the_old_or_the_new_one(closed: Path) -> None:
    rekey_and_kill(closed, [0.02, 0.3])


@pytest.mark.long
def test_many_kills_while_the_password_is_changed_leave_the_old_or_the_new_one(closed: Path) -> None:
    rekey_and_kill(closed, [0.02 * step for step in range(40)])


# A full disk


@pytest.mark.parametrize("room", [0, 1, 4, 16, 64, 256])
def test_a_disk_that_fills_up_in_the_middle_of_an_operation_takes_it_back_whole(
    doors: Doors, full_disk: Limit, room: int
) -> None:
    offices.enter_many(doors.db, range(50))
    before, found = offices.dump(doors.db), offices.finder(doors.db)
    with full_disk(doors.path.stat().st_size + room * 1024), pytest.raises(StorageError) as caught, translated():
        offices.enter_many(doors.db, range(50, 3000))
    assert "没有保存，之前的内容都在" in caught.value.sentence
    assert (offices.dump(doors.db), offices.finder(doors.db)) == (before, found)
    doors.enter(5000)
    assert journal.verify(doors.db) == 3
    doors.db.close()
    with offices.opened(doors.path) as again:
        checking.check(again.db)
        assert offices.scalar(again.db, "SELECT count(*) FROM household") == 51


def test_a_disk_too_full_for_the_journal_takes_the_operation_back(doors: Doors, full_disk: Limit) -> None:
    doors.enter()
    before = offices.dump(doors.db)
    with full_disk(100), pytest.raises(StorageError):
        offices.close(doors, 1, "搬走")
    assert offices.dump(doors.db) == before
    doors.db.close()
    with offices.opened(doors.path) as again:
        assert offices.dump(again.db) == before
        offices.close(again, 1, "搬走")


@pytest.mark.parametrize("room", [0, 4, 64, 256])
def test_a_disk_that_fills_up_while_the_password_is_changed_leaves_the_old_one(
    doors: Doors, full_disk: Limit, room: int
) -> None:
    offices.enter_many(doors.db, range(200))
    with full_disk(room * 1024), pytest.raises(StorageError, match="原密码仍然有效"):
        file.change_password(doors.db, "new password", present=PASSWORD)
    offices.enter_many(doors.db, range(200, 400))  # was written with the new key once, into a file of the old one
    before = offices.dump(doors.db)
    doors.db.close()
    with offices.opened(doors.path) as again:
        assert offices.dump(again.db) == before
        checking.check(again.db)
