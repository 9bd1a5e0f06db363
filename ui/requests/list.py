"""The list of applications, and what is done from it with one or many."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.aid.request import Request
from desktop.aid.request_checks import rule_of
from desktop.base.changes import Change, Noun
from desktop.base.fields import Values
from desktop.base.listing import Listing
from desktop.base.values import show_value
from desktop.office.request_values import facts_shown
from ui.cases.lines import facts, pills
from ui.desk import Desk
from ui.look import scale
from ui.look.tones import STATES
from ui.papers.choosing import choose_papers
from ui.requests.deeds import DEEDS, Deed, Memory
from ui.requests.drawing import ask_batch
from ui.requests.many import ask_candidates, ask_waivers
from ui.requests.rights import decided, yuan
from ui.requests.starting import ask_start
from ui.tables.delegate import Tones
from ui.tables.follower import FactsFollower
from ui.tables.page import ListPage
from ui.widgets.pieces import button, column, row, section_heading

if TYPE_CHECKING:
    from desktop.office.office import Office
    from ui.papers.preview import Show

TONES: Tones = {
    "state": STATES,
    "paying": {"未列入": "warn", "已列入": "accent", "已发放": "good", "退回": "bad"},
}
_EMPTY = "还没有申请。点“新建申请”（Ctrl+N）登记一份；助学、减免可以在“更多”里成批登记。"
_SHOWN = frozenset({"同意…", "不予…"})
"""What stands in the bar; the rest is folded away."""


class Seen(NamedTuple):
    """An application with its facts in words."""

    request: Request
    money: bool
    facts: tuple[tuple[str, str], ...]


class RequestList(ListPage):
    """Ctrl+N begins an application, Enter opens one; what is chosen is decided together.

    Signals:
        new_asked: what a new application begins with.
        drawn: number of a batch that was drawn up from applications.
    """

    new_asked = Signal(object)
    drawn = Signal(int)

    def __init__(
        self,
        desk: Desk,
        listing: Listing,
        *,
        title: str,
        picked: Callable[[], Sequence[int]],
        show_paper: "Show | None" = None,
    ) -> None:
        super().__init__(
            desk,
            listing,
            title=title,
            measure="份",
            placeholder="姓名、拼音首字母、身份证号、单位、档案号",
            tones=TONES,
            empty=_EMPTY,
        )
        self._desk, self._picked, self._show_paper = desk, picked, show_paper
        self._memory: Memory = {}
        nouns = frozenset({Noun.REQUESTS, Noun.BATCHES, Noun.CASES})
        self.follower = FactsFollower(self, desk, _seen, self._summary, nouns)
        if show_paper is not None:
            self.add_action("打印…", self.print_papers, icon="print", needs_selection=True, shortcut="Ctrl+P")
        for deed in DEEDS:
            self.add_action(
                deed.text,
                partial(self.begin, deed),
                icon=deed.icon,
                needs_selection=True,
                folded=deed.text not in _SHOWN,
            )
        self.add_action("提名学生和毕业生…", self.ask_candidates, icon="people", folded=True)
        self.add_action("成批登记减免…", self.ask_waivers, icon="plus", folded=True)
        self.add_action("编制批次…", self.ask_batch, icon="coins")
        made = self.add_action("新建申请", self.ask_new, icon="plus", primary=True)
        made.setToolTip("新建申请（Ctrl+N）")
        desk.changed.connect(self._on_any_change)

    def print_papers(self) -> None:
        """Ask which papers of the chosen applications are to be shown."""
        if self._show_paper is not None and self.chosen():
            choose_papers(self, self._desk, self._show_paper, self.chosen(), Noun.REQUESTS)

    def begin(self, deed: Deed) -> None:
        """Ask for what a deed with the chosen applications needs."""
        if chosen := self.chosen():
            deed.begin(self, self._desk, chosen, self._memory)

    def ask_new(self, values: Values | None = None) -> None:
        """Ask for what and from whose file a new application is."""
        begun = values or {"programme": self.query.chips.get("programme")}
        ask_start(self, self._desk, begun, self.new_asked.emit)

    def ask_candidates(self) -> None:
        """Propose pupils and graduates from the members of files."""
        ask_candidates(self, self._desk)

    def ask_waivers(self) -> None:
        """Enter waivers for many files and fees at once."""
        ask_waivers(self, self._desk, self._picked())

    def ask_batch(self) -> None:
        """Draw up a batch from the chosen applications, or from all that wait for one."""
        ask_batch(self, self._desk, self.chosen(), self.query.chips.get("programme", ""), self.drawn.emit)

    def _summary(self, seen: Seen) -> tuple[QWidget, str]:
        one = seen.request
        made, whole = QWidget(), column(scale.WIDE, 0, scale.WIDE, scale.WIDE)
        whole.addWidget(pills(one.state, one.category or ""))
        buttons = row()
        buttons.addWidget(button("打开", partial(self.opened.emit, one.id), icon="edit", role="primary"))
        for deed in [deed for deed in DEEDS if deed.possible(one, seen.money)][:2]:
            buttons.addWidget(button(deed.text, partial(deed.begin, self, self._desk, [one.id], self._memory)))
        buttons.addStretch(1)
        whole.addLayout(buttons)
        whole.addWidget(
            facts([("申请人", one.name), ("申请日期", str(one.day)), ("申请金额", yuan(one.asked)), *seen.facts])
        )
        if one.decided_on:
            whole.addWidget(section_heading("审批和结果"))
            whole.addWidget(facts(decided(one)))
        whole.addStretch(1)
        made.setLayout(whole)
        return made, f"{one.whose}的{one.programme}"

    def _on_any_change(self, change: Change, _initiator: object) -> None:
        if Noun.BATCHES in change.nouns:
            self.refresh()


def _seen(number: int, office: "Office") -> Seen:
    one = office.requests.one(number)
    rule = rule_of(office.standing.on(one.day), one.programme)
    money = rule is not None and rule.money
    return Seen(
        one, money, tuple((field.label, show_value(field, value) + field.unit) for field, value in facts_shown(one))
    )
