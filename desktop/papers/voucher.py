"""What the books say of a batch: 帮扶资金发放凭证 (reference: domain §2.6)."""

from collections.abc import Iterator, Sequence

from desktop.aid.batch import Means, Payment
from desktop.base.calendar import chinese_date
from desktop.base.money import capitals, yuan
from desktop.papers.blocks import Block, Cell, Group, Paper, Row, Sides, Table, Text
from desktop.papers.dossier import Issuer
from desktop.papers.filled import AMOUNT, LABEL, LINE, MOST_NOTE, SHEET, TEXT, TITLE, Pair, line, note, table
from desktop.papers.roll import MONEY_OF, Roll, people

_TITLE = "帮扶资金发放凭证"
_COLUMNS = (("摘要", 62.0), ("科目", 40.0), ("人次", 18.0), ("金额（元）", 36.0), ("备注", 18.0))
_SIGNERS = ("制单", "复核", "出纳", "财务负责人")
_ATTACHED = ("签领表", "银行卡发放表", "银行回单", "收据"), ("金额依据表", "审批表", "会议纪要")


def voucher(roll: Roll, issuer: Issuer) -> Paper:
    """The voucher of a batch: its number, fund, amounts by the way they were given, what came back, attachments.

    Raises:
        ForbiddenError: nobody is paid.
    """
    roll.require_paid("发放凭证")
    number = f"{roll.batch.voucher} " if roll.batch.voucher else ""
    return Paper(title=f"{_TITLE} {number}{roll.batch.title}", sheet=SHEET, blocks=tuple(_blocks(roll, issuer)))


def _blocks(roll: Roll, issuer: Issuer) -> Iterator[Block]:
    batch = roll.batch
    yield Text(text=_TITLE, style=TITLE, holds=True)
    day = chinese_date(batch.paid_on) if batch.paid_on else "　　　年　月　日"
    yield Sides(left=f"单位：{issuer.office}", middle=day, right=f"凭证号：{batch.voucher or '　' * 6}", style=LINE)
    yield table(_facts(roll))
    head = (Row(tuple(Cell(label, LABEL) for label, _ in _COLUMNS), 9.0),)
    yield Table(widths=tuple(width for _, width in _COLUMNS), head=head, groups=tuple(_entries(roll)), clings=True)
    yield table(_rest(roll), clings=True)
    cells = tuple(cell for signer in _SIGNERS for cell in (Cell(signer, LABEL), Cell("")))
    yield Table(widths=(19.5, 24.0) * len(_SIGNERS), groups=((Row(cells, 15.0),),), clings=True)


def _facts(roll: Roll) -> Iterator[Row]:
    batch, fund = roll.batch, roll.fund
    yield line(Pair("批　次", batch.title, wide=True), Pair("帮扶项目", roll.programme))
    yield line(Pair("资　金", batch.fund_name, wide=True), Pair("资金来源", MONEY_OF[batch.source]))
    number = (fund.document_no if fund else "") or ""
    yield line(Pair("拨款文号", number, wide=True), Pair("资金年度", str(fund.year) if fund else ""))
    approved = f"{batch.approved_by}，{chinese_date(batch.decided_on)}" if batch.approved_by else ""
    yield line(Pair("审　批", approved, wide=True), Pair("上级文号", batch.upper_no or ""))


def _entries(roll: Roll) -> Iterator[Group]:
    """A line for money by bank, in cash, and goods; then the sum."""
    paid = roll.paid
    for label, some, amount in (
        ("银行转账", [one for one in paid if one.paid_by is Means.BANK and one.cash], "cash"),
        ("现金发放", [one for one in paid if one.paid_by is not Means.BANK and one.cash], "cash"),
        ("实物折价", [one for one in paid if one.goods], "goods"),
    ):
        if some:
            yield (_entry(f"{roll.batch.programme}：{label}", some, sum(getattr(one, amount) or 0 for one in some)),)
    both = any(one.cash and one.goods for one in paid)
    yield (_entry("合　计", paid, sum(one.amount for one in paid), "钱物都有的计一次" if both else ""),)


def _entry(label: str, some: Sequence[Payment], amount: int, remark: str = "") -> Row:
    texts = (Cell(label, TEXT), Cell("", TEXT), Cell(str(people(some)), TEXT))
    return Row((*texts, Cell(yuan(amount), AMOUNT), Cell(remark, TEXT)), 10.0, MOST_NOTE)


def _rest(roll: Roll) -> Iterator[Row]:
    total = sum(one.amount for one in roll.paid)
    yield note("合计大写", capitals(total))
    back = [one for one in roll.paid if one.outcome]
    if back:
        names = "；".join(f"{one.name} {yuan(one.amount)}（{one.failure or one.outcome}）" for one in back)
        yield note("退　回", f"{len(back)}笔，{yuan(sum(one.amount for one in back))}元：{names}")
    upper, lower = ("　".join(f"□{name}＿＿张" for name in names) for names in _ATTACHED)
    yield note("附　件", f"{upper}\n{lower}　共＿＿张", 16.0)
