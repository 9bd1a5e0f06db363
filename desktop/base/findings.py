"""What a check has to say of data that may be wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands in somebody's workbook: sheet, the sheet's own row number, column heading."""

    sheet: str = ""
    row: int = 0
    column: str = ""


NOWHERE = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong or doubtful.

    Attributes:
        code: stable name of the rule, such as ``id_checksum``.
        message: one Chinese sentence that says what is wrong and what to do.
        refuses: whether the record can't be entered before it is mended; otherwise it is a warning.
        field: name of the field, as in the record type.
        person: which person of a household, 0 the applicant; None when it is about the record itself.
        place: where it stands in a workbook.
        record: number of the record it is about, where many are looked at, such as a line of a batch.
    """

    code: str
    message: str
    refuses: bool = True
    field: str = ""
    person: int | None = None
    place: Place = NOWHERE
    record: int | None = None

    def at(self, place: Place) -> "Finding":
        """The same finding, placed."""
        return replace(self, place=place)

    def about(self, field: str, person: int | None = None) -> "Finding":
        """The same finding, of a named field of a person or of the record."""
        return replace(self, field=field, person=person)

    def of(self, record: int) -> "Finding":
        """The same finding, of the record of that number."""
        return replace(self, record=record)


class Reading(NamedTuple, Generic[T]):
    """What could be read from one value: the value, None where there is none, and what was found."""

    value: T | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the value can't be used."""
        return refuses(self.findings)


def refuses(findings: Iterable[Finding]) -> bool:
    """Whether one of them refuses."""
    return any(finding.refuses for finding in findings)


def refusal(code: str, message: str) -> Reading[T]:
    """A reading without a value, for this reason."""
    return Reading(None, (Finding(code=code, message=message),))


def doubt(code: str, message: str) -> Finding:
    """A finding that warns."""
    return Finding(code=code, message=message, refuses=False)
