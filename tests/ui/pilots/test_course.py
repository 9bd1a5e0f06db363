"""The section 推进 and the tabs 阶段, 材料 and 五个方面: who is where, what came, what was reported."""

import datetime as dt
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from desktop.base.attachments import Media
from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.office.documents import Picture
from desktop.office.office import Office
from desktop.pilots.fronts import Progress, Task
from desktop.pilots.submission import SubmissionState
from desktop.pilots.wave import Wave
from tests.desktop.base.test_office_files import zipped
from tests.piloting import DAY, WAVE, scan
from tests.ui.desks import Ask, Settle, make
from ui.cases.documents_viewer import Viewer
from ui.desk import Desk
from ui.pilots.checking import RETURN, CheckDialog
from ui.pilots.course import FRONTS, PAPERS, TABLE, CourseSection
from ui.pilots.course_lists import SubmissionList, TaskList
from ui.pilots.deeds import StageDialog
from ui.pilots.due_dialog import DueDialog
from ui.pilots.fronts_tab import FrontsTab, UnitTasks
from ui.pilots.page import PilotsPage
from ui.pilots.papers_tab import PapersTab
from ui.pilots.quarters import QuartersView
from ui.pilots.report_dialog import ReportDialog
from ui.pilots.stages_tab import StagesTab
from ui.tables.periods import CellState
from ui.widgets.board import Board

D = TypeVar("D", bound=QDialog)
PLAN = "产改试点实施方案"
NAMES = ("甲机械公司", "乙电子公司", "丙食品公司")
TASKS = (("思想引领", "宣讲"), ("建功立业", "练兵"))
ENTER = Qt.Key.Key_Return


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory, fill)


def fill(office: Office) -> None:
    """Two waves; of the first, whose days are set, one pilot filed its plan and reported a quarter."""
    office.registers.enter(Wave, WAVE)
    office.registers.enter(Wave, WAVE | {"name": "第二批", "number": 2, "chosen_on": dt.date(2022, 11, 20)})
    for at, name in enumerate(NAMES):
        office.enterprises.enter({"name": name, "wave": 1 if at < 2 else 2})
    office.stages.schedule(1, {("成立机构", None): DAY, ("方案上报", None): dt.date(2022, 12, 20)})
    office.submissions.receive({"enterprise": 1, "kind": PLAN, "received_on": DAY}, [scan("方案.pdf")])
    for front, task in TASKS:
        begun = {"begins": dt.date(2022, 5, 10)}
        office.registers.enter(Task, {"enterprise": 1, "front": front, "task": task} | begun)
    office.fronts.report(1, "2022Q2", {1: (30, "一场", None), 2: (50, None, None)}, dt.date(2022, 7, 5))


@pytest.fixture
def section(page: PilotsPage, settle: Settle) -> CourseSection:
    """The section, in sight."""
    shown = page.show_section("course")
    settle()
    assert isinstance(shown, CourseSection)
    return shown


def dialog(kind: type[D], qtbot: QtBot, settle: Settle) -> D:
    """The dialog that stands over the page."""
    settle()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def cards(board: Board) -> dict[str, list[str]]:
    """The titles of the cards by column."""
    lanes = {lane.view.accessibleName(): [card.title for card in lane.view.cards.cards] for lane in board._lanes}
    return {name: titles for name, titles in lanes.items() if titles}


def words(board: Board) -> str:
    return "\n".join("\n".join(card.lines) for lane in board._lanes for card in lane.view.cards.cards)


# The section


def test_the_board_shows_who_is_where_and_what_is_late(section: CourseSection) -> None:
    assert sorted(title for titles in cards(section.board).values() for title in titles) == sorted(NAMES)
    assert "逾期 270 天：成立机构" in words(section.board)
    assert "3 家，2 家有逾期。材料：3 家中 0 家齐全" in section._told.whole


def test_a_wave_or_what_is_late_narrows_board_and_table(section: CourseSection, settle: Settle) -> None:
    section.waves.chosen.emit("第二批")
    assert [one.enterprise.name for one in section.shown()] == ["丙食品公司"]
    section.waves.chosen.emit("")
    section.late.chosen.emit("成立机构")
    assert {one.enterprise.name for one in section.shown()} == {"甲机械公司", "乙电子公司"}
    section.go(TABLE)
    settle()
    assert [row.title for row in section.table._model.rows] == ["甲机械公司", "乙电子公司"]


