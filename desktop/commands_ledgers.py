"""What the verb ``pilots`` of the command line does: it takes ledgers of pilots in; it gives the exit code."""

import argparse
import datetime as dt
import json
from contextlib import closing
from pathlib import Path

from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.fields import field_of
from desktop.base.findings import refuses
from desktop.base.values import read_value
from desktop.commands import DONE, REFUSED, open_office
from desktop.commands_import import tell_plan
from desktop.exchange.planning import Existing, Verdict
from desktop.office.ledger_kinds import CALLED, LedgerKind
from desktop.office.ledger_looks import LedgerLook
from desktop.office.office import Office
from desktop.pilots.periods import read_period
from desktop.pilots.wave import Wave

_EXISTING = tuple(one.name.lower() for one in Existing)


def add_arguments(one: argparse.ArgumentParser) -> None:
    """What the verb is asked with."""
    one.add_argument("what", choices=("import",), help="导入台账；不加 --enter 只看不写")
    one.add_argument("file", type=Path, help="台账文件")
    kinds = "、".join(f"{kind} {called.title}" for kind, called in CALLED.items())
    one.add_argument("--kind", choices=tuple(map(str, LedgerKind)), help=f"什么台账：{kinds}；默认按表头认")
    one.add_argument("--enter", action="store_true", help="写入办公文件")
    one.add_argument("--existing", choices=_EXISTING, default="fill", help="已有的：跳过、更新、只补空白")
    one.add_argument("--day", type=dt.date.fromisoformat, help="台账日期，默认表头写的日期，没有就是今天")
    one.add_argument("--level", help="新建批次的级别，如 区级")
    one.add_argument("--period", help="没有写明期间的监测数据属于哪一期：2022Q3 或 2022-09")
    one.add_argument("--refused", type=Path, help="退回的行另存为（.xlsx）")
    one.add_argument("--json", action="store_true")


def pilots(options: argparse.Namespace) -> int:
    """Look at a ledger of pilots, and enter it where that is asked for."""
    with closing(open_office(options)) as office:
        doors = office.pilot_ledgers
        look = _look(office, options)
        refused = look.plan.count(Verdict.REFUSED)
        if options.refused and refused:
            doors.write_refused(look, options.refused)
        if options.enter:
            doors.enter(look)
    if options.json:
        print(json.dumps(look.to_json(), ensure_ascii=False))
    else:
        _tell(look, entered=options.enter)
    return REFUSED if refused else DONE


def _look(office: Office, given: argparse.Namespace) -> LedgerLook:
    which = LedgerKind(given.kind) if given.kind else office.pilot_ledgers.kind_of(given.file)
    if which is None:
        message = f"认不出“{given.file.name}”是哪一种产改试点台账，没有读入；"
        raise ForbiddenError(f"{message}请核对文件，或用 --kind 写明。")
    look = office.pilot_ledgers.review(given.file, which, Existing[given.existing.upper()])
    said = {"day": given.day, "level": _level(office, given.level), "period": _period(given.period)}
    basis = look.basis._replace(**{name: value for name, value in said.items() if value})
    return look if basis == look.basis else office.pilot_ledgers.again(look, basis=basis)


def _level(office: Office, text: str | None) -> str | None:
    read = read_value(field_of(Wave, "level"), text, office.standing.on().codes) if text else None
    if read and refuses(read.findings):
        raise RefusedError(read.findings)
    return read and read.value


def _period(text: str | None) -> str | None:
    period = read_period(text) if text else None
    if text and period is None:
        raise ForbiddenError(f"期间“{text}”看不懂，请写成 2022Q3 或 2022-09。")
    return period


def _tell(look: LedgerLook, *, entered: bool) -> None:
    called = CALLED[look.which]
    print(f"{called.title}：{look.sentence}")
    for one in look.waves:
        print(f"  新建批次 {one.name}（{look.basis.level}，{look.basis.day}）：{one.units} 家")
    tell_plan(look.plan, called.measure, entered=entered)
