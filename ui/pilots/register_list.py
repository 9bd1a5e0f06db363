"""The list of one type of simple records, of all enterprises or of one: entered, changed and struck out from it."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.base.changes import Change, Progress
from desktop.base.fields import Value
from desktop.base.listing import Listing
from ui.papers.saving import dated
from ui.pilots.intake import IMPORT, LEDGERS, take_in
from ui.pilots.reach import Reach
from ui.pilots.registering import Register, ask_record
from ui.tables.delegate import Tones
from ui.tables.page import ListPage

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.office.office import Office

_OF_ALL = frozenset({"unit_name", "wave_name"})
"""What the list of one enterprise needn't be narrowed by."""


class RegisterList(ListPage):
    """Ctrl+N enters one, Enter or F2 changes the current one, Del strikes it out; undo brings it back."""

    def __init__(
        self,
        reach: Reach,
        register: Register,
        *,
        title: str = "",
        enterprise: int | None = None,
        tones: Tones | None = None,
    ) -> None:
        listing = reach.listings[register.noun]
        of_one = enterprise is not None
        super().__init__(
            reach.desk,
            _without_unit(listing) if of_one else listing,
            title=title,
            measure=register.measure,
            placeholder=register.placeholder,
            tones=tones,
            empty=register.empty,
            scope={"enterprise": str(enterprise)} if of_one else None,
            chips=[name for name in register.chips or listing.chips if name not in _OF_ALL] if of_one else None,
            key=f"unit-{register.noun}" if of_one else "",
        )
        self.reach, self.register = reach, register
        self._enterprise = enterprise
        self.add_own_actions()
        self.add_action("修改…（F2）", self.change, icon="edit", needs_selection=True, folded=True)
        self.add_action("删去（Del）", self.remove, icon="void", needs_selection=True, folded=True)
        if not of_one and register.noun in LEDGERS:
            self.add_action(IMPORT, partial(take_in, reach, LEDGERS[register.noun]), icon="upload")
        self.add_action("导出当前列表…", self.export, icon="sheet", folded=True)
        new = self.add_action(f"新建{register.word}", self.new, icon="plus", primary=True)
        new.setToolTip(f"新建{register.word}（Ctrl+N）")
        self.opened.connect(self.ask_change)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+N"), self, context=within).activated.connect(self.new)
        for keys, deed in (("F2", self.change), ("Del", self.remove)):
            QShortcut(QKeySequence(keys), self.view, context=within).activated.connect(deed)

    def add_own_actions(self) -> None:
        """Buttons of a subclass, which stand before the one that begins a record."""

    def begin_with(self) -> dict[str, Value]:
        """What a new one begins with; a subclass may know more."""
        return {} if self._enterprise is None else {"enterprise": self._enterprise}

    def new(self) -> None:
        """Ask for a new one."""
        ask_record(self, self.reach.desk, self.register, values=self.begin_with())

    def change(self) -> None:
        """Ask for other values of the current one."""
        current = self.view.current()
        if current is not None:
            self.ask_change(current)

    def ask_change(self, number: int) -> None:
        """Ask for other values of one."""
        whose = {} if self._enterprise is None else {"enterprise": self._enterprise}
        ask_record(self, self.reach.desk, self.register, number, whose)

    def remove(self) -> None:
        """Strike the chosen one out, without a question: undo brings it back."""
        chosen = self.chosen()
        if len(chosen) > 1:
            self.reach.desk.known_error.emit(f"一次只能删去一{self.register.measure}，请只选一行。")
        elif chosen:
            self.reach.desk.do(partial(_remove, self.register.record, chosen[0]))

    def export(self) -> None:
        """The list as it is shown, as a sheet."""
        self.reach.saver.save(self._write, dated(self.register.word, ".xlsx"))

    def _write(self, office: "Office", path: "Path", progress: Progress) -> Change:
        columns = [one.name for one in self.view.columns.shown()]
        return office.outputs.list_sheet(self.query, path, columns, progress)


def _without_unit(listing: Listing) -> Listing:
    """Within one enterprise, what would be the same in each line isn't shown."""
    columns = (replace(one, shown=one.shown and one.name not in _OF_ALL) for one in listing.columns)
    return replace(listing, columns=tuple(columns))


def _remove(record: type, number: int, office: "Office") -> Change:
    return office.registers.remove(record, number)
