"""What the verb ``pilot`` of the command line does about pilots, their ledgers, stages, papers and fronts."""

import argparse
import datetime as dt
import json
from pathlib import Path
from typing import Any

from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.errors import ForbiddenError
from desktop.base.text import squeeze
from desktop.commands import Done, Told, carry_out
from desktop.commands_given import a_day
from desktop.commands_ledgers import add_arguments as add_ledger_arguments
from desktop.commands_ledgers import take_in
from desktop.office.office import Office
from desktop.office.record_words import (
    ENTERED,
    as_data,
    as_line,
    read_values,
    record_named,
    unit_named,
    units_named,
    wave_named,
)
from desktop.pilots.board import Whereabouts
from desktop.pilots.contents import lacking, reason_for, rule_of
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.flow import Verb
from desktop.pilots.periods import before, period_of, read_period
from desktop.pilots.submission import Submission
from desktop.pilots.wave import Milestone
from desktop.policy.pilot_standards import Period

_WHAT = (
    "enter、change、remove、show 登记、修改、删去、查看一种记录；stage 登记阶段；move 验收、延续、退出、恢复试点；"
    "due 截止日期；submit、accept-paper、return-paper、recheck-paper、remove-paper "
    "收到、核对、退回、重新核对、删去材料；"
    "complete 材料齐不齐；attach、save-file 附件；report 季度进展；rollup 五个方面汇总；board 谁在哪一步；"
    "import 导入单位、技能人才、工作室、竞赛、劳动关系监测的台账"
)


def add_arguments(one: argparse.ArgumentParser) -> None:
    """What the verb ``pilot`` is asked with."""
    one.add_argument("what", choices=(*_DONE, *_TOLD), metavar="what", help=_WHAT)
    one.add_argument("words", nargs="*", metavar="内容", help="记录名称、名称=值、文件，或 任务序号=进度,进展,佐证")
    one.add_argument("--number", type=int, action="append", default=[], help="记录序号，可多次")
    one.add_argument("--unit", action="append", default=[], help="单位：名称或序号，可多次")
    one.add_argument("--wave", default="", help="批次：名称或序号")
    one.add_argument("--day", type=a_day, help="日期，默认今天；import 默认台账上写的日期")
    one.add_argument("--until", type=a_day, help="延续到哪一天")
    one.add_argument("--quarter", default="", help="季度，如 2022Q3，默认上一季度")
    one.add_argument("--by", default="", help="核对人")
    one.add_argument("--reason", default="", help="原因；退回材料时默认写缺少的内容")
    one.add_argument("--contents", help="核对到的内容，用顿号隔开，默认全部")
    one.add_argument("--proposed", action="store_true", help="due：按政策提出的日期")
    one.add_argument("--json", action="store_true")
    add_ledger_arguments(one)


def pilot(options: argparse.Namespace) -> int:
    """Do something about pilots, or tell of them."""
    return carry_out(options, _TOLD, _DONE, "序号")


# Records


def _enter(office: Office, given: argparse.Namespace) -> Change:
    record, said = _record(given)
    values = read_values(office, record, said)
    return office.enterprises.enter(values) if record is Enterprise else office.registers.enter(record, values)


def _change(office: Office, given: argparse.Namespace) -> Change:
    record, said = _record(given)
    values = read_values(office, record, said)
    if record is Enterprise:
        return office.enterprises.change(_number(office, given, record), values)
    return office.registers.change(record, _number(office, given, record), values)


def _remove(office: Office, given: argparse.Namespace) -> Change:
    record, _ = _record(given)
    number = _number(office, given, record)
    return office.enterprises.remove(number) if record is Enterprise else office.registers.remove(record, number)


def _show(office: Office, given: argparse.Namespace) -> None:
    record = record_named(_first(given))
    own = record is Enterprise
    where = {} if own or not given.unit else {"enterprise": unit_named(office, given.unit[0])}
    numbers = [*given.number, *(unit_named(office, one) for one in given.unit if own)]
    every: list[Any] = office.registers.of(record, **where)
    found = [one for one in every if not numbers or one.id in numbers]
    lost = set(numbers) - {one.id for one in found}
    if lost:
        raise ForbiddenError(f"没有序号为 {min(lost)} 的{given.words[0]}，可能已被撤销或删去。")
    if given.json:
        print(json.dumps([as_data(one) for one in found], ensure_ascii=False, default=str))
        return
    for one in found:
        print(as_line(one))


def _record(given: argparse.Namespace) -> tuple[type, list[str]]:
    return record_named(_first(given), ENTERED), given.words[1:]


def _first(given: argparse.Namespace) -> str:
    if not given.words:
        raise ForbiddenError("请写明是哪种记录，如：单位、批次、任务、走访记录。")
    return str(given.words[0])


