"""What a form page asks of its parts, and what they share."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.base.findings import Finding


class Part(QWidget):
    """A part of a form page; a subclass says what stands in it.

    Signals:
        changed: the clerk changed something; what it carries is the subclass's own.
        dirtied: whether there is anything that isn't saved.
        finished: Enter at the end: the next part is entered.
        judged: what is shown about it may be new.
    """

    changed = Signal()
    dirtied = Signal(bool)
    finished = Signal()
    judged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._dirty = False
        self.sections: dict[str, QWidget] = {}

    @property
    def dirty(self) -> bool:
        """Whether the clerk changed anything since it was shown or saved."""
        return self._dirty

    def set_clean(self) -> None:
        """What stands there is saved."""
        raise NotImplementedError

    def unsaved(self) -> object:
        """What isn't saved, as typed, for keeping; nothing where it is as it was saved."""
        raise NotImplementedError

    def restore(self, kept: Any) -> None:
        """Put back what ``unsaved`` gave over what is saved."""
        raise NotImplementedError

    def show_all_findings(self) -> tuple[Finding, ...]:
        """Judge everything, also what is missing, as before saving; returns what was found."""
        raise NotImplementedError

    def set_findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Show a check's findings, instead of the last check's; returns those that have no place here."""
        raise NotImplementedError

    def level(self, group: str) -> str:
        """The worst of what is shown in a section: ``bad``, ``warn`` or nothing."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Go to the first place that refuses, or else to the first."""
        raise NotImplementedError

    def enter(self, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
        """Go to the first place."""
        raise NotImplementedError

    def _set_dirty(self, dirty: bool) -> None:
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirtied.emit(dirty)
