"""The sheets about pilots that go up: what counts on them, as of when, and in which order."""

import csv
import datetime as dt
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.base.errors import ForbiddenError
from desktop.base.fields import Kind
from desktop.exchange.planning import Existing, Verdict
from desktop.exchange.sheet_layouts import sheet_layout
from desktop.exchange.sheet_values_pilots import kind_of
from desktop.office.ledger_kinds import LedgerKind
from desktop.office.sheet_kinds import BY_TOTAL, SHEETS, Asked
from desktop.office.sheets import Sheets
from desktop.pilots.flow import Verb
from desktop.pilots.fronts import Task
from desktop.pilots.pairing import Problem
from desktop.pilots.talent import Contest, Studio, Talent
from desktop.pilots.wave import Wave
from desktop.policy.pilot_standards import Period, PilotRule
from tests import growing
from tests.desktop.office.pilot_year import NAMES, day, lived
from tests.offices import Doors

GOLDEN = Path(__file__).parents[2] / "golden" / "sheets"
OF_PILOTS = [one.name for one in SHEETS if one.room == "pilots"]
GROUPED = {name for name in OF_PILOTS if sheet_layout(name).groups}
YEAR = Asked(year=2022, quarter=4)
THIRD = Asked(year=2022, quarter=3)


@pytest.fixture
def sheets(doors: Doors) -> Sheets:
    return Sheets(doors.db, doors.standing)


@pytest.fixture(scope="module")
def grown(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return growing.grown(template, tmp_path_factory, lived)


@pytest.fixture
def filled(doors: Doors, grown: Path) -> Doors:  # noqa: ARG001  (what the doors lead to)
    return doors


def lines(sheets: Sheets, name: str, path: Path, asked: Asked = YEAR) -> list[list[Any]]:
    """The sheet as it was written, from its title on."""
    sheets.write(name, path / "a.xlsx", asked)
    return [list(row) for row in openpyxl.load_workbook(path / "a.xlsx").active.iter_rows(values_only=True)]


def told(sheets: Sheets, name: str, asked: Asked = YEAR) -> list[dict[str, Any]]:
    """The lines as they are looked at, by their headings."""
    glimpse = sheets.glimpse(name, asked)
    return [dict(zip((one.label for one in glimpse.columns), row, strict=True)) for row in glimpse.rows]


def asked_of(name: str) -> Asked:
    """The monitoring of the quarter that was filled in, else the year's last."""
    return THIRD if name == "monitoring" else YEAR


# Every sheet


@pytest.mark.parametrize("name", OF_PILOTS)
def test_every_sheet_is_written_as_it_was_agreed(sheets: Sheets, filled: Doors, tmp_path: Path, name: str) -> None:
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines(sheets, name, tmp_path, asked_of(name)))
    path = GOLDEN / f"{name}.csv"
    if not path.exists():
        path.write_text(out.getvalue(), "utf-8")
        raise AssertionError(path)
    assert out.getvalue().splitlines() == path.read_text("utf-8").splitlines()
    assert filled.db


@pytest.mark.parametrize("name", OF_PILOTS)
def test_what_is_looked_at_is_what_is_written(sheets: Sheets, filled: Doors, tmp_path: Path, name: str) -> None:
    glimpse, rows = sheets.glimpse(name, asked_of(name)), lines(sheets, name, tmp_path, asked_of(name))
    assert len(glimpse.rows) == glimpse.count
    assert [row[1] for row in glimpse.rows] == [row[1] for row in rows[-glimpse.count :]]
    assert sheets.count(name, asked_of(name)) > 0
    assert filled.db


@pytest.mark.parametrize("name", OF_PILOTS)
def test_every_sheet_goes_on_one_page_across_with_its_headings_on_each(
    sheets: Sheets, filled: Doors, tmp_path: Path, name: str
) -> None:
    lines(sheets, name, tmp_path, asked_of(name))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    top = 4 if name in GROUPED else 3
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.orientation) == (1, "landscape")
    assert (sheet.print_title_rows, sheet.freeze_panes) == (f"$3:${top}", f"A{top + 1}")
    assert filled.db


