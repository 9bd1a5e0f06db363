"""What the papers of pilots are made from: a unit, its projects, assessments, inspections and calls."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop.pilots.assessment import Assessment, Score
from desktop.pilots.completeness import UnitPapers
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.fronts import Progress, Task
from desktop.pilots.incentive import Incentive
from desktop.pilots.incentive_statement import IncentiveStatement
from desktop.pilots.monitoring import Filling
from desktop.pilots.pairing import Call, Inspection, Pairing, Problem
from desktop.pilots.scheme import Scheme
from desktop.pilots.stages import Step
from desktop.pilots.submission import Enclosure, Submission
from desktop.pilots.talent import Contest, Studio, Talent
from desktop.pilots.wave import Wave
from desktop.policy.standards import Policy


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A pilot with all that its papers say.

    Attributes:
        steps: its stages up to today, reached or waited for.
        progress: what was reported by number of the task.
        papers: what it filed and lacks; None where it isn't asked.
    """

    one: Enterprise
    wave: Wave | None = None
    steps: Sequence[Step] = ()
    submissions: Sequence[Submission] = ()
    papers: UnitPapers | None = None
    tasks: Sequence[Task] = ()
    progress: Mapping[int, Sequence[Progress]] = field(default_factory=dict)
    incentives: Sequence[Incentive] = ()
    assessments: Sequence[Assessment] = ()
    pairings: Sequence[Pairing] = ()
    calls: Sequence[Call] = ()
    inspections: Sequence[Inspection] = ()
    problems: Sequence[Problem] = ()
    studios: Sequence[Studio] = ()
    contests: Sequence[Contest] = ()
    talents: Sequence[Talent] = ()
    fillings: Sequence[Filling] = ()
    policy: Policy | None = None

    @property
    def level(self) -> str:
        """Whose pilot it is: what it says itself, else its wave."""
        return self.one.level or (self.wave.level if self.wave else "")

    def labels(self, codes: str) -> tuple[str, ...]:
        """The labels of a code list; none where policy isn't known."""
        return self.policy.labels(codes) if self.policy else ()


@dataclass(frozen=True, kw_only=True)
class Project:
    """An incentive project with its money and the files that belong to it."""

    unit: Unit
    money: IncentiveStatement
    enclosures: Sequence[Enclosure] = ()

    @property
    def one(self) -> Incentive:
        """The application, and what became of it."""
        return self.money.project


@dataclass(frozen=True, kw_only=True)
class Scored:
    """An assessment with its scores and the scheme that it goes by."""

    unit: Unit
    one: Assessment
    scheme: Scheme
    scores: Sequence[Score] = ()


@dataclass(frozen=True, kw_only=True)
class Inspected:
    """A pilot with an inspection of it and what that found; None: a form for the pen."""

    unit: Unit
    one: Inspection | None = None
    problems: Sequence[Problem] = ()


@dataclass(frozen=True, kw_only=True)
class CalledOn:
    """A pilot with a call on it and the problems that were told; None: a form for the pen."""

    unit: Unit
    one: Call | None = None
    problems: Sequence[Problem] = ()
