"""What every tab of an enterprise's page is."""

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from desktop.base.changes import Noun
from ui.pilots.reach import Reach


class UnitTab(QWidget):
    """One tab about the enterprise that is shown; it asks the desk itself, with a key of its own.

    Attributes:
        title: what stands on the tab, and by what it is opened.
        nouns: of which changes it wants to be told; ``of`` is called again then.
    """

    title: ClassVar[str] = ""
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.PILOTS})

    def __init__(self, reach: Reach) -> None:
        super().__init__()
        self.reach = reach
        self.setAccessibleName(self.title)

    def of(self, number: int) -> None:
        """Show this enterprise. Called only while the tab is seen, and again whenever something of it may be new."""
        raise NotImplementedError
