"""What stands on several sheets of a workbook is joined by the worker, and what can't be is said."""

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl

from desktop.cases.household import HouseholdDraft
from desktop.exchange.headings import find_tables
from desktop.exchange.intake import take_in
from desktop.exchange.planning import Known, Verdict, outcome, plan
from desktop.exchange.reading import read_workbook
from desktop.exchange.refused_rows import write_refused
from tests.builders import card, policy, resident_id
from tests.desktop.exchange.workbooks import HEADINGS, ONE, TWO, looked_at, taken, xlsx

SON = resident_id(dt.date(2005, 1, 2), "男", 5)
WIFE = resident_id(dt.date(1976, 1, 2), "女", 6)
WORKERS = [HEADINGS, ONE, TWO]
MEMBERS = ("序号", "户主姓名", "户主身份证号", "成员姓名", "与户主关系", "身份证号", "健康状况")
FAMILY = [(1, *ONE[:2], "王丽", "配偶", WIFE, "良好"), (2, *ONE[:2], "张小宝", "子女", SON, "不太好")]


def book(path: Path, **sheets: Any) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path / "a.xlsx")
    return path / "a.xlsx"


def drafts(path: Path, **sheets: Any) -> tuple[HouseholdDraft, ...]:
    return taken(book(path, **sheets)).drafts


def names(draft: HouseholdDraft) -> list[Any]:
    return [person.get("name") for person in draft.persons]


def test_members_on_a_second_sheet_join_their_household(tmp_path: Path) -> None:
    one, two = drafts(tmp_path, 困难职工=WORKERS, 家庭成员=[MEMBERS, *FAMILY])
    assert (names(one), names(two)) == (["张晓明", "王丽", "张小宝"], ["李春花"])
    assert [person["relation"] for person in one.persons] == ["本人", "配偶", "儿子"]
    assert (one.values["category"], one.values["note"]) == ("深度困难", "张小宝健康状况：不太好")
    assert [(one.place.sheet, one.place.row, one.refuses) for one in one.findings] == [("家庭成员", 3, False)]


def test_the_sheets_may_stand_in_any_order_and_the_lines_too(tmp_path: Path) -> None:
    other = (3, *TWO[:2], "李小宝", "子女", resident_id(seq=9), "")
    one, two = drafts(tmp_path, 家庭成员=[MEMBERS, FAMILY[0], other, FAMILY[1]], 困难职工=WORKERS)
    assert (names(one), names(two)) == (["张晓明", "王丽", "张小宝"], ["李春花", "李小宝"])


def test_a_workers_id_beside_the_members_own_name_and_id_is_enough(tmp_path: Path) -> None:
    headings = ("职工身份证号", "姓名", "与职工关系", "身份证号")
    one, _ = drafts(tmp_path, 职工=WORKERS, 成员=[headings, (ONE[1], "王丽", "配偶", WIFE)])
    assert (names(one), one.persons[1]["resident_id"]) == (["张晓明", "王丽"], WIFE)


def test_a_workers_name_is_enough_where_just_one_has_it(tmp_path: Path) -> None:
    headings = ("户主姓名", "成员姓名", "关系", "成员身份证号")
    one, _ = drafts(tmp_path, 职工=WORKERS, 成员=[headings, ("张晓明", "王丽", "配偶", WIFE)])
    assert names(one) == ["张晓明", "王丽"]


def test_of_two_workers_of_one_name_none_is_chosen(tmp_path: Path) -> None:
    headings = ("户主姓名", "成员姓名", "关系", "成员身份证号")
    workers = [HEADINGS, ONE, ("张晓明", *TWO[1:])]
    *both, left = drafts(tmp_path, 职工=workers, 成员=[headings, ("张晓明", "王丽", "配偶", WIFE)])
    assert [names(one) for one in both] == [["张晓明"], ["张晓明"]]
    assert [one.code for one in left.findings if not one.refuses] == ["joined_nowhere"]


def test_members_of_nobody_are_said_so_and_refused(tmp_path: Path) -> None:
    stranger = (3, "无名", resident_id(seq=40), "王丽", "配偶", resident_id(seq=41), "")
    path = book(tmp_path, 困难职工=WORKERS, 家庭成员=[MEMBERS, *FAMILY, stranger])
    line = looked_at(path).lines[2]
    assert (line.verdict, [one.code for one in line.findings]) == (Verdict.REFUSED, ["joined_nowhere", "missing"])
    assert {one.place.sheet for one in line.findings} == {"家庭成员"}


