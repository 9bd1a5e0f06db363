"""Lines of tables become drafts of households, with all that was found, each finding where it stands in the sheet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desktop.base.changes import Progress, silent
from desktop.base.errors import WorkbookError
from desktop.base.findings import Finding, Place
from desktop.cases.checks import check_draft, complete
from desktop.cases.household import HouseholdDraft
from desktop.exchange.headings import Table
from desktop.exchange.household_lines import HouseholdReader
from desktop.exchange.lines import lines_of
from desktop.policy.standards import Policy

_STEP = 250
_ID = "resident_id"


@dataclass(frozen=True, slots=True)
class Intake:
    """What a workbook says.

    Attributes:
        drafts: households in the order of the sheets.
        passed: rows that hold something but were passed over: sums, notes, signatures.
    """

    drafts: tuple[HouseholdDraft, ...]
    passed: tuple[Place, ...]


def take_in(tables: Iterable[Table], policy: Policy, progress: Progress = silent) -> Intake:
    """All households of the tables, read and checked, each alone and against the others.

    Sex and birth are filled in from IDs where the sheet leaves them blank. ``WorkbookError`` where a table doesn't tell
    names and IDs.
    """
    drafts: list[HouseholdDraft] = []
    passed: list[Place] = []
    for table in tables:
        _check_complete(table)
        lines = lines_of(table)
        reader = HouseholdReader(table, policy.codes)
        total = len(drafts) + len(lines.blocks)
        for block in lines.blocks:
            drafts.append(_checked(reader.draft(block), policy))
            if len(drafts) % _STEP == 0:
                progress(len(drafts), total)
        passed += (Place(table.sheet.name, index + 1) for index in lines.passed)
    progress(len(drafts), len(drafts))
    return Intake(_check_across(drafts), tuple(passed))


def _check_complete(table: Table) -> None:
    if not table.mapping.complete:
        raise WorkbookError(
            f"工作表“{table.sheet.name}”里没有认出姓名列和身份证号列，没有读入任何内容；请指定各列的含义后再导入。"
        )


def _checked(draft: HouseholdDraft, policy: Policy) -> HouseholdDraft:
    found = draft.findings + check_draft(draft, policy)
    return HouseholdDraft(values=draft.values, persons=complete(draft).persons, findings=found, places=draft.places)


def _check_across(drafts: Sequence[HouseholdDraft]) -> tuple[HouseholdDraft, ...]:
    """The drafts with what only the whole file shows: the same applicant twice, one person in two households."""
    first: dict[object, int] = {}
    again: dict[int, int] = {}
    for place, draft in enumerate(drafts):
        number = draft.persons[0].get(_ID)
        if number and first.setdefault(number, place) != place:
            again[place] = first[number]
    seen = dict(first)
    return tuple(
        _add(draft, _again(draft, drafts[again[place]]))
        if place in again
        else _add(draft, *_elsewhere(place, draft, drafts, seen))
        for place, draft in enumerate(drafts)
    )


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
