"""The list model: pages fetched when seen, and rows replaced at once."""

from array import array
from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.base.changes import Noun
from desktop.base.listing import Query
from tests.ui.standin import LISTING, made_up
from ui.tables.model import PAGE, ListModel, Role
from ui.tables.source import Found, MemorySource, Row, clip

ALL = Query(noun=Noun.CASES, order="name")
DISPLAY = Qt.ItemDataRole.DisplayRole


class LateSource:
    """Rows of made-up people, handed over only when the test says so."""

    def __init__(self, count: int) -> None:
        self.numbers = array("q", range(1, count + 1))
        self.waiting: list[Callable[[], object]] = []
        self.fetched: list[int] = []
        self.mark = ""

    def find(self, _query: Query, window: range, then: Callable[[Found], object]) -> None:
        """Answers when told."""
        first = clip(window, len(self.numbers))
        ids = array("q", self.numbers)
        rows = [self._row(one) for one in ids[first.start : first.stop]]
        self.waiting.append(lambda: then(Found(ids, first.start, rows)))

    def fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], object]) -> None:
        """Answers when told."""
        self.fetched += ids
        rows = [self._row(one) for one in ids]
        self.waiting.append(lambda: then(rows))

    def deliver(self) -> None:
        """Hand over what waits."""
        waiting, self.waiting = self.waiting, []
        for one in waiting:
            one()

    def _row(self, number: int) -> Row:
        return (f"{made_up(number)[0]}{self.mark}", *made_up(number)[1:])


def text(model: ListModel, row: int, column: int = 0) -> object:
    return model.index(row, column).data()


@pytest.fixture
def late() -> LateSource:
    return LateSource(1000)


@pytest.fixture
def model(late: LateSource) -> ListModel:
    made = ListModel(LISTING, late)
    made.show(ALL)
    late.deliver()
    return made


def loaded(qtbot: QtBot, model: ListModel, late: LateSource, row: int) -> None:
    model.index(row, 0).data()
    qtbot.waitUntil(lambda: bool(late.waiting))
    late.deliver()


def test_the_model_keeps_qts_rules(qtbot: QtBot, late: LateSource) -> None:
    model = ListModel(LISTING, late)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(ALL)
    late.deliver()
    loaded(qtbot, model, late, 900)
    late.numbers = late.numbers[:500]
    model.refresh()
    late.deliver()
    assert tester.model() is model
    assert model.rowCount() == 500


def test_only_the_first_page_is_fetched_at_first(model: ListModel, late: LateSource) -> None:
    assert model.rowCount() == 1000
    assert text(model, 0) == "人00001"
    assert late.fetched == []


def test_a_row_out_of_sight_is_fetched_with_its_neighbours(qtbot: QtBot, model: ListModel, late: LateSource) -> None:
    assert text(model, 550) == ""
    assert model.index(550, 0).data(Role.LOADED) is False
    loaded(qtbot, model, late, 550)
    assert text(model, 550) == "人00551"
    assert model.index(550, 0).data(Role.LOADED) is True
    assert (late.fetched[0], late.fetched[-1]) == (401, 700)


def test_pages_that_only_scrolled_by_are_not_fetched(qtbot: QtBot, model: ListModel, late: LateSource) -> None:
    for row in range(150, 950, PAGE):
        text(model, row)
    loaded(qtbot, model, late, 950)
    assert late.fetched[0] > 800


def test_old_rows_stay_while_a_query_runs_and_are_replaced_at_once(model: ListModel, late: LateSource) -> None:
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(model.rowCount()))
    late.numbers = array("q", [7, 5])
    model.show(Query(noun=Noun.CASES, text="x", order="name"))
    assert text(model, 0) == "人00001"
    assert model.rowCount() == 1000
    late.deliver()
    assert resets == [2]
    assert [text(model, row) for row in (0, 1)] == ["人00007", "人00005"]


def test_of_two_queries_only_the_newer_is_shown(model: ListModel, late: LateSource) -> None:
    late.numbers = array("q", [1])
    model.show(ALL)
    late.numbers = array("q", [2, 3])
    model.show(ALL)
    late.deliver()
    assert list(model.ids) == [2, 3]


def test_rows_of_an_old_query_never_land_in_a_new_one(qtbot: QtBot, model: ListModel, late: LateSource) -> None:
    text(model, 550)
    qtbot.waitUntil(lambda: bool(late.waiting))
    late.numbers = array("q", range(1000, 0, -1))
    model.show(ALL)
    newest_first = late.waiting[::-1]
    late.waiting = []
    for one in newest_first:
        one()
    assert text(model, 550) == ""
    assert text(model, 0) == "人01000"


