"""What a bank answers to a file of transfers: which payment each line of its sheet is of, and what became of it."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from desktop.aid.bank import BankAnswer, BankLine
from desktop.base.changes import Progress, silent
from desktop.base.fields import Kind, field
from desktop.base.findings import Finding, Place, refuses
from desktop.base.paths import resources
from desktop.base.text import squeeze
from desktop.exchange.flat import FlatDraft, take_in_flat
from desktop.exchange.flat_kinds import FlatKind
from desktop.exchange.headings import Table
from desktop.exchange.reading import Workbook, read_workbook

_MASK = re.compile(r"[*x]+", re.IGNORECASE)
_ACCOUNT = re.compile(r"[\d*x]*\d{4}[\d*x]*", re.IGNORECASE)
_TAIL = 4
"""Digits at the end of an account, which banks leave to be seen."""

_LOST_DIGITS = re.compile(r"\d(\.\d+)?e\+?\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class BankReturnRow:
    """One line of a bank's sheet, as it stands there."""

    number: Annotated[str, field("发放编号")]
    name: Annotated[str, field("户名")]
    card: Annotated[str, field("账号")]
    amount: Annotated[int, field("金额", Kind.MONEY)]
    result: Annotated[str, field("处理结果")]
    reason: Annotated[str, field("失败原因", limit=300)]
    remark: Annotated[str, field("摘要", limit=300)]


