"""The roster that payees sign: 专项资金帮扶情况实名制签领表 (reference: domain §2.7)."""

from collections.abc import Iterator, Sequence

from desktop.aid.batch import Batch, Payment
from desktop.aid.fund import Source
from desktop.base.calendar import chinese_date
from desktop.base.errors import ForbiddenError
from desktop.base.money import capitals, yuan
from desktop.papers.blocks import Align, Block, Cell, Group, NewPage, Paper, Row, Sheet, Sides, Style, Table, Text

PERSONS_A_SHEET = 10
"""As on the city union's form."""

MONEY_OF = {
    Source.CENTRAL: "中央资金",
    Source.PROVINCIAL: "省级资金",
    Source.CITY: "市级资金",
    Source.UPPER_UNION: "上级工会资金",
    Source.OWN_UNION: "本级工会经费",
    Source.DONATION: "社会捐助资金",
    Source.INTEREST: "专户利息",
    Source.OTHER: "其他资金",
}
"""What the title calls the money of a source."""

CENTRAL_SIGNERS = ("经办", "经办部门审批", "财务部门审批", "分管领导审批")
OTHER_SIGNERS = (*CENTRAL_SIGNERS, "主要领导审批")

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
_SMALL = Style(size=9, pitch=15)

_HEADINGS = ("工作单位或家庭地址", "金额\n（元）", "联系电话", "职工编号", "档案编号", "签　名")


def sign_sheet(batch: Batch, payments: Sequence[Payment], *, office: str) -> Paper:
    """The roster of a batch, ten persons a sheet; who is excluded does not stand on it.

    Every sheet has its subtotal and the places to sign off, four for central money and five for other money; the last
    has the total in figures and capitals.

    Raises:
        ForbiddenError: nobody is paid.
    """
    paid = sorted((one for one in payments if one.excluded is None), key=lambda one: one.position)
    if not paid:
        raise ForbiddenError(f"“{batch.title}”里没有要发放的人员，签领表没有生成；请先编制名单。")
    title = f"专项资金帮扶情况实名制签领表（{MONEY_OF[batch.source]}）"
    blocks = [block for start in range(0, len(paid), PERSONS_A_SHEET) for block in _sheet(batch, paid, start, office)]
    return Paper(title=f"{title} {batch.title}", sheet=_SHEET, blocks=tuple(blocks))


def _sheet(batch: Batch, paid: Sequence[Payment], start: int, office: str) -> Iterator[Block]:
    here = paid[start : start + PERSONS_A_SHEET]
    if start:
        yield NewPage()
    yield Text(text=f"专项资金帮扶情况实名制签领表（{MONEY_OF[batch.source]}）", style=_TITLE, holds=True)
    yield Sides(left=f"单位：{office}", middle=f"帮扶项目：{batch.programme}", right=_day(batch), style=_LINE)
    groups = [_person(start + number, one) for number, one in enumerate(here, 1)]
    groups.append((_sum("本页小计", here),))
    if start + PERSONS_A_SHEET >= len(paid):
        groups.append((_sum("合计金额", paid),))
    yield Table(widths=_WIDTHS, head=_HEAD, groups=tuple(groups), together=True)
    yield _signatures(CENTRAL_SIGNERS if batch.source is Source.CENTRAL else OTHER_SIGNERS)
    yield Sides(left=f"批次：{batch.title}", right=f"资金：{batch.fund_name}", style=_SMALL, clings=True)


def _day(batch: Batch) -> str:
    """The day of payment, or an empty date for the pen."""
    return chinese_date(batch.paid_on) if batch.paid_on else "　　　年　　月　　日"


def _person(number: int, one: Payment) -> Group:
    """The two rows of a person: the resident ID above, the bank account below."""
    upper = (
        Cell(str(number), _LINE, rows=2),
        Cell(one.name, _BODY, rows=2),
        Cell(one.sex or "", _LINE, rows=2),
        Cell("" if one.age is None else str(one.age), _LINE, rows=2),
        Cell(one.resident_id or "", _LINE),
        Cell(one.place or "", _PLACE, rows=2),
        Cell(yuan(one.amount), _AMOUNT, rows=2),
        Cell(one.phone or "", _NUMBER, rows=2),
        Cell(one.staff_no or "", _NUMBER, rows=2),
        Cell(one.file_no or "", _NUMBER, rows=2),
        Cell("", rows=2),
    )
    return (Row(upper, _ROW), Row((Cell(one.card or "", _LINE),), _ROW))


def _head() -> Group:
    before = tuple(Cell(text, _BODY, rows=2) for text in ("序号", "姓名", "性别", "年龄"))
    after = tuple(Cell(text, _BODY, rows=2) for text in _HEADINGS)
    return (Row((*before, Cell("身份证号", _BODY), *after), _ROW), Row((Cell("银行帐号", _BODY),), _ROW))


_HEAD = _head()


def _sum(label: str, persons: Sequence[Payment]) -> Row:
    total = sum(one.amount for one in persons)
    words = f"{capitals(total)}（{len(persons)}人）"
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
