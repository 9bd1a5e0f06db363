"""Public notices."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import papers
from desktop.aid.batch import BatchState
from desktop.base.errors import ForbiddenError
from desktop.papers.notice import mask_address
from tests.builders import batch, household, payment
from tests.desktop.papers.reading import described, golden, pages, pdf, strings, texts

ISSUER = papers.Issuer(office="测试区总工会", day=dt.date(2022, 3, 9), phone="0511-83371234")
PERIOD = papers.Period(dt.date(2022, 3, 9), dt.date(2022, 3, 15))
DAYS = (ISSUER, PERIOD)


def _words(paper: papers.Paper) -> str:
    return "".join(text for page in pages(paper) for text in strings(page))


def test_the_notice_is_as_it_was() -> None:
    text = described(papers.notice([household(seed) for seed in range(3)], *DAYS))
    assert text.splitlines() == golden("notice", text)


def test_the_notice_of_payments_is_as_it_was() -> None:
    paid = [payment(seed) for seed in range(3)]
    text = described(papers.payment_notice(batch(), paid, *DAYS))
    assert text.splitlines() == golden("payment_notice", text)


@given(st.integers(0, 5000))
def test_nothing_that_must_not_be_public_stands_on_a_notice(seed: int) -> None:
    one = household(seed)
    words = _words(papers.notice([one], *DAYS)) + _words(papers.payment_notice(batch(), [payment(seed)], *DAYS))
    private = [
        one.applicant.resident_id,
        one.applicant.phone,
        one.card,
        one.applicant.health,
        one.address,
        one.main_cause,
    ]
    assert not any(text and text in words for text in private)
    assert not any(person.name in words for person in one.persons)


def test_names_stand_in_full_where_that_is_asked_for() -> None:
    assert household(0).applicant.name in _words(papers.notice([household(0)], *DAYS, masked=False))
    assert payment(0).name in _words(papers.payment_notice(batch(), [payment(0)], *DAYS, masked=False))


@pytest.mark.parametrize("kind", papers.NoticeKind)
def test_every_kind_says_how_many_and_how_long(kind: papers.NoticeKind) -> None:
    words = _words(papers.notice([household(seed) for seed in range(7)], *DAYS, kind=kind))
    for said in ("7户", "2022年3月9日至2022年3月15日", "监督电话：0511-83371234", "测试区总工会"):
        assert said in words


def test_a_notice_says_where_it_is_posted() -> None:
    assert "公示地点：公司公告栏" in _words(papers.notice([household(0)], ISSUER, PERIOD._replace(place="公司公告栏")))
    assert "公示地点" not in _words(papers.notice([household(0)], *DAYS))


def test_an_own_heading_stands_in_place_of_the_kinds() -> None:
    paper = papers.notice([household(0)], *DAYS, heading="关于某事的公示")
    assert paper.title == "关于某事的公示"
    assert strings(pages(paper)[0])[0] == "关于某事的公示"


@pytest.mark.parametrize("count", range(1, 60, 7))
def test_the_signature_stands_with_the_last_names(count: int) -> None:
    for paper in (
        papers.notice([household(seed) for seed in range(count)], *DAYS),
        papers.payment_notice(batch(), [payment(seed) for seed in range(count)], *DAYS),
    ):
        last = strings(pages(paper)[-1])
        assert last[-2:] == ["测试区总工会", "2022年3月9日"]
        assert str(count) in last


def test_the_notice_of_payments_has_their_sum_and_nobody_excluded() -> None:
    paid = [payment(0), payment(1, excluded="本年已领"), payment(2, amount=123456)]
    words = _words(papers.payment_notice(batch(), paid, *DAYS))
    assert "6,234.56" in words
    assert "2人" in words


def test_a_unit_is_named_in_full_and_counts_by_its_people() -> None:
    unit = payment(0, name="测试快递公司", heads=30, resident_id=None, place="大路镇银河路3号")
    words = _words(papers.payment_notice(batch(), [unit, payment(1)], *DAYS))
    assert "下列31人" in words
    assert "测试快递公司" in words
    assert "银河路3号" in words
    assert payment(1).name not in words


def test_what_is_void_is_not_posted() -> None:
    with pytest.raises(ForbiddenError, match="已作废，公示没有生成"):
        papers.payment_notice(batch(state=BatchState.VOID), [payment(0)], *DAYS)


def test_nobody_or_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ForbiddenError, match="空的"):
        papers.notice([], *DAYS)
    with pytest.raises(ForbiddenError, match="空的"):
        papers.payment_notice(batch(), [], *DAYS)
    with pytest.raises(ForbiddenError, match="早于"):
        papers.notice([household(0)], ISSUER, PERIOD._replace(ends=dt.date(2022, 3, 8)))


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("大港街道银河小区3幢502室", "大港街道银河小区"),
        ("丁卯街道春风路12号", "丁卯街道春风路"),
        ("金港花园三期第十八幢乙单元", "金港花园三期"),
        ("丁岗镇纪庄村五组18号", "丁岗镇纪庄村"),
        ("银河小区12-3-502", "银河小区"),
        ("镇江市第二中学", "镇江市第二中学"),
        ("3513工厂", "3513工厂"),
        ("江苏三六五网络公司", "江苏三六五网络公司"),
        ("", ""),
    ],
)
def test_an_address_is_shown_to_the_street_or_community(place: str, shown: str) -> None:
    assert mask_address(place) == shown


def test_pages_of_a_notice_are_numbered_as_official_papers_are() -> None:
    found = texts(pdf(papers.notice([household(seed) for seed in range(60)], *DAYS)))
    assert all(f"— {number} —" in text for number, text in enumerate(found, 1))
    assert "—" not in texts(pdf(papers.notice([household(0)], *DAYS)))[0].replace("——", "")
