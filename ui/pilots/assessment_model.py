"""The score sheet of an assessment as a table: what is typed, what is read from it, and what it comes to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt

from desktop.base.fields import Field, Kind, Value, field_of
from desktop.base.findings import Finding, Reading, refuses
from desktop.base.values import read_value, show_points, show_value
from desktop.pilots.assessment import Score
from desktop.pilots.scheme import BONUS, Scheme
from desktop.pilots.scoring import Mark, Outcome, above, reckon
from ui.forms.sheet_model import SheetModel
from ui.tables.model import Index

if TYPE_CHECKING:
    from desktop.office.score_sheets import Line, ScoreSheet

COLUMNS = ("indicator", "points", "known", "self_score", "score", "evidence", "note", "files")
TYPED = ("self_score", "score", "evidence", "note")
MARKS = ("self_score", "score")
FILES = "files"
"""The column that counts the files that prove a line."""
_FIELDS = {
    **{name: field_of(Score, name) for name in COLUMNS if name != FILES},
    FILES: Field(label="附件", kind=Kind.COUNT, name=FILES),
}
_ENABLED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

Texts = dict[str, dict[str, str]]
"""The texts of each line that has any, by the number of its score."""


class ScoreModel(SheetModel):
    """Fronts as headings with their sums, below each its indicators; the bonuses last."""

    COLUMNS = COLUMNS

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Line | str] = []
        """A line, or the name of the front that begins here."""
        self.open = False
        self._scheme = Scheme()
        self._texts: dict[int, dict[str, str]] = {}

    def show_sheet(self, sheet: "ScoreSheet") -> None:
        """Show that sheet, with what is saved of it."""
        self.beginResetModel()
        self.open, self._scheme = sheet.open, sheet.scheme
        self.rows = list(_rows(sheet))
        self._texts = {line.score.id: _shown(line.score) for line in sheet.every}
        self.endResetModel()

    def follow(self, sheet: "ScoreSheet") -> None:
        """What the register says, and how many files there are, may be others now; what is typed stays."""
        now = {line.score.id: line for line in sheet.every}
        for at, line in enumerate(self.rows):
            if not isinstance(line, str) and line.score.id in now:
                self.rows[at] = replace(line, known=now[line.score.id].known, files=now[line.score.id].files)
        self.settle()

    def texts(self) -> Texts:
        """What stands there, each mark written in one way; empty cells are left out."""
        return {
            str(line.score.id): {name: text for name in TYPED if (text := self._tidy(line, name))}
            for line in self.lines()
        }

    def show_texts(self, texts: Mapping[str, Mapping[str, str]]) -> None:
        """Show these texts over what is saved, of the lines that they name."""
        for line in self.lines():
            if str(line.score.id) in texts:
                self._texts[line.score.id] = dict(texts[str(line.score.id)])
        self.settle()

    def lines(self) -> "Iterator[Line]":
        """The lines that are scored."""
        for one in self.rows:
            if not isinstance(one, str):
                yield one

    def given(self) -> dict[tuple[str, str], dict[str, Value]]:
        """What was typed and can be read and isn't as it was saved, as the office takes it."""
        found: dict[tuple[str, str], dict[str, Value]] = {}
        for line in self.lines():
            for name in TYPED:
                reading = self.read(line, name)
                if not reading.refused and reading.value != getattr(line.score, name):
                    found.setdefault((line.score.front, line.score.indicator), {})[name] = reading.value
        return found

    def findings(self) -> list[Finding]:
        """What reading finds, each of its score and column."""
        return [
            found.about(name).of(line.score.id)
            for line in self.lines()
            for name in TYPED
            for found in self.read(line, name).findings
        ]

    def outcomes(self, vetoes: Sequence[str]) -> tuple[Outcome, Outcome]:
        """What the unit's own marks come to as they stand there, and the district's."""
        own, district = ([self._mark(line, name) for line in self.lines()] for name in MARKS)
        return reckon(own, self._scheme, vetoes), reckon(district, self._scheme, vetoes)

    def read(self, line: "Line", name: str) -> Reading[Value]:
        """The value of a cell, and what is wrong with it."""
        field = _field(line, name)
        reading = read_value(field, self._texts[line.score.id].get(name, ""), {})
        if name in MARKS and isinstance(reading.value, int):
            score = line.score
            high = above(Mark(score.front, score.indicator, score.points, reading.value))
            return Reading(None, (high,)) if high else Reading(reading.value)
        return reading

    def put(self, row: int, name: str, text: str) -> None:
        """Type a cell."""
        line = self.rows[row]
        if not isinstance(line, str):
            self._texts[line.score.id][name] = text
            self.settle()
            self.edited.emit()

    def put_block(self, row: int, column: int, block: Sequence[Sequence[str]]) -> int:
        """Type a block from there on, over the lines that are scored and the columns that are typed.

        Returns how many lines of it have no line to stand on.
        """
        rows = [at for at in range(row, len(self.rows)) if not isinstance(self.rows[at], str)]
        names = [name for name in COLUMNS[column:] if name in TYPED]
        for at, texts in zip(rows, block, strict=False):
            line = self.rows[at]
            if not isinstance(line, str):
                self._texts[line.score.id].update(zip(names, (text.strip() for text in texts), strict=False))
        self.settle()
        self.edited.emit()
        return max(len(block) - len(rows), 0)

    def take_known(self) -> int:
        """Put what the register says where the district gave no mark; how many it were."""
        taken = 0
        for line in self.lines():
            if line.known and line.known.points is not None and not self._texts[line.score.id].get("score", "").strip():
                self._texts[line.score.id]["score"] = show_points(line.known.points)
                taken += 1
        self.settle()
        if taken:
            self.edited.emit()
        return taken

    def places(self) -> list[tuple[int, int]]:
        """The cells of the lines that are scored, also while nothing can be typed."""
        typed = [at for at, name in enumerate(COLUMNS) if name in TYPED]
        return [(row, at) for row, line in enumerate(self.rows) if not isinstance(line, str) for at in typed]

    def field_at(self, row: int, name: str) -> Field:
        """What is typed, called after its indicator."""
        line, field = self.rows[row], _FIELDS[name]
        called = line if isinstance(line, str) else line.score.indicator
        return replace(field, label=f"{called} {field.label}{'（分）' if name in MARKS else ''}")

    def is_typed(self, index: Index) -> bool:
        """Whether something can be typed there."""
        if not (self.open and index.isValid()):
            return False
        return not isinstance(self.rows[index.row()], str) and COLUMNS[index.column()] in TYPED

    def text_at(self, row: int, name: str) -> str:
        """What stands in a cell."""
        line = self.rows[row]
        if isinstance(line, str):
            return self._heading(line, name)
        if name in TYPED:
            return self._tidy(line, name)
        if name == FILES:
            return str(line.files) if line.files else ""
        if name == "known":
            return "" if line.known is None else "—" if line.known.points is None else show_points(line.known.points)
        return show_value(_FIELDS[name], getattr(line.score, name))

    def level_at(self, row: int, name: str) -> str:
        """The worst of what is found in a cell: ``bad`` or nothing; what is being typed isn't judged."""
        line = self.rows[row]
        if isinstance(line, str) or name not in TYPED or self.typing == (row, name):
            return ""
        return "bad" if refuses(self.read(line, name).findings) else ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Fronts and lines."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Those of ``COLUMNS``."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only what is typed can be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _ENABLED | Qt.ItemFlag.ItemIsEditable if self.is_typed(index) else _ENABLED

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; what is wrong with it, or how it is scored, as its tool tip."""
        if not index.isValid():
            return None
        row, name = index.row(), COLUMNS[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self.text_at(row, name)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, name) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            line = self.rows[row]
            whose = line if isinstance(line, str) else line.score.indicator
            return f"{whose} {_FIELDS[name].label}：{self.text_at(row, name) or '空'}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The labels of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return "系统" if COLUMNS[section] == "known" else _FIELDS[COLUMNS[section]].label

    def _heading(self, front: str, name: str) -> str:
        lines = [line for line in self.lines() if line.score.front == front]
        if name == "indicator":
            return front
        if name == "points":
            most = sum(line.score.points for line in lines)
            return show_points(min(most, self._scheme.bonus_most) if front == BONUS else most)
        if name not in MARKS:
            return ""
        marks = [self._mark(line, name).given for line in lines]
        known = [mark for mark in marks if mark is not None]
        total = min(sum(known), self._scheme.bonus_most) if front == BONUS else sum(known)
        return show_points(total) if known else ""

    def _tip(self, row: int, name: str) -> str:
        line = self.rows[row]
        if isinstance(line, str):
            most = show_points(self._scheme.bonus_most)
            return f"加分合计最多 {most} 分，计入总分，总分可以超过 100 分。" if line == BONUS else ""
        if name in TYPED:
            found = [one.message for one in self.read(line, name).findings]
            return "\n".join(found) or self.text_at(row, name)
        if name == FILES:
            return "双击查看或添加附件（Alt+F）"
        if name == "known":
            return line.known.sentence if line.known else "系统没有这一项的数据，由人工评分。"
        return line.indicator.scoring

    def _mark(self, line: "Line", name: str) -> Mark:
        value = self.read(line, name).value
        score = line.score
        return Mark(score.front, score.indicator, score.points, value if isinstance(value, int) else None)

    def _tidy(self, line: "Line", name: str) -> str:
        reading = self.read(line, name)
        if reading.value is None:
            return self._texts[line.score.id].get(name, "")
        return show_value(_FIELDS[name], reading.value)


def _rows(sheet: "ScoreSheet") -> "Iterator[Line | str]":
    yield from _grouped(sheet.lines)
    if sheet.bonuses:
        yield BONUS
        yield from sheet.bonuses


def _grouped(lines: "Iterable[Line]") -> "Iterator[Line | str]":
    front = ""
    for line in lines:
        if line.score.front != front:
            front = line.score.front
            yield front
        yield line


def _shown(score: Score) -> dict[str, str]:
    return {name: show_value(_FIELDS[name], getattr(score, name)) for name in TYPED}


def _field(line: "Line", name: str) -> Field:
    """The field, called after its indicator where it is a mark, for what is said of it."""
    field = _FIELDS[name]
    return replace(field, label=line.score.indicator) if field.kind is Kind.POINTS else field
