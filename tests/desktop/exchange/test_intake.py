"""Lines become households, and everything that is wrong is said once, at its place."""

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.base.errors import WorkbookError
from desktop.cases.household import HouseholdDraft
from desktop.exchange.headings import find_tables
from desktop.exchange.intake import take_in
from desktop.exchange.reading import read_workbook
from tests.builders import card, identity, policy, resident_id
from tests.desktop.exchange.workbooks import HEADINGS, ONE, TWO, codes, ods, taken, text_file, xls, xlsx

SON, WIFE = resident_id(dt.date(2005, 1, 2), "男", 5), resident_id(dt.date(1976, 1, 2), "女", 6)
WHOLE = (*HEADINGS, "银行卡号", "联系电话", "本人月收入", "建档日期", "性别", "出生日期")


def drafts(path: Path, *rows: Any, **details: Any) -> tuple[HouseholdDraft, ...]:
    return taken(xlsx(path / "a.xlsx", rows, **details)).drafts


def found(path: Path, *rows: Any) -> list[tuple[int, str, str, bool]]:
    return codes(xlsx(path / "a.xlsx", rows))


def names(draft: HouseholdDraft) -> list[Any]:
    return [person["name"] for person in draft.persons]


@pytest.mark.parametrize("write", [xlsx, xls, ods, text_file])
def test_a_ledger_reads_alike_from_every_kind_of_file(write: Any, tmp_path: Path) -> None:
    one, two = taken(write(tmp_path / "a.file", [HEADINGS, ONE, TWO])).drafts
    assert (names(one), one.values) == (["张晓明"], {"category": "深度困难"})
    assert two.persons[0]["resident_id"] == TWO[1]


def test_sex_and_birth_follow_from_the_id_where_the_sheet_is_silent(tmp_path: Path) -> None:
    person = drafts(tmp_path, HEADINGS, ONE)[0].persons[0]
    said = identity(ONE[1])
    assert (person["sex"], person["birth"]) == (said.sex, said.birth)


def test_a_blank_cell_is_none_and_a_column_that_isnt_there_is_absent(tmp_path: Path) -> None:
    draft = drafts(tmp_path, (*HEADINGS, "备注"), (*ONE, ""))[0]
    assert draft.values == {"category": "深度困难", "note": None}


def test_what_we_reckon_ourselves_is_not_taken(tmp_path: Path) -> None:
    draft = drafts(tmp_path, (*HEADINGS, "家庭月人均收入"), (*ONE, "好几百"))[0]
    assert "per_head" not in draft.values
    assert not draft.findings


SPOILT = [
    ("id_lost_digits", "身份证号", {"身份证号": 321102197503080027}),
    ("id_checksum", "身份证号", {"身份证号": ONE[1][:-1] + ("0" if ONE[1][-1] != "0" else "1")}),
    ("id_date", "身份证号", {"身份证号": "321102197513080027"}),
    ("id_length", "身份证号", {"身份证号": ONE[1][:-1]}),
    ("missing", "身份证号", {"身份证号": ""}),
    ("missing", "姓名", {"姓名": ""}),
    ("amount", "本人月收入", {"本人月收入": "两千左右"}),
    ("date", "建档日期", {"建档日期": "2022-13-40"}),
    ("card_lost_digits", "银行卡号", {"银行卡号": 6230580234106954803}),
    ("unknown_code", "困难类别", {"困难类别": "特别困难"}),
    ("missing", "困难类别", {"困难类别": ""}),
]
DOUBTFUL = [
    ("sex_disagrees_with_id", "性别", {"性别": "男"}),
    ("birth_disagrees_with_id", "出生日期", {"出生日期": dt.date(1975, 4, 9)}),
    ("card_luhn", "银行卡号", {"银行卡号": card()[:-1] + str(9 - int(card()[-1]))}),
    ("phone", "联系电话", {"联系电话": "1380000"}),
]
RIGHT = dict(
    zip(WHOLE, (*ONE, card(), "13812341234", 1200, dt.date(2022, 7, 25), "女", dt.date(1975, 3, 8)), strict=True)
)


def test_a_right_line_gives_no_findings(tmp_path: Path) -> None:
    assert found(tmp_path, WHOLE, tuple(RIGHT.values())) == []


@pytest.mark.parametrize(
    ("code", "column", "spoilt", "refusing"), [(*one, 1) for one in SPOILT] + [(*one, 0) for one in DOUBTFUL]
)
def test_what_is_wrong_is_said_once_at_its_place(
    code: str,
    column: str,
    spoilt: dict[str, Any],
    refusing: int,
    tmp_path: Path,
) -> None:
    rows = [("台账",), WHOLE, tuple((RIGHT | spoilt).values())]
    assert found(tmp_path, *rows) == [(3, code, column, bool(refusing))]


