"""The tab 慰问 beside a file: in which activities the household was a recipient, and the way to each."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.aid.activity import Visit
from desktop.base.money import short_yuan
from ui.cases.past import ignore
from ui.cases.reach import Reach
from ui.cases.tab import FileTab
from ui.look.roles import dress
from ui.look.tones import pill_role
from ui.widgets.pieces import button, column, label, line, row

if TYPE_CHECKING:
    from desktop.office.office import Office


class Given(NamedTuple):
    """What a household got in an activity of that name."""

    activity: str
    visit: Visit


class VisitsTab(FileTab):
    """What the household got in activities, the newest first."""

    title: ClassVar[str] = "慰问"

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach)
        self.setAccessibleName("慰问")

    def of(self, number: int | None) -> None:
        """Ask for them."""
        if number is not None:
            self.reach.desk.ask(partial(_read, number), self._show, ignore, key=(id(self), "of"))

    def _show(self, found: Sequence[Given]) -> None:
        made, whole = QWidget(), column()
        told = f"慰问 {len(found)} 次，共 {short_yuan(sum(one.visit.value for one in found))} 元"
        whole.addWidget(label(told if found else "还没有列入过慰问活动。", "muted", wrap=True))
        for one in found:
            whole.addWidget(line())
            whole.addWidget(self._given(*one))
        made.setLayout(whole)
        self.fill(made)

    def _given(self, activity: str, one: Visit) -> QWidget:
        made, whole, head = QWidget(), column(gap=2), row()
        opened = button(activity, partial(self.reach.open_activity, one.activity), role="link")
        opened.setAccessibleName(f"打开活动{activity}")
        state = "已走访" if one.visited_on else "未走访"
        head.addWidget(opened)
        head.addStretch(1)
        head.addWidget(dress(label(state), pill_role(state)), 0, Qt.AlignmentFlag.AlignVCenter)
        whole.addLayout(head)
        cash = f"{short_yuan(one.cash)} 元" if one.cash else ""
        goods = f"{one.goods}（折价 {short_yuan(one.goods_value)} 元）" if one.goods_value else one.goods or ""
        for parts in ((one.name, cash, goods), (str(one.visited_on or ""), one.visitors or "", one.batch_state)):
            if any(parts):
                whole.addWidget(label(" · ".join(part for part in parts if part), "hint", wrap=True))
        made.setLayout(whole)
        return made


def _read(number: int, office: "Office") -> list[Given]:
    names = {one.id: one.name for one in office.activities.every()}
    return [Given(names[one.activity], one) for one in office.activities.of_household(number)]
