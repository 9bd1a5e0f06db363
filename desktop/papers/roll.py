"""What the papers of a batch are made from: the batch, its lines, its fund, and who signs such money off."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from desktop.aid.batch import Batch, BatchState, Payment
from desktop.aid.fund import Fund, Source
from desktop.base.errors import ForbiddenError

MONEY_OF = {
    Source.CENTRAL: "中央资金",
    Source.PROVINCIAL: "省级资金",
    Source.CITY: "市级资金",
    Source.UPPER_UNION: "上级工会资金",
    Source.OWN_UNION: "本级工会经费",
    Source.DONATION: "社会捐助资金",
    Source.INTEREST: "专户利息",
    Source.OTHER: "其他资金",
}
"""What titles call the money of a source."""

_PRINTED = 16
"""Digits of the chain that are printed."""


@dataclass(frozen=True, kw_only=True)
class Roll:
    """A batch with all that its papers say.

    Attributes:
        payments: its lines, the excluded and the withheld ones among them.
        signers: who signs its money off, by the list ``sign_off`` of policy.
        fund: what it is paid out of; None where that isn't needed.
    """

    batch: Batch
    payments: Sequence[Payment]
    signers: tuple[str, ...] = ()
    fund: Fund | None = None

    @cached_property
    def lines(self) -> tuple[Payment, ...]:
        """All lines by their position."""
        return tuple(sorted(self.payments, key=lambda one: one.position))

    @cached_property
    def paid(self) -> tuple[Payment, ...]:
        """The lines that count, by their position."""
        return tuple(one for one in self.lines if one.live)

    @property
    def seal(self) -> str:
        """The end of the chain over the locked lines; nothing before they are locked."""
        return next((one.digest[:_PRINTED] for one in reversed(self.lines) if one.digest), "")

    @property
    def sealed(self) -> str:
        """What rosters say of the chain, or that the list can still change."""
        if self.seal:
            return f"锁定校验码：{self.seal}"
        return "未锁定，仅供核对" if self.batch.state is BatchState.DRAWN else ""

    @property
    def programme(self) -> str:
        """What it is for, and whether it pays anew what came back."""
        return f"{self.batch.programme}{'（补发）' if self.batch.repays else ''}"

    def require_paid(self, paper: str) -> None:
        """Raise ``ForbiddenError`` where nobody is paid, or the batch is void."""
        require_valid(self.batch, paper)
        if not self.paid:
            raise ForbiddenError(f"“{self.batch.title}”里没有要发放的人员，{paper}没有生成；请先编制名单。")


def require_valid(batch: Batch, paper: str) -> None:
    """Raise ``ForbiddenError`` where the batch is void: nothing of it is printed any more."""
    if batch.state is BatchState.VOID:
        raise ForbiddenError(f"“{batch.title}”已作废，{paper}没有生成；请打印新批次的。")


def people(lines: Sequence[Payment]) -> int:
    """How many people these lines are: of a unit as many as it says."""
    return sum(one.heads or 1 for one in lines)
