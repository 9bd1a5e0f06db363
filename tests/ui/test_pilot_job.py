"""Pilots in the real window: the figures that a district tells, typed and dropped, stand on the sheets that go up.

Nothing is reached past the screen but to count what the office then holds.
"""

from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget

from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.pilots.assessment import AssessmentState
from desktop.pilots.pairing import Problem
from desktop.pilots.submission import SubmissionState
from tests import reform_year as year
from tests.desktop.exchange.workbooks import xlsx
from tests.pilot_ledgers import WORKERS, ledger, thirty, unit_name
from tests.ui.clerk import CTRL, Clerk, clerk
from tests.ui.typing import typed
from ui.filings.page import FilingsPage
from ui.forms.dialog import FormDialog
from ui.intake.page import IntakePage
from ui.pilots.assessment_list import AssessmentList
from ui.pilots.assessment_page import AssessmentPage
from ui.pilots.calls_page import VisitPage
from ui.pilots.checking import CheckDialog
from ui.pilots.intake_basis import BasisRow
from ui.pilots.monitoring import MonitoringSection
from ui.pilots.page import PilotsPage
from ui.pilots.pairing_section import ContactSection
from ui.pilots.papers_tab import PapersTab
from ui.pilots.section import ViewsSection
from ui.pilots.units import UnitList
from ui.pilots.waves import WavesPage

__all__ = ["clerk"]

W = TypeVar("W", bound=QWidget)
D = TypeVar("D", bound=QDialog)
LACKING = 24
"""The first unit of the ledger that filed no 产改组织机构文件."""

INDICATORS = 24
ORGANISATION, ASSESSED, CALLED = "产改组织机构文件", 1, 2


def test_the_figures_of_a_district_go_in_by_the_window_and_out_on_its_sheets(clerk: Clerk, tmp_path: Path) -> None:
    begin_a_wave(clerk)
    take_in(clerk, ledger(tmp_path, thirty()), 30)
    take_in(clerk, xlsx(tmp_path / "工作室.xlsx", year.studios()), year.STUDIOS)
    take_in(clerk, xlsx(tmp_path / "技能人才.xlsx", year.talents()[:-1]), len(year.skilled()) - 1)
    type_the_last_worker(clerk)
    type_the_contests(clerk)
    check_a_paper(clerk)
    score(clerk)
    call(clerk)
    monitor(clerk)
    look_at_the_sheets(clerk)
    undo(clerk)


def pilots(clerk: Clerk) -> PilotsPage:
    """The page of pilots."""
    return clerk.go("pilots", PilotsPage)


def section(clerk: Clerk, key: str, kind: type[W]) -> W:
    """A section of it, when all that it asked for is there."""
    return clerk.seen(pilots(clerk).show_section(key), kind)


def shown(clerk: Clerk, kind: type[W]) -> W:
    """What was opened on it."""
    return clerk.seen(pilots(clerk).shown, kind)


def dialog(clerk: Clerk, kind: type[D]) -> D:
    """The dialog that stands over the window."""
    clerk.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def told(clerk: Clerk, asked: FormDialog, texts: dict[str, str]) -> None:
    """Type into the fields of a dialog, and do what it is for by Enter in the last."""
    for name, text in texts.items():
        typed(clerk.qtbot, asked.form.cells[name], text)
        asked.form.changed.emit(name)
    with clerk.qtbot.waitSignal(asked.achieved):
        asked.submit()
    clerk.settle()


def begin_a_wave(clerk: Clerk) -> None:
    """The first wave, typed; the ledger's units find it, and bring the other three with them."""
    units = section(clerk, "units", UnitList)
    units.show_waves()
    waves = shown(clerk, WavesPage)
    clerk.press(waves.list.view, Qt.Key.Key_N, CTRL)
    asked = dialog(clerk, FormDialog)
    assert asked.form.cells["name"].text == "第一批"
    told(clerk, asked, {"level": "区级", "chosen_on": "2022-01-12", "document_no": "1号"})
    clerk.press(waves, Qt.Key.Key_Escape)


def take_in(clerk: Clerk, path: Path, many: int) -> None:
    """A ledger of the first of March, dropped on the window, looked at and entered."""
    clerk.window.file_dropped.emit(path)
    clerk.settle()
    intake = shown(clerk, IntakePage)
    if intake.look is None:
        intake.go_on()
        clerk.settle()
    basis = intake.findChild(BasisRow)
    if basis.day.isVisible():
        typed(clerk.qtbot, basis.day, "2022-03-01")
        clerk.qtbot.keyClick(basis.day, Qt.Key.Key_Return)
        clerk.settle()
    assert intake.look is not None
    assert intake.look.plan.to_json()["new"] == many
    intake.go_on()
    clerk.settle()
    assert not isinstance(pilots(clerk).shown, IntakePage)


