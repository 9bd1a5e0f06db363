"""The grid of figures: typed with the keys of a sheet, pasted from one, and never anybody else's."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.findings import Finding
from desktop.cases.figures import FIGURES, TOTALS, totals
from desktop.cases.household import Household
from desktop.office.cases import draft_of
from tests.builders import household, policy
from tests.ui.desks import Ask
from tests.ui.typing import typed
from ui.cases.figures import FiguresGrid
from ui.cases.figures_model import COLUMNS
from ui.cases.form import CaseForm
from ui.cases.page import CasePage
from ui.desk import Desk

Open = Callable[..., CasePage]
HOME = household(3, members=2)


def told(home: Household, *figures: dict[str, int]) -> Household:
    persons = [replace(one, **its) for one, its in zip(home.persons, figures, strict=False)]
    return replace(home, persons=(*persons, *home.persons[len(figures) :]), **totals(persons))  # type: ignore[arg-type]


@pytest.fixture
def form(qtbot: QtBot) -> CaseForm:
    made = CaseForm(policy())
    qtbot.addWidget(made)
    made.resize(1198, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(form: CaseForm, *figures: dict[str, int]) -> FiguresGrid:
    form.show_draft(draft_of(told(HOME, *figures)))
    return form.figures


def texts(grid: FiguresGrid, row: int) -> dict[str, str]:
    found = {name: grid.model.text_at(row, name) for name in COLUMNS}
    return {name: text for name, text in found.items() if text}


def here(grid: FiguresGrid) -> tuple[int, str]:
    at: QModelIndex = grid.view.currentIndex()
    return at.row(), COLUMNS[at.column()]


def key(qtbot: QtBot, *keys: Qt.Key | str) -> None:
    """Press keys wherever the focus is."""
    for one in (part for each in keys for part in (each if isinstance(each, str) else [each])):
        focus = QApplication.focusWidget()
        assert isinstance(focus, QWidget)
        qtbot.keyClick(focus, one)


def begin(grid: FiguresGrid, row: int, name: str) -> None:
    grid.open_it()
    grid.view.setFocus()
    grid.view.go_to(row, name)


def test_while_nobody_has_figures_there_is_one_line_and_totals_are_typed(form: CaseForm) -> None:
    grid = shown(form)
    assert (grid.opener.isVisible(), grid.view.isVisible()) == (True, False)
    assert not form.file.cells["yearly_income"].editor.isReadOnly()  # type: ignore[union-attr]
    grid.opener.click()
    assert (grid.opener.isVisible(), grid.view.isVisible(), grid.dirty) == (False, True, False)


def test_each_person_has_a_line_with_sums_across_and_down(form: CaseForm) -> None:
    grid = shown(form, {"wage_income": 4200000, "illness_cost": 1}, {"wage_income": 100000, "other_income": 50})
    assert texts(grid, 0) == {
        "wage_income": "42,000",
        "yearly_income": "42,000",
        "illness_cost": "0.01",
        "rigid_spending": "0.01",
    }
    assert texts(grid, 2) == {}
    assert texts(grid, 3)["yearly_income"] == "43,000.50"
    names = [grid.model.headerData(row, Qt.Orientation.Vertical) for row in range(4)]
    assert names == [*(one.name for one in HOME.persons), "合计"]
    assert not form.dirty


def test_all_columns_are_in_sight_on_a_small_screen(form: CaseForm) -> None:
    grid = shown(form, dict.fromkeys(FIGURES, 12345600))
    assert grid.view.horizontalScrollBar().maximum() == 0


def test_digits_begin_typing_and_enter_goes_on_to_the_next_figure(qtbot: QtBot, form: CaseForm) -> None:
    grid = shown(form)
    begin(grid, 0, "other_income")
    key(qtbot, "12", Qt.Key.Key_Return, "3", Qt.Key.Key_Tab)
    assert texts(grid, 0) == {
        "other_income": "12",
        "yearly_income": "12",
        "illness_cost": "3",
        "rigid_spending": "3",
    }
    assert here(grid) == (0, "disability_cost")
    key(qtbot, "4", Qt.Key.Key_Down)
    assert here(grid) == (1, "disability_cost")
    key(qtbot, Qt.Key.Key_Left, Qt.Key.Key_Backtab)
    assert here(grid) == (1, "other_income")


def test_what_is_typed_counts_at_once_and_escape_takes_it_back(qtbot: QtBot, form: CaseForm) -> None:
    grid = shown(form, {"wage_income": 2400000})
    begin(grid, 0, "wage_income")
    key(qtbot, "36000")
    assert form.file.cells["yearly_income"].text == "36,000.00"
    assert "36,000 − 12,000" in form.note._reasons.text()
    assert "36,000 − 12,000" in grid._said.text()
    key(qtbot, Qt.Key.Key_Escape)
    assert form.file.cells["yearly_income"].text == "24,000.00"
    assert not grid.dirty


def test_the_last_figure_leads_out_of_the_grid(qtbot: QtBot, form: CaseForm) -> None:
    grid = shown(form)
    begin(grid, 2, "other_cost")
    with qtbot.waitSignal(grid.finished):
        key(qtbot, Qt.Key.Key_Return)
    key(qtbot, Qt.Key.Key_Tab)
    assert not grid.view.hasFocus()


def test_a_block_is_pasted_over_the_figures_and_never_over_the_sums(qtbot: QtBot, form: CaseForm) -> None:
    grid = shown(form)
    begin(grid, 1, "other_income")
    QApplication.clipboard().setText("1,000\t2\r\n3\t4元\r\n5\t6\r\n")
    qtbot.keyClick(grid.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [texts(grid, row).get("other_income") for row in range(3)] == [None, "1,000", "3"]
    assert [texts(grid, row).get("illness_cost") for row in range(3)] == [None, "2", "4"]
    assert "多 1 行" in grid._hint.text()
    grid.view.selectAll()
    qtbot.keyClick(grid.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text().splitlines()
    assert [len(line.split("\t")) for line in copied] == [len(FIGURES)] * 3
    qtbot.keyClick(grid.view, Qt.Key.Key_Delete)
    assert texts(grid, 3) == {}


def test_totals_are_sums_while_there_are_figures_and_what_was_typed_comes_back(qtbot: QtBot, form: CaseForm) -> None:
    grid = shown(form)
    before = {name: form.file.cells[name].text for name in TOTALS}
    begin(grid, 0, "illness_cost")
    key(qtbot, "6000", Qt.Key.Key_Return)
    assert form.file.cells["rigid_spending"].text == "6,000.00"
    assert form.file.cells["yearly_income"].text == before["yearly_income"]
    read_only = [form.file.cells[name].editor.isReadOnly() for name in TOTALS]  # type: ignore[union-attr]
    assert read_only == [False, True]
    grid.view.go_to(0, "illness_cost")
    key(qtbot, Qt.Key.Key_Delete)
    assert {name: form.file.cells[name].text for name in TOTALS} == before


def test_figures_stay_with_their_person_when_others_come_and_go(form: CaseForm) -> None:
    grid = shown(form, {"wage_income": 100}, {"wage_income": 200}, {"wage_income": 300})
    form.members.remove_row(0)
    assert [one.get("wage_income") for one in form.draft().persons] == [100, 300]
    assert form.file.cells["yearly_income"].text == "4.00"
    form.members.add_row()
    form.members.cell(1, "name").editor.setFocus()
    assert grid.model.rowCount() == 3
    assert [one.get("wage_income") for one in form.draft().persons] == [100, 300]


def test_a_new_member_has_a_line_as_soon_as_there_is_a_name(qtbot: QtBot, form: CaseForm) -> None:
    grid = shown(form, {"wage_income": 100})
    form.members.add_row()
    typed(qtbot, form.members.cell(2, "name"), "王小宝")
    assert grid.model.headerData(3, Qt.Orientation.Vertical) == "王小宝"
    grid.model.put(3, "wage_income", "5")
    assert form.draft().persons[3]["wage_income"] == 500


def test_what_is_no_amount_is_said_when_it_is_left_and_refuses(qtbot: QtBot, form: CaseForm) -> None:
    grid = shown(form)
    begin(grid, 1, "wage_income")
    key(qtbot, "12x")
    assert grid._found.isHidden()
    key(qtbot, Qt.Key.Key_Return)
    assert "不是金额" in grid._found.text()
    assert HOME.persons[1].name in grid._found.text()
    assert (grid.level(""), [(one.person, one.field) for one in grid.show_all_findings()]) == (
        "bad",
        [(1, "wage_income")],
    )
    assert "wage_income" not in form.draft().persons[1]
    grid.focus_first()
    assert here(grid) == (1, "wage_income")


def test_findings_of_a_check_stand_in_their_cells_until_these_are_edited(form: CaseForm) -> None:
    grid = shown(form, {"wage_income": 100})
    mine = Finding(code="x", message="请核对。", refuses=False, field="wage_income", person=0)
    other = Finding(code="x", message="。", field="name", person=0)
    assert grid.set_findings([mine, other]) == (other,)
    assert (grid.level(""), grid.model.level_at(0, "wage_income")) == ("warn", "warn")
    grid.model.put(0, "wage_income", "7")
    assert grid.level("") == ""


def test_what_is_not_saved_is_kept_readable_or_not(form: CaseForm) -> None:
    grid = shown(form, {"wage_income": 100})
    assert grid.unsaved() is None
    grid.model.put(2, "work_cost", "abc")
    kept = form.unsaved()
    shown(form, {"wage_income": 100})
    assert not form.dirty
    form.restore(kept)
    assert texts(grid, 2) == {"work_cost": "abc"}
    assert form.dirty


def test_figures_are_saved_with_their_persons_and_the_totals(qtbot: QtBot, opened: Open, desk: Desk, ask: Ask) -> None:
    page = opened(2)
    page.figures.model.put(1, "transfer_income", "9600")
    page.figures.model.put(0, "schooling_cost", "800.5")
    assert page.dirty
    page.save()
    qtbot.waitUntil(lambda: not page._saving and not page.dirty and desk.idle)
    home = ask(lambda office: office.cases.get(2))
    assert (home.persons[1].transfer_income, home.applicant.schooling_cost) == (960000, 80050)
    assert (home.yearly_income, home.rigid_spending) == (960000, 80050)
    assert texts(page.figures, 1)["transfer_income"] == "9,600"
