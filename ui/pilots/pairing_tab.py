"""The tab 走访与问题 of an enterprise: who looks after it, calls, problems, inspections."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from desktop.base.calendar import today
from desktop.base.changes import Noun
from desktop.pilots.contact import Contact
from ui.look import scale
from ui.look.roles import dress
from ui.pilots.lists_tab import ListsTab, ToldLists
from ui.pilots.pairing_section import NOUNS, views
from ui.pilots.reach import Reach
from ui.pilots.section import Views

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.office.office import Office


class ContactTab(ListsTab):
    """Its lists, and above them since when nobody called on it."""

    title: ClassVar[str] = "走访与问题"
    nouns: ClassVar[frozenset[Noun]] = NOUNS

    def make(self, number: int) -> "UnitContact":
        """The lists of that enterprise."""
        return UnitContact(self.reach, number)


class UnitContact(ToldLists):
    """The contact to one enterprise."""

    NOUNS = NOUNS | {Noun.PILOTS}

    def __init__(self, reach: Reach, number: int) -> None:
        made = Views("看走访记录、问题、挂钩还是督查", views(reach, number), within_tabs=True)
        super().__init__(reach, number, made, below=scale.NEAR)
        self.views = made

    def reading(self, number: int) -> "Callable[[Office], tuple[Contact | None, bool]]":
        """Who looks after it, since when nobody called on it, and whether that is too long."""
        return partial(_contact, number)

    def tell(self, found: tuple[Contact | None, bool]) -> None:
        """Say it."""
        one, late = found
        dress(self.told, "warn" if late else "muted")
        cadres = f"挂钩干部 {'、'.join(one.cadres)}" if one and one.cadres else "没有挂钩干部"
        self.told.setText(f"{cadres}；{one.sentence(today())}" if one else "这家单位的试点已经结束。")


def _contact(number: int, office: "Office") -> tuple[Contact | None, bool]:
    return office.pairing.contact(number), number in {one.enterprise for one in office.pairing.uncontacted()}
