"""Tab goes through a page as it is read, whenever its parts were made."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QSplitter, QWidget


class TabStart(QWidget):
    """Behind which Tab's way through a page begins; the first that is made on the page, and never seen."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Qt puts nothing behind what takes no focus
        self.hide()


def order_tabs(page: QWidget, start: TabStart) -> None:
    """Have Tab go through a page in the order in which its layouts hold what stands on it, round from where it begins.

    Where a page has a place to begin at, Qt goes there as soon as it comes to the page: what stands before that would
    never be come to. The ring is never walked: the binding takes each widget that it gives out there for a child of
    the one before.
    """
    stops = list(_stops(page))
    first = page.focusProxy()
    at = stops.index(first) if first in stops else 0
    for before, after in pairwise((start, *stops[at:], *stops[:at])):
        QWidget.setTabOrder(before, after)


def _stops(within: QWidget) -> Iterator[QWidget]:
    if within.focusPolicy() & Qt.FocusPolicy.TabFocus and within.focusProxy() is None:
        yield within
    for one in _held(within.layout()):
        yield from _stops(one)
    if isinstance(within, QSplitter):
        for at in range(within.count()):
            yield from _stops(within.widget(at))


def _held(layout: QLayout | None) -> Iterator[QWidget]:
    items = [layout.itemAt(at) for at in range(layout.count())] if layout is not None else []
    for item in items:
        widget = item.widget() if item is not None else None
        if widget is not None:
            yield widget
        elif item is not None:
            yield from _held(item.layout())
