"""Policy is data: every preset loads, strange keys refuse, and rules keep their meaning in the office file."""

import datetime as dt
import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.fields import Kind, fields_of
from desktop.cases.household import Household, Person
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
from desktop.policy.choosing import in_force
from desktop.policy.pilot_standards import (
    BonusRule,
    GradeRule,
    IndicatorRule,
    Period,
    PilotRule,
    StageRule,
    SubmissionRule,
    VetoRule,
)
from desktop.policy.reading import KINDS, base_rules, presets, read_preset, rule_from_json, rule_to_json
from desktop.policy.standards import (
    CategoryRule,
    CodeRule,
    Condition,
    ConsentRule,
    Divisor,
    DocumentRule,
    Line,
    MappingRule,
    NoticeRule,
    ProcedureRule,
    Rule,
    TestRule,
    Whose,
    code_list,
)

PRESETS = sorted(presets())
AMOUNT = "[[amount]]\nprogramme = '生活救助'\ncategory = ''\n"
INDICATOR = "[[indicator]]\nfront = '思想引领'\nname = '新'\nrank = 9\nscoring = '酌情'\n"
PILOT = "[[pilot]]\ncontact_days = 30\nfill_days = 10\nterm_months = 12\nreport_days = 10\ncadre_units = 5\n"
MAPPING = "[[mapping]]\ncodes = 'x'\nsource = '一'\ntarget = '二'\n"
ZHENJIANG = "zhenjiang-new-area-2022"
DAY = dt.date(2026, 1, 1)


