"""Backups: those that are taken by themselves, one to take along, and the way back."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from desktop.base.changes import Noun, Progress
from desktop.base.fields import Kind
from desktop.base.listing import Column, Listing
from ui.desk import Desk
from ui.look import places
from ui.papers.saving import ask_which, open_folder
from ui.settings.section import Section
from ui.tables.small import SmallTable
from ui.widgets.dialogs import PasswordDialog
from ui.widgets.pieces import button, label, row

if TYPE_CHECKING:
    from desktop.office.office import Office

_LISTING = Listing(
    noun=Noun.SETTINGS,
    columns=(
        Column(name="at", label="备份时间", width=19),
        Column(name="cases", label="档案户数", kind=Kind.COUNT, width=9),
        Column(name="operation", label="操作到第几步", kind=Kind.COUNT, width=12),
        Column(name="size", label="大小", width=10),
        Column(name="name", label="文件名", width=40),
    ),
)
_FOLDER = "backup-folder"
_WORDS = (
    "每次打开、关闭和升级时自动备份到办公文件旁边的文件夹，并打开验证过；旧的按天、周、月稀疏保留。"
    "请定期再备份一份到U盘或另一块硬盘。"
)
_RESTORE = "将恢复到“{name}”。现在的办公文件会改名留在旁边，不会丢失。请输入做这个备份时的办公密码。"


class _Line(NamedTuple):
    """One backup as the list shows it."""

    path: Path
    at: str
    cases: int
    operation: int
    size: str


class _Taken(NamedTuple):
    """A backup that was just taken."""

    path: Path
    cases: int


class BackupSection(Section):
    """The automatic backups, the newest first.

    Signals:
        restore_asked: path of a backup and the password that the office had then.
    """

    restore_asked = Signal(object, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__("备份与恢复", _WORDS)
        self._desk = desk
        self._lines: Sequence[_Line] = ()
        self.view = SmallTable(_LISTING, stretch=False, key="backups", empty="还没有备份")
        self.model = self.view.listed
        self.restore_button = button("恢复到选中的备份…", self.restore_chosen, icon="redo", role="danger")
        self.restore_button.setEnabled(False)
        self._count = label(role="muted")
        self.head.addWidget(button("备份到其他位置…", self.choose_folder, icon="folder"))
        self.head.addWidget(button("立即备份", self.back_up, icon="save", role="primary"))
        self.body.addWidget(self.view, 1)
        foot = row()
        foot.addWidget(self._count, 1)
        foot.addWidget(button("打开备份文件夹", self._open_folder, role="quiet"))
        foot.addWidget(button("用其他备份文件恢复…", self.choose_file, role="quiet"))
        foot.addWidget(self.restore_button)
        self.body.addLayout(foot)
        self.fill()
        self.view.selection_changed.connect(lambda rows: self.restore_button.setEnabled(len(rows) == 1))

    def refresh(self) -> None:
        """Ask what there is."""
        self._desk.ask(_lines, self._show, key=(id(self), "backups"))

    def back_up(self) -> None:
        """Take one where the automatic ones are."""
        self._desk.long(partial(_take, None), "正在备份", self._on_taken)

    def choose_folder(self) -> None:
        """Take one into a folder of the clerk's choice."""
        kept = places.recall(_FOLDER, "")
        folder = QFileDialog.getExistingDirectory(self, "备份到哪个文件夹", kept if isinstance(kept, str) else "")
        if folder:
            self.back_up_to(Path(folder))

    def back_up_to(self, folder: Path) -> None:
        """Take one into this folder."""
        places.keep(_FOLDER, str(folder))
        self._desk.long(partial(_take, folder), "正在备份", self._on_taken)

    def restore_chosen(self) -> None:
        """Go back to the chosen backup."""
        chosen = self.view.chosen()
        if len(chosen) == 1:
            self.restore(self._lines[chosen[0]].path)

    def choose_file(self) -> None:
        """Go back to a backup that lies elsewhere."""
        path = ask_which(self, "选择备份文件", "办公文件 (*.niangjia)")
        if path is not None:
            self.restore(path)

    def restore(self, path: Path) -> None:
        """Ask for the backup's password, and then for the restoring."""
        text = _RESTORE.format(name=path.stem)
        password = PasswordDialog.ask(self, title="恢复备份", text=text, verb="恢复")
        if password is not None:
            self.restore_asked.emit(path, password)

    def _show(self, lines: Sequence[_Line]) -> None:
        self._lines = lines
        self.view.show_rows([(one.at, one.cases, one.operation, one.size, one.path.name) for one in lines])
        self._count.setText(f"共 {len(lines):,} 个备份")

    def _on_taken(self, taken: _Taken) -> None:
        self.told.emit(f"已备份并验证（{taken.cases:,} 户）：{taken.path}")
        self.refresh()

    def _open_folder(self) -> None:
        self._desk.ask(_folder, open_folder)


def _lines(office: "Office") -> list[_Line]:
    return [
        _Line(one.path, str(one.at), one.cases, one.operation, _size(one.path.stat().st_size))
        for one in office.backups()
        if one.path.exists()
    ]


def _size(count: int) -> str:
    """A file's size, in the unit that people read.

    >>> _size(2_202_010), _size(45_056)
    ('2.1 MB', '44 KB')
    """
    return f"{count / 2**20:.1f} MB" if count >= 2**20 else f"{max(1, count // 2**10)} KB"


def _take(folder: Path | None, office: "Office", progress: Progress) -> _Taken:
    taken = office.back_up(folder, progress)
    return _Taken(taken.path, taken.cases)


def _folder(office: "Office") -> Path:
    folder = office.backup_folder
    folder.mkdir(exist_ok=True)
    return folder
