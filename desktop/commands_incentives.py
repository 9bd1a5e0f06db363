"""What the verb ``incentive`` of the command line does about incentive projects and their money."""

import argparse
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, cast

from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Field, Kind, Value, field_of, fields_of
from desktop.base.findings import Finding
from desktop.base.money import short_yuan, yuan
from desktop.commands import Done, Told, carry_out
from desktop.commands_given import a_year
from desktop.office.office import Office
from desktop.office.record_words import unit_named
from desktop.office.step_texts import read_fields
from desktop.pilots.incentive import Incentive, Instalment, Spending
from desktop.pilots.incentive_flow import APPLICATION

_WHAT = (
    "申报、修改、推荐、排序、立项、不予立项、撤回、退回上一步、验收、拨付、更正拨付、作废拨付、登记支出、列出、收支情况"
)


def add_arguments(one: argparse.ArgumentParser) -> None:
    """What the verb ``incentive`` is asked with."""
    one.add_argument("what", choices=(*_DONE, *_TOLD), help=_WHAT)
    one.add_argument("--project", type=int, action="append", default=[], help="项目序号，可多次；rank 按先后")
    one.add_argument("--unit", default="", help="申报单位：名称或序号")
    one.add_argument("--year", type=a_year, help="年度，默认今年；list 默认全部")
    one.add_argument("--fund", type=int, help="从哪笔资金拨付；不写是其他来源")
    one.add_argument("--payment", type=int, help="拨付序号，见 statement")
    one.add_argument("--reason", default="", help="原因")
    one.add_argument(
        "--set", action="append", default=[], help="名称=值，可多次，如 申请金额=50000、拨付日期=2022-03-15"
    )
    one.add_argument("--json", action="store_true")


def incentive(options: argparse.Namespace) -> int:
    """Do something about incentive projects, or tell of them."""
    return carry_out(options, _TOLD, _DONE, "项目序号")


def _apply(office: Office, given: argparse.Namespace) -> Change:
    said = _said(office, given, _fields(Incentive, APPLICATION))
    return office.incentives.apply(
        {"year": given.year or today().year, **said, "enterprise": unit_named(office, given.unit)}
    )


def _change(office: Office, given: argparse.Namespace) -> Change:
    return office.incentives.change(_one(given), _said(office, given, _fields(Incentive, APPLICATION)))


def _recommend(office: Office, given: argparse.Namespace) -> Change:
    said = _said(office, given, _fields(Incentive, ("district_opinion", "rank")))
    return office.incentives.recommend(
        _many(given), cast("str | None", said.get("district_opinion")), cast("int | None", said.get("rank"))
    )


def _rank(office: Office, given: argparse.Namespace) -> Change:
    return office.incentives.rank(given.year or today().year, _many(given))


def _grant(office: Office, given: argparse.Namespace) -> Change:
    """The same amount for all where one is said, else to each what it asked for."""
    said: dict[str, Any] = _said(office, given, _fields(Incentive, ("granted", "granted_on", "document_no")))
    amounts = {number: said.get("granted") or office.incentives.one(number).asked or 0 for number in _many(given)}
    return office.incentives.grant(amounts, day=said.get("granted_on") or today(), document_no=said.get("document_no"))


def _refuse(office: Office, given: argparse.Namespace) -> Change:
    return office.incentives.refuse(_many(given), given.reason)


def _withdraw(office: Office, given: argparse.Namespace) -> Change:
    return office.incentives.withdraw(_many(given), given.reason)


def _take_back(office: Office, given: argparse.Namespace) -> Change:
    return office.incentives.take_back(_many(given), given.reason)


def _accept(office: Office, given: argparse.Namespace) -> Change:
    said: dict[str, Any] = _said(office, given, _fields(Incentive, ("accepted_on", "acceptance")))
    _mention(office.incentives.check_accept(_many(given)))
    return office.incentives.accept(
        _many(given), day=said.get("accepted_on") or today(), opinion=said.get("acceptance")
    )


def _pay(office: Office, given: argparse.Namespace) -> Change:
    said = {"day": today(), **_said(office, given, _fields(Instalment))}
    _mention(office.incentives.check_payment(_one(given), said, given.fund))
    return office.incentives.pay(_one(given), said, given.fund)


