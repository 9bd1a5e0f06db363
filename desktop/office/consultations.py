"""The register of who read a file (reference: domain §1.8)."""

from sqlite_utils import Database

from desktop.base.changes import Change, Noun
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.fields import Value, Values, fields_of
from desktop.base.findings import refuses
from desktop.cases.consents import Consultation, check_consultation, check_return
from desktop.store import consultations, households, journal
from desktop.store.faults import translated


class Consultations:
    """Doors to the register."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of(self, number: int) -> tuple[Consultation, ...]:
        """Who read a file, the newest first."""
        with translated():
            return consultations.of(self._db, number)

    def enter(self, number: int, values: Values) -> Change:
        """Write down that somebody reads a file; ``RefusedError`` with what is wrong."""
        findings = check_consultation(values)
        if refuses(findings):
            raise RefusedError(findings)
        with translated():
            name = households.get(self._db, number).applicant.name
        label = f"登记查阅：{values['reader']}查阅{name}档案"
        row: dict[str, Value] = {"household": number}
        for one in fields_of(Consultation):
            value = values.get(one.name)
            row[one.name] = str(value) if value else None
        with translated(), journal.operation(self._db, label, Noun.CASES, Noun.CONSULTATIONS) as current:
            consultations.insert(self._db, row)
        return journal.done(current, number)

    def give_back(self, entry: int, values: Values) -> Change:
        """Write down that the file came back on ``returned_on``; ``RefusedError`` for a wrong day."""
        with translated():
            found = consultations.get(self._db, entry)
        if found.returned_on:
            raise ForbiddenError("这条查阅已经登记归还，不用再登记。")
        findings = check_return(found.day, values.get("returned_on"))
        if refuses(findings):
            raise RefusedError(findings)
        label = f"登记归还：{found.reader}查阅的档案"
        with translated(), journal.operation(self._db, label, Noun.CASES, Noun.CONSULTATIONS) as current:
            consultations.give_back(self._db, entry, str(values["returned_on"]))
        return journal.done(current, found.household)
