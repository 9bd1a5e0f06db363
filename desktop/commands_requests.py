"""What the verbs of the command line do about applications; each gives the exit code."""

import argparse
import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import fields
from typing import Any

from desktop.aid.deciding import DECISION, ENDED, REFUSAL
from desktop.aid.request import Request
from desktop.aid.request_checks import rule_of
from desktop.aid.request_facts import facts_of, progress_of
from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.codes import CodeList, Codes
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Value
from desktop.base.listing import Query
from desktop.base.money import short_yuan
from desktop.cases.household import State
from desktop.commands import Done, Told, carry_out, open_office, tell
from desktop.commands_given import a_day, a_year
from desktop.office.office import Office
from desktop.office.request_values import FIELDS
from desktop.office.step_texts import read_fields

DEEDS = (
    "add", "change", "list", "show", "candidates", "apply", "decide", "refuse", "withdraw", "take-back", "register",
    "finish",
)  # fmt: skip
"""What can be done about applications."""


def add_arguments(one: argparse.ArgumentParser) -> None:
    """What the verb ``request`` is asked with."""
    one.add_argument(
        "what", choices=DEEDS, help="登记、修改、列出、查看、提名、成批登记、同意、不予、撤回、退回待审、登记情况、办结"
    )
    one.add_argument("--request", type=int, action="append", help="申请序号，可多次")
    one.add_argument("--programme", default="", help="帮扶项目")
    one.add_argument("--year", type=a_year, help="年度，默认今年")
    one.add_argument("--case", type=int, help="档案序号；没有档案的人不写")
    one.add_argument("--person", help="受益的家庭成员：姓名或序号")
    one.add_argument("--state", default="", help="list 只列这个状态的")
    one.add_argument("--set", action="append", default=[], help="名称=值，可多次，如 总费用=25000、审批人=李主席")
    one.add_argument("--json", action="store_true")


def add_waiver_arguments(one: argparse.ArgumentParser) -> None:
    """What the verb ``waivers`` is asked with."""
    one.add_argument("--item", action="append", help="减免项目，可多次，默认政策里的全部")
    one.add_argument("--case", type=int, action="append", help="档案序号，可多次，默认在档的全部")
    one.add_argument("--category", help="只给这一困难类别的在档户")
    one.add_argument("--programme", default="费用减免", help="帮扶项目")
    one.add_argument("--year", type=a_year, help="年度，默认今年")
    one.add_argument("--from", dest="valid_from", type=a_day, help="有效期起")
    one.add_argument("--to", dest="valid_to", type=a_day, help="有效期止")


def request(options: argparse.Namespace) -> int:
    """Enter applications, decide them, see them to their end, list them."""
    return carry_out(options, _TOLD, _DONE, "申请序号")


def waivers(options: argparse.Namespace) -> int:
    """Enter waivers for files and fees, those that don't stand already."""
    with closing(open_office(options)) as office:
        chips = {"state": State.ON_FILE.value, **({"category": options.category} if options.category else {})}
        homes = options.case or office.ids(Query(noun=Noun.CASES, chips=chips))
        items = options.item or [one.item for one in office.standing.on().waivers]
        valid = {"valid_from": options.valid_from, "valid_to": options.valid_to, "year": options.year or today().year}
        return tell(office.requests.apply_for_waivers(options.programme, homes, items, **valid))


def _add(office: Office, given: argparse.Namespace) -> Change:
    values = _asked(office, given, {"programme": given.programme, "household": given.case})
    return office.requests.save(office.requests.begin(values))


def _change(office: Office, given: argparse.Namespace) -> Change:
    number = _numbers(given)[0]
    one = office.requests.one(number)
    held = {field.name: getattr(one, field.name) for field in fields(Request) if field.name != "facts"}
    return office.requests.save(_asked(office, given, {**held, **one.facts}), number)


def _asked(office: Office, given: argparse.Namespace, held: dict[str, Any]) -> dict[str, Value]:
    """What an application says: what it held, and what is said now."""
    programme, policy = str(held["programme"] or ""), office.standing.on()
    rule = rule_of(policy, programme)
    form = (*FIELDS, *facts_of(rule.form if rule else ""))
    codes: Codes = {**policy.codes, "request_document": CodeList("request_document", rule.documents if rule else ())}
    said = read_fields(programme or "申请", form, given.set, codes)
    year = {"year": given.year} if given.year else {}
    person = {"person": _member(office, held["household"], given.person)} if given.person else {}
    return {**held, **year, **person, **said}


