"""The section 年度评价, and the tab of that name: the list of assessments, and what is done with one or many."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.base.changes import Change, Noun, Progress
from ui.look.roles import dress
from ui.look.tones import STATES
from ui.papers.choosing import choose_papers
from ui.papers.saving import ask_which, dated, offer_sheet
from ui.pilots.assessment_asking import ask_begin, ask_finish
from ui.pilots.assessment_compare import GRADES, ComparePage
from ui.pilots.assessment_course import CourseView
from ui.pilots.assessment_page import AssessmentPage
from ui.pilots.assessment_taking import KINDS, ScoresDialog
from ui.pilots.lists_tab import ListsTab
from ui.pilots.reach import TITLE, Reach
from ui.pilots.records_list import RecordsList, strike_out
from ui.widgets.pieces import row

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.office.office import Office
    from desktop.office.score_files import ScoresLook

_EMPTY = "还没有年度评价。点“开始评价…”（Ctrl+N），按政策里的指标给试点单位评分。"


class AssessmentList(RecordsList):
    """Ctrl+N begins a year, Enter opens one; of one enterprise where ``enterprise`` is named."""

    def __init__(self, reach: Reach, enterprise: int | None = None) -> None:
        super().__init__(
            reach,
            Noun.ASSESSMENTS,
            enterprise=enterprise,
            title=TITLE,
            chips=("state",),
            measure="份",
            placeholder="单位、亮点、问题",
            tones={"state": STATES, "grade": GRADES},
            empty=_EMPTY,
        )
        if enterprise is None:
            self.add_action("比较…", self.compare, icon="chart")
        self.add_action("评定…", self.finish, icon="check", needs_selection=True)
        self.add_action("采用系统得分", self.take_known, needs_selection=True, folded=True)
        self.add_action("打分表…", self.papers, icon="print", needs_selection=True, folded=True)
        self.add_action("导出评分表…", self.export_scores, icon="download", needs_selection=True, folded=True)
        self.add_action("导入评分表…", self.import_scores, icon="upload", folded=True)
        offer_sheet(self, reach.saver, "产改试点年度评价")
        self.add_action("删去误开始的评价", self.remove, icon="void", needs_selection=True, folded=True)
        begin = self.add_action("开始评价…", self.begin, icon="plus", primary=True)
        begin.setToolTip("开始一个年度的评价（Ctrl+N）")
        self.opened.connect(self.open)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+N"), self, context=within).activated.connect(self.begin)

    def open(self, number: int) -> None:
        """Show the score sheet."""
        self.reach.push(AssessmentPage(self.reach, number))

    def begin(self) -> None:
        """Ask for the year that begins, and for whom."""
        ask_begin(self, self.reach.desk, [] if self._enterprise is None else [self._enterprise], self._on_begun)

    def finish(self) -> None:
        """Ask who finishes the chosen ones."""
        if chosen := self.chosen():
            ask_finish(self, self.reach.desk, chosen, f"选中的 {len(chosen)} 份评价")

    def take_known(self) -> None:
        """Take over what the register says, wherever the district gave no mark."""
        if chosen := self.chosen():
            self.reach.desk.do(partial(_take_known, chosen))

    def export_scores(self) -> None:
        """Write the score sheets of the chosen ones to be filled in with Excel."""
        if chosen := self.chosen():
            self.reach.saver.save(partial(_export, chosen), dated("年度评价评分表", ".xlsx"))

    def import_scores(self) -> None:
        """Ask for a score sheet that came back, and show what entering it would do."""
        path = ask_which(self, "选择评分表", KINDS)
        if path is not None:
            self.take(path)

    def take(self, path: "Path") -> None:
        """Look at a score sheet; it is entered from the dialog that shows what would change."""
        self.reach.desk.long(partial(_look, path), f"正在读取 {path.name}", self._show_look)

    def _show_look(self, look: "ScoresLook") -> None:
        ScoresDialog(self, self.reach.desk, look).open()

    def remove(self) -> None:
        """Strike out the chosen one, in which nobody scored yet; undo brings it back."""
        strike_out(self, self.reach.desk, "份", _remove)

    def compare(self) -> None:
        """Show waves and years side by side."""
        self.reach.push(ComparePage(self.reach, self.open))

    def papers(self) -> None:
        """Show the papers of the chosen ones."""
        if chosen := self.chosen():
            choose_papers(self, self.reach.desk, self.reach.show_paper, chosen, Noun.ASSESSMENTS)

    def _on_begun(self, change: Change) -> None:
        if change.record is not None:
            self.open(change.record)


class AssessmentsTab(ListsTab):
    """The assessments of the enterprise that is shown, and its course over the years beside them."""

    title: ClassVar[str] = "年度评价"
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.ASSESSMENTS})

    def make(self, number: int) -> QWidget:
        """Their list and their course."""
        made, both = dress(QWidget(), "clear"), row(gap=0)
        listed = AssessmentList(self.reach, number)
        both.addWidget(listed, 1)
        both.addWidget(CourseView(self.reach.desk, number))
        made.setLayout(both)
        made.setFocusProxy(listed)
        return made


def _export(numbers: list[int], office: "Office", path: "Path", progress: Progress) -> Change:
    return office.assessments.export_scores(numbers, path, progress)


def _look(path: "Path", office: "Office", progress: Progress) -> "ScoresLook":
    return office.assessments.read_scores(path, progress)


def _take_known(numbers: list[int], office: "Office") -> Change:
    return office.assessments.take_known(numbers)


def _remove(number: int, office: "Office") -> Change:
    return office.assessments.remove(number)
