"""Rules about pilots in words, out of forms, and as the tree that a clerk changes."""

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.fields import Value
from desktop.base.findings import refuses
from desktop.office.pilot_clauses import PILOTS
from desktop.office.pilot_scheme import Branch, about_pilots, scheme
from desktop.office.rule_forms import codes_for, new_rule, values_of
from desktop.office.rulebook import clause, clauses
from desktop.policy.choosing import in_force
from desktop.policy.pilot_standards import GradeRule, IndicatorRule, PilotRule, StageRule, VetoRule, points_of
from desktop.policy.reading import base_rules
from desktop.policy.standards import Rule
from tests.offices import Doors

DAY = dt.date(2022, 7, 10)
BEGUN = dt.date(2022, 7, 1)
LATER: dict[str, Value] = {"valid_from": BEGUN, "document_no": "镇新工〔2022〕6号"}
BASE = in_force(base_rules(), DAY)
CONTESTS: dict[str, Value] = {
    "front": "建功立业", "name": "劳动和技能竞赛", "rank": 1, "points": 60, "scoring": "酌情给分。", **LATER,
}  # fmt: skip
SAID = [
    (
        "indicator:队伍壮大:入会率",
        "队伍壮大 · 入会率",
        ("2 分；职工入会率 90% 以上得满分，不足的按比例给分；按“入会率”自动评分，达到 90% 得满分；依据：会员名册"),
    ),
    ("stage:方案上报", "方案上报", "《产改试点实施方案》通过即完成；建议在批次确定后 2 个月内完成"),
    ("stage:季度进展", "季度进展", "每季度一次"),
    ("stage:年度评价", "年度评价", "每年一次"),
    ("stage:确定批次", "确定批次", "建议在批次确定当天完成"),
    ("submission:半年工作总结", "半年工作总结", "按需上报；内容要点：工作进展、存在问题、下步打算、数据表"),
    ("bonus:承办现场会", "承办现场会", "最多 2 分；承办市级以上产改现场会、观摩会，得 2 分"),
    ("veto:拖欠职工工资", "拖欠职工工资", "发生的，直接定为最低等次"),
    ("grade:良好", "良好", "80 分以上"),
    (
        "pilot",
        "试点管理",
        (
            "试点期 12 个月；季度结束后 10 天内报进展；劳动关系监测每季度填一次，期满后 10 天内填报；"
            "超过 30 天没有联系的提醒，每名干部挂钩 5 家；加分合计不超过 10 分"
        ),
    ),
]


@pytest.mark.parametrize(("key", "about", "content"), SAID, ids=[key for key, *_ in SAID])
def test_a_row_about_pilots_is_told_in_words(key: str, about: str, content: str) -> None:
    said = clause(next(rule for rule in base_rules() if rule.key == key))
    assert (said.about, said.content) == (about, content)


def test_a_row_that_does_away_with_something_says_so() -> None:
    assert clause(StageRule(valid_from=BEGUN, name="启动", rank=4, used=False)).content == "不再使用"


def test_other_points_are_taken_with_a_doubt_while_the_fronts_dont_add_up() -> None:
    rule, findings = new_rule("indicator", {**CONTESTS, "points": 85}, base_rules())
    assert isinstance(rule, IndicatorRule)
    assert rule.points == 85
    assert not refuses(findings)
    (doubtful,) = findings
    assert (doubtful.code, doubtful.field) == ("points_sum", "points")
    assert "合计 102.5 分，不是 100 分" in doubtful.message
    assert new_rule("indicator", CONTESTS, base_rules())[1] == ()


@given(points=st.integers(1, 1000))
def test_the_doubt_comes_exactly_where_the_sum_is_another(points: int) -> None:
    rule, findings = new_rule("indicator", {**CONTESTS, "points": points}, base_rules())
    assert rule
    total = points_of(in_force([*base_rules(), rule], BEGUN).indicators)
    assert [one.code for one in findings] == ["points_sum"] * (total != 1000)


def test_an_indicator_done_away_with_leaves_points_to_give_out() -> None:
    rule, findings = new_rule("indicator", {**CONTESTS, "retired": True}, base_rules())
    assert isinstance(rule, IndicatorRule)
    assert not rule.used
    assert "合计 94 分" in findings[0].message


@pytest.mark.parametrize(
    ("matter", "values", "field"),
    [
        ("indicator", {**CONTESTS, "rank": 0}, "rank"),
        ("indicator", {**CONTESTS, "points": 0}, "points"),
        ("indicator", {**CONTESTS, "fact": "当年竞赛次数"}, "full"),
        ("indicator", {**CONTESTS, "full": 3}, "full"),
        ("indicator", {**CONTESTS, "fact": "当年竞赛次数", "full": 0}, "full"),
        ("indicator", {**CONTESTS, "fact": "天气", "full": 3}, "fact"),
        ("stage", {"name": "开班", "rank": 10, "every": "季度", "months": 3, **LATER}, "months"),
        ("stage", {"name": "开班", "rank": 0, **LATER}, "rank"),
        ("submission", {"name": "花名册", "rank": 0, "needed": True, **LATER}, "rank"),
        ("bonus", {"name": "获奖", "rank": 5, "points": 0, "scoring": "酌情", **LATER}, "points"),
        ("veto", {"name": "失信", "rank": 0, **LATER}, "rank"),
        ("grade", {"name": "中等", "rank": 0, "least": 700, **LATER}, "rank"),
    ],
)
def test_what_cannot_be_scored_is_refused_at_its_field(matter: str, values: dict[str, Value], field: str) -> None:
    rule, findings = new_rule(matter, values, base_rules())
    assert rule is None
    assert [finding.field for finding in findings] == [field]


