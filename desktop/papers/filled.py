"""What filled forms are built from: lines of labels with their values, tall boxes, boxes that somebody signs."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from desktop.base.calendar import chinese_date
from desktop.base.fields import field_of
from desktop.base.money import yuan
from desktop.cases.household import Household, Person
from desktop.cases.steps import Step
from desktop.papers.blocks import Align, Cell, Group, Role, Row, Sheet, Sides, Style, Table
from desktop.papers.dossier import NO_DATE, shown

SHEET = Sheet(top=20, bottom=18, left=21, right=15)
PAIRS = 3
WIDTHS = (24.0, 34.0) * PAIRS
WIDTH = sum(WIDTHS)
ROW, MOST_ROW = 7.5, 18.0
MOST_NOTE = 90.0

TITLE = Style(role=Role.XIAOBIAOSONG, size=20, pitch=34)
LINE = Style(role=Role.FANGSONG, size=11, pitch=18)
BODY = Style(role=Role.FANGSONG, size=14, pitch=26, align=Align.LEFT)
SIGNED = Style(role=Role.FANGSONG, size=14, pitch=28, align=Align.RIGHT)
LABEL = Style(role=Role.HEITI, size=10.5, one_line=8.5)
TEXT = Style(role=Role.FANGSONG, size=11, one_line=8)
LONG = Style(role=Role.FANGSONG, size=11, align=Align.LEFT)
AMOUNT = Style(role=Role.FANGSONG, size=10.5, align=Align.RIGHT, one_line=7.5)
SMALL = Style(role=Role.FANGSONG, size=10, one_line=8)
HINT = Style(role=Role.FANGSONG, size=10.5, pitch=17, align=Align.LEFT)
DATED = Style(role=Role.FANGSONG, size=11, align=Align.RIGHT)

PEN = "　" * 5
"""Room for a name."""

_SHORT_DATE = "　　年　月　日"

TICKED, UNTICKED = "■", "□"


class Pair(NamedTuple):
    """A label and what stands behind it; ``wide``: it has the room that is left on its line."""

    label: str
    value: str
    wide: bool = False


def pairs_of(home: Household, names: str) -> tuple[Pair, ...]:
    """Fields of a file by name: ``self.`` is of the applicant, ``+`` behind it has the room that is left."""
    return tuple(_pair(home, name) for name in names.split())


def _pair(home: Household, name: str) -> Pair:
    own = name.removeprefix("self.").removesuffix("+")
    record = home.applicant if name.startswith("self.") else home
    one = field_of(Person if record is home.applicant else Household, own)
    label = "本人月收入" if name == "self.monthly_income" else one.label
    unit = f"（{one.unit}）" if one.unit else ""
    return Pair(label + unit, shown(one, getattr(record, own)), name.endswith("+"))


def packed(pairs: Iterable[Pair]) -> Iterator[Row]:
    """Lines of as many labels as there is room for; one that is wide has a line of its own."""
    kept: list[Pair] = []
    for one in pairs:
        if one.wide:
            yield from _rest(kept)
            yield line(one)
            kept = []
        else:
            kept.append(one)
        if len(kept) == PAIRS:
            yield line(*kept)
            kept = []
    yield from _rest(kept)


def _rest(pairs: Sequence[Pair]) -> Iterator[Row]:
    if pairs:
        yield line(*pairs)


def line(*pairs: Pair, least: float = ROW) -> Row:
    """A line of labels with their values, as high as the longest needs; the last is wide where none is said to be."""
    wide = [one.wide for one in pairs] if any(one.wide for one in pairs) else [one is pairs[-1] for one in pairs]
    spare = 2 * (PAIRS - len(pairs))
    cells = [
        cell
        for one, room in zip(pairs, wide, strict=True)
        for cell in (Cell(one.label, LABEL), Cell(one.value, TEXT, columns=1 + spare * room))
    ]
    return Row(tuple(cells), least, MOST_ROW)


def whose(home: Household) -> Sides:
    """Whose paper it is, below its title or at the head of a further page."""
    return Sides(left=f"申请人：{home.applicant.name}", right=numbered(home), style=LINE)


def numbered(home: Household) -> str:
    """The number of the file, or room for it."""
    return f"档案编号：{home.file_no or '　' * 8}"


def note(label: str, text: str | None, least: float = 11.0) -> Row:
    """A label and a text that may be long."""
    return Row((Cell(label, LABEL), Cell(text or "", LONG, columns=2 * PAIRS - 1)), least, MOST_NOTE)


def table(rows: Iterable[Row], *, clings: bool = False) -> Table:
    """These lines as a table in which a page may end after each."""
    return Table(widths=WIDTHS, groups=tuple((row,) for row in rows), clings=clings)


def boxes(groups: Iterable[Group]) -> Table:
    """Boxes that are signed, together and on the page of what is before them: no seal stands on a page of its own."""
    return Table(widths=WIDTHS, groups=tuple(groups), clings=True, together=True)


def signed(label: str, text: str, signature: str, height: float) -> Group:
    """A box with a text and, at its foot, who signs it and when."""
    columns = 2 * PAIRS - 1
    return (
        Row((Cell(label, LABEL, rows=2), Cell(text, LONG, columns=columns)), height, MOST_NOTE),
        Row((Cell(signature, DATED, columns=columns),), 8.0),
    )


def opinion(
    label: str, who: str, step: Step | None, *, text: str = "", height: float = 18.0, seal: bool = True
) -> Group:
    """A box with the opinion of a step, who gave it and when; empty for the pen where there was no such step."""
    said = text or (step.opinion if step else "") or ""
    return signed(label, said, signature(who, step, seal=seal), height)


def signature(who: str, step: Step | None, *, seal: bool = True) -> str:
    """“审批人：李主席　　（盖章）　　2022年12月5日”, or the same for the pen."""
    name = (step.people if step else "") or "　　　　　　"
    return f"{who}：{name}　　{'（盖章）　　' if seal else ''}{chinese_date(step.day) if step else NO_DATE}"


class Signed(NamedTuple):
    """A box that is signed: what it is called, what was said, who signs, and when."""

    label: str
    text: str
    who: str
    day: dt.date | None = None


def signed_pairs(*pairs: tuple[Signed, Signed], height: float = 12.0) -> Table:
    """Boxes that are signed, two beside each other, together and on the page of what is before them."""
    groups = tuple(_pair_of(pair, height) for pair in pairs)
    return Table(widths=(20.0, WIDTH / 2 - 20.0) * 2, groups=groups, clings=True, together=True)


def _pair_of(pair: tuple[Signed, Signed], height: float) -> Group:
    upper = tuple(cell for one in pair for cell in (Cell(one.label, LABEL, rows=2), Cell(one.text, LONG)))
    lower = tuple(Cell(f"{one.who}　{chinese_date(one.day) if one.day else _SHORT_DATE}", DATED) for one in pair)
    return (Row(upper, height, MOST_NOTE), Row(lower, 7.5))


def ticks(labels: Sequence[str], chosen: str) -> str:
    """Labels with a box before each, filled for those that were chosen; what no list has is added behind."""
    picked = [one for one in chosen.split("、") if one]
    known = [f"{TICKED if one in picked else UNTICKED}{one}" for one in labels]
    return "　".join([*known, *(f"{TICKED}{one}" for one in picked if one not in labels)])


def money(amount: int | None) -> str:
    """An amount, nothing where it isn't known."""
    return "" if amount is None else yuan(amount)


def total(figures: Iterable[int | None]) -> int | None:
    """The sum of those that are known; None where none is."""
    known = [one for one in figures if one is not None]
    return sum(known) if known else None
