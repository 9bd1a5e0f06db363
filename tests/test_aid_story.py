"""A year of aid, played by its clerk: what stands in the sheets is what the clerk noted, to the fen.

The sums are made here, out of the clerk's notebook, and never asked of the program.
"""

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.office.office import Office
from tests import aid_year as year
from tests import builders
from tests.aid_clerk import PASSWORD, Clerk, play
from tests.aid_year import GIVEN, Given
from tests.exported import exported

AFTER = "2023-02-01"
NOUNS = (Noun.CASES, Noun.FUNDS, Noun.BATCHES, Noun.PAYMENTS, Noun.REQUESTS, Noun.ACTIVITIES, Noun.VISITS)
SOURCES = (year.CENTRAL, year.OWN, year.DONATION)
MONTHS = (3, 6, 7, 8)
"""The months of 2022 in which money went out."""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerk]:
    """The year, played once; nothing is entered afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        clerk = Clerk(tmp_path_factory.mktemp("year"), patch)
        play(clerk)
        yield clerk


@pytest.fixture
def clerk(played: Clerk, monkeypatch: pytest.MonkeyPatch) -> Clerk:
    """The clerk in the February after it."""
    made = Clerk(played.folder, monkeypatch)
    made.on(AFTER)
    return made


def total(found: Iterable[Given]) -> int:
    """Yuan."""
    return sum(one.yuan for one in found)


def kept(first: str, last: str, source: str = "", programme: str = "") -> list[Given]:
    """What was given in these days and didn't come back."""
    begins, ends = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return [
        one
        for one in GIVEN
        if begins <= one.day <= ends and not one.back
        if source in {"", one.source} and programme in {"", one.programme}
    ]


def homes(found: Iterable[Given]) -> int:
    """How many households."""
    return len({one.whom for one in found})


def test_the_year_is_that_of_the_newspaper(clerk: Clerk) -> None:
    files = exported(clerk, "statistics", "--year", 2022).whole
    assert [files[f"困难类别 {one}"] for one in ("深度困难", "相对困难", "困难")] == [5, 1, 1]
    assert files["在档合计 户数"] == 7
    paid = exported(clerk, "payments-year", "--year", 2022).listed
    three = [line for line in paid if line["帮扶项目"] in {year.LIVING, year.ILLNESS, year.SCHOOL}]
    assert sum(line["实发金额"] or 0 for line in three) == 22_400
    packs = [line for line in paid if line["帮扶项目"] == year.NEW_WORK]
    assert (len(packs), sum(line["实发金额"] for line in packs)) == (310, 40_300)
    visited = exported(clerk, "warmth", "--year", 2023).whole
    assert (visited["发放 合计"], len(exported(clerk, "warmth-roster", "--year", 2023).listed)) == (89_000, 95)


@pytest.mark.parametrize(("of", "quarter"), [(2022, 1), (2022, 2), (2022, 3), (2022, 4), (2023, 1)])
def test_a_quarter_is_summed_by_programme_and_source_with_what_was_before(clerk: Clerk, of: int, quarter: int) -> None:
    sheet = exported(clerk, "quarter", "--year", of, "--quarter", quarter)
    first, last = f"{of}-{quarter * 3 - 2:02}-01", f"{of}-{quarter * 3:02}-30"
    told = {(line["帮扶项目"], line["资金来源"]) for line in sheet.lines[:-1]}
    assert told == {(one.programme, one.source) for one in kept(f"{of}-01-01", last)}
    for programme, source in [*told, ("", "")]:
        line = sheet.of(帮扶项目=programme, 资金来源=source) if programme else sheet.whole
        for over, since in (("本季", first), ("本年累计", f"{of}-01-01")):
            found = kept(since, last, source, programme)
            sums = [line[f"{over} {name}"] for name in ("户数", "人次", "金额")]
            assert sums == [homes(found), len(found), total(found)], (programme, source, over)