@pytest.mark.parametrize(
    ("values", "doubts"),
    [
        ({"name": "优秀", "rank": 1, "least": 850}, []),
        ({"name": "优秀", "rank": 1, "least": 800}, ["grade_order"]),
        ({"name": "不合格", "rank": 4, "least": 300}, ["grade_last"]),
        ({"name": "不合格", "rank": 4, "least": 0, "retired": True}, ["grade_last"]),
        ({"name": "中等", "rank": 3, "least": 700}, []),
    ],
)
def test_grades_that_dont_fall_to_nothing_are_doubted(values: dict[str, Value], doubts: list[str]) -> None:
    rule, findings = new_rule("grade", {**values, **LATER}, base_rules())
    assert isinstance(rule, GradeRule)
    assert [one.code for one in findings] == doubts


def test_every_month_can_be_asked_for_monitoring() -> None:
    assert BASE.pilot
    rule, _ = new_rule("pilot", {**values_of(BASE.pilot), **LATER, "monitoring": "月", "contact_days": 60}, ())
    assert isinstance(rule, PilotRule)
    assert "劳动关系监测每月填一次" in clause(rule).content
    assert rule.contact_days == 60


def test_forms_choose_papers_fronts_and_facts_from_lists() -> None:
    codes = codes_for(BASE.codes, base_rules())
    assert codes["submission"].labels[:2] == ("产改组织机构文件", "产改试点实施方案")
    assert codes["pilot_front"].labels[0] == "组织领导"
    assert "入会率" in codes["fact"].labels
    assert (codes["period"].labels, codes["monitoring"].labels) == (("季度", "年度"), ("季度", "月"))


def tree(rules: list[Rule]) -> list[Branch]:
    return scheme(clauses(rules, DAY, base_rules()))


def leaves(branches: tuple[Branch, ...] | list[Branch]) -> Iterator[Branch]:
    for one in branches:
        yield from leaves(one.branches) if one.branches else [one]


def test_the_tree_begins_with_the_indicators_by_front_and_their_sum() -> None:
    assessed, *others = tree([])
    assert (assessed.title, assessed.measure, assessed.doubtful) == ("评价指标", "合计 100 分", False)
    assert [(one.title, one.measure) for one in assessed.branches] == [
        ("组织领导", "15 分"), ("思想引领", "15 分"), ("建功立业", "20 分"), ("素质提升", "20 分"),
        ("地位提高", "20 分"), ("队伍壮大", "10 分"),
    ]  # fmt: skip
    assert [one.title for one in others] == [
        "试点管理", "试点阶段", "上报材料", "加分项", "一票否决", "评价等次", "代码表",
    ]  # fmt: skip
    assert {"评价指标", *(one.title for one in others)} == {*PILOTS.values(), "代码表"}
    first = assessed.branches[0].branches[0]
    assert (first.title, first.measure) == ("机构文件", "4 分")
    assert first.content.startswith("已印发产改组织机构文件")


def test_every_row_about_pilots_that_holds_stands_in_the_tree_once() -> None:
    shown = [one.clause.rule for one in leaves(tree([])) if one.clause]
    assert len(shown) == len({rule.key for rule in shown})
    assert {rule.key for rule in shown} == {rule.key for rule in base_rules() if about_pilots(rule)}


def test_points_that_dont_add_up_are_said_in_the_tree() -> None:
    own = IndicatorRule(valid_from=BEGUN, front="建功立业", name="劳动和技能竞赛", rank=1, points=85, scoring="酌情。")
    assessed = tree([own])[0]
    assert (assessed.measure, assessed.doubtful) == ("合计 102.5 分", True)
    assert assessed.content == "应为 100 分，请调整各指标的标准分"
    assert assessed.branches[2].measure == "22.5 分"


def test_what_is_to_come_is_shown_and_not_counted_and_what_is_done_away_with_is_gone() -> None:
    coming = IndicatorRule(
        valid_from=dt.date(2023, 1, 1), front="思想引领", name="新指标", rank=9, points=50, scoring="酌情。"
    )
    gone = VetoRule(valid_from=BEGUN, name="拖欠职工工资", rank=3, used=False)
    assessed, *others = tree([coming, gone])
    assert "新指标" in [one.title for one in assessed.branches[1].branches]
    assert assessed.measure == "合计 100 分"
    vetoes = next(one for one in others if one.title == "一票否决")
    assert [one.title for one in vetoes.branches] == ["发生生产安全死亡事故", "发生重大群体性事件"]


def test_a_district_registers_its_own_scheme_and_takes_it_back(doors: Doors) -> None:
    change = doors.standing.register("indicator", {**CONTESTS, "points": 80, "valid_from": dt.date(2022, 1, 1)})
    assert change.label.startswith("登记政策标准：建功立业 · 劳动和技能竞赛 8 分；酌情给分")
    assert points_of(doors.standing.on().indicators) == 1020
    doors.standing.register("stage", {"name": "启动", "rank": 4, "retired": True, **LATER})
    assert "启动" not in doors.standing.on(BEGUN).labels("stage")
    assert "启动" in doors.standing.on(dt.date(2022, 6, 30)).labels("stage")


def test_a_file_of_a_district_brings_its_indicators(doors: Doors) -> None:
    path = doors.path.parent / "own.toml"
    path.write_text(
        'valid_from = 2022-01-01\ndocument_no = "镇新工〔2022〕1号"\ntitle = "本区办法"\n'
        '[[indicator]]\nfront = "思想引领"\nname = "红色班组"\nrank = 4\npoints = 25\nscoring = "酌情给分。"\n',
        "utf-8",
    )
    doors.standing.take_in(doors.standing.look(path))
    assert points_of(doors.standing.on().indicators) == 1025
