"""The tab 申请 beside a file: what the household applied for, and the way to a new application."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.aid.request import Request
from ui.cases.past import ignore
from ui.cases.reach import Reach
from ui.cases.tab import FileTab
from ui.look import scale
from ui.look.roles import dress
from ui.look.tones import pill_role
from ui.requests.rights import yuan
from ui.widgets.pieces import button, column, label, line, row

if TYPE_CHECKING:
    from desktop.office.office import Office


class _Shown(NamedTuple):
    number: int
    found: Sequence[Request]


class RequestsTab(FileTab):
    """The file's applications, the newest first."""

    title: ClassVar[str] = "申请"

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach)
        self.setAccessibleName("申请")

    def of(self, number: int | None) -> None:
        """Ask for the applications."""
        if number is not None:
            question = partial(_read, number)
            self.reach.desk.ask(question, self._show, ignore, key=(id(self), "of"))

    def _show(self, shown: _Shown) -> None:
        made, whole, head = QWidget(), column(gap=scale.NEAR), row()
        head.addWidget(label("帮扶申请", "heading"), 1)
        head.addWidget(button("新建申请…", partial(self.reach.open_request, None, shown.number)))
        whole.addLayout(head)
        if not shown.found:
            whole.addWidget(label("还没有申请过。", "muted"))
        for one in shown.found:
            whole.addWidget(line())
            whole.addWidget(self._request(one))
        made.setLayout(whole)
        self.fill(made)

    def _request(self, one: Request) -> QWidget:
        made, whole, head = QWidget(), column(gap=scale.TIGHT), row()
        opened = button(f"{one.programme}　{one.year}", partial(self.reach.open_request, one.id, None), role="link")
        opened.setAccessibleName(f"打开{one.whose}的{one.programme}申请")
        head.addWidget(opened)
        head.addStretch(1)
        head.addWidget(dress(label(one.state), pill_role(one.state)), 0, Qt.AlignmentFlag.AlignVCenter)
        whole.addLayout(head)
        amount = yuan(one.granted) or (f"申请 {yuan(one.asked)}" if one.asked else "")
        item = one.facts.get("item") or one.facts.get("stage") or ""
        told = (one.whose, str(item), amount, str(one.day))
        whole.addWidget(label(" · ".join(part for part in told if part), "hint", wrap=True))
        if one.batch:
            whole.addWidget(label(f"{one.batch_title}（{one.batch_state}）", "hint", wrap=True))
        if one.result:
            whole.addWidget(label(one.result, "hint", wrap=True))
        made.setLayout(whole)
        return made


def _read(number: int, office: "Office") -> _Shown:
    return _Shown(number, office.requests.of_household(number))
