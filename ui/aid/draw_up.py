"""Drawing up a batch: what is asked for at the left, what it would give at the right."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.aid.ceiling import needs_superior
from desktop.aid.fund import Fund
from desktop.aid.outlook import Outlook
from desktop.base.calendar import chinese_date, today
from desktop.base.changes import Change, Noun, Progress
from desktop.base.codes import CodeList
from desktop.base.errors import KnownError
from desktop.base.fields import Field, Kind
from desktop.base.findings import refuses
from desktop.base.money import short_yuan
from desktop.policy.aid_standards import ProgrammeRule
from ui.aid import asking, fund_asking
from ui.aid.outlook_view import OutlookView
from ui.aid.sources import REQUESTS, Picked, Sources, Whom, WhomView, sources
from ui.desk import Desk
from ui.forms.builder import Form
from ui.look import scale
from ui.widgets.page import PageToLeave
from ui.widgets.pieces import button, card, column, icon_button, key_hint, label, line, row, section_heading

if TYPE_CHECKING:
    from desktop.office.office import Office

_PAUSE = 250  # milliseconds without a keystroke after which the outlook is asked for
_FIELDS = (
    Field(label="帮扶项目", kind=Kind.CODE, name="programme", codes="programme", needed=True),
    Field(label="资金", kind=Kind.CODE, name="fund", codes="fund", needed=True),
    Field(label="决定日期", kind=Kind.DATE, name="decided_on", needed=True),
    Field(label="批次名称", name="title", limit=80),
    Field(label="上级批复文号", name="upper_no"),
)
_NOUNS = frozenset({Noun.CASES, Noun.FUNDS, Noun.BATCHES, Noun.STANDARDS, Noun.REQUESTS, Noun.VISITS})


class _Wish(NamedTuple):
    """What the clerk wants to draw up; ``whom`` as the office asks for it."""

    programme: str
    fund: int
    decided_on: dt.date
    title: str
    upper_no: str
    whom: Whom


class _Options(NamedTuple):
    """What there is to choose from on a day; ``usual`` is the programme that is proposed."""

    programmes: Mapping[str, ProgrammeRule]
    usual: str | None
    funds: Sequence[Fund]
    sources: Sources


class DrawUpPage(PageToLeave):
    """Keeps what is typed until it is drawn up. Ctrl+Enter draws up, Escape goes back.

    Signals:
        left: the clerk went back.
        drawn: number of the new batch.
    """

    drawn = Signal(int)

    def __init__(self, desk: Desk, picked: Callable[[], Picked]) -> None:
        super().__init__()
        self._desk, self._picked = desk, picked
        self._every: Sequence[Fund] = ()
        self._funds: dict[str, Fund] = {}
        self._rules: Mapping[str, ProgrammeRule] = {}
        self._own_title = False
        self.form = Form(_FIELDS, {name: CodeList(name, ()) for name in ("programme", "fund")}, framed=False)
        self.whom = WhomView()
        self.outlook = OutlookView()
        self._state = label(role="muted")
        self.verb = button("编制批次", self.draw_up, icon="check", role="primary")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._assemble()
        self.setFocusProxy(self.form.cells["programme"].editor)
        self._bind()
        self.form.set_values({"decided_on": today()})

    def draw_up(self) -> None:
        """Draw up what is asked for, unless something is missing or it is being done already."""
        if not self.verb.isEnabled():
            return
        if refuses(self.form.show_all_findings()) or (wish := self._wish()) is None:
            self.form.focus_first()
            return
        self.verb.setEnabled(False)
        self._desk.long(partial(_draw_up, wish), "编制批次", self._on_drawn).ended.connect(self._release)

    def refresh(self) -> None:
        """Ask anew what there is to choose from and what it would give."""
        self.whom.show_picked(self._picked())
        self._desk.ask(partial(_options, self._day()), self._show_options, key=(id(self), "options"))

    # Asking

    def _day(self) -> dt.date:
        found = self.form.values()[0].get("decided_on")
        return found if isinstance(found, dt.date) else today()

    def _wish(self) -> _Wish | None:
        """None while something is missing."""
        values, _ = self.form.values()
        fund, day = self._funds.get(str(values.get("fund"))), values.get("decided_on")
        programme, whom = values.get("programme"), self.whom.value()
        if fund is None or not programme or not isinstance(day, dt.date) or whom is None:
            return None
        title, upper_no = (str(values.get(name) or "") for name in ("title", "upper_no"))
        return _Wish(str(programme), fund.id, day, title, upper_no, whom)

    def _rule(self) -> ProgrammeRule | None:
        return self._rules.get(self.form.cells["programme"].text)

    def _show_options(self, options: _Options) -> None:
        self._rules, self._every = options.programmes, options.funds
        self.form.set_codes("programme", CodeList("programme", tuple(options.programmes)))
        cell = self.form.cells["programme"]
        if cell.empty and options.usual:
            cell.show_value(options.usual)
        self.whom.show_sources(options.sources)
        self._turn_to_programme()
        self._ask_outlook()

    def _turn_to_programme(self) -> None:
        """Offer only the funds that may pay it, and those whom it is for."""
        programme, chosen = self.form.cells["programme"].text, self._funds.get(self.form.cells["fund"].text)
        able = [one for one in self._every if asking.may_pay(one, programme)]
        self._funds = {fund_asking.fund_text(one): one for one in able}
        self.form.set_codes("fund", CodeList("fund", tuple(self._funds)))
        self.form.cells["fund"].show_value(_same(self._funds, chosen))
        self._new_fund.setVisible(not self._funds)
        self.whom.show_programme(self._rule())

    def _ask_outlook(self) -> None:
        wish = self._wish()
        if wish is None:
            self.outlook.show_nothing(self._missing())
            return
        question = partial(_outlook, wish, propose=not self._own_title)
        self._desk.ask(question, self._show_outlook, self._on_no_outlook, key=(id(self), "outlook"))

    def _missing(self) -> str:
        if not self._every:
            return "还没有资金。请先设立资金，登记到账。"
        if not self._funds:
            return f"没有能用于{self.form.cells['programme'].text}的资金，请先设立资金，登记到账。"
        if not self.form.cells["programme"].text:
            return f"{chinese_date(self._day())}没有帮扶项目的发放标准，请在“设置”里登记。"
        return "填好左边的内容，这里会算出发给谁、发多少。"

    def _show_outlook(self, answer: tuple[Outlook, str | None]) -> None:
        seen, title = answer
        if self._wish() is None:
            return
        self._show_upper(seen)
        if title is not None and not self._own_title:
            self.form.cells["title"].show_value(title)
        self._state.setText("" if seen.payees else "没有人可以发放")

    def _show_upper(self, seen: Outlook) -> None:
        """Show it; where a superior decides on so much, ask for the document."""
        rule, by_request = self._rule(), self.whom.source == REQUESTS  # which has the document already
        above = sum(one.count for one in seen.shares if rule and needs_superior(one.amount, rule) and not by_request)
        cell = self.form.cells["upper_no"]
        cell.setVisible(bool(above) or not cell.empty)
        limit = short_yuan(rule.upper_above or 0) if rule else ""
        said = f"有 {above} 人的金额超过 {limit} 元，要报上级批准；锁定前要填上级批复文号。" if above else ""
        self.outlook.show_outlook(seen, said)

    def _on_no_outlook(self, error: KnownError) -> None:
        self.outlook.show_nothing(error.sentence)

    # Answering

    def _on_edit(self, name: str) -> None:
        if name == "title":
            self._own_title = bool(self.form.cells["title"].text.strip())
        elif name == "decided_on":
            self._pause.stop()
            self.refresh()
        elif name == "programme":
            self._turn_to_programme()
            self._pause.start()
        else:
            self._pause.start()

    def _on_drawn(self, change: Change) -> None:
        self._own_title = False
        self.form.cells["title"].show_value(None)
        self.form.cells["upper_no"].show_value(None)
        self.whom.begin_anew()
        if change.record is not None:
            self.drawn.emit(change.record)

    def _release(self) -> None:
        self.verb.setEnabled(True)

    def _on_change(self, change: Change, _initiator: object) -> None:
        if change.nouns & _NOUNS and self.isVisible():
            self.refresh()

    def _assemble(self) -> None:
        sides = row(scale.WIDE, 0, scale.WIDE, scale.WIDE, gap=scale.APART)
        sides.addWidget(self._left(), 5)
        sides.addWidget(self.outlook, 6)
        whole = column(gap=0)
        whole.addLayout(self._top())
        whole.addLayout(sides, 1)
        whole.addWidget(line())
        whole.addLayout(self._foot())
        self.setLayout(whole)

    def _top(self) -> QHBoxLayout:
        made = row(scale.NEAR, scale.APART, scale.WIDE, scale.APART)
        made.addWidget(icon_button("back", "返回（Esc）", self.left.emit))
        made.addWidget(label("编制批次", "title"))
        made.addStretch(1)
        return made

    def _left(self) -> QWidget:
        made, inside = card(), column(scale.WIDE, scale.APART, scale.WIDE, scale.APART)
        inside.addWidget(section_heading("发什么、发给谁"))
        inside.addWidget(self.form)
        self._new_fund = button("设立资金…", self._ask_fund, role="link")
        self._new_fund.hide()
        inside.addWidget(self._new_fund, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.whom)
        inside.addStretch(1)
        made.setLayout(inside)
        return made

    def _foot(self) -> QHBoxLayout:
        made = row(scale.WIDE, scale.NEAR, scale.WIDE, scale.NEAR)
        made.addWidget(self._state, 1)
        made.addWidget(key_hint("Ctrl+Enter"))
        made.addWidget(self.verb)
        return made

    def _ask_fund(self) -> None:
        fund_asking.ask_fund(self, self._desk)

    def _bind(self) -> None:
        self._desk.changed.connect(self._on_change)
        self._desk.crashed.connect(self._release)
        self._pause.timeout.connect(self._ask_outlook)
        self.form.changed.connect(self._on_edit)
        self.form.finished.connect(self.verb.setFocus)
        self.whom.changed.connect(self._ask_outlook)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            made = QShortcut(QKeySequence(keys), self, context=within)
            made.setAutoRepeat(False)
            made.activated.connect(self.draw_up)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask anew, for the list of files may show others now."""
        super().showEvent(event)
        self.refresh()
        self.form.enter()


