"""What leaves the office: sheets and papers; each stands in the journal with its count."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun, Progress, silent
from desktop.base.fields import Value
from desktop.base.listing import Column, Query
from desktop.cases.household import Household, State
from desktop.exchange.ledger import ledger_rows, write_ledger
from desktop.exchange.writing import write_rows
from desktop.office.cases import Cases
from desktop.office.catalogue import kind_of
from desktop.office.matters import Matters
from desktop.office.printouts import Posting, Printout, Printouts
from desktop.office.standing import Standing
from desktop.papers.dossier import Issuer
from desktop.papers.envelope import envelope
from desktop.papers.notice import NoticeKind
from desktop.papers.writing import write_pdf
from desktop.pilots.enterprise import Enterprise
from desktop.store import journal, listings, registers, settings
from desktop.store.faults import translated

_PAGE = 500
GLIMPSE = 100
"""Rows of a sheet that are looked at beforehand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glimpse:
    """The beginning of a sheet, to be looked at before it is written; ``count`` is how many rows it will have."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    count: int


class Outputs:
    """Doors to sheets and papers."""

    def __init__(self, db: Database, cases: Cases, matters: Matters, printouts: Printouts, standing: Standing) -> None:
        self._db = db
        self._cases = cases
        self._matters = matters
        self._printouts = printouts
        self._standing = standing

    def paper(
        self,
        name: str,
        *,
        cases: Sequence[int] | None = None,
        batch: int | None = None,
        requests: Sequence[int] | None = None,
        activity: int | None = None,
        visits: Sequence[int] | None = None,
        begins: dt.date | None = None,
        kind: NoticeKind = NoticeKind.FILING,
        masked: bool = True,
    ) -> Printout:
        """A paper by its name, of the records that it is of; of files all on file if none are named.

        ``begins``, ``kind`` and ``masked`` are for notices. Raises ``ForbiddenError`` for a name that there isn't, or
        where it doesn't say of what.
        """
        named = {
            Noun.CASES: cases,
            Noun.BATCHES: batch and [batch],
            Noun.REQUESTS: requests,
            Noun.ACTIVITIES: activity and [activity],
            Noun.VISITS: visits,
        }
        return self.bundle([name], named.get(kind_of(name).of) or None, Posting(begins, kind, masked))

    def bundle(
        self, names: Sequence[str], numbers: Sequence[int] | None = None, posting: Posting | None = None
    ) -> Printout:
        """Several papers of these records in one, in this order; if none are named, of files all on file.

        Papers on which pilots stand together are of all pilots then.

        Each record's papers come together; a notice or a list, on which all stand, comes behind. Raises
        ``ForbiddenError`` for a name that there isn't and where the papers are of different kinds of records.
        """
        numbers = self._unnamed(names) if numbers is None else numbers
        return self._printouts.of(names, numbers, self._issuer(), posting or Posting())

    def envelope(self, file: Path, password: str) -> Printout:
        """The password slip for the sealed envelope in the safe."""
        paper = envelope(office=self._name(), file=file.name, password=password, day=today())
        return Printout(papers=(paper,), label="密码封存单", count=1)

    def write_paper(self, printout: Printout, path: Path, progress: Progress = silent) -> Change:
        """Write a paper to a file, and that into the journal."""
        write_pdf(printout.papers, path, progress=progress)
        return self._journalled(f"生成{printout.label}：{path.name}", printout.count)

    def printed(self, printout: Printout) -> Change:
        """Write into the journal that a paper was printed."""
        return self._journalled(f"打印{printout.label}", printout.count)

    def list_sheet(
        self,
        query: Query,
        path: Path,
        columns: Sequence[str] | None = None,
        progress: Progress = silent,
        *,
        title: str = "",
    ) -> Change:
        """A list as a sheet, as it is shown: its rows, its order, its columns; ``title`` in place of the list's own."""
        listing = listings.SOURCES[query.noun].listing
        shown = [one for one in listing.columns if (one.name in columns if columns else one.shown)]
        numbers = self._found(query)
        called = title or _TITLES[query.noun]
        cells = self._cells(query.noun, numbers, listing.columns, shown)
        write_rows(path, f"{self._name()}{called}", shown, cells, progress=progress)
        return self._journalled(f"导出{called}：{path.name}", len(numbers))

    def list_glimpse(self, query: Query) -> Glimpse:
        """The beginning of what ``list_sheet`` would write."""
        listing = listings.SOURCES[query.noun].listing
        shown = [one for one in listing.columns if one.shown]
        numbers = self._found(query)
        rows = tuple(self._cells(query.noun, numbers[:GLIMPSE], listing.columns, shown))
        return Glimpse(title=_TITLES[query.noun], columns=tuple(shown), rows=rows, count=len(numbers))

    def _found(self, query: Query) -> Sequence[int]:
        concerned = self._matters.concerned(query)
        with translated():
            return listings.ids(self._db, query, concerned, self._standing.labels)

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

    def _unnamed(self, names: Sequence[str]) -> Sequence[int]:
        """Of what papers are made that name no record; of nothing where one of them must."""
        kinds = [kind_of(name) for name in names]
        if all(kind.of is Noun.CASES for kind in kinds):
            return self._on_file()
        with translated():
            pilots = registers.of(self._db, Enterprise)
        return [one.id for one in pilots if all(kind.unnamed and kind.unnamed(one) for kind in kinds)]

    def _on_file(self) -> Sequence[int]:
        return self._found(Query(noun=Noun.CASES, chips={"state": State.ON_FILE}, order="file_no"))

    def _journalled(self, label: str, count: int) -> Change:
        with translated(), journal.operation(self._db, label) as current:
            current.count = count
        return journal.done(current)

    def _name(self) -> str:
        return self._issuer().office

    def _issuer(self) -> Issuer:
        with translated():
            said = {name: str(settings.get(self._db, f"office.{name}", "")) for name in ("name", "phone", "city")}
        return Issuer(office=said["name"], phone=said["phone"], city=said["city"], day=today())


_TITLES = {
    Noun.CASES: "困难职工名册",
    Noun.REQUESTS: "帮扶申请一览表",
    Noun.ACTIVITIES: "慰问活动一览表",
    Noun.VISITS: "慰问对象名单",
    Noun.FUNDS: "帮扶资金一览表",
    Noun.BATCHES: "发放批次一览表",
    Noun.PAYMENTS: "帮扶资金发放明细",
    Noun.CONSULTATIONS: "档案查阅登记簿",
    Noun.SAMPLES: "档案抽查名单",
    Noun.PILOTS: "产改试点单位一览表",
    Noun.WAVES: "产改试点批次一览表",
    Noun.SUBMISSIONS: "产改试点报送材料一览表",
    Noun.TASKS: "产改试点任务一览表",
    Noun.INCENTIVES: "产改激励项目一览表",
    Noun.ASSESSMENTS: "产改试点年度评价一览表",
    Noun.PAIRINGS: "挂钩联系一览表",
    Noun.CALLS: "挂钩走访一览表",
    Noun.INSPECTIONS: "产改督查一览表",
    Noun.PROBLEMS: "企业问题办理一览表",
    Noun.FILLINGS: "劳动关系监测填报一览表",
    Noun.STUDIOS: "创新工作室一览表",
    Noun.TALENTS: "技能人才名册",
    Noun.CONTESTS: "技能竞赛一览表",
}
