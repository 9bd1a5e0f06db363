"""Made-up claims, batches and rounds of visits, as papers of aid are made from."""

import datetime as dt
from dataclasses import replace
from typing import Any

from desktop.aid.batch import Means, Outcome, Payment
from desktop.aid.request import RequestState
from desktop.papers import Claim, Earlier, Roll, Round
from desktop.policy.aid_standards import RequestForm
from tests.builders import (
    DAY,
    activity,
    batch,
    card,
    fund,
    household,
    item,
    payment,
    policy,
    request,
    resident_id,
    visit,
)

CHILD = resident_id(dt.date(2004, 5, 6), "男")
EARLIER = (
    Earlier(dt.date(2022, 3, 1), "生活救助", 500_000),
    Earlier(dt.date(2022, 11, 1), "送温暖", 100_000, waiting=True),
)
_PUPIL: dict[str, Any] = {"beneficiary": "刘思远", "relation": "儿子", "beneficiary_id": CHILD}
_FACTS: dict[str, dict[str, Any]] = {
    "医疗救助": {
        "disease": "终末期肾病",
        "hospital": "测试市第一人民医院",
        "admitted_on": dt.date(2022, 9, 1),
        "total_cost": 5_000_000,
        "reimbursed": 2_000_000,
        "own_payment": 3_000_000,
    },
    "子女助学": {
        "school": "测试大学",
        "stage": "本科",
        "major": "机械工程",
        "enrolled": 2022,
        "school_years": 4,
        "tuition": 580_000,
        "first_year": True,
    },
    "职业培训": {"course": "电工", "organiser": "测试技校", "own_payment": 120_000},
    "法律援助": {"ethnic": "汉族", "matter": "追讨工资", "stage_of_law": "劳动仲裁", "work_phone": "0511-80000001"},
    "临时救助": {"event": "家中失火，房屋烧毁", "happened_on": dt.date(2022, 11, 3), "loss": 8_000_000},
    "阳光就业": {
        "school": "测试大学",
        "degree": "本科",
        "major": "机械工程",
        "graduated_on": dt.date(2022, 7, 1),
        "intention": "本地制造业",
        "job_state": "未就业",
        "measures": "岗位推荐、技能培训",
    },
    "互助保障": {"product": "住院医疗互助", "premium": 10_000},
}
FORMS = {
    RequestForm.ILLNESS: "医疗救助",
    RequestForm.SCHOOL: "子女助学",
    RequestForm.TRAINING: "职业培训",
    RequestForm.LEGAL: "法律援助",
    RequestForm.EVENT: "临时救助",
    RequestForm.JOB: "阳光就业",
    RequestForm.WAIVER: "费用减免",
    RequestForm.INSURANCE: "互助保障",
}
"""The programme that is asked for by each form."""


def asked(programme: str, seed: int = 3, **values: Any) -> Claim:
    """An application for that programme with every question answered, not decided yet."""
    own = _PUPIL if programme in {"子女助学", "阳光就业"} else {}
    usual: dict[str, Any] = {"reason": "家庭困难，无力承担。", "asked": 2_000_000, "facts": _FACTS.get(programme, {})}
    one = request(seed, programme=programme, **{**own, **usual, **values})
    home = household(seed) if one.household else None
    return Claim(programme=programme, request=one, home=home, earlier=EARLIER, policy=policy())


def granted(programme: str = "医疗救助", **values: Any) -> Claim:
    """An application that was granted above its ceiling, with everything that an approval tells."""
    decided: dict[str, Any] = {
        "state": RequestState.GRANTED,
        "documents": "疾病诊断证明、医保结算单",
        "unit_opinion": "情况属实，同意申报。",
        "handler": "王经办",
        "granted": 1_500_000,
        "basis": "自付 30,000 × 50% = 15,000；上限 12,000；本次 15,000",
        "override": "家庭特别困难，经主席办公会同意",
        "override_by": "李主席",
        "upper_no": "测工发〔2022〕12号",
        "decided_on": DAY,
        "decided_by": "陈主席",
    }
    return asked(programme, **{**decided, **values})