@pytest.mark.parametrize("name", OF_PILOTS)
def test_without_pilots_there_is_no_sheet(sheets: Sheets, tmp_path: Path, name: str) -> None:
    assert sheets.count(name, YEAR) == 0
    assert sheets.glimpse(name, YEAR).rows == ()
    with pytest.raises(ForbiddenError, match="没有可以填报的内容"):
        sheets.write(name, tmp_path / "a.xlsx", YEAR)


@pytest.mark.parametrize("name", OF_PILOTS)
def test_every_word_of_a_layout_means_something(name: str) -> None:
    kinds = {entry.of: kind_of(entry.of) for entry in sheet_layout(name).entries}
    assert set(sheet_layout(name).sums) <= set(kinds)
    assert all(kinds[of] in {Kind.COUNT, Kind.MONEY, Kind.AREA} for of in sheet_layout(name).sums)


def test_only_the_pilots_that_are_named_stand_on_a_sheet(sheets: Sheets, filled: Doors) -> None:
    one = Asked(year=2022, quarter=4, pilots=(2,))
    assert [line["单位名称"] for line in told(sheets, "pilot-roster", one)[:-1]] == [NAMES[1]]
    assert [line["所在单位"] for line in told(sheets, "studio-summary", Asked(year=2022, pilots=(2,)))] == []
    assert filled.db


# Who they are


def test_the_roster_ticks_what_is_in_order_and_says_how_many(sheets: Sheets, filled: Doors) -> None:
    *units, whole = told(sheets, "pilot-roster")
    ticks = [(one["《产改组织机构文件》"], one["《产改试点实施方案》"], one["申报激励项目"]) for one in units]
    assert ticks == [("√", "√", "√"), ("√", None, "√"), ("√", None, None), (None, None, None)]
    assert (whole["单位名称"], whole["《产改组织机构文件》"], whole["职工总数"]) == ("共 2 批 4 家", "3 家", 2_600)
    lacking = filled.submissions.completeness().lacking
    assert lacking == {"产改组织机构文件": 1, "产改试点实施方案": 3}


def test_who_left_is_on_the_roster_of_the_year_before_only(sheets: Sheets, filled: Doors) -> None:
    filled.enterprises.move(4, Verb.LEAVE, day=day(12, 1), reason="企业搬迁")
    assert len(told(sheets, "pilot-roster")) == 1 + 3
    assert sheets.count("pilot-progress", Asked(year=2022, half=2)) == 4
    assert sheets.count("pilot-progress", Asked(year=2022, half=1)) == 4


def test_a_wave_that_was_chosen_later_is_not_there_yet(sheets: Sheets, filled: Doors) -> None:
    assert sheets.count("pilot-roster", Asked(year=2021)) == 0
    assert sheets.count("pilot-ledger", Asked(year=2022, quarter=1)) == 3
    assert filled.db


def test_how_many_filed_all_their_papers_is_said_in_one_sentence(sheets: Sheets, filled: Doors, tmp_path: Path) -> None:
    assert filled.db
    said = "4 家中 1 家齐全，缺《产改组织机构文件》1 家、《产改试点实施方案》3 家。"
    for name in ("pilot-roster", "pilot-progress"):
        assert str(lines(sheets, name, tmp_path, asked_of(name))[1][0]).endswith(f"　　{said}")
    assert "齐全" not in str(lines(sheets, "contest-summary", tmp_path)[1][0])


def test_the_register_tells_everything_and_is_read_in_again(sheets: Sheets, filled: Doors, tmp_path: Path) -> None:
    told_of = {
        "size": "大型",
        "honours": "区五一劳动奖状",
        "party_members": 30,
        "union_founded_on": dt.date(2010, 5, 1),
    }
    filled.enterprises.change(1, told_of)
    filled.enterprises.change(2, {"level": "省级"})
    first, second, *_, whole = told(sheets, "pilot-register")
    assert (first["级别"], second["级别"]) == ("区级", "省级")
    assert (first["规模"], first["荣誉"], first["党员数"], first["挂钩干部"]) == (
        "大型",
        "区五一劳动奖状",
        30,
        "王主席",
    )
    assert (whole["单位名称"], whole["党员数"]) == ("共 2 批 4 家", 30)
    sheets.write("pilot-register", tmp_path / "总台账.xlsx", YEAR)
    look = filled.pilot_ledgers.review(tmp_path / "总台账.xlsx", LedgerKind.UNITS, Existing.UPDATE)
    assert (look.plan.count(Verdict.SAME), look.findings) == (4, ())


