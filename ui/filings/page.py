"""The page of what is handed up."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.fields import Field, Kind
from desktop.base.listing import Query
from desktop.office.outputs import Glimpse
from ui.desk import Desk
from ui.filings.filing import (
    FILINGS,
    HALF_YEARLY,
    MONTHLY,
    OF_AID,
    OF_PILOTS,
    PAPERS,
    QUARTERLY,
    SHEETS,
    YEARLY,
    Filing,
    Wish,
)
from ui.filings.sheet import SheetView
from ui.forms.editors import DateEditor
from ui.look import scale
from ui.look.roles import dress
from ui.papers import saving
from ui.papers.preview import Show
from ui.papers.saving import Saver, dated
from ui.widgets.page import Page
from ui.widgets.pieces import Combo, button, column, icon_button, label, row, section_heading, toggle_button

if TYPE_CHECKING:
    from desktop.office.office import Office

ALL_YEARS = "全部年度"
OWN_LISTS = "本单位用语"
WHOLE_YEAR = "全年"
_HALVES = (WHOLE_YEAR, "上半年", "下半年")
_QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
_MONTHS = tuple(f"{month}月" for month in range(1, 13))
_HEIGHT = 60


class Facts(NamedTuple):
    """How many records each filing will contain, the years there are, and the lists that superiors use."""

    counts: Mapping[str, int]
    years: Sequence[str]
    lists: Sequence[str]


class FilingRow(QFrame):
    """One filing: what it is, how much it will contain, and what can be done with it.

    Signals:
        looked: the clerk wants to see it.
        exported: the clerk wants it as a file.
    """

    looked = Signal()
    exported = Signal()

    def __init__(self, filing: Filing) -> None:
        super().__init__()
        dress(self, "card")
        self.filing = filing
        self._title = label(role="strong")
        self._count = label(role="strong")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._count.setMinimumWidth(scale.LABEL - scale.WIDE)
        self._look = button("预览", self.looked.emit, icon="eye")
        self._export = button("导出…", self.exported.emit, icon="download")
        self.begins = DateEditor(Field(label="公示开始日期", kind=Kind.DATE))
        self.full_names = toggle_button("姓名不隐去", "chipmenu")
        self.order = _chooser(f"{filing.title}的排列", filing.orders)
        self._assemble()
        self.show_count(filing.title, 0)

    def show_count(self, title: str, count: int) -> None:
        """Show what it will be called and how many records it will contain; of nothing nothing can be made."""
        self._title.setText(title)
        self._count.setText(f"{count:,} {self.filing.measure}" if count else "还没有")
        dress(self._count, "strong" if count else "muted")
        for part in (self._look, self._export):
            part.setEnabled(bool(count))
            part.setAccessibleName(f"{part.text()}{title}")

    def _assemble(self) -> None:
        whole = row(scale.WIDE, scale.NEAR, scale.WIDE, scale.NEAR, gap=scale.NEAR)
        words = column(gap=2)
        words.addWidget(self._title)
        words.addWidget(label(self.filing.text, "hint", wrap=True))
        whole.addLayout(words, 1)
        if self.filing.notice:
            whole.addLayout(self._wishes())
        if self.filing.orders:
            whole.addWidget(self.order)
        whole.addWidget(self._count)
        whole.addWidget(self._look)
        whole.addWidget(self._export)
        self.setLayout(whole)
        self.setMinimumHeight(_HEIGHT)

    def _wishes(self) -> QHBoxLayout:
        made = row()
        self.begins.setFixedWidth(scale.LABEL)
        self.begins.setAccessibleName("公示开始日期")
        self.begins.show_value(today())
        self.full_names.setToolTip("只供本单位内部张贴；上网或社区张贴请隐去")
        made.addWidget(label("公示开始", "muted"))
        made.addWidget(self.begins)
        made.addWidget(self.full_names)
        return made


class FilingsPage(Page):
    """Sheets and papers with what they will contain. F5 counts anew."""

    def __init__(self, desk: Desk, saver: Saver, show_paper: Show) -> None:
        super().__init__()
        self._desk, self._saver, self._show_paper = desk, saver, show_paper
        self._due = True
        self._year = _chooser("年度", [str(today().year), ALL_YEARS])
        self._lists = _chooser("上级代码表", [OWN_LISTS])
        self._half = _chooser("半年", _HALVES)
        self._quarter = _chooser("季度", _QUARTERS, (today().month - 1) // 3)
        self._month = _chooser("月份", _MONTHS, today().month - 1)
        self._pilots_half = _chooser("产改试点的半年", _HALVES)
        self._pilots_quarter = _chooser("产改试点的季度", _QUARTERS, (today().month - 1) // 3)
        self._leave_out = toggle_button("略去未签同意书的户", "chipmenu")
        self._leave_out.setToolTip("还有家庭成员没签“上报上级工会”同意书的户不写进报表；不略去时不能导出")
        self.rows = {filing.name: FilingRow(filing) for filing in FILINGS}
        self.sheet = SheetView()
        self._stack = QStackedWidget()
        self._assemble()
        self._wire()

    def wish(self, name: str) -> Wish:
        """What the clerk chose, for this filing."""
        year, line = self._year.currentText(), self.rows[name]
        day = line.begins.day() if line.filing.notice else None
        lists = self._lists.currentText()
        half, quarter = self._narrowing(line.filing)
        return Wish(
            year="" if year == ALL_YEARS else year,
            begins=day,
            masked=not line.full_names.isChecked(),
            half=half.currentIndex() or None,
            quarter=quarter.currentIndex() + 1,
            month=self._month.currentIndex() + 1,
            lists="" if lists == OWN_LISTS else lists,
            leave_out=self._leave_out.isChecked(),
            order=line.order.currentText(),
        )

    def _narrowing(self, filing: Filing) -> tuple[Combo, Combo]:
        """Where the half-year and the quarter of a filing are chosen."""
        if filing in OF_PILOTS:
            return self._pilots_half, self._pilots_quarter
        return self._half, self._quarter

    def look(self, name: str) -> None:
        """Show the filing."""
        filing, wish = self.rows[name].filing, self.wish(name)
        if filing.make is not None:
            make = filing.make
            self._show_paper(lambda office: make(office, wish))
        elif filing.glimpse is not None:
            glimpse = filing.glimpse
            then = partial(self._show_sheet, name)
            self._desk.ask(lambda office: glimpse(office, wish), then, key=(id(self), "glimpse"))

    def export(self, name: str) -> None:
        """Save the filing as a file."""
        filing, wish = self.rows[name].filing, self.wish(name)
        self._saver.save(partial(filing.export, wish), dated(filing.titled(wish), filing.ending))

    def fill_in(self) -> None:
        """Fill in an empty sheet that a superior sent: ask which, then where the filled one shall lie."""
        template = saving.ask_which(self, "选上级发来的空表", "Excel 工作簿 (*.xlsx)")
        if template is not None:
            asked = self.wish("pilot-progress").asked  # files and aid are of a year, lines of pilots of less than one
            self._saver.save(
                lambda office, path, _: office.sheets.fill(template, path, asked), dated(template.stem, ".xlsx")
            )

    def refresh(self) -> None:
        """Count anew: now if the page is seen, else when it next is."""
        self._due = not self.isVisible()
        if not self._due:
            wishes = {name: self.wish(name) for name in self.rows}
            self._desk.ask(partial(_facts, wishes), self._show_facts, key=(id(self), "facts"))

    def _assemble(self) -> None:
        whole, overview = column(), QWidget()
        self.setLayout(whole)
        whole.addWidget(self._stack)
        self._stack.addWidget(overview)
        self._stack.addWidget(self.sheet)
        self._fill_overview(overview)

    def _fill_overview(self, overview: QWidget) -> None:
        whole = column(scale.WIDE, scale.APART, 0, scale.NEAR)
        overview.setLayout(whole)
        head = row(0, 0, scale.WIDE, 0)
        head.addWidget(label("报送", "title"))
        head.addStretch(1)
        for chooser in (self._lists, self._year):
            head.addWidget(label(chooser.accessibleName(), "muted"))
            head.addWidget(chooser)
        head.addWidget(self._leave_out)
        fill = button("填上级的空表…", self.fill_in, icon="sheet")
        fill.setToolTip("按栏目名称，在上级发来的 Excel 空表里填上在档户数、发放情况和产改试点的数，样式和公式不变")
        head.addWidget(fill)
        head.addWidget(icon_button("redo", "重新统计（F5）", self.refresh))
        whole.addLayout(head)
        area, inside = QScrollArea(widgetResizable=True), column(0, 0, scale.WIDE, 0)
        held = dress(QWidget(), "clear")
        held.setLayout(inside)
        area.setWidget(held)
        area.viewport().setAutoFillBackground(False)
        whole.addWidget(area, 1)
        self._fill_list(inside)  # once it has its place: what is put somewhere is styled anew

    def _fill_list(self, inside: QVBoxLayout) -> None:
        for heading, filings, *choosers in (
            ("台账和明细（Excel）", SHEETS),
            ("年报：困难职工档案（Excel）", YEARLY),
            ("年报：帮扶和慰问（Excel）", OF_AID),
            ("半年报（Excel）", HALF_YEARLY, self._half),
            ("季报（Excel）", QUARTERLY, self._quarter),
            ("月报（Excel）", MONTHLY, self._month),
            ("产改试点（Excel）", OF_PILOTS, self._pilots_half, self._pilots_quarter),
            ("文书（PDF）", PAPERS),
        ):
            inside.addLayout(_headed(heading, choosers))
            for filing in filings:
                inside.addWidget(self.rows[filing.name])
            inside.addSpacing(scale.NEAR)
        inside.addStretch(1)

    def _wire(self) -> None:
        self._desk.changed.connect(self._on_change)
        of_pilots = (self._pilots_half, self._pilots_quarter)
        for chooser in (self._year, self._half, self._quarter, self._month, *of_pilots):
            chooser.activated.connect(self.refresh)
        self.sheet.left.connect(self._back)
        self.sheet.exported.connect(self.export)
        for name, line in self.rows.items():
            line.looked.connect(partial(self.look, name))
            line.exported.connect(partial(self.export, name))
        shortcut = QShortcut(QKeySequence("F5"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.refresh)

    def _show_facts(self, facts: Facts) -> None:
        for name, count in facts.counts.items():
            self.rows[name].show_count(self.rows[name].filing.titled(self.wish(name)), count)
        _offer(self._year, [*facts.years, ALL_YEARS])
        _offer(self._lists, [OWN_LISTS, *facts.lists])

    def _show_sheet(self, name: str, glimpse: Glimpse) -> None:
        self.sheet.show_glimpse(name, glimpse)
        self._stack.setCurrentWidget(self.sheet)

    def _back(self) -> None:
        self._stack.setCurrentIndex(0)
        self.rows[self.sheet.name].setFocus()

    def _on_change(self, change: Change, _initiator: object) -> None:
        if change.nouns:
            self._stack.setCurrentIndex(0)  # what is looked at is another sheet now
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Count anew if something changed meanwhile."""
        super().showEvent(event)
        if self._due:
            self.refresh()


