"""The yearly assessment of a pilot: a tree of indicators, scores, bonus, veto and grade (reference: domain §4.4).

Points are tenths: 45 is 4.5 points.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from desktop.base.fields import Kind, field


class AssessmentState(StrEnum):
    """The pilot scores itself, the district scores it, and it stands until it is done anew for a reason."""

    OPEN = "自评中"
    SCORED = "区级评分"
    FINAL = "已评定"
    SUPERSEDED = "已重评"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One pilot's assessment of a year, with the scheme as it was when it was begun.

    Attributes:
        wave: number of the wave in which the pilot was when it was begun, so that a later move rewrites no year;
            ``wave_name`` is computed. None where it was in none.
        version: 1, and one more each time that it is done anew; the former stay as they were.
        scheme: the indicators with their points, as JSON, so that a later scheme changes nothing.
        self_total, total, grade: tenths of a point, bonus included, and what follows; like ``bonus`` written when it is
            finished, for until then they follow from the scores. ``veto`` names what vetoes it.
    """

    id: int
    enterprise: int
    state: Annotated[AssessmentState, field("状态", Kind.CODE, computed=True)]
    year: Annotated[int, field("年度", Kind.COUNT, needed=True)]
    version: Annotated[int, field("版次", Kind.COUNT, computed=True)] = 1
    wave: int | None = None
    wave_name: Annotated[str | None, field("批次", computed=True)] = None
    scheme: str = "{}"
    bonus: Annotated[int | None, field("加分", Kind.POINTS, computed=True)] = None
    bonus_reason: Annotated[str | None, field("加分事项", limit=300)] = None
    veto: Annotated[str | None, field("一票否决事项", Kind.CODE, codes="veto", most=9)] = None
    self_total: Annotated[int | None, field("自评总分", Kind.POINTS, computed=True)] = None
    total: Annotated[int | None, field("总分", Kind.POINTS, computed=True)] = None
    grade: Annotated[str | None, field("等次", Kind.CODE, codes="grade", computed=True)] = None
    highlights: Annotated[str | None, field("亮点", limit=500)] = None
    problems: Annotated[str | None, field("问题", limit=500)] = None
    assessed_by: Annotated[str | None, field("评定人")] = None
    assessed_on: Annotated[dt.date | None, field("评定日期", Kind.DATE)] = None
    redo_reason: Annotated[str | None, field("重评原因", limit=200, computed=True)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What a pilot got for one indicator or bonus, tenths of a point.

    ``known`` is what the register said by itself when the assessment was finished, and ``basis`` why, in a sentence.
    """

    id: int
    assessment: int
    front: Annotated[str, field("方面", computed=True)]
    indicator: Annotated[str, field("指标", computed=True)]
    points: Annotated[int, field("标准分", Kind.POINTS, computed=True)]
    known: Annotated[int | None, field("系统得分", Kind.POINTS, computed=True)] = None
    basis: Annotated[str | None, field("系统依据", computed=True)] = None
    self_score: Annotated[int | None, field("自评分", Kind.POINTS)] = None
    score: Annotated[int | None, field("区评分", Kind.POINTS)] = None
    evidence: Annotated[str | None, field("佐证材料", limit=300)] = None
    note: Annotated[str | None, field("评分说明", limit=300)] = None
