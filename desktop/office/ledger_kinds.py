"""The ledgers of pilots that are taken in: what their lines are, and what a clerk calls them."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.base.changes import Noun
from desktop.exchange.flat_kinds import FlatKind
from desktop.pilots.ledger_lines import PROJECT, ContestLine, FillingLine, unit_line
from desktop.pilots.talent import Studio, Talent
from desktop.policy.standards import Policy


class LedgerKind(StrEnum):
    """What a ledger of pilots is about."""

    UNITS = "units"
    TALENTS = "talents"
    STUDIOS = "studios"
    CONTESTS = "contests"
    MONITORING = "monitoring"


@dataclass(frozen=True, slots=True)
class Called:
    """What a clerk calls a ledger, how its lines are counted, and which lists show something of them."""

    title: str
    measure: str
    nouns: tuple[Noun, ...]


CALLED = {
    LedgerKind.UNITS: Called("试点单位台账", "家", (Noun.PILOTS, Noun.WAVES, Noun.SUBMISSIONS, Noun.INCENTIVES)),
    LedgerKind.TALENTS: Called("技能人才名册", "人", (Noun.TALENTS, Noun.PILOTS)),
    LedgerKind.STUDIOS: Called("创新工作室台账", "个", (Noun.STUDIOS, Noun.PILOTS)),
    LedgerKind.CONTESTS: Called("技能竞赛台账", "次", (Noun.CONTESTS, Noun.PILOTS)),
    LedgerKind.MONITORING: Called("劳动关系监测台账", "家", (Noun.FILLINGS, Noun.PILOTS)),
}
"""Each kind of ledger."""

_SKILLS = ("grade", "certificate_no", "trade", "craftsman")
_RAISED = ("day", "intermediate", "senior", "technician", "heads")
_TOLD = ("filled", "filled_on", "heads", "contracts", "insured", "disputes", "period")
_STUDIO = ("leader", "level", "named_on", "members", "unit")

_FIXED = {
    LedgerKind.TALENTS: FlatKind(
        noun="talents",
        record=Talent,
        needed=("name",),
        either=(_SKILLS,),
        blank=_SKILLS,
        remarks="note",
        spare=("birth", "certified_on"),
    ),
    LedgerKind.STUDIOS: FlatKind(
        noun="studios",
        record=Studio,
        needed=("name",),
        either=(_STUDIO,),
        blank=_STUDIO,
        remarks="note",
        spare=("named_on",),
    ),
    LedgerKind.CONTESTS: FlatKind(
        noun="contests", record=ContestLine, needed=("name",), either=(_RAISED,), blank=_RAISED, remarks="note"
    ),
    LedgerKind.MONITORING: FlatKind(
        noun="fillings",
        record=FillingLine,
        needed=("unit",),
        either=(_TOLD,),
        blank=_TOLD,
        remarks="note",
        spare=("contract_until", "credit_code"),
    ),
}


def flat_kind(which: LedgerKind, policy: Policy) -> FlatKind:
    """What the lines of such a ledger are; those of units have a column for each paper of policy."""
    return _FIXED.get(which) or _of_units(tuple(rule.name for rule in policy.submissions))


def _of_units(papers: tuple[str, ...]) -> FlatKind:
    telling = ("credit_code", "wave_name", "industry", "workers", "members", "liaison", PROJECT, *papers)
    return FlatKind(
        noun="pilots",
        record=unit_line(papers),
        needed=("name",),
        either=(telling,),
        blank=telling,
        keys=("name", "credit_code"),
        unique=("credit_code", "name"),
        remarks="note",
        spare=("founded_on", "union_founded_on", "credit_code"),
    )
