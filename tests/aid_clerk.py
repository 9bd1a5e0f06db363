"""The clerk who lives the invented year of ``aid_year``, by the command line as far as it reaches."""

import contextlib
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from desktop.__main__ import main
from desktop.base.calendar import today
from desktop.office.office import Office
from tests import aid_year as year
from tests.desktop.office.banking import answer, typed_over

PASSWORD = "invented 2022"


class Clerk:
    """Somebody at a terminal, whose clock is set."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.office, self._patch = folder, folder / "新区.niangjia", patch
        patch.setenv("NIANGJIA_PASSWORD", PASSWORD)

    @property
    def today(self) -> dt.date:
        """The day that it is."""
        return today()

    def on(self, day: str) -> None:
        """Let it be that day."""
        self._patch.setenv("NIANGJIA_NOW", f"{day} 09:30:00")

    def run(self, verb: str, *given: object) -> tuple[int, str]:
        """Exit code, and what was said or complained of."""
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = main([verb, str(self.office), *map(str, given)])
        return code, said.getvalue()

    def does(self, verb: str, *given: object) -> str:
        """What is said of something that succeeds."""
        code, said = self.run(verb, *given)
        assert code == 0, (verb, given, said)
        return said

    @contextlib.contextmanager
    def opened(self) -> Iterator[Office]:
        """The office behind the window."""
        office = Office.open(self.office, PASSWORD)
        try:
            yield office
        finally:
            office.close()

    def book(self, name: str, rows: Sequence[Sequence[Any]]) -> Path:
        """A workbook of one sheet."""
        sheet = (made := Workbook()).active
        assert sheet is not None
        for row in rows:
            sheet.append(row)
        made.save(path := self.folder / name)
        return path


def play(clerk: Clerk) -> None:
    """The whole year, from the new office to the first of February after it."""
    begin(clerk)
    illness(clerk)
    living(clerk)
    summer(clerk)
    autumn(clerk)
    year_end(clerk)
    spring_festival(clerk)


def begin(clerk: Clerk) -> None:
    """The office, its files with everybody's consent, and the year's money."""
    clerk.on("2022-01-10")
    clerk.does("new", "--name", "新区总工会", "--city", "市总工会")
    clerk.does("import", clerk.book("台账.xlsx", year.ledger()), "--enter")
    clerk.does("consent", *_cases(range(1, 8)))
    for name, source, received, more in (
        ("中央财政专项帮扶资金", year.CENTRAL, 20_000, ("--allotted", 30_000, "--document", "苏财建〔2022〕12号")),
        ("本级困难职工帮扶资金", year.OWN, 110_000, ()),
        ("爱心企业捐助", year.DONATION, 8_000, ()),
    ):
        clerk.does("fund", "--name", f"2022年{name}", "--source", source, "--received", received, *more)
    clerk.on("2022-05-09")
    clerk.does("receipt", "--fund", 1, "--amount", 10_000, "--note", "第二笔")


def _cases(numbers: Sequence[int]) -> list[object]:
    return [part for number in numbers for part in ("--case", number)]


def illness(clerk: Clerk) -> None:
    """A wife's illness: what she paid herself is given."""
    clerk.on("2022-03-10")
    said = ("病种=肾病", "总费用=30000", "报销金额=25500", "申请事由=妻子住院")
    _ask(clerk, year.ILLNESS, 4, year.SPOUSE, said)
    clerk.on("2022-03-14")
    clerk.does("request", "decide", "--request", 1, "--set", "审批人=李主席")
    clerk.on("2022-03-16")
    _through(clerk, 1, "--programme", year.ILLNESS, "--fund", 3)
    clerk.does("pay", "--batch", 1)
    clerk.does("finish", "--batch", 1)
    clerk.does("request", "finish", "--request", 1, "--set", "办理结果=已打卡")


def _ask(clerk: Clerk, programme: str, case: int, person: str, said: Sequence[str]) -> None:
    values = [part for one in said for part in ("--set", one)]
    clerk.does("request", "add", "--programme", programme, "--case", case, "--person", person, *values)


def _through(clerk: Clerk, number: int, *drawn: object) -> None:
    """Draw up a batch, which is to be that number, and have it approved."""
    assert f"批次第 {number} 号" in clerk.does("batch", "draw", *drawn)
    clerk.does("batch", "lock", "--batch", number)
    clerk.does("batch", "approve", "--batch", number, "--by", "主席办公会")


