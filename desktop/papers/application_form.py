"""The application that opens a hardship file: 困难职工帮扶申请表 (reference: domain §1.3.1)."""

from collections.abc import Iterator

from desktop.base.money import yuan
from desktop.cases.household import Household
from desktop.cases.steps import Verb
from desktop.papers.blocks import Align, Block, Cell, Paper, Role, Row, Sheet, Sides, Style, Table, Text
from desktop.papers.dossier import Dossier, Issuer, date_or_pen

_SHEET = Sheet(top=25, bottom=20, left=21, right=15)
_WIDTHS = (15.9, 7.0, 7.0, 18.5, 4.6, 19.1, 13.4, 12.4, 8.9, 16.1, 8.1, 2.7, 14.2, 6.5, 19.6)
"""The columns of the city union's form, widened to the sheet."""

_ROW, _MOST_ROW = 11.0, 20.0
_REASON_ROW, _OPINION_ROW, _SIGN_ROW = 62.0, 48.0, 14.0
_AID = ("生活救助", 4), ("医疗救助", 6), ("助学救助", 5)

_TITLE = Style(role=Role.XIAOBIAOSONG, size=18, pitch=34)
_LINE = Style(role=Role.FANGSONG, size=12, pitch=20)
_LABEL = Style(role=Role.HEITI, size=12, one_line=9)
_TEXT = Style(role=Role.FANGSONG, size=12, one_line=10.5)
_REASON = Style(role=Role.FANGSONG, size=12, pitch=20, align=Align.LEFT)
_SIGNED = Style(role=Role.FANGSONG, size=12, pitch=20, align=Align.RIGHT)


def application_form(dossier: Dossier, issuer: Issuer) -> Paper:
    """The application of one household, a page."""
    title = f"困难职工帮扶申请表（{dossier.home.applicant.name}）"
    return Paper(title=title, sheet=_SHEET, blocks=tuple(_blocks(dossier, issuer)))


def _blocks(dossier: Dossier, issuer: Issuer) -> Iterator[Block]:
    home = dossier.home
    yield Text(text="困难职工帮扶中心困难职工帮扶申请表", style=_TITLE, holds=True)
    yield Sides(left=f"帮扶单位：{issuer.office}", right=f"档案编号：{home.file_no or '　　　　　　'}", style=_LINE)
    rows = (*_person(home), *_money(home), *_aid())
    groups = (*((row,) for row in rows), _reason(dossier), _opinion(dossier))
    yield Table(widths=_WIDTHS, groups=groups, clings=True)


def _person(household: Household) -> Iterator[Row]:
    one = household.applicant
    birth = f"{one.birth.year}年{one.birth.month}月" if one.birth else ""
    size = "" if household.size is None else str(household.size)
    yield _row(
        ("姓名", 1, one.name, 4),
        ("性别", 1, one.sex, 1),
        ("出生年月", 2, birth, 2),
        ("户口类别", 3, household.hukou, 1),
    )
    yield _row(("身份证号码", 3, one.resident_id, 4), ("工作单位", 2, household.employer, 6))
    yield _row(("家庭住址", 3, household.address, 4), ("家庭人口", 2, size, 1), ("联系电话", 3, one.phone, 2))


def _money(household: Household) -> Iterator[Row]:
    income, size = household.yearly_income, household.size
    whole = "" if income is None else yuan(income)
    each = yuan(income // size) if income is not None and size else ""
    yield _row(("家庭经济总收入（元）", 4, whole, 3), ("家庭年人均收入（元）", 5, each, 3))


def _row(*pairs: tuple[str, int, str | None, int]) -> Row:
    """Labels and values, each with the number of columns it goes over."""
    cells = [
        cell
        for label, wide, value, columns in pairs
        for cell in (Cell(label, _LABEL, columns=wide), Cell(value or "", _TEXT, columns=columns))
    ]
    return Row(tuple(cells), _ROW, _MOST_ROW)


def _aid() -> Iterator[Row]:
    """The kinds of aid to tick."""
    yield Row((Cell("申请帮扶项目", _LABEL, columns=len(_WIDTHS)),), _ROW)
    yield Row(tuple(Cell(kind, _LABEL, columns=wide) for kind, wide in _AID), _ROW)
    yield Row(tuple(Cell("□", _TEXT, columns=wide) for _, wide in _AID), _ROW)


def _reason(dossier: Dossier) -> tuple[Row, Row]:
    home, accepted = dossier.home, dossier.latest(Verb.ACCEPT)
    causes = "、".join(part for part in (home.main_cause, home.other_causes, home.cause_text) if part)
    reason = "\n".join(part for part in (causes and f"致困原因：{causes}。", home.cause_note) if part)
    applied = dossier.said(Verb.ACCEPT, "applied_on") or date_or_pen(accepted.day if accepted else None)
    return (
        Row((Cell("申\n请\n原\n因", _LABEL, columns=2, rows=2), Cell(reason, _REASON, 13)), _REASON_ROW),
        Row((Cell(f"申请人签名：　　　　　　　　　{applied}", _SIGNED, columns=13),), _SIGN_ROW),
    )


def _opinion(dossier: Dossier) -> tuple[Row, Row]:
    accepted = dossier.latest(Verb.ACCEPT)
    said = (accepted.opinion if accepted else "") or ""
    day = date_or_pen(accepted.day if accepted and said else None)
    return (
        Row((Cell("所\n在\n单\n位\n工\n会\n意\n见", _LABEL, columns=2, rows=2), Cell(said, _REASON, 13)), _OPINION_ROW),
        Row((Cell(f"工会主席签名（盖章）：　　　　　　　　　{day}", _SIGNED, columns=13),), _SIGN_ROW),
    )
