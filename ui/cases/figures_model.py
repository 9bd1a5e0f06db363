"""The figures of persons as a table: what is typed, what is read from it, and the sums."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QModelIndex, Qt

from desktop.base.fields import Field, Value, Values, field_of
from desktop.base.findings import Finding, Reading, refuses
from desktop.base.money import read_money, short_yuan
from desktop.cases.figures import FIGURES, TOTALS, Figures, figures
from desktop.cases.household import COSTS, INCOMES, Household, Person
from ui.forms.sheet_model import SheetModel
from ui.tables.model import Index

COLUMNS = (*INCOMES, "yearly_income", *COSTS, "rigid_spending")
"""The kinds, each side followed by its sum."""

SUM = "合计"
_EDITABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

Texts = dict[str, str]
People = Sequence[tuple[int, str]]
"""A number that stays each person's own, and the name."""


class FiguresModel(SheetModel):
    """A line a person and a line of sums; figures stay with their person as lines come and go."""

    COLUMNS = COLUMNS

    def __init__(self) -> None:
        super().__init__()
        self.people: list[tuple[int, str]] = []
        self._texts: dict[int, Texts] = {}
        self._given: dict[tuple[int, str], tuple[Finding, ...]] = {}

    def set_people(self, people: People) -> None:
        """Have a line for each of these."""
        if [one for one, _ in people] == [one for one, _ in self.people]:
            self.people = list(people)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(people))
            return
        self.beginResetModel()
        self.people = list(people)
        self.endResetModel()

    def show_texts(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Show these texts, of the people in their order, instead of all that stood there."""
        self.beginResetModel()
        self._given = {}
        self._texts = {token: _known(row) for (token, _), row in zip(self.people, rows, strict=False)}
        self.endResetModel()

    def show_values(self, rows: Iterable[Values]) -> None:
        """The same of values."""
        self.show_texts(_shown(row) for row in rows)

    def texts(self) -> list[Texts]:
        """What stands there, of the people in their order, each amount written in one way, without those at the end."""
        found = [{name: self._tidy(token, name) for name in self._typed(token)} for token, _ in self.people]
        while found and not found[-1]:
            found.pop()
        return found

    @property
    def told(self) -> bool:
        """Whether anybody has a figure."""
        return any(self._typed(token) for token, _ in self.people)

    def values(self) -> list[dict[str, Value]]:
        """The figures of the people in their order; one that can't be read is absent."""
        return [
            {name: one.value for name in FIGURES if not (one := self._read(token, name)).refused}
            for token, _ in self.people
        ]

    def readings(self) -> list[Finding]:
        """What reading finds, each of its person and kind."""
        return [
            found.about(name, place)
            for place, (token, _) in enumerate(self.people)
            for name in FIGURES
            for found in self._read(token, name).findings
        ]

    def give(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Show these besides what reading finds, until the figure is edited; returns those that have no place here."""
        self._given, homeless = {}, []
        for one in findings:
            if one.person is not None and one.person < len(self.people) and one.field in FIGURES:
                key = (self.people[one.person][0], one.field)
                self._given[key] = (*self._given.get(key, ()), one)
            else:
                homeless.append(one)
        self.settle()
        return tuple(homeless)

    def found_at(self, row: int, name: str) -> tuple[Finding, ...]:
        """What is shown about a figure."""
        if not self._is_figure(row, name):
            return ()
        token = self.people[row][0]
        own = () if self.typing == (row, name) else self._read(token, name).findings
        return (*own, *(one for one in self._given.get((token, name), ()) if one not in own))

    def findings(self) -> list[tuple[str, Finding]]:
        """All that is shown, each after the name of its person and kind."""
        return [
            (f"{called or SUM} {field_of(Person, name).label}", one)
            for row, (_, called) in enumerate(self.people)
            for name in FIGURES
            for one in self.found_at(row, name)
        ]

    def put(self, row: int, name: str, text: str) -> None:
        """Type a figure."""
        self._write(row, name, text)
        self.settle()
        self.edited.emit()

    def places(self) -> list[tuple[int, int]]:
        """The figures, person by person."""
        kinds = [at for at, name in enumerate(COLUMNS) if name in FIGURES]
        return [(row, at) for row in range(len(self.people)) for at in kinds]

    def is_typed(self, index: Index) -> bool:
        """Whether it is a figure, no sum."""
        return index.isValid() and self._is_figure(index.row(), COLUMNS[index.column()])

    def field_at(self, row: int, name: str) -> Field:
        """The kind, called after its person."""
        field = field_of(Person, name)
        return replace(field, label=f"{self.people[row][1]} {field.label}（元）")

    def put_block(self, row: int, column: int, block: Sequence[Sequence[str]]) -> int:
        """Type a block from there on, over the columns that aren't sums; returns how many lines had no person."""
        names = [name for name in COLUMNS[column:] if name in FIGURES]
        for down, line in enumerate(block[: len(self.people) - row]):
            for name, text in zip(names, line, strict=False):
                self._write(row + down, name, text.strip())
        self.settle()
        self.edited.emit()
        return max(0, row + len(block) - len(self.people))

    def text_at(self, row: int, name: str) -> str:
        """What stands in a cell: a sum, or a figure as it is typed if it can't be read."""
        if self._is_figure(row, name):
            return self._tidy(self.people[row][0], name)
        counted, known = TOTALS.get(name, (name,)), self.sums()
        total = known.of_all(counted) if row == len(self.people) else known.of_person(row, counted)
        return "" if total is None else short_yuan(total)

    def sums(self) -> Figures:
        """The figures, for their sums."""
        return figures(self.values())

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """A line a person and one of sums."""
        return 0 if parent.isValid() else len(self.people) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The kinds and two sums."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only figures are typed and chosen."""
        return _EDITABLE if self.is_typed(index) else Qt.ItemFlag.ItemIsEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; its findings are its tool tip."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self.text_at(index.row(), COLUMNS[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(one.message for one in self.found_at(index.row(), COLUMNS[index.column()])) or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Kinds in two lines above, names at the side."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return _heading(COLUMNS[section])
        return self.people[section][1] if section < len(self.people) else SUM

    def level_at(self, row: int, name: str) -> str:
        """The worst of what is shown about a figure: ``bad``, ``warn`` or nothing."""
        found = self.found_at(row, name)
        return "bad" if refuses(found) else "warn" if found else ""

    def _is_figure(self, row: int, name: str) -> bool:
        return row < len(self.people) and name in FIGURES

    def _typed(self, token: int) -> list[str]:
        return [name for name in FIGURES if self._texts.get(token, {}).get(name)]

    def _read(self, token: int, name: str) -> Reading[int]:
        return _read(name, self._texts.get(token, {}).get(name, ""))

    def _tidy(self, token: int, name: str) -> str:
        reading = self._read(token, name)
        return self._texts.get(token, {}).get(name, "") if reading.value is None else short_yuan(reading.value)

    def _write(self, row: int, name: str, text: str) -> None:
        token = self.people[row][0]
        self._texts.setdefault(token, {})[name] = text
        self._given.pop((token, name), None)


@lru_cache(maxsize=1024)
def _read(name: str, text: str) -> Reading[int]:
    """Remembered, for every sum asks for every figure."""
    return read_money(text, label=field_of(Person, name).label)


def _known(row: Mapping[str, str]) -> Texts:
    return {name: text for name, text in row.items() if name in FIGURES and text}


def _shown(row: Values) -> Texts:
    return {name: short_yuan(amount) for name in FIGURES if isinstance(amount := row.get(name), int)}


def _heading(name: str) -> str:
    """Two lines: 工资性 over 收入; the sums are 收入 and 支出 over 合计."""
    if name in TOTALS:
        return f"{field_of(Household, name).label[-2:]}\n{SUM}"
    label = field_of(Person, name).label
    return f"{label[:-2]}\n{label[-2:]}"
