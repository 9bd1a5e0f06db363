"""Figures side by side, each with what it is above it."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import clear, column, label, row


class Figure(NamedTuple):
    """What it is, the figure as text, and its tone: nothing, ``bad``, ``warn`` or ``good``."""

    label: str
    text: str
    tone: str = ""


class Figures(QWidget):
    """Shows figures in one line; each can be copied by the mouse."""

    def __init__(self) -> None:
        super().__init__()
        dress(self, "clear")
        self._row = row(gap=scale.FAR)
        self.setLayout(self._row)
        self._texts: dict[str, QLabel] = {}

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show these instead."""
        if [one.label for one in figures] != list(self._texts):
            clear(self._row)
            self._texts = {one.label: self._add(one.label) for one in figures}
        for one in figures:
            text = self._texts[one.label]
            text.setText(one.text)
            text.setAccessibleName(f"{one.label}：{one.text}")
            dress(text, f"figure-{one.tone}" if one.tone else "figure")

    def text(self, name: str) -> str:
        """The figure of that name; ``KeyError`` where there is none."""
        return self._texts[name].text()

    def _add(self, name: str) -> QLabel:
        figure = label(role="figure")
        figure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        holder, inside = QWidget(), column(gap=0)
        inside.addWidget(label(name, "hint"))
        inside.addWidget(figure)
        holder.setLayout(inside)
        dress(holder, "clear")
        self._row.addWidget(holder)
        return figure
