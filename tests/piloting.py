"""Pilot enterprises for tests: made-up units, and one of everything that is kept of them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from desktop.base.attachments import Media
from desktop.base.changes import Change
from desktop.exchange.scores import ScoreLine, write_scores
from desktop.office.documents import Picture
from desktop.office.office import Office
from desktop.office.score_files import ScoresLook
from desktop.pilots.assessment import Assessment, AssessmentState, Score
from desktop.pilots.flow import Verb
from desktop.pilots.fronts import Progress, Task
from desktop.pilots.incentive import Incentive, IncentiveState, Instalment, Spending
from desktop.pilots.monitoring import Filling, Reminder
from desktop.pilots.pairing import Call, Inspection, Pairing, Problem
from desktop.pilots.submission import Enclosure, Submission, SubmissionState
from desktop.pilots.talent import Contest, Studio, Talent
from desktop.pilots.wave import Due, Wave
from desktop.store import journal, registers
from tests import contacting
from tests.offices import Doors

DAY = dt.date(2022, 3, 15)
CHOSEN = dt.date(2022, 1, 10)

WAVE: dict[str, Any] = {
    "name": "第一批",
    "number": 1,
    "level": "区级",
    "chosen_on": CHOSEN,
    "document_no": "1号",
}
UNIT: dict[str, Any] = {
    "name": "江苏甲机械有限公司",
    "credit_code": "91321191MA1XYZAB10",
    "workers": 500,
    "industrial_workers": 400,
    "members": 450,
    "skilled": 120,
    "high_skilled": 40,
    "liaison": "秦文斌",
    "phone": "13800000001",
}
SIMPLE: dict[type, dict[str, Any]] = {
    Due: {"wave": 1, "stage": "验收", "day": dt.date(2022, 12, 20)},
    Task: {"enterprise": 1, "front": "建功立业", "task": "开展岗位练兵", "deadline": dt.date(2022, 12, 1)},
    Progress: {"task": 1, "quarter": "2022Q1", "percent": 30, "progress": "已开两期"},
    Spending: {"incentive": 1, "day": DAY, "item": "购置设备", "amount": 300_000},
    Pairing: {"enterprise": 1, "cadre": "王主席", "begins": CHOSEN},
    Call: {"enterprise": 1, "day": DAY, "cadre": "王主席", "mode": "实地", "business": "订单增加两成"},
    Inspection: {"enterprise": 1, "kind": "中期督查", "day": DAY, "inspectors": "李科长"},
    Problem: {"enterprise": 1, "call": 1, "found_on": DAY, "problem": "缺钳工", "category": "招用工"},
    Filling: {"enterprise": 1, "period": "2022Q1", "filled_on": DAY, "heads": 500},
    Reminder: {"enterprise": 1, "period": "2022Q1", "day": DAY, "channel": "电话"},
    Studio: {"name": "甲创新工作室", "enterprise": 1, "level": "区级"},
    Talent: {"name": "赵强", "enterprise": 1, "grade": "高级工（三级）"},
    Contest: {"name": "钳工竞赛", "day": DAY, "intermediate": 6, "senior": 3},
}
"""What each simple record holds, of the first enterprise."""

PROJECT: dict[str, Any] = {
    "year": 2022,
    "name": "智能产线改造",
    "front": "建功立业",
    "budget": 8_000_000,
    "self_raised": 3_000_000,
    "asked": 5_000_000,
}
"""What an application for an incentive project says."""

PAPER: dict[str, Any] = {"kind": "产改试点实施方案", "received_on": DAY, "document_no": "3号"}
"""What is said of a paper as it comes."""

KEPT: dict[type, dict[str, Any]] = {
    Submission: {
        "enterprise": 1,
        "state": SubmissionState.RECEIVED,
        "version": 1,
        "kind": "产改试点实施方案",
        "received_on": DAY,
    },
    Incentive: {
        "enterprise": 1,
        "state": IncentiveState.GRANTED,
        "year": 2022,
        "name": "智能产线改造",
        "front": "建功立业",
        "granted": 5_000_000,
    },
    Instalment: {"incentive": 1, "day": DAY, "amount": 2_000_000},
    Assessment: {"enterprise": 1, "state": AssessmentState.OPEN, "version": 1, "scheme": "{}", "year": 2022},
    Score: {"assessment": 1, "front": "建功立业", "indicator": "劳动竞赛", "points": 60},
}
"""What the records with a state of their own hold, past their doors."""


def full(doors: Doors | Office) -> None:
    """A wave, an enterprise in it, and one of everything that is kept of it, numbered 1; it has a file too."""
    doors.registers.enter(Wave, WAVE)
    doors.enterprises.enter(UNIT | {"wave": 1})
    db = doors.db if isinstance(doors, Doors) else doors._db
    with journal.operation(db, "试点材料"):
        for record, values in (KEPT | SIMPLE).items():
            registers.insert(db, record, values)
        digest = "ab" * 32
        db.execute("INSERT INTO content (sha256, media, size, data) VALUES (?, 'PDF', 1, x'00')", [digest])
        content = db.execute("SELECT id FROM content WHERE sha256 = ?", [digest]).fetchone()[0]
        registers.insert(db, Enclosure, {"enterprise": 1, "submission": 1, "title": "方案扫描件", "content": content})


_NEXT: dict[type, dict[str, Any]] = {
    Wave: WAVE | {"name": "第二批", "number": 2},
    Due: {"wave": 1, "stage": "启动", "day": DAY},
    Progress: {"task": 1, "quarter": "2022Q2", "percent": 60},
    Pairing: {"enterprise": 1, "cadre": "周副主席", "begins": CHOSEN},
    Filling: {"enterprise": 1, "period": "2022Q2"},
    Studio: {"name": "乙创新工作室", "unit": "某医院"},
    Contest: {"name": "焊工竞赛", "day": DAY},
    Instalment: {"amount": 1_000_000},
    Score: {"indicator": "五小活动"},
}
"""Another of those of which there can't be two that say the same."""

