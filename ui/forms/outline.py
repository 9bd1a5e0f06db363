"""The parts of a long form in one line: where the clerk is, where something is wrong, and the way there."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from ui.look import scale
from ui.look.roles import restyle
from ui.widgets.pieces import row, toggle_button


class Outline(QWidget):
    """One button a section; it goes there, is pressed while one is there, and shows the worst finding's colour."""

    def __init__(self, scroll: QScrollArea) -> None:
        super().__init__()
        self._scroll = scroll
        self._sections: dict[str, tuple[QWidget, Callable[[str], str]]] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._row = row(gap=scale.TIGHT)
        self._row.addStretch(1)
        self.setLayout(self._row)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._mark)
        scroll.verticalScrollBar().valueChanged.connect(self._tell_place)

    def add(self, sections: Mapping[str, QWidget], level: Callable[[str], str]) -> None:
        """Add sections; ``level`` says ``bad``, ``warn`` or nothing of each."""
        for title, widget in sections.items():
            made = toggle_button(title, "anchor")
            made.clicked.connect(lambda _=False, one=title: self.go(one))
            self._sections[title] = (widget, level)
            self._buttons[title] = made
            self._row.insertWidget(self._row.count() - 1, made)
        self._show_place(next(iter(self._sections), ""))  # nothing is scrolled yet, nor has its place

    def mark(self) -> None:
        """Look at the levels again, once the present event is over."""
        self._soon.start()

    def go(self, title: str) -> None:
        """Bring a section to the top and enter its first editor."""
        widget, _ = self._sections[title]
        self._scroll.verticalScrollBar().setValue(self._top(widget))
        self._show_place(title)
        parts: list[QWidget] = list(widget.findChildren(QWidget))  # not by Tab's ring: see ``order_tabs``
        able = [one for one in parts if _takes_focus(one)]
        if able:
            min(able, key=lambda one: _place(one, widget)).setFocus()

    def step(self, by: int) -> None:
        """Go so many sections on."""
        titles = list(self._sections)
        now = next((at for at, title in enumerate(titles) if self._buttons[title].isChecked()), 0)
        self.go(titles[max(0, min(len(titles) - 1, now + by))])

    def _top(self, widget: QWidget) -> int:
        body = self._scroll.widget()
        return widget.mapTo(body, QPoint(0, 0)).y() if body.isAncestorOf(widget) else 0

    def _tell_place(self, *_: object) -> None:
        """The section at the top; the last one where the form is scrolled to its end."""
        bar = self._scroll.verticalScrollBar()
        titles = list(self._sections)
        passed = [title for title in titles if self._top(self._sections[title][0]) <= bar.value() + scale.FAR]
        ended = bar.maximum() > 0 and bar.value() == bar.maximum()
        self._show_place(titles[-1] if ended else passed[-1] if passed else titles[0] if titles else "")

    def _show_place(self, title: str) -> None:
        for one, made in self._buttons.items():
            made.setChecked(one == title)

    def _mark(self) -> None:
        for title, (_, level) in self._sections.items():
            made, found = self._buttons[title], level(title)
            if (made.property("level") or "") != found:
                made.setProperty("level", found)
                made.setAccessibleDescription({"bad": "有需要改正的内容", "warn": "有提醒"}.get(found, ""))
                restyle(made)


def _place(widget: QWidget, within: QWidget) -> tuple[int, int]:
    at = widget.mapTo(within, QPoint(0, 0))
    return at.y(), at.x()


def _takes_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy().value & 1) and widget.isEnabled() and widget.isVisible()
