"""What is dropped on the window: one file at a time."""

from pathlib import Path

from PySide6.QtCore import QMimeData

ONE_FILE = "一次只能拖进一个文件。文件夹请先打开，再拖里面的文件。"


def holds_files(dragged: QMimeData) -> bool:
    """Whether files or folders of this PC are dragged."""
    return any(one.isLocalFile() for one in dragged.urls())


def file_in(dragged: QMimeData) -> Path | None:
    """The one file that is dragged; a folder is none."""
    urls = dragged.urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return None if path is None or path.is_dir() else path
