"""Whatever is done with money, undone and done again, every fund balances to the fen and is never below zero."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from desktop.aid.batch import BatchState
from desktop.aid.flow import Verb
from desktop.aid.fund import Receipt, ReceiptKind
from desktop.base.changes import Change, Noun
from desktop.base.errors import KnownError
from desktop.base.fields import Kind
from desktop.pilots.incentive import Instalment
from desktop.pilots.incentive_flow import PAYABLE
from desktop.store import households, inversion, journal, listings
from desktop.store.faults import translated
from tests import offices
from tests.offices import TODAY
from tests.piloting import PROJECT

FUNDS, BATCHES, LINES = st.integers(1, 5), st.integers(1, 6), st.integers(1, 14)
AMOUNTS = st.sampled_from([1, 33_333, 500_000, 1_000_001])
DAYS = st.sampled_from([TODAY - dt.timedelta(days=back) for back in (0, 1, 40, 400)])
PROGRAMMES = st.sampled_from(["生活救助", "送温暖"])
PROJECTS, INSTALMENTS = st.integers(1, 2), st.integers(1, 8)
WAY = (Verb.LOCK, Verb.APPROVE, Verb.PAY)
HOMES = 4

LEAVES = {ReceiptKind.CARRIED_OUT, ReceiptKind.HANDED_BACK}
HOLDS = {BatchState.LOCKED, BatchState.APPROVED, BatchState.SENT}
OUT = {BatchState.PAID, BatchState.FINISHED}


class _Money(RuleBasedStateMachine):
    """An office in which anything may be tried with its funds; what is refused must change nothing."""

    template: Path

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.doors = offices.doors(Path(shutil.copyfile(self.template, self.folder / "office.niangjia")))
        self.db, self.funds, self.paying = self.doors.db, self.doors.funds, self.doors.paying
        for seed in range(HOMES):
            self.doors.enter(seed, members=0)
        self.doors.fund(3_000_000, "2022年甲")
        self.doors.enterprises.enter({"name": "甲公司"})
        for name in ("甲项目", "乙项目"):
            self.doors.incentives.apply(PROJECT | {"enterprise": 1, "name": name})
        self.doors.incentives.recommend([1, 2])
        self.failure = self.doors.standing.on().failures[0].reason
        self.began = offices.scalar(self.db, "SELECT max(id) FROM operation")
        self.before: dict[int, dict[int, int]] = {}
        self.in_order = True

    def attempt(self, verb: Callable[[], Change]) -> None:
        kept, had = offices.dump(self.db), self.balances()
        try:
            with translated():
                self.before[verb().operation] = had
        except KnownError as error:
            assert error.sentence.endswith("。")  # noqa: PT017  (a hundred calls share this)
            assert offices.dump(self.db) == kept

    def balances(self) -> dict[int, int]:
        return {one.id: one.balance for one in self.funds.every()}

    @rule(amount=AMOUNTS, name=st.sampled_from(["2022年乙", "2023年甲"]), year=st.sampled_from([2022, 2023]))
    def open_fund(self, amount: int, name: str, year: int) -> None:
        source = self.funds.one(1).source
        self.attempt(lambda: self.funds.open(name=name, source=source, year=year, received=amount))

    @rule(fund=FUNDS, note=st.sampled_from(["甲", "乙"]))
    def change(self, fund: int, note: str) -> None:
        self.attempt(lambda: self.funds.change(fund, {"note": note}))

    @rule(fund=FUNDS, programme=st.none() | PROGRAMMES)
    def limit(self, fund: int, programme: str | None) -> None:
        self.attempt(lambda: self.funds.change(fund, {"programme": programme}))

    @rule(fund=FUNDS, amount=AMOUNTS, day=DAYS)
    def receive(self, fund: int, amount: int, day: dt.date) -> None:
        self.attempt(lambda: self.funds.receive(Receipt(fund=fund, day=day, amount=amount)))

    @rule(receipt=FUNDS, amount=AMOUNTS, day=DAYS)
    def correct(self, receipt: int, amount: int, day: dt.date) -> None:
        self.attempt(lambda: self.funds.correct(receipt, {"amount": amount, "day": day}, "录错"))

    @rule(fund=FUNDS, amount=AMOUNTS, day=DAYS)
    def hand_back(self, fund: int, amount: int, day: dt.date) -> None:
        self.attempt(lambda: self.funds.hand_back(fund, amount, day))

    @rule(numbers=st.lists(FUNDS, min_size=1, max_size=2, unique=True), day=DAYS)
    def carry_over(self, numbers: list[int], day: dt.date) -> None:
        self.attempt(lambda: self.funds.carry_over(numbers, day))

    @rule(day=DAYS)
    def close(self, day: dt.date) -> None:
        self.attempt(lambda: self.funds.close(day))

    @rule()
    def reopen(self) -> None:
        self.attempt(lambda: self.funds.reopen("漏记"))

    @rule(fund=FUNDS, programme=PROGRAMMES, homes=st.lists(st.integers(1, HOMES), min_size=1, unique=True))
    def draw_up(self, fund: int, programme: str, homes: list[int]) -> None:
        def verb() -> Change:
            return self.doors.aid.draw_up(programme=programme, fund=fund, decided_on=TODAY, households_=homes)

        self.attempt(verb)

    @rule(batch=BATCHES, far=st.integers(1, 3))
    def go_on(self, batch: int, far: int) -> None:
        """Some steps at once, so that more than the beginning is tried."""
        for verb in WAY[:far]:
            self.attempt(lambda verb=verb: self._step(batch, verb))

    @rule(batch=BATCHES, verb=st.sampled_from([Verb.UNLOCK, Verb.VOID]))
    def go_back(self, batch: int, verb: Verb) -> None:
        self.attempt(lambda: self._step(batch, verb))

    @rule(batch=BATCHES)
    def finish(self, batch: int) -> None:
        self.attempt(lambda: self.paying.finish(batch, TODAY))

    def _step(self, batch: int, verb: Verb) -> Change:
        aid = self.doors.aid
        steps: dict[Verb, Callable[[], Change]] = {
            Verb.LOCK: lambda: aid.lock(batch),
            Verb.APPROVE: lambda: aid.approve(batch, "李主席"),
            Verb.PAY: lambda: self.paying.pay(batch, TODAY),
            Verb.UNLOCK: lambda: aid.unlock(batch, "名单有误"),
            Verb.VOID: lambda: aid.void(batch, "重复编制"),
        }
        return steps[verb]()

    @rule(line=LINES)
    def withhold(self, line: int) -> None:
        self.attempt(lambda: self.paying.withhold([line], "放弃"))

    @rule(line=LINES, day=DAYS)
    def fail(self, line: int, day: dt.date) -> None:
        self.attempt(lambda: self.paying.fail({line: self.failure}, day))

    @rule(line=LINES)
    def recover(self, line: int) -> None:
        self.attempt(lambda: self.paying.recover([line], "重复享受", TODAY))

    @rule(line=LINES)
    def settle(self, line: int) -> None:
        self.attempt(lambda: self.paying.settle([line], "不再补发"))

    @rule(batch=BATCHES)
    def repay(self, batch: int) -> None:
        self.attempt(lambda: self.paying.repay(batch))

    @rule(project=PROJECTS, amount=AMOUNTS)
    def grant(self, project: int, amount: int) -> None:
        self.attempt(lambda: self.doors.incentives.grant({project: amount}, day=TODAY))

    @rule(project=PROJECTS)
    def take_back(self, project: int) -> None:
        self.attempt(lambda: self.doors.incentives.take_back(project, "补正"))

    @rule(project=PROJECTS)
    def accept(self, project: int) -> None:
        self.attempt(lambda: self.doors.incentives.accept(project, day=TODAY))

    @rule(project=PROJECTS, amount=AMOUNTS, day=DAYS, fund=st.none() | FUNDS)
    def pay_project(self, project: int, amount: int, day: dt.date, fund: int | None) -> None:
        """Granted first, so that more than the beginning is tried."""
        self.attempt(lambda: self.doors.incentives.grant({project: 2_000_000}, day=TODAY))
        self.attempt(lambda: self.doors.incentives.pay(project, {"day": day, "amount": amount}, fund))

    @rule(instalment=INSTALMENTS, amount=AMOUNTS, day=DAYS, fund=st.none() | FUNDS)
    def correct_instalment(self, instalment: int, amount: int, day: dt.date, fund: int | None) -> None:
        values = {"amount": amount, "day": day}
        self.attempt(lambda: self.doors.incentives.correct_payment(instalment, values, fund, "录错"))

    @rule(instalment=INSTALMENTS)
    def void_instalment(self, instalment: int) -> None:
        self.attempt(lambda: self.doors.incentives.void_payment(instalment, "录错"))

    @rule()
    def undo(self) -> None:
        found = inversion.next_undo(self.db)
        if not found or found[0] <= self.began:
            return
        had = offices.dump(self.db)
        try:
            with translated():
                inversion.invert(self.db, found[0], households.rederive)
        except KnownError:
            assert not self.in_order
            assert offices.dump(self.db) == had
            return
        if self.in_order and found[0] in self.before:
            assert self.balances() == self.before[found[0]]

    @rule()
    def redo(self) -> None:
        found = inversion.next_redo(self.db)
        if found:
            self.attempt(lambda: inversion.invert(self.db, found[0], households.rederive))

    @rule(at=st.integers(0, 30))
    def undo_any(self, at: int) -> None:
        """Out of order, after which going back step by step need not lead to the beginning."""
        self._undo_one_of(list(self.before), at)

    @rule(at=st.integers(0, 3))
    def undo_carrying(self, at: int) -> None:
        """What stands in two funds is what goes wrong most easily."""
        carried = self.db.execute("SELECT id FROM operation WHERE label LIKE '结转%' AND kind = 'do'")
        self._undo_one_of([row[0] for row in carried.fetchall()], at)

    def _undo_one_of(self, operations: list[int], at: int) -> None:
        if not operations:
            return
        last = offices.scalar(self.db, "SELECT max(id) FROM operation")
        number = operations[at % len(operations)]
        self.attempt(lambda: inversion.invert(self.db, number, households.rederive))
        self.in_order = self.in_order and last == offices.scalar(self.db, "SELECT max(id) FROM operation")

    @invariant()
    def every_fund_balances_and_is_not_below_zero(self) -> None:
        for fund in self.funds.every():
            assert fund.balance == self.reckoned(fund.id) >= 0
            entries = self.funds.statement(fund.id)
            assert (entries[-1].balance if entries else 0) == fund.balance
            assert fund.received - fund.given == fund.balance + fund.bound + fund.paid + fund.outlays

    @invariant()
    def the_sums_that_the_list_shows_add_up(self) -> None:
        columns = listings.LISTINGS[Noun.FUNDS].columns
        for _, *cells in listings.page(self.db, Noun.FUNDS, [fund.id for fund in self.funds.every()]):
            shown = [
                cast("int", cell)
                for column, cell in zip(columns, cells, strict=True)
                if column.shown and column.kind is Kind.MONEY
            ]
            received, *gone, balance = shown
            assert received - sum(gone) == balance

    def reckoned(self, fund: int) -> int:
        """What is left of a fund, line by line and without the file's own sums."""
        left = sum(-one.amount if one.kind in LEAVES else one.amount for one in self.funds.receipts(fund))
        for batch in self.doors.aid.batches():
            lines = [one for one in self.doors.aid.payments(batch.id) if one.live and batch.fund == fund]
            if batch.state in HOLDS:
                left -= sum(one.amount for one in lines)
            elif batch.state in OUT:
                left -= sum(one.amount for one in lines if one.outcome is None)
        return left - sum(one.amount for one in self.instalments() if one.fund == fund)

    def instalments(self) -> list[Instalment]:
        found = (one for project in (1, 2) for one in self.doors.incentives.statement(project).live)
        return list(found)

    @invariant()
    def no_project_is_paid_more_than_it_was_granted(self) -> None:
        for project in (1, 2):
            found = self.doors.incentives.statement(project)
            assert found.paid <= found.granted
            assert found.paid == found.project.paid == sum(found.by_source.values())
            assert found.project.state in PAYABLE or not found.paid

    @invariant()
    def no_fund_that_is_kept_for_a_programme_pays_a_project(self) -> None:
        for fund in {one.fund for one in self.instalments() if one.fund}:
            assert self.funds.one(fund).programme is None

    @invariant()
    def what_was_carried_over_stands_on_both_sides(self) -> None:
        sides: dict[ReceiptKind, int] = dict.fromkeys(ReceiptKind, 0)
        for fund in self.funds.every():
            for one in self.funds.receipts(fund.id):
                sides[one.kind] += one.amount
        assert sides[ReceiptKind.CARRIED_IN] == sides[ReceiptKind.CARRIED_OUT]

    @invariant()
    def every_batch_draws_on_a_fund_for_its_programme(self) -> None:
        for batch in self.doors.aid.batches():
            if batch.state is not BatchState.VOID:
                assert self.funds.one(batch.fund).programme in {None, batch.programme}

    @invariant()
    def nobody_is_paid_more_often_than_the_programme_allows(self) -> None:
        often: dict[tuple[str, str | None], int] = {}
        for batch in self.doors.aid.batches():
            if batch.state in OUT:
                for line in self.doors.aid.payments(batch.id):
                    key = batch.programme, line.resident_id
                    often[key] = often.get(key, 0) + (line.live and line.outcome is None)
        assert all(count <= (2 if programme == "送温暖" else 1) for (programme, _), count in often.items())

    @invariant()
    def the_chain_holds(self) -> None:
        journal.verify(self.db)

    def teardown(self) -> None:
        if hasattr(self, "db"):
            self.db.close()
            shutil.rmtree(self.folder)


def play(template: Path, examples: int, steps: int) -> None:
    class Money(_Money):
        pass

    Money.template = template
    limits = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Money, settings=limits)


def test_any_history_of_money_keeps_every_fund_right(path: Path) -> None:
    play(path, 12, 30)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_many_long_histories_of_money_keep_every_fund_right(path: Path) -> None:
    play(path, 150, 60)
