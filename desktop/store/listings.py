"""Every list on a screen is one named query: what it shows, what it searches, what it is narrowed by."""

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sqlite_utils import Database

from desktop.base.changes import Noun
from desktop.base.fields import Kind, Value
from desktop.base.listing import Column, Listing, Query
from desktop.base.text import half_width
from desktop.cases.consents import Consultation
from desktop.cases.household import Household, Life, Person, State
from desktop.cases.procedure import PATH
from desktop.cases.samples import SampleLine
from desktop.store import journal, rows
from desktop.store.documents import Predicate
from desktop.store.listings_aid import BATCHES, FUNDS, PAYMENTS
from desktop.store.listings_requests import REQUESTS
from desktop.store.listings_visits import ACTIVITIES, VISITS
from desktop.store.sources import Labels, Source, columns_of

_PLAIN = str.maketrans({sign: f"[{sign}]" for sign in "*?["})
"""Makes GLOB take a word as it stands. It is used because it finds a word's first letter faster than instr does."""

_CASE_FIELDS = (
    "category", "employer", "town", "size", "per_head", "main_cause", "filed_on", "file_no", "staff_no",
    "yearly_income", "hukou", "housing", "address", "bank", "card", "union", "note",
)  # fmt: skip
_LIFE_FIELDS = (
    "since", "notice_ends", "reviewed_on", "lifted_on", "visit_due", "closed_on", "unsynced_since",
)  # fmt: skip
_APPLYING = ", ".join(f"'{state}'" for state in PATH)
"""The states of files that aren't filed yet, or not anew."""
_STATES = tuple(map(str, State))
_PERSON_FIELDS = ("name", "sex", "resident_id", "birth", "phone", "health")

CASES = Source(
    listing=Listing(
        noun=Noun.CASES,
        columns=(
            *columns_of(Person, *_PERSON_FIELDS, hidden=("birth", "health")),
            Column(name="state", label="状态", kind=Kind.CODE, width=14, labels=_STATES),
            *columns_of(Household, *_CASE_FIELDS, hidden=_CASE_FIELDS[8:]),
            *columns_of(Life, *_LIFE_FIELDS, hidden=_LIFE_FIELDS),
            Column(name="filed_month", label="建档月份", width=8, shown=False),
            Column(name="lifted_month", label="脱困月份", width=8, shown=False),
        ),
        chips=("state", "category", "town"),
        order="name",
    ),
    table="household t JOIN person p ON p.household = t.id AND p.position = 0",
    sql={
        **{name: f'p."{name}"' for name in _PERSON_FIELDS},
        "filed_month": f"iif(t.state IN ({_APPLYING}), NULL, substr(t.filed_on, 1, 7))",
        "lifted_month": "substr(t.lifted_on, 1, 7)",
    },
    search="f.text",
    order={"name": ("f.sort_name",)},
    finder="finder f",
    found=("state", "category", "town"),
)

JOURNAL = Source(
    listing=Listing(
        noun=Noun.JOURNAL,
        columns=(
            Column(name="at", label="时间", width=15),
            Column(name="label", label="做了什么", width=36),
            Column(name="state", label="状态", kind=Kind.CODE, width=7, labels=journal.STATES),
            Column(name="count", label="条数", kind=Kind.COUNT, width=6),
            Column(name="actor", label="经办人", width=10),
            Column(name="month", label="月份", width=8, shown=False),
        ),
        chips=("state", "month", "actor"),
        order="at",
        descending=True,
    ),
    table="operation t",
    sql={"at": "substr(t.at, 1, 16)", "state": journal.state("t"), "month": "substr(t.at, 1, 7)"},
    search="t.label || ' ' || t.actor || ' ' || t.at",
    order={"at": ("t.id",)},
)

