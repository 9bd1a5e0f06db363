"""What goes to the bank of a batch, and what its answers mean."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from desktop.aid.bank import BankAnswer, BankLine, failure_of, total_of
from desktop.aid.batch import Batch, Means, Payment
from desktop.base.calendar import chinese_date
from desktop.base.findings import Finding, doubt
from desktop.base.money import short_yuan
from desktop.policy.aid_standards import FailureRule

OTHER = "其他原因"
"""What a refusal is called whose words no rule knows, where the bank says nothing either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What sending a batch would do.

    Attributes:
        lines: the transfers, in roster order.
        others: who isn't paid by the bank, and signs for cash or goods.
        times: the how many-th file it is; from the second on a reason is needed.
        before: what is known of the files before, as a sentence; empty where there was none.
    """

    batch: Batch
    lines: tuple[BankLine, ...]
    others: tuple[Payment, ...]
    times: int
    before: str

    @property
    def total(self) -> int:
        """What the transfers come to, in fen."""
        return total_of(self.lines)

    @property
    def sentence(self) -> str:
        """Count and total, and who is left for signature."""
        said = f"银行转账 {len(self.lines):,} 笔，合计 {short_yuan(self.total)} 元"
        if not self.others:
            return f"{said}。"
        cash = short_yuan(sum(one.amount for one in self.others))
        return f"{said}；另有 {len(self.others):,} 人没有银行卡或不走银行，共 {cash} 元，由本人签领。"

    def marked(self, path: Path) -> Path:
        """The path under which the file is written: a second one says in its name that it is."""
        return path if self.times == 1 else path.with_stem(f"{path.stem}（第{self.times}次送盘）")


def by_bank(payments: Iterable[Payment]) -> list[Payment]:
    """Who of a batch is paid by the bank."""
    return [one for one in payments if one.live and one.paid_by is Means.BANK and one.cash]


def bank_lines(batch: Batch, payments: Iterable[Payment]) -> tuple[BankLine, ...]:
    """The transfers of a batch: money only, what is given in goods isn't among it."""
    return tuple(
        BankLine(
            number=str(one.id),
            name=one.name,
            card=one.card or "",
            bank=one.bank or "",
            branch=one.bank or "",
            amount=one.cash,
            purpose=batch.programme,
            phone=one.phone or "",
            resident_id=one.resident_id or "",
        )
        for one in by_bank(payments)
    )


def stamp(lines: Iterable[BankLine]) -> str:
    """40 hexadecimal digits over whom the bank was told to pay how much."""
    words = [(one.number, one.name, one.card, one.amount) for one in lines]
    return blake2b(json.dumps(words, ensure_ascii=False).encode(), digest_size=20).hexdigest()


def files_out(batch: Batch, times: int, file: str) -> str:
    """What is known of the files that were written of a batch already: so many, the last one under that name.

    Where the batch knows of fewer, one was never entered, or the entry was undone.
    """
    if not times:
        return ""
    if _unentered(batch, times):
        return f"第 {times} 次送盘的文件“{file}”可能已经写出，但登记没有完成或已撤销。"
    when = f" {chinese_date(batch.sent_on)} " if batch.sent_on else ""
    named = f"，文件“{file}”" if file else ""
    return f"这一批{when}已送过 {times} 次盘{named}。"


def sent_before(batch: Batch, times: int, file: str) -> str:
    """The same, for who would send it once more."""
    if not times:
        return ""
    first = "请先查看那个文件是否已交给银行；已交的不要再送。" if _unentered(batch, times) else "请先问清银行没有付款；"
    return f"{files_out(batch, times, file)}{first}确要再送，请写明原因。"


def _unentered(batch: Batch, times: int) -> bool:
    return times > (batch.sent_times or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A transfer that the bank didn't make.

    Attributes:
        said: the bank's own words.
        failure: what we call it.
        action: what to do next; empty where no rule knows.
    """

    payment: Payment
    said: str
    failure: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a bank's return says of a batch, to be looked at before it is entered.

    Attributes:
        paid: who has the money.
        refusals: who hasn't, and why.
        unsaid: transfers of which it says nothing; they count as paid where it is entered so.
        findings: what there is to say of the sheet and its lines.
    """

    batch: Batch
    paid: tuple[Payment, ...]
    refusals: tuple[Refusal, ...]
    unsaid: tuple[Payment, ...]
    findings: tuple[Finding, ...]

    @property
    def failures(self) -> dict[int, str]:
        """The payments that failed, with the reason: what entering takes."""
        return {one.payment.id: one.failure for one in self.refusals}

    @property
    def sentence(self) -> str:
        """How many were paid and how many weren't, with the money."""
        back = short_yuan(sum(one.payment.amount for one in self.refusals))
        said = f"成功 {len(self.paid) + len(self.unsaid)} 笔，退回 {len(self.refusals)} 笔 {back} 元"
        return f"{said}；其中 {len(self.unsaid)} 笔回盘里没有，按成功登记。" if self.unsaid else f"{said}。"


def receipt(
    batch: Batch,
    payments: Sequence[Payment],
    answers: Iterable[BankAnswer],
    rules: Sequence[FailureRule],
    findings: tuple[Finding, ...] = (),
) -> Receipt:
    """What the bank's answers say of the transfers of a batch."""
    said = {one.number: one for one in answers}
    sent = by_bank(payments)
    refused = [(one, said[str(one.id)].said) for one in sent if str(one.id) in said and not said[str(one.id)].paid]
    paid = tuple(one for one in sent if str(one.id) in said and said[str(one.id)].paid)
    unsaid = tuple(one for one in sent if str(one.id) not in said)
    if paid and unsaid:  # it tells of those that went well too, so that silence means something
        names = "、".join(one.name for one in unsaid[:5])
        more = f"{names}等 {len(unsaid)} 人" if len(unsaid) > 1 else names
        findings += (doubt("answer_missing", f"回盘里没有{more}，请问清银行；直接登记就按成功算。"),)
    return Receipt(
        batch=batch,
        paid=paid,
        refusals=tuple(_refusal(one, words, rules) for one, words in refused),
        unsaid=unsaid,
        findings=findings,
    )


def _refusal(payment: Payment, said: str, rules: Sequence[FailureRule]) -> Refusal:
    rule = failure_of(said, rules)
    failure = rule.reason if rule else said.strip() or OTHER
    return Refusal(payment=payment, said=said, failure=failure, action=rule.action if rule else "")
