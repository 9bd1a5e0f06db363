"""What a file lacks is said in one sentence that can be sent on; a document says what it is and when it came."""

import datetime as dt
from typing import Any

import pytest

from desktop.base.fields import Value
from desktop.cases.documents import OTHER, Checklist, Item, check_document, members, reminder
from tests.builders import person

DAY = dt.date(2022, 12, 16)


@pytest.fixture(autouse=True)
def _on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANGJIA_NOW", "2022-12-10T09:00:00")


def checklist(*held: int, name: str = "张三", unit: str = "春风机械工会", **values: Any) -> Checklist:
    items = tuple(Item(name=f"材料{place}", held=count, pages=count * 2) for place, count in enumerate(held, 1))
    return Checklist(household=1, name=name, file_no="2022-001", unit=unit, items=values.get("items", items))


def test_the_sentence_says_how_much_is_there_and_names_what_is_missing() -> None:
    said = checklist(1, 0, 2, 0).sentence(DAY)
    assert said == "张三（档案编号 2022-001）材料 2/4，还缺：材料2、材料4，请于2022年12月16日前补齐。"


def test_a_complete_file_asks_for_nothing() -> None:
    assert checklist(1, 1).sentence(DAY) == "张三（档案编号 2022-001）材料 2/2，已齐。"


def test_what_is_not_asked_for_yet_neither_counts_nor_is_missing() -> None:
    later = Item(name="审核会议纪要", due=False)
    said = checklist(items=(Item(name="申请书", held=1), later))
    assert (said.held, len(said.due), said.missing) == (1, 1, ())


def test_several_files_make_one_text_by_unit_with_the_day_once() -> None:
    lists = [
        checklist(0, name="张三", unit="甲工会"),
        checklist(0, name="李四", unit="乙工会"),
        checklist(0, name="王五", unit="甲工会"),
        checklist(1, name="赵六", unit="丙工会"),
    ]
    assert reminder(lists, DAY) == (
        "【甲工会】\n张三（档案编号 2022-001）材料 0/1，还缺：材料1；\n"
        "王五（档案编号 2022-001）材料 0/1，还缺：材料1；\n"
        "【乙工会】\n李四（档案编号 2022-001）材料 0/1，还缺：材料1；\n请于2022年12月16日前补齐。"
    )


def test_where_nothing_is_missing_the_text_says_so() -> None:
    assert reminder([checklist(1), checklist(2)], DAY) == "选中的档案材料都已齐。"


def test_persons_of_one_name_are_told_apart() -> None:
    persons = [
        person(1, id=1, name="张伟", relation="本人"),
        person(2, id=2, name="张伟", relation="儿子"),
        person(3, id=3, name="张伟", relation="儿子"),
        person(4, id=4, name="李娜", relation="配偶"),
    ]
    assert members(persons) == {"张伟（本人）": 1, "张伟（儿子）": 2, "张伟（儿子）3": 3, "李娜": 4}


GOOD: dict[str, Value] = {"kind": "申请书", "received_on": dt.date(2022, 12, 1), "pages": 2}


def test_a_document_of_a_known_kind_is_taken() -> None:
    assert check_document(GOOD, ["申请书"]) == ()
    assert check_document(GOOD | {"kind": OTHER, "title": "邻里证明"}, ["申请书"]) == ()


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"kind": None}, "missing", "kind"),
        ({"kind": "情况说明"}, "unknown_code", "kind"),
        ({"kind": OTHER}, "missing", "title"),
        ({"received_on": None}, "missing", "received_on"),
        ({"received_on": dt.date(2022, 12, 11)}, "future_date", "received_on"),
        ({"pages": 0}, "pages", "pages"),
    ],
)
def test_what_is_wrong_with_a_document_stands_under_its_field(wrong: dict[str, Value], code: str, field: str) -> None:
    [found] = check_document(GOOD | wrong, ["申请书"])
    assert (found.code, found.field, found.refuses) == (code, field, True)