def living(clerk: Clerk) -> None:
    """Living aid, lowered by Excel, to the bank and back; what failed is paid anew."""
    clerk.on("2022-06-20")
    clerk.does("batch", "draw", "--programme", year.LIVING, "--fund", 1, *_cases(range(1, year.SPECIAL + 1)))
    _lower(clerk, 2)
    clerk.does("batch", "draw", "--programme", year.LIVING, "--fund", 2, "--case", 7)
    _lower(clerk, 3)
    for number in (2, 3):
        clerk.does("batch", "lock", "--batch", number)
        clerk.does("batch", "approve", "--batch", number, "--by", "主席办公会")
    clerk.on("2022-06-22")
    clerk.does("pay", "--batch", 3)
    clerk.does("finish", "--batch", 3)
    assert "银行转账 6 笔，合计 11,500 元" in clerk.does("send", clerk.folder / "银行.xlsx", "--batch", 2)
    clerk.on("2022-06-23")
    _bank_answers(clerk, 2)
    clerk.on("2022-07-05")
    assert "批次第 4 号" in clerk.does("repay", "--batch", 2)
    clerk.does("batch", "lock", "--batch", 4)
    clerk.does("batch", "approve", "--batch", 4, "--by", "主席办公会")
    clerk.does("send", clerk.folder / "补发.xlsx", "--batch", 4)
    clerk.on("2022-07-08")
    clerk.does("answer", "--batch", 4, "--enter")
    for number in (4, 2):
        clerk.does("finish", "--batch", number)


def _lower(clerk: Clerk, batch: int) -> None:
    """Export the amounts, type this year's over them, and read them back."""
    path = clerk.folder / f"金额{batch}.xlsx"
    clerk.does("amounts", path, "--batch", batch, "--export")
    with clerk.opened() as office:
        wanted = {line.name: year.BY_CATEGORY[str(line.category)] for line in office.aid.payments(batch)}
    typed_over(path, {name: {"金额": yuan, "说明": "按本年资金"} for name, yuan in wanted.items()})
    clerk.does("amounts", path, "--batch", batch, "--enter")


def _bank_answers(clerk: Clerk, batch: int) -> None:
    with clerk.opened() as office:
        lines = office.aid.payments(batch)
    refused = {one.name: year.REFUSED[one.household or 0] for one in lines if one.household in year.REFUSED}
    sheet = answer(clerk.folder / "回盘.xlsx", lines, refused)
    assert "退回 2 笔 4,000 元" in clerk.does("answer", sheet, "--batch", batch)
    assert "成功 4 人，退回 2 人" in clerk.does("answer", sheet, "--batch", batch, "--enter")
    assert "还有 2 笔退回" in clerk.run("finish", "--batch", batch)[1]


def summer(clerk: Clerk) -> None:
    """Drinks for street cleaners, packs for couriers and drivers, money for two pupils."""
    clerk.on("2022-07-18")
    drinks = [year.somebody(number, "环卫工人", "清凉礼包") for number in range(year.DRINKS)]
    _round(
        clerk, "2022年送清凉", year.COOLING, ("清凉礼包", year.DRINK), clerk.book("送清凉.xlsx", year.roster(drinks))
    )
    clerk.on("2022-07-21")
    _given(clerk, 5, 1, year.COOLING)
    clerk.on("2022-08-10")
    kinds = ("外卖配送员", "快递员", "货车司机")
    packs = [year.somebody(100 + number, kinds[number % 3], "暖新大礼包") for number in range(year.PACKS)]
    _round(clerk, "暖“新”行动", year.NEW_WORK, ("暖新大礼包", year.PACK), clerk.book("暖新.xlsx", year.roster(packs)))
    clerk.on("2022-08-12")
    _given(clerk, 6, 2, year.NEW_WORK)
    _school(clerk)


def _round(clerk: Clerk, name: str, programme: str, thing: tuple[str, int], roster: Path) -> None:
    """An activity in which one thing is given, with everybody of a roster."""
    day = clerk.today
    clerk.does("visits", "open", "--name", name, "--kind", programme, "--programme", programme, *_period(day, 30))
    with clerk.opened() as office:
        number = office.activities.every()[0].id
    clerk.does("visits", "item", "--activity", number, "--name", thing[0], "--measure", "份", "--price", thing[1])
    clerk.does("visits", "import", roster, "--activity", number, "--enter")


def _period(day: dt.date, days: int) -> tuple[object, ...]:
    return "--year", day.year, "--begins", day, "--ends", day + dt.timedelta(days=days)


def _given(clerk: Clerk, batch: int, activity: int, programme: str) -> None:
    """What an activity gives goes through the books, everybody is called on, and it is over."""
    _through(clerk, batch, "--programme", programme, "--fund", 2, "--activity", activity)
    clerk.does("pay", "--batch", batch)
    clerk.does("visits", "record", "--activity", activity, "--visitors", "李主席、周敏")
    clerk.does("finish", "--batch", batch)
    clerk.does("visits", "close", "--activity", activity)


