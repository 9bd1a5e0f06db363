"""A year of some pilots for the sheets that go up: what they filed, did, asked for, were told and were scored."""

import datetime as dt
from typing import Any

from desktop.office.office import Office
from desktop.pilots.fronts import Task
from desktop.pilots.talent import Contest, Studio, Talent
from desktop.pilots.wave import Wave
from tests.offices import TODAY, Doors
from tests.piloting import UNIT, WAVE

ORGANISATION, PLAN = "产改组织机构文件", "产改试点实施方案"
NAMES = ("江苏甲机械有限公司", "江苏乙重工有限公司", "江苏丙航空材料有限公司", "江苏丁物流有限公司")
CODES = ("91321191MA1XYTAB1T", "9132119116143810X4", "913211913648973063", "91321191583701318B")


def day(month: int, number: int = 10) -> dt.date:
    """A day of the year."""
    return dt.date(2022, month, number)


def lived(doors: Doors | Office) -> None:
    """Four pilots in two waves, and what became of them in 2022."""
    _chosen(doors)
    _filed(doors)
    _worked(doors)
    _asked(doors)
    _monitored(doors)
    _called(doors)
    _assessed(doors)
    _skilled(doors)


def _chosen(doors: Doors | Office) -> None:
    doors.registers.enter(Wave, WAVE)
    doors.registers.enter(Wave, WAVE | {"name": "第二批", "number": 2, "chosen_on": day(5)})
    for place, (name, code) in enumerate(zip(NAMES, CODES, strict=True)):
        more = {"name": name, "credit_code": code, "wave": 1 + place // 2, "workers": 500 + 100 * place}
        doors.enterprises.enter(UNIT | more | {"industry": "高端装备制造", "kind": "民营企业"})


def _filed(doors: Doors | Office) -> None:
    papers = doors.submissions
    for unit, kind, month, number in (
        (1, ORGANISATION, 2, "甲发〔2022〕3号"),
        (1, PLAN, 3, "甲发〔2022〕8号"),
        (2, ORGANISATION, 2, None),
        (3, ORGANISATION, 8, "丙工〔2022〕1号"),
        (3, PLAN, 9, None),
    ):
        values = {"enterprise": unit, "kind": kind, "received_on": day(month), "document_no": number}
        paper = papers.receive(values).record or 0
        if (unit, kind) == (3, PLAN):
            papers.give_back(paper, "缺责任分工", "李科长", day(month, 20))
        else:
            papers.accept(paper, (), "李科长", day(month, 20))


def _worked(doors: Doors | Office) -> None:
    tasks = [
        (1, "建功立业", "开展岗位练兵", day(12, 1)),
        (1, "思想引领", "党建带工建，每季度一堂思政课", day(6, 1)),
        (2, "素质提升", "校企合作培训焊工", None),
        (3, "建功立业", "建创新工作室", day(9, 1)),
    ]
    for unit, front, task, deadline in tasks:
        values = {"enterprise": unit, "front": front, "task": task, "deadline": deadline, "responsible": "周海"}
        doors.registers.enter(Task, values | {"measure": "按月推进"})
    fronts = doors.fronts
    fronts.report(1, "2022Q2", {1: (40, "已开两期", "照片"), 2: (100, "讲了四堂课", None)}, day(7, 5))
    fronts.report(1, "2022Q4", {1: (80, "决赛前一百八十人参加", "名单")}, day(12, 5))
    fronts.report(2, "2022Q3", {3: (50, "与技师学院签约", "协议")}, day(10, 5))


def _asked(doors: Doors | Office) -> None:
    for unit, name, asked in (
        (1, "智能产线改造", 5_000_000),
        (2, "焊工实训基地", 3_000_000),
        (3, "班组建设", 1_000_000),
    ):
        values = {"enterprise": unit, "year": 2022, "name": name, "front": "建功立业", "leader": "周海"}
        doors.incentives.apply(values | {"asked": asked, "self_raised": asked, "budget": 2 * asked})
    doors.incentives.recommend([1, 2], "同意推荐")
    doors.incentives.grant({1: 4_000_000}, day=day(6), document_no="镇新工〔2022〕9号")
    doors.incentives.pay(1, {"day": day(7), "amount": 2_000_000})
    doors.incentives.withdraw([3], "单位申请撤回")


def _monitored(doors: Doors | Office) -> None:
    monitoring = doors.monitoring
    figures: dict[str, Any] = {"heads": 500, "contracts": 500, "insured": 490, "joined": 12, "departed": 7}
    monitoring.fill(1, "2022Q3", figures | {"filled_on": day(10, 8), "risk": "低", "overtime": 20})
    late = {"heads": 300, "contracts": 270, "overdue_heads": 3, "overdue": 1_800_000, "disputes": 1, "dispute_heads": 3}
    monitoring.remind([2, 3], "2022Q3", {"day": day(10, 12), "channel": "电话"})
    monitoring.fill(2, "2022Q3", late | {"filled_on": day(10, 15), "risk": "高"})


def _called(doors: Doors | Office) -> None:
    pairing = doors.pairing
    pairing.pair("王主席", [1, 2], day(2))
    pairing.pair("周副主席", [3], day(6))
    found = {"problem": "缺钳工二十人", "category": "招用工"}
    pairing.call({"enterprise": 1, "day": day(10), "cadre": "王主席", "mode": "实地", "hiring": "缺人"}, [found, found])
    pairing.call({"enterprise": 1, "day": day(11), "cadre": "王主席、周副主席", "mode": "电话", "business": "平稳"})
    pairing.call({"enterprise": 4, "day": day(11), "cadre": "李科长", "mode": "实地", "note": "调研"})
    pairing.solve([1], {"solved_on": day(11, 20), "result": "校园招聘会招到", "satisfaction": "满意"})


def _assessed(doors: Doors | Office) -> None:
    doors.assessments.begin([1, 2, 3], 2022)
    for number, least in ((1, 0), (2, 10), (3, 25)):
        scores = [line.score for line in doors.assessments.sheet(number).lines]
        given = {
            (one.front, one.indicator): {"self_score": one.points, "score": max(one.points - least, 0)}
            for one in scores
        }
        doors.assessments.score(number, given)
    doors.assessments.finish([1, 2], "产改领导小组", TODAY)


def _skilled(doors: Doors | Office) -> None:
    for place, grade in enumerate(("高级工（三级）", "中级工（四级）", "技师（二级）", "没有见过的等级")):
        unit = {"enterprise": 1} if place < 2 else {"unit": "区人民医院"}
        doors.registers.enter(Talent, {"name": f"赵{'甲乙丙丁'[place]}", "grade": grade if place < 3 else None} | unit)
    doors.registers.enter(Contest, {"name": "钳工竞赛", "day": day(5), "heads": 60, "intermediate": 6, "senior": 3})
    doors.registers.enter(
        Contest,
        {"name": "职业技能大赛", "day": day(9), "heads": 210, "intermediate": 40, "senior": 28, "enterprise": 2},
    )
    for number in range(1, 15):
        values = {
            "name": f"{number}号创新工作室",
            "level": "区级",
            "named_on": day(4),
            "members": 5,
            "money": 1_000_000,
        }
        doors.registers.enter(Studio, values | ({"enterprise": 1} if number < 9 else {"unit": "区人民医院"}))
