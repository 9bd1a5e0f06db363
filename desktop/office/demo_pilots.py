"""What became of the pilots of the demo office: papers, stages and tasks, so that somebody is everywhere."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.base.calendar import today
from desktop.office.demo_contact import keep_contact
from desktop.office.demo_projects import assess, do_projects
from desktop.office.demo_talents import raise_skills
from desktop.office.demo_units import BEGUN, choose
from desktop.office.office import Office
from desktop.pilots.flow import Verb
from desktop.pilots.fronts import Task
from desktop.pilots.periods import ends, months_after
from desktop.pilots.stages import Step

if TYPE_CHECKING:
    from desktop.base.fields import Values

_ORGANISATION, _PLAN, _SUMMARY = "产改组织机构文件", "产改试点实施方案", "期满总结报告"
_STARTED, _QUARTERLY, _HALFWAY = "启动", "季度进展", "中期督查"
_CHECKER = "周敏"
_FRONTS = (
    ("思想引领", "劳模工匠进车间宣讲", 4),
    ("建功立业", "开展“五小”劳动竞赛", 6),
    ("素质提升", "组织高级工以上技能等级认定", 8),
    ("地位提高", "签订工资专项集体合同", 9),
    ("队伍壮大", "新职工入会和实名录入", 11),
)
"""What a pilot sets itself: front, task, and months after it was chosen until it should be done."""


def lead_pilots(office: Office) -> None:
    """Four waves of pilots, and all that is kept of them."""
    units = choose(office)
    _file(office, units)
    _go_on(office, units)
    assess(office, units)
    do_projects(office, [number for wave in units for number in wave])
    keep_contact(office, units)
    raise_skills(office, [number for wave in units for number in wave])
    _end(office, *units[:2])


def _file(office: Office, units: Sequence[Sequence[int]]) -> None:
    """Papers: all of the first waves in order; of the last some wait, some went back, some never came."""
    *settled, last = units
    for place, wave in enumerate(settled):
        for number in wave:
            _accept(office, number, _ORGANISATION, months_after(today(), 1 - BEGUN[place]))
            _accept(office, number, _PLAN, months_after(today(), 2 - BEGUN[place]))
    for number in last[:6]:
        _accept(office, number, _ORGANISATION, _back(38))
    came = [_receive(office, number, _PLAN, _back(12)) for number in last[:4]]
    for one in came[:2]:
        found = _points(office, one)[:-1]
        office.submissions.give_back(one, "缺少保障措施，请补充后重新报送。", _CHECKER, _back(9), found)
    _accept(office, last[1], _PLAN, _back(4))
    for number in units[1][:5]:
        _accept(office, number, _SUMMARY, _back(60))
    for number in units[0]:
        _accept(office, number, _SUMMARY, months_after(today(), -14))


def _receive(office: Office, number: int, kind: str, day: dt.date) -> int:
    values: Values = {
        "enterprise": number,
        "kind": kind,
        "received_on": day,
        "document_no": f"{office.enterprises.one(number).name[2:4]}〔{day.year}〕{number}号",
    }
    return office.submissions.receive(values).record or 0


def _accept(office: Office, number: int, kind: str, day: dt.date) -> None:
    received = _receive(office, number, kind, day)
    office.submissions.accept(received, _points(office, received), _CHECKER, day)


def _points(office: Office, submission: int) -> Sequence[str]:
    return office.submissions.lacking(submission, ())


def _go_on(office: Office, units: Sequence[Sequence[int]]) -> None:
    """Started, reported each quarter and inspected; some of the third wave are late with it."""
    for place, wave in enumerate(units[:3]):
        office.enterprises.reach(wave, {"stage": _STARTED, "day": months_after(today(), 3 - BEGUN[place])})
    for place, wave in enumerate(units[:2]):
        _report_quarters(office, wave)
        office.enterprises.reach(wave, {"stage": _HALFWAY, "day": months_after(today(), 6 - BEGUN[place])})
    for number in units[2][:-2]:
        _report_tasks(office, number)


def _report_quarters(office: Office, wave: Sequence[int]) -> None:
    for step in (one for one in _quarters(office, wave[0]) if one.reached is None):
        day = min(today(), ends(step.period or "") + dt.timedelta(days=6))
        office.enterprises.reach(wave, {"stage": _QUARTERLY, "period": step.period, "day": day})


def _quarters(office: Office, number: int) -> list[Step]:
    """The quarters of which a pilot should have reported by now."""
    return [one for one in office.stages.course(number) if one.stage == _QUARTERLY and ends(one.period or "") < today()]


def _report_tasks(office: Office, number: int) -> None:
    """Tasks of all fronts, further from quarter to quarter; the longer it is to last, the less is done."""
    begun = office.enterprises.stages(number)[0].day
    tasks = [_task(office, number, begun, told) for told in _FRONTS]
    for many, step in enumerate(_quarters(office, number)[: 4 if number % 3 else 1], 1):
        done = {
            task: (min(100, many * 280 // months), "已按计划推进", "活动记录和照片")
            for task, (_, _, months) in zip(tasks, _FRONTS, strict=True)
        }
        office.fronts.report(
            number, step.period or "", done, min(today(), ends(step.period or "") + dt.timedelta(days=5))
        )


def _task(office: Office, number: int, begun: dt.date, told: tuple[str, str, int]) -> int:
    front, task, months = told
    values: Values = {
        "enterprise": number,
        "front": front,
        "task": task,
        "measure": "列入年度工作计划，工会牵头、车间落实",
        "responsible": office.enterprises.one(number).liaison,
        "begins": begun,
        "deadline": months_after(begun, months),
    }
    return office.registers.enter(Task, values).record or 0


def _end(office: Office, first: Sequence[int], second: Sequence[int]) -> None:
    """Of those whose time is over most are accepted; one goes on longer, one left, the others wait."""
    *accepted, extended, left = first
    done = [*accepted, *second[:2]]
    office.enterprises.move_all(done, Verb.ACCEPT, day=_back(40), reason="目标任务全部完成，同意验收。")
    until = months_after(today(), 4)
    office.enterprises.move(extended, Verb.EXTEND, day=_back(390), reason="技能等级认定还在进行。", until=until)
    _report_quarters(office, [extended])
    office.enterprises.move(left, Verb.LEAVE, day=_back(200), reason="企业搬迁到外地。")


def _back(days: int) -> dt.date:
    return today() - dt.timedelta(days=days)
