"""The first window: choose an office file, give its password, or make a new one."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QWidget

from desktop.base.errors import FileBusyError, FileDamagedError, KnownError, WrongPasswordError
from desktop.base.paths import demo_file
from desktop.office.opening import Backup, newest_backup
from ui import remembering
from ui.look import icons, scale
from ui.look.roles import dress
from ui.newoffice import SUFFIX, NewOfficePage
from ui.offices import recent_offices
from ui.widgets.elided import Elided
from ui.widgets.page import Page
from ui.widgets.password import PasswordLine
from ui.widgets.pieces import Tick, button, clear, column, label, row
from ui.widgets.tile import Tile

KINDS = f"办公文件 (*{SUFFIX})"
_SIZE = QSize(560, 560)
_FIRST = "还没有打开过办公文件。第一次使用请点“新建办公文件”，或先打开演示看看。"
_FORGOTTEN = "忘了密码，请取出保险柜里的《密码封存单》；没有密码，谁也打不开这个文件。"


class Opening(NamedTuple):
    """An office file to open."""

    path: Path
    password: str
    remember: bool = False


class Recovery(NamedTuple):
    """A backup to put in the place of an office file that can't be opened, and the password of both."""

    path: Path
    backup: Path
    password: str


class StartWindow(Page):
    """One quiet window for everything before the office is open; it stays until it is.

    Signals:
        open_asked: an ``Opening``.
        restore_asked: a ``Recovery``.
        make_asked: a ``NewOffice``.
        demo_asked: path of the demo office.
        left: the clerk closed it.
    """

    open_asked = Signal(object)
    restore_asked = Signal(object)
    make_asked = Signal(object)
    demo_asked = Signal(Path)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("娘家人")
        self.resize(_SIZE)
        self.setMinimumSize(480, 480)
        self._done = False
        self._stack = QStackedWidget()
        self.choosing, self.unlocking, self.making = ChoosePage(), PasswordPage(), NewOfficePage()
        for page in (self.choosing, self.unlocking, self.making):
            self._stack.addWidget(page)
        whole = column(40, 32, 40, 28, gap=scale.FAR)
        whole.addLayout(_brand(self.devicePixelRatioF()))
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        self._wire()

    def ask_password(self, path: Path) -> None:
        """Ask for the password of that office file."""
        self.unlocking.begin(path)
        self._stack.setCurrentWidget(self.unlocking)

    def choose(self, finding: str = "") -> None:
        """Let the clerk choose; ``finding`` says what was wrong with the last choice."""
        self.choosing.begin(finding)
        self._stack.setCurrentWidget(self.choosing)

    def refuse(self, error: KnownError) -> None:
        """Say why it couldn't be opened or made, under what was typed."""
        page = self._stack.currentWidget()
        if isinstance(page, PasswordPage | NewOfficePage):
            page.refuse(error)
        else:
            self.choose(error.sentence)

    def finish(self) -> None:
        """Go: the office is open."""
        self._done = True
        self.close()

    def _wire(self) -> None:
        self.choosing.chosen.connect(self.ask_password)
        self.choosing.browse_asked.connect(self._browse)
        self.choosing.make_asked.connect(self._make)
        self.choosing.demo_asked.connect(self._demo)
        self.unlocking.open_asked.connect(self.open_asked)
        self.unlocking.restore_asked.connect(self.restore_asked)
        self.unlocking.left.connect(self.choose)
        self.making.make_asked.connect(self.make_asked)
        self.making.left.connect(self.choose)

    def _browse(self) -> None:
        last = next((str(one.parent) for one in recent_offices()), "")
        name, _ = QFileDialog.getOpenFileName(self, "打开办公文件", last, KINDS)
        if name:
            self.ask_password(Path(name))

    def _make(self) -> None:
        self.making.begin()
        self._stack.setCurrentWidget(self.making)

    def _demo(self) -> None:
        self.choosing.set_busy("正在准备演示办公文件…")
        self.demo_asked.emit(demo_file())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the choice."""
        if event.key() == Qt.Key.Key_Escape and self._stack.currentWidget() is not self.choosing:
            self.choose()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the clerk wants no office."""
        super().closeEvent(event)
        if not self._done:
            self._done = True
            self.left.emit()


