"""How the command line reads a day and a year: only such as a form would take."""

import argparse
import datetime as dt

from desktop.base.values import YEARS


def a_day(said: str) -> dt.date:
    """A day as ``2022-02-10``; ``ArgumentTypeError`` for what is none, or lies beyond all memory."""
    try:
        day = dt.date.fromisoformat(said)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{said}”不是日期，请写成 2022-02-10 的样子。") from error
    a_year(str(day.year))
    return day


def a_year(said: str) -> int:
    """A year of four digits; ``ArgumentTypeError`` for what is none."""
    if not (said.isascii() and said.isdecimal() and int(said) in YEARS):
        raise argparse.ArgumentTypeError(f"年份“{said}”不合理，请写成 2022 的样子。")
    return int(said)
