"""What the verbs ``contact`` and ``monitoring`` of the command line do about pilots; each gives the exit code."""

import argparse
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.errors import ForbiddenError
from desktop.base.fields import field_of, fields_of
from desktop.commands import Done, Told, carry_out
from desktop.commands_given import a_day, a_year
from desktop.office.office import Office
from desktop.office.record_words import units_named
from desktop.office.step_texts import read_fields
from desktop.pilots.contact_sums import Line
from desktop.pilots.monitoring import Filling, Reminder
from desktop.pilots.pairing import Call, Pairing
from desktop.pilots.periods import period_of, read_period
from desktop.pilots.solving import Solution
from desktop.policy.pilot_standards import Period

CONTACT_DEEDS = ("pair", "end", "handover", "call", "solve", "reopen", "late", "unpaired", "sums")
MONITORING_DEEDS = ("grid", "fill", "remind", "due", "open")
_PAIR = tuple(field_of(Pairing, name) for name in ("duty", "phone", "way", "note"))


def add_contact_arguments(one: argparse.ArgumentParser) -> None:
    """What the verb ``contact`` is asked with."""
    one.add_argument(
        "what", choices=CONTACT_DEEDS, help="挂钩、结束、交接、走访、办结、重新办理、久未联系、无人挂钩、汇总"
    )
    one.add_argument("--unit", action="append", default=[], help="单位：名称或序号，可多次")
    one.add_argument("--cadre", default="", help="挂钩干部")
    one.add_argument("--to", default="", help="handover 交给哪位干部")
    one.add_argument("--pairing", type=int, action="append", default=[], help="end 结束的挂钩序号，可多次")
    one.add_argument("--problem", action="append", default=[], help="call 写问题；solve、reopen 写问题序号；可多次")
    one.add_argument("--set", action="append", default=[], metavar="名称=值", help="挂钩、走访或办结的内容，可多次")
    one.add_argument("--day", type=a_day, help="日期，默认今天")
    one.add_argument("--days", type=int, help="late 多少天未联系，默认按政策")
    one.add_argument("--period", help="sums 的期间：2022、2022Q3 或 2022-09，默认本季度")
    one.add_argument("--reason", default="", help="reopen 的原因")
    one.add_argument("--json", action="store_true")


def add_monitoring_arguments(one: argparse.ArgumentParser) -> None:
    """What the verb ``monitoring`` is asked with."""
    one.add_argument("what", choices=MONITORING_DEEDS, help="一年的填报情况、登记填报、登记催报、改截止日期、催报名单")
    one.add_argument("--year", type=a_year, help="年度，默认今年")
    one.add_argument("--period", help="期间：2022Q3 或 2022-09，默认刚结束的一期")
    one.add_argument("--unit", action="append", default=[], help="单位：名称或序号，可多次；remind 默认未填的全部")
    one.add_argument("--set", action="append", default=[], metavar="名称=值", help="填报的数据或催报的方式，可多次")
    one.add_argument("--day", type=a_day, help="填报、催报或截止日期，默认今天")
    one.add_argument("--json", action="store_true")


def contact(options: argparse.Namespace) -> int:
    """Pair cadres with pilots, enter calls, solve problems, tell who waits for a call and what was done."""
    return carry_out(options, _CONTACT_TOLD, _CONTACT_DONE)


def monitoring(options: argparse.Namespace) -> int:
    """Tell who filled in, enter that they did, or that they were reminded."""
    return carry_out(options, _MONITORING_TOLD, _MONITORING_DONE)


def _units(office: Office, given: argparse.Namespace) -> list[int]:
    if not given.unit:
        raise ForbiddenError("请用 --unit 写明是哪些单位，单位号见 list pilots。")
    return units_named(office, given.unit)


def _problems(given: argparse.Namespace) -> list[int]:
    if not given.problem or not all(str(one).isdigit() for one in given.problem):
        raise ForbiddenError("请用 --problem 写明问题序号，序号见 list problems。")
    return [int(one) for one in given.problem]


def _pair(office: Office, given: argparse.Namespace) -> Change:
    said = read_fields("挂钩", _PAIR, given.set, office.standing.on().codes)
    told = {name: str(value) for name, value in said.items() if value}
    return office.pairing.pair(given.cadre, _units(office, given), given.day or today(), **told)


def _call(office: Office, given: argparse.Namespace) -> Change:
    said = read_fields("走访", fields_of(Call), given.set, office.standing.on().codes)
    usual = {"enterprise": _units(office, given)[0], "day": given.day or today(), "cadre": given.cadre or None}
    return office.pairing.call(usual | said, [{"problem": one} for one in given.problem])


