"""How many pilots there are by wave and stage, how they were graded, and skilled workers by grade: the charts."""

from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.office.charts import Bar, Chart
from desktop.pilots.assessment import AssessmentState
from desktop.policy.standards import Policy
from desktop.store import listings

_YEARS, _SERIES = 8, 4
_FINAL = {"state": str(AssessmentState.FINAL)}
_BLANK = "未填"


def pilot_charts(db: Database, policy: Policy) -> tuple[Chart, ...]:
    """Pilots by wave and by stage; finished assessments by year and grade; skilled workers by grade."""
    stages = [rule.name for rule in sorted(policy.stages, key=lambda rule: rule.rank)]
    waves = [str(line[1]) for line in listings.page(db, Noun.WAVES, listings.ids(db, Query(noun=Noun.WAVES)))]
    return (
        Chart(
            key="wave",
            title="试点单位：批次",
            series={"家数": _bars(db, Noun.PILOTS, "wave_name", waves, "未列入")},
            noun=Noun.PILOTS,
            about="批次",
        ),
        Chart(
            key="stage",
            title="试点单位：推进到的阶段",
            series={"家数": _bars(db, Noun.PILOTS, "stage", stages, "未登记")},
            noun=Noun.PILOTS,
            about="阶段",
        ),
        _grades(db, [rule.name for rule in policy.grades]),
        Chart(
            key="skill",
            title="技能人才：技能等级",
            series={"人数": _bars(db, Noun.TALENTS, "grade", policy.labels("skill_grade"))},
            noun=Noun.TALENTS,
            about="技能等级",
        ),
    )


def _grades(db: Database, known: Sequence[str]) -> Chart:
    """The last years, a series for each grade; those that no series is left for are counted together."""
    years = sorted(listings.counts(db, Query(noun=Noun.ASSESSMENTS, chips=_FINAL), "year"))[-_YEARS:]
    counted = {year: listings.counts(db, _of_year(year), "grade") for year in years}
    given = {grade for counts in counted.values() for grade in counts}
    grades = [grade for grade in (*known, *sorted(given - {*known})) if grade in given]
    series = {
        grade: tuple(Bar(year, counted[year].get(grade, 0), _of_year(year, grade)) for year in years)
        for grade in (grades if len(grades) <= _SERIES else grades[: _SERIES - 1])
    }
    if rest := grades[len(series) :]:
        series["其他"] = tuple(Bar(year, sum(counted[year].get(one, 0) for one in rest), None) for year in years)
    return Chart(
        key="grades",
        title="年度评价：等次",
        series=series or {"家数": ()},
        noun=Noun.ASSESSMENTS,
        about="年度",
        ordered=True,
    )


def _of_year(year: str, grade: str = "") -> Query:
    return Query(noun=Noun.ASSESSMENTS, chips={**_FINAL, "year": year} | ({"grade": grade} if grade else {}))


def _bars(db: Database, noun: Noun, column: str, order: Iterable[str], blank: str = _BLANK) -> tuple[Bar, ...]:
    """The values of a column that there are, in this order, then others; what is blank last."""
    counts = listings.counts(db, Query(noun=noun), column)
    values = [one for one in (*dict.fromkeys((*order, *filter(None, counts))), "") if one in counts]
    return tuple(Bar(one or blank, counts[one], Query(noun=noun, chips={column: one})) for one in values)
