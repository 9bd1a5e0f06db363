"""Whatever is done, undone and done again in whatever order, the books stay right."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from desktop.aid.batch import BatchState
from desktop.aid.flow import Verb
from desktop.aid.fund import Receipt
from desktop.base.errors import KnownError
from desktop.cases.steps import Verb as Life
from desktop.office.cases import draft_of, with_values
from desktop.store import checking, households, inversion, journal
from desktop.store.faults import translated
from tests import lives, offices
from tests.builders import DAY

FEW = st.integers(1, 5)
LINES = st.integers(1, 12)
OPERATIONS = st.integers(2, 40)
STEPS = st.sampled_from(list(lives.USUAL))
AMOUNTS = st.sampled_from([100_000, 500_000, 2_000_000])
VERBS = st.sampled_from([Verb.LOCK, Verb.UNLOCK, Verb.APPROVE, Verb.PAY, Verb.VOID])


class _Books(RuleBasedStateMachine):
    """An office in which anything may be tried; what is refused must change nothing."""

    template: Path

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.doors = offices.doors(Path(shutil.copyfile(self.template, self.folder / "office.niangjia")))
        self.db, self.aid, self.cases = self.doors.db, self.doors.aid, self.doors.cases
        self.funds = self.doors.funds
        self.first = offices.dump(self.db)
        self.in_order = True

    def attempt(self, verb: Callable[[], object]) -> None:
        before = offices.dump(self.db), offices.finder(self.db)
        try:
            with translated():
                verb()
        except KnownError as error:
            assert error.sentence.endswith("。")  # noqa: PT017  (a hundred calls share this)
            assert (offices.dump(self.db), offices.finder(self.db)) == before

    @rule(seed=st.integers(0, 4))
    def enter(self, seed: int) -> None:
        self.attempt(lambda: self.doors.enter(seed, file_no=None))

    @rule(start=st.integers(0, 3), count=FEW)
    def take_in(self, start: int, count: int) -> None:
        self.attempt(lambda: offices.enter_many(self.db, range(start, start + count)))

    @rule(number=FEW, town=st.sampled_from(["大港街道", "丁岗镇", None]), other=st.integers(0, 4))
    def change(self, number: int, town: str | None, other: int) -> None:
        def verb() -> None:
            one = with_values(draft_of(self.cases.get(number)), town=town)
            someone = offices.draft(other).persons[0]
            applicant = {**one.persons[0], **someone} if town is None else one.persons[0]
            self.cases.save(replace(one, persons=(applicant, *one.persons[2:], *one.persons[1:2])), number=number)

        self.attempt(verb)

    @rule(number=FEW)
    def close(self, number: int) -> None:
        self.attempt(lambda: offices.close(self.doors, number, "搬走"))

    @rule(number=FEW)
    def reopen(self, number: int) -> None:
        self.attempt(lambda: offices.reopen(self.doors, number, "返困"))

    @rule(seed=st.integers(0, 4))
    def apply(self, seed: int) -> None:
        self.attempt(lambda: lives.applied(self.doors, seed))

    @rule(number=FEW, verb=STEPS)
    def step(self, number: int, verb: Life) -> None:
        """Any step of a file's life, in its turn or not."""
        self.attempt(lambda: lives.live(self.doors.procedure, number, [verb]))

    @rule(number=FEW, far=st.integers(1, 6))
    def go_on(self, number: int, far: int) -> None:
        """Some steps of an application at once, so that more than its beginning is tried."""
        for verb in lives.APPROVED[:far]:
            self.attempt(lambda verb=verb: lives.live(self.doors.procedure, number, [verb]))

    @rule(amount=AMOUNTS, name=st.sampled_from(["中央", "本级"]))
    def open_fund(self, amount: int, name: str) -> None:
        self.attempt(lambda: self.doors.fund(amount, name))

    @rule(fund=st.integers(1, 3), amount=AMOUNTS)
    def receive(self, fund: int, amount: int) -> None:
        self.attempt(lambda: self.funds.receive(Receipt(fund=fund, day=DAY, amount=amount)))

    @rule(fund=st.integers(1, 3), programme=st.sampled_from(["生活救助", "送温暖"]))
    def draw_up(self, fund: int, programme: str) -> None:
        self.attempt(lambda: self.doors.batch(fund, programme))

    @rule(line=LINES)
    def exclude(self, line: int) -> None:
        self.attempt(lambda: self.aid.exclude(line, "放弃"))

    @rule(line=LINES)
    def include(self, line: int) -> None:
        self.attempt(lambda: self.aid.include(line))

    @rule(line=LINES, amount=AMOUNTS)
    def set_amount(self, line: int, amount: int) -> None:
        self.attempt(lambda: self.aid.set_amount(line, amount, "调整"))

    @rule(batch=FEW, verb=VERBS)
    def move_on(self, batch: int, verb: Verb) -> None:
        self.attempt(lambda: self.doors.seen_through(batch, verb))

    @rule()
    def undo(self) -> None:
        found = inversion.next_undo(self.db)
        if found and self.in_order:
            inversion.invert(self.db, found[0], households.rederive)
        elif found:
            self.attempt(lambda: inversion.invert(self.db, found[0], households.rederive))

    @rule()
    def redo(self) -> None:
        found = inversion.next_redo(self.db)
        if found and self.in_order:
            inversion.invert(self.db, found[0], households.rederive)
        elif found:
            self.attempt(lambda: inversion.invert(self.db, found[0], households.rederive))

    @rule(number=OPERATIONS)
    def undo_any(self, number: int) -> None:
        """Out of order, after which going back step by step need not lead to the beginning."""
        last = offices.scalar(self.db, "SELECT max(id) FROM operation")
        self.attempt(lambda: inversion.invert(self.db, number, households.rederive))
        self.in_order = self.in_order and last == offices.scalar(self.db, "SELECT max(id) FROM operation")

    @invariant()
    def the_chain_holds(self) -> None:
        journal.verify(self.db)

    @invariant()
    def no_fund_is_below_zero_and_nobody_is_paid_too_often(self) -> None:
        assert all(fund.balance >= 0 for fund in self.funds.every())
        often: dict[tuple[str, str], int] = {}
        for batch in self.aid.batches():
            if batch.state is not BatchState.VOID:
                for line in self.aid.payments(batch.id):
                    key = batch.programme, line.resident_id
                    often[key] = often.get(key, 0) + (line.excluded is None)
            if batch.state not in {BatchState.DRAWN, BatchState.VOID}:
                assert self.aid.verify(batch.id) is None
        assert all(count <= (2 if programme == "送温暖" else 1) for (programme, _), count in often.items())

    @invariant()
    def a_state_is_what_the_steps_led_to(self) -> None:
        for number, state in self.db.execute("SELECT id, state FROM household").fetchall():
            at = self.doors.procedure.of(number)
            assert not at.steps or at.steps[-1].after == state
            assert [one.before for one in at.steps[1:]] == [one.after for one in at.steps[:-1]]

    @invariant()
    def one_worker_has_one_open_file(self) -> None:
        ids = [row[0] for row in self.db.execute("SELECT resident_id FROM applicant")]
        assert len(ids) == len(set(ids))

    @invariant()
    def the_search_table_is_what_a_fresh_one_would_be(self) -> None:
        kept = offices.finder(self.db)
        numbers = [row[0] for row in self.db.execute("SELECT id FROM household")]
        with self.db.atomic():
            self.db.execute("DELETE FROM finder")
            households.rederive(self.db, numbers)
        assert offices.finder(self.db) == kept

    def teardown(self) -> None:
        while self.in_order and (found := inversion.next_undo(self.db)):
            inversion.invert(self.db, found[0], households.rederive)
        if self.in_order:
            assert offices.dump(self.db) == self.first
            assert offices.finder(self.db) == []
        checking.check(self.db)
        self.db.close()
        shutil.rmtree(self.folder)


def play(template: Path, examples: int, steps: int) -> None:
    class Office(_Books):
        pass

    Office.template = template
    limits = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Office, settings=limits)


def test_any_history_keeps_the_books_right(path: Path) -> None:
    play(path, 15, 25)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_many_long_histories_keep_the_books_right(path: Path) -> None:
    play(path, 150, 60)
