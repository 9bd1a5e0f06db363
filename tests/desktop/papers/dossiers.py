"""Made-up files with the steps of their lives, as papers are made from."""

import datetime as dt
from dataclasses import replace

from desktop.base.fields import Value
from desktop.cases.documents import Document
from desktop.cases.household import COSTS, INCOMES, Household, State
from desktop.cases.steps import Step, Verb
from desktop.papers import Dossier, Issuer
from tests.builders import DAY, household, person, policy

ISSUER = Issuer(office="测试区总工会", day=DAY, phone="0511-83371234", city="测试市总工会")
LONG = "阿依古丽·买买提·吐尔逊江·阿布都热合曼"
_PATH = (State.DRAFT, State.ACCEPTED, State.VISITED, State.ASSESSED, State.POSTED, State.PENDING, State.ON_FILE)


def step(number: int, verb: Verb, states: tuple[State, State], day: dt.date, people: str, **said: Value) -> Step:
    """A step; what is said but its opinion is its body."""
    opinion = said.pop("opinion", None)
    return Step(
        id=number,
        household=1,
        verb=verb,
        before=states[0],
        after=states[1],
        day=day,
        people=people,
        opinion=str(opinion) if opinion else None,
        body=said,
    )


def _states(place: int) -> tuple[State, State]:
    return _PATH[place], _PATH[place + 1]


_POSTED = (State.POSTED, State.POSTED)
LIFE = (
    step(
        1,
        Verb.ACCEPT,
        _states(0),
        dt.date(2022, 7, 4),
        "王受理",
        opinion="材料齐全，予以受理。",
        applied_on=dt.date(2022, 7, 1),
    ),
    step(
        2,
        Verb.VISIT,
        _states(1),
        dt.date(2022, 7, 8),
        "张三（副主席）、李四（干事）",
        opinion="情况属实，建议建档。",
        place="春风路4号",
        interviewee="徐秀英",
        kinship="配偶",
        living=4,
        income_seen="工资条、退休金存折",
        costs_seen="住院结算单 3 张",
        assets="没有车辆，存款约 2 万元",
        home="自购房一套，陈设简单",
        cause="患重特大疾病",
        needs="生活救助、医疗救助",
        category="深度困难",
        amount=500_000,
        signed=True,
    ),
    step(3, Verb.ASSESS, _states(2), dt.date(2022, 7, 12), "核对中心", agrees=True, registers="民政、不动产、车管"),
    step(4, Verb.POST, _states(3), dt.date(2022, 7, 13), "赵六", ends=dt.date(2022, 7, 20), place="公司公告栏"),
    step(
        5, Verb.OBJECT, _POSTED, dt.date(2022, 7, 15), "孙举报", opinion="反映该户有一辆小汽车。", contact="13900001111"
    ),
    step(
        6,
        Verb.ANSWER,
        _POSTED,
        dt.date(2022, 7, 18),
        "张三、李四",
        opinion="经查车辆在其弟名下，不属于该户。",
        objection=5,
        upheld=False,
    ),
    step(7, Verb.END_NOTICE, _states(4), dt.date(2022, 7, 21), "赵六"),
    step(
        8,
        Verb.DECIDE,
        _states(5),
        dt.date(2022, 7, 25),
        "陈主席",
        opinion="同意建档",
        level="区总工会",
        meeting="主席办公会〔2022〕7号",
        category="深度困难",
    ),
)
"""From the application to the approval, with an objection that was answered."""

LEFT = (
    step(
        9,
        Verb.LIFT,
        (State.ON_FILE, State.LIFTED),
        dt.date(2023, 6, 1),
        "陈主席",
        opinion="妻子已就业，收入稳定。",
        income=310_000,
        months=7,
        meeting="主席办公会〔2023〕5号",
    ),
    step(
        10,
        Verb.CLOSE,
        (State.LIFTED, State.CLOSED),
        dt.date(2024, 6, 3),
        "陈主席",
        opinion="脱困满一年，没有返困。",
        kind="脱困",
    ),
)
"""And out again."""

