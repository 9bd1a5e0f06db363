"""What every member earned, promised to be true: 家庭成员收入情况承诺书 (reference: domain §1.6, §5.6)."""

from collections.abc import Iterator

from desktop.base.fields import field_of
from desktop.cases.household import INCOMES, Person
from desktop.papers.blocks import Block, Cell, Gap, Group, Paper, Row, Sheet, Sides, Table, Text
from desktop.papers.dossier import NO_DATE, Dossier, Issuer
from desktop.papers.filled import AMOUNT, BODY, HINT, LABEL, SIGNED, SMALL, TITLE, money, total, whose

_TITLE = "家庭成员收入情况承诺书"
_SHEET = Sheet(top=20, bottom=18, left=18, right=12)
_WIDTHS = (18.0, 13.0, 29.0, *(16.5,) * len(INCOMES), 18.5, 19.0)
_ROW, _MOST_ROW = 11.0, 16.0
_PERSONS = 4
_SHORT = 5
_WORDS = (
    (
        "本人及家庭成员郑重承诺：上表所列最近十二个月的收入真实、完整，没有隐瞒、少报；提供的证明材料真实有效。家庭收入、人口发生变化的，"
        "自变化之日起一个月内告知工会。"
    ),
    "如有不实，愿意退回已领取的帮扶款物，并按规定承担责任。",
)
_HINT = (
    "说明：没有收入的填“0”；在校学生和无收入的成员也要列入。“工资性收入”包括工资、奖金、补贴、务工所得，"
    "“转移净收入”包括养老金、低保金、失业金、赡养费等。"
)


def income_promise(dossier: Dossier, issuer: Issuer) -> Paper:
    """The promise of one household; figures of the file's members, for the pen where there are none."""
    blocks = tuple(_blocks(dossier, issuer))
    return Paper(title=f"{_TITLE}（{dossier.home.applicant.name}）", sheet=_SHEET, blocks=blocks)


def _blocks(dossier: Dossier, issuer: Issuer) -> Iterator[Block]:
    home = dossier.home
    yield Text(text=_TITLE, style=TITLE, holds=True)
    yield whose(home)
    empty: Group = (Row((Cell(""),) * len(_WIDTHS), _ROW),)
    groups = [_person(one) for one in home.persons]
    groups += [empty] * (_PERSONS - len(groups))
    yield Table(widths=_WIDTHS, head=_head(), groups=(*groups[:-1], (*groups[-1], _sum(home.persons))))
    yield Text(text=_HINT, style=HINT, clings=True)
    yield Gap(3, clings=True)
    yield Text(text=f"{issuer.office}：", style=BODY, clings=True)
    for words in _WORDS:
        yield Text(text=words, style=BODY, indent=2, clings=True)
    yield Gap(5, clings=True)
    yield Sides(left="申请人（签名）：", right=NO_DATE, style=SIGNED, clings=True)


def _head() -> Group:
    labels = (
        "姓名",
        "关系",
        "工作单位\n或学校",
        *(_broken(field_of(Person, name).label) for name in INCOMES),
        "合计",
        "签名",
    )
    unit = Row((Cell("最近十二个月收入（元）", LABEL, columns=len(_WIDTHS)),), 7.5)
    return (unit, Row(tuple(Cell(label, LABEL) for label in labels), 11.0))


def _broken(label: str) -> str:
    """A long label in two lines."""
    cut = 3 if len(label) <= _SHORT else 4
    return f"{label[:cut]}\n{label[cut:]}"


def _person(one: Person) -> Group:
    figures = [getattr(one, name) for name in INCOMES]
    names = tuple(Cell(text or "", SMALL) for text in (one.name, one.relation, one.workplace))
    amounts = tuple(Cell(money(figure), AMOUNT) for figure in (*figures, total(figures)))
    return (Row((*names, *amounts, Cell("")), _ROW, _MOST_ROW),)


def _sum(persons: tuple[Person, ...]) -> Row:
    """The sums of the columns, on the page of the last member."""
    columns = [total(getattr(one, name) for one in persons) for name in INCOMES]
    amounts = (Cell(money(figure), AMOUNT) for figure in (*columns, total(columns)))
    return Row((Cell("全家合计", LABEL, columns=3), *amounts, Cell("")), 9.0)
