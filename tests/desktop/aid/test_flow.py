"""How a batch moves on, what locking needs, and that no locked line changes unseen."""

from dataclasses import fields, replace
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.aid.batch import BatchState, Payment
from desktop.aid.flow import FLOW, SEALED, Verb, chain, check_lock, digest, first_broken, step, verbs
from desktop.base.errors import ForbiddenError
from tests.builders import batch, fund, payment

VERBS = st.lists(st.sampled_from(Verb), max_size=12)


def walk(taken: list[Verb]) -> list[BatchState]:
    """The states of a new batch, with the verbs it refuses left out."""
    seen = [BatchState.DRAWN]
    for verb in taken:
        if verb in verbs(seen[-1]):
            seen.append(step(seen[-1], verb))
    return seen


@given(VERBS)
def test_nothing_is_paid_that_was_not_locked_and_then_approved(taken: list[Verb]) -> None:
    seen = walk(taken)
    if BatchState.PAID in seen:
        end = seen.index(BatchState.PAID)
        way = [one for one, _ in groupby(one for one in seen[:end] if one is not BatchState.SENT)]
        assert way[-2:] == [BatchState.LOCKED, BatchState.APPROVED]


@given(VERBS)
def test_what_is_paid_or_void_stays_so(taken: list[Verb]) -> None:
    seen = walk(taken)
    assert not {BatchState.FINISHED, BatchState.VOID} & set(seen[:-1])
    if BatchState.PAID in seen:
        assert set(seen[seen.index(BatchState.PAID) :]) <= {BatchState.PAID, BatchState.FINISHED}


@pytest.mark.parametrize("state", BatchState)
@pytest.mark.parametrize("verb", Verb)
def test_a_step_is_taken_or_refused_with_a_way_out(state: BatchState, verb: Verb) -> None:
    if verb in verbs(state):
        assert step(state, verb) is FLOW[state][verb]
    else:
        with pytest.raises(ForbiddenError, match=f"批次{state}，不能{verb}，什么也没有改动；.+。"):
            step(state, verb)


def test_every_state_can_be_reached() -> None:
    assert {BatchState.DRAWN, *(after for steps in FLOW.values() for after in steps.values())} == set(BatchState)


def test_a_batch_that_is_neither_sent_nor_paid_can_be_voided() -> None:
    assert {state for state in BatchState if Verb.VOID in verbs(state)} == {
        BatchState.DRAWN,
        BatchState.LOCKED,
        BatchState.APPROVED,
    }


def test_a_batch_in_order_can_be_locked() -> None:
    assert check_lock(batch(), [payment(0), payment(1)], fund()) == ()


@pytest.mark.parametrize("lines", [[], [payment(0, excluded="已脱困")]])
def test_a_batch_without_payees_cannot(lines: list[Payment]) -> None:
    assert [one.code for one in check_lock(batch(), lines, fund())] == ["no_payees"]


@pytest.mark.parametrize(("balance", "short"), [(1000000, False), (999999, True)])
def test_the_fund_must_hold_the_total_to_the_fen(balance: int, short: bool) -> None:  # noqa: FBT001
    found = check_lock(batch(), [payment(0), payment(1), payment(2, excluded="已脱困")], fund(received=balance))
    assert [one.code for one in found] == (["fund_short"] if short else [])
    assert not short or "还差 0.01 元" in found[0].message


def test_what_other_batches_bind_is_not_there() -> None:
    assert check_lock(batch(), [payment(0)], fund(received=1000000, bound=400000, paid=200000))[0].refuses


def test_nobody_is_paid_nothing() -> None:
    assert [one.code for one in check_lock(batch(), [payment(0, amount=0)], fund())] == ["no_amount"]
    assert check_lock(batch(), [payment(0), payment(1, amount=0, excluded="已脱困")], fund()) == ()


def test_nobody_is_paid_twice_in_one_batch() -> None:
    twice = replace(payment(1), resident_id=payment(0).resident_id)
    assert [one.code for one in check_lock(batch(), [payment(0), twice], fund())] == ["payee_twice"]


def test_a_payee_without_a_card_only_warns() -> None:
    found = check_lock(batch(), [payment(0, card=None)], fund())
    assert [(one.code, one.refuses, one.field) for one in found] == [("no_card", False, "card")]


@pytest.mark.parametrize(("lines", "money"), [([payment(0)], fund(id=9)), ([payment(0, batch=9)], fund())])
def test_another_batchs_lines_or_fund_are_misuse(lines: list[Payment], money: object) -> None:
    with pytest.raises(ValueError, match="1"):
        check_lock(batch(), lines, money)  # type: ignore[arg-type]


def test_the_digest_is_forty_hexadecimal_digits() -> None:
    assert len(bytes.fromhex(digest(payment()))) == 20


@pytest.mark.parametrize("name", SEALED)
def test_every_sealed_field_is_in_the_digest(name: str) -> None:
    value = getattr(payment(), name)
    other = value + 1 if isinstance(value, int) else f"{value or ''}改"
    assert digest(replace(payment(), **{name: other})) != digest(payment())


def test_sealed_fields_are_fields_of_a_payment() -> None:
    assert set(SEALED) <= {one.name for one in fields(Payment)} - {"id", "digest"}


def test_the_digest_depends_on_the_one_before_and_on_the_key() -> None:
    assert len({digest(payment()), digest(payment(), "0"), digest(payment(), key=b"k")}) == 3


def test_the_same_text_written_otherwise_is_the_same() -> None:
    assert digest(payment(name="王\u3000桂兰 ")) == digest(payment(name="王 桂兰"))
    assert digest(payment(card=None)) == digest(payment(card=""))


@given(st.text(max_size=5), st.text(max_size=5))
def test_text_cannot_slip_from_one_field_into_the_next(bank: str, number: str) -> None:
    moved = digest(payment(bank=f"{bank}x", staff_no=number))
    assert moved != digest(payment(bank=bank, staff_no=f"x{number}"))


@given(st.integers(1, 8), st.data())
def test_the_first_line_that_was_changed_is_found(count: int, data: st.DataObject) -> None:
    lines = [payment(seed) for seed in range(count)]
    sealed = [replace(line, digest=one) for line, one in zip(lines, chain(lines, key=b"k"), strict=True)]
    assert first_broken(sealed, key=b"k") is None
    at = data.draw(st.integers(0, count - 1))
    sealed[at] = replace(sealed[at], amount=sealed[at].amount + 1)
    assert first_broken(sealed, key=b"k") is sealed[at]


@given(st.integers(2, 8), st.data())
def test_lines_taken_out_or_exchanged_are_found(count: int, data: st.DataObject) -> None:
    lines = [payment(seed) for seed in range(count)]
    sealed = [replace(line, digest=one) for line, one in zip(lines, chain(lines), strict=True)]
    at = data.draw(st.integers(0, count - 2))
    assert first_broken(sealed[:at] + sealed[at + 1 :])
    sealed[at], sealed[at + 1] = sealed[at + 1], sealed[at]
    assert first_broken(sealed)
