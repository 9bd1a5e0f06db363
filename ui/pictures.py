"""Pictures of the main pages, taken without a screen: for whoever has none, and for the manual."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QElapsedTimer, QEventLoop, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.aid.batch import BatchState
from desktop.aid.request import RequestState
from desktop.base.calendar import today
from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.base.paths import resources
from desktop.office.ledger_kinds import LedgerKind
from desktop.office.office import Office
from desktop.office.tour import LEDGER, ROSTER, UNITS
from desktop.pilots.assessment import AssessmentState
from desktop.pilots.incentive import IncentiveState
from ui.app import make_app
from ui.desk import Desk
from ui.finder import Hit
from ui.look import theme
from ui.look.theme import Theme
from ui.pages import Pages, add_pages
from ui.pilots.tabs import TABS
from ui.pilots.unit_page import FORM
from ui.window import MainWindow

if TYPE_CHECKING:
    from desktop.base.listing import Listing
    from ui.aid.page import AidPage
    from ui.pilots.assessment_list import AssessmentList
    from ui.pilots.incentives import IncentiveList
    from ui.pilots.page import PilotsPage
    from ui.visits.page import VisitsPage

SIZE = QSize(1366, 768)
"""The usual screen of an office."""

CLOSING = 100
"""Milliseconds after which a dialog that nobody could answer is closed."""
_STILL, _LONGEST = 250, 30_000
_THEMES = {Theme.LIGHT: "浅色", Theme.DARK: "深色"}
_DENSE = "cases"
"""The page that is also taken as a screen at 200 % shows it: in twice the pixels."""


def take(office: Path, password: str, folder: Path) -> list[Path]:
    """Pictures of an office's main pages in light and dark, as PNG files in a folder; gives their paths.

    ``KnownError`` where the office can't be opened, ``RuntimeError`` where a page fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    camera = _Camera(office, password)
    try:
        return [camera.keep(folder / name, dense=dense) for name, dense in camera.views()]
    finally:
        camera.close()


