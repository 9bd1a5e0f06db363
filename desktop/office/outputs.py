"""What leaves the office: sheets and papers; each stands in the journal with its count."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from sqlite_utils import Database

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun, Progress, silent
from desktop.base.errors import ForbiddenError
from desktop.base.fields import Value
from desktop.base.listing import Column, Query
from desktop.cases.household import Household, State
from desktop.exchange.ledger import ledger_rows, write_ledger
from desktop.exchange.writing import write_rows
from desktop.office.aid import Aid
from desktop.office.cases import Cases
from desktop.office.standing import Standing
from desktop.papers.amount_basis import amount_basis
from desktop.papers.application_form import application_form
from desktop.papers.archive_form import archive_form
from desktop.papers.blocks import Paper
from desktop.papers.envelope import envelope
from desktop.papers.notice import NoticeKind, notice, payment_notice
from desktop.papers.sign_sheet import sign_sheet
from desktop.papers.writing import write_pdf
from desktop.store import journal, listings, settings
from desktop.store.faults import translated

_PAGE = 500
GLIMPSE = 100
"""Rows of a sheet that are looked at beforehand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKind:
    """A paper that can be asked for: its name on the command line, its title, and what it is made from."""

    name: str
    label: str
    of: Noun


PAPERS = (
    PaperKind(name="archive-form", label="困难职工档案表", of=Noun.CASES),
    PaperKind(name="application-form", label="困难职工帮扶申请表", of=Noun.CASES),
    PaperKind(name="notice", label="困难职工公示", of=Noun.CASES),
    PaperKind(name="sign-sheet", label="实名制签领表", of=Noun.BATCHES),
    PaperKind(name="amount-basis", label="发放金额依据表", of=Noun.BATCHES),
    PaperKind(name="payment-notice", label="帮扶资金发放公示", of=Noun.BATCHES),
)
"""The papers, in the order that menus show them."""


_FORMS = {"archive-form": archive_form, "application-form": application_form}
_ROSTERS = {"sign-sheet": sign_sheet, "amount-basis": amount_basis}


@dataclass(frozen=True, slots=True, kw_only=True)
class Printout:
    """A paper ready to be shown or written.

    Attributes:
        count: how many records stand on it.
        leaves: makes the same for printing on both sides, each record on a leaf of its own; None where that is no
            different.
    """

    paper: Paper
    label: str
    count: int
    leaves: Callable[[], Paper] | None = None

    def pdf(self, progress: Progress = silent, *, both_sides: bool = False) -> bytes:
        """The paper as PDF, for the preview; nothing is written to the disk."""
        out = BytesIO()
        write_pdf(self.leaves() if both_sides and self.leaves else self.paper, out, progress=progress)
        return out.getvalue()


