"""Which periods are filled in, by when, and what the figures say."""

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.pilots.checks import check
from desktop.pilots.enterprise import Enterprise, PilotState
from desktop.pilots.filling_checks import proposed_risk, rate, rates
from desktop.pilots.filling_dues import Mark, days_late, due_of, is_asked, last_ended, mark, periods_of
from desktop.pilots.filling_grid import Count, lines, wanted
from desktop.pilots.monitoring import Filling
from desktop.pilots.periods import after, begins, ends
from desktop.policy.choosing import in_force
from desktop.policy.pilot_standards import Period
from desktop.policy.reading import base_rules

POLICY = in_force(base_rules(), dt.date(2022, 12, 10))
YEARS = st.integers(1990, 2090)
RHYTHMS = st.sampled_from([Period.MONTH, Period.QUARTER])
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))
FIGURES: dict[str, Any] = {"enterprise": 1, "period": "2022Q3", "heads": 500, "contracts": 482, "insured": 490}


@given(YEARS, RHYTHMS)
def test_the_periods_of_a_year_fill_it_without_gap(year: int, every: Period) -> None:
    periods = periods_of(year, every)
    assert len(periods) == {Period.MONTH: 12, Period.QUARTER: 4}[every]
    assert (begins(periods[0]), ends(periods[-1])) == (dt.date(year, 1, 1), dt.date(year, 12, 31))
    for one, following in pairwise(periods):
        assert following == after(one)
        assert begins(following) - ends(one) == dt.timedelta(days=1)


@given(DAYS, RHYTHMS)
def test_the_newest_period_that_is_over_ended_before_the_day_and_the_next_did_not(day: dt.date, every: Period) -> None:
    newest = last_ended(day, every)
    assert ends(newest) < day <= ends(after(newest))


def test_a_leap_year_and_a_years_end_are_counted_right() -> None:
    assert due_of("2024-02", 10) == dt.date(2024, 3, 10)
    assert due_of("2023-02", 10) == dt.date(2023, 3, 10)
    assert due_of("2022Q4", 10) == dt.date(2023, 1, 10)
    assert last_ended(dt.date(2023, 1, 1), Period.QUARTER) == "2022Q4"
    assert last_ended(dt.date(2024, 3, 1), Period.MONTH) == "2024-02"


@given(YEARS, RHYTHMS, st.integers(0, 60), st.integers(-400, 800), st.none() | st.integers(-100, 500))
def test_a_period_is_late_just_when_its_day_is_past(
    year: int, every: Period, days: int, since: int, filled: int | None
) -> None:
    period = periods_of(year, every)[-1]
    due = due_of(period, days)
    day = ends(period) + dt.timedelta(days=since)
    filled_on = None if filled is None else ends(period) + dt.timedelta(days=filled)
    found = mark(period, due, filled_on, day)
    assert found.filled == (filled_on is not None)
    assert (found in {Mark.MISSING, Mark.LATE}) == (days_late(due, filled_on, day) > 0)
    if filled_on is None:
        assert (found is Mark.AHEAD) == (day <= ends(period))


def test_another_day_that_was_set_counts_instead() -> None:
    assert due_of("2022Q3", 10, {"2022Q3": dt.date(2022, 10, 25)}) == dt.date(2022, 10, 25)
    assert due_of("2022Q3", 10, {"2022Q2": dt.date(2022, 10, 25)}) == dt.date(2022, 10, 10)


def unit(**values: Any) -> Enterprise:
    return Enterprise(**{"id": 1, "state": PilotState.ACTIVE, "name": "甲公司", **values})


@pytest.mark.parametrize(
    ("values", "chosen", "asked"),
    [
        ({}, dt.date(2022, 9, 30), True),
        ({}, dt.date(2022, 10, 1), False),
        ({"monitored": False}, dt.date(2022, 1, 1), False),
        ({}, None, False),
        ({"monitored": True}, None, True),
        ({"state": PilotState.LEFT, "ended_on": dt.date(2022, 6, 30)}, dt.date(2022, 1, 1), False),
        ({"state": PilotState.LEFT, "ended_on": dt.date(2022, 7, 1)}, dt.date(2022, 1, 1), True),
    ],
)
def test_only_a_pilot_that_was_one_in_the_period_is_asked(
    values: dict[str, Any], chosen: dt.date | None, *, asked: bool
) -> None:
    assert is_asked(unit(**values), chosen, "2022Q3") is asked


