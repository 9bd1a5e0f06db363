"""The cover of the paper file: 困难职工档案封面 (reference: domain §1.8, §5.6)."""

from collections.abc import Iterator

from desktop.base.calendar import chinese_date
from desktop.papers.blocks import Block, Cell, Gap, Numbering, Paper, Role, Row, Sheet, Style, Table, Text
from desktop.papers.dossier import Dossier, Issuer

_SHEET = Sheet(top=36, bottom=26, left=32, right=26)
_WIDTHS = (40.0, 112.0)
_ROW = 13.0
_OFFICE = Style(role=Role.XIAOBIAOSONG, size=20, pitch=34)
_TITLE = Style(role=Role.XIAOBIAOSONG, size=36, pitch=60)
_LABEL = Style(role=Role.HEITI, size=14)
_TEXT = Style(role=Role.FANGSONG, size=15, one_line=10)


def file_cover(dossier: Dossier, issuer: Issuer) -> Paper:
    """The cover of one household's file: whose, which number, from when, kept for how long, how many pages."""
    return Paper(
        title=f"困难职工档案封面（{dossier.home.applicant.name}）",
        sheet=_SHEET,
        blocks=tuple(_blocks(dossier, issuer)),
        numbering=Numbering.NONE,
    )


def _blocks(dossier: Dossier, issuer: Issuer) -> Iterator[Block]:
    yield Text(text=issuer.office, style=_OFFICE, holds=True)
    yield Gap(14)
    yield Text(text="困难职工档案", style=_TITLE, holds=True)
    yield Gap(22)
    rows = tuple((Row((Cell(label, _LABEL), Cell(text, _TEXT)), _ROW, 24.0),) for label, text in _facts(dossier))
    yield Table(widths=_WIDTHS, groups=rows, together=True)


def _facts(dossier: Dossier) -> Iterator[tuple[str, str]]:
    home, rule = dossier.home, dossier.policy.procedure if dossier.policy else None
    pages = sum(one.pages or 0 for one in dossier.documents)
    yield "档案编号", home.file_no or ""
    yield "姓　　名", home.applicant.name
    yield "工作单位", home.employer or ""
    yield "困难类别", home.category
    yield "建档日期", chinese_date(home.filed_on) if home.filed_on else ""
    yield "注销日期", chinese_date(home.life.closed_on) if home.life.closed_on else ""
    yield "保管期限", f"注销后{rule.keep_years}年" if rule else ""
    yield "卷内件数", f"{len(dossier.documents)} 件　{pages} 页" if dossier.documents else "　　　　件　　　　页"
    yield "立 卷 人", ""
    yield "检 查 人", ""
    yield "立卷日期", ""
