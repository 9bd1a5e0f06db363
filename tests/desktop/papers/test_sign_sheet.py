"""The roster that payees sign."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import papers
from desktop.aid.batch import Payment
from desktop.aid.fund import Source
from desktop.base.errors import ForbiddenError
from desktop.base.money import capitals, yuan
from desktop.papers.pieces import POINTS
from desktop.papers.sign_sheet import CENTRAL_SIGNERS, MONEY_OF
from tests.builders import batch, payment
from tests.desktop.papers.reading import described, golden, pages, pdf, strings, texts

CENTRAL = batch(source=Source.CENTRAL, fund_name="2022年中央财政专项帮扶资金")
OFFICE = "测试区总工会"


def _sheet(count: int) -> papers.Paper:
    return papers.sign_sheet(CENTRAL, [payment(seed) for seed in range(count)], office=OFFICE)


def test_the_sheet_is_as_it_was() -> None:
    text = described(_sheet(12))
    assert text.splitlines() == golden("sign_sheet", text)


def test_what_is_copied_is_as_it_was() -> None:
    text = "\n\n".join(texts(pdf(_sheet(12))))
    assert text.splitlines() == golden("sign_sheet_copied", text)


@pytest.mark.parametrize(("count", "sheets"), [(1, 1), (10, 1), (11, 2), (30, 3)])
def test_ten_persons_stand_on_a_sheet(count: int, sheets: int) -> None:
    assert len(pages(_sheet(count))) == sheets


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=35))
def test_subtotals_add_up_to_the_total_in_capitals(amounts: list[int]) -> None:
    paid = [payment(seed, amount=amount) for seed, amount in enumerate(amounts)]
    found = [strings(page) for page in pages(papers.sign_sheet(CENTRAL, paid, office=OFFICE))]
    for number, page in enumerate(found):
        here = amounts[number * 10 :][:10]
        after = page[page.index("本页小计") :]
        assert "".join(after[1:-1]).startswith(f"{capitals(sum(here))}（{len(here)}人）{yuan(sum(here))}")
    last = found[-1][found[-1].index("合计金额") :]
    assert "".join(last[1:-1]).startswith(f"{capitals(sum(amounts))}（{len(amounts)}人）{yuan(sum(amounts))}")
    assert not any("合计金额" in page for page in found[:-1])


@pytest.mark.parametrize("source", Source)
def test_central_money_has_four_sign_offs_and_other_money_five(source: Source) -> None:
    paper = papers.sign_sheet(batch(source=source), [payment(seed) for seed in range(11)], office=OFFICE)
    for page in pages(paper):
        words = "".join(strings(page))
        assert all(signer in words for signer in CENTRAL_SIGNERS)
        assert ("主要领导审批" in words) == (source is not Source.CENTRAL)
        assert MONEY_OF[source] in words


def test_who_is_excluded_does_not_stand_on_it() -> None:
    paid = [payment(0), payment(1, excluded="本年已领"), payment(2)]
    words = "".join(strings(pages(papers.sign_sheet(CENTRAL, paid, office=OFFICE))[0]))
    assert paid[1].name not in words
    assert "（2人）" in words


@pytest.mark.parametrize("paid", [[], [payment(0, excluded="本年已领")]])
def test_an_empty_roster_is_refused(paid: list[Payment]) -> None:
    with pytest.raises(ForbiddenError, match="没有要发放的人员"):
        papers.sign_sheet(CENTRAL, paid, office=OFFICE)


def test_the_date_is_left_to_the_pen_until_the_batch_is_paid() -> None:
    assert "2022年12月20日" in strings(
        pages(papers.sign_sheet(replace(CENTRAL, paid_on=dt.date(2022, 12, 20)), [payment()], office=OFFICE))[0]
    )
    assert "　　　年　　月　　日" in strings(pages(_sheet(1))[0])


def test_lines_follow_the_positions_of_the_batch() -> None:
    paid = [payment(seed, position=9 - seed) for seed in range(3)]
    words = strings(pages(papers.sign_sheet(CENTRAL, paid, office=OFFICE))[0])
    assert [word for word in words if word in {one.name for one in paid}] == [one.name for one in reversed(paid)]


HOSTILE = [
    "<b>王</b>&amp;",
    "王\n二\x00\u202e",
    "古丽扎尔·阿不都热合曼·买买提江" * 3,
    "x" * 400,
    "=1+1",
    "%s{}\\(",
    "",
    "１２３　４",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_runs_over_its_border(text: str) -> None:
    odd = payment(0, name=text, place=text, staff_no=text, file_no=text, phone=text, card=text, sex=text)
    paper = papers.sign_sheet(replace(CENTRAL, title=text, programme=text), [odd, payment(1)], office=text)
    (page,) = pages(paper)
    for down, piece in page.placed:
        assert down + piece.height <= (210 - 14 - 15) * POINTS
        for string in piece.strings:
            assert string.x >= 0
            assert 0 <= string.y <= piece.height + 0.1
    assert len(texts(pdf(paper))) == 1


def test_markup_is_text() -> None:
    copied = texts(pdf(papers.sign_sheet(CENTRAL, [payment(0, name="<b>王")], office=OFFICE)))[0]
    assert "<b>王" in copied


def test_rare_names_are_copied_right() -> None:
    paper = papers.sign_sheet(CENTRAL, [payment(0, name="张㛃䶮"), payment(1, name="李𬍛𪾢")], office=OFFICE)
    copied = texts(pdf(paper))[0]
    assert "张㛃䶮" in copied
    assert "李𬍛𪾢" in copied
