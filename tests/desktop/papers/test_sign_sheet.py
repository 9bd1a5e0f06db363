"""The roster that payees sign."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import papers
from desktop.aid.batch import Batch, Means, Outcome, Payment
from desktop.aid.fund import Source
from desktop.base.errors import ForbiddenError
from desktop.base.money import capitals, yuan
from desktop.papers.pieces import POINTS
from desktop.papers.roll import MONEY_OF
from tests.builders import batch, payment, policy
from tests.desktop.papers.dossiers import ISSUER
from tests.desktop.papers.reading import described, golden, pages, pdf, strings, texts

CENTRAL = batch(source=Source.CENTRAL, fund_name="2022年中央财政专项帮扶资金")
OF_CENTRAL = policy().labels("sign_off/中央财政")
OTHER = policy().labels("sign_off")


def _made(one: Batch, paid: Sequence[Payment], signers: Sequence[str] = OTHER) -> papers.Paper:
    return papers.sign_sheet(papers.Roll(batch=one, payments=paid, signers=tuple(signers)), ISSUER)


def _sheet(count: int) -> papers.Paper:
    return _made(CENTRAL, [payment(seed) for seed in range(count)], OF_CENTRAL)


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
    found = [strings(page) for page in pages(_made(CENTRAL, paid))]
    for number, page in enumerate(found):
        here = amounts[number * 10 :][:10]
        after = page[page.index("本页小计") :]
        assert "".join(after[1:-1]).startswith(f"{capitals(sum(here))}（{len(here)}人）{yuan(sum(here))}")
    last = found[-1][found[-1].index("合计金额") :]
    assert "".join(last[1:-1]).startswith(f"{capitals(sum(amounts))}（{len(amounts)}人）{yuan(sum(amounts))}")
    assert not any("合计金额" in page for page in found[:-1])


def test_central_money_has_four_sign_offs_and_other_money_five() -> None:
    assert (len(OF_CENTRAL), len(OTHER)) == (4, 5)
    assert set(OTHER) - set(OF_CENTRAL) == {"主要领导审批"}


@pytest.mark.parametrize("source", Source)
@pytest.mark.parametrize("signers", [OF_CENTRAL, OTHER])
def test_every_sheet_has_the_places_to_sign_off_and_says_what_money_it_is(
    source: Source, signers: tuple[str, ...]
) -> None:
    paper = _made(batch(source=source), [payment(seed) for seed in range(11)], signers)
    assert len(pages(paper)) == 2
    for page in pages(paper):
        words = "".join(strings(page))
        assert all(signer in words for signer in signers)
        assert ("主要领导审批" in words) == ("主要领导审批" in signers)
        assert MONEY_OF[source] in words


def test_who_is_excluded_or_stopped_does_not_stand_on_it_and_is_accounted_for() -> None:
    paid = [payment(0), payment(1, excluded="本年已领"), payment(2), payment(3, withheld="本人去世")]
    words = "".join(strings(pages(_made(CENTRAL, paid))[0]))
    assert paid[1].name not in words
    assert paid[3].name not in words[: words.index("附注")]
    assert f"锁定后停发1人：{paid[3].name}（本人去世）" in words
    assert "（2人）" in words


@pytest.mark.parametrize("paid", [[], [payment(0, excluded="本年已领")]])
def test_an_empty_roster_is_refused(paid: list[Payment]) -> None:
    with pytest.raises(ForbiddenError, match="没有要发放的人员"):
        _made(CENTRAL, paid)


def test_whom_it_is_for_how_it_is_given_and_what_is_paid_anew_stand_in_the_line() -> None:
    lines = [
        payment(0, beneficiary="王小明"),
        payment(1, repays=7),
        payment(2, means=Means.CASH, proxy="张三丰", proxy_id="32110219750308002X"),
        payment(3, card=None, goods=500_000, goods_note="大米×2"),
        payment(4, goods=20_000, goods_note="食用油×1"),
        payment(5, signed_by="徐秀英"),
    ]
    words = strings(pages(_made(replace(CENTRAL, repays=3), lines))[0])
    for part in ("（王小明）", "补发", "现金", "张三丰代领", "大米×2", f"{lines[4].card}＋食用油×1", "徐秀英"):
        assert part in words
    assert "帮扶项目：生活救助（补发）" in words
    assert "32110219750308002X" not in words
    assert "身份证尾号002X" in words


def test_what_is_marked_is_explained_behind_the_signatures() -> None:
    above = payment(1, override="家庭特别困难", override_by="李主席")
    back = payment(2, outcome=Outcome.FAILED, outcome_on=dt.date(2022, 12, 25), failure="户名不符")
    words = strings(pages(_made(CENTRAL, [payment(0), above, back]))[0])
    assert "※" in words
    told = "".join(words[words.index("主要领导") :])
    assert f"第2号{above.name}　※ 超上限：家庭特别困难，批准人李主席。" in told
    assert f"第3号{back.name}　2022年12月25日退回：户名不符。" in told


def test_the_end_of_the_chain_is_printed_once_the_batch_is_locked() -> None:
    paid = [payment(0, digest="a" * 40), payment(1, digest="b" * 40), payment(2, digest="c" * 40, excluded="本年已领")]
    (page,) = pages(_made(CENTRAL, paid))
    assert f"锁定校验码：{'c' * 16}" in strings(page)
    assert not any("校验码" in text for text in strings(pages(_sheet(1))[0]))


@pytest.mark.parametrize("count", range(1, 24))
def test_no_signature_stands_on_a_page_without_a_payee(count: int) -> None:
    paid = [payment(seed) for seed in range(count)]
    for page in pages(_made(CENTRAL, [*paid, payment(count, withheld="去世")])):
        words = strings(page)
        assert ("经办" in words) == any(one.name in words for one in paid)


def test_the_date_is_left_to_the_pen_until_the_batch_is_paid() -> None:
    assert "2022年12月20日" in strings(pages(_made(replace(CENTRAL, paid_on=dt.date(2022, 12, 20)), [payment()]))[0])
    assert "　　　年　　月　　日" in strings(pages(_sheet(1))[0])


def test_lines_follow_the_positions_of_the_batch() -> None:
    paid = [payment(seed, position=9 - seed) for seed in range(3)]
    words = strings(pages(_made(CENTRAL, paid))[0])
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
    paper = _made(replace(CENTRAL, title=text, programme=text), [odd, payment(1)])
    (page,) = pages(paper)
    for down, piece in page.placed:
        assert down + piece.height <= (210 - 14 - 15) * POINTS
        for string in piece.strings:
            assert string.x >= 0
            assert 0 <= string.y <= piece.height + 0.1
    assert len(texts(pdf(paper))) == 1


def test_markup_is_text() -> None:
    copied = texts(pdf(_made(CENTRAL, [payment(0, name="<b>王")])))[0]
    assert "<b>王" in copied


def test_rare_names_are_copied_right() -> None:
    paper = _made(CENTRAL, [payment(0, name="张㛃䶮"), payment(1, name="李𬍛𪾢")])
    copied = texts(pdf(paper))[0]
    assert "张㛃䶮" in copied
    assert "李𬍛𪾢" in copied
