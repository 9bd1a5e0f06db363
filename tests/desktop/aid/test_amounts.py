"""Of amounts that came back edited, what is changed is told, and nothing that isn't."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.aid.amounts import AmountLine, AmountRead, compare
from tests.builders import resident_id

LINES = [
    AmountLine(number="7", name="张晓明", resident_id=resident_id(seq=1), amount=5000_00, note="原有"),
    AmountLine(number="8", name="李春花", resident_id=None, amount=4000_00),
]


def test_amounts_and_notes_that_differ_are_changes_and_the_rest_stays() -> None:
    found = compare(LINES, {"7": AmountRead(amount=4500_00), "8": AmountRead(amount=4000_00, note="")})
    assert [(one.line.number, one.amount, one.note) for one in found.changes] == [("7", 4500_00, "原有")]
    assert (found.unchanged, found.refused) == (1, False)
    assert found.sentence == "改动 1 行，其余 1 行不变。"


def test_a_sheet_without_changes_says_so() -> None:
    found = compare(LINES, {"7": AmountRead(), "8": AmountRead(amount=4000_00)})
    assert (found.changes, found.unchanged) == ((), 2)
    assert "没有改动" in found.sentence


def test_a_note_is_taken_away_by_an_empty_cell_but_not_by_a_missing_column() -> None:
    assert compare(LINES, {"7": AmountRead(note="")}).changes[0].note is None
    assert not compare(LINES, {"7": AmountRead(note=None)}).changes


def test_a_number_that_the_batch_does_not_have_refuses_the_whole_and_the_rest_is_still_looked_at() -> None:
    found = compare(LINES, {"99": AmountRead(amount=1), "100": AmountRead(amount=1), "8": AmountRead(amount=1)})
    assert [one.code for one in found.findings] == ["number_unknown"] * 2
    assert (found.refused, len(found.changes)) == (True, 1)


def test_a_number_beside_another_person_refuses_the_whole() -> None:
    swapped = {
        "7": AmountRead(amount=1, name="张晓明", resident_id=resident_id(seq=2)),
        "8": AmountRead(amount=1, name="张晓明"),
    }
    assert [one.code for one in compare(LINES, swapped).findings] == ["number_of_another"] * 2
    same = {"7": AmountRead(resident_id=resident_id(seq=1).lower()), "8": AmountRead(name=" 李 春花")}
    assert not compare(LINES, same).findings


@given(st.lists(st.none() | st.integers(0, 10**9), min_size=2, max_size=2))
def test_what_is_written_makes_a_second_comparison_find_nothing(amounts: list[int | None]) -> None:
    read = {line.number: AmountRead(amount=amount) for line, amount in zip(LINES, amounts, strict=True)}
    found = compare(LINES, read)
    after = {one.line.number: one.amount for one in found.changes}
    now = [AmountLine(number=one.number, name=one.name, amount=after.get(one.number, one.amount)) for one in LINES]
    assert not compare(now, read).changes
