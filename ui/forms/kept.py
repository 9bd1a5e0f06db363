"""The dialog of an operation with long texts: what is typed is kept until it is done or given up."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.base.changes import Change
from desktop.base.errors import KnownError
from desktop.base.fields import Value, Values
from ui.forms.dialog import Deed
from ui.forms.keeping import Keeper
from ui.forms.tall import TallDialog
from ui.widgets.message import MessageBar
from ui.widgets.pieces import label

if TYPE_CHECKING:
    from desktop.office.drafts import Unsaved
    from desktop.office.office import Office


class KeptDialog(TallDialog):
    """What is typed comes back when the dialog is opened again, whyever it was left, until it is saved or given up.

    ``draft`` is the name under which it is kept, ``kept`` what was kept before, ``called`` what it is about.

    Signals:
        edited: the clerk changed something.
    """

    edited = Signal()

    def __init__(
        self, *args: Any, draft: str, kept: "Unsaved | None", called: str, deed: Deed, values: Values, **named: Any
    ) -> None:
        self.messages, self._state = MessageBar(), label(role="muted")
        super().__init__(*args, deed=partial(_done, deed, draft), values=values, **named)
        self._keeper = Keeper(self._desk, self, lambda: called)
        self._keeper.begin(draft, 0)
        self._values, self._kept = values, kept
        self.form.changed.connect(self._on_edit)

    @property
    def dirty(self) -> bool:
        """Whether anything isn't saved."""
        return self.form.dirty

    def unsaved(self) -> list[object]:
        """What isn't saved, as typed, for keeping."""
        return [self.form.unsaved()]

    def say(self, text: str) -> None:
        """Say something short at the foot."""
        self._state.setText(text)

    def open(self) -> None:
        """Show it with what was kept."""
        if self._kept is not None:
            self.form.restore(self._kept.body[0])
            if self.form.dirty:
                self.messages.caution("已恢复没有保存的内容，保存后生效。", "放弃", self._give_up)
            else:
                self._keeper.drop()
        super().open()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is typed, however the clerk leaves."""
        super().hideEvent(event)
        self._keeper.flush()

    def _give_up(self) -> None:
        self._keeper.drop()
        self.form.set_values(self._values)
        self.say("")

    def _on_edit(self, _: str) -> None:
        self.edited.emit()

    def _begin(self, values: dict[str, Value]) -> None:
        self._keeper.settle()
        super()._begin(values)

    def _on_done(self, change: Change) -> None:
        self.form.set_clean()
        super()._on_done(change)

    def _on_failed(self, error: KnownError) -> None:
        super()._on_failed(error)
        self._keeper.flush()

    def _assemble(self, title: str, text: str) -> None:
        super()._assemble(title, text)
        whole = self.layout()
        if isinstance(whole, QVBoxLayout):
            whole.insertWidget(1, self.messages)

    def _buttons(self) -> QHBoxLayout:
        made = super()._buttons()
        made.insertWidget(0, self._state)
        return made


def _done(deed: Deed, draft: str, office: "Office", values: dict[str, Value]) -> Change:
    """Do it, and forget what was kept of it."""
    change = deed(office, values)
    office.drafts.drop(draft)
    return change
