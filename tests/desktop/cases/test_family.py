"""What people are to one another after a change of head, and what one file takes over from another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.cases.family import OTHER, merger, relations_to
from desktop.cases.household import Household, Person
from tests import builders


def family(*relations: str) -> tuple[Person, ...]:
    """An applicant and these relatives, each numbered by its place from 1; a woman where the relation says so."""
    women = "妻母女婆媳姐"
    people = [("本人", "男"), *((one, "女" if any(char in women for char in one) else "男") for one in relations)]
    people = [(one, "男" if one == "女婿" else sex) for one, sex in people]
    return tuple(builders.person(at, id=at, relation=one, sex=sex) for at, (one, sex) in enumerate(people, 1))


def after(relations: str, head: str) -> dict[str, str]:
    """What everybody was, and becomes once that relative of a man is the head."""
    people = family(*relations.split())
    new = next(one.id for one in people if one.relation == head)
    found = relations_to(people, new)
    return {one.relation: found[one.id] for one in people}


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("妻子", "本人 丈夫 儿子 儿子 女儿 女儿 父亲 公公 母亲 婆婆 岳母 母亲 孙子 孙子 儿媳 儿媳 继子 儿子 祖父 其他"),
        ("儿子", "本人 父亲 妻子 母亲 女儿 姐妹 父亲 祖父 母亲 祖母 岳母 外祖母 继子 兄弟 孙子 其他 儿媳 其他"),
        ("女儿", "本人 父亲 妻子 母亲 儿子 兄弟 父亲 祖父 岳母 外祖母"),
        ("父亲", "本人 儿子 妻子 儿媳 儿子 孙子 女儿 孙女 母亲 妻子 兄弟 儿子 祖父 父亲 岳母 其他"),
        ("母亲", "本人 儿子 父亲 丈夫 兄弟 儿子 祖父 公公"),
        ("岳母", "本人 女婿 妻子 女儿 儿子 外孙 女儿 外孙女"),
        ("兄弟", "本人 兄弟 父亲 父亲 母亲 母亲 祖父 祖父 儿子 其他"),
        ("孙子", "本人 祖父 妻子 祖母 儿子 其他"),
        ("祖父", "本人 孙子 父亲 儿子 母亲 儿媳 兄弟 孙子"),
        ("继子", "本人 继父 妻子 母亲 儿子 兄弟"),
        ("儿媳", "本人 公公 妻子 婆婆"),
    ],
)
def test_relations_follow_a_new_head(head: str, expected: str) -> None:
    words = expected.split()
    pairs = dict(zip(words[::2], words[1::2], strict=True))
    relations = " ".join(dict.fromkeys([head, *(one for one in pairs if one != "本人")]))
    assert after(relations, head) == {**pairs, head: "本人"}


def test_a_file_that_says_spouse_goes_on_saying_so() -> None:
    assert after("配偶 儿子", "配偶") == {"本人": "配偶", "配偶": "本人", "儿子": "儿子"}


def test_whose_relation_says_nothing_is_other_for_everybody() -> None:
    assert after("其他 妻子", "其他") == {"本人": OTHER, "妻子": OTHER, "其他": "本人"}


CERTAIN = st.lists(
    st.sampled_from("妻子 儿子 女儿 父亲 母亲 兄弟 姐妹 岳父 岳母".split()), min_size=1, max_size=6, unique=True
)


@given(CERTAIN, st.data())
def test_going_back_to_the_former_head_loses_nobody_and_changes_no_certain_relation(
    relations: list[str], data: st.DataObject
) -> None:
    people = family(*relations)
    head = data.draw(st.integers(2, len(people)))
    there = relations_to(people, head)
    assert [one for one, word in there.items() if word == "本人"] == [head]
    assert set(there) == {one.id for one in people}
    moved = [
        builders.person(one.id, id=one.id, relation=there[one.id], sex=one.sex)
        for one in sorted(people, key=lambda one: one.id != head)
    ]
    back = relations_to(moved, 1)
    assert {one.id: back[one.id] for one in people if there[one.id] != OTHER and back[one.id] != OTHER} == {
        one.id: one.relation for one in people if there[one.id] != OTHER and back[one.id] != OTHER
    }


# Merging

WIFE = builders.person(7, id=2, relation="妻子", sex="女", phone=None)
HUSBANDS = builders.household(1, persons=(builders.person(1, id=1, sex="男"), WIFE), note=None, address=None)


def hers() -> Household:
    her = builders.person(7, id=11, sex="女", phone="13800001111", resident_id=WIFE.resident_id)
    son = builders.person(8, id=12, relation="儿子", sex="男")
    mother = builders.person(9, id=13, relation="母亲", sex="女")
    return builders.household(2, persons=(her, son, mother), address="大港街道1号", note="补记")


def test_who_is_in_both_is_not_brought_and_fills_the_blanks() -> None:
    taken = merger(HUSBANDS, hers(), {}, {})
    assert taken.matched == {11: 2}
    assert taken.filled == {2: {"phone": "13800001111"}}
    assert [(one["name"], one["relation"]) for one in taken.added] == [
        (builders.name(8), "儿子"),
        (builders.name(9), "岳母"),
    ]


def test_blanks_of_the_household_are_filled_but_not_the_work_and_account_of_another_head() -> None:
    into = builders.household(1, persons=(builders.person(1, id=1), WIFE), address=None, card=None, employer=None)
    assert merger(into, hers(), {}, {}).values == {"address": "大港街道1号", "note": "补记"}


def test_the_same_head_by_the_clerks_word_brings_the_account_too() -> None:
    into = builders.household(1, persons=(builders.person(1, id=1), WIFE), card=None)
    taken = merger(into, hers(), {11: 1}, {})
    assert taken.values["card"] == builders.card(2)
    assert [one["relation"] for one in taken.added] == ["儿子", "母亲"]


def test_relations_that_do_not_follow_are_the_clerks_to_say() -> None:
    other = builders.household(3, persons=(builders.person(30, id=31), builders.person(31, id=32, relation="儿子")))
    assert [one["relation"] for one in merger(HUSBANDS, other, {}, {}).added] == [OTHER, OTHER]
    assert [one["relation"] for one in merger(HUSBANDS, other, {}, {31: "兄弟"}).added] == ["兄弟", OTHER]
