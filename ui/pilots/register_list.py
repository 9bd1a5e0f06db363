"""The list of one type of simple records, of all enterprises or of one: entered, changed and struck out from it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.base.changes import Change
from desktop.base.fields import Value
from ui.papers.saving import offer_sheet
from ui.pilots.intake import IMPORT, LEDGERS, take_in
from ui.pilots.reach import Reach
from ui.pilots.records_list import RecordsList, strike_out
from ui.pilots.registering import Register, ask_record
from ui.tables.delegate import Tones

if TYPE_CHECKING:
    from desktop.office.office import Office


class RegisterList(RecordsList):
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
        super().__init__(
            reach,
            register.noun,
            enterprise=enterprise,
            title=title,
            chips=register.chips,
            measure=register.measure,
            placeholder=register.placeholder,
            tones=tones,
            empty=register.empty,
        )
        self.register = register
        self.add_own_actions()
        self.add_action("修改…（F2）", self.change, icon="edit", needs_selection=True, folded=True)
        self.add_action("删去（Del）", self.remove, icon="void", needs_selection=True, folded=True)
        if enterprise is None and register.noun in LEDGERS:
            self.add_action(IMPORT, partial(take_in, reach, LEDGERS[register.noun]), icon="upload")
        offer_sheet(self, reach.saver, register.word)
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
        deed = partial(_remove, self.register.record)
        strike_out(self, self.reach.desk, self.register.measure, deed)


def _remove(record: type, number: int, office: "Office") -> Change:
    return office.registers.remove(record, number)
