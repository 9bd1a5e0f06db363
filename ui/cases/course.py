"""The tab 进程: every step of a file's procedure, the newest first."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from desktop.base.values import show_value
from desktop.cases.household import State
from desktop.cases.steps import Step, Verb, form_of, value_of
from desktop.office.procedure import Standpoint
from ui.cases.lines import facts
from ui.cases.past import ignore
from ui.cases.tab import FileTab
from ui.look import scale
from ui.widgets.pieces import column, label, line, row

_BACK = frozenset({Verb.RETURN, Verb.REFUSE, Verb.WITHDRAW, Verb.CLOSE, Verb.OBJECT})
_LABEL = 6 * scale.BASE
_LEGACY = "台账转入，没有办理记录。"
_FRESH = "还没有办理记录；受理以后，每一步都会记在这里。"
_UNSAID = frozenset({"objection"})
"""Numbers that mean nothing to a clerk."""


class CourseTab(FileTab):
    """What was done with the file, step by step, with everything that was written down."""

    title: ClassVar[str] = "进程"

    def of(self, number: int | None) -> None:
        """Ask for the steps."""
        if number is not None:
            self.reach.desk.ask(lambda office: office.procedure.of(number), self._show, ignore, key=(id(self), "of"))

    def _show(self, at: Standpoint) -> None:
        made, whole = QWidget(), column(gap=scale.TIGHT)
        if not at.steps:
            whole.addWidget(label(_FRESH if at.home.state is State.DRAFT else _LEGACY, "muted", wrap=True))
        open_ones = {one.id for one in at.progress.objections}
        for step in reversed(at.steps):
            whole.addWidget(line())
            whole.addWidget(_step(step, at.steps, unanswered=step.id in open_ones))
        made.setLayout(whole)
        self.fill(made)


def _step(step: Step, every: Sequence[Step], *, unanswered: bool) -> QWidget:
    made, whole = QWidget(), column(0, scale.TIGHT, 0, scale.TIGHT, gap=scale.TIGHT)
    head = row()
    head.addWidget(label(step.verb, "said-bad" if step.verb in _BACK else "strong"))
    head.addWidget(label(_moved(step), "hint"), 1)
    head.addWidget(label(step.day.isoformat(), "hint"))
    whole.addLayout(head)
    if unanswered:
        whole.addWidget(label("还没有处理", "bad"))
    whole.addWidget(facts([*_answered(step, every), *said(step)], least=_LABEL))
    made.setLayout(whole)
    return made


def said(step: Step) -> Iterable[tuple[str, str]]:
    """What a step wrote down, by label; the day stands beside its verb."""
    for field in form_of(step.verb):
        if field.name != "day" and field.name not in _UNSAID:
            value = value_of(step, field.name)
            yield field.label, show_value(field, value) + (field.unit if value is not None else "")


def _answered(step: Step, every: Sequence[Step]) -> Iterable[tuple[str, str]]:
    """The objection that a step answers."""
    for one in every:
        if step.verb is Verb.ANSWER and one.id == step.body.get("objection"):
            yield "所提异议", one.opinion or ""


def _moved(step: Step) -> str:
    """Where a step led that doesn't say so by its name."""
    return f"→ {step.after}" if step.after is not step.before and step.verb in {*_BACK, Verb.REOPEN} else ""
