"""The page of the yearly spot check."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.codes import Codes
from desktop.base.fields import Field, Kind, Value
from desktop.base.listing import Listing, Query
from desktop.cases.samples import Sample
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.look import scale
from ui.papers.preview import Show
from ui.papers.saving import Saver, save_shown
from ui.samples.results import ResultBar
from ui.tables.delegate import Tones
from ui.tables.page import ListPage
from ui.widgets.page import PageToLeave
from ui.widgets.panel import EmptyState
from ui.widgets.pieces import Combo, button, column, icon_button, label, row

if TYPE_CHECKING:
    from desktop.office.office import Office

_TONES: Tones = {"checked": {"已核查": "good", "待核查": "quiet"}}
_DRAW = (
    Field(name="percent", label="抽查比例", kind=Kind.COUNT, unit="%", needed=True),
    Field(name="seed", label="随机种子", kind=Kind.COUNT),
    Field(name="note", label="备注", limit=200),
)
_METHOD = (
    "在档和暂停的档案按序号排列，由随机种子决定抽中哪些，向上取整。比例和种子都留在记录里，"
    "用同样的种子可以重抽出同样的名单，供检查核对。种子不填就随机产生。"
)


class Facts(NamedTuple):
    """What the page says above the list."""

    year: int
    sample: Sample | None
    years: Sequence[int]
    checked: int
    drawn: int
    percent: int | None
    codes: Codes


class SamplesPage(PageToLeave):
    """Draws the files to be checked, lists them, and writes down what was found; Escape goes back.

    Signals:
        left: the clerk went back.
        case_asked: number of a household whose file the clerk wants to see.
    """

    case_asked = Signal(int)

    def __init__(self, desk: Desk, listing: Listing, *, show_paper: Show, saver: Saver) -> None:
        super().__init__()
        self._desk, self._listing, self._show_paper, self._saver = desk, listing, show_paper, saver
        self._due = True
        self.facts: Facts | None = None
        self.list: ListPage | None = None
        self.results: ResultBar | None = None
        self.year = Combo()
        self.year.setAccessibleName("年度")
        self.year.addItem(str(today().year))
        self.year.activated.connect(self.refresh)
        self._told = label(role="muted")
        self._told.setToolTip(_METHOD)
        self._print = button("打印登记表", self._preview, icon="print")
        self._export = button("导出名单…", self._save, icon="sheet")
        self._stack = QStackedWidget()
        self._assemble()
        desk.changed.connect(self._on_change)

    def ask_drawing(self) -> FormDialog:
        """Ask how many of a hundred are drawn."""
        year = int(self.year.currentText())
        made = FormDialog(
            self,
            self._desk,
            f"抽取 {year} 年样本",
            _DRAW,
            partial(_draw, year),
            values={"percent": self.facts.percent if self.facts else None},
            text=_METHOD,
            verb="抽取",
        )
        made.open()
        return made

    def refresh(self) -> None:
        """Ask again: now if the page is seen, else when it next is."""
        self._due = not self.isVisible()
        if not self._due:
            year = int(self.year.currentText())
            self._desk.ask(partial(_facts, year), self._show, key=(id(self), "facts"))

    def _assemble(self) -> None:
        self._empty = EmptyState("check", "还没有抽取样本", "每年按比例随机抽查在档档案，名单和随机种子都留有记录。")
        self._empty.add_action("抽取…", self.ask_drawing)
        self._stack.addWidget(QWidget())
        self._stack.addWidget(self._empty)
        whole = column(scale.WIDE, scale.APART, scale.WIDE, scale.WIDE)
        whole.addLayout(self._head())
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._submit)

    def _head(self) -> QHBoxLayout:
        made = row()
        made.addWidget(icon_button("back", "返回（Esc）", self.left.emit))
        made.addWidget(label("年度抽查", "title"))
        made.addWidget(self.year)
        made.addWidget(self._told, 1)
        made.addWidget(self._export)
        made.addWidget(self._print)
        return made

    def _show(self, facts: Facts) -> None:
        before, self.facts = self.facts, facts
        self._show_years(facts)
        for one in (self._print, self._export):
            one.setEnabled(facts.sample is not None)
        self._told.setText(_told(facts))
        if facts.sample is None:
            self._stack.setCurrentWidget(self._empty)
        elif before is None or before.sample != facts.sample or self.list is None:
            self._show_list(facts)

    def _show_years(self, facts: Facts) -> None:
        years = [str(one) for one in facts.years]
        if years != [self.year.itemText(at) for at in range(self.year.count())]:
            self.year.clear()
            self.year.addItems(years)
        self.year.setCurrentText(str(facts.year))

    def _show_list(self, facts: Facts) -> None:
        """The list and the bar of that year; those of another year die."""
        old = self._stack.widget(0)
        self.list = ListPage(
            self._desk,
            self._listing,
            measure="户",
            placeholder="姓名、档案编号、单位、核查人",
            tones=_TONES,
            scope={"year": str(facts.year)},
            chips=("checked", "result"),
            key="samples",
        )
        if layout := self.list.layout():
            layout.setContentsMargins(0, 0, 0, 0)
        self.results = ResultBar(self._desk, facts.codes)
        self.list.opened.connect(self._open)
        self.list.selection_changed.connect(self._on_selection)
        self.results.registered.connect(self._go_on)
        holder, inside = QWidget(), column()
        inside.addWidget(self.list, 1)
        inside.addWidget(self.results)
        holder.setLayout(inside)
        self._stack.insertWidget(0, holder)
        self._stack.setCurrentIndex(0)
        self._stack.removeWidget(old)
        old.deleteLater()
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_selection(self, lines: list[int]) -> None:
        if self.list is not None and self.results is not None:
            at = self.list.model.row_of(lines[0]) if len(lines) == 1 else -1
            self.results.show_chosen(lines, str(self.list.model.value(at, "name") or "") if at >= 0 else "")

    def _go_on(self) -> None:
        """Go to the file after the last chosen one."""
        if self.list is not None:
            chosen, ids = self.list.chosen(), self.list.model.ids
            at = self.list.model.row_of(chosen[-1]) + 1 if chosen else 0
            self.list.view.go_to(ids[min(at, len(ids) - 1)])

    def _submit(self) -> None:
        if self.results is not None and self._stack.currentIndex() == 0:
            self.results.submit()

    def _open(self, line: int) -> None:
        household = self.list.model.value(self.list.model.row_of(line), "household") if self.list else None
        if isinstance(household, int):
            self.case_asked.emit(household)

    def _preview(self) -> None:
        year = int(self.year.currentText())
        self._show_paper(lambda office: office.samples.sheet(year))

    def _save(self) -> None:
        if self.list is not None:
            save_shown(self.list, self._saver, "档案抽查名单")

    def _on_change(self, change: Change, _initiator: object) -> None:
        if change.nouns & {Noun.SAMPLES, Noun.CASES, Noun.STANDARDS}:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again if something changed meanwhile."""
        super().showEvent(event)
        if self._due:
            self.refresh()


def _told(facts: Facts) -> str:
    if facts.sample is None:
        return ""
    one = facts.sample
    return (
        f"{one.population:,} 户按 {one.percent}% 抽取 {facts.drawn:,} 户，随机种子 {one.seed}（{one.drawn_on}）"
        f"　已核查 {facts.checked:,}/{facts.drawn:,}"
    )


def _facts(year: int, office: "Office") -> Facts:
    every = office.samples.every()
    counts = office.counts(Query(noun=Noun.SAMPLES, chips={"year": str(year)}), "checked")
    return Facts(
        year=year,
        sample=next((one for one in every if one.year == year), None),
        years=sorted({today().year, year, *(one.year for one in every)}, reverse=True),
        checked=counts.get("已核查", 0),
        drawn=sum(counts.values()),
        percent=office.samples.usual_percent(),
        codes=office.standing.on().codes,
    )


def _draw(year: int, office: "Office", values: dict[str, Value]) -> Change:
    percent, seed = values.get("percent"), values.get("seed")
    return office.samples.draw(
        year,
        percent if isinstance(percent, int) else None,
        seed if isinstance(seed, int) else None,
        str(values.get("note") or ""),
    )
