"""Any sheet with a line for each record comes in by its headings, and what can't is told with its place."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.base.errors import WorkbookError
from desktop.base.findings import Finding
from desktop.exchange.flat import FlatIntake, take_in_flat
from desktop.exchange.flat_kinds import FlatKind, find_flat
from desktop.exchange.flat_words import flat_words
from desktop.exchange.mapping import Target, flat_choices, target_label
from desktop.exchange.reading import Sheet, Workbook, read_workbook
from desktop.exchange.refused_rows import write_refused_drafts
from tests.builders import resident_id
from tests.desktop.exchange.flat_records import CODES, PAYMENTS, VISITS, Paid, Visited
from tests.desktop.exchange.workbooks import Rows, ods, text_file, xls, xlsx

HEADINGS = ("序号", "姓名", "性别", "身份证号", "工作单位", "人员类别", "慰问金（元）", "联系电话", "签名")
ONE = (1, "张晓明", "男", resident_id(seq=1), "某某公司", "环卫工人", 500, "13800000001", "")
TWO = (2, "李春花", "女", resident_id(seq=2), "某某公司", "卡车司机", 1000, "13800000002", "")
ROSTER = [
    ("2023年春节送温暖慰问花名册",),
    ("慰问时间：2023年1月9日—1月18日",),
    HEADINGS,
    ONE,
    TWO,
    ("合计", "", "", "", "", "", 1500),
    ("制表人：王五", "", "", "审核："),
]


def taken(path: Path, kind: FlatKind = VISITS) -> FlatIntake:
    return take_in_flat(read_workbook(path), kind, CODES)


def roster(path: Path, *rows: Any, headings: tuple[str, ...] = HEADINGS) -> FlatIntake:
    return taken(xlsx(path / "a.xlsx", [("花名册",), headings, *rows]))


def said(intake: FlatIntake) -> list[tuple[int, str, str, bool]]:
    return [(one.place.row, one.code, one.place.column, one.refuses) for one in intake.all_findings]


def test_a_roster_comes_in_by_its_headings_whatever_stands_around_it(tmp_path: Path) -> None:
    intake = taken(xlsx(tmp_path / "a.xlsx", ROSTER, merged=["A1:I1", "A6:F6"]))
    assert [draft.values["name"] for draft in intake.good] == ["张晓明", "李春花"]
    assert intake.drafts[1].values["kind"] == "货车司机"
    assert sum(draft.values["cash"] for draft in intake.drafts) == 1500_00  # type: ignore[misc]
    assert ([one.row for one in intake.passed], said(intake)) == ([6, 7], [])
    assert intake.tables[0].above == ("2023年春节送温暖慰问花名册", "慰问时间：2023年1月9日—1月18日")
    assert (intake.tables[0].unmapped, intake.drafts[0].place.row) == ((), 4)


@pytest.mark.parametrize("write", [xlsx, xls, ods, text_file])
def test_it_comes_in_the_same_from_any_kind_of_file(write: Any, tmp_path: Path) -> None:
    rows = [row if len(row) == len(HEADINGS) else (*row, *[""] * (len(HEADINGS) - len(row))) for row in ROSTER]
    usual = taken(xlsx(tmp_path / "usual.xlsx", rows))
    intake = taken(write(tmp_path / "a.file", rows))
    assert [one.values for one in intake.drafts] == [one.values for one in usual.drafts]


@pytest.mark.parametrize(("encoding", "delimiter"), [("gb18030", ","), ("utf-16", "\t"), ("utf-8-sig", ";")])
def test_payments_of_years_before_come_in_from_text(encoding: str, delimiter: str, tmp_path: Path) -> None:
    rows = [
        ("姓名", "身份证号", "项目", "金额", "资金来源", "发放日期", "开户行", "账号"),
        ("张晓明", resident_id(seq=1), "生活救助", "4,000.00", "省级财政", "2022/6/12", "工行", "6217000000000000037"),
        ("张晓明", resident_id(seq=1), "医疗救助", "2,600.50", "省级财政", "2022/1/4", "工行", "6217000000000000037"),
    ]
    path = text_file(tmp_path / "a.csv", rows, encoding=encoding, delimiter=delimiter)
    intake = take_in_flat(read_workbook(path), PAYMENTS, {})
    assert [one.values["amount"] for one in intake.good] == [4000_00, 2600_50]
    assert {one.code for one in intake.all_findings} <= {"card_luhn"}


def test_headings_of_two_rows_mean_what_both_say(tmp_path: Path) -> None:
    rows = [
        ("序号", "慰问对象", "", "慰问", ""),
        ("", "姓名", "身份证号码", "金额（元）", "物品折价（元）"),
        (1, "张晓明", resident_id(seq=1), 500, 120.5),
    ]
    intake = taken(xlsx(tmp_path / "a.xlsx", rows, merged=["A1:A2", "B1:C1", "D1:E1"]))
    values = intake.drafts[0].values
    assert (values["name"], values["cash"], values["goods_value"]) == ("张晓明", 500_00, 120_50)


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        (3, 321102197513080027, "id_lost_digits"),
        (3, "321102197513080027", "id_date"),
        (6, 500.005, "amount"),
        (6, "五百", "amount"),
        (1, "", "missing"),
        (6, "", "missing"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(column: int, value: object, code: str, tmp_path: Path) -> None:
    row = [value if place == column else cell for place, cell in enumerate(ONE)]
    intake = roster(tmp_path, row, TWO)
    assert said(intake) == [(3, code, HEADINGS[column], True)]
    assert ([one.place.row for one in intake.refused], len(intake.good)) == ([3], 1)


def test_a_card_held_as_a_number_is_refused(tmp_path: Path) -> None:
    intake = roster(tmp_path, ("张晓明", 6217000000000000037, 5), headings=("姓名", "银行卡号", "慰问金"))
    assert said(intake) == [(3, "card_lost_digits", "银行卡号", True)]


def test_a_word_that_no_list_knows_is_kept_in_the_remarks(tmp_path: Path) -> None:
    intake = roster(tmp_path, (*ONE[:5], "护林员", *ONE[6:]))
    draft = intake.drafts[0]
    assert (draft.values["kind"], draft.values["note"], draft.remarks) == (
        None,
        "人员类别：护林员",
        ("人员类别：护林员",),
    )
    assert said(intake) == [(3, "unknown_code", "人员类别", False)]
    assert "备注" in intake.all_findings[0].message


def test_a_word_that_no_list_knows_refuses_its_line_where_nothing_keeps_it(tmp_path: Path) -> None:
    kind = FlatKind(noun="visits", record=Visited, needed=("name",))
    path = xlsx(tmp_path / "a.xlsx", [("姓名", "人员类别"), ("张晓明", "护林员")])
    assert said(taken(path, kind)) == [(2, "unknown_code", "人员类别", True)]


def test_remarks_that_are_too_long_are_refused_rather_than_cut(tmp_path: Path) -> None:
    intake = roster(tmp_path, ("张晓明", 5, "好" * 55, "护林员"), headings=("姓名", "慰问金", "备注", "人员类别"))
    assert (3, "too_long", "备注", True) in said(intake)


def test_one_person_twice_in_a_roster_is_refused_the_second_time(tmp_path: Path) -> None:
    intake = roster(tmp_path, ONE, (2, "张小明", *ONE[2:]))
    assert said(intake) == [(4, "duplicate_in_file", "身份证号", True)]
    assert "第 3 行" in intake.all_findings[0].message


@pytest.mark.parametrize(
    "total",
    [
        ("合计", "", "", "", "", "", 1500),
        ("", "合 计", "", "", "", "", "1,500.00"),
        (3, "总计：", "", "", "", "", "1500元"),
        ("合计：2户，1500元",),
        ("合计金额（大写）：壹仟伍佰元整",),
        ("", "", "", "", "", "", 1500),
    ],
)
def test_a_total_that_agrees_is_no_line_and_says_nothing(total: tuple[Any, ...], tmp_path: Path) -> None:
    intake = roster(tmp_path, ONE, TWO, total)
    assert (len(intake.drafts), said(intake), [one.row for one in intake.passed]) == (2, [], [5])


@pytest.mark.parametrize("total", [("合计", "", "", "", "", "", 1600), ("共计 2 户，发放 1,600 元",)])
def test_a_total_that_disagrees_is_a_doubt_with_both_amounts(total: tuple[Any, ...], tmp_path: Path) -> None:
    intake = roster(tmp_path, ONE, TWO, total)
    assert said(intake) == [(5, "total_disagrees", "慰问金（元）", False)]
    assert "合计 1,600 元，逐行相加 1,500 元" in intake.findings[0].message


def test_subtotals_sum_their_part_and_the_last_line_all(tmp_path: Path) -> None:
    blank = ("", "", "", "", "")
    rows = [ONE, ("本页小计", *blank, 500), TWO, ("本页小计", *blank, 1000), ("合计", *blank, 1500)]
    assert said(roster(tmp_path, *rows)) == []
    rows[3] = ("本页小计", *blank, 1500)
    assert said(roster(tmp_path, *rows)) == [(6, "total_disagrees", "慰问金（元）", False)]


def test_a_total_whose_formula_has_no_result_says_nothing(tmp_path: Path) -> None:
    assert said(roster(tmp_path, ONE, TWO, ("合计", "", "", "", "", "", "=SUM(G3:G4)"))) == []


def test_an_amount_whose_formula_has_no_result_is_missing(tmp_path: Path) -> None:
    intake = roster(tmp_path, (*ONE[:6], "=500+0"))
    assert said(intake) == [(3, "formula", "慰问金（元）", False), (3, "missing", "慰问金（元）", True)]


def test_an_amount_beside_nobody_is_told(tmp_path: Path) -> None:
    intake = roster(tmp_path, ONE, ("", "", "", "", "", "", 300), TWO)
    assert said(intake) == [(4, "amount_of_nobody", "慰问金（元）", False)]
    assert len(intake.drafts) == 2


def test_repeated_headings_numbers_of_columns_and_notes_are_no_lines(tmp_path: Path) -> None:
    rows = [tuple(range(1, 10)), ONE, HEADINGS, TWO, ("注：本表一式两份",), ("", "以下空白")]
    intake = roster(tmp_path, *rows)
    assert ([one.place.row for one in intake.drafts], [one.row for one in intake.passed]) == ([4, 6], [3, 5, 7, 8])


def test_what_is_merged_over_several_lines_holds_for_each_but_amounts_do_not(tmp_path: Path) -> None:
    rows = [("姓名", "工作单位", "慰问金"), ("张晓明", "某某公司", 500), ("李春花", "", ""), ("王五", "", 300)]
    intake = taken(xlsx(tmp_path / "a.xlsx", rows, merged=["B2:B3", "C2:C3"]))
    assert [one.values["unit"] for one in intake.drafts] == ["某某公司", "某某公司", None]
    assert said(intake) == [(3, "missing", "慰问金", True)]


def test_lists_that_stand_abreast_are_told_rather_than_half_of_them_lost_unseen(tmp_path: Path) -> None:
    rows = [("姓名", "慰问金", "姓名", "慰问金", "备注"), ("张晓明", 500, "李春花", 300, "")]
    intake = taken(xlsx(tmp_path / "a.xlsx", rows))
    assert said(intake) == [(1, "column_again", "姓名（C 列）", False), (1, "column_again", "慰问金（D 列）", False)]
    left_out = intake.tables[0].mapping.with_target(2, None).with_target(3, None)
    assert not take_in_flat([intake.tables[0].mapped(left_out)], VISITS, CODES).findings


def test_a_standard_is_the_amount_where_no_other_column_is(tmp_path: Path) -> None:
    alone = taken(xlsx(tmp_path / "a.xlsx", [("姓名", "慰问标准（元）"), ("张晓明", 500)]))
    beside = taken(xlsx(tmp_path / "b.xlsx", [("姓名", "慰问标准（元）", "慰问金"), ("张晓明", 500, 300)]))
    assert [one.drafts[0].values["cash"] for one in (alone, beside)] == [500_00, 300_00]
    assert (said(alone), said(beside), beside.tables[0].unmapped) == ([], [], ())


def test_headings_of_parts_are_no_lines(tmp_path: Path) -> None:
    rows = [("姓名", "慰问金"), ("一、困难职工", ""), ("张晓明", 500), ("（二）环卫工人", ""), ("李春花", 300)]
    intake = taken(xlsx(tmp_path / "a.xlsx", rows, merged=["A2:B2", "A4:B4"]))
    assert ([one.place.row for one in intake.good], said(intake)) == ([3, 5], [])


def test_hidden_sheets_and_sheets_without_the_columns_are_passed_over_and_told(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [HEADINGS, ONE], title="名单")
    book = openpyxl.load_workbook(path)
    book.create_sheet("草稿").append(HEADINGS)
    book["草稿"].sheet_state = "hidden"
    for row in (("姓名", "联系电话"), ("张晓明", "13800000001")):
        book["说明" if "说明" in book.sheetnames else book.create_sheet("说明").title].append(row)
    book.save(path)
    intake = taken(path)
    assert {(one.code, one.place.sheet) for one in intake.findings} == {
        ("sheet_passed", "草稿"),
        ("sheet_passed", "说明"),
    }
    assert any("“慰问金或慰问品”" in one.message for one in intake.findings)
    assert len(intake.drafts) == 1


def test_a_table_without_the_columns_is_shown_to_the_clerk_but_not_read(tmp_path: Path) -> None:
    tables = find_flat(read_workbook(xlsx(tmp_path / "a.xlsx", [("姓名", "电话", "给了"), ("张晓明", "", 5)])), VISITS)
    assert tables[0].unmapped == (2,)
    with pytest.raises(WorkbookError, match="慰问金或慰问品"):
        take_in_flat(tables, VISITS, CODES)
    mapped = tables[0].mapped(tables[0].mapping.with_target(2, Target(None, "cash")))
    assert take_in_flat([mapped], VISITS, CODES).drafts[0].values["cash"] == 5_00


def test_what_the_clerk_said_of_columns_holds_for_the_next_workbook_of_the_source(tmp_path: Path) -> None:
    first = read_workbook(xlsx(tmp_path / "a.xlsx", [("姓名", "电话", "给了（万元）"), ("张晓明", "", 5)]))
    mapping = find_flat(first, VISITS)[0].mapping.with_target(2, Target(None, "cash"))
    kept = VISITS.mapping(mapping.to_json())
    again = read_workbook(xlsx(tmp_path / "b.xlsx", [("姓名", "电话", "给了（万元）"), ("李春花", "", 0.06)]))
    intake = take_in_flat(again, VISITS, CODES, saved={kept.source: kept})
    assert (kept, intake.drafts[0].values["cash"]) == (mapping, 600_00)
    assert kept.source.startswith("visits:")


def test_a_workbook_without_such_headings_is_refused_whole(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="“姓名”、“慰问金”"):
        taken(xlsx(tmp_path / "a.xlsx", [("一", "二"), (1, 2)]))


def test_words_that_no_field_has_are_our_mistake() -> None:
    with pytest.raises(ValueError, match="Paid has no"):
        flat_words("visits", Paid, ("name",))


def test_refused_lines_go_back_and_come_in_again_once_mended(tmp_path: Path) -> None:
    source = xlsx(tmp_path / "a.xlsx", [*ROSTER[:4], (*TWO[:3], 321102197513080027, *TWO[4:]), *ROSTER[5:]])
    intake = taken(source)
    out = tmp_path / "退回.xlsx"
    assert write_refused_drafts(source, intake.tables, intake.refused, out) == 1
    book = openpyxl.load_workbook(out)
    assert [cell.value for cell in book.active[3]] == [*HEADINGS, "错误原因"]
    assert (book.active["B4"].value, book.active["D4"].number_format) == ("李春花", "@")
    assert "Excel 只保留前 15 位" in book.active["D4"].comment.text
    book.active["D4"] = TWO[3]
    book.save(out)
    again = taken(out)
    assert ([one.values["name"] for one in again.good], said(again)) == (["李春花"], [])


def test_what_a_caller_finds_is_placed_where_its_field_stands(tmp_path: Path) -> None:
    draft = roster(tmp_path, ONE).drafts[0]
    found = Finding(code="over", message="超过上限。")
    told = draft.found(found.about("cash"), found.about("address"))
    assert [one.place.column for one in told.findings] == ["慰问金（元）", ""]


def test_every_field_but_what_is_reckoned_can_be_chosen_for_a_column() -> None:
    labels = [target_label(one, Visited) for one in flat_choices(Visited)]
    assert "慰问金" in labels
    assert "年龄" not in labels


CELLS = st.one_of(
    st.sampled_from(["", *HEADINGS, "合计", "小计", "#公式", *map(str, ONE)]),
    st.text(max_size=6),
    st.floats(allow_nan=False),
    st.integers(-(10**19), 10**19),
    st.booleans(),
    st.dates(),
)


@settings(max_examples=150)
@given(st.lists(st.lists(CELLS, min_size=9, max_size=9), max_size=12))
def test_of_any_rows_each_is_read_or_passed_over_and_none_is_lost(rows: list[list[Any]]) -> None:
    sheet = Sheet("表", [["花名册", *[""] * 8], list(HEADINGS), *rows])
    try:
        intake = take_in_flat(Workbook(Path("a.xlsx"), (sheet,)), VISITS, CODES)
    except WorkbookError:
        return
    body = intake.tables[0].body
    told = sorted([*(one.place.row for one in intake.drafts), *(one.row for one in intake.passed)])
    filled = [n + 1 for n, row in enumerate(sheet.rows) if n >= body and any(cell != "" for cell in row)]
    assert [row for row in told if row in filled] == filled
    assert all(type(one.values.get("cash")) in {int, type(None)} for one in intake.drafts)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(["张晓明", "李春花", "王五"]), st.integers(0, 10**9)), min_size=1, max_size=9)
)
def test_what_is_written_is_what_is_read(people: list[tuple[str, int]]) -> None:
    rows = [["合计", "", sum(fen for _, fen in people) / 100]]
    lines: Rows = [[place + 1, name, fen / 100] for place, (name, fen) in enumerate(people)]
    sheet = Sheet("表", [["序号", "姓名", "慰问金"], *map(list, lines), *rows])
    intake = take_in_flat(Workbook(Path("a.xlsx"), (sheet,)), VISITS, CODES)
    assert [(one.values["name"], one.values["cash"]) for one in intake.drafts] == people
    assert not intake.findings
