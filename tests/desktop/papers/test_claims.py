"""Applications and approvals of aid: each in its own form, with what was given before, nothing signed in advance."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import papers
from desktop.base.errors import ForbiddenError
from desktop.base.money import capitals, yuan
from desktop.cases.household import State
from desktop.papers import Claim, Earlier, Paper
from desktop.policy.aid_standards import RequestForm
from tests.builders import household, payment, request, resident_id
from tests.desktop.papers.claims import EARLIER, FORMS, asked, granted, paid, unasked, waivers
from tests.desktop.papers.dossiers import EMPTY, FILLED, ISSUER
from tests.desktop.papers.reading import described, golden, pages, strings, words

Make = Callable[[], Paper]

MADE: dict[str, Make] = {
    "aid_approval_granted": lambda: papers.aid_approval(granted(), ISSUER),
    "aid_approval_paid": lambda: papers.aid_approval(paid(), ISSUER),
    "aid_approval_empty": lambda: papers.aid_approval(unasked("临时救助"), ISSUER),
    **{
        f"request_form_{form.name.lower()}": lambda programme=programme: papers.request_form(asked(programme), ISSUER)
        for form, programme in FORMS.items()
        if form is not RequestForm.WAIVER
    },
    "request_form_empty": lambda: papers.request_form(unasked("子女助学"), ISSUER),
    "waiver_form": lambda: papers.waiver_forms(waivers(), ISSUER)[0],
    "waiver_form_empty": lambda: papers.request_form(unasked("费用减免"), ISSUER),
    "waiver_list": lambda: papers.waiver_lists(waivers(), ISSUER)[0],
    "claim_certificate": lambda: papers.claim_certificate(waivers()[0], ISSUER),
}
_SIGNING = re.compile(r"意见|签名|盖章|审批人|承诺|申请人$|单位工会")


@pytest.mark.parametrize("name", MADE)
def test_a_paper_is_as_it_was(name: str) -> None:
    text = described(MADE[name]())
    assert text.splitlines() == golden(name, text)


@pytest.mark.parametrize("length", [0, 100, 400, 900, 1400])
@pytest.mark.parametrize("programme", FORMS.values())
def test_no_signature_stands_on_a_page_of_its_own(programme: str, length: int) -> None:
    one = asked(programme, reason="长" * length)
    for paper in (papers.request_form(one, ISSUER), papers.aid_approval(one, ISSUER)):
        for page in pages(paper)[1:]:
            assert not _SIGNING.search(strings(page)[0]), strings(page)[0]


@pytest.mark.parametrize("programme", FORMS.values())
def test_an_application_stands_on_one_page_and_says_whose_it_is(programme: str) -> None:
    paper = papers.request_form(asked(programme), ISSUER)
    assert len(pages(paper)) == 1
    assert "刘建国" in words(paper)


@pytest.mark.parametrize(
    ("programme", "title"),
    [
        ("子女助学", "金秋助学申请表"),
        ("医疗救助", "大病救助申请表"),
        ("临时救助", "临时救助申请表"),
        ("法律援助", "法律援助申请表"),
        ("职业培训", "职业培训申请表"),
        ("费用减免", "特困职工费用减免申报表"),
        ("阳光就业", "阳光就业暖心行动帮扶档案（一人一档）"),
    ],
)
def test_every_programme_has_the_form_that_clerks_know(programme: str, title: str) -> None:
    assert strings(pages(papers.request_form(asked(programme), ISSUER))[0])[0] == title


@pytest.mark.parametrize(
    ("programme", "parts"),
    [
        ("子女助学", ("刘思远", "测试大学", "本科", "5,800.00", "男")),
        ("医疗救助", ("终末期肾病", "50,000.00", "20,000.00", "30,000.00")),
        ("临时救助", ("家中失火，房屋烧毁", "2022年11月3日", "80,000.00")),
        ("法律援助", ("追讨工资", "劳动仲裁", "0511-80000001", "民族")),
        ("阳光就业", ("■未就业", "■岗位推荐", "■技能培训", "□职业指导", "2004年5月6日")),
    ],
)
def test_what_a_programme_asks_besides_stands_on_its_form(programme: str, parts: tuple[str, ...]) -> None:
    said = words(papers.request_form(asked(programme), ISSUER))
    for part in parts:
        assert part in said


def test_an_approval_says_all_that_an_auditor_asks() -> None:
    said = words(papers.aid_approval(granted(), ISSUER))
    for part in (
        "■医疗救助",
        "■疾病诊断证明",
        "□医疗费用票据",
        "2022年11月1日　送温暖　1,000.00元（待发放）",
        "合计 6,000.00元",
        "15,000.00",
        "人民币壹万伍仟元整",
        "※ 家庭特别困难，经主席办公会同意（批准人：李主席）",
        "测工发〔2022〕12号",
        "经办人：王经办",
        "审批人：陈主席",
        "同意救助 15,000 元。",
        "2022-0004",
    ):
        assert part in said


def test_an_approval_of_a_line_shows_the_standard_the_ceiling_and_the_fund() -> None:
    said = words(papers.aid_approval(paid(), ISSUER))
    for part in ("5,000.00", "8,880.00", "本级工会经费", "标准 5,000；上限 12×740 = 8,880", "审批人：陈主席"):
        assert part in said
    assert "本年已享受帮扶无" in said
    assert "超上限" not in said


def test_a_patient_who_applies_is_named_as_such_and_another_one_with_the_relation() -> None:
    own = words(papers.request_form(asked("医疗救助"), ISSUER))
    assert "患者姓名刘建国性别男与申请人关系本人" in own
    wife = asked("医疗救助", beneficiary="徐秀英", relation="配偶", beneficiary_id=resident_id())
    assert "患者姓名徐秀英性别女与申请人关系配偶" in words(papers.request_form(wife, ISSUER))
    assert "受益人徐秀英与申请人关系配偶" in words(papers.aid_approval(wife, ISSUER))
    assert "患者姓名性别与申请人关系患者身份证号" in words(papers.request_form(unasked("医疗救助"), ISSUER))


def test_nothing_is_approved_before_it_was_decided() -> None:
    waiting = asked("临时救助")
    drawn = replace(paid(), batch=replace(paid().batch, approved_by=None))  # type: ignore[type-var]
    for one in (waiting, drawn, unasked("临时救助")):
        said = words(papers.aid_approval(one, ISSUER))
        assert "陈主席" not in said
        assert "同意救助" not in said


def test_who_gets_nothing_is_told_why_on_the_approval() -> None:
    one = replace(paid(), payment=payment(5, withheld="本人去世"))
    said = words(papers.aid_approval(one, ISSUER))
    assert "不发：本人去世" in said
    assert "人民币" not in said


@given(st.lists(st.integers(1, 10**9), min_size=2, max_size=6))
def test_the_aid_of_the_year_adds_up(amounts: list[int]) -> None:
    earlier = tuple(Earlier(EARLIER[0].day, "生活救助", amount) for amount in amounts)
    said = replace(asked("临时救助"), earlier=earlier).earlier_said().split("\n")
    assert said[-1] == f"合计 {yuan(sum(amounts))}元"
    assert len(said) == len(amounts) + 1


@given(st.integers(1, 10**10))
def test_figures_and_capitals_of_an_approval_agree(amount: int) -> None:
    said = words(papers.aid_approval(granted(granted=amount), ISSUER))
    assert yuan(amount) in said
    assert capitals(amount) in said.replace("\n", "")


def test_a_superior_is_asked_for_where_policy_says_so() -> None:
    one = asked("临时救助")
    assert one.policy is not None
    rule = replace(one.policy.programme("临时救助"), upper_above=1_000_000)
    strict = replace(one, policy=replace(one.policy, programmes={**one.policy.programmes, "临时救助": rule}))
    assert "上级批复文号" in words(papers.aid_approval(strict, ISSUER))
    assert "上级批复文号" not in words(papers.aid_approval(one, ISSUER))


def test_somebody_without_a_file_gets_every_paper_but_a_certificate() -> None:
    one = Claim(programme="临时救助", request=request(4, programme="临时救助", household=None), policy=granted().policy)
    for paper in (papers.request_form(one, ISSUER), papers.aid_approval(one, ISSUER)):
        assert one.name in words(paper)
    with pytest.raises(ForbiddenError, match="没有困难职工档案"):
        papers.claim_certificate(one, ISSUER)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_of_a_file_is_filled_with_what_the_file_says_and_leaves_the_rest(form: RequestForm) -> None:
    for dossier in (FILLED, EMPTY):
        paper = papers.blank_form(form)(dossier, ISSUER)
        said = words(paper)
        assert dossier.home.applicant.name in said
        assert "2022年12月" not in said


def test_a_household_declares_all_its_waivers_on_one_form() -> None:
    made = papers.waiver_forms(waivers(), ISSUER)
    assert [paper.title for paper in made] == [
        f"特困职工费用减免申报表（{household(seed).applicant.name}）" for seed in range(3)
    ]
    for paper in made:
        assert words(paper).count("减免 5 吨") == 2
        assert {"水费", "电费", "TK"} <= {text[:2] for text in strings(pages(paper)[0])}


def test_every_receiver_gets_its_own_list_with_its_sum() -> None:
    water, power = papers.waiver_lists(waivers(), ISSUER)
    assert "（水费）" in water.title
    assert "（电费）" in power.title
    said = words(water)
    assert "3 户，减免人民币叁佰陆拾壹元伍角" in said
    assert "361.50" in said
    assert "供电公司" not in said


def test_other_applications_are_no_part_of_waiver_papers() -> None:
    for make in (papers.waiver_forms, papers.waiver_lists):
        with pytest.raises(ForbiddenError, match="刘建国”申请的是临时救助"):
            make([*waivers(), asked("临时救助")], ISSUER)


def test_a_certificate_for_a_waiver_says_for_whom_for_what_and_how_long() -> None:
    said = words(papers.claim_certificate(waivers()[0], ISSUER)).replace("\n", "")
    for part in ("供水公司：", "用于办理水费减免", "有效期至2022年12月31日"):
        assert part in said
    gone = replace(waivers()[0], home=household(0, state=State.LIFTED))
    with pytest.raises(ForbiddenError, match="只能给在档"):
        papers.claim_certificate(gone, ISSUER)
