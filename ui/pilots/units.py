"""The section 单位: the list of pilot enterprises, and what is done from it with one or many."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.base.changes import Change, Noun
from desktop.base.listing import Query
from desktop.office.ledger_kinds import LedgerKind
from desktop.pilots.stages import Step
from ui.look.tones import STATES
from ui.papers.saving import offer_sheet
from ui.pilots.deeds import Deed, ask_stage
from ui.pilots.intake import IMPORT, take_in
from ui.pilots.menus import deed_menu, pop_below
from ui.pilots.printing import offer_papers
from ui.pilots.reach import TITLE, Reach
from ui.pilots.records_list import strike_out
from ui.pilots.summary import UnitFacts, UnitSummary, read_facts
from ui.pilots.waves import WavesPage
from ui.tables.follower import FactsFollower
from ui.tables.page import ListPage

if TYPE_CHECKING:
    from desktop.office.office import Office

_EMPTY = "还没有试点单位。点“新建单位”（Ctrl+N）登记一家；有现成的台账，点“导入台账…”。"
_CHIPS = ("wave_name", "state", "stage", "industry", "type")


class UnitList(ListPage):
    """Ctrl+N begins an enterprise, Enter opens one, Alt+M or a right click offers what is done with the chosen ones."""

    def __init__(self, reach: Reach) -> None:
        super().__init__(
            reach.desk,
            reach.listings[Noun.PILOTS],
            title=TITLE,
            measure="家",
            placeholder="单位、信用代码、联系人、电话、项目",
            tones={"state": STATES},
            empty=_EMPTY,
            chips=_CHIPS,
        )
        self.reach = reach
        nouns = frozenset({Noun.PILOTS})
        self.follower = FactsFollower(self, reach.desk, read_facts, self._summary, nouns)
        self._offer_deeds()
        self.opened.connect(lambda number: reach.open_unit(number, ""))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._pop_menu)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, deed in (("Ctrl+N", reach.new_unit), ("Alt+M", self.offer)):
            QShortcut(QKeySequence(keys), self, context=within).activated.connect(deed)

    def neighbour(self, number: int, by: int) -> int | None:
        """The enterprise so many places after another in the list as it is shown; None beyond its ends."""
        row = self.model.row_of(number)
        return self.model.ids[row + by] if row >= 0 and 0 <= row + by < len(self.model.ids) else None

    def show_query(self, query: Query) -> None:
        """Show a query of enterprises; of waves, their page."""
        if query.noun is Noun.WAVES:
            self.show_waves().list.show_query(query)
        else:
            super().show_query(query)

    def show_waves(self) -> WavesPage:
        """Show the page of waves."""
        page = WavesPage(self.reach)
        self.reach.push(page)
        return page

    def begin(self, deed: Deed) -> None:
        """Ask for what a deed with the chosen enterprises needs."""
        if chosen := self.chosen():
            deed.begin(self, self.reach.desk, chosen)

    def offer(self) -> None:
        """Offer what can be done with the chosen enterprises."""
        if self.chosen():
            pop_below(deed_menu(self, self.begin), self._more_deeds)

    def remove(self) -> None:
        """Strike out the chosen enterprise, without a question: undo brings it back."""
        strike_out(self, self.reach.desk, "家", _remove)

    def _summary(self, found: UnitFacts) -> tuple[QWidget, str]:
        opened = partial(self._open, found.unit.id)
        made = UnitSummary(found, revealed=self.model.revealed, opened=opened, asked=self._ask_step)
        return made, found.unit.name

    def _ask_step(self, step: Step) -> None:
        if self.follower.wanted is not None:
            ask_stage(self, self.reach.desk, [self.follower.wanted], (step.stage, step.period))

    def _offer_deeds(self) -> None:
        self.add_action(IMPORT, partial(take_in, self.reach, LedgerKind.UNITS), icon="upload")
        offer_papers(self, self.reach, Noun.PILOTS, folded=True)
        self._more_deeds = self.add_action("办理 ▾", self.offer, needs_selection=True)
        self._more_deeds.setToolTip("对选中的单位办理（Alt+M）")
        self.add_action("批次…", self.show_waves, icon="calendar", folded=True)
        offer_sheet(self, self.reach.saver, "产改试点单位")
        self.add_action("删去误登的单位", self.remove, icon="void", needs_selection=True, folded=True)
        new = self.add_action("新建单位", self.reach.new_unit, icon="plus", primary=True)
        new.setToolTip("新建单位（Ctrl+N）")

    def _pop_menu(self, at: QPoint) -> None:
        if self.chosen():
            menu = deed_menu(self, self.begin)
            first = menu.actions()[0]
            opened = menu.addAction("打开")
            opened.triggered.connect(partial(self._open, self.chosen()[0]))
            menu.insertAction(first, opened)
            menu.insertSeparator(first)
            menu.popup(self.view.viewport().mapToGlobal(at))

    def _open(self, number: int, _checked: bool = False) -> None:
        self.reach.open_unit(number, "")


def _remove(number: int, office: "Office") -> Change:
    return office.enterprises.remove(number)
