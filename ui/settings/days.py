"""The office's own table of working days, for years that the State Council's calendar in the program doesn't know."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from desktop.base.calendar import Days, known_until, today
from desktop.base.changes import Change, Noun
from desktop.base.codes import CodeList
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Field, Kind, Value
from desktop.base.listing import Column, Listing
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.settings.section import Section
from ui.tables.delegate import Tones
from ui.tables.small import SmallTable
from ui.widgets.pieces import button, label

if TYPE_CHECKING:
    from desktop.office.office import Office

FREE, WORKING = "放假", "调休上班"
_LISTING = Listing(
    noun=Noun.SETTINGS,
    columns=(
        Column(name="day", label="日期", kind=Kind.DATE, width=12),
        Column(name="weekday", label="星期", width=8),
        Column(name="rule", label="安排", kind=Kind.CODE, width=10),
    ),
    order="day",
)
_TONES: Tones = {"rule": {FREE: "warn", WORKING: "accent"}}
_FIELDS = (
    Field(label="从", name="first", kind=Kind.DATE, needed=True),
    Field(label="到", name="last", kind=Kind.DATE),
    Field(label="安排", name="rule", kind=Kind.CODE, codes="rule", needed=True),
)
_LONGEST = 40  # days that are ruled on at once: the longest holiday and a slip of the pen lie far apart


class DaysSection(Section):
    """The days that the office ruled on; public notices count by them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("工作日表")
        self._desk = desk
        empty = "还没有登记。程序自带的安排够用时，不用登记。"
        self.view = SmallTable(_LISTING, stretch=False, key="days", tones=_TONES, empty=empty)
        self.model = self.view.listed
        self._remove = button("删除选中", self.remove, icon="minus")
        self._remove.setEnabled(False)
        self.head.addWidget(self._remove)
        self.head.addWidget(button("登记放假或调休…", self.add, icon="plus", role="primary"))
        self.body.addWidget(label(_words(known_until(), today().year), "muted", wrap=True))
        self.body.addWidget(self.view, 1)
        self.fill()
        self.view.selection_changed.connect(lambda rows: self._remove.setEnabled(bool(rows)))

    def refresh(self) -> None:
        """Ask for the table."""
        self._desk.ask(lambda office: office.standing.own_days(), self._show, key=(id(self), "days"))

    def add(self) -> FormDialog:
        """Open the form that rules on one day or several."""
        dialog = FormDialog(
            self,
            self._desk,
            "登记放假或调休",
            _FIELDS,
            _set_days,
            codes={"rule": CodeList("rule", (FREE, WORKING))},
            values={"rule": FREE},
            text="照国务院办公厅放假通知填写；只有一天的，“到”可以不填。",
            verb="登记",
        )
        dialog.open()
        return dialog

    def remove(self) -> None:
        """Leave the chosen days to the program's own calendar again."""
        days = [dt.date.fromordinal(number) for number in self.view.chosen()]
        self._desk.do(lambda office: office.standing.set_days(dict.fromkeys(days), f"删除工作日安排：{_span(days)}"))

    def _show(self, days: Days) -> None:
        names = QLocale(QLocale.Language.Chinese)
        rows = [
            (day, names.dayName(day.isoweekday()), WORKING if working else FREE)
            for day, working in sorted(days.items())
        ]
        self.view.show_rows(rows, [day.toordinal() for day, *_ in rows])


def _words(known: int, year: int) -> str:
    told = f"公示天数按工作日计算。程序自带国务院到 {known} 年的放假和调休安排"
    if year > known:
        return f"{told}，{year} 年的请照放假通知登记；没有登记的，按周一到周五上班计算。"
    return f"{told}；以后的年份请照放假通知登记，没有登记的按周一到周五上班计算。"


def _set_days(office: "Office", values: dict[str, Value]) -> Change:
    first, last = values["first"], values.get("last") or values["first"]
    if not isinstance(first, dt.date) or not isinstance(last, dt.date) or not 0 <= (last - first).days < _LONGEST:
        raise ForbiddenError(f"“到”应在“从”之后，一次最多 {_LONGEST} 天，请核对日期。")
    days = [first + dt.timedelta(days=one) for one in range((last - first).days + 1)]
    working = values["rule"] == WORKING
    return office.standing.set_days(dict.fromkeys(days, working), f"登记{values['rule']}：{_span(days)}")


def _span(days: Sequence[dt.date]) -> str:
    return str(days[0]) if len(days) == 1 else f"{days[0]} 到 {days[-1]}（{len(days)} 天）"
