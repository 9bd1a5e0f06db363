"""What the city union asks for every year, half-year, quarter and month: its sheets, looked at and written.

Who stands on them, unless files are named: on the roster and the income tests the files on file at the end of the year,
or today; on the roster of temporary hardship those whose category is none of the national scheme, such as 生活暂时困难,
and that are neither lifted out nor closed. What stands on sheets about aid ``sheet_rows_aid`` and ``sheet_sums_aid``
say; who has no file can't have agreed in one, and stands on them.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from sqlite_utils import Database

from desktop.base.calendar import chinese_date, today
from desktop.base.changes import Change, Progress, silent
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Kind
from desktop.base.listing import Column
from desktop.cases.consents import HANDING_ON
from desktop.cases.household import State
from desktop.cases.movements import ON_FILE, on_file_at
from desktop.cases.steps import Step, Verb
from desktop.exchange.calling import Calling, versions
from desktop.exchange.sheet_layouts import Entry, Layout, sheet_layout
from desktop.exchange.sheet_values import Line, kind_of
from desktop.exchange.sheet_values_pilots import kind_of as pilot_kind_of
from desktop.exchange.superior import Issuer, asked_by, fill_in
from desktop.exchange.superior_lines import FilledLines, Own, fill_lines
from desktop.exchange.writing import Look, Total, write_rows
from desktop.office.outputs import GLIMPSE, Glimpse
from desktop.office.performance import judged
from desktop.office.sheet_kinds import SHEETS, Asked, SheetKind, kind_named
from desktop.office.sheet_rows import Row, Statistics, by_file, by_person, by_step, monthly, of_balances
from desktop.office.sheet_rows_aid import AidSheet, Wanted, by_line
from desktop.office.sheet_rows_pilots import PilotSheet, PilotsWanted
from desktop.office.sheet_sums_aid import spread, summed
from desktop.office.sheet_sums_pilots import of_pilots
from desktop.office.standing import Standing
from desktop.office.superior import Figures, codes_in
from desktop.policy.standards import Policy
from desktop.store import consents, households, journal, lives, settings, steps
from desktop.store.aid_lines import Span
from desktop.store.faults import translated

_NAMED = 5
"""So many applicants are named where consents are missing."""

_LEAST_HEADINGS = 4
"""So many headings of a superior's sheet must be those of one of ours, for our lines to be what it asks for."""

_SCHEME = "2020"
"""The version of the categories that the national scheme has (reference: domain §1.1 B)."""

_STEPS = {"reviews": Verb.REVIEW, "return-visits": Verb.RETURN_VISIT}
_NEEDY = frozenset(State) - {State.LIFTED, State.CLOSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """A sheet ready to be made.

    Attributes:
        rows: makes the lines.
        count: how many records stand on it, and ``lines`` how many lines.
        left_out: how many files stay off for want of consent.
        said: what it comes to, in a sentence under its title.
    """

    title: str
    layout: Layout
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[Row]]
    count: int
    lines: int
    calling: Calling
    left_out: int = 0
    said: str = ""


