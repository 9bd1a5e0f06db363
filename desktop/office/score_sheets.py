"""An assessment with all that its page, its paper and its sums are made of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlite_utils import Database

from desktop.base.calendar import today
from desktop.base.several import BETWEEN
from desktop.pilots.assessment import Assessment, AssessmentState, Score
from desktop.pilots.comparing import Group, Judged, group
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.facts import Facts, Known, known
from desktop.pilots.periods import ends
from desktop.pilots.scheme import Indicator, Scheme, from_json
from desktop.pilots.scoring import Mark, Outcome, reckon
from desktop.pilots.stages import Pilot, Step, course
from desktop.pilots.wave import Due, Milestone, Wave
from desktop.policy.pilot_standards import Period
from desktop.policy.standards import Policy
from desktop.store import assessments, registers

OPEN = frozenset({AssessmentState.OPEN, AssessmentState.SCORED})
"""States in which scores can still be given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a score sheet.

    Attributes:
        known: what the register says by itself; None where it is scored by hand.
        files: how many files prove it.
    """

    score: Score
    indicator: Indicator
    known: Known | None
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSheet:
    """An assessment, line by line.

    Attributes:
        lines: indicators by fronts; ``bonuses`` beside them.
        own, district: what the unit's scores come to, and the district's.
        former: the unit's finished assessment of the year before.
        beside: the finished assessments of the same year and wave, as one.
    """

    assessment: Assessment
    enterprise: Enterprise
    scheme: Scheme
    lines: tuple[Line, ...]
    bonuses: tuple[Line, ...]
    own: Outcome
    district: Outcome
    former: Judged | None
    beside: Group | None

    @property
    def open(self) -> bool:
        """Whether scores can still be given."""
        return self.assessment.state in OPEN

    @property
    def every(self) -> tuple[Line, ...]:
        """All lines, the bonuses last."""
        return (*self.lines, *self.bonuses)


def vetoes_of(assessment: Assessment) -> tuple[str, ...]:
    """What vetoes it, one by one."""
    return tuple(assessment.veto.split(BETWEEN)) if assessment.veto else ()


def outcomes(scheme: Scheme, scores: Sequence[Score], vetoes: Sequence[str]) -> tuple[Outcome, Outcome]:
    """What the unit's own scores come to, and the district's."""
    own = [Mark(one.front, one.indicator, one.points, one.self_score) for one in scores]
    district = [Mark(one.front, one.indicator, one.points, one.score) for one in scores]
    return reckon(own, scheme, vetoes), reckon(district, scheme, vetoes)


def sheet_of(db: Database, policy: Policy, assessment: Assessment) -> ScoreSheet:
    """The sheet of an assessment; what the register knows is of today until the assessment is finished."""
    return next(sheets_of(db, policy, [assessment]))


def sheets_of(db: Database, policy: Policy, some: Sequence[Assessment]) -> Iterator[ScoreSheet]:
    """The sheets of many: what several of them need is asked for once."""
    groups: dict[tuple[int, int | None], Group | None] = {}
    facts = {
        year: facts_of(db, policy, [one for one in some if one.year == year and one.state in OPEN], year)
        for year in {one.year for one in some}
    }
    for one in some:
        enterprise = registers.get(db, Enterprise, one.enterprise)
        key = one.year, one.wave
        if key not in groups:
            groups[key] = _beside(db, one)
        yield _sheet(db, one, enterprise, facts[one.year].get(one.enterprise), groups[key])


def _sheet(
    db: Database, assessment: Assessment, enterprise: Enterprise, facts: Facts | None, beside: Group | None
) -> ScoreSheet:
    scheme = from_json(assessment.scheme)
    scores = registers.of(db, Score, assessment=assessment.id)
    own, district = outcomes(scheme, scores, vetoes_of(assessment))
    lines = tuple(_lines(db, assessment, scheme, scores, facts))
    bonuses = {(one.front, one.name) for one in scheme.bonuses}
    return ScoreSheet(
        assessment=assessment,
        enterprise=enterprise,
        scheme=scheme,
        lines=tuple(one for one in lines if (one.score.front, one.score.indicator) not in bonuses),
        bonuses=tuple(one for one in lines if (one.score.front, one.score.indicator) in bonuses),
        own=own,
        district=district,
        former=next(iter(assessments.finished(db, year=assessment.year - 1, enterprise=enterprise.id)), None),
        beside=beside,
    )


def _lines(
    db: Database, assessment: Assessment, scheme: Scheme, scores: Iterable[Score], facts: Facts | None
) -> Iterator[Line]:
    kinds = {(one.front, one.name): one for one in scheme.every}
    files = assessments.files(db, assessment.id)
    for score in scores:
        bare = Indicator(front=score.front, name=score.indicator, points=score.points)
        indicator = kinds.get((score.front, score.indicator), bare)
        said = known(indicator, facts) if facts else _kept(score)
        yield Line(score=score, indicator=indicator, known=said, files=files.get(score.id, 0))


def _kept(score: Score) -> Known | None:
    return Known(score.known, score.basis) if score.basis else None


def _beside(db: Database, one: Assessment) -> Group | None:
    if one.wave is None:
        return None
    found = assessments.finished(db, year=one.year, wave=one.wave)
    return group(one.wave_name or "", found) if found else None


def facts_of(db: Database, policy: Policy, some: Iterable[Assessment], year: int) -> dict[int, Facts]:
    """What the register knows of the enterprises of assessments and their year, quarterly reports among it."""
    waves = {one.enterprise: one.wave for one in some}
    found = assessments.facts(db, waves, year, policy.high_skilled)
    for pilot in _pilots(db, waves):
        every, kept = _quarters(course(policy, pilot, min(today(), ends(str(year)))), policy, year)
        found[pilot.enterprise.id] = replace(found[pilot.enterprise.id], quarters=every, quarters_kept=kept)
    return found


def _pilots(db: Database, of_wave: Mapping[int, int | None]) -> Iterator[Pilot]:
    """The enterprises in the waves in which they were assessed."""
    waves, dues = {one.id: one for one in registers.of(db, Wave)}, registers.of(db, Due)
    for number, wave in of_wave.items():
        yield Pilot(
            enterprise=registers.get(db, Enterprise, number),
            wave=waves.get(wave or 0),
            dues=tuple(due for due in dues if due.wave == wave),
            reached=tuple(registers.of(db, Milestone, enterprise=number)),
        )


def _quarters(steps: Iterable[Step], policy: Policy, year: int) -> tuple[int, int]:
    """How many reports of the year were due by today or came, and how many came in time."""
    quarterly = {rule.name for rule in policy.stages if rule.every == Period.QUARTER}
    of_year = [one for one in steps if one.stage in quarterly and (one.period or "").startswith(str(year))]
    came = [one for one in of_year if one.reached]
    lacking = [one for one in of_year if not one.reached and one.due and one.due < today()]
    return len(came) + len(lacking), len([one for one in came if not one.late(today())])
