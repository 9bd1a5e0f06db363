"""What stands in the paper file: 卷内目录 (reference: domain §1.6, §1.8)."""

from collections.abc import Iterator

from desktop.base.calendar import chinese_date
from desktop.cases.documents import Document
from desktop.papers.blocks import Align, Block, Cell, Group, Paper, Role, Row, Sides, Style, Table, Text
from desktop.papers.dossier import Dossier, Issuer
from desktop.papers.filled import LABEL, LINE, SHEET, TEXT, TITLE, numbered

_TITLE = "卷内目录"
_COLUMNS = (("顺序号", 16.0), ("材料名称", 78.0), ("日期", 30.0), ("页数", 14.0), ("页号", 16.0), ("备注", 20.0))
_ROW, _MOST_ROW, _LINES = 9.0, 18.0, 24
_NAME = Style(role=Role.FANGSONG, size=11, align=Align.LEFT, one_line=9)


def file_index(dossier: Dossier, issuer: Issuer) -> Paper:
    """What one household's file holds, with the page on which each begins as far as the pages before are counted."""
    return Paper(
        title=f"{_TITLE}（{dossier.home.applicant.name}）", sheet=SHEET, blocks=tuple(_blocks(dossier, issuer))
    )


def _blocks(dossier: Dossier, issuer: Issuer) -> Iterator[Block]:
    home, held = dossier.home, dossier.documents
    yield Text(text=_TITLE, style=TITLE, holds=True)
    yield Sides(
        left=f"姓名：{home.applicant.name}",
        middle=issuer.office,
        right=numbered(home),
        style=LINE,
    )
    head = (Row(tuple(Cell(label, LABEL) for label, _ in _COLUMNS), _ROW),)
    lines = [
        _line(number, one, begins) for number, (one, begins) in enumerate(zip(held, _begins(held), strict=True), 1)
    ]
    empty: Group = (Row((Cell(""),) * len(_COLUMNS), _ROW),)
    lines += [empty] * (_LINES - len(lines))
    yield Table(widths=tuple(width for _, width in _COLUMNS), head=head, groups=tuple(lines))


def _begins(held: tuple[Document, ...]) -> list[int | None]:
    """The page on which each begins; None behind one whose pages nobody counted."""
    found: list[int | None] = []
    page: int | None = 1
    for one in held:
        found.append(page)
        page = None if page is None or one.pages is None else page + one.pages
    return found


def _line(number: int, one: Document, begins: int | None) -> Group:
    name = one.kind + "".join(f"（{part}）" for part in (one.title, one.whose) if part and part != one.kind)
    texts = (chinese_date(one.received_on), *("" if count is None else str(count) for count in (one.pages, begins)))
    cells = (
        Cell(str(number), TEXT),
        Cell(name, _NAME),
        *(Cell(text, TEXT) for text in texts),
        Cell(one.note or "", TEXT),
    )
    return (Row(cells, _ROW, _MOST_ROW),)