NORMAL = [
    ({"姓名": "张　晓 明"}, "name", "张晓明"),
    ({"姓名": "阿依古丽•买买提"}, "name", "阿依古丽·买买提"),
    ({"姓名": "张𬭎"}, "name", "张𬭎"),
    ({"身份证号": f" {ONE[1][:6]} {ONE[1][6:14]} {ONE[1][14:]} "}, "resident_id", ONE[1]),
    ({"身份证号": "".join(chr(ord(char) + 0xFEE0) for char in ONE[1])}, "resident_id", ONE[1]),
    ({"联系电话": 13812341234}, "phone", "13812341234"),
    ({"本人月收入": "1,200元"}, "monthly_income", 120000),
    ({"本人月收入": "无"}, "monthly_income", 0),
]


@pytest.mark.parametrize(("written", "field", "value"), NORMAL)
def test_what_clerks_write_is_put_into_one_form(
    written: dict[str, Any], field: str, value: Any, tmp_path: Path
) -> None:
    draft = drafts(tmp_path, WHOLE, tuple((RIGHT | written).values()))[0]
    assert (draft.persons[0][field], draft.findings) == (value, ())


@pytest.mark.parametrize("day", [dt.date(2022, 7, 25), "2022.7.25", "2022/7/25", "2022年7月25日", 44767, "20220725"])
def test_dates_are_read_in_every_form(day: Any, tmp_path: Path) -> None:
    draft = drafts(tmp_path, WHOLE, tuple((RIGHT | {"建档日期": day}).values()))[0]
    assert draft.values["filed_on"] == dt.date(2022, 7, 25)


def test_sums_notes_signatures_and_repeated_headings_are_no_lines(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        (1, 2, 3),
        ONE,
        (),
        HEADINGS,
        TWO,
        ("合计", "", "2户"),
        ("注：本表一式两份。",),
        ("制表人：王五", "", "审核人：赵六"),
    ]
    intake = taken(xlsx(tmp_path / "a.xlsx", rows))
    assert [names(draft) for draft in intake.drafts] == [["张晓明"], ["李春花"]]
    assert [place.row for place in intake.passed] == [2, 5, 7, 8, 9]


@pytest.mark.parametrize(
    "aside",
    [
        ("", "", "本页小计：2户"),
        ("户数", 12, "人数", 31),
        ("户数：12", "人数：31", ""),
        ("填表人：张三", "审核人：李四", "联系电话：0511-85012345"),
        ("本页小计", "", "", 3),
        ("总 计", 2),
    ],
)
def test_asides_between_the_lines_are_no_lines(aside: Any, tmp_path: Path) -> None:
    intake = taken(xlsx(tmp_path / "a.xlsx", [HEADINGS, ONE, aside, HEADINGS, TWO]))
    assert ([names(draft) for draft in intake.drafts], len(intake.passed)) == ([["张晓明"], ["李春花"]], 2)


def test_headings_of_two_rows_that_come_again_on_each_page_are_no_lines(tmp_path: Path) -> None:
    head = [("户主姓名", "户主身份证号", "困难类别", "家庭成员", ""), ("", "", "", "姓名", "身份证号")]
    rows = [*head, (*ONE, "王丽", WIFE), *head, (*TWO, "", "")]
    intake = taken(xlsx(tmp_path / "a.xlsx", rows, merged=["D1:E1"]))
    assert [names(draft) for draft in intake.drafts] == [["张晓明", "王丽"], ["李春花"]]


def test_lines_that_are_hidden_are_lines(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [(*HEADINGS, "备注"), (*ONE, "甲"), (*TWO, "乙")])
    book = openpyxl.load_workbook(path)
    book.active.row_dimensions[2].hidden = book.active.column_dimensions["D"].hidden = True
    book.save(path)
    assert [draft.values["note"] for draft in taken(path).drafts] == ["甲", "乙"]


def test_people_whose_names_look_like_asides_are_people(tmp_path: Path) -> None:
    people = [(name, resident_id(seq=number), "困难") for number, name in enumerate(("单位", "计小花", "总小明"), 10)]
    assert [names(draft) for draft in drafts(tmp_path, HEADINGS, *people)] == [["单位"], ["计小花"], ["总小明"]]


BESIDE = (
    *HEADINGS,
    "家庭成员1姓名",
    "家庭成员1关系",
    "家庭成员1身份证号",
    "家庭成员2姓名",
    "家庭成员2关系",
    "家庭成员2身份证号",
)