def _chooser(name: str, items: Sequence[str], at: int = 0) -> Combo:
    made = Combo()
    made.setAccessibleName(name)
    made.addItems(list(items))
    made.setCurrentIndex(at)
    return made


def _offer(chooser: Combo, items: Sequence[str]) -> None:
    """Other items to choose from; what was chosen stays if it is among them."""
    chosen = chooser.currentText()
    chooser.clear()
    chooser.addItems(list(items))
    chooser.setCurrentText(chosen)


def _headed(heading: str, choosers: Sequence[QWidget]) -> QHBoxLayout:
    """A heading, and at the end of its line what narrows the filings beneath it."""
    made = row()
    made.addWidget(section_heading(heading))
    made.addStretch(1)
    for chooser in choosers:
        made.addWidget(chooser)
    return made


def _facts(wishes: Mapping[str, Wish], office: "Office") -> Facts:
    counts = {one.name: one.count(office, wishes[one.name]) for one in FILINGS}
    years = {str(today().year), str(today().year - 1)}
    for noun in (Noun.BATCHES, Noun.FUNDS, Noun.REQUESTS, Noun.ACTIVITIES, Noun.INCENTIVES, Noun.ASSESSMENTS):
        years |= {year for year in office.counts(Query(noun=noun), "year") if year}
    return Facts(counts, sorted(years, reverse=True), office.sheets.versions())
