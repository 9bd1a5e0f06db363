"""Paying anew what came back: the same people, the same amounts, the cards of today."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from sqlite_utils import Database

from desktop.aid.batch import PAID_STATES, Batch, Payment
from desktop.base.calendar import today
from desktop.base.errors import ForbiddenError
from desktop.base.identity import mask_card
from desktop.base.money import short_yuan
from desktop.office.lines import Judge, hindrance
from desktop.policy.aid_standards import FailureRule
from desktop.policy.standards import Policy
from desktop.store import batches, paying
from desktop.store.paying import Account, Anew, Successor

_NAMED = 5
"""How many are named in a sentence."""


@dataclass(frozen=True, slots=True)
class RepayLine:
    """One payment that came back.

    Attributes:
        account: where it would be paid today.
        claim: what it held before; it is taken over.
        hindrance: why it can't be paid anew, as a sentence; empty where it can.
        action: what the clerk should have done before.
    """

    payment: Payment
    account: Account
    claim: str
    hindrance: str
    action: str

    @property
    def same_card(self) -> bool:
        """Whether it would go to the very card that it came back from."""
        return self.payment.card is not None and self.account.card == self.payment.card


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaying:
    """What paying anew would do.

    Attributes:
        lines: what would stand in the new batch.
        left: what came back and isn't paid anew, by the rule of its reason; it is to be settled.
    """

    batch: Batch
    lines: tuple[RepayLine, ...]
    left: tuple[Payment, ...]

    @property
    def sentence(self) -> str:
        """How many and how much, and whose card is still the one that failed."""
        able = [one.payment for one in self.lines if not one.hindrance]
        said = f"补发 {len(able)} 人，合计 {short_yuan(sum(one.amount for one in able))} 元"
        same = [one.payment.name for one in self.lines if one.same_card and not one.hindrance]
        if same:
            more = f"等 {len(same)} 人" if len(same) > _NAMED else ""
            said += f"；{'、'.join(same[:_NAMED])}{more}的卡号与退回时相同，请先核对"
        return f"{said}。"


def look(db: Database, batch: Batch, policy: Policy, rules: Sequence[FailureRule]) -> Repaying:
    """What paying anew would do; ``ForbiddenError`` where there is nothing to pay anew."""
    if batch.state not in PAID_STATES:
        raise ForbiddenError(f"批次{batch.state}，没有退回可以补发，什么也没有改动。")
    by_reason = {rule.reason: rule for rule in rules}
    back = paying.unsettled(db, batch.id)
    final = tuple(one for one in back if one.failure in by_reason and not by_reason[one.failure].repay)
    wanted = [one for one in back if one not in final]
    if not wanted:
        left = f"，{len(final)} 笔按退回原因不补发，请写明怎样处理" if final else ""
        raise ForbiddenError(f"“{batch.title}”没有需要补发的退回{left}；什么也没有改动。")
    return Repaying(batch=batch, lines=tuple(_lines(db, batch, wanted, policy, by_reason)), left=final)


def _lines(
    db: Database, batch: Batch, wanted: Sequence[Payment], policy: Policy, rules: Mapping[str, FailureRule]
) -> Iterator[RepayLine]:
    """Each with what stands against it beside everything that the year gave since."""
    accounts, claims = paying.accounts(db, batch.id), paying.lost_claims(db, batch.id)
    held = paying.holders(db, claims.values())
    judge = Judge(db, replace(batch, id=0), policy, wanted)  # what else stands in that batch is no matter
    for payment, one in judge:
        sentence = hindrance(payment, one, policy.programme(batch.programme))
        lost = claims.get(payment.id)
        claim = (lost if lost and lost not in held else one.claim) or f"补发|{payment.id}"
        if not sentence and claim in held:
            sentence = f"已另外列入“{held[claim]}”"
        judge.take(one, 0 if sentence else payment.amount)
        rule = rules.get(payment.failure or "")
        action = rule.action if rule else ""
        yield RepayLine(payment, accounts[payment.id], claim, sentence and f"{sentence.rstrip('。')}，不再补发", action)


def title(db: Database, batch: Batch) -> str:
    """The usual title of a batch that pays another anew."""
    usual = f"{batch.title}（补发）"
    taken = batches.titles(db, usual)
    numbered = (usual if number == 1 else f"{usual}第 {number} 次" for number in count(1))
    return next(one for one in numbered if one not in taken)


def draw_up(db: Database, one: Repaying, named: str, fund: int) -> int:
    """Write the new batch within an operation; its number."""
    return paying.repay(db, one.batch, Successor(named, fund, today()), map(_anew, one.lines))


def _anew(line: RepayLine) -> Anew:
    came_back = f"补发：{line.payment.failure or '退回'}"
    if line.same_card:
        card = f"卡号仍是 {mask_card(line.payment.card or '')}"
    else:
        card = f"卡号已改为 {mask_card(line.account.card)}" if line.account.card else "改发现金"
    return Anew(
        payment=line.payment,
        account=line.account,
        reason=f"{line.payment.reason}；{came_back}，{card}",
        claim=None if line.hindrance else line.claim,
        excluded=line.hindrance or None,
    )
