"""Gathers what a new office needs: names, policy, place, and a password typed twice."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from desktop.base.codes import CodeList
from desktop.base.errors import KnownError
from desktop.base.fields import Field, Kind
from desktop.base.passwords import LEAST, Level, strength
from desktop.base.paths import documents
from desktop.office.office import PRESET
from desktop.policy.reading import presets
from ui.forms.builder import Form
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.password import PasswordLine
from ui.widgets.pieces import button, column, label, row

SUFFIX = ".niangjia"
_BAD_IN_NAMES = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))
_TONES = {Level.SHORT: "bad", Level.WEAK: "warn", Level.FAIR: "hint", Level.STRONG: "hint"}


class NewOffice(NamedTuple):
    """An office to make."""

    path: Path
    password: str
    name: str
    city: str
    preset: str


class NewPassword(QWidget):
    """A new password typed twice, with a sentence on how good it is."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = PasswordLine("新密码"), PasswordLine("再输一遍")
        self._says = label(role="hint", wrap=True)
        for line in (self.first, self.second):
            line.textChanged.connect(self._judge)
        pair = row()
        pair.addWidget(self.first, 1)
        pair.addWidget(self.second, 1)
        whole = column(gap=scale.TIGHT)
        whole.addLayout(pair)
        whole.addWidget(self._says)
        self.setLayout(whole)
        self._judge()

    def begin(self) -> None:
        """Empty both lines."""
        for line in (self.first, self.second):
            line.clear()
            line.hide_text()

    def finding(self) -> str:
        """Why the password can't be taken; an empty text where it can."""
        judged = strength(self.first.text())
        if judged.level is Level.SHORT:
            return judged.sentence
        return "" if self.first.text() == self.second.text() else "两次输入的密码不一样，请重输。"

    def password(self) -> str:
        """The password."""
        return self.first.text()

    def _judge(self) -> None:
        judged = strength(self.first.text())
        typed = bool(self.first.text())
        differs = bool(self.second.text()) and not self.first.text().startswith(self.second.text())
        dress(self._says, "bad" if differs else _TONES[judged.level] if typed else "hint")
        words = "两次输入的密码不一样。" if differs else judged.sentence
        self._says.setText(words if typed else f"至少 {LEAST} 位。可以写一句话，又长又好记。")
        self.changed.emit()


class NewOfficePage(QWidget):
    """The form of a new office.

    Signals:
        make_asked: a ``NewOffice``.
        left: the clerk went back.
    """

    make_asked = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._presets = presets()
        fields = (
            Field(label="本级工会名称", name="name", needed=True),
            Field(label="市总工会名称", name="city"),
            Field(label="政策标准", name="preset", kind=Kind.CODE, codes="preset", needed=True),
        )
        self.form = Form(fields, {"preset": CodeList("preset", tuple(self._presets.values()))}, framed=False)
        self.place = QLineEdit()
        self.place.setAccessibleName("文件放在哪里")
        self.password = NewPassword()
        self._finding = label(role="bad", wrap=True)
        self._make = button("新建", self.make, role="primary")
        self._placed = False
        self._assemble()
        self.form.changed.connect(self._propose)
        self.place.textEdited.connect(self._keep_place)

    def begin(self) -> None:
        """Begin anew."""
        self.form.set_values({"preset": self._presets[PRESET]})
        self.password.begin()
        self._placed = False
        self._propose()
        self._wait(waiting=False)
        self._finding.hide()
        self.form.focus_first()

    def refuse(self, error: KnownError) -> None:
        """Say why it wasn't made."""
        self._wait(waiting=False)
        self._tell(error.sentence)

    def make(self) -> None:
        """Ask for the office to be made, where nothing is missing."""
        self.form.show_all_findings()
        values, findings = self.form.values()
        said = self.password.finding()
        self._tell(said)
        if findings or said:
            return
        preset = next(name for name, title in self._presets.items() if title == values["preset"])
        path = Path(self.place.text().strip() or self._proposal())
        wanted = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
        self._wait(waiting=True)
        city = str(values.get("city") or "")
        self.make_asked.emit(NewOffice(wanted, self.password.password(), str(values["name"]), city, preset))

    def _assemble(self) -> None:
        whole = column(gap=scale.TIGHT)
        whole.addWidget(label("新建办公文件", "heading"))
        whole.addWidget(self.form)
        whole.addLayout(self._place_row())
        whole.addWidget(label("可以放在U盘上；备份会放在它旁边的文件夹里。", "hint"))
        whole.addSpacing(scale.NEAR)
        whole.addWidget(label("办公密码", "strong"))
        whole.addWidget(self.password)
        whole.addWidget(
            label("忘了密码谁也打不开文件。建好后会显示《密码封存单》，请打印后锁进保险柜。", "hint", wrap=True)
        )
        whole.addWidget(self._finding)
        whole.addStretch(1)
        buttons = row()
        buttons.addWidget(button("返回", self.left.emit, icon="back", role="quiet"))
        buttons.addStretch(1)
        buttons.addWidget(self._make)
        whole.addLayout(buttons)
        self.setLayout(whole)

    def _place_row(self) -> QHBoxLayout:
        made = row()
        name = dress(label("文件位置"), "label")
        name.setFixedWidth(scale.LABEL)
        made.addWidget(name)
        made.addWidget(self.place, 1)
        made.addWidget(button("选择…", self._choose_place))
        return made

    def _choose_place(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "办公文件放在哪里", self.place.text(), f"办公文件 (*{SUFFIX})")
        if name:
            self.place.setText(name)
            self._placed = True

    def _keep_place(self) -> None:
        self._placed = True

    def _propose(self) -> None:
        if not self._placed:
            self.place.setText(str(self._proposal()))

    def _proposal(self) -> Path:
        values, _ = self.form.values()
        name = str(values.get("name") or "本单位").translate(_BAD_IN_NAMES)
        return documents() / f"{name}{SUFFIX}"

    def _wait(self, *, waiting: bool) -> None:
        self.setEnabled(not waiting)
        self._make.setText("正在新建…" if waiting else "新建")

    def _tell(self, text: str) -> None:
        self._finding.setText(text)
        self._finding.setVisible(bool(text))