def write(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text('title = "试"\nvalid_from = 2022-01-01\n' + text, encoding="utf-8")
    return path


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_rules_on_everything_an_office_needs(preset: str) -> None:
    policy = in_force(read_preset(preset), DAY)
    assert policy.line
    assert policy.notice
    assert policy.categories
    assert policy.amounts
    assert all(rule.document_no for rule in read_preset(preset))


@pytest.mark.parametrize("preset", PRESETS)
def test_every_code_field_has_its_list(preset: str) -> None:
    needed = {one.codes for kind in (Person, Household) for one in fields_of(kind) if one.kind is Kind.CODE}
    assert needed | {"programme"} <= in_force((*base_rules(), *read_preset(preset)), DAY).codes.keys()


@pytest.mark.parametrize("preset", PRESETS)
def test_rules_speak_of_categories_and_programmes_that_are_listed(preset: str) -> None:
    policy = in_force((*base_rules(), *read_preset(preset)), DAY)
    assert {rule.category for rule in policy.categories} == set(policy.labels("category"))
    assert {programme for programme, *_ in policy.amounts} <= policy.programmes.keys()
    assert {category for _, category, _ in policy.amounts} <= {"", *policy.labels("category")}
    assert {stage for *_, stage in policy.amounts} <= {"", *policy.labels("school_stage")}


@pytest.mark.parametrize("preset", PRESETS)
def test_what_gives_no_money_has_no_amount(preset: str) -> None:
    policy = in_force((*base_rules(), *read_preset(preset)), DAY)
    assert all(policy.programme(name).money for name, *_ in policy.amounts)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_amount_names_what_was_published_or_says_that_it_is_an_example(preset: str) -> None:
    amounts = [rule for rule in read_preset(preset) if isinstance(rule, AmountRule)]
    assert all(re.search("《.+》|公开报道|标准|通知|集中申报|^示例：", rule.document_no) for rule in amounts)
    examples = [rule for rule in amounts if rule.document_no.startswith("示例")]
    assert all("未见公开文件" in rule.document_no for rule in examples)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_category_of_a_place_gets_something(preset: str) -> None:
    policy = in_force((*base_rules(), *read_preset(preset)), DAY)
    for category in policy.labels("category"):
        assert any(policy.amount(name, category, stage) for name, _, stage in policy.amounts)


def test_programmes_come_with_the_program() -> None:
    policy = in_force(base_rules(), DAY)
    assert tuple(policy.programmes) == (
        "生活救助", "医疗救助", "子女助学", "临时救助", "职业培训", "法律援助", "送温暖", "送清凉", "暖新行动",
        "阳光就业", "费用减免", "互助保障",
    )  # fmt: skip
    assert all(rule.recipients and rule.purpose for rule in policy.programmes.values())
    assert {name for name, rule in policy.programmes.items() if rule.visits} == {"送温暖", "送清凉", "暖新行动"}
    assert {name for name, rule in policy.programmes.items() if not rule.on_file} == {
        "临时救助", "法律援助", "送温暖", "送清凉", "暖新行动", "互助保障",
    }  # fmt: skip
    assert {rule.form for rule in policy.programmes.values()} == {"", *RequestForm}
    assert len({rule.counts_for for rule in policy.programmes.values()}) == len(policy.programmes)


def test_pupils_of_tianmen_without_a_file_get_less() -> None:
    policy = in_force((*base_rules(), *read_preset("tianmen-2024")), DAY)
    stages = ("本科", "高中", "小学")
    filed, others = ([policy.amount("子女助学", one, stage) for stage in stages] for one in ("相对困难", ""))
    assert [rule and rule.amount for rule in filed] == [500_000, 300_000, None]
    assert [rule and rule.amount for rule in others] == [400_000, 200_000, None]
    assert not policy.programme("子女助学").on_file


def test_jingmen_pays_months_of_one_line() -> None:
    policy = in_force((*base_rules(), *read_preset("jingmen")), DAY)
    assert policy.line
    paid = {stage: policy.amount("子女助学", "深度困难", stage) for stage in ("小学", "本科", "高中")}
    assert [rule and (rule.amount or rule.months * policy.line.amount) for rule in paid.values()] == [
        300_000, 620_000, 372_000,
    ]  # fmt: skip
    living = policy.amount("生活救助", "深度困难")
    assert living
    assert living.months * policy.line.amount == 744_000


@pytest.mark.parametrize(
    ("word", "label"),
    [
        ("环卫职工", "环卫工人"),
        ("外卖小哥", "外卖配送员"),
        ("劳模", "劳动模范"),
        ("深度困难职工", "困难职工"),
        ("农民工", "农民工"),
    ],
)
def test_rosters_words_mean_kinds_of_recipients(word: str, label: str) -> None:
    assert in_force(base_rules(), DAY).codes["recipient_kind"].canonical(word) == label


@pytest.mark.parametrize("name", ["education", "identity"])
def test_a_stage_of_schooling_is_spelled_as_in_the_lists_of_people(name: str) -> None:
    policy = in_force((*base_rules(), *read_preset(ZHENJIANG)), DAY)
    stages = policy.codes["school_stage"]
    pupils = {"小学", "初中", "高中", "中职中技", "大专", "本科", "硕士", "博士", "大学生", "研究生", "学龄前"}
    known = [label for label in policy.labels(name) if label in pupils]
    assert known
    assert all(stages.canonical(label) for label in known)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_label_and_every_synonym_is_recognised(preset: str) -> None:
    for rule in read_preset(preset):
        if isinstance(rule, CodeRule):
            known = code_list(rule)
            assert len(set(rule.labels)) == len(rule.labels)
            assert [known.canonical(label) for label in rule.labels] == list(rule.labels)
            assert all(known.canonical(word) == label for word, label in rule.synonyms.items())


@pytest.mark.parametrize("preset", PRESETS)
def test_what_has_to_befall_a_household_is_a_cause_of_the_list(preset: str) -> None:
    policy = in_force(read_preset(preset), DAY)
    wanted = {cause for rule in policy.categories for cause in rule.needs_cause}
    assert wanted
    assert wanted <= set(policy.labels("cause"))


@pytest.mark.parametrize("preset", PRESETS)
def test_code_lists_hold_long_before_the_amounts(preset: str) -> None:
    rules = (*base_rules(), *read_preset(preset))
    assert in_force(rules, dt.date(2010, 1, 1)).codes == in_force(rules, DAY).codes


def test_the_new_area_pays_as_it_said_in_2022() -> None:
    policy = in_force(read_preset(ZHENJIANG), DAY)
    paid = {
        category: rule.amount for (programme, category, _), rule in policy.amounts.items() if programme == "生活救助"
    }
    assert paid == {"深度困难": 500000, "相对困难": 500000, "意外致困": 400000, "困难": 400000}
    assert [(rule.category, rule.times) for rule in policy.categories] == [
        ("深度困难", 100),
        ("相对困难", 200),
        ("意外致困", 300),
        ("困难", None),
    ]
    assert policy.line
    assert policy.line.amount == 74000
    assert policy.notice
    assert policy.notice.working_days == 5


def test_another_city_is_another_file() -> None:
    policy = in_force(read_preset("suqian-2024"), DAY)
    assert policy.line
    assert [(rule.times or 0) * policy.line.amount // 100 for rule in policy.categories] == [62000, 124000, 186000]
    assert policy.amounts["生活救助", "深度困难", ""].basis is Basis.TIMES_DIBAO


@pytest.mark.parametrize(
    ("name", "word", "label"),
    [
        ("category", "深度困难职工", "深度困难"),
        ("category", "深度特困", "深度困难"),
        ("category", "相对特困", "相对困难"),
        ("category", "困难职工", "困难"),
        ("category", "特别困难", None),
        ("health", "癌症", "癌症"),
        ("health", "尿毒症", "尿毒症"),
        ("health", "健康", "良好"),
        ("ethnic", "维吾尔", "维吾尔族"),
        ("ethnic", "汉 族", "汉族"),
        ("relation", "户主", "本人"),
        ("relation", "长子", "儿子"),
        ("identity", "下（待）岗", "下(待)岗"),
        ("disability", "二级肢体残疾", "肢体残疾二级"),
        ("disability", "肢体二级", "肢体残疾二级"),
        ("insurance", "是", "已参保"),
        ("hukou", "城镇", "非农业"),
        ("cause", "本人大病", "患重特大疾病"),
        ("programme", "金秋助学", "子女助学"),
        ("politics", "党员", "中共党员"),
    ],
)
def test_ledgers_words_mean_labels(name: str, word: str, label: str | None) -> None:
    assert in_force((*base_rules(), *read_preset(ZHENJIANG)), DAY).codes[name].canonical(word) == label


def test_there_are_fifty_six_peoples() -> None:
    peoples = in_force(read_preset(ZHENJIANG), DAY).labels("ethnic")
    assert len([label for label in peoples if label.endswith("族")]) == 56


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[[line]]\nyuan = 740\nyaun = 1\n", "line 1: unknown key yaun"),
        ("[[lines]]\nyuan = 740\n", "unknown key lines"),
        ("[[line]]\n", "line 1: missing key amount"),
        ("[[line]]\nyuan = 740.005\n", "line 1: yuan"),
        ("[[category]]\ncategory = '甲'\nrank = '1'\n", "category 1: rank"),
        ("[[category]]\ncategory = '甲'\nrank = true\n", "category 1: rank"),
        ("[[amount]]\nprogramme = '乙'\ncategory = '甲'\nbasis = '大概'\n", "amount 1: basis"),
        ("[[notice]]\nvalid_from = '2022年'\nworking_days = 5\n", "notice 1: valid_from"),
        ("[[codes]]\nname = 'x'\nlabels = ['甲', 3]\n", "codes 1: labels"),
        ("[[codes]]\nname = 'x'\nlabels = ['甲']\n[codes.synonyms]\n乙 = ['丙']\n", "own.toml"),
        ("[[codes]]\nname = 'x'\nlabels = ['甲']\n[codes.synonyms]\n'乙' = ['丙']\n", "synonyms of 乙"),
        ("[[codes]]\nname = 'x'\nlabels = ['甲', '乙']\n[codes.synonyms]\n'乙' = ['甲']\n", "synonym 甲"),
        ("[[line]\n", "own.toml"),
        ("[[test]]\ndivisor = '户数'\n", "test 1: divisor"),
        ("[[procedure]]\nlevels = ['区总工会']\n", "procedure 1: missing key attachment_mb"),
        ("[[consent]]\nnotice = 1\nhanding_on = true\nguardian_below = 14\n", "consent 1: notice"),
        ("[[document]]\nname = '甲'\nrank = 1\nwhen = ['是']\n", "document 1: when"),
        ("[[document]]\nname = '甲'\nrank = 1\nwhen = [{field = 'x', whose = 'dog'}]\n", "document 1: when: whose"),
        ("[[document]]\nname = '甲'\nrank = 1\nwhen = [{fields = 'x'}]\n", "document 1: when: unknown key fields"),
        ("[[document]]\nname = '甲'\nrank = 1\nwhen = [{whose = 'person'}]\n", "when: missing key field"),
        (f"{MAPPING}[mapping.pairs]\n'甲' = 3\n", "mapping 1: pairs: 甲"),
        (f"{MAPPING}[mapping.split]\n'甲' = ['乙']\n", "mapping 1: split: 甲"),
        (f"{MAPPING}[mapping.split]\n'甲' = ['乙', 3]\n", "mapping 1: split: 甲"),
        ("[[waiver]]\nitem = '水费'\nrank = 1\nmonthly_yuan = '十元'\n", "waiver 1: monthly_yuan"),
        (f"{AMOUNT}yuan = 100\ncap_yuan = 1.005\n", "amount 1: cap_yuan"),
        (f"{AMOUNT}basis = '自付比例'\npercent = 120\n", "percent 120"),
        (f"{AMOUNT}basis = '自付比例'\npercent = 0\n", "percent 0"),
        (f"{AMOUNT}basis = '自付比例'\n", "percent and basis"),
        (f"{AMOUNT}yuan = 100\npercent = 50\n", "percent and basis"),
        (f"{AMOUNT}yuan = 100\nstage = '夜校'\n", "unknown stage 夜校"),
        (f"{AMOUNT}yuan = 100\ntimes_a_year = -1\n", "times_a_year -1"),
        ("[[amount]]\nprogramme = '没有的'\ncategory = ''\nyuan = 1\n", "unknown programme 没有的"),
        (
            "[[codes]]\nname = 'category'\nlabels = ['甲']\n[[amount]]\nprogramme = '生活救助'\ncategory = '乙'\n",
            "unknown category 乙",
        ),
        ("[[programme]]\nname = '新'\nrank = 1\nexcludes = ['没有的']\n", "excludes 没有的, which is no programme"),
        ("[[programme]]\nname = '新'\nrank = 1\nexcludes = ['新']\n", "excludes itself"),
        ("[[programme]]\nname = '新'\nrank = 1\nform = '口头'\n", "unknown form 口头"),
        ("[[programme]]\nname = '新'\nrank = 1\nover = '随便'\n", "programme 1: over"),
        ("[[stage]]\nname = '新'\nrank = 1\npaper = '没有的'\n", "paper 没有的, which is no submission"),
        ("[[stage]]\nname = '新'\nrank = 1\nevery = '月'\n", "unknown period 月"),
        ("[[stage]]\nname = '新'\nrank = 1\nevery = '季度'\nmonths = 3\n", "months, though it comes again"),
        (f"{INDICATOR}points = 0\n", "points 0"),
        (f"{INDICATOR}points = 10\nfact = 'weather'\nfull = 1\n", "unknown fact weather"),
        (f"{INDICATOR}points = 10\nfact = 'contests'\n", "fact and full don't go together"),
        (f"{INDICATOR}points = 10\nfull = 3\n", "fact and full don't go together"),
        (f"{INDICATOR}points = 10\nfact = 'contests'\nfull = 0\n", "full 0"),
        (f"{INDICATOR.replace('思想引领', '后勤')}points = 10\n", "unknown front 后勤"),
        ("[[bonus]]\nname = '新'\nrank = 1\npoints = -10\nscoring = '酌情'\n", "points -10"),
        ("[[grade]]\nname = '良好'\nrank = 2\nleast = 950\n", "grade:优秀: not above 良好"),
        ("[[grade]]\nname = '很差'\nrank = 9\nleast = 0\n", "grade:不合格: not above 很差"),
        ("[[grade]]\nname = '不合格'\nrank = 4\nleast = 10\n", "the last grade isn't given from 0"),
        (f"{PILOT}monitoring = '天'\nbonus_most = 100\n", "pilot 1: monitoring"),
        (f"{PILOT}monitoring = '月'\nbonus_most = -1\n", "bonus_most -1"),
    ],
)
def test_a_strange_preset_is_refused_by_file_and_key(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(ValueError, match=r"own\.toml") as caught:
        read_preset(write(tmp_path, text))
    assert key in str(caught.value)


def test_a_preset_that_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match=r"nowhere\.toml"):
        read_preset("nowhere")


