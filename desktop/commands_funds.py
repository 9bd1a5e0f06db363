"""What the verbs of the command line do about funds and their books; each gives the exit code."""

import argparse
import json
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from desktop.aid.fund import Receipt, Source
from desktop.base.calendar import today
from desktop.base.money import read_money, short_yuan, yuan
from desktop.commands import DONE, open_office, tell
from desktop.commands_given import a_day, a_year
from desktop.office.funds import EDITABLE

if TYPE_CHECKING:
    from desktop.base.fields import Value

Add = Callable[[str, str, str], argparse.ArgumentParser]
"""Adds a verb: its name, what it does, and what it takes first."""


def amount(text: str) -> int:
    """An amount in yuan as it is typed, in fen."""
    found = read_money(text)
    if not found.value:
        raise argparse.ArgumentTypeError(found.findings[0].message if found.findings else "请填金额。")
    return found.value


def add_verbs(add: Add) -> None:
    """The verbs about funds and their books."""
    fund = add("fund", "设立资金；加 --fund 改已有的资金", "office")
    fund.add_argument("--fund", type=int, help="要改的资金序号")
    fund.add_argument("--name", help="资金名称")
    fund.add_argument("--source", type=Source, choices=list(Source), default=Source.OTHER, help="资金来源")
    fund.add_argument("--year", type=a_year, help="年度，默认今年")
    fund.add_argument("--document", dest="document_no", help="拨款文号")
    fund.add_argument("--programme", help="限定项目")
    fund.add_argument("--allotted", type=amount, help="下达金额（元）")
    fund.add_argument("--received", type=amount, help="首笔到账（元）")
    fund.add_argument("--day", type=a_day, help="到账日期，默认今天")
    fund.add_argument("--note", help="备注")
    _add_books(add)


def _add_books(add: Add) -> None:
    receipt = add("receipt", "登记到账；加 --correct 更正到账", "office")
    receipt.add_argument("--fund", type=int, help="资金序号")
    receipt.add_argument("--correct", type=int, help="要更正的到账序号")
    receipt.add_argument("--reason", default="", help="更正原因")
    handback = add("handback", "登记上缴", "office")
    handback.add_argument("--fund", type=int, required=True, help="资金序号")
    for one in (receipt, handback):
        one.add_argument("--amount", type=amount, required=one is handback, help="金额（元）")
        one.add_argument("--day", type=a_day, help="日期，默认今天")
        one.add_argument("--document", dest="document_no", help="文号")
        one.add_argument("--note", default="", help="摘要")
    carry = add("carryover", "余额结转下年；不加 --enter 只看不写", "office")
    carry.add_argument("--fund", type=int, action="append", help="资金序号，可多次；默认该年度全部")
    carry.add_argument("--year", type=a_year, help="结转哪个年度的资金")
    carry.add_argument("--into", type=int, help="转入哪笔资金，默认同来源同项目的下年资金，没有就新设")
    carry.add_argument("--day", type=a_day, help="日期，默认今天")
    carry.add_argument("--enter", action="store_true", help="写入办公文件")
    close = add("closebooks", "关账：这一天和以前的账不能再改", "office")
    close.add_argument("--through", type=a_day, required=True, help="关账至哪一天")
    close.add_argument("--note", help="说明")
    add("reopenbooks", "重新开账", "office").add_argument("--reason", required=True, help="原因")
    shown = add("statement", "打印一笔资金的流水", "office")
    shown.add_argument("--fund", type=int, required=True, help="资金序号")
    shown.add_argument("--json", action="store_true")


def fund(options: argparse.Namespace) -> int:
    """Open a fund, or change the one of that number."""
    given = {name: getattr(options, name) for name in EDITABLE if getattr(options, name) is not None}
    with closing(open_office(options)) as office:
        if options.fund:
            return tell(office.funds.change(options.fund, given))
        given |= {"name": options.name or ""}
        change = office.funds.open(
            source=options.source,
            year=options.year or today().year,
            received=options.received or 0,
            received_on=options.day,
            **given,
        )
        print(f"资金序号 {change.record}")
        return tell(change)


def receipt(options: argparse.Namespace) -> int:
    """Enter money that came to a fund, or correct the receipt of that number for a reason."""
    with closing(open_office(options)) as office:
        if options.correct:
            wanted = {"day": options.day, "amount": options.amount, "document_no": options.document_no}
            values: dict[str, Value] = {name: value for name, value in wanted.items() if value is not None}
            values |= {"note": options.note} if options.note else {}
            return tell(office.funds.correct(options.correct, values, options.reason))
        made = Receipt(
            fund=options.fund or 0,
            day=options.day or today(),
            amount=options.amount or 0,
            note=options.note,
            document_no=options.document_no,
        )
        return tell(office.funds.receive(made))


def handback(options: argparse.Namespace) -> int:
    """Enter that a part of what is left was handed back."""
    with closing(open_office(options)) as office:
        number, day = options.document_no, options.day
        return tell(office.funds.hand_back(options.fund, options.amount, day, document_no=number, note=options.note))


def carryover(options: argparse.Namespace) -> int:
    """Carry what is left of funds into those of the next year; without ``--enter`` it is only looked at."""
    with closing(open_office(options)) as office:
        numbers = options.fund or [one.id for one in office.funds.every() if one.year == options.year]
        for one in office.funds.carrying(numbers, options.into):
            new = "" if one.into else "（新设）"
            told = one.refused or f"{one.fund.name} → {one.name}{new}　{yuan(one.amount)} 元"
            print("；".join((told, *one.doubts)))
        return tell(office.funds.carry_over(numbers, options.day, options.into)) if options.enter else DONE


def closebooks(options: argparse.Namespace) -> int:
    """Close the books through a day."""
    with closing(open_office(options)) as office:
        for said in office.funds.unfinished(options.through):
            print(f"  提醒：{said}")
        return tell(office.funds.close(options.through, options.note))


def reopenbooks(options: argparse.Namespace) -> int:
    """Take the newest closing back."""
    with closing(open_office(options)) as office:
        return tell(office.funds.reopen(options.reason))


def statement(options: argparse.Namespace) -> int:
    """Print the statement of a fund."""
    with closing(open_office(options)) as office:
        entries = office.funds.statement(options.fund)
        left = office.funds.one(options.fund).balance
    if options.json:
        names = ("day", "label", "received", "drawn", "balance", "batch", "receipt", "project", "state")
        told = [{name: getattr(one, name) for name in names} for one in entries]
        print(json.dumps(told, ensure_ascii=False, default=str))
        return DONE
    for one in entries:
        amounts = (yuan(one.received) if one.received else "", yuan(one.drawn) if one.drawn else "", yuan(one.balance))
        print("\t".join((str(one.day), one.label, *amounts, one.state)))
    print(f"余额 {short_yuan(left)} 元")
    return DONE