def test_blank_members_are_no_members_and_those_behind_them_move_up(tmp_path: Path) -> None:
    draft = drafts(tmp_path, BESIDE, (*ONE, "无", "", "", "张小宝", "儿子", SON))[0]
    assert names(draft) == ["张晓明", "张小宝"]
    assert draft.places[1, "resident_id"].column == "家庭成员2身份证号"


def test_a_member_without_an_id_is_only_doubtful(tmp_path: Path) -> None:
    assert found(tmp_path, BESIDE, (*ONE, "张小宝", "儿子", "", "", "", "")) == [
        (2, "member_id_missing", "家庭成员1身份证号", False)
    ]


def test_a_members_wrong_id_refuses_the_household(tmp_path: Path) -> None:
    assert found(tmp_path, BESIDE, (*ONE, "张小宝", "儿子", SON[:-1], "", "", "")) == [
        (2, "id_length", "家庭成员1身份证号", True)
    ]


def test_a_member_without_a_name_is_refused(tmp_path: Path) -> None:
    assert found(tmp_path, BESIDE, (*ONE, "", "儿子", SON, "", "", "")) == [(2, "missing", "家庭成员1姓名", True)]


def test_the_relation_may_stand_in_the_heading_alone(tmp_path: Path) -> None:
    draft = drafts(tmp_path, (*HEADINGS, "配偶姓名", "配偶身份证号"), (*ONE, "王丽", WIFE))[0]
    assert draft.persons[1]["relation"] == "配偶"


def test_the_same_applicant_twice_refuses_the_later_line(tmp_path: Path) -> None:
    again = ("张晓明", ONE[1], "困难")
    assert found(tmp_path, HEADINGS, ONE, TWO, again) == [(4, "duplicate_in_file", "身份证号", True)]


def test_a_member_who_is_an_applicant_elsewhere_is_doubtful(tmp_path: Path) -> None:
    rows = [BESIDE, (*ONE, "李春花", "配偶", TWO[1], "", "", ""), (*TWO, "", "", "", "", "", "")]
    assert found(tmp_path, *rows) == [(2, "person_in_two_households", "家庭成员1身份证号", False)]


def test_a_member_of_two_households_is_doubtful_in_the_later(tmp_path: Path) -> None:
    son = ("张小宝", "儿子", SON)
    rows = [BESIDE, (*ONE, *son, "", "", ""), (*TWO, "", "", "", *son)]
    assert found(tmp_path, *rows) == [(3, "person_in_two_households", "家庭成员2身份证号", False)]


BELOW = ("序号", "户主姓名", "困难类别", "联系电话", "家庭成员姓名", "与户主关系", "身份证号", "月收入", "备注")
FIRST = [
    (1, "张晓明", "深度困难", "13812341234", "张晓明", "本人", ONE[1], 600, ""),
    ("", "", "", "", "王丽", "配偶", WIFE, 800, ""),
    ("", "", "", "", "张小宝", "儿子", SON, 0, "在读"),
]
SECOND = [(2, "李春花", "相对困难", "13812341235", "李春花", "本人", TWO[1], 900, "")]


def check_families(path: Path) -> None:
    one, two = taken(path).drafts
    assert (names(one), names(two)) == (["张晓明", "王丽", "张小宝"], ["李春花"])
    assert [person["relation"] for person in one.persons] == ["本人", "配偶", "儿子"]
    assert (one.persons[0]["phone"], one.persons[1]["monthly_income"]) == ("13812341234", 80000)
    assert one.persons[0]["resident_id"] == ONE[1]
    assert (one.values["category"], one.values.get("note", "在读")) == ("深度困难", "在读")
    assert not one.findings + two.findings
    assert one.places[2, "resident_id"].row == one.places[None, ""].row + 2


def test_a_household_over_merged_rows_is_one(tmp_path: Path) -> None:
    merged = [(1, 3, column, column) for column in range(4)]
    check_families(
        xls(tmp_path / "a.xls", [BELOW, *FIRST, *SECOND, ("合计", "", "", "", "", "", "", 2300)], merged=merged)
    )


def test_a_household_over_rows_with_blanks_is_one(tmp_path: Path) -> None:
    check_families(text_file(tmp_path / "a.csv", [BELOW, *FIRST, *SECOND]))


def test_a_household_whose_head_is_repeated_on_each_row_is_one(tmp_path: Path) -> None:
    repeated = [(number, *FIRST[0][1:4], *row[4:]) for number, row in enumerate(FIRST, 1)]
    check_families(xlsx(tmp_path / "a.xlsx", [BELOW, *repeated, (4, *SECOND[0][1:])]))


