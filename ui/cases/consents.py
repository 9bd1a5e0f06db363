"""The tab 同意书: what each person agrees to, and who read the file."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.codes import Codes
from desktop.base.fields import Field, Kind, Value, Values, fields_of
from desktop.cases.consents import Consent, Consenting, Consultation
from desktop.office.procedure import Standpoint
from ui.cases.agreeing import AgreeDialog
from ui.cases.past import ignore
from ui.cases.reach import Reach
from ui.cases.tab import FileTab
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.look import scale
from ui.widgets.pieces import button, column, label, line, row

if TYPE_CHECKING:
    from desktop.office.office import Office


class _Shown(NamedTuple):
    """The persons of a file with what they agreed to, and who read it."""

    number: int
    persons: Sequence[Consenting]
    read: Sequence[Consultation]


class ConsentsTab(FileTab):
    """Consents person by person, and below them the register of readers."""

    title: ClassVar[str] = "同意书"

    def of(self, number: int | None) -> None:
        """Ask for both."""
        if number is not None:
            self.reach.desk.ask(partial(_read, number), self._show, ignore, key=(id(self), "of"))

    def _show(self, shown: _Shown) -> None:
        made, whole = QWidget(), column(gap=scale.NEAR)
        begin = partial(ask_consent, self, self.reach.desk, shown.number)
        whole.addLayout(_head("个人信息处理同意书", "登记同意…", begin))
        for one in shown.persons:
            whole.addWidget(line())
            whole.addLayout(self._person(one))
        enter = partial(ask_consultation, self, self.reach, shown.number)
        whole.addSpacing(scale.WIDE)
        whole.addLayout(_head("查阅登记", "登记查阅…", enter))
        if not shown.read:
            whole.addWidget(label("还没有人查阅过。档案仅限查阅，不外借。", "hint", wrap=True))
        for entry in shown.read:
            whole.addWidget(line())
            whole.addLayout(self._reading(entry))
        made.setLayout(whole)
        self.fill(made)

    def _person(self, one: Consenting) -> QVBoxLayout:
        made, head = column(gap=scale.TIGHT), row()
        head.addWidget(label(one.person.name, "strong"))
        told = f"{one.person.relation} · 由监护人签字" if one.minor else one.person.relation
        head.addWidget(label(told, "hint"), 1)
        if not one.covers:
            head.addWidget(label("没有同意", "warn"))
        made.addLayout(head)
        for given in one.given:
            made.addLayout(self._consent(given))
        return made

    def _consent(self, given: Consent) -> QHBoxLayout:
        made, texts = row(), column(gap=0)
        texts.addWidget(label(given.scopes, "muted" if given.withdrawn_on else "", wrap=True))
        end = f"，{given.withdrawn_on} 撤回" if given.withdrawn_on else ""
        texts.addWidget(label(f"{given.given_on}　{given.signed_by}签字{end}", "hint", wrap=True))
        if given.note:
            texts.addWidget(label(given.note, "hint", wrap=True))
        made.addLayout(texts, 1)
        if given.withdrawn_on is None:
            take_back = button("撤回…", partial(self._withdraw, given), role="link")
            take_back.setAccessibleName(f"撤回{given.name}的同意书")
            made.addWidget(take_back)
        return made

    def _withdraw(self, given: Consent) -> None:
        day = Field(label="撤回日期", kind=Kind.DATE, name="withdrawn_on", needed=True)
        text = f"{given.name}撤回 {given.given_on} 的同意：{given.scopes}。原来的登记仍留在档案里。"
        deed, values = partial(_withdraw, given.id), {day.name: today()}
        FormDialog(self, self.reach.desk, "撤回同意书", [day], deed, values=values, text=text).open()

    def _reading(self, entry: Consultation) -> QHBoxLayout:
        made, texts = row(), column(gap=0)
        texts.addWidget(label("　".join(part for part in (entry.reader, entry.unit) if part), "strong", wrap=True))
        texts.addWidget(label(entry.purpose, wrap=True))
        back = f"{entry.returned_on} 归还" if entry.returned_on else "未归还"
        told = (str(entry.day), entry.items, entry.approved_by and f"{entry.approved_by}批准", back)
        texts.addWidget(label(" · ".join(part for part in told if part), "hint", wrap=True))
        made.addLayout(texts, 1)
        if entry.returned_on is None:
            give_back = button("归还…", partial(self._give_back, entry), role="link")
            give_back.setAccessibleName(f"登记{entry.reader}归还")
            made.addWidget(give_back)
        return made

    def _give_back(self, entry: Consultation) -> None:
        day = Field(label="归还日期", kind=Kind.DATE, name="returned_on", needed=True)
        text = f"{entry.reader} {entry.day} 查阅的档案。"
        deed, values = partial(_give_back, entry.id), {day.name: today()}
        FormDialog(self, self.reach.desk, "登记归还", [day], deed, values=values, text=text).open()


def begin_consent(parent: QWidget, reach: Reach, at: Standpoint) -> None:
    """The menu's way to ``ask_consent``."""
    ask_consent(parent, reach.desk, at.home.id)


def begin_consultation(parent: QWidget, reach: Reach, at: Standpoint) -> None:
    """The menu's way to ``ask_consultation``."""
    ask_consultation(parent, reach, at.home.id)


def ask_consent(parent: QWidget, desk: Desk, number: int) -> None:
    """Ask who of a file agrees to what, beginning with everybody and everything."""
    desk.ask(lambda office: office.consents.begin(number), partial(_agree, parent, desk, number))


def _agree(parent: QWidget, desk: Desk, number: int, begun: tuple[Values, Codes]) -> None:
    AgreeDialog(parent, desk, partial(_record, number), *begun).open()


def ask_consultation(parent: QWidget, reach: Reach, number: int) -> None:
    """Ask who reads a file, and why."""
    fields = [one for one in fields_of(Consultation) if one.name != "returned_on"]
    deed, values = partial(_enter, number), {"day": today()}
    FormDialog(parent, reach.desk, "登记查阅", fields, deed, values=values).open()


def _head(title: str, verb: str, deed: partial[None]) -> QHBoxLayout:
    made = row()
    made.addWidget(label(title, "heading"), 1)
    made.addWidget(button(verb, deed))
    return made


def _read(number: int, office: "Office") -> _Shown:
    return _Shown(number, office.consents.of(number), office.consultations.of(number))


def _record(number: int, office: "Office", values: dict[str, Value]) -> Change:
    return office.consents.record(number, values)


def _withdraw(consent: int, office: "Office", values: dict[str, Value]) -> Change:
    return office.consents.withdraw(consent, values)


def _enter(number: int, office: "Office", values: dict[str, Value]) -> Change:
    return office.consultations.enter(number, values)


def _give_back(entry: int, office: "Office", values: dict[str, Value]) -> Change:
    return office.consultations.give_back(entry, values)
