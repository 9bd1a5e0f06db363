"""What the verbs of the command line do about activities and payments of years before; each gives the exit code."""

import argparse
import json
from collections.abc import Iterable, Mapping
from functools import partial

from desktop.aid.activity import Activity, Item, Summary, Visit
from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Value, field_of
from desktop.base.money import short_yuan
from desktop.commands import Done, Told, carry_out
from desktop.commands_import import take_in, tell_plan
from desktop.exchange.planning import Existing
from desktop.office.office import Office
from desktop.office.rosters import RosterLook
from desktop.office.step_texts import read_texts

DEEDS = ("open", "item", "list", "import", "add", "record", "missed", "summary", "close")
"""What can be done about activities."""

WORDS = {
    "name": "活动名称",
    "kind": "活动类型",
    "programme": "帮扶项目",
    "year": "年度",
    "plan-no": "方案文号",
    "begins": "开始日期",
    "ends": "结束日期",
    "leader": "带队领导",
    "budget": "预算，元",
    "cash": "慰问金，元",
    "goods": "慰问品，如 大米×2、食用油×1",
    "price": "慰问品单价，元",
    "measure": "慰问品单位，如 袋",
    "visitors": "走访人员",
    "place": "走访地点",
}
"""What is said in words or numbers, each with what it is."""

_SET = ("name", "kind", "programme", "year", "plan_no", "begins", "ends", "leader", "budget")
_SET_ITEM = ("name", "measure", "price")


def visits(options: argparse.Namespace) -> int:
    """Open activities, take rosters in, record calls, list whom they reach and whom they don't."""
    return carry_out(options, _TOLD, _DONE)


def _open(office: Office, given: argparse.Namespace) -> Change:
    return office.activities.open(_read(office, given, Activity, _SET))


def _read(office: Office, given: argparse.Namespace, record: type, names: Iterable[str]) -> dict[str, Value]:
    """What is said of these fields; ``RefusedError`` where it can't be."""
    return read_texts([(field_of(record, name), getattr(given, name)) for name in names], office.standing.on().codes)


def _item(office: Office, given: argparse.Namespace) -> Change:
    """A thing with its price, or another price for the one of that name."""
    number = _activity(given)
    said = {name: value for name, value in _read(office, given, Item, _SET_ITEM).items() if value is not None}
    there = next((one.id for one in office.activities.items(number) if one.name == said.get("name")), None)
    return office.activities.set_item(number, said, there)


def _add(office: Office, given: argparse.Namespace) -> Change:
    """The files named, or all on file that the activity doesn't reach yet."""
    number = _activity(given)
    cash = _read(office, given, Visit, ("cash",))["cash"]
    files = given.case or office.activities.missed(number)
    return office.activities.add_households(number, files, cash if isinstance(cash, int) else 0, given.goods or "")


def _record(office: Office, given: argparse.Namespace) -> Change:
    """The recipients named, or all who weren't visited."""
    whole = office.activities.of(_activity(given))
    numbers = given.visit or [one.id for one in whole if one.visited_on is None]
    values = {"visited_on": given.day or today(), "visitors": given.visitors, "place": given.place}
    return office.activities.record(numbers, values)


def _close(office: Office, given: argparse.Namespace) -> Change:
    return office.activities.close(_activity(given), given.day)


def _activity(given: argparse.Namespace) -> int:
    if given.activity is None:
        raise ForbiddenError("请用 --activity 写明是哪一次活动，活动号见 list activities。")
    return int(given.activity)


def _list(office: Office, given: argparse.Namespace) -> None:
    found = office.activities.of(_activity(given))
    if given.json:
        print(json.dumps([_as_data(one) for one in found], ensure_ascii=False, default=str))
        return
    for one in found:
        called = f"{one.visited_on} 已走访" if one.visited_on else "未走访"
        print(f"{one.id}\t{one.name}\t{one.kind}\t{short_yuan(one.value)} 元\t{one.goods or ''}\t{called}")


def _as_data(one: Visit) -> dict[str, object]:
    return {name: getattr(one, name) for name in Visit.__slots__}


def _missed(office: Office, given: argparse.Namespace) -> None:
    homes = office.cases.many(office.activities.missed(_activity(given)))
    if given.json:
        print(json.dumps([{"case": one.id, "name": one.applicant.name} for one in homes], ensure_ascii=False))
        return
    for one in homes:
        print(f"{one.id}\t{one.applicant.name}\t{one.category}\t{one.employer or ''}")
    print(f"在档未列入的 {len(homes)} 户")


def _summary(office: Office, given: argparse.Namespace) -> None:
    found = office.activities.summary(year=given.year and int(given.year), activity=given.activity)
    if given.json:
        print(json.dumps(_sums_as_data(found), ensure_ascii=False))
        return
    for title, sums in (("合计", (found.whole,)), ("按人员类别", found.kinds), ("按资金来源", found.sources)):
        print(title)
        for one in sums:
            label = one.label or ("未编批次" if title == "按资金来源" else "全部")
            print(
                f"  {label}\t{one.recipients} 个对象\t{one.heads} 人次\t慰问金 {short_yuan(one.cash)} 元"
                f"\t慰问品 {short_yuan(one.goods_value)} 元\t已走访 {one.visited}"
            )


def _sums_as_data(found: Summary) -> dict[str, object]:
    def data(one: object) -> dict[str, object]:
        return {name: getattr(one, name) for name in found.whole.__slots__}

    return {
        "whole": data(found.whole),
        "kinds": [data(one) for one in found.kinds],
        "sources": [data(one) for one in found.sources],
    }


_TOLD: Mapping[str, Told] = {
    "list": _list,
    "missed": _missed,
    "summary": _summary,
}


def _import(office: Office, given: argparse.Namespace) -> int:
    """Look at a roster, and enter it where that is asked for."""
    if given.file is None:
        raise ForbiddenError("请写明花名册文件。")
    rosters = office.activities.rosters
    look = rosters.review(given.file, _activity(given), Existing[given.existing.upper()])
    return take_in(rosters, look, given, look.to_json, partial(_tell_roster, look, entered=given.enter))


def _tell_roster(look: RosterLook, *, entered: bool) -> None:
    print(look.sentence)
    print("，".join(f"{one.kind} {one.number} 人 {short_yuan(one.value)} 元" for one in look.kinds))
    tell_plan(look.plan, "人", entered=entered)


_DONE: Mapping[str, Done] = {
    "open": _open,
    "item": _item,
    "import": _import,
    "add": _add,
    "record": _record,
    "close": _close,
}
