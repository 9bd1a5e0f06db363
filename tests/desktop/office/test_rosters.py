"""Rosters of an activity: looked at, entered, entered again, given back, undone."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from desktop.base.errors import ForbiddenError, WorkbookError
from desktop.exchange.planning import Existing, Verdict
from desktop.office.rosters import Rosters
from tests import offices
from tests.builders import DAY
from tests.desktop.exchange.workbooks import xlsx
from tests.offices import Doors
from tests.visiting import begin, someone

HEADINGS = ("序号", "姓名", "性别", "身份证号", "工作单位", "人员类别", "慰问金（元）", "联系电话", "签名")


@pytest.fixture
def office(doors: Doors) -> Doors:
    """Two files and an activity."""
    doors.enter(0)
    doors.enter(1)
    begin(doors)
    return doors


def line(number: int, **values: Any) -> tuple[Any, ...]:
    one = someone(number, **values)
    return (
        number,
        one["name"],
        "男",
        one["resident_id"],
        one["unit"],
        one["kind"],
        one["cash"] / 100,
        "13800000000",
        "",
    )


def roster(path: Path, *lines: tuple[Any, ...], said: float | None = None) -> Path:
    """A roster with a title, a period and a sum."""
    total = sum(one[6] for one in lines if isinstance(one[6], int | float)) if said is None else said
    rows = [("2023年春节送温暖慰问花名册",), ("慰问时间：2022年12月9日—1月18日",), HEADINGS, *lines]
    return xlsx(path / "花名册.xlsx", [*rows, ("合计", "", "", "", "", "", total, "", "")])


def filed(office: Doors, number: int, seed: int) -> tuple[Any, ...]:
    """A line of the applicant of a file."""
    who = office.cases.get(number).applicant
    return (seed, who.name, who.sex, who.resident_id, "某厂", "特困职工", 2000, "", "")


def rosters(office: Doors) -> Rosters:
    return office.activities.rosters


def test_a_roster_comes_in_with_its_sum_its_kinds_and_the_files_of_its_people(office: Doors, tmp_path: Path) -> None:
    lines = [line(1), line(2, kind="外卖员"), filed(office, 1, 3), filed(office, 2, 4)]
    look = office.activities.review_roster(roster(tmp_path, *lines), 1)
    assert (look.sentence, look.value, look.filed) == ("4 人，在档 2 人，共 6,000 元", 600_000, 2)
    assert {one.kind: (one.number, one.value) for one in look.kinds} == {
        "困难职工": (2, 400_000),
        "环卫工人": (1, 100_000),
        "外卖配送员": (1, 100_000),
    }
    assert look.plan.findings == ()
    assert [one.row for one in look.passed] == [8]
    assert office.activities.of(1) == []
    change = office.activities.enter_roster(look)
    assert change.label == "导入慰问花名册：花名册.xlsx（新增 4 人，更新 0 人）"
    assert [(one.name, one.household) for one in office.activities.of(1)[2:]] == [
        (office.cases.get(number).applicant.name, number) for number in (1, 2)
    ]


def test_a_sum_that_is_not_that_of_the_lines_is_doubted(office: Doors, tmp_path: Path) -> None:
    look = office.activities.review_roster(roster(tmp_path, line(1), line(2), said=2500), 1)
    assert [one.message for one in look.findings] == [
        "合计 2,500 元，逐行相加 2,000 元，请核对是哪一行有误。",
    ]


def test_a_roster_that_comes_again_changes_nothing(office: Doors, tmp_path: Path) -> None:
    path = roster(tmp_path, line(1), line(2), line(3, resident_id=None))
    look = office.activities.review_roster(path, 1)
    office.activities.enter_roster(look)
    assert office.activities.enter_roster(look).operation == 0
    again = office.activities.review_roster(path, 1)
    assert [again.plan.count(one) for one in Verdict] == [0, 0, 3, 0]
    assert len(office.activities.of(1)) == 3


@pytest.mark.parametrize(
    ("existing", "cash", "phone"),
    [
        (Existing.FILL, 100_000, "13900000000"),
        (Existing.UPDATE, 120_000, "13800000000"),
        (Existing.SKIP, 100_000, None),
    ],
)
def test_whom_the_activity_has_is_filled_updated_or_left(
    office: Doors, tmp_path: Path, existing: Existing, cash: int, phone: str | None
) -> None:
    own = {"phone": "13900000000"} if existing is not Existing.SKIP else {}
    office.activities.add(1, [someone(1, **own)])
    look = rosters(office).review(roster(tmp_path, line(1, cash=120_000, unit=None)), 1, existing)
    rosters(office).enter(look)
    one = office.activities.visit(1)
    assert (one.cash, one.phone, one.unit) == (cash, phone, "大港环卫所")


def test_what_a_batch_took_over_is_refused_and_the_rest_comes_in(office: Doors, tmp_path: Path) -> None:
    office.activities.add(1, [someone(1)])
    office.fund()
    office.aid.draw_up(programme="送温暖", fund=1, decided_on=DAY, activity=1)
    look = rosters(office).review(roster(tmp_path, line(1, cash=120_000), line(2)), 1, Existing.UPDATE)
    assert [one.verdict for one in look.plan.lines] == [Verdict.REFUSED, Verdict.NEW]
    assert look.plan.lines[0].findings[-1].message.startswith("已列入批次（编制），慰问金不能再改")
    rosters(office).enter(look)
    assert [one.cash for one in office.activities.of(1)] == [100_000, 100_000]


def test_bad_rows_are_placed_refused_and_given_back_and_the_good_ones_come_in(office: Doors, tmp_path: Path) -> None:
    wrong = (2, "李四", "男", 321102198001016014, "某厂", "环卫工人", 500, "", "")
    blank = (3, "王五", "男", "", "某厂", "环卫工人", "", "", "")
    odd = line(4, kind="护林员")
    look = office.activities.review_roster(roster(tmp_path, line(1), wrong, blank, odd, line(1)), 1)
    refused = [(one.code, one.place.row, one.place.column) for one in look.plan.findings if one.refuses]
    assert refused == [
        ("id_lost_digits", 5, "身份证号"),
        ("missing", 6, "慰问金（元）"),
        ("duplicate_in_file", 8, "身份证号"),
    ]
    kept = look.plan.lines[3]
    assert (kept.values["kind"], kept.values["note"]) == ("其他", "人员类别：护林员")
    assert {one.code for one in kept.findings} >= {"visit_no_kind"}
    out = tmp_path / "退回.xlsx"
    assert rosters(office).write_refused(look, out).count == 3
    names = [row[1] for row in load_workbook(out).worksheets[0].iter_rows(values_only=True) if row[1]]
    assert names == ["姓名", "李四", "王五", someone(1)["name"]]
    office.activities.enter_roster(look)
    assert [one.name for one in office.activities.of(1)] == [someone(1)["name"], someone(4)["name"]]


def test_goods_that_are_no_items_are_kept_with_the_worth_that_the_roster_says(office: Doors, tmp_path: Path) -> None:
    rows = [("姓名", "单位", "慰问品", "慰问品折价（元）"), ("甲", "某厂", "大礼包", 200), ("乙", "某厂", "大米2袋", 1)]
    look = office.activities.review_roster(xlsx(tmp_path / "甲.xlsx", rows), 1)
    assert [(one.values["goods"], one.values["goods_value"]) for one in look.plan.lines] == [
        ("大礼包×1", 20_000),
        ("大米×2", 16_000),
    ]
    assert "unknown_goods" in {one.code for one in look.plan.lines[0].findings}
    office.activities.enter_roster(look)
    office.activities.set_item(1, {"name": "大礼包", "price": 30_000})
    assert [one.goods_value for one in office.activities.of(1)] == [30_000, 16_000]


def test_an_import_is_undone_in_one_step_and_done_again(office: Doors, tmp_path: Path) -> None:
    office.activities.add(1, [someone(1)])
    before = offices.dump(office.db)
    from tests.desktop.store.test_inversion import there_and_back  # noqa: PLC0415

    look = rosters(office).review(roster(tmp_path, line(1, cash=90_000), line(2)), 1, Existing.UPDATE)
    there_and_back(office, lambda doors: doors.activities.enter_roster(look))
    assert offices.dump(office.db)["visit"] == before["visit"]


def test_a_workbook_without_names_or_gifts_is_no_roster(office: Doors, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "台账.xlsx", [("姓名", "身份证号", "困难类别", "家庭年收入"), ("甲", "", "深度困难", 1)])
    assert not rosters(office).recognises(path)
    with pytest.raises(WorkbookError):
        office.activities.review_roster(path, 1)
    assert rosters(office).recognises(roster(tmp_path, line(1)))


def test_a_closed_activity_takes_no_roster(office: Doors, tmp_path: Path) -> None:
    look = office.activities.review_roster(roster(tmp_path, line(1)), 1)
    office.activities.close(1, DAY)
    with pytest.raises(ForbiddenError, match="已结束，没有导入"):
        office.activities.enter_roster(look)