def _member(office: Office, household: int | None, said: str) -> int:
    persons = office.cases.get(household).persons if household else ()
    found = next((one.id for one in persons if said in {one.name, str(one.id)}), None)
    if found is None:
        raise ForbiddenError(f"这一户没有“{said}”，请用 member list 查看家庭成员。")
    return found


def _apply(office: Office, given: argparse.Namespace) -> Change:
    """For all who are proposed and haven't asked yet."""
    found = office.requests.candidates(given.programme, given.year)
    members = [(one.household, one.person) for one in found if not one.asked]
    return office.requests.apply_for(given.programme, members, year=given.year or today().year)


def _decide(office: Office, given: argparse.Namespace) -> Change:
    return office.requests.decide(_numbers(given), **_said(office, given, DECISION))


def _refuse(office: Office, given: argparse.Namespace) -> Change:
    return office.requests.refuse(_numbers(given), **_said(office, given, REFUSAL))


def _withdraw(office: Office, given: argparse.Namespace) -> Change:
    said = _said(office, given, ENDED[-1:])
    return office.requests.withdraw(_numbers(given), str(said.get("note") or ""))


def _take_back(office: Office, given: argparse.Namespace) -> Change:
    return office.requests.take_back(_numbers(given))


def _register(office: Office, given: argparse.Namespace) -> Change:
    return office.requests.register(_numbers(given), **_said(office, given, _progress(office, given)))


def _finish(office: Office, given: argparse.Namespace) -> Change:
    return office.requests.finish(_numbers(given), **_said(office, given, (*ENDED, *_progress(office, given))))


def _progress(office: Office, given: argparse.Namespace) -> tuple[Any, ...]:
    """What comes of the first of the applications."""
    one = office.requests.one(_numbers(given)[0])
    rule = rule_of(office.standing.on(one.day), one.programme)
    return progress_of(rule.form if rule else "")


def _said(office: Office, given: argparse.Namespace, form: tuple[Any, ...]) -> dict[str, Value]:
    return read_fields(str(given.what), form, given.set, office.standing.on().codes)


def _numbers(given: argparse.Namespace) -> list[int]:
    if not given.request:
        raise ForbiddenError("请用 --request 写明是哪些申请，序号见 request list。")
    return list(given.request)


def _list(office: Office, given: argparse.Namespace) -> None:
    said = {"programme": given.programme, "state": given.state, "year": str(given.year or "")}
    query = Query(noun=Noun.REQUESTS, chips={name: one for name, one in said.items() if one})
    found = [office.requests.one(number) for number in office.ids(query)]
    if given.json:
        print(json.dumps([_as_data(one) for one in found], ensure_ascii=False, default=str))
        return
    for one in found:
        amount = "" if one.granted is None else f"{short_yuan(one.granted)} 元"
        print("\t".join(map(str, (one.id, one.programme, one.whose, one.day, one.state, amount, one.batch_title))))


def _show(office: Office, given: argparse.Namespace) -> None:
    found = [office.requests.one(number) for number in _numbers(given)]
    print(json.dumps([_as_data(one) for one in found], ensure_ascii=False, default=str, indent=1))


def _as_data(one: Request) -> dict[str, Any]:
    return {field.name: getattr(one, field.name) for field in fields(Request)}


def _candidates(office: Office, given: argparse.Namespace) -> None:
    for one in office.requests.candidates(given.programme, given.year):
        asked = "已申请" if one.asked else ""
        print("\t".join((str(one.household), str(one.person), one.name, one.applicant, one.relation, one.why, asked)))


_DONE: Mapping[str, Done] = {
    "add": _add,
    "change": _change,
    "apply": _apply,
    "decide": _decide,
    "refuse": _refuse,
    "withdraw": _withdraw,
    "take-back": _take_back,
    "register": _register,
    "finish": _finish,
}
_TOLD: Mapping[str, Told] = {
    "list": _list,
    "show": _show,
    "candidates": _candidates,
}
