"""Taking ledgers of pilots in: units, skilled workers, studios, contests, monitoring."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout

from desktop.base.changes import Change, Noun, Progress
from desktop.base.fields import Field, Value, field_of
from desktop.base.listing import Column, Listing
from desktop.cases.household import State
from desktop.exchange.flat_plan import FlatLine
from desktop.exchange.headings import Table
from desktop.exchange.planning import Existing
from desktop.office.ledger_kinds import CALLED, LedgerKind
from desktop.pilots.ledger_lines import FILED, ContestLine, FillingLine, UnitLine
from desktop.pilots.talent import Studio, Talent
from ui.intake.flat import FlatReview, lacking_of, listing_of
from ui.intake.lines import LISTING
from ui.intake.mapping import MappingView
from ui.intake.page import IntakePage, Read, Taking
from ui.intake.review import ReviewView
from ui.look import scale
from ui.pilots.intake_basis import BasisRow
from ui.pilots.reach import Reach
from ui.widgets.pieces import column, label

if TYPE_CHECKING:
    from desktop.exchange.flat_kinds import FlatKind
    from desktop.office.office import Office

LEDGERS = {
    Noun.PILOTS: LedgerKind.UNITS,
    Noun.TALENTS: LedgerKind.TALENTS,
    Noun.STUDIOS: LedgerKind.STUDIOS,
    Noun.CONTESTS: LedgerKind.CONTESTS,
    Noun.FILLINGS: LedgerKind.MONITORING,
}
"""The ledgers that fill a list."""

IMPORT = "导入台账…"
"""What the action is called everywhere."""

_PAPERS = "papers"
_HINTS = {
    LedgerKind.UNITS: "台账里要有单位名称；批次、材料打勾、激励项目也会读入。先看清楚会登记什么，再决定写不写入。",
    LedgerKind.TALENTS: "名册里要有姓名和技能等级；同一身份证号取较高的等级。先看清楚会登记谁，再决定写不写入。",
    LedgerKind.STUDIOS: "台账里要有工作室名称。先看清楚会登记什么，再决定写不写入。",
    LedgerKind.CONTESTS: "台账里要有竞赛名称和晋升人数。先看清楚会登记什么，再决定写不写入。",
    LedgerKind.MONITORING: "台账里要有单位名称和填报情况；期间在核对时统一填写。先看清楚会登记什么，再决定写不写入。",
}


class LedgerReview(FlatReview):
    """The lines of a ledger of pilots, and above them what is said once for all."""

    which: ClassVar[LedgerKind]

    def _choices(self) -> QHBoxLayout:
        made, both = super()._choices(), column(gap=scale.TIGHT)
        self.basis, self.waves = BasisRow(self.which), label(role="muted", wrap=True)
        self.basis.chosen.connect(self.chosen_anew)
        whole = QHBoxLayout()
        both.addLayout(made)
        both.addWidget(self.basis)
        both.addWidget(self.waves)
        whole.addLayout(both, 1)
        return whole

    def _show_choices(self, look: Any) -> None:
        super()._show_choices(look)
        self.basis.show_look(look)
        waves = "、".join(f"{one.name} {one.units} 家" for one in look.waves)
        basis = look.basis
        self.waves.setText(f"新建批次（{basis.level}，{basis.day} 确定）：{waves}" if waves else "")
        self.waves.setVisible(bool(waves))

    def _field(self, name: str) -> Field:
        return field_of(self._look.kind.record, name)

    def _title(self, line: FlatLine) -> str:
        found = (self._value(line, name) for name in ("name", "unit") if name in line.draft.values)
        return str(next(filter(None, found), None) or "（没有名称）")


_WIDTHS = {"name": 18, "unit": 16, "whose": 14, "grade": 13, "workers": 8, "heads": 8, "period": 8, "wave_name": 7}


def _listing(record: type, *names: str, whose: str = "试点单位", filed: bool = False) -> Listing:
    """The review's columns, so that the verdict is in sight; with one for what was handed in where ``filed``."""
    made = listing_of(LISTING, record, *names, whose=whose)
    own = (Column(name=_PAPERS, label=FILED, width=16),) if filed else ()
    columns = (*made.columns[:-4], *own, *made.columns[-4:])
    return replace(made, columns=tuple(replace(one, width=_WIDTHS.get(one.name, one.width)) for one in columns))


