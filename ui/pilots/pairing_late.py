"""The page of pilots on which nobody called for long, or which nobody looks after: whom to call next."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.fields import Kind
from desktop.base.listing import Column, Listing
from desktop.pilots.contact import Contact
from ui.look import scale
from ui.pilots.calls_page import open_visit
from ui.pilots.calls_reading import CALL
from ui.pilots.pairing_asking import ask_pairing
from ui.pilots.reach import Reach
from ui.tables.small import SmallTable
from ui.tables.source import Row
from ui.widgets.page import PageToLeave
from ui.widgets.pieces import button, column, icon_button, label, row, turn_eye
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from desktop.office.office import Office

_LISTING = Listing(
    noun=Noun.PILOTS,
    columns=(
        Column(name="name", label="单位", width=26),
        Column(name="wave_name", label="批次", width=8),
        Column(name="cadres", label="挂钩干部", width=14),
        Column(name="last", label="最近走访", kind=Kind.DATE, width=11),
        Column(name="mode", label="方式", width=8),
        Column(name="days", label="未联系天数", kind=Kind.COUNT, width=10),
        Column(name="liaison", label="联系人", width=10),
        Column(name="phone", label="联系电话", kind=Kind.PHONE, width=14),
    ),
)


class Contacts(NamedTuple):
    """Pilots that go on: all, those without contact for too long, those without a cadre; the days that are too long."""

    every: tuple[Contact, ...]
    late: tuple[Contact, ...]
    unpaired: tuple[Contact, ...]
    limit: int


def contacts(office: "Office") -> Contacts:
    """What the page shows."""
    rule = office.standing.on().pilot
    return Contacts(
        office.pairing.contacts(),
        office.pairing.uncontacted(),
        office.pairing.unpaired(),
        rule.contact_days if rule else 0,
    )


class LatePage(PageToLeave):
    """Enter enters a call on the current pilot, Ctrl+P pairs the chosen ones, Ctrl+O opens one."""

    def __init__(self, reach: Reach, which: str = "late") -> None:
        super().__init__()
        self._reach = reach
        self._found = Contacts((), (), (), 0)
        self.view = SmallTable(_LISTING, key="late-contacts", empty="没有这样的单位，都联系过了。")
        self.model = self.view.listed
        self.which = Segments("看哪些单位", {"late": "久未联系", "unpaired": "没有挂钩干部", "every": "全部"})
        self.which.choose(which)
        self.which.chosen.connect(self._narrow)
        self._told = label(role="muted")
        self._call = button("登记走访…", self.call, icon="edit", role="primary")
        self._pair = button("挂钩干部…", self.pair, icon="people")
        self._open = button("打开单位", self.open_unit, icon="factory")
        self._eye = icon_button("eye", "显示完整号码", self._reveal)
        self._assemble()
        self.view.opened.connect(self._on_open)
        self.view.selection_changed.connect(self._enable)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, deed in (("Ctrl+P", self.pair), ("Ctrl+O", self.open_unit)):
            QShortcut(QKeySequence(keys), self, context=within).activated.connect(deed)
        reach.desk.changed.connect(self._on_change)
        self._ask()
        self.setFocusProxy(self.view)

    def call(self) -> None:
        """Enter a call on the current pilot."""
        current = self.view.current()
        if current is not None:
            open_visit(self._reach, CALL, enterprise=current)

    def pair(self) -> None:
        """Ask who looks after the chosen pilots."""
        if chosen := self.view.chosen():
            ask_pairing(self, self._reach.desk, chosen)

    def open_unit(self) -> None:
        """Show the current pilot."""
        current = self.view.current()
        if current is not None:
            self._reach.open_unit(current, "走访与问题")

    def _assemble(self) -> None:
        head = row(scale.NEAR, scale.APART, scale.WIDE, 0)
        head.addWidget(icon_button("back", "返回（Esc）", self.left.emit))
        head.addWidget(label("久未联系的单位", "title"))
        head.addSpacing(scale.NEAR)
        head.addWidget(self.which)
        head.addStretch(1)
        for one in (self._eye, self._open, self._pair, self._call):
            head.addWidget(one)
        inside = column(scale.WIDE, scale.NEAR, scale.WIDE, scale.NEAR)
        inside.addWidget(self.view, 1)
        inside.addWidget(self._told)
        whole = column(gap=0)
        whole.addLayout(head)
        whole.addLayout(inside, 1)
        self.setLayout(whole)
        self._enable([])

    def _reveal(self) -> None:
        self.model.reveal(not self.model.revealed)
        turn_eye(self._eye, revealed=self.model.revealed)

    def _ask(self) -> None:
        self._reach.desk.ask(contacts, self._show, key=(id(self), "contacts"))

    def _show(self, found: Contacts) -> None:
        self._found = found
        self._narrow(self.which.value)

    def _narrow(self, which: str) -> None:
        shown = {"late": self._found.late, "unpaired": self._found.unpaired, "every": self._found.every}[which]
        self.view.show_rows([_row(one) for one in shown], [one.enterprise for one in shown])
        if shown and self.view.current() is None:
            self.view.go_to(shown[0].enterprise)
        limit = f"；{self._found.limit} 天没有走访或电话联系的算久未联系" if which == "late" else ""
        self._told.setText(f"共 {len(shown):,} 家{limit}")

    def _enable(self, chosen: list[int]) -> None:
        for one in (self._call, self._pair, self._open):
            one.setEnabled(bool(chosen))

    def _on_open(self, _number: int) -> None:
        self.call()

    def _on_change(self, change: Change, _initiator: object) -> None:
        if change.nouns & {Noun.CALLS, Noun.PAIRINGS, Noun.PILOTS}:
            self._ask()


def _row(one: Contact) -> Row:
    cadres = "、".join(one.cadres) or "没有"
    last = one.last.isoformat() if one.last else None
    return one.name, one.wave_name, cadres, last, one.mode, one.days(today()), one.liaison, one.phone
