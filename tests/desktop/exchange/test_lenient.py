"""A word that no list knows refuses nothing that a file can do without, and is kept where it can be read."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.codes import CodeList
from desktop.base.fields import Field, Kind, field_of
from desktop.base.text import tidy
from desktop.base.values import read_value
from desktop.cases.household import Household, HouseholdDraft, Person
from desktop.exchange.lenient import read_leniently, remarks_of
from desktop.exchange.planning import Existing, Known, Verdict, outcome, plan
from tests.builders import draft, household, policy
from tests.desktop.exchange.workbooks import HEADINGS, ONE, looked_at, taken, xlsx

HEALTH = field_of(Person, "health")
CAUSES = Field(label="次要致困原因", kind=Kind.CODE, name="other_causes", codes="cause", most=3)


def read(path: Path, heading: str, cell: Any) -> tuple[HouseholdDraft, list[tuple[str, bool, str]]]:
    line = looked_at(xlsx(path / "a.xlsx", [(*HEADINGS, heading), (*ONE, cell)])).lines[0]
    return line.draft, [(one.code, one.refuses, one.place.column) for one in line.findings]


@pytest.mark.parametrize(
    ("heading", "cell", "text", "kept"),
    [
        ("健康状况", "高血压、糖尿病", "note", "健康状况：高血压、糖尿病"),
        ("致困原因", "因病致贫，妻子长期卧床", "cause_note", "主要致困原因：因病致贫，妻子长期卧床"),
        ("户口类型", "蓝印户口", "note", "户口类型：蓝印户口"),
        ("住房情况", "住厂里", "note", "住房类型：住厂里"),
    ],
)
def test_an_unknown_word_leaves_the_field_blank_and_is_kept(
    heading: str, cell: str, text: str, kept: str, tmp_path: Path
) -> None:
    got, found = read(tmp_path, heading, cell)
    assert found == [("unknown_code", False, heading)]
    assert got.values[text] == kept
    assert looked_at(tmp_path / "a.xlsx").new == 1


@pytest.mark.parametrize(
    ("heading", "cell", "code", "kept"),
    [
        ("是否单亲", "不详", "yes_no", "是否单亲：不详"),
        ("住房面积", "约九十平", "area", "建筑面积：约九十平"),
        ("学制", "弹性", "count", "学制：弹性"),
        ("合同签订时间", "未签", "date", "劳动合同签订时间：未签"),
    ],
)
def test_other_things_that_a_file_can_do_without_refuse_nothing(
    heading: str, cell: str, code: str, kept: str, tmp_path: Path
) -> None:
    got, found = read(tmp_path, heading, cell)
    assert (found, got.values["note"]) == ([(code, False, heading)], kept)


@pytest.mark.parametrize(("heading", "cell"), [("困难类别", "特别困难"), ("家庭年收入", "三万左右")])
def test_what_rights_hang_on_still_refuses(heading: str, cell: str, tmp_path: Path) -> None:
    rows = [("姓名", "身份证号", heading), (*ONE[:2], cell)]
    line = looked_at(xlsx(tmp_path / "a.xlsx", rows)).lines[0]
    assert (line.verdict, line.draft.remarks) == (Verdict.REFUSED, {})


def test_a_form_refuses_the_word_as_ever() -> None:
    assert read_value(HEALTH, "高血压、糖尿病", policy().codes).refused


@pytest.mark.parametrize(
    ("name", "words", "label"),
    [
        ("main_cause", "因病致困（患重特大疾病）", "患重特大疾病"),
        ("main_cause", "本人患重特大疾病", "患重特大疾病"),
        ("main_cause", "患重特大疾病、子女上学", None),
        ("hukou", "非农业（城镇）", "非农业"),
        ("housing", "租房（每月800元）", "租房"),
        ("health", "良好，无疾病", "良好"),
        ("health", "高血压三级", "高血压病"),
        ("health", "高血压、糖尿病", None),
        ("health", "无残疾", None),
        ("health", "非恶性肿瘤", None),
        ("identity", "小学教师", None),
        ("relation", "妻子（残疾）", "妻子"),
        ("relation", "父亲的弟弟", None),
        ("relation", "外孙女婿", None),
    ],
)
def test_one_label_that_stands_in_the_words_is_taken(name: str, words: str, label: str | None) -> None:
    record = Household if name in {"main_cause", "hukou", "housing"} else Person
    field, codes = field_of(record, name), policy().codes
    refused = read_value(field, words, codes)
    assert refused.refused
    reading = read_leniently(field, words, refused, codes)
    assert (reading.value, reading.refused, words in reading.findings[0].message) == (label, False, True)


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("残疾、还不起房贷", "残疾"),
        ("1 还不起房贷 2 残疾 3 上学", "子女上学、残疾"),
        ("妻子患重特大疾病；残疾", "患重特大疾病、残疾"),
        ("还不起房贷、老人无人照看", None),
        ("其他、残疾、车祸、上学", "遭受意外事故、其他、残疾"),
    ],
)
def test_of_several_causes_the_known_ones_are_taken_and_all_words_are_kept(words: str, labels: str | None) -> None:
    codes = policy().codes
    refused = read_value(CAUSES, words, codes)
    assert refused.refused
    reading = read_leniently(CAUSES, words, refused, codes)
    assert (reading.value, reading.refused) == (labels, False)
    assert read_value(CAUSES, labels, codes) == (labels, ())
    assert remarks_of([reading.findings[0].about("other_causes")], [{}]) == {"cause_note": (f"次要致困原因：{words}",)}


def test_of_several_causes_in_a_sheet_what_no_list_knows_is_kept_and_refuses_nothing(tmp_path: Path) -> None:
    got, found = read(tmp_path, "次要原因", "1 残疾 2 还不起房贷")
    assert found == [("unknown_code", False, "次要原因")]
    assert (got.values["other_causes"], got.values["cause_note"]) == ("残疾", "次要致困原因：1 残疾 2 还不起房贷")
    assert looked_at(tmp_path / "a.xlsx").new == 1


def test_too_many_causes_in_a_sheet_are_said_and_the_first_are_taken(tmp_path: Path) -> None:
    got, found = read(tmp_path, "次要原因", "其他、残疾、车祸、上学")
    assert found == [("too_many", False, "次要原因")]
    assert got.values["other_causes"] == "遭受意外事故、其他、残疾"


def test_a_label_that_was_taken_is_warned_of_and_the_words_are_kept(tmp_path: Path) -> None:
    got, found = read(tmp_path, "致困原因", "因病致困（患重特大疾病）")
    assert found == [("unknown_code", False, "致困原因")]
    assert (got.values["main_cause"], got.values["cause_note"]) == (
        "患重特大疾病",
        "主要致困原因：因病致困（患重特大疾病）",
    )


def test_what_is_kept_follows_the_sheets_own_note(tmp_path: Path) -> None:
    rows = [(*HEADINGS, "备注", "健康状况", "户口"), (*ONE, "低保户", "不太好", "蓝印")]
    got = taken(xlsx(tmp_path / "a.xlsx", rows)).drafts[0]
    assert got.values["note"] == "低保户；户口类型：蓝印；健康状况：不太好"


def test_a_members_words_are_kept_with_the_name(tmp_path: Path) -> None:
    rows = [(*HEADINGS, "家庭成员1姓名", "家庭成员1关系", "家庭成员1健康状况"), (*ONE, "王丽", "配偶", "不太好")]
    assert taken(xlsx(tmp_path / "a.xlsx", rows)).drafts[0].values["note"] == "王丽健康状况：不太好"


def test_words_that_no_longer_fit_refuse(tmp_path: Path) -> None:
    rows = [(*HEADINGS, "备注", "健康状况"), (*ONE, "长" * 1999, "不太好")]
    line = looked_at(xlsx(tmp_path / "a.xlsx", rows)).lines[0]
    assert [(one.code, one.refuses) for one in line.findings] == [("unknown_code", False), ("too_long", True)]


_WORDS = st.text(st.sampled_from("高血压糖尿病残疾农业非（）、，；：无未租房好 x"), min_size=1, max_size=12)


@given(_WORDS)
def test_no_word_is_lost_and_none_refuses(words: str) -> None:
    codes = policy().codes
    for field in (HEALTH, field_of(Household, "hukou"), field_of(Household, "single_parent"), CAUSES):
        refused = read_value(field, words, codes)
        if not refused.refused:
            continue
        reading = read_leniently(field, words, refused, codes)
        assert tidy(words) in reading.findings[0].words  # type: ignore[attr-defined]
        assert not reading.refused
        assert reading.value is None or {*reading.value.split("、")} <= {*codes[field.codes].labels}


def test_a_field_without_labels_is_kept_whole() -> None:
    field, codes = field_of(Household, "hukou"), {"hukou": CodeList("hukou", ())}
    reading = read_leniently(field, "蓝印", read_value(field, "蓝印", codes), codes)
    assert reading.value is None


OFFICE = household(1, members=0)
KEPT = "健康状况：高血压、糖尿病"


def of_office(note: str | None, **columns: Any) -> HouseholdDraft:
    own = {"name": OFFICE.applicant.name, "resident_id": OFFICE.applicant.resident_id}
    return draft(own, note=note, **columns)


def planned(office: Household, told: HouseholdDraft, existing: Existing) -> Any:
    return plan([told], {str(office.applicant.resident_id): Known(office, 0)}, existing).lines[0]


def remarked(own: str | None) -> HouseholdDraft:
    whole = f"{own}；{KEPT}" if own else KEPT
    return replace(of_office(whole), remarks={"note": (KEPT,)})


@pytest.mark.parametrize(
    ("office", "own", "existing", "after"),
    [
        (None, None, Existing.FILL, KEPT),
        (None, "低保户", Existing.FILL, f"低保户；{KEPT}"),
        ("老备注", None, Existing.FILL, f"老备注；{KEPT}"),
        ("老备注", None, Existing.UPDATE, f"老备注；{KEPT}"),
        ("老备注", "低保户", Existing.FILL, f"老备注；{KEPT}"),
        ("老备注", "低保户", Existing.UPDATE, f"低保户；{KEPT}"),
        ("老备注", "低保户", Existing.SKIP, "老备注"),
    ],
)
def test_words_are_added_to_the_offices_note_and_never_take_its_place(
    office: str | None, own: str | None, existing: Existing, after: str
) -> None:
    have = replace(OFFICE, note=office)
    line = planned(have, remarked(own), existing)
    made = outcome(line)
    assert made.note == after
    assert planned(made, remarked(own), existing).verdict is Verdict.SAME


@given(st.sampled_from(list(Existing)), _WORDS, _WORDS, _WORDS, st.none() | st.just("低保户"))
def test_entering_unknown_words_again_changes_nothing(
    existing: Existing, health: str, cause: str, others: str, note: str | None
) -> None:
    rows = [(*HEADINGS, "健康状况", "致困原因", "次要原因", "备注"), (*ONE, health, cause, others, note)]
    with TemporaryDirectory() as folder:
        path = xlsx(Path(folder) / "a.xlsx", rows)
        made = outcome(looked_at(path).lines[0])
        known = {ONE[1]: Known(made, 0)}
        assert looked_at(path, known, existing).same == 1
