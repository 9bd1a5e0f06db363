"""The photos of a recipient: looked at from memory, added, voided."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from desktop.aid.activity import Photo
from desktop.base.calendar import today
from desktop.base.changes import Change, Noun, Progress
from desktop.base.fields import Field, Value, field_of
from desktop.office.activities import Album
from desktop.office.documents import Picture
from ui.cases.documents_adding import sources_in
from ui.cases.documents_viewer import ImageView, copy_name, picture
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.look import scale
from ui.papers.saving import Saver, last_folder
from ui.visits.panel import THUMB, called, thumb
from ui.widgets.pieces import button, column, label, row

if TYPE_CHECKING:
    from desktop.office.office import Office

KINDS = "照片 (*.jpg *.jpeg *.png *.bmp)"
_FIELDS = tuple(field_of(Photo, name) for name in ("title", "taken_on"))
_REASON = Field(label="原因", name="reason", needed=True, limit=100)
_NONE = "还没有照片。点“添加照片…”，或把照片文件拖到这里，可以一次几张。"


class PhotosDialog(QDialog):
    """Small pictures at the left, the chosen one at the right; nothing of them lies on the disk.

    Ctrl+O adds, as does dropping files; Ctrl+S saves a copy, Del voids the chosen one, Escape closes.
    """

    def __init__(self, parent: QWidget, desk: Desk, visit: int, saver: Saver | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("走访照片")
        self.resize(900, 560)
        self._desk, self._visit, self._saver = desk, visit, saver
        self.setAcceptDrops(True)
        self._album: Album | None = None
        self.list, self.image = QListWidget(), ImageView()
        self.list.setAccessibleName("照片")
        self.list.setIconSize(THUMB)
        self.list.setFixedWidth(scale.PANEL * 2 // 3)
        self.list.currentRowChanged.connect(self._ask_picture)
        self._title, self._hint = label(role="heading"), label(_NONE, "muted", wrap=True)
        self._void = button("作废…", self.ask_voiding, icon="void", role="quiet")
        self._copy = button("保存副本…", self.save_copy, icon="download", role="quiet")
        self._copy.setVisible(saver is not None)
        self._assemble()
        for keys, deed in (("Ctrl+O", self.choose), ("Ctrl+S", self.save_copy), ("Del", self.ask_voiding)):
            QShortcut(QKeySequence(keys), self).activated.connect(deed)
        desk.changed.connect(self._on_change)
        self._ask()

    @property
    def photo(self) -> Photo | None:
        """The chosen photo."""
        at = self.list.currentRow()
        return self._album.photos[at] if self._album and 0 <= at < len(self._album.photos) else None

    def choose(self) -> None:
        """Ask for files with photos."""
        names, _ = QFileDialog.getOpenFileNames(self, "添加照片", last_folder(), KINDS)
        if names:
            self.take([Path(name) for name in names])

    def take(self, paths: Sequence[Path]) -> None:
        """Look at these files, then ask what they show."""
        self._desk.long(partial(_look, tuple(paths)), "正在读取照片", self._ask_about)

    def save_copy(self) -> None:
        """Ask for a place and write the chosen photo there."""
        if self._saver is not None and self._album is not None and (photo := self.photo) is not None:
            name = copy_name(f"{self._album.visit.name} {called(photo)}", photo.media)
            self._saver.save(partial(_write, photo.id), name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if sources_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at them."""
        event.acceptProposedAction()
        self.take([one for one in sources_in(event.mimeData()) if isinstance(one, Path)])

    def ask_voiding(self) -> FormDialog | None:
        """Why the chosen photo is void."""
        if (photo := self.photo) is None:
            return None
        made = FormDialog(self, self._desk, "作废照片", (_REASON,), partial(_void, photo.id), verb="作废", danger=True)
        made.open()
        return made

    def _ask_about(self, pictures: Sequence[Picture]) -> None:
        text = "、".join(one.name for one in pictures[:4]) + ("等" if len(pictures) > 4 else "")  # noqa: PLR2004
        made = FormDialog(
            self,
            self._desk,
            f"添加 {len(pictures)} 张照片",
            _FIELDS,
            partial(_add, self._visit, tuple(pictures)),
            values={"taken_on": today()},
            text=text,
            verb="添加",
        )
        made.open()

    def _assemble(self) -> None:
        whole = column(scale.WIDE, scale.WIDE, scale.WIDE, scale.WIDE)
        whole.addLayout(self._bar())
        whole.addWidget(self._hint)
        self.image.hide()
        sides = row(gap=scale.APART)
        self.list.hide()
        sides.addWidget(self.list)
        sides.addWidget(self.image, 1)
        whole.addLayout(sides, 1)
        self.setLayout(whole)

    def _bar(self) -> QHBoxLayout:
        made = row()
        made.addWidget(self._title)
        made.addStretch(1)
        for one in (
            self._copy,
            self._void,
            button("添加照片…", self.choose, icon="plus", role="primary"),
            button("关闭", self.reject),
        ):
            one.setAutoDefault(False)
            made.addWidget(one)
        return made

    def _ask(self) -> None:
        self._desk.ask(partial(_album, self._visit), self._show, self._gone, key=(id(self), "album"))

    def _gone(self, _: object) -> None:
        self.reject()

    def _show(self, album: Album) -> None:
        at = max(self.list.currentRow(), 0)
        self._album = album
        self._title.setText(f"{album.visit.name}　{len(album.photos)} 张")
        self.list.clear()
        for photo in album.photos:
            self.list.addItem(QListWidgetItem(thumb(album.thumbnails.get(photo.id)), called(photo)))
        self._hint.setVisible(not album.photos)
        for one in (self.list, self.image):
            one.setVisible(bool(album.photos))
        for verb in (self._void, self._copy):
            verb.setEnabled(bool(album.photos))
        self.list.setCurrentRow(min(at, len(album.photos) - 1))

    def _ask_picture(self, _: int) -> None:
        if (photo := self.photo) is not None:
            self._desk.ask(partial(_picture, photo.id), self._show_picture, self._gone, key=(id(self), "picture"))

    def _show_picture(self, image: QImage) -> None:
        self.image.show_image(image)

    def _on_change(self, change: Change, _initiator: object) -> None:
        if Noun.VISITS in change.nouns:
            self._ask()


def _album(visit: int, office: "Office") -> Album:
    return office.activities.photos(visit)


def _picture(photo: int, office: "Office") -> QImage:
    return picture(office.activities.photo(photo).data)


def _look(paths: tuple[Path, ...], office: "Office", progress: Progress) -> tuple[Picture, ...]:
    return office.activities.look_photos(paths, progress)


def _write(photo: int, office: "Office", path: Path, _progress: Progress) -> Change:
    return office.activities.save_photo(photo, path)


def _add(visit: int, pictures: tuple[Picture, ...], office: "Office", values: dict[str, Value]) -> Change:
    return office.activities.add_photos(visit, pictures, values)


def _void(photo: int, office: "Office", values: dict[str, Value]) -> Change:
    return office.activities.void_photo(photo, str(values["reason"]))