def _school(clerk: Clerk) -> None:
    clerk.on("2022-08-15")
    new = ("学校=江苏大学", "学段=本科", "专业=机械", "入学年=2022", "学制=4", "学费=5200", "应届新生=是")
    _ask(clerk, year.SCHOOL, 1, year.KIN[1], (*new, "申请金额=3000"))
    _ask(clerk, year.SCHOOL, 2, year.KIN[2], ("学校=大港中学", "学段=高中", "年级=高二", "学费=2400", "申请金额=2400"))
    clerk.on("2022-08-22")
    clerk.does("request", "decide", "--request", 2, "--request", 3, "--set", "审批人=李主席")
    clerk.on("2022-08-26")
    _through(clerk, 7, "--programme", year.SCHOOL, "--fund", 2)
    clerk.does("pay", "--batch", 7)
    clerk.does("finish", "--batch", 7)


def autumn(clerk: Clerk) -> None:
    """A graduate finds work; fees are waived for those in special hardship."""
    clerk.on("2022-09-05")
    said = ("毕业院校=南京师范大学", "学历=本科", "专业=会计", "就业状态=未就业", "帮扶需求=岗位推荐")
    _ask(clerk, "阳光就业", 3, year.KIN[3], said)
    clerk.does("request", "decide", "--request", 4, "--set", "审批人=李主席")
    clerk.on("2022-10-10")
    items = [part for one in year.FEES for part in ("--item", one)]
    clerk.does("waivers", *items, *_cases(range(1, year.SPECIAL + 1)), "--from", "2022-11-01", "--to", "2023-10-31")
    first = 5
    every = range(first, first + year.SPECIAL * len(year.FEES))
    clerk.does("request", "decide", *_requests(every), "--set", "审批人=李主席")
    clerk.does("request", "register", *_requests(every), "--set", "送出日期=2022-10-10")
    clerk.on("2022-11-21")
    found = ("就业状态=已就业", "帮扶措施=岗位推荐、职业指导", "就业单位=新区恒昌公司", "就业日期=2022-11-01")
    values = [part for one in (*found, "办理结果=已上岗") for part in ("--set", one)]
    clerk.does("request", "finish", "--request", 4, *values)
    with clerk.opened() as office:
        fees = {number: str(office.requests.one(number).facts["item"]) for number in every}
    for fee, saved in year.SAVED.items():
        ones = [number for number, item in fees.items() if item == fee]
        clerk.does("request", "finish", *_requests(ones), "--set", "办理结果=已减免", "--set", f"减免金额={saved}")


def _requests(numbers: Sequence[int]) -> list[object]:
    return [part for number in numbers for part in ("--request", number)]


def year_end(clerk: Clerk) -> None:
    """A part of what was donated goes back, all that is left goes into the next year, and the books are closed."""
    clerk.on("2022-12-31")
    clerk.does("handback", "--fund", 3, "--amount", 500, "--note", "未用完的捐款退回企业")
    clerk.does("carryover", "--year", 2022, "--enter")
    clerk.does("closebooks", "--through", "2022-12-31", "--note", "年终决算")
    clerk.on("2023-01-04")
    code, said = clerk.run("receipt", "--fund", 2, "--amount", 1, "--day", "2022-12-30")
    assert (code, "已关账至 2022年12月31日" in said) == (2, True)


def spring_festival(clerk: Clerk) -> None:
    """Ninety-five households are called on with 89,000 yuan, by the roster that a clerk keeps."""
    with clerk.opened() as office:
        own = next(one.id for one in office.funds.every() if one.year == 2023 and one.source == year.OWN)
    clerk.does("receipt", "--fund", own, "--amount", 35_000, "--note", "本级预算")
    period = ("--year", 2023, "--begins", "2023-01-09", "--ends", "2023-01-18")
    clerk.does(
        "visits", "open", "--name", "2023年春节送温暖", "--kind", "两节送温暖", "--programme", year.WARMTH, *period
    )
    roster = clerk.book("2023年春节送温暖慰问花名册.xlsx", year.festive_roster())
    said = clerk.does("visits", "import", roster, "--activity", 3, "--enter")
    assert "95 人，在档 7 人，共 89,000 元" in said
    assert "在档未列入的 0 户" in clerk.does("visits", "missed", "--activity", 3)
    clerk.on("2023-01-09")
    _through(clerk, 8, "--programme", year.WARMTH, "--fund", own, "--activity", 3)
    clerk.on("2023-01-12")
    clerk.does("pay", "--batch", 8)
    clerk.does("visits", "record", "--activity", 3, "--visitors", "李主席、周敏")
    with clerk.opened() as office:
        lines = [line.id for line in office.aid.payments(8)]
    clerk.does("sign", *(part for line in lines for part in ("--payment", line)))
    clerk.on("2023-02-01")
    clerk.does("finish", "--batch", 8)
    clerk.does("visits", "close", "--activity", 3)
