"""The quarterly report of a pilot: how far each of its tasks is, all at once."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.errors import RefusedError
from desktop.base.fields import Field, Kind, Value, Values, field_of
from desktop.base.findings import Finding
from desktop.pilots.fronts import Progress
from desktop.pilots.periods import told
from desktop.pilots.rollup import TaskStand
from ui.desk import Desk
from ui.forms.tall import TallDialog
from ui.look import scale
from ui.widgets.pieces import column, label, line, row

if TYPE_CHECKING:
    from desktop.office.office import Office

_WIDTH, _TASK, _PERCENT = 1020, 250, 90
_STRETCH = {"percent": 0, "progress": 2, "evidence": 1}
_PARTS = tuple(_STRETCH)
_DAY_WIDE = 320
_TWO_LINES = 2 * scale.CONTROL - scale.TIGHT
_DAY = Field(label="上报日期", kind=Kind.DATE, name="day", needed=True)


class Asked(NamedTuple):
    """A pilot, a quarter, and how far its tasks are in it."""

    number: int
    name: str
    quarter: str
    stands: Sequence[TaskStand]


def ask_report(parent: QWidget, desk: Desk, number: int, quarter: str) -> None:
    """Ask how far the tasks of a pilot are in a quarter; one without tasks is told how to get some."""
    desk.ask(partial(_read, number, quarter), partial(_show, parent, desk), key=(id(parent), "dialog"))


def _show(parent: QWidget, desk: Desk, asked: Asked) -> None:
    if asked.stands:
        ReportDialog(parent, desk, asked).open()
    else:
        desk.known_error.emit("这家单位还没有任务。请先在“五个方面”里新建任务，再登记进展。")


class ReportDialog(TallDialog):
    """A line for each task, front by front; what is left empty isn't reported and stays as it was before."""

    def __init__(self, parent: QWidget, desk: Desk, asked: Asked) -> None:
        self._asked = asked
        fields = [_DAY, *(_field(part, one) for one in asked.stands for part in _PARTS)]
        text = f"{asked.name}。没有填进度的任务不算上报，进度按上一次计。"
        super().__init__(
            parent,
            desk,
            f"{told(asked.quarter)}进展",
            fields,
            self._deed_of(),
            values=_begun(asked),
            text=text,
            verb="保存",
        )

    def open(self) -> None:
        """Show it wide, at the first task that wasn't reported."""
        self.setFixedWidth(min(_WIDTH, self.screen().availableSize().width() - scale.FAR))
        super().open()
        empty = (one.task.id for one in self._asked.stands if one.reported is None and not one.done)
        first = next(empty, self._asked.stands[0].task.id)
        self.go_to(f"percent{first}")

    def _deed_of(self) -> partial[Change]:
        return partial(_write, self._asked)

    def _body(self) -> QWidget:
        self._arrange()
        return super()._body()

    def _arrange(self) -> None:
        """Each task in a line of its own, instead of as many columns as fit."""
        whole = self.form.layout()
        if whole is None:
            return
        old = list(self.form.sections.values())
        head = row()
        self.form.cells["day"].setFixedWidth(_DAY_WIDE)
        head.addWidget(self.form.cells["day"])
        head.addStretch(1)
        made, lines = QWidget(), column(gap=scale.NEAR)
        lines.addLayout(head)
        lines.addLayout(_headings())
        for front, stands in groupby(self._asked.stands, key=lambda one: one.task.front):
            lines.addWidget(line())
            lines.addWidget(label(front, "strong"))
            for one in stands:
                lines.addWidget(self._line(one))
        made.setLayout(lines)
        for section in old:
            whole.removeWidget(section)
            section.setParent(None)
            section.deleteLater()
        whole.addWidget(made)

    def _line(self, one: TaskStand) -> QWidget:
        made, whole, said = QWidget(), row(gap=scale.APART), column(gap=0)
        said.addWidget(label(one.task.task, wrap=True))
        by = f"{one.task.deadline:%Y-%m-%d} 前" if one.task.deadline else ""
        hint = "　".join(filter(None, (one.carried_text, "已完成" if one.done else by, one.task.responsible)))
        said.addWidget(label(hint, "warn" if one.late else "hint", wrap=True))
        said.addStretch(1)
        left = QWidget()
        left.setFixedWidth(_TASK)
        left.setLayout(said)
        whole.addWidget(left)
        for part in _PARTS:
            cell = self.form.cells[f"{part}{one.task.id}"]
            cell.label.hide()  # it stands above all of them
            cell.editor.setAccessibleName(f"{one.task.task}：{cell.field.label}")
            if part == "percent":
                cell.setFixedWidth(_PERCENT)
            if part == "progress":
                cell.editor.setFixedHeight(_TWO_LINES)
            whole.addWidget(cell, _STRETCH[part])
        made.setLayout(whole)
        return made


def _headings() -> QHBoxLayout:
    made = row(gap=scale.APART)
    task = label("任务", "hint")
    task.setFixedWidth(_TASK)
    made.addWidget(task)
    for part, stretch in _STRETCH.items():
        heading = label(field_of(Progress, part).label, "hint")
        if not stretch:
            heading.setFixedWidth(_PERCENT)
        made.addWidget(heading, stretch)
    return made


def _field(part: str, one: TaskStand) -> Field:
    field = field_of(Progress, part)
    return Field(label=field.label, kind=field.kind, name=f"{part}{one.task.id}", limit=field.limit, unit=field.unit)


def _begun(asked: Asked) -> Values:
    values: dict[str, Value] = {"day": today()}
    for one in asked.stands:
        for part in _PARTS if one.reported else ():
            values[f"{part}{one.task.id}"] = getattr(one.reported, part)
    return values


def _read(number: int, quarter: str, office: "Office") -> Asked:
    return Asked(number, office.enterprises.one(number).name, quarter, office.fronts.stands(number, quarter))


def _write(asked: Asked, office: "Office", values: dict[str, Value]) -> Change:
    day = values.get("day")
    reports = {}
    for one in asked.stands:
        percent, progress, evidence = (values.get(f"{part}{one.task.id}") for part in _PARTS)
        if isinstance(percent, int):
            reports[one.task.id] = (percent, str(progress or "") or None, str(evidence or "") or None)
        elif progress or evidence:
            raise RefusedError([_without(one)])
    try:
        return office.fronts.report(asked.number, asked.quarter, reports, day if isinstance(day, dt.date) else None)
    except RefusedError as error:
        raise RefusedError([_placed(found) for found in error.findings]) from None


def _without(one: TaskStand) -> Finding:
    message = f"“{one.task.task}”写了进展，还没有填进度，请补填百分之几。"
    return Finding(code="missing", message=message, field=f"percent{one.task.id}")


def _placed(finding: Finding) -> Finding:
    return finding.about(f"{finding.field}{finding.record}") if finding.record and finding.field in _PARTS else finding
