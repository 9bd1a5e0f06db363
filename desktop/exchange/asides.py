"""What stands between and beneath the lines of a sheet without being one: sums, notes, signatures."""

import re
from collections.abc import Sequence

from desktop.base.text import squeeze
from desktop.exchange.reading import Cell
from desktop.exchange.unreckoned import MARKS

_NUMBERED_ROW = 1000
_SUM = re.compile(
    r".{1,20}(小计|合计|总计)[:：]?|(本页|本表|全区|全部|各)?(合计|总计|小计|累计|共计|总户数|总人数|合计户数|合计人数|户数|人数|总笔数|总金额|成功笔数|失败笔数)[:：]?.*"
)
_NOTE = re.compile(
    r"((注|附注|备注|说明|填表说明|填写说明|注意|提示|示例|样例|例如?)([:：.、,，0-9一1(（]|$)).*|※.*|以下空白.*|此行.*"
)
_SIGNED = re.compile(
    r"(制表|填表|填报|审核|复核|审批|审查|经办|负责|主管|分管|报送|打印|录入|单位|工会|主席|签字|盖章|联系|日期|时间|电话)[^:：]{0,8}[:：].*"
)
_SUM_ALONE = re.compile(r"(本页|本表|全区|全部|各)?(累计|共计)[:：]?|.{0,20}(合计|总计|小计)[:：]?")


def is_blank(cell: Cell) -> bool:
    """Whether a cell says nothing."""
    return cell == "" or (isinstance(cell, str) and (cell.isspace() or cell in MARKS))


def is_aside(row: Sequence[Cell]) -> bool:
    """Whether a row begins like a sum, a note or a signature."""
    text = _first(row)
    return any(form.fullmatch(text) for form in (_SUM, _NOTE, _SIGNED))


def is_sum(row: Sequence[Cell]) -> bool:
    """Whether a row is one of sums: it begins so, or the word stands in a cell of its own.

    >>> is_sum(["合计：2 户", ""]), is_sum([96.0, "合 计", 8900]), is_sum([1.0, "张晓明", 500])
    (True, True, False)
    """
    return bool(_SUM.fullmatch(_first(row))) or any(says_sum(cell) for cell in row)


def says_sum(cell: Cell) -> bool:
    """Whether a cell is nothing but a word for a sum, of everything or of a part such as 第一批小计."""
    return isinstance(cell, str) and _SUM_ALONE.fullmatch(squeeze(cell)) is not None


def _first(row: Sequence[Cell]) -> str:
    return squeeze(str(next((cell for cell in row if not is_blank(cell)), ""))).lstrip("(（[【")


def is_count(cell: Cell) -> bool:
    """Whether a small number stands where a name or an ID should be: a number of columns, or a sum."""
    if isinstance(cell, float | int):
        return abs(cell) < _NUMBERED_ROW
    return isinstance(cell, str) and len(cell) <= 3 and cell.isdigit()  # noqa: PLR2004  (up to 999)