def _number(office: Office, given: argparse.Namespace, record: type) -> int:
    if record is Enterprise and given.unit:
        return unit_named(office, given.unit[0])
    if not given.number:
        raise ForbiddenError("请用 --number 写明序号，序号见 show。")
    return int(given.number[0])


# Stages


def _stage(office: Office, given: argparse.Namespace) -> Change:
    if not given.words:
        raise ForbiddenError(f"请写明到了哪个阶段：{'、'.join(one.name for one in office.standing.on().stages)}。")
    stage = given.words[0]
    every = next((one.every for one in office.standing.on().stages if one.name == stage), "")
    said = read_values(office, Milestone, [_kept_period(one, every) for one in given.words[1:]])
    return office.enterprises.reach(_units(office, given), {"day": given.day or today(), **said, "stage": stage})


def _kept_period(said: str, every: str) -> str:
    """``期间=2022年三季度`` as it is kept."""
    word, _, period = said.replace("＝", "=").partition("=")
    found = read_period(period, Period(every)) if every and word.strip() in {"期间", "period"} else None
    return f"{word}={found}" if found else said


def _move(office: Office, given: argparse.Namespace) -> Change:
    verbs = {str(one): one for one in Verb}
    verb = verbs.get(given.words[0] if given.words else "")
    if verb is None:
        raise ForbiddenError(f"请写明办理什么：{'、'.join(verbs)}。")
    told = {"day": given.day or today(), "reason": given.reason, "until": given.until}
    return office.enterprises.move_all(_units(office, given), verb, **told)


def _due(office: Office, given: argparse.Namespace) -> Change:
    """Days by stage, as ``成立机构=2022-02-10`` or ``季度进展:2022Q3=2022-10-20``; an empty one takes it back."""
    wave = _wave(office, given)
    days: dict[tuple[str, str | None], dt.date | None] = dict(office.stages.proposed(wave)) if given.proposed else {}
    for text in given.words:
        key, _, day = text.partition("=")
        stage, _, period = key.replace("：", ":").partition(":")
        days[stage, (read_period(period) or period) if period else None] = _day(day) if day else None
    if not days:
        raise ForbiddenError("请写明截止日期，如：成立机构=2022-02-10；或用 --proposed 按政策设置。")
    return office.stages.schedule(wave, days)


def _day(said: str) -> dt.date:
    try:
        return a_day(said)
    except argparse.ArgumentTypeError as error:
        raise ForbiddenError(str(error)) from error


def _board(office: Office, given: argparse.Namespace) -> None:
    board = office.stages.board(_wave(office, given) if given.wave else None)
    if given.json:
        lanes = [{"stage": one.stage, "pilots": [_as_data(pilot) for pilot in one.pilots]} for one in board.lanes]
        told = {"lanes": lanes, "overdue": [one.sentence for one in board.overdue]}
        print(json.dumps(told, ensure_ascii=False, default=str))
        return
    for lane in board.lanes:
        print(f"{lane.stage}（{len(lane.pilots)}）")
        for one in lane.pilots:
            print(f"  {one.enterprise.id}\t{one.enterprise.name}\t{one.enterprise.stage_on or ''}\t{one.text}")
    for overdue in board.overdue:
        print(f"提醒：{overdue.sentence}")


def _as_data(one: Whereabouts) -> dict[str, Any]:
    unit = one.enterprise
    said = {"wave": unit.wave_name, "state": unit.state, "since": unit.stage_on, "waiting": one.text, "late": one.late}
    return {"enterprise": unit.id, "name": unit.name, **said}


# Papers


def _submit(office: Office, given: argparse.Namespace) -> Change:
    said = [one for one in given.words if "=" in one.replace("＝", "=")]
    files = [Path(one) for one in given.words if one not in said]
    typed = read_values(office, Submission, said)
    values = {"received_on": given.day or today(), **typed, "enterprise": _unit(office, given)}
    return office.submissions.receive(values, _looked_at(office, files) if files else ())


def _looked_at(office: Office, files: list[Path]) -> Any:
    pictures = office.enclosures.look(files)
    for doubt in (found for one in pictures for found in one.doubts):
        print(f"  提醒：{doubt.message}")
    return pictures


def _contents(office: Office, given: argparse.Namespace) -> list[str]:
    rule = rule_of(office.standing.on(), office.submissions.one(_paper(given)).kind)
    points = rule.contents if rule else ()
    if given.contents is None:
        return list(points)
    words = given.contents.split("、")
    return [next((point for point in points if squeeze(point) == squeeze(word)), word) for word in words if word]


def _accept(office: Office, given: argparse.Namespace) -> Change:
    return office.submissions.accept(_paper(given), _contents(office, given), given.by, given.day or today())


