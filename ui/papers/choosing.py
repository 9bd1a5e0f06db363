"""Which papers of the chosen records: ticks by group, several papers at once become one print job."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.changes import Noun
from desktop.office.catalogue import Group, PaperKind, grouped
from desktop.pilots.pairing import Call, Inspection
from ui.desk import Desk
from ui.look import places, scale
from ui.widgets.pieces import Tick, button, column, label, row

if TYPE_CHECKING:
    from desktop.office.office import Office
    from desktop.office.printouts import Printout
    from ui.papers.preview import Show

LAST = "papers/ticked"
"""Under which this PC remembers what was ticked last; of records that are no files with their noun behind it."""

_PILOT_COUNTED = {
    Noun.PILOTS: "家单位",
    Noun.INCENTIVES: "个激励项目",
    Noun.ASSESSMENTS: "份评价",
    Noun.INSPECTIONS: "次督查",
    Noun.CALLS: "次走访",
}
_COUNTED = {Noun.CASES: "户", Noun.REQUESTS: "份申请", Noun.VISITS: "位慰问对象", **_PILOT_COUNTED}
"""How the records are counted."""

_EACH = {Noun.CASES: "每户", Noun.REQUESTS: "每份申请", Noun.VISITS: "每位"} | {
    noun: f"每{counted}" for noun, counted in _PILOT_COUNTED.items()
}
_COLUMNS = (
    (Group.APPLYING, Group.EXAMINING),
    (Group.FILING, Group.CHANGING, Group.KEEPING),
    (Group.AIDING, Group.VISITING),
    (Group.PILOTING,),
)


class ChoosePapers(QDialog):
    """Ticks for the papers of some records; Ctrl+Enter shows what is ticked, Escape leaves."""

    def __init__(
        self, parent: QWidget, desk: Desk, show_paper: "Show", numbers: Sequence[int], of: Noun = Noun.CASES
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("打印文书")
        self._show_paper, self._numbers, self._of = show_paper, list(numbers), of
        self._last = LAST if of is Noun.CASES else f"{LAST}/{of}"
        self.ticks: dict[str, Tick] = {}
        self.whose = label(f"{len(self._numbers)} {_COUNTED[of]}", "muted", wrap=True)
        self._count = label(role="hint")
        self._none = button("全部不选", partial(self._tick, []), role="link")
        self.verb = button("预览", self.preview, icon="print", role="primary")
        self._assemble()
        self._tick(list(self.ticks) if len(self.ticks) == 1 else places.recall(self._last, []))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.preview)
        desk.ask(partial(_whose, of, self._numbers), self._tell_whose, key=(id(self), "whose"))

    @property
    def ticked(self) -> list[str]:
        """The papers that are ticked, in the order of the catalogue."""
        return [name for name, tick in self.ticks.items() if tick.isChecked()]

    def preview(self) -> None:
        """Show what is ticked as one paper, and remember the ticks."""
        names, numbers = self.ticked, self._numbers
        if not names:
            return
        places.keep(self._last, names)
        self.accept()
        self._show_paper(partial(_make, names, numbers))

    def _assemble(self) -> None:
        whole = column(scale.FAR, scale.FAR, scale.FAR, scale.WIDE, gap=scale.APART)
        whole.addWidget(label("打印文书", "heading"))
        whole.addWidget(self.whose)
        groups = grouped(self._of)
        side = row(gap=scale.FAR)
        for names in _COLUMNS:
            if here := [(group, groups[group]) for group in names if group in groups]:
                side.addLayout(self._column(here))
        whole.addLayout(side)
        whole.addLayout(self._foot())
        self.setLayout(whole)

    def _column(self, groups: Sequence[tuple[Group, Sequence[PaperKind]]]) -> QVBoxLayout:
        made = column(gap=scale.TIGHT)
        for group, kinds in groups:
            made.addWidget(label(group, "strong"))
            for kind in kinds:
                tick = Tick(kind.label)
                tick.toggled.connect(self._judge)
                self.ticks[kind.name] = tick
                made.addWidget(tick)
            made.addSpacing(scale.NEAR)
        made.addStretch(1)
        return made

    def _foot(self) -> QHBoxLayout:
        made = row()
        none = self._none
        cancel = button("取消", self.reject)
        made.addWidget(none)
        made.addWidget(self._count, 1)
        for one in (none, cancel, self.verb):
            one.setAutoDefault(False)
        made.addWidget(cancel)
        made.addWidget(self.verb)
        return made

    def _tick(self, names: Sequence[str]) -> None:
        for name, tick in self.ticks.items():
            tick.setChecked(name in names)
        self._judge()

    def _judge(self, _: bool = False) -> None:
        count = len(self.ticked)
        self.verb.setEnabled(count > 0)
        self._none.setEnabled(count > 0)
        self._count.setText(f"已选 {count} 种，{_EACH[self._of]}的排在一起" if count > 1 else f"已选 {count} 种")

    def _tell_whose(self, said: str) -> None:
        self.whose.setText(said)


def choose_papers(
    parent: QWidget, desk: Desk, show_paper: "Show", numbers: Sequence[int], of: Noun = Noun.CASES
) -> ChoosePapers:
    """Ask which papers of these files, applications or recipients are to be shown, over the window, without waiting."""
    made = ChoosePapers(parent, desk, show_paper, numbers, of)
    made.open()
    first = next((tick for tick in made.ticks.values() if tick.isChecked()), next(iter(made.ticks.values())))
    first.setFocus(Qt.FocusReason.TabFocusReason)
    return made


def _whose(of: Noun, numbers: Sequence[int], office: "Office") -> str:
    name = _NAMES[of](office, numbers[0])
    return f"“{name}”" if len(numbers) == 1 else f"“{name}”等 {len(numbers)} {_COUNTED[of]}，按名单的顺序"


def _unit(office: "Office", number: int) -> str:
    return office.enterprises.one(number).name


_NAMES: dict[Noun, Callable[["Office", int], str]] = {
    Noun.CASES: lambda office, number: office.cases.get(number).applicant.name,
    Noun.REQUESTS: lambda office, number: office.requests.one(number).whose,
    Noun.VISITS: lambda office, number: office.activities.visit(number).name,
    Noun.PILOTS: lambda office, number: office.enterprises.one(number).name,
    Noun.INCENTIVES: lambda office, number: office.incentives.one(number).name,
    Noun.ASSESSMENTS: lambda office, number: _unit(office, office.assessments.one(number).enterprise),
    Noun.INSPECTIONS: lambda office, number: _unit(office, office.registers.one(Inspection, number).enterprise),
    Noun.CALLS: lambda office, number: _unit(office, office.registers.one(Call, number).enterprise),
}


def _make(names: Sequence[str], numbers: Sequence[int], office: "Office") -> "Printout":
    return office.outputs.bundle(names, numbers)
