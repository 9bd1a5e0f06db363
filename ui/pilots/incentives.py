"""The section 激励项目, and the tab of that name: the list of projects, and what is done with one or many."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.base.changes import Change, Noun
from desktop.pilots.incentive_flow import Verb
from ui.look.tones import STATES
from ui.papers.choosing import choose_papers
from ui.papers.saving import offer_sheet
from ui.pilots.incentives_asking import ask_payment, ask_step
from ui.pilots.incentives_form import ask_application
from ui.pilots.incentives_menu import verb_menu
from ui.pilots.incentives_page import IncentivePage
from ui.pilots.incentives_rank import ask_ranking
from ui.pilots.lists_tab import ListsTab
from ui.pilots.menus import pop_below
from ui.pilots.reach import TITLE, Reach
from ui.pilots.records_list import RecordsList, strike_out

if TYPE_CHECKING:
    from desktop.office.office import Office

_EMPTY = "还没有激励项目。点“新建申报”（Ctrl+N）登记一项，推荐、排序后可以立项和拨付。"


class IncentiveList(RecordsList):
    """Ctrl+N enters an application, F2 changes one, Enter opens a project, Alt+M offers the steps of the chosen ones.

    Of one enterprise where ``enterprise`` is named.
    """

    def __init__(self, reach: Reach, enterprise: int | None = None) -> None:
        super().__init__(
            reach,
            Noun.INCENTIVES,
            enterprise=enterprise,
            title=TITLE,
            chips=("state", "year"),
            measure="项",
            placeholder="项目、单位、负责人、文号",
            tones={"state": STATES},
            shares={"paid": "granted"},
            empty=_EMPTY,
        )
        self._offer_actions()
        self.opened.connect(self.open)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._pop_menu)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        keys = (("Ctrl+N", self.new), ("F2", self.change), ("Alt+M", self.offer), ("Del", self.remove))
        for key, deed in keys:
            QShortcut(QKeySequence(key), self, context=within).activated.connect(deed)

    def open(self, number: int) -> None:
        """Show a project with its money."""
        self.reach.push(IncentivePage(self.reach, number))

    def new(self) -> None:
        """Ask for an application."""
        ask_application(self, self.reach.desk, enterprise=self._enterprise)

    def change(self) -> None:
        """Ask for other values of the current application."""
        current = self.view.current()
        if current is not None:
            ask_application(self, self.reach.desk, current)

    def begin(self, verb: Verb) -> None:
        """Ask for what a step with the chosen projects needs."""
        ask_step(verb, self, self.reach.desk, self.chosen())

    def offer(self) -> None:
        """Offer what can be done with the chosen projects."""
        if self.chosen():
            pop_below(verb_menu(self, self.begin), self._more_steps)

    def pay(self) -> None:
        """Ask for an instalment of the chosen project."""
        chosen = self.chosen()
        if len(chosen) > 1:
            self.reach.desk.known_error.emit("一次只能登记一个项目的拨付，请只选一行。")
        elif chosen:
            ask_payment(self, self.reach.desk, chosen[0])

    def rank(self) -> None:
        """Show the order of the year that the list is narrowed to, or of the newest."""
        year = self.query.chips.get("year", "")
        ask_ranking(self, self.reach.desk, int(year) if year else None)

    def remove(self) -> None:
        """Strike out the chosen application, without a question: undo brings it back."""
        strike_out(self, self.reach.desk, "项", _remove)

    def papers(self) -> None:
        """Show the papers of the chosen projects."""
        if chosen := self.chosen():
            choose_papers(self, self.reach.desk, self.reach.show_paper, chosen, Noun.INCENTIVES)

    def _offer_actions(self) -> None:
        if self._enterprise is None:
            self.add_action("项目排序…", self.rank, folded=True)  # the head has no room for more at 1280 pixels
        self.add_action("登记拨付…", self.pay, icon="coins", needs_selection=True)
        self._more_steps = self.add_action("办理 ▾", self.offer, needs_selection=True)
        self._more_steps.setToolTip("对选中的项目办理：推荐、立项、验收等（Alt+M）")
        self.add_action("修改申报…（F2）", self.change, icon="edit", needs_selection=True, folded=True)
        self.add_action("申报书和明细…", self.papers, icon="print", needs_selection=True, folded=True)
        offer_sheet(self, self.reach.saver, "产改激励项目")
        self.add_action("删去误登的申报（Del）", self.remove, icon="void", needs_selection=True, folded=True)
        new = self.add_action("新建申报", self.new, icon="plus", primary=True)
        new.setToolTip("新建激励项目申报（Ctrl+N）")

    def _pop_menu(self, at: QPoint) -> None:
        if self.chosen():
            verb_menu(self, self.begin).popup(self.view.viewport().mapToGlobal(at))


class IncentivesTab(ListsTab):
    """The incentive projects of the enterprise that is shown."""

    title: ClassVar[str] = "激励项目"
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.INCENTIVES})

    def make(self, number: int) -> IncentiveList:
        """Their list."""
        return IncentiveList(self.reach, number)


def _remove(number: int, office: "Office") -> Change:
    return office.incentives.remove(number)