def record(clerk: Clerk, noun: Noun, texts: dict[str, str]) -> None:
    """One record more in a list, by Ctrl+N."""
    view = section(clerk, "talents", ViewsSection).views.go(noun)
    clerk.settle()
    clerk.press(view.view, Qt.Key.Key_N, CTRL)
    told(clerk, dialog(clerk, FormDialog), texts)


def type_the_last_worker(clerk: Clerk) -> None:
    line = dict(zip(("name", "unit", "trade", "grade"), ("钱多", unit_name(3), "钳工", "初级工（五级）"), strict=True))
    record(clerk, Noun.TALENTS, line)
    talents = section(clerk, "talents", ViewsSection).views.go(Noun.TALENTS)
    clerk.settle()
    assert talents._count.text() == "共 563 人，其中高技能 142 人"


def type_the_contests(clerk: Clerk) -> None:
    for name, day, heads, intermediate, senior in year.CONTESTS:
        sums = {"heads": str(heads), "intermediate": str(intermediate), "senior": str(senior)}
        record(clerk, Noun.CONTESTS, {"name": name, "day": day, **sums})


def check_a_paper(clerk: Clerk) -> None:
    """A paper that lacked comes, is checked point by point, and is in order."""
    room = pilots(clerk).open_unit(LACKING, "材料")
    clerk.settle()
    assert room.form is not None
    tab = clerk.seen(room.form.tab, PapersTab)
    assert tab.filed is not None
    assert tab.filed.missing == [ORGANISATION]
    tab.receive(ORGANISATION)
    told(clerk, dialog(clerk, FormDialog), {"document_no": "24号"})
    assert tab.filed is not None
    pressed(tab, f"核对：{ORGANISATION}")
    asked = dialog(clerk, CheckDialog)
    asked.tick_all()
    told(clerk, asked, {"checked_by": "王芳"})
    papers = clerk.ask(lambda office: office.submissions.of(LACKING))
    assert {one.kind: one.state for one in papers}[ORGANISATION] is SubmissionState.ACCEPTED
    clerk.press(room.form, Qt.Key.Key_Escape)


def pressed(within: QWidget, name: str) -> None:
    """Press the button of that name."""
    next(one for one in within.findChildren(QPushButton) if name in {one.accessibleName(), one.text()}).click()


def score(clerk: Clerk) -> None:
    """An assessment is begun, every mark typed downwards, saved and finished by keys."""
    listed = section(clerk, "assessments", AssessmentList)
    clerk.press(listed.view, Qt.Key.Key_N, CTRL)
    told(clerk, dialog(clerk, FormDialog), {"year": "2022"})
    listed.open(ASSESSED)
    sheet = shown(clerk, AssessmentPage)
    lines = [one for one in sheet.scores.model.rows if not isinstance(one, str)][:INDICATORS]
    sheet.scores.grid.go_to(lines[0].score.id, "score")
    with clerk.qtbot.waitActive(clerk.window):
        clerk.window.activateWindow()
    sheet.scores.grid.setFocus()
    for line in lines:
        points = f"{line.score.points / 10:g}"
        clerk.qtbot.keyClick(sheet.scores.grid, points[0])
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        clerk.qtbot.keyClicks(editor, points[1:])
        clerk.qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert sheet.side.figures.text("区评") == "100"
    clerk.press(sheet, Qt.Key.Key_S, CTRL)
    sheet.finish()
    told(clerk, dialog(clerk, FormDialog), {"by": "评审组"})
    one = clerk.ask(lambda office: office.assessments.one(ASSESSED))
    assert (one.state, one.total, one.grade) == (AssessmentState.FINAL, 1000, "优秀")
    clerk.press(sheet, Qt.Key.Key_Escape)