def paid() -> Claim:
    """A line of an approved batch that is paid without an application."""
    line = payment(5, standard=500_000, ceiling=888_000)
    where = batch(approved_by="陈主席")
    return Claim(programme="生活救助", payment=line, batch=where, home=household(5), policy=policy())


def unasked(programme: str) -> Claim:
    """A form for the pen, of nobody yet."""
    return Claim(programme=programme, policy=policy())


def waivers() -> list[Claim]:
    """Three households that ask to be spared water and power."""
    return [
        asked("费用减免", seed, facts=_waiver(seed, item_, receiver))
        for seed in range(3)
        for item_, receiver in (("水费", "供水公司"), ("电费", "供电公司"))
    ]


def _waiver(seed: int, what: str, receiver: str) -> dict[str, Any]:
    return {
        "item": what,
        "receiver": receiver,
        "certificate_no": f"TK{seed:04}",
        "account_no": f"8800{seed:06}",
        "meter_address": household(seed).address,
        "benefit": "每月减免 5 吨",
        "valid_from": dt.date(2022, 1, 1),
        "valid_to": dt.date(2022, 12, 31),
        "saved": 12_050,
    }


def lines() -> list[Payment]:
    """Twelve lines with everything that can be said of one."""
    found = [payment(seed, digest=f"{seed:040x}") for seed in range(12)]
    said: dict[int, dict[str, Any]] = {
        1: {"beneficiary": "王小明", "override": "家庭特别困难", "override_by": "李主席"},
        2: {"repays": 9},
        3: {"means": Means.CASH, "proxy": "张三丰", "proxy_id": resident_id()},
        4: {"means": Means.CASH, "goods": 20_000, "goods_note": "大米×2、食用油×1"},
        5: {"card": None, "goods": 500_000, "goods_note": "大米×2"},
        6: {"goods": 20_000, "goods_note": "大米×2"},
        7: {"withheld": "本人去世"},
        8: {"excluded": "本年已领"},
        9: {"outcome": Outcome.FAILED, "outcome_on": dt.date(2022, 12, 25), "failure": "户名不符"},
    }
    return [replace(one, **said.get(place, {})) for place, one in enumerate(found)]


def roll(**values: Any) -> Roll:
    """A batch that was paid, was sent twice, and pays anew what came back."""
    said: dict[str, Any] = {
        "approved_by": "陈主席",
        "paid_on": dt.date(2022, 12, 20),
        "sent_on": dt.date(2022, 12, 15),
        "sent_times": 2,
        "sent_stamp": "0123456789abcdef" * 2,
        "voucher": "2022-001",
        "repays": 4,
    }
    signers = policy().labels("sign_off")
    return Roll(
        batch=batch(**{**said, **values}), payments=lines(), signers=signers, fund=fund(document_no="测〔2022〕3号")
    )


def round_of_visits(count: int = 25) -> Round:
    """Visits in every town and of three kinds, one unit, one void, one made."""
    kinds = ("困难职工", "环卫工人", "快递员")
    every = [
        visit(
            seed,
            kind=kinds[seed % 3],
            goods="大米×1、食用油×2" if seed % 2 else None,
            goods_value=20_000 if seed % 2 else 0,
        )
        for seed in range(count)
    ]
    said: dict[int, dict[str, Any]] = {
        3: {
            "visited_on": dt.date(2023, 1, 10),
            "visitors": "李主席、王干事",
            "place": "家中",
            "signed_by": "刘建国",
            "reason": "妻子患病，收入低。",
            "bank": "中国工商银行",
            "card": card(3),
        },
        4: {"name": "测试快递公司", "heads": 30, "resident_id": None, "sex": None, "town": None, "kind": "单位"},
        5: {"void_reason": "重复"},
    }
    visits = [replace(one, **said.get(place, {})) for place, one in enumerate(every)]
    whole = activity(leader="李主席", plan_no="测工发〔2023〕1号")
    return Round(activity=whole, visits=visits, items=[item(0), item(1)], photos={4: (12, 13)}, files={4: "2022-0004"})
