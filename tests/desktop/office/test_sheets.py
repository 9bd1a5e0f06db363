"""The sheets that go up: who stands on them, that their figures are right, and that nobody is handed on unasked."""

import csv
import datetime as dt
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.base.errors import ForbiddenError
from desktop.cases.consents import HANDING_ON
from desktop.cases.household import Person, State
from desktop.cases.steps import Verb
from desktop.office.cases import draft_of, with_values
from desktop.office.consents import Consents
from desktop.office.sheet_kinds import SHEETS, Asked
from desktop.office.sheets import Sheets
from desktop.policy.standards import ConsentRule
from desktop.store import inversion, journal
from desktop.store.households import rederive
from tests.builders import person
from tests.offices import Doors

GOLDEN = Path(__file__).parents[2] / "golden" / "sheets"
YEAR = Asked(year=2022)
OF_FILES = [one.name for one in SHEETS if one.room == "cases"]
FREE = ConsentRule(valid_from=dt.date(2022, 1, 1), notice=False, handing_on=False, guardian_below=14)


@pytest.fixture
def sheets(doors: Doors) -> Sheets:
    """Sheets of an office that needs no consent to hand files on."""
    doors.standing.enter([FREE])
    return Sheets(doors.db, doors.standing)


def lines(sheets: Sheets, name: str, path: Path, asked: Asked = YEAR) -> list[list[Any]]:
    """The sheet as it was written, from its title on."""
    sheets.write(name, path / "a.xlsx", asked)
    return [list(row) for row in openpyxl.load_workbook(path / "a.xlsx").active.iter_rows(values_only=True)]


def told(sheets: Sheets, name: str, path: Path, asked: Asked = YEAR) -> list[dict[str, Any]]:
    """The lines by their headings, the lowest of two rows of headings."""
    rows = lines(sheets, name, path, asked)
    top = 4 if name in {"income", "statistics"} else 3
    headings = [low or high for low, high in zip(rows[top - 1], rows[top - 2], strict=True)]
    return [dict(zip(headings, row, strict=True)) for row in rows[top:]]


def figures(number: int, **values: int) -> Person:
    return person(number, relation="本人" if number < 100 else "儿子", **values)


def lift(doors: Doors, number: int, day: dt.date) -> None:
    doors.procedure.take(number, Verb.LIFT, {"day": day, "people": "李主席", "opinion": "收入稳定"})


def review(doors: Doors, number: int, day: dt.date, category: str) -> None:
    values = {
        "day": day,
        "people": "张三、李四",
        "changed": True,
        "category": category,
        "outcome": "继续在档",
        "opinion": "子女就业",
    }
    doors.procedure.take(number, Verb.REVIEW, values)


@pytest.fixture
def filled(doors: Doors) -> Doors:
    """Five files: two reviewed, of which one has another category now, one lifted out and visited, one resting."""
    persons = (figures(0, wage_income=1_800_000, illness_cost=600_000), figures(101, schooling_cost=500_000))
    numbers = [
        doors.enter(0, persons=persons, union="大港街道总工会", file_level="市级"),
        doors.enter(1, union="大港街道总工会", category="相对困难", other_causes="子女上学、残疾"),
        doors.enter(2, category="困难", cause_note="丈夫长期透析"),
        doors.enter(3, filed_on=dt.date(2021, 5, 1), file_level="市级"),
        doors.enter(4, note="需关注"),
    ]
    review(doors, numbers[0], dt.date(2022, 9, 1), "相对困难")
    review(doors, numbers[1], dt.date(2022, 10, 8), "相对困难")
    lift(doors, numbers[3], dt.date(2022, 11, 2))
    visit = {"day": dt.date(2022, 12, 5), "people": "王五", "way": "电话", "income": 188_800, "risk": False}
    doors.procedure.take(numbers[3], Verb.RETURN_VISIT, visit)
    doors.procedure.take(numbers[4], Verb.SUSPEND, {"day": dt.date(2022, 12, 6), "opinion": "外出务工"})
    return doors


