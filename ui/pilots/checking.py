"""A paper is checked against its content list: in order, or given back with what it lacks."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.fields import Value, field_of
from desktop.pilots.contents import points_in, reason_for, rule_of
from desktop.pilots.submission import Submission
from desktop.policy.pilot_standards import SubmissionRule
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.look import scale
from ui.widgets.pieces import Tick, button, column, label, row
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from desktop.office.office import Office

ACCEPT, RETURN = "accept", "return"
_FIELDS = (
    *(replace(field_of(Submission, name), needed=True) for name in ("checked_by", "checked_on")),
    field_of(Submission, "return_reason"),
)


class Asked(NamedTuple):
    """A paper, what it must hold, whose it is, and who checked last."""

    paper: Submission
    rule: SubmissionRule | None
    name: str
    checked_by: str | None


def ask_check(parent: QWidget, desk: Desk, number: int) -> None:
    """Ask what was found in a paper."""
    desk.ask(partial(_read, number), lambda asked: CheckDialog(parent, desk, asked).open(), key=(id(parent), "dialog"))


class CheckDialog(FormDialog):
    """Ticks for the points of the content list; where one lacks, giving back is proposed with the reason."""

    def __init__(self, parent: QWidget, desk: Desk, asked: Asked) -> None:
        self._asked = asked
        self._own_reason = False
        points = asked.rule.contents if asked.rule else ()
        known = points_in(asked.rule, asked.paper.contents)
        self.ticks = {point: Tick(point) for point in points}
        for point, tick in self.ticks.items():
            tick.setChecked(point in known)
            tick.toggled.connect(self._follow)
        self.verdict = Segments("核对结果", {ACCEPT: "合格", RETURN: "退回修改"})
        self._lacks = label(role="muted", wrap=True)
        values: dict[str, Value] = {"checked_by": asked.paper.checked_by or asked.checked_by, "checked_on": today()}
        text = f"{asked.name}　{asked.paper.received_on} 收到　{asked.paper.document_no or ''}"
        again = f"（第 {asked.paper.version} 版）" if asked.paper.version > 1 else ""
        title = f"核对《{asked.paper.kind}》{again}"
        super().__init__(parent, desk, title, _FIELDS, self._write, values=values, text=text.strip(), verb="保存")
        self.form.changed.connect(self._on_typed)
        self.verdict.chosen.connect(lambda _key: self._show_reason())
        self._follow()

    @property
    def found(self) -> list[str]:
        """The points that are ticked."""
        return [point for point, tick in self.ticks.items() if tick.isChecked()]

    def tick_all(self) -> None:
        """Everything is there."""
        for tick in self.ticks.values():
            tick.setChecked(True)

    def _body(self) -> QWidget:
        made, whole = QWidget(), column(gap=scale.NEAR)
        if self.ticks:
            head = row()
            head.addWidget(label("内容清单：有的打勾", "strong"))
            head.addStretch(1)
            every = button("全部都有", self.tick_all, role="link")
            every.setAutoDefault(False)
            head.addWidget(every)
            whole.addLayout(head)
            for tick in self.ticks.values():
                whole.addWidget(tick)
            whole.addWidget(self._lacks)
        verdict = row()
        verdict.addWidget(self.verdict)
        verdict.addStretch(1)
        whole.addLayout(verdict)
        whole.addWidget(self.form)
        made.setLayout(whole)
        return made

    def open(self) -> None:
        """Begin at the ticks."""
        super().open()
        for tick in list(self.ticks.values())[:1]:
            tick.setFocus()

    def _follow(self, _checked: bool = False) -> None:
        lacking = [point for point in self.ticks if point not in self.found]
        self._lacks.setText(f"缺 {len(lacking)} 项：{'、'.join(lacking)}" if lacking else "内容齐全。")
        self.verdict.choose(RETURN if lacking else ACCEPT)
        if not self._own_reason:
            self.form.put("return_reason", reason_for(lacking) or None)
        self._show_reason()

    def _show_reason(self) -> None:
        self.form.cells["return_reason"].setVisible(self.verdict.value == RETURN)

    def _close_up(self) -> None:
        """Be only as high as what stands in it."""
        whole = self.layout()
        if whole is not None:
            self.resize(self.width(), whole.totalMinimumHeightForWidth(self.width()))

    def _on_typed(self, name: str) -> None:
        self._own_reason = self._own_reason or name == "return_reason"

    def _write(self, office: "Office", values: dict[str, Value]) -> Change:
        number, by, day = self._asked.paper.id, str(values.get("checked_by") or ""), values.get("checked_on")
        on = day if isinstance(day, dt.date) else today()
        if self._verdict == ACCEPT:
            return office.submissions.accept(number, self._points, by, on)
        return office.submissions.give_back(number, str(values.get("return_reason") or ""), by, on, self._points)

    def _begin(self, values: dict[str, Value]) -> None:
        """What the widgets say is read here, not in the worker."""
        self._verdict, self._points = self.verdict.value, tuple(self.found)
        super()._begin(values)

    _verdict: str = ACCEPT
    _points: Sequence[str] = ()


def _read(number: int, office: "Office") -> Asked:
    paper = office.submissions.one(number)
    rule = rule_of(office.standing.on(), paper.kind)
    last = office.submissions.last_checker()
    return Asked(paper, rule, office.enterprises.one(paper.enterprise).name, last)
