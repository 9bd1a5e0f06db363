"""What comes with the program about pilots: stages, papers, a hundred points, grades, and the lists of their words."""

import datetime as dt
import re
from itertools import groupby, pairwise

import pytest

from desktop.policy.choosing import in_force
from desktop.policy.pilot_standards import FACTS, FULL_POINTS, IndicatorRule, Period, StageRule, points_of
from desktop.policy.reading import base_rules
from tests.builders import policy as policy_of

DAY = dt.date(2026, 1, 1)
BASE = in_force(base_rules(), DAY)


def test_the_fronts_weigh_what_the_reference_proposes_and_make_a_hundred_points() -> None:
    weights = {front: points_of(rows) for front, rows in groupby(BASE.indicators, key=lambda one: one.front)}
    assert weights == {
        "组织领导": 150, "思想引领": 150, "建功立业": 200, "素质提升": 200, "地位提高": 200, "队伍壮大": 100,
    }  # fmt: skip
    assert tuple(weights) == BASE.labels("pilot_front")
    assert points_of(BASE.indicators) == FULL_POINTS


def test_nobody_takes_the_weights_for_official_ones() -> None:
    assert {one.document_no for one in (*BASE.indicators, *BASE.bonuses, *BASE.vetoes, *BASE.grades)} == {
        "未见公开文件，可按本地办法修改"
    }


def test_what_the_register_knows_is_scored_up_to_a_value_that_the_sentence_names() -> None:
    scored = [one for one in BASE.indicators if one.fact]
    assert {one.fact for one in scored} == FACTS.keys() - {"tasks_done", "incentives"}
    for one in scored:
        assert one.full
        assert one.full == 1 or str(one.full) in re.findall(r"\d+", one.scoring) or one.fact == "quarterly"


def test_stages_stand_in_their_order_and_end_with_the_acceptance() -> None:
    assert BASE.labels("stage") == (
        "确定批次", "成立机构", "方案上报", "启动", "季度进展", "中期督查", "年度评价", "期满总结", "验收",
    )  # fmt: skip
    assert [one.rank for one in BASE.stages] == list(range(1, 10))
    assert {one.name: one.every for one in BASE.stages if one.every} == {
        "季度进展": Period.QUARTER,
        "年度评价": Period.YEAR,
    }
    due = [one.months for one in BASE.stages if one.months is not None]
    assert due == sorted(due)


def test_the_two_papers_that_every_pilot_owes_reach_the_second_and_third_stage() -> None:
    needed = {one.name: one.contents for one in BASE.submissions if one.needed}
    assert needed == {
        "产改组织机构文件": ("领导小组组长", "副组长", "成员", "办公室设置", "工作职责", "联络员"),
        "产改试点实施方案": ("指导思想", "目标任务", "重点举措（五个方面）", "实施步骤", "责任分工", "保障措施"),
    }
    assert {one.paper: one.rank for one in BASE.stages if one.paper in needed} == {
        "产改组织机构文件": 2,
        "产改试点实施方案": 3,
    }
    assert {one.paper for one in BASE.stages} <= {"", *BASE.labels("submission")}


def test_grades_fall_to_nothing_and_all_bonuses_together_are_capped() -> None:
    assert [(one.name, one.least) for one in BASE.grades] == [
        ("优秀", 900),
        ("良好", 800),
        ("合格", 600),
        ("不合格", 0),
    ]
    assert all(better.least > worse.least for better, worse in pairwise(BASE.grades))
    assert BASE.pilot
    assert BASE.pilot.bonus_most < sum(one.points for one in BASE.bonuses)


def test_a_stage_is_done_away_with_by_a_later_row() -> None:
    gone = StageRule(valid_from=dt.date(2025, 7, 1), name="启动", rank=4, used=False)
    assert "启动" in in_force((*base_rules(), gone), dt.date(2025, 6, 30)).labels("stage")
    assert "启动" not in in_force((*base_rules(), gone), dt.date(2025, 7, 1)).labels("stage")


def test_an_indicator_of_the_office_takes_the_place_of_the_programs() -> None:
    own = IndicatorRule(
        valid_from=dt.date(2025, 1, 1), front="建功立业", name="劳动和技能竞赛", rank=1, points=80, scoring="酌情给分。"
    )
    indicators = in_force((*base_rules(), own), DAY).indicators
    assert own in indicators
    assert points_of(indicators) == FULL_POINTS + 20


def test_high_skilled_begins_with_the_third_grade() -> None:
    grades = BASE.labels("skill_grade")
    assert frozenset(grades[grades.index("高级工（三级）") :]) == BASE.high_skilled


@pytest.mark.parametrize(
    ("name", "word", "label"),
    [
        ("pilot_level", "县级", "区级"),
        ("pilot_type", "综合", "综合试点"),
        ("front", "壮大队伍", "队伍壮大"),
        ("pilot_industry", "航空航天", "航空航天材料"),
        ("pilot_industry", "物流", "港口物流"),
        ("enterprise_size", "规模以上", "规上"),
        ("pilot_industry", "有色", "有色金属"),
        ("pilot_industry", "工程建设", "建筑业"),
        ("pilot_kind", "私营企业", "民营企业"),
        ("pilot_kind", "外商独资", "外商投资企业"),
        ("pilot_kind", "其他有限责任公司", "有限责任公司"),
        ("call_mode", "走访", "实地"),
        ("problem_category", "社保", "社会保险"),
        ("skill_grade", "三级", "高级工（三级）"),
        ("skill_grade", "四级/中级工", "中级工（四级）"),
        ("skill_grade", "高级工/三级", "高级工（三级）"),
        ("skill_grade", "国家职业资格二级", "技师（二级）"),
        ("skill_grade", "技师", "技师（二级）"),
        ("studio_level", "国家级", "国家级"),
        ("studio_review", "摘牌", "撤牌"),
        ("craftsman", "市工匠", "市级工匠"),
        ("worker_honour", "省劳模", "省部级劳模"),
        ("risk", "高风险", "高"),
        ("inspection_kind", "中期检查", "中期督查"),
    ],
)
def test_words_of_ledgers_mean_labels(name: str, word: str, label: str) -> None:
    assert policy_of().codes[name].canonical(word) == label


def test_every_label_and_every_synonym_that_comes_with_the_program_is_recognised() -> None:
    for rule in BASE.codes.values():
        assert [rule.canonical(label) for label in rule.labels] == list(rule.labels)
        assert all(rule.canonical(word) == label for word, label in rule.synonyms.items())