def test_who_is_in_no_wave_counts_among_all(section: CourseSection, desk: Desk, settle: Settle) -> None:
    desk.do(lambda office: office.enterprises.enter({"name": "丁物流公司"}))
    settle()
    chips = {tuple(one.text().split()) for one in section.waves.findChildren(QPushButton)}
    assert chips >= {("全部", "4"), ("第一批", "2"), ("第二批", "1")}
    assert "4 家，2 家有逾期" in section._told.whole


def test_a_stage_that_is_waited_for_is_written_down_from_the_table(
    section: CourseSection, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    section.go(TABLE)
    assert section.table.go_to(2, "成立机构|")
    qtbot.keyClick(section.table, ENTER)
    asked = dialog(StageDialog, qtbot, settle)
    assert asked.form.cells["stage"].text == "成立机构"
    asked.submit()
    settle()
    assert ask(lambda office: office.enterprises.one(2)).stage == "成立机构"
    assert section.table._model.cell(1, 1).state is CellState.DONE


def test_many_pilots_reach_a_stage_at_once(section: CourseSection, ask: Ask, qtbot: QtBot, settle: Settle) -> None:
    section.go(TABLE)
    section.table.choose([1, 2], "启动|")
    section.ask_stage()
    dialog(StageDialog, qtbot, settle).submit()
    settle()
    for number in (1, 2):
        assert "启动" in [one.stage for one in ask(lambda office, number=number: office.enterprises.stages(number))]


def test_the_card_leads_to_the_pilot_and_to_what_can_be_done(
    section: CourseSection, page: PilotsPage, desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    told: list[str] = []
    desk.known_error.connect(told.append)
    section.ask_stage()
    assert "请先在看板上点一家单位" in told[0]
    section.board.menu_asked.emit(2, QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "打开" in [one.text() for one in menu.actions()]
    menu.close()
    section.board.opened.emit(2)
    qtbot.waitUntil(lambda: page._room is not None and page._room.form is not None)
    settle()
    assert page._room
    assert page._room.form
    assert isinstance(page._room.form.tab, StagesTab)


def test_the_days_of_a_wave_are_set_in_one_dialog(
    section: CourseSection, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    section.waves.chosen.emit("第二批")
    section.ask_dues()
    asked = dialog(DueDialog, qtbot, settle)
    labels = {cell.field.label: cell for cell in asked.form.cells.values()}
    assert labels["成立机构"].text == "2022-12-20"  # a month after the wave was chosen
    asked.form.put(labels["启动"].field.name, dt.date(2023, 3, 1))
    asked.form.put(labels["验收"].field.name, None)
    asked.submit()
    settle()
    dues = ask(lambda office: office.stages.dues(2))
    assert dues["启动", None] == dt.date(2023, 3, 1)
    assert ("验收", None) not in dues


def test_of_several_waves_the_one_is_asked_for(section: CourseSection, qtbot: QtBot, settle: Settle) -> None:
    section.ask_dues()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions()] == ["第一批", "第二批"]
    menu.actions()[0].trigger()
    menu.close()
    dialog(DueDialog, qtbot, settle).reject()


def test_all_papers_and_tasks_are_listed_and_lead_to_their_pilot(
    section: CourseSection, page: PilotsPage, qtbot: QtBot, settle: Settle
) -> None:
    page.show_query(Query(noun=Noun.SUBMISSIONS))
    settle()
    assert section.tabs.tabText(section.tabs.currentIndex()) == PAPERS
    papers = section._lists[PAPERS]
    assert isinstance(papers, SubmissionList)
    assert len(papers.model.ids) == 1
    page.show_query(Query(noun=Noun.TASKS))
    settle()
    view = section._lists[FRONTS]
    assert isinstance(view, QuartersView)
    tasks = view.show_tasks()
    assert isinstance(tasks, TaskList)
    settle()
    assert len(tasks.model.ids) == 2
    papers.opened.emit(1)
    qtbot.waitUntil(lambda: page._room is not None and page._room.form is not None)
    settle()
    assert page._room
    assert page._room.form
    assert isinstance(page._room.form.tab, PapersTab)


def test_the_quarters_show_who_reported_and_what_the_fronts_come_to(
    section: CourseSection, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    view = section.go(FRONTS)
    settle()
    assert isinstance(view, QuartersView)
    model = view.grid._model
    cells = [(one.label, model.cell(0, at).state, model.cell(0, at).text) for at, one in enumerate(model.periods)]
    assert cells == [
        ("2022年一季度", CellState.LATE, "未报"),
        ("2022年二季度", CellState.DONE, "40%"),
        ("2022年三季度", CellState.LATE, "未报"),
        ("2022年四季度", CellState.OPEN, "未报"),
    ]
    assert "平均进度 40%" in view._told.whole
    view.grid.go_to(1, "2022Q3")
    qtbot.keyClick(view.grid, ENTER)
    asked = dialog(ReportDialog, qtbot, settle)
    asked.form.put("percent1", 80)
    asked.submit()
    settle()
    assert [one.percent for one in ask(lambda office: office.registers.of(Progress, quarter="2022Q3"))] == [80]
    assert model.cell(0, 2).text == "65%（1/2）"


# The tabs of a pilot


def tab(page: PilotsPage, title: str, qtbot: QtBot, settle: Settle) -> object:
    """That tab of the first pilot."""
    room = page.open_unit(1, title)
    qtbot.waitUntil(lambda: room.form is not None)
    settle()
    assert room.form is not None
    return room.form.tab


def test_the_stages_are_told_with_their_days_corrected_and_struck_out(
    page: PilotsPage, ask: Ask, desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    stages = tab(page, "阶段", qtbot, settle)
    assert isinstance(stages, StagesTab)
    assert stages.life
    told = {step.called: stages.model.value(at, "standing") for at, step in enumerate(stages.life.steps)}
    assert told["确定批次"] == "已完成"
    assert told["成立机构"] == "已逾期"
    assert told["季度进展（2022年二季度）"] == "已完成"
    assert told["方案上报"] == "待完成"
    stages.ask_stage()
    asked = dialog(StageDialog, qtbot, settle)
    assert asked.form.cells["stage"].text == "成立机构"
    asked.form.put("day", DAY)
    asked.submit()
    settle()
    stages.view.go_to(2)
    with qtbot.waitActive(page):
        page.activateWindow()
    stages.view.setFocus()
    qtbot.keyClick(stages.view, Qt.Key.Key_Delete)
    settle()
    assert "成立机构" not in [one.stage for one in ask(lambda office: office.enterprises.stages(1))]
    desk.undo()
    settle()
    assert "成立机构" in [one.stage for one in ask(lambda office: office.enterprises.stages(1))]


def papers(page: PilotsPage, qtbot: QtBot, settle: Settle) -> PapersTab:
    found = tab(page, "材料", qtbot, settle)
    assert isinstance(found, PapersTab)
    return found


def press(within: PapersTab, name: str) -> None:
    """Press the button of that name."""
    buttons: list[QPushButton] = list(within.findChildren(QPushButton))
    next(one for one in buttons if name in {one.accessibleName(), one.text()}).click()


def test_a_paper_is_checked_point_by_point_and_in_order(
    page: PilotsPage, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    shown = papers(page, qtbot, settle)
    assert shown.filed
    assert shown.filed.missing == ["产改组织机构文件", PLAN]
    press(shown, f"核对：{PLAN}")
    asked = dialog(CheckDialog, qtbot, settle)
    assert asked.verdict.value == RETURN
    asked.tick_all()
    asked.form.put("checked_by", "王芳")
    asked.submit()
    settle()
    assert ask(lambda office: office.submissions.one(1)).state is SubmissionState.ACCEPTED
    assert ask(lambda office: office.enterprises.one(1)).stage == "季度进展"
    assert shown.filed.missing == ["产改组织机构文件"]


def test_what_lacks_is_proposed_as_the_reason_and_ones_own_words_stay(
    page: PilotsPage, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    shown = papers(page, qtbot, settle)
    press(shown, f"核对：{PLAN}")
    asked = dialog(CheckDialog, qtbot, settle)
    for point in ("指导思想", "目标任务", "重点举措（五个方面）", "责任分工"):
        asked.ticks[point].click()
    assert asked.form.cells["return_reason"].text == "缺少实施步骤、保障措施，请补充后重新报送。"
    cell = asked.form.cells["return_reason"]
    event = QInputMethodEvent()
    event.setCommitString("另缺公章")
    QApplication.sendEvent(cell.editor, event)
    own = cell.text
    asked.ticks["实施步骤"].click()
    assert cell.text == own
    asked.submit()
    settle()
    assert any("核对人" in one.message for one in asked.form.cells["checked_by"].findings())
    assert asked.form.cells["checked_by"].editor.hasFocus()
    asked.form.put("checked_by", "王芳")
    asked.submit()
    settle()
    one = ask(lambda office: office.submissions.one(1))
    assert (one.state, one.return_reason) == (SubmissionState.RETURNED, own)


def test_files_that_are_dropped_on_a_paper_come_as_another_version_of_it(
    page: PilotsPage, ask: Ask, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    shown = papers(page, qtbot, settle)
    file = tmp_path / "方案修改稿.pdf"
    file.write_bytes(scan("修改稿").data)
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(file))])
    move, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    named: list[QLabel] = [one for one in shown.findChildren(QLabel) if one.text() == PLAN]
    place = QPointF(named[0].mapTo(shown, QPoint(5, 5)))
    shown.dropEvent(QDropEvent(place, move, held, left, Qt.KeyboardModifier.NoModifier))
    settle()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, QDialog)
    form = asked.form  # type: ignore[attr-defined]
    assert form.cells["kind"].text == PLAN
    asked.submit()  # type: ignore[attr-defined]
    settle()
    one = ask(lambda office: office.submissions.of(1))[-1]
    assert (one.kind, one.version, one.files) == (PLAN, 2, 1)


def test_a_pdf_is_shown_inside_the_program_and_a_word_file_is_only_saved_out(
    page: PilotsPage, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    data = zipped("[Content_Types].xml", "word/document.xml")
    ask(lambda office: office.enclosures.add(1, [Picture("附表.docx", Media.DOCX, data, None, ())], submission=1))
    proposed: list[str] = []

    def where(_parent: object, name: str) -> Path:
        proposed.append(name)
        return tmp_path / "附表.docx"

    monkeypatch.setattr("ui.papers.saving.ask_where", where)
    shown = papers(page, qtbot, lambda: None)
    qtbot.waitUntil(lambda: shown.filed is not None)
    with qtbot.waitSignal(shown.reach.saver.saved):
        press(shown, "保存副本：附表")
    assert proposed == ["甲机械公司 附表.docx"]
    assert (tmp_path / "附表.docx").read_bytes() == data
    press(shown, "打开：方案")
    viewer = dialog(Viewer, qtbot, lambda: None)
    assert viewer.scan.called == "方案"
    viewer.reject()


def test_what_was_found_is_taken_back_and_the_version_struck_out(
    page: PilotsPage, ask: Ask, settle: Settle, qtbot: QtBot
) -> None:
    shown = papers(page, qtbot, settle)
    ask(lambda office: office.submissions.accept(1, [], "王芳", DAY))
    assert shown.filed
    shown.recheck(shown.filed.papers[0])
    settle()
    assert ask(lambda office: office.submissions.one(1)).state is SubmissionState.RECEIVED
    shown.remove(shown.filed.papers[0])
    settle()
    assert shown.filed.papers == []


def test_a_quarter_of_all_tasks_is_reported_by_a_key(page: PilotsPage, ask: Ask, qtbot: QtBot, settle: Settle) -> None:
    fronts = tab(page, "五个方面", qtbot, settle)
    assert isinstance(fronts, FrontsTab)
    tasks = fronts.shown
    assert isinstance(tasks, UnitTasks)
    tasks.report()
    asked = dialog(ReportDialog, qtbot, settle)
    assert asked.windowTitle() == "2022年三季度进展"
    asked.form.put("percent1", 60)
    asked.form.put("progress2", "只写了进展")
    asked.submit()
    settle()
    assert [one.message for one in asked.form.cells["percent2"].findings()] == [
        "“练兵”写了进展，还没有填进度，请补填百分之几。"
    ]
    asked.form.put("percent2", 120)
    asked.submit()
    settle()
    assert "应在 0 到 100 之间" in asked.form.cells["percent2"].findings()[0].message
    asked.form.put("percent2", 100)
    asked.submit()
    settle()
    assert [one.percent for one in ask(lambda office: office.registers.of(Task, enterprise=1))] == [60, 100]
