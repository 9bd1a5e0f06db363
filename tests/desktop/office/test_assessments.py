"""The yearly assessment of pilots: nothing is finished by half, what is finished stands, and can be done anew."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from desktop.base.changes import Noun
from desktop.base.errors import ForbiddenError, NotFoundError, RefusedError
from desktop.office.score_checks import Key
from desktop.office.score_sheets import facts_of
from desktop.pilots.assessment import AssessmentState
from desktop.pilots.facts import PLAN
from desktop.pilots.flow import Verb
from desktop.pilots.fronts import Task
from desktop.pilots.scheme import BONUS
from desktop.pilots.submission import Enclosure
from desktop.pilots.talent import Contest, Studio, Talent
from desktop.pilots.wave import Wave
from desktop.policy.pilot_standards import IndicatorRule
from desktop.store import households, inversion, journal, listings, registers
from desktop.store.faults import translated
from tests.offices import TODAY, Doors
from tests.piloting import PROJECT, UNIT, WAVE, scan

DAY = dt.date(2022, 12, 1)


@pytest.fixture
def pilots(doors: Doors) -> Doors:
    """Two waves of two units each."""
    doors.registers.enter(Wave, WAVE)
    doors.registers.enter(Wave, WAVE | {"name": "第二批", "number": 2})
    doors.enterprises.enter(UNIT | {"wave": 1})
    for name, wave in (("乙公司", 1), ("丙公司", 2), ("丁公司", 2)):
        doors.enterprises.enter({"name": name, "wave": wave})
    return doors


def begun(doors: Doors, *enterprises: int, year: int = 2022) -> list[int]:
    doors.assessments.begin(enterprises or (1,), year)
    return [doors.assessments.of(one)[0].id for one in enterprises or (1,)]


def full(doors: Doors, number: int, hundredths: int = 100, **more: Any) -> Mapping[Key, Mapping[str, Any]]:
    """So many hundredths of all points, for every indicator."""
    return {
        (one.score.front, one.score.indicator): {"score": one.score.points * hundredths // 100} | more
        for one in doors.assessments.sheet(number).lines
    }


def finished(doors: Doors, enterprise: int, hundredths: int = 100, year: int = 2022) -> int:
    (number,) = begun(doors, enterprise, year=year)
    doors.assessments.score(number, full(doors, number, hundredths))
    doors.assessments.finish([number], "评审组", DAY)
    return number


def test_many_units_begin_at_once_and_those_that_have_one_are_passed_over(pilots: Doors) -> None:
    begun(pilots, 1)
    look = pilots.assessments.look([1, 2, 3], 2022)
    assert ([one.id for one in look.ready], [one.id for one in look.already]) == ([2, 3], [1])
    change = pilots.assessments.begin([1, 2, 3], 2022)
    assert (change.count, change.label) == (2, "开始年度评价：2022 年 乙公司 等 2 家")
    with pytest.raises(ForbiddenError, match="没有可以开始"):
        pilots.assessments.begin([1, 2, 3], 2022)


def test_who_was_no_pilot_any_more_in_that_year_isn_t_assessed(pilots: Doors) -> None:
    for wave in pilots.enterprises.waves():
        pilots.registers.change(Wave, wave.id, {"chosen_on": dt.date(2020, 1, 10)})
    pilots.enterprises.move(2, Verb.LEAVE, day=dt.date(2021, 5, 1), reason="停产")
    pilots.enterprises.move(3, Verb.ACCEPT, day=dt.date(2022, 5, 1), reason="达到目标")
    look = pilots.assessments.look([2, 3], 2022)
    assert ([one.id for one in look.ready], [one.id for one in look.ended]) == ([3], [2])


@pytest.mark.parametrize("year", [1999, 2023])
def test_a_year_that_hasn_t_come_isn_t_assessed(pilots: Doors, year: int) -> None:
    with pytest.raises(ForbiddenError, match="之间的年度"):
        pilots.assessments.begin([1], year)


def test_a_later_scheme_changes_nothing_of_what_was_begun(pilots: Doors) -> None:
    (number,) = begun(pilots)
    before = pilots.assessments.sheet(number)
    rule = IndicatorRule(valid_from=TODAY, front="组织领导", name="机构文件", rank=1, points=100, scoring="新办法")
    pilots.standing.enter([rule])
    after = pilots.assessments.sheet(number)
    assert (after.scheme, after.lines) == (before.scheme, before.lines)
    (other,) = begun(pilots, 2)
    assert pilots.assessments.sheet(other).scheme.full == 1060
    assert [one.message[:17] for one in pilots.assessments.look([3], 2022).doubts] == ["各指标合计 106 分，不是 10"]


def test_totals_follow_from_the_scores_until_it_is_finished(pilots: Doors) -> None:
    (number,) = begun(pilots)
    pilots.assessments.score(number, full(pilots, number, 80, self_score=0))
    sheet = pilots.assessments.sheet(number)
    assert (sheet.district.total, sheet.district.grade, sheet.own.total) == (800, "良好", 0)
    assert (sheet.assessment.state, sheet.assessment.total) == (AssessmentState.SCORED, None)
    assert row(pilots, number, "self_total", "total", "grade") == (0, 800, None)
    pilots.assessments.finish([number], "评审组", DAY)
    one = pilots.assessments.one(number)
    assert (one.self_total, one.total, one.grade, one.bonus, one.assessed_on) == (0, 800, "良好", 0, DAY)
    assert row(pilots, number, "self_total", "total", "grade") == (0, 800, "良好")


def row(doors: Doors, number: int, *names: str) -> tuple[object, ...]:
    """What the list shows of an assessment."""
    source = listings.SOURCES[Noun.ASSESSMENTS]
    columns = [one.name for one in source.listing.columns]
    (cells,) = listings.page(doors.db, Noun.ASSESSMENTS, [number])
    return tuple(cells[columns.index(name) + 1] for name in names)


def test_the_list_shows_the_capped_bonus_as_the_sheet_does(pilots: Doors) -> None:
    (number,) = begun(pilots)
    pilots.assessments.score(number, full(pilots, number))
    bonuses = {one.name: one.points for one in pilots.assessments.sheet(number).scheme.bonuses}
    pilots.assessments.judge(number, {}, bonuses)
    assert row(pilots, number, "bonus", "total") == (100, 1100)
    assert pilots.assessments.sheet(number).district.total == 1100


def test_a_score_above_its_points_is_refused_and_nothing_of_the_rest_is_kept(pilots: Doors) -> None:
    (number,) = begun(pilots)
    given = {("队伍壮大", "入会率"): {"score": 25}, ("组织领导", "机构文件"): {"score": 10}}
    with pytest.raises(RefusedError, match=r"入会率最多 2 分，填了 2\.5 分"):
        pilots.assessments.score(number, given)
    (found,) = pilots.assessments.check(number, given)
    scores = {one.score.id: one.score for one in pilots.assessments.sheet(number).lines}
    assert (scores[found.record or 0].indicator, found.field) == ("入会率", "score")
    assert all(one.score is None for one in scores.values())


def test_an_indicator_that_the_scheme_doesn_t_have_is_refused(pilots: Doors) -> None:
    (number,) = begun(pilots)
    with pytest.raises(RefusedError, match="没有“队伍壮大”的“食堂”这一项"):
        pilots.assessments.score(number, {("队伍壮大", "食堂"): {"score": 1}})


def test_a_missing_score_blocks_finishing_all_and_is_named(pilots: Doors) -> None:
    first, second = begun(pilots, 1, 2)
    pilots.assessments.score(first, full(pilots, first))
    most = dict(full(pilots, second))
    del most["队伍壮大", "入会率"]
    pilots.assessments.score(second, most)
    with pytest.raises(RefusedError, match="“乙公司 2022 年”还没有区评分：入会率"):
        pilots.assessments.finish([first, second], "评审组", DAY)
    assert pilots.assessments.one(first).state is AssessmentState.SCORED
    pilots.assessments.score(second, {("队伍壮大", "入会率"): {"score": 0}})
    assert pilots.assessments.finish([first, second], "评审组", DAY).count == 2


def test_a_veto_gives_the_last_grade_but_the_total_stays_to_be_seen(pilots: Doors) -> None:
    (number,) = begun(pilots)
    pilots.assessments.score(number, full(pilots, number))
    pilots.assessments.judge(number, {"veto": "拖欠职工工资", "problems": "六月起欠薪"})
    pilots.assessments.finish([number], "评审组", DAY)
    one = pilots.assessments.one(number)
    assert (one.total, one.grade, one.veto) == (1000, "不合格", "拖欠职工工资")


def test_a_veto_that_the_scheme_doesn_t_have_is_refused(pilots: Doors) -> None:
    (number,) = begun(pilots)
    with pytest.raises(RefusedError, match="一票否决事项“迟到”不在代码表里"):
        pilots.assessments.judge(number, {"veto": "迟到"})


def test_finishing_reaches_the_yearly_stage(pilots: Doors) -> None:
    finished(pilots, 1)
    (reached,) = [one for one in pilots.enterprises.stages(1) if one.stage == "年度评价"]
    assert (reached.period, reached.day) == ("2022", DAY)


@pytest.mark.parametrize(("by", "day"), [(" ", DAY), ("评审组", TODAY + dt.timedelta(days=1))])
def test_it_is_finished_by_somebody_and_not_in_the_future(pilots: Doors, by: str, day: dt.date) -> None:
    (number,) = begun(pilots)
    pilots.assessments.score(number, full(pilots, number))
    with pytest.raises(ForbiddenError):
        pilots.assessments.finish([number], by, day)


def test_it_isn_t_finished_before_its_year_began(pilots: Doors) -> None:
    (number,) = begun(pilots)
    pilots.assessments.score(number, full(pilots, number))
    with pytest.raises(ForbiddenError, match="评定日期 2021年12月31日早于评价的 2022 年"):
        pilots.assessments.finish([number], "评审组", dt.date(2021, 12, 31))


def test_what_is_finished_can_t_be_changed_not_even_past_the_doors(pilots: Doors) -> None:
    number = finished(pilots, 1)
    for deed in (
        lambda: pilots.assessments.score(number, {("队伍壮大", "入会率"): {"score": 1}}),
        lambda: pilots.assessments.judge(number, {"problems": "无"}),
        lambda: pilots.assessments.take_known([number]),
        lambda: pilots.assessments.remove(number),
    ):
        with pytest.raises(ForbiddenError, match="已评定，不能再改"):
            deed()
    score = pilots.assessments.sheet(number).lines[0].score
    with pytest.raises(ForbiddenError), translated(), journal.operation(pilots.db, "绕过"):
        registers.update(pilots.db, type(score), score.id, {"score": 1})


def test_doing_it_anew_keeps_the_former_and_begins_with_its_scores(pilots: Doors) -> None:
    number = finished(pilots, 1, 80)
    pilots.assessments.redo(number, "漏计竞赛")
    new, former = pilots.assessments.of(1)
    assert (former.state, former.total, former.grade) == (AssessmentState.SUPERSEDED, 800, "良好")
    assert (new.version, new.state, new.redo_reason) == (2, AssessmentState.SCORED, "漏计竞赛")
    pilots.assessments.score(new.id, full(pilots, new.id, 90))
    pilots.assessments.finish([new.id], "评审组", DAY)
    assert [one.total for one in pilots.assessments.course(1)] == [900]
    with pytest.raises(ForbiddenError, match="只有已评定的才能重新评价"):
        pilots.assessments.redo(number, "再来")


def test_a_version_that_was_done_anew_isn_t_struck_out_but_undone(pilots: Doors) -> None:
    anew = pilots.assessments.redo(finished(pilots, 1), "漏计竞赛").record or 0
    with pytest.raises(ForbiddenError, match="请用撤销"):
        pilots.assessments.remove(anew)


def test_doing_it_anew_needs_a_reason(pilots: Doors) -> None:
    with pytest.raises(ForbiddenError, match="请写明重新评价的原因"):
        pilots.assessments.redo(finished(pilots, 1), " ")


def test_an_undone_redo_leaves_the_former_standing(pilots: Doors) -> None:
    number = finished(pilots, 1)
    change = pilots.assessments.redo(number, "漏计竞赛")
    inversion.invert(pilots.db, change.operation, households.rederive)
    assert [one.state for one in pilots.assessments.of(1)] == [AssessmentState.FINAL]


def test_an_undone_score_is_gone_from_the_total(pilots: Doors) -> None:
    (number,) = begun(pilots)
    pilots.assessments.score(number, full(pilots, number))
    change = pilots.assessments.score(number, {("队伍壮大", "入会率"): {"score": 10}})
    inversion.invert(pilots.db, change.operation, households.rederive)
    assert pilots.assessments.sheet(number).district.total == row(pilots, number, "total")[0] == 1000


def test_what_was_begun_by_mistake_is_struck_out_until_somebody_scored(pilots: Doors) -> None:
    first, second = begun(pilots, 1, 2)
    pilots.assessments.remove(first)
    with pytest.raises(NotFoundError):
        pilots.assessments.one(first)
    pilots.assessments.score(second, {(BONUS, "承办现场会"): {"self_score": 20}})
    with pytest.raises(ForbiddenError, match="已经评了分"):
        pilots.assessments.remove(second)


def test_what_somebody_wrote_is_not_struck_out_though_nobody_scored(pilots: Doors) -> None:
    (number,) = begun(pilots)
    pilots.assessments.judge(number, {"problems": "六月起欠薪"})
    with pytest.raises(ForbiddenError, match="写了意见"):
        pilots.assessments.remove(number)
    pilots.assessments.judge(number, {"problems": None})
    pilots.assessments.remove(number)


def test_files_that_prove_a_score_stand_with_it_once_it_is_finished(pilots: Doors) -> None:
    (number,) = begun(pilots)
    score = pilots.assessments.sheet(number).lines[0].score.id
    added = pilots.enclosures.add(1, [scan()], score=score)
    (kept,) = pilots.enclosures.of(1, score=score)
    with pytest.raises(ForbiddenError, match="加了附件"):
        pilots.assessments.remove(number)
    pilots.assessments.score(number, full(pilots, number))
    pilots.assessments.finish([number], "评审组", DAY)
    with pytest.raises(ForbiddenError, match="佐证附件不能再改"):
        pilots.enclosures.add(1, [scan("另一份.pdf")], score=score)
    with pytest.raises(ForbiddenError, match="佐证附件不能再改"):
        pilots.enclosures.void(kept.id, "传错")
    with pytest.raises(ForbiddenError), translated():
        inversion.invert(pilots.db, added.operation, households.rederive)
    anew = pilots.assessments.redo(number, "漏计竞赛").record or 0
    assert [line.files for line in pilots.assessments.sheet(anew).lines[:2]] == [1, 0]


def test_what_was_begun_by_mistake_takes_its_voided_files_along(pilots: Doors) -> None:
    (number,) = begun(pilots)
    score = pilots.assessments.sheet(number).lines[0].score.id
    pilots.enclosures.add(1, [scan()], score=score)
    pilots.enclosures.void(pilots.enclosures.of(1, score=score)[0].id, "传错")
    change = pilots.assessments.remove(number)
    assert registers.of(pilots.db, Enclosure) == []
    inversion.invert(pilots.db, change.operation, households.rederive)
    assert [one.void_reason for one in registers.of(pilots.db, Enclosure)] == ["传错"]


def test_the_register_is_asked_until_it_is_finished_and_then_stays_as_it_was(pilots: Doors) -> None:
    pilots.registers.enter(Contest, {"name": "钳工竞赛", "enterprise": 1, "day": dt.date(2022, 5, 1)})
    pilots.registers.enter(Contest, {"name": "旧竞赛", "enterprise": 1, "day": dt.date(2021, 5, 1)})
    pilots.registers.enter(Studio, {"name": "甲工作室", "enterprise": 1, "named_on": dt.date(2020, 1, 1)})
    (number,) = begun(pilots)
    assert points(pilots, number)["劳动和技能竞赛"] == 30
    assert points(pilots, number)["创新工作室和联盟"] == 50
    assert points(pilots, number)["入会率"] == 20
    assert points(pilots, number)["会员实名录入率"] is None
    pilots.registers.enter(Contest, {"name": "焊工竞赛", "enterprise": 1, "day": dt.date(2022, 6, 1)})
    assert points(pilots, number)["劳动和技能竞赛"] == 60
    pilots.assessments.score(number, full(pilots, number))
    pilots.assessments.finish([number], "评审组", DAY)
    pilots.registers.enter(Contest, {"name": "电工竞赛", "enterprise": 1, "day": dt.date(2022, 7, 1)})
    (line,) = [one for one in pilots.assessments.sheet(number).lines if one.score.indicator == "劳动和技能竞赛"]
    assert line.known == (60, "当年竞赛次数 2 次，满分要 2 次，得 6 分。")


def points(doors: Doors, number: int) -> dict[str, int | None]:
    return {one.score.indicator: one.known.points for one in doors.assessments.sheet(number).lines if one.known}


def test_reports_of_quarters_that_came_late_or_not_at_all_cost_points(pilots: Doors) -> None:
    for quarter, day in (("2022Q1", dt.date(2022, 4, 8)), ("2022Q2", dt.date(2022, 7, 30))):
        pilots.enterprises.reach([1], {"stage": "季度进展", "period": quarter, "day": day})
    (number,) = begun(pilots)
    (line,) = [one for one in pilots.assessments.sheet(number).lines if one.score.indicator == "台账和季度进展"]
    assert line.known
    assert line.known.sentence == "按期上报 1 个 / 应报的季度 3 个 = 33.3%，满分要 100%，得 1.3 分。"


def test_tasks_of_the_year_count_in_their_front(pilots: Doors) -> None:
    rule = IndicatorRule(
        valid_from=dt.date(2022, 1, 1),
        front="建功立业",
        name="任务完成",
        rank=9,
        points=40,
        scoring="按完成率",
        fact="tasks_done",
        full=100,
    )
    pilots.standing.enter([rule])
    task = {"enterprise": 1, "front": "建功立业", "deadline": dt.date(2022, 11, 1)}
    pilots.registers.enter(Task, task | {"task": "甲", "done_on": dt.date(2022, 10, 1)})
    pilots.registers.enter(Task, task | {"task": "乙"})
    pilots.registers.enter(Task, task | {"task": "去年的", "done_on": dt.date(2021, 10, 1)})
    pilots.registers.enter(Task, task | {"task": "明年的", "deadline": dt.date(2023, 5, 1)})
    pilots.registers.enter(Task, task | {"task": "明年开始的", "begins": dt.date(2023, 1, 1), "deadline": None})
    (number,) = begun(pilots)
    assert points(pilots, number)["任务完成"] == 20


def dated(doors: Doors, day: dt.date, name: str) -> None:
    """One of everything that has a day and gives points, of the first unit."""
    whose = {"enterprise": 1}
    doors.registers.enter(Contest, whose | {"name": f"{name}竞赛", "day": day})
    doors.registers.enter(Studio, whose | {"name": f"{name}工作室", "named_on": day})
    doors.registers.enter(Talent, whose | {"name": "赵强", "grade": "技师（二级）", "certified_on": day})
    doors.registers.enter(Task, whose | {"front": "建功立业", "task": name, "begins": day, "done_on": day})
    paper = doors.submissions.receive(whose | {"kind": PLAN, "received_on": day}).record or 0
    doors.submissions.accept(paper, (), "李科长", day)
    project = doors.incentives.apply(PROJECT | whose | {"name": name, "year": day.year}).record or 0
    doors.incentives.recommend([project], "同意推荐")
    doors.incentives.grant({project: 1_000_000}, day=day, document_no=f"{name}号")


def test_what_comes_after_the_end_of_a_year_changes_nothing_of_what_is_known_of_it(pilots: Doors) -> None:
    pilots.enterprises.change(1, {"skilled": None, "high_skilled": None})
    (number,) = begun(pilots, year=2021)
    one, policy = pilots.assessments.one(number), pilots.standing.on()
    dated(pilots, dt.date(2021, 12, 31), "当年")
    known = facts_of(pilots.db, policy, [one], 2021)[1]
    dated(pilots, dt.date(2022, 1, 1), "次年")
    pilots.enterprises.reach([1], {"stage": "季度进展", "period": "2022Q1", "day": DAY})
    assert facts_of(pilots.db, policy, [one], 2021)[1] == known
    assert (known.contests, known.studios, known.plan, known.incentives) == (1, 1, 1, 1)
    assert (known.skilled, known.high_skilled, known.dated, known.tasks) == (1, 1, True, {"建功立业": (1, 1)})
    pilots.registers.enter(Talent, {"enterprise": 1, "name": "钱强", "grade": "技师（二级）"})
    more = facts_of(pilots.db, policy, [one], 2021)[1]
    assert (more.skilled, more.high_skilled, more.skilled_undated) == (2, 2, 1)
    now = facts_of(pilots.db, policy, [one], 2022)[1]
    assert (now.contests, now.studios, now.plan, now.incentives, now.skilled, now.over) == (1, 2, 1, 1, 3, None)


def test_heads_without_a_day_are_told_as_those_of_the_day_of_scoring(pilots: Doors) -> None:
    pilots.registers.enter(Talent, {"enterprise": 1, "name": "赵强", "grade": "技师（二级）"})  # one of 120
    (former,), (present,) = begun(pilots, year=2021), begun(pilots)
    told = "技能人才 120 人 / 产业工人 400 人 = 30%，满分要 50%，得 1.8 分。"
    assert sentence(pilots, present, "技能人才占比") == told
    assert sentence(pilots, former, "技能人才占比") == f"{told}人数按评分时的登记，非年末数。"
    pilots.assessments.score(former, full(pilots, former))
    pilots.assessments.finish([former], "评审组", DAY)
    assert sentence(pilots, former, "技能人才占比").endswith("人数按评分时的登记，非年末数。")


def test_studios_without_a_day_are_told_where_the_year_is_over(pilots: Doors) -> None:
    pilots.registers.enter(Studio, {"name": "甲工作室", "enterprise": 1})
    pilots.registers.enter(Studio, {"name": "乙工作室", "enterprise": 1, "review": "撤牌"})
    (former,), (present,) = begun(pilots, year=2021), begun(pilots)
    told = "创新工作室数 1 个，满分要 1 个，得 5 分。"
    assert sentence(pilots, present, "创新工作室和联盟") == told
    more = "其中 1 个没有登记命名日期。另有 1 个已撤牌，没有计入。"
    assert sentence(pilots, former, "创新工作室和联盟") == told + more


def sentence(doors: Doors, number: int, indicator: str) -> str:
    (line,) = [one for one in doors.assessments.sheet(number).lines if one.score.indicator == indicator]
    assert line.known
    return line.known.sentence


def test_what_the_register_says_is_taken_over_only_where_the_district_gave_none(pilots: Doors) -> None:
    first, second = begun(pilots, 1, 2)
    pilots.assessments.score(first, {("队伍壮大", "入会率"): {"score": 5}})
    assert pilots.assessments.take_known([first, second]).count == 2
    scores = {one.score.indicator: one.score.score for one in pilots.assessments.sheet(first).lines}
    assert (scores["入会率"], scores["技能人才占比"], scores["校企合作"]) == (5, 18, None)
    assert pilots.assessments.take_known([first]).count == 0


def test_waves_and_years_are_compared_over_what_is_finished(pilots: Doors) -> None:
    finished(pilots, 1, 70, 2021)
    for enterprise, hundredths in ((1, 90), (2, 80), (3, 60)):
        finished(pilots, enterprise, hundredths)
    begun(pilots, 4)
    waves = pilots.assessments.compare("wave", 2022)
    assert [(one.label, one.average) for one in waves.groups] == [("第一批", 850), ("第二批", 600)]
    assert [(one.place, one.name, one.change) for one in waves.ranking][:2] == [
        (1, "江苏甲机械有限公司", 200),
        (2, "乙公司", None),
    ]
    years = pilots.assessments.compare("year", wave=1)
    assert [(one.label, one.average) for one in years.groups] == [("2021 年", 700), ("2022 年", 850)]
    assert pilots.assessments.years() == [2022, 2021]
    assert [(one.year, one.total) for one in pilots.assessments.course(1)] == [(2021, 700), (2022, 900)]


def test_a_unit_that_moves_to_another_wave_rewrites_no_year(pilots: Doors) -> None:
    first = finished(pilots, 1, 70, 2021)
    for enterprise in (2, 3):
        finished(pilots, enterprise, 80, 2021)
    (still,) = begun(pilots, 1)
    compared = [pilots.assessments.compare("wave", 2021), pilots.assessments.compare("year", wave=1)]
    beside = pilots.assessments.sheet(still).beside
    known = pilots.assessments.sheet(still).lines
    pilots.enterprises.choose([1], 2)
    assert [pilots.assessments.compare("wave", 2021), pilots.assessments.compare("year", wave=1)] == compared
    assert (pilots.assessments.sheet(still).beside, pilots.assessments.sheet(still).lines) == (beside, known)
    anew = pilots.assessments.redo(first, "漏计竞赛").record or 0
    assert [pilots.assessments.one(one).wave_name for one in (first, anew, still)] == ["第一批"] * 3
    assert row(pilots, still, "wave_name") == ("第一批",)
    (of_second,) = begun(pilots, 4)
    assert pilots.assessments.one(of_second).wave_name == "第二批"


def test_a_wave_in_which_somebody_was_assessed_stays(pilots: Doors) -> None:
    begun(pilots, 1)
    pilots.enterprises.choose([1, 2], 2)
    with pytest.raises(ForbiddenError, match="这条批次下还有 1 条评价"):
        pilots.registers.remove(Wave, 1)


def test_a_sheet_stands_beside_its_wave_and_the_year_before(pilots: Doors) -> None:
    finished(pilots, 1, 70, 2021)
    finished(pilots, 2, 80)
    (number,) = begun(pilots)
    sheet = pilots.assessments.sheet(number)
    assert sheet.former
    assert sheet.former.total == 700
    assert sheet.beside
    assert (sheet.beside.average, sheet.beside.count) == (800, 1)
