"""What is done with chosen lines of a batch, by buttons and keys, as far as its state allows."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut

from desktop.aid.batch import BatchState, Payment
from desktop.aid.entitlement import Entitlement
from desktop.aid.flow import LINES, LineVerb
from desktop.base.changes import Change
from desktop.base.errors import ForbiddenError, KnownError
from desktop.policy.aid_standards import FailureRule, Over
from ui.aid import line_asking
from ui.aid.line_asking import AmountDialog, Ask
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.tables.page import ListPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from desktop.office.office import Office

_DRAWN = frozenset({BatchState.DRAWN})


class LineDeed(NamedTuple):
    """A thing to do with lines, in which states of their batch, and by which key."""

    name: str
    text: str
    states: frozenset[BatchState]
    key: str = ""
    folded: bool = False


DEEDS = (
    LineDeed("exclude", "不发", _DRAWN, "Del"),
    LineDeed("include", "恢复", _DRAWN, "Ins"),
    LineDeed("change_amount", "调整金额", _DRAWN, "F2"),
    LineDeed("means", "发放方式…", _DRAWN, folded=True),
    LineDeed("withhold", "停发", LINES[LineVerb.WITHHOLD], "Shift+Del"),
    LineDeed("sign", "登记签收", LINES[LineVerb.SIGN]),
    LineDeed("fail", "登记退回", LINES[LineVerb.FAIL]),
    LineDeed("settle", "不再补发", LINES[LineVerb.SETTLE], folded=True),
    LineDeed("recover", "登记收回", LINES[LineVerb.RECOVER], folded=True),
)
"""In the order in which they are offered."""

_REASONED: dict[str, Ask] = {
    "exclude": line_asking.ask_exclusion,
    "withhold": line_asking.ask_withholding,
    "settle": line_asking.ask_settling,
    "recover": line_asking.ask_recovery,
    "sign": line_asking.ask_signature,
    "means": line_asking.ask_means,
}


class _Priced(NamedTuple):
    """A line whose amount is to be changed, and what limits it."""

    line: Payment
    limits: Entitlement
    over: Over


class LineDeeds(QObject):
    """The buttons of a batch's list; the reason that was given last is proposed for the next.

    ``state`` is None while the batch isn't known or something is being done.
    """

    def __init__(self, desk: Desk, page: ListPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._state: BatchState | None = None
        self._reasons: dict[str, str] = {}
        self.shown: dict[str, QPushButton | QAction] = {}
        for deed in DEEDS:
            self._add(deed)
        page.selection_changed.connect(self._on_selection)

    def show_state(self, state: BatchState | None) -> None:
        """Offer what a batch in that state allows."""
        self._state = state
        for deed in DEEDS:
            self.shown[deed.name].setVisible(state in deed.states)
        self._on_selection()

    def begin(self, name: str) -> FormDialog | None:
        """Do that deed with the chosen lines, or ask for what it needs."""
        if not self._allowed(name) or not (chosen := self.chosen()):
            return None
        if name in _REASONED:
            made = _REASONED[name](self._page, self._desk, chosen, self._who(chosen), self._reasons.get(name, ""))
            made.achieved.connect(partial(self._keep_reason, name, made))
            return made
        {"include": self.include, "change_amount": self.change_amount, "fail": self.fail}[name]()
        return None

    def exclude(self) -> FormDialog | None:
        """Take the chosen payees out, for a reason."""
        return self.begin("exclude")

    def include(self) -> None:
        """Put the chosen payees back; where only the ceiling stands against it, ask who allows it."""
        chosen = self.chosen()
        if chosen and self._allowed("include"):
            self._desk.do(lambda office: office.aid.include(chosen), None, partial(self._on_not_included, chosen))

    def change_amount(self, line: int | None = None) -> None:
        """Ask for another amount of the current payee, or of this line."""
        chosen = self.chosen() if line is None else [line]
        if chosen and self._allowed("change_amount"):
            self._desk.ask(partial(_priced, chosen[0]), self._ask_amount)

    def fail(self) -> None:
        """Ask why the bank sent the chosen ones back."""
        chosen = self.chosen()
        if chosen and self._allowed("fail"):
            self._desk.ask(_failures, partial(self._ask_failure, chosen))

    def chosen(self) -> list[int]:
        """The chosen lines, else the current one."""
        current = self._page.view.current()
        return self._page.chosen() or ([current] if current is not None else [])

    def _allowed(self, name: str) -> bool:
        return any(deed.name == name and self._state in deed.states for deed in DEEDS)

    def _who(self, chosen: Sequence[int]) -> str:
        name = self._page.model.value(self._page.model.row_of(chosen[0]), "name")
        return f"{name}" if len(chosen) == 1 else f"{name}等 {len(chosen):,} 人"

    def _ask_amount(self, one: _Priced) -> None:
        if one.line.excluded is not None:
            self._desk.known_error.emit(f"{one.line.name}已列为不发，请先恢复（Ins）再调整金额。")
            return
        AmountDialog(self._page, self._desk, one.line, one.limits, one.over).open()

    def _ask_failure(self, chosen: Sequence[int], rules: Sequence[FailureRule]) -> None:
        line_asking.ask_failure(self._page, self._desk, chosen, self._who(chosen), rules)

    def _on_not_included(self, chosen: Sequence[int], error: KnownError) -> None:
        if isinstance(error, ForbiddenError):
            then = partial(self._ask_inclusion, chosen, error.sentence)
            self._desk.ask(partial(_priced, chosen[0]), then)
        else:
            self._desk.known_error.emit(error.sentence)

    def _ask_inclusion(self, chosen: Sequence[int], sentence: str, one: _Priced) -> None:
        above = one.limits.refused is not None and not one.limits.final
        if above and one.over is Over.WARN:
            line_asking.ask_inclusion(self._page, self._desk, chosen, sentence)
        else:
            self._desk.known_error.emit(sentence)

    def _keep_reason(self, name: str, dialog: FormDialog, _: Change) -> None:
        self._reasons[name] = str(dialog.form.values()[0].get("reason") or "")

    def _add(self, deed: LineDeed) -> None:
        begin: Callable[[], object] = partial(self.begin, deed.name)
        made = self._page.add_action(deed.text, begin, needs_selection=True, folded=deed.folded)
        made.setToolTip(f"{deed.text}（{deed.key}）" if deed.key else deed.text)
        made.setVisible(False)
        self.shown[deed.name] = made
        if deed.key:
            within = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(deed.key), self._page.view, context=within).activated.connect(begin)

    def _on_selection(self, _: object = None) -> None:
        for deed in DEEDS:
            self.shown[deed.name].setEnabled(self._state in deed.states and bool(self._page.chosen()))


def _priced(number: int, office: "Office") -> _Priced:
    line = office.aid.payment(number)
    batch = office.aid.batch(line.batch)
    rule = office.standing.on(batch.judged_on).programme(batch.programme)
    return _Priced(line, office.aid.limits_of(number), rule.over)


def _failures(office: "Office") -> tuple[FailureRule, ...]:
    return office.standing.on().failures
