"""Amounts of a batch that went out as a sheet and came back edited: what of them is changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from desktop.base.fields import Kind, field
from desktop.base.findings import NOWHERE, Finding, Place, refuses
from desktop.base.text import squeeze


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountLine:
    """One payee, as the office has it; amounts are fen.

    Attributes:
        number: by which the line is known again.
        paid: what was paid this year before.
        note: what the clerk has to say of the amount.
    """

    number: Annotated[str, field("发放编号", needed=True)]
    name: Annotated[str, field("姓名", Kind.NAME, computed=True)]
    resident_id: Annotated[str | None, field("身份证号", Kind.RESIDENT_ID, computed=True, sensitive=True)] = None
    category: Annotated[str | None, field("困难类别", computed=True)] = None
    standard: Annotated[int | None, field("标准", Kind.MONEY, computed=True)] = None
    ceiling: Annotated[int | None, field("上限", Kind.MONEY, computed=True)] = None
    paid: Annotated[int | None, field("本年已发", Kind.MONEY, computed=True)] = None
    amount: Annotated[int, field("金额", Kind.MONEY, needed=True)]
    note: Annotated[str | None, field("说明", limit=200)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountRead:
    """One line as it came back.

    Attributes:
        amount: fen; 0 says that nothing is paid, None that the amount stays as it is.
        note: an empty text takes the note away, None leaves it.
        name, resident_id: as the sheet says them; empty where it doesn't.
    """

    amount: int | None = None
    note: str | None = None
    name: str = ""
    resident_id: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountChange:
    """What is to be written of one line."""

    line: AmountLine
    amount: int
    note: str | None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountChanges:
    """What entering the sheet would do.

    Attributes:
        changes: in the order of the sheet.
        unchanged: how many lines stay as they are, those that the sheet leaves out too.
        findings: numbers that the batch doesn't have, lines whose number belongs to somebody else.
    """

    changes: tuple[AmountChange, ...]
    unchanged: int
    findings: tuple[Finding, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing may be written."""
        return refuses(self.findings)

    @property
    def sentence(self) -> str:
        """What would be done, in words; never that something would where nothing would."""
        if not self.changes:
            return "表里的金额和说明与现在的一样，没有改动。"
        return f"改动 {len(self.changes):,} 行，其余 {self.unchanged:,} 行不变。"


def compare(lines: Sequence[AmountLine], read: Mapping[str, AmountRead]) -> AmountChanges:
    """What a sheet changes of the lines as they stand; nothing is left out before all lines are looked at."""
    standing = {line.number: line for line in lines}
    changes: list[AmountChange] = []
    findings: list[Finding] = []
    for number, one in read.items():
        line = standing.get(number)
        if line is None:
            findings.append(_unknown(number, one))
        elif found := _mistaken(line, one):
            findings.append(found)
        elif change := _change(line, one):
            changes.append(change)
    return AmountChanges(changes=tuple(changes), unchanged=len(standing) - len(changes), findings=tuple(findings))


def _unknown(number: str, read: AmountRead) -> Finding:
    message = f"这个批次里没有发放编号“{number}”，请核对是不是选错了文件，或编号被改动过。"
    return Finding(code="number_unknown", message=message, field="number", place=read.place)


def _mistaken(line: AmountLine, read: AmountRead) -> Finding | None:
    """The refusal of a line whose number and person don't belong together, as after sorting some columns only."""
    if read.resident_id and line.resident_id:
        same, field_name = squeeze(read.resident_id).upper() == line.resident_id, "resident_id"
    else:
        same, field_name = not read.name or squeeze(read.name) == squeeze(line.name), "name"
    if same:
        return None
    message = (
        f"发放编号“{line.number}”是{line.name}的，与这一行的人对不上，请核对是否只对部分列排过序，没有写入任何金额。"
    )
    return Finding(code="number_of_another", message=message, field=field_name, place=read.place)


def _change(line: AmountLine, read: AmountRead) -> AmountChange | None:
    amount = line.amount if read.amount is None else read.amount
    note = line.note if read.note is None else (read.note or None)
    if (amount, note) == (line.amount, line.note or None):
        return None
    return AmountChange(line=line, amount=amount, note=note, place=read.place)
