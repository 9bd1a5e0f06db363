"""What changed rules would cost, in words and figures as a clerk reads them."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.aid.simulation import Cost, Simulation
from desktop.base.money import short_yuan
from desktop.office.aid_clauses import ANYBODY, said_standard
from desktop.policy.aid_standards import AmountRule

HEADINGS = ("对象", "现在", "调整后", "现在全年", "调整后全年")
NOBODY = "在档档案和本年申请里没有这个项目的对象，试算不出金额。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A simulation as text: a line of cells for each category and the total, and what it comes to."""

    lines: tuple[tuple[str, ...], ...]
    summary: str
    short: bool


def told(simulation: Simulation) -> Told:
    """The simulation as text."""
    if not simulation.costs:
        return Told(lines=(), summary=NOBODY, short=False)
    several = len({cost.programme for cost in simulation.costs}) > 1
    lines = [_line(cost, several=several) for cost in simulation.costs]
    count = sum(cost.count for cost in simulation.costs)
    total = (f"合计 {count:,}", "", "", f"{short_yuan(simulation.before)} 元", f"{short_yuan(simulation.after)} 元")
    return Told(lines=(*lines, total), summary=_summary(simulation), short=simulation.missing > 0)


def _line(cost: Cost, *, several: bool) -> tuple[str, ...]:
    about = (cost.programme if several else "", cost.category or ANYBODY, cost.stage)
    return (
        f"{_joined(about)} {cost.count:,}",
        _standard(cost.rule_before),
        _standard(cost.rule_after),
        f"{short_yuan(cost.before)} 元",
        f"{short_yuan(cost.after)} 元",
    )


def _standard(rule: AmountRule | None) -> str:
    return said_standard(rule) if rule else "没有标准"


def _joined(words: Iterable[str]) -> str:
    return " · ".join(word for word in words if word)


def _summary(simulation: Simulation) -> str:
    more = simulation.more
    change = f"{'增加' if more > 0 else '减少'} {short_yuan(abs(more))} 元" if more else "金额不变"
    funds = f"{simulation.year} 年可用资金余额 {short_yuan(simulation.balance)} 元"
    paid = f"本年已锁定和发放 {short_yuan(simulation.spent)} 元；" if simulation.spent else ""
    enough = f"还差 {short_yuan(simulation.missing)} 元" if simulation.missing else "够用"
    return f"全年{change}；{paid}{funds}，{enough}。"
