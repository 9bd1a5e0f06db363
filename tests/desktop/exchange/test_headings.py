"""Headings are found wherever they stand and known by what they mean."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.base.errors import WorkbookError
from desktop.exchange.headings import Table, find_tables
from desktop.exchange.mapping import ROW, Target
from desktop.exchange.reading import read_workbook
from tests.desktop.exchange.workbooks import HEADINGS, ONE, TWO, Rows, text_file, xlsx


def table_of(path: Path, rows: Rows, **details: Any) -> Table:
    return find_tables(read_workbook(xlsx(path / "a.xlsx", rows, **details)))[0]


def targets(table: Table) -> list[tuple[int | None, str] | None]:
    return [tuple(target) if target else None for target in table.mapping.targets]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("姓名", (0, "name")),
        ("* 姓 名 *", (0, "name")),
        ("户主姓名", (0, "name")),
        ("申请人", (0, "name")),
        ("身份证\n号码（18位）", (0, "resident_id")),
        ("公民身份号码", (0, "resident_id")),
        ("职工身份证号", (0, "resident_id")),
        ("联系电话", (0, "phone")),
        ("困难职工联系方式", (0, "phone")),
        ("本人月平均收入（元）", (0, "monthly_income")),
        ("职工本人月收入(元/月)", (0, "monthly_income")),
        ("是否进入医保", (0, "insurance")),
        ("①困难类别", (None, "category")),
        ("3.家庭年收入（元）", (None, "yearly_income")),
        ("家庭月人均收入", (None, "per_head")),
        ("家庭人口（人）", (None, "size")),
        ("家庭成员数", (None, "size")),
        ("住房面积（㎡）", (None, "floor_area")),
        ("申请人家庭住址", (None, "address")),
        ("银行帐号", (None, "card")),
        ("职工编号", (None, "staff_no")),
        ("家庭成员1姓名", (1, "name")),
        ("成员一姓名", (1, "name")),
        ("家庭成员（一）姓名", (1, "name")),
        ("姓名1", (1, "name")),
        ("成员姓名1", (1, "name")),
        ("第一名家庭成员姓名", (1, "name")),
        ("配偶姓名", (1, "name")),
        ("子女1姓名", (1, "name")),
        ("家庭成员姓名", (ROW, "name")),
        ("备注", (None, "note")),
        ("因病刚性支出（元）", (0, "illness_cost")),
        ("工资性收入（元/年）", (0, "wage_income")),
        ("是否低保户", (None, "dibao")),
        ("户编号", None),
        ("家庭年人均收入", None),
        ("序号", None),
        ("错误原因", None),
        ("天气", None),
    ],
)
def test_a_heading_is_known_by_its_meaning(heading: str, target: tuple[int | None, str] | None, tmp_path: Path) -> None:
    path = text_file(tmp_path / "a.csv", [["民族", "政治面貌", "邮政编码", heading]])
    assert targets(find_tables(read_workbook(path))[0])[3] == target


def test_titles_above_the_headings_are_passed_over(tmp_path: Path) -> None:
    rows = [("某区困难职工姓名台账", "", ""), ("填报单位：某区总工会", "", ""), (), HEADINGS, ONE]
    table = table_of(tmp_path, rows, merged=["A1:C1"])
    assert (table.top, table.body, table.headings) == (3, 4, HEADINGS)


GROUPED = [
    ("序号", "姓名", "身份证号", "收入情况（元）", "", "家庭成员1", "", "家庭成员2", ""),
    ("", "", "", "本人月收入", "家庭年收入", "姓名", "身份证号", "姓名", "身份证号"),
]
GROUPED_TARGETS = [
    None,
    (0, "name"),
    (0, "resident_id"),
    (0, "monthly_income"),
    (None, "yearly_income"),
    (1, "name"),
    (1, "resident_id"),
    (2, "name"),
    (2, "resident_id"),
]


def test_two_levels_of_merged_headings_are_read_together(tmp_path: Path) -> None:
    merged = ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1", "H1:I1"]
    table = table_of(tmp_path, [*GROUPED, (1, *ONE)], merged=merged)
    assert (table.body, targets(table)) == (2, GROUPED_TARGETS)
    assert table.headings[3:7] == ("本人月收入", "家庭年收入", "家庭成员1姓名", "家庭成员1身份证号")


def test_two_levels_without_merged_cells_are_read_together(tmp_path: Path) -> None:
    table = find_tables(read_workbook(text_file(tmp_path / "a.csv", [*GROUPED, ("1", *ONE)])))[0]
    assert (table.body, targets(table)) == (2, GROUPED_TARGETS)


def test_three_levels_are_read_together(tmp_path: Path) -> None:
    rows = [
        ("本人情况", "", "家庭成员情况", "", "", ""),
        ("姓名", "身份证号", "成员一", "", "成员二", ""),
        ("", "", "姓名", "与本人关系", "姓名", "与本人关系"),
    ]
    table = table_of(tmp_path, rows, merged=["A1:B1", "C1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"])
    members = [(1, "name"), (1, "relation"), (2, "name"), (2, "relation")]
    assert (table.body, targets(table)) == (3, [(0, "name"), (0, "resident_id"), *members])


def test_a_heading_merged_sideways_holds_its_first_column(tmp_path: Path) -> None:
    table = table_of(tmp_path, [("姓名", "身份证号", "", "单位"), ("张", "3", "", "厂")], merged=["B1:C1"])
    assert targets(table) == [(0, "name"), (0, "resident_id"), None, (None, "employer")]
    assert table.unmapped == ()


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ("姓名 身份证号 家庭成员1姓名 关系 身份证号 家庭成员2姓名 关系 身份证号 备注", "0 0 1 1 1 2 2 2 None"),
        ("户主姓名 户主身份证号 单位 姓名 与户主关系 身份证号 姓名 与户主关系 身份证号", "0 0 None 1 1 1 2 2 2"),
        ("户主姓名 联系电话 家庭成员姓名 与户主关系 性别 身份证号 家庭人口", "0 0 -1 -1 -1 -1 None"),
        ("姓名 与户主关系 身份证号 户主姓名 户主身份证号", "-1 -1 -1 0 0"),
        ("姓名 与户主关系 身份证号 困难类别 联系电话", "-1 -1 -1 None -1"),
        ("姓名 身份证号 手机号码 家庭成员姓名 关系 身份证号", "0 0 0 -1 -1 -1"),
    ],
)
def test_headings_that_dont_say_of_whom_are_told_by_where_they_stand(
    headings: str, expected: str, tmp_path: Path
) -> None:
    path = text_file(tmp_path / "a.csv", [headings.split()])
    people = [target[0] for target in targets(find_tables(read_workbook(path))[0]) if target]
    assert [str(person) for person in people] == expected.split()


def test_a_field_may_stand_over_the_persons_it_is_told_of(tmp_path: Path) -> None:
    rows = [("姓名", "身份证号", "配偶姓名", "联系电话", ""), ("", "", "", "本人", "配偶")]
    table = table_of(tmp_path, rows, merged=["A1:A2", "B1:B2", "C1:C2", "D1:E1"])
    assert targets(table)[3:] == [(0, "phone"), (1, "phone")]


def test_the_relation_that_a_heading_names_is_kept(tmp_path: Path) -> None:
    table = table_of(tmp_path, [("姓名", "身份证号", "配偶姓名", "配偶身份证号", "子女1姓名")])
    assert table.mapping.relations == {1: "配偶", 2: "子女"}


def test_columns_that_nobody_understands_are_listed(tmp_path: Path) -> None:
    table = table_of(tmp_path, [("序号", *HEADINGS, "爱好", "")])
    assert table.unmapped == (4,)


def test_of_two_columns_that_say_the_same_the_second_is_left_for_the_clerk(tmp_path: Path) -> None:
    table = table_of(tmp_path, [(*HEADINGS, "备注", "备注")])
    assert table.unmapped == (4,)
    assert table.headings[4] == "备注（E 列）"


def test_a_sheet_without_names_and_ids_is_passed_over_where_another_has_them(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [("困难类别", "人数", "联系电话")], title="汇总")
    book = openpyxl.load_workbook(path)
    for name, rows in {"一镇": [HEADINGS, ONE], "二镇": [HEADINGS, TWO]}.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    assert [table.sheet.name for table in find_tables(read_workbook(path))] == ["一镇", "二镇"]


def test_an_incomplete_sheet_comes_back_for_the_clerk_to_say_the_rest(tmp_path: Path) -> None:
    table = table_of(tmp_path, [("姓名", "号码一栏", "困难类别"), ONE])
    assert not table.mapping.complete
    assert table.mapped(table.mapping.with_target(1, Target(0, "resident_id"))).mapping.complete


def test_a_workbook_without_any_headings_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="没有找到表头"):
        table_of(tmp_path, [("今天天气不错",), ("我们去公园",)])


def test_a_mapping_that_was_saved_is_used_for_the_next_file_of_its_source(tmp_path: Path) -> None:
    rows = [("姓名", "号码一栏", "困难类别"), ONE]
    first = table_of(tmp_path, rows)
    saved = first.mapping.with_target(1, Target(0, "resident_id"))
    again = find_tables(read_workbook(xlsx(tmp_path / "b.xlsx", [("新标题",), *rows])), {saved.source: saved})[0]
    assert again.mapping.targets == saved.targets


def test_running_numbers_called_file_numbers_are_no_file_numbers(tmp_path: Path) -> None:
    table = table_of(tmp_path, [("编号", *HEADINGS), (1, *ONE), (2, *TWO)])
    assert targets(table)[0] is None
    assert table.unmapped == ()


def test_true_file_numbers_are_taken(tmp_path: Path) -> None:
    table = table_of(tmp_path, [("编号", *HEADINGS), ("2022-01", *ONE), ("2022-02", *TWO)])
    assert targets(table)[0] == (None, "file_no")


@pytest.mark.parametrize(
    ("heading", "name"),
    [("户口类型", "household_register"), ("单位性质", "job_kind"), ("工作单位", "workplace"), ("备注", "member_note")],
)
def test_what_is_the_households_of_the_applicant_is_a_members_own(heading: str, name: str, tmp_path: Path) -> None:
    flat = table_of(tmp_path, [(*HEADINGS, "家庭成员1姓名", f"家庭成员1{heading}"), (*ONE, "李春花", "")])
    assert targets(flat)[-1] == (1, name)
    labelled = table_of(tmp_path, [(*HEADINGS, "成员姓名", f"成员{heading}"), (*ONE, "李春花", "")])
    assert targets(labelled)[-1] == (ROW, name)


@pytest.mark.parametrize(
    ("first", "heading", "alone", "beside"),
    [
        ("家庭人口", "共同生活人口", (None, "size"), (None, "living_size")),
        ("所属工会", "帮扶单位", (None, "union"), (None, "helper")),
        ("次要致困原因", "其他致困原因", (None, "other_causes"), (None, "cause_text")),
        ("工作状态", "就业状态", (0, "identity"), (0, "job_state")),
        ("家庭成员1身份", "家庭成员1就业状况", (1, "identity"), (1, "job_state")),
    ],
)
def test_a_heading_that_is_another_columns_too_means_the_narrower_field_only_beside_it(
    first: str, heading: str, alone: tuple[int | None, str], beside: tuple[int | None, str], tmp_path: Path
) -> None:
    member = ("家庭成员1姓名",) if alone[0] == 1 else ()
    usual = (*HEADINGS, *member)
    line = (*ONE, *("李春花",) * len(member))
    assert targets(table_of(tmp_path, [(*usual, heading), (*line, "")]))[-1] == alone
    assert targets(table_of(tmp_path, [(*usual, heading, first), (*line, "", "")]))[-2:] == [beside, alone]
