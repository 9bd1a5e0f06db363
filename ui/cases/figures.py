"""What each person had and spent in twelve months: one line while nobody's figures are known, else a grid."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import Qt

from desktop.base.fields import Value, Values
from desktop.base.findings import Finding, refuses
from desktop.cases.household import FIGURES as TITLE
from desktop.cases.income_test import IncomeTest
from ui.cases.figures_model import FiguresModel, People
from ui.cases.figures_view import FiguresView
from ui.forms.builder import Form
from ui.forms.part import Part
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import button, card, column, label, row, section_heading

_NOBODY = "还没有分人登记；家庭年度总收入和年度刚性支出按合计填。"
_HINT = "单位：元。可以从 Excel 复制整块，选中左上角的格后按 Ctrl+V。义务教育阶段的费用不算因学支出。"


class FiguresGrid(Part):
    """The figures of the persons who stand above it, whom ``people`` names, the applicant first."""

    def __init__(self, people: Callable[[], People]) -> None:
        super().__init__()
        self._people = people
        self._clean: list[dict[str, str]] = []
        self._asked = False
        self.model = FiguresModel()
        self.view = FiguresView(self.model)
        self.opener = button("分人登记", self.open_it, icon="plus")
        self._nobody, self._said = label(_NOBODY, "muted", wrap=True), label(role="strong", wrap=True)
        self._hint, self._found = label(_HINT, "hint", wrap=True), label(role="bad", wrap=True)
        self._assemble()
        self.sections = {TITLE: self}
        self.model.edited.connect(self._on_edit)
        self.model.dataChanged.connect(self._tell_findings)
        self.model.modelReset.connect(self._tell_findings)
        self.view.passed.connect(self.finished)
        self.view.left_out.connect(self._tell_left_over)
        self._show_either()

    def follow(self) -> None:
        """Have a line for each of the persons as they now stand."""
        people = list(self._people())
        if people != self.model.people:
            self.model.set_people(people)
            self._show_either()

    def set_values(self, rows: Sequence[Values]) -> None:
        """Show the figures of these persons; clean afterwards."""
        self.follow()
        self._asked = False
        self.model.show_values(rows)
        self.set_clean()
        self._show_either()

    def values(self) -> tuple[list[dict[str, Value]], tuple[Finding, ...]]:
        """The figures of the persons in their order, and what reading finds; one that is refused is absent."""
        self.follow()
        return self.model.values(), tuple(self.model.readings())

    def open_it(self) -> None:
        """Show the grid, though nobody has a figure yet."""
        self._asked = True
        self._show_either()
        self.enter()

    def say(self, test: IncomeTest) -> None:
        """What the income test comes to with these figures."""
        self._said.setText(test.reasons[0] if test.reasons else "")

    def set_clean(self) -> None:
        """What stands there is saved."""
        self._clean = self.model.texts()
        self._set_dirty(False)

    def unsaved(self) -> list[dict[str, str]] | None:
        """The texts of all persons, readable or not; None where they are as they were saved."""
        texts = self.model.texts()
        return None if texts == self._clean else texts

    def restore(self, kept: Sequence[Mapping[str, str]]) -> None:
        """Put back what ``unsaved`` gave, in the place of what is saved."""
        self.follow()
        self.model.show_texts(kept)
        self._set_dirty(self.unsaved() is not None)
        self._show_either()

    def show_all_findings(self) -> tuple[Finding, ...]:
        """What reading finds; it is shown already."""
        return self.values()[1]

    def set_findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Show a check's findings in their cells, instead of the last check's; returns those that have none here."""
        return self.model.give(findings)

    def level(self, _group: str) -> str:
        """The worst of what is shown: ``bad``, ``warn`` or nothing."""
        found = [one for _, one in self.model.findings()]
        return "bad" if refuses(found) else "warn" if found else ""

    def focus_first(self) -> None:
        """Go to the first figure that refuses, or else to the first."""
        refused = next((one for one in self.model.readings() if one.refuses), None)
        self.enter(Qt.FocusReason.OtherFocusReason)
        if refused is not None:
            self.view.go_to(refused.person or 0, refused.field)

    def enter(self, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
        """Go to the first figure, or to the button that opens the grid."""
        if self.view.isHidden():
            self.opener.setFocus(reason)
        else:
            self.view.setFocus(reason)
            self.view.setCurrentIndex(self.model.index(0, 0))

    def _assemble(self) -> None:
        closed = row()
        closed.addWidget(self._nobody, 1)
        closed.addWidget(self.opener)
        frame, inside = card(), column(scale.WIDE, scale.APART, scale.WIDE, scale.APART)
        inside.addWidget(section_heading(TITLE))
        inside.addLayout(closed)
        for one in (self.view, self._found, self._said, self._hint):
            inside.addWidget(one)
        frame.setLayout(inside)
        whole = column()
        whole.addWidget(frame)
        self.setLayout(whole)

    def _show_either(self) -> None:
        """The grid, or the line that there is nothing."""
        grid = self._asked or self.model.told
        self.view.setVisible(grid)
        self._said.setVisible(grid)
        self._hint.setVisible(grid)
        self._nobody.setVisible(not grid)
        self.opener.setVisible(not grid)
        self._tell_findings()

    def _on_edit(self) -> None:
        self._asked = True
        self._tell_left_over(0)
        self._set_dirty(self.unsaved() is not None)
        self.changed.emit()

    def _tell_findings(self) -> None:
        found = self.model.findings()
        dress(self._found, "bad" if refuses(one for _, one in found) else "warn")
        self._found.setText("\n".join(f"{where}：{one.message}" for where, one in found))
        self._found.setVisible(bool(found))
        self.judged.emit()

    def _tell_left_over(self, lines: int) -> None:
        told = f"复制的内容多 {lines} 行，没有对应的家庭成员，没有粘贴。请先在上面添加成员。" if lines else _HINT
        dress(self._hint, "warn" if lines else "hint")
        self._hint.setText(told)


class Summed:
    """Fields of a form that are sums where there is something to sum up, and are typed where there is nothing."""

    def __init__(self, form: Form, names: Iterable[str]) -> None:
        self._form, self._names = form, tuple(names)
        self._typed: dict[str, Value] = {}

    def forget(self) -> None:
        """Another record is shown: nothing was typed before its sums."""
        self._typed = {}

    def show(self, sums: Mapping[str, int]) -> None:
        """Show these sums; a field without one gets back what was typed before it had one."""
        for name in self._names:
            cell = self._form.cells[name]
            if name in sums:
                self._typed.setdefault(name, cell.read().value)
                self._form.put(name, sums[name])
            elif name in self._typed:
                self._form.put(name, self._typed.pop(name))
            cell.set_read_only(name in sums)
