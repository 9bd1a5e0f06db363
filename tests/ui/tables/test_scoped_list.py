"""A list within another page, and rows that say more: shares of an amount, rows that don't count."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.base.changes import Noun
from desktop.base.fields import Kind
from desktop.base.listing import Column, Listing, Query
from tests.ui.standin import LISTING, MemoryOffice
from ui.desk import Desk
from ui.look import scale, shown
from ui.tables.model import ListModel
from ui.tables.page import EMPTY, NOTHING_FOUND, ListPage
from ui.tables.source import MemorySource
from ui.tables.view import TableView

SCOPE = {"state": "在档"}
FUNDS = Listing(
    noun=Noun.FUNDS,
    columns=(
        Column(name="name", label="名称"),
        Column(name="received", label="到账", kind=Kind.MONEY),
        Column(name="balance", label="余额", kind=Kind.MONEY),
        Column(name="why", label="原因"),
    ),
)


@pytest.fixture
def office() -> MemoryOffice:
    return MemoryOffice(250)


@pytest.fixture
def page(qtbot: QtBot, office: MemoryOffice) -> Iterator[ListPage]:
    desk = Desk(lambda: office)
    made = ListPage(desk, LISTING, measure="户", scope=SCOPE, chips=("town",), key="scoped")
    qtbot.addWidget(made)
    made.resize(1160, 640)
    with qtbot.waitSignal(made.model.shown):
        made.show()
    yield made
    desk.finish(lambda _: None)
    desk._worker.shutdown(wait=True)


def test_every_question_of_a_scoped_list_keeps_the_scope(qtbot: QtBot, page: ListPage, office: MemoryOffice) -> None:
    with qtbot.waitSignal(page.model.shown):
        qtbot.keyClicks(page.search, "0007")
    with qtbot.waitSignal(page.model.shown):
        page._on_chip("town", "大港街道")
    with qtbot.waitSignal(page.model.shown):
        page._on_chip("town", "")
    with qtbot.waitSignal(page.model.shown):
        page.show_query(Query(noun=Noun.CASES, chips={"town": "姚桥镇"}))
    assert [dict(query.chips) for query in office.asked] == [
        SCOPE,
        SCOPE,
        {**SCOPE, "town": "大港街道"},
        SCOPE,
        {"town": "姚桥镇", **SCOPE},
    ]


def test_a_scope_is_no_filter_that_hides_rows_from_the_clerk(page: ListPage) -> None:
    page._ask(Query(noun=Noun.CASES, chips=SCOPE))
    assert page.view._empty == EMPTY
    page._ask(Query(noun=Noun.CASES, chips=SCOPE, text="无此人"))
    assert page.view._empty == NOTHING_FOUND


def test_without_a_title_the_actions_stand_at_the_filters_and_no_tab_can_be_kept(qtbot: QtBot, page: ListPage) -> None:
    made = page.add_action("不发", lambda: None)
    qtbot.waitUntil(made.isVisible)
    assert made.mapTo(page, made.rect().topLeft()).y() < page.search.geometry().bottom()
    assert page.tabs.isHidden()


def test_something_can_stand_beside_the_title(qtbot: QtBot, office: MemoryOffice) -> None:
    desk = Desk(lambda: office)
    made = ListPage(desk, LISTING, title="帮扶发放")
    qtbot.addWidget(made)
    beside = QLabel("资金")
    made.add_beside_title(beside)
    with qtbot.waitSignal(made.model.shown):
        made.show()
    assert beside.isVisible()
    desk.finish(lambda _: None)
    desk._worker.shutdown(wait=True)


@pytest.fixture
def view(qtbot: QtBot) -> TableView:
    rows = [("甲", 1000, 250, None), ("乙", 1000, 1000, "不发"), ("丙", 0, 0, None)]
    model = ListModel(FUNDS, MemorySource(FUNDS, rows))
    model.show(Query(noun=Noun.FUNDS))
    made = TableView(model, shares={"balance": "received"}, faint="why")
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    made.clearFocus()
    return made


def colours(view: TableView, row: int, column: int) -> list[QColor]:
    """The pixels of the bar's middle line in a cell."""
    rect = view.visualRect(view.model().index(row, column))
    image = view.viewport().grab().toImage()
    dense = image.devicePixelRatio()
    y = round((rect.bottom() - 3) * dense)
    return [image.pixelColor(round(x * dense), y) for x in range(rect.x() + scale.NEAR, rect.right() - scale.NEAR)]


@pytest.mark.parametrize(("row", "share"), [(0, 0.25), (1, 1.0), (2, 0.0)])
def test_a_share_is_drawn_as_long_as_its_part_of_the_whole(view: TableView, row: int, share: float) -> None:
    line = colours(view, row, 2)
    filled = sum(one == shown.colour("accent") for one in line)
    assert filled == pytest.approx(share * len(line), abs=2)


def test_a_row_that_does_not_count_is_drawn_faintly(view: TableView) -> None:
    delegate = view._delegate
    model = view.model()
    assert [delegate._is_faint(model.index(row, 0)) for row in range(3)] == [False, True, False]


def test_a_last_column_that_takes_the_room_left_gives_it_back_next_time(qtbot: QtBot) -> None:
    def opened(width: int) -> TableView:
        model = ListModel(FUNDS, MemorySource(FUNDS, []))
        made = TableView(model, key="stretched")
        made.horizontalHeader().setStretchLastSection(True)
        qtbot.addWidget(made)
        made.resize(width, 300)
        made.show()
        return made

    wide = opened(1400)
    qtbot.waitUntil(lambda: wide.horizontalHeader().length() == wide.viewport().width())
    wide.columns.show_column(0, shown=True)  # whereupon the widths are kept
    narrow = opened(700)
    qtbot.waitUntil(lambda: narrow.horizontalHeader().length() == narrow.viewport().width())
