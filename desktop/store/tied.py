"""Records that one operation changed together and that an inversion takes back together, or not at all.

``kept`` is the temporary table of ``inversion``: the records that can't be reversed.
"""

from collections.abc import Iterator

from sqlite_utils import Database

_FILE = "另一份档案不能一起撤销"
_FUND = "另一笔资金不能一起撤销"
_STAGE = "由它到达的阶段不能一起撤销"
_REACHED = "到达阶段的那条记录不能一起撤销"
_STANDS = "所到达的阶段另有材料、督查或季度进展为据"
_VERSION = "另一版评价不能一起撤销"
_ORDER = "排在一起的项目不能一起撤销"

_KEPT = "IN (SELECT root, root_row FROM temp.kept)"
_CHANGES = 'SELECT * FROM change WHERE operation = :number AND "table"'

_MAKERS = """
SELECT c.root, c.root_row, coalesce(json_extract(coalesce(c.after, c.before), '$.enterprise'), t.enterprise) AS whose
FROM change c LEFT JOIN task t ON c.root = 'task' AND t.id = c.root_row
WHERE c.operation = :number AND c."table" IN ('submission', 'inspection', 'assessment', 'progress')
"""
"""SQL: what makes a pilot reach a stage, as far as the operation changed it, and which pilot."""

_MARKED = f"SELECT root_row FROM ({_CHANGES} = 'milestone')"
"""SQL: the pilots of which the operation changed a stage."""

_SINCE = "EXISTS (SELECT 1 FROM change x WHERE x.\"table\" = '{0}' AND x.row = o.id AND x.operation > :number)"
_LIKE = f"""
EXISTS (SELECT 1 FROM submission o JOIN ({_CHANGES} = 'submission') p
    ON o.enterprise = json_extract(p.after, '$.enterprise') AND o.kind = json_extract(p.after, '$.kind')
    WHERE o.enterprise = m.root_row AND o.state = '合格' AND o.id <> p.row AND {_SINCE.format("submission")})
OR EXISTS (SELECT 1 FROM inspection o WHERE o.enterprise = m.root_row AND o.kind = json_extract(m.after, '$.stage')
    AND o.id NOT IN (SELECT row FROM ({_CHANGES} = 'inspection')) AND {_SINCE.format("inspection")})
OR EXISTS (SELECT 1 FROM progress o JOIN task t ON t.id = o.task
    WHERE t.enterprise = m.root_row AND o.quarter = json_extract(m.after, '$.period')
    AND o.id NOT IN (SELECT row FROM ({_CHANGES} = 'progress')) AND {_SINCE.format("progress")})
"""
"""SQL: whether a stage ``m`` that the operation reached is reached by something else too that has come since."""


_PLACED = f"""
SELECT *, json_extract(coalesce(after, before), '$.year') AS year FROM ({_CHANGES} = 'incentive')
WHERE json_extract(before, '$.rank') IS NOT json_extract(after, '$.rank')
"""
"""SQL: the projects that the operation gave another place, or one, or none."""

_MOVED = f"SELECT * FROM ({_PLACED}) WHERE json_extract(before, '$.rank') + json_extract(after, '$.rank') IS NOT NULL"
"""SQL: those that had a place before and behind."""


def keep_tied(db: Database, number: int) -> bool:
    """Keep the other record of what stands in two; says whether one was found that wasn't kept yet.

    A merger or a split, money carried over: undone on one side only, people would stand in both files, and money in
    both funds. A stage and the paper, report, inspection or assessment by which a pilot reached it, also where another
    that stays would reach it; the day of a wave and the first stage of its pilots; two versions of an assessment; the
    projects that changed places with one.
    """
    before = _count(db)
    for sql in _ties():
        db.execute(f"INSERT OR IGNORE INTO temp.kept {sql}", {"number": number})
    return _count(db) > before


def _ties() -> Iterator[str]:
    """SQL of the records to keep: root, number, reason."""
    body, receipt = "json_extract(coalesce(after, before), '$.body')", "coalesce(after, before)"
    for table, image, reason in (("step", body, _FILE), ("receipt", receipt, _FUND)):
        other = f"json_extract({image}, '$.other')"
        yield (
            f"SELECT root, {other}, '{reason}' FROM ({_CHANGES} = '{table}') "
            f"WHERE {other} IS NOT NULL AND (root, root_row) {_KEPT}"
        )
    yield (
        f"SELECT root, root_row, '{_STANDS}' FROM ({_CHANGES} = 'milestone') m "
        f"WHERE before IS NULL AND EXISTS (SELECT 1 FROM ({_MAKERS})) AND ({_LIKE})"
    )
    yield (
        f"SELECT 'enterprise', whose, '{_REACHED}' FROM ({_MAKERS}) "
        f"WHERE (root, root_row) {_KEPT} AND whose IN ({_MARKED})"
    )
    yield (
        f"SELECT root, root_row, '{_STAGE}' FROM ({_MAKERS}) "
        f"WHERE ('enterprise', whose) {_KEPT} AND whose IN ({_MARKED})"
    )
    yield (
        f"SELECT root, root_row, '{_REACHED}' FROM ({_CHANGES} = 'milestone') "
        "WHERE before IS NOT NULL AND after IS NOT NULL "
        f"AND EXISTS (SELECT 1 FROM ({_CHANGES} = 'wave') WHERE (root, root_row) {_KEPT})"
    )
    versions = f"{_CHANGES} = 'assessment'"
    same = " AND ".join(
        f"json_extract(coalesce(c.after, c.before), '$.{name}') = json_extract(coalesce(o.after, o.before), '$.{name}')"
        for name in ("enterprise", "year")
    )
    yield (
        f"SELECT c.root, c.root_row, '{_ORDER}' FROM ({_MOVED}) c "
        f"WHERE EXISTS (SELECT 1 FROM ({_PLACED}) o WHERE o.year = c.year AND (o.root, o.root_row) {_KEPT})"
    )
    yield (
        f"SELECT c.root, c.root_row, '{_VERSION}' FROM ({versions}) c JOIN ({versions}) o ON {same} "
        f"WHERE (o.root, o.root_row) {_KEPT}"
    )


def _count(db: Database) -> int:
    return int(db.execute("SELECT count(*) FROM temp.kept").fetchone()[0])