# What assessments came to


def test_only_finished_assessments_are_told_with_their_averages_and_grades(sheets: Sheets, filled: Doors) -> None:
    first, second, whole = told(sheets, "assessment-summary")
    assert [one["得分 总分"] for one in (first, second, whole)] == [1000, 760, 880]
    assert (first["名次"], second["名次"]) == (1, 2)
    assert whole["得分 建功立业"] * 2 == first["得分 建功立业"] + second["得分 建功立业"]
    assert whole["亮点"] == "优秀 1 家、良好 0 家、合格 1 家、不合格 0 家"
    assert whole["得分 总分"] == filled.assessments.compare("year").groups[0].average


def test_assessments_stand_by_waves_or_by_their_totals(sheets: Sheets, filled: Doors) -> None:
    filled.assessments.finish([3], "产改领导小组")
    filled.registers.change(Wave, 1, {"number": 3})
    filled.enterprises.choose([1], 2)
    lines = told(sheets, "assessment-summary")[:-1]
    assert [(one["单位"], one["批次"]) for one in lines] == [
        (NAMES[2], "第二批"),
        (NAMES[0], "第一批"),  # where it was when it was assessed
        (NAMES[1], "第一批"),
    ]
    by_total = Asked(year=2022, order=BY_TOTAL)
    assert [one["单位"] for one in told(sheets, "assessment-summary", by_total)[:-1]] == [*NAMES[:3]]


# What they ask for, do and have


def test_what_was_withdrawn_is_no_application(sheets: Sheets, filled: Doors) -> None:
    *projects, whole = told(sheets, "incentive-summary")
    assert [one["项目"] for one in projects] == ["智能产线改造", "焊工实训基地"]
    assert (whole["经费 申请"], whole["立项 立项金额"], whole["立项 已拨付"]) == (8_000_000, 4_000_000, 2_000_000)
    assert filled.db


def test_progress_is_that_of_the_end_of_the_half_year(sheets: Sheets, filled: Doors) -> None:
    first = told(sheets, "pilot-progress", Asked(year=2022, half=1))
    assert first[0]["五方面进度 建功立业"] == "40%"
    assert (first[0]["最近走访"], first[0]["所处阶段"]) == (None, "方案上报")
    assert [one["产改组织机构文件 文号"] for one in first] == ["甲发〔2022〕3号", "已报", "未报", "未报", "已报 2 家"]
    second = told(sheets, "pilot-progress", Asked(year=2022, half=2))
    assert second[0]["五方面进度 建功立业"] == "80%"
    assert second[2]["产改试点实施方案 文号"] == "退回修改"
    assert filled.db


def test_a_paper_that_was_checked_after_the_half_year_waited_then(sheets: Sheets, filled: Doors) -> None:
    papers = filled.submissions
    values = {"enterprise": 4, "kind": "产改组织机构文件", "received_on": day(6, 28), "document_no": "丁发1号"}
    papers.accept(papers.receive(values).record or 0, (), "李科长", day(7, 2))
    at_half, after = (told(sheets, "pilot-progress", Asked(year=2022, half=half))[3] for half in (1, 2))
    assert (at_half["产改组织机构文件 文号"], after["产改组织机构文件 文号"]) == ("待核对", "丁发1号")


def test_a_task_that_was_done_before_the_year_is_not_told_again(sheets: Sheets, filled: Doors) -> None:
    done = {"enterprise": 1, "front": "队伍壮大", "task": "建会", "done_on": dt.date(2021, 12, 1)}
    filled.registers.enter(Task, done)
    assert sheets.count("pilot-ledger", YEAR) == 4
    *_, whole = told(sheets, "pilot-ledger")
    assert (whole["任务"], whole["本季 进展情况"], whole["情况"]) == ("4 项，已完成 1 项", "本季上报 1 项", "逾期 2 项")


