"""The yearly spot check: which files are drawn, and what checking them found (reference: domain §1.5)."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from desktop.base.calendar import today
from desktop.base.fields import Kind, Values, field
from desktop.base.findings import Finding
from desktop.cases.household import State

POPULATION = (State.ON_FILE, State.SUSPENDED)
"""The states of the files among which is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One drawing: ``percent`` of a hundred of ``population`` files, by ``seed``."""

    id: int
    year: Annotated[int, field("年度", Kind.COUNT)]
    percent: Annotated[int, field("抽查比例", Kind.COUNT, unit="%")]
    seed: Annotated[int, field("随机种子", Kind.COUNT)]
    population: Annotated[int, field("在档户数", Kind.COUNT, unit="户")]
    drawn_on: Annotated[dt.date, field("抽取日期", Kind.DATE)]
    note: Annotated[str | None, field("备注", limit=200)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLine:
    """One drawn file, in the order drawn from 1, and what its check found."""

    id: int
    household: int
    position: Annotated[int, field("序号", Kind.COUNT)]
    checked_on: Annotated[dt.date | None, field("核查日期", Kind.DATE, needed=True)] = None
    checked_by: Annotated[str | None, field("核查人", needed=True, limit=60)] = None
    result: Annotated[str | None, field("核查结果", Kind.CODE, codes="sample_result", needed=True)] = None
    note: Annotated[str | None, field("核查备注", limit=200)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A drawn file with what a register says of it."""

    line: SampleLine
    file_no: str
    name: str
    employer: str
    category: str


CHECK = ("result", "checked_by", "checked_on", "note")
"""The fields of a line that a check fills in, in the order they are asked."""


def draw(numbers: Sequence[int], percent: int, seed: int) -> list[int]:
    """So many of a hundred of these files, rounded up, in the order drawn.

    An inspector repeats it with the numbers of all files on file or suspended in ascending order, and Python's own
    ``random.Random(seed).sample(numbers, count)``.
    """
    ordered = sorted(numbers)
    count = -(-len(ordered) * percent // 100)
    return random.Random(seed).sample(ordered, count)  # noqa: S311  (to be repeated by anybody who knows the seed)


def check_drawing(percent: object, population: int) -> tuple[Finding, ...]:
    """What stands against drawing so many of a hundred of so many files."""
    found = []
    if not isinstance(percent, int) or not 1 <= percent <= 100:  # noqa: PLR2004  (of a hundred)
        found.append(Finding(code="percent", message="抽查比例要在 1% 到 100% 之间，请改正。", field="percent"))
    if population == 0:
        found.append(Finding(code="nobody", message="没有在档的档案，没有可以抽查的。"))
    return tuple(found)


def check_result(values: Values, known: Sequence[str], drawn_on: dt.date) -> tuple[Finding, ...]:
    """What is wrong with the outcome of a check; ``known`` are the labels that it may have."""
    return tuple(_result(values, known, drawn_on))


def _result(values: Values, known: Sequence[str], drawn_on: dt.date) -> Iterator[Finding]:
    for name, label in (("result", "核查结果"), ("checked_by", "核查人"), ("checked_on", "核查日期")):
        if values.get(name) in {None, ""}:
            yield Finding(code="missing", message=f"缺少{label}，请补填。", field=name)
    result = values.get("result")
    if result and known and result not in known:
        message = f"“{result}”不在代码表里，可用的有：{'、'.join(known)}。"
        yield Finding(code="unknown_code", message=message, field="result")
    day = values.get("checked_on")
    if isinstance(day, dt.date) and day > today():
        yield Finding(code="future_date", message=f"核查日期“{day}”在今天之后，请核对。", field="checked_on")
    elif isinstance(day, dt.date) and day < drawn_on:
        yield Finding(code="before_drawing", message=f"核查日期早于抽取日期 {drawn_on}，请核对。", field="checked_on")