def test_more_contracts_than_heads_are_refused_and_disputes_of_nobody_doubted() -> None:
    assert [(one.field, one.refuses) for one in check(Filling, {**FIGURES, "contracts": 501}, POLICY)] == [
        ("contracts", True)
    ]
    assert [(one.field, one.refuses) for one in check(Filling, {**FIGURES, "disputes": 2}, POLICY)] == [
        ("dispute_heads", False)
    ]
    assert check(Filling, FIGURES, POLICY) == ()


def test_a_period_that_nobody_can_read_is_refused() -> None:
    for period in ("2022", "三季度", "2022Q5", "2022-13"):
        assert [one.code for one in check(Filling, {**FIGURES, "period": period}, POLICY)] == ["period"]


@pytest.mark.parametrize(
    ("values", "risk", "reason"),
    [
        ({}, "低", "没有欠薪和劳动争议"),
        ({"overdue_heads": 12, "overdue": 3_500_000}, "高", "欠薪 12 人 35,000 元"),
        ({"overdue": 50_000}, "高", "欠薪 500 元"),
        ({"disputes": 2, "dispute_heads": 5}, "高", "劳动争议 2 件、涉及 5 人"),
        ({"disputes": 2}, "中", "劳动争议 2 件"),
        ({"contract_until": dt.date(2022, 8, 31)}, "中", "集体合同2022年8月31日到期"),
        ({"contract_until": dt.date(2022, 9, 30)}, "低", "没有欠薪和劳动争议"),
    ],
)
def test_a_risk_is_proposed_with_its_reason(values: dict[str, Any], risk: str, reason: str) -> None:
    assert proposed_risk({**FIGURES, **values}, POLICY) == (risk, reason)


def test_another_risk_than_the_proposed_is_a_doubt() -> None:
    found = check(Filling, {**FIGURES, "overdue_heads": 3, "overdue": 100, "risk": "低"}, POLICY)
    assert [(one.field, one.refuses) for one in found] == [("risk", False)]
    assert "建议风险等级为“高”" in found[0].message


def test_where_nothing_was_said_no_risk_is_proposed() -> None:
    assert proposed_risk({"period": "2022Q3"}, POLICY) is None


def test_rates_are_told_of_what_is_known() -> None:
    assert rates(FIGURES) == ("劳动合同签订率 96.4%（482/500 人）", "社会保险参保率 98.0%（490/500 人）")
    assert rates({"contracts": 482}) == ()
    assert rates({"contracts": 0, "heads": 0}) == ()


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_rate_is_never_further_off_than_half_a_tenth(part: int, heads: int) -> None:
    share = rate(part, heads)
    assert share is not None
    assert abs(share * heads - part * 1000) * 2 <= heads


def test_the_grid_counts_who_is_asked_and_names_who_is_missing() -> None:
    units = [unit(), unit(id=2, name="乙公司", liaison="孙伟", phone="13800000002"), unit(id=3, name="丙公司")]
    chosen = {1: dt.date(2022, 1, 1), 2: dt.date(2022, 1, 1)}
    dues = {"2022Q2": dt.date(2022, 7, 10), "2022Q3": dt.date(2022, 10, 10)}
    filled = [Filling(id=9, enterprise=1, period="2022Q3", filled_on=dt.date(2022, 10, 12))]
    found = lines(units, chosen, dues, filled, [], day=dt.date(2022, 10, 15))
    assert [one.name for one in found] == ["甲公司", "乙公司"]
    assert [one.cells["2022Q3"].mark for one in found] == [Mark.LATE, Mark.MISSING]
    assert [(one.name, one.phone, one.days_late) for one in wanted(found, "2022Q3")] == [("乙公司", "13800000002", 5)]


def test_a_count_is_told_in_a_sentence() -> None:
    assert (
        Count(asked=30, filled=22, late=3, missing=8).sentence
        == "应填 30 家，已填 22 家（其中逾期 3 家），逾期未报 8 家"
    )
    assert Count(asked=30, filled=30, late=0, missing=0).sentence == "应填 30 家，已填 30 家"
