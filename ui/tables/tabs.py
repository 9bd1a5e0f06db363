"""Queries kept as tabs over a list."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QTabBar, QWidget

from desktop.base.listing import Listing, Query
from desktop.office.matter_lists import BY_NAME
from ui.look import places
from ui.widgets.dialogs import TextDialog

ALL = "全部"


class QueryTabs(QTabBar):
    """The first tab is everything; the others are filters that the clerk kept. Hidden while there are none.

    Chips and sorting are kept on this PC, outside the encrypted file; the search text isn't, for it may be a name.

    Signals:
        chosen: the query of the tab.
    """

    chosen = Signal(object)

    def __init__(self, listing: Listing) -> None:
        super().__init__(expanding=False, drawBase=False, usesScrollButtons=True)
        self.setAccessibleName("保存的筛选")
        self._listing, self._noun = listing, listing.noun
        everything = Query(noun=self._noun, order=listing.order, descending=listing.descending)
        self._queries: list[tuple[str, Query]] = [(ALL, everything), *self._recall()]
        for name, _ in self._queries:
            self.addTab(name)
        self.setVisible(self.count() > 1)
        self.tabBarClicked.connect(self._choose)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)

    def save(self, query: Query, parent: QWidget) -> None:
        """Ask for a name and keep the query as a tab; the same name replaces."""
        matter = BY_NAME[query.matter].label if query.matter else ""
        usual = "、".join(part for part in (matter, *query.chips.values()) if part)
        text = "会记住当前的筛选和排序，不记搜索字词。" if query.text else "会记住当前的筛选和排序。"
        name = TextDialog.ask(parent, "存为标签", text, "保存", usual)
        if name:
            self.add(name, query)

    def add(self, name: str, query: Query) -> None:
        """Keep the query under a name and choose it."""
        kept = replace(query, text="", chips=dict(query.chips))
        names = [one for one, _ in self._queries]
        if name in names[1:]:
            self._queries[names.index(name, 1)] = (name, kept)
        else:
            self._queries.append((name, kept))
            names.append(name)
            self.addTab(name)
        self.setCurrentIndex(names.index(name, 1))
        self._keep()

    def remove(self, at: int) -> None:
        """Forget the tab at that position; the first one stays."""
        if at > 0:
            del self._queries[at]
            self.removeTab(at)
            self._keep()

    def _choose(self, at: int) -> None:
        if at >= 0:
            self.chosen.emit(self._queries[at][1])

    def _show_menu(self, at: QPoint) -> None:
        tab = self.tabAt(at)
        if tab > 0:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction("删除标签").triggered.connect(lambda: self.remove(tab))
            menu.popup(self.mapToGlobal(at))

    def _keep(self) -> None:
        self.setVisible(self.count() > 1)
        held = [
            {
                "name": name,
                "chips": dict(query.chips),
                "order": query.order,
                "descending": query.descending,
                "matter": query.matter,
                "ranked": query.ranked,
            }
            for name, query in self._queries[1:]
        ]
        places.keep(f"tabs/{self._noun}", held or None)

    def _recall(self) -> list[tuple[str, Query]]:
        return [kept for one in places.recall(f"tabs/{self._noun}", []) if (kept := self._read(one))]

    def _read(self, one: Any) -> tuple[str, Query] | None:
        """A kept query; None where the list has changed since and can't show it."""
        try:
            query = Query(
                noun=self._noun,
                chips={str(name): str(value) for name, value in one["chips"].items()},
                order=str(one["order"]),
                descending=bool(one["descending"]),
                matter=str(one.get("matter", "")),
                ranked=bool(one.get("ranked", False)),
            )
            known = not query.matter or query.matter in BY_NAME
            fits = known and all(self._listing.column(name) for name in (*query.chips, query.order))
            return (str(one["name"]), query) if fits else None
        except (KeyError, TypeError, AttributeError):
            return None
