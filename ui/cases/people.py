"""What the menu 更多 offers about a file's people: who leaves, joins, comes back, becomes the head, splits off."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QWidget

from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.codes import CodeList, Codes
from desktop.base.fields import Field, Kind, Value, Values, field_of
from desktop.base.several import BETWEEN
from desktop.cases.household import SELF, Former, Person, State
from desktop.office.procedure import Standpoint
from ui.cases.reach import Reach
from ui.desk import Desk
from ui.forms.dialog import Deed, FormDialog

if TYPE_CHECKING:
    from desktop.office.office import Office

_MEMBER = "member"
_DAY = Field(label="日期", kind=Kind.DATE, name="day", needed=True)
_REASON = Field(label="原因", name="reason", needed=True)
_LEFT = replace(field_of(Former, "left_reason"), name="reason")
_PEOPLE = Field(label="经办人", name="people")
_TIE = "tie:"
"""How the fields of relations are named; the person's number follows."""


def is_open(at: Standpoint) -> bool:
    """Whether anything can happen to the people of a file."""
    return at.home.state is not State.CLOSED


def has_members(at: Standpoint) -> bool:
    """Whether there is somebody beside the applicant."""
    return is_open(at) and len(at.home.persons) > 1


def has_former(at: Standpoint) -> bool:
    """Whether somebody left."""
    return is_open(at) and bool(at.home.former)


class _Asker(NamedTuple):
    """What a dialog needs: its parent, the desk, the code lists in force."""

    parent: QWidget
    desk: Desk
    at: Standpoint
    codes: Codes


def _with_codes(then: Callable[[_Asker], object]) -> Callable[[QWidget, Reach, Standpoint], None]:
    """The deed of a menu entry: it begins once the code lists are known."""

    def begin(parent: QWidget, reach: Reach, at: Standpoint) -> None:
        def show(codes: Codes) -> None:
            then(_Asker(parent, reach.desk, at, codes))

        reach.desk.ask(_codes, show)

    return begin


def _codes(office: "Office") -> Codes:
    return office.standing.on().codes


class Choice(NamedTuple):
    """Persons to choose from: each by what a clerk calls the person, and no two alike."""

    numbers: Mapping[str, int]

    def codes(self) -> Codes:
        """The list for the field ``member``."""
        return {_MEMBER: CodeList(_MEMBER, tuple(self.numbers))}

    def picked(self, value: Value) -> list[int]:
        """The numbers of those who were chosen."""
        return [self.numbers[one] for one in str(value or "").split(BETWEEN) if one in self.numbers]


def choice(persons: Iterable[Person]) -> Choice:
    """The persons to choose from."""
    found: dict[str, int] = {}
    for one in persons:
        called = f"{one.name}（{one.relation}）"
        found[called if called not in found else f"{called[:-1]} {len(found) + 1}）"] = one.id
    return Choice(found)


def _member(label: str, name: str = "member", *, most: int = 1) -> Field:
    return Field(label=label, kind=Kind.CODE, name=name, codes=_MEMBER, most=most, needed=True)


def _join(ask: _Asker) -> None:
    fields = [
        *(replace(field_of(Person, name), group="") for name in ("name", "relation", "resident_id", "phone")),
        replace(_DAY, label="加入日期"),
        replace(_REASON, label="加入原因", name="how", needed=False),
        _PEOPLE,
    ]
    deed = partial(_do_join, ask.at.home.id)
    FormDialog(
        ask.parent, ask.desk, "成员加入", fields, deed, codes=ask.codes, values={"day": today()}, verb="加入"
    ).open()


def _do_join(number: int, office: "Office", values: dict[str, Value]) -> Change:
    given = {name: value for name, value in values.items() if name not in {"day", "how", "people"}}
    return office.people.join(number, given, day_of(values), _text(values, "how"), _text(values, "people"))


def _leave(ask: _Asker) -> None:
    them = choice(ask.at.home.persons[1:])
    text = f"离户的人仍留在档案里，家庭人口随之减少。申请人“{ask.at.home.applicant.name}”离户请用“申请人离户”。"
    fields = [_member("离户的人"), replace(_DAY, label="离户日期"), _LEFT, _PEOPLE]
    _open(ask, "成员离户", fields, partial(_do_leave, them), them, text=text, verb="离户")


def _do_leave(them: Choice, office: "Office", values: dict[str, Value]) -> Change:
    [who] = them.picked(values["member"])
    return office.people.leave(who, day_of(values), _text(values, "reason"), _text(values, "people"))


def _back(ask: _Asker) -> None:
    them = choice(one.person for one in ask.at.home.former)
    fields = [_member("回户的人"), replace(_DAY, label="回户日期"), replace(_REASON, needed=False), _PEOPLE]
    _open(ask, "成员回户", fields, partial(_do_back, them), them, verb="回户")


