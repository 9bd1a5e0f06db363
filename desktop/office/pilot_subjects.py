"""What the papers of pilots are made of, gathered from their doors."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desktop.base.changes import Noun
from desktop.office.standing import Standing
from desktop.papers.unit import CalledOn, Inspected, Project, Scored, Unit
from desktop.pilots.assessment import Score
from desktop.pilots.completeness import completeness
from desktop.pilots.fronts import Progress, Task
from desktop.pilots.monitoring import Filling
from desktop.pilots.pairing import Call, Inspection, Pairing, Problem
from desktop.pilots.talent import Contest, Studio, Talent

if TYPE_CHECKING:
    from desktop.office.pilot_doors import PilotDoors
    from desktop.office.score_sheets import Line


class PilotSubjects:
    """Gathers what the papers of pilots need."""

    def __init__(self, doors: "PilotDoors", standing: Standing) -> None:
        self._doors = doors
        self._standing = standing

    @property
    def makers(self) -> Mapping[Noun, Callable[[int], Any]]:
        """By noun: what makes the subject of one record."""
        return {
            Noun.PILOTS: self.unit,
            Noun.INCENTIVES: self.project,
            Noun.ASSESSMENTS: self.scored,
            Noun.INSPECTIONS: self.inspected,
            Noun.CALLS: self.called,
        }

    def unit(self, number: int) -> Unit:
        """A pilot with all that is kept of it, what comes first first."""
        doors, kept = self._doors, self._doors.registers
        one = doors.enterprises.one(number)
        tasks = kept.of(Task, enterprise=number)
        policy, filed = self._standing.on(), doors.submissions.of(number)
        asked = completeness(policy, [one], filed).units
        return Unit(
            one=one,
            wave=next((wave for wave in doors.enterprises.waves() if wave.id == one.wave), None),
            steps=doors.stages.course(number),
            submissions=filed,
            papers=asked[0] if asked else None,
            tasks=tasks,
            progress={task.id: kept.of(Progress, task=task.id) for task in tasks},
            incentives=_oldest_first(doors.incentives.of(number)),
            assessments=_oldest_first(doors.assessments.of(number)),
            pairings=_oldest_first(kept.of(Pairing, enterprise=number)),
            calls=_oldest_first(kept.of(Call, enterprise=number)),
            inspections=_oldest_first(kept.of(Inspection, enterprise=number)),
            problems=_oldest_first(kept.of(Problem, enterprise=number)),
            studios=kept.of(Studio, enterprise=number),
            contests=_oldest_first(kept.of(Contest, enterprise=number)),
            talents=kept.of(Talent, enterprise=number),
            fillings=_oldest_first(kept.of(Filling, enterprise=number)),
            policy=policy,
        )

    def project(self, number: int) -> Project:
        """An incentive project with its money and what is attached."""
        told = self._doors.incentives.statement(number)
        enclosed = self._doors.enclosures.of(told.project.enterprise, incentive=number)
        return Project(unit=self.unit(told.project.enterprise), money=told, enclosures=enclosed)

    def scored(self, number: int) -> Scored:
        """An assessment with its scores and what the register says to each."""
        sheet = self._doors.assessments.sheet(number)
        return Scored(
            unit=self.unit(sheet.enterprise.id),
            one=sheet.assessment,
            scheme=sheet.scheme,
            scores=[_score(line) for line in sheet.every],
        )

    def inspected(self, number: int) -> Inspected:
        """An inspection with what it found."""
        one = self._doors.registers.one(Inspection, number)
        found = self._doors.pairing.problems_of(Inspection, number)
        return Inspected(unit=self.unit(one.enterprise), one=one, problems=found)

    def called(self, number: int) -> CalledOn:
        """A call with the problems that were told."""
        one = self._doors.registers.one(Call, number)
        found = self._doors.pairing.problems_of(Call, number)
        return CalledOn(unit=self.unit(one.enterprise), one=one, problems=found)


def _oldest_first(records: Sequence[Any]) -> list[Any]:
    return list(reversed(records))


def _score(line: "Line") -> Score:
    known = line.known
    return replace(line.score, known=known.points, basis=known.sentence) if known else line.score