@pytest.mark.parametrize("numbers", [("甲1", "甲1", "甲1", "甲2"), ("甲1", "", "", "甲2")])
def test_households_are_told_apart_by_their_numbers(numbers: tuple[str, ...], tmp_path: Path) -> None:
    rows = [
        (number, row[4], row[5], row[6], row[7], FIRST[0][2], FIRST[0][3])
        for number, row in zip(numbers, [*FIRST, *SECOND], strict=True)
    ]
    check_families(
        xlsx(tmp_path / "a.xlsx", [("户号", "姓名", "与户主关系", "身份证号", "月收入", "困难类别", "联系电话"), *rows])
    )


def test_households_are_told_apart_by_the_next_applicant(tmp_path: Path) -> None:
    rows = [(row[4], row[5].replace("本人", "户主"), *row[6:8], *FIRST[0][2:4]) for row in [*FIRST, *SECOND]]
    check_families(
        xlsx(tmp_path / "a.xlsx", [("姓名", "与户主关系", "身份证号", "月收入", "困难类别", "联系电话"), *rows])
    )


def test_an_applicant_who_isnt_among_the_members_is_taken_from_the_households_columns(tmp_path: Path) -> None:
    headings = ("姓名", "身份证号", "困难类别", "家庭成员姓名", "关系", "身份证号")
    rows = [(*ONE, "王丽", "配偶", WIFE), ("", "", "", "张小宝", "儿子", SON), (*TWO, "", "", "")]
    one, two = drafts(tmp_path, headings, *rows)
    assert (names(one), names(two)) == (["张晓明", "王丽", "张小宝"], ["李春花"])
    assert one.places[1, "resident_id"].column == "身份证号（F 列）"


def test_an_applicant_is_known_by_the_name_where_no_relation_says_it(tmp_path: Path) -> None:
    headings = ("户主姓名", "困难类别", "家庭成员姓名", "关系", "身份证号")
    rows = [("张晓明", "困难", "王丽", "配偶", WIFE), ("", "", "张晓明", "", ONE[1])]
    assert names(drafts(tmp_path, headings, *rows)[0]) == ["张晓明", "王丽"]


def test_a_family_without_an_applicant_is_refused(tmp_path: Path) -> None:
    rows = [
        ("户号", "姓名", "关系", "身份证号", "困难类别"),
        (1, "王丽", "配偶", WIFE, "困难"),
        ("", "张小宝", "儿子", SON, ""),
    ]
    assert found(tmp_path, *rows) == [(2, "no_applicant", "关系", True)]


def test_two_sheets_are_taken_in_together_and_checked_against_each_other(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [HEADINGS, ONE], title="一镇")
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("二镇")
    for row in [HEADINGS, ONE]:
        sheet.append(row)
    book.save(path)
    finding = taken(path).drafts[1].findings[0]
    assert (finding.code, finding.place.sheet) == ("duplicate_in_file", "二镇")
    assert "工作表“一镇”第 2 行" in finding.message


def test_a_table_that_doesnt_tell_names_and_ids_is_a_sentence(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [("姓名", "困难类别"), ("张晓明", "困难")])
    with pytest.raises(WorkbookError, match="身份证号列"):
        taken(path)


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    people = [(f"张{chr(0x4E00 + n)}", resident_id(seq=n), "困难") for n in range(300)]
    take_in(
        find_tables(read_workbook(xlsx(tmp_path / "a.xlsx", [HEADINGS, *people]))),
        policy(),
        lambda *now: told.append(now),
    )
    assert told == [(250, 300), (300, 300)]


FIGURES = (*HEADINGS, "家庭人口", "家庭年收入", "年刚性支出")


def test_a_category_that_figures_and_spending_contradict_warns_and_one_without_spending_does_not(
    tmp_path: Path,
) -> None:
    rich, poor, told = (*ONE, 2, 240000, 10000), (*TWO, 2, 46000, 30000), (*ONE[:2], "相对困难", 2, 1000, None)
    assert found(tmp_path, FIGURES, rich) == [(2, "category_reason_missing", "困难类别", False)]
    assert found(tmp_path, FIGURES, poor) == [(2, "category_reason_missing", "困难类别", False)]
    assert found(tmp_path, FIGURES, told) == []


def test_figures_of_a_person_are_the_households(tmp_path: Path) -> None:
    [draft] = drafts(tmp_path, (*HEADINGS, "家庭年收入", "工资性收入", "因病支出"), (*ONE, 50000, 42000, 6000))
    assert (draft.values["yearly_income"], draft.values["rigid_spending"]) == (4200000, 600000)
    assert [(one.code, one.refuses) for one in draft.findings] == [("figures_disagree", False)]