@pytest.mark.parametrize("quarter", [2, 3])
def test_who_got_regular_aid_in_a_quarter_is_listed(clerk: Clerk, quarter: int) -> None:
    sheet = exported(clerk, "quarter-roster", "--year", 2022, "--quarter", quarter)
    found = kept(f"2022-{quarter * 3 - 2:02}-01", f"2022-{quarter * 3:02}-30", programme=year.LIVING)
    told = Counter((line["姓名"], line["金额"]) for line in sheet.listed)
    assert told == Counter((builders.person(int(one.whom)).name, one.yuan) for one in found)
    assert sheet.whole["金额"] == total(found)


@pytest.mark.parametrize("month", MONTHS)
def test_what_was_paid_in_a_month_is_listed_with_what_came_back(clerk: Clerk, month: int) -> None:
    sheet = exported(clerk, "payments", "--year", 2022, "--month", month)
    found = [one for one in GIVEN if (one.day.year, one.day.month) == (2022, month)]
    back = total(one for one in found if one.back)
    assert len(sheet.listed) == len(found)
    assert {line["发放日期"].date() for line in sheet.listed} == {one.day for one in found}
    sums = [sheet.whole[name] or 0 for name in ("发放金额", "其中退回", "实发金额")]
    assert sums == [total(found), back, total(found) - back]


def test_pupils_stand_with_what_they_were_given(clerk: Clerk) -> None:
    sheet = exported(clerk, "school", "--year", 2022)
    told = [(line["学生姓名"], line["学段/学历"], line["拟助金额"], line["资金来源"]) for line in sheet.listed]
    assert told == [(year.KIN[1], "本科", 3_000, year.OWN), (year.KIN[2], "高中", 2_400, year.OWN)]
    assert sheet.whole["拟助金额"] == total(kept("2022-01-01", "2022-12-31", programme=year.SCHOOL))


def test_the_graduate_is_seen_to_work(clerk: Clerk) -> None:
    [line] = exported(clerk, "jobs", "--year", 2022).listed
    assert (line["姓名"], line["就业状态"], line["就业单位"]) == (year.KIN[3], "已就业", "新区恒昌公司")
    sums = exported(clerk, "job-statistics", "--year", 2022).whole
    assert {name for name, value in sums.items() if value == 1} == {
        "人数",
        "就业状态 已就业",
        "帮扶措施 岗位推荐",
        "帮扶措施 职业指导",
    }


def test_the_spring_festival_is_summed_by_who_was_called_on(clerk: Clerk) -> None:
    line = exported(clerk, "warmth", "--year", 2023).whole
    models, cleaners, migrants = (many for _, _, many in year.WORKERS)
    sums = {name.partition(" ")[2]: value for name, value in line.items() if name.startswith("慰问")}
    assert [sums[name] for name in ("困难职工", "劳模", "一线职工", "农民工", "新就业形态", "其他")] == [
        7, models, cleaners, migrants, 0, 0,
    ]  # fmt: skip
    assert (line["筹集资金 合计"], line["筹集资金 本级经费"]) == (89_000, 89_000)
    assert (line["发放 慰问金"], line["发放 物资折价"]) == (89_000, 0)
    roster = exported(clerk, "warmth-roster", "--year", 2023)
    assert Counter(line["合计"] for line in roster.listed) == Counter(
        one.yuan for one in GIVEN if one.programme == year.WARMTH
    )
    assert roster.whole["合计"] == 89_000
    assert {line["走访日期"].date() for line in roster.listed} == {dt.date(2023, 1, 12)}


def test_the_drinks_of_summer_are_goods(clerk: Clerk) -> None:
    line = exported(clerk, "cooling", "--year", 2022).lines[0]
    worth = total(kept("2022-01-01", "2022-12-31", programme=year.COOLING))
    assert (line["发放 慰问金"], line["发放 物资折价"], line["筹集资金 本级经费"]) == (0, worth, worth)
    assert line["物品"] == f"清凉礼包{year.DRINKS}份"


RECEIVED = {year.CENTRAL: 30_000, year.OWN: 110_000, year.DONATION: 8_000}
NEXT = {year.OWN: 35_000}
HANDED = {year.DONATION: 500}


