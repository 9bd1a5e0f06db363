"""The list of a kind of records of pilots: of all enterprises, or of one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from desktop.base.changes import Change, Noun
from desktop.base.listing import Listing
from ui.desk import Desk
from ui.pilots.reach import Reach
from ui.tables.page import ListPage

if TYPE_CHECKING:
    from desktop.office.office import Office

_OF_ALL = frozenset({"unit_name", "wave_name"})
"""What the list of one enterprise needn't show, nor be narrowed by: it would be the same in each line."""


class RecordsList(ListPage):
    """Of one enterprise where ``enterprise`` is named: then it has no title, and narrows by ``chips`` only."""

    def __init__(
        self,
        reach: Reach,
        noun: Noun,
        *,
        enterprise: int | None,
        title: str = "",
        chips: Sequence[str] = (),
        **shown: Any,
    ) -> None:
        listing = reach.listings[noun]
        of_one: dict[str, Any] = {
            "scope": {"enterprise": str(enterprise)},
            "chips": [name for name in chips or listing.chips if name not in _OF_ALL],
            "key": f"unit-{noun}",
        }
        if enterprise is None:
            super().__init__(reach.desk, listing, title=title, **shown)
        else:
            super().__init__(reach.desk, _without_unit(listing), **shown, **of_one)
        self.reach, self._enterprise = reach, enterprise


def strike_out(page: ListPage, desk: Desk, measure: str, deed: "Callable[[int, Office], Change]") -> None:
    """Strike out the record that is chosen in a list, without a question: undo brings it back."""
    chosen = page.chosen()
    if len(chosen) > 1:
        desk.known_error.emit(f"一次只能删去一{measure}，请只选一行。")
    elif chosen:
        desk.do(partial(deed, chosen[0]))


def _without_unit(listing: Listing) -> Listing:
    columns = (replace(one, shown=one.shown and one.name not in _OF_ALL) for one in listing.columns)
    return replace(listing, columns=tuple(columns))
