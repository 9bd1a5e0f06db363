"""The list of who looks after which pilot."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from desktop.base.changes import Noun
from desktop.base.listing import Listing, Query
from desktop.pilots.pairing import Pairing
from ui.desk import Desk
from ui.look import scale
from ui.pilots.pairing_asking import ask_end, ask_hand_over, ask_pairing
from ui.pilots.reach import Reach
from ui.pilots.register_list import RegisterList
from ui.pilots.registering import Register
from ui.tables.small import SmallTable
from ui.tables.source import Row
from ui.widgets.pieces import button, column, key_hint, label, row
from ui.widgets.search import SearchLine

if TYPE_CHECKING:
    from desktop.office.office import Office

PAIRINGS = Register(
    Pairing,
    Noun.PAIRINGS,
    "挂钩",
    "条",
    "干部、职务、单位",
    "还没有干部挂钩单位。点“新建挂钩”（Ctrl+N），选一位干部和几家单位。",
)
STANDINGS: Mapping[str, str] = {"挂钩中": "good", "未开始": "accent", "已结束": "quiet"}
_SHOWN = ("name", "wave_name", "cadres", "called_on", "liaison")


class PairingList(RegisterList):
    """A new pairing begins with its units, many at once; ending and handing over are actions of their own."""

    def __init__(self, reach: Reach, enterprise: int | None = None) -> None:
        super().__init__(reach, PAIRINGS, enterprise=enterprise, tones={"standing": STANDINGS})

    def add_own_actions(self) -> None:
        """Ending, and handing over all units of a cadre."""
        self.add_action("结束…", self.end, icon="calendar", needs_selection=True)
        if self._enterprise is None:
            self.add_action("交接…", self.hand_over, icon="people")

    def new(self) -> None:
        """Ask for a cadre of this enterprise, or first for the enterprises."""
        if self._enterprise is not None:
            ask_pairing(self, self.reach.desk, [self._enterprise])
        else:
            UnitsDialog(self, self.reach.desk, self.reach.listings[Noun.PILOTS]).open()

    def end(self) -> None:
        """Ask on which day the chosen ones end."""
        if chosen := self.chosen():
            ask_end(self, self.reach.desk, chosen)

    def hand_over(self) -> None:
        """Ask to whom all units of a cadre go; that of the chosen line is proposed."""
        chosen = self.chosen()
        cadre = str(self.model.value(self.model.row_of(chosen[0]), "cadre")) if chosen else ""
        ask_hand_over(self, self.reach.desk, cadre)


class UnitsDialog(QDialog):
    """The pilots that go on, those without a cadre first: choose some, Ctrl+Enter asks for their cadre."""

    def __init__(self, parent: QWidget, desk: Desk, pilots: Listing) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("选择挂钩的单位")
        self.resize(820, 560)
        self._desk = desk
        columns = tuple(pilots.column(name) for name in _SHOWN)
        self._listing = Listing(noun=Noun.PILOTS, columns=columns)
        self.view = SmallTable(self._listing, key="pair-units", empty="没有进行中的试点单位。")
        self.model = self.view.listed
        self.search = SearchLine("单位、批次、干部", "搜索单位")
        self._told = label(role="muted")
        self.verb = button("选干部…", self.submit, icon="people", role="primary")
        self._assemble()
        self.search.searched.connect(self._narrow)
        self.view.selection_changed.connect(self._tell)
        self.view.opened.connect(self._on_open)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.submit)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.search.setFocus)
        desk.ask(_units, self._show, key=(id(self), "units"))

    def submit(self) -> None:
        """Ask for the cadre of the chosen ones, and close."""
        chosen = self.view.chosen()
        parent = self.parentWidget()
        if chosen and parent is not None:
            self.accept()
            ask_pairing(parent, self._desk, chosen)

    def _assemble(self) -> None:
        whole = column(scale.FAR, scale.WIDE, scale.FAR, scale.WIDE)
        whole.addWidget(label("选择挂钩的单位", "heading"))
        whole.addWidget(
            label(
                "选中几家（Ctrl 或 Shift 加点击，Ctrl+A 全选）由同一位干部挂钩；没有挂钩干部的排在前面。",
                "muted",
                wrap=True,
            )
        )
        whole.addWidget(self.search)
        whole.addWidget(self.view, 1)
        foot = row()
        foot.addWidget(self._told)
        foot.addStretch(1)
        foot.addWidget(key_hint("Ctrl+Enter"))
        close = button("取消", self.reject)
        for one in (close, self.verb):
            one.setAutoDefault(False)
            foot.addWidget(one)
        whole.addLayout(foot)
        self.setLayout(whole)
        self._tell()

    def _show(self, found: Sequence[tuple[int, Row]]) -> None:
        self.view.show_rows([cells for _, cells in found], [number for number, _ in found])
        self._narrow()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _narrow(self, *_: object) -> None:
        self.model.show(Query(noun=Noun.PILOTS, text=self.search.text().strip()))

    def _tell(self, *_: object) -> None:
        chosen = len(self.view.chosen())
        self._told.setText(f"已选 {chosen:,} 家" if chosen else "")
        self.verb.setEnabled(bool(chosen))

    def _on_open(self, _: int) -> None:
        self.submit()


def _units(office: "Office") -> list[tuple[int, Row]]:
    found = sorted(office.pairing.contacts(), key=lambda one: bool(one.cadres))
    return [
        (
            one.enterprise,
            (one.name, one.wave_name, "、".join(one.cadres) or None, one.last and one.last.isoformat(), one.liaison),
        )
        for one in found
    ]
