"""Amounts are in the unit that the headings, the lines above them, or the cells themselves say."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.money import TIMES, read_money
from desktop.exchange.headings import Table, find_tables
from desktop.exchange.mapping import Target, mapping_from_json
from desktop.exchange.reading import read_workbook
from desktop.exchange.recognising import work_out
from desktop.exchange.units import unit_above, unit_of
from desktop.exchange.words import plain
from tests.desktop.exchange.workbooks import HEADINGS, ONE, TWO, looked_at, taken, xlsx

INCOME = Target(None, "yearly_income")


def income(path: Path, heading: Any, cell: Any, *above: Any) -> Any:
    draft = taken(xlsx(path / "a.xlsx", [*above, (*HEADINGS, heading), (*ONE, cell)])).drafts[0]
    return draft.values.get("yearly_income"), [one.code for one in draft.findings]


@pytest.mark.parametrize(
    ("heading", "factor"),
    [
        ("家庭年收入（万元）", 10_000),
        ("家庭年收入(万元)", 10_000),
        ("家庭年收入（万元/年）", 10_000),
        ("家庭年收入/万元", 10_000),
        ("家庭年收入\n（单位：万元）", 10_000),
        ("家庭年收入（万）", 10_000),
        ("家庭年收入万元", 10_000),
        ("家庭年收入（人民币万元）", 10_000),
        ("家庭年收入（以万元计）", 10_000),
        ("家庭年收入（千元）", 1000),
        ("家庭年收入（百元）", 100),
        ("家庭年收入（元）", 1),
        ("家庭年收入", 1),
        ("家庭年收入（一万元以下不填）", 1),
    ],
)
def test_a_unit_in_the_heading_multiplies_what_has_none(heading: str, factor: int, tmp_path: Path) -> None:
    assert income(tmp_path, heading, 3.6) == (360 * factor, [])


@pytest.mark.parametrize(
    ("cell", "fen"), [("36000元", 3600000), ("3.5万", 3500000), ("3.5万元", 3500000), ("36千元", 3600000)]
)
def test_an_amount_with_a_unit_of_its_own_is_taken_by_that(cell: str, fen: int, tmp_path: Path) -> None:
    assert income(tmp_path, "家庭年收入（万元）", cell) == (fen, [])


@pytest.mark.parametrize(
    ("cell", "read"), [(3.600001, (3600001, [])), ("3.600001", (3600001, [])), (3.6000001, (None, ["amount"]))]
)
def test_the_rule_of_two_decimals_is_of_the_yuan(cell: Any, read: Any, tmp_path: Path) -> None:
    assert income(tmp_path, "家庭年收入（万元）", cell) == read


@given(st.integers(0, 10**9))
def test_any_amount_to_the_fen_is_exact_in_ten_thousands(fen: int) -> None:
    written = format(Decimal(fen) / 10**6, "f")
    assert read_money(written, factor=10_000).value == fen


ABOVE = [
    "单位：万元",
    "（单位：万元）",
    "填报单位：某区总工会　　金额单位：万元",
    "单位：户、万元",
    "困难职工汇总表（万元）",
]


@pytest.mark.parametrize("line", ABOVE)
def test_a_line_above_the_table_says_the_unit(line: str, tmp_path: Path) -> None:
    assert income(tmp_path, "家庭年收入", 3.6, ("台账",), (line,))[0] == 3600000


@pytest.mark.parametrize("line", ["单位：元", "填报单位：万元街道总工会", "填报单位：某区总工会", "共 3 万元"])
def test_other_lines_say_no_unit(line: str, tmp_path: Path) -> None:
    assert income(tmp_path, "家庭年收入", 3.6, ("台账",), (line,))[0] == 360


def test_a_heading_goes_before_the_line_above(tmp_path: Path) -> None:
    assert income(tmp_path, "家庭年收入（元）", 36000, ("单位：万元",)) == (3600000, [])


def table_of(path: Path, rows: Any, merged: Any = ()) -> Table:
    return find_tables(read_workbook(xlsx(path / "a.xlsx", rows, merged=merged)))[0]


GROUPED = [
    ("姓名", "身份证号", "困难类别", "收入情况（万元）", ""),
    ("", "", "", "家庭年收入", "本人月收入（元）"),
    (*ONE, 3.6, 1200),
]


def test_a_group_says_the_unit_of_its_columns_but_for_those_that_say_their_own(tmp_path: Path) -> None:
    table = table_of(tmp_path, GROUPED, ["A1:A2", "B1:B2", "C1:C2", "D1:E1"])
    assert [table.mapping.factor(column) for column in range(5)] == [1, 1, 1, 10_000, 1]


def test_a_unit_may_stand_in_a_cell_of_its_own_below_the_heading(tmp_path: Path) -> None:
    rows = [(*HEADINGS, "家庭年收入", "年支出"), ("", "", "", "(万元)", "(元)"), (*ONE, 3.6, 12000)]
    table = table_of(tmp_path, rows)
    assert (table.body, table.headings[3:]) == (2, ("家庭年收入(万元)", "年支出(元)"))
    assert taken(tmp_path / "a.xlsx").drafts[0].values["yearly_income"] == 3600000


def test_only_money_is_multiplied(tmp_path: Path) -> None:
    rows = [("单位：万元",), (*HEADINGS, "家庭人口", "家庭年收入"), (*ONE, 3, 3.6)]
    draft = taken(xlsx(tmp_path / "a.xlsx", rows)).drafts[0]
    assert (draft.values["size"], draft.values["yearly_income"]) == (3, 3600000)


def test_the_unit_is_kept_with_the_mapping() -> None:
    mapping = work_out([("姓名",), ("家庭年收入（万元）",)])
    again = mapping_from_json(mapping.to_json())
    assert (again, again.factor(1), again.with_factor(1, 1).factor(1)) == (mapping, 10_000, 1)


def test_a_mapping_kept_before_units_were_known_is_in_yuan() -> None:
    text = work_out([("姓名",), ("家庭年收入（万元）",)]).to_json()
    assert mapping_from_json(text.replace('"factors"', '"facts"')).factor(1) == 1


def test_sheets_in_other_units_are_of_another_source() -> None:
    sources = {work_out([(f"家庭年收入{unit}",)]).source for unit in ("", "（元）", "（万元）", "（千元）")}
    assert len(sources) == 3
    assert work_out([("家庭年收入",)], 10_000).source in sources - {work_out([("家庭年收入",)]).source}


def test_a_clerk_can_give_a_column_its_unit(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [(*HEADINGS, "全家进项（万元）"), (*ONE, 3.6)])
    table = find_tables(read_workbook(path))[0]
    assert table.mapping.with_target(3, INCOME).factor(3) == 10_000


@pytest.mark.parametrize("heading", ["收入", "收入（元）", "家庭收入", "总收入", "家庭月收入", "家庭收入（元/月）"])
def test_an_income_of_no_known_period_is_left_for_the_clerk(heading: str, tmp_path: Path) -> None:
    table = table_of(tmp_path, [(*HEADINGS, heading), (*ONE, 3000)])
    assert table.unmapped == (3,)


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("收入（元/月）", Target(0, "monthly_income")),
        ("家庭收入（元/年）", INCOME),
        ("家庭总收入（每年）", INCOME),
        ("本人年收入", None),
        ("户主总收入", None),
        ("困难职工家庭年收入", INCOME),
        ("年收入", INCOME),
    ],
)
def test_a_period_beside_the_unit_tells_which_income_it_is(heading: str, target: Target | None, tmp_path: Path) -> None:
    assert table_of(tmp_path, [(*HEADINGS, heading), (*ONE, 3)]).mapping.targets[3] == target


def test_an_income_of_nobody_in_particular_gives_way_to_the_households(tmp_path: Path) -> None:
    table = table_of(tmp_path, [(*HEADINGS, "年收入", "家庭年收入"), (*ONE, 1, 2)])
    assert table.mapping.targets[3:] == (None, INCOME)


def test_where_persons_have_lines_a_yearly_income_is_a_persons(tmp_path: Path) -> None:
    table = table_of(tmp_path, [("姓名", "与户主关系", "身份证号", "困难类别", "年收入"), (*ONE, 1, 2)])
    assert table.mapping.targets[4] is None


def test_yearly_amounts_that_nobody_lives_on_are_doubted_once(tmp_path: Path) -> None:
    rows = [("台账",), (*HEADINGS, "家庭年收入"), (*ONE, 3.6), (*TWO, 4.2)]
    found = looked_at(xlsx(tmp_path / "a.xlsx", rows)).findings
    assert [(one.code, one.place.row, one.place.column, one.refuses) for one in found] == [
        ("unit_doubtful", 2, "家庭年收入", False)
    ]


def test_yuan_under_ten_thousands_are_doubted_at_their_cell(tmp_path: Path) -> None:
    rows = [(*HEADINGS, "家庭年收入（万元）"), (*ONE, 3.6), (*TWO, 36000)]
    found = looked_at(xlsx(tmp_path / "a.xlsx", rows)).findings
    assert [(one.code, one.place.row, one.refuses) for one in found] == [("unit_doubtful", 3, False)]
    assert "360,000,000 元" in found[0].message


def test_one_real_amount_clears_the_doubt(tmp_path: Path) -> None:
    rows = [(*HEADINGS, "家庭年收入"), (*ONE, 3.6), (*TWO, 42000)]
    assert looked_at(xlsx(tmp_path / "a.xlsx", rows)).findings == ()


@given(st.text(st.sampled_from("年收入元万千百单位（）(:：/、x"), max_size=12))
def test_any_heading_has_a_unit_of_money_or_none(text: str) -> None:
    assert unit_of((text,)) in {None, 1, *TIMES.values()}
    assert unit_above([[text]]) in {None, 1, *TIMES.values()}


def test_a_heading_means_the_same_with_its_unit_behind_it() -> None:
    assert plain("家庭年收入/万元") == plain("家庭年收入万元") == plain("家庭年收入（万元）") == plain("家庭年收入")
