"""A year of the reform, lived by its clerk: what stands in the sheets and papers is what the clerk noted.

The sums are made here, out of the clerk's notebook, and never asked of the program.
"""

import datetime as dt
import shutil
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.base.paths import resources
from desktop.office.office import Office
from desktop.pilots.enterprise import PilotState
from tests import reform_year as year
from tests.aid_clerk import PASSWORD, Clerk
from tests.exported import exported
from tests.reform_clerk import JUDGES, play
from tests.reform_year import UNITS

AFTER = "2023-02-10"
NOUNS = (
    Noun.PILOTS, Noun.WAVES, Noun.SUBMISSIONS, Noun.TASKS, Noun.INCENTIVES, Noun.ASSESSMENTS, Noun.PAIRINGS,
    Noun.CALLS, Noun.INSPECTIONS, Noun.PROBLEMS, Noun.FILLINGS, Noun.STUDIOS, Noun.TALENTS, Noun.CONTESTS, Noun.FUNDS,
)  # fmt: skip
SCHEME = tomllib.loads((resources() / "policy" / "lists" / "assessment.toml").read_text("utf-8"))["indicator"]
WAVE = "第一批", "第二批", "第三批", "第四批"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerk]:
    """The year, lived once; nothing is entered afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        clerk = Clerk(tmp_path_factory.mktemp("reform"), patch)
        play(clerk)
        yield clerk


@pytest.fixture
def clerk(played: Clerk, monkeypatch: pytest.MonkeyPatch) -> Clerk:
    """The clerk in the February after it."""
    made = Clerk(played.folder, monkeypatch)
    made.on(AFTER)
    return made


def mean(numbers: Sequence[int]) -> int:
    """Rounded to the nearest, half up."""
    return (2 * sum(numbers) + len(numbers)) // (2 * len(numbers))


def share(part: int, whole: int) -> str:
    """Of a whole, in percent with one decimal."""
    return f"{part / whole:.1%}"


def day_of(cell: dt.datetime | None) -> dt.date | None:
    """The day in a cell."""
    return cell.date() if cell else None


# Who they are, what they filed


def test_all_thirty_stand_on_the_list_with_their_waves_papers_and_projects(clerk: Clerk) -> None:
    sheet = exported(clerk, "pilot-roster", "--year", 2022)
    assert [(one["单位名称"], one["批次"], one["职工总数"]) for one in sheet.listed] == [
        (unit.name, WAVE[unit.wave - 1], unit.workers) for unit in UNITS
    ]
    assert sheet.whole["单位名称"] == "共 4 批 30 家"
    sums = [sheet.whole[name] for name in ("职工总数", "产业工人数", "会员数")]
    assert sums == [sum(getattr(one, name) for one in UNITS) for name in ("workers", "industrial", "members")]
    assert (sheet.whole["《产改组织机构文件》"], sheet.whole["《产改试点实施方案》"]) == ("30 家", "30 家")
    asking = {one.unit for number, one in enumerate(year.PROJECTS, 1) if number != year.WITHDRAWN}
    assert {at for at, one in enumerate(sheet.listed, 1) if one["申报激励项目"]} == asking


def test_a_paper_that_went_back_came_again_as_a_second_version(clerk: Clerk) -> None:
    with clerk.opened() as office:
        versions = Counter(one.version for unit in UNITS for one in office.submissions.of(unit.number))
        files = [len(office.enclosures.of(unit)) for unit in year.RETURNED]
        assert office.submissions.completeness().sentence.startswith("29 家材料齐全")
    assert versions == {1: 60, 2: 2}
    assert files == [3, 3]


def test_who_is_late_is_told_with_the_days(clerk: Clerk) -> None:
    said = clerk.does("pilot", "board")
    late = [line for line in said.splitlines() if line.startswith("提醒：") and "中期督查" in line]
    third_due = dt.date(2022, 8, 15)
    assert late == [f"提醒：24 家中期督查逾期，最长 {(dt.date.fromisoformat(AFTER) - third_due).days} 天"]


def test_of_the_first_wave_four_are_accepted_one_goes_on_and_one_left(clerk: Clerk) -> None:
    with clerk.opened() as office:
        states = Counter(one.state for one in office.enterprises.every())
    assert states == {PilotState.ACTIVE: 24, PilotState.ACCEPTED: 4, PilotState.EXTENDED: 1, PilotState.LEFT: 1}
    assert len(exported(clerk, "pilot-roster", "--year", 2023).listed) == 29


# Assessment


def totals() -> dict[int, int]:
    """The total of each unit, bonus included."""
    points = [one["points"] for one in SCHEME]
    return {
        unit.number: sum(year.score(unit.number, at, most) for at, most in enumerate(points))
        + year.BONUS.get(unit.number, 0)
        for unit in UNITS
    }


def grade(unit: int, total: int) -> str:
    """What follows from a total, or from the veto."""
    return "不合格" if unit == year.VETOED else next(name for name, least in year.GRADES if total >= least)


def test_what_units_were_assessed_with_is_summed_and_ranked(clerk: Clerk) -> None:
    sheet = exported(clerk, "assessment-summary", "--year", 2022)
    found, names = totals(), {unit.name: unit.number for unit in UNITS}
    told = {names[line["单位"]]: line for line in sheet.listed}
    assert {unit: round(line["得分 总分"] * 10) for unit, line in told.items()} == found
    assert {unit: line["等次"] for unit, line in told.items()} == {
        one: grade(one, total) for one, total in found.items()
    }
    keys = {one: (one != year.VETOED, total) for one, total in found.items()}
    ranked = sorted(keys.values(), reverse=True)
    places_ = {one: ranked.index(key) + 1 for one, key in keys.items()}
    assert {unit: line["名次"] for unit, line in told.items()} == places_, "whoever is vetoed comes last"
    assert told[year.VETOED]["一票否决"] == "拖欠职工工资"
    places = list(enumerate(SCHEME))
    for front, some in groupby(places, key=lambda one: one[1]["front"]):
        mine = list(some)
        got = [sum(year.score(unit.number, at, rule["points"]) for at, rule in mine) for unit in UNITS]
        assert [round(told[unit.number][f"得分 {front}"] * 10) for unit in UNITS] == got
        assert round(sheet.whole[f"得分 {front}"] * 10) == mean(got)
    assert round(sheet.whole["得分 总分"] * 10) == mean(list(found.values()))
    grades = Counter(grade(one, total) for one, total in found.items())
    assert sheet.whole["亮点"] == "、".join(f"{name} {grades[name]} 家" for name, _ in year.GRADES)
    assert len(grades) > 2, "the notebook has good ones and others"


def test_an_assessment_that_was_done_anew_keeps_the_former(clerk: Clerk) -> None:
    with clerk.opened() as office:
        again, former = office.assessments.of(year.AGAIN)
        assert (again.version, former.version) == (2, 1)
        assert (again.total or 0) - (former.total or 0) == year.MORE
        [wave] = [one for one in office.assessments.compare("wave", 2022).groups if one.label == "第一批"]
    assert wave.average == mean([totals()[unit.number] for unit in UNITS if unit.wave == 1])


# Projects and their money


def test_projects_are_listed_in_their_order_with_what_they_were_paid(clerk: Clerk) -> None:
    sheet = exported(clerk, "incentive-summary", "--year", 2022)
    listed = [(number, one) for number, one in enumerate(year.PROJECTS, 1) if number != year.WITHDRAWN]
    listed.sort(key=lambda one: one[1].place or 0)
    assert [(line["项目"], line["排序"]) for line in sheet.listed] == [(one.name, one.place) for _, one in listed]
    told = [(line["立项 立项金额"], line["立项 已拨付"]) for line in sheet.listed]
    assert told == [(one.granted, year.paid(number)) for number, one in listed]
    sums = [sheet.whole[f"经费 {name}"] for name in ("总投入", "自筹", "申请")]
    own, asked = (sum(getattr(one, name) for _, one in listed) for name in ("own", "asked"))
    assert sums == [own + asked, own, asked]
    states = {line["项目"]: line["办理情况"] for line in sheet.listed}
    assert Counter(states.values()) == {"已立项": 2, "已验收": 1, "已推荐": 1, "未立项": 1}


def test_the_fund_has_what_projects_left_of_it(clerk: Clerk) -> None:
    sheet = exported(clerk, "fund-ledger", "--year", 2022)
    gone = sum(one.yuan for one in year.PAID if one.by_fund and not one.void)
    [line] = [one for one in sheet.lines if one["资金名称"] == "2022年产改激励资金"]
    assert (line["到账"], line["余额"]) == (year.FUND, year.FUND - gone)
    with clerk.opened() as office:
        told = office.incentives.statement(2)
    assert told.paid == year.paid(2) * 100
    assert told.spent == sum(yuan for project, _, yuan in year.SPENT if project == 2) * 100


# What they do: fronts, half a year


def late() -> int:
    """Tasks that weren't done by their day."""
    return sum(year.reached(unit, front) < 100 for unit in year.BUSY for front in range(len(year.TASKS)))