def _correct(office: Office, given: argparse.Namespace) -> Change:
    """``--fund 0`` for one that no fund pays after all."""
    before = office.incentives.payment(_payment(given))
    fund = before.fund if given.fund is None else given.fund or None
    return office.incentives.correct_payment(before.id, _said(office, given, _fields(Instalment)), fund, given.reason)


def _void(office: Office, given: argparse.Namespace) -> Change:
    return office.incentives.void_payment(_payment(given), given.reason)


def _spend(office: Office, given: argparse.Namespace) -> Change:
    said = {"day": today(), **_said(office, given, _fields(Spending))}
    project = _one(given)
    return replace(office.registers.enter(Spending, {**said, "incentive": project}), record=project)


def _list(office: Office, given: argparse.Namespace) -> None:
    units = {one.id: one.name for one in office.enterprises.every()}
    found = [one for one in office.registers.of(Incentive) if given.year in {None, one.year}]
    if given.json:
        _print([_as_data(one) | {"unit": units[one.enterprise]} for one in found])
        return
    for one in found:
        place = "" if one.rank is None else str(one.rank)
        money = [yuan(fen) if fen is not None else "" for fen in (one.asked, one.granted, one.paid)]
        print("\t".join((str(one.id), str(one.year), place, units[one.enterprise], one.name, one.state, *money)))


def _statement(office: Office, given: argparse.Namespace) -> None:
    found = office.incentives.statement(_one(given))
    if given.json:
        sums = {name: getattr(found, name) for name in ("granted", "paid", "unpaid", "spent", "left", "own_spent")}
        lines = [_as_data(one) | {"source": found.source(one)} for one in found.instalments]
        _print({**sums, "instalments": lines, "spendings": [_as_data(one) for one in found.spendings]})
        return
    for paid in found.instalments:
        void = f"已作废：{paid.void_reason}" if paid.void_reason else paid.invoice_no or "无票据号"
        print("\t".join((f"拨付 {paid.id}", str(paid.day), yuan(paid.amount), found.source(paid), void)))
    for spent in found.spendings:
        print(
            "\t".join(
                (f"支出 {spent.id}", str(spent.day), yuan(spent.amount), spent.item, spent.invoice_no or "无发票号")
            )
        )
    for one in found.open_matters():
        print(f"  提醒：{one.message}")
    print(
        f"立项 {short_yuan(found.granted)} 元，已拨付 {short_yuan(found.paid)} 元，"
        f"已支出 {short_yuan(found.spent)} 元，拨款结余 {short_yuan(found.left)} 元"
    )


def _fields(record: type, names: Iterable[str] | None = None) -> tuple[Field, ...]:
    found = tuple(field_of(record, name) for name in names) if names else fields_of(record)
    return tuple(one for one in found if not one.computed)


def _said(office: Office, given: argparse.Namespace, form: tuple[Field, ...]) -> dict[str, Value]:
    return read_fields(str(given.what), form, given.set, office.standing.on().codes)


def _many(given: argparse.Namespace) -> list[int]:
    if not given.project:
        raise ForbiddenError("请用 --project 写明是哪些项目，序号见 incentive list。")
    return list(given.project)


def _one(given: argparse.Namespace) -> int:
    return _many(given)[0]


def _mention(findings: Iterable[Finding]) -> None:
    """Print what is doubtful; what refuses is told by the door."""
    for one in findings:
        if not one.refuses:
            print(f"  提醒：{one.message}")


def _payment(given: argparse.Namespace) -> int:
    if given.payment is None:
        raise ForbiddenError("请用 --payment 写明是哪笔拨付，序号见 incentive statement。")
    return int(given.payment)


def _as_data(record: Any) -> dict[str, Any]:
    """A record's number and what is described of it, without a phone."""
    record_type: type = type(record)
    described = {one.name: getattr(record, one.name) for one in fields_of(record_type) if one.kind is not Kind.PHONE}
    return {"id": record.id, **described}


def _print(data: object) -> None:
    print(json.dumps(data, ensure_ascii=False, default=str))


_DONE: Mapping[str, Done] = {
    "apply": _apply,
    "change": _change,
    "recommend": _recommend,
    "rank": _rank,
    "grant": _grant,
    "refuse": _refuse,
    "withdraw": _withdraw,
    "take-back": _take_back,
    "accept": _accept,
    "pay": _pay,
    "correct": _correct,
    "void": _void,
    "spend": _spend,
}
_TOLD: Mapping[str, Told] = {"list": _list, "statement": _statement}
