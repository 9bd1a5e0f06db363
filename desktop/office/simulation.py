"""What changed rules would cost on today's files, and whether the year's funds suffice."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from sqlite_utils import Database

from desktop.aid.simulation import Alike, Simulation, costs
from desktop.base.codes import CodeList
from desktop.policy.aid_standards import AmountRule, Basis, RequestForm
from desktop.policy.choosing import in_force
from desktop.policy.standards import Line, Policy, Rule
from desktop.store import costs as store
from desktop.store import funds
from desktop.store.faults import translated


def simulate(db: Database, held: Sequence[Rule], changed: Sequence[Rule], day: dt.date) -> Simulation:
    """What ``changed`` rows beside the ``held`` ones would cost in the year of ``day``, by the files of today.

    Aid without an application is reckoned by the files on file, schooling by their pupils, any other by the year's
    applications.
    """
    begun = [rule for rule in held if rule.valid_from <= day]
    before, after = in_force(begun, day), in_force([*begun, *changed], day)
    reached = _reached(changed, before, after)
    with translated():
        cases = [one for name in reached for one in _cases(db, name, after, day.year)]
        balance = sum(
            fund.balance
            for fund in funds.every(db)
            if fund.year == day.year and (fund.programme is None or fund.programme in reached)
        )
        spent = store.spent(db, reached, day.year)
    return Simulation(year=day.year, costs=costs(cases, before, after), spent=spent, balance=balance)


def _reached(changed: Iterable[Rule], before: Policy, after: Policy) -> tuple[str, ...]:
    """The programmes that the rows change: those they name, and with a new line those that are reckoned from it."""
    rows = list(changed)
    names = [rule.programme for rule in rows if isinstance(rule, AmountRule)]
    if any(isinstance(rule, Line) for rule in rows):
        every = (*before.amounts.values(), *after.amounts.values())
        names += [rule.programme for rule in every if rule.cap_months or rule.basis is Basis.TIMES_DIBAO]
    return tuple(dict.fromkeys(names))


def _cases(db: Database, programme: str, policy: Policy, year: int) -> Iterator[Alike]:
    form = policy.programme(programme).form
    if not form:
        return store.files(db, programme)
    if form == RequestForm.SCHOOL:
        return store.pupils(db, programme, policy.codes.get("school_stage", CodeList("school_stage", ())))
    return store.applications(db, programme, year)
