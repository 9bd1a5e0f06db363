"""The paper of a hardship file: 困难职工档案表 (reference: domain §1.3)."""

from collections.abc import Iterator, Sequence

from desktop.base.calendar import age_on
from desktop.base.fields import field_of
from desktop.base.values import show_value
from desktop.cases.household import Person
from desktop.cases.steps import Step, Verb
from desktop.papers.approval_form import notice_said
from desktop.papers.blocks import Block, Cell, Group, NewPage, Paper, Row, Sheet, Sides, Table, Text
from desktop.papers.dossier import NO_DATE, Dossier, Issuer, date_or_pen
from desktop.papers.filled import (
    LABEL,
    LINE,
    SMALL,
    TITLE,
    WIDTH,
    boxes,
    line,
    note,
    opinion,
    pairs_of,
    signed,
    table,
    whose,
)

_TITLE = "困难职工档案表"
_SHEET = Sheet(top=16, bottom=15, left=21, right=15)
_APPLICANT = (
    "category staff_no file_no",
    "file_level key_group+",
    "self.name self.sex self.ethnic",
    "self.resident_id self.birth self.politics",
    "self.marriage self.health self.disability",
    "self.identity self.insurance self.education",
    "self.phone other_contact postcode",
    "hukou hukou_place town",
    "address+",
    "employer+ work_began",
    "union+ industry",
    "employer_kind employer_state model_worker",
    "self.contract_on self.contract_term single_parent",
    "housing floor_area zero_employment",
    "size living_size self_help",
    "self.monthly_income other_yearly_income yearly_income",
    "per_head rigid_spending relief_card",
    "dibao dibao_amount lift_target",
    "main_cause other_causes+",
    "sick_person cause_text+",
    "measure helper+",
)
_BANK = "bank branch card"
_KEEPING = "filed_by checked_by typed_by"

_NUMBER, _COLUMN = 8.0, (WIDTH - 8.0) / 8
_AGE = "age"
_MEMBERS = (
    "name relation sex ethnic resident_id++ birth age",
    "politics marriage health disability insurance identity household_register lives_here",
    "phone other_phone education enrolled school_years job_state monthly_income honour",
    "workplace++ job_kind job_unit_state job_industry contract_on contract_term member_note",
)
"""The lines of each member and of the labels above (reference: domain §1.3.2); ``++`` takes two columns."""

_SHORT = {
    "other_phone": "其他电话",
    "lives_here": "共同生活",
    "household_register": "户口类型",
    "job_kind": "单位性质",
    "job_unit_state": "企业状况",
    "job_industry": "所属行业",
    "honour": "劳模类型",
    "contract_on": "合同签订",
    "member_note": "备注",
    "enrolled": "入学年份",
    "monthly_income": "月收入（元）",
    "school_years": "学制（年）",
    _AGE: "年龄",
}
_LEAST_MEMBERS = 4
_LINE, _MOST_LINE = 6.0, 12.0

_UNIT, _TOWN = "单位工会", "镇（街道）工会"
_PROMISE = "本人承诺以上所填情况真实、完整，同意按规定核对家庭经济状况并公示。"


def archive_form(dossier: Dossier, issuer: Issuer) -> Paper:
    """The archive form of one household: the applicant on the front of a leaf, members and opinions on its back."""
    blocks = tuple(_blocks(dossier, issuer))
    return Paper(title=f"{_TITLE}（{dossier.home.applicant.name}）", sheet=_SHEET, blocks=blocks)


def _blocks(dossier: Dossier, issuer: Issuer) -> Iterator[Block]:
    home = dossier.home
    yield Text(text=_TITLE, style=TITLE, holds=True)
    yield Sides(left=f"帮扶单位：{issuer.office}", right=f"建档日期：{date_or_pen(home.filed_on)}", style=LINE)
    lines = [line(*pairs_of(home, names)) for names in _APPLICANT]
    notes = (note("困难情况说明", home.cause_note, 22.0), note("类别确定理由", home.category_reason))
    yield table([*lines, *notes, line(*pairs_of(home, _BANK))])
    yield NewPage()
    yield whose(home)
    yield _members(home.persons[1:], issuer)
    yield table([note("备注", home.note)], clings=True)
    yield boxes(
        [signed("申请人承诺", _PROMISE, f"申请人（签名）：　　　　　　　　{NO_DATE}", 9.0), *_opinions(dossier)]
    )
    yield table([line(*pairs_of(home, _KEEPING))], clings=True)


def _members(members: Sequence[Person], issuer: Issuer) -> Table:
    """The members besides the applicant; at least as many as the printed form has room for."""
    widths = (_NUMBER, *(_COLUMN,) * 8)
    upper = Row((Cell("家庭成员（本人除外）", LABEL, columns=len(widths)),), _LINE)
    head = (
        upper,
        *_four_lines("序\n号", [[_label(name) for name in _names(names)] for names in _MEMBERS], labels=True),
    )
    groups = [_member(number, one, issuer) for number, one in enumerate(members, 1)]
    empty = [["" for _ in _names(names)] for names in _MEMBERS]
    groups += [_four_lines("", empty)] * (_LEAST_MEMBERS - len(groups))
    return Table(widths=widths, head=head, groups=tuple(groups))


def _member(number: int, one: Person, issuer: Issuer) -> Group:
    return _four_lines(str(number), [[_value(one, name, issuer) for name in _names(names)] for names in _MEMBERS])


def _four_lines(number: str, texts: Sequence[Sequence[str]], *, labels: bool = False) -> Group:
    style = LABEL if labels else SMALL
    rows = [
        Row(
            tuple(Cell(text, style, columns=wide) for text, wide in zip(line, _wide(names), strict=True)),
            _LINE,
            _MOST_LINE,
        )
        for line, names in zip(texts, _MEMBERS, strict=True)
    ]
    first = Row((Cell(number, style, rows=len(rows)), *rows[0].cells), _LINE, _MOST_LINE)
    return (first, *rows[1:])


def _names(names: str) -> list[str]:
    return [name.removesuffix("++") for name in names.split()]


def _wide(names: str) -> list[int]:
    return [1 + name.endswith("++") for name in names.split()]


def _label(name: str) -> str:
    return _SHORT.get(name) or field_of(Person, name).label


def _value(one: Person, name: str, issuer: Issuer) -> str:
    if name == _AGE:
        return str(age_on(one.birth, issuer.day)) if one.birth else ""
    return show_value(field_of(Person, name), getattr(one, name))


def _opinions(dossier: Dossier) -> Iterator[Group]:
    """The unit's opinion with the outcome of the notice, then every level that decides; empty ones for the pen."""
    levels = dossier.levels
    unit = next((level for level in levels if level.startswith(_UNIT)), "")
    step = dossier.approval(unit) if unit else dossier.latest(Verb.ACCEPT)
    said = "".join(part for part in (_ended(step.opinion if step else None), notice_said(dossier)) if part)
    yield opinion("单位工会意见（含公示结果）", "负责人", step if unit else None, text=said, height=14.0)
    if len(levels) == 1:
        yield opinion(f"{_TOWN}意见", "负责人", None, height=12.0)
    for level in levels:
        if level != unit:
            yield _decided(level, dossier.approval(level))


def _decided(level: str, step: Step | None) -> Group:
    text = "" if step is None else f"{_ended(step.opinion or '同意')}{step.body.get('meeting') or ''}"
    return opinion(f"{level}意见", "负责人", step, text=text, height=12.0)


def _ended(text: str | None) -> str:
    """The text, ended by a full stop where it is any."""
    return f"{text.rstrip('。')}。" if text else ""
