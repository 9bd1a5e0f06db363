"""A small table: a heading sorts it, and other rows stand in the order that was asked for."""

from pytestqt.qtbot import QtBot

from desktop.base.changes import Noun
from desktop.base.fields import Kind
from desktop.base.listing import Column, Listing
from ui.tables.small import SmallTable

_LISTING = Listing(
    noun=Noun.FUNDS, columns=(Column(name="name", label="名称"), Column(name="count", label="数量", kind=Kind.COUNT))
)


def made(qtbot: QtBot, *, sorts: bool = True) -> SmallTable:
    table = SmallTable(_LISTING, sorts=sorts, key="small", empty="没有")
    qtbot.addWidget(table)
    table.show_rows([("米", 3), ("油", 1), ("面", 2)], [7, 8, 9])
    return table


def click(table: SmallTable, section: int) -> None:
    table.horizontalHeader().sectionClicked.emit(section)


def test_rows_stand_as_they_were_given_under_their_numbers(qtbot: QtBot) -> None:
    assert list(made(qtbot).listed.ids) == [7, 8, 9]


def test_a_heading_sorts_and_other_rows_stand_in_that_order(qtbot: QtBot) -> None:
    table = made(qtbot)
    click(table, 1)
    assert list(table.listed.ids) == [8, 9, 7]
    click(table, 1)
    assert list(table.listed.ids) == [7, 9, 8]
    table.show_rows([("米", 1), ("油", 5)], [1, 2])
    assert list(table.listed.ids) == [2, 1]
    assert table.counts("name") == {"米": 1, "油": 1}


def test_what_has_one_order_only_offers_no_other(qtbot: QtBot) -> None:
    assert not made(qtbot, sorts=False).horizontalHeader().sectionsClickable()
    assert made(qtbot).horizontalHeader().sectionsClickable()


def test_one_who_stands_at_a_row_stays_there_when_other_rows_come(qtbot: QtBot) -> None:
    table = made(qtbot)
    table.go_to(8)
    table.show_rows([("醋", 4), ("油", 1)], [6, 8])
    assert table.current() == 8
