"""What can be handed up, as data: one entry each."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun, Progress
from desktop.base.listing import Query
from desktop.cases.household import State
from desktop.office.sheet_kinds import SHEETS as KINDS
from desktop.office.sheet_kinds import Asked, Per, Room, SheetKind

if TYPE_CHECKING:
    from desktop.office.office import Office
    from desktop.office.outputs import Glimpse
    from desktop.office.printouts import Printout


class Wish(NamedTuple):
    """What the clerk chose on the page.

    Attributes:
        year: the year as text; empty for all.
        begins: the first day of a notice; today where None.
        masked: whether a notice stars the names.
        half: 1 or 2; None for the whole year.
        quarter: of a quarterly sheet.
        month: the month of a monthly sheet.
        lists: the version of the code lists that the superior uses; empty for the office's own words.
        order: the order of the lines of a sheet that has several; empty for the usual one.
        leave_out: whether files are left out of whose persons somebody hasn't agreed to be handed on.
    """

    year: str = ""
    begins: dt.date | None = None
    masked: bool = True
    half: int | None = None
    quarter: int | None = None
    month: int | None = None
    lists: str = ""
    leave_out: bool = False
    order: str = ""

    @property
    def asked(self) -> Asked:
        """The same for a sheet of a span of time; this year where all years are wanted."""
        return Asked(
            year=int(self.year or today().year),
            half=self.half,
            quarter=self.quarter,
            month=self.month,
            lists=self.lists,
            leave_out=self.leave_out,
            order=self.order,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One thing to hand up.

    Attributes:
        text: what it contains.
        measure: what its records are counted in.
        count: how many records it will contain.
        glimpse, write: how it is looked at and written, where it is a sheet.
        make: how it is made, where it is a paper.
        by_year: whether the chosen year narrows it.
        notice: whether it asks for a first day and for masking.
        kind: what it is, where it is one of the sheets of a span of time.
    """

    name: str
    title: str
    text: str
    measure: str
    count: "Callable[[Office, Wish], int]"
    glimpse: "Callable[[Office, Wish], Glimpse] | None" = None
    write: "Callable[[Office, Wish, Path, Progress], Change] | None" = None
    make: "Callable[[Office, Wish], Printout] | None" = None
    by_year: bool = False
    notice: bool = False
    kind: SheetKind | None = None

    @property
    def orders(self) -> tuple[str, ...]:
        """The orders in which its lines can stand; empty where there is one only."""
        return self.kind.orders if self.kind else ()

    @property
    def ending(self) -> str:
        """The ending of its file."""
        return ".pdf" if self.make else ".xlsx"

    def titled(self, wish: Wish) -> str:
        """What it is called, with its time where that narrows it."""
        if self.kind is not None:
            return wish.asked.titled(self.kind)
        return f"{wish.year}年{self.title}" if self.by_year and wish.year else self.title

    def export(self, wish: Wish, office: "Office", path: Path, progress: Progress) -> Change:
        """Write it to a file."""
        if self.make is not None:
            return office.outputs.write_paper(self.make(office, wish), path, progress)
        if self.write is not None:
            return self.write(office, wish, path, progress)
        raise TypeError(self.name)


def _counted(query: Callable[[Wish], Query]) -> "Callable[[Office, Wish], int]":
    return lambda office, wish: len(office.ids(query(wish)))


def _on_file(_: Wish) -> Query:
    return Query(noun=Noun.CASES, chips={"state": State.ON_FILE}, order="file_no")


def _of_year(noun: Noun, **chips: str) -> Callable[[Wish], Query]:
    return lambda wish: Query(noun=noun, chips=chips | ({"year": wish.year} if wish.year else {}))


def _year(wish: Wish) -> int | None:
    return int(wish.year) if wish.year else None


def _list(name: str, title: str, text: str, measure: str, query: Callable[[Wish], Query], *, by_year: bool) -> Filing:
    """A list as a sheet."""
    return Filing(
        name=name,
        title=title,
        text=text,
        measure=measure,
        count=_counted(query),
        glimpse=lambda office, wish: office.outputs.list_glimpse(query(wish)),
        write=lambda office, wish, path, progress: office.outputs.list_sheet(query(wish), path, progress=progress),
        by_year=by_year,
    )


def _timely(kind: SheetKind) -> Filing:
    """A sheet of a span of time."""
    return Filing(
        name=kind.name,
        title=kind.label,
        text=kind.text,
        measure=kind.measure,
        count=lambda office, wish: office.sheets.count(kind.name, wish.asked),
        glimpse=lambda office, wish: office.sheets.glimpse(kind.name, wish.asked),
        write=lambda office, wish, path, progress: office.sheets.write(kind.name, path, wish.asked, progress),
        kind=kind,
    )


SHEETS = (
    Filing(
        name="ledger",
        title="困难职工台账",
        text="在档困难职工，每户一行，家庭成员依次排在后面；上级系统和本程序都能再读入。",
        measure="户",
        count=_counted(_on_file),
        glimpse=lambda office, _: office.outputs.ledger_glimpse(),
        write=lambda office, _, path, progress: office.outputs.ledger(path, progress=progress),
    ),
    _list("cases", "困难职工名册", "在档困难职工的主要情况，一人一行。", "户", _on_file, by_year=False),
    _list("batches", "发放批次一览表", "每批的项目、人数、金额和资金。", "批", _of_year(Noun.BATCHES), by_year=True),
    Filing(
        name="fund-ledger",
        title="帮扶资金台账",
        text="每笔资金的下达、到账、结转、已发、退回、已锁定、上缴和余额，末行合计。",
        measure="项",
        count=lambda office, wish: office.fund_sheets.count(_year(wish)),
        glimpse=lambda office, wish: office.fund_sheets.glimpse(_year(wish)),
        write=lambda office, wish, path, progress: office.fund_sheets.ledger(path, _year(wish), progress),
        by_year=True,
    ),
    _list(
        "consultations", "档案查阅登记簿", "谁为什么查阅了哪份档案。", "次", _of_year(Noun.CONSULTATIONS), by_year=True
    ),
)
"""The sheets that are lists, in the order of the page."""


def _of(room: Room, per: Per | None = None) -> tuple[Filing, ...]:
    return tuple(_timely(kind) for kind in KINDS if kind.room == room and per in (None, kind.per))


YEARLY, OF_AID, HALF_YEARLY, QUARTERLY, MONTHLY = (
    _of("cases", "year"),
    _of("aid", "year"),
    _of("cases", "half"),
    _of("aid", "quarter"),
    (*_of("cases", "month"), *_of("aid", "month")),
)
"""The sheets of a span of time, in the order of the page."""

OF_PILOTS = _of("pilots")
"""The sheets about pilots, whatever their time."""

PAPERS = (
    Filing(
        name="archive-form",
        title="困难职工档案表",
        text="全部在档困难职工，每户一份。只要其中几户时，请在“困难职工”里选中后打印。",
        measure="户",
        count=_counted(_on_file),
        make=lambda office, _: office.outputs.paper("archive-form"),
    ),
    Filing(
        name="notice",
        title="困难职工建档公示",
        text="全部在档困难职工的公示，公示期按政策规定的工作日推算。只公示其中几户时，请在“困难职工”里选中后打印。",
        measure="户",
        count=_counted(_on_file),
        make=lambda office, wish: office.outputs.paper("notice", begins=wish.begins or today(), masked=wish.masked),
        notice=True,
    ),
)
"""The papers, in the order of the page."""

FILINGS = (*SHEETS, *YEARLY, *OF_AID, *HALF_YEARLY, *QUARTERLY, *MONTHLY, *OF_PILOTS, *PAPERS)
