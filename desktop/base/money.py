"""Money is whole fen, always."""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from desktop.base.findings import Reading, refusal
from desktop.base.text import is_nothing, split_number, squeeze, tidy

TIMES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "十万": 100_000, "百万": 10**6, "千万": 10**7, "亿": 10**8}
"""What stands before 元 where amounts are counted in more than one yuan."""

_UNIT = re.compile(
    rf"(?:人民币|[¥￥]|RMB)?(?P<number>[+-]?[\d,.]+)(?P<times>{'|'.join(sorted(TIMES, key=len, reverse=True))})?"
    r"(?P<yuan>[元块])?(?:整|正)?(?:/[年月人户]){0,2}",
    re.IGNORECASE,
)
_THIN = re.compile("(?<=\\d)[\u2008\u2009\u202f](?=\\d{3}(?!\\d))")
"""A thin blank between groups of three digits, as typesetters part thousands; a common blank may part two numbers."""

_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?|[+-]?\d*(\.\d*)?")
MOST = 10**13
"""Fen; no amount is more."""
_LONGEST = 25
"""Of a number, in characters: ``Decimal`` reckons with 28 digits and would round a longer one unseen."""

FEN_A_YUAN = 100


def read_money(raw: object, *, label: str = "金额", factor: int = 1) -> Reading[int]:
    """An amount in yuan, as people and workbooks write it, in fen.

    Numbers, “1,200元”, “¥600.50” and “1.2万元” are read; “无” and a dash are 0; an empty cell is nothing. A third
    decimal is refused, never rounded: hidden decimals make a bank's total differ (reference: domain §7.5).

    ``factor`` is how many yuan a bare number counts, such as 10,000 in a column of 万元; an amount with a unit of its
    own is taken by that.

    >>> read_money("1,200元").value, read_money(0.1 + 0.2).findings[0].code
    (120000, 'amount')
    """
    raw = _THIN.sub("", raw) if isinstance(raw, str) else raw
    text = "" if raw is None else squeeze(str(raw))
    if not text:
        return Reading()
    if is_nothing(text):
        return Reading(0)
    if isinstance(raw, str) and split_number(raw):
        return refusal("amount", f"{label}“{tidy(raw)}”像是两个数，请只填一个金额，数字中间不要有空格。")
    match = None if isinstance(raw, bool) else _UNIT.fullmatch(_plain(raw, text))
    if match is None or len(match["number"]) > _LONGEST or not _GROUPED.fullmatch(match["number"]):
        return refusal("amount", f"{label}“{text}”不是金额，请填数字，如 1200 或 1200.50。")
    try:
        fen = Decimal(match["number"].replace(",", "")) * FEN_A_YUAN * _yuan_each(match, factor)
    except InvalidOperation:
        return refusal("amount", f"{label}“{text}”不是金额，请填数字，如 1200 或 1200.50。")
    wrong = _wrong(fen)
    return refusal("amount", f"{label}“{text}”{wrong}") if wrong else Reading(int(fen))


def _wrong(fen: Decimal) -> str:
    if fen != int(fen):
        return "多于两位小数，请改成精确到分的金额。"
    if fen < 0:
        return "是负数，请核对。"
    return "过大，请核对。" if fen > MOST else ""


def _yuan_each(match: re.Match[str], factor: int) -> int:
    """How many yuan the number counts: by its own unit, else by the column's."""
    return TIMES.get(match["times"] or "") or (1 if match["yuan"] else factor)


def _plain(raw: object, text: str) -> str:
    """A float as its shortest decimal without an exponent; text as it is."""
    return format(Decimal(str(raw)), "f") if isinstance(raw, float) and abs(raw) < MOST else text


def yuan(fen: int) -> str:
    """The amount with thousands separators and two decimals, as lists and papers show it.

    >>> yuan(8900000), yuan(-5)
    ('89,000.00', '-0.05')
    """
    whole, rest = divmod(abs(fen), FEN_A_YUAN)
    return f"{'-' if fen < 0 else ''}{whole:,}.{rest:02}"


def short_yuan(fen: int) -> str:
    """The amount without needless decimals, for sentences.

    >>> short_yuan(888000), short_yuan(50)
    ('8,880', '0.50')
    """
    return yuan(fen).removesuffix(".00")


def as_decimal(fen: int) -> Decimal:
    """The amount in yuan, exact, for a cell or a bank file."""
    return Decimal(fen) / FEN_A_YUAN


@lru_cache(maxsize=1024)
def capitals(fen: int) -> str:
    """The amount in capitals after 人民币, as papers and vouchers need it (reference: domain §7.5).

    >>> capitals(140950)
    '人民币壹仟肆佰零玖元伍角'
    """
    import cn2an  # noqa: PLC0415  (slow to import and needed on papers only)

    if fen < 0:
        raise ValueError(fen)
    return "人民币" + str(cn2an.an2cn(str(as_decimal(fen)), "rmb"))
