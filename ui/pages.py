"""The pages there are, in the order of the side bar, and who opens whom. A page that isn't built isn't listed.

A page is imported when it is first visited: half of the program isn't needed to show the first one.
"""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.base.calendar import today
from desktop.base.changes import Noun
from desktop.base.listing import Listing, Query
from desktop.office.overview import Advice
from ui.cases.hits import hits
from ui.desk import Desk
from ui.finder import Hit
from ui.listed import PILOTS
from ui.look import places
from ui.look.tones import STATES
from ui.papers.saving import Saver
from ui.window import MainWindow

if TYPE_CHECKING:
    from desktop.office.office import Office
    from ui.aid.page import AidPage
    from ui.aid.sources import Picked
    from ui.cases.list import CaseList
    from ui.cases.room import CaseRoom
    from ui.intake.page import IntakePage
    from ui.papers.preview import Make, PreviewPage
    from ui.pilots.incentives import IncentiveList
    from ui.pilots.page import PilotsPage
    from ui.pilots.pairing_section import ContactSection
    from ui.requests.room import RequestRoom
    from ui.settings.page import SettingsPage
    from ui.visits.page import VisitsPage
    from ui.visits.rosters import PastPage

_KEY = "page"
_TONES = {"state": STATES}
_LISTS_OF = {"talent": Noun.TALENTS, "studio": Noun.STUDIOS, "cadre": Noun.PAIRINGS, "wave": Noun.WAVES}
"""What is found of pilots and has no page of its own, and the list in which it stands."""


def add_pages(window: MainWindow, desk: Desk, listings: Mapping[Noun, Listing], *, begin: str = "") -> "Pages":
    """Add every page to the window and show the one to begin with; the first where there is no such page."""
    pages = Pages(window, desk, listings)
    pages.begin(begin)
    return pages


def last_page() -> str:
    """The page of the side bar that was in sight when a window was closed on this PC."""
    return str(places.recall(_KEY, ""))


