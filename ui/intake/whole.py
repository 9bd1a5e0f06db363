"""What there is to say of a workbook as a whole: doubts about it, and rows that are no household."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from desktop.base.findings import Finding, Place
from desktop.base.values import plain_text
from desktop.exchange.headings import Table
from ui.intake.details import found_boxes, place_text
from ui.look import scale
from ui.widgets.pieces import column, label


class Read(Protocol):
    """What was read of a workbook, of households or of other lines."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables."""

    @property
    def passed(self) -> tuple[Place, ...]:
        """The rows that were passed over."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What there is to say of it as a whole."""


_MOST_PASSED = 200
_CUT = 60
_PASSED = "这些行像是合计、说明或签名，不会导入。若其中有职工，请核对姓名和身份证号是否填全。"


def whole_text(look: Read) -> str:
    """In a few words how much there is to say; empty where there is nothing."""
    doubts = f"整份台账有 {len(look.findings):,} 条提醒" if look.findings else ""
    passed = f"略过了 {len(look.passed):,} 行" if look.passed else ""
    return "，".join(part for part in (doubts, passed) if part)


class WholeBook(QWidget):
    """The doubts about the workbook first, then the rows that were passed over, as they stand in it."""

    def __init__(self, look: Read) -> None:
        super().__init__()
        self._look = look
        self._with_sheet = len(look.tables) > 1
        self._whole = column(scale.WIDE, scale.TIGHT, scale.WIDE, scale.WIDE)
        if look.findings:
            self._whole.addWidget(found_boxes(look.findings, with_sheet=self._with_sheet))
        if look.passed:
            self._add_passed()
        self._whole.addStretch(1)
        self.setLayout(self._whole)

    def _add_passed(self) -> None:
        passed = self._look.passed
        self._whole.addWidget(label(f"略过的 {len(passed):,} 行", "strong"))
        self._whole.addWidget(label(_PASSED, "muted", wrap=True))
        for place in passed[:_MOST_PASSED]:
            self._whole.addWidget(label(place_text(place, with_sheet=self._with_sheet), "hint"))
            self._whole.addWidget(label(self._text_of(place), wrap=True))
        if len(passed) > _MOST_PASSED:
            self._whole.addWidget(label(f"另有 {len(passed) - _MOST_PASSED:,} 行没有列出。", "muted"))

    def _text_of(self, place: Place) -> str:
        """The cells of a row that was passed over, cut short."""
        for table in self._look.tables:
            if table.sheet.name == place.sheet:
                text = "　".join(plain_text(cell) for cell in table.sheet.rows[place.row - 1] if cell != "")
                return text if len(text) <= _CUT else f"{text[:_CUT]}…"
        return ""