class _Camera:
    """A window that nobody sees, and the way from page to page.

    A dialog that opens meanwhile is closed, since nobody could answer it, and counts as a failure.
    """

    def __init__(self, office: Path, password: str) -> None:
        self._app = _application()
        self._failures: list[str] = []
        self._desk = Desk(partial(Office.open, office, password))
        self._desk.crashed.connect(lambda error: self._failures.append(repr(error)))
        self._closer = QTimer(interval=CLOSING)
        self._closer.timeout.connect(self._close_dialogs)
        with ExitStack() as leaving:
            leaving.callback(self._finish)  # also where the office can't be opened
            listings: Mapping[Noun, Listing] = self._ask(lambda one: one.listings)
            self._window = MainWindow(self._desk, self._ask(lambda one: one.name))
            self._pages = add_pages(self._window, self._desk, listings)
            leaving.pop_all()
        self._closer.start()
        self._window.resize(SIZE)
        self._window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self._window.show()

    def views(self) -> Iterator[tuple[str, bool]]:
        """Show one view after the other; the name of each picture, and whether it is to be dense."""
        for chosen, word in _THEMES.items():
            theme.apply(self._app, chosen)
            for number, (title, show) in enumerate(self._main_views(), 1):
                show()
                self._settle()
                yield f"{number:02} {title}（{word}）.png", False
            self._window.go(_DENSE)
            self._settle()
            yield f"{self._window.titles()[_DENSE]}（{word}，200%）.png", True

    def _main_views(self) -> Iterator[tuple[str, Callable[[], object]]]:
        for key, title in self._window.titles().items():
            yield title, partial(self._window.go, key)
        first: int = self._ask(lambda one: one.ids(Query(noun=Noun.CASES))[0])
        batch: int = self._ask(lambda one: one.ids(Query(noun=Noun.BATCHES))[0])
        yield from self._views_of_aid()
        yield from self._views_of_pilots()
        pages: Pages = self._pages
        self._window.go(_DENSE)  # so that the side bar shows where these are opened from
        yield "档案", partial(pages.open_hit, Hit("case", first, ""))
        yield "导入核对", partial(pages.open_import, resources() / "demo" / LEDGER)
        yield "文书预览", partial(pages.show_paper, lambda one: one.outputs.paper("sign-sheet", batch=batch))

    def _views_of_aid(self) -> Iterator[tuple[str, Callable[[], object]]]:
        pages = self._pages
        fund, paid, request, activity = self._ask(lambda one: [one.ids(query)[0] for query in _opened()])
        aid, visits = cast("AidPage", self._window.go("aid")), cast("VisitsPage", self._window.go("visits"))
        yield "申请列表", partial(pages.open_query, Query(noun=Noun.REQUESTS))
        yield "资金列表", partial(pages.open_query, Query(noun=Noun.FUNDS))
        yield "资金", partial(aid.open_fund, fund)
        yield "批次", partial(pages.open_hit, Hit("batch", paid, ""))
        yield "申请", partial(pages.open_request, request)
        self._window.go("visits")
        yield "慰问活动", partial(visits.open_activity, activity)
        yield "花名册核对", partial(visits.open_roster, activity, resources() / "demo" / ROSTER)

    def _views_of_pilots(self) -> Iterator[tuple[str, Callable[[], object]]]:
        """Each section but the first, which is seen already, and an enterprise with each of its tabs."""
        page = cast("PilotsPage", self._window.go("pilots"))
        first, *others = page.sections().items()
        for key, text in others:
            yield text, partial(page.show_section, key)
        for number in self._ask(_telling_unit):
            for title in (FORM, *(one.title for one in TABS)):
                yield f"试点单位 {title}", partial(page.open_unit, number, title)
        yield from self._records_of_pilots(page)
        page.show_section(first[0])  # as it is found the next time

    def _records_of_pilots(self, page: "PilotsPage") -> Iterator[tuple[str, Callable[[], object]]]:
        """A project, an assessment, assessments side by side, and a ledger that is looked at."""
        projects, marked = self._ask(lambda one: [one.ids(query)[:1] for query in _opened_of_pilots()])
        incentives = cast("IncentiveList", page.show_section("incentives"))
        for number in projects:
            yield "激励项目资金", partial(incentives.open, number)
        assessments = cast("AssessmentList", page.show_section("assessments"))
        for number in marked:
            yield "年度评价评分表", partial(assessments.open, number)
            yield "年度评价比较", assessments.compare
        yield "试点单位核对", partial(page.take_in, LedgerKind.UNITS, resources() / "demo" / UNITS)

    def keep(self, path: Path, *, dense: bool) -> Path:
        """Keep what is shown as a picture."""
        density = 2 if dense else 1
        picture = QPixmap(self._window.size() * density)
        picture.setDevicePixelRatio(density)
        self._window.render(picture, QPoint())
        if self._failures or not picture.save(str(path)):
            raise RuntimeError(f"{path.name}: {'; '.join(self._failures) or 'not saved'}")
        return path

    def close(self) -> None:
        """Close the office, let the window die, and dress the application as it was."""
        self._finish()
        self._window.hide()
        self._window.deleteLater()
        theme.apply(self._app, theme.kept())

    def _finish(self) -> None:
        """Close the office, and let dialogs stand from then on."""
        ended: list[None] = []
        self._desk.finish(ended.append)
        self._wait(lambda: bool(ended))
        self._closer.stop()

    def _ask(self, question: Callable[[Office], Any]) -> Any:
        answers: list[Any] = []
        refusals: list[Exception] = []
        self._desk.ask(question, answers.append, refusals.append)
        self._wait(lambda: bool(answers or refusals or self._failures))
        if not answers:
            raise refusals[0] if refusals else RuntimeError("; ".join(self._failures))
        return answers[0]

    def _settle(self) -> None:
        """Wait until nothing was asked for a while."""
        still = QElapsedTimer()
        still.start()

        def rested() -> bool:
            if not self._desk.idle:
                still.restart()
            return still.hasExpired(_STILL)

        self._wait(rested)

    def _wait(self, until: Callable[[], bool]) -> None:
        waited = QElapsedTimer()
        waited.start()
        while not until():
            if waited.hasExpired(_LONGEST):
                raise RuntimeError("a page never came to rest")
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def _close_dialogs(self) -> None:
        dialog: QWidget | None = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            self._failures.append(dialog.windowTitle())
            dialog.reject()


def _opened() -> tuple[Query, ...]:
    """The fund, batch, application and activity that there is most to see of: the first of each."""
    return (
        Query(noun=Noun.FUNDS, chips={"year": str(today().year)}),
        Query(noun=Noun.BATCHES, chips={"state": BatchState.PAID}),
        Query(noun=Noun.REQUESTS, chips={"state": RequestState.OPEN}),
        Query(noun=Noun.ACTIVITIES, chips={"state": "进行中"}),
    )


def _opened_of_pilots() -> tuple[Query, ...]:
    """The project and the assessment that there is most to see of: the first of each."""
    return (
        Query(noun=Noun.INCENTIVES, chips={"state": IncentiveState.GRANTED}),
        Query(noun=Noun.ASSESSMENTS, chips={"state": AssessmentState.FINAL}),
    )


def _telling_unit(office: Office) -> list[int]:
    """The enterprise of which most is kept: the first with a project, or else the first there is."""
    asking = office.ids(Query(noun=Noun.INCENTIVES))[:1]
    if asking:
        return [office.incentives.one(asking[0]).enterprise]
    return list(office.ids(Query(noun=Noun.PILOTS))[:1])


def _application() -> QApplication:
    """The application; where there is none yet, one without a screen whose bugs are told as usual."""
    present = QApplication.instance()
    if isinstance(present, QApplication):
        return present
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    made = make_app(["niangjia"])
    sys.excepthook = sys.__excepthook__
    return made
