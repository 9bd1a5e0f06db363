"""A relation of either sex becomes that of the person's sex, and is never guessed."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from desktop.cases.household import HouseholdDraft
from desktop.exchange.planning import outcome
from desktop.exchange.words import words
from tests.builders import policy, resident_id
from tests.desktop.exchange.workbooks import HEADINGS, ONE, looked_at, xlsx

BIRTH = dt.date(2005, 1, 2)
HIS, HERS = resident_id(BIRTH, "男", 5), resident_id(BIRTH, "女", 6)
BESIDE = (*HEADINGS, "家庭成员1姓名", "家庭成员1关系", "家庭成员1身份证号", "家庭成员1性别")


def member(path: Path, word: str, number: str, sex: str = "") -> tuple[HouseholdDraft, list[str]]:
    line = looked_at(xlsx(path / "a.xlsx", [BESIDE, (*ONE, "张小宝", word, number, sex)])).lines[0]
    return line.draft, [one.code for one in line.findings]


@pytest.mark.parametrize(
    ("word", "his", "hers"),
    [
        ("子女", "儿子", "女儿"),
        ("孩子", "儿子", "女儿"),
        ("小 孩", "儿子", "女儿"),
        ("父母", "父亲", "母亲"),
        ("岳父母", "岳父", "岳母"),
        ("孙子女", "孙子", "孙女"),
        ("兄弟姐妹", "兄弟", "姐妹"),
    ],
)
def test_a_word_for_both_sexes_is_told_by_the_id(word: str, his: str, hers: str, tmp_path: Path) -> None:
    assert member(tmp_path, word, HIS)[0].persons[1]["relation"] == his
    assert member(tmp_path, word, HERS)[0].persons[1]["relation"] == hers


@pytest.mark.parametrize(
    ("word", "relation"),
    [("夫妻", "配偶"), ("爱人", "配偶"), ("长子", "儿子"), ("次子", "儿子"), ("长女", "女儿"), ("次女", "女儿")],
)
def test_other_words_are_those_of_the_list(word: str, relation: str, tmp_path: Path) -> None:
    draft, codes = member(tmp_path, word, HIS if relation == "儿子" else HERS)
    assert (draft.persons[1]["relation"], codes) == (relation, [])


def test_without_an_id_the_sex_that_is_stated_tells(tmp_path: Path) -> None:
    draft, codes = member(tmp_path, "子女", "", "女")
    assert (draft.persons[1]["relation"], codes) == ("女儿", ["member_id_missing"])


def test_without_either_it_stays_open_and_the_word_is_kept(tmp_path: Path) -> None:
    line = looked_at(xlsx(tmp_path / "a.xlsx", [BESIDE, (*ONE, "张小宝", "子女", "", "")])).lines[0]
    assert [(one.code, one.refuses) for one in line.findings] == [
        ("unknown_code", False),
        ("member_id_missing", False),
    ]
    made = outcome(line)
    assert (made.persons[1].relation, made.note) == ("其他", "张小宝关系：子女")


def test_a_heading_that_names_both_sexes_is_told_by_the_id(tmp_path: Path) -> None:
    rows = [(*HEADINGS, "子女1姓名", "子女1身份证号", "子女2姓名", "子女2身份证号"), (*ONE, "大宝", HIS, "二宝", HERS)]
    persons = looked_at(xlsx(tmp_path / "a.xlsx", rows)).lines[0].draft.persons
    assert [one["relation"] for one in persons[1:]] == ["儿子", "女儿"]


@pytest.mark.parametrize(
    "cell",
    [
        f"王丽/配偶/{HERS}\n张小宝/儿子/{HIS}",
        "王丽、张小宝",
        f"王丽 配偶 {HERS}",
        "王丽（配偶）\r\n张小宝（儿子）",
    ],
)
def test_members_in_one_cell_are_kept_as_words_and_said_so(cell: Any, tmp_path: Path) -> None:
    rows = [(*HEADINGS, "家庭成员情况（姓名、关系、身份证号）"), (*ONE, cell)]
    line = looked_at(xlsx(tmp_path / "a.xlsx", rows)).lines[0]
    assert [(one.code, one.refuses, one.place.row) for one in line.findings] == [("members_in_one_cell", False, 2)]
    assert (len(line.draft.persons), str(line.draft.values["note"])[:7]) == (1, "家庭成员：王丽")


def test_relations_of_either_sex_lead_to_labels_of_the_list() -> None:
    known = policy().codes["relation"]
    assert {label for pair in words().by_sex.values() for label in pair} <= set(known.labels)
    assert not [word for word in words().by_sex if known.canonical(word)]


@pytest.mark.parametrize("cell", ["王\n丽", "王 丽", "阿依古丽·买买提"])
def test_one_name_is_one_member_however_it_is_broken(cell: str, tmp_path: Path) -> None:
    rows = [(*HEADINGS, "家庭成员姓名", "家庭成员身份证号"), (*ONE, cell, HERS)]
    line = looked_at(xlsx(tmp_path / "a.xlsx", rows)).lines[0]
    assert (len(line.draft.persons), line.findings) == (2, ())
