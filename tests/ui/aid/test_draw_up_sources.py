"""Drawing up a batch: whom each programme is for, and which funds may pay it."""

import datetime as dt
from dataclasses import replace

import pytest

from desktop.aid.fund import Source
from desktop.office.office import Office
from desktop.policy.aid_standards import AmountRule, ProgrammeRule
from tests import visiting
from tests.offices import TODAY
from tests.ui.desks import Ask, Settle
from ui.aid.batch_page import BatchPage
from ui.aid.draw_up import DrawUpPage
from ui.aid.page import AidPage
from ui.aid.sources import ACTIVITY, FILES, REQUESTS

YEAR = dt.date(2022, 1, 1)
LIVING = ProgrammeRule(valid_from=dt.date(2022, 2, 1), name="生活救助", rank=1, purpose="基本生活")


def _fill(office: Office) -> None:
    """Two granted applications, an activity with three recipients, a fund for one programme only."""
    emergency = AmountRule(valid_from=YEAR, programme="临时救助", category="", amount=200_000)
    warmth = AmountRule(valid_from=YEAR, programme="送温暖", category="", amount=100_000)
    office.standing.enter([emergency, warmth])
    for household in (1, 2):
        values = office.requests.begin({"programme": "临时救助", "household": household})
        number = office.requests.save(values).record or 0
        office.requests.decide([number], granted=200_000, decided_on=TODAY, decided_by="李主席")
    activity = office.activities.open(visiting.ROUND).record or 0
    office.activities.add(activity, [visiting.someone(seed) for seed in range(3)])
    office.funds.open(
        name="送温暖专款", source=Source.CITY, year=2022, programme="送温暖", received=500_000, received_on=TODAY
    )


@pytest.fixture
def draw_up(page: AidPage, ask: Ask, settle: Settle) -> DrawUpPage:
    ask(_fill)
    opened = page.draw_up()
    settle()
    settle()
    return opened


def choose(draw_up: DrawUpPage, settle: Settle, **values: object) -> None:
    for name, value in values.items():
        draw_up.form.put(name, value)  # type: ignore[arg-type]
        draw_up.form.changed.emit(name)
    draw_up._ask_outlook()
    settle()


def funds(draw_up: DrawUpPage) -> list[str]:
    return [one.name for one in draw_up._funds.values()]


def test_a_programme_turns_to_those_whom_it_is_for(draw_up: DrawUpPage, settle: Settle) -> None:
    assert draw_up.whom.source == FILES
    choose(draw_up, settle, programme="临时救助")
    assert draw_up.whom.source == REQUESTS
    assert draw_up.outlook.figures.text("发放") == "2 人"
    choose(draw_up, settle, programme="送温暖")
    assert draw_up.whom.source == ACTIVITY
    assert draw_up.outlook.figures.text("发放") == "3 人"


def test_only_funds_that_may_pay_it_are_offered(draw_up: DrawUpPage, settle: Settle) -> None:
    assert funds(draw_up) == ["本级经费"]
    choose(draw_up, settle, programme="送温暖")
    assert set(funds(draw_up)) == {"本级经费", "送温暖专款"}


def test_a_batch_of_applications_holds_them(draw_up: DrawUpPage, page: AidPage, ask: Ask, settle: Settle) -> None:
    choose(draw_up, settle, programme="临时救助")
    draw_up.draw_up()
    settle()
    settle()
    assert isinstance(page.shown, BatchPage)
    number = page.shown.number
    assert sorted(one.request for one in ask(lambda office: office.aid.payments(number))) == [1, 2]


def test_a_batch_of_an_activity_is_named_after_it(draw_up: DrawUpPage, page: AidPage, ask: Ask, settle: Settle) -> None:
    choose(draw_up, settle, programme="送温暖")
    assert draw_up.form.cells["title"].text == "2023年春节送温暖"
    draw_up.draw_up()
    settle()
    settle()
    assert isinstance(page.shown, BatchPage)
    number = page.shown.number
    assert ask(lambda office: office.aid.batch(number)).activity == 1
    assert "活动：2023年春节送温暖" in page.shown.head._why.text()


def test_what_the_clerk_turned_to_stays_while_the_programme_does(draw_up: DrawUpPage, settle: Settle) -> None:
    choose(draw_up, settle, programme="送温暖")
    draw_up.whom.source_._buttons[FILES].click()
    settle()
    draw_up.refresh()
    settle()
    settle()
    assert draw_up.whom.source == FILES


def test_above_what_a_superior_decides_the_document_is_asked_for(
    draw_up: DrawUpPage, ask: Ask, page: AidPage, settle: Settle
) -> None:
    assert draw_up.form.cells["upper_no"].isHidden()
    ask(lambda office: office.standing.enter([replace(LIVING, upper_above=400_000)]))
    draw_up.refresh()
    settle()
    settle()
    assert not draw_up.form.cells["upper_no"].isHidden()
    draw_up.form.put("upper_no", "苏工发〔2022〕9号")
    draw_up.draw_up()
    settle()
    settle()
    assert isinstance(page.shown, BatchPage)
    number = page.shown.number
    assert ask(lambda office: office.aid.batch(number)).upper_no == "苏工发〔2022〕9号"


def test_a_programme_by_application_without_one_says_what_to_do(draw_up: DrawUpPage, settle: Settle) -> None:
    choose(draw_up, settle, programme="医疗救助")
    assert "请先登记和审批申请" in draw_up.outlook._said.text()
