"""The card by which a household and who helps it know each other: 困难职工解困脱困联系卡 (reference: domain §5.6)."""

from collections.abc import Iterator

from desktop.cases.steps import Verb
from desktop.papers.blocks import Block, Cell, Gap, Group, Paper, Row, Sides, Table, Text
from desktop.papers.dossier import Dossier, Issuer
from desktop.papers.filled import HINT, LABEL, LINE, SHEET, SMALL, TITLE, Pair, line, note, pairs_of, table

_TITLE = "困难职工解困脱困联系卡"
_FACTS = (
    "self.name self.sex self.phone",
    "file_no category size",
    "employer+ union",
    "address+ town",
    "main_cause other_causes+",
    "measure+ lift_target",
)
_COLUMNS = (("日期", 26.0), ("联系方式", 22.0), ("帮扶或走访内容", 70.0), ("联系人签名", 28.0), ("职工签名", 28.0))
_LINES = 13
_HINT = "本卡一式两份，困难职工和帮扶联系人各持一份；每次联系后登记，年终交工会归入档案。"


def contact_card(dossier: Dossier, issuer: Issuer) -> Paper:
    """The card of one household: who is helped and who helps, and lines for what was done."""
    return Paper(
        title=f"{_TITLE}（{dossier.home.applicant.name}）", sheet=SHEET, blocks=tuple(_blocks(dossier, issuer))
    )


def _blocks(dossier: Dossier, issuer: Issuer) -> Iterator[Block]:
    yield Text(text=_TITLE, style=TITLE, holds=True)
    yield Sides(left=f"单位：{issuer.office}", right=f"联系电话：{issuer.phone or '　' * 9}", style=LINE)
    home, needs = dossier.home, dossier.said(Verb.VISIT, "needs")
    rows = [line(*pairs_of(home, names), least=8.5) for names in _FACTS]
    helper = Pair("结对帮扶单位", home.helper or "", wide=True)
    rows += [
        note("帮扶需求", needs, 9.0),
        line(helper, Pair("帮扶联系人", "")),
        line(Pair("联系人职务", ""), Pair("联系人电话", "")),
    ]
    yield table([*rows, note("帮扶计划和\n脱困目标", "", 22.0)])
    yield Gap(3)
    head = (Row(tuple(Cell(label, LABEL) for label, _ in _COLUMNS), 8.0),)
    empty: Group = (Row((Cell("", SMALL),) * len(_COLUMNS), 8.5),)
    yield Table(widths=tuple(width for _, width in _COLUMNS), head=head, groups=(empty,) * _LINES)
    yield Text(text=_HINT, style=HINT, clings=True)
