"""What one line of a batch may get, and which line a finding is about."""

import pytest

from desktop.aid.flow import Verb
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
