"""The books of the funds as sheets: the ledger of all of them, and the statement of one (reference: domain §2.6)."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlite_utils import Database

from desktop.aid.fund import Fund, ReceiptKind
from desktop.base.changes import Change, Progress, silent
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Kind, Value
from desktop.base.listing import Column
from desktop.exchange.writing import Look, Total, write_rows
from desktop.office.funds import Funds
from desktop.office.outputs import Glimpse
from desktop.store import funds, journal, settings
from desktop.store.faults import translated

_MONEY = (
    ("allotted", "下达"),
    ("arrived", "到账"),
    ("carried_in", "上年结转"),
    ("paid", "已发放"),
    ("outlays", "项目拨付"),
    ("returned", "退回"),
    ("bound", "已锁定"),
    ("carried_out", "结转下年"),
    ("handed_back", "上缴"),
    ("balance", "余额"),
)
_KINDS = {
    "arrived": ReceiptKind.ARRIVED,
    "carried_in": ReceiptKind.CARRIED_IN,
    "carried_out": ReceiptKind.CARRIED_OUT,
    "handed_back": ReceiptKind.HANDED_BACK,
}
_COLUMNS = (
    Column(name="position", label="序号", kind=Kind.COUNT, width=5),
    Column(name="name", label="资金名称", width=26),
    Column(name="source", label="资金来源", width=12),
    Column(name="year", label="年度", kind=Kind.COUNT, width=6),
    Column(name="document_no", label="拨款文号", width=18),
    Column(name="programme", label="限定项目", width=12),
    *(Column(name=name, label=label, kind=Kind.MONEY, width=13) for name, label in _MONEY),
    Column(name="rate", label="执行率", width=8),
    Column(name="note", label="备注", width=16),
)
_STATEMENT = (
    Column(name="day", label="日期", kind=Kind.DATE, width=11),
    Column(name="label", label="摘要", width=46),
    Column(name="received", label="收入", kind=Kind.MONEY, width=14),
    Column(name="drawn", label="支出", kind=Kind.MONEY, width=14),
    Column(name="balance", label="余额", kind=Kind.MONEY, width=14),
    Column(name="state", label="状态", width=10),
)


class FundSheets:
    """Doors to the ledger of the funds and the statement of one, as sheets."""

    def __init__(self, db: Database, doors: Funds) -> None:
        self._db = db
        self._funds = doors

    def count(self, year: int | None = None) -> int:
        """How many funds the ledger of a year has, or of all years."""
        return len(self._of(year))

    def glimpse(self, year: int | None = None) -> Glimpse:
        """What ``ledger`` would write."""
        rows = tuple(tuple(row) for row in self._rows(self._of(year)))
        return Glimpse(title="帮扶资金台账", columns=_COLUMNS, rows=rows, count=len(rows))

    def ledger(self, path: Path, year: int | None = None, progress: Progress = silent) -> Change:
        """Write all funds of a year, or of all years, with what came, went and is left, and their sum."""
        found = self._of(year)
        if not found:
            raise ForbiddenError(f"{f'{year} 年' if year else ''}还没有登记资金，没有写出。")
        title = f"{f'{year}年' if year else ''}帮扶资金台账"
        look = Look(note=self._note("单位：元"), exact=True)
        write_rows(path, f"{self._office()}{title}", _COLUMNS, self._rows(found), look=look, progress=progress)
        return self._journalled(f"导出{title}：{path.name}", len(found))

    def statement(self, path: Path, number: int, progress: Progress = silent) -> Change:
        """Write a fund's statement, line by line with the balance."""
        fund = self._funds.one(number)
        entries = self._funds.statement(number)
        rows: list[tuple[Value, ...]] = [
            (one.day, one.label, one.received or None, one.drawn or None, one.balance, one.state or None)
            for one in entries
        ]
        came, went = sum(one.received for one in entries), sum(one.drawn for one in entries)
        rows.append(Total((None, "合计", came, went, fund.balance, None)))
        said = "　".join(filter(None, (str(fund.source), f"{fund.year} 年度", fund.document_no, fund.programme)))
        look = Look(note=self._note(f"{said}　单位：元"), exact=True)
        write_rows(path, f"{fund.name}流水", _STATEMENT, rows, look=look, progress=progress)
        return self._journalled(f"导出资金流水（{fund.name}）：{path.name}", len(entries))

    def _of(self, year: int | None) -> list[Fund]:
        return [one for one in self._funds.every() if year in (None, one.year)]

    def _rows(self, found: Sequence[Fund]) -> list[tuple[Value, ...]]:
        with translated():
            sums = funds.sums(self._db)
        amounts = [_amounts(one, sums) for one in found]
        rows: list[tuple[Value, ...]] = [
            (at, one.name, one.source, one.year, one.document_no, one.programme, *money.values(), _rate(one), one.note)
            for at, (one, money) in enumerate(zip(found, amounts, strict=True), 1)
        ]
        whole = {name: sum(money[name] or 0 for money in amounts) for name, _ in _MONEY}
        twice = whole["carried_out"] if len({one.year for one in found}) > 1 else 0  # it stands in both years' funds
        had = whole["arrived"] + whole["carried_in"] - whole["handed_back"] - twice
        rate = _share((whole["paid"] + whole["outlays"]) / had if had else None)
        return [*rows, Total((None, "合计", None, None, None, None, *whole.values(), rate, None))]

    def _note(self, said: str) -> str:
        closed = self._funds.closed_through()
        return f"填报单位：{self._office()}　{said}{f'　已关账至 {closed}' if closed else ''}"

    def _office(self) -> str:
        with translated():
            return str(settings.get(self._db, "office.name", ""))

    def _journalled(self, label: str, count: int) -> Change:
        with translated(), journal.operation(self._db, label) as current:
            current.count = count
        return journal.done(current)


def _amounts(fund: Fund, sums: Mapping[tuple[int, ReceiptKind], int]) -> dict[str, int | None]:
    """The money of a fund by column, in fen."""
    found = {name: sums.get((fund.id, kind), 0) for name, kind in _KINDS.items()}
    return {name: found[name] if name in found else getattr(fund, name) for name, _ in _MONEY}


def _rate(fund: Fund) -> str | None:
    return _share(fund.rate)


def _share(rate: float | None) -> str | None:
    """A share as it is written.

    >>> _share(0.8333), _share(None)
    ('83.3%', None)
    """
    return None if rate is None else f"{rate:.1%}"