def test_the_ledger_of_a_quarter_has_each_task_with_how_far_it_is(clerk: Clerk) -> None:
    sheet = exported(clerk, "pilot-ledger", "--year", 2022, "--quarter", 4)
    wanted = [
        (UNITS[unit - 1].name, front, task, f"{year.reached(unit, at)}%")
        for unit in year.BUSY
        for at, (front, task) in enumerate(year.TASKS)
    ]
    assert [(one["单位"], one["方面"], one["任务"], one["本季 进度"]) for one in sheet.listed] == wanted
    every = [year.reached(unit, at) for unit in year.BUSY for at in range(len(year.TASKS))]
    assert sheet.whole["任务"] == f"{len(every)} 项，已完成 {len(every) - late()} 项"
    assert (sheet.whole["本季 进度"], sheet.whole["情况"]) == (f"{mean(every)}%", f"逾期 {late()} 项")
    reported = (len(year.BUSY) - len(year.SILENT)) * len(year.TASKS)
    assert sheet.whole["本季 进展情况"] == f"本季上报 {reported} 项"


def test_the_half_year_says_where_everybody_is(clerk: Clerk) -> None:
    sheet = exported(clerk, "pilot-progress", "--year", 2022, "--half", 2)
    assert len(sheet.listed) == 30
    for at, (front, _) in enumerate(year.TASKS):
        told = {line["单位"]: line[f"五方面进度 {front}"] for line in sheet.listed if line[f"五方面进度 {front}"]}
        assert told == {UNITS[unit - 1].name: f"{year.reached(unit, at)}%" for unit in year.BUSY}
        assert sheet.whole[f"五方面进度 {front}"] == f"{mean([year.reached(unit, at) for unit in year.BUSY])}%"
    assert (sheet.whole["激励项目"], sheet.whole["最近走访"]) == (f"{len(year.PROJECTS) - 1} 个", "30 家")
    last = {line["单位"]: day_of(line["最近走访"]) for line in sheet.listed}
    assert last == {
        unit.name: dt.date(2022, 12, 1)
        if unit.number == 1
        else year.called_on(unit.number, 4 if unit.number in year.AUTUMN else 3)
        for unit in UNITS
    }