VERBS: dict[str, Callable[[Doors], Change]] = {
    **{
        f"registers.enter {registers.table_of(record)}": lambda doors, record=record: doors.registers.enter(
            record, _NEXT.get(record) or SIMPLE[record]
        )
        for record in (Wave, *SIMPLE)
    },
    "registers.change": lambda doors: doors.registers.change(Call, 1, {"met": "陈总", "hiring": "缺二十人"}),
    "registers.change a wave, and with it the first stage": lambda doors: doors.registers.change(
        Wave, 1, {"document_no": "更正号"}
    ),
    "registers.remove": lambda doors: doors.registers.remove(Contest, 1),
    "enterprises.enter": lambda doors: doors.enterprises.enter({"name": "乙公司", "wave": 1}),
    "enterprises.change": lambda doors: doors.enterprises.change(1, {"workers": 510, "chair": "张兰"}),
    "enterprises.choose": lambda doors: doors.enterprises.choose([1], second_wave(doors)),
    "enterprises.reach": lambda doors: doors.enterprises.reach([1], {"stage": "启动", "day": DAY}),
    "enterprises.correct_stage": lambda doors: doors.enterprises.correct_stage(1, {"document_no": "另号"}),
    "enterprises.drop_stage": lambda doors: doors.enterprises.drop_stage(founded(doors)),
    "enterprises.move": lambda doors: doors.enterprises.move(1, Verb.ACCEPT, day=DAY, reason="达到预期目标"),
    "enterprises.move_all": lambda doors: doors.enterprises.move_all(
        [1, lone(doors)], Verb.LEAVE, day=DAY, reason="企业搬迁"
    ),
    "stages.schedule": lambda doors: doors.stages.schedule(1, {("启动", None): DAY, ("验收", None): None}),
    "submissions.receive": lambda doors: doors.submissions.receive(PAPER | {"enterprise": 1}, [scan()]),
    "submissions.accept": lambda doors: doors.submissions.accept(1, ["目标任务"], "王芳", DAY),
    "submissions.give_back": lambda doors: doors.submissions.give_back(1, "缺少目标任务", "王芳", DAY),
    "submissions.recheck": lambda doors: doors.submissions.recheck(accepted(doors)),
    "submissions.change": lambda doors: doors.submissions.change(1, {"document_no": "7号"}),
    "submissions.remove": lambda doors: doors.submissions.remove(1),
    "enclosures.add": lambda doors: doors.enclosures.add(1, [scan()], "现场照片", call=1),
    "enclosures.void": lambda doors: doors.enclosures.void(1, "传错"),
    "fronts.report": lambda doors: doors.fronts.report(1, "2022Q2", {1: (100, "全部完成", "照片")}, DAY),
    "assessments.begin": lambda doors: doors.assessments.begin([lone(doors)], 2022),
    "assessments.score": lambda doors: doors.assessments.score(
        1, {("建功立业", "劳动竞赛"): {"self_score": 60, "score": 55, "evidence": "竞赛方案"}}
    ),
    "assessments.take_known": lambda doors: doors.assessments.take_known([assessed(doors, 2021)]),
    "assessments.judge": lambda doors: doors.assessments.judge(
        assessed(doors, 2021), {"veto": "拖欠职工工资", "problems": "六月起欠薪"}, {"承办现场会": 20}
    ),
    "assessments.save": lambda doors: doors.assessments.save(
        1, {("建功立业", "劳动竞赛"): {"score": 40}}, {"highlights": "师徒结对"}
    ),
    "assessments.finish": lambda doors: doors.assessments.finish([assessed(doors, 2020)], "评审组", DAY),
    "assessments.enter_scores": lambda doors: doors.assessments.enter_scores(scored(doors)),
    "assessments.redo": lambda doors: doors.assessments.redo(assessed(doors, 2019), "漏计竞赛"),
    "assessments.remove": lambda doors: doors.assessments.remove(assessed(doors, 2021)),
    **contacting.VERBS,
    "enterprises.remove": lambda doors: doors.enterprises.remove(lone(doors)),
    "incentives.apply": lambda doors: doors.incentives.apply(PROJECT | {"enterprise": 1, "name": "另一项目"}),
    "incentives.change": lambda doors: doors.incentives.change(1, {"leader": "周海", "budget": 9_000_000}),
    "incentives.remove": lambda doors: doors.incentives.remove(applied(doors)),
    "incentives.recommend": lambda doors: doors.incentives.recommend([applied(doors)], "同意推荐"),
    "incentives.rank": lambda doors: doors.incentives.rank(2022, [applied(doors), 1]),
    "incentives.grant": lambda doors: doors.incentives.grant({1: 6_000_000}, day=DAY, document_no="5号"),
    "incentives.refuse": lambda doors: doors.incentives.refuse([applied(doors)], "与主题不符"),
    "incentives.withdraw": lambda doors: doors.incentives.withdraw([applied(doors)], "单位申请撤回"),
    "incentives.accept": lambda doors: doors.incentives.accept([1], day=DAY, opinion="同意验收"),
    "incentives.take_back": lambda doors: doors.incentives.take_back([refused(doors)], "补正后重报"),
    "instalments.pay": lambda doors: doors.incentives.pay(1, {"day": DAY, "amount": 1_000_000}, 1),
    "instalments.correct_payment": lambda doors: doors.incentives.correct_payment(1, {"amount": 2_500_000}, 1, "录错"),
    "instalments.void_payment": lambda doors: doors.incentives.void_payment(1, "重复登记"),
}
"""A case for every verb that writes of pilots; ``full`` stands before."""


