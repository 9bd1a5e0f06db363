"""The few questions that stop the clerk: password, a name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QWidget

from ui.look import scale
from ui.widgets.password import PasswordLine
from ui.widgets.pieces import button, column, label, row


class _Question(QDialog):
    """A sentence, an input, 取消 and one verb; the verb is only enabled when there is an answer."""

    def __init__(self, parent: QWidget | None, title: str, text: str, verb: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self._verb = button(verb, self.accept, role="primary")
        self._verb.setDefault(True)
        self._inputs = column()
        whole = column(scale.FAR, scale.FAR, scale.FAR, scale.WIDE, gap=scale.APART)
        whole.addWidget(label(title, "heading"))
        if text:
            whole.addWidget(label(text, "muted", wrap=True))
        whole.addLayout(self._inputs)
        whole.addLayout(self._buttons())
        self.setLayout(whole)

    def answer(self) -> str:
        """What was answered, without blanks at the ends."""
        raise NotImplementedError

    def answered(self) -> str | None:
        """Ask, and then die: what was answered, None where the clerk cancelled."""
        accepted = self.exec() == QDialog.DialogCode.Accepted
        self.deleteLater()
        return self.answer() if accepted else None

    def _buttons(self) -> QHBoxLayout:
        made = row()
        made.addStretch(1)
        cancel = button("取消", self.reject)
        cancel.setAutoDefault(False)
        made.addWidget(cancel)
        made.addWidget(self._verb)
        return made

    def _judge(self) -> None:
        self._verb.setEnabled(bool(self.answer()))


class PasswordDialog(_Question):
    """Asks for the office password before something that not everybody may do."""

    def __init__(self, parent: QWidget | None, title: str, text: str, verb: str) -> None:
        super().__init__(parent, title, text, verb)
        self._line = PasswordLine("办公密码")
        self._line.textChanged.connect(self._judge)
        self._inputs.addWidget(self._line)
        self._judge()

    @classmethod
    def ask(cls, parent: QWidget | None, *, title: str, text: str = "", verb: str = "确定") -> str | None:
        """The password, or None where the clerk cancelled."""
        return cls(parent, title, text, verb).answered()

    def answer(self) -> str:
        """The password as typed."""
        return self._line.text()


class TextDialog(_Question):
    """Asks for one line, such as the name of a tab."""

    def __init__(self, parent: QWidget | None, title: str, text: str, verb: str, usual: str) -> None:
        super().__init__(parent, title, text, verb)
        self._line = QLineEdit(usual, maxLength=40)
        self._line.setAccessibleName(title)
        self._line.selectAll()
        self._line.textChanged.connect(self._judge)
        self._inputs.addWidget(self._line)
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._judge()

    @classmethod
    def ask(cls, parent: QWidget | None, title: str, text: str = "", verb: str = "确定", usual: str = "") -> str | None:
        """The line, or None where the clerk cancelled."""
        return cls(parent, title, text, verb, usual).answered()

    def answer(self) -> str:
        """The line."""
        return self._line.text().strip()
