"""Where something stands on its way: the steps behind it, the one it is at, those to come."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look import fonts, icons, scale, shown

_CIRCLE = 22
_GAP = 26
_LINE = 18
_ROOM = 110


class Stepper(QWidget):
    """Steps from left to right, each with a note below its name, such as the day on which it was done."""

    def __init__(self, name: str, steps: Sequence[str]) -> None:
        super().__init__()
        self._name, self._steps = name, tuple(steps)
        self._done = 0
        self._notes: tuple[str, ...] = ("",) * len(self._steps)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_done(0, self._notes)

    @property
    def done(self) -> int:
        """How many steps are behind."""
        return self._done

    def show_done(self, done: int, notes: Sequence[str]) -> None:
        """So many steps are behind; the next is the present one. A note for each step."""
        self._done, self._notes = done, tuple(notes)
        words = [f"{step}{'已完成' if at < done else ''}" for at, step in enumerate(self._steps)]
        self.setAccessibleName(f"{self._name}：{'，'.join(words)}")
        self.updateGeometry()
        self.update()

    def show_steps(self, steps: Sequence[str], done: int, notes: Sequence[str]) -> None:
        """Show another way, and how far it is gone."""
        self._steps = tuple(steps)
        self.show_done(done, notes)

    def sizeHint(self) -> QSize:
        """As wide as its steps; lower where none has a note."""
        high = 2 * _LINE + 4 if any(self._notes) else _CIRCLE + 2
        return QSize(round(sum(self._widths()) + _GAP * (len(self._steps) - 1)), high)

    def minimumSizeHint(self) -> QSize:
        """It can't be squeezed."""
        return self.sizeHint()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the steps and the lines between them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0.0
        for at, width in enumerate(self._widths()):
            self._draw_step(painter, at, left)
            left += width
            if at + 1 < len(self._steps):
                painter.setPen(QPen(shown.colour("accent" if at < self._done else "line"), 1.5))
                painter.drawLine(QPointF(left + 4, _CIRCLE / 2 + 1), QPointF(left + _GAP - 4, _CIRCLE / 2 + 1))
            left += _GAP
        painter.end()

    def _widths(self) -> list[float]:
        plain, small = self.fontMetrics(), self._small()
        return [
            _CIRCLE + 6 + min(_ROOM, max(plain.horizontalAdvance(step) + 4, small.horizontalAdvance(note)))
            for step, note in zip(self._steps, self._notes, strict=True)
        ]

    def _small(self) -> QFontMetrics:
        return QFontMetrics(fonts.sized(scale.SMALL))

    def _draw_step(self, painter: QPainter, at: int, left: float) -> None:
        behind, present = at < self._done, at == self._done
        circle = QRectF(left + 1, 1, _CIRCLE - 2, _CIRCLE - 2)
        painter.setPen(QPen(shown.colour("accent" if behind or present else "edge"), 1.5))
        painter.setBrush(shown.colour("accent" if behind else "accent_soft" if present else "raised"))
        painter.drawEllipse(circle)
        if behind:
            side = 14
            check = icons.pixmap("check", "on_accent", round(side * self.devicePixelRatioF()))
            painter.drawPixmap(QRectF(circle.center().x() - 7, circle.center().y() - 7, side, side).toRect(), check)
        else:
            painter.setPen(shown.colour("accent" if present else "muted"))
            painter.setFont(fonts.sized(scale.SMALL))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(at + 1))
        self._draw_words(painter, at, left + _CIRCLE + 6, strong=present)

    def _draw_words(self, painter: QPainter, at: int, left: float, *, strong: bool) -> None:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(shown.colour("muted" if at > self._done else "text"))
        painter.drawText(QRectF(left, 0, _ROOM, _CIRCLE), Qt.AlignmentFlag.AlignVCenter, self._steps[at])
        painter.setFont(fonts.sized(scale.SMALL))
        painter.setPen(shown.colour("muted"))
        note = self._small().elidedText(self._notes[at], Qt.TextElideMode.ElideRight, _ROOM)
        painter.drawText(QRectF(left, _LINE + 3, _ROOM, _LINE), Qt.AlignmentFlag.AlignVCenter, note)
