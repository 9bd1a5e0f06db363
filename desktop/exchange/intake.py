"""Lines of tables become drafts of households, with all that was found, each finding where it stands in the sheet."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from desktop.base.changes import Progress, silent
from desktop.base.errors import WorkbookError
from desktop.base.fields import Values
from desktop.base.findings import Finding, Place
from desktop.cases.checks import check_category, check_draft, complete_persons
from desktop.cases.figures import totals
from desktop.cases.household import HouseholdDraft
from desktop.exchange.headings import Table
from desktop.exchange.household_lines import HouseholdReader
from desktop.exchange.joining import join, split
from desktop.exchange.lines import Lines, lines_of
from desktop.exchange.mapping import Target
from desktop.policy.standards import Policy

_STEP = 250
_YEARLY = ("yearly_income", "rigid_spending")
_TOO_LITTLE = 100_00
"""Fen a year that no household lives on."""

_ID, _FILE_NO = "resident_id", "file_no"


@dataclass(frozen=True, slots=True)
class Intake:
    """What a workbook says.

    Attributes:
        drafts: households in the order of the sheets.
        passed: rows that hold something but were passed over: sums, notes, signatures.
        findings: what there is to say of the workbook as a whole, such as sheets that were passed over.
    """

    drafts: tuple[HouseholdDraft, ...]
    passed: tuple[Place, ...]
    findings: tuple[Finding, ...] = ()


def take_in(tables: Iterable[Table], policy: Policy, progress: Progress = silent) -> Intake:
    """All households of the tables, read and checked, each alone and against the others.

    Sex and birth are filled in from IDs where the sheet leaves them blank. ``WorkbookError`` where a table doesn't tell
    names and IDs.
    """
    chosen = tuple(tables)
    for table in chosen:
        _check_complete(table)
    chief, further = split(chosen)
    lines = {table.sheet.name: lines_of(table) for table in chosen}
    with undisturbed():
        told: Iterable[HouseholdDraft] = _read(chief, lines, policy)
        total = sum(len(lines[table.sheet.name].blocks) for table in chief)
        if further:
            told = join(told, _read(further, lines, policy))
            total = len(told)
        drafts = _check_across(_checked(told, policy, total, progress))
        doubts = tuple(_unit_doubts(chosen, drafts))
    return Intake(
        drafts,
        tuple(Place(name, index + 1) for name, one in lines.items() for index in one.passed),
        (*dict.fromkeys(finding for table in chosen for finding in table.passed), *doubts),
    )


@contextmanager
def undisturbed() -> Iterator[None]:
    """Without the collector: all that is made here stays, and to look through it again and again costs a sixth."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _read(tables: Iterable[Table], lines: Mapping[str, Lines], policy: Policy) -> Iterator[HouseholdDraft]:
    for table in tables:
        reader = HouseholdReader(table, policy.codes)
        yield from map(reader.draft, lines[table.sheet.name].blocks)


def _checked(drafts: Iterable[HouseholdDraft], policy: Policy, total: int, progress: Progress) -> list[HouseholdDraft]:
    done = []
    for draft in drafts:
        done.append(_check(draft, policy))
        if len(done) % _STEP == 0:
            progress(len(done), total)
    progress(len(done), len(done))
    return done


def _check_complete(table: Table) -> None:
    if not table.mapping.complete:
        raise WorkbookError(
            f"工作表“{table.sheet.name}”里没有认出姓名列和身份证号列，没有读入任何内容；请指定各列的含义后再导入。"
        )


def _check(draft: HouseholdDraft, policy: Policy) -> HouseholdDraft:
    """The draft with what its checks find, and with what follows of its persons and their figures.

    A blank 困难类别 is like none: it refuses new files only, and those the office tells apart.
    """
    values = draft.values
    if values.get("category", "") is None and not any(one.field == "category" for one in draft.findings):
        values = {name: value for name, value in values.items() if name != "category"}
        draft = replace(draft, values=values)
    sums = totals(draft.persons)
    return HouseholdDraft(
        values={**values, **sums},
        persons=complete_persons(draft.persons),
        findings=draft.findings + check_draft(draft, policy) + _category_doubts(draft, sums, policy),
        places=draft.places,
        remarks=draft.remarks,
    )


