"""What an inspection saw, as it was entered or for the pen: 产改试点督查记录表 (reference: domain §4.1)."""

from collections.abc import Iterator

from desktop.papers.blocks import Block, Paper, Row, Sides, Text
from desktop.papers.dossier import Issuer
from desktop.papers.filled import LINE, PEN, SHEET, TITLE, Signed, note, signed_pairs, table
from desktop.papers.unit import Inspected
from desktop.papers.unit_parts import Column, facts, label_of, listed, said
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.pairing import Inspection
from desktop.pilots.submission import SubmissionState

_TITLE = "产改试点督查记录表"
_TALL = (("strengths", 42.0), ("shortcomings", 42.0), ("demands", 32.0), ("mended", 24.0))
_LABEL = 6
_PAPERS = (Column("应报材料", 87.0), Column("报送情况", 43.0), Column("督查核对", 44.0))


def inspection_record(seen: Inspected, issuer: Issuer) -> Paper:
    """The form of an inspection; with what the register says, and boxes for the pen, before there was one."""
    title = f"{_TITLE}（{seen.unit.one.name}）"
    return Paper(title=title, sheet=SHEET, blocks=tuple(_blocks(seen, issuer)))


def _blocks(seen: Inspected, issuer: Issuer) -> Iterator[Block]:
    one = seen.one
    yield Text(text=_TITLE, style=TITLE, holds=True)
    number = f"反馈文号：{said(Inspection, one, 'document_no') or PEN}"
    yield Sides(left=f"督查单位：{issuer.office}", right=number, style=LINE)
    yield table(_facts(seen))
    yield listed(_PAPERS, _papers(seen), empty="没有应报材料")
    yield table((note(_label(name), said(Inspection, one, name), least) for name, least in _TALL),
                clings=True)  # fmt: skip
    yield signed_pairs((Signed("督查人员", "", f"签名：{PEN}"), Signed("被督查单位", "（盖章）", f"签名：{PEN}")))


def _label(name: str) -> str:
    """A long label on two lines, as large as the others."""
    label = label_of(Inspection, name)
    return label if len(label) <= _LABEL else f"{label[: len(label) // 2 + 1]}\n{label[len(label) // 2 + 1 :]}"


def _facts(seen: Inspected) -> Iterator[Row]:
    unit, one = seen.unit, seen.one
    yield from facts(Enterprise, unit.one, "name+ wave_name", "liaison phone stage")
    yield from facts(Inspection, one, "kind day mend_by", "inspectors+ mended_on", "ways+")


def _papers(seen: Inspected) -> Iterator[tuple[str, str, str]]:
    """What the unit must file, and how that stands."""
    papers = seen.unit.papers
    if papers is None:
        return
    newest = {one.kind: one for one in sorted(seen.unit.submissions, key=lambda one: one.version)}
    asked = (rule.name for rule in seen.unit.policy.submissions if rule.needed) if seen.unit.policy else ()
    for kind in dict.fromkeys((*asked, *newest)):
        stands = SubmissionState.ACCEPTED if kind in papers.accepted else kind in newest and newest[kind].state
        yield kind, stands or "未报送", "□属实　□不符"
