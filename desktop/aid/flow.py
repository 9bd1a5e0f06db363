"""How a batch moves on: every step it can take, what locking needs, and the chain over what was locked."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from hashlib import blake2b

from desktop.aid.batch import PAID_STATES, Batch, BatchState, Means, Payment, Stray
from desktop.aid.fund import Fund
from desktop.base.errors import ForbiddenError
from desktop.base.findings import Finding, doubt
from desktop.base.money import short_yuan
from desktop.base.text import tidy
from desktop.cases.household import State


class Verb(StrEnum):
    """What can be done with a batch."""

    LOCK = "锁定"
    UNLOCK = "退回编制"
    APPROVE = "审批"
    SEND = "送银行"
    RECALL = "撤回送盘"
    RECEIPT = "登记回执"
    PAY = "发放"
    FINISH = "完结"
    VOID = "作废"


FLOW: Mapping[BatchState, Mapping[Verb, BatchState]] = {
    BatchState.DRAWN: {Verb.LOCK: BatchState.LOCKED, Verb.VOID: BatchState.VOID},
    BatchState.LOCKED: {
        Verb.APPROVE: BatchState.APPROVED,
        Verb.UNLOCK: BatchState.DRAWN,
        Verb.VOID: BatchState.VOID,
    },
    BatchState.APPROVED: {
        Verb.SEND: BatchState.SENT,
        Verb.PAY: BatchState.PAID,
        Verb.UNLOCK: BatchState.DRAWN,
        Verb.VOID: BatchState.VOID,
    },
    BatchState.SENT: {Verb.RECEIPT: BatchState.PAID, Verb.RECALL: BatchState.APPROVED},
    BatchState.PAID: {Verb.FINISH: BatchState.FINISHED},
    BatchState.FINISHED: {},
    BatchState.VOID: {},
}
"""Every step there is; taking a batch back undoes its locking and its approval."""

_WAY_OUT: Mapping[BatchState, str] = {
    BatchState.DRAWN: "请先锁定",
    BatchState.LOCKED: "请先审批，或退回编制",
    BatchState.APPROVED: "请送银行或登记发放，或退回编制",
    BatchState.SENT: "请登记银行回执；银行没有受理的，请先撤回送盘",
    BatchState.PAID: "已发出的钱不能改账，要更正请另建批次",
    BatchState.FINISHED: "已发出的钱不能改账，要更正请另建批次",
    BatchState.VOID: "请另建批次",
}


def verbs(state: BatchState) -> tuple[Verb, ...]:
    """What can be done with a batch in that state."""
    return tuple(FLOW[state])


def step(state: BatchState, verb: Verb) -> BatchState:
    """The state after it; ``ForbiddenError`` where the batch can't take that step."""
    after = FLOW[state].get(verb)
    if after is None:
        raise ForbiddenError(f"批次{state}，不能{verb}，什么也没有改动；{_WAY_OUT[state]}。")
    return after


def require_open(state: BatchState) -> None:
    """``ForbiddenError`` where a batch's list and amounts can't be changed any more."""
    if state is not BatchState.DRAWN:
        out = "请先退回编制" if Verb.UNLOCK in FLOW[state] else _WAY_OUT[state]
        raise ForbiddenError(f"批次{state}，名单和金额不能再改，什么也没有改动；{out}。")


class LineVerb(StrEnum):
    """What can be done with single lines of a batch that is locked."""

    WITHHOLD = "停发"
    FAIL = "登记退回"
    RECOVER = "登记收回"
    SETTLE = "处理退回"
    SIGN = "登记签收"


LINES: Mapping[LineVerb, frozenset[BatchState]] = {
    LineVerb.WITHHOLD: frozenset({BatchState.LOCKED, BatchState.APPROVED}),
    LineVerb.FAIL: frozenset(PAID_STATES),
    LineVerb.RECOVER: frozenset(PAID_STATES),
    LineVerb.SETTLE: frozenset(PAID_STATES),
    LineVerb.SIGN: frozenset({BatchState.APPROVED, BatchState.SENT, *PAID_STATES}),
}
"""In which states of its batch a line takes it."""

_LINE_OUT: Mapping[tuple[LineVerb, BatchState], str] = {
    (LineVerb.WITHHOLD, BatchState.DRAWN): "编制中的请列为不发",
    (LineVerb.WITHHOLD, BatchState.SENT): "银行没有受理的，请先撤回送盘；已经受理的，请在回执里登记退回",
    (LineVerb.WITHHOLD, BatchState.PAID): "钱已发出，请登记退回或收回",
    (LineVerb.WITHHOLD, BatchState.FINISHED): "钱已发出，请登记退回或收回",
    (LineVerb.FAIL, BatchState.APPROVED): "请先登记发放",
}


def require_line(state: BatchState, verb: LineVerb) -> None:
    """``ForbiddenError`` where the lines of a batch in that state can't take that step."""
    if state not in LINES[verb]:
        out = _LINE_OUT.get((verb, state), _WAY_OUT[state])
        raise ForbiddenError(f"批次{state}，不能{verb}，什么也没有改动；{out}。")


