"""Amounts go out to Excel and come back: all rows are checked before any is written, and nothing is written twice."""

from pathlib import Path

import pytest

from desktop.aid.flow import Verb
from desktop.base.errors import ForbiddenError, RefusedError
from tests import offices
from tests.desktop.office.banking import edited
from tests.desktop.store.test_inversion import undo
from tests.offices import Doors


@pytest.fixture
def drawn(doors: Doors) -> Doors:
    """A batch of three at 5,000 yuan that is being drawn up."""
    for seed in range(3):
        doors.enter(seed)
    doors.batch(doors.fund())
    return doors


def names(doors: Doors) -> list[str]:
    return [one.name for one in doors.aid.payments(1)]


def test_what_comes_back_is_entered_as_one_operation_and_undone_as_one(drawn: Doors, tmp_path: Path) -> None:
    first, second, third = names(drawn)
    before = drawn.aid.payments(1)
    path = edited(
        drawn,
        1,
        tmp_path / "金额.xlsx",
        {first: {"金额": 3200.5, "说明": "只发两个季度"}, second: {"金额": 0, "说明": "本人放弃"}},
    )
    look = drawn.paying.read_amounts(1, path)
    assert look.sentence == "改动 2 行，其余 1 行不变。"
    change = drawn.paying.enter_amounts(look)
    assert change.count == 2
    one, two, three = drawn.aid.payments(1)
    assert (one.amount, one.reason.endswith("调整为 3,200.50：只发两个季度")) == (320_050, True)
    assert (two.excluded, three.amount) == ("本人放弃", 500_000)
    assert third == three.name
    undo(drawn.db)
    assert drawn.aid.payments(1) == before


def test_what_was_not_edited_changes_nothing_and_says_so(drawn: Doors, tmp_path: Path) -> None:
    look = drawn.paying.read_amounts(1, edited(drawn, 1, tmp_path / "金额.xlsx", {}))
    assert "没有改动" in look.sentence
    change = drawn.paying.enter_amounts(look)
    assert (change.operation, change.count) == (0, 0)
    assert "没有改动" in change.label


def test_two_clicks_enter_once(drawn: Doors, tmp_path: Path) -> None:
    first, second, _ = names(drawn)
    path = edited(drawn, 1, tmp_path / "金额.xlsx", {first: {"金额": 3000}, second: {"金额": 0}})
    look = drawn.paying.read_amounts(1, path)
    drawn.paying.enter_amounts(look)
    before = offices.dump(drawn.db)
    assert drawn.paying.enter_amounts(look).operation == 0
    assert offices.dump(drawn.db) == before


def test_one_wrong_row_keeps_all_out_and_every_wrong_row_is_named_with_its_place(drawn: Doors, tmp_path: Path) -> None:
    first, second, third = names(drawn)
    path = edited(
        drawn,
        1,
        tmp_path / "金额.xlsx",
        {first: {"金额": 3000}, second: {"金额": "三千多"}, third: {"发放编号": "777"}},
    )
    look = drawn.paying.read_amounts(1, path)
    wrong = [one for one in look.findings if one.refuses]
    assert len({one.place.row for one in wrong}) == 2
    assert "一行也没有写" in look.sentence
    before = offices.dump(drawn.db)
    with pytest.raises(RefusedError):
        drawn.paying.enter_amounts(look)
    assert offices.dump(drawn.db) == before


def test_above_the_ceiling_needs_a_note_and_who_allowed_it(drawn: Doors, tmp_path: Path) -> None:
    first = names(drawn)[0]
    path = edited(drawn, 1, tmp_path / "金额.xlsx", {first: {"金额": 60000, "说明": "重病"}})
    look = drawn.paying.read_amounts(1, path)
    [found] = [one for one in look.findings if one.refuses]
    assert found.code == "over_ceiling"
    assert found.place.row
    allowed = drawn.paying.read_amounts(1, path, "李主席")
    assert not allowed.refused
    drawn.paying.enter_amounts(allowed)
    line = drawn.aid.payments(1)[0]
    assert (line.amount, line.override, line.override_by) == (6_000_000, "重病", "李主席")


def test_who_was_excluded_since_gets_nothing_by_the_sheet(drawn: Doors, tmp_path: Path) -> None:
    first, second, _ = names(drawn)
    same = edited(drawn, 1, tmp_path / "旧.xlsx", {second: {"金额": 4000}})
    other = edited(drawn, 1, tmp_path / "新.xlsx", {first: {"金额": 4000}})
    drawn.aid.exclude(drawn.aid.payments(1)[0].id, "搬走")
    assert drawn.paying.read_amounts(1, same).sentence == "改动 1 行，其余 2 行不变。"
    assert [one.code for one in drawn.paying.read_amounts(1, other).findings if one.refuses] == ["excluded"]


def test_a_note_alone_is_said_to_be_lost(drawn: Doors, tmp_path: Path) -> None:
    look = drawn.paying.read_amounts(1, edited(drawn, 1, tmp_path / "金额.xlsx", {names(drawn)[0]: {"说明": "已核"}}))
    assert [one.code for one in look.findings] == ["note_alone"]
    assert not look.refused


def test_a_locked_batch_gives_and_takes_no_amounts(drawn: Doors, tmp_path: Path) -> None:
    look = drawn.paying.read_amounts(1, edited(drawn, 1, tmp_path / "金额.xlsx", {names(drawn)[0]: {"金额": 4000}}))
    drawn.seen_through(1, Verb.LOCK)
    for ask in (
        lambda: drawn.paying.export_amounts(1, tmp_path / "再.xlsx"),
        lambda: drawn.paying.read_amounts(1, tmp_path / "金额.xlsx"),
        lambda: drawn.paying.enter_amounts(look),
    ):
        with pytest.raises(ForbiddenError, match="请先退回编制"):
            ask()
