"""How a household's income a head comes about: 困难职工家庭月人均收入测算表 (reference: domain §1.1, §5.1 Y2)."""

from collections.abc import Iterator

from desktop.base.calendar import chinese_date
from desktop.base.fields import field_of
from desktop.base.money import yuan
from desktop.cases.figures import Figures, figures
from desktop.cases.household import COSTS, INCOMES, Household, Person
from desktop.cases.income_test import IncomeTest, test_income
from desktop.cases.steps import Verb, Visit
from desktop.papers.blocks import Block, Cell, Group, Paper, Row, Sheet, Sides, Table, Text
from desktop.papers.dossier import NO_DATE, Dossier, Issuer
from desktop.papers.filled import (
    AMOUNT,
    DATED,
    LABEL,
    LONG,
    SMALL,
    TEXT,
    TITLE,
    Pair,
    money,
    numbered,
)
from desktop.papers.filled import LINE as SMALL_LINE
from desktop.policy.rows import Standard
from desktop.policy.standards import Policy

_TITLE = "困难职工家庭月人均收入测算表"
_SHEET = Sheet(width=297, height=210, top=14, bottom=12, left=18, right=15)
_FIGURE = 17.5
_WIDTHS = (21.5, 15.0, *(_FIGURE,) * (len(INCOMES) + len(COSTS) + 2))
_PAIR_WIDTHS = (40.0, 48.0) * 3
_SIGNED = ("申请人", "经办人", "审核人")
_ROW, _MOST_ROW, _MOST_NOTE = 7.5, 16.0, 55.0
_PERSONS = 3
_WHOLE = "各人没有分别登记，按全家合计测算"
_SUM = AMOUNT.at(9.5)


def income_sheet(dossier: Dossier, issuer: Issuer) -> Paper:
    """The income test of one household by what is in force: each person's figures, the formula, what follows."""
    blocks = tuple(_blocks(dossier, issuer))
    return Paper(title=f"{_TITLE}（{dossier.home.applicant.name}）", sheet=_SHEET, blocks=blocks)


def _blocks(dossier: Dossier, issuer: Issuer) -> Iterator[Block]:
    home = dossier.home
    test = test_income(home, dossier.policy) if dossier.policy else IncomeTest()
    yield Text(text=_TITLE, style=TITLE, holds=True)
    yield Sides(
        left=f"申请人：{home.applicant.name}　　{numbered(home)}",
        right=f"测算单位：{issuer.office}　　测算日期：{chinese_date(issuer.day)}",
        style=SMALL_LINE,
    )
    yield _persons(home, test)
    groups = (*((row,) for row in _result(dossier, test)), tuple(_outcome(dossier, test)))
    yield Table(widths=_PAIR_WIDTHS, groups=groups, clings=True)
    yield _signatures()


def _persons(home: Household, test: IncomeTest) -> Table:
    known = figures(home.persons)
    groups = [_person(one, known, place) for place, one in enumerate(home.persons)]
    groups += [(Row((Cell(""),) * len(_WIDTHS), _ROW),)] * (_PERSONS - len(groups))
    return Table(widths=_WIDTHS, head=_head(), groups=(*groups[:-1], (*groups[-1], _sums(known, home, test))))


def _head() -> Group:
    sides = (
        Cell("姓名", LABEL, rows=2),
        Cell("关系", LABEL, rows=2),
        Cell("近十二个月收入（元）", LABEL, columns=len(INCOMES) + 1),
        Cell("近十二个月刚性支出（元）", LABEL, columns=len(COSTS) + 1),
    )
    kinds = (*map(_broken, INCOMES), "收入\n合计", *map(_broken, COSTS), "支出\n合计")
    return (Row(sides, 7.0), Row(tuple(Cell(one, LABEL) for one in kinds), 11.0))


def _broken(name: str) -> str:
    """A long label in two lines, such as 工资性 over 收入."""
    label = field_of(Person, name).label
    return f"{label[:-2]}\n{label[-2:]}"


def _person(one: Person, known: Figures, place: int) -> Group:
    sides = ((INCOMES, known.of_person(place, INCOMES)), (COSTS, known.of_person(place, COSTS)))
    amounts = [fen for names, total in sides for fen in (*(getattr(one, name) for name in names), total)]
    said = (Cell(one.name, SMALL), Cell(one.relation, SMALL))
    return (Row((*said, *(Cell(money(fen), _SUM) for fen in amounts)), _ROW, _MOST_ROW),)


