"""What was seen at home: 困难职工家庭入户调查表 (reference: domain §1.7)."""

from collections.abc import Iterator, Sequence

from desktop.base.fields import field_of
from desktop.cases.household import COSTS, INCOMES, Person
from desktop.cases.steps import Verb, Visit
from desktop.papers.blocks import Block, Cell, Group, NewPage, Paper, Row, Sides, Table, Text
from desktop.papers.dossier import NO_DATE, Dossier, Issuer, date_or_pen
from desktop.papers.filled import (
    AMOUNT,
    DATED,
    LABEL,
    LINE,
    LONG,
    MOST_NOTE,
    PAIRS,
    SHEET,
    SMALL,
    TITLE,
    Pair,
    boxes,
    line,
    money,
    note,
    pairs_of,
    signed,
    table,
    ticks,
    total,
    whose,
)

_TITLE = "困难职工家庭入户调查表"
_FACTS = (
    "self.name self.sex self.phone",
    "self.resident_id category size",
    "employer+ self.identity",
    "address+ housing",
)
_FIGURES = (("项目", 27.0), ("申报（元/年）", 22.0), ("核实（元/年）", 22.0), ("见凭证", 16.0))
_MEMBERS = (("name", 20.0), ("relation", 16.0), ("sex", 10.0), ("resident_id", 40.0), ("health", 24.0))
_MORE = (("workplace", 40.0), ("在家", 24.0))
_LEAST_MEMBERS = 6
_TALL = {"income_seen": 16.0, "costs_seen": 16.0, "assets": 22.0, "home": 22.0, "evidence": 14.0}


def visit_form(dossier: Dossier, issuer: Issuer) -> Paper:
    """The form of a visit, as it was entered; with what the file says, and boxes for the pen, before there was one."""
    return Paper(
        title=f"{_TITLE}（{dossier.home.applicant.name}）", sheet=SHEET, blocks=tuple(_blocks(dossier, issuer))
    )


def _blocks(dossier: Dossier, issuer: Issuer) -> Iterator[Block]:
    home, visit = dossier.home, dossier.latest(Verb.VISIT)
    yield Text(text=_TITLE, style=TITLE, holds=True)
    day = date_or_pen(visit.day if visit else None)
    yield Sides(left=f"调查单位：{issuer.office}", right=f"入户日期：{day}", style=LINE)
    yield table([*(line(*pairs_of(home, names)) for names in _FACTS), *_visit(dossier)])
    yield _members(home.persons)
    yield _figures(home.persons)
    yield NewPage()
    yield whose(home)
    yield table(_seen(dossier))
    yield boxes(_signed(dossier))


def _visit(dossier: Dossier) -> Iterator[Row]:
    said = _said(dossier)
    yield line(Pair("入户人员及职务", said["people"], wide=True), Pair("实际共同生活人口", said["living"]))
    yield line(
        Pair("入户地点", said["place"]), Pair("受访人", said["interviewee"]), Pair("与申请人关系", said["kinship"])
    )


def _said(dossier: Dossier) -> dict[str, str]:
    """What the visit says, by field."""
    names = (*_TALL, "people", "living", "place", "interviewee", "kinship", "exclusions", "cause", "needs", "category")
    return {name: dossier.said(Verb.VISIT, name) for name in (*names, "amount")}


def _members(persons: Sequence[Person]) -> Table:
    widths = (*(width for _, width in _MEMBERS), *(width for _, width in _MORE))
    labels = (*(field_of(Person, name).label for name, _ in _MEMBERS), "单位或学校", "共同生活")
    groups = [_member(one) for one in persons]
    groups += [(Row((Cell(""),) * len(widths), 7.4),)] * (_LEAST_MEMBERS - len(groups))
    head = (Row(tuple(Cell(label, LABEL) for label in labels), 7.4),)
    return Table(widths=widths, head=head, groups=tuple(groups), clings=True)


def _member(one: Person) -> Group:
    at_home = "" if one.lives_here is None else "是" if one.lives_here else "否"
    texts = (one.name, one.relation, one.sex, one.resident_id, one.health, one.workplace, at_home)
    return (Row(tuple(Cell(text or "", SMALL) for text in texts), 7.4, 14.0),)


def _figures(persons: Sequence[Person]) -> Table:
    """Income at the left and rigid spending at the right, as declared, to be compared with what is shown."""
    labels = tuple(Cell(label, LABEL) for label, _ in _FIGURES) * 2
    upper = Row((Cell("近十二个月收入", LABEL, columns=4), Cell("近十二个月刚性支出", LABEL, columns=4)), 7.4)
    sides = [
        (*_side(persons, income), *_side(persons, cost)) for income, cost in zip((*INCOMES, ""), COSTS, strict=True)
    ]
    sums = (*_line_of("收入合计", _sum(persons, INCOMES)), *_line_of("支出合计", _sum(persons, COSTS)))
    rows = [upper, Row(labels, 7.4), *(Row(cells, 7.4) for cells in (*sides, sums))]
    return Table(widths=tuple(width for _, width in _FIGURES) * 2, groups=(tuple(rows),), clings=True)


def _side(persons: Sequence[Person], name: str) -> tuple[Cell, ...]:
    return _line_of(field_of(Person, name).label, _sum(persons, (name,))) if name else (Cell(""),) * len(_FIGURES)


def _line_of(label: str, amount: int | None) -> tuple[Cell, ...]:
    return (Cell(label, SMALL), Cell(money(amount), AMOUNT), Cell(""), Cell("□", SMALL))


def _sum(persons: Sequence[Person], names: Sequence[str]) -> int | None:
    return total(getattr(one, name) for one in persons for name in names)


def _seen(dossier: Dossier) -> Iterator[Row]:
    said = _said(dossier)
    labels = {name: field_of(Visit, name).label for name in said}
    for name in ("income_seen", "costs_seen", "assets", "home"):
        yield note(labels[name], said[name], _TALL[name])
    yield _choices(dossier, labels["exclusions"], "exclusion", said["exclusions"])
    yield note(labels["evidence"], said["evidence"], _TALL["evidence"])
    yield _choices(dossier, labels["cause"], "cause", said["cause"])
    yield _choices(dossier, labels["needs"], "programme", said["needs"])
    yield line(Pair(labels["category"], said["category"]), Pair(f"{labels['amount']}（元）", said["amount"]))


def _choices(dossier: Dossier, label: str, codes: str, chosen: str) -> Row:
    labels = dossier.policy.labels(codes) if dossier.policy else ()
    return Row((Cell(label, LABEL), Cell(ticks(labels, chosen), LONG, columns=2 * PAIRS - 1)), 14.0, MOST_NOTE)


def _signed(dossier: Dossier) -> Iterator[Group]:
    count = dossier.policy.procedure.visitors if dossier.policy and dossier.policy.procedure else 2
    who = f"入户人员签名（不少于{count}人）：　　　　　　　　　　　　　　{NO_DATE}"
    yield signed("调查意见", dossier.said(Verb.VISIT, "opinion"), who, 26.0)
    words = f"以上情况经我核对属实。　受访人（签名）：　　　　　　{NO_DATE}"
    yield (Row((Cell("受访人确认", LABEL), Cell(words, DATED, columns=2 * PAIRS - 1)), 13.0),)
