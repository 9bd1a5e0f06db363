"""The paper of a hardship file: 困难职工档案表 (reference: domain §1.3)."""

from collections.abc import Iterator, Sequence
from functools import partial

from desktop.base.calendar import chinese_date
from desktop.base.fields import field_of
from desktop.base.values import show_value
from desktop.cases.household import Household, Person
from desktop.papers.blocks import Align, Block, Cell, Group, Paper, Role, Row, Sheet, Sides, Style, Table, Text
from desktop.papers.per_household import one_each

_SHEET = Sheet(top=16, bottom=15, left=21, right=15)
_PAIRS = 3
_PAIR_WIDTHS = (24.0, 34.0) * _PAIRS
_WIDTH = sum(_PAIR_WIDTHS)
_ROW, _MOST_ROW = 6.8, 16.0
_NOTE_ROW, _MOST_NOTE = 11.0, 90.0
_PROMISE_ROW, _OPINION_ROW = 13.0, 24.0
_MEMBER_LINES = 4

_TITLE = Style(role=Role.XIAOBIAOSONG, size=20, pitch=32)
_LINE = Style(role=Role.FANGSONG, size=11, pitch=18)
_LABEL_STYLE = Style(role=Role.HEITI, size=10, one_line=8.5)
_TEXT = Style(role=Role.FANGSONG, size=11, one_line=8.5)
_LONG = Style(role=Role.FANGSONG, size=11, align=Align.LEFT)
_SMALL = Style(role=Role.FANGSONG, size=10, one_line=8)
_DATED = Style(role=Role.FANGSONG, size=10.5, align=Align.RIGHT, low=True)

_APPLICANT = (
    "category staff_no file_no",
    "self.name self.sex self.ethnic",
    "self.resident_id self.birth self.politics",
    "self.marriage self.health self.disability",
    "self.identity self.insurance model_worker",
    "self.phone other_contact postcode",
    "hukou hukou_place town",
    "address+",
    "employer+ work_began",
    "union+ industry",
    "employer_kind employer_state single_parent",
    "housing floor_area size",
    "self.monthly_income yearly_income per_head",
    "rigid_spending self_help zero_employment",
    "main_cause other_causes+",
)
"""The fields of each line. ``self.`` is of the applicant; ``+`` has the room that is left where there are only two."""

_BANK = "bank branch card"
_KEEPING = "filed_by checked_by typed_by"

_MEMBERS = (
    ("name", 18.0),
    ("relation", 12.0),
    ("sex", 8.0),
    ("politics", 15.0),
    ("resident_id", 35.0),
    ("health", 15.0),
    ("monthly_income", 16.0),
    ("identity", 13.0),
    ("insurance", 13.0),
    ("workplace", 29.0),
)
"""The columns of the members' table, in millimetres (reference: domain §1.3.2, the short form)."""

_OPINIONS = ("单位工会意见（含公示结果）", "镇（街道）工会意见", "区总工会意见")
_PROMISE = (
    "本人承诺以上所填情况真实、完整，同意按规定核对家庭经济状况并公示。　　　　　　　\n"
    "申请人签名：　　　　　　　　　　　　　年　　月　　日"
)
_MEMBER_LABELS = {
    "politics": "政治\n面貌",
    "health": "健康\n状况",
    "monthly_income": "月收入\n（元）",
    "identity": "人员\n身份",
    "insurance": "医保\n状况",
}


def archive_form(households: Sequence[Household], *, office: str, duplex: bool = False) -> Paper:
    """The archive forms of some households, each beginning a page; with ``duplex`` each beginning a leaf.

    Raises:
        ForbiddenError: no household was chosen.
    """
    return one_each("困难职工档案表", households, partial(_form, office=office), sheet=_SHEET, duplex=duplex)


def _form(household: Household, office: str) -> Iterator[Block]:
    filed = chinese_date(household.filed_on) if household.filed_on else "　　　年　　月　　日"
    yield Text(text="困难职工档案表", style=_TITLE, holds=True)
    yield Sides(left=f"帮扶单位：{office}", right=f"建档日期：{filed}", style=_LINE)
    lines = [_pairs(household, names) for names in _APPLICANT]
    lines += [_note("困难情况说明", household.cause_note), _pairs(household, _BANK)]
    yield Table(widths=_PAIR_WIDTHS, groups=tuple((row,) for row in lines))
    yield _members(household.persons[1:])
    notes = ((_note("备注", household.note),), (Row((Cell(_PROMISE, _DATED, columns=2 * _PAIRS),), _PROMISE_ROW),))
    yield Table(widths=_PAIR_WIDTHS, groups=notes, clings=True)
    yield _opinions()
    yield Table(widths=_PAIR_WIDTHS, groups=((_pairs(household, _KEEPING),),), clings=True)


def _pairs(household: Household, names: str) -> Row:
    """A line of labels with their values."""
    wanted = names.split()
    spare = 2 * (_PAIRS - len(wanted))
    cells: list[Cell] = []
    for name in wanted:
        label, value = _value(household, name.removesuffix("+"))
        columns = 1 + spare if name.endswith("+") else 1
        cells += [Cell(label, _LABEL_STYLE), Cell(value, _TEXT, columns=columns)]
    return Row(tuple(cells), _ROW, _MOST_ROW)


def _value(household: Household, name: str) -> tuple[str, str]:
    """What stands before the value of a field, and the value."""
    own = name.removeprefix("self.")
    record = household if own == name else household.applicant
    one = field_of(Person if record is household.applicant else Household, own)
    label = "本人月收入" if name == "self.monthly_income" else one.label
    return label + (f"（{one.unit}）" if one.unit else ""), show_value(one, getattr(record, own))


def _note(label: str, text: str | None) -> Row:
    value = Cell(text or "", _LONG, columns=2 * _PAIRS - 1)
    return Row((Cell(label, _LABEL_STYLE), value), _NOTE_ROW, _MOST_NOTE)


def _members(members: Sequence[Person]) -> Table:
    """The members besides the applicant; at least as many lines as the printed form has."""
    widths = tuple(width for _, width in _MEMBERS)
    labels = tuple(Cell(_MEMBER_LABELS.get(name, field_of(Person, name).label), _LABEL_STYLE) for name, _ in _MEMBERS)
    head = (
        Row((Cell("家庭成员（本人除外）", _LABEL_STYLE, columns=len(_MEMBERS)),), _ROW),
        Row(labels, _ROW, _MOST_ROW),
    )
    empty = (Row((Cell(""),) * len(_MEMBERS), _ROW),)
    lines = [_member(one) for one in members]
    lines += [empty] * (_MEMBER_LINES - len(lines))
    return Table(widths=widths, head=head, groups=tuple(lines), clings=True)


def _member(person: Person) -> Group:
    fields = [field_of(Person, name) for name, _ in _MEMBERS]
    return (Row(tuple(Cell(show_value(one, getattr(person, one.name)), _SMALL) for one in fields), _ROW, _MOST_ROW),)


def _opinions() -> Table:
    """Places for the opinions, sealed and dated by hand."""
    count = len(_OPINIONS)
    group = (
        Row(tuple(Cell(text, _LABEL_STYLE) for text in _OPINIONS), _ROW),
        Row((Cell("（盖章）　　　　　\n　　　年　　月　　日", _DATED),) * count, _OPINION_ROW),
    )
    return Table(widths=(_WIDTH / count,) * count, groups=(group,), clings=True)
