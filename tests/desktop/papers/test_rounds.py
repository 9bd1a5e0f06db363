"""The papers of visits: the card of one, the roster of an activity, the routes; their sums and what is loaded."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import papers
from desktop.base.errors import ForbiddenError
from desktop.base.money import capitals, yuan
from desktop.papers import Call, Round
from tests.builders import activity, item, visit
from tests.desktop.papers.claims import round_of_visits
from tests.desktop.papers.dossiers import ISSUER
from tests.desktop.papers.reading import described, golden, pages, strings, words

WHOLE = round_of_visits()


def test_the_roster_is_as_it_was() -> None:
    text = described(papers.visit_roster(WHOLE, ISSUER))
    assert text.splitlines() == golden("visit_roster", text)


def test_the_routes_are_as_they_were() -> None:
    text = described(papers.visit_route(WHOLE, ISSUER))
    assert text.splitlines() == golden("visit_route", text)


@pytest.mark.parametrize("place", [3, 4, 7])
def test_a_card_is_as_it_was(place: int) -> None:
    text = described(papers.visit_card(Call(WHOLE, WHOLE.visits[place]), ISSUER))
    assert text.splitlines() == golden(f"visit_card_{place}", text)


def test_an_activity_without_recipients_has_no_papers() -> None:
    empty = Round(activity=activity(), visits=[visit(0, void_reason="重复")])
    for make in (papers.visit_roster, papers.visit_route):
        with pytest.raises(ForbiddenError, match="没有慰问对象"):
            make(empty, ISSUER)


def test_a_card_says_who_got_what_and_who_came() -> None:
    said = words(papers.visit_card(Call(WHOLE, WHOLE.visits[3]), ISSUER))
    for part in (
        "编号：1-004",
        "人民币壹仟元整",
        "大米×1、食用油×2",
        "妻子患病，收入低。",
        "李主席、王干事",
        "签名：刘建国　2023年1月10日",
        "12、13",
        "2022-0004",
    ):
        assert part in said
    assert len(pages(papers.visit_card(Call(WHOLE, WHOLE.visits[3]), ISSUER))) == 1


def test_a_card_before_the_visit_is_left_to_the_pen() -> None:
    said = words(papers.visit_card(Call(WHOLE, WHOLE.visits[7]), ISSUER))
    assert "李主席" not in said
    assert "2023年1月" not in said


def test_who_is_void_stands_on_no_roster() -> None:
    gone = WHOLE.visits[5].name
    assert gone not in words(papers.visit_roster(WHOLE, ISSUER))
    assert gone not in words(papers.visit_route(WHOLE, ISSUER))


@given(
    st.lists(
        st.tuples(st.sampled_from(["困难职工", "环卫工人", "快递员"]), st.integers(0, 10**7), st.integers(0, 10**6)),
        min_size=1,
        max_size=45,
    )
)
def test_the_kinds_add_up_to_the_total_in_capitals(given_: list[tuple[str, int, int]]) -> None:
    visits = [visit(seed, kind=kind, cash=cash, goods_value=goods) for seed, (kind, cash, goods) in enumerate(given_)]
    said = words(papers.visit_roster(Round(activity=activity(), visits=visits), ISSUER)).replace("\n", "")
    total = sum(cash + goods for _, cash, goods in given_)
    assert f"{len(given_)}户，慰问金和慰问品共{capitals(total)}" in said
    for kind in {kind for kind, *_ in given_}:
        mine = [cash + goods for one, cash, goods in given_ if one == kind]
        assert said.count(f"{kind}小计") == 1
        assert f"{len(mine)}户，慰问金和慰问品共{yuan(sum(mine))}元" in said


@given(st.lists(st.tuples(st.sampled_from("甲乙丙丁"), st.integers(0, 10**7)), min_size=1, max_size=60))
def test_every_sheet_of_a_roster_is_signed_and_the_sheets_add_up(given_: list[tuple[str, int]]) -> None:
    visits = [visit(seed, kind=kind, cash=cash) for seed, (kind, cash) in enumerate(given_)]
    found = [strings(page) for page in pages(papers.visit_roster(Round(activity=activity(), visits=visits), ISSUER))]
    assert all("审批" in page for page in found)
    assert sum("合　计" in page for page in found) == 1
    if len(found) > 1:
        sums = ["".join(page[page.index("本页小计") :]) for page in found]
        told = [re.search(r"本页小计(\d+)户，慰问金和慰问品共([\d,.]+)元", text) for text in sums]
        assert sum(int(one[1]) for one in told if one) == len(visits)
        amounts = [one[2].replace(",", "").replace(".", "") for one in told if one]
        assert sum(map(int, amounts)) == sum(cash for _, cash in given_)


@pytest.mark.parametrize("count", [1, 11, 12, 13, 14, 15, 16, 17, 40])
def test_the_total_and_the_signatures_stand_with_a_recipient(count: int) -> None:
    visits = [visit(seed) for seed in range(count)]
    last = strings(pages(papers.visit_roster(Round(activity=activity(), visits=visits), ISSUER))[-1])
    assert {"审批", "合　计", visits[-1].name} <= set(last)


def test_units_count_by_heads() -> None:
    assert "24户53人次" in words(papers.visit_roster(WHOLE, ISSUER))


def test_every_town_has_a_sheet_with_what_to_load_and_the_last_the_sum_of_all() -> None:
    found = [strings(page) for page in pages(papers.visit_route(WHOLE, ISSUER))]
    titles = [page[0] for page in found]
    assert len(titles) == len(set(titles)) == 6
    assert titles[-1] == "走访路线单（未填镇街）"
    bags, bottles = (
        sum(name in (one.goods or "") for one in WHOLE.live if not one.visited_on) for name in ("米", "油")
    )
    assert f"装车：大米 {bags} 袋、食用油 {2 * bottles} 桶" in "".join(found[-1])
    assert "全部6个镇（街道）共24户53人次，已走访1户，还有23户" in "".join(found[-1])


def test_what_was_brought_already_is_not_loaded_again() -> None:
    one = visit(0, goods="大米×3")
    done = replace(one, visited_on=activity().begins)
    whole = Round(activity=activity(), visits=[one], items=[item(0)])
    assert "装车：大米 3 袋" in words(papers.visit_route(whole, ISSUER))
    assert "装车" not in words(papers.visit_route(replace(whole, visits=[done]), ISSUER))


def test_things_that_are_no_items_are_loaded_too() -> None:
    whole = Round(activity=activity(), visits=[visit(0, goods="棉被×2、大米")], items=[item(0)])
    assert "装车：棉被 2 份、大米 1 袋" in words(papers.visit_route(whole, ISSUER))
