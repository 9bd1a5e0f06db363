"""Lists of what was paid in years before: read, looked at, entered as batches that are paid."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from sqlite_utils import Database

from desktop.aid import flow
from desktop.aid.fund import Source
from desktop.aid.past import OUTSIDER, SOURCES, Given, Group, PastPayment, grouped, reason
from desktop.base.calendar import age_on, chinese_date, today
from desktop.base.changes import Change, Noun, Progress, silent
from desktop.base.errors import WorkbookError
from desktop.base.fields import Values
from desktop.base.findings import Finding, doubt, refuses
from desktop.base.identity import identity, read_resident_id
from desktop.base.money import short_yuan
from desktop.exchange.flat import FlatDraft, take_in_flat
from desktop.exchange.flat_kinds import FlatKind, lacking_columns
from desktop.exchange.flat_plan import FlatLine, FlatPlan
from desktop.exchange.headings import Table
from desktop.exchange.planning import Verdict
from desktop.office.flat_intake import give_back, remember, sources, tables_of
from desktop.office.standing import Standing
from desktop.store import batches, journal, past, settings, visits
from desktop.store.faults import translated

PAST = FlatKind(
    noun="past-payments",
    record=PastPayment,
    needed=("name", "programme", "amount", "paid_on"),
    remarks="note",
)
"""A line of such a list is a payment."""

_NOTHING = Change(operation=0, label="没有需要写入的内容", nouns=frozenset(), count=0)


class PastBatch(NamedTuple):
    """A batch that would be entered: what it is called, the fund that is made, how many payments, and fen."""

    title: str
    fund: str
    number: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLook:
    """What entering a list of past payments would do."""

    path: Path
    tables: tuple[Table, ...]
    drafts: tuple[FlatDraft, ...]
    passed: tuple[Any, ...]
    findings: tuple[Finding, ...]
    plan: FlatPlan

    @property
    def total(self) -> int:
        """What the lines that aren't refused come to, fen."""
        return sum(_amount(one.values) for one in self.plan.lines if one.verdict is not Verdict.REFUSED)

    @property
    def filed(self) -> int:
        """How many of the lines that would be entered are of somebody who has a file."""
        return sum(one.values["household"] is not None for one in self.plan.of(Verdict.NEW))

    @property
    def batches(self) -> tuple[PastBatch, ...]:
        """The batches that would be entered, one a programme, source and year."""
        found = _groups(self.plan.of(Verdict.NEW))
        return tuple(
            PastBatch(group.title, group.fund, len(lines), sum(_amount(one) for one in lines))
            for group, lines in found.items()
        )

    @property
    def sentence(self) -> str:
        """In a few words what comes of it: 40 笔，共 121,405 元，补录 10 个批次，有档案 3 笔."""
        return (
            f"{len(self.drafts):,} 笔，共 {short_yuan(self.total)} 元，补录 {len(self.batches):,} 个批次，"
            f"有档案 {self.filed:,} 笔"
        )

    def to_json(self) -> dict[str, Any]:
        """The counts, sums and findings as the command line prints them."""
        return {
            "payments": len(self.drafts),
            "fen": self.total,
            "batches": [one._asdict() for one in self.batches],
            **self.plan.to_json(),
        }


