"""Two files of one household become one: which other file, and what each of its people becomes in this one."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.codes import CodeList, Codes
from desktop.base.errors import RefusedError
from desktop.base.fields import Field, Kind, Value
from desktop.base.findings import Finding
from desktop.base.listing import Query
from desktop.cases.family import OTHER
from desktop.cases.household import Household, State
from desktop.office.procedure import Standpoint
from ui.cases.people import choice, day_of
from ui.cases.reach import Reach
from ui.desk import Desk
from ui.forms.dialog import FormDialog

if TYPE_CHECKING:
    from desktop.office.office import Office

_SAME = "就是"
_PLACE = "place:"
_USUAL = "同一家庭，一户一档"
_NAMED = 3


class Two(NamedTuple):
    """Two files that are to become one: who of the other may be who of the one that stays, and what the rest become."""

    stays: Household
    goes: Household
    alike: Mapping[int, int]
    ties: Mapping[int, str]
    codes: Codes


def begin_merge(parent: QWidget, reach: Reach, at: Standpoint) -> None:
    """Ask for the other file, and go on to what becomes of its people."""
    OtherDialog(parent, reach.desk, at.home).open()


def ask_merge(parent: QWidget, desk: Desk, into: int, other: int, done: Callable[[Change], object] | None) -> None:
    """Ask what becomes of the people of a file that goes into another."""
    desk.ask(partial(read_two, into, other), partial(_show, parent, desk, done))


def read_two(into: int, other: int, office: "Office") -> Two:
    """Both files; ``ForbiddenError`` where one is closed."""
    alike = office.people.alike(into, other)
    ties = office.people.merging(into, other, alike).ties
    return Two(office.cases.get(into), office.cases.get(other), alike, ties, office.standing.on().codes)


def _show(parent: QWidget, desk: Desk, done: Callable[[Change], object] | None, two: Two) -> None:
    made = MergeDialog(parent, desk, two)
    if done is not None:
        made.achieved.connect(done)
    made.open()


class OtherDialog(FormDialog):
    """Asks which file is to go into the one that is shown."""

    def __init__(self, parent: QWidget, desk: Desk, home: Household) -> None:
        self._home, self._over = home, parent
        other = Field(label="另一份档案", name="other", needed=True)
        text = (
            f"另一份档案并入“{home.applicant.name}”的档案：成员并过来，另一份注销（重复建档）。"
            "另一份用申请人姓名、档案编号或身份证号来找。"
        )
        super().__init__(parent, desk, "并户", [other], _no_deed, text=text, verb="下一步")

    def _begin(self, values: dict[str, Value]) -> None:
        question = partial(_find, self._home.id, str(values["other"]))
        self._desk.ask(question, self._go_on, self._on_failed, key=(id(self), "find"))

    def _go_on(self, two: Two) -> None:
        self.accept()
        _show(self._over, self._desk, None, two)


def _no_deed(_office: "Office", _values: dict[str, Value]) -> Change:
    raise AssertionError


def _find(into: int, text: str, office: "Office") -> Two:
    """The one open file that the text finds; ``RefusedError`` where there are none or several."""
    homes = office.cases.many(office.ids(Query(noun=Noun.CASES, text=text)))
    found = [one for one in homes if one.id != into and one.state is not State.CLOSED]
    if len(found) != 1:
        raise RefusedError([Finding(code="not_one", message=_not_one(found), field="other")])
    return read_two(into, found[0].id, office)


def _not_one(found: list[Household]) -> str:
    if not found:
        return "没有找到别的在用档案，请核对后再填。"
    named = "、".join(f"{one.applicant.name}（{one.file_no or f'第 {one.id} 号'}）" for one in found[:_NAMED])
    return f"找到 {len(found)} 份档案：{named}{'等' if len(found) > _NAMED else ''}，请填编号或身份证号。"


class MergeDialog(FormDialog):
    """What each of the other file's people becomes: a new member with a relation, or somebody who is there already."""

    def __init__(self, parent: QWidget, desk: Desk, two: Two) -> None:
        self._two = two
        self._mine = choice(two.stays.persons)
        self._labels = {number: f"{_SAME}{called}" for called, number in self._mine.numbers.items()}
        known = {one.resident_id for one in two.stays.persons if one.resident_id}
        self._asked = [one for one in two.goes.persons if one.resident_id not in known]
        day = Field(label="并户日期", kind=Kind.DATE, name="day", needed=True)
        reason = Field(label="原因", name="reason", needed=True)
        place = Field(label="", kind=Kind.CODE, codes="place", needed=True)
        fields = [
            *(replace(place, label=f"{one.name}（{one.relation}）", name=f"{_PLACE}{one.id}") for one in self._asked),
            day,
            reason,
        ]
        values: dict[str, Value] = {"day": today(), "reason": _USUAL}
        super().__init__(
            parent,
            desk,
            "并户",
            fields,
            self._merge,
            codes={**two.codes, "place": self._places()},
            values=values | self._proposed(),
            text=self._told(known),
            verb="并户",
        )

    def _places(self) -> CodeList:
        relations = self._two.codes.get("relation")
        return CodeList("place", (*self._labels.values(), *(relations.labels if relations else ())))

    def _proposed(self) -> dict[str, Value]:
        """Who is alike is that one, the others are added; their relation is the clerk's to say where it isn't known."""
        known = {one: tie for one, tie in self._two.ties.items() if tie != OTHER}
        places = {one.id: self._labels.get(self._two.alike.get(one.id, 0), known.get(one.id)) for one in self._asked}
        return {f"{_PLACE}{number}": place for number, place in places.items()}

    def _told(self, known: set[str]) -> str:
        stays, goes = (one.applicant.name for one in (self._two.stays, self._two.goes))
        there = "、".join(one.name for one in self._two.goes.persons if one.resident_id in known)
        both = f"{there}两份都有，不重复加入。" if there else ""
        return (
            f"“{goes}”的档案并入“{stays}”的档案，“{goes}”的档案注销（重复建档），空白的项目由它补填。{both}"
            "材料和发放记录留在原档案，帮扶记录合并计算；可以撤销。"
            + ("请选各人在本户的关系，已在本户的选“就是某某”。" if self._asked else "")
        )

    def _merge(self, office: "Office", values: dict[str, Value]) -> Change:
        mine = {label_: number for number, label_ in self._labels.items()}
        said = {one.id: str(values[f"{_PLACE}{one.id}"]) for one in self._asked}
        same = {number: mine[text] for number, text in said.items() if text in mine}
        relations = {number: text for number, text in said.items() if text not in mine}
        into, other, reason = self._two.stays.id, self._two.goes.id, str(values["reason"])
        return office.people.merge(into, other, reason, day=day_of(values), same=same, relations=relations)