CONSULTATIONS = Source(
    listing=Listing(
        noun=Noun.CONSULTATIONS,
        columns=(
            *columns_of(Consultation, "day", "reader", "unit", "purpose", "items", "approved_by", "returned_on"),
            Column(name="name", label="档案", kind=Kind.NAME, width=8),
            Column(name="file_no", label="档案编号", width=12),
            Column(name="back", label="归还", kind=Kind.CODE, width=6, shown=False),
            Column(name="year", label="年份", width=6, shown=False),
            Column(name="household", label="档案序号", kind=Kind.COUNT, shown=False),
        ),
        chips=("back", "year"),
        order="day",
        descending=True,
    ),
    table="consultation t JOIN household h ON h.id = t.household "
    "JOIN person p ON p.household = t.household AND p.position = 0",
    sql={
        "name": "p.name",
        "file_no": "h.file_no",
        "back": "iif(t.returned_on IS NULL, '未归还', '已归还')",
        "year": "substr(t.day, 1, 4)",
    },
    search="t.reader || ' ' || coalesce(t.unit, '') || ' ' || t.purpose || ' ' || p.name || ' ' || "
    "coalesce(h.file_no, '')",
)

SAMPLES = Source(
    listing=Listing(
        noun=Noun.SAMPLES,
        columns=(
            Column(name="position", label="序号", kind=Kind.COUNT, width=6),
            *columns_of(Household, "file_no"),
            *columns_of(Person, "name"),
            *columns_of(Household, "employer", "category", "town", hidden=("town",)),
            Column(name="state", label="状态", kind=Kind.CODE, width=6, shown=False, labels=_STATES),
            *columns_of(SampleLine, "result", "checked_by", "checked_on", "note"),
            Column(name="checked", label="核查", kind=Kind.CODE, width=8, labels=("待核查", "已核查")),
            Column(name="year", label="年度", width=6, shown=False),
            Column(name="household", label="档案序号", kind=Kind.COUNT, shown=False),
        ),
        chips=("checked", "result", "year"),
        order="position",
    ),
    table="sample_line t JOIN sample s ON s.id = t.sample JOIN household h ON h.id = t.household "
    "JOIN person p ON p.household = t.household AND p.position = 0",
    sql={
        **{name: f"h.{name}" for name in ("file_no", "employer", "category", "town", "state")},
        "name": "p.name",
        "checked": "iif(t.checked_on IS NULL, '待核查', '已核查')",
        "year": "CAST(s.year AS TEXT)",
    },
    search="p.name || ' ' || coalesce(h.file_no, '') || ' ' || coalesce(h.employer, '') || ' ' || "
    "coalesce(t.checked_by, '')",
)

_OF_AID = (REQUESTS, ACTIVITIES, VISITS, FUNDS, BATCHES, PAYMENTS)


class _Sources(Mapping[Noun, Source]):
    """The lists by their noun. Those of pilots are made when one is first asked for: the program starts without."""

    def __init__(self, *sources: Source) -> None:
        self._own = {source.listing.noun: source for source in sources}

    @cached_property
    def _of_pilots(self) -> dict[Noun, Source]:
        from desktop.store.listings_contacts import CONTACT_SOURCES  # noqa: PLC0415  (as above)
        from desktop.store.listings_pilots import PILOT_SOURCES  # noqa: PLC0415  (as above)

        return {source.listing.noun: source for source in (*PILOT_SOURCES, *CONTACT_SOURCES)}

    def __getitem__(self, noun: Noun) -> Source:
        return self._own[noun] if noun in self._own else self._of_pilots[noun]

    def __iter__(self) -> Iterator[Noun]:
        return iter((*self._own, *self._of_pilots))

    def __len__(self) -> int:
        return len(self._own) + len(self._of_pilots)


SOURCES = _Sources(CASES, *_OF_AID, CONSULTATIONS, SAMPLES, JOURNAL)


class _Listings(Mapping[Noun, Listing]):
    """What each list shows."""

    def __getitem__(self, noun: Noun) -> Listing:
        return SOURCES[noun].listing

    def __iter__(self) -> Iterator[Noun]:
        return iter(SOURCES)

    def __len__(self) -> int:
        return len(SOURCES)


LISTINGS = _Listings()


def _no_labels(_: str) -> Sequence[str]:
    return ()


def ids(db: Database, query: Query, concerned: Predicate | None = None, labels: Labels = _no_labels) -> "array[int]":
    """The numbers of all rows that match, in order.

    ``concerned`` is the query's matter, where it names one; ``labels`` knows the code lists in which order codes stand.
    """
    source = SOURCES[query.noun]
    name = query.order or source.listing.order
    plan = _plan(source, query, ordered=name)
    where, values = _where(plan, query, concerned)
    direction = "DESC" if query.descending else "ASC"
    first, known = source.sorting(name, plan.sql(name), labels)
    by = ", ".join(f"{part} {direction}" for part in (*first, plan.id))
    sql = f"SELECT {plan.id} AS id FROM {plan.table} {where} ORDER BY {by}"
    values += known
    # 100,000 numbers as one text come twice as fast as 100,000 rows.
    found = db.execute(f"SELECT json_group_array(id) FROM ({sql})", values).fetchone()[0]
    return array("q", json.loads(found))


