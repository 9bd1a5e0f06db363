"""A line for a password: hidden, shown at will, with a word on its strength below."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from ui.look import icons


class PasswordLine(QLineEdit):
    """Hides what is typed; the eye at its end shows it. The input method is off, so that nothing is typed unseen."""

    def __init__(self, name: str) -> None:
        super().__init__(echoMode=QLineEdit.EchoMode.Password)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData)
        self._eye = QAction("显示密码", self)
        icons.put(self._eye, "eye")
        self._eye.triggered.connect(self._toggle)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)

    @property
    def revealed(self) -> bool:
        """Whether the password can be read."""
        return self.echoMode() is QLineEdit.EchoMode.Normal

    def hide_text(self) -> None:
        """Hide the password again."""
        self.setEchoMode(QLineEdit.EchoMode.Password)
        icons.put(self._eye, "eye")
        self._eye.setText("显示密码")

    def _toggle(self) -> None:
        if self.revealed:
            self.hide_text()
            return
        self.setEchoMode(QLineEdit.EchoMode.Normal)
        icons.put(self._eye, "eye-off")
        self._eye.setText("隐藏密码")
