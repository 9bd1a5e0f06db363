"""The dialog that grants applications: what each would get, what stands against it, and who signs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.aid.deciding import DECISION, Judged
from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.fields import Kind, Value
from desktop.base.findings import Finding, refuses
from desktop.base.money import short_yuan
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import button, column, label

if TYPE_CHECKING:
    from desktop.office.office import Office

_QUIET = 250  # milliseconds without a keystroke until the office looks at what is typed
_TOLD = 5
_OVER = ("override", "override_by")
_SIGNED = "decided_by"


class GrantDialog(FormDialog):
    """Shows what granting comes to while the clerk types; of many, those that can't be granted can be left out.

    Why it goes above the ceiling is asked for only where it does, a superior's document only where one decides.
    """

    def __init__(self, parent: QWidget, desk: Desk, numbers: Sequence[int], memory: dict[str, Value]) -> None:
        self.numbers, self._memory = tuple(numbers), memory
        self._refusing: tuple[int, ...] = ()
        self._given = label(role="figure")
        self._told = label(role="muted", wrap=True)
        self._rest = button("", self.leave_out, role="link")
        one = len(self.numbers) == 1
        fields = [field for field in DECISION if one or field.name not in {"granted", *_OVER}]
        fields = [replace(field, unit="元") if field.kind is Kind.MONEY else field for field in fields]
        values = {"decided_on": today(), _SIGNED: memory.get(_SIGNED)}
        super().__init__(parent, desk, "同意", fields, self._decide, values=values)
        self.setMinimumWidth(560)
        self._pause = QTimer(self, singleShot=True, interval=_QUIET)
        self._pause.timeout.connect(self._look)
        self.form.changed.connect(self._pause.start)
        self._fold(())
        self._look()

    def leave_out(self) -> None:
        """Go on without those that can't be granted."""
        self.numbers = tuple(one for one in self.numbers if one not in self._refusing)
        self._look()

    def _body(self) -> QWidget:
        made, inside = dress(QWidget(), "clear"), column(gap=scale.TIGHT)
        inside.addWidget(self._given)
        inside.addWidget(self._told)
        inside.addSpacing(scale.NEAR)
        inside.addWidget(self.form)
        made.setLayout(inside)
        return made

    def _buttons(self) -> QHBoxLayout:
        made = super()._buttons()
        made.insertWidget(0, self._rest)
        self._rest.hide()
        return made

    def _close_up(self) -> None:
        """Be as high as what stands in it, for what is said under a field takes room."""
        whole = self.layout()
        if whole is not None:
            self.resize(self.width(), whole.totalHeightForWidth(self.width()))

    def _fold(self, found: Sequence[Finding]) -> None:
        """Ask for a reason, or for a document, where something says so or one was typed."""
        wanted = {one.field for one in found}
        for name in (*_OVER, "upper_no"):
            if name in self.form.cells:
                needs = name in wanted or ("override" in wanted and name in _OVER)
                self.form.cells[name].setVisible(needs or not self.form.cells[name].empty)

    def _look(self) -> None:
        question = partial(_looks, self.numbers, self.form.values()[0])
        self._desk.ask(question, self._on_looks, self._on_failed, key=(id(self), "look"))

    def _on_looks(self, found: Sequence[Judged]) -> None:
        own = [[one for one in judged.findings if one.code != "missing"] for judged in found]
        against = [judged for judged, findings in zip(found, own, strict=True) if refuses(findings)]
        self._refusing = tuple(one.request.id for one in against) if len(found) > 1 else ()
        total = sum(one.granted or 0 for one in found if len(found) == 1 or one not in against)
        self._given.setText(f"{short_yuan(total)} 元" if any(one.granted is not None for one in found) else "")
        self._given.setVisible(bool(self._given.text()))
        self._told.setText(_about(found, len(against)))
        findings = own[0] if len(found) == 1 else _together(found, own)
        self._fold([one for each in own for one in each])
        self.show_findings(findings)
        self._rest.setText(f"只办其余 {len(found) - len(against)} 份")
        self._rest.setVisible(bool(self._refusing) and len(against) < len(found))

    def _decide(self, office: "Office", values: dict[str, Value]) -> Change:
        self._memory[_SIGNED] = values.get(_SIGNED)
        return office.requests.decide(self.numbers, **values)


def _about(found: Sequence[Judged], against: int) -> str:
    if len(found) == 1:
        one = found[0]
        return f"{one.request.whose}的{one.request.programme}" + (f"：{one.basis}" if one.basis else "")
    kinds = Counter(one.request.programme for one in found)
    told = "，".join(f"{programme} {count} 份" for programme, count in kinds.items())
    each = "，各按标准给" if any(one.granted is not None for one in found) else ""
    return f"{told}{each}。" + (f"其中 {against} 份不能同意。" if against else "")


def _together(found: Sequence[Judged], own: Sequence[Sequence[Finding]]) -> list[Finding]:
    """What was found of several: the first few with their names."""
    named = [
        Finding(code=one.code, message=f"{judged.request.whose}：{one.message}", refuses=one.refuses)
        for judged, findings in zip(found, own, strict=True)
        for one in findings
    ]
    named.sort(key=lambda one: not one.refuses)
    more = Finding(code="more", message=f"……这样的共 {len(named)} 处。", refuses=False)
    return [*named[:_TOLD], *([more] if len(named) > _TOLD else [])]


def _looks(numbers: Sequence[int], values: dict[str, Value], office: "Office") -> list[Judged]:
    return office.requests.looks(numbers, **values)
