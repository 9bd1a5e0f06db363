"""What the program is, and where its files lie."""

from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

import PySide6
from PySide6.QtCore import Qt, Signal

from desktop import __version__
from desktop.base.paths import backup_folder, log_folder, settings_file
from ui.desk import Desk
from ui.papers.saving import open_folder
from ui.settings.section import Section, beside, boxed
from ui.widgets.pieces import button, label

_LICENCE = (
    "娘家人是自由软件，按 GNU 通用公共许可证第 3 版或更新版本（GPL-3.0-or-later）发布：可以自由使用、复制、修改和分发，"
    "分发时须同时提供源代码。不提供任何担保。"
)
_FONTS = (
    "文书字体：仿宋 FandolFang（GPL 附字体例外），楷体 LXGW WenKai、黑体 Noto Sans CJK、"
    "宋体和小标宋 Noto Serif CJK（SIL OFL 1.1）。"
)
_PARTS = (
    "chinesecalendar",
    "cn2an",
    "keyring",
    "openpyxl",
    "platformdirs",
    "pypinyin",
    "python-calamine",
    "python-stdnum",
    "reportlab",
    "sqlcipher3",
    "sqlite-utils",
)


class AboutSection(Section):
    """Version, licences, and the folders that maintenance asks for.

    Signals:
        manual_asked: the clerk wants to read how it is used.
    """

    manual_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("关于", f"娘家人 {__version__} · 区总工会帮扶工作台 · 不联网，不上传任何数据")
        self._desk = desk
        self._files = label(wrap=True)
        self._files.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._office = Path()
        open_office = button("打开办公文件所在的文件夹", self._open_office, icon="folder")
        open_log = button("打开错误报告文件夹", self._open_log, icon="folder")
        self.head.addWidget(button("使用说明", self.manual_asked.emit, icon="bookmark"))
        self.body.addWidget(boxed(self._files, beside(open_office, open_log)))
        self.body.addWidget(
            boxed(label(_LICENCE, wrap=True), label(_FONTS, "hint", wrap=True), label(_parts(), "hint", wrap=True))
        )
        self.read()

    def refresh(self) -> None:
        """Ask where the office file lies."""
        self._desk.ask(lambda office: office.path, self._show, key=(id(self), "path"))

    def _show(self, path: Path) -> None:
        self._office = path
        lines = (
            ("办公文件", path),
            ("自动备份", backup_folder(path)),
            ("界面设置", settings_file()),
            ("错误报告", log_folder()),
        )
        self._files.setText("\n".join(f"{name}：{place}" for name, place in lines))

    def _open_office(self) -> None:
        open_folder(self._office.parent)

    def _open_log(self) -> None:
        log_folder().mkdir(parents=True, exist_ok=True)
        open_folder(log_folder())


def _parts() -> str:
    """The libraries with their versions and licences, as far as they say so themselves."""
    found = [f"Qt {PySide6.__version__}（LGPL/GPL）"]
    for name in _PARTS:
        try:
            told = metadata(name)
        except PackageNotFoundError:
            continue
        found.append(f"{name} {told['Version']}" + _licence(told))
    return "使用的程序库：" + "、".join(found) + "。"


def _licence(told: PackageMetadata) -> str:
    """The name of a licence; some packages put its whole text there, which is left out."""
    kept = next((told[key] for key in ("License-Expression", "License") if key in told), "")
    return f"（{kept}）" if 0 < len(kept) < _LONGEST else ""


_LONGEST = 30
