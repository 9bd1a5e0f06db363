"""What can be done with a batch as it stands: the one thing that comes next, and what else is possible."""

from collections.abc import Iterator
from typing import NamedTuple

from desktop.aid import flow
from desktop.aid.batch import Batch, BatchState
from desktop.aid.flow import Verb
from ui.aid.facts import BatchFacts


class Step(NamedTuple):
    """One thing that can be done with a batch; of the steps that aren't in the flow ``verb`` is None."""

    name: str
    text: str
    icon: str = ""
    verb: Verb | None = None


STEPS = {
    one.name: one
    for one in (
        Step("lock", "锁定", "lock", Verb.LOCK),
        Step("approve", "登记审批…", "check", Verb.APPROVE),
        Step("send", "送银行…", "upload", Verb.SEND),
        Step("receipt", "登记回执…", "download", Verb.RECEIPT),
        Step("pay", "登记发放…", "coins", Verb.PAY),
        Step("repay", "补发退回的…", "redo"),
        Step("finish", "完结…", "check", Verb.FINISH),
        Step("add", "加人…", "plus"),
        Step("upper", "上级批复文号…", "edit"),
        Step("refresh", "从档案刷新卡号", "redo"),
        Step("export", "导出金额表…", "upload"),
        Step("enter", "导入金额表…", "download"),
        Step("recall", "撤回送盘…", "undo", Verb.RECALL),
        Step("unlock", "退回编制…", "undo", Verb.UNLOCK),
        Step("void", "作废…", "void", Verb.VOID),
    )
}
"""Everything there is, what leads forward first."""

_DRAWN = ("add", "upper", "refresh", "export", "enter")


def next_step(facts: BatchFacts) -> Step | None:
    """The step forward: a batch of which nobody is paid by the bank is paid without it."""
    state = facts.batch.state
    if state is BatchState.APPROVED:
        return STEPS["send" if facts.transfers else "pay"]
    if state is BatchState.PAID:
        return STEPS["repay" if facts.repayable else "finish"]
    forward = {BatchState.DRAWN: "lock", BatchState.LOCKED: "approve", BatchState.SENT: "receipt"}
    return STEPS[forward[state]] if state in forward else None


def other_steps(facts: BatchFacts) -> tuple[Step, ...]:
    """What else is possible, in the order of ``STEPS``."""
    first, possible = next_step(facts), set(_possible(facts))
    return tuple(one for one in STEPS.values() if one.name in possible and one != first)


def _possible(facts: BatchFacts) -> Iterator[str]:
    verbs = flow.verbs(facts.batch.state)
    yield from (one.name for one in STEPS.values() if one.verb in verbs and (one.verb != Verb.SEND or facts.transfers))
    if facts.batch.state is BatchState.DRAWN:
        yield from _DRAWN
    if facts.repayable:
        yield "repay"


def way(batch: Batch, transfers: int) -> tuple[str, ...]:
    """The states on a batch's way, as they are called above it: cash skips the bank."""
    if batch.sent_on or (transfers and batch.paid_on is None):
        return ("编制", "锁定", "审批", "送银行", "回执", "完结")
    return ("编制", "锁定", "审批", "发放", "完结")


def done(batch: Batch, steps: tuple[str, ...]) -> int:
    """How many of them are behind."""
    by_bank = "送银行" in steps
    return {
        BatchState.DRAWN: 1,
        BatchState.LOCKED: 2,
        BatchState.APPROVED: 3,
        BatchState.SENT: 4,
        BatchState.PAID: 4 + by_bank,
        BatchState.FINISHED: 5 + by_bank,
    }.get(batch.state, 0)


def notes(batch: Batch, steps: tuple[str, ...]) -> tuple[str, ...]:
    """What stands below each: the day, or who did it."""
    paid = f"{batch.paid_on}" if batch.paid_on else ""
    sent = f"{batch.sent_on}" if batch.sent_on and done(batch, steps) > steps.index("送银行") else ""
    told = {
        "编制": f"{batch.decided_on} 决定",
        "审批": batch.approved_by or "",
        "送银行": sent,
        "回执": paid,
        "发放": paid,
        "完结": f"{batch.finished_on}" if batch.finished_on else "",
    }
    return tuple(told.get(step, "") for step in steps)
