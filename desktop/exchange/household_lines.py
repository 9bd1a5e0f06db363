"""Reading the household that stands in one or several rows of a table."""

from collections.abc import Sequence
from typing import Any

from desktop.base.codes import Codes
from desktop.base.fields import Values
from desktop.base.findings import Finding
from desktop.base.text import squeeze
from desktop.base.values import plain_text
from desktop.cases.household import SELF, HouseholdDraft
from desktop.exchange.cells import Columns
from desktop.exchange.headings import Table
from desktop.exchange.lenient import JOINT, add_remarks, limited
from desktop.exchange.lines import is_self
from desktop.exchange.mapping import APPLICANT, ROW, Target, field_at
from desktop.exchange.places import Places, Stand
from desktop.exchange.reading import Cell
from desktop.exchange.relatives import crowd, named_relations, relate

_WHO = ("name", "resident_id")
_GATHERED = frozenset({"note", "cause_note", "other_causes"})
"""Texts of which each line of a household may say something else."""

Row = Sequence[Cell]
Person = dict[str, Any]


class HouseholdReader:
    """Reads the households of one table; what the columns hold is worked out once."""

    def __init__(self, table: Table, codes: Codes) -> None:
        self._table, self._rows, self._codes = table, table.sheet.rows, codes
        self._household = Columns(table, None, codes)
        self._applicant = Columns(table, APPLICANT, codes)
        self._line = Columns(table, ROW, codes)
        numbers = sorted(
            {one.person for one in table.mapping.targets if one and one.person is not None and one.person > 0}
        )
        self._members = [(number, Columns(table, number, codes)) for number in numbers]
        self._names = {number: table.mapping.column_of(Target(number, "name")) for number in (ROW, *numbers)}
        self._relations = named_relations(table.mapping, codes)
        self._by_rows = table.mapping.by_rows
        self._shared = [
            (column, one)
            for column, one in enumerate(table.mapping.targets)
            if one and one.person in {None, APPLICANT} and not field_at(one).computed
        ]

    def draft(self, block: tuple[int, ...]) -> HouseholdDraft:
        """The household that stands in these rows."""
        found: list[Finding] = []
        row = self._whole(block, found)
        values: Values = self._household.read(row, None, found)
        people = _People(found)
        if self._by_rows:
            self._read_lines(block, row, people)
            values = _with_employer(values, people.persons[0])
        else:
            people.add(self._applicant.read(row, 0, found), (Stand(APPLICANT),))
        self._read_members(row, people)
        remarks: dict[str, tuple[str, ...]] = {}
        if found:
            values, remarks = add_remarks(values, found, people.persons)
            found += filter(None, (limited(values[name], name) for name in remarks))
        places = Places(self._table, block, tuple(people.stands))
        placed = tuple(_placed(finding, places) for finding in found) if found else ()
        persons = tuple(people.persons)
        return HouseholdDraft(values=values, persons=persons, findings=placed, places=places, remarks=remarks)

    def _whole(self, block: Sequence[int], found: list[Finding]) -> Row:
        """One line for the household: of several rows, in each column the first cell that is filled, of texts all.

        The applicant's own row goes before the others, whatever their order.
        """
        if len(block) == 1:
            return self._rows[block[0]]
        relation = self._table.mapping.column_of(Target(ROW, "relation"))
        own = relation is not None and [index for index in block if is_self(self._rows[index][relation])]
        rows = [self._rows[index] for index in (*(own or ()), *block)]
        whole = [next((cell for cell in cells if cell != ""), "") for cells in zip(*rows, strict=True)]
        for column, target in self._shared:
            told = dict.fromkeys(squeeze(str(row[column])) for row in rows if row[column] != "")
            if len(told) > 1 and target.field in _GATHERED:
                whole[column] = JOINT.join(dict.fromkeys(plain_text(row[column]) for row in rows if row[column] != ""))
            elif len(told) > 1:
                found.append(_several(target, plain_text(whole[column])))
        return whole

    def _read_members(self, row: Row, people: "_People") -> None:
        """Members beside each other; one whose name and ID are blank is none, whatever else is filled in."""
        for number, columns in self._members:
            if columns.says(row, _WHO):
                self._add_member(columns, row, Stand(number), people)

    def _add_member(self, columns: Columns, row: Row, stand: Stand, people: "_People") -> None:
        """One member, by these columns of this row."""
        place = len(people.persons)
        name = self._names[stand.person or 0]
        several = None if name is None else crowd(row[name])
        if several:
            people.found.append(several)
            return
        found: list[Finding] = []
        values = columns.read(row, place, found)
        named = self._relations.get(stand.person or 0)
        if named and not values.get("relation"):
            values["relation"] = named
        found += relate(values, place, self._codes)
        people.add_member(values, (stand,), found)

    def _read_lines(self, block: Sequence[int], row: Row, people: "_People") -> None:
        """The persons of a household over several rows, the applicant first."""
        indexes = [index for index in block if self._line.says(self._rows[index], _WHO)]
        own = self._own_line(indexes, row)
        self._read_applicant(own, row, people)
        for index in indexes:
            if index != own:
                self._add_member(self._line, self._rows[index], Stand(ROW, index), people)

    def _own_line(self, indexes: Sequence[int], row: Row) -> int | None:
        """The row of the applicant among the persons; None where only the household's columns name them."""
        for index in indexes:
            if is_self(self._cell(index, Target(ROW, "relation"))):
                return index
        names = {name: self._whose(row, Target(APPLICANT, name)) for name in reversed(_WHO)}
        for name, text in names.items():
            for index in indexes:
                if text and squeeze(str(self._cell(index, Target(ROW, name)))) == text:
                    return index
        return None if any(names.values()) else next(iter(indexes), None)

    def _cell(self, index: int, target: Target) -> Cell:
        column = self._table.mapping.column_of(target)
        return "" if column is None else self._rows[index][column]

    def _whose(self, row: Row, target: Target) -> str:
        column = self._table.mapping.column_of(target)
        return "" if column is None else squeeze(str(row[column]))

    def _read_applicant(self, own: int | None, row: Row, people: "_People") -> None:
        """The applicant by the own line, and where that says nothing, by the household's columns."""
        stands: tuple[Stand, ...] = (Stand(APPLICANT),)
        on_line: Person = {}
        found: list[Finding] = []
        if own is not None:
            stands = (Stand(ROW, own), *stands)
            on_line = self._line.read(self._rows[own], 0, found)
            found = [finding for finding in found if finding.field != "relation"]
            if _other_than_self(self._cell(own, Target(ROW, "relation"))) and not self._applicant.names:
                found.append(_no_applicant())
            on_line["relation"] = SELF
        said = {name for name, value in on_line.items() if value is not None} | {finding.field for finding in found}
        beside: list[Finding] = []
        whole = self._applicant.read(row, 0, beside)
        people.found += found + [finding for finding in beside if finding.field not in said]
        people.add(on_line | {name: value for name, value in whole.items() if name not in said}, stands)


