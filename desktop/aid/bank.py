"""What a bank is told to pay, and what it answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from desktop.base.fields import Kind, field
from desktop.base.text import squeeze
from desktop.policy.aid_standards import FailureRule


@dataclass(frozen=True, slots=True, kw_only=True)
class BankLine:
    """One transfer; ``amount`` is fen.

    Attributes:
        number: by which we know the payment again; banks that print it back spare us guessing.
        bank: of the payee's account; ``branch`` is its office.
        purpose: what the payee's statement says.
    """

    number: Annotated[str, field("发放编号")]
    name: Annotated[str, field("收款户名", Kind.NAME)]
    card: Annotated[str, field("收款账号", Kind.CARD, sensitive=True)]
    bank: Annotated[str, field("开户银行")] = ""
    branch: Annotated[str, field("开户网点")] = ""
    amount: Annotated[int, field("金额", Kind.MONEY)]
    purpose: Annotated[str, field("用途")] = ""
    remark: Annotated[str, field("备注")] = ""
    phone: Annotated[str, field("手机号", Kind.PHONE, sensitive=True)] = ""
    resident_id: Annotated[str, field("身份证号", Kind.RESIDENT_ID, sensitive=True)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """The account that pays; province and city are those that banks ask of the payees' accounts."""

    name: Annotated[str, field("付款户名")] = ""
    account: Annotated[str, field("付款账号", Kind.CARD)] = ""
    bank: Annotated[str, field("付款账号开户行")] = ""
    province: Annotated[str, field("收款账号省份")] = ""
    city: Annotated[str, field("收款账号地市")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAnswer:
    """What became of one transfer.

    Attributes:
        number: of the payment, as in ``BankLine``.
        paid: whether the payee has it.
        said: why not, in the bank's words; empty where it doesn't say.
    """

    number: str
    paid: bool
    said: str = ""


def total_of(lines: Iterable[BankLine]) -> int:
    """What the transfers come to, in fen."""
    return sum(line.amount for line in lines)


def failure_of(said: str, rules: Iterable[FailureRule]) -> FailureRule | None:
    """The reason that a bank's words mean: the rule whose longest word stands in them, of equals the first.

    Where none does, the first rule that has no words, such as 其他; None where there is no such rule.
    """
    known = tuple(rules)
    text = squeeze(said)
    found = [(len(word), -place, rule) for place, rule in enumerate(known) for word in _words(rule) if word in text]
    if found:
        return max(found, key=lambda one: one[:2])[2]
    return next((rule for rule in known if not rule.words), None)


def _words(rule: FailureRule) -> Iterable[str]:
    return (squeeze(word) for word in (rule.reason, *rule.words) if word)
