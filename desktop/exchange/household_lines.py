"""Reading the household that stands in one or several rows of a table."""

from collections.abc import Sequence
from typing import Any

from desktop.base.codes import Codes
from desktop.base.findings import Finding
from desktop.base.text import squeeze
from desktop.cases.household import SELF, HouseholdDraft
from desktop.exchange.cells import Columns
from desktop.exchange.headings import Table
from desktop.exchange.lines import is_self
from desktop.exchange.mapping import APPLICANT, ROW, Target
from desktop.exchange.places import Places, Stand
from desktop.exchange.reading import Cell

_WHO = ("name", "resident_id")

Row = Sequence[Cell]
Person = dict[str, Any]


class HouseholdReader:
    """Reads the households of one table; what the columns hold is worked out once."""

    def __init__(self, table: Table, codes: Codes) -> None:
        self._table, self._rows = table, table.sheet.rows
        self._household = Columns(table, None, codes)
        self._applicant = Columns(table, APPLICANT, codes)
        self._line = Columns(table, ROW, codes)
        numbers = sorted(
            {one.person for one in table.mapping.targets if one and one.person is not None and one.person > 0}
        )
        self._members = [(number, Columns(table, number, codes)) for number in numbers]
        self._relations = _named_relations(table, codes)
        self._by_rows = table.mapping.by_rows

    def draft(self, block: tuple[int, ...]) -> HouseholdDraft:
        """The household that stands in these rows."""
        found: list[Finding] = []
        row = self._whole(block)
        values = self._household.read(row, None, found)
        people = _People(found)
        if self._by_rows:
            self._read_lines(block, row, people)
        else:
            people.add(self._applicant.read(row, 0, found), (Stand(APPLICANT),))
        self._read_members(row, people)
        places = Places(self._table, block, tuple(people.stands))
        placed = tuple(_placed(finding, places) for finding in found) if found else ()
        return HouseholdDraft(values=values, persons=tuple(people.persons), findings=placed, places=places)

    def _whole(self, block: Sequence[int]) -> Row:
        """One line for the household: of several rows, in each column the first cell that is filled."""
        if len(block) == 1:
            return self._rows[block[0]]
        rows = (self._rows[index] for index in block)
        return [next((cell for cell in cells if cell != ""), "") for cells in zip(*rows, strict=True)]

    def _read_members(self, row: Row, people: "_People") -> None:
        """Members beside each other; one whose name and ID are blank is none, whatever else is filled in."""
        for number, columns in self._members:
            if not columns.says(row, _WHO):
                continue
            found: list[Finding] = []
            values = columns.read(row, len(people.persons), found)
            if self._relations.get(number) and not values.get("relation"):
                values["relation"] = self._relations[number]
            people.add_member(values, (Stand(number),), found)

    def _read_lines(self, block: Sequence[int], row: Row, people: "_People") -> None:
        """The persons of a household over several rows, the applicant first."""
        indexes = [index for index in block if self._line.says(self._rows[index], _WHO)]
        own = self._own_line(indexes, row)
        self._read_applicant(own, row, people)
        for index in indexes:
            if index != own:
                found: list[Finding] = []
                values = self._line.read(self._rows[index], len(people.persons), found)
                people.add_member(values, (Stand(ROW, index),), found)

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


def _placed(finding: Finding, places: Places) -> Finding:
    return finding.at(places.get((finding.person, finding.field)) or places[None, ""])


def _other_than_self(relation: Cell) -> bool:
    return bool(squeeze(str(relation))) and not is_self(relation)


def _no_applicant() -> Finding:
    message = "这一户没有关系为“本人”的一行，不知道谁是困难职工，请补填。"
    return Finding(code="no_applicant", message=message, field="relation", person=0)


def _named_relations(table: Table, codes: Codes) -> dict[int, str | None]:
    """What the headings themselves say of members, such as 配偶, in the words of the code list."""
    known = codes.get("relation")
    named = table.mapping.relations.items()
    return {number: known.canonical(word) if known else word for number, word in named}
