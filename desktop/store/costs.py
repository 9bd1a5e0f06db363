"""Whom changed rules would reach, counted by SQLite; amounts are fen."""

from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from desktop.aid.batch import BatchState
from desktop.aid.request import RequestState
from desktop.aid.simulation import Alike
from desktop.base.codes import CodeList
from desktop.cases.household import State


def files(db: Database, programme: str) -> Iterator[Alike]:
    """The files on file by category."""
    sql = "SELECT category, count(*) FROM household WHERE state = ? GROUP BY category"
    for category, count in db.execute(sql, [State.ON_FILE]):
        yield Alike(programme=programme, category=category, count=count)


def pupils(db: Database, programme: str, stages: CodeList) -> Iterator[Alike]:
    """The members of files on file who are at school, by category and stage; their identity says the stage."""
    sql = (
        "SELECT h.category, p.identity, count(*) FROM household h JOIN person p ON p.household = h.id "
        "WHERE h.state = ? AND p.position > 0 AND p.identity IS NOT NULL GROUP BY h.category, p.identity"
    )
    for category, identity, count in db.execute(sql, [State.ON_FILE]):
        stage = stages.canonical(identity)
        if stage is not None:
            yield Alike(programme=programme, category=category, count=count, stage=stage)


def applications(db: Database, programme: str, year: int) -> Iterator[Alike]:
    """The applications of a year that weren't refused or withdrawn, by category and by what was paid oneself."""
    sql = """
        SELECT category, own, count(*) FROM (
            SELECT coalesce(category, '') AS category, coalesce(
                facts ->> 'own_payment', max((facts ->> 'total_cost') - coalesce(facts ->> 'reimbursed', 0), 0)
            ) AS own FROM request WHERE programme = ? AND year = ? AND state NOT IN (?, ?)
        ) GROUP BY category, own
    """
    states = (RequestState.REFUSED, RequestState.WITHDRAWN)
    for category, own, count in db.execute(sql, [programme, year, *states]):
        yield Alike(programme=programme, category=category, count=count, applied=True, own=own)


def spent(db: Database, programmes: Iterable[str], year: int) -> int:
    """What locked and paid batches of these programmes hold in a year and didn't come back."""
    names = tuple(programmes)
    sql = (
        f"SELECT coalesce(sum(amount), 0) FROM live_payment WHERE programme IN ({','.join('?' * len(names))}) "
        "AND year = ? AND state <> ? AND outcome IS NULL"
    )
    return int(db.execute(sql, [*names, year, BatchState.DRAWN]).fetchone()[0])