def _do_back(them: Choice, office: "Office", values: dict[str, Value]) -> Change:
    [who] = them.picked(values["member"])
    return office.people.come_back(who, day_of(values), _text(values, "reason"), _text(values, "people"))


def _split(ask: _Asker) -> None:
    them = choice(ask.at.home.persons[1:])
    text = "分出去的人另立一份新档案（草稿），从受理办起；原档案里记为“分户”。"
    fields = [
        _member("新户主", "head"),
        replace(_member("一起分出去的人", most=len(them.numbers)), needed=False),
        replace(_DAY, label="分户日期"),
        _REASON,
        _PEOPLE,
    ]
    _open(ask, "分户", fields, partial(_do_split, ask.at.home.id, them), them, text=text, verb="分户")


def _do_split(number: int, them: Choice, office: "Office", values: dict[str, Value]) -> Change:
    [head] = them.picked(values["head"])
    others = them.picked(values["member"])
    reason, people = _text(values, "reason"), _text(values, "people")
    return office.people.split(number, others, head, reason, day=day_of(values), people=people)


def _open(
    ask: _Asker, title: str, fields: Sequence[Field], deed: Deed, them: Choice, *, text: str = "", verb: str
) -> None:
    """Open the dialog; who is the only one to choose from is chosen."""
    values: dict[str, Value] = {"day": today()}
    if len(them.numbers) == 1:
        values[fields[0].name] = next(iter(them.numbers))
    codes = {**ask.codes, **them.codes()}
    FormDialog(ask.parent, ask.desk, title, fields, deed, codes=codes, values=values, text=text, verb=verb).open()


class HeadDialog(FormDialog):
    """Who becomes the head, and what everybody is to the new one: it follows, and the clerk can correct it."""

    def __init__(self, ask: _Asker, *, leaving: bool) -> None:
        home = ask.at.home
        self._number, self._leaving = home.id, leaving
        self._them = choice(home.persons[1:])
        self._ties = [one for one in home.persons if not (leaving and one is home.applicant)]
        reason = replace(_LEFT, label="离户原因") if leaving else _REASON
        relation = field_of(Person, "relation")
        ties = [
            replace(relation, label=f"{one.name}的关系", name=f"{_TIE}{one.id}", needed=True, group="与新户主的关系")
            for one in self._ties
        ]
        fields = [_member("新户主"), replace(_DAY, label="日期"), reason, _PEOPLE, *ties]
        title = "申请人离户" if leaving else "变更户主"
        text = "档案编号、类别、办理记录和发放记录不变，成员与户主的关系随之变动，请核对。"
        if leaving:
            text = f"“{home.applicant.name}”离户（如去世），由一位成员接任户主。{text}"
        only = next(iter(self._them.numbers), None) if len(self._them.numbers) == 1 else None
        super().__init__(
            ask.parent,
            ask.desk,
            title,
            fields,
            self._change,
            codes={**ask.codes, **self._them.codes()},
            values={"day": today(), "member": only},
            text=text,
            verb="离户并变更" if leaving else "变更",
        )
        self.form.changed.connect(self._follow)
        self._follow("member")

    def _follow(self, name: str) -> None:
        """What everybody would be to the one who is chosen."""
        chosen = self._them.picked(self.form.values()[0].get("member")) if name == "member" else []
        if chosen:
            question = partial(_relations, self._number, chosen[0])
            self._desk.ask(question, self._show, self._on_failed, key=(id(self), "ties"))

    def _show(self, found: dict[int, str]) -> None:
        for one in self._ties:
            self.form.put(f"{_TIE}{one.id}", found[one.id])

    def _change(self, office: "Office", values: dict[str, Value]) -> Change:
        [head] = self._them.picked(values["member"])
        ties = {one.id: _text(values, f"{_TIE}{one.id}") for one in self._ties}
        ties = {number: tie for number, tie in ties.items() if tie and tie != SELF}
        verb: Any = office.people.leave_as_head if self._leaving else office.people.change_head
        reason, people = _text(values, "reason"), _text(values, "people")
        done: Change = verb(self._number, head, day_of(values), reason, relations=ties, people=people)
        return done


def _relations(number: int, head: int, office: "Office") -> dict[int, str]:
    return office.people.relations(number, head)


def day_of(values: Values) -> dt.date:
    """The day that was typed."""
    day = values["day"]
    return day if isinstance(day, dt.date) else today()


def _text(values: Values, name: str) -> str:
    return str(values.get(name) or "")


begin_join = _with_codes(_join)
begin_leave = _with_codes(_leave)
begin_back = _with_codes(_back)
begin_split = _with_codes(_split)
begin_head = _with_codes(lambda ask: HeadDialog(ask, leaving=False).open())
begin_leave_as_head = _with_codes(lambda ask: HeadDialog(ask, leaving=True).open())
