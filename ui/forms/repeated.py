"""A repeated group, such as the members of a household: a compact grid of the same editors."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from desktop.base.codes import Codes
from desktop.base.fields import Field, Kind, Value, Values
from desktop.base.findings import Finding, refuses
from ui.forms.cell import FieldCell
from ui.forms.part import Part
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import button, card, column, icon_button, label, row, section_heading

_WIDTHS = {
    Kind.NAME: 92,
    Kind.RESIDENT_ID: 178,
    Kind.CREDIT_CODE: 178,
    Kind.CARD: 178,
    Kind.PHONE: 116,
    Kind.DATE: 104,
    Kind.MONEY: 96,
    Kind.AREA: 84,
    Kind.COUNT: 64,
    Kind.CODE: 112,
    Kind.YES_NO: 108,
    Kind.TEXT: 140,
}
_ARROW = 46


class _Line:
    """One record of the group: its cells, the line of findings below them, and the button that removes it.

    What the record holds besides its fields, such as its number, is kept in ``rest``; ``token`` tells it from every
    other record that stood here.
    """

    def __init__(self, fields: Sequence[Field], codes: Codes, *, ordered: bool) -> None:
        self.token = 0
        self.rest: Values = {}
        self.cells = {field.name: FieldCell(field, codes, bare=True) for field in fields}
        self.findings = label(role="bad", wrap=False)
        self.remove = icon_button("close", "删除这一行")
        self.ends = [self.remove]
        if ordered:
            self.up = icon_button("chevron-up", "往前移一行")
            self.ends.append(self.up)
        self.number = label(role="hint")

    def show_values(self, values: Values) -> None:
        self.rest = {name: value for name, value in values.items() if name not in self.cells}
        for name, cell in self.cells.items():
            cell.show_value(values.get(name))

    @property
    def empty(self) -> bool:
        return all(cell.empty for cell in self.cells.values() if not cell.field.computed)

    def texts(self) -> dict[str, str]:
        number = {"id": str(self.rest["id"])} if "id" in self.rest else {}
        return number | {name: cell.text for name, cell in self.cells.items() if not cell.field.computed}

    def widgets(self) -> list[QWidget]:
        return [self.number, *self.cells.values(), *self.ends, self.findings]

    def show_findings(self) -> None:
        found = [(cell.field.label, one) for cell in self.cells.values() for one in cell.findings()]
        dress(self.findings, "bad" if refuses(one for _, one in found) else "warn")
        self.findings.setText("　".join(f"{name}：{one.message}" for name, one in found))
        self.findings.setVisible(bool(found))


class RepeatedGroup(Part):
    """Rows of editors with adding and removing; wholly empty rows count as not there.

    What a record holds that has no column here, such as its number, comes back with it. Persons are numbered from
    ``first``: 1 where the applicant stands in a form of its own, 0 where in the first row. Where the order matters
    (``ordered``) a row can be moved before the one above it.

    Signals:
        changed: (row, name of the field), or (row, "") for an added or removed row.
        dirtied: whether there is anything that isn't saved.
        finished: Enter in the last cell of an empty last row.
        judged: what is shown about a row may be new.
    """

    changed = Signal(int, str)

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        codes: Codes,
        *,
        first: int = 1,
        add: str = "添加",
        ordered: bool = False,
    ) -> None:
        super().__init__()
        self._ordered = ordered
        self._fields, self._codes, self._first = fields, codes, first
        self._lines: list[_Line] = []
        self._spare: list[_Line] = []
        self._tokens = 0
        self._clean: list[dict[str, str]] = []
        self._inside = QWidget()
        self._grid = QGridLayout()
        self._scroll = QScrollArea(widgetResizable=True)
        self._assemble(title, add, codes)
        self.sections = {title: self}

    def set_clean(self) -> None:
        """What stands there is saved."""
        self._clean = self._texts()
        self._set_dirty(False)

    def unsaved(self) -> list[dict[str, str]] | None:
        """The texts of all rows, readable or not; None where they are as they were saved."""
        texts = self._texts()
        return None if texts == self._clean else texts

    def restore(self, rows: Sequence[Mapping[str, str]] | None) -> None:
        """Put back what ``unsaved`` gave, in the place of the rows that are saved."""
        if rows is None:
            return
        known = {str(line.rest.get("id")): line.rest for line in self._lines if line.rest}
        self._show(known.get(texts.get("id", ""), {}) for texts in rows)
        for line, texts in zip(self._lines, rows, strict=True):
            for name, cell in line.cells.items():
                cell.show_text(texts.get(name, ""))
        self._set_dirty(self.unsaved() is not None)

    def _texts(self) -> list[dict[str, str]]:
        return [line.texts() for line in self._lines]

    def set_values(self, rows: Iterable[Values]) -> None:
        """Show these records instead; clean afterwards."""
        self._show(rows)
        self.set_clean()

    def _show(self, rows: Iterable[Values]) -> None:
        """Show these records in the rows that are there, and make or remove what is too few or too many."""
        wanted = list(rows)
        for line in self._lines[len(wanted) :]:
            self._put_aside(line)
        self._lines = self._lines[: len(wanted)]
        for line, values in zip(self._lines, wanted, strict=False):
            line.show_values(values)
        for values in wanted[len(self._lines) :]:
            self._append(values)
        self._place()

    def values(self) -> tuple[tuple[dict[str, Value], ...], tuple[Finding, ...]]:
        """The records and what reading finds; a refused field is absent from its record."""
        records: list[dict[str, Value]] = []
        findings: list[Finding] = []
        for line in self._present():
            person = self._first + len(records)
            readings = {name: cell.read() for name, cell in line.cells.items() if not cell.field.computed}
            records.append({**line.rest} | {name: one.value for name, one in readings.items() if not one.refused})
            findings += [found.about(name, person) for name, one in readings.items() for found in one.findings]
        return tuple(records), tuple(findings)

    def show_all_findings(self) -> tuple[Finding, ...]:
        """Judge every cell, also for what is missing, as before saving; returns what was found."""
        for line in self._present():
            for cell in line.cells.values():
                if not cell.field.computed:
                    cell.judge_all()
            line.show_findings()
        return self.values()[1]

    def set_findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Show a check's findings in their rows, instead of the last check's; returns those that have no cell here."""
        held = list(findings)
        homed: list[Finding] = []
        for person, line in enumerate(self._present(), self._first):
            for name, cell in line.cells.items():
                mine = [one for one in held if one.person == person and one.field == name]
                cell.give(mine)
                homed += mine
            line.show_findings()
        return tuple(one for one in held if one not in homed)

    def put(self, at: int, name: str, value: Value) -> None:
        """Show one value that the program worked out in that row."""
        self._lines[at].cells[name].show_value(value)

    def enter(self, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
        """Go to the first cell, or to the button that adds a row where there is none."""
        first = next(iter(self._lines[0].cells.values())).editor if self._lines else self.adder
        first.setFocus(reason)

    def level(self, _group: str) -> str:
        """The worst of what is shown: ``bad``, ``warn`` or nothing."""
        found = [one for line in self._lines for cell in line.cells.values() for one in cell.findings()]
        return "bad" if refuses(found) else "warn" if found else ""

    def focus_first(self) -> None:
        """Go to the first cell that refuses, or else to the first."""
        cells = [cell for line in self._lines for cell in line.cells.values() if refuses(cell.findings())]
        if cells:
            cells[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.enter()

    def cell(self, at: int, name: str) -> FieldCell:
        """The cell of that row and field."""
        return self._lines[at].cells[name]

    def present(self) -> list[tuple[int, str]]:
        """The records that count: a number that stays each one's own, and what stands in its first cell."""
        return [(line.token, next(iter(line.cells.values())).text.strip()) for line in self._present()]

    def row_count(self) -> int:
        """How many rows stand there, empty ones too."""
        return len(self._lines)

    def add_row(self) -> None:
        """Add an empty row and go there."""
        line = self._append({})
        self._place()
        self._set_dirty(True)
        self.changed.emit(len(self._lines) - 1, "")
        next(iter(line.cells.values())).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove_row(self, at: int) -> None:
        """Remove that row."""
        self._put_aside(self._lines.pop(at))
        self._place()
        self._set_dirty(True)
        self.changed.emit(at, "")

    def move_up(self, at: int) -> None:
        """Put that row before the one above it, if there is one."""
        if at > 0:
            self._lines[at - 1 : at + 1] = [self._lines[at], self._lines[at - 1]]
            self._place()
            self._set_dirty(True)
            self.changed.emit(at, "")

    def _assemble(self, title: str, add: str, codes: Codes) -> None:
        head = row()
        head.addWidget(section_heading(title), 1)
        self.adder = button(add, self.add_row, icon="plus")
        head.addWidget(self.adder)
        self._grid.setContentsMargins(0, 0, 0, scale.TIGHT)
        self._grid.setHorizontalSpacing(scale.TIGHT)
        self._grid.setVerticalSpacing(scale.TIGHT)
        self._inside.setLayout(self._grid)
        dress(self._inside, "clear")
        self._scroll.setWidget(self._inside)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        for at, field in enumerate(self._fields, 1):
            self._grid.addWidget(label(f"{field.label}{' *' if field.needed else ''}", "hint"), 0, at)
            self._grid.setColumnMinimumWidth(at, _width(field, codes))
            self._grid.setColumnStretch(at, 1)
        frame, inside = card(), column(scale.WIDE, scale.APART, scale.WIDE, scale.NEAR)
        inside.addLayout(head)
        inside.addWidget(self._scroll)
        frame.setLayout(inside)
        whole = column()
        whole.addWidget(frame)
        self.setLayout(whole)
        self._place()

    def _append(self, values: Values) -> _Line:
        line = self._spare.pop() if self._spare else self._make_line()
        self._tokens += 1
        line.token = self._tokens
        line.show_values(values)
        self._lines.append(line)
        return line

    def _make_line(self) -> _Line:
        line = _Line(self._fields, self._codes, ordered=self._ordered)
        for cell in line.cells.values():
            cell.changed.connect(lambda one, line=line: self._on_edit(line, one))
            cell.judged.connect(lambda line=line: self._on_judged(line))
            cell.finished.connect(lambda cell=cell, line=line: self._go_on(line, cell))
        line.remove.clicked.connect(lambda: self.remove_row(self._lines.index(line)))
        if self._ordered:
            line.up.clicked.connect(lambda: self.move_up(self._lines.index(line)))
        return line

    def _place(self) -> None:
        """Put every line into its two grid rows and give the group the height it needs."""
        for at, line in enumerate(self._lines):
            line.number.setText(str(at + 1))
            line.ends[-1].setEnabled(at > 0 or not self._ordered)
            for place, widget in enumerate([line.number, *line.cells.values(), *line.ends]):
                self._grid.addWidget(widget, 2 * at + 1, place)
                widget.show()  # else the layout doesn't reckon with it yet
            self._grid.addWidget(line.findings, 2 * at + 2, 1, 1, len(self._fields))
            line.show_findings()
        self._fit()

    def _fit(self) -> None:
        self._scroll.setVisible(bool(self._lines))  # headings over nothing say nothing
        self._inside.adjustSize()
        bar = self._scroll.horizontalScrollBar().sizeHint().height()
        self._scroll.setFixedHeight(self._grid.sizeHint().height() + bar)

    def _put_aside(self, line: _Line) -> None:
        """Take a row out of sight; the next record that is added stands in it, for making one is slow."""
        line.show_values({})
        for widget in line.widgets():
            self._grid.removeWidget(widget)
            widget.hide()
        self._spare.append(line)

    def _present(self) -> list[_Line]:
        return [line for line in self._lines if not line.empty]

    def _on_judged(self, line: _Line) -> None:
        line.show_findings()
        self._fit()
        self.judged.emit()

    def _on_edit(self, line: _Line, name: str) -> None:
        self._set_dirty(True)
        self.changed.emit(self._lines.index(line), name)

    def _go_on(self, line: _Line, cell: FieldCell) -> None:
        """To the next cell; from the last cell of the last row to a new row."""
        cells = [one for each in self._lines for one in each.cells.values() if not one.field.computed]
        after = cells[cells.index(cell) + 1 :]
        if after:
            after[0].editor.setFocus(Qt.FocusReason.TabFocusReason)
        elif line.empty:
            self.finished.emit()
        else:
            self.add_row()


def _width(field: Field, codes: Codes) -> int:
    """The least width of a column: its kind's, or that of the list's longest label."""
    known = codes.get(field.codes) if field.kind is Kind.CODE else None
    heading = (len(field.label) + field.needed) * scale.BASE
    if known is None:
        return max(_WIDTHS[field.kind], heading)
    longest = max(map(len, known.labels), default=0) * scale.BASE + _ARROW
    return max(heading, min(longest, _WIDTHS[Kind.TEXT]))