def test_a_refresh_with_the_same_records_redraws_without_a_reset(model: ListModel, late: LateSource) -> None:
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    late.mark = "新"
    model.refresh()
    assert text(model, 0) == "人00001"
    late.deliver()
    assert text(model, 0) == "人00001新"
    assert resets == []


def test_after_a_refresh_rows_out_of_its_window_stay_visible_until_they_are_new(
    qtbot: QtBot, model: ListModel, late: LateSource
) -> None:
    loaded(qtbot, model, late, 550)
    text(model, 0)
    late.mark = "新"
    model.refresh()
    late.deliver()
    assert text(model, 550) == "人00551"
    loaded(qtbot, model, late, 550)
    assert text(model, 550) == "人00551新"


def test_a_refresh_far_down_fetches_what_is_seen(qtbot: QtBot, model: ListModel, late: LateSource) -> None:
    loaded(qtbot, model, late, 550)
    late.numbers = late.numbers[1:]
    model.refresh()
    late.deliver()
    assert text(model, 550) == "人00552"


def test_a_list_that_shrinks_under_the_window_shows_its_end(qtbot: QtBot, model: ListModel, late: LateSource) -> None:
    loaded(qtbot, model, late, 950)
    late.numbers = late.numbers[:730]
    model.refresh()
    late.deliver()
    assert text(model, 729) == "人00730"
    loaded(qtbot, model, late, 450)
    assert text(model, 450) == "人00451"


def test_pages_in_memory_are_limited(qtbot: QtBot) -> None:
    late = LateSource(20_000)
    model = ListModel(LISTING, late)
    model.show(ALL)
    late.deliver()
    for row in range(150, 20_000, 300):
        loaded(qtbot, model, late, row)
    assert len(model._pages) <= 60


def test_numbers_of_persons_are_masked_until_they_are_revealed(model: ListModel) -> None:
    assert text(model, 0, 1) == "321102********0001"
    model.reveal(revealed=True)
    assert text(model, 0, 1) == "321102197503080001"


def test_a_cell_has_a_text_a_value_a_side_and_a_record(model: ListModel) -> None:
    money = model.index(4, model.column_at("per_head"))
    assert money.data() == "5.00"
    assert money.data(Role.VALUE) == money.data(Role.SORT) == 500
    assert money.data(Role.ID) == 5
    assert money.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert model.index(4, 0).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignLeft


def test_headings_are_the_listings(model: ListModel) -> None:
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    assert heads == [column.label for column in LISTING.columns]
    assert model.headerData(0, Qt.Orientation.Vertical) == 1


def test_a_record_is_found_where_it_stands(model: ListModel) -> None:
    assert model.row_of(551) == 550
    assert model.row_of(99_999) == -1
    assert model.value(4, "per_head") == 500
    assert model.value(999, "per_head") is None


def test_an_unknown_column_is_said(model: ListModel) -> None:
    with pytest.raises(KeyError):
        model.column_at("nothing")


def test_rows_in_memory_are_searched_narrowed_and_sorted_like_a_list() -> None:
    source = MemorySource(LISTING, [made_up(number) for number in range(1, 11)])
    model = ListModel(LISTING, source)
    model.show(Query(noun=Noun.CASES, chips={"state": "脱困"}, order="per_head", descending=True))
    assert [text(model, row) for row in range(model.rowCount())] == ["人00009", "人00006", "人00003"]
    model.show(Query(noun=Noun.CASES, text="人0000 姚桥"))
    assert model.rowCount() == 4
    assert source.counts("state") == {"在档": 7, "脱困": 3}


def test_nothing_sorts_last_whichever_way() -> None:
    rows = [("乙", "", "", "", None, None), ("甲", "", "", "", 5, None)]
    model = ListModel(LISTING, MemorySource(LISTING, rows))
    for descending in (False, True):
        model.show(Query(noun=Noun.CASES, order="per_head", descending=descending))
        assert list(model.ids) == [1, 0]


def test_other_rows_in_memory_show_after_a_refresh() -> None:
    source = MemorySource(LISTING, [made_up(1)])
    model = ListModel(LISTING, source)
    model.show(ALL)
    source.replace([made_up(1), made_up(2)], [71, 72])
    model.refresh()
    assert list(model.ids) == [71, 72]
