"""The search over everything: what it finds beside the files, in which order, and that it tells no whole number."""

from pathlib import Path

import pytest

from desktop.base.changes import Noun
from desktop.office.lookup import Match, find
from desktop.office.past_payments import PastPayments
from desktop.pilots.talent import Talent
from tests import growing, piloting, visiting
from tests.builders import resident_id
from tests.desktop.exchange.workbooks import xlsx
from tests.offices import TODAY, Doors

LIMIT = 12


@pytest.fixture(scope="module")
def grown(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return growing.grown(template, tmp_path_factory, fill)


@pytest.fixture
def town(doors: Doors, grown: Path) -> Doors:  # noqa: ARG001  (what the doors lead to)
    return doors


def fill(doors: Doors) -> None:
    """Three files, an activity, a batch, a fund, applications, and somebody who was paid years ago without a file."""
    for seed in range(3):
        doors.enter(seed)
    doors.batch(doors.fund(name="2022年市级帮扶资金"))
    visiting.full(doors)
    someone = {"programme": "临时救助", "day": TODAY, "year": 2022, "name": "刘强", "resident_id": resident_id(seq=77)}
    doors.requests.save({**someone, "event": "车祸"})
    pupil = {"programme": "子女助学", "household": 3, "person": doors.cases.get(3).persons[1].id}
    doors.requests.save(doors.requests.begin({**pupil, "school": "大港第十小学", "stage": "小学"}))
    headings = ("姓名", "身份证号", "项目", "金额", "资金来源", "发放日期", "工作单位")
    line = ("钱多多", resident_id(seq=99), "生活救助", "300.00", "省级财政", "2021/6/12", "新区园林队")
    past = PastPayments(doors.db, doors.standing)
    past.enter(past.review(xlsx(doors.path.with_name("往年.xlsx"), [headings, line])))


def found(doors: Doors, text: str, limit: int = LIMIT) -> list[Match]:
    return list(find(doors.db, text, limit))


def test_recipients_are_found_by_name_last_digits_unit_and_phone(town: Doors) -> None:
    who = visiting.someone(0)
    town.activities.add(1, [visiting.someone(9, name="Ivan 伊凡", phone="13912345678")])
    for text in (who["name"], who["resident_id"][-6:], "大港环卫", "12345678", "ivan"):
        assert Noun.VISITS in {one.noun for one in found(town, text)}, text
    [one] = [one for one in found(town, who["name"]) if one.noun is Noun.VISITS]
    assert one.within == 1
    assert "大港环卫所" in one.detail
    assert "2023年春节送温暖" in one.detail


def test_a_recipient_of_many_activities_is_told_once_and_one_taken_out_not_at_all(town: Doors) -> None:
    who = visiting.someone(0)
    again = visiting.begin(town, name="2022年暖新", kind="暖新", year=2022)
    town.activities.add(again, [who])
    [one] = found(town, who["name"])
    assert one.within == again
    town.activities.void_visits([one.record], "重复")
    assert [one.within for one in found(town, who["name"])] == [1]


def test_who_has_a_file_is_told_by_it_and_not_again_as_a_recipient(town: Doors) -> None:
    name = town.cases.get(1).applicant.name
    assert [(one.noun, one.record) for one in found(town, name)] == [(Noun.CASES, 1)]


def test_applications_are_found_by_applicant_beneficiary_and_school(town: Doors) -> None:
    head, pupil = town.cases.get(3).persons[:2]
    for text in (pupil.name, "第十小学", str(pupil.resident_id)[-6:]):
        [one] = [one for one in found(town, text) if one.noun is Noun.REQUESTS]
        assert (one.label, one.detail) == (pupil.name, f"2022 年子女助学 · 申请人 {head.name} · 大港第十小学 · 待审")
    assert Noun.REQUESTS in {one.noun for one in found(town, head.name)}


def test_who_is_called_so_stands_before_those_of_longer_names(town: Doors) -> None:
    town.activities.add(1, [visiting.someone(20, name="刘强"), visiting.someone(21, name="刘强强")])
    assert [one.label for one in found(town, "刘强")] == ["刘强", "刘强", "刘强强"]


def test_who_was_paid_without_a_file_is_found_with_the_batch(town: Doors) -> None:
    [one] = [one for one in found(town, "钱多多") if one.noun is Noun.PAYMENTS]
    batch = town.aid.batch(one.within or 0)
    assert (one.label, batch.year) == ("钱多多", 2021)
    assert batch.title in one.detail


def test_activities_batches_and_funds_are_found(town: Doors) -> None:
    town.activities.change(1, {"plan_no": "镇新工〔2022〕9号"})
    town.funds.change(1, {"document_no": "苏工发〔2022〕7号"})
    for text, noun in (
        ("春节送温暖", Noun.ACTIVITIES),
        ("〔2022〕9号", Noun.ACTIVITIES),
        ("年生活救助", Noun.BATCHES),
        ("市级帮扶资金", Noun.FUNDS),
        ("苏工发 7号", Noun.FUNDS),
    ):
        assert noun in {one.noun for one in found(town, text)}, text


def test_what_is_called_just_so_stands_first(town: Doors) -> None:
    visiting.begin(town, name="生活救助")
    first, *rest = found(town, "生活救助")
    assert (first.noun, first.label) == (Noun.ACTIVITIES, "生活救助")
    assert rest


def test_every_noun_has_its_share_of_few_places(town: Doors) -> None:
    every = found(town, "2022")
    assert {one.noun for one in every} >= {Noun.CASES, Noun.ACTIVITIES, Noun.BATCHES, Noun.FUNDS}
    few = found(town, "2022", 4)
    assert len(few) == 4
    assert len({one.noun for one in few}) == 4
    assert len(found(town, "2022", 2)) == 2


def test_records_of_a_noun_stand_together(town: Doors) -> None:
    nouns = [one.noun for one in found(town, "2022")]
    assert sorted(nouns, key=nouns.index) == nouns


def test_nobodys_number_is_told_whole(town: Doors) -> None:
    held = town.db.execute("SELECT resident_id FROM visit UNION SELECT resident_id FROM person").fetchall()
    numbers = {str(one) for (one,) in held} | {resident_id(seq=77), resident_id(seq=99)}
    told = [one for text in ("刘", "钱", "环卫", "2022", "1") for one in found(town, text)]
    assert told
    assert not [one for one in told if any(number in one.detail + one.label for number in numbers)]


@pytest.mark.parametrize("text", ["*", "?", "[a]", "'", '"', "%", "_", "】", "𪾢", "没有这个人"])
def test_signs_mean_only_themselves(town: Doors, text: str) -> None:
    assert found(town, text) == []


@pytest.fixture
def pilots(doors: Doors) -> Doors:
    """One of everything that is kept of two pilots."""
    piloting.twice(doors)
    doors.registers.change(Talent, 1, {"resident_id": resident_id(seq=5), "certificate_no": "苏H1234"})
    return doors


@pytest.mark.parametrize(
    ("text", "noun", "label"),
    [
        ("江苏甲机械", Noun.PILOTS, "江苏甲机械有限公司"),
        ("91321191MA1XYZ", Noun.PILOTS, "江苏甲机械有限公司"),
        ("秦文斌", Noun.PILOTS, "江苏甲机械有限公司"),
        ("jsjjx", Noun.PILOTS, "江苏甲机械有限公司"),
        ("qwb", Noun.PILOTS, "江苏甲机械有限公司"),
        ("13800000001", Noun.PILOTS, "江苏甲机械有限公司"),
        ("第一批", Noun.WAVES, "第一批"),
        ("智能产线", Noun.INCENTIVES, "智能产线改造"),
        ("甲创新", Noun.STUDIOS, "甲创新工作室"),
        ("zq", Noun.TALENTS, "赵强"),
        ("苏H1234", Noun.TALENTS, "赵强"),
        ("王主席", Noun.PAIRINGS, "王主席"),
        ("订单增加", Noun.CALLS, "江苏甲机械有限公司"),
    ],
)
def test_what_is_kept_of_pilots_is_found(pilots: Doors, text: str, noun: Noun, label: str) -> None:
    assert label in {one.label for one in found(pilots, text, 40) if one.noun is noun}


def test_a_cadre_is_told_once_however_many_pilots_they_have(pilots: Doors) -> None:
    pilots.pairing.pair("李主席", [1, 2], TODAY, duty="副主席")
    [one] = [one for one in found(pilots, "李主席") if one.noun is Noun.PAIRINGS]
    assert one.detail == "副主席 · 挂钩 2 家"


def test_a_skilled_worker_s_number_is_searched_but_not_told(pilots: Doors) -> None:
    number = resident_id(seq=5)
    [one] = [one for one in found(pilots, number[-6:]) if one.noun is Noun.TALENTS]
    assert number not in one.detail
    assert "江苏甲机械有限公司" in one.detail
