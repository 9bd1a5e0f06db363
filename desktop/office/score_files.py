"""Scores of assessments out to Excel and back: looked at whole, then entered as one operation."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlite_utils import Database

from desktop.base.changes import Progress, silent
from desktop.base.fields import Value, fields_of
from desktop.base.findings import Finding, doubt, refuses
from desktop.base.text import squeeze
from desktop.base.values import show_points
from desktop.exchange.scores import GIVEN, ScoreLine, ScoreRead, read_scores, write_scores
from desktop.office.score_sheets import OPEN, ScoreSheet
from desktop.pilots.assessment import Assessment, Score
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.scoring import Mark, above
from desktop.store import registers

_WORDS = {one.name: one.label for one in fields_of(Score) if one.name in GIVEN}

Given = Mapping[int, Mapping[tuple[str, str], Mapping[str, Value]]]
"""By the number of the assessment: fronts and indicators with what is given for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoresLook:
    """What entering a sheet would do.

    Attributes:
        source: the name of the file.
        given: what becomes another, by assessment.
        units: whose assessments these are.
        findings: everything that is wrong, each with its place.
    """

    source: str
    given: Given
    units: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def refused(self) -> bool:
        """Whether nothing may be written."""
        return refuses(self.findings)

    @property
    def sentence(self) -> str:
        """What would be done, in words."""
        if self.refused:
            return f"有 {sum(one.refuses for one in self.findings)} 处不能写入，一行也没有写，请在表里改好后重新读入。"
        lines = sum(len(one) for one in self.given.values())
        if not lines:
            return "表里的分数和说明与现在的一样，没有改动。"
        kinds = {name: sum(name in said for one in self.given.values() for said in one.values()) for name in _WORDS}
        told = "、".join(f"{_WORDS[name]} {count:,} 处" for name, count in kinds.items() if count)
        return f"改动 {len(self.given)} 家单位的 {lines:,} 项评分：{told}。"


def export(sheets: Iterable[ScoreSheet], path: Path, progress: Progress = silent) -> int:
    """Write the lines of score sheets; how many they are."""
    lines = [line for sheet in sheets for line in _lines(sheet)]
    return write_scores(lines, path, "产改试点年度评价评分表", progress)


def _lines(sheet: ScoreSheet) -> Iterator[ScoreLine]:
    for line in sheet.every:
        one = line.score
        yield ScoreLine(
            number=str(one.id),
            unit=sheet.enterprise.name,
            front=one.front,
            indicator=one.indicator,
            scoring=line.indicator.scoring,
            points=one.points,
            known=line.known.points if line.known else None,
            self_score=one.self_score,
            score=one.score,
            evidence=one.evidence,
            note=one.note,
        )


def look(db: Database, path: Path, progress: Progress = silent) -> ScoresLook:
    """What entering the sheet would do; every line is checked, also behind one that is wrong."""
    read = read_scores(path, progress)
    scores = {str(one.id): one for one in registers.of(db, Score)}
    owners = {one.id: one for one in registers.of(db, Assessment)}
    names = {one.id: one.name for one in registers.of(db, Enterprise)}
    findings, given = list(read.findings), dict[int, dict[tuple[str, str], dict[str, Value]]]()
    for number, line in read.lines.items():
        score = scores.get(number)
        owner = owners[score.assessment] if score else None
        found = list(_wrong(number, line, score, owner, names[owner.enterprise] if owner else ""))
        findings += found
        changed = _changed(score, line) if score and not refuses(found) else {}
        if score and changed:
            given.setdefault(score.assessment, {})[score.front, score.indicator] = changed
    units = tuple(names[owners[number].enterprise] for number in given)
    return ScoresLook(source=path.name, given=given, units=units, findings=tuple(findings))


def _wrong(number: str, line: ScoreRead, score: Score | None, owner: Assessment | None, name: str) -> Iterator[Finding]:
    if score is None or owner is None:
        message = f"没有评分编号“{number}”，请核对是不是选错了文件，或编号被改动过。"
        yield Finding(code="number_unknown", message=message, field="number", place=line.place)
        return
    if not (_same(line.unit, name) and _same(line.indicator, score.indicator)):
        message = f"评分编号“{number}”是{name}的“{score.indicator}”，与这一行对不上，请核对是否只对部分列排过序。"
        yield Finding(code="number_of_another", message=message, field="number", place=line.place)
    elif _changed(score, line) and owner.state not in OPEN:
        message = f"“{name}” {owner.year} 年的评价{owner.state}，不能再改。确需更改，请写明原因重新评价。"
        yield Finding(code="assessment_is_final", message=message, field="number", place=line.place)
    for field in ("self_score", "score"):
        value = line.values.get(field)
        if isinstance(value, int):
            high = above(Mark(score.front, score.indicator, score.points, value))
            if high:
                yield replace(high.about(field), place=line.places[field])
    if owner.state in OPEN:
        yield from _replaced(line, score)


def _replaced(line: ScoreRead, score: Score) -> Iterator[Finding]:
    """A mark of the district that becomes another: a sheet that a unit filled in may be older than it."""
    now = line.values.get("score")
    if score.score is not None and isinstance(now, int) and now != score.score:
        was, will_be = show_points(score.score), show_points(now)
        message = f"{score.indicator}的区评分原为 {was} 分，写入后改为 {will_be} 分，请核对。"
        yield replace(doubt("score_replaced", message).about("score"), place=line.places["score"])


def _same(said: str, known: str) -> bool:
    return not said or squeeze(said) == squeeze(known)


def _changed(score: Score, line: ScoreRead) -> dict[str, Value]:
    return {name: value for name, value in line.values.items() if value != getattr(score, name)}


def titled(units: Sequence[str]) -> str:
    """The first of the units, and how many they are."""
    return units[0] + (f" 等 {len(units)} 家" if len(units) > 1 else "")
