"""What the register knows of pilots in a year, and what became of their assessments: for all units in one pass."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database

from desktop.base.calendar import today
from desktop.pilots.comparing import Judged
from desktop.pilots.facts import ORGANISATION, PLAN, Facts
from desktop.pilots.scheme import BONUS
from desktop.store import rows

_ACCEPTED = (
    "EXISTS (SELECT 1 FROM submission s WHERE s.enterprise = e.id AND s.kind = :{kind} AND s.state = '合格' "
    "AND coalesce(s.checked_on, s.received_on) <= :last)"
)

_HIGH = "count(*) FILTER (WHERE n.grade IN (SELECT value FROM json_each(:high)){more})"
_THEN = "coalesce(n.certified_on, '') <= :last"

_FACTS = f"""
SELECT e.id,
    {_ACCEPTED.format(kind="organisation")} AS organisation,
    {_ACCEPTED.format(kind="plan")} AS plan,
    (SELECT count(*) FROM contest c WHERE c.enterprise = e.id AND c.day BETWEEN :first AND :last) AS contests,
    count(s.id) FILTER (WHERE s.review IS NOT '撤牌') AS studios,
    count(s.id) FILTER (WHERE s.review IS NOT '撤牌' AND s.named_on IS NULL) AS studios_undated,
    count(s.id) FILTER (WHERE s.review = '撤牌') AS studios_closed,
    (SELECT json_array(count(*), {_HIGH.format(more="")}, count(*) FILTER (WHERE {_THEN}),
            {_HIGH.format(more=f" AND {_THEN}")}, count(*) FILTER (WHERE n.certified_on IS NULL))
        FROM talent n WHERE n.enterprise = e.id AND n.grade IS NOT NULL) AS listed,
    e.workers, e.industrial_workers, e.skilled, e.high_skilled, e.members, e.registered_members,
    (SELECT json_group_object(f.front, json_array(f.tasks, f.done)) FROM (
        SELECT t.front, count(*) AS tasks, count(*) FILTER (WHERE t.done_on <= :last) AS done FROM task t
        WHERE t.enterprise = e.id AND coalesce(t.done_on, :first) >= :first
            AND coalesce(t.begins, t.done_on, :last) <= :last
            AND (coalesce(t.deadline, :first) <= :last OR t.done_on <= :last)
        GROUP BY t.front) f) AS tasks,
    (SELECT count(*) FROM incentive i WHERE i.enterprise = e.id AND i.state IN ('已立项', '已验收')
        AND iif(i.granted_on IS NULL, i.year = :year, i.granted_on BETWEEN :first AND :last)) AS incentives
FROM enterprise e LEFT JOIN studio s ON s.enterprise = e.id AND coalesce(s.named_on, '') <= :last
WHERE e.id IN (SELECT value FROM json_each(:numbers))
GROUP BY e.id
"""


def facts(db: Database, numbers: Iterable[int], year: int, high_skilled: Iterable[str]) -> dict[int, Facts]:
    """What is known of enterprises as of the end of a year, save of their quarterly reports; by number.

    ``high_skilled`` are the grades of skill that count as high.
    """
    asked = {
        "numbers": rows.json_text(numbers),
        "year": year,
        "first": f"{year}-01-01",
        "last": f"{year}-12-31",
        "organisation": ORGANISATION,
        "plan": PLAN,
        "high": rows.json_text(high_skilled),
    }
    over = year if year < today().year else None
    return {row.pop("id"): _facts(row, over) for row in rows.dicts(db, _FACTS, asked)}


def _facts(row: dict[str, Any], over: int | None) -> Facts:
    tasks = {front: (every, done) for front, (every, done) in json.loads(row.pop("tasks")).items()}
    listed, heads = json.loads(row.pop("listed")), (row.pop("skilled"), row.pop("high_skilled"))
    return Facts(**row, **_skilled(heads, listed, over), tasks=tasks, over=over)


def _skilled(heads: Sequence[int | None], listed: Sequence[int], over: int | None) -> dict[str, Any]:
    """The skilled and high-skilled workers: of a year that is over by their certificates, where all are listed.

    Else as many as are registered of the enterprise, or listed where nobody registered how many there are.
    """
    every, high, then, high_then, undated = listed
    if over and every and every >= (heads[0] or 0):
        return {"skilled": then, "high_skilled": high_then, "dated": True, "skilled_undated": undated}
    if heads[0] is None and every:
        return {"skilled": every, "high_skilled": high}
    return {"skilled": heads[0], "high_skilled": heads[1]}


def _until_finished(column: str) -> str:
    """SQL: what the scores of the assessment ``t`` come to; NULL while an indicator has none."""
    return (
        f"(SELECT iif(count(*) FILTER (WHERE s.front <> '{BONUS}' AND s.{column} IS NULL) = 0, "
        f"sum(s.{column}) FILTER (WHERE s.front <> '{BONUS}') + {_bonus(column)}, NULL) "
        "FROM score s WHERE s.assessment = t.id)"
    )


def _bonus(column: str) -> str:
    return (
        f"min(coalesce(sum(s.{column}) FILTER (WHERE s.front = '{BONUS}'), 0), "
        "coalesce(json_extract(t.scheme, '$.bonus_most'), 0))"
    )


def _settled(scores: str, column: str) -> str:
    return f"iif(t.state IN ('自评中', '区级评分'), {scores}, t.{column})"


SELF_TOTAL = _settled(_until_finished("self_score"), "self_total")
TOTAL = _settled(_until_finished("score"), "total")
GIVEN_BONUS = _settled(f"(SELECT {_bonus('score')} FROM score s WHERE s.assessment = t.id)", "bonus")
"""SQL: totals and bonus of the assessment ``t``, which follow from the scores until it is finished."""


_FINISHED = f"""
SELECT t.id AS assessment, t.enterprise, e.name, w.id AS wave, w.name AS wave_name, w.number AS wave_place,
    t.year, t.total, t.grade, t.veto IS NOT NULL AS vetoed,
    (SELECT json_group_array(json_array(f.front, f.score, f.points)) FROM (
        SELECT s.front, sum(s.score) AS score, sum(s.points) AS points FROM score s
        WHERE s.assessment = t.id AND s.front <> '{BONUS}' GROUP BY s.front ORDER BY min(s.id)) f) AS fronts