def test_what_is_carried_over_from_an_earlier_quarter_says_so(sheets: Sheets, filled: Doors) -> None:
    found = {one["任务"]: (one["本季 进度"], one["情况"]) for one in told(sheets, "pilot-ledger")}
    assert found["校企合作培训焊工"] == ("50%", "本季未报（上季度 50%）")
    assert found["建创新工作室"] == ("0%", "已逾期；本季未报")
    assert filled.db


def test_of_a_quarter_to_come_nothing_is_reported_yet(sheets: Sheets, filled: Doors) -> None:
    found = {one["任务"]: one["情况"] for one in told(sheets, "pilot-ledger", Asked(year=2023, quarter=1))}
    assert found["开展岗位练兵"] == "已逾期；本季未报（上季度 80%）"
    assert "党建带工建，每季度一堂思政课" not in found
    assert filled.db


def test_what_begins_later_changes_no_sheet_of_a_time_before(sheets: Sheets, filled: Doors) -> None:
    asked = [
        ("pilot-ledger", Asked(year=2022, quarter=2)),
        ("pilot-progress", Asked(year=2022, half=1)),
        ("studio-summary", Asked(year=2021)),
        ("talent-summary", Asked(year=2021)),
        ("contest-summary", Asked(year=2021)),
    ]
    before = [told(sheets, *one) for one in asked]
    later = dt.date(2022, 7, 1)
    filled.registers.enter(Task, {"enterprise": 1, "front": "建功立业", "task": "下半年的任务", "begins": later})
    filled.registers.enter(Studio, {"name": "新工作室", "enterprise": 1, "named_on": later})
    filled.registers.enter(Talent, {"name": "赵新", "enterprise": 1, "certified_on": later})
    filled.registers.enter(Contest, {"name": "电工竞赛", "enterprise": 1, "day": later, "senior": 5})
    assert [told(sheets, *one) for one in asked] == before
    now = [told(sheets, name, Asked(year=2022, quarter=3, half=2)) for name, _ in asked]
    assert [any(word in str(lines) for lines in now) for word in ("下半年的任务", "新工作室", "电工竞赛")] == [True] * 3
    assert now[3][0]["技能人才 合计"] == 3
    assert now[2][-1]["工作室名称"] == "15 个"
    assert now[4][-1]["晋升 高级工"] == 36


def test_what_has_no_day_is_counted_in_every_year(sheets: Sheets, filled: Doors) -> None:
    filled.registers.enter(Studio, {"name": "老工作室", "enterprise": 1})
    assert sheets.count("studio-summary", Asked(year=2021)) == 1
    assert sheets.count("talent-summary", Asked(year=2021)) == 4
    assert sheets.count("pilot-ledger", Asked(year=2022, quarter=1)) == 3


def test_a_task_that_was_reported_before_it_is_said_to_begin_counts_from_its_report(
    sheets: Sheets, filled: Doors
) -> None:
    filled.registers.change(Task, 3, {"begins": dt.date(2022, 11, 20)})
    found = [{one["任务"] for one in told(sheets, "pilot-ledger", Asked(year=2022, quarter=one))} for one in (2, 3, 4)]
    assert ["校企合作培训焊工" in tasks for tasks in found] == [False, True, True]


def test_studios_of_other_units_and_years_before_are_counted_those_of_later_years_not(
    sheets: Sheets, filled: Doors
) -> None:
    filled.registers.enter(Studio, {"name": "来年工作室", "level": "市级", "named_on": dt.date(2023, 1, 1)})
    assert sheets.count("studio-summary", YEAR) == 14
    assert sheets.count("studio-summary", Asked(year=2021)) == 0
    assert told(sheets, "studio-summary", Asked(year=2023))[0]["工作室名称"] == "来年工作室"


def test_skilled_workers_are_counted_by_unit_and_grade_and_those_without_one_apart(
    sheets: Sheets, filled: Doors
) -> None:
    filled.registers.enter(
        Talent, {"name": "钱一", "grade": "高级工（三级）", "enterprise": 1, "craftsman": "区级工匠"}
    )
    of_pilot, of_hospital, whole = told(sheets, "talent-summary")
    assert (of_pilot["技能人才 合计"], of_pilot["技能人才 其中高技能人才"], of_pilot["工匠（人）"]) == (3, 2, 1)
    assert (of_hospital["单位"], of_hospital["技能等级 未填"]) == ("区人民医院", 1)
    assert (whole["技能人才 合计"], whole["技能人才 高技能占比"]) == (5, "60.0%")


