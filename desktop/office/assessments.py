"""The yearly assessment: begun for many units, scored, judged, finished, done anew for a reason (domain §4.4)."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlite_utils import Database

from desktop.base.calendar import chinese_date, today
from desktop.base.changes import Change, Progress, silent
from desktop.base.drafts import require_fit
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.fields import Values
from desktop.base.findings import Finding, refuses
from desktop.base.reasons import reason_given
from desktop.office import score_files
from desktop.office.reaching import reached
from desktop.office.registers import NOTHING, made_on, nouns_of
from desktop.office.score_checks import GIVEN, JUDGED, Key, changed, kept, unfit, wrong
from desktop.office.score_files import ScoresLook, titled
from desktop.office.score_sheets import OPEN, ScoreSheet, facts_of, outcomes, sheet_of, sheets_of, vetoes_of
from desktop.office.standing import Standing
from desktop.pilots.assessment import Assessment, AssessmentState, Score
from desktop.pilots.comparing import Comparison, Judged, by_wave, by_year, ranking
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.facts import known
from desktop.pilots.scheme import BONUS, Scheme, doubts, from_json, scheme_of, to_json
from desktop.pilots.scoring import Outcome
from desktop.pilots.submission import Enclosure
from desktop.policy.pilot_standards import Period
from desktop.store import assessments, journal, registers
from desktop.store.faults import translated

_NOUNS = nouns_of(Assessment)
_EARLIEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginLook:
    """For whom an assessment would be begun.

    Attributes:
        ready: these; ``already`` have one of the year, ``ended`` were no pilots any more.
        doubts: what is odd about the scheme.
    """

    ready: tuple[Enterprise, ...]
    already: tuple[Enterprise, ...]
    ended: tuple[Enterprise, ...]
    doubts: tuple[Finding, ...]


class Assessments:
    """Doors to the yearly assessments of pilots; points are tenths of a point."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def one(self, number: int) -> Assessment:
        """One assessment; ``NotFoundError`` where there is none."""
        with translated():
            return registers.get(self._db, Assessment, number)

    def of(self, enterprise: int) -> list[Assessment]:
        """The assessments of an enterprise, the newest first, also those that were done anew."""
        with translated():
            return registers.of(self._db, Assessment, enterprise=enterprise)

    def sheet(self, number: int) -> ScoreSheet:
        """An assessment line by line, with what the register says and what it comes to."""
        with translated():
            return sheet_of(self._db, self._standing.on(), self.one(number))

    def look(self, enterprises: Sequence[int], year: int) -> BeginLook:
        """For whom an assessment of the year would be begun; ``ForbiddenError`` where there is nothing to assess by."""
        scheme = scheme_of(self._standing.on())
        _require_year(year)
        with translated():
            there = assessments.in_force(self._db, enterprises, year)
            wanted = set(enterprises)
            every = [one for one in registers.of(self._db, Enterprise) if one.id in wanted]
        free = [one for one in every if one.id not in there]
        ended = tuple(one for one in free if not _was_pilot(one, year))
        return BeginLook(
            ready=tuple(one for one in free if one not in ended),
            already=tuple(one for one in every if one.id in there),
            ended=ended,
            doubts=tuple(doubts(scheme)),
        )

    def begin(self, enterprises: Sequence[int], year: int) -> Change:
        """Begin the assessment of a year; who has one, or was no pilot any more, is passed over."""
        look = self.look(enterprises, year)
        if not look.ready:
            raise ForbiddenError(f"没有可以开始 {year} 年评价的单位：已有评价，或者已经不是试点。")
        scheme = scheme_of(self._standing.on())
        label = f"开始年度评价：{year} 年 {titled([one.name for one in look.ready])}"
        with translated(), journal.operation(self._db, label, *_NOUNS) as current:
            numbers = [self._begin(one, year, scheme) for one in look.ready]
            current.count = len(numbers)
        return journal.done(current, numbers[0] if len(numbers) == 1 else None, made_on(Assessment))

    def _begin(self, enterprise: Enterprise, year: int, scheme: Scheme) -> int:
        earlier = registers.of(self._db, Assessment, enterprise=enterprise.id, year=year)
        row = {
            "enterprise": enterprise.id,
            "wave": enterprise.wave,
            "state": AssessmentState.OPEN,
            "year": year,
            "version": max((one.version for one in earlier), default=0) + 1,
            "scheme": to_json(scheme),
        }
        number = registers.insert(self._db, Assessment, row)
        lines: list[tuple[object, ...]] = [(number, one.front, one.name, one.points) for one in scheme.every]
        registers.insert_many(self._db, Score, ("assessment", "front", "indicator", "points"), lines)
        return number

    def check(self, number: int, given: Mapping[Key, Values]) -> tuple[Finding, ...]:
        """What stands against these scores; a finding's ``record`` is the number of the score."""
        return tuple(wrong(self._scores(number), given))

    def score(self, number: int, given: Mapping[Key, Values]) -> Change:
        """Give scores, evidence and notes (``GIVEN``) for many indicators at once; what isn't named stays.

        Raises ``RefusedError`` for a score above its points, and ``ForbiddenError`` once it is finished.
        """
        return self._save(number, given, {}, "年度评价评分")

    def judge(self, number: int, values: Values, bonuses: Mapping[str, int | None] | None = None) -> Change:
        """What vetoes it, why there are bonuses, highlights and problems (``JUDGED``); points of bonuses by name."""
        given: dict[Key, Values] = {(BONUS, name): {"score": points} for name, points in (bonuses or {}).items()}
        return self._save(number, given, values, "年度评价评定意见")

    def save(self, number: int, given: Mapping[Key, Values], values: Values) -> Change:
        """Scores as by ``score`` and what is said beside them as by ``judge``, as one operation."""
        return self._save(number, given, values, "年度评价评分")

    def _save(self, number: int, given: Mapping[Key, Values], values: Values, verb: str) -> Change:
        before, scores = self._open(number), self._scores(number)
        findings = (*unfit(before, values), *wrong(scores, given))
        if refuses(findings):
            raise RefusedError(findings)
        row = {name: kept(values[name]) for name in JUDGED if name in values}
        row = {name: value for name, value in row.items() if value != getattr(before, name)}
        new = {scores[key].id: changed(scores[key], one) for key, one in given.items() if changed(scores[key], one)}
        if not row and not new:
            return NOTHING
        with translated(), journal.operation(self._db, f"{verb}：{self._title(before)}", *_NOUNS) as current:
            if row:
                registers.update(self._db, Assessment, number, row)
            self._put_scores(before, new)
        return journal.done(current, number)

    def export_scores(self, numbers: Sequence[int], path: Path, progress: Progress = silent) -> Change:
        """Write the score sheets of assessments to be filled in, by units or by the district."""
        with translated():
            sheets = list(sheets_of(self._db, self._standing.on(), [self.one(number) for number in numbers]))
        count = score_files.export(sheets, path, progress)
        with translated(), journal.operation(self._db, f"导出评分表：{path.name}") as current:
            current.count = count
        return journal.done(current)

    def read_scores(self, path: Path, progress: Progress = silent) -> ScoresLook:
        """What entering a sheet that came back would do; ``WorkbookError`` where it is none."""
        with translated():
            return score_files.look(self._db, path, progress)

    def enter_scores(self, look: ScoresLook) -> Change:
        """Enter what a sheet says, all of it or nothing, as one operation; ``RefusedError`` with what is wrong."""
        if look.refused:
            raise RefusedError(look.findings)
        befores = {number: self._open(number) for number in look.given}
        scores = {number: self._scores(number) for number in look.given}
        refused = [found for number, given in look.given.items() for found in wrong(scores[number], given)]
        if refused:
            raise RefusedError(refused)
        new = {
            number: {scores[number][key].id: changed(scores[number][key], values) for key, values in given.items()}
            for number, given in look.given.items()
        }
        if not any(values for given in new.values() for values in given.values()):
            return NOTHING
        label = f"按“{look.source}”评分：{titled(look.units)}"
        with translated(), journal.operation(self._db, label, *_NOUNS) as current:
            for number, given in new.items():
                self._put_scores(befores[number], {score: values for score, values in given.items() if values})
            current.count = len(new)
        return journal.done(current, next(iter(new)) if len(new) == 1 else None)

    def take_known(self, numbers: Sequence[int]) -> Change:
        """Take over what the register says as the district's scores, wherever the district gave none yet."""
        with translated():
            sheets = list(sheets_of(self._db, self._standing.on(), [self._open(number) for number in numbers]))
        new = {
            sheet.assessment.id: {
                line.score.id: {"score": line.known.points}
                for line in sheet.lines
                if line.score.score is None and line.known and line.known.points is not None
            }
            for sheet in sheets
        }
        taken = [sheet for sheet in sheets if new[sheet.assessment.id]]
        if not taken:
            return NOTHING
        label = f"采用系统得分：{taken[0].assessment.year} 年 {titled([one.enterprise.name for one in taken])}"
        with translated(), journal.operation(self._db, label, *_NOUNS) as current:
            for sheet in taken:
                self._put_scores(sheet.assessment, new[sheet.assessment.id])
            current.count = len(taken)
        return journal.done(current, numbers[0] if len(taken) == 1 else None)

    def finish(self, numbers: Sequence[int], by: str, day: dt.date | None = None) -> Change:
        """Finish assessments: their totals and grades stand, and the units reached the yearly stage.

        Raises ``RefusedError`` naming the indicators that lack a score; then none is finished.
        """
        day = day or today()
        if not by.strip():
            raise ForbiddenError("请填写评定人，再评定。")
        if day > today():
            raise ForbiddenError(f"评定日期 {chinese_date(day)}在今天之后，请核对。")
        require_fit(Assessment, {"assessed_by": by.strip()})
        every = [self._open(number) for number in dict.fromkeys(numbers)]
        early = next((one for one in every if day.year < one.year), None)
        if early:
            raise ForbiddenError(f"评定日期 {chinese_date(day)}早于评价的 {early.year} 年，请核对。")
        findings = [found for one in every for found in self._missing(one)]
        if findings or not every:
            raise RefusedError(findings) if findings else ForbiddenError("没有选中评价，什么也没有评定。")
        label = f"评定年度评价：{every[0].year} 年 {titled([self._name(one) for one in every])}"
        with translated(), journal.operation(self._db, label, *_NOUNS) as current:
            for one in every:
                self._finish(one, by.strip(), day)
            current.count = len(every)
        return journal.done(current, every[0].id if len(every) == 1 else None)

    def _finish(self, one: Assessment, by: str, day: dt.date) -> None:
        self._freeze(one)
        own, district = self._outcomes(one)
        row = {
            "state": AssessmentState.FINAL,
            "bonus": district.bonus,
            "self_total": own.total,
            "total": district.total,
            "grade": district.grade,
            "assessed_by": by,
            "assessed_on": day,
        }
        registers.update(self._db, Assessment, one.id, row)
        yearly = next((rule.name for rule in self._standing.on().stages if rule.every == Period.YEAR), None)
        if yearly:
            milestone = {"stage": yearly, "period": str(one.year), "day": day}
            reached(self._db, self._standing, one.enterprise, milestone)

    def _freeze(self, one: Assessment) -> None:
        """What the register says stays with the scores as it is on this day."""
        facts = facts_of(self._db, self._standing.on(), [one], one.year)[one.enterprise]
        kinds = {(kind.front, kind.name): kind for kind in from_json(one.scheme).every}
        for key, score in self._scores(one.id).items():
            said = known(kinds[key], facts) if key in kinds else None
            row = {"known": said.points if said else None, "basis": said.sentence if said else None}
            if row != {"known": score.known, "basis": score.basis}:
                registers.update(self._db, Score, score.id, row)

    def redo(self, number: int, reason: str) -> Change:
        """Do a finished assessment anew for a reason: the former stays as it was, its scores are copied."""
        before = self.one(number)
        if before.state is not AssessmentState.FINAL:
            raise ForbiddenError(f"“{self._title(before)}”的评价{before.state}，只有已评定的才能重新评价。")
        said = reason_given(reason, "请写明重新评价的原因，再保存。")
        row = {name: getattr(before, name) for name in ("enterprise", "wave", "year", "scheme", *JUDGED)}
        row |= {"state": AssessmentState.SCORED, "version": before.version + 1, "redo_reason": said}
        label = f"重新评价：{self._title(before)}"
        with translated(), journal.operation(self._db, label, *_NOUNS) as current:
            registers.update(self._db, Assessment, number, {"state": AssessmentState.SUPERSEDED})
            new = registers.insert(self._db, Assessment, row)
            assessments.copy_scores(self._db, number, new)
        return journal.done(current, new)

    def remove(self, number: int) -> Change:
        """Strike out an assessment that was begun by mistake and in which nobody wrote anything yet."""
        before = self._open(number)
        scores = list(self._scores(number).values())
        said = [getattr(before, name) for name in JUDGED]
        given = [getattr(one, name) for one in scores for name in GIVEN]
        with translated():
            files = [file for one in scores for file in registers.of(self._db, Enclosure, score=one.id)]
        held = any(one.void_reason is None for one in files)
        if before.version > 1:
            raise ForbiddenError("重新评价的这一版不能删去。误点了“重新评价”的，请用撤销。")
        if held or any(value is not None for value in (*said, *given)):
            raise ForbiddenError(
                "已经评了分、写了意见、加了附件的评价不能删去；清空分数、说明和评定意见、作废附件之后可以删去。"
            )
        label = f"删去年度评价：{self._title(before)}"
        with translated(), journal.operation(self._db, label, *_NOUNS) as current:
            for record, every in ((Enclosure, files), (Score, scores)):
                for one in every:
                    registers.delete(self._db, record, one.id)
            registers.delete(self._db, Assessment, number)
        return journal.done(current)

    def compare(
        self, by: Literal["wave", "year"] = "wave", year: int | None = None, wave: int | None = None
    ) -> Comparison:
        """Finished assessments by waves of a year, the newest where none is named, or by years; of one wave or of all.

        Units are ranked within that year.
        """
        with translated():
            every = [one for one in assessments.finished(self._db) if wave is None or one.wave == wave]
        asked = year or max((one.year for one in every), default=today().year)
        groups = by_year(every) if by == "year" else by_wave(one for one in every if one.year == asked)
        return Comparison(groups=groups, ranking=ranking(every, asked))

    def years(self) -> list[int]:
        """The years of which something is finished, the newest first."""
        with translated():
            return sorted({one.year for one in assessments.finished(self._db)}, reverse=True)

    def course(self, enterprise: int) -> list[Judged]:
        """The finished assessments of one enterprise, the oldest first."""
        with translated():
            return assessments.finished(self._db, enterprise=enterprise)

    def _open(self, number: int) -> Assessment:
        one = self.one(number)
        if one.state not in OPEN:
            raise ForbiddenError(f"“{self._title(one)}”的评价{one.state}，不能再改。确需更改，请写明原因重新评价。")
        return one

    def _scores(self, number: int) -> dict[Key, Score]:
        with translated():
            return {(one.front, one.indicator): one for one in registers.of(self._db, Score, assessment=number)}

    def _outcomes(self, one: Assessment) -> tuple[Outcome, Outcome]:
        return outcomes(from_json(one.scheme), list(self._scores(one.id).values()), vetoes_of(one))

    def _missing(self, one: Assessment) -> Iterable[Finding]:
        lacks = self._outcomes(one)[1].lacks
        if lacks:
            message = f"“{self._title(one)}”还没有区评分：{lacks}。请补评后再评定。"
            yield Finding(code="missing_scores", message=message, record=one.id)

    def _put_scores(self, before: Assessment, new: Mapping[int, Mapping[str, object]]) -> None:
        for score, values in new.items():
            registers.update(self._db, Score, score, dict(values))
        judged = any(one.score is not None for one in registers.of(self._db, Score, assessment=before.id))
        state = AssessmentState.SCORED if judged else AssessmentState.OPEN
        if state != before.state:
            registers.update(self._db, Assessment, before.id, {"state": state})

    def _name(self, one: Assessment) -> str:
        with translated():
            return registers.get(self._db, Enterprise, one.enterprise).name

    def _title(self, one: Assessment) -> str:
        return f"{self._name(one)} {one.year} 年"


def _require_year(year: int) -> None:
    if not _EARLIEST <= year <= today().year:
        raise ForbiddenError(f"不能开始 {year} 年的评价，请填写 {_EARLIEST} 到 {today().year} 之间的年度。")


def _was_pilot(one: Enterprise, year: int) -> bool:
    return one.state.goes_on or one.ended_on is None or one.ended_on.year >= year
