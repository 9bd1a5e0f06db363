"""The lines of a score sheet: fronts with their sums, indicators with their scores, the total (domain §4.4)."""

from collections.abc import Iterator, Sequence

from desktop.base.values import show_points
from desktop.papers.blocks import Align, Cell, Group, Role, Row, Style
from desktop.papers.filled import LABEL, SMALL
from desktop.papers.unit import Scored
from desktop.papers.unit_parts import LISTED, numeral
from desktop.pilots.assessment import AssessmentState, Score
from desktop.pilots.scheme import BONUS, Indicator
from desktop.pilots.scoring import Mark, Outcome, reckon

COLUMNS = (
    ("序号", 11.0),
    ("指　标", 46.0),
    ("评分标准", 76.0),
    ("标准分", 15.0),
    ("自评分", 15.0),
    ("区评分", 15.0),
    ("佐证材料和评分说明", 92.0),
)
ROW, MOST_ROW = 8.0, 60.0
_FRONT = Style(role=Role.HEITI, size=10.5, align=Align.LEFT)

_Sums = tuple[int, int | None, int | None]
"""What there is to get, what the pilot gave itself, what the district gave; None where nothing was given yet."""


def score_lines(scored: Scored) -> Iterator[Group]:
    """The fronts, each with its sum above its indicators, then the bonuses, then the total."""
    kept = {(one.front, one.indicator): one for one in scored.scores}
    fronts: dict[str, list[Indicator]] = {}
    for indicator in scored.scheme.every:
        fronts.setdefault(indicator.front, []).append(indicator)
    number = 0
    for place, (front, indicators) in enumerate(fronts.items()):
        above: Group = (_front(place, front, scored, indicators, kept),)
        for indicator in indicators:
            number += 1
            yield (*above, _line(number, indicator, kept.get((front, indicator.name)), settled=_settled(scored)))
            above = ()
    yield (_total(scored),)


def _front(place: int, front: str, scored: Scored, indicators: Sequence[Indicator],
           kept: dict[tuple[str, str], Score]) -> Row:  # fmt: skip
    mine = [kept[one.front, one.name] for one in indicators if (one.front, one.name) in kept]
    sums = _sums_of(indicators, mine)
    told = f"{numeral(place)}、{front}"
    if front == BONUS:
        most = scored.scheme.bonus_most
        told = f"{told}（合计最多 {show_points(most)} 分）"
        sums = (most, _at_most(most, sums[1]), _at_most(most, sums[2]))
    return _summed(Cell(told, _FRONT, columns=3), sums, "")


def _at_most(most: int, given: int | None) -> int | None:
    return None if given is None else min(given, most)


def _sums_of(indicators: Sequence[Indicator], scores: Sequence[Score]) -> _Sums:
    return (
        sum(one.points for one in indicators),
        _sum([one.self_score for one in scores]),
        _sum([one.score for one in scores]),
    )


def _sum(given: Sequence[int | None]) -> int | None:
    known = [one for one in given if one is not None]
    return sum(known) if known else None


def _summed(label: Cell, sums: _Sums, note: str) -> Row:
    return Row((label, *(Cell(_points(one), LABEL) for one in sums), Cell(note, LISTED)), ROW, MOST_ROW)


def _line(number: int, indicator: Indicator, score: Score | None, *, settled: bool) -> Row:
    cells = (
        Cell(str(number), SMALL),
        Cell(indicator.name, LISTED),
        Cell(indicator.scoring, LISTED),
        Cell(show_points(indicator.points), SMALL),
        Cell(_points(score.self_score) if score else "", SMALL),
        Cell(_points(score.score) if score else "", SMALL),
        Cell(_evidence(score) or ("" if settled else _hint(indicator)), LISTED),
    )
    return Row(cells, ROW, MOST_ROW)


def _evidence(score: Score | None) -> str:
    """What proves it, what the register says by itself, and what the district remarked."""
    if score is None:
        return ""
    said = f"评分说明：{score.note}" if score.note else ""
    parts = (score.evidence, f"系统：{score.basis}" if score.basis else "", said)
    return "\n".join(part for part in parts if part)


def _hint(indicator: Indicator) -> str:
    """Where to look, as long as scores are given."""
    return f"（查{indicator.source}）" if indicator.source else ""


def _settled(scored: Scored) -> bool:
    return scored.one.state in {AssessmentState.FINAL, AssessmentState.SUPERSEDED}


def _points(tenths: int | None) -> str:
    return "" if tenths is None else show_points(tenths)


def _outcome(scored: Scored, name: str) -> Outcome:
    marks = (Mark(one.front, one.indicator, one.points, getattr(one, name)) for one in scored.scores)
    return reckon(marks, scored.scheme, _vetoes(scored))


def _vetoes(scored: Scored) -> tuple[str, ...]:
    return tuple(one for one in (scored.one.veto or "").split("、") if one)


def _total(scored: Scored) -> Row:
    """The totals as they were settled; until then as they follow from the scores, none while one is missing."""
    own, given = _outcome(scored, "self_score"), _outcome(scored, "score")
    settled = _settled(scored)
    sums = (scored.one.self_total, scored.one.total) if settled else (own.total, given.total)
    grade = scored.one.grade if settled else given.grade if scored.scores else None
    note = f"等次：{grade}" if grade else "等次："
    return _summed(Cell("总　分（含加分）", LABEL, columns=3), (scored.scheme.full, *sums), note)