def test_an_office_can_bring_its_own_file(tmp_path: Path) -> None:
    rules = read_preset(write(tmp_path, "[[line]]\nyuan = '812.50'\ndocument_no = '镇民发〔2024〕1号'\n"))
    assert rules == (Line(valid_from=dt.date(2022, 1, 1), document_no="镇民发〔2024〕1号", amount=81250),)


def test_an_office_can_bring_a_programme_of_its_own_and_speak_of_one_that_it_has(tmp_path: Path) -> None:
    begun = dt.date(2022, 1, 1)
    path = write(tmp_path, "[[programme]]\nname = '探亲补助'\nrank = 20\nexcludes = ['旧项目', '生活救助']\n")
    with pytest.raises(ValueError, match="excludes 旧项目"):
        read_preset(path)
    rules = read_preset(path, [ProgrammeRule(valid_from=begun, name="旧项目", rank=19)])
    assert rules == (ProgrammeRule(valid_from=begun, name="探亲补助", rank=20, excludes=("旧项目", "生活救助")),)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_rule_of_a_preset_survives_the_office_file(preset: str) -> None:
    rules = read_preset(preset)
    assert tuple(rule_from_json(rule_to_json(rule)) for rule in rules) == rules


WORDS = st.text(max_size=8)
FEN = st.integers(0, 10**9)
HEAD = {"valid_from": st.dates(), "document_no": WORDS}
LABELS = st.lists(WORDS, max_size=4).map(tuple)
COUNTS = {one.name: st.integers(0, 99) for one in fields(ProcedureRule) if one.type is int}
RULES: st.SearchStrategy[Rule] = st.one_of(
    st.builds(Line, amount=FEN, **HEAD),
    st.builds(NoticeRule, working_days=st.integers(0, 60), **HEAD),
    st.builds(
        CategoryRule,
        category=WORDS,
        rank=FEN,
        times=st.none() | st.integers(1, 900),
        strict=st.booleans(),
        needs_cause=LABELS,
        **HEAD,
    ),
    st.builds(
        AmountRule,
        programme=WORDS,
        category=WORDS,
        basis=st.sampled_from(Basis),
        amount=FEN,
        months=st.integers(0, 24),
        per=st.sampled_from(Per),
        cap_months=st.none() | st.integers(1, 24),
        times_a_year=st.integers(1, 12),
        stage=WORDS,
        percent=st.none() | st.integers(1, 100),
        cap=st.none() | FEN,
        cap_once=st.none() | FEN,
        **HEAD,
    ),
    st.builds(
        ProgrammeRule,
        name=WORDS,
        rank=FEN,
        purpose=WORDS,
        recipients=WORDS,
        per=st.sampled_from(Per),
        on_file=st.booleans(),
        form=st.sampled_from(["", *RequestForm]),
        money=st.booleans(),
        visits=st.booleans(),
        excludes=LABELS,
        upper_above=st.none() | FEN,
        documents=LABELS,
        over=st.sampled_from(Over),
        used=st.booleans(),
        **HEAD,
    ),
    st.builds(FailureRule, reason=WORDS, rank=FEN, words=LABELS, action=WORDS, repay=st.booleans(), **HEAD),
    st.builds(WaiverRule, item=WORDS, rank=FEN, receiver=WORDS, benefit=WORDS, monthly=st.none() | FEN, **HEAD),
    st.builds(
        CodeRule,
        name=WORDS,
        labels=st.lists(WORDS).map(tuple),
        synonyms=st.dictionaries(WORDS, WORDS),
        **HEAD,
    ),
    st.builds(TestRule, divisor=st.sampled_from(Divisor), **HEAD),
    st.builds(ProcedureRule, **HEAD, **COUNTS, levels=LABELS, return_visits=st.lists(FEN).map(tuple)),
    st.builds(ConsentRule, notice=st.booleans(), handing_on=st.booleans(), guardian_below=st.integers(0, 18), **HEAD),
    st.builds(
        DocumentRule,
        name=WORDS,
        rank=FEN,
        when=st.lists(
            st.builds(Condition, field=WORDS, any_of=LABELS, whose=st.sampled_from(get_args(Whose))), max_size=3
        ).map(tuple),
        occasion=WORDS,
        needed=st.booleans(),
        stage=WORDS,
        **HEAD,
    ),
    st.builds(
        MappingRule,
        codes=WORDS,
        source=WORDS,
        target=WORDS,
        pairs=st.dictionaries(WORDS, WORDS),
        split=st.dictionaries(WORDS, st.tuples(WORDS, WORDS)),
        **HEAD,
    ),
)


