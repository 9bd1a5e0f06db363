"""The form builder: a form out of field descriptions."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.codes import CodeList, Codes
from desktop.base.fields import Field, Kind, Value, Values
from desktop.base.findings import Finding, refuses
from ui.forms.cell import FieldCell
from ui.forms.editors import LONG
from ui.forms.flow import Reflow
from ui.forms.part import Part
from ui.look import scale
from ui.widgets.pieces import card, column, section_heading


class Form(Part):
    """Editors for fields, in their groups, in as many columns as fit.

    Computed fields are shown but neither read nor dirty. Enter moves to the next editor and from the last one says
    ``finished``.

    Signals:
        changed: name of the field that the clerk edited.
        dirtied: whether there is anything that isn't saved.
        finished: Enter in the last editor.
        judged: what is shown about a field may be new.
    """

    changed = Signal(str)

    def __init__(self, fields: Sequence[Field], codes: Codes, *, framed: bool = True) -> None:
        super().__init__()
        self._person: int | None = None
        self._clean: dict[str, str] = {}
        self.cells = {field.name: FieldCell(field, codes) for field in fields}
        whole = column(gap=scale.APART)
        for group, cells in self._groups().items():
            self.sections[group] = _group(group, cells, self) if framed else _dense(cells, self)
            whole.addWidget(self.sections[group])
        self.setLayout(whole)
        for cell in self.cells.values():
            cell.changed.connect(self._on_edit)
            cell.finished.connect(partial(self._go_on, cell))
            cell.judged.connect(self.judged)

    def set_clean(self) -> None:
        """What stands there is saved."""
        self._clean = {name: cell.text for name, cell in self._typed()}
        self._set_dirty(False)

    def unsaved(self) -> dict[str, str]:
        """The texts that aren't as they were saved, readable or not, by field."""
        return {name: cell.text for name, cell in self._typed() if cell.text != self._clean.get(name, "")}

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put back what ``unsaved`` gave, over what is saved; a field that is no more is left out."""
        for name, text in texts.items():
            if name in self.cells:
                self.cells[name].show_text(text)
        self._set_dirty(bool(self.unsaved()))

    def attach(self, group: str, widget: QWidget) -> None:
        """Put a widget below the fields of a group, for what the program has to say of them."""
        inside = self.sections[group].layout()
        if isinstance(inside, QVBoxLayout):
            inside.addWidget(widget)
            inside.addSpacing(scale.NEAR)

    def of_person(self, person: int) -> "Form":
        """The form of this person of a household: its findings say so, and only theirs are shown."""
        self._person = person
        return self

    def set_values(self, values: Values) -> None:
        """Show a record or a draft; fields that aren't given become empty. Clean afterwards."""
        for name, cell in self.cells.items():
            cell.show_value(values.get(name))
        self.set_clean()

    def put(self, name: str, value: Value) -> None:
        """Show one value that the program worked out, as if the clerk had typed it unless it is computed."""
        cell = self.cells[name]
        if cell.read().value != value:
            cell.show_value(value)
            if not cell.field.computed:
                self._set_dirty(True)

    def set_codes(self, name: str, codes: CodeList) -> None:
        """Have that field choose from another list; its text stays."""
        self.cells[name].set_codes(codes)

    def values(self) -> tuple[dict[str, Value], tuple[Finding, ...]]:
        """What stands in the editors, and what reading finds; a refused field is absent from the values."""
        values: dict[str, Value] = {}
        findings: list[Finding] = []
        for name, cell in self._typed():
            reading = cell.read()
            findings += [self._placed(finding) for finding in reading.findings]
            if not reading.refused:
                values[name] = reading.value
        return values, tuple(findings)

    def show_all_findings(self) -> tuple[Finding, ...]:
        """Judge every field, also for what is missing, as before saving; returns what was found."""
        return tuple(self._placed(finding) for _, cell in self._typed() for finding in cell.judge_all())

    def set_findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Show a check's findings under their fields, instead of the last check's; returns those that have no field."""
        held = list(findings)
        homeless = [one for one in held if one.field not in self.cells or one.person != self._person]
        for name, cell in self.cells.items():
            cell.give(one for one in held if one.field == name and one not in homeless)
        return tuple(homeless)

    def enter(self, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
        """Go to the first editor; coming by Tab chooses its text."""
        next(iter(self._typed()))[1].editor.setFocus(reason)

    def level(self, group: str) -> str:
        """The worst of what is shown in a group: ``bad``, ``warn`` or nothing."""
        found = [one for cell in self.cells.values() if cell.field.group == group for one in cell.findings()]
        return "bad" if refuses(found) else "warn" if found else ""

    def focus_first(self) -> None:
        """Go to the first editor that refuses, or else to the first."""
        typed = [cell for _, cell in self._typed()]
        refusing = [cell for cell in typed if any(one.refuses for one in cell.findings())]
        for cell in (refusing or typed)[:1]:
            cell.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_read_only(self, read_only: bool) -> None:
        """Only show the values, for instance of a locked payment."""
        for _, cell in self._typed():
            cell.set_read_only(read_only)

    def _typed(self) -> list[tuple[str, FieldCell]]:
        return [(name, cell) for name, cell in self.cells.items() if not cell.field.computed]

    def _placed(self, finding: Finding) -> Finding:
        return finding.about(finding.field, self._person)

    def _groups(self) -> dict[str, list[FieldCell]]:
        groups: dict[str, list[FieldCell]] = {}
        for cell in self.cells.values():
            groups.setdefault(cell.field.group, []).append(cell)
        return groups

    def _on_edit(self, name: str) -> None:
        self._set_dirty(True)
        self.changed.emit(name)

    def _go_on(self, cell: FieldCell) -> None:
        typed = [one for _, one in self._typed()]
        after = [one for one in typed[typed.index(cell) + 1 :] if not one.isHidden()]
        if after:
            after[0].editor.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.finished.emit()


def _group(title: str, cells: Sequence[FieldCell], within: QWidget) -> QWidget:
    made = card(within)
    inside = column(scale.WIDE, scale.APART, scale.WIDE, scale.TIGHT)
    if title:
        inside.addWidget(section_heading(title))
    inside.addWidget(_flow(cells, made))
    made.setLayout(inside)
    return made


def _flow(cells: Sequence[FieldCell], within: QWidget) -> Reflow:
    return Reflow(cells, [cell for cell in cells if is_wide(cell.field)], within=within)


def _dense(cells: Sequence[FieldCell], within: QWidget) -> Reflow:
    """As in a dialog, where room is short: long texts stand side by side too."""
    return Reflow(cells, [cell for cell in cells if cell.field.most > 1], within=within)


def is_wide(field: Field) -> bool:
    """Whether the field takes a whole row of a form."""
    return field.most > 1 or (field.kind is Kind.TEXT and field.limit > LONG)
