"""Rows of policy about aid: programmes, what they pay, fee waivers, and what a bank's refusal means."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.policy.rows import Standard


class Basis(StrEnum):
    """What an amount is reckoned from."""

    FIXED = "固定金额"
    TIMES_DIBAO = "低保倍数"
    PERCENT = "自付比例"


class Per(StrEnum):
    """What an amount is paid for, and by whom limits and clashes are counted."""

    PERSON = "人"
    HOUSEHOLD = "户"


class Over(StrEnum):
    """What happens to an amount above its ceiling."""

    WARN = "提醒"
    FORBID = "不许"


class RequestForm(StrEnum):
    """The kinds of application by which aid is asked for, each with fields of its own."""

    ILLNESS = "医疗"
    SCHOOL = "助学"
    TRAINING = "培训"
    LEGAL = "法律援助"
    EVENT = "临时"
    JOB = "就业"
    WAIVER = "减免"
    INSURANCE = "互助"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRule(Standard):
    """What aid is for, who may have it and on what conditions (reference: domain §2.2, §2.3).

    Attributes:
        name: what it is called, such as 生活救助.
        rank: its place in lists.
        purpose: what the aid is for; none: its own name. Two payments clash only by purpose.
        recipients: who may have it, as a sentence.
        per: by whom limits and clashes are counted.
        on_file: only for a file that is 在档.
        form: the kind of application it is asked for by, of ``RequestForm``; none: it is paid to files without one.
        money: whether it gives money.
        visits: whether it is given out by activities, such as 送温暖.
        excludes: programmes that the same household can't have in the same year.
        upper_above: fen; above it a superior decides. None: never.
        documents: what an application must bring.
        over: what happens above the ceiling.
        used: False in a row that does away with the programme.
    """

    name: str
    rank: int
    purpose: str = ""
    recipients: str = ""
    per: Per = Per.HOUSEHOLD
    on_file: bool = True
    form: str = ""
    money: bool = True
    visits: bool = False
    excludes: tuple[str, ...] = ()
    upper_above: int | None = None
    documents: tuple[str, ...] = ()
    over: Over = Over.WARN
    used: bool = True

    @property
    def key(self) -> str:
        """One rule for a programme."""
        return f"programme:{self.name}"

    @property
    def counts_for(self) -> str:
        """What its payments are for: two that are for the same clash."""
        return self.purpose or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountRule(Standard):
    """What a programme pays to a household or person of a category.

    Attributes:
        programme: name of the programme, such as 生活救助.
        category: label in the code list; none: any recipient.
        stage: of schooling, label in the code list ``school_stage``; none: any, or no pupil at all.
        basis: a fixed amount, months of the subsistence line, or a share of what was paid oneself.
        amount: fen, for a fixed amount.
        months: how many times the monthly line, for ``Basis.TIMES_DIBAO``.
        percent: of a hundred, for ``Basis.PERCENT``.
        per: for the hardship worker (or the pupil, the patient), or for the household.
        cap_once: the most at a time, fen; None where policy sets none.
        cap: the most in a year, fen; None where policy sets none.
        cap_months: the most in a year, as months of the subsistence line a household; None where policy sets none.
        times_a_year: how often it may be had in a year.
    """

    programme: str
    category: str
    stage: str = ""
    basis: Basis = Basis.FIXED
    amount: int = 0
    months: int = 0
    percent: int | None = None
    per: Per = Per.PERSON
    cap_once: int | None = None
    cap: int | None = None
    cap_months: int | None = None
    times_a_year: int = 1

    @property
    def key(self) -> str:
        """One rule for a programme, a category and a stage."""
        key = f"amount:{self.programme}:{self.category}"
        return f"{key}:{self.stage}" if self.stage else key


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureRule(Standard):
    """Why a bank sends a payment back, and what comes next (reference: domain §2.7).

    Attributes:
        reason: what we call it, such as 户名不符.
        rank: its place in lists.
        words: how banks say it; a bank's sentence that holds one of them means this reason.
        action: the next thing that the clerk does, as a sentence.
        repay: whether the money is paid again afterwards.
    """

    reason: str
    rank: int
    words: tuple[str, ...] = ()
    action: str = ""
    repay: bool = True

    @property
    def key(self) -> str:
        """One rule for a reason."""
        return f"failure:{self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverRule(Standard):
    """A fee that a hardship worker is spared (reference: domain §2.8).

    Attributes:
        item: what is waived, such as 水费.
        rank: its place in lists.
        receiver: to whom the yearly list is sent.
        benefit: what is granted, in words.
        monthly: fen saved a month; None where nobody said.
    """

    item: str
    rank: int
    receiver: str = ""
    benefit: str = ""
    monthly: int | None = None

    @property
    def key(self) -> str:
        """One rule for an item."""
        return f"waiver:{self.item}"