class _People:
    """The persons of a draft as they are read."""

    def __init__(self, found: list[Finding]) -> None:
        self.persons: list[Person] = []
        self.stands: list[tuple[Stand, ...]] = []
        self.found = found

    def add(self, values: Person, stands: tuple[Stand, ...]) -> None:
        """One more person."""
        self.persons.append(values)
        self.stands.append(stands)

    def add_member(self, values: Person, stands: tuple[Stand, ...], found: list[Finding]) -> None:
        """One more member, unless 无 stands where the name should be."""
        if values.get("name") is None and values.get("resident_id") is None and not found:
            return
        if values.get("name") is None and not any(finding.field == "name" for finding in found):
            message = "家庭成员缺少姓名，请补填。"
            found = [*found, Finding(code="missing", message=message, field="name", person=len(self.persons))]
        self.found += found
        self.add(values, stands)


def _with_employer(values: Values, applicant: Person) -> Values:
    """The household's employer is where the applicant works, where only the lines of persons tell it."""
    if "employer" in values or not applicant.get("workplace"):
        return values
    return {**values, "employer": applicant.pop("workplace")}


def _several(target: Target, taken: str) -> Finding:
    label = field_at(target).label
    message = f"同一户的各行“{label}”填得不一样，按“{taken}”登记，请核对。"
    return Finding(code="several_values", message=message, refuses=False, field=target.field, person=target.person)


def _placed(finding: Finding, places: Places) -> Finding:
    return finding.at(places.get((finding.person, finding.field)) or places[None, ""])


def _other_than_self(relation: Cell) -> bool:
    return bool(squeeze(str(relation))) and not is_self(relation)


def _no_applicant() -> Finding:
    message = "这一户没有关系为“本人”的一行，不知道谁是困难职工，请补填。"
    return Finding(code="no_applicant", message=message, field="relation", person=0)
