"""Sending a batch to the bank: which file, from which account, how much."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.aid.bank import Payer
from desktop.aid.sending import Sending
from desktop.base.calendar import today
from desktop.base.changes import Change, Progress
from desktop.base.codes import CodeList
from desktop.base.fields import Field, Kind, Value, fields_of
from desktop.base.findings import Finding
from desktop.exchange.bank_files import OF_ACCOUNT
from desktop.exchange.bank_templates import LEAD_WORDS, BankTemplate
from desktop.office.bank import suggested
from ui.aid.bank_form import TemplateDialog
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.look import places
from ui.papers.saving import ask_where
from ui.widgets.pieces import button

if TYPE_CHECKING:
    import datetime as dt

    from desktop.office.office import Office

_TEMPLATE = "bank_template"  # the form of file that was used last on this PC
_TOLD = 5
_PAYER = fields_of(Payer)
_AGAIN = Field(label="再次送盘的原因", name="reason", needed=True, limit=100)


class SendFacts(NamedTuple):
    """What the dialog shows."""

    sending: Sending
    templates: Sequence[BankTemplate]
    payer: Payer


def send_facts(batch: int, office: "Office") -> SendFacts:
    """What is to be sent, and how it can be; ``ForbiddenError`` where it can't."""
    return SendFacts(office.paying.sending(batch), office.paying.templates(), office.paying.payer())


class SendDialog(FormDialog):
    """Asks for form, account and day, then where the file shall lie; writes it and enters that it was sent.

    The account is asked for as far as the form of the file names it. It is kept for the next time.

    Signals:
        written: path of the file, and the change.
    """

    written = Signal(Path, object)

    def __init__(self, parent: QWidget, desk: Desk, facts: SendFacts) -> None:
        self._facts, self._path, self._tried = facts, Path(), False
        self._templates = {one.name: one for one in facts.templates}
        self._edit = button("改列和格式…", self.edit_template, role="link")
        sending = facts.sending
        again = (_AGAIN,) if sending.before else ()
        fields = (
            Field(label="银行模板", kind=Kind.CODE, name="template", codes="template", needed=True),
            Field(label="送盘日期", kind=Kind.DATE, name="day", needed=True),
            *again,
            *_PAYER,
        )
        last = str(places.recall(_TEMPLATE, ""))
        chosen = last if last in self._templates else next(iter(self._templates))
        values: dict[str, Value] = {"template": chosen, "day": max(today(), sending.batch.decided_on)}
        values |= {one.name: getattr(facts.payer, one.name) or None for one in _PAYER}
        super().__init__(
            parent,
            desk,
            "送银行",
            fields,
            codes={"template": CodeList("template", tuple(self._templates))},
            values=values,
            text="\n".join(part for part in (sending.sentence, sending.before) if part),
            verb="保存银行文件…",
        )
        self.setMinimumWidth(640)
        self.form.changed.connect(self._on_edit)
        self._show_template()

    @property
    def template(self) -> BankTemplate | None:
        """The form that is chosen."""
        return self._templates.get(self.form.cells["template"].text)

    def edit_template(self) -> TemplateDialog | None:
        """Choose and order the columns, and keep that as the office's own form."""
        if self.template is None:
            return None
        made = TemplateDialog(self, self._desk, self.template)
        made.achieved.connect(self._ask_templates)
        made.achieved.connect(lambda _: self.form.cells["template"].show_value(made.kept))
        made.open()
        return made

    def _buttons(self) -> QHBoxLayout:
        made = super()._buttons()
        made.insertWidget(0, self._edit)
        return made

    def _ask_templates(self, _: object) -> None:
        self._desk.ask(lambda office: office.paying.templates(), self._take_templates, key=(id(self), "templates"))

    def _take_templates(self, found: Sequence[BankTemplate]) -> None:
        self._templates = {one.name: one for one in found}
        self.form.set_codes("template", CodeList("template", tuple(self._templates)))
        self._show_template()

    def _on_edit(self, name: str) -> None:
        if name == "template":
            self._show_template()

    def _show_template(self) -> None:
        made = self.template
        self._edit.setEnabled(made is not None)
        wanted = _names(made) if made else set()
        for one in _PAYER:
            self.form.cells[one.name].setVisible(one.label in wanted)
        if made is not None:
            question = partial(_against, self._facts.sending.batch.id, made.name)
            self._desk.ask(question, self._on_checked, self._on_failed, key=(id(self), "check"))

    def _on_checked(self, found: Sequence[Finding]) -> None:
        about = [one for one in found if one.field != "payer"]  # that is asked for here
        more = Finding(code="more", message=f"……这样的共 {len(about)} 处。")
        lacking = self._lacking(self.template) if self._tried and self.template else []
        self.show_findings([*lacking, *about[:_TOLD], *([more] if len(about) > _TOLD else [])])

    def _begin(self, values: dict[str, Value]) -> None:
        made = self._templates[str(values["template"])]
        self._tried = True
        if lacking := self._lacking(made):
            self.show_findings(lacking)
            self._release()
            self.go_to(lacking[0].field)
            return
        path = ask_where(self, str(suggested(self._facts.sending, made)))
        if path is None:
            self._release()
            return
        places.keep(_TEMPLATE, made.name)
        self._path = path
        self._long(partial(self._send, values=values), f"正在保存 {path.name}", self._on_done)

    def _lacking(self, made: BankTemplate) -> list[Finding]:
        """What of the account the file can't be without."""
        wanted = _names(made) & set(OF_ACCOUNT)
        lacking = [one for one in _PAYER if one.label in wanted and self.form.cells[one.name].empty]
        message = "这个模板要写{}，请补填；填一次以后都用这个。"
        return [Finding(code="missing", message=message.format(one.label), field=one.name) for one in lacking]

    def _send(self, office: "Office", progress: Progress, values: dict[str, Value]) -> Change:
        kept = office.paying.payer()
        payer = Payer(**{one.name: str(values.get(one.name) or "") for one in _PAYER})
        if payer != kept:
            office.paying.keep_payer(payer)
        template, day = str(values["template"]), cast("dt.date", values["day"])
        batch = self._facts.sending.batch.id
        return office.paying.send(batch, template, self._path, day, str(values.get("reason") or ""), progress=progress)

    def _on_done(self, change: Change) -> None:
        super()._on_done(change)
        self.written.emit(self._facts.sending.marked(self._path), change)


def _names(made: BankTemplate) -> set[str]:
    """What of the account stands in a file of that form."""
    lead = "".join(cell for line in made.lead for cell in line)
    return {str(one.word) for one in made.columns} | {word for word in LEAD_WORDS if f"{{{word}}}" in lead}


def _against(batch: int, template: str, office: "Office") -> tuple[Finding, ...]:
    return office.paying.check_send(batch, template)
