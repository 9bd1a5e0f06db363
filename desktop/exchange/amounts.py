"""Amounts of a batch as a sheet to be edited, and back: matched by the printed number, found by headings."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from desktop.aid.amounts import AmountLine, AmountRead
from desktop.base.changes import Progress, silent
from desktop.base.fields import Kind, Values, field, fields_of
from desktop.base.findings import Finding, refuses
from desktop.base.listing import Column
from desktop.exchange.flat import FlatDraft, take_in_flat
from desktop.exchange.flat_kinds import FlatKind
from desktop.exchange.reading import read_workbook
from desktop.exchange.writing import Look, write_rows

_NOTE = "只改“金额”和“说明”两列；金额留空表示不改，填 0 表示不发；发放编号不要改动。"
_WIDTHS = {"number": 12, "note": 30, "category": 12}
_OPEN = frozenset({"amount", "note"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """What is read back of a line; who it is only serves to see that number and person still belong together."""

    number: Annotated[str, field("发放编号")]
    name: Annotated[str, field("姓名")]
    resident_id: Annotated[str, field("身份证号")]
    amount: Annotated[int, field("金额", Kind.MONEY)]
    note: Annotated[str, field("说明", limit=200)]


_KIND = FlatKind(
    noun="amounts",
    record=_Row,
    needed=("number", "amount"),
    blank=("amount",),
    keys=("number",),
    unique=("number",),
    cure="这两列不能删，请重新“导出金额表”，填在导出的表里再导入。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountsRead:
    """What an edited sheet says.

    Attributes:
        lines: by number, in the order of the sheet; only what could be read.
        findings: everything that is wrong, each with its place; where one refuses, nothing may be written.
    """

    lines: dict[str, AmountRead]
    findings: tuple[Finding, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing may be written."""
        return refuses(self.findings)


def write_amounts(
    lines: Iterable[AmountLine], path: Path, *, title: str = "发放金额", progress: Progress = silent
) -> int:
    """Write the lines and return how many; of the sheet only amounts and notes can be typed over.

    ``WorkbookError`` where the file can't be written.
    """
    described = fields_of(AmountLine)
    columns = [
        Column(name=one.name, label=one.label, kind=one.kind, width=_WIDTHS.get(one.name, 10)) for one in described
    ]
    rows = [tuple(getattr(line, one.name) for one in described) for line in lines]
    return write_rows(path, title, columns, rows, look=Look(note=_NOTE, open=_OPEN), progress=progress)


def read_amounts(path: Path, progress: Progress = silent) -> AmountsRead:
    """The amounts of an edited sheet; what stands in the office isn't asked here, see ``aid.amounts.compare``.

    ``WorkbookError`` where the file has no columns of 发放编号 and 金额.
    """
    intake = take_in_flat(read_workbook(path), _KIND, {}, progress=progress)
    findings = tuple(_strict(one) for one in intake.all_findings)
    lines = {str(draft.values["number"]): _read(draft) for draft in intake.good if draft.values["number"]}
    return AmountsRead(lines=lines, findings=findings)


def _strict(finding: Finding) -> Finding:
    """An amount that isn't known, or that is nobody's, must not count as left alone."""
    lost = finding.code == "amount_of_nobody" or (finding.code == "formula" and finding.field in {"amount", "number"})
    return replace(finding, refuses=True) if lost else finding


def _read(draft: FlatDraft) -> AmountRead:
    values = draft.values
    amount = values.get("amount")
    return AmountRead(
        amount=amount if isinstance(amount, int) else None,
        note=str(values["note"] or "") if "note" in values else None,
        name=_text(values, "name"),
        resident_id=_text(values, "resident_id"),
        place=draft.places.get((None, "amount")) or draft.place,
    )


def _text(values: Values, name: str) -> str:
    return str(values.get(name) or "")
