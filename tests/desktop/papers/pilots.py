"""Made-up pilots, projects, assessments, inspections and calls, as papers of pilots are made from."""

import datetime as dt
from dataclasses import replace
from typing import Any

from desktop.papers.unit import CalledOn, Inspected, Project, Scored, Unit
from desktop.pilots.assessment import Assessment, AssessmentState, Score
from desktop.pilots.completeness import UnitPapers, completeness
from desktop.pilots.enterprise import Enterprise, PilotState
from desktop.pilots.fronts import Progress, Task
from desktop.pilots.incentive import Incentive, IncentiveState, Instalment, Spending
from desktop.pilots.incentive_statement import statement
from desktop.pilots.monitoring import Filling
from desktop.pilots.pairing import Call, Inspection, Pairing, Problem
from desktop.pilots.scheme import Scheme, scheme_of
from desktop.pilots.stages import Pilot, course
from desktop.pilots.submission import Enclosure, Submission, SubmissionState
from desktop.pilots.talent import Contest, Studio, Talent
from desktop.pilots.wave import Due, Milestone, Wave
from tests.builders import DAY, policy

CHOSEN = dt.date(2022, 1, 10)
LONG_NAME = (
    "江苏镇江新区䶮𬭚精密机械与航空航天新材料高端装备制造产业技术创新研究院"
    "股份有限公司大港第一分公司暨职工之家示范点工会企业"
)
"""Sixty characters, some of which few faces have."""

POLICY = policy()
WAVE = Wave(
    id=1,
    name="第一批",
    number=1,
    level="区级",
    chosen_on=CHOSEN,
    document_no="测工发〔2022〕1号",
    term=12,
    enterprises=8,
)
_WHOLE: dict[str, Any] = {
    "credit_code": "91321191MA1XYZAB10",
    "address": "测试区通港路18号",
    "town": "大港街道",
    "industry": "高端装备制造",
    "kind": "民营企业",
    "size": "中型",
    "founded_on": dt.date(2008, 5, 6),
    "honours": "江苏省五一劳动奖状（2019）、镇江市模范职工之家（2021）",
    "workers": 520,
    "industrial_workers": 410,
    "skilled": 126,
    "high_skilled": 41,
    "party_members": 38,
    "union_name": "江苏甲机械有限公司工会委员会",
    "union_founded_on": dt.date(2010, 3, 1),
    "members": 498,
    "registered_members": 480,
    "chair": "张兰",
    "liaison": "秦文斌",
    "phone": "13800000001",
    "wave": 1,
    "wave_name": "第一批",
    "level": "区级",
    "type": "综合试点",
    "topic": "技能等级自主认定和能级工资",
    "base": "公司建有市级劳模创新工作室1个，职工技能培训中心600平方米，近三年职工教育经费使用率均在80%以上。\n"
    "2021年开展岗位练兵12场，参加职工占九成。",
    "goal": "试点期内新增高级工以上技能人才20人，职工入会率稳定在95%以上，签订能级工资集体协商协议。",
    "stage": "季度进展",
    "stage_on": dt.date(2022, 10, 8),
    "cadres": "王主席",
    "called_on": dt.date(2022, 11, 3),
    "monitored": True,
}


def enterprise(**values: Any) -> Enterprise:
    """A pilot of the first wave with every field filled."""
    usual: dict[str, Any] = {"id": 1, "state": PilotState.ACTIVE, "name": "江苏甲机械有限公司"}
    return Enterprise(**usual | _WHOLE | values)


def bare(**values: Any) -> Enterprise:
    """A unit of which only the name is known."""
    return Enterprise(**{"id": 2, "state": PilotState.ACTIVE, "name": "乙公司"} | values)


