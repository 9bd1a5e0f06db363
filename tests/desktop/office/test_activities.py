"""Activities: whom they reach, what is given, calling on them, photos, sums; what a batch took over stays."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.base.changes import Noun
from desktop.base.errors import ForbiddenError, NotFoundError, RefusedError
from desktop.base.findings import Finding
from desktop.base.listing import Query
from desktop.cases.steps import Verb as Life
from desktop.office.documents import Scan
from desktop.policy.aid_standards import AmountRule, Over, ProgrammeRule
from desktop.store import listings
from tests import offices, visiting
from tests.builders import DAY
from tests.desktop.office.test_documents import PDF
from tests.desktop.store.test_inversion import undo
from tests.offices import Doors
from tests.visiting import begin, someone

CAPS = AmountRule(
    valid_from=dt.date(2022, 1, 1), programme="送温暖", category="", amount=100_000, cap_once=300_000, cap=600_000
)


@pytest.fixture
def filed(doors: Doors) -> Doors:
    """Four files and an activity."""
    for seed in range(4):
        doors.enter(seed)
    doors.standing.enter([CAPS])
    doors.standing.forget()
    begin(doors)
    return doors


def codes(found: tuple[Finding, ...]) -> set[str]:
    return {one.code for one in found}


def check(doors: Doors, **values: Any) -> set[str]:
    return codes(doors.activities.check(1, someone(**values)))


def test_an_activity_without_a_period_that_makes_sense_is_refused(doors: Doors) -> None:
    with pytest.raises(RefusedError, match="早于开始日期"):
        begin(doors, ends=dt.date(2022, 11, 1))
    with pytest.raises(RefusedError, match="缺少活动名称"):
        begin(doors, name="")
    with pytest.raises(RefusedError, match="没有叫“送月饼”的帮扶项目"):
        begin(doors, programme="送月饼")
    assert doors.activities.every() == []


def test_a_recipient_out_of_a_file_brings_name_id_unit_card_and_address(filed: Doors) -> None:
    filed.activities.add_households(1, [2], 80_000, "大米2袋")
    home, one = filed.cases.get(2), filed.activities.of(1)[0]
    who = home.applicant
    assert (one.household, one.name, one.resident_id, one.unit) == (2, who.name, who.resident_id, home.employer)
    assert (one.card, one.address, one.phone, one.kind) == (home.card, home.address, who.phone, "困难职工")
    assert (one.goods, one.goods_value, one.value) == ("大米×2", 16_000, 96_000)


def test_who_is_on_file_and_in_it_already_is_not_added_again_and_who_is_missed_is_known(filed: Doors) -> None:
    assert filed.activities.missed(1) == [1, 2, 3, 4]
    filed.activities.add_households(1, [1, 2], 50_000)
    change = filed.activities.add_households(1, [2, 3], 50_000)
    assert (change.count, change.label) == (1, f"加入慰问对象：{filed.cases.get(3).applicant.name}，1 人没有加入")
    assert filed.activities.missed(1) == [4]
    with pytest.raises(ForbiddenError, match="一次活动只慰问一次"):
        filed.activities.add_households(1, [1, 2, 3], 50_000)


def test_whose_relative_is_visited_is_not_missed(filed: Doors) -> None:
    member = filed.cases.get(4).persons[1]
    filed.activities.add(1, [someone(name=member.name, resident_id=member.resident_id, kind="困难职工")])
    assert filed.activities.of(1)[0].household == 4
    assert filed.activities.missed(1) == [1, 2, 3]


def test_a_closed_or_suspended_file_is_not_missed(filed: Doors) -> None:
    offices.close(filed, 2, "搬走")
    assert filed.activities.missed(1) == [1, 3, 4]


def test_nobody_is_a_recipient_of_one_activity_twice_but_of_two_they_may_be(filed: Doors) -> None:
    filed.activities.add(1, [someone()])
    with pytest.raises(RefusedError, match="一次活动只慰问一次"):
        filed.activities.add(1, [someone(name="另名")])
    with pytest.raises(ForbiddenError, match="已有这个身份证号的慰问对象"):
        filed.activities.add(1, [someone(5), someone(5, name="又是他")])
    begin(filed, name="五一慰问", kind="五一慰问")
    filed.activities.add(2, [someone()])
    filed.activities.void_visits([1], "重复")
    filed.activities.add(1, [someone()])
    assert [one.name for one in filed.activities.of(1)] == [someone()["name"]]


def test_of_the_same_name_and_unit_without_an_id_is_doubted(filed: Doors) -> None:
    filed.activities.add(1, [someone(resident_id=None)])
    assert check(filed) == {"visit_namesake"}
    assert check(filed, name=" ".join(someone()["name"])) == {"visit_namesake"}
    assert check(filed, unit="别的单位") == set()


def test_what_is_wrong_with_an_id_refuses_and_a_sex_that_differs_is_doubted(filed: Doors) -> None:
    assert "id_checksum" in check(filed, resident_id=someone()["resident_id"][:-1] + "0") | check(
        filed, resident_id=someone()["resident_id"][:-1] + "1"
    )
    assert check(filed, sex="女") == {"sex_disagrees_with_id"}


def test_the_caps_count_other_activities_and_batches_of_the_year(filed: Doors) -> None:
    assert check(filed, cash=300_100) == {"visit_over_once"}
    filed.activities.add(1, [someone(cash=300_000), someone(2, cash=10_000)])
    begin(filed, name="五一慰问", kind="五一慰问")
    filed.activities.add(2, [someone(cash=250_000)])
    begin(filed, name="中秋慰问", kind="中秋慰问")
    begin(filed, name="明年", year=2023, begins=dt.date(2023, 1, 1))
    found = filed.activities.check(3, someone(cash=60_000))
    assert [one.message for one in found] == [
        "2022 年“送温暖”已有 5,500 元，加上本次 600 元，超过每人每年上限 6,000 元，请核对。"
    ]
    assert not found[0].refuses
    assert filed.activities.check(3, someone(cash=50_000)) == ()
    assert filed.activities.check(4, someone(cash=60_000)) == ()


def test_policy_can_forbid_what_is_above_a_cap(filed: Doors) -> None:
    rule = ProgrammeRule(
        valid_from=dt.date(2022, 1, 1), name="送温暖", rank=7, on_file=False, visits=True, over=Over.FORBID
    )
    filed.standing.enter([rule])
    filed.standing.forget()
    with pytest.raises(RefusedError, match="每人每次上限"):
        filed.activities.add(1, [someone(cash=300_100)])


def test_a_unit_of_many_heads_has_no_cap_of_one(filed: Doors) -> None:
    assert check(filed, kind="单位", resident_id=None, heads=40, cash=0, goods="大米×100") == set()


def test_the_dead_are_refused_and_closed_files_are_doubted_or_refused_by_policy(filed: Doors) -> None:
    home = filed.cases.get(1)
    filed.people.leave(home.persons[1].id, DAY, "死亡")
    dead = someone(name=home.persons[1].name, resident_id=home.persons[1].resident_id)
    assert "visit_dead" in codes(filed.activities.check(1, dead))
    offices.close(filed, 2, "搬走")
    gone = filed.cases.get(2).applicant
    out = someone(name=gone.name, resident_id=gone.resident_id)
    assert [(one.code, one.refuses) for one in filed.activities.check(1, out)] == [("visit_off_file", False)]
    rule = ProgrammeRule(valid_from=dt.date(2022, 1, 1), name="送温暖", rank=7, on_file=True, visits=True)
    filed.standing.enter([rule])
    filed.standing.forget()
    assert [(one.code, one.refuses) for one in filed.activities.check(1, out)] == [("visit_off_file", True)]
    assert check(filed) == {"visit_no_file"}


# Goods


def test_a_new_price_values_anew_what_is_in_no_batch(filed: Doors) -> None:
    filed.activities.add(1, [someone(0, goods="大米×2"), someone(1, goods="大米、食用油"), someone(2)])
    filed.fund()
    filed.aid.draw_up(programme="送温暖", fund=1, decided_on=DAY, activity=1, visits=[1])
    filed.activities.set_item(1, {"price": 9_000}, 1)
    assert [one.goods_value for one in filed.activities.of(1)] == [16_000, 15_000, 0]


def test_what_is_no_item_is_refused_where_it_is_typed_and_a_thing_in_use_keeps_its_name(filed: Doors) -> None:
    with pytest.raises(RefusedError, match="“大礼包”不在本次活动的慰问品里"):
        filed.activities.add(1, [someone(goods="大礼包")])
    filed.activities.add(1, [someone(goods="大米")])
    for deed in (
        lambda: filed.activities.set_item(1, {"name": "新米"}, 1),
        lambda: filed.activities.drop_item(1),
    ):
        with pytest.raises(ForbiddenError, match="有 1 位慰问对象的慰问品里有“大米”"):
            deed()
    filed.activities.drop_item(2)
    assert [one.name for one in filed.activities.items(1)] == ["大米"]
    with pytest.raises(ForbiddenError, match="已有同名的慰问品"):
        filed.activities.set_item(1, {"name": "大米", "price": 1})


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(1, 2), st.integers(1, 30_000), st.integers(0, 3)), max_size=5))
def test_whatever_prices_become_every_recipient_in_no_batch_is_worth_its_goods(
    filed: Doors, steps: list[tuple[int, int, int]]
) -> None:
    number = begin(filed, name="又一次")
    items = {one.name: one.id for one in filed.activities.items(number)}
    for at, (item, price, count) in enumerate(steps):
        name = list(items)[item - 1]
        filed.activities.set_item(number, {"price": price}, items[name])
        goods = f"{name}×{count}" if count else None
        filed.activities.add(number, [someone(100 + at, resident_id=None, goods=goods)])
    prices = {one.name: one.price for one in filed.activities.items(number)}
    for one in filed.activities.of(number):
        name, _, count = (one.goods or "").partition("×")
        assert one.goods_value == (prices[name] * int(count) if one.goods else 0)
    whole = filed.activities.summary(activity=number).whole
    assert whole.value == sum(one.value for one in filed.activities.of(number))


# Calling on them


def test_a_call_is_written_down_once_for_one_or_many(filed: Doors) -> None:
    filed.activities.add(1, [someone(seed) for seed in range(3)])
    filed.activities.record([1], {"visited_on": DAY, "visitors": "李主席", "signed_by": "本人"})
    change = filed.activities.record([1, 2, 3], {"visited_on": DAY, "visitors": "王芳"})
    assert change.count == 2
    assert [one.visitors for one in filed.activities.of(1)] == ["李主席", "王芳", "王芳"]
    with pytest.raises(ForbiddenError, match="都已登记过走访"):
        filed.activities.record([1, 2], {"visited_on": DAY})
    assert filed.activities.one(1).visited == 3


def test_a_call_in_the_future_or_signed_by_the_recipient_in_their_own_place_is_refused(filed: Doors) -> None:
    filed.activities.add(1, [someone()])
    with pytest.raises(RefusedError, match="还没到"):
        filed.activities.record([1], {"visited_on": DAY + dt.timedelta(days=1)})
    with pytest.raises(RefusedError, match="代领人就是本人"):
        filed.activities.record([1], {"visited_on": DAY, "proxy": someone()["name"]})
    with pytest.raises(RefusedError, match="缺少走访日期"):
        filed.activities.record([1], {"visitors": "王芳"})
    assert check(filed, resident_id=None, name="丙", visited_on=dt.date(2022, 11, 1)) == {"visit_outside"}


def test_what_a_batch_took_over_stays_and_the_rest_can_be_changed(filed: Doors) -> None:
    filed.activities.add(1, [someone(0), someone(1)])
    filed.fund()
    filed.aid.draw_up(programme="送温暖", fund=1, decided_on=DAY, activity=1, visits=[1])
    with pytest.raises(ForbiddenError, match="已列入批次（编制），慰问金不能再改"):
        filed.activities.change_visit(1, {"cash": 50_000})
    with pytest.raises(ForbiddenError, match="已列入批次"):
        filed.activities.void_visits([2, 1], "重复")
    filed.activities.change_visit(1, {"phone": "13800000000"})
    filed.activities.record([1], {"visited_on": DAY})
    one = filed.activities.visit(1)
    assert (one.phone, one.visited_on, one.batch_state) == ("13800000000", DAY, "编制")
    filed.aid.void(1, "重来")
    filed.activities.change_visit(1, {"cash": 50_000})
    assert filed.activities.visit(1).cash == 50_000


def test_a_change_of_nothing_writes_nothing(filed: Doors) -> None:
    filed.activities.add(1, [someone(goods="大米×2")])
    assert filed.activities.change_visit(1, {"goods": "大米2袋", "cash": 100_000}).operation == 0
    assert filed.activities.change(1, {"name": visiting.ROUND["name"]}).operation == 0


def test_a_closed_activity_takes_nothing_until_it_is_taken_up_again(filed: Doors) -> None:
    filed.activities.add(1, [someone()])
    filed.activities.close(1, DAY)
    for deed in (
        lambda: filed.activities.add(1, [someone(1)]),
        lambda: filed.activities.change_visit(1, {"phone": "13800000000"}),
        lambda: filed.activities.record([1], {"visited_on": DAY}),
        lambda: filed.activities.set_item(1, {"name": "毯", "price": 1}),
        lambda: filed.activities.void_visits([1], "重复"),
    ):
        with pytest.raises(ForbiddenError, match="已结束"):
            deed()
    with pytest.raises(ForbiddenError, match="不用再结束"):
        filed.activities.close(1, DAY)
    filed.activities.reopen(1)
    filed.activities.add(1, [someone(1)])
    assert filed.activities.one(1).recipients == 2


# Photos, lists, sums


def test_a_photo_is_kept_once_and_shown_from_memory(filed: Doors) -> None:
    filed.activities.add(1, [someone(0), someone(1)])
    for number in (1, 2):
        filed.activities.add_photos(number, [visiting.picture()], {"title": "入户", "taken_on": DAY})
    assert offices.scalar(filed.db, "SELECT count(*) FROM content") == 1
    assert filed.activities.photo(1).data == visiting.picture().data
    album = filed.activities.photos(1)
    assert [(one.title, one.taken_on) for one in album.photos] == [("入户", DAY)]
    filed.activities.void_photo(1, "看不清")
    assert filed.activities.photos(1).photos == ()
    with pytest.raises(ForbiddenError, match="已经作废"):
        filed.activities.void_photo(1, "看不清")


def test_a_photo_is_saved_as_a_copy_and_the_journal_says_so(filed: Doors, tmp_path: Path) -> None:
    filed.activities.add(1, [someone(0)])
    filed.activities.add_photos(1, [visiting.picture()], {"title": "入户"})
    change = filed.activities.save_photo(1, tmp_path / "入户.png")
    assert (tmp_path / "入户.png").read_bytes() == visiting.picture().data
    assert change.label == f"导出走访照片：{filed.activities.visits([1])[0].name}"


def test_a_paper_is_no_photo(filed: Doors) -> None:
    with pytest.raises(ForbiddenError, match="要图片文件"):
        filed.activities.look_photos([Scan("路线.pdf", PDF)])


def test_lists_tell_of_each_recipient_where_they_stand(filed: Doors) -> None:
    visiting.full(filed)
    query = Query(noun=Noun.VISITS, chips={"activity": "2", "valid": "有效"})
    assert listings.counts(filed.db, query, "called") == {"未走访": 4, "已走访": 1}
    assert listings.counts(filed.db, query, "filed") == {"非在档": 3, "在档": 2}
    assert listings.counts(filed.db, query, "paid") == {"未编批次": 5}
    found = listings.ids(filed.db, Query(noun=Noun.VISITS, text="环卫所"))
    assert len(found) == 3
    names = [column.name for column in listings.SOURCES[Noun.ACTIVITIES].listing.columns]
    rows = listings.page(filed.db, Noun.ACTIVITIES, [2])
    assert dict(zip(["id", *names], rows[0], strict=True))["visited"] == 1


def test_sums_by_kind_and_by_source_add_up_to_the_whole(filed: Doors) -> None:
    number = visiting.full(filed)
    filed.fund()
    numbers = [one.id for one in filed.activities.of(number)]
    filed.aid.draw_up(programme="送温暖", fund=1, decided_on=DAY, activity=number, visits=numbers[:2])
    found = filed.activities.summary(activity=number)
    assert {one.label: one.recipients for one in found.kinds} == {"环卫工人": 3, "困难职工": 2}
    assert {one.label: one.recipients for one in found.sources} == {"": 3, "本级工会经费": 2}
    for part in (found.kinds, found.sources):
        assert sum(one.value for one in part) == found.whole.value == 100_000 + 16_000 + 300_000 + 12_000
        assert sum(one.heads for one in part) == found.whole.heads == 5
    assert filed.activities.summary(year=1999).whole.recipients == 0
    assert filed.activities.summary(year=2022).whole.recipients == 5


def test_what_there_is_not_is_said(doors: Doors) -> None:
    for deed in (
        lambda: doors.activities.one(9),
        lambda: doors.activities.visit(9),
        lambda: doors.activities.photo(9),
        lambda: doors.activities.add(9, [someone()]),
    ):
        with pytest.raises(NotFoundError):
            deed()


def test_whose_file_was_closed_because_they_died_gets_nothing(filed: Doors) -> None:
    offices.close(filed, 3, "本人已去世")
    who = filed.cases.get(3).applicant
    one = someone(name=who.name, resident_id=who.resident_id)
    assert codes(filed.activities.check(1, one)) == {"visit_off_file"}
    offices.reopen(filed, 3, "更正")
    filed.procedure.take(3, Life.CLOSE, {"day": DAY, "kind": "死亡", "opinion": "街道报告"})
    assert "visit_dead" in codes(filed.activities.check(1, one))
    with pytest.raises(ForbiddenError, match="已去世"):
        filed.activities.add_households(1, [3], 50_000)


def test_an_undo_keeps_the_recipients_that_a_batch_took_over(filed: Doors) -> None:
    added = filed.activities.add(1, [someone(0), someone(1)])
    filed.fund()
    filed.aid.draw_up(programme="送温暖", fund=1, decided_on=DAY, activity=1, visits=[1])
    kept = undo(filed.db, added.operation).kept
    assert [(one.noun, one.label, one.reason) for one in kept] == [
        (Noun.VISITS, someone(0)["name"], "之后又被别的记录用到")
    ]
    assert [one.id for one in filed.activities.of(1)] == [1]
