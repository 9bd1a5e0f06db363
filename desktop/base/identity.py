"""Numbers that identify: resident IDs, credit codes, bank cards, phones."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from desktop.base.calendar import age_on, today
from desktop.base.findings import Finding, Reading, doubt, refusal
from desktop.base.text import squeeze

_PROVINCES = frozenset(
    {*"11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44".split()}
    | {*"45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()}
)
_OLD_LENGTH, _LENGTH = 15, 18
_PLAIN = re.compile(r"\d{17}[\dX]", re.ASCII)
_EXACT = 10**15
_OLDEST = 120
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(0\d{2,3}-?)?[2-9]\d{6,7}(-\d{1,6})?")
_SERVICE = re.compile(r"1\d{4}|400\d{7}")
_CARD = re.compile(r"\d{8,30}")
_CARD_LUHN = range(16, 20)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a resident ID says: sex 男 or 女, and date of birth."""

    number: str
    sex: str
    birth: dt.date


@lru_cache(maxsize=1024)
def identity(number: str) -> Identity:
    """Sex and birth from a right 18-digit number; ``ValueError`` for any other."""
    birth = dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    return Identity(number, "男" if int(number[16]) % 2 else "女", birth)


def read_resident_id(raw: object) -> Reading[str]:
    """A resident ID of 18 digits (GB 11643; reference: domain §7.1).

    A number cell is refused, because Excel keeps only 15 digits. A fifteen-digit number is lengthened with a warning.
    An unknown province warns; districts change too often to say anything of them.
    """
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _number_cell("id_lost_digits", "身份证号", "身份证原件")
    if isinstance(raw, str) and _PLAIN.fullmatch(raw):
        return _resident_id(raw, today())
    number = squeeze(str(raw)).strip("'‘’`").upper().replace("×", "X")
    return _resident_id(number, today())


def _number_cell(code: str, what: str, source: str) -> Reading[str]:
    return refusal(
        code,
        f"{what}在表格里是数字，Excel 只保留前 15 位，后面的已丢失；请把该列设为“文本”后按{source}重新录入。",
    )


@lru_cache(maxsize=65536)
def _resident_id(number: str, day: dt.date) -> Reading[str]:
    if re.fullmatch(r"\d(\.\d+)?E\+?\d+", number):
        return _number_cell("id_lost_digits", "身份证号", "身份证原件")
    warned: tuple[Finding, ...] = ()
    if len(number) == _OLD_LENGTH and number.isascii() and number.isdigit():
        number = number[:6] + "19" + number[6:]
        number += _check_digit(number + "?")
        warned = (doubt("id_fifteen", "身份证号是 15 位旧号，已换算成 18 位，请按现用证件核对。"),)
    if not _PLAIN.fullmatch(number):
        return refusal(
            "id_length",
            f"身份证号“{_hide(number)}”应为 18 位数字（末位可为 X），现为 {len(number)} 位，请核对。",
        )
    try:
        person = identity(number)
    except ValueError:
        return refusal("id_date", f"身份证号第 7 至 14 位“{number[6:14]}”不是日期，请按证件核对。")
    if person.birth > day or age_on(person.birth, day) > _OLDEST:
        return refusal("id_date", f"身份证号里的出生日期“{number[6:14]}”不合理，请按证件核对。")
    if _check_digit(number) != number[17]:
        return refusal("id_checksum", "身份证号的校验码不对，多半是抄错了一位，请按证件核对。")
    if number[:2] not in _PROVINCES:
        warned += (doubt("id_region", f"身份证号开头“{number[:2]}”不是已知的省级代码，请核对。"),)
    return Reading(number, warned)


def _check_digit(number: str) -> str:
    from stdnum.cn import ric  # noqa: PLC0415  (brings the means for asking web services; the first list needs neither)

    return str(ric.calc_check_digit(number))


def _hide(number: str) -> str:
    return number if len(number) <= 6 else number[:3] + "…" + number[-2:]  # noqa: PLR2004


def read_credit_code(raw: object) -> Reading[str]:
    """A unified social credit code of 18 characters (GB 32100; reference: domain §7.2)."""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _number_cell("credit_code_lost_digits", "统一社会信用代码", "营业执照")
    from stdnum.cn import uscc  # noqa: PLC0415  (as above)
    from stdnum.exceptions import ValidationError  # noqa: PLC0415

    number = squeeze(str(raw)).upper()
    try:
        return Reading(str(uscc.validate(number)))
    except ValidationError:
        return refusal("credit_code", f"统一社会信用代码“{number}”不对，请按营业执照核对 18 位代码。")


def read_card(raw: object) -> Reading[str]:
    """A bank account as text. A wrong Luhn digit warns only: passbooks have none (reference: domain §7.3)."""
    if isinstance(raw, bool):
        return refusal("card", "银行卡号不是数字，请按银行卡核对。")
    if isinstance(raw, float) or (isinstance(raw, int) and raw >= _EXACT):
        return _number_cell("card_lost_digits", "银行卡号", "银行卡")
    number = squeeze(str(raw)).strip("'‘’`").replace("-", "")
    if re.fullmatch(r"\d(\.\d+)?[eE]\+?\d+", number):
        return _number_cell("card_lost_digits", "银行卡号", "银行卡")
    if not _CARD.fullmatch(number) or not number.isascii():
        return refusal("card", f"银行卡号“{_hide(number)}”应为 8 至 30 位数字，请按银行卡核对。")
    if len(number) in _CARD_LUHN and not _is_luhn(number):
        return Reading(
            number, (doubt("card_luhn", "银行卡号的校验位不对，请按银行卡核对；若是存折或对公账户可忽略。"),)
        )
    return Reading(number)


def _is_luhn(number: str) -> bool:
    from stdnum import luhn  # noqa: PLC0415  (as above)

    return bool(luhn.is_valid(number))


def read_phone(raw: object) -> Reading[str]:
    """A phone number as text; an unknown form is kept with a warning. A number cell is fine: phones have 11 digits."""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    text = squeeze(str(raw)).replace("—", "-").replace("－", "-").removeprefix("+86")
    compact = text.replace("-", "")
    if _MOBILE.fullmatch(compact):
        return Reading(compact)
    parts = [part for part in re.split(r"[/、,;，；]", text) if part]
    if parts and all(_is_phone(part) for part in parts):
        return Reading("、".join(parts))
    return Reading(text, (doubt("phone", f"电话“{text}”不像手机号或座机号，请核对。"),))


def _is_phone(text: str) -> bool:
    return any(form.fullmatch(text) for form in (_MOBILE, _LANDLINE, _SERVICE))


def mask_id(number: str) -> str:
    """The number for a public notice: 6 and 4 digits shown (reference: domain §7.7).

    >>> mask_id("11010519491231002X")
    '110105********002X'
    """
    return number if len(number) <= 10 else number[:6] + "*" * (len(number) - 10) + number[-4:]  # noqa: PLR2004


def mask_card(number: str) -> str:
    """The last four digits."""
    return "*" * max(len(number) - 4, 0) + number[-4:]


def mask_phone(number: str) -> str:
    """The first three and last four digits.

    >>> mask_phone("13812341234")
    '138****1234'
    """
    return number if len(number) <= 7 else number[:3] + "*" * (len(number) - 7) + number[-4:]  # noqa: PLR2004


def mask_name(name: str) -> str:
    """A name on a notice outside the unit: the middle is starred, of two characters the last.

    >>> mask_name("张晓明"), mask_name("李四")
    ('张*明', '李*')
    """
    return name[:1] + "*" * (len(name) - 2 or 1) + name[2:][-1:] if len(name) > 1 else name