class Posting(NamedTuple):
    """How a notice is posted: from which day, of what, and with names starred or in full."""

    begins: dt.date | None = None
    kind: NoticeKind = NoticeKind.FILING
    masked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Glimpse:
    """The beginning of a sheet, to be looked at before it is written; ``count`` is how many rows it will have."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    count: int


class Outputs:
    """Doors to sheets and papers."""

    def __init__(self, db: Database, cases: Cases, aid: Aid, standing: Standing) -> None:
        self._db = db
        self._cases = cases
        self._aid = aid
        self._standing = standing

    def paper(
        self,
        name: str,
        *,
        cases: Sequence[int] | None = None,
        batch: int | None = None,
        begins: dt.date | None = None,
        kind: NoticeKind = NoticeKind.FILING,
        masked: bool = True,
    ) -> Printout:
        """A paper by its name, of these files (all on file if none are named) or of this batch.

        ``begins``, ``kind`` and ``masked`` are for notices. Raises ``ForbiddenError`` for a name that there isn't, or
        where it doesn't say of what.
        """
        wanted = next((one for one in PAPERS if one.name == name), None)
        if wanted is None:
            raise ForbiddenError(f"没有叫“{name}”的文书，可用的有：{'、'.join(one.name for one in PAPERS)}。")
        posting = Posting(begins, kind, masked)
        if wanted.of is Noun.CASES:
            return self._of_cases(wanted, cases, posting)
        if batch is None:
            raise ForbiddenError(f"{wanted.label}要先选一个批次。")
        return self._of_batch(wanted, batch, posting)

    def _of_cases(self, wanted: PaperKind, numbers: Sequence[int] | None, posting: Posting) -> Printout:
        homes = self._cases.many(self._on_file() if numbers is None else numbers)
        if not homes:
            raise ForbiddenError(f"没有可以打印的档案，{wanted.label}没有生成。")
        if wanted.name in _FORMS:
            make = partial(_FORMS[wanted.name], homes, office=self._name())
            return Printout(paper=make(), label=wanted.label, count=len(homes), leaves=partial(make, duplex=True))
        begins, ends = self._period(posting)
        shown = {"office": self._name(), "phone": self._phone()}
        paper = notice(homes, begins=begins, ends=ends, kind=posting.kind, masked=posting.masked, **shown)
        return Printout(paper=paper, label=f"困难职工{posting.kind}公示", count=len(homes))

    def _of_batch(self, wanted: PaperKind, number: int, posting: Posting) -> Printout:
        batch, lines = self._aid.batch(number), self._aid.payments(number)
        if wanted.name in _ROSTERS:
            paper = _ROSTERS[wanted.name](batch, lines, office=self._name())
        else:
            begins, ends = self._period(posting)
            shown = {"office": self._name(), "phone": self._phone()}
            paper = payment_notice(batch, lines, begins=begins, ends=ends, masked=posting.masked, **shown)
        return Printout(paper=paper, label=wanted.label, count=sum(line.excluded is None for line in lines))

    def _period(self, posting: Posting) -> tuple[dt.date, dt.date]:
        begins = posting.begins or today()
        return begins, self._standing.notice_ends(begins)

    def envelope(self, file: Path, password: str) -> Printout:
        """The password slip for the sealed envelope in the safe."""
        paper = envelope(office=self._name(), file=file.name, password=password, day=today())
        return Printout(paper=paper, label="密码封存单", count=1)

    def write_paper(self, printout: Printout, path: Path, progress: Progress = silent) -> Change:
        """Write a paper to a file, and that into the journal."""
        write_pdf(printout.paper, path, progress=progress)
        return self._journalled(f"生成{printout.label}：{path.name}", printout.count)

    def printed(self, printout: Printout) -> Change:
        """Write into the journal that a paper was printed."""
        return self._journalled(f"打印{printout.label}", printout.count)

    def list_sheet(
        self, query: Query, path: Path, columns: Sequence[str] | None = None, progress: Progress = silent
    ) -> Change:
        """A list as a sheet, as it is shown: its rows, its order, its columns."""
        listing = listings.SOURCES[query.noun].listing
        shown = [one for one in listing.columns if (one.name in columns if columns else one.shown)]
        with translated():
            numbers = listings.ids(self._db, query)
        title = f"{self._name()}{_TITLES[query.noun]}"
        write_rows(path, title, shown, self._cells(query.noun, numbers, listing.columns, shown), progress=progress)
        return self._journalled(f"导出{_TITLES[query.noun]}：{path.name}", len(numbers))

    def list_glimpse(self, query: Query) -> Glimpse:
        """The beginning of what ``list_sheet`` would write."""
        listing = listings.SOURCES[query.noun].listing
        shown = [one for one in listing.columns if one.shown]
        with translated():
            numbers = listings.ids(self._db, query)
        rows = tuple(self._cells(query.noun, numbers[:GLIMPSE], listing.columns, shown))
        return Glimpse(title=_TITLES[query.noun], columns=tuple(shown), rows=rows, count=len(numbers))

    def _cells(
        self, noun: Noun, numbers: Sequence[int], columns: Sequence[Column], shown: Sequence[Column]
    ) -> Iterator[tuple[Value, ...]]:
        places = [columns.index(one) + 1 for one in shown]
        for start in range(0, len(numbers), _PAGE):
            with translated():
                page = listings.page(self._db, noun, numbers[start : start + _PAGE])
            yield from (tuple(row[place] for place in places) for row in page)

    def ledger(self, path: Path, numbers: Sequence[int] | None = None, progress: Progress = silent) -> Change:
        """The ledger in flat columns, readable back by the import; of all files on file if none are named."""
        wanted = self._on_file() if numbers is None else numbers
        write_ledger(path, self._homes(wanted), office=self._name(), progress=progress)
        return self._journalled(f"导出困难职工台账：{path.name}", len(wanted))

    def ledger_glimpse(self) -> Glimpse:
        """The beginning of what ``ledger`` would write of all files on file."""
        numbers = self._on_file()
        columns, rows = ledger_rows(self._homes(numbers[:GLIMPSE]))
        return Glimpse(title="困难职工台账", columns=tuple(columns), rows=tuple(rows), count=len(numbers))

    def _homes(self, numbers: Sequence[int]) -> Iterator[Household]:
        for start in range(0, len(numbers), _PAGE):
            yield from self._cases.many(numbers[start : start + _PAGE])

    def _on_file(self) -> Sequence[int]:
        query = Query(noun=Noun.CASES, chips={"state": State.ON_FILE}, order="file_no")
        with translated():
            return listings.ids(self._db, query)

    def _journalled(self, label: str, count: int) -> Change:
        with translated(), journal.operation(self._db, label) as current:
            current.count = count
        return journal.done(current)

    def _name(self) -> str:
        with translated():
            return str(settings.get(self._db, "office.name", ""))

    def _phone(self) -> str:
        with translated():
            return str(settings.get(self._db, "office.phone", ""))


_TITLES = {
    Noun.CASES: "困难职工名册",
    Noun.FUNDS: "帮扶资金一览表",
    Noun.BATCHES: "发放批次一览表",
    Noun.PAYMENTS: "帮扶资金发放明细",
    Noun.CONSULTATIONS: "档案查阅登记簿",
}
