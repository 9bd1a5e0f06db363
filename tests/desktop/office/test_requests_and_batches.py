"""Applications and the batches that pay them: neither goes on without the other."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.aid.request import RequestState
from desktop.base.errors import ForbiddenError, KnownError
from desktop.store import inversion
from tests import asking, offices
from tests.asking import SIGNED
from tests.offices import TODAY, Doors


@pytest.fixture
def doors(doors: Doors) -> Doors:
    """Three files that asked for temporary aid, and money."""
    for seed in range(3):
        doors.enter(seed, members=1)
    doors.standing.enter([asking.ONCE])
    doors.fund()
    for number in (1, 2, 3):
        doors.requests.save(doors.requests.begin({"programme": "临时救助", "household": number}))
    return doors


def drawn(doors: Doors, *numbers: int) -> int:
    """A batch of these applications; its number."""
    made = doors.aid.draw_up(programme="临时救助", fund=1, decided_on=TODAY, requests=numbers).record
    assert made is not None
    return made


def undo(doors: Doors, operation: int) -> list[str]:
    """The reasons for which something was kept."""
    return [one.reason for one in inversion.invert(doors.db, operation, lambda *_: None).kept]


def test_what_was_granted_waits_for_a_batch_and_stands_in_it_then(doors: Doors) -> None:
    doors.requests.decide([1, 2], **SIGNED)
    assert doors.requests.ready("临时救助") == [1, 2]
    batch = drawn(doors, 1)
    assert doors.requests.ready("临时救助") == [2]
    one = doors.requests.one(1)
    assert (one.batch, one.batch_state) == (batch, "编制")


def test_what_stands_in_a_batch_is_neither_taken_back_nor_withdrawn(doors: Doors) -> None:
    doors.requests.decide([1], **SIGNED)
    batch = drawn(doors, 1)
    for verb in (doors.requests.take_back, doors.requests.withdraw):
        with pytest.raises(ForbiddenError, match="已列入批次"):
            verb([1])
    doors.aid.exclude(doors.aid.payments(batch)[0].id, "本人放弃")
    doors.requests.take_back([1])
    assert doors.requests.one(1).state is RequestState.OPEN


def test_a_void_batch_gives_its_applications_free(doors: Doors) -> None:
    doors.requests.decide([1], **SIGNED)
    doors.aid.void(drawn(doors, 1), "重复")
    assert doors.requests.ready("临时救助") == [1]


def test_a_grant_is_not_undone_from_under_a_batch(doors: Doors) -> None:
    granted = doors.requests.decide([1, 2], **SIGNED).operation
    drawn(doors, 1)
    assert undo(doors, granted) == ["之后又被别的记录用到"]
    assert [doors.requests.one(one).state for one in (1, 2)] == [RequestState.GRANTED, RequestState.OPEN]


def test_what_was_paid_is_finished_with_its_result(doors: Doors) -> None:
    doors.requests.decide([1], **SIGNED)
    batch = drawn(doors, 1)
    doors.aid.lock(batch)
    doors.aid.approve(batch, "李主席")
    doors.paying.pay(batch, TODAY)
    doors.requests.finish([1], result="已发放到卡")
    assert (doors.requests.one(1).state, doors.requests.one(1).batch_state) == (RequestState.DONE, "已发放")


Step = tuple[str, int]
STEPS: dict[str, Callable[[Doors, int], object]] = {
    "同意": lambda doors, one: doors.requests.decide([one], **SIGNED),
    "不予": lambda doors, one: doors.requests.refuse([one], **SIGNED, opinion="不实"),
    "撤回": lambda doors, one: doors.requests.withdraw([one]),
    "退回": lambda doors, one: doors.requests.take_back([one]),
    "办结": lambda doors, one: doors.requests.finish([one], result="办完"),
    "编制": drawn,
    "作废": lambda doors, one: doors.aid.void(doors.requests.one(one).batch or 0, "重复"),
    "撤销": lambda doors, _: undo(doors, (inversion.next_undo(doors.db) or (0, ""))[0]),
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the histories below are played."""
    with pytest.MonkeyPatch.context() as clock:
        clock.setenv("NIANGJIA_NOW", offices.NOW)
        yield tmp_path_factory.mktemp("histories")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(1, 3)), max_size=14))
def test_whatever_is_done_only_what_is_granted_stands_in_a_batch(kept: Path, template: Path, steps: list[Step]) -> None:
    path = kept / "one.niangjia"
    path.write_bytes(template.read_bytes())
    with offices.opened(path) as doors:
        for seed in range(3):
            doors.enter(seed, members=1)
        doors.standing.enter([asking.ONCE])
        doors.fund()
        for number in (1, 2, 3):
            doors.requests.save(doors.requests.begin({"programme": "临时救助", "household": number}))
        for name, number in steps:
            with suppress(KnownError):
                STEPS[name](doors, number)
        for one in doors.requests.of_programme("临时救助"):
            assert one.batch is None or one.state in {RequestState.GRANTED, RequestState.DONE}
            assert (one.granted is None) == (one.state in {RequestState.OPEN, RequestState.REFUSED}) or (
                one.state is RequestState.WITHDRAWN
            )