class ChoosePage(QWidget):
    """The office files opened last, and the ways to another one.

    Signals:
        chosen: path of an office file.
        browse_asked, make_asked, demo_asked: another file, a new one, the demo.
    """

    chosen = Signal(Path)
    browse_asked = Signal()
    make_asked = Signal()
    demo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._finding = label(role="bad", wrap=True)
        self._list = column(gap=2)
        self._heading = label("最近打开", "muted")
        scroll, inside = QScrollArea(widgetResizable=True), dress(QWidget(), "clear")
        inside.setLayout(self._list)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        whole = column(gap=scale.NEAR)
        whole.addWidget(self._finding)
        whole.addWidget(self._heading)
        whole.addWidget(scroll, 1)
        self._buttons = (
            button("打开办公文件…", self.browse_asked.emit, icon="folder"),
            button("新建办公文件…", self.make_asked.emit, icon="plus"),
            button("打开演示", self.demo_asked.emit, icon="eye", role="quiet"),
        )
        self._buttons[2].setToolTip("用编造的人和数据试用；与真实数据分开存放")
        ways = row()
        for one in self._buttons:
            ways.addWidget(one)
        ways.addStretch(1)
        whole.addLayout(ways)
        self.setLayout(whole)
        self.begin("")

    def begin(self, finding: str) -> None:
        """Show the files that there are now."""
        self.set_busy("")
        dress(self._finding, "bad")
        self._finding.setText(finding)
        self._finding.setVisible(bool(finding))
        clear(self._list)
        paths = recent_offices()
        self._heading.setVisible(bool(paths))
        for path in paths:
            self._list.addWidget(self._entry(path))
        if not paths:
            self._list.addWidget(label(_FIRST, "muted", wrap=True))
        self._list.addStretch(1)
        first = self._list.itemAt(0).widget()
        (first if isinstance(first, Tile) else self._buttons[1]).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, text: str) -> None:
        """Say what is under way, or that nothing is."""
        dress(self._finding, "muted")
        self._finding.setText(text)
        self._finding.setVisible(bool(text))
        self.setEnabled(not text)

    def _entry(self, path: Path) -> QWidget:
        there = path.exists()
        inside = column(scale.NEAR, 6, scale.NEAR, 6, gap=0)
        inside.addWidget(Elided(path.stem, "strong"))
        inside.addWidget(Elided(str(path.parent) if there else f"没有找到，请确认U盘已插好（{path.parent}）", "hint"))
        made = Tile(f"{path.stem}，{path.parent}" if there else f"{path.stem}，没有找到", inside)
        made.clicked.connect(lambda: self.chosen.emit(path))
        made.setEnabled(there)
        made.setToolTip(str(path))
        return made


class PasswordPage(QWidget):
    """Asks for the password of one office file; what was typed stays when it is refused.

    Signals:
        open_asked: an ``Opening``.
        restore_asked: a ``Recovery``.
        left: the clerk wants another file.
    """

    open_asked = Signal(object)
    restore_asked = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._path = Path()
        self._name, self._place = label(role="heading"), label(role="hint", wrap=True)
        self.line = PasswordLine("办公密码")
        self._remember = Tick("在这台电脑上记住密码")
        self._finding = label(role="bad", wrap=True)
        self._backup: Backup | None = None
        self._restore = button("", self._ask_back, icon="history")
        self._open = button("打开", self._ask, role="primary")
        self.line.textChanged.connect(self._judge)
        self.line.returnPressed.connect(self._ask)
        whole = column(gap=scale.NEAR)
        for part in (self._name, self._place, self.line, self._finding):
            whole.addWidget(part)
        whole.addWidget(self._restore, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._remember)
        whole.addWidget(label(remembering.MEANING, "hint", wrap=True))
        whole.addSpacing(scale.NEAR)
        buttons = row()
        buttons.addWidget(button("换一个文件", self.left.emit, icon="back", role="quiet"))
        buttons.addStretch(1)
        buttons.addWidget(self._open)
        whole.addLayout(buttons)
        whole.addStretch(1)
        whole.addWidget(label(_FORGOTTEN, "hint", wrap=True))
        self.setLayout(whole)

    def begin(self, path: Path) -> None:
        """Ask for the password of that file."""
        self._path = path
        self._name.setText(path.stem)
        self._place.setText(str(path.parent))
        self._remember.setChecked(remembering.is_remembered(path))
        self.line.clear()
        self.line.hide_text()
        self._open.setText("打开")
        self._finding.hide()
        self._restore.hide()
        self._wait(waiting=False)

    def refuse(self, error: KnownError) -> None:
        """Say why it wasn't opened; where it is open elsewhere, the same button tries again.

        Where the file may be damaged, its newest backup is offered.
        """
        self._open.setText("重试" if isinstance(error, FileBusyError) else "打开")
        self._finding.setText(error.sentence)
        self._finding.show()
        self._offer_backup(may_be_damaged=isinstance(error, FileDamagedError | WrongPasswordError))
        self._wait(waiting=False)
        self.line.selectAll()

    def _offer_backup(self, *, may_be_damaged: bool) -> None:
        self._backup = newest_backup(self._path) if may_be_damaged else None
        self._restore.setVisible(self._backup is not None)
        if self._backup is not None:
            taken = f"{self._backup.at:%Y-%m-%d %H:%M}，{self._backup.cases} 户"
            self._restore.setText(f"用备份恢复（{taken}）")
            self._restore.setToolTip("用上面输入的密码打开备份；现在的文件改名留在旁边，不会丢失。")

    def _ask_back(self) -> None:
        if self._backup is not None and self.line.text():
            self._restore.hide()
            self._wait(waiting=True)
            self.restore_asked.emit(Recovery(self._path, self._backup.path, self.line.text()))

    def _wait(self, *, waiting: bool) -> None:
        self.setEnabled(not waiting)
        self._open.setEnabled(bool(self.line.text()))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _judge(self) -> None:
        self._open.setEnabled(bool(self.line.text()))
        self._finding.hide()

    def _ask(self) -> None:
        if self.line.text():
            self._open.setText("正在打开…")
            self._wait(waiting=True)
            self.open_asked.emit(Opening(self._path, self.line.text(), self._remember.isChecked()))


def _brand(dense: float) -> QHBoxLayout:
    mark = QLabel()
    mark.setPixmap(icons.icon("mark", "brand").pixmap(QSize(40, 40), dense))
    words = column(gap=0)
    words.addWidget(label("娘家人", "title"))
    words.addWidget(label("区总工会帮扶工作台 · 资料都在一个加密文件里，不联网", "muted"))
    made = row(gap=scale.APART)
    made.addWidget(mark)
    made.addLayout(words, 1)
    return made
