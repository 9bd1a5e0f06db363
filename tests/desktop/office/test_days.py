"""The days on which money goes and comes back."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.base.errors import ForbiddenError
from desktop.office.paying import Paying
from tests.desktop.office.banking import COMMON, approved
from tests.offices import TODAY, Doors

TOMORROW = TODAY + dt.timedelta(days=1)

Deed = Callable[[Paying, Path], object]
BEFORE: list[Deed] = [
    lambda paying, _: paying.pay(1, TOMORROW),
    lambda paying, folder: paying.send(1, COMMON, folder / "银行.xlsx", TOMORROW),
]
AFTER: list[Deed] = [
    lambda paying, _: paying.fail({1: "卡号错误"}, TOMORROW),
    lambda paying, _: paying.recover([1], "重复", TOMORROW),
    lambda paying, _: paying.finish(1, TOMORROW),
]


@pytest.mark.parametrize(("paid", "deed"), [*((False, one) for one in BEFORE), *((True, one) for one in AFTER)])
def test_no_money_goes_or_comes_back_on_a_day_to_come(doors: Doors, tmp_path: Path, deed: Deed, *, paid: bool) -> None:
    approved(doors)
    if paid:
        doors.paying.pay(1, TODAY)
    with pytest.raises(ForbiddenError, match="2022年12月11日 还没有到"):
        deed(doors.paying, tmp_path)
    assert not list(tmp_path.glob("*.xlsx"))
