"""What the verbs of the command line do about batches, from drawing up to finished; each gives the exit code."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from desktop.base.changes import Change
from desktop.base.errors import ForbiddenError
from desktop.base.findings import Finding, refuses
from desktop.base.money import short_yuan
from desktop.commands import DONE, REFUSED, open_office, tell
from desktop.commands_given import a_day
from desktop.office.office import Office

STEPS = ("draw", "add", "exclude", "include", "lock", "approve", "unlock", "void", "show")
"""What can be done with a batch before it is paid."""


def batch(options: argparse.Namespace) -> int:
    """Draw up a batch, change who stands in it, move it on, or show its lines."""
    with closing(open_office(options)) as office:
        if options.what == "show":
            print("\n".join(_lines(office, _needed(options.batch, "--batch"))))
            return DONE
        change = _BATCH[options.what](office, options)
        if options.what == "draw":
            print(f"批次第 {change.record} 号")
        return tell(change)


def _draw(office: Office, given: argparse.Namespace) -> Change:
    return office.aid.draw_up(
        programme=_needed(given.programme, "--programme"),
        fund=_needed(given.fund, "--fund"),
        decided_on=given.day,
        title=given.title,
        households_=given.case,
        requests=given.request,
        activity=given.activity,
    )


def _add(office: Office, given: argparse.Namespace) -> Change:
    return office.aid.add(_needed(given.batch, "--batch"), households_=given.case, requests=given.request)


_BATCH: Mapping[str, Callable[[Office, argparse.Namespace], Change]] = {
    "draw": _draw,
    "add": _add,
    "exclude": lambda office, given: office.aid.exclude(_needed(given.payment, "--payment"), given.reason),
    "include": lambda office, given: office.aid.include(_needed(given.payment, "--payment")),
    "lock": lambda office, given: office.aid.lock(_needed(given.batch, "--batch")),
    "approve": lambda office, given: office.aid.approve(_needed(given.batch, "--batch"), given.by),
    "unlock": lambda office, given: office.aid.unlock(_needed(given.batch, "--batch"), given.reason),
    "void": lambda office, given: office.aid.void(_needed(given.batch, "--batch"), given.reason),
}


def _lines(office: Office, number: int) -> list[str]:
    one = office.aid.batch(number)
    head = f"{one.title}\t{one.state}\t{one.payees} 人\t{short_yuan(one.total)} 元"
    if one.unsettled:
        head += f"\t退回待处理 {one.unsettled} 笔"
    return [head, *(_line(office, line.id) for line in office.aid.payments(number))]


def _line(office: Office, number: int) -> str:
    line = office.aid.payment(number)
    why = line.excluded and f"不发：{line.excluded}"
    why = why or (line.withheld and f"停发：{line.withheld}")
    why = why or (line.outcome and f"{line.outcome}：{line.failure or line.settled}")
    return "\t".join([str(line.id), line.name, f"{short_yuan(line.amount)} 元", line.paid_by, why or ""])


def pay(options: argparse.Namespace) -> int:
    """Enter that an approved batch was paid, all at once."""
    with closing(open_office(options)) as office:
        return tell(office.paying.pay(options.batch, options.day))


def send(options: argparse.Namespace) -> int:
    """Write a batch's file for the bank, and enter that it was sent."""
    with closing(open_office(options)) as office:
        one = office.paying.sending(options.batch)
        change = office.paying.send(options.batch, options.template, options.file, options.day, options.reason)
        print(f"{one.sentence}文件：{one.marked(options.file)}")
        return tell(change)


def recall(options: argparse.Namespace) -> int:
    """Take back that a batch was sent."""
    with closing(open_office(options)) as office:
        return tell(office.paying.recall(options.batch, options.reason))


def answer(options: argparse.Namespace) -> int:
    """Look at what the bank answered, and enter it where that is asked for."""
    with closing(open_office(options)) as office:
        failures = dict(options.failed or ())
        if options.file:
            read = office.paying.read_return(options.batch, options.file)
            print(read.sentence)
            for one in read.refusals:
                print(f"  退回\t{one.payment.id}\t{one.payment.name}\t{one.failure}\t{one.action}")
            if _shown(read.findings):
                return REFUSED
            failures = read.failures | failures
        if options.enter:
            return tell(office.paying.receipt(options.batch, options.day, failures))
    print("只看未写；加 --enter 登记。")
    return DONE


def fail(options: argparse.Namespace) -> int:
    """Enter that money which went out came back."""
    with closing(open_office(options)) as office:
        return tell(office.paying.fail(dict(options.failed), options.day))


def recover(options: argparse.Namespace) -> int:
    """Enter that payees gave money back."""
    with closing(open_office(options)) as office:
        return tell(office.paying.recover(options.payment, options.reason, options.day))


def settle(options: argparse.Namespace) -> int:
    """Write down what was done with money that came back and isn't paid anew."""
    with closing(open_office(options)) as office:
        return tell(office.paying.settle(options.payment, options.reason))


def repay(options: argparse.Namespace) -> int:
    """Draw up a batch of what came back."""
    with closing(open_office(options)) as office:
        one = office.paying.repaying(options.batch)
        change = office.paying.repay(options.batch, options.title, options.fund)
        print(f"{one.sentence}批次第 {change.record} 号")
        return tell(change)


def finish(options: argparse.Namespace) -> int:
    """Close a batch of which nothing is left to do."""
    with closing(open_office(options)) as office:
        return tell(office.paying.finish(options.batch, options.day))