def _category_doubts(draft: HouseholdDraft, sums: Values, policy: Policy) -> tuple[Finding, ...]:
    """A doubt where the sheet says the figures, spending too, and they lead to another category than it says.

    A ledger holds what was decided, so nothing is refused; without the spending its figures say nothing of that.
    """
    if draft.values.get("rigid_spending") is None and "rigid_spending" not in sums:
        return ()
    found = check_category(draft, policy)
    if found is None:
        return ()
    place = draft.places.get((None, "category"), found.place)
    return (replace(found, refuses=False, field="category", place=place),)


def _unit_doubts(tables: Sequence[Table], drafts: Sequence[HouseholdDraft]) -> Iterator[Finding]:
    """A doubt about each column of yearly amounts that are all so small that they must be 万元 without saying so."""
    for name in _YEARLY:
        told = [(amount, draft) for draft in drafts if isinstance(amount := draft.values.get(name), int) and amount]
        small = {draft.places[None, ""].sheet for amount, draft in told if amount < _TOO_LITTLE}
        if small:
            small -= {draft.places[None, ""].sheet for amount, draft in told if amount >= _TOO_LITTLE}
        for table in tables:
            column = table.mapping.column_of(Target(None, name))
            if column is not None and table.sheet.name in small:
                yield _unit_doubt(table, column, name)


def _unit_doubt(table: Table, column: int, name: str) -> Finding:
    heading = table.headings[column]
    message = f"“{heading}”一列都不到 {_TOO_LITTLE // 100} 元，像是以万元计的；请选对单位，或在表头里写明后再导入。"
    place = Place(table.sheet.name, table.body, heading)
    return Finding(code="unit_doubtful", message=message, refuses=False, field=name, place=place)


def _check_across(drafts: Sequence[HouseholdDraft]) -> tuple[HouseholdDraft, ...]:
    """The drafts with what only the whole file shows: the same applicant twice, one person in two households."""
    first: dict[object, int] = {}
    again: dict[int, int] = {}
    numbers: dict[object, int] = {}
    numbered: dict[int, int] = {}
    for place, draft in enumerate(drafts):
        own, number = draft.persons[0].get(_ID), draft.values.get(_FILE_NO)
        if own and first.setdefault(own, place) != place:
            again[place] = first[own]
        elif number and numbers.setdefault(number, place) != place:
            numbered[place] = numbers[number]
    seen = dict(first)
    return tuple(
        _add(draft, _again(draft, drafts[again[place]]))
        if place in again
        else _add(draft, *_numbered(draft, drafts, numbered.get(place)), *_elsewhere(place, draft, drafts, seen))
        for place, draft in enumerate(drafts)
    )


def _numbered(draft: HouseholdDraft, drafts: Sequence[HouseholdDraft], earlier: int | None) -> tuple[Finding, ...]:
    """The refusal of a file number that an earlier household of the file has."""
    if earlier is None:
        return ()
    message = f"档案编号“{draft.values[_FILE_NO]}”与{_where(draft, drafts[earlier])}相同，编号不能重复，请核对后更正。"
    found = Finding(code="file_no_taken", message=message, field=_FILE_NO)
    return (found.at(draft.places.get((None, _FILE_NO)) or draft.places[None, ""]),)


def _add(draft: HouseholdDraft, *found: Finding) -> HouseholdDraft:
    return replace(draft, findings=draft.findings + found) if found else draft


def _again(draft: HouseholdDraft, earlier: HouseholdDraft) -> Finding:
    message = f"身份证号与{_where(draft, earlier)}相同，同一职工只能有一户，请删去多余的一行或更正身份证号。"
    found = Finding(code="duplicate_in_file", message=message, field=_ID, person=0)
    return found.at(draft.places[0, _ID])


def _elsewhere(
    place: int, draft: HouseholdDraft, drafts: Sequence[HouseholdDraft], seen: dict[object, int]
) -> list[Finding]:
    """Members who are applicants, or members of an earlier household."""
    found = []
    for person, values in enumerate(draft.persons[1:], 1):
        number = values.get(_ID)
        other = seen.setdefault(number, place) if number else place
        if other != place:
            message = f"这名家庭成员也在{_where(draft, drafts[other])}的家庭里，请核对应属于哪一户。"
            doubtful = Finding(
                code="person_in_two_households", message=message, refuses=False, field=_ID, person=person
            )
            found.append(doubtful.at(draft.places[person, _ID]))
    return found


def _where(draft: HouseholdDraft, other: HouseholdDraft) -> str:
    """The other's row, with its sheet where that isn't the same."""
    here, there = draft.places[None, ""], other.places[None, ""]
    return f"第 {there.row} 行" if here.sheet == there.sheet else f"工作表“{there.sheet}”第 {there.row} 行"
