"""How official letters and notices are set, and sealed (GB/T 9704-2012; reference: domain §6.1, §6.2)."""

import datetime as dt
from collections.abc import Iterator

from desktop.papers.blocks import Align, Block, Role, Style, Text
from desktop.papers.dossier import date_or_pen

THREE = 15.75
"""Size 3, of which 28 characters fill a line of an official paper."""

PITCH = 28.99
TITLE = Style(role=Role.XIAOBIAOSONG, size=22, pitch=34)
BODY = Style(role=Role.FANGSONG, size=THREE, pitch=PITCH, align=Align.LEFT)
SIGNED = Style(role=Role.FANGSONG, size=THREE, pitch=PITCH, align=Align.RIGHT)

_DATE_INSET = 4
"""Characters between a sealed paper's date and the right side."""


def sealed(office: str, day: dt.date | None) -> Iterator[Block]:
    """The office centred above the date, with room for the seal, on the page of what is before."""
    date = date_or_pen(day)
    inset = max(0.0, _DATE_INSET + (_ems(date) - _ems(office)) / 2)
    yield Text(text=office, style=SIGNED, inset=inset, clings=True)
    yield Text(text=date, style=SIGNED, inset=_DATE_INSET, clings=True)


def _ems(text: str) -> float:
    return sum(0.5 if char.isascii() else 1 for char in text)
