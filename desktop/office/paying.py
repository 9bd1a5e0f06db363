"""Paying: what becomes of an approved batch, from the bank file to the last yuan that came back."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from desktop.aid import flow
from desktop.aid.bank import Payer
from desktop.aid.batch import Batch, Outcome, Payment
from desktop.aid.flow import LineVerb, Verb
from desktop.aid.sending import Receipt, Sending, bank_lines, receipt, stamp
from desktop.base.calendar import chinese_date, today
from desktop.base.changes import Change, Noun, Progress, silent
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.findings import Finding, Reading
from desktop.base.identity import read_resident_id
from desktop.base.money import short_yuan
from desktop.base.reasons import reason_given, reason_if_any
from desktop.exchange.bank_files import Written, check_bank_lines, write_bank_file
from desktop.exchange.bank_returns import read_bank_return
from desktop.exchange.bank_templates import BankTemplate
from desktop.office import amounts, bank, repaying
from desktop.office.amounts import AmountsLook
from desktop.office.lines import require_payable
from desktop.office.repaying import Repaying
from desktop.office.standing import Standing
from desktop.store import batches, journal, paying, settings
from desktop.store.faults import translated

_MONEY = (Noun.BATCHES, Noun.PAYMENTS, Noun.FUNDS)


class Paying:
    """Doors to what becomes of approved batches."""

    def __init__(self, db: Database, standing: Standing) -> None:
        self._db = db
        self._standing = standing

    def templates(self) -> list[BankTemplate]:
        """The forms of bank files, the office's own before those that come with the program."""
        with translated():
            return bank.templates(self._db)

    def keep_template(self, values: Mapping[str, Any]) -> Change:
        """Keep a form of bank files as the office's own, in place of one of that name.

        ``values`` as ``bank_templates.values_of`` gives them; ``RefusedError`` where they can't serve.
        """
        with translated():
            made, kept = bank.with_template(self._db, values)
            with journal.operation(self._db, f"保存银行模板：{made.name}", Noun.SETTINGS) as current:
                settings.put(self._db, bank.TEMPLATES, kept)
        return journal.done(current)

    def drop_template(self, name: str) -> Change:
        """Give up a form of the office's own; a preset of that name holds again."""
        with translated():
            kept = settings.get(self._db, bank.TEMPLATES, {})
            if name not in kept:
                raise ForbiddenError(f"“{name}”不是本单位自己的银行模板，不能删除。")
            with journal.operation(self._db, f"删除银行模板：{name}", Noun.SETTINGS) as current:
                settings.put(self._db, bank.TEMPLATES, {one: kept[one] for one in kept if one != name})
        return journal.done(current)

    def payer(self) -> Payer:
        """The account that pays."""
        with translated():
            return bank.payer(self._db)

    def keep_payer(self, payer: Payer) -> Change:
        """Keep the account that pays."""
        with translated(), journal.operation(self._db, "修改付款账户", Noun.SETTINGS) as current:
            settings.put(self._db, bank.PAYER, bank.payer_values(payer))
        return journal.done(current)

    def sending(self, number: int) -> Sending:
        """What sending a batch to the bank would do: transfers, who is left for signature, and what was sent before.

        ``ForbiddenError`` where it can't be sent.
        """
        with translated():
            return bank.sending(self._db, number)

    def transfers(self, number: int) -> int:
        """How many of a batch are paid by the bank."""
        with translated():
            return paying.transfers(self._db, number)

    def files_out(self, number: int) -> str:
        """Which files of a batch may be with the bank, as a sentence; empty where none was written."""
        with translated():
            return bank.written_of(self._db, number)

    def check_send(self, number: int, template: str) -> tuple[Finding, ...]:
        """What stands against a bank file of that form: the payer's account, cards, characters."""
        with translated():
            made = bank.template(self._db, template)
            return check_bank_lines(made, bank.sending(self._db, number).lines, bank.payer(self._db))

    def send(
        self,
        number: int,
        template: str,
        path: Path,
        day: dt.date | None = None,
        reason: str = "",
        *,
        progress: Progress = silent,
    ) -> Change:
        """Write the bank's file and enter that it was; from the second file on with a reason, also in its name.

        The file is there whole or not at all, and it is entered only when it is; ``Cancelled`` from progress leaves
        neither. Its path is ``Sending.marked``.
        """
        with translated():
            one = bank.sending(self._db, number)
            made, day = bank.template(self._db, template), day or today()
            _check_day(one.batch, day)
            require_payable(self._db, one.batch, self._standing.on(one.batch.judged_on))
            said = reason_given(reason, one.before) if one.before else reason_if_any(reason)
        written = self._write(one, made, path, progress)
        mark = f"（第 {one.times} 次送盘：{said}）" if one.times > 1 else ""
        label = f"送银行：{one.batch.title}，{written.count} 笔 {short_yuan(written.total)} 元{mark}"
        with translated(), journal.operation(self._db, label, *_MONEY) as current:
            self._step(
                number,
                Verb.SEND,
                sent_on=day,
                sent_times=one.times,
                sent_stamp=stamp(one.lines),
                template=made.name,
                state_reason=said or None,
            )
            current.count = written.count
        return journal.done(current, number)

    def _write(self, one: Sending, made: BankTemplate, path: Path, progress: Progress) -> Written:
        """Write a batch's file; that it may be out is noted before, and forgotten where it didn't come about."""
        with translated():
            before = bank.written_before(self._db, one.batch)
            bank.note_writing(self._db, one.batch, bank.Before(one.times, one.marked(path).name))
        try:
            return write_bank_file(made, one.lines, bank.payer(self._db), one.marked(path), progress)
        except BaseException:
            with translated():
                bank.forget_writing(self._db, one.batch, before)
            raise

    def recall(self, number: int, reason: str) -> Change:
        """Take back that a batch was sent, because the bank didn't take the file."""
        said = reason_given(reason, "请写明撤回原因。")
        with translated(), journal.operation(self._db, "撤回送盘", *_MONEY) as current:
            batch = self._step(number, Verb.RECALL, state_reason=said)
            current.label = f"撤回送盘：{batch.title}"
        return journal.done(current, number)

    def read_return(self, number: int, path: Path, progress: Progress = silent) -> Receipt:
        """What the bank's return says of a batch that was sent; nothing is entered.

        ``WorkbookError`` where the file is no such return.
        """
        with translated():
            batch = batches.get(self._db, number)
            flow.step(batch.state, Verb.RECEIPT)
            payments = batches.payments(self._db, number)
        read = read_bank_return(path, bank_lines(batch, payments), progress)
        return receipt(batch, payments, read.answers, self._standing.on().failures, read.findings)

    def receipt(self, number: int, day: dt.date | None = None, failures: Mapping[int, str] | None = None) -> Change:
        """Enter that the bank paid a batch on a day, but for the payments that failed, each for its reason."""
        failed, day = failures or {}, day or today()
        with translated(), journal.operation(self._db, "登记回执", *_MONEY) as current:
            batch = self._paid(number, Verb.RECEIPT, day)
            self._fail(number, failed, day)
            current.label = f"登记回执：{batch.title}（成功 {batch.payees - len(failed)} 人，退回 {len(failed)} 人）"
            current.count = batch.payees
        return journal.done(current, number)

    def pay(self, number: int, paid_on: dt.date | None = None) -> Change:
        """Enter that an approved batch was paid, all at once."""
        with translated(), journal.operation(self._db, "发放批次", *_MONEY) as current:
            batch = self._paid(number, Verb.PAY, paid_on or today())
            require_payable(self._db, batch, self._standing.on(batch.judged_on))
            current.label = f"发放批次：{batch.title}"
        return journal.done(current, number)

    def _paid(self, number: int, verb: Verb, day: dt.date) -> Batch:
        """Move a batch on to paid, with its number in the books; gives it as it was."""
        batch = batches.get(self._db, number)
        flow.step(batch.state, verb)
        _check_day(batch, day)
        if not batch.payees:
            raise ForbiddenError("这一批的人都已停发，没有可发放的，没有登记；请退回编制或作废。")
        return self._step(number, verb, paid_on=day, voucher=paying.next_voucher(self._db, day.year))

    def _step(self, number: int, verb: Verb, **values: Any) -> Batch:
        """Move a batch on within an operation; gives it as it was."""
        batch = batches.get(self._db, number)
        batches.set_state(self._db, number, flow.step(batch.state, verb), **values)
        return batch

    def fail(self, failures: Mapping[int, str], day: dt.date | None = None) -> Change:
        """Enter that money which went out came back on a day, each payment's for its reason; it can be paid anew."""
        day = day or today()
        with translated(), journal.operation(self._db, "登记退回", *_MONEY) as current:
            lines = self._lines(list(failures), LineVerb.FAIL)
            for batch in {line.batch for line in lines}:
                self._fail(batch, {one.id: failures[one.id] for one in lines if one.batch == batch}, day)
            current.label, current.count = f"登记退回：{_people(lines)}", len(lines)
        return journal.done(current, lines[0].batch)

    def _fail(self, number: int, failures: Mapping[int, str], day: dt.date) -> None:
        if not all(reason.strip() for reason in failures.values()):
            raise ForbiddenError("请写明每一笔的退回原因，没有登记。")
        batch = batches.get(self._db, number)
        for line in batches.lines(self._db, failures):
            if line.batch != number:
                raise ForbiddenError(f"{line.name}的这一笔不在“{batch.title}”里，没有登记，请核对。")
            _require_out(line)
        _check_back(batch, day)
        paying.fail(self._db, {line: reason.strip() for line, reason in failures.items()}, day)

    def recover(self, payments: Sequence[int], note: str, day: dt.date | None = None) -> Change:
        """Enter that payees gave money back on a day, and why; it is in the balance again and isn't paid anew."""
        said = reason_given(note, "请写明收回原因。")
        day = day or today()
        with translated(), journal.operation(self._db, "登记收回", *_MONEY) as current:
            lines = self._lines(payments, LineVerb.RECOVER)
            for line in lines:
                _require_out(line)
            for batch in {line.batch for line in lines}:
                _check_back(batches.get(self._db, batch), day)
            paying.recover(self._db, payments, day, said)
            current.label, current.count = f"登记收回：{_people(lines)}", len(lines)
        return journal.done(current, lines[0].batch)

    def settle(self, payments: Sequence[int], note: str) -> Change:
        """Write down what was done with money that came back and isn't paid anew."""
        said = reason_given(note, "请写明退回的钱怎样处理。")
        with translated(), journal.operation(self._db, "处理退回", *_MONEY) as current:
            lines = self._lines(payments, LineVerb.SETTLE)
            open_ = {one.id for batch in {line.batch for line in lines} for one in paying.unsettled(self._db, batch)}
            done = next((line for line in lines if line.id not in open_), None)
            if done:
                raise ForbiddenError(f"{done.name}没有待处理的退回（没有退回，或已补发、已处理），没有登记。")
            paying.settle(self._db, payments, said)
            current.label, current.count = f"处理退回：{_people(lines)}", len(lines)
        return journal.done(current, lines[0].batch)

    def repaying(self, number: int) -> Repaying:
        """What paying anew would do with what came back of a batch: to which card, and who can't be."""
        with translated():
            batch = batches.get(self._db, number)
            policy = self._standing.on(batch.judged_on)
            return repaying.look(self._db, batch, policy, self._standing.on().failures)

    def repay(self, number: int, title: str = "", fund: int | None = None) -> Change:
        """Draw up a batch of only those payments that came back, of the same amounts, to the cards of today."""
        with translated():
            one = self.repaying(number)
            named = title.strip() or repaying.title(self._db, one.batch)
            with journal.operation(self._db, f"补发批次：{named}", *_MONEY) as current:
                made = repaying.draw_up(self._db, one, named, fund or one.batch.fund)
                current.count = len(one.lines)
        return journal.done(current, made)

    def finish(self, number: int, day: dt.date | None = None) -> Change:
        """Close a paid batch of which nothing is left to do."""
        day = day or today()
        with translated(), journal.operation(self._db, "完结批次", *_MONEY) as current:
            batch = batches.get(self._db, number)
            flow.step(batch.state, Verb.FINISH)
            _check_back(batch, day)
            if batch.unsettled:
                raise ForbiddenError(
                    f"还有 {batch.unsettled} 笔退回没有补发或处理，不能完结；请先补发，或写明怎样处理。"
                )
            if waiting := paying.waiting_repays(self._db, number):
                raise ForbiddenError(f"补发批次“{waiting[0]}”还没有发放，不能完结；请先发放补发批次。")
            self._step(number, Verb.FINISH, finished_on=day)
            current.label = f"完结批次：{batch.title}"
        return journal.done(current, number)

    def withhold(self, payments: Sequence[int], reason: str) -> Change:
        """Stop payments of a locked batch before it is sent, for a reason; their money is free again."""
        said = reason_given(reason, "请写明停发原因。")
        with translated(), journal.operation(self._db, "停发", *_MONEY) as current:
            lines = [line for line in self._lines(payments, LineVerb.WITHHOLD) if line.live]
            if not lines:
                raise ForbiddenError("选中的人都已停发或列为不发，没有改动。")
            paying.withhold(self._db, [line.id for line in lines], said)
            current.label, current.count = f"停发：{_people(lines)}", len(lines)
        return journal.done(current, lines[0].batch)

    def sign(self, payments: Sequence[int], proxy: str = "", proxy_id: str = "") -> Change:
        """Enter that payees signed for what they got, or that another did in their place, with the ID.

        ``RefusedError`` where the ID of who signed can't be one.
        """
        read = read_resident_id(proxy_id) if proxy_id.strip() else Reading[str]()
        if read.refused:
            raise RefusedError(one.about("proxy_id") for one in read.findings)
        if bool(proxy.strip()) != bool(read.value):
            raise ForbiddenError("代领要写明代领人的姓名和身份证号。")
        with translated(), journal.operation(self._db, "登记签收", *_MONEY) as current:
            lines = self._lines(payments, LineVerb.SIGN)
            for line in lines:
                _require_out(line)
            paying.sign(self._db, payments, proxy.strip() or None, read.value)
            by = f"（{proxy.strip()}代领）" if proxy.strip() else ""
            current.label, current.count = f"登记签收：{_people(lines)}{by}", len(lines)
        return journal.done(current, lines[0].batch)

    def export_amounts(self, number: int, path: Path, progress: Progress = silent) -> Change:
        """Write the amounts of a batch that is being drawn up as a sheet to be edited."""
        with translated():
            return amounts.export(self._db, number, path, progress)

    def read_amounts(self, number: int, path: Path, override_by: str = "", progress: Progress = silent) -> AmountsLook:
        """What entering an edited sheet would do, all its lines checked; nothing is written.

        ``override_by`` allowed what goes above a ceiling, for the reason that the line's note gives.
        """
        with translated():
            return amounts.look(self._db, self._standing, number, path, override_by, progress=progress)

    def enter_amounts(self, look: AmountsLook, progress: Progress = silent) -> Change:
        """Enter an edited sheet as one operation; ``RefusedError`` where anything in it is wrong."""
        with translated():
            return amounts.enter(self._db, self._standing, look, progress)

    def _lines(self, payments: Sequence[int], verb: LineVerb) -> list[Payment]:
        """The lines, if their batches are where such a step can be taken."""
        if not payments:
            raise ForbiddenError(f"没有选中的人，没有{verb}。")
        lines = batches.lines(self._db, payments)
        for number in {line.batch for line in lines}:
            flow.require_line(batches.get(self._db, number).state, verb)
        return lines