def _same(funds: dict[str, Fund], chosen: Fund | None) -> str | None:
    """The text of the fund that was chosen, else of the first that has money, else of the first."""
    same = (text for text, one in funds.items() if chosen and one.id == chosen.id)
    rich = (text for text, one in funds.items() if one.balance)
    return next(same, None) or next(rich, None) or next(iter(funds), None)


def _options(day: dt.date, office: "Office") -> _Options:
    rules = {one.name: one for one in office.standing.on(day).programmes.values() if one.money}
    usual = [name for name in office.aid.programmes(day) if name in rules]
    asked = [name for name, one in rules.items() if name not in usual and (one.form or one.visits)]
    named = {name: rules[name] for name in (*usual, *asked)}
    return _Options(named, next(iter(usual), None), office.funds.every(), sources(tuple(named.values()), office))


def _outlook(wish: _Wish, office: "Office", *, propose: bool) -> tuple[Outlook, str | None]:
    day = wish.decided_on
    seen = office.aid.preview(programme=wish.programme, fund=wish.fund, decided_on=day, **wish.whom._asdict())
    return seen, office.aid.title(wish.programme, day, wish.whom.activity) if propose else None


def _draw_up(wish: _Wish, office: "Office", progress: Progress) -> Change:
    return office.aid.draw_up(
        programme=wish.programme,
        fund=wish.fund,
        decided_on=wish.decided_on,
        title=wish.title,
        upper_no=wish.upper_no or None,
        progress=progress,
        **wish.whom._asdict(),
    )
