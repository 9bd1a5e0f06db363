"""Rows of policy, those about aid and pilots in files of their own, and all of them that hold on a day."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Literal

from desktop.base.codes import CodeList, Codes
from desktop.policy.aid_standards import AmountRule, FailureRule, ProgrammeRule, WaiverRule
from desktop.policy.pilot_standards import (
    BonusRule,
    GradeRule,
    IndicatorRule,
    PilotRule,
    StageRule,
    SubmissionRule,
    VetoRule,
)
from desktop.policy.rows import Standard


class Divisor(StrEnum):
    """By whom the income test divides (reference: domain §1.1)."""

    SIZE = "家庭人口"
    LIVING = "共同生活人口"


class Stage(StrEnum):
    """The step by which a document must be there."""

    ACCEPTANCE = "受理"
    APPROVAL = "审批"


Whose = Literal["household", "person", "applicant"]
"""Whose field a condition asks: the household's, any person's, the applicant's."""

YES = "是"
"""How a condition calls a yes-or-no field that is set."""

HIGH_SKILLED = "high_skilled"
"""The code list of the grades of skill that count as high-skilled."""


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
        needs_cause: proposed only where one of these befell the household, as causes of the list; none: always.
    """

    category: str
    rank: int
    times: int | None = None
    strict: bool = True
    needs_cause: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """One rule for a category."""
        return f"category:{self.category}"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TestRule(Standard):
    """How the income test reckons (reference: domain §1.1)."""

    __test__: ClassVar[bool] = False  # pytest would take it for a class of tests

    divisor: Divisor = Divisor.SIZE

    @property
    def key(self) -> str:
        """There is one rule at a time."""
        return "test"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureRule(Standard):
    """How a file comes about and is kept (reference: domain §1.4, §1.5, §1.8).

    Attributes:
        visitors: at least so many visit a household.
        levels: who decides, in this order; with the last one's approval the household is on file.
        visit_days: working days from acceptance to the visit.
        review_months: a file is reviewed every so many months.
        sample_percent: how many of the files a spot check takes in a year, of a hundred.
        return_visits: months after lifting-out at which the household is visited again.
        sync_days: working days within which paper and electronic file must agree.
        keep_years: how long a closed file is kept.
        other_causes: at most so many secondary causes.
        attachment_mb: the largest attachment, MB.
        lookback_months: the months before application that the income test looks at.
    """

    visitors: int
    levels: tuple[str, ...]
    visit_days: int
    review_months: int
    sample_percent: int
    return_visits: tuple[int, ...]
    sync_days: int
    keep_years: int
    other_causes: int
    attachment_mb: int
    lookback_months: int

    @property
    def key(self) -> str:
        """There is one rule at a time."""
        return "procedure"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRule(Standard):
    """For what a person's consent must be there (reference: domain §8); what it covers is the list ``consent_scope``.

    Attributes:
        notice: for a public notice.
        handing_on: for handing data to others.
        guardian_below: for somebody younger than so many years a guardian signs.
    """

    notice: bool
    handing_on: bool
    guardian_below: int

    @property
    def key(self) -> str:
        """There is one rule at a time."""
        return "consent"


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds where a field of a file has one of some values.

    Attributes:
        field: a field of ``Household`` or of ``Person``.
        any_of: labels; ``YES`` for a field that is yes or no. None: any value will do.
        whose: the household's field, that of any person, or the applicant's.
    """

    field: str
    any_of: tuple[str, ...] = ()
    whose: Whose = "household"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRule(Standard):
    """A document that belongs to a file (reference: domain §1.6).

    Attributes:
        name: what it is called.
        rank: its place in the list.
        when: needed where any of these holds; none: always.
        occasion: what a clerk calls that, such as 有患病成员.
        needed: False in a row that does away with the document.
        stage: the step by which it must be there, of ``Stage``.
    """

    name: str
    rank: int
    when: tuple[Condition, ...] = ()
    occasion: str = ""
    needed: bool = True
    stage: str = ""

    @property
    def key(self) -> str:
        """One rule for a document."""
        return f"document:{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingRule(Standard):
    """What the labels of one version of a code list are called in another (reference: domain §1.1, §1.3.5).

    Attributes:
        codes: the code list, such as cause; its versions are lists too, such as ``cause:2011``.
        source: the version that labels are taken from.
        target: the version that they are taken to.
        pairs: label to label.
        split: label to what it is where the applicant is the one concerned, and to what it is otherwise.
    """

    codes: str
    source: str
    target: str
    pairs: Mapping[str, str] = field(default_factory=dict)
    split: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """One mapping from version to version."""
        return f"mapping:{self.codes}:{self.source}:{self.target}"

    def to(self, label: str, *, applicant: bool = True) -> str | None:
        """The target's label; None where it has none."""
        if label in self.split:
            own, others = self.split[label]
            return own if applicant else others
        return self.pairs.get(label)