BANK_RETURN = FlatKind(
    noun="bank-return",
    record=BankReturnRow,
    needed=(),
    either=(("card", "number"), ("result", "reason")),
    keys=("number", "card", "name"),
)
"""The lines of a bank's sheet; a caller finds its tables by it for the clerk to say what columns hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankReturn:
    """What a bank's sheet says of a file of transfers.

    Attributes:
        answers: of the lines that could be matched and understood, in the order of the sheet.
        findings: everything else, each with its place; where one refuses, nothing may be written.
        silent: numbers of transfers that the sheet doesn't name.
    """

    answers: tuple[BankAnswer, ...]
    findings: tuple[Finding, ...]
    silent: tuple[str, ...]

    @property
    def refused(self) -> bool:
        """Whether nothing may be written."""
        return refuses(self.findings)


def read_bank_return(
    source: Path | Iterable[Table], lines: Sequence[BankLine], progress: Progress = silent
) -> BankReturn:
    """What a bank's sheet says of these transfers: matched by our number, else by account and amount.

    ``source`` is the file, or its tables with the meanings that the clerk gave their columns. ``WorkbookError`` where
    there is no column of accounts or numbers, or none of results or reasons.
    """
    read: Workbook | Iterable[Table] = read_workbook(source) if isinstance(source, Path) else source
    intake = take_in_flat(read, BANK_RETURN, {}, progress=progress)
    matching = _Matching(lines)
    answers = [answer for draft in intake.drafts if (answer := matching.answer(draft))]
    told = {one.number for one in answers}
    return BankReturn(
        answers=tuple(answers),
        findings=(*intake.all_findings, *matching.findings),
        silent=tuple(line.number for line in lines if line.number not in told),
    )


class _Matching:
    """The transfers, and which line of the sheet answered each."""

    def __init__(self, lines: Sequence[BankLine]) -> None:
        self._lines = {line.number: line for line in lines}
        self._by_tail: defaultdict[str, list[BankLine]] = defaultdict(list)
        for line in lines:
            self._by_tail[line.card[-_TAIL:]].append(line)
        self._answered: dict[str, Place] = {}
        self.findings: list[Finding] = []

    def answer(self, draft: FlatDraft) -> BankAnswer | None:
        """What the line says; None where it is refused, and why is added to the findings."""
        if draft.refused:
            return None
        found = self._match(draft)
        outcome = found if isinstance(found, Finding) else self._said(found, draft)
        if isinstance(outcome, Finding):
            self.findings.append(outcome.at(draft.places.get((None, outcome.field)) or draft.place))
            return None
        self._answered[outcome.number] = draft.place
        return outcome

    def _match(self, draft: FlatDraft) -> BankLine | Finding:
        line = self._by_number(draft)
        if line is None:
            candidates = self._by_account(draft)
            if len(candidates) != 1:
                return _unmatched(draft, len(candidates))
            line = candidates[0]
        elif not _account(draft) and not _is_name(_text(draft, "name"), line.name):
            return _refusal(
                "number_of_another",
                f"发放编号“{line.number}”是{line.name}的，与这一行的户名对不上，请核对是否只对部分列排过序。",
                "number",
            )
        if line.number in self._answered:
            where = self._answered[line.number].row
            return _refusal("answered_twice", f"这一行与第 {where} 行说的是同一笔（{line.name}），请删去多余的一行。")
        amount = draft.values.get("amount")
        if amount is not None and amount != line.amount:
            return _refusal(
                "amount_differs", f"{line.name}这一笔的金额与发放的不同，请核对是不是选错了文件。", "amount"
            )
        return line

    def _by_number(self, draft: FlatDraft) -> BankLine | None:
        """The transfer of our number; a bank's own running number beside another account isn't ours."""
        line, card = self._lines.get(_text(draft, "number")), _account(draft)
        return line if line and (not card or _is_card(card, line.card)) else None

    def _by_account(self, draft: FlatDraft) -> list[BankLine]:
        """The transfers to the account, of that amount if it is told; of several those in that name."""
        card, amount, name = _account(draft), draft.values.get("amount"), _text(draft, "name")
        if not card:
            return []
        near = self._by_tail[card[-_TAIL:]] if card[-_TAIL:].isdigit() else self._lines.values()
        found = [line for line in near if _is_card(card, line.card) and amount in {None, line.amount}]
        named = [line for line in found if squeeze(line.name) == name]
        return named if len(found) > 1 and named else found

    def _said(self, line: BankLine, draft: FlatDraft) -> BankAnswer | Finding:
        result, reason = _text(draft, "result"), _text(draft, "reason")
        paid = _is_paid(result) if result else _is_paid(reason)
        if paid is None and not result and "result" not in draft.values:
            paid = False  # a sheet without results lists what came back
        if paid is None:
            text = result or reason
            why = f"处理结果“{text}”看不出是成功还是失败" if text else "没有写明处理结果"
            return _refusal("result_unclear", f"{line.name}这一笔{why}，请问明银行后填“成功”或“失败”。", "result")
        told = (draft.values.get(name) for name in ("reason", "remark", "result"))
        return BankAnswer(number=line.number, paid=paid, said="" if paid else str(next(filter(None, told), "")))


def _refusal(code: str, message: str, name: str = "") -> Finding:
    return Finding(code=code, message=message, field=name)


def _unmatched(draft: FlatDraft, count: int) -> Finding:
    if count:
        return _refusal(
            "answer_ambiguous", f"有 {count} 笔同账号同金额的发放，分不清是哪一笔，请补填发放编号。", "card"
        )
    if _LOST_DIGITS.fullmatch(_text(draft, "card")):
        return _refusal(
            "card_lost_digits", "账号在表格里是数字，后几位已丢失；请补填发放编号，或请银行重给回执。", "card"
        )
    if not _account(draft):
        return _refusal("answer_unknown", "没有账号，也没有认得的发放编号，请补填其中一项。", "number")
    return _refusal("answer_unknown", "这个批次里没有这个账号和金额的发放，请核对是不是选错了文件。", "card")


def _text(draft: FlatDraft, name: str) -> str:
    return squeeze(str(draft.values.get(name) or ""))


def _account(draft: FlatDraft) -> str:
    """The account that the line tells, perhaps masked; empty where that is none."""
    text = _text(draft, "card").replace("-", "").strip("'‘’`")
    return text if _ACCOUNT.fullmatch(text) else ""


def _is_card(told: str, card: str) -> bool:
    """Whether an account as the bank tells it, perhaps masked, is this one.

    >>> _is_card("6217****0037", "6217000000000000037"), _is_card("6217", "6217000000000000037")
    (True, False)
    """
    return told == card or re.fullmatch(r"\d+".join(_MASK.split(told)), card) is not None


def _is_name(told: str, name: str) -> bool:
    """Whether a name as the bank tells it, perhaps masked or not at all, is this one.

    >>> _is_name("张*国", "张建国"), _is_name("", "张建国"), _is_name("李建国", "张建国")
    (True, True, False)
    """
    parts = map(re.escape, _MASK.split(told))
    return not told or re.fullmatch(".+".join(parts), squeeze(name)) is not None


@dataclass(frozen=True, slots=True)
class _Words:
    """What banks write of a transfer, as ``resources/layouts/headings-bank-return.toml`` has it."""

    failed: tuple[str, ...]
    pending: tuple[str, ...]
    paid: tuple[str, ...]
    exactly: Mapping[str, bool]


@cache
def _words() -> _Words:
    with (resources() / "layouts" / "headings-bank-return.toml").open("rb") as file:
        data = tomllib.load(file)["words"]
    exactly = {word: kind == "paid" for kind, texts in data["exactly"].items() for word in texts}
    return _Words(tuple(data["failed"]), tuple(data["pending"]), tuple(data["paid"]), exactly)


def _is_paid(text: str) -> bool | None:
    """Whether a bank's words say that the payee has the money; None where they don't say."""
    known, said = _words(), text.lower()
    if said in known.exactly:
        return known.exactly[said]
    if any(word in said for word in known.failed):
        return False
    if any(word in said for word in known.pending):
        return None
    return True if any(word in said for word in known.paid) else None
