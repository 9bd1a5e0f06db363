"""Tab goes through a page as it is read, whenever its parts were made."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QTabWidget, QWidget


class InReadingOrder(QWidget):
    """What Tab goes through in the order in which layouts hold what stands there, round from where it is.

    Qt's own ring is the order in which things were made, which buttons, chips and whole lists are late; and it jumps
    to where a page begins as soon as it comes to the page. So the ring isn't asked, but where the focus is lost. Nor is
    it ever walked: the binding takes each widget that it gives out there for a child of the one before.
    """

    def focusNextPrevChild(self, ahead: bool) -> bool:
        """Go on to what is read next, or before."""
        stops = list(_stops(_outermost(self)))
        now: QWidget | None = self.window().focusWidget()
        while now is not None and now not in stops:  # such as a button within an editor
            now = now.parentWidget()
        if now is None:
            return super().focusNextPrevChild(ahead)
        after = stops[(stops.index(now) + (1 if ahead else -1)) % len(stops)]
        after.setFocus(Qt.FocusReason.TabFocusReason if ahead else Qt.FocusReason.BacktabFocusReason)
        return True


def _outermost(page: InReadingOrder) -> QWidget:
    """What is gone through: of pages within others, or within the window, the outermost."""
    around, found = page.parentWidget(), page
    while around is not None:
        found = around if isinstance(around, InReadingOrder) else found
        around = around.parentWidget()
    return found


def _stops(within: QWidget) -> Iterator[QWidget]:
    if within.isEnabled() and within.focusPolicy() & Qt.FocusPolicy.TabFocus and within.focusProxy() is None:
        yield within
    for one in _held(within):
        if not one.isHidden():
            yield from _stops(one)


def _held(within: QWidget) -> Iterator[QWidget]:
    yield from _laid_out(within.layout())
    if isinstance(within, QSplitter):
        yield from (within.widget(at) for at in range(within.count()))
    elif isinstance(within, QScrollArea) and within.widget() is not None:
        yield within.widget()
    elif isinstance(within, QTabWidget):
        yield from (within.tabBar(), within.currentWidget())


def _laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    items = [layout.itemAt(at) for at in range(layout.count())] if layout is not None else []
    for item in items:
        widget = item.widget() if item is not None else None
        if widget is not None:
            yield widget
        elif item is not None:
            yield from _laid_out(item.layout())
