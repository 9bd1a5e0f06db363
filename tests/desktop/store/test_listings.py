"""Every list: what a word finds, what a chip narrows to, how it is sorted, and that its counts are true."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.aid import flow
from desktop.aid.fund import Source
from desktop.base.changes import Noun
from desktop.base.fields import Kind, Value
from desktop.base.listing import Query
from desktop.base.names import pinyin_key, sort_key
from desktop.cases.household import Household
from desktop.office.consultations import Consultations
from desktop.office.samples import Samples
from desktop.pilots.fronts import Task
from desktop.pilots.talent import Talent
from desktop.pilots.wave import Wave
from desktop.store import households, inversion, journal, listings
from tests import asking, offices, piloting, visiting
from tests.builders import person
from tests.offices import Doors

TOWNS = ["大港街道", "丁岗镇", None]
CATEGORIES = ["深度困难", "困难"]
NAMES = ["张晓明", "单晓明", "欧阳海燕", "阿依古丽·买买提", "王50%_[*]?奖", 'O\'Neil "Q"']


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    """An office of 60 files of all kinds, six of them closed; nobody writes to it."""
    with offices.opened(offices.make(tmp_path_factory.mktemp("town") / "office.niangjia")) as doors:
        for seed in range(60):
            doors.enter(
                seed,
                persons=(person(seed, name=NAMES[seed % 6]), person(1000 + seed, relation="配偶", phone=None)),
                town=TOWNS[seed % 3],
                category=CATEGORIES[seed % 2],
                employer=None if seed % 7 == 0 else f"第{seed % 5}机械厂",
                filed_on=dt.date(2022, 1 + seed % 12, 1),
                yearly_income=4_200_000 + seed % 9 * 1_000_000,
            )
        for number in range(10, 61, 10):
            offices.close(doors, number, "搬走")
        yield doors


def found(doors: Doors, text: str = "", **chips: str) -> set[int]:
    return set(listings.ids(doors.db, Query(noun=Noun.CASES, text=text, chips=chips)))


def every(doors: Doors) -> list[Household]:
    return doors.cases.many(range(1, 61))


# What a word finds


@pytest.mark.parametrize(
    "text",
    ["张晓明", "晓明", "zxm", "zhangxiao", "ZXM", "ｚｘｍ", "  zxm  "],
)
def test_a_name_is_found_whole_in_part_by_initials_and_by_sound(town: Doors, text: str) -> None:
    assert found(town, text) >= {one.id for one in every(town) if one.applicant.name == "张晓明"}


def test_a_surname_is_found_by_its_own_sound(town: Doors) -> None:
    assert found(town, "shanxiaoming") == {one.id for one in every(town) if one.applicant.name == "单晓明"}


def test_the_last_digits_of_an_id_a_phone_a_unit_a_file_and_a_staff_number_are_found(town: Doors) -> None:
    one = town.cases.get(7)
    assert one.applicant.resident_id is not None
    for text in (
        one.applicant.resident_id,
        one.applicant.resident_id[-6:],
        one.applicant.phone,
        one.file_no,
        one.staff_no,
    ):
        assert 7 in found(town, str(text))
    assert found(town, str(one.file_no)) == {7}
    assert found(town, "第1机械厂") == {one.id for one in every(town) if one.employer == "第1机械厂"}


def test_an_x_at_the_end_of_an_id_is_found_in_either_case(town: Doors) -> None:
    ending = {one.id for one in every(town) if any(str(who.resident_id).endswith("X") for who in one.persons)}
    assert ending
    assert found(town, "x") & ending == found(town, "X") & ending == ending


def test_a_household_is_found_by_its_member(town: Doors) -> None:
    member = town.cases.get(9).persons[1]
    assert 9 in found(town, member.name)
    assert found(town, str(member.resident_id)) == {9}


def test_all_words_must_be_found_in_any_order(town: Doors) -> None:
    both = found(town, "zxm") & found(town, "丁岗")
    assert found(town, "zxm 丁岗") == found(town, "丁岗　zxm") == both
    assert found(town, "zxm 没有这个") == set()


@pytest.mark.parametrize(
    "text", ["%", "_", "50%_", "'", '"', "o'neil", "\\", "*", "[", "]", "?", "[*]", "--", "%' OR 1=1 --"]
)
def test_no_character_has_a_meaning_of_its_own(town: Doors, text: str) -> None:
    def holds(one: Household) -> bool:
        names = " ".join(who.name for who in one.persons).lower()
        return all(word in names for word in text.lower().split())

    assert found(town, text) == {one.id for one in every(town) if holds(one)}


@pytest.mark.parametrize("noun", [Noun.FUNDS, Noun.BATCHES, Noun.PAYMENTS])
@pytest.mark.parametrize("text", ["%", "_", "'", "\\"])
def test_nor_in_the_other_lists(doors: Doors, noun: Noun, text: str) -> None:
    doors.enter()
    doors.batch(doors.fund())
    assert list(listings.ids(doors.db, Query(noun=noun, text=text))) == []
    assert len(listings.ids(doors.db, Query(noun=noun, text="帮扶资金" if noun is Noun.FUNDS else "生活救助"))) == 1


def test_a_new_name_is_found_at_once_and_the_old_one_no_more(doors: Doors) -> None:
    number = doors.enter(1)
    with journal.operation(doors.db, "改名"):
        households.update(doors.db, number, {}, [(doors.cases.get(number).applicant.id, {"name": "欧阳询"})])
    assert found(doors, "oyx") == {number}
    assert found(doors, "ljg") == set()


def test_what_is_undone_is_found_no_more(doors: Doors) -> None:
    number = offices.enter_many(doors.db, range(5))
    assert len(found(doors)) == 5
    inversion.invert(doors.db, number, households.rederive)
    assert found(doors) == found(doors, "z") == found(doors, state="在档") == set()
    assert listings.counts(doors.db, Query(noun=Noun.CASES), "state") == {}
    assert listings.page(doors.db, Noun.CASES, [1, 2]) == []


# Sorting

LISTS = [(noun, column.name) for noun, source in listings.SOURCES.items() for column in source.listing.columns]


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    """Something in every list; nobody writes to it."""
    with offices.opened(offices.make(tmp_path_factory.mktemp("busy") / "office.niangjia")) as doors:
        fund, other = doors.fund(), doors.fund(5, "另一资金")
        for seed in range(6):
            doors.enter(seed, town=TOWNS[seed % 3], category="深度困难")
        doors.seen_through(doors.batch(fund, households_=[1, 2]), flow.Verb.LOCK, flow.Verb.APPROVE, flow.Verb.PAY)
        doors.batch(other, "送温暖", households_=[6, 3, 1])
        for number in (2, 5):
            read = {"day": offices.TODAY, "reader": f"读者{number}", "purpose": "查阅本人档案"}
            Consultations(doors.db).enter(number, read)
        Samples(doors.db, doors.standing).draw(2022, 50, 1)
        asking.full(doors)
        visiting.full(doors)
        piloting.twice(doors)
        visiting.begin(doors, name="2022年送清凉", kind="送清凉", programme="送清凉")
        yield doors


@pytest.mark.parametrize(("noun", "column"), LISTS)
def test_every_column_sorts_both_ways(busy: Doors, noun: Noun, column: str) -> None:
    source = listings.SOURCES[noun]
    labels = busy.standing.labels
    up = list(listings.ids(busy.db, Query(noun=noun, order=column), labels=labels))
    down = list(listings.ids(busy.db, Query(noun=noun, order=column, descending=True), labels=labels))
    assert up == down[::-1]
    assert len(up) == len(set(up)) > 1
    if column not in source.order:
        place = [one.name for one in source.listing.columns].index(column) + 1
        cells = [row[place] for row in listings.page(busy.db, noun, up)]
        own = source.listing.columns[place - 1].labels
        assert not own or {*cells} <= {None, *own}
        known = own or labels(source.listing.columns[place - 1].codes)
        assert cells == sorted(cells, key=partial(sorted_by, known))


def sorted_by(known: Sequence[str], cell: Value) -> tuple[bool, int, Value]:
    """Nothing first, then codes as their list has them, then what no list knows; everything else as it is."""
    place = known.index(str(cell)) if cell in known else len(known)
    return cell is not None, place, cell.encode() if isinstance(cell, str) else cell or 0  # type: ignore[return-value]


def test_codes_stand_in_the_order_of_their_list_and_waves_in_that_of_their_numbers(doors: Doors) -> None:
    for number, name in ((2, "第二批"), (1, "第一批"), (3, "第三批")):
        wave = doors.registers.enter(Wave, piloting.WAVE | {"name": name, "number": number}).record
        doors.enterprises.enter({"name": f"{name}公司", "wave": wave})
    fronts = doors.standing.labels("front")
    for at, front in enumerate(sorted(fronts)):
        doors.registers.enter(Task, {"enterprise": 1 + at % 3, "front": front, "task": "任务"})
    by_front, by_wave = (
        listings.page(doors.db, Noun.TASKS, listings.ids(doors.db, query, labels=doors.standing.labels))
        for query in (Query(noun=Noun.TASKS, order="front"), Query(noun=Noun.TASKS, order="wave_name"))
    )
    columns = [one.name for one in listings.LISTINGS[Noun.TASKS].columns]
    assert [row[columns.index("front") + 1] for row in by_front] == list(fronts)
    assert list(dict.fromkeys(row[columns.index("wave_name") + 1] for row in by_wave)) == ["第一批", "第二批", "第三批"]


def test_what_is_reckoned_of_a_record_stands_in_its_natural_order(doors: Doors) -> None:
    doors.enterprises.enter({"name": "甲公司"})
    before, ahead = offices.TODAY - dt.timedelta(days=9), offices.TODAY + dt.timedelta(days=9)
    for said in ({"done_on": before}, {"deadline": before}, {"deadline": ahead}):
        doors.registers.enter(Task, {"enterprise": 1, "front": "建功立业", "task": "任务"} | said)
    query = Query(noun=Noun.TASKS, order="standing")
    tasks = listings.page(doors.db, Noun.TASKS, listings.ids(doors.db, query, labels=doors.standing.labels))
    at = [one.name for one in listings.LISTINGS[Noun.TASKS].columns].index("standing") + 1
    assert [row[at] for row in tasks] == ["进行中", "已逾期", "已完成"]


@pytest.mark.parametrize("column", [one.name for one in listings.CASES.listing.columns])
@pytest.mark.parametrize("text", ["z", "镇江 1"])
def test_a_search_keeps_the_order(busy: Doors, column: str, text: str) -> None:
    whole = listings.ids(busy.db, Query(noun=Noun.CASES, order=column))
    some = list(listings.ids(busy.db, Query(noun=Noun.CASES, order=column, text=text)))
    assert some == [one for one in whole if one in set(some)]
    assert some


def test_names_sort_by_sound(town: Doors) -> None:
    names = [one.applicant.name for one in town.cases.many(listings.ids(town.db, Query(noun=Noun.CASES)))]
    assert names == sorted(names, key=sort_key)
    assert pinyin_key(names[0]).startswith("a")


def test_a_roster_is_in_its_own_order(busy: Doors) -> None:
    query = Query(noun=Noun.PAYMENTS, chips={"batch": "2"})
    rows = listings.page(busy.db, Noun.PAYMENTS, listings.ids(busy.db, query))
    assert [row[1] for row in rows] == [busy.cases.get(number).applicant.name for number in (6, 3, 1)]


# Rows


def test_rows_come_in_the_order_asked_for_and_what_is_gone_is_left_out(town: Doors) -> None:
    rows = listings.page(town.db, Noun.CASES, [30, 5, 999, 17, 5])
    assert [row[0] for row in rows] == [30, 5, 17, 5]


def test_a_row_holds_the_record_s_own_values(town: Doors) -> None:
    one = town.cases.get(8)
    [row] = listings.page(town.db, Noun.CASES, [8])
    for column, cell in zip(listings.CASES.listing.columns, row[1:], strict=True):
        record = next(part for part in (one, one.life, one.applicant, Months) if hasattr(part, column.name))
        assert cell == getattr(record, column.name), column.name


class Months:
    """What the list adds to the eighth file of the town, which was filed in August."""

    filed_month, lifted_month = "2022-08", None


@pytest.mark.parametrize("noun", listings.SOURCES)
def test_every_row_has_a_cell_of_the_right_kind_for_every_column(busy: Doors, noun: Noun) -> None:
    columns = listings.SOURCES[noun].listing.columns
    rows = listings.page(busy.db, noun, listings.ids(busy.db, Query(noun=noun)))
    assert rows
    for row in rows:
        for column, cell in zip(columns, row[1:], strict=True):
            kind = {Kind.DATE: dt.date, Kind.MONEY: int, Kind.COUNT: int, Kind.POINTS: int}.get(column.kind, str)
            assert cell is None or type(cell) is kind, column.name


def test_a_batch_shows_its_payees_and_sum_without_the_excluded(doors: Doors) -> None:
    for seed in range(3):
        doors.enter(seed)
    batch = doors.batch(doors.fund())
    doors.aid.exclude(doors.aid.payments(batch)[0].id, "放弃")
    [row] = listings.page(doors.db, Noun.BATCHES, [batch])
    cells = dict(zip((one.name for one in listings.BATCHES.listing.columns), row[1:], strict=True))
    assert (cells["payees"], cells["total"]) == (2, 1_000_000)


# Chips and counts


def test_waves_stages_and_years_stand_in_an_order_of_their_own(doors: Doors) -> None:
    for number, name in ((2, "第二批"), (1, "第一批"), (3, "第三批")):
        doors.registers.enter(Wave, piloting.WAVE | {"name": name, "number": number})
    for at, wave in enumerate((1, 1, 2, 3, 3, 3, None)):
        doors.enterprises.enter({"name": f"第{at}公司", "wave": wave})
    doors.enterprises.reach([4], {"stage": "启动", "day": offices.TODAY})
    query = Query(noun=Noun.PILOTS)
    assert list(listings.counts(doors.db, query, "wave_name").items()) == [
        ("第一批", 1), ("第二批", 2), ("第三批", 3), ("", 1),
    ]  # fmt: skip
    assert list(listings.counts(doors.db, query, "stage"))[-2:] == ["确定批次", "启动"]
    for one, year in enumerate((2021, 2022, 2022, 2020)):
        doors.funds.open(name=f"资金{one}", source=Source.CITY, year=year)
    assert list(listings.counts(doors.db, Query(noun=Noun.FUNDS), "year")) == ["2022", "2021", "2020"]


WORDS = st.sampled_from(["", "zxm", "z", "晓明", "丁岗", "机械厂 第1", "没有", "1", "%"])
CHIPS = st.fixed_dictionaries(
    {},
    optional={
        "state": st.sampled_from(["在档", "注销", "脱困"]),
        "category": st.sampled_from([*CATEGORIES, "没有"]),
        "town": st.sampled_from(["大港街道", "丁岗镇", ""]),
        "employer": st.sampled_from(["第1机械厂", ""]),
        "sex": st.sampled_from(["男", "女"]),
    },
)


def text_of(one: Household) -> str:
    words = [one.file_no, one.staff_no, one.employer, one.town, one.other_contact]
    for who in one.persons:
        words += [who.name, pinyin_key(who.name), who.resident_id, who.phone]
    return "\n".join(word for word in words if word).lower()


def cell(one: Household, name: str) -> str:
    return str((one.applicant.sex if name == "sex" else getattr(one, name)) or "")


def brute(doors: Doors, text: str, chips: dict[str, str]) -> list[Household]:
    return [
        one
        for one in every(doors)
        if all(word in text_of(one) for word in text.split()) and all(cell(one, k) == v for k, v in chips.items())
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=WORDS,
    chips=CHIPS,
    order=st.sampled_from(["", "name", "town", "per_head", "resident_id"]),
    descending=st.booleans(),
)
def test_a_list_holds_what_a_plain_count_would_find(
    town: Doors, *, text: str, chips: dict[str, str], order: str, descending: bool
) -> None:
    query = Query(noun=Noun.CASES, text=text, chips=chips, order=order, descending=descending)
    numbers = list(listings.ids(town.db, query))
    assert sorted(numbers) == [one.id for one in brute(town, text, chips)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS, CHIPS, st.sampled_from(["state", "category", "town", "employer", "sex"]))
def test_a_chip_counts_what_it_would_show(town: Doors, text: str, chips: dict[str, str], chip: str) -> None:
    counts = listings.counts(town.db, Query(noun=Noun.CASES, text=text, chips=chips), chip)
    others = {name: value for name, value in chips.items() if name != chip}
    assert counts == Counter(cell(one, chip) for one in brute(town, text, others))
    assert list(counts.values()) == sorted(counts.values(), reverse=True)
    for value, count in counts.items():
        narrowed = Query(noun=Noun.CASES, text=text, chips={**others, chip: value})
        assert len(listings.ids(town.db, narrowed)) == count


CHIPPED = [(noun, chip) for noun, source in listings.SOURCES.items() for chip in source.listing.chips]


@pytest.mark.parametrize(("noun", "chip"), CHIPPED)
def test_every_chip_of_every_list_shows_as_many_as_it_says(busy: Doors, noun: Noun, chip: str) -> None:
    counts = listings.counts(busy.db, Query(noun=noun), chip)
    assert sum(counts.values()) == len(listings.ids(busy.db, Query(noun=noun)))
    for value, count in counts.items():
        assert len(listings.ids(busy.db, Query(noun=noun, chips={chip: value}))) == count


@pytest.mark.parametrize("noun", listings.SOURCES)
def test_a_column_that_there_is_not_is_a_mistake_of_ours(busy: Doors, noun: Noun) -> None:
    with pytest.raises(KeyError):
        listings.ids(busy.db, Query(noun=noun, order="1; DROP TABLE household"))
    with pytest.raises(KeyError):
        listings.ids(busy.db, Query(noun=noun, chips={"1 OR 1": "1"}))


# Speed's foundations


@pytest.mark.parametrize(
    ("query", "never"),
    [
        (Query(noun=Noun.CASES), "household"),
        (Query(noun=Noun.CASES, text="zxm"), "household"),
        (Query(noun=Noun.CASES, text="zxm", chips={"state": "在档", "town": "丁岗镇"}), "household"),
        (Query(noun=Noun.CASES), "TEMP B-TREE"),
        (Query(noun=Noun.CASES, text="zxm", chips={"state": "在档"}), "TEMP B-TREE"),
        (Query(noun=Noun.CASES, text="zxm", descending=True), "TEMP B-TREE"),
        (Query(noun=Noun.CASES, order="category"), "TEMP B-TREE"),
    ],
)
def test_a_keystroke_reads_the_narrow_table_alone_and_sorts_nothing(town: Doors, query: Query, never: str) -> None:
    asked: list[tuple[str, object]] = []
    with town.db.tracer(lambda sql, values: asked.append((sql, values))):
        listings.ids(town.db, query)
    [(sql, values)] = asked
    steps = town.db.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()  # type: ignore[arg-type]
    assert not [step for step in steps if never in step[3].replace("household_category", "")]


def test_who_is_not_paid_counts_nothing_in_the_list_of_payments_and_says_why(doors: Doors) -> None:
    for seed in range(3):
        doors.enter(seed)
    batch = doors.batch(doors.fund())
    doors.aid.exclude(doors.aid.payments(batch)[0].id, "本人放弃")
    query = Query(noun=Noun.PAYMENTS, chips={"batch": str(batch)})
    names = [column.name for column in listings.PAYMENTS.listing.columns]
    rows = [
        dict(zip(names, row[1:], strict=True))
        for row in listings.page(doors.db, Noun.PAYMENTS, listings.ids(doors.db, query))
    ]
    assert [(row["given"], row["amount"]) for row in rows] == [("不发", 0), ("发放", 500_000), ("发放", 500_000)]
    assert rows[0]["why"] == "不发：本人放弃"
    assert rows[1]["why"] == rows[1]["reason"]
    assert listings.counts(doors.db, query, "given") == {"发放": 2, "不发": 1}


def test_pilots_and_skilled_workers_are_found_by_their_initials(doors: Doors) -> None:
    doors.enterprises.enter({"name": "江苏甲机械有限公司"})
    doors.enterprises.enter({"name": "乙电子公司"})
    doors.registers.enter(Talent, {"name": "单晓明", "enterprise": 2})
    assert list(listings.ids(doors.db, Query(noun=Noun.PILOTS, text="jsjjx"))) == [1]
    assert list(listings.ids(doors.db, Query(noun=Noun.PILOTS, text="YDZ 公司"))) == [2]
    assert list(listings.ids(doors.db, Query(noun=Noun.TALENTS, text="sxm"))) == [1]
