"""Problems that calls and inspections found: given to somebody, solved, taken up again, many at once."""

from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.fields import Values, fields_of
from desktop.base.findings import Finding
from desktop.base.reasons import reason_given
from desktop.office.registers import Registers
from desktop.office.standing import Standing, short
from desktop.pilots.pairing import Problem
from desktop.pilots.solving import Handing, Solution
from desktop.store import journal, registers
from desktop.store.faults import translated

NOUNS = (Noun.PROBLEMS, Noun.CALLS, Noun.INSPECTIONS, Noun.PILOTS)
"""The lists that show something of calls, inspections and their problems."""

_LONGEST = 24


class Problems:
    """Doors to problems; those to what found them come with ``Calls``."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing
        self._registers = Registers(db, standing)

    def solve(self, numbers: Sequence[int], values: Values) -> Change:
        """Write down that problems were solved: ``solved_on``, ``result``, ``satisfaction``; solved ones stay."""
        unsolved = [one for one in self._problems(numbers) if one.solved_on is None]
        if not unsolved:
            raise ForbiddenError("选中的问题都已办结，什么也没有登记。要改办理结果，请先“重新办理”。")
        needed = [one for one in fields_of(Solution) if one.needed and values.get(one.name) in {None, ""}]
        if needed:
            raise RefusedError([_missing(one.name, one.label) for one in needed])
        return self._set("办结问题", unsolved, {one.name: values.get(one.name) for one in fields_of(Solution)})

    def reopen(self, numbers: Sequence[int], reason: str) -> Change:
        """Take up solved problems again, for a reason that is added to what was written as their result."""
        solved = [one for one in self._problems(numbers) if one.solved_on is not None]
        if not solved:
            raise ForbiddenError("选中的问题都还没有办结，不用重新办理。")
        said = reason_given(reason, "请写明重新办理的原因。")
        again = f"{today()} 重新办理：{said}"
        changed = {
            one.id: self._row(
                one, {"solved_on": None, "satisfaction": None, "result": "；".join(filter(None, (one.result, again)))}
            )
            for one in solved
        }
        return self._write("重新办理问题", solved, changed)

    def hand(self, numbers: Sequence[int], values: Values) -> Change:
        """Give problems to somebody to solve by a day; what isn't named stays."""
        names = [one.name for one in fields_of(Handing)]
        given = {name: values[name] for name in names if values.get(name) not in {None, ""}}
        if not given:
            raise ForbiddenError("请填写责任人、转办单位或办理期限，再保存。")
        return self._set("交办问题", self._problems(numbers), given)

    def _set(self, verb: str, problems: Sequence[Problem], values: Values) -> Change:
        return self._write(verb, problems, {one.id: self._row(one, values) for one in problems})

    def _write(self, verb: str, problems: Sequence[Problem], changed: dict[int, dict[str, Any]]) -> Change:
        label = f"{verb}：{short(problems[0].problem, _LONGEST)}"
        label += f" 等 {len(problems)} 个" if len(problems) > 1 else ""
        with translated(), journal.operation(self._db, label, *NOUNS) as current:
            for number, row in changed.items():
                registers.update(self._db, Problem, number, row)
            current.count = len(problems)
        return journal.done(current, problems[0].id if len(problems) == 1 else None)

    def _row(self, one: Problem, values: Values) -> dict[str, Any]:
        """The columns to set; ``RefusedError`` where the problem would be wrong with them."""
        now = {name: getattr(one, name) for name in Problem.__slots__}
        row = self._registers.row(Problem, now | dict(values))
        return {name: row[name] for name in values}

    def _problems(self, numbers: Sequence[int]) -> list[Problem]:
        if not numbers:
            raise ForbiddenError("没有选中问题，什么也没有登记。")
        with translated():
            return [registers.get(self._db, Problem, number) for number in numbers]


def _missing(name: str, label: str) -> Finding:
    return Finding(code="missing", message=f"缺少{label}，请补填。", field=name)
