"""What the bank is handed and what it gives back: templates, the paying account, files, and what was written before."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from sqlite_utils import Database

from desktop.aid import flow
from desktop.aid.bank import Payer
from desktop.aid.batch import Batch, Means, Payment
from desktop.aid.flow import Verb
from desktop.aid.sending import Sending, bank_lines, by_bank, files_out, sent_before
from desktop.base.errors import ForbiddenError, NotFoundError
from desktop.exchange.bank_templates import BankTemplate, presets, template_from, values_of
from desktop.store import batches, drafts, settings

TEMPLATES, PAYER = "bank_templates", "bank_payer"
"""What the office remembers of its own: templates by name, and the account that pays."""


def templates(db: Database) -> list[BankTemplate]:
    """The office's own templates, then the presets that it has none of that name for."""
    own = [template_from(values) for values in settings.get(db, TEMPLATES, {}).values()]
    names = {one.name for one in own}
    return [*own, *(one for one in presets() if one.name not in names)]


def template(db: Database, name: str) -> BankTemplate:
    """The template of that name; ``NotFoundError`` where there is none."""
    found = next((one for one in templates(db) if one.name == name), None)
    if found is None:
        known = "、".join(one.name for one in templates(db))
        raise NotFoundError(f"没有银行模板“{name}”，可以用的有：{known}。")
    return found


def with_template(db: Database, values: Mapping[str, Any]) -> tuple[BankTemplate, dict[str, Any]]:
    """A template of the office's own, and all that it has with it; ``RefusedError`` where it can't serve."""
    made = template_from(values)
    return made, settings.get(db, TEMPLATES, {}) | {made.name: values_of(made)}


def payer(db: Database) -> Payer:
    """The account that pays; empty where nobody said."""
    return Payer(**settings.get(db, PAYER, {}))


def payer_values(one: Payer) -> dict[str, str]:
    """The account as plain values, to be kept."""
    return asdict(one)


class Before(NamedTuple):
    """The bank files that were written of a batch: how many, and the name of the last."""

    times: int
    file: str


def written_before(db: Database, batch: Batch) -> Before:
    """What is known of the files that may be out.

    It is written down outside the journal before a file is, so that a power cut between file and entry, or an undo of
    the entry, doesn't make it forgotten.
    """
    kept = drafts.get(db, _name(batch.id))
    body = kept["body"] if kept else {}
    if (batch.sent_times or 0) > body.get("times", 0):
        return Before(batch.sent_times or 0, "")
    return Before(body.get("times", 0), body.get("file", ""))


def note_writing(db: Database, batch: Batch, now: Before) -> None:
    """Write down that a file of a batch is about to be written."""
    drafts.keep(db, _name(batch.id), f"送银行：{batch.title}", 0, now._asdict())


def forget_writing(db: Database, batch: Batch, before: Before) -> None:
    """No file was written after all."""
    if before.times:
        note_writing(db, batch, before)
    else:
        drafts.drop(db, _name(batch.id))


def _name(batch: int) -> str:
    return f"sent:{batch}"


def sending(db: Database, number: int) -> Sending:
    """What sending a batch would do; ``ForbiddenError`` where it can't be sent."""
    batch = batches.get(db, number)
    flow.step(batch.state, Verb.SEND)
    payments = batches.payments(db, number)
    if not by_bank(payments):
        raise ForbiddenError("这一批没有要银行转账的人，不用送银行；现金和实物签领后请直接登记发放。")
    _require_whole(db, payments)
    times, file = written_before(db, batch)
    return Sending(
        batch=batch,
        lines=bank_lines(batch, payments),
        others=tuple(one for one in payments if one.live and one.paid_by is not Means.BANK),
        times=times + 1,
        before=sent_before(batch, times, file),
    )


def _require_whole(db: Database, payments: list[Payment]) -> None:
    broken = flow.first_broken(payments, key=bytes.fromhex(settings.get(db, "digest_key", "")))
    if broken:
        raise ForbiddenError(f"{broken.name}的发放记录与锁定时不一致，没有送银行。请从备份核对，或退回编制重新锁定。")


def written_of(db: Database, number: int) -> str:
    """Which files of a batch may be with the bank, as a sentence; empty where none was written."""
    batch = batches.get(db, number)
    return files_out(batch, *written_before(db, batch))


def suggested(one: Sending, made: BankTemplate) -> Path:
    """What the file is called where nobody says otherwise."""
    title = "".join("_" if char in '\\/:*?"<>|' else char for char in one.batch.title)
    return Path(f"{title} {made.name}{made.suffix}")