# Calls and problems


def calls(quarter: int) -> Counter[str]:
    """How often each cadre called on somebody."""
    found = Counter(year.cadre_of(unit.number) for unit in UNITS if quarter == 3 or unit.number in year.AUTUMN)
    return found + Counter({year.cadre_of(1): 1} if quarter == 4 else {})


@pytest.mark.parametrize("quarter", [3, 4])
def test_calls_of_a_quarter_are_summed_by_cadre(clerk: Clerk, quarter: int) -> None:
    sheet = exported(clerk, "contacts", "--year", 2022, "--quarter", quarter)
    told = {line["干部"]: line["走访 合计"] for line in sheet.lines if line["序号"] == "小计"}
    assert told == calls(quarter)
    some = [unit.number for unit in UNITS if quarter == 3 or unit.number in year.AUTUMN]
    modes = Counter(year.mode(unit) for unit in some) + Counter({"实地": 1} if quarter == 4 else {})
    assert [sheet.whole[f"走访 {name}"] for name in ("合计", "实地", "电话", "线上")] == [
        modes.total(), modes["实地"], modes["电话"], 0,
    ]  # fmt: skip
    assert (sheet.whole["干部"], sheet.whole["单位"]) == ("6 人", "30 家")


def test_problems_count_in_the_quarter_in_which_they_were_found(clerk: Clerk) -> None:
    third, fourth = (exported(clerk, "contacts", "--year", 2022, "--quarter", one).whole for one in (3, 4))
    in_time = {unit for unit, content in year.PROBLEMS.items() if content and unit != year.LATE_SOLVED}
    assert (third["问题 发现"], third["问题 已解决"]) == (len(year.PROBLEMS), len(in_time))
    assert third["问题 解决率"] == share(len(in_time), len(year.PROBLEMS))
    content = Counter(year.PROBLEMS[unit] for unit in in_time)
    assert [third[f"单位评价 {name}"] for name in ("满意", "基本满意", "不满意")] == [
        content["满意"], content["基本满意"], 0,
    ]  # fmt: skip
    assert (fourth["问题 发现"], fourth["问题 解决率"]) == (0, None)


