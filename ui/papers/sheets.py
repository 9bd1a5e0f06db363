"""The pages of a PDF, one below the other."""

from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget

from ui.look import places

ZOOMS = {
    "适合宽度": QPdfView.ZoomMode.FitToWidth,
    "整页": QPdfView.ZoomMode.FitInView,
    "50%": 0.5,
    "75%": 0.75,
    "100%": 1.0,
    "125%": 1.25,
    "150%": 1.5,
    "200%": 2.0,
}
"""What the clerk can choose; numbers are shares of the size on paper."""

USUAL_ZOOM = "100%"
_LEAST, _MOST = 0.25, 5.0
_KEPT = "preview/zoom"
_POINT = 72


class Sheets(QPdfView):
    """Shows a PDF from memory; Ctrl and the wheel zoom.

    Signals:
        turned: the page that is seen, from 0.
        zoomed: what the zoom is called: one of ``ZOOMS``, or a percentage.
    """

    turned = Signal(int)
    zoomed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.paper = QPdfDocument()  # no child of the view: its renderer's thread needs it until the view is gone
        self._held: QBuffer | None = None
        self.setDocument(self.paper)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setFrameShape(QPdfView.Shape.NoFrame)
        self.setAccessibleName("文书预览")
        self.viewport().installEventFilter(self)
        self.pageNavigator().currentPageChanged.connect(self.turned)

    def zoom_as_before(self) -> None:
        """Zoom as the clerk chose last."""
        kept = places.recall(_KEPT, USUAL_ZOOM)
        self.zoom_to(kept if kept in ZOOMS else USUAL_ZOOM)

    def show_pdf(self, pdf: bytes) -> None:
        """Show these pages from the first."""
        self.clear()
        self._held = QBuffer(self)
        self._held.setData(QByteArray(pdf))
        self._held.open(QBuffer.OpenModeFlag.ReadOnly)
        self.paper.load(self._held)
        self.turn_to(0)
        self.turned.emit(0)

    def clear(self) -> None:
        """Show nothing and keep nothing."""
        self.paper.close()
        if self._held is not None:
            self._held.close()
            self._held.deleteLater()
            self._held = None

    def turn_to(self, page: int) -> None:
        """Go to a page, counted from 0; the last or first where there is none such."""
        count = self.paper.pageCount()
        if count:
            self.pageNavigator().jump(max(0, min(page, count - 1)), QPointF(), 0)

    def back(self) -> None:
        """Go to the page before."""
        self.turn_to(self.pageNavigator().currentPage() - 1)

    def forward(self) -> None:
        """Go to the next page."""
        self.turn_to(self.pageNavigator().currentPage() + 1)

    def zoom_to(self, text: str) -> None:
        """Zoom as one of ``ZOOMS`` says, and remember that."""
        chosen: Any = ZOOMS[text]
        if isinstance(chosen, float):
            self._zoom(chosen)
        else:
            self.setZoomMode(chosen)
            self.zoomed.emit(text)
        places.keep(_KEPT, text)

    def zoom_by(self, times: float) -> None:
        """Larger or smaller than now."""
        self._zoom(max(_LEAST, min(_MOST, self._factor() * times)))

    def _zoom(self, factor: float) -> None:
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomFactor(factor)
        self.zoomed.emit(f"{factor:.0%}")

    def _factor(self) -> float:
        """The zoom that is shown now, also where it fits itself to the window."""
        if self.zoomMode() is QPdfView.ZoomMode.Custom or not self.paper.pageCount():
            return float(self.zoomFactor())
        page = self.paper.pagePointSize(max(0, self.pageNavigator().currentPage()))
        margins, room = self.documentMargins(), self.viewport().size()
        dots = self.logicalDpiX() / _POINT
        across = (room.width() - margins.left() - margins.right()) / (page.width() * dots)
        if self.zoomMode() is QPdfView.ZoomMode.FitToWidth:
            return float(across)
        return float(min(across, (room.height() - self.pageSpacing()) / (page.height() * dots)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Zoom with Ctrl and the wheel."""
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_by(1.1 if event.angleDelta().y() > 0 else 1 / 1.1)
            return True
        return super().eventFilter(watched, event)
