"""The tab 走访与问题 of an enterprise: who looks after it, calls, problems, inspections."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.pilots.contact import Contact
from ui.look import scale
from ui.look.roles import dress
from ui.pilots.lists_tab import ListsTab
from ui.pilots.pairing_section import NOUNS, views
from ui.pilots.reach import Reach
from ui.pilots.section import Views
from ui.widgets.pieces import column, label, row

if TYPE_CHECKING:
    from desktop.office.office import Office


class ContactTab(ListsTab):
    """Its lists, and above them since when nobody called on it."""

    title: ClassVar[str] = "走访与问题"
    nouns: ClassVar[frozenset[Noun]] = NOUNS

    def make(self, number: int) -> "UnitContact":
        """The lists of that enterprise."""
        return UnitContact(self.reach, number)


class UnitContact(QWidget):
    """The contact to one enterprise."""

    def __init__(self, reach: Reach, number: int) -> None:
        super().__init__()
        self._reach, self._number = reach, number
        self.told = label(role="muted")
        self.views = Views("看走访记录、问题、挂钩还是督查", views(reach, number), within_tabs=True)
        line = row(scale.WIDE, scale.NEAR, scale.WIDE, scale.NEAR)
        line.addWidget(self.told, 1)
        whole = column(gap=0)
        whole.addLayout(line)
        whole.addWidget(self.views, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.views)
        reach.desk.changed.connect(self._on_change)
        self._ask()

    def _ask(self) -> None:
        self._reach.desk.ask(partial(_contact, self._number), self._tell, key=(id(self), "contact"))

    def _tell(self, found: tuple[Contact | None, bool]) -> None:
        one, late = found
        dress(self.told, "warn" if late else "muted")
        cadres = f"挂钩干部 {'、'.join(one.cadres)}" if one and one.cadres else "没有挂钩干部"
        self.told.setText(f"{cadres}；{one.sentence(today())}" if one else "这家单位的试点已经结束。")

    def _on_change(self, change: Change, _initiator: object) -> None:
        if change.nouns & (NOUNS | {Noun.PILOTS}):
            self._ask()


def _contact(number: int, office: "Office") -> tuple[Contact | None, bool]:
    return office.pairing.contact(number), number in {one.enterprise for one in office.pairing.uncontacted()}