def test_problems_that_are_open_and_units_nobody_called_on_are_told(clerk: Clerk) -> None:
    with clerk.opened() as office:
        quiet = {one.enterprise for one in office.pairing.uncontacted()}
    gone = {1, 2, 3, 4, 6}
    assert quiet == {unit.number for unit in UNITS} - gone
    assert "共 0 家" in clerk.does("contact", "unpaired")


# Monitoring


@pytest.mark.parametrize("quarter", sorted(year.QUARTERS))
def test_monitoring_of_a_quarter_is_summed_with_who_was_late(clerk: Clerk, quarter: int) -> None:
    sheet = exported(clerk, "monitoring", "--year", 2022, "--quarter", quarter)
    days = {unit.number: year.filled_on(unit.number, quarter) for unit in UNITS}
    filled = [unit for unit, day in days.items() if day]
    due = year.QUARTERS[quarter] + dt.timedelta(days=5)
    assert {at: day_of(line["填报 填报日期"]) for at, line in enumerate(sheet.listed, 1)} == days
    assert sheet.whole["单位"] == f"应填 30 家，已填 {len(filled)} 家"
    assert sheet.whole["期间"] == f"填报率 {share(len(filled), 30)}"
    assert sheet.whole["填报 情况"] == f"逾期 {sum(day > due for day in days.values() if day)} 家"
    sums = [year.figures(unit, quarter) for unit in filled]
    for heading, name in (("用工 用工人数", "heads"), ("用工 新招", "joined"), ("用工 离职", "departed")):
        assert sheet.whole[heading] == sum(getattr(one, name) for one in sums)
    for heading, name in (
        ("欠薪 人数", "overdue_heads"),
        ("欠薪 金额（元）", "overdue"),
        ("劳动争议 件数", "disputes"),
    ):
        assert sheet.whole[heading] == sum(getattr(one, name) for one in sums)
    heads = sum(one.heads for one in sums)
    assert sheet.whole["劳动合同签订率"] == share(sum(one.contracts for one in sums), heads)
    assert sheet.whole["社会保险参保率"] == share(sum(one.insured for one in sums), heads)
    reminded = {at: line["填报 催报次数"] for at, line in enumerate(sheet.listed, 1) if line["填报 催报次数"]}
    assert reminded == (year.REMINDED if quarter == 3 else {})


# Studios, skilled workers, contests


def test_fourteen_studios_are_summed(clerk: Clerk) -> None:
    sheet = exported(clerk, "studio-summary", "--year", 2022)
    found = [year.studio(number) for number in range(1, year.STUDIOS + 1)]
    assert [line["所在单位"] for line in sheet.listed] == [unit for unit, *_ in found]
    names = ("成员数", "年度经费（元）", "经济效益（元）", "带徒数")
    assert [sheet.whole[name] for name in names] == [sum(column) for column in list(zip(*found, strict=True))[1:]]


def test_563_are_skilled_and_142_of_them_high(clerk: Clerk) -> None:
    sheet = exported(clerk, "talent-summary", "--year", 2022)
    assert (sheet.whole["技能人才 合计"], sheet.whole["技能人才 其中高技能人才"]) == (563, 142)
    by_unit: dict[str, list[str]] = {}
    for grade_, unit in year.skilled():
        by_unit.setdefault(unit, []).append(grade_)
    high = {name for name, _ in year.SKILLED[: year.HIGH]}
    assert {one["单位"]: (one["技能人才 合计"], one["技能人才 其中高技能人才"]) for one in sheet.lines[:-1]} == {
        unit: (len(some), sum(grade_ in high for grade_ in some)) for unit, some in by_unit.items()
    }


