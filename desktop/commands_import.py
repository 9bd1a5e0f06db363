"""What the verb of the command line does that takes ledgers in, of payments too; it gives the exit code."""

import argparse
import json
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from desktop.base.changes import Change
from desktop.base.errors import ForbiddenError
from desktop.base.findings import Finding
from desktop.base.money import short_yuan
from desktop.cases.household import State
from desktop.commands import DONE, REFUSED, open_office
from desktop.exchange.flat_plan import FlatPlan
from desktop.exchange.planning import Existing, Plan, Verdict
from desktop.office.ledger_kinds import CALLED
from desktop.office.office import Office
from desktop.office.past_payments import PastLook

_VERDICTS = {Verdict.NEW: "新增", Verdict.CHANGED: "有改动", Verdict.SAME: "无变化", Verdict.REFUSED: "退回"}
"""What the clerk calls each verdict."""


class Looked(Protocol):
    """A ledger that was looked at: what entering would do with each of its lines."""

    @property
    def plan(self) -> Plan | FlatPlan:
        """Its lines with their verdicts."""


L = TypeVar("L", bound="Looked")
L_contra = TypeVar("L_contra", bound=Looked, contravariant=True)


class Taker(Protocol[L_contra]):
    """A door through which ledgers come in."""

    def enter(self, look: L_contra, /) -> Change:
        """Write what is new or changed."""

    def write_refused(self, look: L_contra, path: Path, /) -> Change:
        """Give the refused lines back."""


def take_in(
    doors: Taker[L], look: L, given: argparse.Namespace, data: Callable[[], object], tell: Callable[[], object]
) -> int:
    """Give refused lines back and enter the others where that is asked for; say what was found, as ``data`` or told."""
    refused = look.plan.count(Verdict.REFUSED)
    if given.refused and refused:
        doors.write_refused(look, given.refused)
    if given.enter:
        doors.enter(look)
    if given.json:
        print(json.dumps(data(), ensure_ascii=False))
    else:
        tell()
    return REFUSED if refused else DONE


def import_ledger(options: argparse.Namespace) -> int:
    """Look at a ledger, and enter it where that is asked for; lists of what was paid before go where they belong."""
    with closing(open_office(options)) as office:
        if office.past_payments.recognises(options.ledger):
            return _import_past(office, options)
        _require_ledger(office, options.ledger)
        existing = Existing[options.existing.upper()]
        look = office.intake.look(options.ledger, existing, state=State(options.entered_as))
        tell = partial(tell_plan, look.plan, "户", entered=options.enter)
        return take_in(office.intake, look, options, look.plan.to_json, tell)


def _import_past(office: Office, given: argparse.Namespace) -> int:
    """Look at a list of what was paid before, and enter it where that is asked for."""
    look = office.past_payments.review(given.ledger)
    tell = partial(_tell_past, look, entered=given.enter)
    return take_in(office.past_payments, look, given, lambda: {"kind": "past_payments"} | look.to_json(), tell)


def _tell_past(look: PastLook, *, entered: bool) -> None:
    print("这是往年发放的清单：按项目、资金来源和年度补录成已发放的批次，统计时一并计入。")
    print(look.sentence)
    for one in look.batches:
        print(f"  {one.title}：{one.number} 笔，{short_yuan(one.total)} 元，记在“{one.fund}”")
    tell_plan(look.plan, "笔", entered=entered)


def _require_ledger(office: Office, path: Path) -> None:
    """``ForbiddenError`` where a workbook is a roster of visits or a ledger of pilots: it would come in as files."""
    if office.activities.rosters.recognises(path):
        message = f"“{path.name}”是慰问花名册，不是困难职工台账，没有导入；"
        raise ForbiddenError(f"{message}请用 visits 命令的 import，并用 --activity 写明是哪一次活动。")
    if (kind := office.pilot_ledgers.kind_of(path)) is not None:
        message = f"“{path.name}”是{CALLED[kind].title}，不是困难职工台账，没有导入；"
        raise ForbiddenError(f"{message}请用 pilot 命令的 import。")


def tell_plan(plan: Plan | FlatPlan, measure: str, *, entered: bool) -> None:
    """Say how many rows there are of each verdict, counted in ``measure``, and what was found."""
    print("，".join(f"{word} {plan.count(verdict)}" for verdict, word in _VERDICTS.items()) + f" {measure}")
    _show_findings(plan.findings, entered=entered)


def _show_findings(findings: Iterable[Finding], *, entered: bool) -> None:
    """Print what was found, each with its place, and whether anything was written."""
    for finding in findings:
        mark, place = "退回" if finding.refuses else "提醒", finding.place
        print(f"  {mark} {place.sheet} 第{place.row}行 {place.column}：{finding.message}")
    print("已写入办公文件。" if entered else "只看未写；加 --enter 写入。")
