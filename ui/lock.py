"""What stands in the window while the office is locked: nothing of it, and the way back."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel

from ui.look import icons, scale
from ui.widgets.page import Page
from ui.widgets.password import PasswordLine
from ui.widgets.pieces import button, card, column, label, row

_WIDTH = 360


class LockPage(Page):
    """Asks for the office password.

    Signals:
        unlock_asked: the password as typed.
        leave_asked: the clerk wants to end the program.
    """

    unlock_asked = Signal(str)
    leave_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._text, self._finding = label(role="muted", wrap=True), label(role="bad", wrap=True)
        self.line = PasswordLine("办公密码")
        self._unlock = button("解锁", self._ask, icon="lock", role="primary")
        self._mark = QLabel()
        self.line.returnPressed.connect(self._ask)
        self.line.textChanged.connect(self._judge)
        self._assemble()

    def begin(self, text: str = "已锁定，数据都已保存。输入办公密码继续。") -> None:
        """Empty the line and wait for the password."""
        self._text.setText(text)
        self._mark.setPixmap(icons.icon("lock", "muted").pixmap(QSize(32, 32), self.devicePixelRatioF()))
        self.line.clear()
        self.line.hide_text()
        self.set_busy(busy=False)
        self.refuse("")

    def refuse(self, sentence: str) -> None:
        """Say why it wasn't opened; what was typed stays, selected."""
        self.set_busy(busy=False)
        self._finding.setText(sentence)
        self._finding.setVisible(bool(sentence))
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, *, busy: bool) -> None:
        """Wait for the answer."""
        self.line.setEnabled(not busy)
        self._unlock.setText("正在打开…" if busy else "解锁")
        self._unlock.setEnabled(not busy and bool(self.line.text()))

    def _assemble(self) -> None:
        frame, inside = card(), column(scale.FAR, scale.FAR, scale.FAR, scale.FAR, gap=scale.APART)
        frame.setFixedWidth(_WIDTH)
        inside.addWidget(self._mark)
        inside.addWidget(self._text)
        inside.addWidget(self.line)
        inside.addWidget(self._finding)
        buttons = row()
        buttons.addWidget(button("退出程序", self.leave_asked.emit, role="quiet"))
        buttons.addStretch(1)
        buttons.addWidget(self._unlock)
        inside.addLayout(buttons)
        frame.setLayout(inside)
        whole = column()
        whole.addStretch(2)
        whole.addWidget(frame, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(3)
        self.setLayout(whole)

    def _judge(self) -> None:
        self._unlock.setEnabled(bool(self.line.text()))
        self._finding.hide()

    def _ask(self) -> None:
        if self.line.text():
            self.set_busy(busy=True)
            self.unlock_asked.emit(self.line.text())
