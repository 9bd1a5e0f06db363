"""Scores of assessments as a sheet to be filled in, and back: matched by the printed number, found by headings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from desktop.base.changes import Progress, silent
from desktop.base.fields import Kind, Value, field, fields_of
from desktop.base.findings import NOWHERE, Finding, Place, refuses
from desktop.base.listing import Column
from desktop.exchange.flat import FlatDraft, take_in_flat
from desktop.exchange.flat_kinds import FlatKind
from desktop.exchange.reading import read_workbook
from desktop.exchange.writing import Look, write_rows

GIVEN = ("self_score", "score", "evidence", "note")
"""What of a line can be typed over."""
_NOTE = "只填“自评分”“区评分”“佐证材料”“评分说明”四列；留空表示不改；评分编号不要改动。"
_WIDTHS = {"number": 10, "unit": 26, "indicator": 24, "scoring": 44, "evidence": 30, "note": 30}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """One indicator of one assessment, as the office has it; points are tenths."""

    number: Annotated[str, field("评分编号")]
    unit: Annotated[str, field("单位")]
    front: Annotated[str, field("方面")]
    indicator: Annotated[str, field("指标")]
    scoring: Annotated[str, field("评分标准")]
    points: Annotated[int, field("标准分", Kind.POINTS)]
    known: Annotated[int | None, field("系统得分", Kind.POINTS)] = None
    self_score: Annotated[int | None, field("自评分", Kind.POINTS)] = None
    score: Annotated[int | None, field("区评分", Kind.POINTS)] = None
    evidence: Annotated[str | None, field("佐证材料", limit=300)] = None
    note: Annotated[str | None, field("评分说明", limit=300)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """What is read back of a line; unit and indicator only serve to see that they still belong to the number."""

    number: Annotated[str, field("评分编号")]
    unit: Annotated[str, field("单位")]
    indicator: Annotated[str, field("指标")]
    self_score: Annotated[int, field("自评分", Kind.POINTS)]
    score: Annotated[int, field("区评分", Kind.POINTS)]
    evidence: Annotated[str, field("佐证材料", limit=300)]
    note: Annotated[str, field("评分说明", limit=300)]


_KIND = FlatKind(
    noun="scores",
    record=_Row,
    needed=("number",),
    keys=("number",),
    unique=("number",),
    cure="这一列不能删，请重新“导出评分表”，填在导出的表里再导入。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRead:
    """One line as it came back: what it says of ``GIVEN``, whose it seems to be, and where each value stands."""

    values: Mapping[str, Value]
    unit: str
    indicator: str
    place: Place = NOWHERE
    places: Mapping[str, Place]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoresRead:
    """What a sheet says, by number; where a finding refuses, nothing may be written."""

    lines: dict[str, ScoreRead]
    findings: tuple[Finding, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing may be written."""
        return refuses(self.findings)


def write_scores(lines: Iterable[ScoreLine], path: Path, title: str, progress: Progress = silent) -> int:
    """Write the lines and return how many; ``WorkbookError`` where the file can't be written."""
    described = fields_of(ScoreLine)
    columns = [
        Column(name=one.name, label=one.label, kind=one.kind, width=_WIDTHS.get(one.name, 10)) for one in described
    ]
    rows = [tuple(getattr(line, one.name) for one in described) for line in lines]
    return write_rows(path, title, columns, rows, look=Look(note=_NOTE, open=frozenset(GIVEN)), progress=progress)


def read_scores(path: Path, progress: Progress = silent) -> ScoresRead:
    """The scores of a sheet that came back; ``WorkbookError`` where it has no column of 评分编号."""
    intake = take_in_flat(read_workbook(path), _KIND, {}, progress=progress)
    lines = {str(draft.values["number"]): _read(draft) for draft in intake.good if draft.values["number"]}
    return ScoresRead(lines=lines, findings=tuple(intake.all_findings))


def _read(draft: FlatDraft) -> ScoreRead:
    values = draft.values
    return ScoreRead(
        values={name: values[name] for name in GIVEN if values.get(name) is not None},
        unit=str(values.get("unit") or ""),
        indicator=str(values.get("indicator") or ""),
        place=draft.place,
        places={name: draft.places.get((None, name), draft.place) for name in GIVEN},
    )
