"""An office whose policy names no stages, papers or indicators any more says where they are entered."""

from dataclasses import replace

import pytest

from desktop.base.changes import Change
from desktop.office.office import Office
from tests.ui.desks import Settle
from ui.desk import Desk
from ui.pilots.deeds import NO_STAGES, ask_stage
from ui.pilots.due_dialog import ask_dues
from ui.pilots.page import PilotsPage
from ui.pilots.papers_tab import PapersTab
from ui.pilots.unit_page import UnitPage


@pytest.fixture
def told(desk: Desk, settle: Settle) -> list[str]:
    """What the clerk is told, after stages and papers were done away with."""

    def bare(office: Office) -> Change:
        policy = office.standing.on()
        return office.standing.enter([replace(one, used=False) for one in (*policy.stages, *policy.submissions)])

    desk.do(bare)
    settle()
    found: list[str] = []
    desk.known_error.connect(found.append)
    return found


def test_no_stage_is_asked_for_where_there_are_none(
    page: PilotsPage, desk: Desk, told: list[str], settle: Settle
) -> None:
    ask_stage(page, desk, [1])
    settle()
    ask_dues(page, desk, 2)
    settle()
    assert told == [NO_STAGES] * 2


def test_no_paper_is_asked_for_where_there_are_none(told: list[str], unit: UnitPage, settle: Settle) -> None:
    unit.go(PapersTab.title)
    settle()
    assert isinstance(unit.tab, PapersTab)
    unit.tab.receive()
    assert told == ["政策里没有要报的材料。请先在“设置 · 政策标准”里登记。"]