def check_lock(batch: Batch, payments: Sequence[Payment], fund: Fund) -> tuple[Finding, ...]:
    """What stands against locking: nobody to pay, too little money, an amount of nothing, somebody twice.

    A payee without a card only warns: cash is signed for (reference: domain §2.7).

    Raises:
        ValueError: the payments or the fund aren't those of the batch.
    """
    if fund.id != batch.fund or any(one.batch != batch.id for one in payments):
        raise ValueError(batch.id)
    paid = [one for one in payments if one.live]
    return (*_total(paid, fund), *_lines(paid))


def _total(paid: Sequence[Payment], fund: Fund) -> Iterator[Finding]:
    total = sum(one.amount for one in paid)
    if not paid:
        yield Finding(code="no_payees", message="批次里没有发放对象，请先加入发放对象。", field="payees")
    if total > fund.balance:
        short = short_yuan(total - fund.balance)
        yield Finding(
            code="fund_short",
            message=f"“{fund.name}”余额 {short_yuan(fund.balance)} 元，本批合计 {short_yuan(total)} 元，"
            f"还差 {short} 元，请先登记到账或减少发放对象。",
            field="total",
        )


def _lines(paid: Sequence[Payment]) -> Iterator[Finding]:
    seen: dict[tuple[str, str | None, int | None], str] = {}
    for one in paid:
        if one.amount <= 0:
            message = f"“{one.name}”的金额是 {short_yuan(one.amount)} 元，请改正金额或注明不发原因。"
            yield Finding(code="no_amount", message=message, field="amount", record=one.id)
        if one.resident_id is not None:
            whose = (one.resident_id, one.beneficiary_id, one.request)
            if whose in seen:
                message = f"“{one.name}”与“{seen[whose]}”身份证号相同，一批只能发一次，请去掉一个。"
                yield Finding(code="payee_twice", message=message, field="resident_id", record=one.id)
            seen.setdefault(whose, one.name)
        if one.paid_by is Means.CASH and not one.card:
            yield doubt("no_card", f"“{one.name}”没有银行卡号，只能发现金并签字。").about("card").of(one.id)


def check_strays(strays: Iterable[Stray]) -> tuple[Finding, ...]:
    """What stands against locking since files became others: only what is on file is paid, and to its applicant."""
    return tuple(
        Finding(code="payee_strayed", message=_strayed(one), field="payees", record=one.payment) for one in strays
    )


def _strayed(one: Stray) -> str:
    if one.state is not State.ON_FILE:
        return f"“{one.name}”的档案现在是“{one.state}”，不在档的不能发放，请列为不发。"
    if one.head != one.name:
        return f"“{one.name}”已不是这一户的申请人（现在是“{one.head}”），请列为不发，给现在的申请人另行编制。"
    return f"“{one.name}”的身份证号或申请人在编制之后改过，名单上仍是原来的，请列为不发，另行编制。"


def require_means(line: Payment, means: Means) -> None:
    """``ForbiddenError`` where a payee can't get it so: by the bank without a card, in goods what is money."""
    if means is Means.BANK and not line.card:
        raise ForbiddenError(f"{line.name}没有银行卡号，不能改为{means}，没有改动；请先在档案里补填，再刷新卡号。")
    if means is Means.GOODS and line.cash:
        raise ForbiddenError(f"{line.name}有 {short_yuan(line.cash)} 元是钱，不能改为{means}，没有改动。")


SEALED = "batch household position name resident_id card bank category staff_no file_no amount reason excluded".split()
"""The fields of a payment that its digest vouches for, in their order."""

SEALED_TOO = "beneficiary beneficiary_id means goods goods_note override override_by request visit repays".split()
"""Those that it vouches for where they are filled, by name; payments of older files have none of them."""


def digest(payment: Payment, previous: str = "", *, key: bytes = b"") -> str:
    """40 hexadecimal digits over what was decided and the digest before it, so that no line can change unseen.

    Texts are composed and tidied first, nothing counts as an empty text. ``key`` is the office's own, up to 64 bytes.
    """
    words = [previous, *(_normal(getattr(payment, name)) for name in SEALED)]
    more = ((name, getattr(payment, name)) for name in SEALED_TOO)
    words += [part for name, value in more if value is not None for part in (name, _normal(value))]
    # JSON, because it keeps the fields apart whatever stands in them.
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return blake2b(text.encode(), digest_size=20, key=key).hexdigest()


def _normal(value: object) -> str | int:
    if value is None:
        return ""
    return value if isinstance(value, int) else tidy(str(value))


def chain(payments: Sequence[Payment], *, key: bytes = b"") -> Iterator[str]:
    """The digest of each payment of a batch in turn; the last one is printed on the roster."""
    previous = ""
    for payment in payments:
        previous = digest(payment, previous, key=key)
        yield previous


def first_broken(payments: Sequence[Payment], *, key: bytes = b"") -> Payment | None:
    """The first locked payment that isn't as it was locked; None where all are."""
    for payment, right in zip(payments, chain(payments, key=key), strict=True):
        if payment.digest != right:
            return payment
    return None
