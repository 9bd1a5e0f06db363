"""The first page's figures of aid: what waits, what came back, what is left of each fund; each opens its list."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import pytest

from desktop.aid.flow import Verb
from desktop.aid.fund import Source
from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.office.office import Office
from desktop.office.overview import Card, Figure, survey
from desktop.policy.aid_standards import AmountRule
from desktop.store import listings
from tests.offices import NOW, PASSWORD, TODAY, Doors, draft, on_file

PAID = (Verb.LOCK, Verb.APPROVE, Verb.PAY)


def card(doors: Doors, key: str) -> Card:
    return next(one for one in survey(doors.db, None, has_line=True).cards if one.key == key)


def waiting(doors: Doors) -> tuple[Figure, ...]:
    return survey(doors.db, None, has_line=True).waiting


def told(shown: Iterable[Figure]) -> list[tuple[str, int, str]]:
    return [(one.label, one.value, one.note) for one in shown]


def opened(doors: Doors, figure: Figure) -> list[int]:
    """What the list shows that a figure opens."""
    assert isinstance(figure.query, Query)
    return list(listings.ids(doors.db, figure.query))


def test_every_state_of_a_batch_in_which_something_is_to_do_is_told(doors: Doors) -> None:
    fund = doors.fund()
    for seed in range(4):
        doors.seen_through(doors.batch(fund, households_=[doors.enter(seed)]), *PAID[:seed])
    shown = waiting(doors)
    assert [label for label, *_ in told(shown)] == ["批次编制", "批次已锁定", "批次已审批", "批次已发放"]
    assert [opened(doors, one) for one in shown] == [[1], [2], [3], [4]]


def test_money_that_came_back_waits_until_it_is_settled(doors: Doors) -> None:
    fund = doors.fund()
    number = doors.seen_through(doors.batch(fund, households_=[doors.enter(0), doors.enter(1)]), *PAID)
    lines = doors.aid.payments(number)
    doors.paying.fail(dict.fromkeys((one.id for one in lines), "户名不符"), TODAY)
    *_, back = waiting(doors)
    assert (back.label, back.value, back.unit) == ("退回待处理", 2, "笔")
    assert back.note == "10,000 元，待补发或写明处理"
    assert opened(doors, back) == [number]
    doors.paying.settle([one.id for one in lines], "不再补发")
    assert "退回待处理" not in [label for label, *_ in told(waiting(doors))]


def test_applications_wait_for_a_decision_and_then_for_a_batch(doors: Doors) -> None:
    doors.enter()
    rule = AmountRule(valid_from=dt.date(2022, 1, 1), programme="临时救助", category="", amount=200_000)
    doors.standing.enter([rule])
    number = doors.requests.save(doors.requests.begin({"programme": "临时救助", "household": 1})).record or 0
    assert told(waiting(doors)) == [("申请待审", 1, "待审批")]
    assert opened(doors, waiting(doors)[0]) == [number]
    doors.requests.decide([number], granted=100_000, decided_by="李主席")
    assert told(waiting(doors)) == [("申请已同意", 1, "待编入批次")]
    assert opened(doors, waiting(doors)[0]) == [number]
    doors.aid.draw_up(programme="临时救助", fund=doors.fund(), decided_on=TODAY, requests=[number])
    assert [label for label, *_ in told(waiting(doors))] == ["批次编制"]


@pytest.mark.parametrize("received", [0, 1_000_000])
def test_a_fund_says_whose_it_is_and_whether_anything_is_left(doors: Doors, received: int) -> None:
    doors.funds.open(name="甲", source=Source.CITY, year=2022, received=received)
    [one] = card(doors, "funds").figures
    assert one.note == ("市级财政" if received else "市级财政，还没有到账")
    assert (one.value, one.whole, one.parts) == (received, received, (0, 0))


def test_a_fund_that_is_nearly_or_wholly_spent_says_so(doors: Doors) -> None:
    doors.enter(0)
    doors.enter(1)
    fund = doors.fund(1_050_000, "甲")
    doors.seen_through(doors.batch(fund, households_=[1]), *PAID)
    doors.seen_through(doors.batch(fund, households_=[2]), Verb.LOCK)
    [one] = card(doors, "funds").figures
    assert (one.note, one.parts) == ("本级工会经费，不足一成", (500_000, 500_000))
    doors.funds.hand_back(fund, 50_000, TODAY)
    [one] = card(doors, "funds").figures
    assert (one.note, one.value, one.whole) == ("本级工会经费，已用完", 0, 1_000_000)


def test_what_was_carried_over_is_told_as_that(doors: Doors) -> None:
    fund = doors.fund(1_000_000, "2022年甲")
    doors.funds.carry_over(fund, TODAY)
    notes = {one.label: one.note for one in card(doors, "funds").figures}
    assert notes == {"2023年甲": "本级工会经费", "2022年甲": "本级工会经费，已结转"}


def test_an_activity_that_runs_says_who_was_not_visited(doors: Doors) -> None:
    for seed in range(3):
        doors.enter(seed)
    values = {"name": "2023年春节送温暖", "kind": "两节送温暖", "programme": "送温暖", "year": 2023}
    values |= {"begins": TODAY, "ends": TODAY + dt.timedelta(days=30)}
    number = doors.activities.open(values).record or 0
    doors.activities.add_households(number, [1, 2, 3], cash=100_000)
    first = next(iter(listings.ids(doors.db, Query(noun=Noun.VISITS))))
    doors.activities.record([first], {"visited_on": TODAY, "visitors": "李主席"})
    [one] = waiting(doors)
    assert (one.label, one.value, one.note) == ("2023年春节送温暖", 2, "未走访，共 3 人")
    assert opened(doors, one) == [number]
    doors.activities.close(number)
    assert waiting(doors) == ()


def test_who_on_file_was_given_nothing_in_a_year_is_told_and_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANGJIA_NOW", NOW)
    office = Office.create(tmp_path / "新区.niangjia", PASSWORD, name="新区总工会")
    long_ago = dt.date(2021, 3, 1)
    helped, left = (on_file(office, draft(seed, filed_on=long_ago)).record or 0 for seed in range(2))
    fund = office.funds.open(name="经费", source=Source.OWN_UNION, year=2022, received=1_000_000).record or 0
    batch = office.aid.draw_up(programme="生活救助", fund=fund, households_=[helped]).record or 0
    office.aid.lock(batch)
    office.aid.approve(batch, "李主席")
    office.paying.pay(batch, TODAY)
    *_, figure = next(one for one in office.overview().cards if one.key == "paid").figures
    assert (figure.label, figure.value, figure.unit) == ("一年未帮扶", 1, "户")
    assert isinstance(figure.query, Query)
    assert list(office.ids(figure.query)) == [left]
    office.close()
