"""The papers of a batch besides its roster: bank list, receipts, voucher; their sums and what is marked."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import papers
from desktop.aid.batch import BatchState, Means
from desktop.aid.fund import Source
from desktop.base.errors import ForbiddenError
from desktop.base.money import capitals, yuan
from desktop.papers import Issuer, Paper, Roll
from desktop.papers.bank_list import TRANSFERS_A_SHEET
from desktop.papers.receipts import RECEIPTS_A_PAGE
from desktop.papers.roll import MONEY_OF
from tests.builders import DAY, batch, payment
from tests.desktop.papers.claims import roll
from tests.desktop.papers.dossiers import ISSUER
from tests.desktop.papers.reading import described, golden, pages, strings, words

Make = Callable[[Roll, Issuer], Paper]
PERIOD = papers.Period(DAY, DAY)
_MONEY = re.compile(r"[\d,]+\.\d\d")

MADE: dict[str, Make] = {
    "sign_sheet_full": papers.sign_sheet,
    "amount_basis_full": papers.amount_basis,
    "bank_list": papers.bank_list,
    "receipts": papers.receipts,
    "voucher": papers.voucher,
}


@pytest.mark.parametrize("name", MADE)
def test_a_paper_is_as_it_was(name: str) -> None:
    text = described(MADE[name](roll(), ISSUER))
    assert text.splitlines() == golden(name, text)


@pytest.mark.parametrize("name", MADE)
def test_a_batch_that_pays_nobody_has_no_papers(name: str) -> None:
    nobody = Roll(batch=batch(), payments=[])
    with pytest.raises(ForbiddenError, match="没有生成"):
        MADE[name](nobody, ISSUER)


@pytest.mark.parametrize("name", MADE)
def test_nothing_is_printed_of_a_void_batch(name: str) -> None:
    with pytest.raises(ForbiddenError, match="已作废"):
        MADE[name](roll(state=BatchState.VOID), ISSUER)


def test_a_unit_counts_by_heads_on_the_roster() -> None:
    some = Roll(batch=batch(), payments=[payment(0, heads=30), payment(1)])
    said = words(papers.sign_sheet(some, ISSUER))
    assert "（30人）" in said
    assert "（31人）" in said


def test_people_are_counted_alike_on_every_paper() -> None:
    some = Roll(batch=batch(), payments=[payment(0, heads=30), payment(1), payment(2, heads=5, excluded="重复")])
    assert "（31人）" in words(papers.sign_sheet(some, ISSUER))
    assert "（发放31人，不发5人）" in words(papers.amount_basis(some, ISSUER))
    assert "合　计3110,000.00" in words(papers.voucher(some, ISSUER))
    assert "下列31人" in words(papers.payment_notice(some.batch, some.payments, ISSUER, PERIOD))
    assert "编制时不发5人" in words(papers.sign_sheet(some, ISSUER))


def test_a_voucher_says_why_its_people_do_not_add_up() -> None:
    both = payment(0, goods=1000)
    assert "钱物都有的计一次" in words(papers.voucher(Roll(batch=batch(), payments=[both]), ISSUER))
    assert "计一次" not in words(papers.voucher(Roll(batch=batch(), payments=[payment(0)]), ISSUER))


def test_notes_that_are_too_many_for_the_page_stand_together_on_the_next() -> None:
    marked = [payment(seed, override=f"理由{seed}") for seed in range(10)]
    first, second = map(strings, pages(papers.sign_sheet(Roll(batch=batch(), payments=marked), ISSUER)))
    assert not any("理由" in text for text in first)
    assert sum("理由" in text for text in second) == len(marked)
    assert "附注" in second[0]


def test_a_note_tells_days_in_chinese() -> None:
    said = words(papers.sign_sheet(roll(), ISSUER))
    assert "2022年12月25日退回：户名不符" in said
    assert "2022-12-25" not in said


def test_a_roster_that_can_still_change_says_so() -> None:
    drawn = Roll(batch=batch(), payments=[payment(0)])
    assert "未锁定，仅供核对" in words(papers.sign_sheet(drawn, ISSUER))
    locked = Roll(batch=batch(state=BatchState.LOCKED), payments=[payment(0, digest="a" * 40)])
    assert "仅供核对" not in words(papers.sign_sheet(locked, ISSUER))


@pytest.mark.parametrize("name", ["bank_list", "receipts", "voucher"])
def test_before_it_is_paid_day_and_numbers_are_left_to_the_pen(name: str) -> None:
    drawn = Roll(batch=batch(), payments=[payment(seed) for seed in range(3)])
    said = words(MADE[name](drawn, ISSUER))
    assert "年　月　日" in said
    assert "2022年12月20日" not in said


@pytest.mark.parametrize("name", ["bank_list", "receipts", "voucher"])
@pytest.mark.parametrize("source", Source)
def test_a_paper_says_whose_money_it_is(name: str, source: Source) -> None:
    assert MONEY_OF[source] in words(MADE[name](roll(source=source), ISSUER))


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=40))
def test_the_bank_list_adds_up_to_the_total_in_capitals(amounts: list[int]) -> None:
    some = Roll(batch=batch(), payments=[payment(seed, amount=amount) for seed, amount in enumerate(amounts)])
    found = strings(pages(papers.bank_list(some, ISSUER))[-1])
    after = "".join(found[found.index("合　计") :])
    assert f"{capitals(sum(amounts))}（{len(amounts)}笔）" in after
    assert yuan(sum(amounts)) in after


@given(st.lists(st.integers(1, 10**9), min_size=TRANSFERS_A_SHEET + 1, max_size=70))
def test_the_sheets_of_a_bank_list_add_up_to_it(amounts: list[int]) -> None:
    some = [payment(seed, amount=amount) for seed, amount in enumerate(amounts)]
    found = [strings(page) for page in pages(papers.bank_list(Roll(batch=batch(), payments=some), ISSUER))]
    assert len(found) == -(-len(amounts) // TRANSFERS_A_SHEET)
    sums = [_fen(next(text for text in after_ if _MONEY.fullmatch(text))) for after_ in map(_subtotal, found)]
    assert sums == [sum(amounts[at : at + TRANSFERS_A_SHEET]) for at in range(0, len(amounts), TRANSFERS_A_SHEET)]
    assert "本页小计" not in words(papers.bank_list(Roll(batch=batch(), payments=some[:1]), ISSUER))


def _subtotal(page: list[str]) -> list[str]:
    return page[page.index("本页小计") :]


def _fen(text: str) -> int:
    return int(text.replace(",", "").replace(".", ""))


def test_on_the_bank_list_stands_only_what_is_transferred_and_without_goods() -> None:
    said = words(papers.bank_list(roll(), ISSUER))
    cash, goods_only, stopped = (roll().payments[place] for place in (3, 5, 7))
    assert not any(one.name in said for one in (cash, goods_only, stopped))
    assert "4,800.00" in said
    assert "补发，原第9笔" in said
    assert "2022年12月15日送银行，第2次，文件校验码 0123456789ab" in said
    only_cash = Roll(batch=batch(), payments=[payment(0, means=Means.CASH)])
    with pytest.raises(ForbiddenError, match="没有转账的人员"):
        papers.bank_list(only_cash, ISSUER)


@pytest.mark.parametrize("count", [*range(20, 32), 60])
def test_the_signatures_of_the_bank_list_stand_with_the_total_and_a_payee(count: int) -> None:
    some = [payment(seed) for seed in range(count)]
    last = strings(pages(papers.bank_list(Roll(batch=batch(), payments=some), ISSUER))[-1])
    assert {"制表", "合　计", some[-1].name} <= set(last)


@pytest.mark.parametrize("count", [1, 3, 4, 10])
def test_receipts_stand_three_a_page_and_none_is_split(count: int) -> None:
    some = [payment(seed) for seed in range(count)]
    found = pages(papers.receipts(Roll(batch=batch(), payments=some), ISSUER))
    assert len(found) == -(-count // RECEIPTS_A_PAGE)
    for number, page in enumerate(found):
        here = some[number * RECEIPTS_A_PAGE :][:RECEIPTS_A_PAGE]
        said = strings(page)
        assert said.count("收　据") == len(here) == sum("（盖章）" in text for text in said)
        assert [text for text in said if text in {one.name for one in some}] == [one.name for one in here]


def test_a_receipt_says_what_was_received_how_and_who_signed_for_whom() -> None:
    said = words(papers.receipts(roll(), ISSUER))
    for part in (
        "编号：2022-001-001",
        "人民币伍仟元整　￥5,000.00",
        "（受益人：王小明）",
        "补发：测试区总工会发放的生活救助",
        "现金；实物折价 200.00 元：大米×2、食用油×1",
        "实物折价 5,000.00 元：大米×2",
        "张三丰　",
    ):
        assert part in said
    assert roll().payments[7].name not in said


def test_a_voucher_parts_bank_cash_and_goods_and_tells_what_came_back() -> None:
    said = words(papers.voucher(roll(), ISSUER))
    for part in (
        "凭证号：2022-001",
        "测〔2022〕3号",
        "生活救助：银行转账734,800.00",
        "生活救助：现金发放29,800.00",
        "生活救助：实物折价35,400.00",
        "合　计1050,000.00",
        "人民币伍万元整",
        "1笔，5,000.00元：吴建国 5,000.00（户名不符）",
        "陈主席，2022年12月10日",
    ):
        assert part in said


@given(
    st.lists(
        st.tuples(st.integers(1, 10**8), st.integers(0, 100), st.sampled_from([None, *Means])), min_size=1, max_size=12
    )
)
def test_the_entries_of_a_voucher_add_up(given_: list[tuple[int, int, Means | None]]) -> None:
    some = [
        payment(seed, amount=amount, goods=amount * share // 100 or None, means=means)
        for seed, (amount, share, means) in enumerate(given_)
    ]
    found = strings(pages(papers.voucher(Roll(batch=batch(), payments=some), ISSUER))[0])
    amounts = [_fen(text) for text in found[: found.index("合计大写")] if "." in text]
    assert sum(amounts[:-1]) == amounts[-1] == sum(one.amount for one in some)


def test_an_odd_word_runs_over_no_border() -> None:
    for text in ("<b>王</b>&amp;", "古丽扎尔·阿不都热合曼·买买提江" * 3, "x" * 300, "%s{}\\("):
        odd = payment(0, name=text, bank=text, card=text, phone=text, goods=1, goods_note=text, signed_by=text)
        some = Roll(batch=replace(batch(), title=text, programme=text), payments=[odd], signers=("经办", text))
        for make in MADE.values():
            for page in pages(make(some, ISSUER)):
                assert all(0 <= one.y <= piece.height + 0.1 for _, piece in page.placed for one in piece.strings)
