"""Whatever is paid, fails, is handed back or carried over: the sheets of one time agree with one another to the fen."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.aid.batch import PAID_STATES
from desktop.aid.flow import Verb
from desktop.aid.fund import Source
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.office.fund_sheets import FundSheets
from desktop.office.sheet_kinds import Asked
from desktop.office.sheets import Sheets
from desktop.policy.aid_standards import AmountRule
from desktop.policy.standards import ConsentRule
from tests import offices
from tests.offices import TODAY, Doors
from tests.piloting import PROJECT
from tests.visiting import begin, someone

FREE = ConsentRule(valid_from=dt.date(2021, 1, 1), notice=False, handing_on=False, guardian_below=14)
SOURCES = (Source.CENTRAL, Source.OWN_UNION)
PROGRAMMES = ("生活救助", "临时救助", "送温暖")
DAYS = (dt.date(2021, 12, 20), *(dt.date(2022, month, 9) for month in range(1, 13)))
YEARS = (2021, 2022)


class Paid(NamedTuple):
    """A batch that is to be paid: of which fund, for what, when, to which files, and how many come back."""

    fund: int
    programme: str
    day: dt.date
    files: frozenset[int]
    back: int


PAID = st.builds(
    Paid,
    st.sampled_from((1, 2)),
    st.sampled_from(PROGRAMMES),
    st.sampled_from(DAYS),
    st.frozensets(st.integers(1, 3), min_size=1),
    st.integers(0, 2),
)


class Outlay(NamedTuple):
    """What a fund pays of a project, and when."""

    fund: int
    day: dt.date
    amount: int


OUTLAYS = st.lists(
    st.builds(Outlay, st.sampled_from((1, 2)), st.sampled_from(DAYS), st.integers(1, 400_000)), max_size=3
)


@settings(max_examples=12)
@given(batches=st.lists(PAID, min_size=1, max_size=6), projects=OUTLAYS, moved=st.booleans())
def test_months_quarters_years_and_funds_agree(
    template: Path,
    tmp_path_factory: pytest.TempPathFactory,
    batches: list[Paid],
    projects: list[Outlay],
    *,
    moved: bool,
) -> None:
    folder = tmp_path_factory.mktemp("agree")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NIANGJIA_NOW", offices.NOW)
        with offices.opened(Path(shutil.copyfile(template, folder / "office.niangjia"))) as doors:
            prepare(doors)
            for one in batches:
                pay(doors, one)
            for outlay in projects:
                doors.incentives.pay(1, {"day": outlay.day, "amount": outlay.amount}, outlay.fund)
            if moved:
                doors.funds.hand_back(1, 12_345, dt.date(2022, 3, 3))
                doors.funds.carry_over(2, TODAY)
            check(doors, Sheets(doors.db, doors.standing))
    shutil.rmtree(folder)


def test_money_that_goes_out_in_two_years_is_on_the_sheets_of_both(doors: Doors) -> None:
    prepare(doors)
    everybody = frozenset({1, 2, 3})
    pay(doors, Paid(1, "临时救助", DAYS[0], everybody, 1))
    pay(doors, Paid(2, "送温暖", DAYS[3], everybody, 0))
    assert [out(doors, year) for year in YEARS] == [2 * 50_001, 3 * offices.WARMTH.amount]
    check(doors, Sheets(doors.db, doors.standing))


def test_money_for_a_project_is_a_line_of_its_own_and_helps_nobody(doors: Doors) -> None:
    prepare(doors)
    pay(doors, Paid(2, "送温暖", DAYS[3], frozenset({1, 2, 3}), 0))
    doors.incentives.pay(1, {"day": DAYS[4], "amount": 1_000_000}, 2)
    sheets, aid = Sheets(doors.db, doors.standing), 3 * offices.WARMTH.amount
    used = sheets.glimpse("fund-use", Asked(year=2022)).rows
    lines = {(row[0], row[1]): row for row in used}
    own = str(Source.OWN_UNION)
    assert lines[own, "产改激励项目"][2:5] == (None, None, 1_000_000)
    assert lines[own, "小计"][2:5] == (3, 3, aid + 1_000_000)
    assert used[-1][2:5] == (3, 3, aid + 1_000_000)
    quarter = sheets.glimpse("quarter", Asked(year=2022, quarter=2)).rows
    assert ("产改激励项目", own, None, None, 1_000_000, None, None, 1_000_000) in quarter
    assert quarter[-1][2:] == (0, 0, 1_000_000, 3, 3, aid + 1_000_000)
    check(doors, sheets)


def prepare(doors: Doors) -> None:
    """Three files, two funds, an activity, and rules by which aid can be had every month."""
    rules = [
        AmountRule(valid_from=dt.date(2021, 1, 1), programme=one, category="", amount=50_000 + place, times_a_year=12)
        for place, one in enumerate(PROGRAMMES)
    ]
    doors.standing.enter([FREE, *rules])
    for seed in range(3):
        doors.enter(seed, filed_on=dt.date(2020, 5, 1))
    for source in SOURCES:
        doors.funds.open(name=source, source=source, year=2021, received=5_000_000, received_on=dt.date(2021, 2, 1))
    doors.enterprises.enter({"name": "甲公司"})
    doors.incentives.apply(PROJECT | {"enterprise": 1})
    doors.incentives.recommend(1)
    doors.incentives.grant({1: 5_000_000}, day=DAYS[0])
    number = begin(doors)
    doors.activities.add(number, [someone(0), someone(1, heads=5)])


def pay(doors: Doors, one: Paid) -> None:
    """The batch, paid; nothing where it can't be drawn up or has nobody to pay."""
    try:
        drawn = doors.aid.draw_up(
            programme=one.programme, fund=one.fund, decided_on=one.day, households_=sorted(one.files)
        ).record
        assert drawn is not None
        doors.seen_through(drawn, Verb.LOCK, Verb.APPROVE)
    except (ForbiddenError, RefusedError):
        return
    doors.paying.pay(drawn, one.day)
    lines = [line.id for line in doors.aid.payments(drawn) if line.live][: one.back]
    if lines:
        doors.paying.fail(dict.fromkeys(lines, "户名不符"), TODAY)