def second_wave(doors: Doors) -> int:
    """Another wave, there already before the verb is tried."""
    return next(one.id for one in doors.enterprises.waves() if one.id != 1)


def lone(doors: Doors) -> int:
    """An enterprise of which nothing else is kept, there already before the verb is tried."""
    return next(one.id for one in doors.enterprises.every() if one.id != 1)


def scan(name: str = "方案.pdf") -> Picture:
    """A file as it was found good."""
    return Picture(name, Media.PDF, f"%PDF-1.4 {name} %%EOF".encode(), None, ())


def founded(doors: Doors) -> int:
    """The stage that the first enterprise reached by a paper, there already before the verb is tried."""
    return next(one.id for one in doors.enterprises.stages(1) if one.stage == "成立机构")


def accepted(doors: Doors) -> int:
    """A paper that is in order, there already before the verb is tried."""
    return next(one.id for one in doors.submissions.of(1) if one.state is SubmissionState.ACCEPTED)


def assessed(doors: Doors, year: int) -> int:
    """The assessment of the first enterprise and a year: of 2021 begun, of 2020 scored, of 2019 finished."""
    return next(one.id for one in doors.assessments.of(1) if one.year == year)


def scored(doors: Doors) -> ScoresLook:
    """A score sheet of the assessment that is begun, which came back with a mark."""
    number, path = assessed(doors, 2021), doors.path.with_name("评分表.xlsx")
    line = doors.assessments.sheet(number).lines[0].score
    write_scores([score_line(line, {"score": 10})], path, "评分表")
    return doors.assessments.read_scores(path)