_SUBMISSIONS = (
    Submission(
        id=1,
        enterprise=1,
        state=SubmissionState.ACCEPTED,
        kind="产改组织机构文件",
        received_on=dt.date(2022, 2, 1),
        document_no="甲机〔2022〕3号",
    ),
    Submission(
        id=2,
        enterprise=1,
        state=SubmissionState.RETURNED,
        kind="产改试点实施方案",
        received_on=dt.date(2022, 3, 2),
        return_reason="缺少责任分工，请补充后重新报送。",
    ),
)
_MARKS = (
    ("确定批次", 1, None, CHOSEN, "测工发〔2022〕1号"),
    ("成立机构", 2, None, dt.date(2022, 2, 1), "甲机〔2022〕3号"),
    ("启动", 4, None, dt.date(2022, 4, 20), None),
    ("季度进展", 5, "2022Q1", dt.date(2022, 4, 8), None),
    ("季度进展", 5, "2022Q2", dt.date(2022, 7, 15), None),
)


def _steps(one: Enterprise, wave: Wave | None) -> Any:
    marks = tuple(
        Milestone(id=number, enterprise=1, stage=stage, rank=rank, period=period, day=day, document_no=paper)
        for number, (stage, rank, period, day, paper) in enumerate(_MARKS, 1)
    )
    dues = (
        Due(id=1, wave=1, stage="成立机构", day=dt.date(2022, 2, 10)),
        Due(id=2, wave=1, stage="方案上报", day=dt.date(2022, 3, 10)),
    )
    return course(POLICY, Pilot(enterprise=one, wave=wave, dues=dues, reached=marks if wave else ()), DAY)


def papers_of(one: Enterprise, filed: Any) -> UnitPapers:
    return completeness(POLICY, [one], filed).units[0]


def whole_set() -> list[Submission]:
    """Every paper that the second pilot must file, all in order."""
    return [
        replace(_SUBMISSIONS[0], id=number, enterprise=2, kind=rule.name)
        for number, rule in enumerate(POLICY.submissions, 1)
    ]


def unit(tasks: int = 6, **values: Any) -> Unit:
    """A pilot with a line of everything and so many tasks."""
    one = enterprise(**values)
    fronts = POLICY.labels("front")
    every = [
        Task(
            id=number,
            enterprise=1,
            front=fronts[number % len(fronts)],
            task=f"第{number}项任务：开展岗位练兵和技能竞赛",
            measure="每季度一场，车间选拔、公司决赛" if number % 2 else None,
            responsible="工会 张兰",
            deadline=dt.date(2022, 12, 1),
            done_on=dt.date(2022, 11, 20) if number == 1 else None,
        )
        for number in range(1, tasks + 1)
    ]
    return Unit(
        one=one,
        wave=WAVE,
        steps=_steps(one, WAVE),
        submissions=_SUBMISSIONS,
        papers=papers_of(one, _SUBMISSIONS),
        tasks=every,
        progress={task.id: _reports(task.id) for task in every},
        incentives=[incentive()],
        assessments=[assessment()],
        pairings=[
            Pairing(
                id=1, enterprise=1, cadre="王主席", duty="副主席", phone="13900000002", way="结对服务", begins=CHOSEN
            )
        ],
        calls=[call()],
        inspections=[inspection()],
        problems=problems(),
        studios=[Studio(id=1, enterprise=1, name="张师傅创新工作室", level="市级", leader="张强", members=8)],
        contests=[Contest(id=1, enterprise=1, name="钳工竞赛", day=dt.date(2022, 5, 1), heads=60, senior=3)],
        talents=[
            Talent(id=1, enterprise=1, name="张强", grade="技师（二级）", craftsman="市级工匠"),
            Talent(id=2, enterprise=1, name="李红", grade="中级工（四级）"),
            Talent(id=3, enterprise=1, name="王海", grade="中级工（四级）"),
            Talent(id=4, enterprise=1, name="赵云"),
        ],
        fillings=[
            Filling(id=1, enterprise=1, period="2022Q3", filled_on=dt.date(2022, 10, 8), heads=500, contracts=500)
        ],
        policy=POLICY,
    )


def empty() -> Unit:
    """A unit of which nothing is kept but its name."""
    one = bare()
    return Unit(one=one, papers=papers_of(one, ()), policy=POLICY)


