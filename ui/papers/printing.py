"""Printing a PDF: page by page at the printer's resolution, so that the window stays awake and it can be cancelled."""

from PySide6.QtCore import QObject, QPoint, QRect, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from desktop.base.errors import Cancelled
from ui.desk import Job

FINEST = 600
"""Dots an inch: more isn't seen on paper. A page of A4 then takes 139 MB while it is drawn.

Drawing it in bands would take less, but Qt 6.8 shrinks what it clips: 1 % at 100 rows (``scaledClipRect``).
"""


def make_printer(document: QPdfDocument, *, both_sides: bool) -> QPrinter:
    """The usual printer, set to the document's orientation."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    size = document.pagePointSize(0)
    across = size.width() > size.height()
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait)
    sides = QPrinter.DuplexMode.DuplexShortSide if across else QPrinter.DuplexMode.DuplexLongSide
    printer.setDuplex(sides if both_sides else QPrinter.DuplexMode.DuplexNone)
    return printer


class PrintRun(QObject):
    """One document on its way to the printer, a page in each turn of the event loop.

    Signals:
        done: every page was handed to the printer.
        failed: one Chinese sentence.
    """

    done = Signal()
    failed = Signal(str)

    def __init__(self, document: QPdfDocument, printer: QPrinter, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.job = Job(f"正在打印 {title}", self)
        self._document, self._printer = document, printer
        self._painter = QPainter()
        self._pages = _pages(document.pageCount(), printer)
        self._at = 0
        printer.setDocName(title)
        printer.setFullPage(True)
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._step)

    def begin(self) -> None:
        """Start; ends with ``done``, with ``failed``, or silently where the clerk cancels."""
        if self._painter.begin(self._printer):
            self._turn.start()
        else:
            self._end()
            self.failed.emit("打印机没有响应，一页也没有打印；请检查打印机是否开机、联机，再打印一次。")

    def _step(self) -> None:
        try:
            self.job.report(self._at, len(self._pages))
        except Cancelled:
            self._printer.abort()
            self._end()
            return
        if self._at == len(self._pages):
            self._end()
            self.done.emit()
            return
        if self._at:
            self._printer.newPage()
        coarse = coarseness(self._printer.resolution())
        draw_page(self._document, self._pages[self._at], self._painter, paper_of(self._printer), coarse)
        self._at += 1

    def _end(self) -> None:
        self._turn.stop()
        if self._painter.isActive():
            self._painter.end()
        self.job.ended.emit()
        self.deleteLater()


def _pages(count: int, printer: QPrinter) -> list[int]:
    """The pages to print, in the order and as often as the clerk chose."""
    first, last = printer.fromPage() or 1, printer.toPage() or count
    wanted = list(range(max(1, first) - 1, min(last, count)))
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        wanted.reverse()
    return wanted * (1 if printer.supportsMultipleCopies() else printer.copyCount())


def paper_of(printer: QPrinter) -> QRect:
    """The whole sheet in the printer's dots."""
    return printer.pageLayout().fullRectPixels(printer.resolution())


def draw_page(document: QPdfDocument, page: int, painter: QPainter, paper: QRect, coarse: int = 1) -> None:
    """Draw a page as large as the sheet allows; each dot of it covers ``coarse`` dots of the printer each way."""
    size = document.pagePointSize(page).scaled(QSizeF(paper.size()), Qt.AspectRatioMode.KeepAspectRatio).toSize()
    place = QRect(QPoint(0, 0), size)
    place.moveCenter(paper.center())
    painter.drawImage(place, document.render(page, QSize(size.width() // coarse, size.height() // coarse)))


def coarseness(resolution: int) -> int:
    """How many dots of such a printer one dot of ours covers each way, so that there are no more than the finest.

    >>> coarseness(300), coarseness(600), coarseness(1200)
    (1, 1, 2)
    """
    return -(-resolution // FINEST)
