"""The message bar: what happened, without stopping anybody."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import button, icon_button, label, row

LINGERS = 10_000
"""Milliseconds that a notice stays; errors stay until they are closed."""


class MessageBar(QFrame):
    """One sentence at a time: a notice that goes by itself, a caution or an error that stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = label(wrap=True)
        self._text.setAccessibleName("消息")
        self._action = button("", self._act, role="link")
        self._deed: Callable[[], object] | None = None
        self._failed = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self.setLayout(self._assemble())
        self.setMinimumHeight(scale.CONTROL)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that stands there."""
        return self._text.text()

    def notice(self, text: str, action: str = "", deed: Callable[[], object] | None = None) -> None:
        """What was done, with at most one thing to do about it, such as 撤销."""
        self._show("notice", text, action, deed)
        self._timer.start(LINGERS)

    def caution(self, text: str, action: str = "", deed: Callable[[], object] | None = None) -> None:
        """What the clerk should know before going on."""
        self._show("caution", text, action, deed)

    def error(self, text: str, action: str = "", deed: Callable[[], object] | None = None) -> None:
        """What couldn't be done."""
        self._show("error", text, action, deed)

    def leave(self) -> None:
        """The clerk goes on to something else: what couldn't be done is over."""
        if self._failed:
            self.hide()

    def _assemble(self) -> QHBoxLayout:
        made = row(scale.WIDE, 0, scale.NEAR, 0)
        made.addWidget(self._text, 1)
        made.addWidget(self._action)
        made.addWidget(icon_button("close", "关闭消息", self.hide))
        return made

    def _show(self, role: str, text: str, action: str, deed: Callable[[], object] | None) -> None:
        self._timer.stop()
        self._failed = role == "error"
        dress(self, role)
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._deed = deed
        self.show()

    def _act(self) -> None:
        deed = self._deed
        self.hide()
        if deed is not None:
            deed()

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget the deed, so that nothing is held."""
        self._deed = None
        super().hideEvent(event)