def score_line(score: Score, values: dict[str, Any]) -> ScoreLine:
    """A line of a score sheet as it comes back, of the first enterprise."""
    whose = {"number": str(score.id), "unit": UNIT["name"], "front": score.front, "indicator": score.indicator}
    return ScoreLine(**whose | {"scoring": "", "points": score.points} | values)


def assess(doors: Doors) -> None:
    """Three assessments of the first enterprise, as ``assessed`` finds them."""
    for year in (2019, 2020, 2021):
        doors.assessments.begin([1], year)
    for year in (2019, 2020):
        number = assessed(doors, year)
        lines = doors.assessments.sheet(number).lines
        given = {(one.score.front, one.score.indicator): {"score": one.score.points} for one in lines}
        doors.assessments.score(number, given)
    doors.assessments.finish([assessed(doors, 2019)], "评审组", DAY)


def applied(doors: Doors) -> int:
    """A project that is only applied for, there already before the verb is tried."""
    return next(one.id for one in doors.incentives.of(1) if one.state is IncentiveState.APPLIED)


def refused(doors: Doors) -> int:
    """A project that was refused, there already before the verb is tried."""
    return next(one.id for one in doors.incentives.of(1) if one.state is IncentiveState.REFUSED)


def beside(doors: Doors) -> None:
    """What some verbs need beside ``full``: a second wave, an enterprise in it, projects that wait, assessments."""
    assess(doors)
    doors.registers.enter(Wave, WAVE | {"name": "第三批", "number": 3})
    doors.enterprises.enter({"name": "丙公司", "wave": second_wave(doors)})
    contacting.beside(doors)
    doors.submissions.receive(PAPER | {"enterprise": 1, "kind": "产改组织机构文件"})
    doors.submissions.accept(2, ["副组长"], "王芳", DAY)
    with journal.operation(doors.db, "激励项目"):
        for state, name in ((IncentiveState.APPLIED, "班组建设"), (IncentiveState.REFUSED, "技能比武")):
            registers.insert(doors.db, Incentive, PROJECT | {"enterprise": 1, "state": state, "name": name})


def twice(doors: Doors) -> None:
    """A second of everything: of another enterprise in another wave."""
    full(doors)
    beside(doors)
    other = {"enterprise": lone(doors)}
    with journal.operation(doors.db, "第二家"):
        for record, values in (KEPT | SIMPLE).items():
            whose = other if "enterprise" in values else {}
            registers.insert(doors.db, record, values | _NEXT.get(record, {}) | whose)
