"""The page of an incentive project: where it stands, its instalments, its spending, and what is left."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.money import yuan
from desktop.pilots.incentive import Incentive, Spending
from desktop.pilots.incentive_flow import FLOW, PAYABLE, Verb
from desktop.pilots.incentive_statement import IncentiveStatement
from ui.look import scale
from ui.look.roles import dress
from ui.look.tones import pill_role
from ui.papers.choosing import choose_papers
from ui.pilots.incentives_asking import ask_correction, ask_payment, ask_step, ask_void
from ui.pilots.incentives_form import ask_application
from ui.pilots.incentives_menu import verb_menu
from ui.pilots.incentives_money import Instalments, Spendings
from ui.pilots.menus import pop_below
from ui.pilots.reach import Reach
from ui.pilots.registering import Register, ask_record
from ui.widgets.elided import Elided
from ui.widgets.figures import Figure, Figures
from ui.widgets.page import PageToLeave, leave_or_tell
from ui.widgets.parts import KeyedBar, Part
from ui.widgets.pieces import button, card, column, icon_button, label, row

if TYPE_CHECKING:
    from desktop.office.office import Office

SPENDING = Register(Spending, Noun.INCENTIVES, "支出", "笔", "", "")


class _Facts(NamedTuple):
    """A project's money, and the name of its enterprise."""

    statement: IncentiveStatement
    unit: str


class IncentivePage(PageToLeave):
    """Ctrl+N pays, Ctrl+Shift+N enters spending, F2 changes the application, Ctrl+P prints, Alt+M offers the steps.

    Escape goes back.

    Signals:
        left: the clerk went back, or the project is no more.
    """

    def __init__(self, reach: Reach, number: int) -> None:
        super().__init__()
        self._reach, self._desk, self.number = reach, reach.desk, number
        self.statement: IncentiveStatement | None = None
        self._title, self.state = Elided(role="title"), label(role=pill_role(""))
        self._what = label(role="muted", wrap=True)
        self.figures, self.bar, self.open_matters = Figures(), KeyedBar(), label(role="said-warn", wrap=True)
        self.instalments, self.spendings = Instalments(), Spendings()
        self._pay = button("登记拨付…", self.pay, icon="plus", role="primary")
        self._pay.setToolTip("登记拨付（Ctrl+N）")
        self._spend = button("登记支出…", self.spend, icon="plus")
        self._spend.setToolTip("登记支出（Ctrl+Shift+N）")
        self._more = button("办理 ▾", self.offer)
        self._more.setToolTip("推荐、立项、验收等（Alt+M）")
        self._assemble()
        self._wire()
        self._ask()

    def pay(self) -> None:
        """Ask for an instalment."""
        if self._pay.isEnabled():
            ask_payment(self, self._desk, self.number)

    def spend(self) -> None:
        """Ask for what was spent."""
        if self._spend.isEnabled():
            ask_record(self, self._desk, SPENDING, values={"incentive": self.number, "day": today()})

    def change(self) -> None:
        """Ask for other values of the application."""
        ask_application(self, self._desk, self.number)

    def offer(self) -> None:
        """Offer the steps that it can take."""
        if self.statement is not None:
            verbs = FLOW[self.statement.project.state]
            pop_below(verb_menu(self, self.begin, [verb for verb in Verb if verb in verbs]), self._more)

    def begin(self, verb: Verb) -> None:
        """Ask for what a step needs."""
        ask_step(verb, self, self._desk, [self.number])

    def papers(self) -> None:
        """Show its papers."""
        choose_papers(self, self._desk, self._reach.show_paper, [self.number], Noun.INCENTIVES)

    def _ask(self) -> None:
        gone = partial(leave_or_tell, self, self._desk)
        self._desk.ask(partial(_read, self.number), self._show, gone, key=(id(self), "facts"))

    def _show(self, facts: _Facts) -> None:
        self.statement, found = facts.statement, facts.statement
        project = found.project
        self._title.set_whole(project.name)
        dress(self.state, pill_role(project.state)).setText(project.state)
        self._what.setText(_what(project, facts.unit))
        payable = project.state in PAYABLE
        self._pay.setEnabled(payable and found.unpaid > 0)
        self._spend.setEnabled(payable)
        self.figures.show_figures(_figures(found))
        self.bar.show_parts(_parts(found), found.granted)
        self.bar.setVisible(found.granted > 0)
        waiting = "；".join(found.still_open) if payable else ""
        self.open_matters.setText(f"还没有办完：{waiting}。" if waiting else "")
        self.open_matters.setVisible(bool(self.open_matters.text()))
        self.instalments.show_statement(found)
        self.spendings.show_statement(found)

    def _void(self, number: int) -> None:
        live = {one.id: one for one in self.statement.live} if self.statement else {}
        if number in live:
            ask_void(self, self._desk, live[number])
        else:
            self._desk.known_error.emit("这笔拨付已经作废，不用再作废。")

    def _correct(self, number: int) -> None:
        if self.statement and number in {one.id for one in self.statement.live}:
            ask_correction(self, self._desk, number)
        else:
            self._desk.known_error.emit("这笔拨付已经作废，不能再改。需要的请重新登记拨付。")

    def _change_spending(self, number: int) -> None:
        ask_record(self, self._desk, SPENDING, number, {"incentive": self.number})

    def _drop_spending(self, number: int) -> None:
        self._desk.do(partial(_remove_spending, number))

    def _open_fund(self, number: int) -> None:
        fund = next((one.fund for one in self.statement.instalments if one.id == number), None) if self.statement else 0
        if fund:
            self._reach.open_fund(fund)

    def _on_change(self, change: Change, _initiator: object) -> None:
        if change.nouns & {Noun.INCENTIVES, Noun.PILOTS, Noun.FUNDS}:
            self._ask()

    def _wire(self) -> None:
        self._desk.changed.connect(self._on_change)
        self.instalments.asked.connect(self._correct)
        self.instalments.dropped.connect(self._void)
        self.instalments.fund_asked.connect(self._open_fund)
        self.spendings.asked.connect(self._change_spending)
        self.spendings.dropped.connect(self._drop_spending)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        keys = (
            ("Ctrl+N", self.pay),
            ("Ctrl+Shift+N", self.spend),
            ("F2", self.change),
            ("Ctrl+P", self.papers),
            ("Alt+M", self.offer),
        )
        for key, deed in keys:
            QShortcut(QKeySequence(key), self, context=within).activated.connect(deed)
        self.setFocusProxy(self.instalments)

    def _assemble(self) -> None:
        whole = column(scale.WIDE, scale.APART, scale.WIDE, scale.NEAR)
        whole.addLayout(self._top())
        head, inside = card(), column(scale.WIDE, scale.NEAR, scale.WIDE, scale.APART)
        figures = row()
        figures.addWidget(self.figures)
        figures.addStretch(1)
        inside.addWidget(self._what)
        inside.addLayout(figures)
        inside.addWidget(self.bar)
        inside.addWidget(self.open_matters)
        head.setLayout(inside)
        whole.addWidget(head)
        tables, beside = dress(QWidget(), "clear"), row(gap=scale.WIDE)
        beside.addWidget(self.instalments, 5)
        beside.addWidget(self.spendings, 4)
        tables.setLayout(beside)
        whole.addWidget(tables, 1)
        whole.addWidget(label("回车更正选中的一笔，Del 作废拨付或删去支出。", "hint"))
        self.setLayout(whole)

    def _top(self) -> QHBoxLayout:
        made = row()
        made.addWidget(icon_button("back", "返回（Esc）", self.left.emit))
        made.addWidget(self._title)
        made.addWidget(self.state, 0, Qt.AlignmentFlag.AlignVCenter)
        made.addStretch(1)
        change = button("修改申报…", self.change, icon="edit")
        change.setToolTip("修改申报（F2）")
        papers = button("申报书和明细…", self.papers, icon="print")
        papers.setToolTip("打印申报书、资金使用情况表和验收表（Ctrl+P）")
        for one in (change, papers, self._more, self._spend, self._pay):
            made.addWidget(one)
        return made