def hostile() -> Unit:
    """A unit whose texts are as long as they may be, with rare characters and forty tasks."""
    text = "䶮𬭚镕堃喆" * 100
    return unit(
        40,
        name=LONG_NAME,
        union_name="工会" * 50,
        address="路" * 100,
        honours=text[:300],
        base=text,
        goal="一行\n" * 160,
        topic=text[:100],
        note=text[:300],
        workers=9_999_999,
    )


def _reports(task: int) -> list[Progress]:
    return [
        Progress(id=1, task=task, quarter="2022Q1", percent=30, progress="已开两期", evidence="签到表"),
        Progress(id=2, task=task, quarter="2022Q2", percent=60),
    ]


def incentive(**values: Any) -> Incentive:
    """A project that was granted."""
    usual: dict[str, Any] = {
        "id": 7,
        "enterprise": 1,
        "state": IncentiveState.GRANTED,
        "year": 2022,
        "name": "智能产线改造劳动竞赛",
        "front": "建功立业",
        "leader": "张兰",
        "phone": "13800000001",
        "begins": dt.date(2022, 4, 1),
        "ends": dt.date(2022, 11, 30),
        "background": "公司两条产线改造，职工技能跟不上设备。",
        "measures": "一是以赛促学；二是师带徒；三是与职业学院合作办班。",
        "results": "培训300人次，新增高级工12人，产线节拍提高15%。",
        "innovation": "竞赛成绩与能级工资挂钩，做法可在园区同类企业推广。",
        "budget": 12_000_000,
        "self_raised": 7_000_000,
        "asked": 5_000_000,
        "unit_opinion": "同意申报，自筹经费已列入预算。",
        "rank": 1,
        "district_opinion": "项目成熟，同意推荐。",
        "granted": 5_000_000,
        "granted_on": dt.date(2022, 5, 20),
        "document_no": "测工发〔2022〕15号",
        "paid": 3_000_000,
        "spent": 2_400_050,
    }
    return Incentive(**usual | values)


def project(lines: int = 2, amount: int = 1_200_025, **values: Any) -> Project:
    """A project with two instalments, a void one, and so many lines of spending of that amount each."""
    instalments = [
        Instalment(id=1, incentive=7, day=dt.date(2022, 6, 1), amount=2_000_000, invoice_no="0012345", fund=3),
        Instalment(id=2, incentive=7, day=dt.date(2022, 6, 2), amount=2_000_000, void_reason="金额录错"),
        Instalment(id=3, incentive=7, day=dt.date(2022, 9, 1), amount=1_000_000, note="余款验收后拨"),
    ]
    spendings = [
        Spending(
            id=number,
            incentive=7,
            day=dt.date(2022, 6, 1) + dt.timedelta(days=number),
            item=f"竞赛用品第{number}批",
            amount=amount,
            invoice_no=f"3200{number:04}",
        )
        for number in range(1, lines + 1)
    ]
    enclosures = [Enclosure(id=1, enterprise=1, media="PDF", size=10, incentive=7, title="项目实施方案")]
    money = statement(incentive(**values), instalments, spendings, {3: "2022年产改激励资金"})
    return Project(unit=unit(), money=money, enclosures=enclosures)


def applied(**values: Any) -> Project:
    """A project of which only the name is known, just applied for."""
    usual: dict[str, Any] = {
        "id": 8,
        "enterprise": 2,
        "state": IncentiveState.APPLIED,
        "year": 2022,
        "name": "新项目",
        "front": "思想引领",
    }
    one = Incentive(**usual | values)
    money = statement(one, (), (), {})
    return Project(unit=empty(), money=money)


