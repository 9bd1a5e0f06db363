"""What a cell of a ledger says of something that was handed in: a tick, a day, a document number."""

import datetime as dt
import re
from typing import NamedTuple

from desktop.base.fields import Kind, field
from desktop.base.text import half_width, is_nothing, squeeze, tidy
from desktop.base.values import read_date

TICK = "√"
"""How a thing that is there is marked."""

_YES = (
    r"√|✓|✔|☑|是|有|已报送?|已交|已提交|已上报|已申报|已印发|已报备|已成立|已制定|已完成|已填报?|申报|齐全|完成|通过|合格"
    r"|v|y|yes|ok|1(?:\.0)?"
)
_NO = frozenset(
    "× ✗ ✘ ☒ x 否 无 没有 未 未报 未报送 未交 未提交 未上报 未申报 未印发 未成立 未制定 未完成 未填 未填报 不申报 缺 "
    "待报 n no 0".split()
)
_APART = r"\s(（,，;；:：、"
_MARKED = re.compile(rf"(?<![^{_APART}])(?:{_YES})(?=$|[{_APART}])", re.IGNORECASE)
_DENIED = re.compile(
    r"(?:暂时?|尚|还|目前|均)*(?:不|未|没有?|无)(?:申报|申请|上报|报|提交|交|填|参加|成立|印发|制定|完成|计划|意向|打算|项目|立项|$)"
)
"""What says no in more words than one, such as 尚未上报; 未来工厂 and 无纸化 say nothing of the kind."""
_NUMBERED = re.compile(r"[〔\[【（(]\s*[12]\d{3}\s*[〕\]】）)]\s*第?\s*\d+\s*号|第?\s*\d+\s*号(?:文件?)?$")
_EDGES = " ,，;；:：、()（）"
_DAY = field("日期", Kind.DATE)


class Tick(NamedTuple):
    """What a cell says.

    Attributes:
        given: whether it is there.
        day: the day that the cell tells.
        document_no: the document number that it tells.
        rest: words that are none of that; then ``given`` is False unless a tick stands beside them.
        denied: whether these words say that it is not there.
    """

    given: bool
    day: dt.date | None = None
    document_no: str | None = None
    rest: str = ""
    denied: bool = False


def read_tick(text: str | None) -> Tick:
    """What a cell says of something that was handed in.

    >>> read_tick("√").given, read_tick("未报").given, read_tick("2022.3.5").day.isoformat()
    (True, False, '2022-03-05')
    >>> read_tick("已报，镇甲〔2022〕5号").document_no, read_tick("下月报").rest
    ('镇甲〔2022〕5号', '下月报')
    """
    said = tidy(text or "")
    if is_nothing(said) or squeeze(said).lower() in _NO:
        return Tick(given=False)
    if _DENIED.match(squeeze(said)):
        return Tick(given=False, rest=said, denied=True)
    rest = _MARKED.sub("", half_width(said) if said.isascii() else said, count=1).strip(_EDGES)
    marked = rest != said.strip(_EDGES) or not rest
    if not rest:
        return Tick(given=True)
    if day := read_date(_DAY, rest).value:
        return Tick(given=True, day=day)
    if _NUMBERED.search(rest):
        return Tick(given=True, document_no=rest + "）" * (rest.count("（") - rest.count("）")))
    return Tick(given=marked, rest=rest)
