"""Assessments on the screen: begun, typed like a sheet, reckoned at each key, finished, done anew, compared."""

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.changes import Change
from desktop.office.office import Office
from desktop.pilots.assessment import AssessmentState
from desktop.pilots.scheme import BONUS
from tests.ui.desks import Ask, Settle
from tests.ui.pilots.conftest import Answer, fill_in, stands
from ui.cases.documents_viewer import Viewer
from ui.forms.dialog import FormDialog
from ui.pilots.assessment_compare import WAVES, YEARS, ComparePage
from ui.pilots.assessment_course import CourseView
from ui.pilots.assessment_files import EvidenceDialog
from ui.pilots.assessment_list import AssessmentList
from ui.pilots.assessment_model import COLUMNS
from ui.pilots.assessment_page import SAID, AssessmentPage
from ui.pilots.assessment_taking import ScoresDialog
from ui.pilots.page import PilotsPage

CTRL = Qt.KeyboardModifier.ControlModifier
DAY = dt.date(2022, 12, 1)


@pytest.fixture
def section(page: PilotsPage, settle: Settle) -> AssessmentList:
    shown = page.show_section("assessments")
    settle()
    assert isinstance(shown, AssessmentList)
    return shown


@pytest.fixture
def sheet(page: PilotsPage, section: AssessmentList, ask: Ask, settle: Settle) -> AssessmentPage:
    """The score sheet of the first pilot, begun, at its first cell."""
    ask(lambda office: office.assessments.begin([1, 2], 2022))
    section.open(1)
    settle()
    assert isinstance(page.shown, AssessmentPage)
    return page.shown


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    """A small PDF of an invented contest."""
    made = tmp_path / "方案.pdf"
    made.write_bytes(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF")
    made.with_name("不是照片.txt").write_text("没有用", encoding="utf-8")
    return made


def figure(sheet: AssessmentPage, name: str) -> str:
    return sheet.side.figures.text(name)


def cell(sheet: AssessmentPage, indicator: str, name: str = "score") -> int:
    """Go to a cell; its row."""
    row, line = next(
        (row, line)
        for row, line in enumerate(sheet.scores.model.rows)
        if not isinstance(line, str) and line.score.indicator == indicator
    )
    sheet.scores.grid.go_to(line.score.id, name)
    sheet.scores.grid.setFocus()
    return row


def keys(qtbot: QtBot, sheet: AssessmentPage, text: str, last: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type over the current cell, and leave it by a key."""
    qtbot.keyClick(sheet.scores.grid, text[0])
    editor = QApplication.focusWidget()
    assert isinstance(editor, QWidget)
    qtbot.keyClicks(editor, text[1:])
    qtbot.keyClick(editor, last)


def complete(office: Office, number: int, hundredths: int = 100, *, finish: bool = True) -> Change:
    lines = office.assessments.sheet(number).lines
    given = {(one.score.front, one.score.indicator): {"score": one.score.points * hundredths // 100} for one in lines}
    change = office.assessments.score(number, given)
    return office.assessments.finish([number], "评审组", DAY) if finish else change


def test_a_year_is_begun_for_all_pilots_from_an_empty_list(
    section: AssessmentList, qtbot: QtBot, answer: Answer
) -> None:
    qtbot.keyClick(section.view, Qt.Key.Key_N, CTRL)
    answer(year=2022)
    assert section._count.text() == "共 4 份"


def test_the_table_behind_the_sheet_keeps_qts_rules(sheet: AssessmentPage) -> None:
    QAbstractItemModelTester(sheet.scores.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    sheet.scores.model.put(1, "score", "3")
    sheet.scores.model.take_known()


def test_marks_are_typed_downwards_and_counted_at_each_key(sheet: AssessmentPage, qtbot: QtBot) -> None:
    cell(sheet, "经费保障")
    keys(qtbot, sheet, "2.5")
    assert sheet.scores.line() is not None
    assert sheet.scores.line().score.indicator == "党建带工建"  # type: ignore[union-attr]  # the heading between is passed
    keys(qtbot, sheet, "4", Qt.Key.Key_Tab)
    assert figure(sheet, "区评") == "6.5"
    assert "区评分还缺 22 项" in sheet.side.said.text()
    assert sheet.dirty


def test_a_mark_above_its_points_is_told_at_once_and_not_saved(
    sheet: AssessmentPage, qtbot: QtBot, ask: Ask, settle: Settle
) -> None:
    row = cell(sheet, "入会率")
    keys(qtbot, sheet, "3")
    assert sheet.scores.model.level_at(row, "score") == "bad"
    assert figure(sheet, "区评") == "0"
    cell(sheet, "校企合作")
    qtbot.keyClick(sheet, Qt.Key.Key_S, CTRL)
    settle()
    assert "有 1 处需要改正" in sheet._state.text()
    assert sheet.scores.line().score.indicator == "入会率"  # type: ignore[union-attr]  # led to it
    assert "入会率最多 2 分，填了 3 分" in sheet.scores._about.text()
    assert ask(lambda office: office.assessments.one(1)).state is AssessmentState.OPEN


def test_escape_takes_back_what_was_typed_in_a_cell(sheet: AssessmentPage, qtbot: QtBot) -> None:
    row = cell(sheet, "入会率")
    keys(qtbot, sheet, "1", Qt.Key.Key_Escape)
    assert sheet.scores.model.text_at(row, "score") == ""
    assert not sheet.dirty


def test_what_is_saved_is_one_step_that_undo_takes_back(
    sheet: AssessmentPage, qtbot: QtBot, ask: Ask, settle: Settle, desk: Any
) -> None:
    cell(sheet, "入会率", "self_score")
    keys(qtbot, sheet, "2", Qt.Key.Key_Tab)
    keys(qtbot, sheet, "1.5", Qt.Key.Key_Tab)
    sheet.form.put("highlights", "师徒结对有成效")
    qtbot.keyClick(sheet, Qt.Key.Key_S, CTRL)
    settle()
    (line,) = [one for one in ask(lambda office: office.assessments.sheet(1)).lines if one.score.indicator == "入会率"]
    assert (line.score.self_score, line.score.score) == (20, 15)
    assert ask(lambda office: office.assessments.one(1)).highlights == "师徒结对有成效"
    assert (sheet.dirty, sheet._state.text()) == (False, "已保存")
    desk.undo()
    settle()
    assert figure(sheet, "区评") == "0"
    assert sheet.form.cells["highlights"].text == ""


def test_what_the_register_says_is_put_in_where_nothing_stands(
    sheet: AssessmentPage, qtbot: QtBot, settle: Settle, ask: Ask
) -> None:
    cell(sheet, "入会率")
    keys(qtbot, sheet, "1")
    sheet.take_known()
    sheet.save()
    settle()
    found = {one.score.indicator: one.score.score for one in ask(lambda office: office.assessments.sheet(1)).lines}
    assert (found["入会率"], found["技能人才占比"], found["校企合作"]) == (10, 18, None)


def test_how_the_current_line_is_scored_and_what_the_register_says_stand_below(sheet: AssessmentPage) -> None:
    cell(sheet, "技能人才占比")
    assert sheet.scores._about.text().splitlines() == [
        "技能人才占比：技能人才占产业工人的 50% 以上得满分，不足的按比例给分。　依据：技能人才名册",
        "系统：技能人才 120 人 / 产业工人 400 人 = 30%，满分要 50%，得 1.8 分。",
    ]


def test_a_sheet_opens_at_the_first_mark_that_is_still_to_be_given(
    page: PilotsPage, section: AssessmentList, ask: Ask, settle: Settle
) -> None:
    def begun(office: Office) -> None:
        office.assessments.begin([1, 2], 2022)
        lines = office.assessments.sheet(1).lines
        given: Any = {(one.score.front, one.score.indicator): {"self_score": 10} for one in lines}
        first = lines[0].score
        given[first.front, first.indicator]["score"] = 10
        office.assessments.score(1, given)

    ask(begun)
    for number, row, name in ((1, 2, "score"), (2, 1, "self_score")):
        section.open(number)
        settle()
        shown = page.shown
        assert isinstance(shown, AssessmentPage)
        at = shown.scores.grid.currentIndex()
        assert (at.row(), COLUMNS[at.column()]) == (row, name)
        shown.left.emit()
        settle()


def test_lines_of_a_pasted_block_that_find_no_room_are_told(sheet: AssessmentPage, qtbot: QtBot) -> None:
    cell(sheet, "机构文件")
    QApplication.clipboard().setText("1\n" * 40)
    qtbot.keyClick(sheet.scores.grid, Qt.Key.Key_V, CTRL)
    assert "多出" in sheet.messages.text


def test_a_block_of_a_sheet_is_pasted_over_headings(sheet: AssessmentPage, qtbot: QtBot) -> None:
    row = cell(sheet, "经费保障")
    QApplication.clipboard().setText('2\t"发票\n和合同"\n4.5\t章程\n')
    qtbot.keyClick(sheet.scores.grid, Qt.Key.Key_V, CTRL)
    model = sheet.scores.model
    assert [model.text_at(row, name) for name in ("score", "evidence")] == ["2", "发票 和合同"]
    assert [model.text_at(row + 2, name) for name in ("score", "evidence")] == ["4.5", "章程"]
    qtbot.keyClick(sheet.scores.grid, Qt.Key.Key_Delete)
    assert model.text_at(row, "score") == ""


def test_keys_turn_to_what_is_said_and_back(sheet: AssessmentPage, qtbot: QtBot) -> None:
    qtbot.keyClick(sheet.scores.grid, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    said = QApplication.focusWidget()
    assert said is not None
    assert sheet.form.isAncestorOf(said)
    qtbot.keyClick(said, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert sheet.scores.grid.hasFocus()


def test_a_veto_shows_the_last_grade_before_anything_is_saved(sheet: AssessmentPage) -> None:
    sheet.go(SAID)
    sheet.form.put("veto", "拖欠职工工资")
    sheet.form.changed.emit("veto")
    assert figure(sheet, "拟评等次") == "不合格"
    assert sheet.side.said.text().startswith("一票否决：拖欠职工工资")


def test_bonuses_count_up_to_their_cap(sheet: AssessmentPage) -> None:
    model = sheet.scores.model
    for row, line in enumerate(model.rows):
        if not isinstance(line, str) and line.score.front == BONUS:
            model.put(row, "score", str(line.score.points // 10))
    assert figure(sheet, "区评") == "10"
    assert "加分合计 12 分，最多计 10 分" in sheet.side.said.text()
    assert model.text_at(model.rows.index(BONUS), "score") == "10"


def test_what_is_typed_outlives_leaving_and_can_be_given_up(
    page: PilotsPage, section: AssessmentList, sheet: AssessmentPage, qtbot: QtBot, settle: Settle
) -> None:
    cell(sheet, "入会率")
    keys(qtbot, sheet, "1.5")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    settle()
    section.open(1)
    settle()
    again = page.shown
    assert isinstance(again, AssessmentPage)
    assert figure(again, "区评") == "1.5"
    assert "没有保存的修改，保存后生效" in again.messages.text
    again._give_up()
    settle()
    assert (figure(again, "区评"), again.dirty) == ("0", False)


def test_it_is_finished_from_the_sheet_and_done_anew(
    sheet: AssessmentPage, ask: Ask, settle: Settle, qtbot: QtBot, answer: Answer
) -> None:
    ask(lambda office: complete(office, 1, 90, finish=False))
    sheet.open(1)
    settle()
    cell(sheet, "入会率")
    keys(qtbot, sheet, "2")
    qtbot.keyClick(sheet.scores.grid, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    settle()
    answer(by="评审组")
    assert figure(sheet, "等次") == "优秀"
    assert not any(one.isVisible() for one in sheet._savers)
    assert sheet._about.text() == "评审组 2022-12-10"
    assert not sheet.scores.model.flags(sheet.scores.grid.currentIndex()) & Qt.ItemFlag.ItemIsEditable
    sheet.redo()
    answer(reason="漏计竞赛")
    assert sheet.title.endswith("2022 年评价（第 2 版）")
    assert sheet.scores.model.open
    assert all(one.isVisible() for one in sheet._savers)


def test_finishing_a_sheet_that_lacks_marks_leads_to_the_first(sheet: AssessmentPage) -> None:
    cell(sheet, "入会率")
    sheet.go(SAID)
    sheet.finish()
    assert QApplication.activeModalWidget() is None
    assert "区评分还缺 24 项：机构文件" in sheet.messages.text
    at = sheet.scores.grid.currentIndex()
    assert (at.row(), COLUMNS[at.column()]) == (1, "score")


def test_what_lacks_marks_isn_t_finished_and_the_dialog_names_them(
    section: AssessmentList, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    ask(lambda office: office.assessments.begin([1], 2022))
    section.refresh()
    settle()
    section.view.go_to(1)
    section.finish()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), FormDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FormDialog)
    dialog.form.put("by", "评审组")
    dialog.submit()
    settle()
    assert "还没有区评分：机构文件、实施方案、台账和季度进展、经费保障等 24 项" in dialog.finding
    dialog.reject()


def test_files_prove_a_line_while_marks_are_typed(
    sheet: AssessmentPage, qtbot: QtBot, ask: Ask, settle: Settle, proof: Path
) -> None:
    cell(sheet, "入会率")
    keys(qtbot, sheet, "2")
    row = cell(sheet, "劳动和技能竞赛")
    assert sheet.scores.files.text() == "附件…"
    qtbot.keyClick(sheet.scores.grid, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    dialog = stands(qtbot, EvidenceDialog)
    dialog.take([proof, proof.with_name("不是照片.txt")])
    settle()
    assert "不是照片.txt" in dialog.messages.text  # one of them is refused, so none is kept
    assert dialog.files == []
    dialog.take([proof])
    settle()
    assert [one.title for one in dialog.files] == ["方案"]
    opener = dialog.focusWidget()
    assert isinstance(opener, QPushButton)
    assert opener.accessibleName() == "打开：方案"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert sheet.scores.model.text_at(row, "files") == "1"
    assert sheet.scores.files.text() == "附件 1 个…"
    assert (sheet.dirty, figure(sheet, "区评"), sheet.messages.isHidden()) == (True, "2", True)
    sheet.save()
    settle()
    assert not sheet.dirty
    assert [one.score for one in ask(lambda office: office.enclosures.of(1))] == [sheet.scores.model.rows[row].score.id]  # type: ignore[union-attr]


def prove(office: Office, proof: Path) -> None:
    """A file at the first line of the first assessment."""
    score = office.assessments.sheet(1).lines[0].score.id
    office.enclosures.add(1, office.enclosures.look([proof]), score=score)


def test_a_file_of_a_line_is_opened_and_taken_away_for_a_reason(
    sheet: AssessmentPage, qtbot: QtBot, ask: Ask, settle: Settle, proof: Path
) -> None:
    ask(lambda office: prove(office, proof))
    sheet.open(1)
    settle()
    cell(sheet, "机构文件")
    at = sheet.scores.grid.currentIndex().siblingAtColumn(COLUMNS.index("files"))
    assert at.data() == "1"
    sheet.scores.grid.doubleClicked.emit(at)
    dialog = stands(qtbot, EvidenceDialog)
    settle()
    opener = dialog.focusWidget()
    assert isinstance(opener, QPushButton)
    assert opener.accessibleName() == "打开：方案"
    opener.click()
    stands(qtbot, Viewer).reject()
    (more,) = [one for one in dialog.findChildren(QPushButton) if one.accessibleName() == "更多：方案"]
    next(one for one in more.menu().actions() if one.text() == "作废…").trigger()
    fill_in(qtbot, settle, reason="传错了")
    assert dialog.files == []
    assert dialog._hint.text().startswith("还没有附件")
    dialog.reject()
    assert sheet.scores.files.text() == "附件…"


def test_files_of_a_finished_assessment_are_shown_and_stay(
    sheet: AssessmentPage, qtbot: QtBot, ask: Ask, settle: Settle, proof: Path
) -> None:
    ask(lambda office: prove(office, proof))
    ask(lambda office: complete(office, 1))
    sheet.open(1)
    settle()
    cell(sheet, "实施方案")
    assert not sheet.scores.files.isEnabled()
    cell(sheet, "机构文件")
    sheet.scores.files.click()
    dialog = stands(qtbot, EvidenceDialog)
    settle()
    assert (dialog.adder.isVisible(), dialog.acceptDrops()) == (False, False)
    (more,) = [one for one in dialog.findChildren(QPushButton) if one.accessibleName() == "更多：方案"]
    assert [one.text() for one in more.menu().actions()] == ["打开", "保存副本…"]
    dialog.reject()


def test_waves_and_years_are_compared_and_the_ranking_leads_to_the_sheet(
    page: PilotsPage, section: AssessmentList, ask: Ask, settle: Settle, qtbot: QtBot
) -> None:
    def year(office: Office) -> None:
        for of_year, hundredths in ((2021, 70), (2022, 90)):
            for unit in (1, 4):
                office.assessments.begin([unit], of_year)
                number = office.assessments.of(unit)[0].id
                if (of_year, unit) == (2022, 1):
                    office.assessments.judge(number, {"veto": office.assessments.sheet(number).scheme.vetoes[0]})
                complete(office, number, hundredths - unit)

    ask(year)
    section.compare()
    settle()
    shown = page.shown
    assert isinstance(shown, ComparePage)
    assert shown._said.text().startswith("2022 年评定 2 家")
    assert (shown.totals.count, shown.totals.series_count, shown.fronts.count) == (2, 2, 6)
    ranked = shown.ranking.model()
    grades = [ranked.index(row, 5).data() for row in range(2)]
    assert [one.partition("·")[2] for one in grades] == ["", "一票否决"]
    shown.by.choose(YEARS)
    shown.by.chosen.emit(YEARS)
    assert (shown.totals.count, shown.totals.series_count, shown.fronts.series_count) == (2, 1, 2)
    shown.by.choose(WAVES)
    shown.year.setCurrentIndex(1)
    shown.refresh()
    settle()
    assert shown._said.text().startswith("2021 年评定 2 家")
    shown.ranking.go_to(shown._model.ids[0])
    qtbot.keyClick(shown.ranking, Qt.Key.Key_Return)
    settle()
    assert isinstance(page.shown, AssessmentPage)
    assert page.shown.title == "江苏甲机械有限公司 2021 年评价"


def test_a_page_whose_assessment_is_undone_is_left(
    page: PilotsPage, sheet: AssessmentPage, section: AssessmentList, desk: Any, settle: Settle
) -> None:
    assert page.shown is sheet
    desk.undo()
    settle()
    assert page.shown is section


def test_the_tab_of_an_enterprise_lists_its_own_and_draws_its_years(
    page: PilotsPage, ask: Ask, settle: Settle, qtbot: QtBot
) -> None:
    ask(lambda office: office.assessments.begin([1, 2], 2021))
    ask(lambda office: complete(office, 1, 70))
    room = page.open_unit(1, "年度评价")
    qtbot.waitUntil(lambda: room.form is not None and room.form.tab is not None)
    settle()
    shown = room.findChild(AssessmentList)
    assert isinstance(shown, AssessmentList)
    assert shown._count.text() == "共 1 份"
    assert shown.listing.column("unit_name").shown is False
    course = room.findChild(CourseView)
    assert isinstance(course, CourseView)
    assert (course.totals.count, course.fronts.count, course.fronts.series_count) == (1, 6, 1)


def test_a_score_sheet_that_came_back_is_shown_before_it_is_entered(
    section: AssessmentList, ask: Ask, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "评分表.xlsx"
    ask(lambda office: office.assessments.begin([1], 2022))
    ask(lambda office: office.assessments.export_scores([1], path))
    book = openpyxl.load_workbook(path)
    book.active["I4"] = 4
    book.save(path)
    section.take(path)
    settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ScoresDialog)
    assert dialog.look.sentence == "改动 1 家单位的 1 项评分：区评分 1 处。"
    with qtbot.waitSignal(dialog.achieved):
        dialog.submit()
    assert ask(lambda office: office.assessments.sheet(1)).lines[0].score.score == 40