def _return(office: Office, given: argparse.Namespace) -> Change:
    """For the reason given, else for the points that it lacks."""
    contents = _contents(office, given) if given.contents is not None else []
    rule = rule_of(office.standing.on(), office.submissions.one(_paper(given)).kind)
    reason = given.reason or (reason_for(lacking(rule, contents)) if given.contents is not None else "")
    return office.submissions.give_back(_paper(given), reason, given.by, given.day or today(), contents)


def _recheck(office: Office, given: argparse.Namespace) -> Change:
    return office.submissions.recheck(_paper(given))


def _remove_paper(office: Office, given: argparse.Namespace) -> Change:
    return office.submissions.remove(_paper(given))


def _paper(given: argparse.Namespace) -> int:
    if not given.number:
        raise ForbiddenError("请用 --number 写明材料序号，序号见 show 材料。")
    return int(given.number[0])


def _complete(office: Office, given: argparse.Namespace) -> None:
    numbers = units_named(office, given.unit) or None
    found = office.submissions.completeness(_wave(office, given) if given.wave else None, numbers)
    if given.json:
        told = {"sentence": found.sentence, "units": [as_data(one) for one in found.units]}
        print(json.dumps(told, ensure_ascii=False))
        return
    print(found.sentence)
    for one in found.units:
        if one.missing:
            print(f"  {one.enterprise}\t{one.name}\t缺：{'、'.join(one.missing)}")


def _attach(office: Office, given: argparse.Namespace) -> Change:
    return office.enclosures.add(_unit(office, given), _looked_at(office, [Path(one) for one in given.words]))


def _save_file(office: Office, given: argparse.Namespace) -> Change:
    if not given.number or not given.words:
        raise ForbiddenError("请用 --number 写明附件序号，并写明存到哪个文件。")
    return office.enclosures.save(int(given.number[0]), Path(given.words[0]))


# Fronts


def _report(office: Office, given: argparse.Namespace) -> Change:
    """Each task as ``任务序号=进度,进展,佐证``."""
    reports: dict[int, tuple[int, str | None, str | None]] = {}
    for text in given.words:
        number, _, said = text.replace("＝", "=").partition("=")
        percent, progress, evidence = [*said.replace("，", ",").split(",", 2), "", ""][:3]
        if not number.strip().isdecimal() or not percent.strip().rstrip("%").isdecimal():
            raise ForbiddenError(f"“{text}”要写成 任务序号=进度,进展,佐证 的样子，如：3=50,已开两期,签到表。")
        reports[int(number)] = (int(percent.strip().rstrip("%")), progress or None, evidence or None)
    return office.fronts.report(_unit(office, given), _quarter(given), reports, given.day)


def _rollup(office: Office, given: argparse.Namespace) -> None:
    found = office.fronts.rollup(_quarter(given), _wave(office, given) if given.wave else None)
    if given.json:
        told = {"sentence": found.sentence, "fronts": [as_data(one) for one in found.fronts]}
        print(json.dumps(told, ensure_ascii=False))
        return
    print(found.sentence)
    for one in found.fronts:
        print(f"  {one.label}\t{one.tasks} 项\t完成 {one.done}\t平均 {one.percent}%\t逾期 {one.late}")
    for unit in found.units:
        print(
            f"  {unit.enterprise}\t{unit.name}\t平均 {unit.whole.percent}%\t{'已报齐' if unit.reported else '没有报齐'}"
        )


def _quarter(given: argparse.Namespace) -> str:
    if not given.quarter:
        return before(period_of(today(), Period.QUARTER))
    found = read_period(given.quarter, Period.QUARTER)
    if found is None:
        raise ForbiddenError(f"季度“{given.quarter}”看不懂，请写成 2022Q3。")
    return found


def _units(office: Office, given: argparse.Namespace) -> list[int]:
    """Those that are named, or all of the wave that is."""
    if given.wave and not given.unit:
        wave = _wave(office, given)
        return [one.id for one in office.enterprises.every() if one.wave == wave and one.state.goes_on]
    return units_named(office, given.unit) or [_unit(office, given)]


def _unit(office: Office, given: argparse.Namespace) -> int:
    if not given.unit:
        raise ForbiddenError("请用 --unit 写明单位的名称或序号。")
    return unit_named(office, given.unit[0])


def _wave(office: Office, given: argparse.Namespace) -> int:
    if not given.wave:
        raise ForbiddenError("请用 --wave 写明批次的名称或序号。")
    return wave_named(office, given.wave)


_DONE: dict[str, Done] = {
    "import": take_in,
    "enter": _enter,
    "change": _change,
    "remove": _remove,
    "stage": _stage,
    "move": _move,
    "due": _due,
    "submit": _submit,
    "accept-paper": _accept,
    "return-paper": _return,
    "recheck-paper": _recheck,
    "remove-paper": _remove_paper,
    "attach": _attach,
    "save-file": _save_file,
    "report": _report,
}
_TOLD: dict[str, Told] = {
    "show": _show,
    "board": _board,
    "complete": _complete,
    "rollup": _rollup,
}
