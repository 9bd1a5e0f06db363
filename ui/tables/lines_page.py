"""The page of a record that has lines: how it stands above, their list below, one of them beside it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from desktop.base.changes import Change, Noun
from ui.desk import Desk
from ui.look import scale
from ui.papers.outlets import Outlets, menu_button, papers_of
from ui.papers.saving import save_shown
from ui.tables.follower import FactsFollower
from ui.tables.page import ListPage
from ui.widgets.elided import Elided
from ui.widgets.page import PageToLeave, leave_or_tell
from ui.widgets.pieces import column

if TYPE_CHECKING:
    from desktop.office.office import Office
    from desktop.office.printouts import Printout


class LinesPage(PageToLeave):
    """It asks for itself and follows every change; Escape closes the panel beside the list, then the page.

    A subclass says what is asked (``ask``), and what the panel shows (``line_panel``) of what ``read_line`` finds; it
    builds what stands above the list.

    Attributes:
        OF: what it is the page of, and so of what its papers are.
        NOUNS: the changes after which it asks again.

    Signals:
        left: the clerk went back, or the record is no more.
    """

    OF: ClassVar[Noun]
    NOUNS: ClassVar[frozenset[Noun]]

    def __init__(
        self,
        desk: Desk,
        number: int,
        lines: ListPage,
        read_line: "Callable[[int, Office], Any]",
        outlets: Outlets | None,
    ) -> None:
        super().__init__()
        self._desk, self._number, self._outlets = desk, number, outlets or Outlets()
        self.title, self.list = Elided(role="title"), lines
        desk.changed.connect(self._on_change)  # before the panel, which may show what this asks for
        self.follower = FactsFollower(lines, desk, read_line, self.line_panel, self.NOUNS)
        self.setFocusProxy(lines)
        lines.opened.connect(self._open_panel)

    @property
    def number(self) -> int:
        """The record."""
        return self._number

    def ask(self) -> None:
        """Ask for what stands above the list, by ``ask_about``."""
        raise NotImplementedError

    def line_panel(self, facts: Any) -> tuple[QWidget, str]:
        """The panel of a line, with its title."""
        raise NotImplementedError

    def ask_about(self, question: "Callable[[int, Office], Any]", then: Callable[[Any], object], key: str) -> None:
        """Ask something about the record; the page is left where there is none any more."""
        gone = partial(leave_or_tell, self, self._desk)
        self._desk.ask(partial(question, self._number), then, gone, key=(id(self), key))

    def preview(self, name: str) -> None:
        """Show a paper of the record."""
        if self._outlets.show is not None:
            self._outlets.show(partial(_paper, name, self._number))

    def save_lines(self, name: str) -> None:
        """Save the list as it is shown as a sheet whose name begins like this."""
        if self._outlets.saver is not None:
            save_shown(self.list, self._outlets.saver, name)

    def print_menu(self, text: str, export: Callable[[], object]) -> QPushButton:
        """A button for the papers of the record, and for its list as a sheet, which is called by this text."""
        papers = papers_of(self.OF, self.preview) if self._outlets.show is not None else []
        sheet = [(text, "sheet", export)] if self._outlets.saver is not None else []
        return menu_button(self, "打印和导出 ▾", "print", papers, apart=sheet)

    def assemble(self, top: QBoxLayout, *above: QWidget) -> None:
        """Put the line of buttons, what stands above the list, and the list below one another."""
        upper = column(scale.WIDE, scale.APART, scale.WIDE, 0)
        upper.addLayout(top)
        for one in above:
            upper.addWidget(one)
        whole = column(gap=0)
        whole.addLayout(upper)
        whole.addWidget(self.list, 1)
        self.setLayout(whole)

    def _open_panel(self, _: int) -> None:
        self.follower.open()

    def _on_change(self, change: Change, _initiator: object) -> None:
        if change.nouns & self.NOUNS:
            self.ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the panel, then the page."""
        if event.key() == Qt.Key.Key_Escape and self.list.panel.isVisible():
            self.list.panel.shut()
        else:
            super().keyPressEvent(event)


def _paper(name: str, number: int, office: "Office") -> "Printout":
    return office.outputs.bundle([name], [number])
