"""The dialog of one step of the procedure, for one file or for several."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.changes import Change, silent
from desktop.base.fields import Value
from desktop.cases.household import State
from desktop.cases.procedure import FLOW
from desktop.cases.steps import Verb, form_of
from desktop.office.procedure import Look
from ui.cases.asked import Asked, StepMemory, looks, take, told
from ui.cases.consents import ask_consent
from ui.desk import Desk
from ui.forms.editors import TextEditor
from ui.forms.tall import TallDialog
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import button, column, label

if TYPE_CHECKING:
    from desktop.office.office import Office

_QUIET = 250  # milliseconds without a keystroke until the office looks at what is typed
_MANY = 20  # files from which on the step is a long job
_FEW = 7  # fields that stand in one column
_NARROW, _BROAD = 520, 880
_LINES = 50
_DANGEROUS = frozenset({Verb.REFUSE, Verb.WITHDRAW, Verb.CLOSE})
_ONLY_WITH: Mapping[str, tuple[str, str]] = {"evidence": ("exclusions", ""), "differences": ("agrees", "否")}
"""Fields that are asked for only where another one holds something, or just that."""


class StepDialog(TallDialog):
    """Asks what the step's form asks, shows what follows from it and what stands against it as the clerk types.

    Escape leaves without a question; what was typed is there again when the same step is asked for.
    """

    def __init__(self, parent: QWidget, desk: Desk, asked: Asked, memory: StepMemory) -> None:
        self.asked, self._memory = asked, memory
        self._refusing: tuple[int, ...] = ()
        self._who = label(role="muted", wrap=True)
        self._rest = button("", self.leave_out, role="link")
        self._agree = button("登记同意书…", self._ask_consent, role="link")
        super().__init__(
            parent,
            desk,
            asked.verb,
            form_of(asked.verb),
            self._take,
            codes=asked.codes,
            values=memory.values(asked),
            danger=asked.verb in _DANGEROUS,
        )
        self.form.restore(memory.texts(asked))
        self._pause = QTimer(self, singleShot=True, interval=_QUIET)
        self._pause.timeout.connect(self._look)
        self.form.changed.connect(self._on_edit)
        self.rejected.connect(self._keep)
        desk.changed.connect(self._on_change)
        self._name_files()
        self._dress_fields()
        self._look()

    def leave_out(self) -> None:
        """Go on without the files that refuse."""
        self.asked = self.asked.without(self._refusing)
        self._name_files()
        self._look()

    def _body(self) -> QWidget:
        made, inside = dress(QWidget(), "clear"), column(gap=scale.APART)
        inside.addWidget(self._who)
        inside.addWidget(super()._body())
        made.setLayout(inside)
        return made

    def _buttons(self) -> QHBoxLayout:
        """The ways out of a refusal stand beside the verb."""
        made = super()._buttons()
        for at, one in enumerate((self._rest, self._agree)):
            made.insertWidget(at, one)
            one.hide()
        return made

    def _name_files(self) -> None:
        self._who.setText(f"{self.asked.called}{_moves(self.asked)}")

    def _dress_fields(self) -> None:
        short = [cell for cell in self.form.cells.values() if not isinstance(cell.editor, TextEditor)]
        self.setFixedWidth(_NARROW if len(short) <= _FEW else _BROAD)
        for cell in self.form.cells.values():
            if isinstance(cell.editor, TextEditor):
                cell.editor.setFixedHeight(_LINES)
        self._fold()

    def _fold(self) -> None:
        """Show only those fields that make sense."""
        for name, (other, wanted) in _ONLY_WITH.items():
            if name in self.form.cells:
                said = self.form.cells[other].text
                self.form.cells[name].setVisible(bool(said) and wanted in {"", said})

    def _on_edit(self, name: str) -> None:
        if name in {other for other, _ in _ONLY_WITH.values()}:
            self._fold()
        self._pause.start()

    def _look(self) -> None:
        """Ask what follows from what is typed and what stands against it."""
        question = partial(looks, self.asked, self.form.values()[0])
        self._desk.ask(question, self._on_looks, self._on_failed, key=(id(self), "look"))

    def _on_looks(self, found: Sequence[Look]) -> None:
        for name, cell in self.form.cells.items():
            if cell.field.computed and found and name in found[0].values:
                self.form.put(name, found[0].values[name])
        said = told(found)
        self._refusing = said.refusing
        self.show_findings(said.findings)
        left = len(self.asked.numbers) - len(said.refusing)
        self._rest.setText(f"只办其余 {left} 户")
        self._rest.setVisible(bool(said.refusing) and left > 0)
        unsigned = any(one.code == "consent_missing" for one in said.findings)
        self._agree.setVisible(unsigned and self.asked.verb is Verb.POST and len(self.asked.numbers) == 1)
        if self.isVisible():
            self._fit()

    def _on_change(self, _change: Change, _initiator: object) -> None:
        self._pause.start()

    def _ask_consent(self) -> None:
        """Have the consent registered that the step lacks; the step looks again as soon as it is."""
        ask_consent(self, self._desk, self.asked.numbers[0])

    def _begin(self, values: dict[str, Value]) -> None:
        if len(self.asked.numbers) < _MANY:
            super()._begin(values)
            return
        title = f"{self.asked.verb}：{self.asked.called}"
        self._long(partial(take, self.asked, values), title, self._on_done)

    def _take(self, office: "Office", values: dict[str, Value]) -> Change:
        return take(self.asked, values, office, silent)

    def _on_done(self, change: Change) -> None:
        self._memory.done(self.asked, self.form.values()[0])
        super()._on_done(change)

    def _keep(self) -> None:
        self._memory.leave(self.asked, self.form.unsaved())


def _moves(asked: Asked) -> str:
    """Where the files stand, and where the step brings them if it brings them anywhere; the form may say otherwise."""
    if not asked.state:
        return ""
    to = FLOW[asked.verb].get(State(asked.state))
    leads = f"，办完是“{to}”" if to and to != asked.state and asked.verb is not Verb.DECIDE else ""
    return f"　现在是“{asked.state}”{leads}"
