"""The dialog of an operation with many fields."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from ui.forms.dialog import FormDialog
from ui.look import scale
from ui.look.roles import dress

_AROUND = 240  # pixels of the screen that the fields leave free


class TallDialog(FormDialog):
    """As high as its fields are with all that is said under them, or as the screen allows: then they scroll."""

    def __init__(self, *args: Any, **named: Any) -> None:
        self._scroll = QScrollArea(widgetResizable=True)
        super().__init__(*args, **named)

    def open(self) -> None:
        """Show it as high as its fields need and the screen allows."""
        super().open()
        self._fit()
        self._close_up()

    def _lay_out_unseen(self) -> None:
        super()._lay_out_unseen()
        self._fit()
        super()._lay_out_unseen()  # what stands around the fields has heard of their height only then

    def _fit(self) -> None:
        """As high as the fields are at this width with all that is said under them, or as the screen allows."""
        needed = self.form.heightForWidth(self._scroll.viewport().width())
        room = self.screen().availableGeometry().height() - _AROUND
        self._scroll.setFixedHeight(min(needed, room))

    def _close_up(self) -> None:
        """Be as high as what stands in it, and stay on the screen; ``adjustSize`` stops at two thirds of it."""
        whole, screen = self.layout(), self.screen().availableGeometry()
        if whole is not None:
            self.resize(self.width(), whole.totalHeightForWidth(self.width()))
        below = self.frameGeometry().bottom() - screen.bottom()
        if below > 0:
            self.move(self.x(), max(screen.top(), self.y() - below))

    def _body(self) -> QWidget:
        self._scroll.setWidget(dress(self.form, "clear"))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.form.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        self.form.setContentsMargins(0, 0, scale.APART, 0)  # where the scroll bar comes
        return self._scroll

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the fields when what is said under them takes more room or less."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.form and self.isVisible():
            QTimer.singleShot(0, self, self._fit)  # the fields place themselves first
        return super().eventFilter(watched, event)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.form.isAncestorOf(now):
            self._scroll.ensureWidgetVisible(now, 0, scale.CONTROL)
