"""The papers of a file's life: what stands on which, what must not, and that no signature stands alone."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop import papers
from desktop.base.errors import ForbiddenError
from desktop.cases.household import State
from desktop.cases.steps import Verb
from desktop.papers import Dossier, Issuer, Paper
from tests.builders import household
from tests.desktop.papers.dossiers import EMPTY, FILLED, ISSUER, LEFT, LIFE, MANY, gone
from tests.desktop.papers.reading import described, golden, pages, strings, words

Make = Callable[[Dossier, Issuer], Paper]

EACH: dict[str, Make] = {
    "application_form": papers.application_form,
    "authorisation": papers.authorisation,
    "income_promise": papers.income_promise,
    "consent_sheet": papers.consent_sheet,
    "visit_form": papers.visit_form,
    "notice_result": papers.notice_result,
    "archive_form": papers.archive_form,
    "approval_form": papers.approval_form,
    "certificate": papers.certificate,
    "lifting_form": papers.lifting_form,
    "closing_form": papers.closing_form,
    "file_cover": papers.file_cover,
    "file_index": papers.file_index,
    "contact_card": papers.contact_card,
}
"""The papers of which every household gets one of its own."""

DOSSIERS = {"filled": FILLED, "empty": EMPTY, "many": MANY}
_SIGNING = re.compile(r"意见|承诺|公示结果|受访人确认|签名|盖章|审批人|负责人|受理人|特此证明|说明：|测试区总工会$")
"""What boxes and lines that somebody signs or seals begin with; no further page may begin so."""


@pytest.mark.parametrize("name", EACH)
@pytest.mark.parametrize("which", DOSSIERS)
def test_a_paper_is_as_it_was(name: str, which: str) -> None:
    text = described(EACH[name](DOSSIERS[which], ISSUER))
    assert text.splitlines() == golden(f"{name}_{which}", text)


@pytest.mark.parametrize("name", ["lifting_form", "closing_form"])
def test_a_paper_of_leaving_is_as_it_was(name: str) -> None:
    text = described(EACH[name](gone(), ISSUER))
    assert text.splitlines() == golden(f"{name}_gone", text)


def test_a_meeting_list_is_as_it_was() -> None:
    some = [FILLED, EMPTY, MANY, *(Dossier(home=household(seed), policy=FILLED.policy) for seed in range(20))]
    text = described(papers.meeting_list(some, ISSUER))
    assert text.splitlines() == golden("meeting_list", text)


@pytest.mark.parametrize("name", EACH)
@pytest.mark.parametrize("members", range(12))
def test_no_signature_stands_on_a_page_of_its_own(name: str, members: int) -> None:
    home = household(1, members=members, cause_note="长" * 90 * members)
    for page in pages(EACH[name](replace(FILLED, home=home), ISSUER))[1:]:
        said = [text for text in strings(page) if not text.startswith(("申请人：", "档案编号："))]
        assert not _SIGNING.search(said[0]), said


@pytest.mark.parametrize("count", [1, 7, 12, 13, 14, 15, 16, 30])
def test_those_who_were_present_sign_on_the_page_of_the_last_household(count: int) -> None:
    some = [Dossier(home=household(seed), policy=FILLED.policy) for seed in range(count)]
    last = strings(pages(papers.meeting_list(some, ISSUER))[-1])
    assert "出席人员" in last
    assert some[-1].home.applicant.name in last


@pytest.mark.parametrize("name", EACH)
def test_whose_paper_it_is_stands_on_it(name: str) -> None:
    shown = "刘*国" if name == "notice_result" else "刘建国"
    assert shown in words(EACH[name](FILLED, ISSUER))


@pytest.mark.parametrize("name", EACH)
def test_a_paper_before_any_step_has_room_for_the_pen(name: str) -> None:
    said = words(EACH[name](replace(FILLED, steps=()), ISSUER))
    assert not any(person in said for person in ("王受理", "张三", "赵六", "陈主席", "孙举报"))


def test_nothing_private_stands_on_what_came_of_a_notice() -> None:
    said = words(papers.notice_result(FILLED, ISSUER))
    home = FILLED.home
    private = [home.address, home.card, home.main_cause, home.cause_note, *(one.name for one in home.persons)]
    private += [home.applicant.resident_id, home.applicant.phone, home.applicant.health, "孙举报", "13900001111"]
    assert [text for text in private if text and text in said] == []
    assert home.applicant.name in words(papers.notice_result(FILLED, ISSUER, masked=False))


def test_what_came_of_a_notice_says_when_and_where_it_stood_and_how_objections_were_dealt_with() -> None:
    said = words(papers.notice_result(FILLED, ISSUER))
    for part in (
        "2022年7月13日至2022年7月20日在公司公告栏公示",
        "异议1件",
        "反映该户有一辆小汽车。",
        "异议不成立。",
        "2022年7月21日",
    ):
        assert part in said
    assert "没有收到异议" in words(papers.notice_result(replace(FILLED, steps=(*LIFE[:4], *LIFE[6:])), ISSUER))


def test_an_objection_to_an_earlier_notice_is_not_told_of_the_later_one() -> None:
    again = replace(LIFE[3], id=30, day=dt.date(2022, 8, 1), body=LIFE[3].body | {"ends": dt.date(2022, 8, 8)})
    assert "反映该户" not in words(papers.notice_result(replace(FILLED, steps=(*LIFE[:6], again)), ISSUER))


def test_only_who_is_on_file_gets_a_certificate_and_it_says_nothing_of_illness_or_means() -> None:
    said = words(papers.certificate(FILLED, ISSUER))
    assert "现在档" in said
    home = FILLED.home
    assert not any(text in said for text in (home.applicant.health, home.main_cause, home.card, "42,000.00"))
    with pytest.raises(ForbiddenError, match="只能给在档"):
        papers.certificate(replace(FILLED, home=replace(home, state=State.SUSPENDED)), ISSUER)


def test_the_consent_says_to_whom_for_how_long_and_asks_item_by_item() -> None:
    said = words(papers.consent_sheet(FILLED, ISSUER)).replace("\n", "")
    assert FILLED.policy is not None
    for part in ("测试市总工会", "档案注销后保存10年", "不满14周岁", "0511-83371234"):
        assert part in said
    scopes = FILLED.policy.labels("consent_scope")
    assert said.count("□") == len(scopes) * len(FILLED.home.persons) + 1


def test_a_guardian_signs_for_a_child() -> None:
    rule = FILLED.policy and FILLED.policy.consent
    for make in (papers.consent_sheet, papers.authorisation):
        assert words(make(FILLED, ISSUER)).count("监护人") - words(make(EMPTY, ISSUER)).count("监护人") == 1
    assert rule is not None


def test_the_promise_adds_up_what_every_member_earned() -> None:
    said = strings(pages(papers.income_promise(FILLED, ISSUER))[0])
    sums = [text for text in said[said.index("全家合计") :] if text.endswith(".00")]
    assert sums[:6] == ["25,000.00", "2,000.00", "3,000.00", "4,000.00", "5,000.00", "39,000.00"]


def test_the_form_of_a_visit_ticks_what_was_seen_and_says_who_was_there() -> None:
    said = words(papers.visit_form(FILLED, ISSUER))
    for part in (
        "■患重特大疾病",
        "■生活救助",
        "□有两套以上住房",
        "张三（副主席）、李四（干事）",
        "没有车辆",
        "5,000.00",
    ):
        assert part in said
    excluded = replace(LIFE[1], body=LIFE[1].body | {"exclusions": "有两套以上住房", "evidence": "不动产登记"})
    said = words(papers.visit_form(replace(FILLED, steps=(LIFE[0], excluded)), ISSUER))
    assert "■有两套以上住房" in said
    assert "不动产登记" in said


def test_every_level_has_its_box_on_the_approval_form() -> None:
    assert FILLED.policy is not None
    assert FILLED.policy.procedure is not None
    levels = ("单位工会", "镇（街道）工会", "区总工会")
    policy = replace(FILLED.policy, procedure=replace(FILLED.policy.procedure, levels=levels))
    first = replace(LIFE[7], after=State.PENDING, people="单位主席", body={"level": "单位工会"})
    said = words(papers.approval_form(replace(FILLED, policy=policy, steps=(*LIFE[:7], first)), ISSUER))
    assert [said.count(f"{level}审批意见") for level in levels] == [1, 1, 1]
    assert "审批人：单位主席" in said
    assert "陈主席" not in said


def test_the_way_out_is_told_as_it_was_decided() -> None:
    lifted, closed = words(papers.lifting_form(gone(), ISSUER)), words(papers.closing_form(gone(), ISSUER))
    for part in ("3,100.00", "妻子已就业，收入稳定。", "同意脱困。主席办公会〔2023〕5号", "2023年6月1日"):
        assert part in lifted
    for part in ("■脱困", "脱困满一年，没有返困。", "2024年6月3日"):
        assert part in closed
    assert LEFT[0].verb is Verb.LIFT


def test_the_index_counts_pages_until_nobody_knows() -> None:
    said = strings(pages(papers.file_index(FILLED, ISSUER))[0])
    rows = [said[said.index(kind) :][:4] for kind in ("困难职工档案表", "户口簿和身份证复印件", "家庭成员收入证明")]
    assert [row[2:] for row in rows] == [["2", "2"], ["6", "4"], ["10", "5"]]
    assert said[said.index("疾病诊断证明和自付费用票据") :][2:] == ["12"]


def test_the_cover_counts_documents_and_pages_and_says_how_long_it_is_kept() -> None:
    said = words(papers.file_cover(FILLED, ISSUER))
    assert "5 件　21 页" in said
    assert "注销后10年" in said


def test_the_meeting_sees_where_the_income_test_leads_elsewhere() -> None:
    assert "测算" not in words(papers.meeting_list([FILLED], ISSUER))
    other = replace(FILLED, home=replace(FILLED.home, category="意外致困"))
    assert "测算：深度困难" in words(papers.meeting_list([other], ISSUER))
    assert "异议1件，已处理" in words(papers.meeting_list([other], ISSUER))


def test_a_register_of_a_sample_is_as_it_was() -> None:
    rows = [
        papers.SampleRow(f"2022-{seed:04}", household(seed).applicant.name, "镇江春风机械有限公司", "深度困难")
        for seed in range(20)
    ]
    rows[0] = rows[0]._replace(result="相符", checked_by="甲", checked_on=dt.date(2022, 11, 1))
    text = described(papers.sample_register(rows, office="测试区总工会", year=2022, percent=30, population=66))
    assert text.splitlines() == golden("sample_register", text)
    with pytest.raises(ForbiddenError, match="空的"):
        papers.sample_register([], office="测试区总工会", year=2022, percent=30, population=66)
