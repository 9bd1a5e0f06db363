"""What the page of a call or an inspection reads and writes, in the worker."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun, Progress
from desktop.base.codes import Codes
from desktop.base.errors import RefusedError
from desktop.base.fields import Value, Values, fields_of
from desktop.base.findings import Finding
from desktop.base.text import squeeze
from desktop.office.documents import Picture
from desktop.office.drafts import Unsaved
from desktop.pilots.pairing import Call, Inspection
from desktop.pilots.submission import Enclosure
from ui.pilots.registering import UNIT

if TYPE_CHECKING:
    from desktop.office.office import Office


class Kind(NamedTuple):
    """What distinguishes calls from inspections.

    Attributes:
        word: what a clerk calls one.
        who: the field that names those who went there.
        groups: the sections of the form, each with its fields.
        enter, change: the verbs of the office.
    """

    record: type
    noun: Noun
    word: str
    who: str
    groups: Mapping[str, Sequence[str]]
    enter: Callable[["Office"], Callable[..., Change]]
    change: Callable[["Office"], Callable[..., Change]]


CALL = Kind(
    Call,
    Noun.CALLS,
    "走访记录",
    "cadre",
    {
        "走访": ("day", "cadre", "mode", "met"),
        "六个主题": ("business", "hiring", "talent", "training", "insurance", "relations"),
        "其他": ("note",),
    },
    lambda office: office.pairing.call,
    lambda office: office.pairing.change_call,
)
INSPECTION = Kind(
    Inspection,
    Noun.INSPECTIONS,
    "督查记录",
    "inspectors",
    {
        "督查": ("kind", "day", "inspectors", "ways"),
        "督查情况": ("strengths", "shortcomings", "demands"),
        "整改": ("mend_by", "mended_on", "document_no", "mended", "note"),
    },
    lambda office: office.pairing.inspect,
    lambda office: office.pairing.change_inspection,
)


class Opened(NamedTuple):
    """A call or an inspection as it is read for the page; a new one has no number.

    Attributes:
        enterprise: the one it is about, None where that is still to be chosen.
        units: the enterprises by name; ``cadres``: who looks after each today.
        people: names to propose.
    """

    kind: Kind
    number: int | None
    enterprise: int | None
    values: Values
    problems: Sequence[Values]
    files: Sequence[Enclosure]
    codes: Codes
    units: Mapping[str, int]
    cadres: Mapping[int, str]
    people: Sequence[str]
    kept: Unsaved | None
    base: int = 0

    @property
    def kept_as(self) -> str:
        """Under what name that is kept which is typed and not saved."""
        return draft_of(self.kind, self.number, self.enterprise)

    @property
    def unit(self) -> str:
        """The name of the enterprise; nothing where it is still to be chosen."""
        return next((name for name, one in self.units.items() if one == self.enterprise), "")


def draft_of(kind: Kind, number: int | None, enterprise: int | None) -> str:
    """The name of what is kept of a page: of a new one there is one at a time for each enterprise."""
    return f"{kind.noun}:{number}" if number is not None else f"{kind.noun}:new:{enterprise or ''}"


def read(kind: Kind, number: int | None, enterprise: int | None, office: "Office") -> Opened:
    """What the page shows; ``NotFoundError`` where the record is no more."""
    units = {one.name: one.id for one in office.enterprises.every()}
    cadres = {one.enterprise: "、".join(one.cadres) for one in office.pairing.contacts()}
    codes = office.standing.on().codes
    values: dict[str, Value] = {"day": today()}
    if kind is CALL:
        values |= {"cadre": cadres.get(enterprise or 0), "mode": next(iter(codes["call_mode"].labels), None)}
    problems: list[Values] = []
    files: list[Enclosure] = []
    kept = office.drafts.get(draft_of(kind, number, enterprise))
    if number is not None:
        found: Any = office.registers.one(kind.record, number)
        enterprise = found.enterprise
        values = {one.name: getattr(found, one.name) for one in fields_of(kind.record)}
        problems = [_problem(one) for one in office.pairing.problems_of(kind.record, number)]
        files = office.enclosures.of(found.enterprise, **{_owner(kind): number})
    people = [one.name for one in office.pairing.cadres()]
    return Opened(kind, number, enterprise, values, problems, files, codes, units, cadres, people, kept)


PROBLEM = ("problem", "category", "handed_to", "owner", "deadline")
"""What is typed of a problem where it is found."""


def _problem(one: object) -> dict[str, Value]:
    return {name: getattr(one, name) for name in ("id", *PROBLEM)}


def _owner(kind: Kind) -> str:
    return "call" if kind is CALL else "inspection"


def whole(opened: Opened, values: Values) -> dict[str, Value]:
    """What the office keeps of what stands in the form: the enterprise by its number."""
    row = dict(values)
    said = str(row.pop(UNIT.name, None) or "")
    by_name = {squeeze(name): number for name, number in opened.units.items()}
    return {**row, "enterprise": opened.enterprise or by_name.get(squeeze(said))}


def check(opened: Opened, values: Values, problems: Sequence[Values], office: "Office") -> list[Finding]:
    """What the office finds; that something is missing is said on saving only."""
    found = office.pairing.check_found(opened.kind.record, whole(opened, values), problems)
    return [one for one in found if one.code != "missing"]


def save(
    opened: Opened, values: Values, problems: Sequence[Values], files: Sequence[Picture], office: "Office"
) -> Change:
    """Write it with what it found, and forget what was kept of it."""
    row, kind = whole(opened, values), opened.kind
    try:
        if opened.number is None:
            change = kind.enter(office)(row, problems, files)
        else:
            change = kind.change(office)(opened.number, row, problems, files)
    except RefusedError as error:
        raise RefusedError([_placed(one) for one in error.findings]) from None
    office.drafts.drop(opened.kept_as)
    return change


def _placed(finding: Finding) -> Finding:
    return finding.about(UNIT.name) if finding.field == "enterprise" and finding.person is None else finding


def look(paths: Sequence[Path], office: "Office", progress: Progress) -> tuple[Picture, ...]:
    """Files from the disk, judged; nothing is written."""
    return office.enclosures.look(paths, progress)
