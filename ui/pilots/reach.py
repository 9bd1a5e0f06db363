"""What the sections of the page of pilots and the tabs of an enterprise reach beyond themselves."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from desktop.base.changes import Noun
from desktop.base.listing import Listing, Query
from ui.desk import Desk

if TYPE_CHECKING:
    from ui.papers.preview import Show
    from ui.papers.saving import Saver
    from ui.widgets.page import PageToLeave

TITLE = "产改试点"
"""What the page is called, whichever section is seen."""


class Reach(NamedTuple):
    """The office, its lists, papers and sheets, and the pages around.

    Attributes:
        open_unit: shows the enterprise of that number, at the tab of that title if one is named.
        new_unit: begins a new enterprise.
        show_query: shows the list of pilots that a figure counts, in its section.
        push: shows a page over what is seen; its ``left`` leads back.
        open_fund: shows the fund of that number.
    """

    desk: Desk
    listings: Mapping[Noun, Listing]
    show_paper: "Show"
    saver: "Saver"
    open_unit: Callable[[int, str], object]
    new_unit: Callable[[], object]
    show_query: Callable[[Query], object]
    push: Callable[["PageToLeave"], object]
    open_fund: Callable[[int], object]