def _sums(known: Figures, home: Household, test: IncomeTest) -> Row:
    """The sums of the columns; where nobody has figures, those of the whole household that the test stands on."""
    income = known.of_all(INCOMES) if test.income is None else test.income
    spending = known.of_all(COSTS) if test.spending is None else test.spending
    wholes = (home.yearly_income if income is None else income, home.rigid_spending if spending is None else spending)
    sides = zip((INCOMES, COSTS), wholes, strict=True)
    amounts = [fen for names, total in sides for fen in (*(known.of_all((name,)) for name in names), total)]
    return Row((Cell("合计", LABEL, columns=2), *(Cell(money(fen), _SUM) for fen in amounts)), 8.0)


def _result(dossier: Dossier, test: IncomeTest) -> Iterator[Row]:
    home, policy = dossier.home, dossier.policy
    line = policy.line if policy else None
    yield _line(
        Pair(f"{test.divisor}（人）", "" if test.heads is None else str(test.heads)),
        Pair("家庭月人均收入（元）", money(test.gross)),
        Pair("扣除刚性支出后（元）", money(test.net)),
    )
    yield _line(
        Pair("低保标准（元/月）", yuan(line.amount) if line else ""),
        Pair("相当于低保标准（倍）", test.times),
        Pair("确定的困难类别", home.category),
    )
    yield _note("测算公式", _formula(test))
    yield _note("测算依据", "；".join(_documents(policy)) if policy else "")


def _outcome(dossier: Dossier, test: IncomeTest) -> Iterator[Row]:
    """What is signed for, never parted by the end of a page."""
    home = dossier.home
    yield _note("测算结论", "".join(_ended(one) for one in _reasons(home, test)), 14.0)
    if home.category_reason or (test.category and test.category != home.category):
        yield _note("类别确定理由", home.category_reason)
    if excluded := dossier.said(Verb.VISIT, "exclusions"):
        evidence = dossier.said(Verb.VISIT, "evidence")
        yield _note(field_of(Visit, "exclusions").label, f"{excluded}。{_ended(evidence) if evidence else ''}")


def _formula(test: IncomeTest) -> str:
    words = f"（全年收入合计 − 全年刚性支出合计）÷ {test.divisor} ÷ 12 个月 = 月人均收入"
    return f"{words}\n{test.formula}" if test.formula else words


def _reasons(home: Household, test: IncomeTest) -> Iterator[str]:
    """What the test says, without the formula, which stands above."""
    if test.net is None:
        yield from test.reasons
        return
    if not any(figures(home.persons).persons):
        yield _WHOLE
    whose = "扣除刚性支出后月人均" if test.spending else "月人均"
    first, *others = test.reasons
    yield f"{whose} {yuan(test.net)} 元{first.removeprefix(test.formula)}"
    yield from others


def _documents(policy: Policy) -> Iterator[str]:
    """What the line, the categories and the divisor are by, each document once."""
    if policy.line:
        yield f"低保标准：{_document(policy.line)}"
    by = (*(rule for rule in policy.categories if rule.times is not None), *([policy.test] if policy.test else []))
    named = dict.fromkeys(_document(rule) for rule in by)
    if named:
        yield f"类别标准和计算办法：{'；'.join(named)}"


def _document(rule: Standard) -> str:
    return f"{rule.document_no or '文号未登记'}，自{chinese_date(rule.valid_from)}起执行"


def _ended(text: str) -> str:
    return text if text.endswith("。") else f"{text}。"


def _line(*pairs: Pair) -> Row:
    cells = [cell for one in pairs for cell in (Cell(one.label, LABEL), Cell(one.value, TEXT))]
    return Row(tuple(cells), _ROW, _MOST_ROW)


def _note(label: str, text: str | None, least: float = 10.0) -> Row:
    return Row((Cell(label, LABEL), Cell(text or "", LONG, columns=len(_PAIR_WIDTHS) - 1)), least, _MOST_NOTE)


def _signatures() -> Table:
    """Places for the three who sign, on the page of what they sign for."""
    cells = tuple(Cell(f"{who}（签名）：　　　　　　　　　　　\n{NO_DATE}", DATED) for who in _SIGNED)
    return Table(widths=(sum(_PAIR_WIDTHS) / 3,) * 3, groups=((Row(cells, 16.0),),), clings=True, together=True)