Rule = (
    Line
    | CategoryRule
    | ProgrammeRule
    | AmountRule
    | NoticeRule
    | CodeRule
    | TestRule
    | ProcedureRule
    | ConsentRule
    | DocumentRule
    | MappingRule
    | FailureRule
    | WaiverRule
    | StageRule
    | SubmissionRule
    | IndicatorRule
    | BonusRule
    | VetoRule
    | GradeRule
    | PilotRule
)
"""Any row of policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """All that is in force on one day; ``amounts`` by programme, category and stage of schooling."""

    day: dt.date
    line: Line | None
    categories: tuple[CategoryRule, ...]
    amounts: Mapping[tuple[str, str, str], AmountRule]
    notice: NoticeRule | None
    codes: Codes
    test: TestRule | None = None
    procedure: ProcedureRule | None = None
    consent: ConsentRule | None = None
    documents: tuple[DocumentRule, ...] = ()
    mappings: Mapping[tuple[str, str, str], MappingRule] = field(default_factory=dict)
    programmes: Mapping[str, ProgrammeRule] = field(default_factory=dict)
    failures: tuple[FailureRule, ...] = ()
    waivers: tuple[WaiverRule, ...] = ()
    stages: tuple[StageRule, ...] = ()
    submissions: tuple[SubmissionRule, ...] = ()
    indicators: tuple[IndicatorRule, ...] = ()
    bonuses: tuple[BonusRule, ...] = ()
    vetoes: tuple[VetoRule, ...] = ()
    grades: tuple[GradeRule, ...] = ()
    pilot: PilotRule | None = None

    @property
    def high_skilled(self) -> frozenset[str]:
        """The grades of skill that count as high-skilled 高技能人才 (reference: domain §4.8)."""
        return frozenset(self.labels(HIGH_SKILLED))

    def labels(self, name: str) -> tuple[str, ...]:
        """The labels of a code list; none where there is no such list."""
        known = self.codes.get(name)
        return known.labels if known else ()

    def amount(self, programme: str, category: str, stage: str = "") -> AmountRule | None:
        """What a programme pays; the row that says most about the recipient, first by category, then by stage."""
        wanted = ((category, stage), (category, ""), ("", stage), ("", ""))
        found = (self.amounts.get((programme, *one)) for one in wanted)
        return next((rule for rule in found if rule), None)

    def programme(self, name: str) -> ProgrammeRule:
        """What there is to know about a programme; of one without a row the plain conditions."""
        return self.programmes.get(name) or ProgrammeRule(valid_from=self.day, name=name, rank=0)

    def convert(self, codes: str, label: str, target: str, *, applicant: bool = True) -> str | None:
        """What the label is called in another version of its list, over as few mappings as need be; None: nothing.

        Where a cause is the applicant's own in one version and a relative's in the other, ``applicant`` decides.
        """
        seen = {version: label for version in self._versions(codes) if label in self.labels(f"{codes}:{version}")}
        reached = list(seen)
        for version in reached:  # grows meanwhile: the nearest versions first
            for rule in self.mappings.values():
                if (rule.codes, rule.source) == (codes, version) and rule.target not in seen:
                    found = rule.to(seen[version], applicant=applicant)
                    if found is not None:
                        seen[rule.target] = found
                        reached.append(rule.target)
        return seen.get(target)

    def renamed(self, codes: str) -> dict[str, str]:
        """Labels that only other versions of a list have, each with the list's own label that stands nearest."""
        own, versions = self.codes[codes], self._versions(codes)
        found: dict[str, str] = {}
        for label in (one for version in versions for one in self.labels(f"{codes}:{version}")):
            here = (own.canonical(self.convert(codes, label, version) or "") for version in versions)
            nearest = next((one for one in here if one), None)
            if nearest and own.canonical(label) is None:
                found[label] = nearest
        return found

    def _versions(self, codes: str) -> list[str]:
        return [name.removeprefix(f"{codes}:") for name in self.codes if name.startswith(f"{codes}:")]


def code_list(rule: CodeRule) -> CodeList:
    """The rule as a list that can be looked things up in."""
    return CodeList(rule.name, rule.labels, dict(rule.synonyms))
