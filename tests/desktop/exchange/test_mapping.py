"""A mapping is kept as text, changed by the clerk, and told in words."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.mapping import Target, choices, mapping_from_json, target_label
from desktop.exchange.recognising import work_out
from desktop.exchange.words import words

PATHS = [("姓名",), ("身份证号",), ("配偶", "姓名"), ("爱好",), ("联系电话",)]


def test_a_mapping_comes_back_from_its_text_as_it_was() -> None:
    mapping = work_out(PATHS)
    assert mapping_from_json(mapping.to_json()) == mapping


def test_a_column_whose_field_is_no_more_is_not_taken_in() -> None:
    text = work_out(PATHS).to_json().replace('"phone"', '"telegram"')
    assert mapping_from_json(text).targets[4] is None


def test_a_target_stands_in_one_column_only() -> None:
    mapping = work_out(PATHS).with_target(3, Target(0, "phone"))
    assert mapping.targets[3:] == (Target(0, "phone"), None)


def test_a_clerk_can_leave_a_column_out() -> None:
    assert work_out(PATHS).with_target(4, None).targets[4] is None


def test_layouts_are_told_apart_by_their_headings_and_not_by_units_and_blanks() -> None:
    assert work_out([("姓 名",), ("月收入（元）",)]).source == work_out([("姓名",), ("月收入",)]).source
    assert work_out([("姓名",)]).source != work_out([("身份证号",)]).source


def test_every_choice_has_words_of_its_own() -> None:
    labels = [target_label(target) for target in choices()]
    assert len(set(labels)) == len(labels)


def test_no_word_means_two_things() -> None:
    known = words()
    assert not known.person.keys() & known.household.keys()
    assert not known.ignored & (known.person.keys() | known.household.keys())


@given(
    st.lists(
        st.lists(
            st.sampled_from(["姓名", "关系", "身份证号", "家庭成员", "家庭成员1", "配偶", "户主", "备注"])
            | st.text(max_size=4),
            min_size=1,
            max_size=3,
        ).map(tuple),
        max_size=12,
    )
)
def test_any_headings_give_a_mapping_in_which_no_target_stands_twice(paths: list[tuple[str, ...]]) -> None:
    targets = [target for target in work_out(paths).targets if target]
    assert len(set(targets)) == len(targets)