class Pages(QObject):
    """Makes each page when it is first visited, and is what they open one another through."""

    def __init__(self, window: MainWindow, desk: Desk, listings: Mapping[Noun, Listing]) -> None:
        super().__init__(window)
        self._window, self._desk, self._listings = window, desk, listings
        self._saver = Saver(desk, window.messages, window)
        self._place = ""
        window.add_page("home", "工作台", "home", self._make_home)
        window.add_page("cases", "困难职工", "people", self._make_cases)
        window.add_page("aid", "帮扶发放", "coins", self._make_aid)
        window.add_page("visits", "走访慰问", "gift", self._make_visits)
        window.add_page("pilots", "产改试点", "factory", self._make_pilots)
        window.add_page("filings", "报送", "upload", self._make_filings)
        window.add_page("journal", "操作记录", "history", self._make_journal)
        window.add_page("settings", "设置", "settings", self._make_settings)
        window.add_aside("case", self._make_case)
        window.add_aside("request", self._make_request)
        window.add_aside("intake", self._make_intake)
        window.add_aside("past", self._make_past)
        window.add_aside("preview", self._make_preview)
        window.add_aside("samples", self._make_samples)
        window.add_aside("charts", self._make_charts)
        window.set_finder(hits, self.open_hit)
        window.file_dropped.connect(self.open_import)
        window.add_key("Ctrl+I", self.open_import)
        window.add_key("F1", partial(self.open_settings, "manual"))
        window.visited.connect(self._on_visited)
        window.finished.connect(self._keep_page)

    def begin(self, key: str) -> None:
        """Show a page of the side bar, the first where there is no such page."""
        first = next(iter(self._window.titles()))
        if key in self._window.titles() and key != first:
            self._window.go(key)
            self._desk.ask(_told_backup, self._window.set_backup)  # else the first page tells it
        else:
            self._window.go(first)

    def _on_visited(self, key: str) -> None:
        self._place = key if key in self._window.titles() else self._place

    def _keep_page(self) -> None:
        places.keep(_KEY, self._place)

    def show_paper(self, make: "Make") -> None:
        """Show a paper, from whatever page: it is made in the worker, and Escape comes back."""
        cast("PreviewPage", self._window.go("preview")).present(make)

    def open_import(self, path: Path | None = None) -> None:
        """Go to the import with this workbook, or with whichever the clerk chooses; one that is looked at stays."""
        cast("IntakePage", self._window.go("intake")).begin(path)

    def open_past(self) -> None:
        """Go to where what was paid in years before is taken in."""
        cast("PastPage", self._window.go("past")).begin()

    def open_query(self, query: Query) -> None:
        """Show the list that a figure counts."""
        if query.noun is Noun.CASES:
            cast("CaseList", self._window.go("cases")).show_query(query)
        elif query.noun is Noun.ACTIVITIES:
            cast("VisitsPage", self._window.go("visits")).show_list(query)
        elif query.noun in PILOTS:
            self.pilots().show_query(query)
        else:
            cast("AidPage", self._window.go("aid")).show_list(query.noun, query)

    def open_advice(self, advice: Advice) -> None:
        """Do what an empty office does first."""
        if advice is Advice.IMPORT:
            self.open_import()
        elif advice is Advice.NEW_CASE:
            self._case().new()
        else:
            self.open_settings("policy")

    def open_settings(self, section: str) -> None:
        """Show a section of the settings."""
        cast("SettingsPage", self._window.go("settings")).go(section)

    def open_hit(self, hit: Hit) -> None:
        """Show what the search over everything found."""
        if hit.page == "case":
            self._case().open(hit.record)
        elif hit.page == "request":
            self._request().open(hit.record)
        elif hit.page in {"activity", "visit"}:
            self._open_recipient(hit)
        elif hit.page in {"batch", "payment", "fund"}:
            self._open_money(hit)
        else:
            self._open_of_pilots(hit)

    def _open_recipient(self, hit: Hit) -> None:
        """Show an activity, narrowed to whom was found in it."""
        visits = cast("VisitsPage", self._window.go("visits"))
        if hit.within is None:
            visits.open_activity(hit.record)
        else:
            visits.open_activity(hit.within).list.show_query(Query(noun=Noun.VISITS, text=hit.label))

    def _open_money(self, hit: Hit) -> None:
        """Show a batch, a line of one, or a fund."""
        aid = cast("AidPage", self._window.go("aid"))
        if hit.page == "fund":
            aid.open_fund(hit.record)
        elif hit.within is None:
            aid.open_batch(hit.record)
        else:
            aid.open_batch(hit.within).go_to_line(hit.record)

    def _open_of_pilots(self, hit: Hit) -> None:
        """Show a pilot, a project or a call; of anything else its list, narrowed to it."""
        if hit.page == "pilot":
            self.open_pilot(hit.record)
        elif hit.page == "project":
            self.open_project(hit.record)
        elif hit.page == "call":
            cast("ContactSection", self.pilots().show_section("contact")).open_call(hit.record)
        else:
            self.pilots().show_query(Query(noun=_LISTS_OF[hit.page], text=hit.label))

    def _make_home(self) -> QWidget:
        from ui.home.page import HomePage

        made = HomePage(self._desk)
        made.query_asked.connect(self.open_query)
        made.advice_asked.connect(self.open_advice)
        made.aside_asked.connect(self._window.go)
        made.twins_asked.connect(lambda: cast("CaseList", self._window.go("cases")).find_twins())
        made.journal_asked.connect(lambda: self._window.go("journal"))
        made.backups_asked.connect(lambda: self.open_settings("backups"))
        made.backup_told.connect(self._window.set_backup)
        return made

    def _make_settings(self) -> QWidget:
        from ui.settings.page import SettingsPage

        made = SettingsPage(self._desk, self.show_paper)
        made.told.connect(self._window.messages.notice)
        made.restore_asked.connect(self._window.restore_asked)
        made.minutes_chosen.connect(self._window.lock_minutes_chosen)
        return made

    def _make_journal(self) -> QWidget:
        from ui.journal.page import JournalPage

        return JournalPage(self._desk, self._listings[Noun.JOURNAL])

    def _make_cases(self) -> QWidget:
        from ui.cases.list import CaseList

        made = CaseList(
            self._desk, self._listings[Noun.CASES], tones=_TONES, show_paper=self.show_paper, saver=self._saver
        )
        made.opened.connect(lambda number: self._case().open(number))
        made.new_asked.connect(lambda: self._case().new())
        made.resumed.connect(lambda name: self._case().resume(name))
        made.history_asked.connect(lambda number: self._case().open_history(number))
        made.import_asked.connect(self.open_import)
        made.told.connect(self._window.messages.notice)
        return made

    def _make_case(self) -> QWidget:
        from ui.cases.room import CaseRoom

        made = CaseRoom(
            self._desk,
            neighbour=self._neighbour,
            show_paper=self.show_paper,
            saver=self._saver,
            open_request=self.open_request,
            open_activity=self._open_activity,
        )
        made.left.connect(self._window.leave)
        made.told.connect(self._window.messages.notice)
        return made

    def _case(self) -> "CaseRoom":
        """The form of a file, in sight."""
        return cast("CaseRoom", self._window.go("case"))

    def open_request(self, number: int | None, household: int | None = None) -> None:
        """Show an application, or begin one of a file."""
        if number is not None:
            self._request().open(number)
        else:
            self._request().new({"household": household})

    def _make_request(self) -> QWidget:
        from ui.requests.room import RequestRoom

        made = RequestRoom(self._desk)
        made.left.connect(self._window.leave)
        made.told.connect(self._window.messages.notice)
        made.case_asked.connect(lambda number: self._case().open(number))
        return made

    def _request(self) -> "RequestRoom":
        """The form of an application, in sight."""
        return cast("RequestRoom", self._window.go("request"))

    def _neighbour(self, number: int, by: int) -> int | None:
        """The file so many places after another in the list as it is shown."""
        page = cast("CaseList | None", self._window.page("cases"))
        return page.neighbour(number, by) if page is not None else None

    def _make_aid(self) -> QWidget:
        from ui.aid.page import AidPage
        from ui.papers.outlets import Outlets

        made = AidPage(
            self._desk,
            self._listings,
            picked=self._picked,
            outlets=Outlets(self.show_paper, self._saver),
            tones=_TONES,
        )
        made.case_asked.connect(lambda number: self._case().open(number))
        made.request_asked.connect(lambda number: self._request().open(number))
        made.activity_asked.connect(self._open_activity)
        made.project_asked.connect(self.open_project)
        made.request_begun.connect(lambda values: self._request().new(values))
        made.batches.add_action("补录往年发放…", self.open_past, icon="upload", folded=True)
        return made

    def _picked(self) -> "Picked":
        """The files that the list of files has chosen or narrowed, for drawing up a batch."""
        from ui.aid.sources import Picked

        page = cast("CaseList | None", self._window.page("cases"))
        if page is None:
            return Picked()
        narrowed = page.query.text or page.query.chips or page.query.matter
        return Picked(page.chosen(), list(page.model.ids) if narrowed else ())

    def _open_activity(self, number: int) -> None:
        """Show an activity."""
        cast("VisitsPage", self._window.go("visits")).open_activity(number)

    def _make_visits(self) -> QWidget:
        from ui.papers.outlets import Outlets
        from ui.visits.page import VisitsPage

        made = VisitsPage(self._desk, self._listings, self._saver, Outlets(self.show_paper, self._saver))
        made.case_asked.connect(lambda number: self._case().open(number))
        made.batch_asked.connect(lambda number: cast("AidPage", self._window.go("aid")).open_batch(number))
        return made

    def open_pilot(self, number: int, tab: str = "") -> None:
        """Show an enterprise, at the tab of that title if one is named."""
        self.pilots().open_unit(number, tab)

    def open_project(self, number: int) -> None:
        """Show an incentive project of a pilot."""
        cast("IncentiveList", self.pilots().show_section("incentives")).open(number)

    def pilots(self) -> "PilotsPage":
        """The page of pilots, in sight."""
        return cast("PilotsPage", self._window.go("pilots"))

    def _make_pilots(self) -> QWidget:
        from ui.pilots.page import PilotsPage

        made = PilotsPage(self._desk, self._listings, self.show_paper, self._saver)
        made.fund_asked.connect(lambda number: cast("AidPage", self._window.go("aid")).open_fund(number))
        made.told.connect(self._window.messages.notice)
        return made

    def _show_entered(self, key: str) -> None:
        """Go to the page on which what just came in stands, and have it seen there."""
        from ui.tables.page import widen_lists

        widen_lists(self._window.go(key))

    def _make_past(self) -> QWidget:
        from ui.visits.rosters import PastPage

        made = PastPage(self._desk, self._saver)
        made.left.connect(self._window.leave)
        made.entered.connect(partial(self._show_entered, "aid"))
        return made

    def _make_filings(self) -> QWidget:
        from ui.filings.page import FilingsPage

        return FilingsPage(self._desk, self._saver, self.show_paper)

    def _make_intake(self) -> QWidget:
        from ui.intake.page import IntakePage

        made = IntakePage(self._desk, self._saver)
        made.left.connect(self._window.leave)
        made.entered.connect(partial(self._show_entered, "cases"))
        made.belongs_to_pilots.connect(lambda path, kind: self.pilots().take_in(kind, path))
        return made

    def _make_samples(self) -> QWidget:
        from ui.samples.page import SamplesPage

        made = SamplesPage(self._desk, self._listings[Noun.SAMPLES], show_paper=self.show_paper, saver=self._saver)
        made.left.connect(self._window.leave)
        made.case_asked.connect(lambda number: self._case().open(number))
        return made

    def _make_charts(self) -> QWidget:
        from ui.charts.page import ChartsPage

        made = ChartsPage(self._desk)
        made.left.connect(self._window.leave)
        made.query_asked.connect(self.open_query)
        return made

    def _make_preview(self) -> QWidget:
        from ui.papers.preview import PreviewPage

        made = PreviewPage(self._desk, self._saver)
        made.left.connect(self._window.leave)
        return made


def _told_backup(office: "Office") -> str:
    from ui.home.recent import told_backup

    newest = next(iter(office.backups()), None)
    return told_backup(newest.at if newest else None, today().isoformat())