@pytest.mark.parametrize("name", OF_FILES)
def test_every_sheet_is_written_as_it_was_agreed(sheets: Sheets, filled: Doors, tmp_path: Path, name: str) -> None:
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines(sheets, name, tmp_path, Asked(year=2022, half=2, month=11)))
    path = GOLDEN / f"{name}.csv"
    if not path.exists():
        path.write_text(out.getvalue(), "utf-8")
        raise AssertionError(path)
    assert out.getvalue().splitlines() == path.read_text("utf-8").splitlines()
    assert filled.db


@pytest.mark.parametrize("name", OF_FILES)
def test_what_is_looked_at_is_what_is_written(sheets: Sheets, filled: Doors, tmp_path: Path, name: str) -> None:
    asked = Asked(year=2022, half=2, month=11)
    glimpse, rows = sheets.glimpse(name, asked), lines(sheets, name, tmp_path, asked)
    assert len(glimpse.rows) == glimpse.count
    assert glimpse.title in rows[0][0]
    assert [row[0] for row in glimpse.rows] == [row[0] for row in rows[-glimpse.count :]]
    assert filled.db


@pytest.mark.parametrize("name", OF_FILES)
def test_every_sheet_goes_on_one_page_across_with_its_headings_on_each(
    sheets: Sheets, filled: Doors, tmp_path: Path, name: str
) -> None:
    lines(sheets, name, tmp_path, Asked(year=2022, half=2, month=11))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    top = 4 if name in {"income", "statistics"} else 3
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.orientation) == (1, "landscape")
    assert sheet.print_title_rows == f"$3:${top}"
    assert sheet.freeze_panes == f"A{top + 1}"
    assert filled.db


def test_the_roster_names_who_is_on_file_and_whose_aid_rests(sheets: Sheets, filled: Doors, tmp_path: Path) -> None:
    *homes, total = told(sheets, "roster", tmp_path)
    assert [(one["困难类别"], one["新增/续档/返困"]) for one in homes] == [
        ("相对困难", "新增"),
        ("相对困难", "新增"),
        ("困难", "新增"),
        ("深度困难", "新增"),
    ]
    assert [one["备注"] for one in homes] == [None, None, None, "暂停帮扶；需关注"]
    assert total["家庭人口"] == sum(one["家庭人口"] for one in homes)
    assert filled.cases.get(5).state is State.SUSPENDED


def test_the_roster_of_a_year_gone_by_has_who_was_on_file_when_it_ended(
    sheets: Sheets, doors: Doors, tmp_path: Path
) -> None:
    doors.enter(0, filed_on=dt.date(2020, 5, 1))
    doors.enter(1, filed_on=dt.date(2022, 5, 1))
    lift(doors, doors.enter(2, filed_on=dt.date(2020, 5, 1)), dt.date(2022, 2, 1))
    assert [one["姓名"] for one in told(sheets, "roster", tmp_path, Asked(year=2021))[:-1]] == ["王建国", "张建国"]
    assert sheets.count("roster", Asked(year=2021)) == 2
    assert [one["姓名"] for one in told(sheets, "roster", tmp_path)[:-1]] == ["王建国", "李建国"]


def test_numbers_that_excel_would_spoil_go_up_as_text(sheets: Sheets, filled: Doors, tmp_path: Path) -> None:
    sheets.write("roster", tmp_path / "a.xlsx", YEAR)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    home = filled.cases.get(1)
    cells = {cell.value: cell for cell in sheet[4]}
    assert {cells[one].number_format for one in (home.applicant.resident_id, home.card)} == {"@"}


def test_the_income_test_has_a_line_for_each_person_and_one_that_sums_them(
    sheets: Sheets, filled: Doors, tmp_path: Path
) -> None:
    mine, child, total, *_ = told(sheets, "income", tmp_path)
    assert [one["成员"] for one in (mine, child, total)] == [
        mine["申请人"],
        filled.cases.get(1).persons[1].name,
        "合计",
    ]
    assert (mine["工资性"], mine["收入合计"], mine["支出合计"], child["学"]) == (18000, 18000, 6000, 5000)
    assert (total["收入合计"], total["支出合计"], total["人口"]) == (18000, 11000, 2)
    assert (total["月人均"], total["低保线"], total["倍数"], total["结论"]) == (291.66, 740, "0.39", "深度困难")
    assert mine["月人均"] is None


