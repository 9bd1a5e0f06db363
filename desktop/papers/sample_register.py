"""The lines on which a spot check is written down: 困难职工档案抽查复核登记表 (reference: domain §1.5)."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from desktop.base.calendar import chinese_date
from desktop.base.errors import ForbiddenError
from desktop.papers.blocks import Block, Cell, Gap, Group, Paper, Row, Sheet, Sides, Table, Text
from desktop.papers.filled import HINT, LABEL, LINE, SMALL, TITLE

_TITLE = "困难职工档案抽查复核登记表"
_SHEET = Sheet(width=297, height=210, top=18, bottom=15, left=16, right=14)
_CHECKS = "材料\n齐全", "信息\n一致", "收入\n属实", "仍符合\n条件"
_COLUMNS = (
    ("序号", 11.0),
    ("档案编号", 32.0),
    ("姓名", 20.0),
    ("工作单位", 52.0),
    ("困难类别", 24.0),
    *((label, 14.0) for label in _CHECKS),
    ("复核结果和处理意见", 32.0),
    ("复核人", 18.0),
    ("日期", 22.0),
)
_ROW, _MOST_ROW = 9.5, 20.0
_HINT = "各项符合的打“√”，不符合的打“×”并写明处理意见；家庭情况有变化的，请办理复核或变更。"


class SampleRow(NamedTuple):
    """One file of a sample, and what its check found if it was checked already."""

    file_no: str
    name: str
    employer: str
    category: str
    result: str = ""
    checked_by: str = ""
    checked_on: dt.date | None = None


def sample_register(rows: Sequence[SampleRow], *, office: str, year: int, percent: int, population: int) -> Paper:
    """The register of a spot check of ``percent`` of a hundred of ``population`` files.

    Raises:
        ForbiddenError: nothing was drawn.
    """
    if not rows:
        raise ForbiddenError("抽查名单是空的，登记表没有生成；请先抽取样本。")
    blocks = tuple(_blocks(rows, office, f"{year}年在档{population}户，按{percent}%抽取{len(rows)}户"))
    return Paper(title=f"{year}年{_TITLE}", sheet=_SHEET, blocks=blocks)


def _blocks(rows: Sequence[SampleRow], office: str, drawn: str) -> Iterator[Block]:
    yield Text(text=_TITLE, style=TITLE, holds=True)
    yield Sides(left=f"单位：{office}", right=drawn, style=LINE)
    head = (Row(tuple(Cell(label, LABEL) for label, _ in _COLUMNS), 12.0),)
    groups = tuple(_line(number, one) for number, one in enumerate(rows, 1))
    yield Table(widths=tuple(width for _, width in _COLUMNS), head=head, groups=groups)
    yield Text(text=_HINT, style=HINT, clings=True)
    yield Gap(3, clings=True)
    yield Sides(left="复核负责人（签名）：", right="（盖章）　　　　　年　　月　　日", style=LINE, clings=True)


def _line(number: int, one: SampleRow) -> Group:
    day = chinese_date(one.checked_on) if one.checked_on else ""
    before = (str(number), one.file_no, one.name, one.employer, one.category)
    texts = (*before, *("" for _ in _CHECKS), one.result, one.checked_by, day)
    return (Row(tuple(Cell(text, SMALL) for text in texts), _ROW, _MOST_ROW),)
