"""The list of problems that calls and inspections found: handed to somebody, solved, taken up again."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.codes import Codes
from desktop.base.fields import Field, Value, fields_of
from desktop.pilots.pairing import Problem
from desktop.pilots.solving import Handing, Solution
from ui.forms.dialog import Deed, FormDialog
from ui.pilots.reach import Reach
from ui.pilots.register_list import RegisterList
from ui.pilots.registering import Register

if TYPE_CHECKING:
    from desktop.office.office import Office

PROBLEMS = Register(
    Problem,
    Noun.PROBLEMS,
    "问题",
    "个",
    "单位、问题、责任人、办理结果",
    "没有问题。走访和督查时发现的问题，在登记走访、督查时一并填写；也可点“新建问题”（Ctrl+N）。",
)
STANDINGS: Mapping[str, str] = {"已解决": "good", "已逾期": "bad", "办理中": "warn"}
_REASON = Field(label="原因", name="reason", needed=True, limit=100)


class ProblemList(RegisterList):
    """Ctrl+D solves the chosen ones, Alt+J hands them to somebody."""

    def __init__(self, reach: Reach, enterprise: int | None = None) -> None:
        super().__init__(reach, PROBLEMS, enterprise=enterprise, tones={"standing": STANDINGS})
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        keys: tuple[tuple[str, Callable[[], None]], ...] = (("Ctrl+D", self.solve), ("Alt+J", self.hand))
        for name, deed in keys:
            QShortcut(QKeySequence(name), self, context=within).activated.connect(deed)

    def add_own_actions(self) -> None:
        """Solving, handing over, taking up again."""
        solve = self.add_action("办结…", self.solve, icon="check", needs_selection=True)
        solve.setToolTip("选中的问题办结（Ctrl+D）")
        hand = self.add_action("交办…", self.hand, icon="people", needs_selection=True)
        hand.setToolTip("选中的问题交给谁、什么时候办好（Alt+J）")
        self.add_action("重新办理…", self.reopen, icon="undo", needs_selection=True, folded=True)

    def solve(self) -> None:
        """Ask how the chosen ones were solved."""
        self._ask_about("办结问题", fields_of(Solution), _solve, {"solved_on": today()})

    def hand(self) -> None:
        """Ask who is to solve the chosen ones, and by when."""
        self._ask_about("交办问题", fields_of(Handing), _hand, {})

    def reopen(self) -> None:
        """Ask why the chosen ones are taken up again."""
        self._ask_about("重新办理", (_REASON,), _reopen, {})

    def _ask_about(
        self,
        title: str,
        fields: Sequence[Field],
        deed: Callable[[list[int], "Office", dict[str, Value]], Change],
        values: dict[str, Value],
    ) -> None:
        chosen = self.chosen()
        if chosen:
            show = partial(self._open_dialog, title, fields, partial(deed, chosen), values)
            self.reach.desk.ask(_codes, show, key=(id(self), "codes"))

    def _open_dialog(
        self, title: str, fields: Sequence[Field], deed: Deed, values: dict[str, Value], codes: Codes
    ) -> None:
        chosen = self.chosen()
        first = str(self.model.value(self.model.row_of(chosen[0]), "problem")) if chosen else ""
        text = first if len(chosen) == 1 else f"{first} 等 {len(chosen)} 个问题。"
        FormDialog(self, self.reach.desk, title, fields, deed, codes=codes, values=values, text=text).open()


def _codes(office: "Office") -> Codes:
    return office.standing.on().codes


def _solve(numbers: list[int], office: "Office", values: dict[str, Value]) -> Change:
    return office.pairing.solve(numbers, values)


def _hand(numbers: list[int], office: "Office", values: dict[str, Value]) -> Change:
    return office.pairing.hand(numbers, values)


def _reopen(numbers: list[int], office: "Office", values: dict[str, Value]) -> Change:
    return office.pairing.reopen(numbers, str(values["reason"]))