def test_contests_say_whom_they_raised(sheets: Sheets, filled: Doors) -> None:
    first, second, whole = told(sheets, "contest-summary")
    raised = [(one["晋升 中级工"], one["晋升 高级工"], one["晋升 合计"]) for one in (first, second, whole)]
    assert raised == [(6, 3, 9), (40, 28, 68), (46, 31, 77)]
    assert filled.db


# Who filled in the monitoring


def test_of_a_quarter_who_filled_in_is_told_with_the_rate(sheets: Sheets, filled: Doors) -> None:
    first, second, third, _, whole = told(sheets, "monitoring", THIRD)
    assert (first["填报 情况"], second["填报 情况"]) == ("按时填报", "逾期填报 5 天")
    assert (first["人均月加班（小时）"], second["人均月加班（小时）"], whole["人均月加班（小时）"]) == (20, None, None)
    assert (third["填报 情况"], third["填报 催报次数"]) == ("逾期未报 61 天", 1)
    assert (first["劳动合同签订率"], whole["劳动合同签订率"], whole["社会保险参保率"]) == ("100.0%", "96.2%", "98.0%")
    count = filled.monitoring.grid(2022).count("2022Q3")
    assert (whole["单位"], whole["期间"]) == (f"应填 {count.asked} 家，已填 {count.filled} 家", "填报率 50.0%")


def test_where_months_are_filled_in_each_has_its_sums(sheets: Sheets, filled: Doors) -> None:
    rule = filled.standing.on().pilot
    assert rule is not None
    monthly = {name: getattr(rule, name) for name in PilotRule.__slots__ if hasattr(rule, name)}
    filled.standing.enter([PilotRule(**{**monthly, "monitoring": Period.MONTH, "valid_from": dt.date(2022, 1, 1)})])
    filled.monitoring.fill(1, "2022-08", {"heads": 480, "filled_on": day(9, 3)})
    found = told(sheets, "monitoring", THIRD)
    parts = [one for one in found if one["序号"] == "小计"]
    assert [one["期间"] for one in parts] == ["填报率 0.0%", "填报率 25.0%", "填报率 0.0%"]
    assert [one["用工 用工人数"] for one in parts] == [0, 480, 0]
    assert [one["序号"] for one in found if one["序号"] != "小计"] == list(range(1, 13))


# Who called on whom


def test_calls_of_a_quarter_are_those_of_the_cadres_and_count_once_in_all(sheets: Sheets, filled: Doors) -> None:
    *every, whole = told(sheets, "contacts")
    by_cadre = [(one["干部"], one["单位"], one["走访 合计"], one["备注"]) for one in every if one["序号"] != "小计"]
    assert by_cadre == [
        ("周副主席", NAMES[0], 1, "非挂钩干部"),
        ("周副主席", NAMES[2], 0, "未走访"),
        ("李科长", NAMES[3], 1, "非挂钩干部"),
        ("王主席", NAMES[0], 2, None),
        ("王主席", NAMES[1], 0, "未走访"),
    ]
    assert (whole["走访 合计"], whole["走访 实地"], whole["走访 电话"]) == (3, 2, 1)
    assert (whole["问题 发现"], whole["问题 已解决"], whole["问题 解决率"]) == (2, 1, "50.0%")
    assert whole["单位评价 满意"] == 1
    assert filled.db


def test_a_unit_that_nobody_looks_after_stands_by_itself(sheets: Sheets, filled: Doors) -> None:
    pairing = filled.pairing
    pairing.end([one.id for one in pairing.of(3)], day(7))
    filled.registers.enter(Problem, {"enterprise": 3, "found_on": day(11), "problem": "宿舍不够"})
    *_, alone, whole = told(sheets, "contacts")
    assert (alone["干部"], alone["单位"], alone["问题 发现"], alone["备注"]) == (None, NAMES[2], 1, "没有挂钩")
    assert (whole["走访 合计"], whole["问题 发现"]) == (3, 3)
