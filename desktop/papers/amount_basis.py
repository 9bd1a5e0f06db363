"""How every amount of a batch came about: 发放金额依据表, kept with the roster for whoever audits it."""

from desktop.aid.batch import Payment
from desktop.base.calendar import chinese_date
from desktop.base.errors import ForbiddenError
from desktop.base.money import capitals, yuan
from desktop.papers.blocks import Align, Cell, Group, Paper, Role, Row, Sheet, Sides, Style, Table, Text
from desktop.papers.dossier import Issuer
from desktop.papers.filled import PEN
from desktop.papers.roll import Roll, people, require_valid

_SHEET = Sheet(top=20, bottom=18, left=22, right=16)
_COLUMNS = (("序号", 12.0), ("姓名", 24.0), ("困难类别", 22.0), ("金额（元）", 26.0), ("金额依据或不发原因", 88.0))
_ROW, _MOST_ROW = 8.0, 30.0

_TITLE = Style(role=Role.XIAOBIAOSONG, size=18, pitch=32)
_LINE = Style(role=Role.FANGSONG, size=11, pitch=18)
_HEADING = Style(role=Role.HEITI, size=11)
_SIGNED = Style(role=Role.FANGSONG, size=11, pitch=30)
_TEXT = Style(role=Role.FANGSONG, size=11, one_line=9)
_REASON = Style(role=Role.FANGSONG, size=11, align=Align.LEFT)
_AMOUNT = Style(role=Role.FANGSONG, size=11, align=Align.RIGHT, wraps=False)


def amount_basis(roll: Roll, issuer: Issuer) -> Paper:
    """Every line of a batch with the sentence that says how its amount came about, or why it is not paid.

    Raises:
        ForbiddenError: the batch has no lines or is void.
    """
    batch = roll.batch
    require_valid(batch, "金额依据表")
    if not roll.lines:
        raise ForbiddenError(f"“{batch.title}”里没有人员，金额依据表没有生成；请先编制名单。")
    lines = [_line(number, one) for number, one in enumerate(roll.lines, 1)]
    groups = (*lines[:-1], (*lines[-1], _total(roll)))
    blocks = (
        Text(text="发放金额依据表", style=_TITLE, holds=True),
        Sides(left=f"单位：{issuer.office}", right=f"决定日期：{chinese_date(batch.decided_on)}", style=_LINE),
        Sides(left=f"批次：{batch.title}", right=f"资金：{batch.fund_name}", style=_LINE),
        Table(widths=tuple(width for _, width in _COLUMNS), head=_head(), groups=groups),
        Sides(left="制表：", middle="复核：", right=f"审批：{PEN * 2}", style=_SIGNED, clings=True),
    )
    return Paper(title=f"发放金额依据表 {batch.title}", sheet=_SHEET, blocks=blocks)


def _head() -> Group:
    return (Row(tuple(Cell(label, _HEADING) for label, _ in _COLUMNS), _ROW),)


def _line(number: int, one: Payment) -> Group:
    amount = yuan(one.amount if one.live else 0)
    texts = (Cell(str(number), _TEXT), Cell(one.name, _TEXT), Cell(one.category, _TEXT))
    return (Row((*texts, Cell(amount, _AMOUNT), Cell(_why(one), _REASON)), _ROW, _MOST_ROW),)


def _why(one: Payment) -> str:
    """How the amount came about, by whom it goes above its ceiling, or why nothing is paid."""
    if one.excluded is not None:
        return f"不发：{one.excluded}"
    if one.withheld is not None:
        return f"停发：{one.withheld}（原定 {yuan(one.amount)} 元：{one.reason}）"
    by = f"，批准人{one.override_by}" if one.override_by else ""
    return f"{one.reason}\n※ 超上限：{one.override}{by}" if one.override else one.reason


def _total(roll: Roll) -> Row:
    paid = [one.amount for one in roll.paid]
    left = [one for one in roll.lines if not one.live]
    words = f"{capitals(sum(paid))}（发放{people(roll.paid)}人，不发{people(left)}人）"
    return Row(
        (Cell("合　计", _HEADING, columns=3), Cell(yuan(sum(paid)), _AMOUNT), Cell(words, _REASON)), _ROW, _MOST_ROW
    )
