"""The first dialog: open an office file, or make a new one."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QWidget

from desktop.base.errors import KnownError
from desktop.base.fields import Field
from desktop.office.office import Office
from ui.forms.builder import Form
from ui.look import icons, scale
from ui.widgets.dialogs import PasswordDialog
from ui.widgets.pieces import button, column, label, row

SUFFIX = ".niangjia"
_KINDS = f"办公文件 (*{SUFFIX})"
_SHORTEST = 8


class Started(NamedTuple):
    """The file to open and its password."""

    path: Path
    password: str


class StartDialog(QDialog):
    """Offers to open or to make; a file that was made is ready to open."""

    def __init__(self, parent: QWidget | None = None, missing: Path | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("娘家人")
        self.setMinimumWidth(460)
        self._started: Started | None = None
        self._finding = label(
            f"没有找到“{missing.name}”，请确认优盘已插好，或另选文件。" if missing else "", "bad", wrap=True
        )
        self._finding.setVisible(missing is not None)
        whole = column(scale.FAR, scale.FAR, scale.FAR, scale.FAR, gap=scale.APART)
        mark = label()
        mark.setPixmap(icons.icon("mark", "brand").pixmap(QSize(40, 40), self.devicePixelRatioF()))
        whole.addWidget(mark)
        whole.addWidget(label("娘家人", "title"))
        whole.addWidget(label("区总工会帮扶工作台。所有资料在一个加密文件里，不联网。", "muted", wrap=True))
        whole.addWidget(self._finding)
        whole.addSpacing(scale.NEAR)
        whole.addWidget(button("打开办公文件…", self._open, icon="folder", role="primary"))
        whole.addWidget(button("新建办公文件…", self._make, icon="plus"))
        self.setLayout(whole)

    @classmethod
    def ask(cls, parent: QWidget | None = None, *, missing: Path | None = None) -> Started | None:
        """What to open, or None where the clerk closed the dialog; ``missing`` is a file that wasn't there."""
        dialog = cls(parent, missing)
        dialog.exec()
        started = dialog._started
        dialog.deleteLater()
        return started

    def _open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "打开办公文件", "", _KINDS)
        password = PasswordDialog.ask(self, office=Path(name).stem) if name else None
        if password is not None:
            self._begin(Started(Path(name), password))

    def _make(self) -> None:
        started = NewOfficeDialog.ask(self)
        if started is not None:
            self._begin(started)

    def _begin(self, started: Started) -> None:
        self._started = started
        self.accept()


class NewOfficeDialog(QDialog):
    """Gathers the names, the place and the password of a new office, and makes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("新建办公文件")
        self.setMinimumWidth(520)
        self.started: Started | None = None
        fields = (
            Field(label="本级工会名称", name="name", needed=True),
            Field(label="市总工会名称", name="city"),
        )
        self._form = Form(fields, {}, framed=False)
        self._first, self._second = _password("办公密码"), _password("再输一遍")
        self._finding = label(role="bad", wrap=True)
        whole = column(scale.FAR, scale.FAR, scale.FAR, scale.WIDE)
        whole.addWidget(label("新建办公文件", "heading"))
        whole.addWidget(self._form)
        whole.addWidget(self._first)
        whole.addWidget(self._second)
        whole.addWidget(
            label("密码至少 8 位。忘了密码，谁也打不开文件：请把密码写下，封存在保险柜里。", "hint", wrap=True)
        )
        whole.addWidget(self._finding)
        buttons = row()
        buttons.addStretch(1)
        buttons.addWidget(button("取消", self.reject))
        buttons.addWidget(button("选择位置并新建…", self._make, role="primary"))
        whole.addLayout(buttons)
        self.setLayout(whole)

    @classmethod
    def ask(cls, parent: QWidget | None = None) -> Started | None:
        """The office that was made, or None."""
        dialog = cls(parent)
        dialog.exec()
        started = dialog.started
        dialog.deleteLater()
        return started

    def _make(self) -> None:
        self._form.show_all_findings()
        values, findings = self._form.values()
        self._finding.setText(self._password_finding())
        if findings or self._finding.text():
            return
        name, _ = QFileDialog.getSaveFileName(self, "办公文件放在哪里", f"{values['name']}{SUFFIX}", _KINDS)
        if name:
            self.make(Path(name).with_suffix(SUFFIX), str(values["name"]), str(values.get("city") or ""))

    def make(self, path: Path, name: str, city: str) -> None:
        """Make the file at a path; what prevents it is said in the dialog."""
        try:
            Office.create(path, self._first.text(), name=name, city=city).close()
        except KnownError as error:
            self._finding.setText(error.sentence)
            return
        self.started = Started(path, self._first.text())
        self.accept()

    def _password_finding(self) -> str:
        if len(self._first.text()) < _SHORTEST:
            return f"办公密码至少要 {_SHORTEST} 位。"
        return "" if self._first.text() == self._second.text() else "两次输入的密码不一样，请重输。"


def _password(text: str) -> QLineEdit:
    made = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
    made.setPlaceholderText(text)
    made.setAccessibleName(text)
    return made
