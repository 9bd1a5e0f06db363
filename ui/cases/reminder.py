"""What chosen files lack, as a text for the units; it can be changed before it is copied."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from ui.desk import Desk
from ui.look import scale
from ui.widgets.pieces import button, column, label, row

_SIZE = (560, 380)


class ReminderDialog(QDialog):
    """Shows the text as soon as the office has it; Ctrl+Enter copies it and closes, Escape closes."""

    def __init__(self, parent: QWidget, desk: Desk, numbers: Sequence[int]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("催补材料")
        self.resize(*_SIZE)
        self.text = QPlainTextEdit(tabChangesFocus=True)
        self.text.setAccessibleName("催补说明")
        self.copy = button("复制", self.take, role="primary")
        self.copy.setToolTip("复制并关闭（Ctrl+Enter）")
        self.copy.setEnabled(False)
        self._assemble(len(numbers))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.copy.click)
        wanted = tuple(numbers)
        desk.ask(lambda office: office.documents.reminder(wanted), self._show, key=(id(self), "text"))

    def take(self) -> None:
        """Put it on the clipboard and close."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.accept()

    def _assemble(self, count: int) -> None:
        whole = column(scale.FAR, scale.FAR, scale.FAR, scale.WIDE, gap=scale.APART)
        whole.addWidget(label("催补材料", "heading"))
        said = f"选中 {count} 户还缺的材料，按单位排列，可以改好再复制；不含证件号码和银行卡号。"
        whole.addWidget(label(said, "muted", wrap=True))
        whole.addWidget(self.text, 1)
        buttons = row()
        buttons.addStretch(1)
        for one in (button("取消", self.reject), self.copy):
            one.setAutoDefault(False)
            buttons.addWidget(one)
        whole.addLayout(buttons)
        self.setLayout(whole)

    def _show(self, text: str) -> None:
        self.text.setPlainText(text)
        self.copy.setEnabled(True)
        self.copy.setFocus(Qt.FocusReason.OtherFocusReason)