def total(sheets: Sheets, name: str, word: str, **when: Any) -> int:
    """A sum of the last line of a sheet by its heading, with what stands over it; 0 where there is no line."""
    glimpse = sheets.glimpse(name, Asked(**when))
    place = [column.label for column in glimpse.columns].index(word)
    cell = glimpse.rows[-1][place] if glimpse.rows else 0
    assert isinstance(cell, int)
    return cell


def check(doors: Doors, sheets: Sheets) -> None:
    """The sheets against each other, and against the lines of the batches added up one by one."""
    aid, projects = ({year: sums(doors, year) for year in YEARS} for sums in (out, outlays))
    spent = {year: aid[year] + projects[year] for year in YEARS}
    for year in YEARS:
        quarters = [total(sheets, "quarter", "本季 金额", year=year, quarter=one) for one in range(1, 5)]
        months = [total(sheets, "payments", "实发金额", year=year, month=one) for one in range(1, 13)]
        assert sum(quarters) == sum(months) + projects[year] == spent[year]
        assert total(sheets, "quarter", "本年累计 金额", year=year, quarter=4) == spent[year]
        assert total(sheets, "payments-year", "实发金额", year=year) == aid[year]
        assert total(sheets, "fund-use", "发放 金额", year=year) == spent[year]
        assert total(sheets, "fund-use", "资金 支出", year=year) == spent[year]
        before, came, handed, left = (
            total(sheets, "fund-use", f"资金 {word}", year=year) for word in ("上年结余", "本年收入", "上缴", "结余")
        )
        assert before + came - handed - spent[year] == left
    funds = doors.funds.every()
    assert sum(one.paid for one in funds) == sum(aid.values())
    assert sum(one.outlays for one in funds) == sum(projects.values())
    glimpse = FundSheets(doors.db, doors.funds).glimpse()
    books = dict(zip((column.label for column in glimpse.columns), glimpse.rows[-1], strict=True))
    came, went = ("到账", "上年结转"), ("已发放", "项目拨付", "已锁定", "结转下年", "上缴")
    assert books["余额"] == sum(books[name] for name in came) - sum(books[name] for name in went)
    assert total(sheets, "fund-use", "资金 结余", year=2022) == sum(one.balance + one.bound for one in funds)
    assert total(sheets, "fund-use", "资金 上年结余", year=2022) == total(sheets, "fund-use", "资金 结余", year=2021)


def out(doors: Doors, year: int) -> int:
    """What went out in a year and stayed out, in fen."""
    return sum(
        line.amount
        for batch in doors.aid.batches()
        if batch.state in PAID_STATES and batch.paid_on and batch.paid_on.year == year
        for line in doors.aid.payments(batch.id)
        if line.live and not line.outcome
    )


def outlays(doors: Doors, year: int) -> int:
    """What funds paid for projects in a year, in fen."""
    return sum(one.amount for one in doors.incentives.statement(1).live if one.fund and one.day.year == year)
