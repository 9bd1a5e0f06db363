"""A bar of parts: how much of a whole went where, with a key below it where there is room."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look import scale, shown
from ui.look.roles import dress
from ui.widgets.pieces import clear, column, label, row

_THIN, _THICK, _MARK = 4, 10, 9
_FAINT = 0.45
_TONES = {"gone": ("quiet", _FAINT), "out": ("quiet", 0.8), "held": ("accent", _FAINT), "left": ("accent", 1.0)}
"""What became of a part, and the colour that says so: it is gone, gone otherwise, held, left."""


class Part(NamedTuple):
    """A part: what it is, how much, and ``gone``, ``out``, ``held`` or ``left``."""

    label: str
    value: int
    tone: str


class Bar(QWidget):
    """The bar alone. What no part takes stays empty."""

    def __init__(self, *, thick: bool = False) -> None:
        super().__init__()
        self._high = _THICK if thick else _THIN
        self._parts: tuple[Part, ...] = ()
        self._whole = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self._high)

    def show_parts(self, parts: Sequence[Part], whole: int) -> None:
        """Show these, of this whole."""
        self._parts, self._whole = tuple(parts), whole
        self.update()

    def widths(self) -> list[float]:
        """How wide each part is drawn, as shares of the bar."""
        return [part.value / self._whole if self._whole > 0 else 0.0 for part in self._parts]

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(scale.PANEL, self._high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw part beside part."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QPainterPath()
        whole.addRoundedRect(QRectF(self.rect()), self._high / 2, self._high / 2)
        painter.setClipPath(whole)
        painter.fillRect(self.rect(), shown.colour("sunken"))
        at = 0.0
        for part, share in zip(self._parts, self.widths(), strict=True):
            wide = share * self.width()
            painter.fillRect(QRectF(at, 0, wide, self._high), _colour(part.tone))
            at += wide
        painter.end()


class KeyedBar(QWidget):
    """A bar with what each part is below it."""

    def __init__(self) -> None:
        super().__init__()
        dress(self, "clear")
        self.bar = Bar(thick=True)
        self._key = row(gap=scale.WIDE)
        whole = column(gap=scale.TIGHT)
        whole.addWidget(self.bar)
        whole.addLayout(self._key)
        self.setLayout(whole)

    def show_parts(self, parts: Sequence[Part], whole: int) -> None:
        """Show these, of this whole."""
        self.bar.show_parts(parts, whole)
        clear(self._key)
        told = [f"{part.label} {share:.0%}" for part, share in zip(parts, self.bar.widths(), strict=True)]
        self.setAccessibleName("，".join(told))
        for part, text in zip(parts, told, strict=True):
            self._key.addWidget(_keyed(part, text))
        stretch = QWidget()
        stretch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._key.addWidget(dress(stretch, "clear"), 1)


class _Mark(QWidget):
    """A little square in the colour of a part."""

    def __init__(self, tone: str) -> None:
        super().__init__()
        self._tone = tone
        self.setFixedSize(_MARK, _MARK)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the theme's colour."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _colour(self._tone))
        painter.end()


def _keyed(part: Part, text: str) -> QWidget:
    made, inside = dress(QWidget(), "clear"), row(gap=scale.TIGHT)
    inside.addWidget(_Mark(part.tone), 0, Qt.AlignmentFlag.AlignVCenter)
    inside.addWidget(label(text, "hint"))
    made.setLayout(inside)
    return made


def _colour(tone: str) -> QColor:
    token, dense = _TONES[tone]
    made = QColor(shown.colour(token))
    made.setAlphaF(dense)
    return made
