"""What one line of a batch may get, and which line a finding is about."""

import pytest

from desktop.aid.batch import Means
from desktop.aid.flow import Verb
from desktop.base.errors import ForbiddenError
from desktop.office.cases import draft_of, with_values
from tests.builders import card
from tests.offices import TODAY, Doors


@pytest.fixture
def drawn(doors: Doors) -> int:
    """A batch that gives three files their living aid."""
    for seed in (1, 2, 3):
        doors.enter(seed)
    doors.fund()
    return doors.batch(1)


def test_a_line_does_not_stand_in_its_own_way(doors: Doors, drawn: int) -> None:
    line = doors.aid.payments(drawn)[0]
    found = doors.aid.limits_of(line.id)
    assert (found.refused, found.amount, found.ceiling) == (None, line.amount, line.ceiling)
    assert found.conflicts == ()


def test_what_another_batch_gave_the_household_is_told(doors: Doors, drawn: int) -> None:
    assert doors.aid.batch(drawn).programme == "生活救助"
    other = doors.aid.payments(doors.batch(1, "送温暖"))[0]
    again = doors.aid.payments(doors.batch(1, "送温暖"))[0]
    assert again.household == other.household
    (conflict,) = doors.aid.limits_of(again.id).conflicts
    assert not conflict.refuses
    assert "同一用途：送温暖" in conflict.sentence


def test_findings_before_locking_say_which_line_they_are_about(doors: Doors, drawn: int) -> None:
    second = next(one for one in doors.aid.payments(drawn) if one.household == 2)
    doors.cases.save(with_values(draft_of(doors.cases.get(2)), card=card(77)), number=2)
    found = {one.code: one.record for one in doors.aid.check_lock(drawn)}
    assert found == {"card_changed": second.id}


def test_what_was_stopped_or_came_back_does_not_count_as_received(doors: Doors, drawn: int) -> None:
    stopped, back, _ = doors.aid.payments(drawn)
    doors.aid.lock(drawn)
    doors.paying.withhold([stopped.id], "暂缓")
    doors.seen_through(drawn, Verb.APPROVE, Verb.PAY)
    doors.paying.fail({back.id: "卡号错误"}, TODAY)
    told = [doors.aid.received(one.household or 0)[0] for one in doors.aid.payments(drawn)]
    assert [(one.fate, one.excluded, one.paid) for one in told] == [
        ("停发", "暂缓", False),
        ("退回", "卡号错误", False),
        (None, None, True),
    ]


def test_who_wants_cash_gets_it_though_there_is_a_card(doors: Doors, drawn: int) -> None:
    first, second, third = (one.id for one in doors.aid.payments(drawn))
    assert doors.aid.set_means([first, second], Means.CASH).count == 2
    assert [one.paid_by for one in doors.aid.payments(drawn)] == [Means.CASH, Means.CASH, Means.BANK]
    assert doors.aid.set_means([first, second, third], Means.CASH).count == 1
    with pytest.raises(ForbiddenError, match="选中的人已是现金，没有改动"):
        doors.aid.set_means([first, third], Means.CASH)
    doors.aid.set_means([first], Means.BANK)
    doors.aid.lock(drawn)
    with pytest.raises(ForbiddenError, match="名单和金额不能再改"):
        doors.aid.set_means([first], Means.CASH)


def test_nobody_is_paid_by_the_bank_without_a_card_nor_money_in_goods(doors: Doors, drawn: int) -> None:
    line = doors.aid.payments(drawn)[0]
    with pytest.raises(ForbiddenError, match="5,000 元是钱，不能改为实物"):
        doors.aid.set_means([line.id], Means.GOODS)
    number = doors.enter(9, card=None)
    cardless = doors.aid.payments(doors.batch(1, households_=[number]))[0]
    with pytest.raises(ForbiddenError, match="没有银行卡号，不能改为银行转账"):
        doors.aid.set_means([cardless.id], Means.BANK)
