"""The pages there are, in the order of the side bar, and who opens whom. A page that isn't built isn't listed."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.base.changes import Noun
from desktop.base.listing import Listing
from ui.cases.hits import hits
from ui.cases.list import CaseList
from ui.cases.room import CaseRoom
from ui.desk import Desk
from ui.finder import Hit
from ui.intake.page import IntakePage
from ui.papers.preview import Make, PreviewPage
from ui.papers.saving import Saver
from ui.tables.delegate import Tones
from ui.tables.page import ListPage
from ui.window import MainWindow

STATES: Tones = {
    "state": {
        "在档": "good",
        "脱困": "accent",
        "草稿": "warn",
        "编制": "warn",
        "已锁定": "accent",
        "已审批": "accent",
        "已发放": "good",
        "已作废": "bad",
    }
}
"""The tone of each state, in every list."""


def add_pages(window: MainWindow, desk: Desk, listings: Mapping[Noun, Listing]) -> "Pages":
    """Add every page to the window and show the first."""
    pages = Pages(window, desk, listings)
    window.go("cases")
    return pages


class Pages(QObject):
    """Makes each page when it is first visited, and is what they open one another through."""

    def __init__(self, window: MainWindow, desk: Desk, listings: Mapping[Noun, Listing]) -> None:
        super().__init__(window)
        self._window, self._desk, self._listings = window, desk, listings
        self._saver = Saver(desk, window.messages, window)
        window.add_page("cases", "困难职工", "people", self._make_cases)
        window.add_page("aid", "帮扶发放", "coins", self._make_batches)
        window.add_aside("case", self._make_case)
        window.add_aside("intake", self._make_intake)
        window.add_aside("preview", self._make_preview)
        window.set_finder(hits, self.open_hit)
        window.file_dropped.connect(self.open_import)
        window.add_key("Ctrl+I", self.open_import)

    def show_paper(self, make: Make) -> None:
        """Show a paper, from whatever page: it is made in the worker, and Escape comes back."""
        page = self._window.go("preview")
        if isinstance(page, PreviewPage):
            page.present(make)

    def open_import(self, path: Path | None = None) -> None:
        """Go to the import with this workbook, or with whichever the clerk chooses; one that is looked at stays."""
        page = self._window.go("intake")
        if isinstance(page, IntakePage):
            page.begin(path)

    def open_hit(self, hit: Hit) -> None:
        """Show what the search over everything found."""
        if hit.page == "case":
            self._case().open(hit.record)

    def _make_cases(self) -> QWidget:
        made = CaseList(
            self._desk, self._listings[Noun.CASES], tones=STATES, show_paper=self.show_paper, saver=self._saver
        )
        made.opened.connect(lambda number: self._case().open(number))
        made.new_asked.connect(lambda: self._case().new())
        made.resumed.connect(lambda name: self._case().resume(name))
        made.history_asked.connect(lambda number: self._case().open_history(number))
        made.import_asked.connect(self.open_import)
        return made

    def _make_case(self) -> QWidget:
        made = CaseRoom(self._desk, neighbour=self._neighbour, show_paper=self.show_paper)
        made.left.connect(self._window.leave)
        made.told.connect(self._window.messages.notice)
        return made

    def _case(self) -> CaseRoom:
        """The form of a file, in sight."""
        page = self._window.go("case")
        assert isinstance(page, CaseRoom)  # noqa: S101  (it is what the factory above made)
        return page

    def _neighbour(self, number: int, by: int) -> int | None:
        """The file so many places after another in the list as it is shown."""
        page = self._window.page("cases")
        return page.neighbour(number, by) if isinstance(page, CaseList) else None

    def _make_batches(self) -> QWidget:
        return ListPage(self._desk, self._listings[Noun.BATCHES], title="帮扶发放", measure="批", tones=STATES)

    def _make_intake(self) -> QWidget:
        made = IntakePage(self._desk, self._saver)
        made.left.connect(self._window.leave)
        made.entered.connect(lambda: self._window.go("cases"))
        return made

    def _make_preview(self) -> QWidget:
        made = PreviewPage(self._desk, self._saver)
        made.left.connect(self._window.leave)
        return made
