"""Printing: a page stands on the sheet as it is, whatever the printer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from desktop.papers.application_form import application_form
from desktop.papers.dossier import Dossier, Issuer
from desktop.papers.writing import write_pdf
from tests.builders import DAY, household
from ui.papers import printing
from ui.papers.printing import coarseness, draw_page, make_printer


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    write_pdf(application_form(Dossier(home=household(1)), Issuer(office="新区总工会", day=DAY)), path)
    return path


@pytest.fixture
def document(qapp: QApplication, pdf: Path) -> Iterator[QPdfDocument]:
    made = QPdfDocument(qapp)
    made.load(str(pdf))
    yield made
    made.close()


def drawn(document: QPdfDocument, sheet: QSize, coarse: int = 1) -> QImage:
    image = QImage(sheet, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    draw_page(document, 0, painter, QRect(QPoint(0, 0), sheet), coarse)
    painter.end()
    return image


def dark(image: QImage) -> int:
    """How many dots of every third row and column are dark."""
    across, down = range(0, image.width(), 3), range(0, image.height(), 3)
    return sum(image.pixelColor(x, y).lightness() < 128 for y in down for x in across)


def test_a_page_is_drawn_whole_and_where_it_is_on_paper(document: QPdfDocument) -> None:
    sheet = QSize(1190, 1684)
    image = drawn(document, sheet)
    plain = QImage(sheet, QImage.Format.Format_RGB32)
    plain.fill(0xFFFFFF)
    painter = QPainter(plain)
    painter.drawImage(0, 0, document.render(0, sheet))
    painter.end()
    assert dark(plain) > 500
    there, here = rows_with_lines(plain), rows_with_lines(image)
    assert abs(here[0] - there[0]) <= 1
    assert abs(here[-1] - there[-1]) <= 2  # of a sheet of 1684: an A4 page isn't a whole number of dots


def rows_with_lines(image: QImage) -> list[int]:
    """The rows in which a line of the table goes across."""
    across = range(0, image.width(), 2)
    return [
        y
        for y in range(image.height())
        if sum(image.pixelColor(x, y).lightness() < 128 for x in across) > image.width() // 3
    ]


def test_a_finer_printer_than_the_eye_is_given_coarser_dots(document: QPdfDocument) -> None:
    assert [coarseness(dots) for dots in (203, 600, 601, 1200, 2400)] == [1, 1, 2, 2, 4]
    image = drawn(document, QSize(1190, 1684), coarse=2)
    assert abs(dark(image) - dark(drawn(document, QSize(1190, 1684)))) < dark(image) // 2


def test_a_page_fills_a_larger_sheet_in_its_own_shape(document: QPdfDocument) -> None:
    image = drawn(document, QSize(1000, 842))
    assert image.pixelColor(100, 400).name() == "#ffffff"
    assert abs(dark(image) - dark(drawn(document, QSize(595, 842)))) < 200


def test_pages_are_printed_in_the_order_and_range_that_were_chosen() -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    assert printing._pages(3, printer) == [0, 1, 2]
    printer.setFromTo(2, 9)
    assert printing._pages(3, printer) == [1, 2]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert printing._pages(3, printer) == [2, 1]


def test_one_side_is_asked_of_the_printer_unless_both_are_wanted(document: QPdfDocument) -> None:
    assert make_printer(document, both_sides=False).duplex() is QPrinter.DuplexMode.DuplexNone