def withhold(options: argparse.Namespace) -> int:
    """Stop payments of a locked batch."""
    with closing(open_office(options)) as office:
        return tell(office.paying.withhold(options.payment, options.reason))


def sign(options: argparse.Namespace) -> int:
    """Enter who signed for what was paid."""
    with closing(open_office(options)) as office:
        return tell(office.paying.sign(options.payment, options.proxy, options.proxy_id))


def amounts(options: argparse.Namespace) -> int:
    """Write the amounts of a batch as a sheet, or look at an edited one and enter it where that is asked for."""
    with closing(open_office(options)) as office:
        if options.export:
            return tell(office.paying.export_amounts(options.batch, options.file))
        look = office.paying.read_amounts(options.batch, options.file, options.by)
        print(look.sentence)
        if _shown(look.findings):
            return REFUSED
        if options.enter:
            return tell(office.paying.enter_amounts(look))
    print("只看未写；加 --enter 写入。")
    return DONE


def _shown(findings: Sequence[Finding]) -> bool:
    """Print what there is to say of a sheet; whether it can't be entered."""
    for one in findings:
        mark, place = "退回" if one.refuses else "提醒", one.place
        print(f"  {mark} {place.sheet} 第{place.row}行 {place.column}：{one.message}")
    return refuses(findings)


def _needed(given: Any, option: str) -> Any:
    if not given:
        raise ForbiddenError(f"请用 {option} 写明是哪一个，什么也没有改动。")
    return given


def _failed(text: str) -> tuple[int, str]:
    """“12=户名不符” as number and reason."""
    number, _, reason = text.partition("=")
    return int(number), reason


class Told(NamedTuple):
    """A verb: what it is for, and what it is told besides the office."""

    summary: str
    options: tuple[tuple[str, Mapping[str, Any]], ...]


def _text(help_: str, **details: Any) -> dict[str, Any]:
    return {"default": "", "help": help_, **details}


_ONE = ("--batch", {"type": int, "required": True, "help": "批次号"})
_DAY = ("--day", {"type": a_day, "help": "日期，默认今天"})
_WHY = ("--reason", _text("原因", required=True))
_WHOSE = ("--payment", {"type": int, "action": "append", "required": True, "help": "发放编号，可多次，见 batch show"})
_ENTER = ("--enter", {"action": "store_true", "help": "写入办公文件；不写只看"})
_FILE = {"type": Path}
_FAILED = {"type": _failed, "action": "append", "metavar": "编号=原因", "help": "退回的发放编号和原因，可多次"}
_SEVERAL = {"type": int, "action": "append"}

VERBS: Mapping[str, Told] = {
    "batch": Told(
        "发放批次：编制、加人、不发、锁定、审批、退回编制、作废、名单",
        (
            ("what", {"choices": STEPS, "help": "draw 编制；include 恢复发放；unlock 退回编制；show 名单"}),
            ("--batch", {"type": int, "help": "批次号"}),
            ("--programme", {"help": "帮扶项目"}),
            ("--fund", {"type": int, "help": "资金号"}),
            ("--title", _text("批次名称")),
            ("--case", {**_SEVERAL, "help": "档案序号，可多次；默认全部在档"}),
            ("--request", {**_SEVERAL, "help": "申请号，可多次"}),
            ("--activity", {"type": int, "help": "活动号"}),
            ("--payment", {**_SEVERAL, "help": "发放编号，可多次"}),
            ("--by", _text("审批人")),
            ("--reason", _text("原因")),
            _DAY,
        ),
    ),
    "pay": Told("登记已审批的批次已发放", (_ONE, _DAY)),
    "send": Told(
        "送银行：按模板写出银行文件并登记",
        (
            ("file", {**_FILE, "help": "银行文件写到哪里"}),
            _ONE,
            ("--template", _text("银行模板，默认通用", default="通用")),
            _DAY,
            ("--reason", _text("再次送盘的原因")),
        ),
    ),
    "recall": Told("撤回送盘", (_ONE, _WHY)),
    "answer": Told(
        "登记银行回执；不加 --enter 只看不写",
        (("file", {**_FILE, "nargs": "?", "help": "银行回盘文件"}), _ONE, _DAY, ("--failed", _FAILED), _ENTER),
    ),
    "fail": Told("登记发出以后退回的钱", (("--failed", {**_FAILED, "required": True}), _DAY)),
    "recover": Told("登记收回的钱", (_WHOSE, _WHY, _DAY)),
    "settle": Told("写明退回的钱怎样处理（不再补发）", (_WHOSE, _WHY)),
    "repay": Told(
        "补发：只把退回的人编成新批次",
        (_ONE, ("--title", _text("批次名称")), ("--fund", {"type": int, "help": "资金号，默认原来的资金"})),
    ),
    "finish": Told("完结批次", (_ONE, _DAY)),
    "withhold": Told("停发：锁定以后、送银行以前", (_WHOSE, _WHY)),
    "sign": Told("登记签收", (_WHOSE, ("--proxy", _text("代领人")), ("--proxy-id", _text("代领人身份证号")))),
    "amounts": Told(
        "金额表：导出，改好后读回",
        (
            ("file", {**_FILE, "help": "金额表（.xlsx）"}),
            _ONE,
            ("--export", {"action": "store_true", "help": "导出"}),
            _ENTER,
            ("--by", _text("超上限的批准人")),
        ),
    ),
}
"""The verbs of this module."""