_MONEY = {name: 100_000 * place for place, name in enumerate((*INCOMES, *COSTS), 1)}
_STUDY = {"education": "小学", "enrolled": 2019, "school_years": 6, "identity": "小学", "workplace": "测试小学"}
_JOB = {
    "workplace": "测试纺织厂",
    "identity": "在岗",
    "job_state": "在岗",
    "job_kind": "集体企业",
    "job_unit_state": "正常",
    "job_industry": "纺织",
    "honour": "非劳模",
    "contract_on": dt.date(2020, 3, 1),
    "contract_term": "三年",
    "member_note": "轮岗",
    "other_phone": "0511-80000000",
}
_ANYBODY = {
    "politics": "群众",
    "marriage": "已婚",
    "disability": "肢体四级",
    "insurance": "职工医保",
    "household_register": "非农业",
    "lives_here": True,
}
_WORK = {"model_worker": "非劳模", "employer_kind": "国有企业", "employer_state": "亏损企业", "industry": "机电"}
_FILE = {"file_level": "全国级", "key_group": "支出性生活困难", "measure": "纳入政府救助", "lift_target": True}
_HOME = {
    "hukou_place": "江苏省镇江市",
    "postcode": "212132",
    "other_contact": "0511-83371234",
    "housing": "自购房",
    "floor_area": 8550,
    "single_parent": False,
}
_MEANS = {
    "living_size": 4,
    "other_yearly_income": 50_000,
    "dibao": True,
    "dibao_amount": 30_000,
    "relief_card": "JZ0001",
    "self_help": True,
    "zero_employment": False,
}
_CAUSE = {
    "category_reason": "另有负债",
    "other_causes": "子女上学、下岗失业",
    "cause_text": "房贷",
    "sick_person": "本人",
    "cause_note": "长期透析，每月自费约1,500元。",
}
_KEPT = {"helper": "测试街道总工会", "branch": "测试支行", "filed_by": "甲", "checked_by": "乙", "typed_by": "丙"}
_REST = {"union": "测试镇总工会", "work_began": dt.date(1990, 7, 1), "note": "存折在配偶处"}


def whole_household() -> Household:
    """A file of which every field is filled: the applicant, a spouse who works, a child, a grown daughter."""
    base = household(3, members=3)
    self, spouse, child, daughter = base.persons
    persons = (
        replace(self, **_ANYBODY, **_MONEY, health="终末期肾病", identity="在岗", education="高中"),
        replace(spouse, **_ANYBODY, **_JOB, education="初中", phone="13900000001", wage_income=2_400_000),
        replace(person(77, relation=child.relation, sex="男", birth=dt.date(2012, 5, 5), phone=None), **_STUDY),
        daughter,
    )
    return replace(base, persons=persons, **_WORK, **_FILE, **_HOME, **_MEANS, **_CAUSE, **_KEPT, **_REST)


_PAGES = (("困难职工帮扶申请书", 1), ("困难职工档案表", 2), ("户口簿和身份证复印件", 6), ("家庭成员收入证明", None))


def documents() -> tuple[Document, ...]:
    """Some documents, of which nobody counted the pages of one; another one behind it."""
    kinds = (*_PAGES, ("疾病诊断证明和自付费用票据", 12))
    return tuple(
        Document(id=place, household=1, kind=kind, received_on=dt.date(2022, 7, place), pages=pages)
        for place, (kind, pages) in enumerate(kinds, 1)
    )


FILLED = Dossier(home=whole_household(), steps=LIFE, policy=policy(), documents=documents())
"""A file from the application to the approval, with every field filled."""

EMPTY = Dossier(
    home=replace(household(5, members=0), file_no=None, employer=None, filed_on=None, size=None, yearly_income=None),
    policy=policy(),
)
"""A file that says next to nothing, on file without a step."""

_CROWD = household(7, members=7)
MANY = Dossier(
    home=replace(_CROWD, persons=(replace(_CROWD.applicant, name=LONG), *_CROWD.persons[1:])),
    policy=policy(),
    steps=LIFE[:4],
)
"""Eight persons, a name that fills its box, a notice that hangs."""


def gone() -> Dossier:
    """The same file as the filled one, lifted out and closed since."""
    return replace(FILLED, home=replace(FILLED.home, state=State.CLOSED), steps=(*LIFE, *LEFT))
