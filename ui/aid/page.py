"""The page of aid (帮扶发放): the lists of batches, applications and funds, and the pages that open from them."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.changes import Noun
from desktop.base.listing import Listing, Query
from ui.aid.batch_page import BatchPage
from ui.aid.draw_up import DrawUpPage
from ui.aid.fund_list import FundList
from ui.aid.fund_page import FundPage
from ui.aid.sources import Picked
from ui.desk import Desk
from ui.papers.outlets import Outlets
from ui.requests.list import RequestList
from ui.tables.delegate import Tones
from ui.tables.page import ListPage
from ui.widgets.segments import Segments
from ui.widgets.trail import Trail

_VIEWS = {Noun.BATCHES.value: "批次", Noun.REQUESTS.value: "申请", Noun.FUNDS.value: "资金"}


def nobody() -> Picked:
    """No files are chosen or narrowed."""
    return Picked()


class AidPage(QWidget):
    """Lists side by side as views, and over them whatever was opened; going back leads where one came from.

    Ctrl+N begins what the list that is seen holds: a batch, an application, a fund.

    Signals:
        case_asked: number of a household whose file the clerk wants to see.
        request_asked: number of an application that the clerk wants to see.
        activity_asked: number of an activity that the clerk wants to see.
        project_asked: number of an incentive project that a fund paid.
        request_begun: what a new application begins with.
    """

    case_asked = Signal(int)
    request_asked = Signal(int)
    activity_asked = Signal(int)
    project_asked = Signal(int)
    request_begun = Signal(object)

    def __init__(
        self,
        desk: Desk,
        listings: Mapping[Noun, Listing],
        *,
        picked: Callable[[], Picked] = nobody,
        outlets: Outlets | None = None,
        tones: Tones | None = None,
    ) -> None:
        super().__init__()
        self._desk, self._listings, self._picked = desk, listings, picked
        self._outlets, self._tones = outlets, tones
        self._draw_up: DrawUpPage | None = None
        self._trail = Trail()
        self.batches, self.funds, self.requests = self._make_batches(), self._make_funds(), self._make_requests()
        self.views: dict[str, ListPage] = {
            Noun.BATCHES.value: self.batches,
            Noun.REQUESTS.value: self.requests,
            Noun.FUNDS.value: self.funds,
        }
        self._switches = {key: self._switch(page) for key, page in self.views.items()}
        for page in self.views.values():
            self._trail.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._trail)
        self._trail.stand_on(self.batches)
        self.setFocusProxy(self._trail)
        self._add_actions()

    @property
    def shown(self) -> QWidget:
        """The list or page that is seen."""
        return self._trail.shown

    def show_list(self, noun: Noun, query: Query | None = None) -> ListPage:
        """Show the list of batches, applications or funds, narrowed if a query is given."""
        self._view(noun.value)
        if query is not None:
            self.views[noun.value].show_query(query)
        return self.views[noun.value]

    def open_batch(self, number: int) -> BatchPage:
        """Show a batch."""
        page = BatchPage(self._desk, self._listings[Noun.PAYMENTS], number, self._outlets, self._picked)
        page.fund_asked.connect(self.open_fund)
        page.batch_asked.connect(self.open_batch)
        page.request_asked.connect(self.request_asked)
        page.activity_asked.connect(self.activity_asked)
        page.case_asked.connect(self.case_asked)
        page.left.connect(self.back)
        self._trail.push(page)
        return page

    def open_fund(self, number: int) -> FundPage:
        """Show a fund."""
        page = FundPage(self._desk, number, self._tones, self._outlets.saver if self._outlets else None)
        page.batch_asked.connect(self.open_batch)
        page.project_asked.connect(self.project_asked)
        page.left.connect(self.back)
        self._trail.push(page)
        return page

    def draw_up(self) -> DrawUpPage:
        """Show the page that draws up a batch, with what was typed there before."""
        if self._draw_up is None:
            self._draw_up = DrawUpPage(self._desk, self._picked)
            self._draw_up.left.connect(self.back)
            self._draw_up.drawn.connect(self._on_drawn)
        self._trail.push(self._draw_up, lasting=True)
        return self._draw_up

    def back(self) -> None:
        """Leave the page that is seen."""
        self._trail.back()

    def ask_fund(self) -> None:
        """Ask for a new fund."""
        self.funds.ask_fund()

    def ask_receipt(self) -> None:
        """Ask for money that came in, for the chosen fund if there is one."""
        self.funds.ask_receipt()

    def _begin(self) -> None:
        """What Ctrl+N begins where the clerk is."""
        if self.shown is self.requests:
            self.requests.ask_new()
        elif self.shown is self.funds:
            self.ask_fund()
        else:
            self.draw_up()

    def _on_drawn(self, number: int) -> None:
        self.show_list(Noun.BATCHES)
        self.open_batch(number)

    def _make_batches(self) -> ListPage:
        made = ListPage(
            self._desk,
            self._listings[Noun.BATCHES],
            title="帮扶发放",
            measure="批",
            placeholder="搜索批次、项目、资金",
            tones=self._tones,
            empty=_EMPTY,
        )
        made.opened.connect(self.open_batch)
        return made

    def _make_funds(self) -> FundList:
        saver = self._outlets.saver if self._outlets else None
        made = FundList(self._desk, self._listings[Noun.FUNDS], title="帮扶发放", tones=self._tones, saver=saver)
        made.opened.connect(self.open_fund)
        return made

    def _make_requests(self) -> RequestList:
        made = RequestList(
            self._desk,
            self._listings[Noun.REQUESTS],
            title="帮扶发放",
            picked=lambda: self._picked().chosen,
            show_paper=self._outlets.show if self._outlets else None,
        )
        made.opened.connect(self.request_asked)
        made.new_asked.connect(self.request_begun)
        made.drawn.connect(self._on_drawn)
        return made

    def _switch(self, page: ListPage) -> Segments:
        made = Segments("看批次、申请还是资金", _VIEWS)
        made.chosen.connect(self._view)
        page.add_beside_title(made)
        if isinstance(page, FundList):
            page.add_beside_title(page.closed)
        return made

    def _view(self, key: str) -> None:
        for switch in self._switches.values():
            switch.choose(key)
        self._trail.stand_on(self.views[key])
        self._switches[key].enter()

    def _add_actions(self) -> None:
        made = self.batches.add_action("编制批次", self.draw_up, icon="plus", primary=True)
        made.setToolTip("编制批次（Ctrl+N）")
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+N"), self, context=within).activated.connect(self._begin)


_EMPTY = "还没有发放批次。点“编制批次”（Ctrl+N），选项目和资金，程序会算出发给谁、发多少。"
