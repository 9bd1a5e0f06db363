"""The page of one application: what is asked for and for whom, and beside it what the rule gives."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent

from desktop.aid.request import ASKED, Request, RequestState
from desktop.aid.request_checks import rule_of
from desktop.aid.request_facts import FACTS, facts_of
from desktop.base.changes import Change, Noun
from desktop.base.codes import CodeList
from desktop.base.errors import KnownError, RefusedError
from desktop.base.fields import Field, Kind, Value, Values, field_of
from desktop.base.findings import Finding
from desktop.cases.household import Person
from desktop.office.requests import RequestLook
from desktop.policy.aid_standards import ProgrammeRule
from desktop.policy.standards import Policy
from ui.desk import Desk
from ui.forms.builder import Form
from ui.forms.keeping import Keeper
from ui.forms.page import FormPage
from ui.look.roles import dress
from ui.look.tones import pill_role
from ui.requests.deeds import DEEDS, Deed, Memory
from ui.requests.reading import DRAFTS, NEW, Opened, begin, look, members, read, save
from ui.requests.rights import RightsPanel
from ui.widgets.pieces import button, label

_QUIET = 300  # milliseconds without a keystroke until the office looks
_MEMBER = Field(label="受益人", kind=Kind.CODE, name="member", codes="member", group=ASKED)
_WHOSE = ("beneficiary", "beneficiary_id", "relation")
_ASKED = ("programme", "year", "day", "asked", *_WHOSE, "documents", "reason", "unit_opinion", "handler", "note")
_APPLICANT = ("name", "sex", "resident_id", "category", "employer", "address", "phone", "bank", "card")
_KEPT = ("programme", "year", "day", "handler")
"""What the next application begins with."""


class RequestPage(FormPage):
    """Give it ``open`` or ``new``; it asks the desk for everything itself.

    The facts that are asked for follow the programme; of a file's application who applies is shown, not typed.

    Signals:
        told: a sentence for the clerk after the page was left.
        case_asked: number of the file that the clerk wants to see.
        next_asked: what the next application begins with, once this one is saved.
    """

    told = Signal(str)
    case_asked = Signal(int)
    next_asked = Signal(object)

    def __init__(self, desk: Desk, policy: Policy) -> None:
        codes = {**policy.codes, "member": CodeList("member", ())}
        fields = [replace(field_of(Request, name), group=ASKED) for name in _ASKED]
        fields = [replace(one, unit="元") if one.kind is Kind.MONEY else one for one in fields]
        self.asked = Form([*fields[:3], _MEMBER, *fields[3:]], codes)
        self.who = Form([field_of(Request, name) for name in _APPLICANT], codes)
        self.facts = {
            form: Form([replace(one, group=f"{form}情况") for one in facts_of(form)], codes) for form in FACTS
        }
        super().__init__("申请帮扶", [self.asked, self.who, *self.facts.values()])
        self._desk, self._policy = desk, policy
        self._opened: Opened | None = None
        self._members: Mapping[str, Person] = {}
        self._memory: Memory = {}
        self._saving = False
        self._after_saving: Callable[[int], object] | None = None
        self._keeper = Keeper(desk, self, lambda: self.called or "未填姓名")
        self._pause = QTimer(self, singleShot=True, interval=_QUIET)
        self._pill = label(role=pill_role(""))
        self.panel = RightsPanel()
        self._assemble_more()
        self.outline.hide()
        self.edited.connect(self._pause.start)
        self._pause.timeout.connect(self._look)
        self.asked.changed.connect(self._on_asked)
        self.save_asked.connect(self._save)
        self.left.connect(self._tell_kept)
        desk.changed.connect(self._on_change)

    @property
    def number(self) -> int | None:
        """The application that is shown; None for a new one."""
        return self._opened.number if self._opened else None

    @property
    def called(self) -> str:
        """For whom it is."""
        who = self._opened.home.applicant.name if self._opened and self._opened.home else self.who.cells["name"].text
        return (self._member.name if self._member else "") or self.asked.cells["beneficiary"].text or who

    def open(self, number: int) -> None:
        """Show this application, with what was typed last time and not saved."""
        self._keeper.flush()
        self._desk.ask(partial(read, number), self._show, self._on_gone, key=(id(self), "open"))

    def new(self, values: Values) -> None:
        """Begin a new application; ``values`` say of which file, and for what if that is known."""
        self._keeper.flush()
        name = f"{NEW}{values.get('household') or ''}"
        self._desk.ask(partial(begin, values, name), partial(self._show, name=name), key=(id(self), "open"))

    def put_away(self) -> None:
        """Keep what isn't saved, because the page goes out of sight."""
        self._keeper.flush()

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

    def _show(self, opened: Opened, name: str = "") -> None:
        self.messages.hide()
        self._opened, self._saving, self._after_saving = opened, False, None
        self._policy = opened.policy
        self._members = members(opened.home) if opened.home else {}
        self.asked.set_codes("member", CodeList("member", tuple(self._members)))
        self._fill(opened.values)
        self._keeper.begin(name or f"{DRAFTS}{opened.number}", 0)
        if opened.kept is not None:
            self.restore(opened.kept.body)
            self.messages.caution("已恢复没有保存的修改，保存后生效。", "放弃这些修改", self._give_up)
        self._fold()
        self._show_state(opened.request)
        self.show_top()
        self._look()

    def _fill(self, values: Values) -> None:
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
        self._look()

    def _look(self) -> None:
        self._pause.stop()
        self._desk.ask(partial(look, self.values(), self.number), self._on_look, self._on_gone, key=(id(self), "look"))

    def _on_look(self, found: RequestLook) -> None:
        request = self._opened.request if self._opened else None
        self.set_findings(found.findings if self._waits else ())
        self.panel.show_look(found, request)

    def set_findings(self, findings: Iterable[Finding]) -> None:
        """Show them under their fields; of a file's application the beneficiary is chosen, not typed."""
        filed = bool(self._opened and self._opened.home)
        super().set_findings(one.about("member") if filed and one.field in _WHOSE else one for one in findings)

    # Saving

    def _save(self, then_next: bool) -> None:
        if self._saving:
            return
        if not self._waits:
            self.say("已审批的申请不能再改，要改请先退回待审", "warn")
            return
        self._saving = True
        self._pause.stop()
        self._keeper.settle()
        deed = partial(save, self.values(), self.number, self._keeper.name)
        self._desk.do(deed, partial(self._on_saved, then_next), self._on_refused, initiator=self)

    def _on_saved(self, then_next: bool, change: Change) -> None:
        self._saving = False
        deed, self._after_saving = self._after_saving, None
        self.saved()
        if then_next:
            values = self.values()
            self.next_asked.emit({name: values[name] for name in _KEPT if values.get(name) is not None})
        elif change.record is not None:
            self.open(change.record)
            if deed is not None:
                deed(change.record)

    def _on_refused(self, error: KnownError) -> None:
        self._saving, self._after_saving = False, None
        if isinstance(error, RefusedError):
            self.set_findings(error.findings)
            self.lead_to_refusal(error.findings)
        else:
            self.messages.error(error.sentence)
        self._keeper.flush()

    def _when_saved(self, deed: Callable[[int], object]) -> None:
        if self.number is not None and not self.dirty:
            deed(self.number)
            return
        self._after_saving = deed
        self.save()
        if not self._saving:
            self._after_saving = None

    def _ask(self, deed: Deed) -> None:
        self._when_saved(lambda number: deed.begin(self, self._desk, [number], self._memory))

    def _give_up(self) -> None:
        self._keeper.drop()
        for part in self.parts:
            part.set_clean()
        if self.number is None:
            self.left.emit()
        else:
            self.open(self.number)

    def _on_gone(self, error: KnownError) -> None:
        self.messages.error(error.sentence)

    def _on_change(self, change: Change, initiator: object) -> None:
        if change.nouns & {Noun.REQUESTS, Noun.BATCHES} and initiator is not self and self.number is not None:
            if self.dirty:
                self._look()
            else:
                self.open(self.number)

    def _tell_kept(self) -> None:
        self._keeper.flush()
        if self.dirty:
            self.told.emit(f"“{self.called or '新申请'}”的申请还没有保存，已经留存。")

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

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what isn't saved."""
        self.put_away()
        super().hideEvent(event)
