"""What the verbs of the command line do about funds and their books; each gives the exit code."""

import argparse
import json
from contextlib import closing
from typing import TYPE_CHECKING

from desktop.aid.fund import Receipt
from desktop.base.calendar import today
from desktop.base.money import read_money, short_yuan, yuan
from desktop.commands import DONE, open_office, tell
from desktop.office.funds import EDITABLE

if TYPE_CHECKING:
    from desktop.base.fields import Value


def amount(text: str) -> int:
    """An amount in yuan as it is typed, in fen."""
    found = read_money(text)
    if not found.value:
        raise argparse.ArgumentTypeError(found.findings[0].message if found.findings else "请填金额。")
    return found.value


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
