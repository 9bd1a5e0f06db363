"""What one visit brought and who came: 走访慰问登记表 (reference: domain §3)."""

from collections.abc import Iterator

from desktop.aid.activity import Visit
from desktop.base.money import capitals, yuan
from desktop.papers.blocks import Block, Paper, Row, Sides, Text
from desktop.papers.dossier import Issuer, date_or_pen
from desktop.papers.filled import LINE, PEN, SHEET, TITLE, Pair, Signed, line, note, signed_pairs, table
from desktop.papers.round import Call, Round

_TITLE = "走访慰问登记表"


def visit_card(call: Call, issuer: Issuer) -> Paper:
    """The register of one visit, with room for the pen where it wasn't made yet."""
    return Paper(title=f"{_TITLE}（{call.visit.name}）", sheet=SHEET, blocks=tuple(_blocks(*call, issuer)))


def _blocks(whole: Round, visit: Visit, issuer: Issuer) -> Iterator[Block]:
    yield Text(text=_TITLE, style=TITLE, holds=True)
    number = f"编号：{visit.activity}-{visit.position:03}"
    yield Sides(left=f"单位：{issuer.office}", middle=whole.activity.name, right=number, style=LINE)
    yield table([*_who(whole, visit), *_gift(visit), *_call(whole, visit)])
    signed = f"{visit.signed_by or PEN}"
    proxy = f"代领人：{visit.proxy}" if visit.proxy else ""
    yield signed_pairs(
        (
            Signed("慰问对象\n签收", proxy, f"签名：{signed}", visit.visited_on if visit.signed_by else None),
            Signed("走访单位", "", f"经办人：{PEN}"),
        ),
        height=18.0,
    )


def _who(whole: Round, visit: Visit) -> Iterator[Row]:
    heads = "" if visit.heads is None else str(visit.heads)
    yield line(Pair("姓名或单位", visit.name), Pair("性别", visit.sex or ""), Pair("人员类别", visit.kind))
    yield line(Pair("身份证号", visit.resident_id or "", wide=True), Pair("人　次", heads))
    yield line(Pair("工作单位", visit.unit or "", wide=True), Pair("联系电话", visit.phone or ""))
    yield line(Pair("家庭住址", visit.address or "", wide=True), Pair("镇（街道）", visit.town or ""))
    yield line(Pair("档案编号", whole.file_of(visit)), Pair("活动类型", whole.activity.kind))
    yield note("困难情况\n或慰问事由", visit.reason, 30.0)


def _gift(visit: Visit) -> Iterator[Row]:
    words = capitals(visit.cash) if visit.cash else ""
    yield line(Pair("慰问金（元）", yuan(visit.cash) if visit.cash else ""), Pair("大　写", words, wide=True))
    worth = yuan(visit.goods_value) if visit.goods_value else ""
    yield line(Pair("慰问品", visit.goods or "", wide=True), Pair("折价（元）", worth))
    if visit.cash and visit.card:
        yield line(Pair("开户银行", visit.bank or ""), Pair("银行卡号", visit.card, wide=True))


def _call(whole: Round, visit: Visit) -> Iterator[Row]:
    yield line(
        Pair("走访日期", date_or_pen(visit.visited_on).strip("　")), Pair("走访地点", visit.place or "", wide=True)
    )
    yield line(Pair("走访人员", visit.visitors or "", wide=True), Pair("照片编号", whole.photos_of(visit)))
    yield note("了解到的情况\n和诉求", None, 42.0)
    yield note("备　注", visit.note)
