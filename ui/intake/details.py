"""What entering one household would do, in full: findings with their places, and each field before and after."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from desktop.base.fields import Field, Value, Values, field_of, fields_of
from desktop.base.findings import Finding, Place
from desktop.base.listing import Column
from desktop.cases.household import Household, Person
from desktop.exchange.planning import Existing, FieldChange, PlanLine, Verdict
from ui.intake.lines import WORDS, change_label, described, place_of, sorted_findings
from ui.look import scale
from ui.look.roles import dress
from ui.tables.model import cell_text
from ui.widgets.pieces import column, label

_WHY_KEPT = {
    Existing.SKIP: "选了“跳过”，已有的档案一律不动。",
    Existing.FILL: "选了“只补空白”，档案里已有的内容不动。",
    Existing.UPDATE: "",
}
_NOTHING = "（空）"


def shown(field: Field, value: Value, *, revealed: bool) -> str:
    """A value as the pane shows it; numbers of persons are masked unless they are revealed."""
    return cell_text(Column(name=field.name, label=field.label, kind=field.kind), value, revealed=revealed)


def place_text(place: Place, *, with_sheet: bool) -> str:
    """Where something stands, as the clerk finds it in the workbook."""
    parts = [f"工作表“{place.sheet}”" * (with_sheet and bool(place.sheet)), f"第 {place.row} 行" * bool(place.row)]
    return " · ".join(part for part in (*parts, place.column) if part)


def found_boxes(findings: Iterable[Finding], *, with_sheet: bool) -> QWidget:
    """Findings one below the other, each with its place."""
    made = QWidget()
    inside = column(gap=scale.NEAR)
    for one in findings:
        box = dress(QFrame(), "error" if one.refuses else "caution")
        within = column(scale.NEAR, scale.TIGHT, scale.NEAR, scale.TIGHT, gap=0)
        within.addWidget(_selectable(label(one.message, wrap=True)))
        where = place_text(one.place, with_sheet=with_sheet)
        if where:
            within.addWidget(label(where, "bad" if one.refuses else "warn"))
        box.setLayout(within)
        inside.addWidget(box)
    made.setLayout(inside)
    return made


class Details(QWidget):
    """One line of the plan; made anew for each."""

    def __init__(self, line: PlanLine, existing: Existing, *, revealed: bool, with_sheet: bool) -> None:
        super().__init__()
        self._line, self._existing = line, existing
        self._revealed, self._with_sheet = revealed, with_sheet
        whole = column(scale.WIDE, scale.TIGHT, scale.WIDE, scale.WIDE, gap=scale.APART)
        whole.addWidget(label(self._summary(), "muted", wrap=True))
        for part in self._parts():
            whole.addWidget(part)
        whole.addStretch(1)
        self.setLayout(whole)

    def _summary(self) -> str:
        where = place_text(place_of(self._line), with_sheet=self._with_sheet)
        return f"{where} · {WORDS[self._line.verdict]}"

    def _parts(self) -> Iterable[QWidget]:
        line = self._line
        if line.findings:
            yield found_boxes(sorted_findings(line), with_sheet=self._with_sheet)
        if line.changes:
            yield label(f"会改的 {len(line.changes)} 处", "strong")
            yield self._compared(line.changes)
        if line.kept:
            yield label(f"不改的 {len(line.kept)} 处", "strong")
            yield label(_WHY_KEPT[self._existing], "hint", wrap=True)
            yield self._compared(line.kept, faint=True)
        if line.verdict is Verdict.SAME and not line.kept:
            yield label("档案里已经是这些内容，不会有任何改动。", "muted", wrap=True)
        if line.household is None:
            yield from self._told()

    def _compared(self, changes: Sequence[FieldChange], *, faint: bool = False) -> QWidget:
        grid = _grid()
        for at, one in enumerate(changes):
            field = described(one)
            name = label(change_label(self._line, one), "muted", wrap=True)
            before = label(shown(field, one.before, revealed=self._revealed) or _NOTHING, "muted", wrap=True)
            after = label(shown(field, one.after, revealed=self._revealed), "muted" if faint else "", wrap=True)
            for place, part in enumerate((name, before, label("→", "muted"), after)):
                grid.addWidget(_selectable(part), at, place, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        return _held(grid)

    def _told(self) -> Iterable[QWidget]:
        """What the workbook says of a household that the office doesn't have."""
        persons = list(enumerate(self._line.draft.persons))
        for number, person in persons[:1]:
            yield from self._person(number, person)
        yield label("档案", "strong")
        yield self._values(Household, self._line.draft.values)
        for number, person in persons[1:]:
            yield from self._person(number, person)

    def _person(self, number: int, person: Values) -> Iterable[QWidget]:
        yield label("本人" if not number else f"家庭成员{number}", "strong")
        yield self._values(Person, person)

    def _values(self, record: type, values: Values) -> QWidget:
        grid = _grid()
        told = [one.name for one in fields_of(record) if values.get(one.name) is not None]
        for at, name in enumerate(told):
            field = field_of(record, name)
            text = label(shown(field, values[name], revealed=self._revealed), wrap=True)
            grid.addWidget(label(field.label, "muted", wrap=True), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_selectable(text), at, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        return _held(grid)


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(scale.NEAR)
    grid.setVerticalSpacing(scale.TIGHT)
    grid.setColumnMinimumWidth(0, scale.LABEL)
    return grid


def _held(grid: QGridLayout) -> QWidget:
    made = QWidget()
    made.setLayout(grid)
    return made


def _selectable(made: QLabel) -> QLabel:
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
