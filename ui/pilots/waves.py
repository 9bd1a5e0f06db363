"""The page of waves (批次): their list, entered and changed; what is due of a wave is set from here too."""

from typing import TYPE_CHECKING

from desktop.base.calendar import today
from desktop.base.changes import Noun
from desktop.base.fields import Value
from desktop.base.listing import Query
from desktop.pilots.wave import Wave
from desktop.pilots.wave_names import numeral
from ui.look import scale
from ui.pilots.due_dialog import ask_dues
from ui.pilots.reach import Reach
from ui.pilots.register_list import RegisterList
from ui.pilots.registering import Register, ask_record
from ui.widgets.page import PageToLeave
from ui.widgets.pieces import column, icon_button, label, row

if TYPE_CHECKING:
    from desktop.office.office import Office

WAVE = Register(
    Wave, Noun.WAVES, "批次", "批", "批次、文号", "还没有批次。点“新建批次”（Ctrl+N），写明哪天、以哪份文件确定的试点。"
)


class WaveList(RegisterList):
    """The waves; a new one comes after the last."""

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach, WAVE)

    def add_own_actions(self) -> None:
        """Lead to the enterprises of a wave."""
        self.add_action("截止日期…", self.ask_dues, icon="calendar", needs_selection=True)
        self.add_action("看本批单位", self.show_units, icon="factory", needs_selection=True)

    def new(self) -> None:
        """Ask for a new wave, numbered after the last one and of the same level."""
        self.reach.desk.ask(_next, self._ask_new)

    def _ask_new(self, values: dict[str, Value]) -> None:
        ask_record(self, self.reach.desk, self.register, values=values)

    def ask_dues(self) -> None:
        """Ask by when the stages of the chosen wave are due."""
        if chosen := self.chosen():
            ask_dues(self, self.reach.desk, chosen[0])

    def show_units(self) -> None:
        """Show the enterprises of the chosen wave."""
        if chosen := self.chosen():
            name = self.model.value(self.model.row_of(chosen[0]), "name")
            self.reach.show_query(Query(noun=Noun.PILOTS, chips={"wave_name": str(name)}, order="name"))


class WavesPage(PageToLeave):
    """The list of waves, with a way back."""

    def __init__(self, reach: Reach) -> None:
        super().__init__()
        self.list = WaveList(reach)
        head = row(scale.NEAR, scale.APART, scale.WIDE, 0)
        head.addWidget(icon_button("back", "返回（Esc）", self.left.emit))
        head.addWidget(label("试点批次", "title"))
        head.addStretch(1)
        whole = column(gap=0)
        whole.addLayout(head)
        whole.addWidget(self.list, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.list)


def _next(office: "Office") -> dict[str, Value]:
    """What the wave after the last begins with."""
    waves = office.enterprises.waves()
    last = max(waves, key=lambda one: one.number, default=None)
    number = last.number + 1 if last else 1
    level = last.level if last else None
    return {"name": f"第{numeral(number)}批", "number": number, "level": level, "chosen_on": today()}
