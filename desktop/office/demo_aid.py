"""Aid of the demo office: last year closed, this year's money, batches in every state, applications, and visits."""

import datetime as dt
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop.aid.fund import Source
from desktop.base.calendar import today
from desktop.office.demo_requests import ask
from desktop.office.demo_visits import visit
from desktop.office.office import Office

_LIVING = "生活救助"
_MEETING = "主席办公会"
_REFUSED = ("户名不符", "账户冻结")
"""How the bank gave back what went to the first payees of a batch."""


def give(office: Office, files: Sequence[int]) -> None:
    """Three funds and what became of them; needs some fifty files on file."""
    own, central = _funds(office)
    _last_year(office, own, files[-20:-8])
    _festival(office, own, visit(office, files))
    _living(office, own, central, files)
    medical, schooling = ask(office, files)
    _batch(office, "医疗救助", central, requests=medical, steps=2)
    _batch(office, "子女助学", own, requests=schooling, steps=1)


def _funds(office: Office) -> tuple[int, int]:
    year, came = today().year, _on(1, 4)
    own = office.funds.open(
        name=f"{year}年本级困难职工帮扶资金", source=Source.OWN_UNION, year=year, received=60000000, received_on=came
    )
    central = office.funds.open(
        name=f"{year}年中央财政专项帮扶资金",
        source=Source.CENTRAL,
        year=year,
        document_no=f"苏财建〔{year}〕12号",
        allotted=30000000,
        received=20000000,
        received_on=came,
    )
    donation = f"{year}年爱心企业捐助"
    office.funds.open(name=donation, source=Source.DONATION, year=year, received=3000000, received_on=came)
    return own.record or 0, central.record or 0


def _last_year(office: Office, own: int, files: Sequence[int]) -> None:
    """What was paid then, what was left, and books that are closed."""
    year = today().year - 1
    fund = office.funds.open(
        name=f"{year}年本级困难职工帮扶资金",
        source=Source.OWN_UNION,
        year=year,
        received=8000000,
        received_on=dt.date(year, 1, 5),
    )
    number = fund.record or 0
    made = _batch(office, _LIVING, number, decided_on=dt.date(year, 11, 16), households_=files, steps=2)
    office.paying.pay(made, dt.date(year, 11, 20))
    office.paying.finish(made, dt.date(year, 12, 4))
    office.funds.carry_over(number, dt.date(year, 12, 31), own)
    office.funds.close(dt.date(year, 12, 31), "年终决算")


def _festival(office: Office, own: int, activity: int) -> None:
    """What the round of Spring Festival gave, paid and over."""
    made = _batch(office, "送温暖", own, decided_on=_on(1, 9), activity=activity, steps=2)
    office.paying.pay(made, _on(1, 12))
    office.paying.finish(made, _on(2, 1))
    office.activities.close(activity, _on(2, 1))


def _living(office: Office, own: int, central: int, files: Sequence[int]) -> None:
    """Batches finished, paid with money that came back, at the bank, void, and still being drawn up."""
    first = _batch(office, _LIVING, own, decided_on=_on(1, 10), households_=files[:24], steps=2)
    office.paying.pay(first, _on(1, 17))
    office.paying.finish(first, _on(1, 31))
    back = _batch(office, _LIVING, central, households_=files[24:32], title="第二批生活救助", steps=2)
    lines = [line.id for line in office.aid.payments(back) if line.live]
    _send(office, back)
    office.paying.receipt(back, today(), dict(zip(lines, _REFUSED, strict=False)))
    _send(office, _batch(office, _LIVING, central, households_=files[32:38], title="第三批生活救助", steps=2))
    void = _batch(office, _LIVING, own, households_=files[38:42], title="第四批生活救助（重复）", steps=0)
    office.aid.void(void, "与第三批重复编制")
    _batch(office, _LIVING, own, households_=files[38:46], title="第四批生活救助", steps=0)


def _batch(office: Office, programme: str, fund: int, *, steps: int, **drawn: Any) -> int:
    """A batch drawn up, with one step locked, with two approved; its number."""
    number = office.aid.draw_up(programme=programme, fund=fund, **drawn).record or 0
    if steps:
        office.aid.lock(number)
    if steps > 1:
        office.aid.approve(number, _MEETING)
    return number


def _send(office: Office, batch: int) -> None:
    """Sent to the bank; the file is of no use to anybody and doesn't stay."""
    with tempfile.TemporaryDirectory() as folder:
        office.paying.send(batch, "通用", Path(folder) / "银行.xlsx")


def _on(month: int, day: int) -> dt.date:
    """That day of this year, or today where it is still to come."""
    return min(today(), dt.date(today().year, month, day))
