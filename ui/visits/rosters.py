"""Taking a roster of an activity in, and what was paid in years before."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from desktop.aid.activity import Visit
from desktop.aid.past import PastPayment
from desktop.base.changes import Change, Noun, Progress
from desktop.base.listing import Listing
from desktop.cases.household import State
from desktop.exchange.headings import Table
from desktop.exchange.planning import Existing
from desktop.office.past_payments import PAST
from desktop.office.rosters import ROSTER
from ui.desk import Desk
from ui.intake.flat import FlatReview, lacking_of, listing_of
from ui.intake.lines import LISTING
from ui.intake.mapping import MappingView
from ui.intake.page import IntakePage, Read, Taking
from ui.intake.review import ReviewView
from ui.papers.saving import Saver

if TYPE_CHECKING:
    from desktop.office.office import Office

_VISITS = ("name", "resident_id", "kind", "cash")
_PAID = ("name", "programme", "amount", "source", "paid_on")
_HINT = "花名册里要有姓名和慰问金（或慰问品）；有身份证号的会和档案对上。先看清楚会加入谁，再决定写不写入。"
_PAST_HINT = "清单里要有姓名、项目、金额和发放日期；按项目、来源和年度补录成已发放的批次。先看清楚，再决定写不写入。"


class RosterReview(FlatReview):
    """The lines of a roster."""

    listing: ClassVar[Listing] = listing_of(LISTING, Visit, *_VISITS)
    measure: ClassVar[str] = "人"
    key: ClassVar[str] = "intake-roster"
    record: ClassVar[type] = Visit


class PastReview(FlatReview):
    """The lines of a list of what was paid."""

    listing: ClassVar[Listing] = listing_of(LISTING, PastPayment, *_PAID)
    measure: ClassVar[str] = "笔"
    key: ClassVar[str] = "intake-past"
    record: ClassVar[type] = PastPayment
    choosing: ClassVar[bool] = False


class TakingRoster(Taking):
    """Recipients of one activity."""

    title = "导入慰问花名册"
    start = ("选一份花名册", _HINT)
    measure = "人"
    nouns = frozenset({Noun.VISITS, Noun.ACTIVITIES, Noun.CASES})

    def __init__(self, activity: int) -> None:
        self._activity = activity

    def mapping(self) -> MappingView:
        """Rosters must tell names and what is given."""
        return MappingView(partial(lacking_of, ROSTER))

    def review(self) -> ReviewView:
        """The lines of a roster."""
        return RosterReview()

    def read(self, path: Path, office: "Office", _progress: Progress) -> Read:
        """The tables of a roster."""
        rosters = office.activities.rosters
        return Read(rosters.tables(path), rosters.sources())

    def look(self, path: Path, tables: tuple[Table, ...], before: Any, office: "Office", progress: Progress) -> Any:
        """What entering would do."""
        existing = before.existing if before else Existing.FILL
        rosters = office.activities.rosters
        return rosters.review(path, self._activity, existing, tables=tables, progress=progress)

    def again(self, look: Any, existing: Existing | None, _state: State | None, office: "Office") -> Any:
        """The same against the office as it is now."""
        return office.activities.rosters.again(look, existing)

    def enter(self, look: Any, office: "Office", progress: Progress) -> Change:
        """Write it."""
        return office.activities.rosters.enter(look, progress)

    def write_refused(self, look: Any, office: "Office", path: Path, _progress: Progress) -> Change:
        """Give the refused lines back."""
        return office.activities.rosters.write_refused(look, path)


class TakingPast(Taking):
    """Payments of years before."""

    title = "补录往年发放"
    start = ("选一份发放清单", _PAST_HINT)
    measure = "笔"
    nouns = frozenset({Noun.PAYMENTS, Noun.CASES})

    def mapping(self) -> MappingView:
        """Such lists must tell names, programmes, amounts and days."""
        return MappingView(partial(lacking_of, PAST))

    def review(self) -> ReviewView:
        """The lines of such a list."""
        return PastReview()

    def read(self, path: Path, office: "Office", _progress: Progress) -> Read:
        """The tables of a list."""
        return Read(office.past_payments.tables(path), office.past_payments.sources())

    def look(self, path: Path, tables: tuple[Table, ...], _before: Any, office: "Office", progress: Progress) -> Any:
        """What entering would do."""
        return office.past_payments.review(path, tables=tables, progress=progress)

    def again(self, look: Any, _existing: Existing | None, _state: State | None, office: "Office") -> Any:
        """The same against the office as it is now."""
        return office.past_payments.again(look)

    def enter(self, look: Any, office: "Office", progress: Progress) -> Change:
        """Write it."""
        return office.past_payments.enter(look, progress)

    def write_refused(self, look: Any, office: "Office", path: Path, _progress: Progress) -> Change:
        """Give the refused lines back."""
        return office.past_payments.write_refused(look, path)


class RosterPage(IntakePage):
    """Takes a roster of one activity in."""

    def __init__(self, desk: Desk, saver: Saver, activity: int) -> None:
        super().__init__(desk, saver, TakingRoster(activity))


class PastPage(IntakePage):
    """Takes in what was paid in years before."""

    def __init__(self, desk: Desk, saver: Saver) -> None:
        super().__init__(desk, saver, TakingPast())
