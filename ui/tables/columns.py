"""Which columns a table shows, how wide and in which order: kept on this PC for each list."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from desktop.base.listing import Column, Listing
from ui.look import places, scale

_SETTLED = 400
_ARROW = 22
_NARROWEST = 40


class ColumnKeeper(QObject):
    """Applies and keeps a header's columns under a key; columns of a later version simply join in."""

    def __init__(self, header: QHeaderView, listing: Listing, key: str) -> None:
        super().__init__(header)
        self._header = header
        self._columns = listing.columns
        self._key = f"columns/{key}"
        self._timer = QTimer(self, singleShot=True, interval=_SETTLED)
        self._timer.timeout.connect(self._keep)
        self._apply(places.recall(self._key, {}))
        header.sectionResized.connect(self._timer.start)
        header.sectionMoved.connect(self._timer.start)

    def show_column(self, at: int, shown: bool) -> None:
        """Show or hide the column at that position of the listing; the last one stays."""
        if shown or len(self.shown()) > 1:
            self._header.setSectionHidden(at, not shown)
            self._keep()

    def shown(self) -> list[Column]:
        """The columns that are shown, in the order they stand."""
        order = [self._header.logicalIndex(at) for at in range(self._header.count())]
        return [self._columns[at] for at in order if not self._header.isSectionHidden(at)]

    def reset(self) -> None:
        """Back to what the listing says."""
        self._apply({})
        self._timer.stop()
        places.keep(self._key, None)

    def menu(self, parent: QWidget) -> QMenu:
        """The column chooser."""
        made = _StayingMenu(parent)
        for at, column in enumerate(self._columns):
            action = made.addAction(column.label)
            action.setCheckable(True)
            action.setChecked(not self._header.isSectionHidden(at))
            action.toggled.connect(self._toggler(at))
        made.addSeparator()
        made.addAction("恢复默认").triggered.connect(self.reset)
        return made

    def _toggler(self, at: int) -> Callable[[bool], None]:
        return lambda shown: self.show_column(at, shown)

    def _apply(self, kept: Any) -> None:
        kept = kept if isinstance(kept, dict) else {}
        widths, hidden, order = kept.get("widths", {}), kept.get("hidden"), kept.get("order", [])
        known = {column.name: at for at, column in enumerate(self._columns)}
        for at, column in enumerate(self._columns):
            fresh = column.name not in order
            self._header.resizeSection(at, int(widths.get(column.name, self._usual(column))))
            self._header.setSectionHidden(at, not column.shown if fresh else column.name in (hidden or ()))
        wanted = [known[name] for name in order if name in known]
        wanted += [at for at in known.values() if at not in wanted]
        for place, at in enumerate(wanted):
            self._header.moveSection(self._header.visualIndex(at), place)

    def _usual(self, column: Column) -> int:
        heading = len(column.label) * scale.SMALL + _ARROW
        return max(_NARROWEST, heading, column.width * scale.CHARACTER) + 2 * scale.NEAR

    def _keep(self) -> None:
        count = self._header.count()
        order = [self._columns[self._header.logicalIndex(at)].name for at in range(count)]
        hidden = [one.name for at, one in enumerate(self._columns) if self._header.isSectionHidden(at)]
        widths = {
            one.name: self._header.sectionSize(at)
            for at, one in enumerate(self._columns)
            if not self._header.isSectionHidden(at) and not self._is_stretched(one)
        }
        places.keep(self._key, {"order": order, "hidden": hidden, "widths": widths})

    def _is_stretched(self, column: Column) -> bool:
        """Whether the column is as wide as the room that the others leave: no width that anybody chose."""
        return self._header.stretchLastSection() and column == self.shown()[-1]


class _StayingMenu(QMenu):
    """A menu that stays open while things are ticked."""

    def mouseReleaseEvent(self, event: Any) -> None:
        """Tick without closing."""
        action = self.activeAction()
        if action and action.isCheckable() and action.isEnabled():
            action.toggle()
        else:
            super().mouseReleaseEvent(event)
