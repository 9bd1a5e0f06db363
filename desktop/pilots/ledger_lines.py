"""What a line of a ledger of pilots holds beside its record: wave and unit by their names, and what was handed in."""

from dataclasses import dataclass
from functools import cache
from types import new_class
from typing import Annotated, Any

from desktop.base.fields import Kind, field
from desktop.pilots.enterprise import PILOT, Enterprise
from desktop.pilots.monitoring import Filling
from desktop.pilots.talent import Contest

PROJECT = "project"
"""The field of the tick that an incentive project was applied for."""

FILED = "材料"
"""The part of a line that tells what was handed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine(Enterprise):
    """An enterprise in a ledger; ``project`` says that it applies for an incentive project, or names that."""

    wave_name: Annotated[str | None, field("批次", group=PILOT)] = None
    project: Annotated[str | None, field("申报激励项目", group=FILED)] = None


@cache
def unit_line(papers: tuple[str, ...]) -> type:
    """The type of a line that has a field for each paper too, by its name: a tick, a day, or a document number."""

    def body(space: dict[str, Any]) -> None:
        space["__annotations__"] = {name: Annotated[str | None, field(name, group=FILED)] for name in papers}
        space["__slots__"] = ()

    return new_class("UnitLineWithPapers", (UnitLine,), exec_body=body)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestLine(Contest):
    """A contest in a ledger, with the unit whose it is."""

    unit: Annotated[str | None, field("单位名称")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FillingLine(Filling):
    """What a unit filled in, in a ledger; ``filled`` is a tick, or the day."""

    unit: Annotated[str, field("单位名称", needed=True)]
    credit_code: Annotated[str | None, field("统一社会信用代码", Kind.CREDIT_CODE)] = None
    period: Annotated[str, field("期间", limit=20)]
    filled: Annotated[str | None, field("是否填报")] = None
