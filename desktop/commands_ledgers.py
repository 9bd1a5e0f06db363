"""What ``pilot … import`` of the command line does: it takes ledgers of pilots in, and gives the exit code."""

import argparse
from functools import partial
from pathlib import Path

from desktop import commands_import
from desktop.base.errors import ForbiddenError
from desktop.base.fields import field_of
from desktop.commands_import import tell_plan
from desktop.exchange.planning import Existing
from desktop.office.ledger_kinds import CALLED, LedgerKind
from desktop.office.ledger_looks import LedgerLook
from desktop.office.office import Office
from desktop.office.step_texts import read_texts
from desktop.pilots.periods import read_period
from desktop.pilots.wave import Wave

_EXISTING = tuple(one.name.lower() for one in Existing)


def add_arguments(one: argparse.ArgumentParser) -> None:
    """What taking in is asked with beside the file; ``day`` and ``json`` are there already."""
    kinds = "、".join(f"{kind} {called.title}" for kind, called in CALLED.items())
    one.add_argument("--kind", choices=tuple(map(str, LedgerKind)), help=f"import 什么台账：{kinds}；默认按表头认")
    one.add_argument("--enter", action="store_true", help="import：写入办公文件，不写只看")
    one.add_argument("--existing", choices=_EXISTING, default="fill", help="已有的：跳过、更新、只补空白")
    one.add_argument("--level", help="新建批次的级别，如 区级")
    one.add_argument("--period", help="没有写明期间的监测数据属于哪一期：2022Q3 或 2022-09")
    one.add_argument("--refused", type=Path, help="退回的行另存为（.xlsx）")


def take_in(office: Office, options: argparse.Namespace) -> int:
    """Look at a ledger of pilots, and enter it where that is asked for."""
    if len(options.words) != 1:
        raise ForbiddenError("请写明一个台账文件，如：import 试点单位一览表.xlsx。")
    doors, path = office.pilot_ledgers, Path(options.words[0])
    look = _look(office, options, path)
    return commands_import.take_in(doors, look, options, look.to_json, partial(_tell, look, entered=options.enter))


def _look(office: Office, given: argparse.Namespace, path: Path) -> LedgerLook:
    which = LedgerKind(given.kind) if given.kind else office.pilot_ledgers.kind_of(path)
    if which is None:
        message = f"认不出“{path.name}”是哪一种产改试点台账，没有读入；"
        raise ForbiddenError(f"{message}请核对文件，或用 --kind 写明。")
    look = office.pilot_ledgers.review(path, which, Existing[given.existing.upper()])
    said = {"day": given.day, "level": _level(office, given.level), "period": _period(given.period)}
    basis = look.basis._replace(**{name: value for name, value in said.items() if value})
    return look if basis == look.basis else office.pilot_ledgers.again(look, basis=basis)


def _level(office: Office, text: str | None) -> str | None:
    said = [(field_of(Wave, "level"), text)] if text else []
    level = read_texts(said, office.standing.on().codes).get("level")
    return str(level) if level else None


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
