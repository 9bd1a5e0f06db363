"""Who gets what on which card: 银行卡发放表 (reference: domain §2.4, §2.7)."""

from collections.abc import Iterator, Sequence

from desktop.aid.batch import Means, Payment
from desktop.base.calendar import chinese_date
from desktop.base.errors import ForbiddenError
from desktop.base.money import capitals, yuan
from desktop.papers.blocks import Block, Cell, NewPage, Paper, Row, Sheet, Sides, Table, Text
from desktop.papers.dossier import Issuer
from desktop.papers.filled import AMOUNT, LABEL, LINE, LONG, PEN, SMALL, TITLE
from desktop.papers.roll import MONEY_OF, Roll

_TITLE = "帮扶资金银行卡发放表"
_SHEET = Sheet(top=20, bottom=18, left=18, right=14)
_COLUMNS = (
    ("序号", 11.0),
    ("姓名", 22.0),
    ("身份证号", 39.0),
    ("开户银行", 36.0),
    ("银行卡号", 42.0),
    ("金额（元）", 28.0),
)
_SIGNERS = ("制表", "复核", "审批")
_ROW = 9.0

TRANSFERS_A_SHEET = 20


def bank_list(roll: Roll, issuer: Issuer) -> Paper:
    """The lines that are transferred, with the sum in capitals and what was sent to the bank.

    Where there are several sheets each has its subtotal; the last has the total and the places to sign.

    Raises:
        ForbiddenError: nothing is transferred.
    """
    roll.require_paid("银行卡发放表")
    sent = [one for one in roll.paid if one.paid_by is Means.BANK and one.cash]
    if not sent:
        raise ForbiddenError(f"“{roll.batch.title}”里没有转账的人员，银行卡发放表没有生成；现金和实物请打印签领表。")
    title = f"{_TITLE}（{MONEY_OF[roll.batch.source]}）"
    starts = range(0, len(sent), TRANSFERS_A_SHEET)
    blocks = [block for start in starts for block in _page(title, roll, sent, start, issuer)]
    return Paper(title=f"{title} {roll.batch.title}", sheet=_SHEET, blocks=(*blocks, *_signed(roll)))


def _page(title: str, roll: Roll, sent: Sequence[Payment], start: int, issuer: Issuer) -> Iterator[Block]:
    batch = roll.batch
    if start:
        yield NewPage()
    yield Text(text=title, style=TITLE, holds=True)
    day = chinese_date(batch.paid_on) if batch.paid_on else "　　　年　月　日"
    yield Sides(
        left=f"单位：{issuer.office}", middle=f"帮扶项目：{roll.programme}", right=f"发放日期：{day}", style=LINE
    )
    yield Sides(left=f"批次：{batch.title}", right=f"资金：{batch.fund_name}", style=LINE)
    here = sent[start : start + TRANSFERS_A_SHEET]
    rows = [_line(start + number, one) for number, one in enumerate(here, 1)]
    if len(sent) > len(here):
        rows.append(_sum("本页小计", here))
    if start + TRANSFERS_A_SHEET >= len(sent):
        rows.append(_sum("合　计", sent))
    head = (Row(tuple(Cell(label, LABEL) for label, _ in _COLUMNS), _ROW),)
    widths, groups = tuple(width for _, width in _COLUMNS), tuple((row,) for row in rows)
    yield Table(widths=widths, head=head, groups=groups, together=True)


def _signed(roll: Roll) -> Iterator[Block]:
    width = _SHEET.measure / len(_SIGNERS) - 18.0
    cells = tuple(cell for signer in _SIGNERS for cell in (Cell(signer, LABEL), Cell("")))
    yield Table(widths=(18.0, width) * len(_SIGNERS), groups=((Row(cells, 14.0),),), clings=True)
    yield Sides(left=_stamp(roll), right=f"经办单位（盖章）{PEN * 2}", style=LINE, clings=True)


def _line(number: int, one: Payment) -> Row:
    marks = f"\n补发，原第{one.repays}笔" if one.repays else ""
    texts = (str(number), f"{one.name}{marks}", one.resident_id, one.bank, one.card)
    return Row((*(Cell(text or "", SMALL) for text in texts), Cell(yuan(one.cash), AMOUNT)), _ROW)


def _sum(label: str, sent: Sequence[Payment]) -> Row:
    total = sum(one.cash for one in sent)
    words = f"{capitals(total)}（{len(sent)}笔）"
    return Row((Cell(label, LABEL, columns=2), Cell(words, LONG, columns=3), Cell(yuan(total), AMOUNT)), _ROW)


def _stamp(roll: Roll) -> str:
    """When and how often it went to the bank, and the digest of the file that went."""
    batch = roll.batch
    if not batch.sent_on:
        return "尚未送银行"
    times = f"，第{batch.sent_times}次" if (batch.sent_times or 0) > 1 else ""
    stamp = f"，文件校验码 {batch.sent_stamp[:12]}" if batch.sent_stamp else ""
    return f"{chinese_date(batch.sent_on)}送银行{times}{stamp}"