def _require_out(line: Payment) -> None:
    """``ForbiddenError`` where the money of a line isn't with its payee."""
    if not line.live:
        raise ForbiddenError(f"{line.name}已停发或列为不发，没有登记。")
    if line.outcome:
        what = "退回" if line.outcome is Outcome.FAILED else "收回"
        raise ForbiddenError(f"{line.name}的这一笔已登记{what}，没有再登记。")


def _check_come(day: dt.date) -> None:
    """``ForbiddenError`` for a day that is still to come: no money went or came back on it yet."""
    if day > today():
        raise ForbiddenError(f"日期 {chinese_date(day)} 还没有到，没有登记，请核对。")


def _check_day(batch: Batch, day: dt.date) -> None:
    _check_come(day)
    if day < batch.decided_on:
        decided = chinese_date(batch.decided_on)
        raise ForbiddenError(f"日期 {chinese_date(day)} 早于决定日期 {decided}，没有登记，请核对。")


def _check_back(batch: Batch, day: dt.date) -> None:
    _check_come(day)
    if batch.paid_on and day < batch.paid_on:
        paid = chinese_date(batch.paid_on)
        raise ForbiddenError(f"日期 {chinese_date(day)} 早于发放日期 {paid}，没有登记，请核对。")


def _people(lines: Sequence[Payment]) -> str:
    """Who is meant: the first by name, the others by number."""
    return lines[0].name if len(lines) == 1 else f"{lines[0].name}等 {len(lines)} 人"