PLACED = {**HEAD, "name": WORDS, "rank": FEN, "used": st.booleans()}
PILOT_COUNTS = {one.name: st.integers(0, 99) for one in fields(PilotRule) if one.type is int}
PILOT_RULES: st.SearchStrategy[Rule] = st.one_of(
    st.builds(
        StageRule,
        paper=WORDS,
        every=st.sampled_from(["", *Period]),
        months=st.none() | st.integers(0, 36),
        **PLACED,
    ),
    st.builds(SubmissionRule, needed=st.booleans(), contents=LABELS, **PLACED),
    st.builds(
        IndicatorRule,
        front=WORDS,
        points=FEN,
        scoring=WORDS,
        source=WORDS,
        fact=WORDS,
        full=st.none() | FEN,
        **PLACED,
    ),
    st.builds(BonusRule, points=FEN, scoring=WORDS, **PLACED),
    st.builds(VetoRule, **PLACED),
    st.builds(GradeRule, least=FEN, **PLACED),
    st.builds(PilotRule, monitoring=st.sampled_from(Period), **HEAD, **PILOT_COUNTS),
)


def test_every_kind_of_rule_has_its_word() -> None:
    assert set(KINDS.values()) == set(get_args(Rule))


@given(RULES | PILOT_RULES)
def test_any_rule_survives_the_office_file(rule: Rule) -> None:
    assert rule_from_json(rule_to_json(rule)) == rule


def test_an_amount_that_an_older_program_wrote_means_what_it_meant() -> None:
    text = (
        '{"amount": 500000, "basis": "固定金额", "cap_months": 12, "category": "深度困难", "document_no": "x",'
        ' "kind": "amount", "months": 0, "per": "人", "programme": "生活救助", "times_a_year": 1,'
        ' "valid_from": "2022-01-01"}'
    )
    rule = rule_from_json(text)
    assert isinstance(rule, AmountRule)
    assert (rule.key, rule.cap_months, rule.stage, rule.percent, rule.cap) == (
        "amount:生活救助:深度困难",
        12,
        "",
        None,
        None,
    )


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        '{"kind": "law"}',
        '{"kind": "line"}',
        '{"kind": "line", "valid_from": "2022-01-01", "amount": 7.5}',
        "x",
    ],
)
def test_text_that_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        rule_from_json(text)
