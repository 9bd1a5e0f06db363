"""The plan of an import as a list: one row for each household of the workbook."""

from collections.abc import Sequence

from desktop.base.changes import Noun
from desktop.base.fields import Field, Kind, Value, field_of
from desktop.base.findings import Finding, Place
from desktop.base.listing import Column, Listing
from desktop.cases.household import Household, Person
from desktop.exchange.planning import Existing, FieldChange, Plan, PlanLine, Verdict
from ui.tables.delegate import Tones
from ui.tables.source import Row

WORDS = {Verdict.NEW: "新增", Verdict.CHANGED: "有改动", Verdict.SAME: "无变化", Verdict.REFUSED: "退回"}
"""What the clerk calls each verdict."""

WARNED = "有提醒"

TONES: Tones = {"verdict": {"新增": "good", "有改动": "accent", "退回": "bad"}}

LISTING = Listing(
    noun=Noun.CASES,
    columns=(
        Column(name="sheet", label="工作表", width=10, shown=False),
        Column(name="row", label="行号", kind=Kind.COUNT, width=6),
        Column(name="name", label="姓名", kind=Kind.NAME, width=10),
        Column(name="resident_id", label="身份证号", kind=Kind.RESIDENT_ID, width=20),
        Column(name="category", label="困难类别", kind=Kind.CODE, width=10),
        Column(name="verdict", label="结果", kind=Kind.CODE, width=9),
        Column(name="said", label="说明", width=12),
        Column(name="warned", label="提醒", width=8, shown=False),
    ),
)
"""The list's columns; narrowed by ``verdict`` and ``warned``."""

_FEW = 3


def rows_of(plan: Plan, existing: Existing) -> list[Row]:
    """The plan's lines as rows, in their order."""
    return [_row(line, existing) for line in plan.lines]


def _row(line: PlanLine, existing: Existing) -> Row:
    place, head = place_of(line), line.draft.persons[0]
    return (
        place.sheet,
        place.row,
        head.get("name"),
        head.get("resident_id"),
        line.draft.values.get("category"),
        WORDS[line.verdict],
        said(line, existing),
        WARNED if warned(line) else "",
    )


def counts_of(plan: Plan) -> dict[str, int]:
    """How many lines have each verdict."""
    return {word: plan.count(verdict) for verdict, word in WORDS.items()}


def warned(line: PlanLine) -> bool:
    """Whether the line can be entered, but something about it is doubtful."""
    return line.verdict is not Verdict.REFUSED and bool(line.findings)


def place_of(line: PlanLine) -> Place:
    """Where the household begins in the workbook."""
    return line.draft.places.get((None, ""), Place())


def sorted_findings(line: PlanLine) -> list[Finding]:
    """What refuses before what is only doubtful."""
    return sorted(line.findings, key=lambda finding: not finding.refuses)


def said(line: PlanLine, existing: Existing) -> str:
    """One sentence on a line: its first finding, else what would change."""
    found = sorted_findings(line)
    if found:
        more = f"（等 {len(found)} 条）" if len(found) > 1 else ""
        return f"{found[0].message}{more}"
    if line.changes:
        return f"改 {len(line.changes)} 处：{_fields(line, line.changes)}"
    if line.kept:
        return f"{len(line.kept)} 处与档案不同，按“{existing}”不改：{_fields(line, line.kept)}"
    return ""


def _fields(line: PlanLine, changes: Sequence[FieldChange]) -> str:
    labels = "、".join(change_label(line, one) for one in changes[:_FEW])
    return labels + ("等" if len(changes) > _FEW else "")


def described(change: FieldChange) -> Field:
    """The description of a field that changes."""
    return field_of(Household if change.person is None else Person, change.field)


def change_label(line: PlanLine, change: FieldChange) -> str:
    """The field in the clerk's words, with whose it is where it isn't the applicant's."""
    label = described(change).label
    return label if not change.person else f"{person_name(line, change.person)}的{label}"


def person_name(line: PlanLine, person: int) -> str:
    """The name of a person of the household, or of one who joins it."""
    held = line.household.persons if line.household else ()
    if person < len(held):
        return held[person].name
    joining: Value = next((one.after for one in line.changes if one.person == person and one.field == "name"), None)
    return str(joining or f"家庭成员{person}")
