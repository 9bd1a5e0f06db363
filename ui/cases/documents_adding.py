"""Adding documents to a file: scans from the disk or the clipboard, and what came on paper."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.base.calendar import today
from desktop.base.changes import Change, Progress
from desktop.base.fields import Field, Value, Values
from desktop.cases.documents import FIELDS, Document
from desktop.office.documents import Folder, Picture, Scan
from ui.cases.reach import Reach
from ui.forms.dialog import Deed, FormDialog
from ui.look import places
from ui.papers.saving import last_folder

if TYPE_CHECKING:
    from desktop.office.office import Office

KINDS = "扫描件 (*.pdf *.jpg *.jpeg *.png *.bmp);;所有文件 (*)"
PASTED = "剪贴板图片.png"
_NAMED = 4
"""Files that a dialog names; of more it says how many."""

Source = Path | QImage
"""Where a scan comes from."""


class Adding(QObject):
    """Asks what is to be added to a file and has it added; the parent is that of its dialogs."""

    def __init__(self, parent: QWidget, reach: Reach) -> None:
        super().__init__(parent)
        self._parent, self._reach = parent, reach

    def choose(self, folder: Folder, kind: str = "") -> None:
        """Ask for files, and take them."""
        names, _ = QFileDialog.getOpenFileNames(self._parent, "添加扫描件", last_folder(), KINDS)
        if names:
            places.keep("folder", str(Path(names[0]).parent))
            self.take(folder, [Path(name) for name in names], kind)

    def paste(self, folder: Folder, kind: str = "") -> None:
        """Take what was copied: a picture, or files."""
        sources = sources_in(QGuiApplication.clipboard().mimeData())
        if sources:
            self.take(folder, sources, kind)
        else:
            self._reach.desk.known_error.emit("剪贴板里没有图片，也没有文件；请先复制图片，或截屏后再粘贴。")

    def take(self, folder: Folder, sources: Sequence[Source], kind: str = "") -> None:
        """Look at these in the worker, then ask what they are."""
        work, then = partial(_look, tuple(sources)), partial(self._ask, folder, kind)
        self._reach.desk.long(work, "正在检查扫描件", then)

    def _ask(self, folder: Folder, kind: str, pictures: Sequence[Picture]) -> None:
        fields = [one for one in FIELDS if one.name != "pages" or len(pictures) == 1]
        said = [_told(pictures), *(doubt.message for picture in pictures for doubt in picture.doubts)]
        deed = partial(_attach, folder.household, pictures)
        self._open("添加扫描件", fields, deed, folder, {"kind": kind}, text="\n".join(said), verb="添加")

    def receive(self, folder: Folder, kind: str = "") -> None:
        """Ask about a document that came on paper."""
        deed = partial(_receive, folder.household)
        self._open("收到纸质件", FIELDS, deed, folder, {"kind": kind}, verb="登记")

    def amend(self, folder: Folder, document: Document) -> None:
        """Ask what is to be corrected about a document."""
        values = {one.name: getattr(document, one.name) for one in FIELDS}
        self._open("修改材料", FIELDS, partial(_amend, document.id), folder, values, verb="保存")

    def void(self, document: Document) -> None:
        """Ask why a document shall no longer count."""
        reason = Field(label="作废原因", name="reason", needed=True, limit=200)
        deed = partial(_void, document.id)
        text = f"“{document.called}”作废以后不再计入材料，但仍留在档案里。"
        FormDialog(
            self._parent, self._reach.desk, "作废材料", [reason], deed, text=text, verb="作废", danger=True
        ).open()

    def _open(
        self,
        title: str,
        fields: Sequence[Field],
        deed: Deed,
        folder: Folder,
        values: Values,
        *,
        text: str = "",
        verb: str,
    ) -> None:
        begun = {"received_on": today(), **{name: value for name, value in values.items() if value}}
        made = FormDialog(
            self._parent, self._reach.desk, title, fields, deed, codes=folder.codes, values=begun, text=text, verb=verb
        )
        made.open()


def sources_in(held: QMimeData) -> list[Source]:
    """The files or the picture that were dropped or copied; none where it is something else."""
    paths = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
    files: list[Source] = [path for path in paths if path.is_file()]
    if files or not held.hasImage():
        return files
    image = held.imageData()
    return [image] if isinstance(image, QImage) and not image.isNull() else []


def _look(sources: Sequence[Source], office: "Office", progress: Progress) -> tuple[Picture, ...]:
    scans = [one if isinstance(one, Path) else Scan(PASTED, _png(one)) for one in sources]
    return office.documents.look(scans, progress)


def _png(image: QImage) -> bytes:
    held = QBuffer()
    held.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(held, "PNG")  # type: ignore[call-overload]
    return bytes(held.data().data())


def _told(pictures: Sequence[Picture]) -> str:
    names = "、".join(one.name for one in pictures[:_NAMED])
    return names if len(pictures) == 1 else f"{len(pictures)} 个文件：{names}{'…' if len(pictures) > _NAMED else ''}"


def _attach(number: int, pictures: Sequence[Picture], office: "Office", values: dict[str, Value]) -> Change:
    return office.documents.attach(number, values, pictures)


def _receive(number: int, office: "Office", values: dict[str, Value]) -> Change:
    return office.documents.receive(number, values)


def _amend(document: int, office: "Office", values: dict[str, Value]) -> Change:
    return office.documents.amend(document, values)


def _void(document: int, office: "Office", values: dict[str, Value]) -> Change:
    return office.documents.void(document, str(values["reason"]))
