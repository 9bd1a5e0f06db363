"""Which papers of pilots are printed: asked from a list of theirs, or from one's page."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.base.changes import Noun
from ui.pilots.reach import Reach
from ui.tables.page import ListPage


def offer_papers(page: ListPage, reach: Reach, noun: Noun, *, folded: bool = False) -> None:
    """Add “打印…” (Ctrl+P) to a list, or to its 更多 menu: the papers of what is chosen in it."""

    def ask() -> None:
        if chosen := page.chosen():
            ask_papers(page, reach, chosen, noun)

    page.add_action("打印…", ask, icon="print", needs_selection=True, shortcut="Ctrl+P", folded=folded)


def ask_papers(parent: QWidget, reach: Reach, numbers: Sequence[int], noun: Noun) -> None:
    """Ask which papers of these records are to be shown."""
    from ui.papers.choosing import choose_papers  # noqa: PLC0415  (what is only looked at prints nothing)

    choose_papers(parent, reach.desk, reach.show_paper, numbers, noun)
