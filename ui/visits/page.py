"""The page of activities (走访慰问): their list, and the pages that open from it."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.changes import Change, Noun
from desktop.base.codes import Codes
from desktop.base.listing import Listing, Query
from ui.desk import Desk
from ui.papers.outlets import Outlets
from ui.papers.saving import Saver, offer_sheet
from ui.tables.page import ListPage
from ui.visits.activity_page import ActivityPage
from ui.visits.asking import ask_activity
from ui.visits.rosters import RosterPage
from ui.visits.sums import SumsDialog
from ui.widgets.trail import Trail

_TONES = {"state": {"进行中": "accent", "已结束": "quiet"}}
_EMPTY = "还没有慰问活动。点“新建活动”（Ctrl+N），再把慰问对象加进去或导入花名册。"


class VisitsPage(QWidget):
    """The list, and over it whatever was opened; going back leads where one came from. Ctrl+N begins an activity.

    Signals:
        case_asked: number of a household whose file the clerk wants to see.
        batch_asked: number of a batch.
    """

    case_asked = Signal(int)
    batch_asked = Signal(int)

    def __init__(self, desk: Desk, listings: Mapping[Noun, Listing], saver: Saver, outlets: Outlets) -> None:
        super().__init__()
        self._desk, self._listings, self._saver, self._outlets = desk, listings, saver, outlets
        self._trail = Trail()
        self.list = self._make_list()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._trail)
        self._trail.stand_on(self.list)
        self.setFocusProxy(self._trail)
        QShortcut(
            QKeySequence("Ctrl+N"), self.list, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        ).activated.connect(self.ask_activity)

    @property
    def shown(self) -> QWidget:
        """The list or page that is seen."""
        return self._trail.shown

    def show_list(self, query: Query | None = None) -> ListPage:
        """Show the list, narrowed if a query is given."""
        self._trail.stand_on(self.list)
        if query is not None:
            self.list.show_query(query)
        return self.list

    def open_activity(self, number: int) -> ActivityPage:
        """Show an activity."""
        cases, visits = self._listings[Noun.CASES], self._listings[Noun.VISITS]
        page = ActivityPage(self._desk, visits, cases, number, self._outlets)
        page.left.connect(self.back)
        page.case_asked.connect(self.case_asked)
        page.batch_asked.connect(self.batch_asked)
        page.roster_asked.connect(self.open_roster)
        self._trail.push(page)
        return page

    def open_roster(self, activity: int, path: Path | None = None) -> RosterPage:
        """Take a roster of an activity in; without a path the clerk is asked for one."""
        page = RosterPage(self._desk, self._saver, activity)
        page.left.connect(self.back)
        page.entered.connect(self.back)
        self._trail.push(page)
        page.begin(path)
        return page

    def back(self) -> None:
        """Leave the page that is seen."""
        self._trail.back()

    def ask_activity(self) -> None:
        """Ask for a new activity."""
        self._desk.ask(lambda office: office.standing.on().codes, self._ask_activity)

    def show_sums(self) -> None:
        """Show the sums of the year that the list is narrowed to, or of all."""
        year = self.list.query.chips.get("year")
        SumsDialog(self, self._desk, year=int(year) if year else None).open()

    def _ask_activity(self, codes: Codes) -> None:
        ask_activity(self, self._desk, codes).achieved.connect(self._on_begun)

    def _on_begun(self, change: Change) -> None:
        if change.record is not None:
            self.open_activity(change.record)

    def _make_list(self) -> ListPage:
        made = ListPage(
            self._desk,
            self._listings[Noun.ACTIVITIES],
            title="走访慰问",
            measure="次",
            placeholder="搜索活动、方案文号、带队领导",
            tones=_TONES,
            shares={"visited": "recipients"},
            empty=_EMPTY,
        )
        made.add_action("汇总…", self.show_sums, icon="chart")
        offer_sheet(made, self._saver, "慰问活动")
        new = made.add_action("新建活动", self.ask_activity, icon="plus", primary=True)
        new.setToolTip("新建活动（Ctrl+N）")
        made.opened.connect(self.open_activity)
        self._desk.changed.connect(partial(_on_change, made))
        return made


def _on_change(page: ListPage, change: Change, _initiator: object) -> None:
    if Noun.BATCHES in change.nouns:
        page.refresh()
