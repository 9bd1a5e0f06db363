"""What the papers of pilots are built from: fields of any record, tables of many lines, boxes that levels sign."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from desktop.base.fields import Kind, field_of
from desktop.papers.blocks import Align, Cell, Group, Role, Row, Style, Table, Text
from desktop.papers.dossier import NO_DATE, shown
from desktop.papers.filled import DATED, LABEL, PEN, SMALL, WIDTH, Pair, line, signed

HEADING = Style(role=Role.HEITI, size=12, pitch=24, align=Align.LEFT)
LISTED = Style(role=Role.FANGSONG, size=10, align=Align.LEFT)
PARAGRAPH = Style(role=Role.FANGSONG, size=12, pitch=19, align=Align.LEFT, high=True)
_SIGNERS = ("填表人", "审核人", "负责人")
_NUMERALS = "一二三四五六七八九十"
_ROW, _MOST_ROW, _MOST_PROSE = 8.0, 70.0, 200.0

UNIT = (
    "name+ credit_code",
    "address+ town",
    "industry kind size",
    "founded_on union_founded_on party_members",
    "workers industrial_workers skilled",
    "high_skilled members registered_members",
    "union_name+ chair",
)
"""The lines of a unit's master data (reference: domain §4.2)."""


class Column(NamedTuple):
    """A column of a table of many lines; its width is millimetres."""

    label: str
    width: float
    style: Style = SMALL


def facts(kind: type, record: object | None, *lines: str) -> Iterator[Row]:
    """Fields of a record by name, a line for each text; ``+`` behind one has the room that is left on its line.

    Without a record the values are left to the pen.
    """
    for names in lines:
        yield line(*(_pair(kind, record, name) for name in names.split()))


def _pair(kind: type, record: object | None, name: str) -> Pair:
    own = name.removesuffix("+")
    return Pair(label_of(kind, own), said(kind, record, own), name.endswith("+"))


def label_of(kind: type, name: str) -> str:
    """What a field is called, with its unit."""
    one = field_of(kind, name)
    unit = "元" if one.kind is Kind.MONEY else one.unit
    return f"{one.label}（{unit}）" if unit else one.label


def said(kind: type, record: object | None, name: str) -> str:
    """What a record says in a field, as papers show it; nothing where there is no record."""
    return shown(field_of(kind, name), getattr(record, name)) if record is not None else ""


def listed(
    columns: Sequence[Column],
    lines: Iterable[Sequence[str]],
    *,
    least: int = 0,
    sums: Group = (),
    empty: str = "",
    together: bool = False,
) -> Table:
    """Lines under a head that stands again on every page; ``least`` of them, the rest for the pen.

    ``sums`` stand on the page of the last line, ``empty`` where there is no line; ``together``: all on one page.
    """
    groups: list[Group] = [(_line(columns, texts),) for texts in lines]
    if not groups and empty:
        groups.append((Row((Cell(empty, SMALL, columns=len(columns)),), _ROW),))
    groups += [(_line(columns, [""] * len(columns)),)] * (least - len(groups))
    if sums:
        last = groups.pop() if groups else ()
        groups.append((*last, *sums))
    head = (Row(tuple(Cell(one.label, LABEL) for one in columns), _ROW),)
    widths = tuple(one.width for one in columns)
    return Table(widths=widths, head=head, groups=tuple(groups), clings=True, together=together)


def _line(columns: Sequence[Column], texts: Sequence[str]) -> Row:
    cells = tuple(Cell(text, one.style) for text, one in zip(texts, columns, strict=True))
    return Row(cells, _ROW, _MOST_ROW)


def heading(text: str) -> Text:
    """The heading of a part, which holds what comes after it."""
    return Text(text=text, style=HEADING, holds=True)


def prose(text: str | None, least: float = 40.0) -> Table:
    """A box over the whole width with a text that may be long."""
    row = Row((Cell(_indented(text or ""), PARAGRAPH),), least, _MOST_PROSE)
    return Table(widths=(WIDTH,), groups=((row,),), clings=True)


def _indented(text: str) -> str:
    """Each paragraph moved in by two characters."""
    return "\n".join(f"　　{line.strip()}" for line in text.splitlines() if line.strip())


def sealed_box(label: str, text: str | None = None, *, height: float = 20.0) -> Group:
    """A box in which somebody gives an opinion, signs and seals it."""
    return signed(label, text or "", f"负责人（签名）：{PEN}　（盖章）　{NO_DATE}", height)


def signers(measure: float) -> Table:
    """Who fills a list in, checks it and answers for it, across so many millimetres."""
    width = measure / len(_SIGNERS) - 22.0
    cells = tuple(cell for one in _SIGNERS for cell in (Cell(one, LABEL), Cell(PEN, DATED)))
    return Table(widths=(22.0, width) * len(_SIGNERS), groups=((Row(cells, 12.0),),), clings=True)


def numeral(place: int) -> str:
    """The numeral of a heading, the first being 一.

    >>> numeral(0), numeral(10), numeral(20)
    ('一', '十一', '21')
    """
    if place < len(_NUMERALS):
        return _NUMERALS[place]
    return f"十{_NUMERALS[place - 10]}" if place < 2 * len(_NUMERALS) - 1 else str(place + 1)
