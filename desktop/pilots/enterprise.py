"""Pilot enterprises of the industrial-worker reform (reference: domain §4.2)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from desktop.base.fields import Kind, field

UNIT, PEOPLE, UNION, PILOT = "单位", "职工", "工会", "试点"
"""The parts of an enterprise's form."""


class PilotState(StrEnum):
    """What became of a pilot; only one that goes on is asked for papers, progress and assessments."""

    ACTIVE = "试点中"
    EXTENDED = "已延续"
    ACCEPTED = "已验收"
    LEFT = "已退出"

    @property
    def goes_on(self) -> bool:
        """Whether it is still a pilot."""
        return self in {PilotState.ACTIVE, PilotState.EXTENDED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Enterprise:
    """One pilot enterprise. Numbers of people are heads.

    Attributes:
        wave: number of the wave in which it was chosen; None where it is only recommended.
        stage: the furthest stage that it reached, computed; ``stage_on`` the day.
        cadres, called_on: who looks after it today, and the last day on which somebody called on it; computed.
        monitored: whether it fills in the labour-relations monitoring; None counts as yes.
        until: to which day it was extended; ``ended_on`` when it was accepted or left.
    """

    id: int
    state: Annotated[PilotState, field("状态", Kind.CODE, computed=True)]
    name: Annotated[str, field("单位名称", needed=True, limit=60, group=UNIT)]
    credit_code: Annotated[str | None, field("统一社会信用代码", Kind.CREDIT_CODE, group=UNIT)] = None
    address: Annotated[str | None, field("地址", group=UNIT)] = None
    town: Annotated[str | None, field("镇（街道）", Kind.CODE, group=UNIT)] = None
    industry: Annotated[str | None, field("所属行业", Kind.CODE, codes="pilot_industry", group=UNIT)] = None
    kind: Annotated[str | None, field("单位性质", Kind.CODE, codes="pilot_kind", group=UNIT)] = None
    size: Annotated[str | None, field("规模", Kind.CODE, codes="enterprise_size", group=UNIT)] = None
    founded_on: Annotated[dt.date | None, field("成立时间", Kind.DATE, group=UNIT)] = None
    honours: Annotated[str | None, field("荣誉", limit=300, group=UNIT)] = None
    workers: Annotated[int | None, field("职工总数", Kind.COUNT, group=PEOPLE)] = None
    industrial_workers: Annotated[int | None, field("产业工人数", Kind.COUNT, group=PEOPLE)] = None
    skilled: Annotated[int | None, field("技能人才数", Kind.COUNT, group=PEOPLE)] = None
    high_skilled: Annotated[int | None, field("高技能人才数", Kind.COUNT, group=PEOPLE)] = None
    party_members: Annotated[int | None, field("党员数", Kind.COUNT, group=PEOPLE)] = None
    union_name: Annotated[str | None, field("工会名称", group=UNION)] = None
    union_founded_on: Annotated[dt.date | None, field("建会时间", Kind.DATE, group=UNION)] = None
    members: Annotated[int | None, field("会员数", Kind.COUNT, group=UNION)] = None
    registered_members: Annotated[int | None, field("实名制录入数", Kind.COUNT, group=UNION)] = None
    chair: Annotated[str | None, field("工会主席", Kind.NAME, group=UNION)] = None
    liaison: Annotated[str | None, field("联系人", Kind.NAME, group=UNION)] = None
    phone: Annotated[str | None, field("联系电话", Kind.PHONE, sensitive=True, group=UNION)] = None
    wave: int | None = None
    wave_name: Annotated[str | None, field("批次", computed=True, group=PILOT)] = None
    level: Annotated[str | None, field("级别", Kind.CODE, codes="pilot_level", group=PILOT)] = None
    type: Annotated[str | None, field("试点类型", Kind.CODE, codes="pilot_type", group=PILOT)] = None
    topic: Annotated[str | None, field("试点项目", limit=100, group=PILOT)] = None
    base: Annotated[str | None, field("基础条件", limit=500, group=PILOT)] = None
    goal: Annotated[str | None, field("预期目标", limit=500, group=PILOT)] = None
    monitored: Annotated[bool | None, field("劳动关系监测点", Kind.YES_NO, group=PILOT)] = None
    note: Annotated[str | None, field("备注", limit=300, group=PILOT)] = None
    stage: Annotated[str | None, field("所处阶段", Kind.CODE, computed=True)] = None
    stage_on: Annotated[dt.date | None, field("到达日期", Kind.DATE, computed=True)] = None
    cadres: Annotated[str | None, field("挂钩干部", computed=True)] = None
    called_on: Annotated[dt.date | None, field("最近走访", Kind.DATE, computed=True)] = None
    until: Annotated[dt.date | None, field("延续至", Kind.DATE, computed=True)] = None
    ended_on: Annotated[dt.date | None, field("结束日期", Kind.DATE, computed=True)] = None
    state_reason: Annotated[str | None, field("验收、延续或退出说明", limit=300, computed=True)] = None
