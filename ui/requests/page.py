"""The page of one application: what is asked for and for whom, and beside it what the rule gives."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from desktop.aid.request import ASKED, Request, RequestState
from desktop.aid.request_checks import rule_of
from desktop.aid.request_facts import FACTS, facts_of
from desktop.base.changes import Noun
from desktop.base.codes import CodeList
from desktop.base.fields import Field, Kind, Value, Values, field_of
from desktop.base.findings import Finding
from desktop.cases.household import Person
from desktop.office.requests import RequestLook
from desktop.policy.aid_standards import ProgrammeRule
from desktop.policy.standards import Policy
from ui.desk import Desk
from ui.forms.builder import Form
from ui.forms.record_page import RecordPage
from ui.look.roles import dress
from ui.look.tones import pill_role
from ui.requests.deeds import DEEDS, Deed, Memory
from ui.requests.reading import NEW, Opened, begin, look, members, read, save
from ui.requests.rights import RightsPanel
from ui.widgets.pieces import button, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.base.changes import Change
    from desktop.office.office import Office

_MEMBER = Field(label="受益人", kind=Kind.CODE, name="member", codes="member", group=ASKED)
_WHOSE = ("beneficiary", "beneficiary_id", "relation")
_ASKED = ("programme", "year", "day", "asked", *_WHOSE, "documents", "reason", "unit_opinion", "handler", "note")
_APPLICANT = ("name", "sex", "resident_id", "category", "employer", "address", "phone", "bank", "card")
_KEPT = ("programme", "year", "day", "handler")
"""What the next application begins with."""


class RequestPage(RecordPage[Opened]):
    """Give it ``open`` or ``new``, which look at what the rule gives while one types.

    The facts that are asked for follow the programme; of a file's application who applies is shown, not typed.

    Signals:
        case_asked: number of the file that the clerk wants to see.
        next_asked: what the next application begins with, once this one is saved.
    """

    case_asked = Signal(int)
    next_asked = Signal(object)
    THIS = "申请"
    NOUNS = frozenset({Noun.REQUESTS, Noun.BATCHES})

    def __init__(self, desk: Desk, policy: Policy) -> None:
        codes = {**policy.codes, "member": CodeList("member", ())}
        fields = [replace(field_of(Request, name), group=ASKED) for name in _ASKED]
        fields = [replace(one, unit="元") if one.kind is Kind.MONEY else one for one in fields]
        self.asked = Form([*fields[:3], _MEMBER, *fields[3:]], codes)
        self.who = Form([field_of(Request, name) for name in _APPLICANT], codes)
        self.facts = {
            form: Form([replace(one, group=f"{form}情况") for one in facts_of(form)], codes) for form in FACTS
        }
        super().__init__(desk, "申请帮扶", [self.asked, self.who, *self.facts.values()])
        self._policy = policy
        self._members: Mapping[str, Person] = {}
        self._memory: Memory = {}
        self._pill = label(role=pill_role(""))
        self.panel = RightsPanel()
        self._assemble_more()
        self.outline.hide()
        self.asked.changed.connect(self._on_asked)

    @property
    def called(self) -> str:
        """For whom it is."""
        who = self._opened.home.applicant.name if self._opened and self._opened.home else self.who.cells["name"].text
        return (self._member.name if self._member else "") or self.asked.cells["beneficiary"].text or who

    def new(self, values: Values) -> None:
        """Begin a new application; ``values`` say of which file, and for what if that is known."""
        self._begin(partial(begin, values, f"{NEW}{values.get('household') or ''}"))

    # What stands there

    @property
    def rule(self) -> ProgrammeRule | None:
        """The rule of the programme that is chosen."""
        return rule_of(self._policy, self.asked.cells["programme"].text)

    @property
    def _waits(self) -> bool:
        """Whether it waits for a decision, so that it can be changed."""
        request = self._opened.request if self._opened else None
        return request is None or request.state is RequestState.OPEN

    @property
    def _member(self) -> Person | None:
        return self._members.get(self.asked.cells["member"].text)

    @property
    def _facts(self) -> Form | None:
        """The form of the facts that are asked for now."""
        rule = self.rule
        return next((form for name, form in self.facts.items() if rule and rule.form == name), None)

    def values(self) -> dict[str, Value]:
        """What stands in the forms that are shown."""
        home = self._opened.home if self._opened else None
        values = self.asked.values()[0] | (self._facts.values()[0] if self._facts else {})
        values |= {"household": home.id, "person": self._person()} if home else self.who.values()[0]
        values.pop("member", None)
        return values

    def _person(self) -> int | None:
        return self._member.id if self._member else None

    def _label(self) -> str:
        return self.called or "未填姓名"

    def _reading(self, number: int) -> "Callable[[Office], Opened]":
        return partial(read, number)

    def _checking(self) -> "Callable[[Office], RequestLook]":
        return partial(look, self.values(), self.number)

    def _writing(self) -> "Callable[[Office], Change]":
        return partial(save, self.values(), self.number, self._keeper.name)

    def _differs(self, before: Opened, now: Opened) -> bool:
        return before.request != now.request

    def _locked(self) -> str:
        return "" if self._waits else "已审批的申请不能再改，要改请先退回待审"

    def _next(self, _was_new: bool) -> bool:
        values = self.values()
        self.next_asked.emit({name: values[name] for name in _KEPT if values.get(name) is not None})
        return True

    def _fill(self, opened: Opened) -> None:
        self._policy = opened.policy
        self._members = members(opened.home) if opened.home else {}
        self.asked.set_codes("member", CodeList("member", tuple(self._members)))
        values = opened.values
        number = values.get("person")
        chosen = next((text for text, one in self._members.items() if one.id == number), None)
        self.asked.set_values({**values, "member": chosen})
        self.who.set_values(values)
        for form in self.facts.values():
            form.set_values({})
        if self._facts:
            self._facts.set_values(values)

    def _fold(self) -> None:
        """Show what the programme and the file make sense of."""
        filed = bool(self._opened and self._opened.home)
        self.who.setVisible(not filed)
        self.asked.cells["member"].setVisible(filed)
        for name in _WHOSE:
            self.asked.cells[name].setVisible(not filed)
        for form in self.facts.values():
            form.setVisible(form is self._facts)
        papers = self.rule.documents if self.rule else ()
        self.asked.set_codes("documents", CodeList("request_document", papers))
        self.asked.cells["documents"].setVisible(bool(papers))
        self.asked.cells["asked"].setVisible(self.rule is None or self.rule.money)
        self._name_it()

    def _name_it(self) -> None:
        home = self._opened.home if self._opened else None
        number = self.number
        of = f"{self.called}的{self.rule.name}" if self.called and self.rule else self.called
        self.set_title(f"{'' if number else '新申请：'}{of}" if of else "新申请")
        told = (home.applicant.name, home.state, home.category, home.employer) if home else ()
        self._whose.setText("　".join(part for part in told if part))
        self._file.setVisible(home is not None)

    def _refresh(self, opened: Opened) -> None:
        self.messages.hide()  # it may say that it can't be changed
        super()._refresh(opened)

    def _show_standing(self, opened: Opened) -> None:
        self._fold()
        self._show_state(opened.request)

    def _show_state(self, request: Request | None) -> None:
        state = request.state if request else RequestState.OPEN
        money = self.rule is not None and self.rule.money
        self._pill.setText(state)
        self._pill.setVisible(request is not None)
        dress(self._pill, pill_role(state))
        open_ = state is RequestState.OPEN
        for form in (self.asked, self.who, *self.facts.values()):
            form.set_read_only(not open_)
        for deed, shown in self._deeds.items():
            shown.setVisible(request is not None and deed.possible(request, money))
        if not open_:
            self.messages.notice(f"这份申请已是“{state}”，内容不能再改；要改请先退回待审。")

    # Following what is typed

    def _on_asked(self, name: str) -> None:
        if name in {"programme", "member"}:
            self._fold()
            self._propose()

    def _propose(self) -> None:
        """Fill what nobody typed yet out of the file."""
        values = {name: one for name, one in self.values().items() if one is not None}
        if self._opened and self._opened.home:
            self._desk.ask(partial(begin, values, ""), self._put, self._on_gone, key=(id(self), "propose"))

    def _put(self, found: Opened) -> None:
        form = self._facts
        for name, cell in form.cells.items() if form else ():
            if cell.empty and found.values.get(name) is not None and form:
                form.put(name, found.values[name])
        self._ask_check()

    def _on_check(self, found: RequestLook) -> None:
        request = self._opened.request if self._opened else None
        self.set_findings(found.findings if self._waits else ())
        self.panel.show_look(found, request)

    def set_findings(self, findings: Iterable[Finding]) -> None:
        """Show them under their fields; of a file's application the beneficiary is chosen, not typed."""
        filed = bool(self._opened and self._opened.home)
        super().set_findings(one.about("member") if filed and one.field in _WHOSE else one for one in findings)

    def _ask(self, deed: Deed) -> None:
        self.when_saved(lambda number: deed.begin(self, self._desk, [number], self._memory))

    def _assemble_more(self) -> None:
        self._whose, self._file = label(role="muted"), button("打开档案", self._open_case, role="link")
        for one in (self._pill, self._whose, self._file):
            self.title_row.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)
        self._deeds = {deed: button(deed.text, partial(self._ask, deed), icon=deed.icon) for deed in DEEDS}
        for one in self._deeds.values():
            self.action_row.addWidget(one)
        self.beside.addWidget(self.panel)

    def _open_case(self) -> None:
        if self._opened and self._opened.home:
            self.case_asked.emit(self._opened.home.id)
