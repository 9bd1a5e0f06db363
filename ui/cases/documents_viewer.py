"""A scan, shown inside the program; nothing of it lies on the disk."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QKeySequence,
    QPainter,
    QPixmap,
    QResizeEvent,
    QShortcut,
    QWheelEvent,
)
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QDialog, QFrame, QGraphicsScene, QGraphicsView, QHBoxLayout, QStackedWidget, QWidget

from desktop.base.attachments import Media
from desktop.base.changes import Change, Progress
from desktop.cases.documents import Document
from ui.cases.reach import Reach
from ui.desk import Desk
from ui.look import scale
from ui.look.roles import dress
from ui.papers.sheets import Sheets
from ui.widgets.panel import EmptyState
from ui.widgets.pieces import button, column, icon_button, label, line, row

if TYPE_CHECKING:
    from desktop.office.office import Office

Content = tuple[str, bytes]
"""What it is, as ``Media`` says, and its bytes."""

_CLOSER, _LEAST, _MOST = 1.25, 0.02, 20.0
_UNNAMEABLE = re.compile(r'[\\/:*?"<>|\s]+')


class ImageView(QGraphicsView):
    """A picture that fits its window until it is zoomed; it is dragged by hand, Ctrl and the wheel zoom."""

    def __init__(self) -> None:
        super().__init__()
        self._scene = QGraphicsScene(self)
        self._fits = True
        self.setScene(self._scene)
        dress(self, "scan")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setAccessibleName("扫描件")

    def show_image(self, image: QImage) -> None:
        """Show this picture, whole."""
        self._scene.clear()
        item = self._scene.addPixmap(QPixmap.fromImage(image))
        item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self.setSceneRect(item.boundingRect())
        self.resetTransform()
        self.fit()

    def fit(self) -> None:
        """Show all of it, but no larger than it is."""
        self._fits = True
        self.fitInView(self.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
        if self._factor() > 1:
            self.scale(1 / self._factor(), 1 / self._factor())

    def zoom_by(self, times: float) -> None:
        """Larger or smaller than now."""
        self._fits = False
        wanted = max(_LEAST, min(_MOST, self._factor() * times))
        self.scale(wanted / self._factor(), wanted / self._factor())

    def turn(self, degrees: int) -> None:
        """Turn it, for looking; the scan stays as it is."""
        self.rotate(degrees)
        if self._fits:
            self.fit()

    def _factor(self) -> float:
        shape = self.transform()
        return float((shape.m11() ** 2 + shape.m12() ** 2) ** 0.5)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(_CLOSER if event.angleDelta().y() > 0 else 1 / _CLOSER)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep it whole."""
        super().resizeEvent(event)
        if self._fits:
            self.fit()


class Held(NamedTuple):
    """A scan that can be shown: what it is called, what is told of it, and how it is read and saved out."""

    called: str
    facts: str
    read: "Callable[[Office], Content]"
    save: Callable[[], object]


class _Shown(NamedTuple):
    """A scan as the viewer shows it: a picture or a PDF; neither where it can't be read."""

    image: QImage
    pdf: bytes


