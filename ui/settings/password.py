"""The office password: another one, whether this PC remembers it, and when the window locks itself."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.base.changes import Change, Progress
from desktop.base.errors import ForbiddenError, KnownError
from ui import remembering
from ui.desk import Desk
from ui.idle import KEY, kept_minutes
from ui.look import places
from ui.newoffice import NewPassword
from ui.papers.preview import Show
from ui.settings.section import Section, beside, boxed
from ui.widgets.dialogs import PasswordDialog
from ui.widgets.password import PasswordLine
from ui.widgets.pieces import Combo, Tick, button, label, section_heading

if TYPE_CHECKING:
    from desktop.office.office import Office

_MINUTES = (5, 10, 15, 30, 60, 0)
_WORDS = (
    "更换后，新的文件和以后的备份用新密码；以前的备份仍用旧密码。换好会显示新的《密码封存单》，请打印封存，旧单销毁。"
)
_WRONG = "现在的密码不对，没有更换。"


class PasswordSection(Section):
    """Changing the password needs the present one.

    Signals:
        minutes_chosen: after how many minutes without a touch the office is locked; 0 for never.
    """

    minutes_chosen = Signal(int)

    def __init__(self, desk: Desk, show_paper: Show) -> None:
        super().__init__("密码与锁定")
        self._desk, self._show_paper = desk, show_paper
        self._path = Path()
        self.present, self.new = PasswordLine("现在的密码"), NewPassword()
        self._finding = label(role="bad", wrap=True)
        self._finding.hide()
        self.change_button = button("更换密码", self.change, role="primary")
        self.remember = Tick("在这台电脑上记住密码")
        self.minutes = Combo()
        self.minutes.setAccessibleName("自动锁定")
        for one in _MINUTES:
            self.minutes.addItem(f"{one} 分钟没有操作" if one else "不自动锁定", one)
        self._assemble()
        self.remember.clicked.connect(self._on_remember)
        self.minutes.activated.connect(self._on_minutes)

    @property
    def dirty(self) -> bool:
        """A password that is typed is never kept back from closing."""
        return False

    def refresh(self) -> None:
        """Show what is chosen on this PC."""
        self.minutes.setCurrentIndex(max(0, self.minutes.findData(kept_minutes())))
        self._desk.ask(lambda office: office.path, self._show, key=(id(self), "path"))

    def change(self) -> None:
        """Encrypt the file under the new password, where the present one is right."""
        said = self.new.finding()
        if not self.present.text():
            said = "请先输入现在的密码。"
        self._tell(said)
        if said:
            return
        self.change_button.setEnabled(False)
        password = self.new.password()
        work = partial(_change, self.present.text(), password)
        self._desk.long(work, "正在更换密码", partial(self._on_changed, password), self._on_failed)

    def _assemble(self) -> None:
        words = label(_WORDS, "hint", wrap=True)
        self.body.addWidget(
            boxed(
                section_heading("更换办公密码"),
                words,
                self.present,
                self.new,
                self._finding,
                beside(self.change_button),
            )
        )
        self.body.addWidget(boxed(self.remember, label(remembering.MEANING, "hint", wrap=True)))
        lock = label("锁定时关闭办公文件，窗口里什么也看不到；随时可按 Ctrl+L 锁定。", "hint", wrap=True)
        self.body.addWidget(boxed(beside(label("自动锁定", "label"), self.minutes), lock))
        self.read()

    def _show(self, path: Path) -> None:
        self._path = path
        self.remember.setChecked(remembering.is_remembered(path))

    def _on_changed(self, password: str, _: Change) -> None:
        self.change_button.setEnabled(True)
        self.present.clear()
        self.new.begin()
        if remembering.is_remembered(self._path) and not remembering.remember(self._path, password):
            remembering.forget(self._path)
            self.told.emit(remembering.FAILED)
        path = self._path
        self._show_paper(lambda office: office.outputs.envelope(path, password))

    def _on_failed(self, error: KnownError) -> None:
        self.change_button.setEnabled(True)
        self._tell(error.sentence)
        self.present.setFocus()
        self.present.selectAll()

    def _tell(self, text: str) -> None:
        self._finding.setText(text)
        self._finding.setVisible(bool(text))

    def _on_remember(self, wanted: bool) -> None:
        if not wanted:
            remembering.forget(self._path)
            return
        self.remember.setChecked(False)
        password = PasswordDialog.ask(self, title="在这台电脑上记住密码", text=remembering.MEANING, verb="记住")
        if password is not None:
            self._desk.ask(lambda office: office.is_password(password), partial(self._on_proved, password))

    def _on_proved(self, password: str, right: bool) -> None:
        kept = right and remembering.remember(self._path, password)
        self.remember.setChecked(kept)
        if not kept:
            self.told.emit(remembering.FAILED if right else "密码不对，没有记住。")

    def _on_minutes(self) -> None:
        chosen = int(self.minutes.currentData())
        places.keep(KEY, chosen)
        self.minutes_chosen.emit(chosen)


def _change(present: str, new: str, office: "Office", _progress: Progress) -> Change:
    if not office.is_password(present):
        raise ForbiddenError(_WRONG)
    return office.change_password(new)
