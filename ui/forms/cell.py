"""One field on a form: label, editor, unit, and the finding under it."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QGridLayout, QLabel, QWidget

from desktop.base.codes import CodeList, Codes
from desktop.base.fields import Field, Value
from desktop.base.findings import Finding, Reading, refuses
from desktop.base.values import read_value
from ui.forms.choices import CodeEditor
from ui.forms.editors import AnyEditor, LineEditor, is_editor_of, make_editor, mark_finding
from ui.forms.several import SeveralEditor
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import label

_PAUSE = 600
_FINDING = 18

Rule = Callable[[Any], Iterable[Finding]]
"""What a dialog knows of a field besides how it is read: the findings about a value that can be read."""


class FieldCell(QWidget):
    """A field that a clerk fills in.

    What it reads is judged when the clerk pauses or leaves, a part of a name in a list only when the clerk leaves; a
    finding goes as soon as it is mended. Findings of the form's own checks, given from outside, stay until the field
    is edited.

    Signals:
        changed: the field's name, after each edit.
        finished: Enter was pressed in it.
        judged: what is shown about it may be new.
    """

    changed = Signal(str)
    finished = Signal()
    judged = Signal()

    def __init__(self, field: Field, codes: Codes, *, bare: bool = False) -> None:
        super().__init__()
        self.field = field
        self._codes = codes
        self._own: tuple[Finding, ...] = ()
        self._given: tuple[Finding, ...] = ()
        self._rule: Rule | None = None
        self._remark = ""
        self.editor: AnyEditor = make_editor(field, codes)
        self._hint = self.editor.toolTip()
        self.label = QLabel(field.label)
        self._finding = label(role="hint", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.judge)
        self._name_for_all()
        self._assemble(bare=bare)
        self.editor.edited.connect(self._on_edit)
        self.editor.finished.connect(self._on_enter)
        for part in (self.editor, *self.editor.findChildren(QWidget)):
            part.installEventFilter(self)

    @property
    def text(self) -> str:
        """What stands there as it was typed."""
        return self.editor.raw()

    @property
    def empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.text.strip()

    def read(self) -> Reading[Any]:
        """The value that stands there, and what is found about it."""
        return read_value(self.field, self.editor.raw(), self._codes)

    def show_value(self, value: Value) -> None:
        """Show a value and forget what was found."""
        self.editor.show_value(value)
        self._pause.stop()
        self._own = self._given = ()
        self._show_findings()

    def show_text(self, text: str) -> None:
        """Show a text as if it had been typed, readable or not, and forget what was found."""
        reading = read_value(self.field, text, self._codes)
        self.show_value(text if reading.refused or reading.value is None else reading.value)

    def set_codes(self, codes: CodeList) -> None:
        """Choose from this list instead; only for ``Kind.CODE``. The text stays."""
        self._codes = {**self._codes, self.field.codes: codes}
        if isinstance(self.editor, CodeEditor | SeveralEditor):
            self.editor.set_codes(codes)

    def judge(self) -> None:
        """Read and show what is found; an empty field isn't nagged about before saving."""
        self._pause.stop()
        self._own = () if self.empty else self._found()
        self._show_findings()

    def judge_all(self) -> tuple[Finding, ...]:
        """Read and show everything, also that something is missing; returns the findings."""
        self._pause.stop()
        self._own = self._found()
        self._show_findings()
        return self._own

    def mind(self, rule: Rule, remark: str) -> None:
        """From now on judge by this rule too; the remark stands below the field where nothing is found."""
        self._rule, self._remark = rule, remark
        self.judge()

    def give(self, findings: Iterable[Finding]) -> None:
        """Show findings of a check besides those of reading."""
        self._given = tuple(findings)
        self._show_findings()

    def set_read_only(self, read_only: bool) -> None:
        """Only show the value."""
        if isinstance(self.editor, QComboBox):
            self.editor.setEnabled(not read_only)
        else:
            self.editor.setReadOnly(read_only)
        self.editor.setFocusPolicy(Qt.FocusPolicy.NoFocus if read_only else Qt.FocusPolicy.StrongFocus)

    def _name_for_all(self) -> None:
        """The one place that tells labels, buddies and screen readers what an editor is."""
        self.label.setBuddy(self.editor)
        self.editor.setAccessibleName(self.field.label + (f"（{self.field.unit}）" if self.field.unit else ""))
        if self.field.needed:
            self.label.setText(f"{self.field.label} *")
            self.label.setToolTip("必填")
        dress(self.label, "label")
        if self.field.computed:
            self.set_read_only(True)

    def _assemble(self, *, bare: bool) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(scale.NEAR)
        grid.setVerticalSpacing(0)
        if not bare:
            self.label.setWordWrap(True)
            self.label.setFixedWidth(scale.LABEL)
            self.label.setMinimumHeight(scale.CONTROL)
            grid.addWidget(self.label, 0, 0, Qt.AlignmentFlag.AlignTop)  # beside the first line of a long text
        grid.addWidget(self.editor, 0, 1)
        if self.field.unit and not bare:
            grid.addWidget(label(self.field.unit, "muted"), 0, 2)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)
        if not bare:
            self._finding.setMinimumHeight(_FINDING)
            self._finding.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._finding, 1, 1, 1, 2 if self.field.unit else 1)
        self.setLayout(grid)

    def _on_edit(self) -> None:
        self._given = ()
        if self._choosing():
            self._pause.stop()
            self._own = ()
            self._show_findings()
        elif self._own:
            self.judge()
        else:
            self._show_findings()
            self._pause.start()
        self.changed.emit(self.field.name)

    def _choosing(self) -> bool:
        """Whether a part of a name stands there, on the way to one of the list: what is told would move the list."""
        within = isinstance(self.editor, CodeEditor) and is_editor_of(self.editor, QApplication.focusWidget())
        return within and not self.empty and self.read().refused

    def _on_enter(self) -> None:
        self.judge()
        self.finished.emit()

    def _found(self) -> tuple[Finding, ...]:
        reading = self.read()
        held = () if self._rule is None or reading.refused else self._rule(reading.value)
        return (*reading.findings, *held)

    def findings(self) -> tuple[Finding, ...]:
        """What is shown about the field now."""
        return (*self._own, *(one for one in self._given if one not in self._own))

    def _show_findings(self) -> None:
        found = sorted(self.findings(), key=lambda finding: not finding.refuses)
        level = "bad" if refuses(found) else "warn" if found else ""
        text = "\n".join(finding.message for finding in found) or self._remark
        dress(self._finding, level or "hint")
        self._finding.setText(text)
        mark_finding(self.editor, level)
        self.editor.setAccessibleDescription(text)
        self.editor.setToolTip(text or self._hint)
        self.judged.emit()

    def _leave(self) -> None:
        if is_editor_of(self.editor, QApplication.focusWidget()):
            return
        self.judge()
        reading = None if self.empty else self.read()
        if reading and not reading.refused and isinstance(self.editor, LineEditor | SeveralEditor):
            self.editor.show_value(reading.value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Judge and tidy when the clerk leaves the field; a letter with Alt is no text, whoever hears it or not."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _with_alt(event):
            event.ignore()
            return True
        if event.type() == QEvent.Type.FocusOut and not self.field.computed:
            QTimer.singleShot(0, self, self._leave)
        return super().eventFilter(watched, event)


def _with_alt(event: QKeyEvent) -> bool:
    return event.modifiers() == Qt.KeyboardModifier.AltModifier and event.text().isprintable() and bool(event.text())
