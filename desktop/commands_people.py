"""What the verbs of the command line do about the people of files; each gives the exit code."""

import argparse
import json
from contextlib import closing
from typing import Any

from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.errors import ForbiddenError
from desktop.base.fields import field_of
from desktop.cases.household import Person
from desktop.cases.twins import Twins
from desktop.commands import DONE, carry_out, open_office, tell
from desktop.office.office import Office
from desktop.office.step_texts import read_texts

DEEDS = ("list", "leave", "leave-as-head", "head", "join", "back")
"""What can happen to a member."""


def member(options: argparse.Namespace) -> int:
    """List who stands and stood in a file, or have somebody leave, join, come back or become the head."""
    return carry_out(options, {"list": _list}, _MEMBER)


def _list(office: Office, given: argparse.Namespace) -> None:
    home = office.cases.get(_needed(given.case, "--case"))
    present = [f"{one.id}\t{one.relation}\t{one.name}" for one in home.persons]
    former = [
        f"{one.person.id}\t{one.person.relation}\t{one.person.name}\t{one.left_on} {one.left_reason}"
        for one in home.former
    ]
    print("\n".join(present + former))


def _leave(office: Office, given: argparse.Namespace) -> Change:
    return office.people.leave(_needed(given.person, "--person"), given.day or today(), given.reason)


def _leave_as_head(office: Office, given: argparse.Namespace) -> Change:
    number, new = _needed(given.case, "--case"), _needed(given.person, "--person")
    return office.people.leave_as_head(number, new, given.day or today(), given.reason)


def _head(office: Office, given: argparse.Namespace) -> Change:
    number, new = _needed(given.case, "--case"), _needed(given.person, "--person")
    return office.people.change_head(number, new, given.day or today(), given.reason)


def _join(office: Office, given: argparse.Namespace) -> Change:
    said = [(field_of(Person, name), getattr(given, name)) for name in ("name", "relation", "resident_id")]
    values = read_texts(said, office.standing.on().codes)
    return office.people.join(_needed(given.case, "--case"), values, given.day or today(), given.reason)


def _back(office: Office, given: argparse.Namespace) -> Change:
    return office.people.come_back(_needed(given.person, "--person"), given.day or today(), given.reason)


_MEMBER = {"leave": _leave, "leave-as-head": _leave_as_head, "head": _head, "join": _join, "back": _back}


def merge(options: argparse.Namespace) -> int:
    """Merge one file into another."""
    with closing(open_office(options)) as office:
        return tell(office.people.merge(options.into, options.case, options.reason))


def split(options: argparse.Namespace) -> int:
    """Make some of a household one of their own, under the first of them."""
    with closing(open_office(options)) as office:
        change = office.people.split(options.case, options.person, options.person[0], options.reason)
    print(f"新档案第 {change.record} 号")
    return tell(change)


def same(options: argparse.Namespace) -> int:
    """List who may stand in two files, or say of two whether they are one."""
    with closing(open_office(options)) as office:
        pairs = office.sameness.duplicates()
        if options.persons:
            return tell(_answered(office, pairs, options))
    if options.json:
        print(json.dumps([_as_data(one) for one in pairs], ensure_ascii=False))
    else:
        print("\n".join(_line(one) for one in pairs) or "没有可能重复的人员。")
    return DONE


def _answered(office: Office, pairs: list[Twins], options: argparse.Namespace) -> Change:
    wanted = set(options.persons)
    pair = next((one for one in pairs if {one.one.id, one.other.id} == wanted), None)
    if pair is None:
        raise ForbiddenError("这两个人不在“可能重复”里，没有登记。先不带 --persons 看名单，再用名单里的人员序号。")
    return office.sameness.answer(pair.one.trace, pair.other.trace, same=options.yes)


def _line(pair: Twins) -> str:
    said = {True: "是同一人", False: "不是同一人", None: "待核对"}[pair.answer]
    who = "\t".join(f"{one.id} {one.name}（第 {one.household} 号“{one.head}”户）" for one in (pair.one, pair.other))
    return f"{said}\t{who}\t{'、'.join(pair.reasons)}"


def _as_data(pair: Twins) -> dict[str, Any]:
    both = [{"person": one.id, "case": one.household, "name": one.name} for one in (pair.one, pair.other)]
    return {"persons": both, "score": pair.score, "reasons": pair.reasons, "same_id": pair.same, "answer": pair.answer}


def _needed(given: int | None, option: str) -> int:
    if given is None:
        raise ForbiddenError(f"请用 {option} 写明是哪一个，什么也没有改动。")
    return given