class Viewer(QDialog):
    """Shows scans, beginning with one of them.

    Ctrl+plus and Ctrl+minus zoom, Ctrl+0 shows it whole, Ctrl+R and Ctrl+Shift+R turn it, Alt+Right and Alt+Left go
    to the next and the one before, Ctrl+S saves a copy, Escape closes.
    """

    def __init__(self, parent: QWidget, desk: Desk, scans: Sequence[Held], at: int, *, name: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._scans, self._at, self._name = desk, scans, at, name
        self.image, self.sheets = ImageView(), Sheets(self)
        self._stack, self._failure = QStackedWidget(), EmptyState("warning", "打不开这份扫描件", _UNREADABLE)
        self._title, self._facts = label(role="heading"), label(role="muted")
        self._turners = (
            icon_button("undo", "向左转（Ctrl+Shift+R）", partial(self._turn, -90)),
            icon_button("redo", "向右转（Ctrl+R）", partial(self._turn, 90)),
        )
        self._walkers = (
            icon_button("chevron-left", "上一份（Alt+←）", partial(self._go, -1)),
            icon_button("chevron-right", "下一份（Alt+→）", partial(self._go, 1)),
        )
        self._assemble()
        self._bind()
        self.resize(min(1000, parent.screen().availableSize().width() - scale.FAR), _height(parent))
        self._ask()

    @property
    def scan(self) -> Held:
        """The one that is shown."""
        return self._scans[self._at]

    def _assemble(self) -> None:
        whole = column(gap=0)
        whole.addLayout(self._bar())
        whole.addWidget(line())
        for one in (EmptyState("eye", "正在打开…"), self.image, self.sheets, self._failure):
            self._stack.addWidget(one)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def _bar(self) -> QHBoxLayout:
        made = row(scale.WIDE, scale.NEAR, scale.WIDE, scale.NEAR, gap=scale.TIGHT)
        made.addWidget(self._title)
        made.addWidget(self._facts)
        made.addStretch(1)
        zoomers = (
            icon_button("minus", "缩小（Ctrl+-）", partial(self._zoom, 1 / _CLOSER)),
            icon_button("plus", "放大（Ctrl++）", partial(self._zoom, _CLOSER)),
            button("整页", self._fit, role="quiet"),
        )
        self._save = button("保存副本…", self._save_copy, icon="save")
        self._save.setToolTip("保存到别处（Ctrl+S），会写入操作记录")
        for one in (*self._walkers, *zoomers, *self._turners, self._save, button("关闭", self.reject)):
            one.setAutoDefault(False)
            made.addWidget(one)
        return made

    def _bind(self) -> None:
        for keys, deed in (
            ("Ctrl++", partial(self._zoom, _CLOSER)),
            ("Ctrl+=", partial(self._zoom, _CLOSER)),
            ("Ctrl+-", partial(self._zoom, 1 / _CLOSER)),
            ("Ctrl+0", self._fit),
            ("Ctrl+R", partial(self._turn, 90)),
            ("Ctrl+Shift+R", partial(self._turn, -90)),
            ("Alt+Right", partial(self._go, 1)),
            ("Alt+Left", partial(self._go, -1)),
            ("Ctrl+S", self._save_copy),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(deed)

    def _ask(self) -> None:
        one = self.scan
        self.setWindowTitle(f"{self._name}　{one.called}")
        self._title.setText(one.called)
        self._facts.setText(one.facts)
        for walker, place in zip(self._walkers, (self._at > 0, self._at + 1 < len(self._scans)), strict=True):
            walker.setEnabled(place)
        self._stack.setCurrentIndex(0)
        self._desk.ask(partial(_read, one.read), self._show, self._fail, key=(id(self), "scan"))

    def _show(self, shown: _Shown) -> None:
        self.sheets.clear()
        if not shown.image.isNull():
            self._stack.setCurrentWidget(self.image)
            self.image.show_image(shown.image)
            self.image.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._shows_pdf(shown.pdf):
            self._stack.setCurrentWidget(self.sheets)
            self.sheets.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._stack.setCurrentWidget(self._failure)
        for turner in self._turners:
            turner.setEnabled(self._stack.currentWidget() is self.image)

    def _shows_pdf(self, pdf: bytes) -> bool:
        if not pdf:
            return False
        self.sheets.show_pdf(pdf)
        self.sheets.setZoomMode(QPdfView.ZoomMode.FitToWidth)  # what papers are looked at by stays as it was
        return self.sheets.paper.error() is QPdfDocument.Error.None_ and self.sheets.paper.pageCount() > 0

    def _fail(self, _: object) -> None:
        self._stack.setCurrentWidget(self._failure)

    def _go(self, by: int) -> None:
        if 0 <= self._at + by < len(self._scans):
            self._at += by
            self._ask()

    def _zoom(self, times: float) -> None:
        if self._stack.currentWidget() is self.sheets:
            self.sheets.zoom_by(times)
        else:
            self.image.zoom_by(times)

    def _fit(self) -> None:
        if self._stack.currentWidget() is self.sheets:
            self.sheets.setZoomMode(QPdfView.ZoomMode.FitInView)
        else:
            self.image.fit()

    def _turn(self, degrees: int) -> None:
        if self._stack.currentWidget() is self.image:
            self.image.turn(degrees)

    def _save_copy(self) -> None:
        self.scan.save()

    def done(self, result: int) -> None:
        """Let go of the scan."""
        self._desk.drop((id(self), "scan"))
        self.sheets.clear()
        super().done(result)


_UNREADABLE = "它可能设有密码，或已损坏。可以“保存副本”后用别的软件打开，或作废后重新扫描。"


def held(reach: Reach, document: Document, name: str) -> Held:
    """A document of a file, to be shown."""
    told = (
        document.whose,
        f"{document.pages} 页" if document.pages else "",
        document.received_on.isoformat(),
        document.void_reason and "已作废",
    )
    facts = "　".join(part for part in told if part)
    return Held(document.called, facts, partial(_content, document.id), partial(save_copy, reach, document, name))


def _content(document: int, office: "Office") -> Content:
    return office.documents.content(document)


def save_copy(reach: Reach, document: Document, name: str) -> None:
    """Ask for a place and write a document's scan there; the journal says so."""
    reach.saver.save(partial(_write, document.id), copy_name(f"{name} {document.called}", str(document.media)))


def copy_name(called: str, media: str) -> str:
    """A file name for a copy of what is called so, with the ending of its kind."""
    return f"{_UNNAMEABLE.sub(' ', called).strip()}{Media(media).ending}"


def _write(document: int, office: "Office", path: Path, _progress: Progress) -> Change:
    return office.documents.save_copy(document, path)


def _read(read: "Callable[[Office], Content]", office: "Office") -> _Shown:
    """In the worker: a large picture takes its time."""
    media, data = read(office)
    return _Shown(QImage(), data) if media == Media.PDF else _Shown(picture(data), b"")


def picture(data: bytes) -> QImage:
    """The picture, upright; an empty one where it can't be read."""
    held = QBuffer()
    held.setData(QByteArray(data))
    held.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(held)
    reader.setAutoTransform(True)
    return reader.read()


def _height(parent: QWidget) -> int:
    return min(760, parent.screen().availableSize().height() - scale.FAR * 3)
