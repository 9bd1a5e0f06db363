"""What the page of an enterprise reads and writes, in the worker."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from desktop.base.changes import Change
from desktop.base.codes import CodeList
from desktop.base.fields import Field, Kind, Value, Values, fields_of
from desktop.base.findings import Finding
from desktop.office.drafts import Unsaved
from desktop.pilots.enterprise import PILOT, Enterprise
from desktop.pilots.stages import Waiting
from desktop.policy.standards import Policy

if TYPE_CHECKING:
    from desktop.office.office import Office

DRAFTS = "pilot:"
"""How the names begin under which what is typed is kept."""

NEW = f"{DRAFTS}new"
"""The same of a new enterprise; there is one at a time."""

WAVE = Field(label="批次", kind=Kind.CODE, name="wave_name", codes="wave", group=PILOT)
"""The wave by its name: in the form it is chosen."""


class Opened(NamedTuple):
    """An enterprise as it is read for the form; a new one has no number.

    Attributes:
        waves: the numbers of the waves by their names.
    """

    number: int | None
    unit: Enterprise | None
    values: Values
    policy: Policy
    waves: Mapping[str, int]
    kept_as: str
    kept: Unsaved | None = None
    waiting: Waiting | None = None
    base: int = 0


def read(number: int, office: "Office") -> Opened:
    """An enterprise, with what was typed and not saved; ``NotFoundError`` where it is no more."""
    unit = office.enterprises.one(number)
    values = {one.name: getattr(unit, one.name) for one in fields_of(Enterprise)}
    name = f"{DRAFTS}{number}"
    kept, waiting = office.drafts.get(name), office.stages.waiting(number)
    return Opened(number, unit, values, office.standing.on(), _waves(office), name, kept, waiting)


def begin(office: "Office") -> Opened:
    """What a new enterprise begins with, and what was typed of one and not saved."""
    return Opened(None, None, {}, office.standing.on(), _waves(office), NEW, office.drafts.get(NEW))


def _waves(office: "Office") -> dict[str, int]:
    return {one.name: one.id for one in office.enterprises.waves()}


def wave_list(waves: Mapping[str, int]) -> CodeList:
    """The waves that can be chosen."""
    return CodeList(WAVE.codes, tuple(waves))


def row_of(values: Values, waves: Mapping[str, int]) -> dict[str, Value]:
    """What the office keeps of what stands in the form: the wave by its number."""
    row = dict(values)
    if WAVE.name in row:
        row["wave"] = waves.get(str(row.pop(WAVE.name)))
    return row


def check(values: Values, number: int | None, office: "Office") -> list[Finding]:
    """What the office finds beyond what reading a field found; that something is missing is said on saving only."""
    found = [one for one in office.enterprises.check(values) if one.code != "missing"]
    return [*found, *office.enterprises.twins(values, number)]


def save(values: Values, number: int | None, name: str, office: "Office") -> Change:
    """Write it, and forget what was kept under that name."""
    doors = office.enterprises
    change = doors.enter(values) if number is None else doors.change(number, values)
    office.drafts.drop(name)
    return change