def test_a_years_money_comes_out_by_source_and_programme(clerk: Clerk) -> None:
    left = dict.fromkeys(SOURCES, 0)
    for of, came, handed in ((2022, RECEIVED, HANDED), (2023, NEXT, {})):
        sheet = exported(clerk, "fund-use", "--year", of)
        for source in SOURCES:
            line = sheet.of(资金来源=source, 帮扶项目="小计")
            found = kept(f"{of}-01-01", f"{of}-12-31", source)
            had = left[source] + came.get(source, 0) - handed.get(source, 0)
            told = [line[f"资金 {name}"] for name in ("上年结余", "本年收入", "上缴", "支出", "结余")]
            gone = total(found)
            assert told == [left[source], came.get(source, 0), handed.get(source, 0), gone, had - gone]
            assert line["资金 执行率"] == f"{gone / had:.1%}"
            assert [line[f"发放 {name}"] or 0 for name in ("户数", "人次", "金额")] == [homes(found), len(found), gone]
            left[source] = had - gone
        for programme in {one.programme for one in kept(f"{of}-01-01", f"{of}-12-31")}:
            lines = [line for line in sheet.lines if line["帮扶项目"] == programme]
            found = kept(f"{of}-01-01", f"{of}-12-31", programme=programme)
            assert sum(line["发放 金额"] for line in lines) == total(found)
        assert sheet.whole["资金 结余"] == sum(left.values())


def test_the_funds_of_both_years_agree_with_the_notebook(clerk: Clerk) -> None:
    old, new = (exported(clerk, "fund-ledger", "--year", of) for of in (2022, 2023))
    for source in SOURCES:
        before, after = old.of(资金来源=source), new.of(资金来源=source)
        spent = total(kept("2022-01-01", "2022-12-31", source))
        carried = RECEIVED[source] - spent - HANDED.get(source, 0)
        assert (before["到账"], before["已发放"], before["结转下年"], before["余额"]) == (
            RECEIVED[source], spent, carried, 0,
        )  # fmt: skip
        assert before["执行率"] == f"{spent / (spent + carried):.1%}", "as on the sheet of the year's money"
        now = total(kept("2023-01-01", "2023-12-31", source))
        assert (after["上年结转"], after["已发放"]) == (carried, now)
        assert after["余额"] == carried + NEXT.get(source, 0) - now
    assert old.of(资金来源=year.CENTRAL)["退回"] == total(one for one in GIVEN if one.back)


def test_the_office_judges_itself_by_the_same_figures(clerk: Clerk) -> None:
    sheet = exported(clerk, "performance", "--year", 2022)
    done = {line["三级指标"]: line["完成值"] for line in sheet.lines}
    found = kept("2022-01-01", "2022-12-31")
    had = sum(RECEIVED.values()) - sum(HANDED.values())
    assert done["预算执行率"] == f"{total(found) / had:.1%}"
    assert done["帮扶救助户数"] == f"{homes(found):,} 户"
    assert done["帮扶救助人次"] == f"{len(found):,} 人次"
    assert done["走访慰问人次"] == f"{year.DRINKS + year.PACKS:,} 人次"
    assert [done[name] for name in ("实名发放率", "退回资金处理率", "帮扶申请审批率", "在档困难职工帮扶覆盖率")] == [
        "100.0%"
    ] * 4


def test_waived_fees_are_summed_by_fee(clerk: Clerk) -> None:
    sheet = exported(clerk, "waivers", "--year", 2022)
    assert Counter(line["减免项目"] for line in sheet.listed) == Counter(dict.fromkeys(year.FEES, year.SPECIAL))
    parts = [line["减免金额"] for line in sheet.lines if line["序号"] == "小计"]
    assert sorted(parts) == sorted(year.SPECIAL * saved for saved in year.SAVED.values())
    assert sheet.whole["减免金额"] == year.SPECIAL * sum(year.SAVED.values())
    assert {line["结果"] for line in sheet.listed} == {"已减免"}


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
    assert all(office.aid.verify(one.id) is None for one in office.aid.batches())
    assert len(office.check()) == 7
    office.close()


def everything(office: Office) -> dict[Noun, list[tuple[object, ...]]]:
    """All that the lists show."""
    return {noun: office.rows(noun, office.ids(Query(noun=noun))) for noun in NOUNS}
