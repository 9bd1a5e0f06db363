"""Narrowing a list to what one matter concerns: the menu of all of them, and the one that is shown."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.base.changes import Change, Noun
from desktop.base.listing import Listing, Query
from desktop.base.matters import Matter
from desktop.office.matter_lists import BY_NAME, LISTS, MEASURE
from ui.desk import Desk
from ui.look.roles import dress
from ui.widgets.elided import Elided
from ui.widgets.pieces import button, clear, drop_arguments, row

if TYPE_CHECKING:
    from desktop.office.office import Office

_KEEPING = "keep"


class MatterMenu(QPushButton):
    """A drop-down of all matters of a list; how many records each concerns is asked when it is opened.

    Signals:
        chosen: name of the matter, or an empty text for all records.
    """

    chosen = Signal(str)

    def __init__(self, desk: Desk, noun: Noun) -> None:
        super().__init__("筛选 ▾")
        dress(self, "chipmenu")
        self.setCheckable(True)
        self.setAccessibleName("按待办筛选")
        self._desk, self._noun = desk, noun
        self._menu = QMenu(self)
        self._actions = {one.name: self._action(one) for one in LISTS[noun]}
        self.setMenu(self._menu)
        self._menu.aboutToShow.connect(self.ask)

    def ask(self) -> None:
        """Ask how many records each matter concerns."""
        self._desk.ask(partial(_counts, self._noun), self._show, key=(id(self), "matters"))

    def mark(self, name: str) -> None:
        """Tick the matter that is shown; none for an empty name."""
        for one, action in self._actions.items():
            action.setChecked(one == name)
        self.setChecked(bool(name))

    def text_of(self, name: str) -> str:
        """What the menu says of a matter."""
        return self._actions[name].text()

    def choose(self, name: str) -> None:
        """Choose that matter, as by its line; the one that is shown is given up."""
        self._actions[name].trigger()

    def _action(self, one: Matter) -> QAction:
        if one.level == _KEEPING and not any(action.isSeparator() for action in self._menu.actions()):
            self._menu.addSeparator()
        made = QAction(one.label, self._menu, checkable=True)
        made.triggered.connect(partial(self._on_chosen, one.name))
        self._menu.addAction(made)
        return made

    def _on_chosen(self, name: str) -> None:
        self.chosen.emit(name if self._actions[name].isChecked() else "")

    def _show(self, counts: Mapping[str, int]) -> None:
        for name, action in self._actions.items():
            action.setText(f"{BY_NAME[name].label}\t{counts.get(name, 0):,}")


class MatterBar(QWidget):
    """What else the list is narrowed to, in a line of its own: its chips take that away, 知道了 makes a matter quiet.

    ``offered`` are the columns whose values the list offers to narrow by itself.

    Signals:
        removed: the clerk wants the records of all matters again.
        dropped: name of a column by whose value the clerk doesn't want to narrow any more.
        known: the records of the list that the clerk knows of already.
        sheet_asked: the matter of whose records the clerk wants the sheet.
    """

    removed = Signal()
    dropped = Signal(str)
    known = Signal(object)
    sheet_asked = Signal(object)

    def __init__(self, desk: Desk, listing: Listing, offered: Iterable[str]) -> None:
        super().__init__()
        self._desk, self._listing, self._offered = desk, listing, frozenset(offered)
        self._unit = MEASURE.get(listing.noun, "条")
        self._query: Query | None = None
        self._chosen: list[int] = []
        self._chip = _chip("", self._remove)
        self._others = row()
        self.sheet = button("", self._ask_sheet, icon="sheet", role="quiet")
        self._text = Elided("", "muted")
        self._known = button("全部知道了", self._acknowledge, icon="check", role="quiet")
        whole = row()
        whole.addWidget(self._chip)
        whole.addLayout(self._others)
        whole.addWidget(self._text, 1)
        whole.addWidget(self.sheet)
        whole.addWidget(self._known)
        self.setLayout(whole)
        self.hide()

    def show_query(self, query: Query) -> None:
        """Show what a query is narrowed to; hidden where there is nothing to say."""
        self._query = query
        others = {name: value for name, value in query.chips.items() if name not in self._offered}
        self.setVisible(bool(query.matter or others))
        self._chip.setVisible(bool(query.matter))
        self._known.setVisible(bool(query.matter))
        sheet = BY_NAME[query.matter].sheet if query.matter else ""
        self.sheet.setText(f"导出{sheet}…")
        self.sheet.setVisible(bool(sheet))
        self._chip.setText(chip_text(query) if query.matter else "")
        self._text.set_whole(BY_NAME[query.matter].phrase if query.matter else "")
        clear(self._others)
        for name, value in others.items():
            text = f"{self._listing.column(name).label}：{value or '未填'}  ✕"
            self._others.addWidget(_chip(text, partial(self.dropped.emit, name)))
        self.ask()

    def ask(self) -> None:
        """Ask of which records it is known."""
        name = self._query.matter if self._query else ""
        if name:
            self._desk.ask(partial(_known, name), self._show_known, key=(id(self), "known"))
        else:
            self._desk.drop((id(self), "known"))
            self.known.emit(frozenset())

    def show_chosen(self, chosen: list[int]) -> None:
        """These records are chosen: it is they that 知道了 is about."""
        self._chosen = chosen
        self._known.setText(f"知道了（选中 {len(chosen):,} {self._unit}）" if chosen else "全部知道了")

    def _show_known(self, known: frozenset[int]) -> None:
        if self._query and self._query.matter:
            said = f"；灰色的 {len(known):,} {self._unit}已知晓" if known else ""
            self._text.set_whole(BY_NAME[self._query.matter].phrase + said)
            self.known.emit(known)

    def _remove(self) -> None:
        self.removed.emit()

    def _ask_sheet(self) -> None:
        if self._query and self._query.matter:
            self.sheet_asked.emit(BY_NAME[self._query.matter])

    def _acknowledge(self) -> None:
        if self._query and self._query.matter:
            self._desk.do(partial(_acknowledge, self._query, self._chosen))


def _chip(text: str, removed: Callable[[], object]) -> QPushButton:
    """A chip that is pressed, and taken away by pressing it."""
    made = dress(QPushButton(text), "chip")
    made.setCheckable(True)
    made.setChecked(True)
    made.setToolTip("取消这项筛选")
    made.clicked.connect(partial(made.setChecked, True))
    made.clicked.connect(drop_arguments(removed))
    return made


def chip_text(query: Query) -> str:
    """What the chip of a query's matter says.

    >>> from desktop.base.changes import Noun
    >>> chip_text(Query(noun=Noun.CASES, matter="review_due"))
    '筛选：复核到期  ✕'
    """
    return f"{'待办' if query.ranked else '筛选'}：{BY_NAME[query.matter].label}  ✕"


def _counts(noun: Noun, office: "Office") -> Mapping[str, int]:
    return office.matters.counts(noun)


def _known(name: str, office: "Office") -> frozenset[int]:
    return office.matters.known(name)


def _acknowledge(query: Query, chosen: list[int], office: "Office") -> Change:
    """Of the chosen records, else of all that the list shows."""
    return office.matters.acknowledge(query.matter, chosen or list(office.ids(query)))
