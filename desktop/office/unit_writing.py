"""Entering what a ledger of pilot enterprises says: waves, units, papers that are in order, applications."""

from sqlite_utils import Database

from desktop.base.changes import Progress
from desktop.base.fields import Value, fields_of
from desktop.exchange.flat_plan import FlatLine
from desktop.exchange.planning import Verdict
from desktop.office.ledger_looks import Basis, Planned
from desktop.office.ledger_waves import LedgerWaves
from desktop.office.reaching import joined, reached
from desktop.office.standing import Standing
from desktop.office.submissions import correct
from desktop.pilots.enterprise import Enterprise, PilotState
from desktop.pilots.incentive import Incentive, IncentiveState
from desktop.pilots.ledger_lines import PROJECT
from desktop.pilots.submission import Submission, SubmissionState
from desktop.pilots.ticks import read_tick
from desktop.pilots.wave import Wave
from desktop.store import registers

FROM_LEDGER = "台账补录"
"""The note of a paper that was entered by a tick in a ledger."""

_FRONTS = "front"
_OWN = tuple(one.name for one in fields_of(Enterprise) if not one.computed)


def write_units(db: Database, standing: Standing, planned: Planned, basis: Basis, progress: Progress) -> None:
    """Within an operation: the waves, then the new units, then what changes in others."""
    wanted = [one for one in planned.lines if one.verdict in {Verdict.NEW, Verdict.CHANGED}]
    for wave in planned.waves:
        row = {"name": wave.name, "number": wave.number, "level": basis.level, "chosen_on": basis.day}
        registers.insert(db, Wave, row)
    writer = _Writer(db, standing, basis)
    for done, line in enumerate(wanted):
        progress(done, len(wanted))
        writer.write(line)


class _Writer:
    """Writes line by line; the waves are there already."""

    def __init__(self, db: Database, standing: Standing, basis: Basis) -> None:
        self._db, self._standing, self._basis = db, standing, basis
        self._waves = LedgerWaves(registers.of(db, Wave))
        policy = standing.on()
        self._papers = tuple(rule.name for rule in policy.submissions)
        self._stages = {rule.paper: rule.name for rule in policy.stages if rule.paper}
        self._front = next(iter(policy.labels(_FRONTS)), "")

    def write(self, line: FlatLine) -> None:
        """A new unit, or what changes in one."""
        if line.verdict is Verdict.NEW:
            said = dict(line.values)
            row = {name: said[name] for name in _OWN if said[name] is not None}
            number = registers.insert(self._db, Enterprise, row | {"state": PilotState.ACTIVE})
        else:
            said = {one.field: one.after for one in line.changes}
            number = line.record or 0
            if row := {name: said[name] for name in _OWN if name in said}:
                registers.update(self._db, Enterprise, number, row)
        self._join(number, said.get("wave_name"))
        for name in self._papers:
            if said.get(name):
                self._file(number, name, str(said[name]))
        if said.get(PROJECT):
            self._apply(number, str(said[PROJECT]))

    def _join(self, number: int, name: Value) -> None:
        wave = self._waves.number(str(name)) if name else None
        if wave is not None:
            registers.update(self._db, Enterprise, number, {"wave": wave})
            joined(self._db, self._standing, number, wave)

    def _file(self, number: int, kind: str, said: str) -> None:
        """A paper that is in order, and the stage whose paper it is; or the number of one that is there."""
        tick = read_tick(said)
        there = registers.of(self._db, Submission, enterprise=number, kind=kind, state=SubmissionState.ACCEPTED)
        if there:
            correct(self._db, self._standing, there[-1], {"document_no": tick.document_no})
            return
        day = tick.day or self._basis.day
        row = {"enterprise": number, "state": SubmissionState.ACCEPTED, "version": 1, "kind": kind}
        row |= {"received_on": day, "document_no": tick.document_no, "note": FROM_LEDGER}
        registers.insert(self._db, Submission, row)
        if stage := self._stages.get(kind):
            reached(self._db, self._standing, number, {"stage": stage, "day": day, "document_no": tick.document_no})

    def _apply(self, number: int, name: str) -> None:
        row = {"enterprise": number, "state": IncentiveState.APPLIED, "year": self._basis.day.year}
        registers.insert(self._db, Incentive, row | {"name": name, "front": self._front})
