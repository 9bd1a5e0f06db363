"""What the search over everything asks of the office file beside the lists: where every word stands, the newest first.

A row is read no further than to the columns that are searched; what is shown of it is asked for what was found only.
"""

from collections.abc import Iterator, Sequence
from string import ascii_lowercase
from typing import Any, NamedTuple

from sqlite_utils import Database

from desktop.aid.batch import BatchState
from desktop.base.changes import Noun
from desktop.store import rows


class Sought(NamedTuple):
    """Where a noun is looked for.

    Attributes:
        found: FROM and WHERE by which its rows ``t`` are gone through.
        columns: SQL of the texts that are searched; what it is called stands first.
        numbers: the columns beside them in which stand numbers of persons, which are searched for such only.
        shown: SELECT of what is told of the row ``t``.
        heard: those of the columns that words of letters find by their pinyin too.
    """

    found: str
    columns: tuple[str, ...]
    numbers: tuple[str, ...]
    shown: str
    heard: tuple[str, ...] = ()


_OF_UNIT = "LEFT JOIN enterprise e ON e.id = t.enterprise"


SOUGHT = {
    Noun.REQUESTS: Sought(
        "request t WHERE 1",
        ("coalesce(t.beneficiary, t.name)", "t.name", "t.employer", "json_extract(t.facts, '$.school')"),
        ("t.resident_id", "t.beneficiary_id", "t.phone"),
        "SELECT t.*, json_extract(t.facts, '$.school') AS school FROM request t",
    ),
    Noun.VISITS: Sought(
        "visit t WHERE t.void_reason IS NULL",
        ("t.name", "t.unit"),
        ("t.resident_id", "t.phone"),
        "SELECT t.*, a.name AS title FROM visit t JOIN activity a ON a.id = t.activity",
    ),
    # Whose payment follows a visit or an application is found by that.
    Noun.PAYMENTS: Sought(
        "payment t INDEXED BY payment_household WHERE t.household IS NULL AND t.excluded IS NULL AND t.visit IS NULL "
        "AND t.request IS NULL",
        ("t.name", "t.place"),
        ("t.resident_id", "t.phone"),
        "SELECT t.*, b.title, b.paid_on FROM payment t JOIN batch b ON b.id = t.batch "
        f"AND b.state <> '{BatchState.VOID}'",
    ),
    Noun.ACTIVITIES: Sought(
        "activity t WHERE 1",
        ("t.name", "t.plan_no", "t.kind", "t.leader", "t.year"),
        (),
        "SELECT t.* FROM activity t",
    ),
    Noun.BATCHES: Sought(
        "batch t WHERE 1",
        ("t.title", "t.voucher", "t.programme", "t.upper_no"),
        (),
        "SELECT t.* FROM batch t",
    ),
    Noun.FUNDS: Sought(
        "fund t WHERE 1",
        ("t.name", "t.document_no", "t.source", "t.programme"),
        (),
        "SELECT t.* FROM fund t",
    ),
    Noun.PILOTS: Sought(
        "enterprise t WHERE 1",
        ("t.name", "t.credit_code", "t.liaison", "t.chair"),
        ("t.phone",),
        "SELECT t.*, w.name AS wave_name FROM enterprise t LEFT JOIN wave w ON w.id = t.wave",
        heard=("t.name", "t.liaison", "t.chair"),
    ),
    Noun.TALENTS: Sought(
        "talent t WHERE 1",
        ("t.name", "t.certificate_no"),
        ("t.resident_id", "t.phone"),
        f"SELECT t.*, coalesce(e.name, t.unit) AS unit_name FROM talent t {_OF_UNIT}",
        heard=("t.name",),
    ),
    Noun.INCENTIVES: Sought(
        "incentive t WHERE 1",
        ("t.name", "t.leader", "t.document_no"),
        ("t.phone",),
        f"SELECT t.*, e.name AS unit_name FROM incentive t {_OF_UNIT}",
    ),
    Noun.STUDIOS: Sought(
        "studio t WHERE 1",
        ("t.name", "t.leader", "t.unit", "t.document_no"),
        (),
        f"SELECT t.*, coalesce(e.name, t.unit) AS unit_name FROM studio t {_OF_UNIT}",
    ),
    # Every cadre once.
    Noun.PAIRINGS: Sought(
        "pairing t WHERE t.id IN (SELECT max(p.id) FROM pairing p GROUP BY p.cadre)",
        ("t.cadre",),
        ("t.phone",),
        "SELECT t.*, (SELECT count(DISTINCT p.enterprise) FROM pairing p WHERE p.cadre = t.cadre "
        "AND p.begins <= today() AND (p.ends IS NULL OR p.ends >= today())) AS units FROM pairing t",
        heard=("t.cadre",),
    ),
    Noun.WAVES: Sought(
        "wave t WHERE 1",
        ("t.name", "t.document_no"),
        (),
        "SELECT t.* FROM wave t",
    ),
    Noun.CALLS: Sought(
        "call t WHERE 1",
        ("t.met", "t.note", "t.business", "t.hiring", "t.talent", "t.training", "t.insurance", "t.relations"),
        (),
        f"SELECT t.*, e.name AS unit_name FROM call t {_OF_UNIT}",
    ),
}
"""Everything but the files, which have a finder of their own."""


_PLAIN = str.maketrans(
    {sign: f"[{sign}]" for sign in "*?["} | {letter: f"[{letter}{letter.upper()}]" for letter in ascii_lowercase}
)
"""Makes GLOB take a word of small letters as it stands, and any case of its letters."""

_DIGITS = "0123456789x"


def find(db: Database, noun: Noun, words: Sequence[str], limit: int) -> Iterator[dict[str, Any]]:
    """The rows in which every word, in small letters, stands: those that are called so first, then the newest."""
    sought = SOUGHT[noun]
    every = " AND ".join(_stands(sought, word, at) for at, word in enumerate(words, 1))
    called = f"{sought.columns[0]} = ?{len(words) + 1}"
    patterns = [f"*{word.translate(_PLAIN)}*" for word in words]
    numbers = f"SELECT t.id FROM {sought.found} AND {every} ORDER BY {called} DESC, t.id DESC LIMIT {limit}"
    found = [number for (number,) in db.execute(numbers, [*patterns, " ".join(words)])]
    told = rows.dicts(db, f"{sought.shown} WHERE t.id IN (SELECT value FROM json_each(?))", [rows.json_text(found)])
    by_number = {row["id"]: row for row in told}
    return (by_number[number] for number in found if number in by_number)


def _stands(sought: Sought, word: str, mark: int) -> str:
    """Whether a word stands in a row."""
    columns = sought.columns if word.strip(_DIGITS) else sought.columns + sought.numbers
    if not word.strip(ascii_lowercase):
        columns += tuple(f"pinyin({column})" for column in sought.heard)
    return f"({' OR '.join(f'{column} GLOB ?{mark}' for column in columns)})"
