"""Whatever is done with paid batches: nobody has it twice, the balance is right to the fen, undo leads back."""

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from desktop.aid.batch import PAID_STATES, BatchState, Outcome, Payment
from desktop.aid.flow import Verb
from desktop.base.errors import KnownError
from desktop.store import inversion
from tests import offices
from tests.desktop.office.banking import COMMON
from tests.desktop.store.test_inversion import undo
from tests.offices import TODAY, Doors

PEOPLE, AMOUNT = 3, 5_000_00

Deed = Callable[[Doors, int, list[int]], object]

DEEDS: dict[str, Deed] = {
    "draw": lambda doors, _, __: doors.batch(1),
    "lock": lambda doors, batch, _: doors.aid.lock(batch),
    "approve": lambda doors, batch, _: doors.aid.approve(batch, "李主席"),
    "unlock": lambda doors, batch, _: doors.aid.unlock(batch, "名单有误"),
    "void": lambda doors, batch, _: doors.aid.void(batch, "重复"),
    "send": lambda doors, batch, _: doors.paying.send(batch, COMMON, doors.path.with_name("银行.xlsx"), TODAY, "再送"),
    "recall": lambda doors, batch, _: doors.paying.recall(batch, "格式不对"),
    "receipt": lambda doors, batch, some: doors.paying.receipt(batch, TODAY, dict.fromkeys(some, "户名不符")),
    "pay": lambda doors, batch, _: doors.paying.pay(batch, TODAY),
    "fail": lambda doors, _, some: doors.paying.fail(dict.fromkeys(some, "卡号错误"), TODAY),
    "recover": lambda doors, _, some: doors.paying.recover(some, "已不符合条件", TODAY),
    "settle": lambda doors, _, some: doors.paying.settle(some, "本人放弃"),
    "repay": lambda doors, batch, _: doors.paying.repay(batch),
    "withhold": lambda doors, _, some: doors.paying.withhold(some, "核查"),
    "finish": lambda doors, batch, _: doors.paying.finish(batch, TODAY),
    "undo": lambda doors, _, __: undo(doors.db),
}

NEXT = {
    BatchState.DRAWN: "lock",
    BatchState.LOCKED: "approve",
    BatchState.APPROVED: "send",
    BatchState.SENT: "receipt",
    BatchState.PAID: "repay",
}


def on(doors: Doors, batch: int, some: list[int]) -> object:
    """What usually comes next."""
    return DEEDS[NEXT.get(doors.aid.batch(batch).state, "draw")](doors, batch, some)


DEEDS["on"] = on
STEP = st.tuples(
    st.sampled_from((*DEEDS, *("on",) * 2 * len(DEEDS))),
    st.integers(0, 3),
    st.sets(st.integers(0, PEOPLE - 1), max_size=2),
)


@settings(max_examples=25, phases=(Phase.reuse, Phase.generate))  # each is a file of its own: shrinking takes too long
@given(steps=st.lists(STEP, min_size=5, max_size=25))
def test_nobody_has_it_twice_and_every_fen_is_somewhere(
    template: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, set[int]]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NIANGJIA_NOW", offices.NOW)
        with offices.opened(Path(shutil.copyfile(template, folder / "office.niangjia"))) as doors:
            for seed in range(PEOPLE):
                doors.enter(seed)
            doors.fund(2 * PEOPLE * AMOUNT)
            doors.seen_through(doors.batch(1), Verb.LOCK, Verb.APPROVE)
            start = operations(doors)
            before = offices.dump(doors.db)
            for name, batch, who in steps:
                if name == "undo" and operations(doors) == start:
                    continue
                number = batch % len(doors.aid.batches()) + 1
                lines = doors.aid.payments(number)
                try:
                    DEEDS[name](doors, number, [one.id for place, one in enumerate(lines) if place in who])
                except KnownError:
                    continue
                check(doors)
            while operations(doors) > start:
                undo(doors.db)
                check(doors)
            assert offices.dump(doors.db) == before
    shutil.rmtree(folder)


def operations(doors: Doors) -> int:
    """The number of the newest operation that stands."""
    found = inversion.next_undo(doors.db)
    return found[0] if found else 0


def check(doors: Doors) -> None:
    """The balance by adding up what is out, and who has money or is about to have it."""
    batches = {one.id: one for one in doors.aid.batches()}
    lines = [line for number in batches for line in doors.aid.payments(number)]
    live = [one for one in lines if one.live and batches[one.batch].state is not BatchState.VOID]
    stays = [one for one in live if not one.outcome]
    assert max(Counter(one.resident_id for one in stays).values(), default=0) <= 1
    held = {state for state in BatchState if state not in {BatchState.DRAWN, BatchState.VOID}}
    out = sum(one.amount for one in stays if batches[one.batch].state in held)
    fund = doors.funds.one(1)
    assert fund.balance == 2 * PEOPLE * AMOUNT - out
    assert fund.balance >= 0
    assert fund.returned == sum(one.amount for one in live if one.outcome)
    for number, batch in batches.items():
        assert batch.unsettled == sum(waits(one, lines, stays) for one in live if one.batch == number)
        assert (batch.voucher is not None) == (batch.state in PAID_STATES)


def waits(line: Payment, lines: list[Payment], stays: list[Payment]) -> bool:
    """Whether a line came back and nothing was done about it."""
    if line.outcome is not Outcome.FAILED or line.settled:
        return False
    heirs = [one for one in lines if one.repays == line.id]
    return not any(one in stays or one.outcome for one in heirs)