FROM assessment t JOIN enterprise e ON e.id = t.enterprise LEFT JOIN wave w ON w.id = t.wave
WHERE t.state = '已评定' AND t.state <> '已重评'{{more}}
ORDER BY t.year, vetoed, t.total DESC, e.id
"""
"""The second condition is that of the index by enterprise and year, which spares reading every scheme."""


def finished(
    db: Database, *, year: int | None = None, wave: int | None = None, enterprise: int | None = None
) -> list[Judged]:
    """The finished assessments that stand, by year, the best first: all, or of a year, an enterprise, a wave.

    The wave is that in which a pilot was when its assessment was begun.
    """
    asked = {"t.year": year, "t.wave": wave, "t.enterprise": enterprise}
    known = {name: value for name, value in asked.items() if value is not None}
    sql = _FINISHED.format(more="".join(f" AND {name} = ?" for name in known))
    return [_judged(row) for row in rows.dicts(db, sql, list(known.values()))]


def _judged(row: dict[str, Any]) -> Judged:
    return Judged(**row | {"fronts": _fronts(row["fronts"]), "vetoed": bool(row["vetoed"])})


def _fronts(text: str) -> dict[str, tuple[int, int]]:
    return {front: (score, points) for front, score, points in json.loads(text)}


def in_force(db: Database, numbers: Iterable[int], year: int) -> dict[int, int]:
    """The assessments of a year that stand, by their enterprises."""
    sql = (
        "SELECT enterprise, id FROM assessment WHERE year = :year AND state <> '已重评' "
        "AND enterprise IN (SELECT value FROM json_each(:numbers))"
    )
    found = db.execute(sql, {"year": year, "numbers": rows.json_text(numbers)})
    return {int(enterprise): int(number) for enterprise, number in found}


def copy_scores(db: Database, former: int, new: int) -> None:
    """The scores of an assessment, and the files that prove them, also for the one that takes its place."""
    names = "front, indicator, points, self_score, score, evidence, note"
    db.execute(
        f"INSERT INTO score (assessment, {names}) SELECT ?, {names} FROM score WHERE assessment = ? ORDER BY id",
        [new, former],
    )
    db.execute(
        "INSERT INTO enclosure (enterprise, score, content, title) SELECT n.enterprise, s.id, n.content, n.title "
        "FROM enclosure n JOIN score f ON f.id = n.score JOIN score s ON s.front = f.front "
        "AND s.indicator = f.indicator AND s.assessment = ? "
        "WHERE f.assessment = ? AND n.void_reason IS NULL ORDER BY n.id",
        [new, former],
    )


def files(db: Database, assessment: int) -> dict[int, int]:
    """How many files prove each score that has any."""
    sql = (
        "SELECT n.score, count(*) FROM enclosure n JOIN score s ON s.id = n.score "
        "WHERE s.assessment = ? AND n.void_reason IS NULL GROUP BY n.score"
    )
    return {int(score): int(count) for score, count in db.execute(sql, [assessment])}
