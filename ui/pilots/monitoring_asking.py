"""Asking about monitoring: what a pilot filled in, that many did, that they were reminded, another due day."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.base.calendar import chinese_date, today
from desktop.base.changes import Change
from desktop.base.codes import Codes
from desktop.base.fields import Field, Kind, Value, Values, field_of, fields_of
from desktop.base.findings import Finding
from desktop.pilots.filling_checks import Risk, rates
from desktop.pilots.monitoring import Filling, Reminder
from desktop.pilots.periods import read_period, told
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.forms.tall import TallDialog
from ui.look import scale
from ui.widgets.pieces import column, label

if TYPE_CHECKING:
    from desktop.office.office import Office

_FIGURES = tuple(one for one in fields_of(Filling) if one.name not in {"period", "due"})
_PERIOD = field_of(Filling, "period")
_FILLED = Field(label="填报日期", kind=Kind.DATE, name="day", needed=True)
_DUE = Field(label="截止日期", kind=Kind.DATE, name="day")
_REMINDED = tuple(field_of(Reminder, name) for name in ("day", "channel", "who", "note"))
_QUIET = 300  # milliseconds without a keystroke until the office checks
_WIDE = 1020
_TOLD = 3
"""Reminders that a dialog tells."""


class Opened(NamedTuple):
    """What is known of a pilot and a period."""

    enterprise: int
    name: str
    period: str
    values: Values
    codes: Codes
    due: dt.date
    reminders: Sequence[Reminder]


class Judged(NamedTuple):
    """What the office says of figures while they are typed."""

    findings: Sequence[Finding]
    risk: Risk | None


def ask_figures(parent: QWidget, desk: Desk, enterprise: int, period: str) -> None:
    """Ask what a pilot filled in for a period."""
    desk.ask(partial(_read, enterprise, period), partial(_show_figures, parent, desk), key=(id(parent), "dialog"))


def _read(enterprise: int, period: str, office: "Office") -> Opened:
    found = office.monitoring.filling(enterprise, period)
    values = {one.name: getattr(found, one.name) for one in _FIGURES} if found else {}
    return Opened(
        enterprise,
        office.enterprises.one(enterprise).name,
        period,
        values | ({} if found and found.filled_on else {"filled_on": today()}),
        office.standing.on().codes,
        office.monitoring.dues([period])[period],
        office.monitoring.reminders(enterprise, period),
    )


def _show_figures(parent: QWidget, desk: Desk, opened: Opened) -> None:
    FiguresDialog(parent, desk, opened).open()


class FiguresDialog(TallDialog):
    """The figures of a period; rates are told and a risk is proposed while one types."""

    def __init__(self, parent: QWidget, desk: Desk, opened: Opened) -> None:
        self._opened, self._proposed = opened, ""
        self.hint = label(role="muted", wrap=True)
        reminded = "、".join(f"{one.day} {one.channel or ''}".strip() for one in opened.reminders[:_TOLD])
        text = f"{opened.name}，{told(opened.period)}，{chinese_date(opened.due)}截止。"
        text += f"已催报 {len(opened.reminders)} 次：{reminded}。" if reminded else ""
        fields = [one if one.kind is not Kind.MONEY else _in_yuan(one) for one in _FIGURES]
        super().__init__(
            parent,
            desk,
            "监测填报",
            fields,
            self._fill,
            codes=opened.codes,
            values=opened.values,
            text=text,
            verb="保存",
        )
        self._pause = QTimer(self, singleShot=True, interval=_QUIET)
        self._pause.timeout.connect(self._check)
        self.form.changed.connect(self._on_field)
        self._check()

    def open(self) -> None:
        """Show it as wide as the screen allows: the figures stand side by side."""
        self.setFixedWidth(min(_WIDE, self.screen().availableSize().width() - scale.FAR))
        super().open()

    def _body(self) -> QWidget:
        made, whole = QWidget(), column()
        whole.addWidget(super()._body())
        whole.addWidget(self.hint)
        made.setLayout(whole)
        return made

    def _on_field(self, _name: str) -> None:
        self._pause.start()

    def _check(self) -> None:
        question = partial(_judge, self._opened, self.form.values()[0])
        self._desk.ask(question, self._tell, key=(id(self), "check"))

    def _tell(self, judged: Judged) -> None:
        self._propose(judged.risk)
        self.show_findings(one for one in judged.findings if one.code != "risk" or self.form.cells["risk"].text)
        said = list(rates(self.form.values()[0]))
        if judged.risk:
            said.append(f"建议风险等级：{judged.risk.label}（{judged.risk.reason}）")
        self.hint.setText("　".join(said))

    def _propose(self, risk: Risk | None) -> None:
        """A risk that nobody chose follows the figures."""
        cell = self.form.cells["risk"]
        if risk is not None and cell.text in {"", self._proposed} and cell.text != risk.label:
            self._proposed = risk.label
            self.form.put("risk", risk.label)
            self._pause.start()

    def _fill(self, office: "Office", values: dict[str, Value]) -> Change:
        return office.monitoring.fill(self._opened.enterprise, self._opened.period, values)


def _in_yuan(one: Field) -> Field:
    return Field(label=one.label, kind=one.kind, name=one.name, unit="元")


def _judge(opened: Opened, values: Values, office: "Office") -> Judged:
    found = office.monitoring.check(opened.enterprise, opened.period, values)
    return Judged(
        [one for one in found if one.code != "missing"], office.monitoring.proposed_risk(opened.period, values)
    )


def ask_period(parent: QWidget, desk: Desk, enterprise: int) -> None:
    """Ask for which period a pilot filled in, then what."""
    desk.ask(_newest, partial(_show_period, parent, desk, enterprise), key=(id(parent), "dialog"))


def _newest(office: "Office") -> str:
    return office.monitoring.newest()


def _show_period(parent: QWidget, desk: Desk, enterprise: int, newest: str) -> None:
    PeriodDialog(parent, desk, enterprise, newest).open()


class PeriodDialog(FormDialog):
    """Asks for a period and goes on to its figures."""

    def __init__(self, parent: QWidget, desk: Desk, enterprise: int, newest: str) -> None:
        self._enterprise = enterprise
        super().__init__(
            parent,
            desk,
            "填报哪一期",
            (_PERIOD,),
            values={"period": newest},
            text="写成 2022Q3、2022年三季度或 2022-09。",
            verb="下一步",
        )

    def _begin(self, values: dict[str, Value]) -> None:
        period = read_period(str(values.get("period") or ""))
        parent = self.parentWidget()
        if period is None or len(period) == _YEAR or parent is None:
            self.show_findings(
                [Finding(code="period", message="看不懂这个期间，请写成 2022Q3 或 2022-09。", field="period")]
            )
            self._release()
            return
        self.accept()
        ask_figures(parent, self._desk, self._enterprise, period)


_YEAR = len("2022")


def ask_filled(parent: QWidget, desk: Desk, enterprises: Sequence[int], period: str) -> None:
    """Ask on which day these pilots filled in."""

    def deed(office: "Office", values: dict[str, Value]) -> Change:
        return office.monitoring.fill_many(enterprises, period, _day(values["day"]))

    text = f"{told(period)}，{len(enterprises)} 家。已登记的不变；数据以后可以再补。"
    made = FormDialog(parent, desk, "登记已填报", (_FILLED,), deed, values={"day": today()}, text=text, verb="登记")
    made.open()


def ask_reminded(parent: QWidget, desk: Desk, enterprises: Sequence[int], period: str) -> None:
    """Ask how these pilots were reminded."""
    desk.ask(_codes, partial(_show_reminded, parent, desk, enterprises, period), key=(id(parent), "dialog"))


def _show_reminded(parent: QWidget, desk: Desk, enterprises: Sequence[int], period: str, codes: Codes) -> None:
    def deed(office: "Office", values: dict[str, Value]) -> Change:
        return office.monitoring.remind(enterprises, period, values)

    text = f"{told(period)}，{len(enterprises)} 家。“联系谁”不填时，记各单位的联系人。"
    values: Values = {"day": today(), "channel": "电话"}
    FormDialog(parent, desk, "登记催报", _REMINDED, deed, codes=codes, values=values, text=text, verb="登记").open()


def ask_due(parent: QWidget, desk: Desk, period: str, due: dt.date) -> None:
    """Ask for another due day of a period."""

    def deed(office: "Office", values: dict[str, Value]) -> Change:
        day = values.get("day")
        return office.monitoring.set_due(period, day if isinstance(day, dt.date) else None)

    text = f"{told(period)}全部单位的填报截止日期。清空后，按设置里的天数算。"
    FormDialog(parent, desk, "截止日期", (_DUE,), deed, values={"day": due}, text=text, verb="保存").open()


def _codes(office: "Office") -> Codes:
    return office.standing.on().codes


def _day(value: Value) -> dt.date:
    return value if isinstance(value, dt.date) else today()
