"""Saving outside the office: the one door through which sheets and papers become files."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.base.calendar import today
from desktop.base.changes import Change, Progress
from desktop.base.errors import KnownError
from desktop.base.listing import Query
from ui.desk import Desk
from ui.look import places
from ui.widgets.message import MessageBar

if TYPE_CHECKING:
    from desktop.office.office import Office
    from ui.tables.page import ListPage

Write = Callable[["Office", Path, Progress], Change]
"""Writes a file, in the worker, and puts that into the journal."""

_KINDS = {
    ".xlsx": "Excel 工作簿 (*.xlsx)",
    ".pdf": "PDF 文件 (*.pdf)",
    ".csv": "CSV 文件 (*.csv)",
    ".txt": "文本文件 (*.txt)",
    ".jpg": "图片 (*.jpg)",
    ".png": "图片 (*.png)",
    ".bmp": "图片 (*.bmp)",
}
_FOLDER = "folder"


class _Saved(NamedTuple):
    """A file that was written."""

    path: Path
    change: Change


class Saver(QObject):
    """Asks where a file shall lie, has it written as a long job, and says where it is; the folder is remembered.

    Signals:
        saved: path of the file.
    """

    saved = Signal(Path)

    def __init__(self, desk: Desk, messages: MessageBar, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._messages, self._window = desk, messages, window

    def save(self, write: Write, name: str) -> None:
        """Ask for the place, proposing ``name`` with its ending in the last folder, and write there."""
        path = ask_where(self._window, name)
        if path is not None:
            self.save_to(path, write)

    def save_to(self, path: Path, write: Write) -> None:
        """Write to this path."""
        places.keep(_FOLDER, str(path.parent))
        work = partial(_written, write, path)
        self._desk.long(work, f"正在保存 {path.name}", self._on_saved, partial(self._on_failed, path.name, write))

    def _on_saved(self, saved: _Saved) -> None:
        self._desk.changed.emit(saved.change, self)
        self.tell(saved.path, saved.change)
        self.saved.emit(saved.path)

    def tell(self, path: Path, change: Change) -> None:
        """Say where a file is that was written, and what the operation says behind its name: what was left out."""
        folder, remarks = path.parent, change.label.partition(path.name)[2].removeprefix("（").removesuffix("）")
        text = f"已保存“{path.name}”（{change.count:,} 条），在 {folder}{remarks and f'。{remarks}'}"
        self._messages.notice(text, "打开文件夹", partial(open_folder, folder))

    def _on_failed(self, name: str, write: Write, error: KnownError) -> None:
        self._messages.error(error.sentence, "换个位置保存…", partial(self.save, write, name))


def _written(write: Write, path: Path, office: "Office", progress: Progress) -> _Saved:
    return _Saved(path, write(office, path, progress))


def dated(name: str, ending: str) -> str:
    """A file name with today's date, so that one sheet doesn't overwrite the former one."""
    return f"{name} {today():%Y%m%d}{ending}"


def as_shown(page: "ListPage") -> Write:
    """What writes a list as it is shown now, its rows, order and columns, as a sheet."""
    return partial(_write, page.query, [one.name for one in page.view.columns.shown()])


def save_shown(page: "ListPage", saver: Saver, name: str) -> None:
    """Save a list as it is shown as a sheet whose name begins like this."""
    saver.save(as_shown(page), dated(name, ".xlsx"))


def offer_sheet(page: "ListPage", saver: Saver, name: str) -> None:
    """Add “导出当前列表…” to the 更多 menu of a list."""
    page.add_action("导出当前列表…", partial(save_shown, page, saver, name), icon="sheet", folded=True)


def last_folder() -> str:
    """The folder in which a file was saved or opened last, else the clerk's documents."""
    kept = places.recall(_FOLDER, "")
    if isinstance(kept, str) and kept and Path(kept).is_dir():
        return kept
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def ask_where(parent: QWidget, name: str) -> Path | None:
    """The path that the clerk chooses for a new file of that name, or None."""
    ending = Path(name).suffix
    dialog = QFileDialog(parent, "保存到", str(Path(last_folder()) / name), _KINDS[ending])
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending)
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None


def ask_which(parent: QWidget, title: str, kinds: str) -> Path | None:
    """The file that the clerk chooses to open, or None."""
    name, _ = QFileDialog.getOpenFileName(parent, title, last_folder(), kinds)
    if not name:
        return None
    places.keep(_FOLDER, str(Path(name).parent))
    return Path(name)


def open_folder(folder: Path) -> None:
    """Show the folder in the PC's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _write(query: Query, columns: list[str], office: "Office", path: Path, progress: Progress) -> Change:
    return office.outputs.list_sheet(query, path, columns, progress)