def assessment(**values: Any) -> Assessment:
    """An assessment that was finished."""
    usual: dict[str, Any] = {
        "id": 4,
        "enterprise": 1,
        "state": AssessmentState.FINAL,
        "wave": 1,
        "wave_name": WAVE.name,
        "year": 2022,
        "bonus": 30,
        "bonus_reason": "做法被省级媒体报道",
        "self_total": 960,
        "total": 905,
        "grade": "优秀",
        "highlights": "能级工资集体协商走在全区前列。",
        "problems": "实名制录入还差18人。",
        "assessed_by": "区产改协调小组办公室",
        "assessed_on": DAY,
    }
    return Assessment(**usual | values)


def scored(scheme: Scheme | None = None, **values: Any) -> Scored:
    """An assessment of which every indicator has its scores."""
    by = scheme or scheme_of(POLICY)
    scores = [
        Score(
            id=number,
            assessment=4,
            front=one.front,
            indicator=one.name,
            points=one.points,
            basis="机构文件已通过 1 份，满分要 1 份，得 4 分。" if number == 1 else None,
            self_score=one.points,
            score=one.points - one.points % 7,
            evidence="红头文件、会议纪要" if number % 2 else None,
            note="缺一次会议记录" if number == 3 else None,
        )
        for number, one in enumerate(by.every, 1)
    ]
    return Scored(unit=unit(), one=assessment(**values), scheme=by, scores=scores)


def unscored() -> Scored:
    """An assessment that was just begun."""
    whole = scored(state=AssessmentState.OPEN)
    scores = [replace(one, self_score=None, score=None, basis=None, evidence=None, note=None) for one in whole.scores]
    one = Assessment(id=5, enterprise=2, state=AssessmentState.OPEN, year=2022)
    return replace(whole, unit=empty(), one=one, scores=scores)


def inspection(**values: Any) -> Inspection:
    """An inspection that found something."""
    usual: dict[str, Any] = {
        "id": 2,
        "enterprise": 1,
        "kind": "中期督查",
        "day": dt.date(2022, 7, 20),
        "inspectors": "李科长、王干事",
        "ways": "听取汇报、查阅台账、走访车间",
        "strengths": "组织机构健全，党政主要负责人牵头。\n岗位练兵常态化，参赛面达到九成。",
        "shortcomings": "季度台账更新不及时。\n实施方案责任分工不够具体。",
        "demands": "补齐二季度台账，逐项明确责任人。\n重新报送实施方案。",
        "mend_by": dt.date(2022, 8, 31),
        "document_no": "测工函〔2022〕9号",
    }
    return Inspection(**usual | values)


def problems() -> list[Problem]:
    """Two problems, one of which was solved."""
    return [
        Problem(
            id=1,
            enterprise=1,
            call=3,
            found_on=dt.date(2022, 11, 3),
            problem="缺钳工20人，招聘周期长",
            category="招用工",
            handed_to="区人社局",
            owner="王主席",
            deadline=dt.date(2022, 12, 3),
        ),
        Problem(
            id=2,
            enterprise=1,
            call=3,
            found_on=dt.date(2022, 11, 3),
            problem="职工食堂用电增容",
            category="其他",
            owner="李科长",
            deadline=dt.date(2022, 11, 20),
            result="供电部门已增容",
            solved_on=dt.date(2022, 11, 18),
            satisfaction="满意",
        ),
    ]


def call(**values: Any) -> Call:
    """A call that speaks of all six topics."""
    usual: dict[str, Any] = {
        "id": 3,
        "enterprise": 1,
        "day": dt.date(2022, 11, 3),
        "cadre": "王主席",
        "mode": "实地",
        "met": "张兰（工会主席）",
        "business": "订单同比增加两成，两班运转。",
        "hiring": "缺钳工20人。",
        "talent": "高级工41人，后备15人。",
        "training": "全年培训1200人次。",
        "insurance": "五险全员参保。",
        "relations": "集体合同明年6月到期。",
    }
    return Call(**usual | values)


def inspected(**values: Any) -> Inspected:
    """An inspection with two problems that have deadlines."""
    return Inspected(unit=unit(), one=inspection(**values), problems=problems())


def called(**values: Any) -> CalledOn:
    """A call with two problems."""
    return CalledOn(unit=unit(), one=call(**values), problems=problems())