def test_a_household_without_figures_of_its_persons_is_tested_by_its_own(
    sheets: Sheets, doors: Doors, tmp_path: Path
) -> None:
    doors.enter(0)
    total = told(sheets, "income", tmp_path)[-1]
    assert (total["收入合计"], total["支出合计"], total["工资性"]) == (42000, 12000, None)


def test_temporary_hardship_is_what_the_national_scheme_has_no_category_for(
    sheets: Sheets, filled: Doors, tmp_path: Path
) -> None:
    assert [one["困难事由"] for one in told(sheets, "temporary", tmp_path)[:-1]] == ["患重特大疾病；丈夫长期透析"]
    chosen = told(sheets, "temporary", tmp_path, Asked(year=2022, numbers=(1, 2)))
    assert [one["姓名"] for one in chosen[:-1]] == [filled.cases.get(number).applicant.name for number in (1, 2)]


def test_the_statistics_agree_with_a_count_of_the_files(sheets: Sheets, filled: Doors, tmp_path: Path) -> None:
    *units, total = told(sheets, "statistics", tmp_path)
    homes = [filled.cases.get(number) for number in (1, 2, 3, 5)]
    by_unit = Counter(one.union or one.employer for one in homes)
    assert {one["单位"]: one["户数"] for one in units} == by_unit
    assert total["户数"] == len(homes)
    assert total["人数"] == sum(one.size or 0 for one in homes)
    for category, count in Counter(one.category for one in homes).items():
        assert total[category] == count
    assert (total["市级户"], total["未填户"], total["脱困"], total["返困"]) == (1, 3, 1, 0)


def test_a_review_is_told_with_the_category_before_and_after_it(sheets: Sheets, doors: Doors, tmp_path: Path) -> None:
    number = doors.enter(0, category="深度困难")
    review(doors, number, dt.date(2022, 9, 1), "相对困难")
    doors.cases.save(with_values(draft_of(doors.cases.get(number)), category="困难", category_reason="新办法"), number)
    review(doors, number, dt.date(2022, 12, 1), "意外致困")
    found = told(sheets, "reviews", tmp_path)
    assert [(one["原类别"], one["现类别"]) for one in found] == [("深度困难", "相对困难"), ("困难", "意外致困")]
    assert told(sheets, "reviews", tmp_path, Asked(year=2022, half=2)) == found
    with pytest.raises(ForbiddenError, match="没有可以填报的内容"):
        sheets.write("reviews", tmp_path / "a.xlsx", Asked(year=2022, half=1))


def month(sheets: Sheets, path: Path, number: int) -> dict[str, list[int]]:
    """The monthly sheet by category: 上月在档, 新增, 返困, 变更转入, 变更转出, 脱困, 注销, 本月在档."""
    rows = lines(sheets, "changes", path, Asked(year=2022, month=number))
    return {row[0]: row[1:] for row in rows[3:] if any(row[1:])}


def test_the_month_tells_what_became_of_each_category(sheets: Sheets, filled: Doors, tmp_path: Path) -> None:
    assert month(sheets, tmp_path, 7) == {  # filed on 25 July, as their ledger said
        "深度困难": [1, 2, 0, 0, 0, 0, 0, 3],
        "相对困难": [0, 1, 0, 0, 0, 0, 0, 1],
        "困难": [0, 1, 0, 0, 0, 0, 0, 1],
        "合计": [1, 4, 0, 0, 0, 0, 0, 5],
    }
    assert month(sheets, tmp_path, 9)["深度困难"] == [3, 0, 0, 0, 1, 0, 0, 2]
    assert month(sheets, tmp_path, 9)["相对困难"] == [1, 0, 0, 1, 0, 0, 0, 2]
    assert month(sheets, tmp_path, 11)["合计"] == [5, 0, 0, 0, 0, 1, 0, 4]
    assert filled.db


def test_what_was_undone_never_happened_in_the_month(sheets: Sheets, doors: Doors, tmp_path: Path) -> None:
    number = doors.enter(0)
    before = month(sheets, tmp_path, 12)
    lift(doors, number, dt.date(2022, 12, 1))
    assert month(sheets, tmp_path, 12) != before
    found = inversion.next_undo(doors.db)
    assert found is not None
    inversion.invert(doors.db, found[0], rederive)
    assert month(sheets, tmp_path, 12) == before


