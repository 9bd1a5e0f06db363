"""The papers of pilots: applied for, scored, inspected, called on; sums that agree, nothing signed in advance."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import papers
from desktop.base.errors import ForbiddenError
from desktop.base.money import capitals, yuan
from desktop.base.values import show_points
from desktop.papers.unit import CalledOn, Inspected
from desktop.pilots.assessment import AssessmentState
from desktop.pilots.scheme import BONUS, Grade, Indicator, Scheme
from tests.desktop.papers import pilots
from tests.desktop.papers.dossiers import ISSUER
from tests.desktop.papers.reading import described, golden, pages, rows, strings, words

MADE: dict[str, Callable[[], papers.Paper]] = {
    "pilot_application": lambda: papers.pilot_application(pilots.unit(), ISSUER),
    "pilot_application_empty": lambda: papers.pilot_application(pilots.empty(), ISSUER),
    "pilot_application_hostile": lambda: papers.pilot_application(pilots.hostile(), ISSUER),
    "pilot_recommendation": lambda: papers.pilot_recommendation(pilots.unit(), ISSUER),
    "papers_filed": lambda: papers.papers_filed([pilots.unit(), pilots.empty()], ISSUER),
    "pilot_recommendations": lambda: papers.pilot_recommendations([pilots.unit(), pilots.empty()] * 15, ISSUER),
    "incentive_form": lambda: papers.incentive_form(pilots.project(), ISSUER),
    "incentive_form_empty": lambda: papers.incentive_form(pilots.applied(), ISSUER),
    "incentive_money": lambda: papers.incentive_money(pilots.project(), ISSUER),
    "incentive_money_empty": lambda: papers.incentive_money(pilots.applied(), ISSUER),
    "incentive_acceptance": lambda: papers.incentive_acceptance(pilots.project(), ISSUER),
    "score_sheet": lambda: papers.score_sheet(pilots.scored(), ISSUER),
    "score_sheet_empty": lambda: papers.score_sheet(pilots.unscored(), ISSUER),
    "inspection_letter": lambda: papers.inspection_letter(pilots.inspected(), ISSUER),
    "inspection_record": lambda: papers.inspection_record(pilots.inspected(), ISSUER),
    "inspection_record_empty": lambda: papers.inspection_record(Inspected(unit=pilots.empty()), ISSUER),
    "call_record": lambda: papers.call_record(pilots.called(), ISSUER),
    "call_record_empty": lambda: papers.call_record(CalledOn(unit=pilots.empty()), ISSUER),
    "lacking_papers": lambda: papers.lacking_papers([pilots.unit()], ISSUER)[0],
    "unit_record": lambda: papers.unit_record(pilots.unit(), ISSUER),
    "unit_record_empty": lambda: papers.unit_record(pilots.empty(), ISSUER),
}
_SIGNING = re.compile(r"(?<!整改)意见|签名|盖章|验收组|单位自评|走访干部|督查人员|填报单位|填表人")


@pytest.mark.parametrize("name", MADE)
def test_a_paper_is_as_it_was(name: str) -> None:
    text = described(MADE[name]())
    assert text.splitlines() == golden(name, text)


@pytest.mark.parametrize("length", [0, 100, 300, 500])
def test_no_signature_stands_on_a_page_of_its_own(length: int) -> None:
    text = "长" * length
    unit = pilots.unit(base=text, goal=text)
    for paper in (
        papers.pilot_application(unit, ISSUER),
        papers.pilot_recommendation(unit, ISSUER),
        papers.incentive_acceptance(pilots.project(results=text, acceptance=text), ISSUER),
        papers.inspection_record(pilots.inspected(strengths=text, shortcomings=text, demands=text), ISSUER),
        papers.call_record(pilots.called(business=text, hiring=text, talent=text, relations=text), ISSUER),
        papers.score_sheet(pilots.scored(highlights=text, problems=text), ISSUER),
    ):
        for page in pages(paper)[1:]:
            assert not _SIGNING.search(strings(page)[0]), strings(page)[0]


@pytest.mark.parametrize("place", range(0, 30, 3))
def test_no_letter_is_signed_on_a_page_without_a_word_of_it(place: int) -> None:
    seen = replace(pilots.inspected(demands="整改。\n" * place), problems=())
    for page in pages(papers.inspection_letter(seen, ISSUER))[1:]:
        assert strings(page)[0] != ISSUER.office


def test_the_forms_of_a_unit_stand_on_one_page() -> None:
    for make in (papers.pilot_application, papers.pilot_recommendation):
        for unit in (pilots.unit(), pilots.empty()):
            assert len(pages(make(unit, ISSUER))) == 1
    assert len(pages(papers.call_record(pilots.called(), ISSUER))) == 1
    assert len(pages(papers.inspection_record(pilots.inspected(), ISSUER))) == 1


def test_a_unit_tells_all_of_itself_where_it_applies() -> None:
    said = words(papers.pilot_application(pilots.unit(), ISSUER))
    for part in (
        "江苏甲机械有限公司",
        "91321191MA1XYZAB10",
        "职工总数520",
        "产业工人数410",
        "高技能人才数41",
        "■综合试点",
        "□项目试点",
        "技能等级自主认定和能级工资",
        "江苏省五一劳动奖状",
        "镇（街道）",
        "测试市总工会",
    ):
        assert part in said


def test_an_application_and_a_recommendation_differ_by_who_signs() -> None:
    own = words(papers.pilot_application(pilots.unit(), ISSUER))
    other = words(papers.pilot_recommendation(pilots.unit(), ISSUER))
    assert "单位意见" in own
    assert "单位意见" not in other
    assert "推荐理由" in other.replace("\n", "")
    assert "推荐理由" not in own


def test_a_long_name_with_rare_characters_stands_whole_on_every_paper() -> None:
    unit = pilots.hostile()
    made = (
        papers.pilot_application(unit, ISSUER),
        papers.pilot_recommendations([unit], ISSUER),
        papers.unit_record(unit, ISSUER),
        papers.call_record(replace(pilots.called(), unit=unit), ISSUER),
        papers.inspection_letter(replace(pilots.inspected(), unit=unit), ISSUER),
        papers.score_sheet(replace(pilots.scored(), unit=unit), ISSUER),
        papers.incentive_form(replace(pilots.project(), unit=unit), ISSUER),
        papers.incentive_money(replace(pilots.project(), unit=unit), ISSUER),
    )
    for paper in made:
        assert pilots.LONG_NAME in words(paper).replace("\n", ""), paper.title


@given(st.lists(st.integers(0, 9_999), min_size=1, max_size=40))
def test_the_people_of_recommended_units_add_up(workers: list[int]) -> None:
    units = [replace(pilots.empty(), one=pilots.bare(workers=count, members=count)) for count in workers]
    sums = next(row for row in rows(papers.pilot_recommendations(units, ISSUER)) if "合　计" in row)
    assert sorted(sums) == sorted(["合　计", f"{len(workers)} 家", *([str(sum(workers))] * 2 if sum(workers) else [])])


@given(st.sampled_from([1, 100, 999_999_999, 1_000_000_000]) | st.integers(1, 10**10))
def test_what_is_asked_stands_in_figures_and_in_capitals(amount: int) -> None:
    said = words(papers.incentive_form(pilots.applied(asked=amount), ISSUER)).replace("\n", "")
    assert yuan(amount) in said
    assert capitals(amount) in said


@given(st.integers(0, 45), st.integers(1, 1_000_000))
def test_the_account_of_a_project_adds_up_on_the_page_of_its_last_line(lines: int, amount: int) -> None:
    paper = papers.incentive_money(pilots.project(lines, amount), ISSUER)
    found = rows(paper)
    assert [set(row) for row in found if "合　计" in row] == [
        {"合　计", yuan(3_000_000)},
        {"合　计", yuan(lines * amount)},
    ]
    left = next(row for row in found if "拨款结余" in row)
    assert yuan(max(3_000_000 - lines * amount, 0)) in left
    assert words(paper).count("其他来源") == 1


def test_nothing_is_decided_on_papers_of_a_project_before_it_was() -> None:
    for make in (papers.incentive_form, papers.incentive_acceptance, papers.incentive_money):
        said = words(make(pilots.applied(), ISSUER))
        assert "立项金额 " not in said
        assert "人民币" not in said
        assert "2022年5月" not in said


def _scheme(points: list[int]) -> Scheme:
    return Scheme(
        indicators=tuple(
            Indicator(front=f"方面{place % 6}", name=f"指标{place}", points=one, scoring="酌情给分。")
            for place, one in enumerate(points)
        ),
        bonuses=(Indicator(front=BONUS, name="表彰", points=80), Indicator(front=BONUS, name="报道", points=80)),
        bonus_most=100,
        grades=(Grade(name="优秀", least=900), Grade(name="合格", least=600), Grade(name="不合格", least=0)),
    )


@given(st.lists(st.integers(1, 99), min_size=1, max_size=60))
def test_the_fronts_of_a_score_sheet_and_its_bonus_add_up_to_the_total(points: list[int]) -> None:
    scored = pilots.scored(_scheme(points), state=AssessmentState.SCORED, total=None, self_total=None)
    paper = papers.score_sheet(scored, ISSUER)
    found = rows(paper)
    bands = [row[1:] for row in found if re.match(r"[一二三四五六七]、(方面|加分)", row[0])]
    _, own, given_ = (sum(round(float(band[place]) * 10) for band in bands) for place in range(3))
    total = next(row for row in found if "总　分（含加分）" in row)
    assert total[1:4] == [show_points(one) for one in (sum(points), own, given_)]
    assert bands[-1][0] == bands[-1][1] == "10"
    for page in pages(paper):
        if any(text.startswith("指标") for text in strings(page)):
            assert "指　标" in strings(page)


def test_no_total_stands_on_a_score_sheet_while_an_indicator_is_missing() -> None:
    found = rows(papers.score_sheet(pilots.unscored(), ISSUER))
    assert next(row for row in found if "总　分（含加分）" in row)[1:] == ["100", "等次："]


def test_a_finished_score_sheet_says_what_was_settled_and_a_veto_is_ticked() -> None:
    said = words(papers.score_sheet(pilots.scored(grade="不合格", veto="拖欠职工工资"), ISSUER))
    for part in ("90.5", "等次：不合格", "■拖欠职工工资", "系统：机构文件已通过 1 份", "评分说明：缺一次会议记录"):
        assert part in said
    assert "（查" not in said
    assert "（查" in words(papers.score_sheet(pilots.unscored(), ISSUER))


def test_an_inspection_tells_the_unit_what_is_to_be_mended_by_when() -> None:
    said = words(papers.inspection_letter(pilots.inspected(), ISSUER)).replace("\n", "")
    for part in (
        "测工函〔2022〕9号",
        "江苏甲机械有限公司：",
        "一、主要做法和成效",
        "二、存在问题",
        "三、整改意见",
        "于2022年8月31日前完成整改",
        "附件：督查发现问题整改清单",
        "缺钳工20人",
    ):
        assert part in said


def test_a_problem_without_a_day_of_its_own_is_mended_by_that_of_the_inspection() -> None:
    seen = replace(pilots.inspected(), problems=[replace(one, deadline=None) for one in pilots.problems()])
    assert words(papers.inspection_letter(seen, ISSUER)).count("2022年8月31日") == 1 + len(seen.problems)


def test_whose_pilot_it_is_is_said_by_its_wave_where_it_says_nothing_itself() -> None:
    project = pilots.project()
    said = [
        words(papers.incentive_form(replace(project, unit=pilots.unit(level=level)), ISSUER))
        for level in (None, "省级")
    ]
    assert [(pilots.WAVE.level in text, "省级" in text) for text in said] == [(True, False), (False, True)]


def test_an_inspection_that_found_nothing_wrong_demands_nothing() -> None:
    seen = replace(pilots.inspected(shortcomings=None, demands=None, mend_by=None), problems=())
    said = words(papers.inspection_letter(seen, ISSUER))
    assert "一、主要做法和成效" in said
    for part in ("存在问题", "整改", "附件"):
        assert part not in said


def test_problems_alone_are_told_by_the_list() -> None:
    said = words(papers.inspection_letter(pilots.inspected(strengths=None, shortcomings=None, demands=None), ISSUER))
    assert "一、存在问题见附件清单。" in said.replace("\n", "")


def test_an_inspection_of_which_nothing_is_known_yet_tells_nobody_anything() -> None:
    for seen in (
        Inspected(unit=pilots.unit()),
        replace(pilots.inspected(strengths=None, shortcomings=None, demands=None), problems=()),
    ):
        with pytest.raises(ForbiddenError, match="督查还没有填写"):
            papers.inspection_letter(seen, ISSUER)


def test_the_form_of_an_inspection_says_how_each_paper_stands() -> None:
    found = strings(pages(papers.inspection_record(pilots.inspected(), ISSUER))[0])
    for kind, stands in (("产改组织机构文件", "合格"), ("产改试点实施方案", "退回修改")):
        assert found[found.index(kind) + 1] == stands
    blank = strings(pages(papers.inspection_record(Inspected(unit=pilots.empty()), ISSUER))[0])
    assert blank[blank.index("产改组织机构文件") + 1] == "未报送"


def test_a_call_tells_its_topics_and_problems() -> None:
    said = words(papers.call_record(pilots.called(), ISSUER)).replace("\n", "")
    for part in ("■实地", "□电话", "订单同比增加两成", "区人社局王主席", "2022年12月3日", "供电部门已增容", "满意"):
        assert part in said


def test_a_unit_is_told_what_it_lacks_since_when_and_why() -> None:
    said = words(papers.lacking_papers([pilots.unit()], ISSUER)[0]).replace("\n", "")
    assert "产改试点实施方案2022年3月10日已退回修改：缺少责任分工" in said
    assert "产改组织机构文件" not in said
    bare = replace(pilots.unit(), submissions=(), papers=pilots.empty().papers)
    both = words(papers.lacking_papers([bare], ISSUER)[0])
    assert "未报送，已逾期275天" in both.replace("\n", "")


def test_of_many_units_only_those_that_lack_something_are_told() -> None:
    whole = replace(pilots.empty(), papers=pilots.papers_of(pilots.bare(), pilots.whole_set()))
    made = papers.lacking_papers([whole, pilots.unit(), replace(pilots.empty(), papers=None)], ISSUER)
    assert [strings(pages(paper)[0])[1] for paper in made] == ["江苏甲机械有限公司："]
    for units, who in (([whole], "“乙公司”"), ([whole, whole], "选中的单位都")):
        with pytest.raises(ForbiddenError, match=f"{who}没有缺少的材料"):
            papers.lacking_papers(units, ISSUER)


@pytest.mark.parametrize("count", [0, 1, 40])
def test_the_record_of_a_unit_has_every_task_with_its_quarters(count: int) -> None:
    found = [text for page in pages(papers.unit_record(pilots.unit(count), ISSUER)) for text in strings(page)]
    for number in range(1, count + 1):
        assert any(f"第{number}项任务" in text for text in found)
    assert sum("2022年二季度 60%" in text for text in found) == count
    assert ("没有登记" in found) == (count == 0)


def test_how_many_filed_all_their_papers_is_one_sentence_above_those_that_did_not() -> None:
    filed = pilots.whole_set()
    whole = replace(pilots.unit(), papers=pilots.papers_of(pilots.enterprise(id=2, name="丁公司"), filed))
    said = words(papers.papers_filed([pilots.unit(), whole], ISSUER))
    assert "2 家中 1 家齐全，缺《产改试点实施方案》1 家。" in said
    assert "缺少责任分工" in said.replace("\n", "")
    assert "2 家材料齐全。" in words(papers.papers_filed([whole, whole], ISSUER))


def test_the_record_of_a_unit_says_what_is_late() -> None:
    found = strings(pages(papers.unit_record(pilots.unit(), ISSUER))[0])
    assert found[found.index("方案上报") + 1 : found.index("方案上报") + 3] == ["逾期未完成", "2022年3月10日"]
    assert found[found.index("成立机构") + 1] == "2022年2月1日"
