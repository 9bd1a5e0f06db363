"""What the verbs of the command line do about policy; each gives the exit code."""

import argparse
import json
from contextlib import closing
from typing import Any

from desktop.aid.simulation import Simulation
from desktop.base.calendar import today
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.fields import Value
from desktop.base.findings import refuses
from desktop.base.values import read_value
from desktop.commands import DONE, open_office
from desktop.office.office import Office
from desktop.office.rule_forms import codes_for, fields_for, values_of
from desktop.office.simulation_texts import HEADINGS, told
from desktop.office.standing import read_rules
from desktop.policy.aid_standards import Basis, Per

FIELDS = ("category", "stage", "amount", "months", "percent", "per", "times_a_year", "cap_once", "cap", "cap_months")
"""What can be given of an amount."""
_BASES = {"amount": Basis.FIXED, "months": Basis.TIMES_DIBAO, "percent": Basis.PERCENT}


def simulate(options: argparse.Namespace) -> int:
    """Tell what another amount, or a whole file of rules, would cost on today's files; nothing is written."""
    if bool(options.programme) == bool(options.policy):
        raise ForbiddenError("请用 --programme 写出帮扶项目和新标准，或者用 --policy 给出政策文件，两种选一种。")
    with closing(open_office(options)) as office:
        found = _by_file(office, options) if options.policy else _by_amount(office, options)
    print(json.dumps(_plain(found), ensure_ascii=False) if options.json else "\n".join(_text(found)))
    return DONE


def _by_file(office: Office, options: argparse.Namespace) -> Simulation:
    return office.standing.simulate_rules(read_rules(options.policy, office.standing.rules()))


def _by_amount(office: Office, options: argparse.Namespace) -> Simulation:
    policy = office.standing.on()
    like = policy.amount(options.programme, options.category or "", options.stage or "")
    values = values_of(like) if like else dict[str, Value](per=Per.PERSON, times_a_year=1)
    values |= {"category": None, "stage": None, "valid_from": options.day or today()}
    codes = codes_for(policy.codes)
    given = {"programme": options.programme} | {name: getattr(options, name) for name in FIELDS}
    for field in fields_for("amount"):
        if given.get(field.name) is not None:
            reading = read_value(field, given[field.name], codes)
            if refuses(reading.findings):
                raise RefusedError(reading.findings)
            values[field.name] = reading.value
    chosen = [basis for name, basis in _BASES.items() if given.get(name) is not None]
    if chosen:
        values["basis"] = chosen[-1]
    return office.standing.simulate("amount", values)


def _text(found: Simulation) -> list[str]:
    said = told(found)
    return ["\t".join(line) for line in ((HEADINGS, *said.lines) if said.lines else ())] + [said.summary]


def _plain(found: Simulation) -> dict[str, Any]:
    """The simulation with amounts in fen."""
    return {
        "year": found.year,
        "before": found.before,
        "after": found.after,
        "spent": found.spent,
        "balance": found.balance,
        "missing": found.missing,
        "costs": [
            {
                "programme": cost.programme,
                "category": cost.category,
                "stage": cost.stage,
                "count": cost.count,
                "before": cost.before,
                "after": cost.after,
            }
            for cost in found.costs
        ],
    }
