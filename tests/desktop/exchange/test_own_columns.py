"""Where each person has a line, columns behind the names are the person's, if the lines of members fill them."""

from pathlib import Path
from typing import Any

import pytest

from desktop.cases.household import HouseholdDraft
from desktop.exchange.headings import find_tables
from desktop.exchange.mapping import ROW
from desktop.exchange.reading import read_workbook
from tests.builders import resident_id
from tests.desktop.exchange.workbooks import ONE, TWO, looked_at, taken, xlsx

WIFE, SON = resident_id(sex="女", seq=6), resident_id(sex="男", seq=7)
HEAD = ("户编号", "户主", "家庭成员姓名", "与户主关系", "身份证号", "困难类别", "电话", "健康状况", "收入/月")
FAMILY = [
    (1, "张晓明", "张晓明", "户主", ONE[1], "深度困难", "13812341234", "良好", 1000),
    (1, "张晓明", "王丽", "妻子", WIFE, "", "13812341234", "残疾", 1000),
    (1, "张晓明", "张小宝", "长子", SON, "", "", "良好", 0),
]
ALONE = [(2, "李春花", "李春花", "户主", TWO[1], "相对困难", "13812341235", "良好", 900)]


def drafts(path: Path, *rows: Any) -> tuple[HouseholdDraft, ...]:
    return taken(xlsx(path / "a.xlsx", rows)).drafts


def of_each(draft: HouseholdDraft, field: str) -> list[Any]:
    return [person.get(field) for person in draft.persons]


def test_health_and_income_behind_the_members_are_of_each(tmp_path: Path) -> None:
    one, two = drafts(tmp_path, HEAD, *FAMILY, *ALONE)
    assert of_each(one, "health") == ["良好", "残疾", "良好"]
    assert of_each(one, "monthly_income") == [100000, 100000, 0]
    assert of_each(two, "health") == ["良好"]
    assert of_each(one, "relation") == ["本人", "妻子", "儿子"]


def test_what_only_the_first_line_says_stays_the_households(tmp_path: Path) -> None:
    draft = drafts(tmp_path, HEAD, *FAMILY)[0]
    assert (draft.values["category"], draft.persons[0]["phone"]) == ("深度困难", "13812341234")


def test_a_phone_that_is_repeated_is_the_applicants_alone(tmp_path: Path) -> None:
    assert of_each(drafts(tmp_path, HEAD, *FAMILY)[0], "phone") == ["13812341234", None, None]


def test_phones_that_differ_are_of_each(tmp_path: Path) -> None:
    wife = (*FAMILY[1][:6], "13900001111", *FAMILY[1][7:])
    assert of_each(drafts(tmp_path, HEAD, FAMILY[0], wife)[0], "phone") == ["13812341234", "13900001111"]


def test_columns_before_the_members_stay_the_applicants(tmp_path: Path) -> None:
    rows = [
        ("户主姓名", "健康状况", "困难类别", "家庭成员姓名", "关系", "身份证号"),
        ("张晓明", "残疾", "困难", "张晓明", "本人", ONE[1]),
        ("张晓明", "残疾", "困难", "王丽", "配偶", WIFE),
    ]
    assert of_each(drafts(tmp_path, *rows)[0], "health") == ["残疾", None]


def test_where_only_first_lines_are_filled_the_column_is_the_applicants_who_has_no_line(tmp_path: Path) -> None:
    rows = [
        ("姓名", "身份证号", "家庭成员姓名", "关系", "身份证号", "困难类别", "健康状况"),
        (*ONE[:2], "王丽", "配偶", WIFE, "困难", "残疾"),
        ("", "", "张小宝", "儿子", SON, "", ""),
    ]
    assert of_each(drafts(tmp_path, *rows)[0], "health") == ["残疾", None, None]


WORK = ("户号", "姓名", "与户主关系", "身份证号", "困难类别", "工作单位")


def test_employers_that_differ_are_of_each_and_the_applicants_is_the_households(tmp_path: Path) -> None:
    rows = [(1, *ONE[:1], "本人", ONE[1], "困难", "机械厂"), ("", "王丽", "配偶", WIFE, "", "某超市")]
    draft = drafts(tmp_path, WORK, *rows)[0]
    assert (draft.values["employer"], of_each(draft, "workplace")) == ("机械厂", [None, "某超市"])


def test_an_employer_that_is_repeated_is_the_households(tmp_path: Path) -> None:
    rows = [(1, *ONE[:1], "本人", ONE[1], "困难", "机械厂"), ("", "王丽", "配偶", WIFE, "", "机械厂")]
    draft = drafts(tmp_path, WORK, *rows)[0]
    assert (draft.values["employer"], of_each(draft, "workplace")) == ("机械厂", [None, None])


def test_the_applicants_own_line_goes_first_wherever_it_stands(tmp_path: Path) -> None:
    rows = [
        ("户号", "姓名", "与户主关系", "身份证号", "困难类别", "银行卡号"),
        (1, "王丽", "配偶", WIFE, "", "6217000000000000012"),
        ("", *ONE[:1], "本人", ONE[1], "困难", "6217000000000000004"),
    ]
    path = xlsx(tmp_path / "a.xlsx", rows)
    draft = taken(path).drafts[0]
    assert (of_each(draft, "name"), draft.values["card"]) == (["张晓明", "王丽"], "6217000000000000004")
    assert [(one.code, one.refuses) for one in looked_at(path).findings] == [("several_values", False)]


def test_notes_of_several_lines_are_all_kept(tmp_path: Path) -> None:
    rows = [
        ("户号", "姓名", "与户主关系", "身份证号", "困难类别", "备注"),
        (1, *ONE[:1], "本人", ONE[1], "困难", "低保户"),
        ("", "王丽", "配偶", WIFE, "", "在外打工"),
    ]
    draft = drafts(tmp_path, *rows)[0]
    assert (draft.values["note"], draft.findings) == ("低保户；在外打工", ())


@pytest.mark.parametrize("heading", ["户编号", "户号", "家庭序号"])
def test_numbers_of_households_are_known_headings(heading: str, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [(heading, *HEAD[1:]), *FAMILY])
    assert [one.code for one in looked_at(path).findings] == []


def test_what_the_lines_show_goes_before_a_mapping_that_was_kept(tmp_path: Path) -> None:
    silent = [(*row[:7], row[7] if row[3] == "户主" else "", 0) for row in FAMILY]
    kept = find_tables(read_workbook(xlsx(tmp_path / "a.xlsx", [HEAD, *silent])))[0].mapping
    assert kept.targets[7] == (0, "health")
    telling = read_workbook(xlsx(tmp_path / "b.xlsx", [HEAD, *FAMILY]))
    assert find_tables(telling, {kept.source: kept})[0].mapping.targets[7] == (ROW, "health")


def test_a_column_that_the_clerk_left_out_stays_out(tmp_path: Path) -> None:
    workbook = read_workbook(xlsx(tmp_path / "a.xlsx", [HEAD, *FAMILY]))
    kept = find_tables(workbook)[0].mapping.with_target(7, None)
    assert find_tables(workbook, {kept.source: kept})[0].mapping.targets[7] is None
