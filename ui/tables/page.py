"""The list page: search line, filter chips with counts, table, side panel, action bar."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSplitter, QWidget

from desktop.base.changes import Change
from desktop.base.listing import Listing, Query
from desktop.office.matter_lists import LISTS
from ui.desk import Desk
from ui.look import icons, scale
from ui.look.roles import dress
from ui.tables.delegate import Shares, Tones
from ui.tables.matters import MatterBar, MatterMenu
from ui.tables.model import ListModel
from ui.tables.source import DeskSource
from ui.tables.tabs import QueryTabs
from ui.tables.view import TableView
from ui.widgets.chips import ChipMenu, ChipRow
from ui.widgets.page import Page
from ui.widgets.panel import SidePanel
from ui.widgets.pieces import button, column, drop_arguments, icon_button, label, row, turn_eye
from ui.widgets.search import SearchLine

if TYPE_CHECKING:
    from desktop.office.office import Office

EMPTY = "没有记录"
NOTHING_FOUND = "没有找到。可减少搜索字词，或点“全部”取消筛选。"
NOTHING_WAITS = "这一项没有要办的了。点上面带 ✕ 的标签，可以看全部。"

_CHIPS = 4  # values of the first filter that have a chip of their own
_COUNTS_LATER = 120  # milliseconds: counts must not stand in the way of the next keystroke


@dataclass(slots=True)
class _Deed:
    """A button of the action bar."""

    shown: QPushButton | QAction
    needs_selection: bool


class ListPage(Page):
    """One noun's list. Build it with the listing, add actions, connect ``opened``; it asks for everything itself.

    Within another page, such as the payments of a batch, ``scope`` is what it is always narrowed by, ``chips`` are the
    only ones offered, ``key`` is under what its columns are kept, and without a title its actions stand at the filters,
    unless the page around it puts ``action_bar`` elsewhere.

    Ctrl+F goes to the search line, F5 asks again, Escape leaves the side panel. What is new is gone to.

    Signals:
        opened: the record to open.
        selection_changed: the chosen records in the order shown.
    """

    opened = Signal(int)
    selection_changed = Signal(list)
    _new: int | None = None

    def __init__(
        self,
        desk: Desk,
        listing: Listing,
        *,
        title: str = "",
        measure: str = "条",
        placeholder: str = "搜索",
        tones: Tones | None = None,
        shares: Shares | None = None,
        faint: str = "",
        empty: str = EMPTY,
        scope: Mapping[str, str] | None = None,
        chips: Sequence[str] | None = None,
        key: str = "",
    ) -> None:
        super().__init__()
        self._desk, self.listing, self._measure, self._empty = desk, listing, measure, empty
        self._scope = dict(scope or {})
        self.model = ListModel(listing, DeskSource(desk, listing), self)
        self.model.query = replace(self.model.query, chips=self._scope)
        self.view = TableView(self.model, key=key, tones=tones, shares=shares, faint=faint, empty=empty)
        self.search = SearchLine(placeholder, f"搜索{title}")
        self.panel = SidePanel()
        self.tabs = QueryTabs(listing)
        self.tabs.setVisible(self.tabs.count() > 1 and not scope)
        self._title = label(title, "title")
        self._deeds: list[_Deed] = []
        self._chips = self._make_chips(listing.chips if chips is None else chips)
        self.matters = MatterMenu(desk, listing.noun) if listing.noun in LISTS and not scope else None
        self.matter_bar = MatterBar(desk, listing, {*self._chips, *self._scope})
        self._count, self._chosen = label(role="muted"), label(role="muted")
        self.action_bar, self._actions, self._beside = QWidget(), row(), row()
        self._due = True
        self._later = QTimer(self, singleShot=True, interval=_COUNTS_LATER)
        self._assemble()
        self._wire()
        self.setFocusProxy(self.view)

    def add_beside_title(self, widget: QWidget) -> None:
        """Put something beside the title, such as the choice between two lists."""
        self._beside.addSpacing(scale.NEAR)
        self._beside.addWidget(widget)

    def add_action(
        self,
        text: str,
        deed: Callable[[], object],
        *,
        icon: str = "",
        primary: bool = False,
        needs_selection: bool = False,
        shortcut: str = "",
        folded: bool = False,
    ) -> QPushButton | QAction:
        """Add a button to the action bar, or to its 更多 menu where ``folded``; greyed while nothing is chosen."""
        made = self._fold(text, deed, icon) if folded else self._button(text, deed, icon, primary=primary)
        if shortcut:
            made.setShortcut(QKeySequence(shortcut))
            made.setToolTip(f"{text}（{shortcut}）")
        self._deeds.append(_Deed(made, needs_selection))
        made.setEnabled(not needs_selection)
        return made

    def show_query(self, query: Query) -> None:
        """Show a query with its search text and chips, for instance from the desk page."""
        self.search.reset(query.text)
        self.view.show_sorting(query.order, query.descending)
        self._ask(replace(query, chips={**query.chips, **self._scope}))

    def widen(self) -> None:
        """Show everything, in the order that is shown, so that what just came in is seen."""
        query = self.query
        if query.text or query.matter or query.chips != self._scope:
            self.tabs.setCurrentIndex(0)
            self.show_query(Query(noun=query.noun, order=query.order, descending=query.descending))

    def refresh(self) -> None:
        """Ask again: now if the page is seen, else when it next is."""
        if self.isVisible():
            self._due = False
            self.model.refresh()
            self.matter_bar.ask()
        else:
            self._due = True

    @property
    def query(self) -> Query:
        """What is shown."""
        return self.model.query

    def chosen(self) -> list[int]:
        """The chosen records in the order shown."""
        return self.view.chosen()

    def _wire(self) -> None:
        self._desk.changed.connect(self._on_change)
        self._later.timeout.connect(self._ask_counts)
        self.model.shown.connect(self._tell_counts)
        self.model.shown.connect(self._go_to_new)
        self.search.left.connect(self._enter_table)
        self.search.searched.connect(self._on_search)
        self.tabs.chosen.connect(self.show_query)
        self.view.opened.connect(self.opened)
        self.view.selection_changed.connect(self._on_selection)
        self.view.sort_asked.connect(self._on_sort)
        for name, chip in self._chips.items():
            chip.chosen.connect(partial(self._on_chip, name))
        if self.matters is not None:
            self.matters.chosen.connect(self._on_matter)
        self.matter_bar.removed.connect(partial(self._on_matter, ""))
        self.matter_bar.dropped.connect(partial(self._on_chip, value=""))
        self.matter_bar.known.connect(self.model.mark)
        self.selection_changed.connect(self.matter_bar.show_chosen)
        for keys, deed in (("Ctrl+F", self.search.focus_all), ("F5", self.refresh)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)

    def _make_chips(self, names: Sequence[str]) -> dict[str, ChipRow | ChipMenu]:
        labels = {name: self.listing.column(name).label for name in names}
        return {name: ChipMenu(text) if at else ChipRow(text, _CHIPS) for at, (name, text) in enumerate(labels.items())}

    def _assemble(self) -> None:
        whole = column(scale.WIDE, scale.APART, scale.WIDE, scale.NEAR)
        if self._title.text():
            whole.addLayout(self._head())
        whole.addWidget(self.tabs)
        whole.addLayout(self._filters())
        whole.addWidget(self.matter_bar)
        self._split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        self._split.setHandleWidth(scale.NEAR)
        self._split.addWidget(self.view)
        self._split.addWidget(self.panel)
        self._split.setStretchFactor(0, 1)
        whole.addWidget(self._split, 1)
        foot = row(2, 0, 2, 0)
        foot.addWidget(self._count)
        foot.addWidget(self._chosen, 1)
        whole.addLayout(foot)
        self.setLayout(whole)

    def _head(self) -> QHBoxLayout:
        made = row()
        made.addWidget(self._title)
        made.addLayout(self._beside)
        made.addStretch(1)
        self._add_actions(made)
        return made

    def _add_actions(self, to: QHBoxLayout) -> None:
        self._more_button = icon_button("more", "更多")
        self._more = QMenu(self._more_button)  # as a first child of the page itself it would break Tab's ring
        self._more_button.setMenu(self._more)
        self._more_button.hide()
        inside = row()
        inside.addLayout(self._actions)
        inside.addWidget(self._more_button)
        dress(self.action_bar, "clear").setLayout(inside)
        to.addWidget(self.action_bar)

    def _filters(self) -> QHBoxLayout:
        made = row()
        self.search.setMinimumWidth(scale.PANEL // 2)
        self.search.setMaximumWidth(scale.PANEL)
        made.addWidget(self.search, 1)
        for chip in self._chips.values():
            made.addWidget(chip)
        if self.matters is not None:
            made.addWidget(self.matters)
        made.addStretch(1)
        self._eye = icon_button("eye", "显示完整号码", self._toggle_reveal)
        made.addWidget(self._eye)
        if not self.model.masks:
            self._eye.hide()
        if not self._scope:
            made.addWidget(icon_button("bookmark", "把当前筛选存为标签", self._save_tab))
        self._chooser = icon_button("columns", "选择列", self._choose_columns)
        made.addWidget(self._chooser)
        if not self._title.text():
            self._add_actions(made)
        return made

    def _button(self, text: str, deed: Callable[[], object], icon: str, *, primary: bool) -> QPushButton:
        made = button(text, deed, icon=icon, role="primary" if primary else "")
        self._actions.addWidget(made)
        return made

    def _fold(self, text: str, deed: Callable[[], object], icon: str) -> QAction:
        made = self._more.addAction(text)
        made.triggered.connect(drop_arguments(deed))
        if icon:
            icons.put(made, icon)
        self._more_button.show()
        return made

    def _ask(self, query: Query) -> None:
        self._due = False
        self._later.stop()
        for name in self._chips:
            self._desk.drop((id(self), "counts", name))
        self._show_matter(query)
        narrowed = query.text or query.chips != self._scope
        self.view.set_empty(NOTHING_FOUND if narrowed else NOTHING_WAITS if query.matter else self._empty)
        self.model.show(query)

    def _on_search(self, text: str) -> None:
        self._ask(replace(self.query, text=text))

    def _on_sort(self, name: str, descending: bool) -> None:
        self._ask(replace(self.query, order=name, descending=descending))

    def _on_chip(self, name: str, value: str) -> None:
        others = {one: kept for one, kept in self.query.chips.items() if one != name}
        self._ask(replace(self.query, chips={**others, name: value} if value else others))

    def _on_matter(self, name: str) -> None:
        self._ask(replace(self.query, matter=name, ranked=False))

    def _show_matter(self, query: Query) -> None:
        self.matter_bar.show_query(query)
        if self.matters is not None:
            self.matters.mark(query.matter)

    def _on_change(self, change: Change, _initiator: object) -> None:
        if change.made is self.listing.noun:
            self._new = change.record
        if self.listing.noun in change.nouns:
            self.refresh()

    def _on_selection(self, records: list[int]) -> None:
        self._chosen.setText(f"已选 {len(records):,} {self._measure}" if len(records) > 1 else "")
        for deed in self._deeds:
            if deed.needs_selection:
                deed.shown.setEnabled(bool(records))
        self.selection_changed.emit(records)

    def _go_to_new(self) -> None:
        if self._new is not None:
            self.view.go_to(self._new)
            self._new = None

    def _tell_counts(self) -> None:
        self._count.setText(f"共 {self.model.rowCount():,} {self._measure}")
        if self._chips:
            self._later.start()

    def _ask_counts(self) -> None:
        """Chip by chip, so that the next keystroke waits for one of them at most."""
        for name in self._chips:
            question, then = partial(_counts, self.query, name), partial(self._show_chip, name)
            self._desk.ask(question, then, key=(id(self), "counts", name))

    def _show_chip(self, name: str, counts: Mapping[str, int]) -> None:
        self._chips[name].show_counts(counts, self.query.chips.get(name, ""))

    def _enter_table(self) -> None:
        self.view.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.go_to(self.model.ids[0])

    def _toggle_reveal(self) -> None:
        self.model.reveal(not self.model.revealed)
        turn_eye(self._eye, revealed=self.model.revealed)

    def _save_tab(self) -> None:
        self.tabs.save(self.query, self)

    def _choose_columns(self) -> None:
        menu = self.view.columns.menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._chooser.mapToGlobal(self._chooser.rect().bottomLeft()))

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again if something changed meanwhile."""
        super().showEvent(event)
        if self._due:
            self.refresh()


def widen_lists(page: QWidget) -> None:
    """Have the lists of a page that are seen show everything."""
    within: list[ListPage] = list(page.findChildren(ListPage))
    for one in [page, *within]:
        if isinstance(one, ListPage) and one.isVisible():
            one.widen()


def _counts(query: Query, chip: str, office: "Office") -> dict[str, int]:
    return office.counts(query, chip)
