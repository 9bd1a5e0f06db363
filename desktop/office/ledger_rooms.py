"""Who knows the lines of which ledger."""

from collections.abc import Callable

from sqlite_utils import Database

from desktop.office.contest_ledger import ContestLedger
from desktop.office.filling_ledger import FillingLedger
from desktop.office.ledger_kinds import LedgerKind
from desktop.office.ledger_looks import Room
from desktop.office.standing import Standing
from desktop.office.studio_ledger import StudioLedger
from desktop.office.talent_ledger import TalentLedger
from desktop.office.unit_ledger import UnitLedger

_ROOMS: dict[LedgerKind, Callable[[Database, Standing], Room]] = {
    LedgerKind.UNITS: UnitLedger,
    LedgerKind.TALENTS: TalentLedger,
    LedgerKind.STUDIOS: StudioLedger,
    LedgerKind.CONTESTS: ContestLedger,
    LedgerKind.MONITORING: FillingLedger,
}


def room_of(which: LedgerKind, db: Database, standing: Standing) -> Room:
    """What knows the lines of such a ledger."""
    return _ROOMS[which](db, standing)