def test_a_category_changed_in_the_form_is_a_change_of_the_day_it_was_made(
    sheets: Sheets, doors: Doors, tmp_path: Path
) -> None:
    number = doors.enter(0, category="深度困难")
    doors.cases.save(
        with_values(draft_of(doors.cases.get(number)), category="相对困难", category_reason="新办法"), number
    )
    assert month(sheets, tmp_path, 11)["合计"][-1] == 1
    assert month(sheets, tmp_path, 12)["相对困难"] == [0, 0, 0, 1, 0, 0, 0, 1]


def test_an_application_is_on_no_sheet_until_it_is_approved(sheets: Sheets, doors: Doors) -> None:
    doors.apply(0)
    assert [sheets.count(name, YEAR) for name in ("roster", "statistics", "changes")] == [0, 0, 0]


def test_the_superiors_words_stand_in_for_the_offices_own(sheets: Sheets, doors: Doors, tmp_path: Path) -> None:
    doors.enter(0, sick_person="王建国")
    doors.enter(1, category="困难", sick_person="李建国的妻子")
    found = told(sheets, "roster", tmp_path, Asked(year=2022, lists="2011"))
    assert [one["主要致困原因"] for one in found[:-1]] == ["本人大病", "本人大病"]
    change = sheets.write("roster", tmp_path / "a.xlsx", Asked(year=2022, lists="江苏"))
    assert change.label.endswith("（困难在上级的代码表里没有对应，用原名）")
    with pytest.raises(ForbiddenError, match="可用的有"):
        sheets.write("roster", tmp_path / "a.xlsx", Asked(year=2022, lists="火星"))


def test_nobody_goes_up_who_hasnt_agreed(doors: Doors, tmp_path: Path) -> None:
    sheets, consents = Sheets(doors.db, doors.standing), Consents(doors.db, doors.standing)
    agreed, silent = doors.enter(0), doors.enter(1)
    consents.record(agreed, dict(consents.begin(agreed)[0]))
    name = doors.cases.get(silent).applicant.name
    with pytest.raises(ForbiddenError, match=f"{name} 1 户还有人没签“{HANDING_ON}”的同意书"):
        sheets.write("roster", tmp_path / "a.xlsx", YEAR)
    assert not (tmp_path / "a.xlsx").exists()
    change = sheets.write("roster", tmp_path / "a.xlsx", Asked(year=2022, leave_out=True))
    assert (change.count, change.label) == (1, "导出2022年度困难职工家庭花名册：a.xlsx（略去未签同意书的 1 户）")
    assert sheets.write("statistics", tmp_path / "b.xlsx", YEAR).count == 2


def test_an_export_stands_in_the_journal_with_its_count(sheets: Sheets, filled: Doors, tmp_path: Path) -> None:
    sheets.write("roster", tmp_path / "名册.xlsx", YEAR)
    entry = journal.entries(filled.db, limit=1)[0]
    assert (entry["label"], entry["count"], entry["state"]) == (
        "导出2022年度困难职工家庭花名册：名册.xlsx",
        4,
        "只登记",
    )


def test_a_sheet_that_there_isnt_is_refused_by_name(sheets: Sheets) -> None:
    with pytest.raises(ForbiddenError, match="没有叫“x”的报表"):
        sheets.count("x", YEAR)


def test_a_household_is_never_written_twice_though_several_pages_are_read(
    sheets: Sheets, doors: Doors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.office.sheet_rows._PAGE", 2)
    homes = [doors.cases.get(doors.enter(seed)) for seed in range(5)]
    found = told(sheets, "roster", tmp_path)[:-1]
    assert [one["姓名"] for one in found] == [one.applicant.name for one in homes]
    assert [one["序号"] for one in found] == [1, 2, 3, 4, 5]


def test_a_year_gone_by_is_counted_anew_after_every_change(sheets: Sheets, doors: Doors) -> None:
    doors.enter(0, filed_on=dt.date(2020, 5, 1))
    assert sheets.count("roster", Asked(year=2021)) == 1
    doors.enter(1, filed_on=dt.date(2020, 5, 1))
    assert [sheets.count("roster", Asked(year=year)) for year in (2021, 2019)] == [2, 0]