class Sheets:
    """Doors to the sheets that go up."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing
        self._known: tuple[tuple[int, dt.date], Sequence[int]] | None = None

    def write(self, name: str, path: Path, asked: Asked, progress: Progress = silent) -> Change:
        """Write a sheet, and that into the journal with its count and who was left out.

        ``ForbiddenError`` for a name or lists that there aren't, where there is nothing to write, and where somebody
        hasn't agreed to be handed on.
        """
        sheet = self._sheet(name, asked)
        if not sheet.count:
            raise ForbiddenError(f"{sheet.title}没有可以填报的内容{_remarks(sheet)}，没有写出。")
        rows = _Counted(sheet.rows(), sheet.lines)
        look = Look(note=self._note(sheet), groups=sheet.layout.groups, exact=True)
        write_rows(path, f"{self._name()}{sheet.title}", sheet.columns, rows, look=look, progress=progress)
        with translated(), journal.operation(self._db, f"导出{sheet.title}：{path.name}{_remarks(sheet)}") as current:
            current.count = sheet.count
        return journal.done(current)

    def fill(self, template: Path, path: Path, asked: Asked) -> Change:
        """Fill in a superior's own empty sheet by its headings, keeping its look, and write that into the journal.

        Files are those on file at the end of the year, or today; money is what was paid in the year; of pilots it is
        filled in what the year's sheets about them tell. A sheet that has a line for each pilot gets the lines of ours.
        """
        kind = kind_named("statistics")
        with translated():
            policy = self._policy(kind, asked)
            calling = Calling(policy, asked.lists)
            pilots = partial(self._pilots_of_year, asked=asked, policy=policy)
            figures = Figures(self._db, calling, self._numbers(kind, asked), Span(*asked.span(kind.per)), pilots)
            issuer = Issuer(self._name(), today())
        codes = codes_in(policy, asked.lists)
        columns = asked_by(template, codes)
        if all(one.of == "pilots" for one in columns):
            least = max(_LEAST_HEADINGS, len(columns) + 1)
            lines = fill_lines(template, path, self._pilot_lines(asked, policy), issuer, least)
            if lines is not None:
                return self._filled(f"{template.stem}：{path.name}{_told(lines, asked)}", lines.lines)
        filled = fill_in(template, path, codes, figures.of, issuer)
        return self._filled(f"{template.stem}：{path.name}{figures.left_out(filled.figures)}", filled.cells)

    def _filled(self, label: str, count: int) -> Change:
        with translated(), journal.operation(self._db, f"填报{label}") as current:
            current.count = count
        return journal.done(current)

    def _pilot_lines(self, asked: Asked, policy: Policy) -> dict[str, Own]:
        """The sheets about pilots that have lines."""
        with translated():
            every = {one.name: self._pilot_sheet(one, asked, policy) for one in SHEETS if one.room == "pilots"}
        return {name: Own(one.layout, one.rows) for name, one in every.items() if one.count}

    def glimpse(self, name: str, asked: Asked) -> Glimpse:
        """The beginning of what ``write`` would write; who hasn't agreed is no hindrance to looking."""
        sheet = self._sheet(name, asked, looking=True)
        entries = zip(sheet.columns, sheet.layout.entries, strict=True)
        columns = tuple(replace(column, label=_spoken(entry)) for column, entry in entries)
        rows = tuple(map(tuple, islice(sheet.rows(), GLIMPSE)))
        return Glimpse(title=sheet.title, columns=columns, rows=rows, count=sheet.lines)

    def count(self, name: str, asked: Asked) -> int:
        """How many records would stand on it, whether or not everybody has agreed."""
        kind = kind_named(name)
        with translated():
            if kind.room == "aid":
                return self._aid_sheet(kind, asked, self._policy(kind, asked))[1].count()
            if kind.room == "pilots":
                return self._pilot_sheet(kind, asked, self._policy(kind, asked)).count
            return len(self._taken(kind, asked)) if name in _STEPS else len(self._numbers(kind, asked))

    def versions(self) -> tuple[str, ...]:
        """The versions of the code lists that a sheet can be written in."""
        return versions(self._standing.on())

    def _sheet(self, name: str, asked: Asked, *, looking: bool = False) -> _Sheet:
        kind = kind_named(name)
        policy = self._policy(kind, asked)
        if asked.lists and asked.lists not in versions(policy):
            known = "、".join(versions(policy))
            raise ForbiddenError(f"没有“{asked.lists}”的代码表，可用的有：{known}。")
        make = {"statistics": self._statistics, "changes": self._changes}.get(name)
        with translated():
            if kind.room == "aid":
                return self._of_aid(kind, asked, policy, looking=looking)
            if kind.room == "pilots":
                return self._of_pilots(kind, asked, policy)
            return make(kind, asked, policy) if make else self._of_files(kind, asked, policy, looking=looking)

    def _policy(self, kind: SheetKind, asked: Asked) -> Policy:
        return self._standing.on(min(today(), asked.span(kind.per)[1]))

    def _of_files(self, kind: SheetKind, asked: Asked, policy: Policy, *, looking: bool) -> _Sheet:
        """A sheet whose lines are files, their persons, or their steps."""
        layout, calling = sheet_layout(kind.name), Calling(policy, asked.lists)
        taken = self._taken(kind, asked) if kind.name in _STEPS else ()
        concerned = [one.household for one in taken] if kind.name in _STEPS else self._numbers(kind, asked)
        unwilling = frozenset() if looking and not asked.leave_out else self._unwilling(concerned, asked)
        numbers = [number for number in concerned if number not in unwilling]
        begun = partial(Line, office=self._name(), year=asked.year, policy=policy, calling=calling)
        if kind.name in _STEPS:
            willing = [one for one in taken if one.household not in unwilling]
            rows: partial[Iterator[Row]] = partial(by_step, self._db, layout, willing, begun)
        else:
            make = by_person if kind.name == "income" else by_file
            rows = partial(make, self._db, layout, numbers, begun)
        more = lives.persons_in(self._db, numbers) if kind.name == "income" else bool(layout.sums)
        return _Sheet(
            title=asked.titled(kind),
            layout=layout,
            columns=layout.columns({one.of: kind_of(one.of) for one in layout.entries}),
            rows=rows,
            count=len(numbers),
            lines=len(numbers) + more,
            calling=calling,
            left_out=len(unwilling),
        )

    def _of_aid(self, kind: SheetKind, asked: Asked, policy: Policy, *, looking: bool) -> _Sheet:
        """A sheet whose lines are payments, applications or recipients, or their sums."""
        wanted, made = self._aid_sheet(kind, asked, policy)
        asking = kind.personal and (asked.leave_out or not looking)
        unwilling = self._unwilling(made.households(), asked) if asking else frozenset()
        rows = made.rows(unwilling)
        return _Sheet(
            title=asked.titled(kind),
            layout=wanted.layout,
            columns=wanted.layout.columns(made.kinds),
            rows=partial(iter, rows),
            count=sum(not isinstance(row, Total) for row in rows) if kind.personal else made.count(),
            lines=len(rows),
            calling=wanted.calling,
            left_out=len(unwilling),
        )

    def _aid_sheet(self, kind: SheetKind, asked: Asked, policy: Policy) -> tuple[Wanted, AidSheet]:
        calling, layout = Calling(policy, asked.lists), sheet_layout(kind.layout or kind.name)
        wanted = Wanted(db=self._db, kind=kind, layout=layout, asked=asked, policy=policy, calling=calling)
        if kind.name == "performance":
            return wanted, judged(wanted, lambda: self._numbers(kind, asked))
        if kind.personal:
            return wanted, by_line(wanted)
        wanted = replace(wanted, layout=spread(wanted))
        return wanted, summed(wanted)

    def _of_pilots(self, kind: SheetKind, asked: Asked, policy: Policy) -> _Sheet:
        """A sheet about pilot enterprises, on which nobody stands who would have to agree."""
        made = self._pilot_sheet(kind, asked, policy)
        return _Sheet(
            title=asked.titled(kind),
            layout=made.layout,
            columns=made.layout.columns({one.of: pilot_kind_of(one.of) for one in made.layout.entries}),
            rows=partial(iter, made.rows),
            count=made.count,
            lines=len(made.rows),
            calling=Calling(policy),
            said=made.said,
        )

    def _pilot_sheet(self, kind: SheetKind, asked: Asked, policy: Policy) -> PilotSheet:
        layout = sheet_layout(kind.name)
        return of_pilots(
            PilotsWanted(db=self._db, standing=self._standing, kind=kind, layout=layout, asked=asked, policy=policy)
        )

    def _pilots_of_year(self, name: str, asked: Asked, policy: Policy) -> PilotSheet:
        return self._pilot_sheet(replace(kind_named(name), per="year"), asked, policy)

    def _numbers(self, kind: SheetKind, asked: Asked) -> Sequence[int]:
        """The files that are to stand on a sheet, by their file numbers."""
        if asked.numbers is not None:
            return lives.ordered(self._db, asked.numbers)
        if kind.name == "temporary":
            policy = self._standing.on()
            local = [one for one in policy.labels("category") if policy.convert("category", one, _SCHEME) is None]
            return lives.of_categories(self._db, local, _NEEDY)
        ends = asked.span(kind.per)[1]
        if ends >= today():
            return lives.on_file(self._db, ON_FILE)
        return self._past(ends)

    def _past(self, ends: dt.date) -> Sequence[int]:
        """The files that were on file when a day ended; kept until something is written, for several sheets ask."""
        asked = (lives.newest(self._db), ends)
        if self._known is None or self._known[0] != asked:
            found = [turns[0].household for turns in lives.turns(self._db) if on_file_at(turns, ends)]
            self._known = (asked, lives.ordered(self._db, found))
        return self._known[1]

    def _taken(self, kind: SheetKind, asked: Asked) -> Sequence[Step]:
        """The steps that are to stand on a sheet, the oldest first."""
        found = steps.within(self._db, *asked.span(kind.per))
        wanted = None if asked.numbers is None else frozenset(asked.numbers)
        return [one for one in found if one.verb is _STEPS[kind.name] and (wanted is None or one.household in wanted)]

    def _unwilling(self, numbers: Sequence[int], asked: Asked) -> frozenset[int]:
        """The files to be left out because somebody hasn't agreed; ``ForbiddenError`` where that isn't asked for."""
        rule = self._standing.on().consent  # today's: whatever year the sheet is of, it goes up now
        if not (rule and rule.handing_on):
            return frozenset()
        missing = list(consents.missing(self._db, numbers, HANDING_ON))
        if missing and not asked.leave_out:
            names = "、".join(home.applicant.name for home in households.many(self._db, missing[:_NAMED]))
            raise ForbiddenError(
                f"{names}{'等' if len(missing) > _NAMED else ''} {len(missing)} 户还有人没签“{HANDING_ON}”的同意书，"
                "没有写出；请先登记同意书，或选择略去这些户。"
            )
        return frozenset(missing)

    def _statistics(self, kind: SheetKind, asked: Asked, policy: Policy) -> _Sheet:
        numbers, calling = self._numbers(kind, asked), Calling(policy, asked.lists)
        counted = Statistics(self._db, numbers, asked, calling)
        layout = counted.spread(sheet_layout(kind.name))
        return _Sheet(
            title=asked.titled(kind),
            layout=layout,
            columns=layout.columns({one.of: Kind.COUNT for one in layout.entries} | {"unit": Kind.TEXT}),
            rows=partial(counted.rows, layout),
            count=len(numbers),
            lines=len(counted.units) + 1,
            calling=calling,
        )

    def _changes(self, kind: SheetKind, asked: Asked, policy: Policy) -> _Sheet:
        layout, calling = sheet_layout(kind.name), Calling(policy, asked.lists)
        lines = monthly(self._db, asked, calling)
        return _Sheet(
            title=asked.titled(kind),
            layout=layout,
            columns=layout.columns({one.of: Kind.COUNT for one in layout.entries} | {"category": Kind.TEXT}),
            rows=partial(of_balances, layout, lines),
            count=max(lines[-1].after, lines[-1].before),
            lines=len(lines),
            calling=calling,
        )

    def _name(self) -> str:
        return str(settings.get(self._db, "office.name", ""))

    def _note(self, sheet: _Sheet) -> str:
        with translated():
            office = self._name()
        blank, unit = "　" * 6, "　　单位：元" if any(one.kind is Kind.MONEY for one in sheet.columns) else ""
        said = f"　　{sheet.said}" if sheet.said else ""
        return (
            f"填报单位（盖章）：{office}　　填表人：{blank}审核人：{blank}填报日期：{chinese_date(today())}{unit}{said}"
        )


def _told(lines: FilledLines, asked: Asked) -> str:
    """Of which sheet the lines are, and what of the superior's nobody knew."""
    unknown = f"；没有认出的栏目：{'、'.join(lines.unknown)}" if lines.unknown else ""
    return f"（按{asked.titled(kind_named(lines.name))}逐行填写{unknown}）"


class _Counted(Iterator[Row]):
    """Rows that are made one by one, and how many there will be."""

    def __init__(self, rows: Iterator[Row], count: int) -> None:
        self._rows, self._count = rows, count

    def __len__(self) -> int:
        return self._count

    def __next__(self) -> Row:
        return next(self._rows)


def _spoken(entry: Entry) -> str:
    """A heading with what stands over it, for where there is one row of headings."""
    return f"{entry.group.partition('（')[0]} {entry.heading}" if entry.group else entry.heading


def _remarks(sheet: _Sheet) -> str:
    told = (
        f"略去未签同意书的 {sheet.left_out} 户" if sheet.left_out else "",
        f"{'、'.join(sorted(unknown))}在上级的代码表里没有对应，用原名" if (unknown := sheet.calling.unknown) else "",
    )
    return f"（{'；'.join(filter(None, told))}）" if any(told) else ""
