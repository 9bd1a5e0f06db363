"""Amounts of a batch that is being drawn up, out to Excel and back: looked at whole, then entered as one operation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlite_utils import Database

from desktop.aid import flow
from desktop.aid.amounts import AmountChange, AmountChanges, AmountLine, AmountRead, compare
from desktop.aid.batch import Batch, Payment
from desktop.base.changes import Change, Noun, Progress, silent
from desktop.base.errors import RefusedError
from desktop.base.findings import Finding, doubt, refuses
from desktop.exchange.amounts import read_amounts, write_amounts
from desktop.office.grants import counting
from desktop.office.lines import Amount, Judge, Priced, priced
from desktop.office.standing import Standing
from desktop.store import batches, journal

_MONEY = (Noun.BATCHES, Noun.PAYMENTS, Noun.FUNDS)
_NOT_PAID = "按金额表不发"
"""Why somebody gets nothing to whom the sheet gives 0 without a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountsLook:
    """What entering an edited sheet would do.

    Attributes:
        source: the name of the file.
        read: what it says, by number.
        override_by: who allowed what goes above a ceiling; the reason is the line's note.
        changes: the lines whose amount becomes another, and how many stay.
        findings: everything that is wrong or doubtful, each with its place.
    """

    batch: Batch
    source: str
    read: Mapping[str, AmountRead]
    override_by: str
    changes: AmountChanges
    findings: tuple[Finding, ...]

    @property
    def refused(self) -> bool:
        """Whether nothing may be written."""
        return refuses(self.findings)

    @property
    def sentence(self) -> str:
        """What would be done, in words."""
        if self.refused:
            return f"有 {sum(one.refuses for one in self.findings)} 处不能写入，一行也没有写，请在表里改好后重新读入。"
        return self.changes.sentence


def export(db: Database, number: int, path: Path, progress: Progress = silent) -> Change:
    """Write the amounts of who isn't excluded to be edited."""
    batch = batches.get(db, number)
    flow.require_open(batch.state)
    lines = [_line(one) for one in batches.payments(db, number) if one.live]
    count = write_amounts(lines, path, title=f"{batch.title}金额表", progress=progress)
    with journal.operation(db, f"导出金额表：{path.name}") as current:
        current.count = count
    return journal.done(current, number)


def _line(one: Payment) -> AmountLine:
    return AmountLine(
        number=str(one.id),
        name=one.name,
        resident_id=one.resident_id,
        category=one.category,
        standard=one.standard,
        ceiling=one.ceiling,
        amount=one.amount,
    )


def look(
    db: Database, standing: Standing, number: int, path: Path, override_by: str, *, progress: Progress = silent
) -> AmountsLook:
    """What entering the sheet would do; every line is checked, also behind one that is wrong."""
    batch = batches.get(db, number)
    flow.require_open(batch.state)
    read = read_amounts(path, progress)
    changes = _compared(db, number, read.lines)
    _, found = _judged(db, standing, batch, changes, override_by, progress=progress)
    return AmountsLook(
        batch=batch,
        source=path.name,
        read=read.lines,
        override_by=override_by,
        changes=changes,
        findings=(*read.findings, *changes.findings, *found),
    )


def _compared(db: Database, number: int, read: Mapping[str, AmountRead]) -> AmountChanges:
    """What the sheet changes of the batch as it is now; a note alone is nothing that could be kept."""
    lines = batches.payments(db, number)
    excluded = {str(one.id) for one in lines if one.excluded}
    found = compare([_line(one) for one in lines], read)
    other = [one for one in found.changes if one.amount or one.line.number not in excluded]
    kept = tuple(one for one in other if one.amount != one.line.amount)
    alone = [_unkept(one) for one in other if one.amount == one.line.amount]
    same = found.unchanged + len(found.changes) - len(kept)
    return replace(found, changes=kept, unchanged=same, findings=(*found.findings, *alone))


def _unkept(change: AmountChange) -> Finding:
    message = f"“{change.line.name}”只写了说明，没有改金额，说明不会保存。"
    return doubt("note_alone", message).about("note").at(change.place)


def _judged(
    db: Database,
    standing: Standing,
    batch: Batch,
    changes: AmountChanges,
    override_by: str,
    *,
    progress: Progress,
) -> tuple[list[Priced], list[Finding]]:
    """The lines at their other amounts, beside everything else of the year, and what stands against them."""
    by_line = {int(one.line.number): one for one in changes.changes if one.amount}
    policy = standing.on(batch.judged_on)
    judge = Judge(db, batch, policy, batches.lines(db, by_line))
    amounts = [_amount(number, one, override_by) for number, one in by_line.items()]
    lines = list(counting(priced(judge, amounts, policy.programme(batch.programme)), len(amounts), progress))
    found = [finding.at(by_line[one.line.id].place) for one in lines for finding in one.findings]
    return lines, found


def _amount(number: int, change: AmountChange, override_by: str) -> Amount:
    note = change.note or ""
    return Amount(number, change.amount, note, note, override_by)


def enter(db: Database, standing: Standing, one: AmountsLook, progress: Progress = silent) -> Change:
    """Enter what the sheet says against the batch as it is at this moment, all of it or nothing.

    A second click finds nothing to change, and says so.
    """
    batch = batches.get(db, one.batch.id)
    flow.require_open(batch.state)
    changes = _compared(db, batch.id, one.read)
    lines, found = _judged(db, standing, batch, changes, one.override_by, progress=progress)
    wrong = [finding for finding in (*one.findings, *changes.findings, *found) if finding.refuses]
    if wrong:
        raise RefusedError(dict.fromkeys(wrong))
    if not changes.changes:
        return Change(operation=0, label=changes.sentence, nouns=frozenset(), count=0, record=batch.id)
    label = f"按“{one.source}”调整金额：{batch.title}（{len(changes.changes)} 人）"
    with journal.operation(db, label, *_MONEY) as current:
        batches.set_lines(db, ((line.line.id, line.values) for line in lines))
        for none in (one for one in changes.changes if not one.amount):
            batches.exclude(db, int(none.line.number), none.note or _NOT_PAID, None)
        current.count = len(changes.changes)
    return journal.done(current, batch.id)
