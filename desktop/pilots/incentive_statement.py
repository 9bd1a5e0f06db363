"""The statement of an incentive project: what was granted, paid, from where, spent, and what is left."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.base.findings import Finding, doubt
from desktop.base.money import short_yuan
from desktop.pilots.incentive import Incentive, Instalment, Spending

OTHERS = "其他来源"
"""What the money is called that no fund of the office paid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncentiveStatement:
    """What became of a project's money; amounts are fen.

    Attributes:
        instalments: in the order of their days, void ones too; ``spendings`` likewise.
        sources: the names of the funds by their numbers.
    """

    project: Incentive
    instalments: tuple[Instalment, ...]
    spendings: tuple[Spending, ...]
    sources: Mapping[int, str]

    @property
    def live(self) -> tuple[Instalment, ...]:
        """The instalments that weren't made void."""
        return tuple(one for one in self.instalments if one.void_reason is None)

    @property
    def granted(self) -> int:
        """What was granted; 0 until it was."""
        return self.project.granted or 0

    @property
    def paid(self) -> int:
        """What was paid of it."""
        return sum(one.amount for one in self.live)

    @property
    def unpaid(self) -> int:
        """What is still to be paid of the grant."""
        return self.granted - self.paid

    @property
    def spent(self) -> int:
        """What the project spent, out of the grant and of its own money."""
        return sum(one.amount for one in self.spendings)

    @property
    def left(self) -> int:
        """What of the money paid isn't spent yet; money of its own is spent last."""
        return max(self.paid - self.spent, 0)

    @property
    def own_spent(self) -> int:
        """What it spent beyond the money paid, out of its own."""
        return max(self.spent - self.paid, 0)

    @property
    def uninvoiced(self) -> tuple[Instalment, ...]:
        """The instalments for which there is no invoice yet."""
        return tuple(one for one in self.live if not one.invoice_no)

    @property
    def unproved(self) -> tuple[Spending, ...]:
        """The spending for which there is no invoice yet."""
        return tuple(one for one in self.spendings if not one.invoice_no)

    @property
    def by_source(self) -> dict[str, int]:
        """What was paid, by the name of the fund that paid it, in the order of the instalments."""
        found: dict[str, int] = {}
        for one in self.live:
            found[self.source(one)] = found.get(self.source(one), 0) + one.amount
        return found

    def source(self, one: Instalment) -> str:
        """The name of the fund that pays an instalment."""
        return self.sources[one.fund] if one.fund is not None else OTHERS

    @property
    def still_open(self) -> tuple[str, ...]:
        """What is still open of the money, in phrases."""
        said = []
        if self.unpaid > 0:
            said.append(f"立项 {short_yuan(self.granted)} 元，还有 {short_yuan(self.unpaid)} 元没有拨付")
        if self.left:
            said.append(f"已拨付 {short_yuan(self.paid)} 元，还有 {short_yuan(self.left)} 元没有支出记录")
        if self.uninvoiced:
            said.append(f"有 {len(self.uninvoiced)} 笔拨付没有票据号")
        if self.unproved:
            said.append(f"有 {len(self.unproved)} 笔支出没有发票号")
        return tuple(said)

    def open_matters(self) -> tuple[Finding, ...]:
        """The same as doubts; accepting a project asks about it."""
        return tuple(doubt("money_open", f"{one}，请核对。") for one in self.still_open)


def statement(
    project: Incentive,
    instalments: Iterable[Instalment],
    spendings: Iterable[Spending],
    sources: Mapping[int, str],
) -> IncentiveStatement:
    """The statement of a project; ``ValueError`` for money that isn't the project's."""
    paid, spent = tuple(instalments), tuple(spendings)
    if not {one.incentive for one in paid} | {one.incentive for one in spent} <= {project.id}:
        raise ValueError(project.id)
    return IncentiveStatement(project=project, instalments=paid, spendings=spent, sources=sources)