def _solve(office: Office, given: argparse.Namespace) -> Change:
    said = read_fields("办结", fields_of(Solution), given.set, office.standing.on().codes)
    return office.pairing.solve(_problems(given), {"solved_on": given.day or today()} | said)


_CONTACT_DONE: Mapping[str, Done] = {
    "pair": _pair,
    "end": lambda office, given: office.pairing.end(given.pairing, given.day or today()),
    "handover": lambda office, given: office.pairing.hand_over(given.cadre, given.to, given.day or today()),
    "call": _call,
    "solve": _solve,
    "reopen": lambda office, given: office.pairing.reopen(_problems(given), given.reason),
}


def _late(office: Office, given: argparse.Namespace) -> None:
    _tell_contacts(given, office.pairing.uncontacted(given.day, given.days), given.day or today())


def _unpaired(office: Office, given: argparse.Namespace) -> None:
    _tell_contacts(given, office.pairing.unpaired(given.day), given.day or today())


def _tell_contacts(given: argparse.Namespace, found: Any, day: dt.date) -> None:
    if given.json:
        _print_json([asdict(one) | {"days": one.days(day)} for one in found])
        return
    for one in found:
        print(f"{one.enterprise}\t{one.name}\t{'、'.join(one.cadres) or '无人挂钩'}\t{one.sentence(day)}")
    print(f"共 {len(found)} 家")


def _sums(office: Office, given: argparse.Namespace) -> None:
    period = read_period(given.period or period_of(today(), Period.QUARTER))
    if period is None:
        raise ForbiddenError(f"期间“{given.period}”看不懂，请写成 2022、2022Q3 或 2022-09。")
    found = office.pairing.of_cadres(period)
    if given.json:
        _print_json({"lines": [asdict(one) for one in found.lines], "whole": asdict(found.whole)})
        return
    for one in found.lines:
        print(f"{one.cadre}\t{one.name}\t{_numbers(one)}")
    print(f"合计\t{found.whole.units} 家\t{_numbers(found.whole)}")


def _numbers(one: Line) -> str:
    modes = "、".join(f"{mode} {count}" for mode, count in one.modes.items())
    return f"走访 {one.calls} 次{f'（{modes}）' if modes else ''}\t问题 {one.problems} 个\t已解决 {one.solved} 个"


_CONTACT_TOLD: Mapping[str, Told] = {"late": _late, "unpaired": _unpaired, "sums": _sums}


def _fill(office: Office, given: argparse.Namespace) -> Change:
    """Figures of one unit where some are given, else that all these units filled in."""
    period = given.period or office.monitoring.newest()
    if not given.set:
        return office.monitoring.fill_many(_units(office, given), period, given.day)
    units = _units(office, given)
    if len(units) > 1:
        raise ForbiddenError("填报的数据一次只能登记一家，请只写一个 --unit。")
    said = read_fields("监测填报", fields_of(Filling), given.set, office.standing.on().codes)
    day = {"filled_on": given.day} if given.day else {}
    return office.monitoring.fill(units[0], period, day | said)


def _remind(office: Office, given: argparse.Namespace) -> Change:
    period = given.period or office.monitoring.newest()
    units = units_named(office, given.unit) or [one.enterprise for one in office.monitoring.open(period)]
    said = read_fields("催报", fields_of(Reminder), given.set, office.standing.on().codes)
    return office.monitoring.remind(units, period, {"day": given.day or today()} | said)


_MONITORING_DONE: Mapping[str, Done] = {
    "fill": _fill,
    "remind": _remind,
    "due": lambda office, given: office.monitoring.set_due(given.period or office.monitoring.newest(), given.day),
}


def _grid(office: Office, given: argparse.Namespace) -> None:
    found = office.monitoring.grid(given.year or today().year)
    if given.json:
        _print_json(asdict(found))
        return
    print("\t".join(["单位", *found.dues]))
    for one in found.lines:
        print("\t".join([one.name, *(one.cells[period].mark for period in found.dues)]))
    for period in found.dues:
        print(f"{period}：{found.count(period).sentence}")


def _open(office: Office, given: argparse.Namespace) -> None:
    table = office.monitoring.chasing(given.period)
    if given.json:
        heading, *lines = table
        _print_json([dict(zip(heading, line, strict=True)) for line in lines])
        return
    print("\n".join("\t".join(line) for line in table))


_MONITORING_TOLD: Mapping[str, Told] = {"grid": _grid, "open": _open}


def _print_json(data: object) -> None:
    print(json.dumps(data, ensure_ascii=False, default=str))