def test_members_of_a_file_that_the_office_has_are_added_without_a_category(tmp_path: Path) -> None:
    known = {ONE[1]: Known(outcome(looked_at(xlsx(tmp_path / "b.xlsx", [HEADINGS, ONE])).lines[0]), 0)}
    line = looked_at(book(tmp_path, 家庭成员=[MEMBERS, *FAMILY]), known).lines[0]
    assert (line.verdict, len(outcome(line).persons)) == (Verdict.CHANGED, 3)


def test_bank_accounts_on_another_sheet_are_joined_too(tmp_path: Path) -> None:
    accounts = [("姓名", "身份证号", "开户行", "卡号"), (*ONE[:2], "工行", card(1))]
    one, two = drafts(tmp_path, 台账=WORKERS, 银行=accounts)
    assert (one.values["card"], one.values["category"], "card" in two.values) == (card(1), "深度困难", False)


def test_what_the_first_sheet_says_stays(tmp_path: Path) -> None:
    phones = [("姓名", "身份证号", "手机号码"), (*ONE[:2], "13900001111"), (*TWO[:2], "13900002222")]
    workers = [(*HEADINGS, "手机号码"), (*ONE, "13812341234"), (*TWO, "")]
    told = drafts(tmp_path, 台账=workers, 电话=phones)
    assert [one.persons[0]["phone"] for one in told] == ["13812341234", "13900002222"]


def test_a_member_who_is_told_twice_is_one(tmp_path: Path) -> None:
    workers = [(*HEADINGS, "家庭成员1姓名", "家庭成员1身份证号"), (*ONE, "王丽", WIFE), (*TWO, "", "")]
    one, _ = drafts(tmp_path, 台账=workers, 成员=[MEMBERS, *FAMILY])
    assert (names(one), one.persons[1]["relation"]) == (["张晓明", "王丽", "张小宝"], "配偶")


def test_a_joined_household_that_is_refused_goes_back_whole_and_comes_in_again(tmp_path: Path) -> None:
    wrong = (2, *ONE[:2], "张小宝", "儿子", SON[:-1], "良好")
    source = book(tmp_path, 困难职工=WORKERS, 家庭成员=[MEMBERS, FAMILY[0], wrong])
    tables = find_tables(read_workbook(source))
    refused = plan(take_in(tables, policy()).drafts, {}).of(Verdict.REFUSED)
    assert write_refused(source, tables, refused, tmp_path / "退回.xlsx") == 3
    back = openpyxl.load_workbook(tmp_path / "退回.xlsx")
    assert [cell.value for cell in back["家庭成员"]["F"][:3]] == ["身份证号", WIFE, SON[:-1]]
    assert "18 位" in back["家庭成员"]["H3"].value
    back["家庭成员"]["F3"] = SON
    back.save(tmp_path / "改好.xlsx")
    again = looked_at(tmp_path / "改好.xlsx")
    assert (again.new, names(again.lines[0].draft)) == (1, ["张晓明", "王丽", "张小宝"])


def test_entering_joined_sheets_again_changes_nothing(tmp_path: Path) -> None:
    path = book(tmp_path, 困难职工=WORKERS, 家庭成员=[MEMBERS, *FAMILY])
    known = {str(home.applicant.resident_id): Known(home, 0) for home in map(outcome, looked_at(path).lines)}
    assert looked_at(path, known).same == 2


def test_sheets_that_are_passed_over_are_named_with_the_reason(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        台账=WORKERS,
        家庭成员=[("户主姓名", "成员姓名", "关系", "年龄"), ("张晓明", "王丽", "配偶", 45)],
        填表说明=[("1. 姓名按身份证填写",)],
        底稿=WORKERS,
        空表=[],
    )
    made = openpyxl.load_workbook(path)
    made["底稿"].sheet_state = "hidden"
    made.save(path)
    found = {one.place.sheet: one.message for one in looked_at(path).findings if one.code == "sheet_passed"}
    assert {"家庭成员", "填表说明", "底稿"} == found.keys()
    assert "户主身份证号" in found["家庭成员"]
    assert "隐藏" in found["底稿"]
    assert taken(path).findings == tuple(one for one in looked_at(path).findings if one.code == "sheet_passed")