class UnitReview(LedgerReview):
    """The lines of a ledger of units."""

    which = LedgerKind.UNITS
    listing: ClassVar[Listing] = _listing(UnitLine, "name", "wave_name", "workers", whose="已有情况", filed=True)
    measure: ClassVar[str] = CALLED[which].measure
    key: ClassVar[str] = "intake-units"
    record: ClassVar[type] = UnitLine

    def _value(self, line: FlatLine, name: str) -> Value:
        """Of what was handed in the labels."""
        if name != _PAPERS:
            return super()._value(line, name)
        told = (self._field(one) for one, value in line.values.items() if value)
        return "、".join(one.label for one in told if one.group == FILED)


class TalentReview(LedgerReview):
    """The lines of a register of skilled workers."""

    which = LedgerKind.TALENTS
    listing: ClassVar[Listing] = _listing(Talent, "name", "resident_id", "unit", "grade")
    measure: ClassVar[str] = CALLED[which].measure
    key: ClassVar[str] = "intake-talents"
    record: ClassVar[type] = Talent


class StudioReview(LedgerReview):
    """The lines of a ledger of studios."""

    which = LedgerKind.STUDIOS
    listing: ClassVar[Listing] = _listing(Studio, "name", "unit", "level", "leader")
    measure: ClassVar[str] = CALLED[which].measure
    key: ClassVar[str] = "intake-studios"
    record: ClassVar[type] = Studio


class ContestReview(LedgerReview):
    """The lines of a ledger of contests."""

    which = LedgerKind.CONTESTS
    listing: ClassVar[Listing] = _listing(ContestLine, "name", "day", "intermediate", "senior")
    measure: ClassVar[str] = CALLED[which].measure
    key: ClassVar[str] = "intake-contests"
    record: ClassVar[type] = ContestLine


class FillingReview(LedgerReview):
    """The lines of a ledger of monitoring."""

    which = LedgerKind.MONITORING
    listing: ClassVar[Listing] = _listing(FillingLine, "unit", "period", "filled_on", "heads")
    measure: ClassVar[str] = CALLED[which].measure
    key: ClassVar[str] = "intake-fillings"
    record: ClassVar[type] = FillingLine


_REVIEWS: dict[LedgerKind, type[LedgerReview]] = {
    one.which: one for one in (UnitReview, TalentReview, StudioReview, ContestReview, FillingReview)
}


class TakingLedger(Taking):
    """A ledger of one kind."""

    def __init__(self, which: LedgerKind) -> None:
        called = CALLED[which]
        self.which = which
        self.title, self.measure, self.nouns = f"导入{called.title}", called.measure, frozenset(called.nouns)
        self.start = (f"选一份{called.title}", _HINTS[which])
        self._kind: FlatKind | None = None

    def mapping(self) -> MappingView:
        """What asks for the meaning of columns."""
        return MappingView(lambda table: lacking_of(self._kind, table) if self._kind else "")

    def review(self) -> ReviewView:
        """What shows what entering would do."""
        return _REVIEWS[self.which]()

    def read(self, path: Path, office: "Office", _progress: Progress) -> Read:
        """The tables of a ledger."""
        ledgers = office.pilot_ledgers
        self._kind = ledgers.kind(self.which)
        return Read(ledgers.tables(path, self.which), ledgers.sources())

    def look(self, path: Path, tables: tuple[Table, ...], before: Any, office: "Office", progress: Progress) -> Any:
        """What entering would do, by the choices made before."""
        existing, basis = (before.existing, before.basis) if before else (Existing.FILL, None)
        return office.pilot_ledgers.review(path, self.which, existing, basis, tables=tables, progress=progress)

    def again(self, look: Any, existing: Existing | None, _state: State | None, office: "Office") -> Any:
        """The same against the office as it is now."""
        return office.pilot_ledgers.again(look, existing)

    def choose(self, look: Any, choice: Any, office: "Office") -> Any:
        """The same by another day, level or period."""
        return office.pilot_ledgers.again(look, basis=choice)

    def enter(self, look: Any, office: "Office", progress: Progress) -> Change:
        """Write it."""
        return office.pilot_ledgers.enter(look, progress)

    def write_refused(self, look: Any, office: "Office", path: Path, _progress: Progress) -> Change:
        """Give the refused lines back."""
        return office.pilot_ledgers.write_refused(look, path)


def take_in(reach: Reach, which: LedgerKind, path: Path | None = None) -> IntakePage:
    """Show the page that takes such a ledger in, over what is seen; without a path the clerk is asked for one."""
    page = IntakePage(reach.desk, reach.saver, TakingLedger(which))
    page.entered.connect(page.left)
    reach.push(page)
    page.begin(path)
    return page
