"""The clerks' manual, shown in the program: on an office PC nothing else opens it."""

from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QFrame, QTextBrowser

from desktop.base.paths import resources
from ui.look import scale
from ui.look.roles import dress
from ui.settings.section import NARROW, Section

_FILE = "manual.md"
_LINE, _LINE_TYPE = 120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_SIZES = {1: scale.TITLE, 2: scale.LARGE}


def manual() -> str:
    """The manual as Markdown; its title is the section's."""
    return (resources() / _FILE).read_text("utf-8").partition("\n")[2]


class ManualSection(Section):
    """The manual to read; the keyboard scrolls it."""

    def __init__(self) -> None:
        super().__init__("使用说明")
        self.text = dress(QTextBrowser(), "manual")
        self.text.setAccessibleName("使用说明")
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setMaximumWidth(NARROW)
        self.text.setMarkdown(manual())
        _space(self.text.document())
        self.body.addWidget(self.text, 1)
        self.fill()


def _space(document: QTextDocument) -> None:
    """Give lines and paragraphs room, and headings our sizes instead of a book's."""
    document.setDocumentMargin(0)
    document.setIndentWidth(scale.FAR)
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        spaced = QTextBlockFormat()
        spaced.setLineHeight(_LINE, _LINE_TYPE)
        spaced.setTopMargin(scale.FAR if level else 0)
        spaced.setBottomMargin(scale.TIGHT)
        cursor = QTextCursor(block)
        cursor.mergeBlockFormat(spaced)
        if level:
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            sized = cursor.charFormat()
            sized.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            sized.setProperty(QTextFormat.Property.FontPixelSize, _SIZES.get(level, scale.BASE))
            cursor.setCharFormat(sized)
        block = block.next()
