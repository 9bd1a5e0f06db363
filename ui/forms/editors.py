"""One editor for each kind of field. An editor holds text as typed; what it means is ``read_value``'s business."""

import datetime as dt
from typing import Protocol

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.base.calendar import today
from desktop.base.codes import Codes
from desktop.base.fields import Field, Kind, Value
from desktop.base.values import read_date, show_value
from ui.forms.choices import CodeEditor, YesNoEditor
from ui.forms.several import SeveralEditor
from ui.look import scale

LONG = 200
"""A text that may be longer than this gets several lines."""

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_LATIN = frozenset(
    {
        Kind.RESIDENT_ID,
        Kind.CREDIT_CODE,
        Kind.CARD,
        Kind.PHONE,
        Kind.DATE,
        Kind.MONEY,
        Kind.AREA,
        Kind.COUNT,
        Kind.POINTS,
    }
)
_RIGHT = frozenset({Kind.MONEY, Kind.AREA, Kind.COUNT, Kind.POINTS})


class Editor(Protocol):
    """What the form asks of every editor besides being a ``QWidget``.

    Signals:
        edited: the clerk changed the text.
        finished: Enter was pressed: move on.
    """

    edited: Signal
    finished: Signal

    def raw(self) -> str:
        """The text as typed."""

    def show_value(self, value: Value) -> None:
        """Show a value, without ``edited``."""


class LineEditor(QLineEdit):
    """A line. For numbers and dates the input method is off, so that digits need no switching."""

    edited = Signal()
    finished = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._field = field
        self.textEdited.connect(self.edited)
        if field.kind in _LATIN:
            self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        if field.kind in _RIGHT:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def raw(self) -> str:
        """The text as typed."""
        return self.text()

    def show_value(self, value: Value) -> None:
        """Show a value."""
        self.setText(show_value(self._field, value))
        self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on; with Ctrl or Alt it is the page's."""
        if event.key() in _ENTER and not _is_shortcut(event):
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Narrow: the form decides."""
        return QSize(80, super().sizeHint().height())


class DateEditor(LineEditor):
    """A date as text. ``d w m y`` go a day, week, month or year on, with Shift back; Up and Down a day; ``=`` today."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.setPlaceholderText("年-月-日")
        self.setToolTip("= 今天；d w m y 加一天、周、月、年，按住 Shift 则减；上下键加减一天")

    def day(self) -> dt.date | None:
        """The date that stands there; None where it is none."""
        return read_date(self._field, self.text()).value if self.text().strip() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Reckon with the keys that move a date."""
        moved = None if _is_shortcut(event) or self.isReadOnly() else self._moved(event)
        if moved is None:
            super().keyPressEvent(event)
        else:
            self.show_value(moved)
            self.edited.emit()

    def _moved(self, event: QKeyEvent) -> dt.date | None:
        if event.text() == "=":
            return today()
        step = {Qt.Key.Key_Up: "d", Qt.Key.Key_Down: "D"}.get(Qt.Key(event.key()), event.text())
        if len(step) != 1 or step not in "dwmyDWMY":
            return None
        return move_date(self.day() or today(), step.lower(), 1 if step.islower() else -1)


def move_date(day: dt.date, unit: str, count: int) -> dt.date:
    """The date so many days (d), weeks (w), months (m) or years (y) on; the last of the month where it is shorter.

    >>> move_date(dt.date(2024, 1, 31), "m", 1)
    datetime.date(2024, 2, 29)
    """
    if unit in "dw":
        return day + dt.timedelta(days=count * (7 if unit == "w" else 1))
    year, month = divmod(day.year * 12 + day.month - 1 + count * (12 if unit == "y" else 1), 12)
    after = dt.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return dt.date(year, month + 1, min(day.day, (after - dt.timedelta(days=1)).day))


class TextEditor(QPlainTextEdit):
    """Several lines; Enter moves on, Shift+Enter begins a line."""

    edited = Signal()
    finished = Signal()

    def __init__(self, _field: Field) -> None:
        super().__init__(tabChangesFocus=True)
        self._showing = False
        self.setFixedHeight(3 * scale.ROW)
        self.textChanged.connect(self._on_text)

    def raw(self) -> str:
        """The text as typed."""
        return self.toPlainText()

    def show_value(self, value: Value) -> None:
        """Show a value."""
        self._showing = True
        self.setPlainText("" if value is None else str(value))
        self._showing = False

    def _on_text(self) -> None:
        if not self._showing:
            self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on; with Ctrl or Alt it is the page's."""
        if event.key() not in _ENTER or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        elif _is_shortcut(event):
            event.ignore()
        else:
            self.finished.emit()


def _is_shortcut(event: QKeyEvent) -> bool:
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(event.modifiers() & held)


AnyEditor = LineEditor | TextEditor | CodeEditor | SeveralEditor | YesNoEditor


def make_editor(field: Field, codes: Codes) -> AnyEditor:
    """The editor for a field; a code whose list isn't known is a plain line."""
    if field.kind is Kind.CODE and field.codes in codes:
        known = codes[field.codes]
        return SeveralEditor(field, known) if field.most > 1 else CodeEditor(known)
    if field.kind is Kind.YES_NO:
        return YesNoEditor(field.label)
    if field.kind is Kind.DATE:
        return DateEditor(field)
    if field.kind is Kind.TEXT and field.limit > LONG:
        return TextEditor(field)
    return LineEditor(field)


def mark_finding(editor: QWidget, level: str) -> None:
    """Outline the editor as ``bad``, ``warn`` or, with an empty text, as usual."""
    if (editor.property("finding") or "") != level:
        editor.setProperty("finding", level)
        editor.style().unpolish(editor)
        editor.style().polish(editor)


def is_editor_of(editor: QObject, focus: QObject | None) -> bool:
    """Whether the focus is in that editor or in a part of it."""
    while focus is not None:
        if focus is editor:
            return True
        focus = focus.parent()
    return False
