"""The pages there are, in the order of the side bar: one line each. A page that isn't built isn't listed."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.base.changes import Noun
from desktop.base.listing import Listing
from ui.desk import Desk
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


def add_pages(window: MainWindow, desk: Desk, listings: Mapping[Noun, Listing]) -> None:
    """Add every page to the window and show the first."""
    saver = Saver(desk, window.messages, window)

    def preview() -> QWidget:
        made = PreviewPage(desk, saver)
        made.left.connect(window.leave)
        return made

    def show_paper(make: Make) -> None:
        """Show a paper, from whatever page: it is made in the worker, and Escape comes back."""
        page = window.go("preview")
        if isinstance(page, PreviewPage):
            page.present(make)

    def intake() -> QWidget:
        made = IntakePage(desk, saver)
        made.left.connect(window.leave)
        made.entered.connect(partial(window.go, "cases"))
        return made

    def open_import(path: Path | None = None) -> None:
        """Go to the import with this workbook, or with whichever the clerk chooses; one that is looked at stays."""
        page = window.go("intake")
        if isinstance(page, IntakePage):
            page.begin(path)

    def cases() -> QWidget:
        return ListPage(desk, listings[Noun.CASES], title="困难职工", measure="户", tones=STATES)

    def batches() -> QWidget:
        return ListPage(desk, listings[Noun.BATCHES], title="帮扶发放", measure="批", tones=STATES)

    window.add_page("cases", "困难职工", "people", cases)
    window.add_page("aid", "帮扶发放", "coins", batches)
    window.add_aside("preview", preview)
    window.add_aside("intake", intake)
    window.file_dropped.connect(open_import)
    window.add_key("Ctrl+I", open_import)
    window.go("cases")
