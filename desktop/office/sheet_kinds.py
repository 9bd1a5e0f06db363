"""The sheets that go up every year, half-year and month: what they are called, and of what time they are."""

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal

from desktop.base.calendar import today
from desktop.base.errors import ForbiddenError

_DECEMBER, _JUNE = 12, 6
_HALVES = {1: "上半年", 2: "下半年"}

Per = Literal["year", "half", "month"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetKind:
    """A sheet that can be asked for.

    Attributes:
        name: what the command line calls it; also its layout.
        per: the span of time that it is of.
        personal: whether it hands on what is known of persons, so that they must have agreed.
        measure: what it is counted in.
    """

    name: str
    label: str
    text: str
    per: Per
    measure: str
    personal: bool = True


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
        name="changes",
        label="困难职工档案动态变化月报",
        text="各类别上月在档、新增、返困、变更、脱困、注销和本月在档，逐行平衡。",
        per="month",
        measure="户",
        personal=False,
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
        year: the year; ``half`` 1 or 2 and ``month`` narrow it where the sheet knows them.
        numbers: the files that may stand on it; None leaves that to the sheet.
        lists: the version of the code lists that the superior uses, such as 江苏; empty for the office's own words.
        leave_out: whether files of whose persons somebody hasn't agreed to be handed on are left out; else they refuse.
    """

    year: int
    half: int | None = None
    month: int | None = None
    numbers: tuple[int, ...] | None = None
    lists: str = ""
    leave_out: bool = False

    def span(self, per: Per) -> tuple[dt.date, dt.date]:
        """The first and the last day; a whole year where nothing narrows it, for a monthly sheet the present month."""
        first, last = 1, _DECEMBER
        if per == "half" and self.half:
            first, last = (1, _JUNE) if self.half == 1 else (_JUNE + 1, _DECEMBER)
        elif per == "month":
            first = last = self.month or (today().month if self.year == today().year else _DECEMBER)
        return dt.date(self.year, first, 1), dt.date(self.year, last, calendar.monthrange(self.year, last)[1])

    def titled(self, kind: SheetKind) -> str:
        """What the sheet is called, with its time."""
        if kind.per == "month":
            return f"{self.year}年{self.span('month')[0].month}月{kind.label}"
        half = _HALVES.get(self.half or 0, "") if kind.per == "half" else ""
        return f"{self.year}{kind.label}" if kind.label.startswith("年") else f"{self.year}年{half}{kind.label}"
