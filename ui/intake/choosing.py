"""What stands above a column of a sheet: the choice of its meaning, and of its unit where it holds money."""

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent

from desktop.base.codes import CodeList
from desktop.base.money import TIMES
from desktop.exchange.mapping import Target, choices, flat_choices, target_label
from ui.forms.choices import CodeEditor
from ui.forms.editors import mark_finding
from ui.widgets.pieces import Combo, drop_arguments

LEFT_OUT = "不导入"
"""What a column holds that the clerk doesn't want."""

USUAL_UNITS = (1, 1000, 10_000)
"""How many yuan one counts in the units that ledgers use."""

_WORDS = {1: "元"} | {times: f"{word}元" for word, times in TIMES.items()}


@cache
def meanings(members: int, record: type | None = None) -> dict[str, Target | None]:
    """All that a column can be said to hold, by what the clerk reads; of such a record, else of a household."""
    every = choices(members) if record is None else flat_choices(record)
    return {LEFT_OUT: None} | {target_label(one, record): one for one in every}


def unit_word(factor: int) -> str:
    """What a unit of so many yuan is called.

    >>> unit_word(10_000), unit_word(250)
    ('万元', '250元')
    """
    return _WORDS.get(factor, f"{factor:,}元")


def unit_label(factor: int) -> str:
    """A unit with what is done to its numbers.

    >>> unit_label(1), unit_label(10_000)
    ('元', '万元 → 元 ×10,000')
    """
    return unit_word(factor) if factor == 1 else f"{unit_word(factor)} → 元 ×{factor:,}"


class MeaningEditor(CodeEditor):
    """Chooses what a column holds: type a part of it or its pinyin initials. What isn't in the list is put back.

    Signals:
        meant: what the clerk chose.
    """

    meant = Signal(str)

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__(CodeList("meanings", tuple(labels)))
        self.removeItem(0)
        self._shown = ""
        self.edited.connect(self._on_edit)
        self.finished.connect(self._on_edit)

    def show_meaning(self, text: str) -> None:
        """Show a meaning, or none where nobody knows it yet."""
        self._shown = text
        self.show_value(text)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText("请选择")
        mark_finding(self, "" if text else "warn")

    def _on_edit(self) -> None:
        text = self.currentText()
        if text != self._shown and self.findText(text) >= 0:
            self.meant.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put back what was shown, unless the list is only open."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.show_meaning(self._shown)


class UnitEditor(Combo):
    """Chooses in what unit the amounts of a column are written.

    Signals:
        counted: how many yuan one counts, as the clerk chose.
    """

    counted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumContentsLength(2)
        self.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for factor in USUAL_UNITS:
            self.addItem(unit_label(factor), factor)
        self.activated.connect(drop_arguments(self._on_pick))

    def show_factor(self, factor: int) -> None:
        """Show a unit; one that is not among the usual ones joins them."""
        if self.findData(factor) < 0:
            self.addItem(unit_label(factor), factor)
        self.setCurrentIndex(self.findData(factor))
        self.setToolTip("" if factor == 1 else f"表里的数按{unit_word(factor)}读，乘以 {factor:,} 换算成元")

    def _on_pick(self) -> None:
        self.counted.emit(int(self.currentData()))
