"""What pilots have filed already, beside what a ledger ticks off."""

from sqlite_utils import Database

from desktop.base.fields import Value
from desktop.base.findings import Finding, doubt
from desktop.pilots.incentive import Incentive
from desktop.pilots.submission import Submission, SubmissionState
from desktop.pilots.ticks import TICK, read_tick
from desktop.store import registers

NAMELESS = "激励项目（名称待补）"
"""What an incentive project is called of which a ledger says only that it was applied for."""


class Filed:
    """The papers and the projects of a year that the office has, of all pilots."""

    def __init__(self, db: Database, year: int) -> None:
        newest: dict[tuple[int, str], Submission] = {}
        for one in registers.of(db, Submission):
            newest[one.enterprise, one.kind] = one
        self._newest = newest
        self._projects = {one.enterprise for one in registers.of(db, Incentive, year=year)}

    def has_project(self, unit: int) -> bool:
        """Whether it applied for an incentive project in the year."""
        return unit in self._projects

    def paper(self, unit: int, kind: str, said: Value) -> tuple[Value, tuple[Finding, ...]]:
        """What the office has of a paper, in the words of a tick, and a doubt where it is not in order there.

        A tick, or a day, says no more than that it is there; only a document number can be another.
        """
        have = self._newest.get((unit, kind))
        if have is None or said is None:
            return None, ()
        if have.state is not SubmissionState.ACCEPTED:
            message = f"《{kind}》已收到，现在是“{have.state}”，台账里的打勾没有算数，请到材料里核对。"
            return said, (doubt("paper_open", message).about(kind),)
        told = read_tick(str(said)).document_no
        return (have.document_no or TICK) if told else said, ()
