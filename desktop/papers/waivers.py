"""Fees that are waived: 特困职工费用减免申报表 of a household, 汇总表 of a receiver (reference: domain §2.8)."""

from collections.abc import Iterator, Sequence

from desktop.base.errors import ForbiddenError
from desktop.base.money import capitals, yuan
from desktop.papers.blocks import Block, Cell, Gap, Group, Paper, Row, Sheet, Sides, Table, Text
from desktop.papers.claim import Claim
from desktop.papers.dossier import Issuer
from desktop.papers.filled import (
    AMOUNT,
    DATED,
    LABEL,
    LINE,
    LONG,
    MOST_ROW,
    PEN,
    SHEET,
    SMALL,
    TITLE,
    Pair,
    Signed,
    line,
    note,
    signed_pairs,
    table,
)

_FORM, _LIST = "特困职工费用减免申报表", "特困职工费用减免汇总表"
_ITEMS = (
    ("减免项目", "item", 20.0),
    ("受理单位", "receiver", 30.0),
    ("户号", "account_no", 28.0),
    ("装表地址", "meter_address", 38.0),
    ("减免标准", "benefit", 30.0),
    ("有效期", "", 28.0),
)
_SHEET = Sheet(width=297, height=210, top=18, bottom=15, left=16, right=14)
_LISTED = (
    ("序号", 11.0),
    ("姓名", 20.0),
    ("身份证号", 40.0),
    ("特困证号", 26.0),
    ("装表地址", 46.0),
    ("户号", 30.0),
    ("减免标准", 36.0),
    ("有效期", 34.0),
    ("减免金额（元）", 24.0),
)


def waiver_forms(claims: Sequence[Claim], issuer: Issuer) -> tuple[Paper, ...]:
    """The declaration of every household with all that it asks to be spared, in the order they come.

    Raises:
        ForbiddenError: an application asks for something else.
    """
    return tuple(waiver_form(some, issuer) for some in _grouped(claims, "resident_id").values())


def waiver_lists(claims: Sequence[Claim], issuer: Issuer) -> tuple[Paper, ...]:
    """A list for every receiver and item, as it is sent there.

    Raises:
        ForbiddenError: an application asks for something else.
    """
    return tuple(_list(some, issuer) for some in _grouped(claims, "").values())


def _grouped(claims: Sequence[Claim], name: str) -> dict[tuple[str, ...], list[Claim]]:
    """Claims of one household, or to one receiver for one item."""
    foreign = next((one for one in claims if one.form is None or one.form.value != "减免"), None)
    if foreign is not None:
        raise ForbiddenError(f"“{foreign.name}”申请的是{foreign.programme}，没有生成；请只选费用减免的申请。")
    found: dict[tuple[str, ...], list[Claim]] = {}
    for one in claims:
        key = (one.name, one.said(name)) if name else (one.fact("receiver"), one.fact("item"))
        found.setdefault(key, []).append(one)
    return found


def waiver_form(claims: Sequence[Claim], issuer: Issuer) -> Paper:
    """The declaration of one household; lines for the pen where it asks for nothing yet."""
    return Paper(title=f"{_FORM}（{claims[0].name}）", sheet=SHEET, blocks=tuple(_form(claims, issuer)))


def _form(claims: Sequence[Claim], issuer: Issuer) -> Iterator[Block]:
    first = claims[0]
    yield Text(text=_FORM, style=TITLE, holds=True)
    year = f"{first.year}年度" if first.year else "＿＿＿＿年度"
    yield Sides(
        left=f"单位：{issuer.office}", middle=year, right=f"档案编号：{first.said('file_no') or PEN}", style=LINE
    )
    yield table(_person(claims))
    yield _items(claims)
    yield table([note("申请理由", _said(claims, "reason"), 20.0), note("备　注", _said(claims, "note"))], clings=True)
    promise = "以上情况属实，家庭情况变化时及时告知。"
    yield signed_pairs(
        (Signed("申请人", promise, f"签名：{PEN}"), Signed("单位工会\n意见", "", f"（盖章）{PEN}")),
        (Signed("区总工会\n意见", "", f"（盖章）{PEN}"), Signed("受理单位\n意见", "", f"（盖章）{PEN}")),
    )


