"""The page of a record that stands in a list: the ones before and after it are a key away."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton

from ui.desk import Desk
from ui.forms.record_page import O, RecordPage
from ui.widgets.pieces import icon_button

Neighbour = Callable[[int, int], int | None]
"""The record so many places after another in the list as it is shown; None where it ends."""


class ListedPage(RecordPage[O]):
    """Alt+PgUp and Alt+PgDn open the record before and after; saving with the next opens the one after it.

    Attributes:
        COUNTED: the word by which such records are counted.
    """

    COUNTED: ClassVar[str]

    def __init__(self, desk: Desk, neighbour: Neighbour, *args: Any, **kwargs: Any) -> None:
        super().__init__(desk, *args, **kwargs)
        self._neighbour = neighbour
        self._before = self._way("chevron-up", f"上一{self.COUNTED}（Alt+PgUp）", "Alt+PgUp", -1)
        self._after = self._way("chevron-down", f"下一{self.COUNTED}（Alt+PgDn）", "Alt+PgDown", 1)

    def new(self) -> None:
        """Begin a new one."""
        raise NotImplementedError

    def _begin_anew(self) -> None:
        self.new()

    def _way(self, icon: str, text: str, key: str, by: int) -> QAbstractButton:
        made = icon_button(icon, text, partial(self._go, by))
        self.action_row.addWidget(made)
        QShortcut(QKeySequence(key), self).activated.connect(partial(self._go, by))
        return made

    def _go(self, by: int) -> None:
        other = None if self.number is None else self._neighbour(self.number, by)
        if other is not None:
            self.open(other)
        else:
            self.say(f"已经是列表的{'第' if by < 0 else '最后'}一{self.COUNTED}")

    def _next(self, was_new: bool) -> bool:
        other = None if was_new or self.number is None else self._neighbour(self.number, 1)
        if was_new:
            self.new()
        elif other is not None:
            self.open(other)
        return was_new or other is not None
