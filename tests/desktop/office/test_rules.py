"""Rules in words, new rules out of forms, rules out of files, and the office's own days."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.calendar import known_until
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.fields import Value
from desktop.base.findings import refuses
from desktop.base.values import read_value, show_value
from desktop.office.rule_forms import codes_for, fields_for, new_rule, values_of
from desktop.office.rulebook import MATTERS, Holds, clause, clauses, list_label, matter_of
from desktop.office.standing import short
from desktop.policy.aid_standards import (
    AmountRule,
    Basis,
    FailureRule,
    Over,
    Per,
    ProgrammeRule,
    RequestForm,
    WaiverRule,
)
from desktop.policy.reading import base_rules, presets, read_preset
from desktop.policy.standards import (
    CategoryRule,
    CodeRule,
    Condition,
    ConsentRule,
    Divisor,
    DocumentRule,
    Line,
    MappingRule,
    ProcedureRule,
    TestRule,
)
from tests.offices import Doors
from tests.wanted import wanted

RULES = read_preset("zhenjiang-new-area-2022")
EVERY = [*base_rules(), *(rule for name in presets() for rule in read_preset(name))]
LATER: dict[str, Value] = {"valid_from": dt.date(2023, 1, 1), "document_no": "新民发〔2023〕1号"}
STEPS: dict[str, Value] = {
    "levels": "镇街（园区）工会；区总工会", "visitors": 2, "visit_days": 5, "review_months": 12, "sample_percent": 30,
    "sync_days": 30, "keep_years": 10, "other_causes": 3, "attachment_mb": 20, "lookback_months": 12,
}  # fmt: skip
PROGRAMME: dict[str, Value] = {
    "name": "探亲补助", "rank": 20, "per": "户", "on_file": True, "money": True, "visits": False, "over": "提醒",
}  # fmt: skip
FAILURE: dict[str, Value] = {"reason": "限额", "rank": 5, "action": "分两次发。", "repay": True}
AID: dict[str, Value] = {"programme": "生活救助", "category": "困难", "per": "人", "times_a_year": 1}


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.key)
def test_every_rule_goes_through_its_form_unchanged(rule: object) -> None:
    matter = matter_of(rule)  # type: ignore[arg-type]
    before = EVERY if isinstance(rule, MappingRule) else [rule] if isinstance(rule, CodeRule | DocumentRule) else []
    before = [one for one in before if isinstance(one, CodeRule) or one is rule]
    shown = values_of(rule)  # type: ignore[arg-type]
    fields = fields_for(matter)
    typed = {field.name: read_value(field, show_value(field, shown.get(field.name)), {}).value for field in fields}
    typed |= LATER
    again, findings = new_rule(matter, typed, before)  # type: ignore[arg-type]
    assert not refuses(findings)
    assert again is not None
    expected = {**vars_of(rule), "valid_from": dt.date(2023, 1, 1), "document_no": "新民发〔2023〕1号"}
    assert vars_of(again) == expected


def vars_of(rule: object) -> dict[str, object]:
    return {name: getattr(rule, name) for name in rule.__dataclass_fields__}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Line(valid_from=dt.date(2022, 1, 1), amount=74_000), ("低保标准", "740 元/人·月")),
        (
            CategoryRule(valid_from=dt.date(2022, 1, 1), category="深度困难", rank=1, times=100),
            ("深度困难", "月人均低于低保标准的 100%"),
        ),
        (
            CategoryRule(valid_from=dt.date(2022, 1, 1), category="相对困难", rank=2, times=150, strict=False),
            ("相对困难", "月人均不高于低保标准的 150%"),
        ),
        (
            CategoryRule(
                valid_from=dt.date(2022, 1, 1), category="意外致困", rank=3, times=300, needs_cause=("遭受意外事故",)
            ),
            ("意外致困", "月人均低于低保标准的 300%，限于致困原因：遭受意外事故"),
        ),
        (
            CategoryRule(valid_from=dt.date(2022, 1, 1), category="困难", rank=4),
            ("困难", "由人工认定，不自动建议"),
        ),
        (
            AmountRule(
                valid_from=dt.date(2022, 1, 1),
                programme="子女助学",
                category="深度困难",
                basis=Basis.TIMES_DIBAO,
                months=10,
                per=Per.HOUSEHOLD,
                times_a_year=2,
                cap_months=12,
            ),
            ("子女助学 · 深度困难", "低保标准 × 10 个月/户，每年 2 次，全年不超过 12 个月低保标准"),
        ),
        (
            AmountRule(
                valid_from=dt.date(2022, 1, 1),
                programme="医疗救助",
                category="",
                basis=Basis.PERCENT,
                percent=80,
                cap_once=500_000,
                cap=1_600_000,
            ),
            ("医疗救助 · 不限类别", "自付部分的 80%/人，每年 1 次，每次不超过 5,000 元，全年不超过 16,000 元"),
        ),
        (
            AmountRule(valid_from=dt.date(2022, 1, 1), programme="子女助学", category="", stage="高中", amount=300_000),
            ("子女助学 · 不限类别 · 高中", "3,000 元/人，每年 1 次"),
        ),
        (
            ProgrammeRule(
                valid_from=dt.date(2022, 1, 1),
                name="医疗救助",
                rank=1,
                purpose="医疗费用",
                recipients="有自付费用的在档职工",
                per=Per.PERSON,
                form=RequestForm.ILLNESS,
                excludes=("临时救助", "送温暖"),
                upper_above=2_000_000,
                documents=("诊断证明", "结算单"),
                over=Over.FORBID,
            ),
            (
                "医疗救助",
                (
                    "用于医疗费用；有自付费用的在档职工；凭“医疗”申请办理，按人计次；超过上限不许发；"
                    "同一年度不能再享受临时救助、送温暖；超过 20,000 元报上级审批；材料：诊断证明、结算单"
                ),
            ),
        ),
        (
            ProgrammeRule(
                valid_from=dt.date(2022, 1, 1), name="送清凉", rank=1, on_file=False, visits=True, per=Per.PERSON
            ),
            ("送清凉", "随走访活动发放，按人计次；不限在档"),
        ),
        (
            ProgrammeRule(valid_from=dt.date(2022, 1, 1), name="生活救助", rank=1),
            ("生活救助", "直接发给在档家庭，按户计次"),
        ),
        (
            ProgrammeRule(valid_from=dt.date(2022, 1, 1), name="法律援助", rank=1, form="法律援助", money=False),
            ("法律援助", "凭“法律援助”申请办理，按户计次；不发钱"),
        ),
        (ProgrammeRule(valid_from=dt.date(2022, 1, 1), name="旧项目", rank=1, used=False), ("旧项目", "不再办理")),
        (
            FailureRule(
                valid_from=dt.date(2022, 1, 1),
                reason="户名不符",
                rank=1,
                words=("户名不符", "姓名不符"),
                action="核对。",
            ),
            ("户名不符", "银行写“户名不符”“姓名不符”；核对"),
        ),
        (
            FailureRule(valid_from=dt.date(2022, 1, 1), reason="本人死亡", rank=1, action="收回资金。", repay=False),
            ("本人死亡", "收回资金；不再发放"),
        ),
        (
            WaiverRule(
                valid_from=dt.date(2022, 1, 1),
                item="水费",
                rank=1,
                receiver="供水公司",
                benefit="免 5 吨",
                monthly=1_850,
            ),
            ("水费", "供水公司；免 5 吨；每月约省 18.50 元"),
        ),
        (CodeRule(valid_from=dt.date(2022, 1, 1), name="sex", labels=("男", "女")), ("性别", "男、女")),
        (TestRule(valid_from=dt.date(2022, 1, 1), divisor=Divisor.LIVING), ("收入测算", "人均收入按共同生活人口计算")),
        (
            ConsentRule(valid_from=dt.date(2022, 1, 1), notice=True, handing_on=True, guardian_below=14),
            ("知情同意", "公示、对外提供须本人同意；不满 14 周岁的由监护人同意"),
        ),
        (
            ConsentRule(valid_from=dt.date(2022, 1, 1), notice=True, handing_on=False, guardian_below=0),
            ("知情同意", "公示须本人同意"),
        ),
        (
            ConsentRule(valid_from=dt.date(2022, 1, 1), notice=False, handing_on=False, guardian_below=0),
            ("知情同意", "公示、对外提供不另行征求同意"),
        ),
        (
            DocumentRule(valid_from=dt.date(2022, 1, 1), name="申请书", rank=1, stage="受理"),
            ("申请书", "一律需要，受理前交齐"),
        ),
        (
            DocumentRule(
                valid_from=dt.date(2022, 1, 1),
                name="残疾人证",
                rank=1,
                when=(Condition("disability", whose="person"), Condition("identity", ("农民工",), "applicant")),
            ),
            ("残疾人证", "有成员填了“残疾类别”，或申请人“人员身份”是农民工时需要"),
        ),
        (
            DocumentRule(valid_from=dt.date(2022, 1, 1), name="申请书", rank=1, needed=False),
            ("申请书", "不再需要"),
        ),
        (
            MappingRule(
                valid_from=dt.date(2022, 1, 1),
                codes="category",
                source="2016",
                target="本区",
                pairs={"低保户": "特困"},
                split={"甲": ("乙", "丙")},
            ),
            ("困难类别：2016 年版 → 本区", "低保户＝特困；甲＝乙／丙"),
        ),
    ],
)
def test_a_rule_is_said_in_words(rule: object, said: tuple[str, str]) -> None:
    told = clause(rule)  # type: ignore[arg-type]
    assert (told.about, told.content) == said


def test_of_a_matter_the_newest_that_has_begun_holds() -> None:
    days = (dt.date(2021, 1, 1), dt.date(2022, 1, 1), dt.date(2023, 1, 1))
    told = clauses([Line(valid_from=day, amount=1) for day in days], dt.date(2022, 12, 10))
    assert [(one.rule.valid_from, one.state) for one in told] == [
        (days[2], Holds.COMING),
        (days[1], Holds.NOW),
        (days[0], Holds.PAST),
    ]


def test_rules_stand_by_matter_and_the_hardest_category_first() -> None:
    told = clauses(reversed(RULES), dt.date(2022, 12, 10), base_rules())
    assert list(dict.fromkeys(one.matter for one in told)) == list(MATTERS.values())
    hardest = [one.about for one in told if one.matter == "困难类别"]
    assert hardest == ["深度困难", "相对困难", "意外致困", "困难"]


def test_what_a_programme_pays_stands_below_it_the_neediest_first() -> None:
    told = clauses(reversed(RULES), dt.date(2022, 12, 10), base_rules())
    about = [one.about for one in told if one.programme in {"生活救助", "子女助学"}]
    assert about == [
        "生活救助", "生活救助 · 深度困难", "生活救助 · 相对困难", "生活救助 · 意外致困", "生活救助 · 困难",
        "子女助学", "子女助学 · 不限类别", "子女助学 · 不限类别 · 幼儿园", "子女助学 · 不限类别 · 小学",
        "子女助学 · 不限类别 · 初中",
    ]  # fmt: skip


def test_a_programme_that_a_form_says_can_be_chosen_and_paid(doors: Doors) -> None:
    doors.standing.register("programme", {**PROGRAMME, **LATER, "documents": "探亲证明；车票", "excludes": "临时救助"})
    doors.standing.register("amount", {**AID, **LATER, "programme": "探亲补助", "basis": "固定金额", "amount": 50_000})
    policy = doors.standing.on(dt.date(2023, 1, 1))
    made = policy.programme("探亲补助")
    assert (made.documents, made.excludes, made.counts_for) == (("探亲证明", "车票"), ("临时救助",), "探亲补助")
    assert "探亲补助" in policy.labels("programme")
    paid = policy.amount("探亲补助", "困难")
    assert paid
    assert paid.amount == 50_000
    doors.standing.register("programme", {**PROGRAMME, **LATER, "valid_from": dt.date(2024, 1, 1), "retired": True})
    assert "探亲补助" not in doors.standing.on(dt.date(2024, 1, 1)).labels("programme")


def test_a_list_is_called_as_the_field_that_it_fills() -> None:
    assert (list_label("category"), list_label("cause"), list_label("programme")) == (
        "困难类别", "主要致困原因", "帮扶项目",
    )  # fmt: skip
    assert (list_label("employer_kind"), list_label("cause:2011")) == ("单位性质", "主要致困原因（2011 年版）")
    assert list_label("nothing of ours") == "nothing of ours"


@pytest.mark.parametrize(
    ("matter", "values", "field"),
    [
        ("line", {}, "amount"),
        ("line", {"amount": 0}, "amount"),
        ("category", {"category": "深度困难", "rank": 0}, "rank"),
        ("category", {"category": "深度困难", "rank": 1, "times": 0}, "times"),
        ("amount", {**AID, "basis": "固定金额"}, "amount"),
        ("amount", {**AID, "basis": "低保倍数"}, "months"),
        ("amount", {**AID, "basis": "固定金额", "amount": 1, "times_a_year": 0}, "times_a_year"),
        ("amount", {**AID, "basis": "自付比例"}, "percent"),
        ("amount", {**AID, "basis": "自付比例", "percent": 101}, "percent"),
        ("amount", {**AID, "basis": "固定金额", "amount": 1, "cap": 0}, "cap"),
        ("amount", {**AID, "basis": "固定金额", "amount": 1, "cap_once": 0}, "cap_once"),
        ("programme", {**PROGRAMME, "rank": 0}, "rank"),
        ("programme", {**PROGRAMME, "upper_above": 0}, "upper_above"),
        ("programme", {**PROGRAMME, "excludes": "生活救助、探亲补助"}, "excludes"),
        ("programme", {**PROGRAMME, "visits": True, "form": "医疗"}, "form"),
        ("failure", {**FAILURE, "rank": 0}, "rank"),
        ("failure", {**FAILURE, "words": "限额；户名不一致"}, "words"),
        ("waiver", {"item": "网费", "rank": 0}, "rank"),
        ("waiver", {"item": "网费", "rank": 1, "monthly": 0}, "monthly"),
        ("notice", {"working_days": 0}, "working_days"),
        ("procedure", {**STEPS, "visitors": 0}, "visitors"),
        ("procedure", {**STEPS, "sample_percent": 101}, "sample_percent"),
        ("procedure", {**STEPS, "return_visits": "三个月"}, "return_visits"),
        ("procedure", {**STEPS, "return_visits": "0"}, "return_visits"),
        ("procedure", {**STEPS, "levels": "；"}, "levels"),
        ("document", {"name": "申请书", "rank": 0}, "rank"),
        ("document", {"name": "申请书", "rank": 1, "occasion": "下雨天"}, "occasion"),
        ("mapping", {"mapping": "没有的", "pairs": "甲＝乙"}, "mapping"),
        ("mapping", {"mapping": "困难类别：本区 → 2020 年版", "pairs": "甲"}, "pairs"),
        ("mapping", {"mapping": "困难类别：本区 → 2020 年版", "pairs": "甲＝乙／"}, "pairs"),
        ("mapping", {"mapping": "困难类别：本区 → 2020 年版", "pairs": "深度特困＝乙"}, "pairs"),
        ("codes", {"name": "不知道", "labels": "甲"}, "name"),
        ("codes", {"name": "性别", "labels": "男；女", "synonyms": "先生"}, "synonyms"),
        ("codes", {"name": "性别", "labels": "男；女", "synonyms": "先生＝其他"}, "synonyms"),
    ],
)  # fmt: skip
def test_a_form_that_cannot_be_is_refused_at_its_field(matter: str, values: dict[str, Value], field: str) -> None:
    rule, findings = new_rule(matter, {**values, **LATER}, [*base_rules(), *RULES])
    assert rule is None
    assert [finding.field for finding in findings] == [field]


@pytest.mark.parametrize("matter", list(MATTERS))
def test_date_and_document_are_needed(matter: str) -> None:
    _, findings = new_rule(matter, {}, RULES)
    assert {"valid_from", "document_no"} <= {finding.field for finding in findings}


def test_a_rule_of_the_same_day_is_refused_and_an_earlier_one_doubted() -> None:
    values: dict[str, Value] = {"amount": 76_000, "document_no": "x"}
    rule, findings = new_rule("line", {**values, "valid_from": dt.date(2022, 1, 1)}, RULES)
    assert rule is None
    assert findings[0].code == "same_day"
    rule, findings = new_rule("line", {**values, "valid_from": dt.date(2021, 1, 1)}, RULES)
    assert rule is not None
    assert [finding.code for finding in findings] == ["earlier"]


@given(st.lists(st.text("甲乙丙丁 ab", min_size=1, max_size=4), min_size=1, max_size=6))
def test_labels_are_told_apart_however_they_are_parted(labels: list[str]) -> None:
    wanted = tuple(dict.fromkeys(label.strip() for label in labels if label.strip()))
    for mark in "；;":
        typed = mark.join(labels)
        rule, _ = new_rule("codes", {"name": "性别", "labels": typed, **LATER}, RULES)
        assert isinstance(rule, CodeRule)
        assert rule.labels == wanted


def test_a_registered_rule_follows_the_one_that_holds(doors: Doors) -> None:
    change = doors.standing.register("line", {"amount": 76_000, **LATER})
    assert change.label == "登记政策标准：低保标准 760 元/人·月（2023-01-01 起）"
    assert doors.standing.on(dt.date(2022, 12, 31)).line == Line(
        valid_from=dt.date(2022, 1, 1), document_no="示例，请换成本地当年低保标准的文号", amount=74_000
    )
    later = doors.standing.on(dt.date(2023, 1, 1)).line
    assert later is not None
    assert later.amount == 76_000
    assert [one.state for one in doors.standing.clauses() if one.matter == "低保标准"] == [Holds.COMING, Holds.NOW]


def test_levels_and_visits_are_read_in_their_order() -> None:
    rule, _ = new_rule("procedure", {**STEPS, **LATER, "return_visits": "6、3；12"}, ())
    assert isinstance(rule, ProcedureRule)
    assert rule.levels == ("镇街（园区）工会", "区总工会")
    assert rule.return_visits == (3, 6, 12)
    assert clause(rule).content.startswith("镇街（园区）工会、区总工会依次审批；受理后 5 个工作日内至少 2 人入户；")


def test_the_programs_rows_are_told_apart_until_the_office_has_its_own(doors: Doors) -> None:
    assert {one.state for one in doors.standing.clauses() if one.matter == "收入测算"} == {Holds.SHIPPED}
    doors.standing.register("test", {"divisor": "共同生活人口", **LATER, "valid_from": dt.date(2022, 6, 1)})
    told = [one for one in doors.standing.clauses() if one.matter == "收入测算"]
    assert [(one.content, one.state) for one in told] == [
        ("人均收入按共同生活人口计算", Holds.NOW),
        ("人均收入按家庭人口计算", Holds.PAST),
    ]
    assert doors.standing.on(dt.date(2022, 6, 1)).test == told[0].rule
    assert [rule for rule in doors.standing.rules() if rule.key == "test"] == [told[0].rule]


def test_a_document_is_registered_for_an_occasion_that_there_is(doors: Doors) -> None:
    lists = codes_for(doors.standing.on().codes, [one.rule for one in doors.standing.clauses()])
    assert "有患病成员" in lists["occasion"].labels
    values: dict[str, Value] = {"name": "用药清单", "rank": 20, "occasion": "有患病成员", "stage": "受理", **LATER}
    doors.standing.register("document", values)
    made = next(rule for rule in doors.standing.on(dt.date(2023, 1, 1)).documents if rule.name == "用药清单")
    assert wanted(made, {}, [{"health": "尿毒症"}])
    assert not wanted(made, {}, [{"health": "良好"}])


def test_every_list_has_a_chinese_name(doors: Doors) -> None:
    named = [list_label(name) for name in doors.standing.on().codes]
    assert not [label for label in named if label.isascii()]
    assert len(set(named)) == len(named)


def test_a_refused_rule_is_not_entered(doors: Doors) -> None:
    before = doors.standing.rules()
    with pytest.raises(RefusedError):
        doors.standing.register("line", {"amount": 76_000, "valid_from": dt.date(2022, 1, 1), "document_no": "x"})
    assert doors.standing.rules() == before
    assert doors.standing.check("line", {"amount": 76_000, **LATER}) == ()


def test_a_preset_brings_what_is_new_and_leaves_what_clashes(doors: Doors) -> None:
    look = doors.standing.look("suqian-2024")
    assert look.title == "宿迁（2024）"
    assert {one.about for one in look.clashing} == {"困难类别"}
    before = {(rule.key, rule.valid_from): rule for rule in doors.standing.rules()}
    change = doors.standing.take_in(look)
    assert change.count == len(look.fresh)
    after = {(rule.key, rule.valid_from): rule for rule in doors.standing.rules()}
    assert {key: after[key] for key in before} == before
    again = doors.standing.look("suqian-2024")
    assert again.fresh == ()
    assert doors.standing.take_in(again).operation == 0


def test_a_policy_file_that_is_strange_is_said(doors: Doors, tmp_path: Path) -> None:
    path = tmp_path / "政策.toml"
    path.write_text("[[line]]\nfen = 1\n", encoding="utf-8")
    with pytest.raises(ForbiddenError, match="政策文件读不懂"):
        doors.standing.look(path)


def test_own_days_are_counted_and_can_be_given_back(doors: Doors) -> None:
    year = known_until() + 1
    monday = next(dt.date(year, 3, day) for day in range(1, 8) if dt.date(year, 3, day).weekday() == 0)
    usual = doors.standing.notice_ends(monday)
    change = doors.standing.set_days({monday + dt.timedelta(days=1): False}, "登记放假")
    assert change.label == "登记放假"
    assert doors.standing.notice_ends(monday) > usual
    doors.standing.set_days({monday + dt.timedelta(days=1): None})
    assert doors.standing.own_days() == {}
    assert doors.standing.notice_ends(monday) == usual


def test_a_long_text_is_shortened_for_a_label() -> None:
    assert short("甲" * 50) == "甲" * 40 + "…"
    assert short("短") == "短"


NUMBERS = st.none() | st.integers(1, 10**8)


@given(
    st.builds(
        AmountRule,
        valid_from=st.just(dt.date(2022, 1, 1)),
        programme=st.sampled_from(["生活救助", "医疗救助"]),
        category=st.sampled_from(["", "深度困难", "困难"]),
        stage=st.sampled_from(["", "高中", "本科"]),
        basis=st.just(Basis.FIXED),
        amount=st.integers(1, 10**8),
        per=st.sampled_from(Per),
        cap_once=NUMBERS,
        cap=NUMBERS,
        cap_months=st.none() | st.integers(1, 36),
        times_a_year=st.integers(1, 12),
    )
)
def test_whatever_amount_a_form_can_say_comes_back_as_it_was_said(rule: AmountRule) -> None:
    again, findings = new_rule("amount", {**values_of(rule), **LATER}, [rule])
    assert not findings
    assert again == replace(rule, valid_from=dt.date(2023, 1, 1), document_no="新民发〔2023〕1号")
    assert clause(again).content == clause(rule).content
