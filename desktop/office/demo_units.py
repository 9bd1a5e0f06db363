"""Pilots of the demo office: thirty invented enterprises in four waves, and one that is only recommended."""

import datetime as dt
from collections.abc import Sequence

from stdnum.cn import uscc

from desktop.base.calendar import today
from desktop.base.fields import Values
from desktop.office.office import Office
from desktop.pilots.periods import months_after
from desktop.pilots.wave import Wave

BEGUN = (27, 15, 9, 2)
"""How many months ago each wave was chosen; the time of the first two is over."""

_SIZES = (6, 8, 8, 8)
_TRADES = (
    ("精密机械", "高端装备制造"),
    ("港口物流", "港口物流"),
    ("电子材料", "电子信息"),
    ("新材料", "新材料"),
    ("化工", "化工"),
    ("航空部件", "航空航天材料"),
    ("生物科技", "生物医药"),
)
_STEMS = (
    "恒拓 瑞澜 鼎科 江砺 长岭 云帆 泰衡 润泽 华穗 金沃 昌岳 宏启 凌岳 海澄 百炼 "
    "新岸 东屹 立宁 远洲 安澜 盛禾 同铸 景曜 德润 四方 通达 启元 明锐 天工 博远 群力 "
    "嘉石 望江 青禾 佳木 凯旋 永盛 联创 朗宁 卓越 星火 金桥 致远 维信 宝成 丰源"
).split()
_LIAISONS = (
    "秦文 陆远 孟晓 方洁 汪涛 严明 石岩 贺琳 龚伟 程燕 邵峰 崔莹 尹浩 江雪 戴军 "
    "夏敏 田亮 任静 姚斌 卢芳 钟凯 廖勇 范晴 金鑫 史磊 顾宁 贾蓉 康平 白露 毛毅 黎阳 "
    "段鸿 雷鸣 侯亮 龙飞 万青 钱进 汤敏 尹红 常乐 武强 乔木 赖明 樊星 兰天 殷实"
).split()
_HEADS = ((800, "大型"), (300, "中型"), (0, "小型"))
_KINDS = ("民营企业", "股份制企业", "国有企业", "外商投资企业")


def choose(office: Office) -> list[list[int]]:
    """Enter them all; their numbers, wave by wave."""
    waves = [_wave(office, place) for place in range(len(_SIZES))]
    units = _enter(office, waves)
    office.enterprises.enter(unit(sum(_SIZES)))
    return units


def _wave(office: Office, place: int) -> int:
    """A wave with the days by which its pilots should be at each stage."""
    day = months_after(today(), -BEGUN[place])
    values: Values = {
        "name": f"第{'一二三四'[place]}批",
        "number": place + 1,
        "level": "区级",
        "chosen_on": day,
        "document_no": f"镇新工〔{day.year}〕{20 + place}号",
        "term": 12,
    }
    number = office.registers.enter(Wave, values).record or 0
    office.stages.schedule(number, office.stages.proposed(number))
    return number


def _enter(office: Office, waves: Sequence[int]) -> list[list[int]]:
    places = iter(range(sum(_SIZES)))
    return [
        [office.enterprises.enter({**unit(next(places)), "wave": wave}).record or 0 for _ in range(size)]
        for wave, size in zip(waves, _SIZES, strict=True)
    ]


def unit(place: int) -> Values:
    """What is known of the invented enterprise at a place, from 0 to 45."""
    trade, industry = _TRADES[place % len(_TRADES)]
    workers = 120 + place * 137 % 900
    return {
        "name": f"镇江{_STEMS[place]}{trade}有限公司",
        "credit_code": _credit_code(place),
        "address": f"镇江新区大港街道金港大道{place * 7 + 3}号",
        "industry": industry,
        "kind": _KINDS[place % len(_KINDS)],
        "size": next(size for least, size in _HEADS if workers >= least),
        "founded_on": dt.date(1998 + place % 20, 5, 18),
        "honours": "江苏省五一劳动奖状" if place % 9 == 0 else None,
        "workers": workers,
        "industrial_workers": workers * 3 // 4,
        "skilled": workers * 3 // 8,
        "high_skilled": workers * (1 + place % 4) // 32,
        "party_members": workers // 18,
        "union_name": f"镇江{_STEMS[place]}{trade}有限公司工会委员会",
        "union_founded_on": dt.date(2003 + place % 16, 9, 10),
        "members": workers * (97 - place % 13) // 100,
        "registered_members": workers * (90 - place % 11) // 100,
        "chair": _LIAISONS[-place],
        "liaison": _LIAISONS[place],
        "phone": f"139{place * 7919 % 10**8:08}",
        "level": "区级",
        "type": "项目试点" if place % 3 == 0 else "综合试点",
        "topic": "技能等级自主评价" if place % 3 == 0 else None,
        "base": "建会多年，党政工齐抓，近三年没有发生劳动争议；有职工之家和实训场地。",
        "goal": "试点期内高级工以上占比提高五个百分点，全员建立技能档案，技能等级和薪酬挂钩。",
    }


def _credit_code(place: int) -> str:
    """One with the code of a province for its district, under which none is given out."""
    start = f"91320000MA0DEM{place:03}"
    return start + str(uscc.calc_check_digit(start))
