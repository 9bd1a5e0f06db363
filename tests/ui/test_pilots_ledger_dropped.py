"""A ledger of pilots that is dropped on the window opens where pilots are, and comes in from there."""

from pathlib import Path

from desktop.base.changes import Noun
from desktop.base.listing import Query
from tests.pilot_ledgers import ledger, thirty
from tests.ui.clerk import Clerk, clerk
from ui.intake.page import IntakePage
from ui.pilots.page import PilotsPage
from ui.pilots.units import UnitList

__all__ = ["clerk"]


def test_a_dropped_ledger_of_units_is_known_by_its_headings(clerk: Clerk, tmp_path: Path) -> None:
    clerk.window.file_dropped.emit(ledger(tmp_path, thirty()))
    clerk.settle()
    pilots = clerk.seen(clerk.window.page("pilots"), PilotsPage)
    intake = pilots.shown
    assert isinstance(intake, IntakePage)
    assert intake.isVisible()
    assert intake.look.plan.to_json()["new"] == 30
    intake.go_on()
    clerk.settle()
    assert isinstance(pilots.shown, UnitList)
    assert len(clerk.ask(lambda office: office.ids(Query(noun=Noun.PILOTS)))) == 30
    clerk.ask(lambda office: office.undo())
    assert len(clerk.ask(lambda office: office.ids(Query(noun=Noun.PILOTS)))) == 0