def _what(project: Incentive, unit: str) -> str:
    """Whose project it is, and what was decided of it."""
    span = f"{project.begins or ''} 至 {project.ends or ''}" if project.begins or project.ends else None
    said = (
        unit,
        f"{project.year} 年度",
        project.front,
        f"负责人 {project.leader}" if project.leader else None,
        span,
        f"排序第 {project.rank}" if project.rank else None,
        project.document_no,
        f"{project.granted_on} 立项" if project.granted_on else None,
        f"{project.accepted_on} 验收" if project.accepted_on else None,
        project.state_reason,
    )
    return "　".join(one for one in said if one)


def _figures(found: IncentiveStatement) -> list[Figure]:
    """The money of a project; what is nothing and not usual is left out."""
    project = found.project
    told = [
        Figure("总投入（元）", yuan(project.budget)) if project.budget is not None else None,
        Figure("自筹（元）", yuan(project.self_raised)) if project.self_raised is not None else None,
        Figure("申请（元）", yuan(project.asked)) if project.asked is not None else None,
        Figure("立项（元）", yuan(found.granted)) if project.granted is not None else None,
        Figure("已拨付（元）", yuan(found.paid)) if project.granted is not None else None,
        Figure("已支出（元）", yuan(found.spent)) if found.spent else None,
        Figure("拨款结余（元）", yuan(found.left)) if found.paid else None,
        Figure("自筹支出（元）", yuan(found.own_spent)) if found.own_spent else None,
    ]
    return [one for one in told if one]


def _parts(found: IncentiveStatement) -> tuple[Part, ...]:
    """What became of the grant."""
    return (
        Part("已支出", found.paid - found.left, "gone"),
        Part("拨款结余", found.left, "held"),
        Part("未拨付", found.unpaid, "left"),
    )


def _read(number: int, office: "Office") -> _Facts:
    found = office.incentives.statement(number)
    return _Facts(found, office.enterprises.one(found.project.enterprise).name)


def _remove_spending(number: int, office: "Office") -> Change:
    return office.registers.remove(Spending, number)
