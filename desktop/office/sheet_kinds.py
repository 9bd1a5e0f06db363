"""The sheets that go up every year, half-year, quarter and month: what they are called, and of what time they are."""

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal

from desktop.base.calendar import today
from desktop.base.errors import ForbiddenError

_DECEMBER, _JUNE = 12, 6
_HALVES = {1: "上半年", 2: "下半年"}

_QUARTERS = "一二三四"

Per = Literal["year", "half", "quarter", "month"]

BY_WAVE, BY_TOTAL = "按批次", "按总分"
"""Orders of a sheet of assessments."""

Room = Literal["cases", "aid", "pilots"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetKind:
    """A sheet that can be asked for.

    Attributes:
        name: what the command line calls it; also its layout, unless it has that of another sheet.
        per: the span of time that it is of.
        personal: whether it hands on what is known of persons, so that they must have agreed.
        measure: what it is counted in.
        room: whether it is about files, about aid and visits, or about pilots.
        orders: the orders in which its lines can stand, the usual one first; empty where there is one only.
    """

    name: str
    label: str
    text: str
    per: Per
    measure: str
    personal: bool = True
    room: Room = "cases"
    layout: str = ""
    orders: tuple[str, ...] = ()


SHEETS = (
    SheetKind(
        name="roster",
        label="年度困难职工家庭花名册",
        text="在档（含暂停）的每户一行：家庭情况、测算、新增或续档、入户和公示日期。",
        per="year",
        measure="户",
    ),
    SheetKind(
        name="income",
        label="困难职工家庭月人均收入测算表",
        text="每户逐人列出收入和刚性支出，合计行写明测算结论，留出签字处。",
        per="year",
        measure="户",
    ),
    SheetKind(
        name="temporary",
        label="生活暂时困难（送温暖）职工家庭花名册",
        text="类别不在全国困难职工标准内的户，每户一行，含困难事由、自付医疗和子女学段。",
        per="year",
        measure="户",
    ),
    SheetKind(
        name="statistics",
        label="工会精准建档立卡情况统计表",
        text="按单位统计在档（含暂停）户数和人数、档案级别、类别、致困原因，以及本年脱困和返困。",
        per="year",
        measure="户",
        personal=False,
    ),
    SheetKind(
        name="school",
        label="困难大学生（金秋助学）实名制汇总表",
        text="本年的助学申请，每个学生一行（不予和撤回的不列）：家长、学校、学费、拟助金额、资金来源和卡号。",
        per="year",
        measure="人",
        room="aid",
    ),
    SheetKind(
        name="jobs",
        label="阳光就业暖心行动实名制台账",
        text="本年的就业帮扶申请，每个毕业生一行：就业状态、意向、需求、帮扶措施和结果。",
        per="year",
        measure="人",
        room="aid",
    ),
    SheetKind(
        name="job-statistics",
        label="阳光就业暖心行动情况统计表",
        text="毕业生按学历分就业状态和帮扶措施的人数。",
        per="year",
        measure="人",
        personal=False,
        room="aid",
    ),
    SheetKind(
        name="warmth",
        label="元旦春节送温暖活动情况统计表",
        text="每场活动的资金来源、发放、走访企业和各类人员。列入批次的按已发放计，没有列批次的按花名册计。",
        per="year",
        measure="场",
        personal=False,
        room="aid",
    ),
    SheetKind(
        name="warmth-roster",
        label="元旦春节送温暖慰问花名册",
        text="上表计入的慰问对象，每人一行：慰问金、慰问品折价、走访日期和签收人。",
        per="year",
        measure="人",
        room="aid",
    ),
    SheetKind(
        name="cooling",
        label="送清凉活动情况统计表",
        text="每场送清凉活动的资金来源、物资折价、走访单位、慰问人次和物品。",
        per="year",
        measure="场",
        personal=False,
        room="aid",
    ),
    SheetKind(
        name="fund-use",
        label="专项帮扶资金使用情况表",
        text="按资金来源和项目统计户数、人次、金额，以及上年结余、本年收入、支出、结余和执行率。",
        per="year",
        measure="种来源",
        personal=False,
        room="aid",
    ),
    SheetKind(
        name="payments-year",
        label="年度帮扶资金发放明细",
        text="本年发放的每一笔，写明资金来源和批次；后来退回的标明，不计入实发。",
        per="year",
        measure="笔",
        room="aid",
        layout="payments",
    ),
    SheetKind(
        name="performance",
        label="专项帮扶资金绩效自评表",
        text="绩效指标、目标和完成值，能算的已填好，其余留给经办人填。",
        per="year",
        measure="项指标",
        personal=False,
        room="aid",
    ),
    SheetKind(
        name="waivers",
        label="费用减免申报汇总表",
        text="本年的费用减免申请，按减免项目排列并小计：受理单位、户号、减免标准和结果。",
        per="year",
        measure="件",
        room="aid",
    ),
    SheetKind(
        name="reviews",
        label="困难职工档案复核表",
        text="办过的复核，每次一行，写明原类别和现类别。",
        per="half",
        measure="次",
    ),
    SheetKind(
        name="return-visits",
        label="脱困职工回访记录汇总表",
        text="办过的回访，每次一行，写明现收入和返困风险。",
        per="half",
        measure="次",
    ),
    SheetKind(
        name="quarter",
        label="帮扶资金发放季度统计表",
        text="按帮扶项目和资金来源统计本季和本年累计的户数、人次、金额；退回的不计。",
        per="quarter",
        measure="笔（累计）",
        personal=False,
        room="aid",
    ),
    SheetKind(
        name="quarter-roster",
        label="定期救助发放花名册",
        text="本季发放的生活救助等定期项目，每笔一行；退回的不列。",
        per="quarter",
        measure="笔",
        room="aid",
    ),
    SheetKind(
        name="changes",
        label="困难职工档案动态变化月报",
        text="各类别上月在档、新增、返困、变更、脱困、注销和本月在档，逐行平衡。",
        per="month",
        measure="户",
        personal=False,
    ),
    SheetKind(
        name="payments",
        label="帮扶资金发放明细",
        text="本月发放的每一笔，写明资金来源和批次；后来退回的标明，不计入实发。",
        per="month",
        measure="笔",
        room="aid",
    ),
    SheetKind(
        name="pilot-roster",
        label="产改试点单位一览表",
        text="各批次试点单位的基本情况，机构文件、实施方案合格和申报激励项目的打勾。",
        per="year",
        measure="家",
        personal=False,
        room="pilots",
    ),
    SheetKind(
        name="pilot-register",
        label="产改试点单位总台账",
        text="各批次试点单位的全部登记内容：行业、性质、规模、人数、工会、荣誉、级别、类型、挂钩干部和所处阶段。",
        per="year",
        measure="家",
        personal=False,
        room="pilots",
    ),
    SheetKind(
        name="assessment-summary",
        label="产改试点单位年度评价汇总表",
        text="已评定的单位：各方面得分、加分、总分、等次、名次、亮点和问题，末行是平均分和各等次家数。",
        per="year",
        measure="家",
        personal=False,
        room="pilots",
        orders=(BY_WAVE, BY_TOTAL),
    ),
    SheetKind(
        name="incentive-summary",
        label="产改激励项目申报汇总表",
        text="本年申报的激励项目（撤回的不列）：方面、负责人、投入、申请、区意见、排序、立项和拨付。",
        per="year",
        measure="个",
        personal=False,
        room="pilots",
    ),
    SheetKind(
        name="studio-summary",
        label="创新工作室推荐（年度考核）汇总表",
        text="截至年底已命名的创新工作室：级别、领衔人、成员、经费、课题、成果、带徒和考核结果。",
        per="year",
        measure="个",
        personal=False,
        room="pilots",
    ),
    SheetKind(
        name="talent-summary",
        label="技能人才库汇总表",
        text="按单位统计技能人才和高技能人才人数，分技能等级。",
        per="year",
        measure="人",
        personal=False,
        room="pilots",
    ),
    SheetKind(
        name="contest-summary",
        label="技能竞赛晋级汇总表",
        text="本年的技能竞赛和晋升中级工、高级工、技师的人数。",
        per="year",
        measure="场",
        personal=False,
        room="pilots",
    ),
    SheetKind(
        name="pilot-progress",
        label="产改试点推进情况",
        text="每家试点单位的机构文件、实施方案、所处阶段、五方面进度、激励项目和最近走访。",
        per="half",
        measure="家",
        personal=False,
        room="pilots",
    ),
    SheetKind(
        name="monitoring",
        label="劳动关系监测填报情况",
        text="每家单位每期是否填报、逾期和催报，用工、合同、社保、欠薪、争议和风险，末行是填报率。",
        per="quarter",
        measure="家次",
        personal=False,
        room="pilots",
    ),
    SheetKind(
        name="pilot-ledger",
        label="产改工作台账",
        text="五方面每项任务的举措、责任人、时限、本季进展和佐证材料；以前年度完成的、以后才开始的不列。",
        per="quarter",
        measure="项任务",
        personal=False,
        room="pilots",
    ),
    SheetKind(
        name="contacts",
        label="挂钩联系企业走访情况",
        text="每名干部走访每家单位的次数和方式、发现和解决的问题。几人同去的各记一次，合计只计一次。",
        per="quarter",
        measure="行",
        personal=False,
        room="pilots",
    ),
)
"""The sheets, in the order of the page."""


def kind_named(name: str) -> SheetKind:
    """The sheet of that name; ``ForbiddenError`` where there is none."""
    for one in SHEETS:
        if one.name == name:
            return one
    raise ForbiddenError(f"没有叫“{name}”的报表，可用的有：{'、'.join(one.name for one in SHEETS)}。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a sheet is to be of.

    Attributes:
        year: the year; ``half`` 1 or 2, ``quarter`` and ``month`` narrow it where the sheet knows them.
        numbers: the files that may stand on it; None leaves that to the sheet.
        pilots: the pilots that may stand on it; None leaves that to the sheet.
        order: one of the orders of the sheet; empty for the usual one.
        lists: the version of the code lists that the superior uses, such as 江苏; empty for the office's own words.
        leave_out: whether files of whose persons somebody hasn't agreed to be handed on are left out; else they refuse.
    """

    year: int
    half: int | None = None
    quarter: int | None = None
    month: int | None = None
    numbers: tuple[int, ...] | None = None
    pilots: tuple[int, ...] | None = None
    order: str = ""
    lists: str = ""
    leave_out: bool = False

    def span(self, per: Per) -> tuple[dt.date, dt.date]:
        """The first and the last day; a whole year where nothing narrows it, else the present quarter or month."""
        first, last = 1, _DECEMBER
        now = today().month if self.year == today().year else _DECEMBER
        if per == "half" and self.half:
            first, last = (1, _JUNE) if self.half == 1 else (_JUNE + 1, _DECEMBER)
        elif per == "quarter":
            last = (self.quarter or -(-now // 3)) * 3
            first = last - 2
        elif per == "month":
            first = last = self.month or now
        return dt.date(self.year, first, 1), dt.date(self.year, last, calendar.monthrange(self.year, last)[1])

    def titled(self, kind: SheetKind) -> str:
        """What the sheet is called, with its time."""
        if kind.per == "month":
            return f"{self.year}年{self.span('month')[0].month}月{kind.label}"
        if kind.per == "quarter":
            return f"{self.year}年第{_QUARTERS[self.span('quarter')[1].month // 3 - 1]}季度{kind.label}"
        half = _HALVES.get(self.half or 0, "") if kind.per == "half" else ""
        return f"{self.year}{kind.label}" if kind.label.startswith("年") else f"{self.year}年{half}{kind.label}"
