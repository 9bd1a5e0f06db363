"""The page of pilots (产改试点): its sections, and the pages that open from them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from desktop.base.changes import Noun
from desktop.base.listing import Listing, Query
from desktop.office.ledger_kinds import LedgerKind
from ui.desk import Desk
from ui.forms.record_page import RecordPage
from ui.intake.page import IntakePage
from ui.pilots.intake import LEDGERS, take_in
from ui.pilots.reach import Reach
from ui.pilots.section import Section, SectionPage
from ui.pilots.sections import SECTIONS
from ui.pilots.unit_room import UnitRoom
from ui.pilots.units import UnitList
from ui.tables.page import ListPage, widen_lists
from ui.widgets.page import PageToLeave
from ui.widgets.segments import Segments
from ui.widgets.trail import Trail

if TYPE_CHECKING:
    from ui.papers.preview import Show
    from ui.papers.saving import Saver


class PilotsPage(QWidget):
    """Sections side by side, and over them whatever was opened; going back leads where one came from.

    A section is made when it is first seen. Ctrl+Tab and Ctrl+Shift+Tab go to the next and to the one before.

    Signals:
        fund_asked: number of a fund that the clerk wants to see.
        told: a sentence for the clerk after a form was left.
    """

    fund_asked = Signal(int)
    told = Signal(str)

    def __init__(
        self,
        desk: Desk,
        listings: Mapping[Noun, Listing],
        show_paper: "Show",
        saver: "Saver",
        sections: Sequence[Section] = SECTIONS,
    ) -> None:
        super().__init__()
        self.reach = Reach(
            desk=desk,
            listings=listings,
            show_paper=show_paper,
            saver=saver,
            open_unit=self.open_unit,
            new_unit=self.new_unit,
            show_query=self.show_query,
            push=self.push,
            open_fund=self.fund_asked.emit,
        )
        self._sections = {one.key: one for one in sections}
        self._made: dict[str, ListPage | SectionPage] = {}
        self._switches: dict[str, Segments] = {}
        self._room: UnitRoom | None = None
        self._trail = Trail()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._trail)
        self.setFocusProxy(self._trail)
        self._section = next(iter(self._sections))
        self.show_section(self._section)

    @property
    def shown(self) -> QWidget:
        """The section or page that is seen."""
        return self._trail.shown

    def sections(self) -> dict[str, str]:
        """What stands on the segments, by the keys of the sections."""
        return {one.key: one.text for one in self._sections.values()}

    def section(self, key: str) -> ListPage | SectionPage:
        """A section, made now if it wasn't yet."""
        if key not in self._made:
            made = self._sections[key].make(self.reach)
            self._switches[key] = self._switch(key)
            made.add_beside_title(self._switches[key])
            self._made[key] = made
            self._trail.addWidget(made)
            within = Qt.ShortcutContext.WidgetWithChildrenShortcut
            for keys, by in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
                QShortcut(QKeySequence(keys), made, context=within).activated.connect(partial(self._step, by))
        return self._made[key]

    def show_section(self, key: str) -> ListPage | SectionPage:
        """Show a section; pages that were opened over another are left."""
        self._section = key
        made = self.section(key)
        self._trail.stand_on(made)
        return made

    def show_query(self, query: Query) -> None:
        """Show the list that a figure counts, in the section that has it."""
        key = next(one.key for one in self._sections.values() if query.noun in one.nouns)
        self.show_section(key).show_query(query)

    def open_unit(self, number: int, tab: str = "") -> UnitRoom:
        """Show an enterprise, at the tab of that title if one is named."""
        return self._with_room(lambda room: room.open(number, tab))

    def new_unit(self) -> UnitRoom:
        """Begin a new enterprise."""
        return self._with_room(lambda room: room.new())

    def push(self, page: PageToLeave) -> None:
        """Show a page over what is seen; its ``left`` leads back, and it dies then."""
        page.left.connect(self.back)
        if isinstance(page, RecordPage):
            page.told.connect(self.told)
        if isinstance(page, IntakePage):
            page.entered.connect(self._widen)
        self._trail.push(page)

    def back(self) -> None:
        """Leave the page that is seen."""
        self._trail.back()

    def neighbour(self, number: int, by: int) -> int | None:
        """The enterprise so many places after another in the list as it is shown."""
        listed = self._made.get("units")
        return listed.neighbour(number, by) if isinstance(listed, UnitList) else None

    def take_in(self, kind: LedgerKind, path: Path) -> IntakePage:
        """Look at a ledger, over the section that it fills."""
        noun = next(noun for noun, which in LEDGERS.items() if which is kind)
        key = next((one.key for one in self._sections.values() if noun in one.nouns), self._section)
        self.show_section(key)
        return take_in(self.reach, kind, path)

    def put_away(self) -> None:
        """Keep what isn't saved."""
        if self._room is not None:
            self._room.put_away()

    def _widen(self) -> None:
        widen_lists(self.shown)

    def _step(self, by: int) -> None:
        keys = list(self._sections)
        self.show_section(keys[(keys.index(self._section) + by) % len(keys)])

    def _with_room(self, deed: Callable[[UnitRoom], object]) -> UnitRoom:
        """The enterprise's form, in sight; what was opened from it is left."""
        if self._room is None:
            self._room = UnitRoom(self.reach, neighbour=self.neighbour)
            self._room.left.connect(self.back)
            self._room.told.connect(self.told)
        self._trail.push(self._room, lasting=True)
        deed(self._room)
        return self._room

    def _switch(self, key: str) -> Segments:
        made = Segments("看产改试点的哪一部分", self.sections(), shrinks=True)
        made.choose(key)
        made.chosen.connect(self._on_switch)
        buttons: list[QPushButton] = list(made.findChildren(QPushButton))
        for one in buttons:
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click goes on to what the section shows
        return made

    def _on_switch(self, key: str) -> None:
        before, now = self._switches[self._section], QApplication.focusWidget()
        before.choose(self._section)  # it stays with its section
        by_keys = now is not None and before.isAncestorOf(now)
        self.show_section(key)
        if by_keys:
            QTimer.singleShot(0, self._switches[key], self._switches[key].enter)  # an arrow key moves it afterwards
