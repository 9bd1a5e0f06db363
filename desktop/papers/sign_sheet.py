"""The roster that payees sign: 专项资金帮扶情况实名制签领表 (reference: domain §2.7)."""

from collections.abc import Iterator, Sequence

from desktop.aid.batch import Batch, Means, Payment
from desktop.base.calendar import chinese_date
from desktop.base.money import capitals, yuan
from desktop.papers.blocks import Align, Block, Cell, Group, NewPage, Paper, Row, Sheet, Sides, Style, Table, Text
from desktop.papers.dossier import Issuer
from desktop.papers.roll import MONEY_OF, Roll, people
from desktop.papers.roll_notes import notes

PERSONS_A_SHEET = 10
"""As on the city union's form."""

_SHEET = Sheet(width=297, height=210, top=14, bottom=15, left=14, right=12)
_WIDTHS = (11.0, 21.0, 11.0, 11.0, 45.0, 50.0, 25.0, 28.0, 22.0, 22.0, 25.0)
_ROW, _SUM_ROW, _SIGN_ROW = 5.8, 8.0, 15.0
_LABEL_WIDTH = 22.0

_TITLE = Style(size=18, pitch=26)
_BODY = Style(size=12)
_LINE = Style(size=12, wraps=False)
_NUMBER = Style(size=12, one_line=8)
_PLACE = Style(size=11, align=Align.LEFT)
_SUM = Style(size=12, align=Align.LEFT)
_AMOUNT = Style(size=12, align=Align.RIGHT, wraps=False)
_MARKED = Style(size=11, align=Align.RIGHT)
_SIGNED = Style(size=10)
_SMALL = Style(size=9, pitch=15)

_HEADINGS = ("工作单位或家庭地址", "金额\n（元）", "联系电话", "职工编号", "档案编号", "签　名")


def sign_sheet(roll: Roll, issuer: Issuer) -> Paper:
    """The roster of a batch, ten persons a sheet; who is excluded or withheld does not stand on it.

    Every sheet has its subtotal and the places to sign off, as policy wants them for that money; the last has the
    total in figures and capitals. What there is to say of single lines stands behind it.

    Raises:
        ForbiddenError: nobody is paid.
    """
    roll.require_paid("签领表")
    starts = range(0, len(roll.paid), PERSONS_A_SHEET)
    blocks = [block for start in starts for block in _sheet(roll, start, issuer.office)]
    return Paper(title=f"{_title(roll)} {roll.batch.title}", sheet=_SHEET, blocks=(*blocks, *notes(roll)))


def _title(roll: Roll) -> str:
    return f"专项资金帮扶情况实名制签领表（{MONEY_OF[roll.batch.source]}）"


def _sheet(roll: Roll, start: int, office: str) -> Iterator[Block]:
    batch, paid = roll.batch, roll.paid
    here = paid[start : start + PERSONS_A_SHEET]
    if start:
        yield NewPage()
    yield Text(text=_title(roll), style=_TITLE, holds=True)
    yield Sides(left=f"单位：{office}", middle=f"帮扶项目：{roll.programme}", right=_day(batch), style=_LINE)
    groups = [_person(start + number, one) for number, one in enumerate(here, 1)]
    groups.append((_sum("本页小计", here),))
    if start + PERSONS_A_SHEET >= len(paid):
        groups.append((_sum("合计金额", paid),))
    yield Table(widths=_WIDTHS, head=_HEAD, groups=tuple(groups), together=True)
    if roll.signers:
        yield _signatures(roll.signers)
    below = (f"批次：{batch.title}", roll.sealed, f"资金：{batch.fund_name}")
    yield Sides(left=below[0], middle=below[1], right=below[2], style=_SMALL, clings=True, holds=False)


def _day(batch: Batch) -> str:
    """The day of payment, or an empty date for the pen."""
    return chinese_date(batch.paid_on) if batch.paid_on else "　　　年　　月　　日"


def _person(number: int, one: Payment) -> Group:
    """The two rows of a person: the resident ID above, the bank account below, or what is given instead."""
    upper = (
        Cell(str(number), _LINE, rows=2),
        Cell(_called(one), _BODY, rows=2),
        Cell(one.sex or "", _LINE, rows=2),
        Cell("" if one.age is None else str(one.age), _LINE, rows=2),
        Cell(one.resident_id or "", _LINE),
        Cell(one.place or "", _PLACE, rows=2),
        _amount(one),
        Cell(one.phone or "", _NUMBER, rows=2),
        Cell(one.staff_no or "", _NUMBER, rows=2),
        Cell(one.file_no or "", _NUMBER, rows=2),
        Cell(_signed_for(one), _SIGNED, rows=2),
    )
    return (Row(upper, _ROW), Row((Cell(_given(one), _LINE),), _ROW))


def _called(one: Payment) -> str:
    """The payee; below it for whom it is, or how many people a unit is."""
    behind = one.beneficiary or (f"{one.heads}人" if one.heads else "")
    return f"{one.name}\n（{behind}）" if behind else one.name


def _amount(one: Payment) -> Cell:
    """The amount; below it whether it is paid anew, and a mark where it goes above its ceiling."""
    marks = f"{'补发' if one.repays else ''}{'※' if one.override else ''}"
    return Cell(f"{yuan(one.amount)}\n{marks}", _MARKED, rows=2) if marks else Cell(yuan(one.amount), _AMOUNT, rows=2)


def _given(one: Payment) -> str:
    """The bank account of what is transferred, else how it is given; goods by name."""
    goods = one.goods_note or ("实物" if one.goods else "")
    if one.paid_by is Means.BANK:
        return f"{one.card or ''}{f'＋{goods}' if goods else ''}"
    cash = "现金" if one.cash and one.paid_by is Means.CASH else ""
    return f"{cash}{'＋' if cash and goods else ''}{goods}"


def _signed_for(one: Payment) -> str:
    """Who has signed, or who signed in the payee's place and how that one's ID ends; nothing for the pen."""
    if one.proxy is None:
        return one.signed_by or ""
    return f"{one.proxy}代领" + (f"\n身份证尾号{one.proxy_id[-4:]}" if one.proxy_id else "")


def _head() -> Group:
    before = tuple(Cell(text, _BODY, rows=2) for text in ("序号", "姓名", "性别", "年龄"))
    after = tuple(Cell(text, _BODY, rows=2) for text in _HEADINGS)
    return (Row((*before, Cell("身份证号", _BODY), *after), _ROW), Row((Cell("银行帐号", _BODY),), _ROW))


_HEAD = _head()


def _sum(label: str, persons: Sequence[Payment]) -> Row:
    total = sum(one.amount for one in persons)
    words = f"{capitals(total)}（{people(persons)}人）"
    cells = (
        Cell(label, _BODY, columns=2),
        Cell(words, _SUM, columns=4),
        Cell(yuan(total), _AMOUNT),
        Cell("", columns=4),
    )
    return Row(cells, _SUM_ROW)


def _signatures(signers: Sequence[str]) -> Table:
    """One row of places to sign off, each behind the name of the office that signs."""
    space = sum(_WIDTHS) / len(signers) - _LABEL_WIDTH
    cells = tuple(cell for signer in signers for cell in (Cell(signer, _BODY), Cell("")))
    return Table(widths=(_LABEL_WIDTH, space) * len(signers), groups=((Row(cells, _SIGN_ROW),),), clings=True)