class PastPayments:
    """Doors for taking in what was paid in years before."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def recognises(self, path: Path) -> bool:
        """Whether a workbook is such a list: its headings tell programmes, amounts and days."""
        try:
            tables = self.tables(path)
        except WorkbookError:
            return False
        return any(not lacking_columns(one, PAST) for one in tables)

    def tables(self, path: Path) -> tuple[Table, ...]:
        """The tables of a list, with the meanings remembered from lists of the same source."""
        return tables_of(self._db, path, PAST)

    def sources(self) -> frozenset[str]:
        """The sources of which meanings are remembered."""
        return sources(self._db)

    def review(self, path: Path, *, tables: Sequence[Table] | None = None, progress: Progress = silent) -> PastLook:
        """What entering the list would do; with ``tables``, by the meanings that the clerk gave their columns."""
        found = tuple(self.tables(path) if tables is None else tables)
        codes = {**self._standing.on().codes, SOURCES.name: SOURCES}
        taken = take_in_flat(found, PAST, codes, progress=progress)
        look = PastLook(
            path=path,
            tables=taken.tables,
            drafts=taken.drafts,
            passed=taken.passed,
            findings=taken.findings,
            plan=FlatPlan(()),
        )
        return self.again(look)

    def again(self, look: PastLook) -> PastLook:
        """The same list against the office as it is now."""
        rows = [self._completed(draft.values) for draft in look.drafts]
        with translated():
            files = visits.files_of(self._db, [str(row["resident_id"]) for row in rows if row["resident_id"]])
            about = past.particulars(self._db, {one.household for one in files.values()})
            had = past.given(self._db, {row["paid_on"].year for row in rows if row["paid_on"]})
        alike = {_roughly(one) for one in had}
        lines = []
        for draft, row in zip(look.drafts, rows, strict=True):
            file = files.get(str(row["resident_id"] or ""))
            row |= {
                "household": file and file.household,
                "category": OUTSIDER,
                **about.get(file.household if file else 0, {}),
            }
            lines.append(_line(draft, row, had, alike, f"{file.state}：{file.head}家庭" if file else ""))
        return replace(look, plan=FlatPlan(tuple(lines), look.findings))

    def _completed(self, values: Values) -> dict[str, Any]:
        """A payment's columns with what follows from the line: programme by its list, sex and age by ID."""
        row: dict[str, Any] = {
            name: values.get(name) or None for name in ("name", "resident_id", "bank", "card", "phone")
        }
        row |= {name: values.get(name) for name in ("programme", "amount", "paid_on")}
        listed = self._standing.on().codes.get("programme")
        row["programme"] = (listed and listed.canonical(str(row["programme"]))) or row["programme"]
        row["source"] = Source(str(values.get("source") or Source.OTHER))
        row["reason"] = reason(row["paid_on"]) if row["paid_on"] else ""
        found = read_resident_id(row["resident_id"]) if row["resident_id"] else None
        if found and found.value and not refuses(found.findings):
            who = identity(found.value)
            row |= {"sex": who.sex, "age": row["paid_on"] and age_on(who.birth, row["paid_on"])}
        return row

    def enter(self, look: PastLook, progress: Progress = silent) -> Change:
        """Enter the payments that the office doesn't have, as one operation: funds, what they received, and batches."""
        current = self.again(look)
        groups = _groups(current.plan.of(Verdict.NEW))
        if not groups:
            return _NOTHING
        number = sum(map(len, groups.values()))
        label = f"补录往年发放：{look.path.name}（{len(groups)} 批，{number} 笔）"
        with translated(), journal.operation(self._db, label, Noun.FUNDS, Noun.BATCHES, Noun.PAYMENTS) as operation:
            for done, (group, lines) in enumerate(groups.items()):
                progress(done, len(groups))
                self._enter(group, lines)
            remember(self._db, look.tables)
            operation.count = number
        return journal.done(operation)

    def _enter(self, group: Group, lines: Sequence[dict[str, Any]]) -> None:
        """A fund with exactly what the batch needs, and the batch, sealed and paid."""
        days = [one["paid_on"] for one in lines]
        fund = past.fund(self._db, group, sum(_amount(one) for one in lines), min(days))
        made = past.batch(self._db, group, fund, days)
        purpose = self._standing.on(max(days)).programme(group.programme).counts_for
        past.add(self._db, made, lines, purpose, group.year)
        payments = batches.payments(self._db, made)
        key = bytes.fromhex(settings.get(self._db, "digest_key", ""))
        digests = zip(payments, flow.chain(payments, key=key), strict=True)
        batches.seal(self._db, [(one.id, digest, None) for one, digest in digests])
        past.finish(self._db, made, days)

    def write_refused(self, look: PastLook, path: Path) -> Change:
        """Give the refused lines back as a copy of the clerk's own sheet, with the reasons."""
        return give_back(self._db, look.path, look.tables, look.plan, path)


def _amount(values: Values) -> int:
    found = values.get("amount")
    return found if isinstance(found, int) else 0


def _roughly(one: Given) -> tuple[object, ...]:
    """What two payments have in common that may be one though their days or sources differ."""
    return one.whom, one.programme, one.amount, one.day.year


def _line(
    draft: FlatDraft, row: dict[str, Any], had: "Counter[Given]", alike: set[tuple[object, ...]], whose: str
) -> FlatLine:
    """What becomes of a line; what the office has already is counted off."""
    draft = draft.found(*_checked(draft, row))
    if draft.refused:
        return FlatLine(verdict=Verdict.REFUSED, draft=draft, values=row, whose=whose)
    whom = row["resident_id"] or row["name"]
    one = Given(whom, row["programme"], row["source"], row["amount"], row["paid_on"])
    if had[one]:
        had[one] -= 1
        return FlatLine(verdict=Verdict.SAME, draft=draft, values=row, whose=whose)
    if not alike.isdisjoint({_roughly(one), _roughly(one._replace(whom=row["name"]))}):  # or entered without an ID
        message = f"{one.day.year} 年已有一笔同样金额的“{one.programme}”，请核对是不是同一笔。"
        draft = draft.found(doubt("past_alike", message).about("amount"))
    return FlatLine(verdict=Verdict.NEW, draft=draft, values=row, whose=whose)


def _checked(draft: FlatDraft, row: dict[str, Any]) -> Iterator[Finding]:
    day, amount = row["paid_on"], row["amount"]
    if day is not None and day > today():
        yield Finding(code="past_future", message=f"发放日期 {chinese_date(day)}还没到，请核对。", field="paid_on")
    if amount == 0:
        yield Finding(code="no_amount", message="金额是 0 元，请核对。", field="amount")
    if not row["resident_id"] and not any(one.field == "resident_id" for one in draft.findings):
        message = "没有身份证号，不能与档案对上，按不在档登记，请核对。"
        yield doubt("past_no_id", message).about("resident_id")
    if draft.values.get("source") is None:
        yield doubt("past_no_source", f"没有登记的资金来源，按“{Source.OTHER}”登记，请核对。").about("source")


def _groups(lines: Sequence[FlatLine]) -> dict[Group, list[dict[str, Any]]]:
    """The lines by the batch that they become."""
    rows: list[dict[str, Any]] = [dict(one.values) for one in lines]
    keys = ((_payee(row), row["programme"], row["source"], row["paid_on"]) for row in rows)
    found: dict[Group, list[dict[str, Any]]] = defaultdict(list)
    for row, group in zip(rows, grouped(keys), strict=True):
        found[group].append(row)
    return dict(found)


def _payee(row: Values) -> str:
    """Whom a payment is to, so that nobody and no file stands in a batch twice."""
    return f"户{row['household']}" if row["household"] else str(row["resident_id"] or row["name"])
