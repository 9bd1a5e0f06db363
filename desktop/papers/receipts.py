"""Receipts that payees sign, three a page: 收据 (reference: domain §2.7)."""

from collections.abc import Iterator

from desktop.aid.batch import Means, Payment
from desktop.base.calendar import chinese_date
from desktop.base.money import capitals, yuan
from desktop.papers.blocks import Align, Block, Cell, Gap, NewPage, Paper, Row, Sheet, Sides, Style, Table, Text
from desktop.papers.dossier import Issuer
from desktop.papers.filled import DATED, LABEL, LINE, PEN, TEXT, TITLE
from desktop.papers.roll import MONEY_OF, Roll

RECEIPTS_A_PAGE = 3

_SHEET = Sheet(top=14, bottom=14, left=20, right=18)
_WIDTHS = (24.0, 62.0, 24.0, 62.0)
_LEFT = Style(role=TEXT.role, size=11.5, align=Align.LEFT, one_line=8.5)
_ROW = 8.6


def receipts(roll: Roll, issuer: Issuer) -> Paper:
    """A receipt for every payee: what, in figures and capitals, how, and who signs.

    Raises:
        ForbiddenError: nobody is paid.
    """
    roll.require_paid("收据")
    blocks = [block for number, one in enumerate(roll.paid) for block in _receipt(roll, number, one, issuer)]
    return Paper(title=f"收据 {roll.batch.title}", sheet=_SHEET, blocks=tuple(blocks))


def _receipt(roll: Roll, place: int, one: Payment, issuer: Issuer) -> Iterator[Block]:
    batch = roll.batch
    if place:
        yield Gap(9) if place % RECEIPTS_A_PAGE else NewPage()
    yield Text(text="收　据", style=TITLE, holds=True)
    day = chinese_date(batch.paid_on) if batch.paid_on else "　　　年　月　日"
    yield Sides(left=f"编号：{batch.voucher or batch.id}-{place + 1:03}", right=day, style=LINE, clings=True)
    yield Table(widths=_WIDTHS, groups=(_rows(roll, one, issuer),), clings=True, together=True)


def _rows(roll: Roll, one: Payment, issuer: Issuer) -> tuple[Row, ...]:
    batch = roll.batch
    what = f"{issuer.office}发放的{batch.programme}（{MONEY_OF[batch.source]}，{batch.title}）"
    again = "补发：" if one.repays else ""
    who = f"{one.name}{f'（受益人：{one.beneficiary}）' if one.beneficiary else ''}"
    return (
        _row(("领款人", who), ("身份证号", one.resident_id or "")),
        _wide("今收到", f"{again}{what}"),
        _wide("金额（大写）", f"{capitals(one.amount)}　￥{yuan(one.amount)}"),
        _wide("发放方式", _means(one)),
        _row(("领款人签名", one.signed_by or ""), ("代领人签名", _proxy(one)), least=13.0),
        Row((Cell(f"经办人：{PEN}　　会计：{PEN}　　{issuer.office}（盖章）", DATED, columns=4),), _ROW),
    )


def _row(*pairs: tuple[str, str], least: float = _ROW) -> Row:
    return Row(tuple(cell for label, text in pairs for cell in (Cell(label, LABEL), Cell(text, _LEFT))), least)


def _wide(label: str, text: str) -> Row:
    return Row((Cell(label, LABEL), Cell(text, _LEFT, columns=3)), _ROW)


def _means(one: Payment) -> str:
    """How it is given: to which card, in cash, in goods and which."""
    goods = f"实物折价 {yuan(one.goods)} 元{f'：{one.goods_note}' if one.goods_note else ''}" if one.goods else ""
    money = {Means.BANK: f"转账至 {one.card or ''}", Means.CASH: "现金", Means.GOODS: ""}[one.paid_by]
    return "；".join(part for part in (money if one.cash else "", goods) if part)


def _proxy(one: Payment) -> str:
    return f"{one.proxy}　{one.proxy_id or ''}" if one.proxy else ""