@dataclass(frozen=True, slots=True)
class _Plan:
    """The tables that a question needs and no more, and what a row's number is called in them."""

    source: Source
    table: str
    id: str = "t.id"

    def sql(self, name: str) -> str:
        """The SQL of a column, out of the finder where it stands there."""
        return f"f.{name}" if "finder" in self.table and name in self.source.found else self.source.expression(name)


def _plan(source: Source, query: Query, *, ordered: str = "", grouped: str = "") -> _Plan:
    base, _, people = source.table.partition(" JOIN ")
    if not source.finder:
        return _Plan(source, source.table)
    asked = {*query.chips, ordered, grouped} - {"", *source.order}
    more = f" JOIN {people}" if any(source.expression(name).startswith("p.") for name in asked) else ""
    if not query.text.strip() and ordered not in source.order:
        return _Plan(source, base + more)
    if asked <= {*source.found}:
        return _Plan(source, source.finder, "f.household")
    # The finder is read through first, and only what matches is looked up.
    return _Plan(source, f"{source.finder} CROSS JOIN {base} ON t.id = f.household{more}")


def _where(plan: _Plan, query: Query, concerned: Predicate | None) -> tuple[str, list[object]]:
    if query.matter and concerned is None:
        raise ValueError(query.matter)
    parts: list[str] = []
    values: list[object] = []
    text = plan.source.search if plan.source.finder else f"lower({plan.source.search})"  # the finder's is lower already
    for word in half_width(query.text).lower().split():
        parts.append(f"{text} GLOB ?")
        values.append(f"*{word.translate(_PLAIN)}*")
    for name, wanted in query.chips.items():
        parts.append(f"coalesce({plan.sql(name)}, '') = ''" if wanted == "" else f"{plan.sql(name)} = ?")
        if wanted != "":
            values.append(_chip_value(plan.source, name, wanted))
    if concerned is not None:  # a question of its own, so that it takes the way that suits it
        parts.append(f"{plan.id} IN (SELECT t.id FROM {plan.source.own} WHERE {concerned.sql})")
        values += concerned.values
    return ("WHERE " + " AND ".join(parts) if parts else ""), values


def _chip_value(source: Source, name: str, wanted: str) -> object:
    return int(wanted) if source.listing.column(name).kind is Kind.COUNT else wanted


def page(db: Database, noun: Noun, numbers: Sequence[int]) -> list[tuple[Value, ...]]:
    """The rows of these numbers in their order, each the number and then the columns; what is gone is left out."""
    source = SOURCES[noun]
    cells = ", ".join(source.expression(column.name) for column in source.listing.columns)
    found = db.execute(
        f"SELECT t.id, {cells} FROM {source.table} WHERE t.id IN (SELECT value FROM json_each(?))",
        [rows.json_text(numbers)],
    )
    by_number = {row[0]: row for row in found}
    return [_shown(source, by_number[number]) for number in numbers if number in by_number]


def _shown(source: Source, row: Sequence[Value]) -> tuple[Value, ...]:
    kinds = [column.kind for column in source.listing.columns]
    return (
        row[0],
        *(
            rows.day(str(cell)) if kind is Kind.DATE and cell else cell
            for kind, cell in zip(kinds, row[1:], strict=True)
        ),
    )


def counts(db: Database, query: Query, chip: str, concerned: Predicate | None = None) -> dict[str, int]:
    """How many rows stand under each value of a chip, the other chips and the text applied; in the chip's order."""
    others = replace(query, chips={name: value for name, value in query.chips.items() if name != chip})
    plan = _plan(SOURCES[query.noun], others, grouped=chip)
    where, values = _where(plan, others, concerned)
    rank = plan.source.rank(chip)
    found = db.execute(
        f"SELECT coalesce({plan.sql(chip)}, ''), count(*) AS n FROM {plan.table} {where} "
        f"GROUP BY {plan.sql(chip)} ORDER BY {rank}",
        values,
    )
    return {str(value): count for value, count in found}