def call(clerk: Clerk) -> None:
    """A call with all six topics and a problem."""
    contact = section(clerk, "contact", ContactSection)
    calls = contact.views.go(Noun.CALLS)
    clerk.settle()
    clerk.press(calls.view, Qt.Key.Key_N, CTRL)
    visit = shown(clerk, VisitPage)
    topics = dict.fromkeys(("business", "hiring", "talent", "training", "insurance", "relations"), "情况正常")
    for name, text in {"unit_name": unit_name(CALLED), "cadre": "王主席", **topics}.items():
        cell = visit.form.cells[name]
        cell.show_text(text)
        visit.form.changed.emit(name)
    visit.problems.add_row()
    visit.problems.cell(0, "problem").show_text("缺钳工二十人")
    visit.problems.cell(0, "category").show_text("用工")
    clerk.press(visit, Qt.Key.Key_S, CTRL)
    [found] = clerk.ask(lambda office: office.registers.of(Problem))
    assert (found.enterprise, found.category) == (CALLED, "招用工")


def monitor(clerk: Clerk) -> None:
    """Many are marked as having filled in, at once."""
    view = section(clerk, "monitoring", MonitoringSection).view
    view.grid.choose(list(range(1, 23)), "2022Q3")
    clerk.press(view.grid, Qt.Key.Key_D, CTRL)
    told(clerk, dialog(clerk, FormDialog), {"day": "2022-10-08"})
    assert view.told.text().startswith("2022年三季度：应填 30 家，已填 22 家，逾期未报 8 家")


def sheet_of(clerk: Clerk, name: str) -> tuple[int, dict[str, Any]]:
    """How many lines a sheet has as it is looked at, and its sums by heading."""
    page = clerk.go("filings", FilingsPage)
    page.look(name)
    clerk.qtbot.waitUntil(lambda: page.sheet.name == name)
    clerk.settle()
    model = page.sheet.model
    assert model is not None
    last = model.rowCount() - 1
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    return model.rowCount() - 1, {head: model.index(last, at).data() for at, head in enumerate(heads)}


def look_at_the_sheets(clerk: Clerk) -> None:
    many, sums = sheet_of(clerk, "pilot-roster")
    assert (many, sums["单位名称"], sums["职工总数"]) == (30, "共 4 批 30 家", str(WORKERS))
    assert (sums["《产改组织机构文件》"], sums["《产改试点实施方案》"], sums["申报激励项目"]) == (
        "24 家",
        "24 家",
        "14 家",
    )
    many, sums = sheet_of(clerk, "assessment-summary")
    assert (many, sums["得分 总分"]) == (1, "100")
    assert sums["亮点"].startswith("优秀 1 家")
    many, sums = sheet_of(clerk, "incentive-summary")
    assert (many, sums["项目"]) == (14, "14 个")
    many, sums = sheet_of(clerk, "studio-summary")
    assert (many, sums["工作室名称"]) == (14, "14 个")
    _, sums = sheet_of(clerk, "talent-summary")
    assert (sums["技能人才 合计"], sums["技能人才 其中高技能人才"]) == ("563", "142")
    _, sums = sheet_of(clerk, "contest-summary")
    assert [sums[f"晋升 {name}"] for name in ("中级工", "高级工", "合计")] == ["46", "31", "77"]
    _, sums = sheet_of(clerk, "contacts")
    assert (sums["走访 合计"], sums["走访 实地"], sums["问题 发现"]) == ("1", "1", "1")
    page = clerk.go("filings", FilingsPage)
    page._pilots_quarter.setCurrentIndex(2)
    clerk.settle()
    _, sums = sheet_of(clerk, "monitoring")
    assert (sums["单位"], sums["期间"]) == ("应填 30 家，已填 22 家", "填报率 73.3%")


def undo(clerk: Clerk) -> None:
    """All of it is undone, and done again."""
    before = everything(clerk)
    steps = 0
    while clerk.ask(lambda office: office.undo_label()):
        clerk.window.undo()
        clerk.settle()
        steps += 1
    assert everything(clerk) == [0] * len(before)
    for _ in range(steps):
        clerk.window.redo()
        clerk.settle()
    assert everything(clerk) == before
    assert clerk.ask(lambda office: len(office.check())) >= 3


def everything(clerk: Clerk) -> list[int]:
    """How many records of each kind the office holds."""
    nouns = (Noun.WAVES, Noun.PILOTS, Noun.SUBMISSIONS, Noun.STUDIOS, Noun.TALENTS, Noun.CONTESTS)
    more = (Noun.ASSESSMENTS, Noun.CALLS, Noun.PROBLEMS, Noun.FILLINGS, Noun.INCENTIVES)
    return [len(clerk.ask(lambda office, noun=noun: office.ids(Query(noun=noun)))) for noun in (*nouns, *more)]
