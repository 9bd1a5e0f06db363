"""The password slip 密码封存单, for the sealed envelope in the office's safe."""

import datetime as dt

from desktop.base.calendar import chinese_date
from desktop.papers.blocks import OFFICIAL, Align, Block, Cell, Gap, Paper, Role, Row, Style, Table, Text

_TITLE = Style(role=Role.XIAOBIAOSONG, size=22, pitch=32)
_BODY = Style(role=Role.FANGSONG, size=16, align=Align.LEFT, pitch=28.99)
_LABEL = Style(role=Role.HEITI, size=14)
_VALUE = Style(role=Role.FANGSONG, size=14)
_SECRET = Style(role=Role.HEITI, size=20, wraps=False)
_WIDTHS = (40.0, 116.0)
_ROW, _SECRET_ROW, _SIGN_ROW = 14.0, 22.0, 16.0

_WORDS = (
    "一、没有这个密码，任何人都打不开办公文件，也无法找回。",
    "二、本单打印一份，核对无误后由两人签字，装入信封封口盖章，存入保险柜。",
    "三、启封要有两人在场并登记；启封后请在程序的“设置”里更换密码，重新封存。",
    "四、封存后请删除本单的电子文件。",
)


def envelope(*, office: str, file: str, password: str, day: dt.date) -> Paper:
    """The slip for an office file and its password."""
    facts = (("单位名称", office), ("办公文件", file), ("封存日期", chinese_date(day)))
    rows = [(Row((Cell(label, _LABEL), Cell(text, _VALUE)), _ROW, 2 * _ROW),) for label, text in facts]
    rows.append((Row((Cell("密　　码", _LABEL), Cell(password, _SECRET)), _SECRET_ROW),))
    rows += [(Row((Cell(who, _LABEL), Cell("")), _SIGN_ROW),) for who in ("封存人签字", "监封人签字")]
    blocks: list[Block] = [
        Text(text="办公文件密码封存单", style=_TITLE, holds=True),
        Gap(8),
        Table(widths=_WIDTHS, groups=tuple(rows), together=True),
        Gap(8),
        *(Text(text=words, style=_BODY, indent=2) for words in _WORDS),
    ]
    return Paper(title="密码封存单", sheet=OFFICIAL, blocks=tuple(blocks))
