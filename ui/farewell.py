"""What stands on the screen while the program ends and the window is gone already."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import column, label

PATIENCE = 400  # milliseconds: a backup that is done by then needs no word


class Farewell(QWidget):
    """A small window that says that the last backup is being taken; it can't be closed."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Dialog | Qt.WindowType.CustomizeWindowHint)
        dress(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(320)
        bar = QProgressBar(textVisible=False, minimum=0, maximum=0)
        bar.setAccessibleName("正在备份")
        whole = column(scale.FAR, scale.WIDE, scale.FAR, scale.WIDE)
        whole.addWidget(label("正在备份，完成后自动退出…", "strong"))
        whole.addWidget(label("数据都已保存，请不要关闭电脑。", "muted"))
        whole.addWidget(bar)
        self.setLayout(whole)
        self._soon = QTimer(self, singleShot=True, interval=PATIENCE)
        self._soon.timeout.connect(self.show)

    def begin(self, middle: QPoint) -> None:
        """Appear around that place of the screen, unless it ends at once."""
        size = self.sizeHint().expandedTo(self.minimumSize())
        self.move(middle.x() - size.width() // 2, middle.y() - size.height() // 2)
        self._soon.start()

    def end(self) -> None:
        """Go."""
        self._soon.stop()
        self.hide()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay until it is done."""
        event.ignore()