def _person(claims: Sequence[Claim]) -> Iterator[Row]:
    say = claims[0].said
    numbers = dict.fromkeys(one.fact("certificate_no") for one in claims)
    yield line(Pair("姓名", claims[0].name), Pair("性别", say("sex")), Pair("联系电话", say("phone")))
    yield line(Pair("身份证号", say("resident_id"), wide=True), Pair("困难类别", say("category")))
    yield line(Pair("工作单位", say("employer"), wide=True), Pair("家庭人口", say("size")))
    yield line(Pair("家庭住址", say("address"), wide=True), Pair("特困证号", "、".join(one for one in numbers if one)))


def _said(claims: Sequence[Claim], name: str) -> str:
    texts = (getattr(one.request, name) for one in claims if one.request)
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _items(claims: Sequence[Claim]) -> Table:
    """What is asked for; what policy knows of besides has a line for the pen."""
    asked = [_item(one) for one in claims if one.request]
    policy = claims[0].policy
    known = {one.fact("item") for one in claims}
    rest = [(rule.item, rule.receiver, "", "", rule.benefit, "") for rule in policy.waivers] if policy else []
    rows = asked or [row for row in rest if row[0] not in known]
    head = (Row(tuple(Cell(label, LABEL) for label, *_ in _ITEMS), 8.0),)
    groups = tuple((Row(tuple(Cell(text, SMALL) for text in row), 9.0, MOST_ROW),) for row in rows)
    return Table(widths=tuple(width for *_, width in _ITEMS), head=head, groups=groups, clings=True)


def _item(claim: Claim) -> tuple[str, ...]:
    return (*(claim.fact(name) for _, name, _ in _ITEMS if name), _valid(claim))


def _valid(claim: Claim) -> str:
    """From when to when it holds."""
    begins, ends = claim.fact("valid_from"), claim.fact("valid_to")
    return f"{begins}至{ends}" if begins or ends else ""


def _list(claims: Sequence[Claim], issuer: Issuer) -> Paper:
    item, receiver = claims[0].fact("item"), claims[0].fact("receiver")
    title = f"{_LIST}（{item}）" if item else _LIST
    return Paper(title=f"{title} {receiver}", sheet=_SHEET, blocks=tuple(_listed(title, claims, issuer)))


def _listed(title: str, claims: Sequence[Claim], issuer: Issuer) -> Iterator[Block]:
    first = claims[0]
    yield Text(text=title, style=TITLE, holds=True)
    receiver = first.fact("receiver") or "＿" * 10
    yield Sides(
        left=f"报送单位：{issuer.office}", middle=f"{first.year or ''}年度", right=f"受理单位：{receiver}", style=LINE
    )
    head = (Row(tuple(Cell(label, LABEL) for label, _ in _LISTED), 9.0),)
    lines = [_line(number, one) for number, one in enumerate(claims, 1)]
    groups = (*lines[:-1], (*lines[-1], _total(claims)))
    yield Table(widths=tuple(width for _, width in _LISTED), head=head, groups=groups)
    yield Gap(2, clings=True)
    yield _confirmed(issuer)


def _line(number: int, one: Claim) -> Group:
    names = ("certificate_no", "meter_address", "account_no", "benefit")
    texts = (str(number), one.name, one.said("resident_id"), *(one.fact(name) for name in names), _valid(one))
    cells = (*(Cell(text, SMALL) for text in texts), Cell(one.fact("saved"), AMOUNT))
    return (Row(cells, 9.0, MOST_ROW),)


def _total(claims: Sequence[Claim]) -> Row:
    known = [one.request.facts.get("saved") for one in claims if one.request]
    saved = sum(one for one in known if isinstance(one, int))
    words = f"{len(claims)} 户{f'，减免{capitals(saved)}' if saved else ''}"
    cells = (Cell("合　计", LABEL, columns=2), Cell(words, LONG, columns=len(_LISTED) - 3))
    return Row((*cells, Cell(yuan(saved) if saved else "", AMOUNT)), 9.0)


def _confirmed(issuer: Issuer) -> Table:
    """Who sends it, and who confirms what was granted."""
    width = (_SHEET.measure - 40) / 2
    sent = f"经办人：{PEN}　电话：{issuer.phone or PEN}\n　　年　月　日（盖章）"
    taken = f"经办人：{PEN}　电话：{PEN}\n　　年　月　日（盖章）"
    cells = (Cell("报送单位", LABEL), Cell(sent, DATED), Cell("受理单位\n核定", LABEL), Cell(taken, DATED))
    return Table(widths=(20.0, width) * 2, groups=((Row(cells, 16.0),),), clings=True)
