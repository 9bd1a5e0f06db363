"""What is given in an activity: the things with their prices."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QWidget

from desktop.aid.activity import Item
from desktop.base.changes import Change, Noun
from desktop.base.errors import KnownError
from desktop.base.fields import Kind
from desktop.base.listing import Column, Listing
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.look import scale
from ui.tables.small import SmallTable
from ui.visits.asking import ask_item
from ui.widgets.pieces import button, column, label, row

if TYPE_CHECKING:
    from desktop.office.office import Office

_LISTING = Listing(
    noun=Noun.ACTIVITIES,
    columns=(
        Column(name="name", label="慰问品", width=16),
        Column(name="measure", label="单位", width=6),
        Column(name="price", label="单价", kind=Kind.MONEY, width=10),
        Column(name="bought", label="采购数量", kind=Kind.COUNT, width=9),
        Column(name="note", label="备注", width=20),
    ),
)


class ItemsDialog(QDialog):
    """A list of them; Ctrl+N adds one, Enter changes the chosen one, Del strikes it out, Escape closes."""

    def __init__(self, parent: QWidget, desk: Desk, activity: int) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("慰问品和单价")
        self.resize(640, 420)
        self._desk, self._activity = desk, activity
        self._items: dict[int, Item] = {}
        self.view = SmallTable(_LISTING, key="items", empty="还没有慰问品。点“登记慰问品”写下名称和单价。")
        self.model = self.view.listed
        self.view.opened.connect(self._change)
        self._finding = label(role="bad", wrap=True)
        self._finding.hide()
        self._of_one: list[QPushButton] = []
        self._assemble()
        self.view.selection_changed.connect(self._offer)
        for keys, deed in (("Ctrl+N", self.add), ("Del", self.drop)):
            QShortcut(QKeySequence(keys), self).activated.connect(deed)
        desk.changed.connect(self._on_change)
        self._ask()

    def add(self) -> FormDialog:
        """Ask for another thing."""
        return ask_item(self, self._desk, self._activity)

    def change(self) -> None:
        """Ask for other values of the chosen thing."""
        for chosen in self.view.chosen()[:1]:
            self._change(chosen)

    def drop(self) -> None:
        """Strike out the chosen thing, which nobody may get."""
        for chosen in self.view.chosen()[:1]:
            self._desk.do(partial(_drop, chosen), None, self._tell, initiator=self)

    def _offer(self, *_: object) -> None:
        for one in self._of_one:
            one.setEnabled(bool(self.view.chosen()))

    def _change(self, number: int) -> None:
        ask_item(self, self._desk, self._activity, self._items[number])

    def _tell(self, error: KnownError) -> None:
        self._finding.setText(error.sentence)
        self._finding.show()

    def _assemble(self) -> None:
        whole = column(scale.FAR, scale.WIDE, scale.FAR, scale.WIDE, gap=scale.APART)
        whole.addWidget(label("慰问品和单价", "heading"))
        whole.addWidget(
            label("慰问对象的慰问品按这里的单价折价；改了单价，没有列入批次的一起重算。", "muted", wrap=True)
        )
        whole.addWidget(self.view, 1)
        whole.addWidget(self._finding)
        whole.addLayout(self._buttons())
        self.setLayout(whole)

    def _buttons(self) -> QHBoxLayout:
        made = row()
        for text, deed, role in (
            ("登记慰问品", self.add, "primary"),
            ("修改", self.change, ""),
            ("删去", self.drop, "quiet"),
        ):
            one = button(text, deed, role=role)
            one.setAutoDefault(False)
            made.addWidget(one)
            self._of_one += [] if deed == self.add else [one]
        made.addStretch(1)
        close = button("关闭", self.reject)
        close.setAutoDefault(False)
        made.addWidget(close)
        return made

    def _ask(self) -> None:
        self._desk.ask(partial(_items, self._activity), self._show, self._gone, key=(id(self), "items"))

    def _gone(self, _: object) -> None:
        self.reject()

    def _show(self, items: list[Item]) -> None:
        self._items = {one.id: one for one in items}
        self._finding.hide()
        rows = [tuple(getattr(one, part.name) for part in _LISTING.columns) for one in items]
        self.view.show_rows(rows, self._items)  # so that what is struck out is chosen no more
        self._offer()

    def _on_change(self, change: Change, _initiator: object) -> None:
        if Noun.ACTIVITIES in change.nouns:
            self._ask()


def _drop(item: int, office: "Office") -> Change:
    return office.activities.drop_item(item)


def _items(activity: int, office: "Office") -> list[Item]:
    return office.activities.items(activity)
