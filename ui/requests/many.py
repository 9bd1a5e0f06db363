"""Applications for many at once: pupils and graduates out of the files, and waivers for households and fees."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.aid.candidates import Candidate
from desktop.aid.request import Request
from desktop.aid.request_facts import School, Waiver
from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.codes import CodeList
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Field, Kind, Value, field_of
from desktop.base.findings import Finding
from desktop.base.listing import Query
from desktop.base.several import BETWEEN
from desktop.cases.household import State
from desktop.policy.aid_standards import RequestForm
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import Tick, button, clear, column, label, row

if TYPE_CHECKING:
    from desktop.office.office import Office

_PROGRAMME, _YEAR = field_of(Request, "programme"), field_of(Request, "year")
_STAGE = replace(field_of(School, "stage"), label="没写学段的按")
_ALL, _CHOSEN = "全部在档", "列表选中的"
_LEAST, _MOST, _AROUND = 200, 360, 570  # pixels
_VALIDITY = tuple(field_of(Waiver, name) for name in ("valid_from", "valid_to"))


def ask_candidates(parent: QWidget, desk: Desk) -> None:
    """Propose the members who may be meant by schooling aid or by help with a first job."""
    desk.ask(_wanted, partial(_show_candidates, parent, desk))


def _show_candidates(parent: QWidget, desk: Desk, wanted: tuple[Mapping[str, str], CodeList]) -> None:
    CandidatesDialog(parent, desk, *wanted).open()


class CandidatesDialog(FormDialog):
    """Ticks the members for whom an application is entered; who has one in the year can't be ticked."""

    def __init__(self, parent: QWidget, desk: Desk, programmes: Mapping[str, str], stages: CodeList) -> None:
        self.ticks: list[tuple[Tick, Candidate]] = []
        self._forms = programmes
        self._told = label(role="hint", wrap=True)
        self._people = column(gap=scale.TIGHT)
        values = {"programme": next(iter(programmes), None), "year": today().year}
        super().__init__(
            parent,
            desk,
            "提名学生和毕业生",
            [_PROGRAMME, _YEAR, _STAGE],
            self._apply,
            codes={"programme": CodeList("programme", tuple(programmes)), _STAGE.codes: stages},
            values=values,
            text="从在档家庭的成员里找。学校、学段等按档案填好；没写学段的，勾上同一学段的几位，选好学段一起登记。",
            verb="登记申请",
        )
        self.setMinimumWidth(600)
        self.form.cells["stage"].hide()
        self.form.changed.connect(self._on_edit)
        self._ask()

    def _body(self) -> QWidget:
        made, inside, held = dress(QWidget(), "clear"), column(gap=scale.NEAR), dress(QWidget(), "clear")
        scroll = QScrollArea(widgetResizable=True)
        scroll.setMinimumHeight(max(_LEAST, min(_MOST, self.screen().availableSize().height() - _AROUND)))
        whole = column()
        whole.addLayout(self._people)
        whole.addStretch(1)
        held.setLayout(whole)
        scroll.setWidget(held)
        inside.addWidget(self.form)
        head = row()
        head.addWidget(self._told, 1)
        for text, ticked in (("全选", True), ("全不选", False)):
            one = button(text, partial(self.tick_all, ticked=ticked), role="link")
            one.setAutoDefault(False)
            head.addWidget(one)
        inside.addLayout(head)
        inside.addWidget(scroll)
        made.setLayout(inside)
        return made

    def tick_all(self, *, ticked: bool) -> None:
        """Tick everybody who may be ticked, or nobody."""
        for tick, one in self.ticks:
            tick.setChecked(ticked and not one.asked)

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show them below: they are of those who are ticked, not of the fields."""
        super().show_findings(one.about("") for one in findings)

    def _count(self, *_: object) -> None:
        chosen = sum(tick.isChecked() for tick, _ in self.ticks)
        self.verb.setText(f"登记 {chosen:,} 份申请" if chosen else "登记申请")

    def _on_edit(self, name: str) -> None:
        if name != "stage":
            self._ask()

    def _ask(self) -> None:
        values, findings = self.form.values()
        programme, year = values.get("programme"), values.get("year")
        if not findings and programme and isinstance(year, int):
            question = partial(_candidates, str(programme), year)
            self._desk.ask(question, self._show_people, self._on_failed, key=(id(self), "people"))

    def _show_people(self, found: Sequence[Candidate]) -> None:
        clear(self._people)
        self.ticks = [(Tick(_called(one)), one) for one in found]
        for tick, one in self.ticks:
            tick.setEnabled(not one.asked)
            tick.setChecked(not one.asked and bool(one.stage))
            tick.toggled.connect(self._count)
            self._people.addWidget(tick)
        self._count()
        school = self._forms.get(self.form.cells["programme"].text) == RequestForm.SCHOOL
        self.form.cells["stage"].setVisible(school and any(not one.stage for one in found))
        fresh = sum(not one.asked for one in found)
        self._told.setText(
            f"找到 {len(found)} 人，{fresh} 人还没有申请。"
            if found
            else "没有找到。请核对成员的学历、人员身份和出生日期。"
        )

    def _apply(self, office: "Office", values: dict[str, Value]) -> Change:
        chosen = [(one.household, one.person) for tick, one in self.ticks if tick.isChecked()]
        otherwise = {"stage": values["stage"]} if values.get("stage") else {}
        return office.requests.apply_for(str(values["programme"]), chosen, otherwise, year=values["year"])


def _called(one: Candidate) -> str:
    return f"{one.name}（{one.applicant}的{one.relation}）　{one.why}{'　本年已申请' if one.asked else ''}"


class Homes(NamedTuple):
    """Whom waivers can be entered for: files under what they are called, and the fees of policy."""

    programmes: Sequence[str]
    items: Sequence[str]
    groups: dict[str, Sequence[int]]


def ask_waivers(parent: QWidget, desk: Desk, chosen: Sequence[int]) -> None:
    """Ask for which files and fees waivers are entered."""
    desk.ask(partial(_homes, tuple(chosen)), partial(_show_waivers, parent, desk))


def _show_waivers(parent: QWidget, desk: Desk, homes: Homes) -> None:
    whom = Field(label="给谁", kind=Kind.CODE, name="whom", codes="whom", needed=True)
    item = Field(
        label="减免项目", kind=Kind.CODE, name="items", codes="items", most=len(homes.items), needed=True, limit=200
    )
    dated = [replace(one, group="") for one in (_YEAR, *_VALIDITY)]
    year = today().year

    def deed(office: "Office", values: dict[str, Value]) -> Change:
        items = str(values.pop("items")).split(BETWEEN)
        numbers = homes.groups[str(values.pop("whom"))]
        return office.requests.apply_for_waivers(homes.programmes[0], numbers, items, **values)

    FormDialog(
        parent,
        desk,
        "成批登记减免",
        [whom, item, *dated],
        deed,
        codes={"whom": CodeList("whom", tuple(homes.groups)), "items": CodeList("items", tuple(homes.items))},
        values={
            "whom": next(iter(homes.groups), None),
            "items": BETWEEN.join(homes.items),
            "year": year,
            "valid_from": dt.date(year, 1, 1),
            "valid_to": dt.date(year, 12, 31),
        },
        text="每户每项一份。证号、户号用上一年的；本年已有的不重复登记。",
        verb="登记",
    ).open()


def _wanted(office: "Office") -> tuple[Mapping[str, str], CodeList]:
    """The programmes for which members are proposed, and the stages of schooling."""
    return _programmes((RequestForm.SCHOOL, RequestForm.JOB), office), office.standing.on().codes[_STAGE.codes]


def _programmes(forms: Sequence[RequestForm], office: "Office") -> dict[str, str]:
    """The form of each programme that has one of these."""
    rules = office.standing.on().programmes.values()
    found = {rule.name: rule.form for rule in rules if rule.form in forms}
    if not found:
        raise ForbiddenError("政策里没有这类项目，请在“设置”里登记。")
    return found


def _candidates(programme: str, year: int, office: "Office") -> list[Candidate]:
    return office.requests.candidates(programme, year)


def _homes(chosen: tuple[int, ...], office: "Office") -> Homes:
    policy = office.standing.on()
    groups: dict[str, Sequence[int]] = {f"{_CHOSEN} {len(chosen)} 户": chosen} if chosen else {}
    for category in (None, *(one.category for one in policy.categories)):
        chips = {"state": State.ON_FILE.value, **({"category": category} if category else {})}
        if found := list(office.ids(Query(noun=Noun.CASES, chips=chips))):
            groups[f"{f'在档的{category}' if category else _ALL} {len(found)} 户"] = found
    if not groups:
        raise ForbiddenError("没有在档的困难职工，请先建档。")
    return Homes(list(_programmes((RequestForm.WAIVER,), office)), [one.item for one in policy.waivers], groups)
