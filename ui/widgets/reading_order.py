"""Tab goes through a page as it is read, whenever its parts were made."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QSplitter, QWidget


def order_tabs(page: QWidget) -> None:
    """Have Tab go through a page in the order in which its layouts hold what stands on it."""
    stops = list(_stops(page))
    first = next((one for one in _ring(page) if one in stops), None)
    if first is not None and first is not stops[0]:
        QWidget.setTabOrder(first, stops[0])  # Qt leaves alone what would go behind the ring's last
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _ring(page: QWidget) -> list[QWidget]:
    """Tab's ring, from the page on."""
    found: list[QWidget] = [page]
    at = page.nextInFocusChain()
    while at is not None and at is not page:
        found.append(at)
        at = at.nextInFocusChain()
    return found


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
