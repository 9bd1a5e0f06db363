"""Rows of policy: each with the date from which it holds and the document that set it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.base.codes import CodeList, Codes


class Basis(StrEnum):
    """What an amount is reckoned from."""

    FIXED = "固定金额"
    TIMES_DIBAO = "低保倍数"


class Per(StrEnum):
    """What an amount is paid for."""

    PERSON = "人"
    HOUSEHOLD = "户"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """What every row of policy has: in force from ``valid_from`` until a later row of the same ``key``."""

    valid_from: dt.date
    document_no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Standard):
    """The subsistence line 低保标准: fen a head a month."""

    amount: int

    @property
    def key(self) -> str:
        """There is one line at a time."""
        return "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryRule(Standard):
    """When a household belongs to a category.

    Attributes:
        category: its label in the code list.
        rank: the hardest first; the first rule that holds is proposed.
        times: the threshold in hundredths of the subsistence line: 100 is 1×, 200 is 2×. None: never proposed.
        strict: below the threshold; otherwise at or below it.
    """

    category: str
    rank: int
    times: int | None = None
    strict: bool = True

    @property
    def key(self) -> str:
        """One rule for a category."""
        return f"category:{self.category}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountRule(Standard):
    """What a programme pays to a household of a category.

    Attributes:
        programme: name of the programme, such as 生活救助.
        category: label in the code list.
        basis: a fixed amount, or months of the subsistence line.
        amount: fen, for a fixed amount.
        months: how many times the monthly line, for ``Basis.TIMES_DIBAO``.
        per: for the hardship worker, or for the household.
        cap_months: the most in a year, as months of the subsistence line a household; None where policy sets none.
        times_a_year: how often a household may get it in a year.
    """

    programme: str
    category: str
    basis: Basis = Basis.FIXED
    amount: int = 0
    months: int = 0
    per: Per = Per.PERSON
    cap_months: int | None = None
    times_a_year: int = 1

    @property
    def key(self) -> str:
        """One rule for a programme and a category."""
        return f"amount:{self.programme}:{self.category}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRule(Standard):
    """How long a public notice stands: working days."""

    working_days: int

    @property
    def key(self) -> str:
        """There is one rule at a time."""
        return "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRule(Standard):
    """A code list as it stands from a day on."""

    name: str
    labels: tuple[str, ...]
    synonyms: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """One list of a name."""
        return f"codes:{self.name}"


Rule = Line | CategoryRule | AmountRule | NoticeRule | CodeRule
"""Any row of policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """All that is in force on one day."""

    day: dt.date
    line: Line | None
    categories: tuple[CategoryRule, ...]
    amounts: Mapping[tuple[str, str], AmountRule]
    notice: NoticeRule | None
    codes: Codes

    def labels(self, name: str) -> tuple[str, ...]:
        """The labels of a code list; none where there is no such list."""
        known = self.codes.get(name)
        return known.labels if known else ()


def code_list(rule: CodeRule) -> CodeList:
    """The rule as a list that can be looked things up in."""
    return CodeList(rule.name, rule.labels, dict(rule.synonyms))