def test_contests_raised_nine_and_sixty_eight(clerk: Clerk) -> None:
    sheet = exported(clerk, "contest-summary", "--year", 2022)
    raised = [(line["晋升 中级工"], line["晋升 高级工"], line["晋升 合计"]) for line in sheet.listed]
    assert raised == [(6, 3, 9), (40, 28, 68)]
    assert sheet.whole["参赛人数"] == sum(heads for _, _, heads, *_ in year.CONTESTS)


# Papers


def printed(clerk: Clerk, name: str, *asked: object) -> str:
    """What stands on a paper."""
    path = clerk.folder / f"{name}.pdf"
    clerk.does("paper", name, path, *asked)
    return read(path)


def read(path: Path) -> str:
    """What stands on all pages, without the breaks of its lines."""
    pages = PdfReader(path).pages
    assert len(pages) > 0
    return "".join(page.extract_text() for page in pages).replace("\n", "")


def all_there(text: str, *parts: object) -> Iterable[object]:
    """Those parts that aren't in the text."""
    return [part for part in parts if str(part) not in text]


PAPERS: dict[str, tuple[object, ...]] = {
    "pilot-application --pilot 2": (UNITS[1].name, UNITS[1].workers, UNITS[1].industrial),
    "pilot-recommendation --pilot 2": (UNITS[1].name, UNITS[1].workers),
    "pilot-recommendations --pilot 1 --pilot 30": (UNITS[0].name, UNITS[29].name),
    "pilot-papers --pilot 1 --pilot 2": ("2 家材料齐全。", "没有材料不齐的单位"),
    "pilot-record --pilot 2": (UNITS[1].name, "智能产线改造", "岗位练兵和技能比武", "订单平稳", "2022年"),
    "pilot-call-form --pilot 2": (UNITS[1].name,),
    "pilot-inspection-form --pilot 2": (UNITS[1].name,),
    "pilot-incentive --incentive 1": ("智能产线改造", "100,000.00", "50,000.00"),
    "pilot-incentive-money --incentive 1": ("20,000.00", "40,000.00", "33,000.00", "2022年产改激励资金"),
    "pilot-incentive-acceptance --incentive 3": ("班组讲堂", "10,000.00", "达到预期"),
    "pilot-inspection-letter --inspection 1": (UNITS[0].name, "台账不全", "2022年9月18日"),
    "pilot-inspection --inspection 1": (UNITS[0].name, "李科长、孙工"),
    "pilot-call --call 5": (UNITS[4].name, "订单平稳", "缺钳工二十人"),
}


@pytest.mark.parametrize("asked", PAPERS)
def test_every_paper_says_what_was_noted(clerk: Clerk, asked: str) -> None:
    assert all_there(printed(clerk, *asked.split()), *PAPERS[asked]) == []


def test_a_score_sheet_says_the_total_and_the_grade(clerk: Clerk) -> None:
    with clerk.opened() as office:
        number = office.assessments.of(year.AGAIN)[0].id
    total = totals()[year.AGAIN]
    text = printed(clerk, "pilot-scores", "--assessment", number)
    assert all_there(text, f"{total / 10:g}", f"等次：{grade(year.AGAIN, total)}", JUDGES) == []


def test_who_lacked_papers_in_june_was_reminded_of_them(clerk: Clerk) -> None:
    text = read(clerk.folder / "催报.pdf")
    assert all_there(text, *(UNITS[unit - 1].name for unit in year.NO_ORGANISATION)) == []
    assert UNITS[0].name not in text


# All of it


def test_the_year_is_undone_step_by_step_to_its_beginning_and_done_again(
    played: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANGJIA_NOW", f"{AFTER} 09:30:00")
    shutil.copy(played.office, path := tmp_path / "新区.niangjia")
    office = Office.open(path, PASSWORD)
    before = everything(office)
    assert all(before.values())
    steps = 0
    while office.undo_label():
        assert not office.undo().kept
        steps += 1
    assert not any(everything(office).values())
    while office.redo_label():
        assert not office.redo().kept
        steps -= 1
    assert steps == 0
    assert everything(office) == before
    assert office.check()
    office.close()


def everything(office: Office) -> dict[Noun, list[tuple[object, ...]]]:
    """All that the lists show."""
    return {noun: office.rows(noun, office.ids(Query(noun=noun))) for noun in NOUNS}
