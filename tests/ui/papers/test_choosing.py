"""Choosing papers: ticks that are remembered, and one print job of all that is ticked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.base.changes import Noun
from desktop.office.catalogue import PAPERS
from tests import piloting
from tests.ui.desks import Ask, Settle
from ui.desk import Desk
from ui.papers.choosing import ChoosePapers, choose_papers
from ui.papers.preview import Make
from ui.requests.list import RequestList


@pytest.fixture
def shown() -> list[Make]:
    """What was to be previewed."""
    return []


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1160, 640)
    made.show()
    return made


@pytest.fixture
def dialog(window: QWidget, desk: Desk, shown: list[Make], settle: Settle) -> ChoosePapers:
    made = choose_papers(window, desk, shown.append, [2, 1])
    settle()
    return made


def test_every_paper_of_a_file_can_be_ticked(dialog: ChoosePapers) -> None:
    assert list(dialog.ticks) == [one.name for one in PAPERS if one.of is Noun.CASES]
    assert not dialog.verb.isEnabled()


def test_it_says_whose_papers_they_are(dialog: ChoosePapers, ask: Ask) -> None:
    name = ask(lambda office: office.cases.get(2).applicant.name)
    assert dialog.whose.text() == f"“{name}”等 2 户，按名单的顺序"


def test_what_is_ticked_becomes_one_print_job_in_the_order_of_the_list(
    qtbot: QtBot, dialog: ChoosePapers, shown: list[Make], ask: Ask
) -> None:
    for name in ("authorisation", "application-form"):
        dialog.ticks[name].setFocus()
        qtbot.keyClick(dialog.ticks[name], Qt.Key.Key_Space)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    printout = ask(shown[0])
    names = [ask(lambda office, number=number: office.cases.get(number).applicant.name) for number in (2, 1)]
    forms = ("困难职工帮扶申请表", "家庭经济状况核对授权委托书")
    assert [paper.title for paper in printout.papers] == [f"{form}（{name}）" for name in names for form in forms]


def test_papers_of_applications_are_chosen_alike_and_remembered_for_themselves(
    window: QWidget, desk: Desk, shown: list[Make], ask: Ask, settle: Settle
) -> None:
    for number in (1, 2):
        asked = {"programme": "费用减免", "household": number, "item": "水费", "receiver": "供水公司"}
        ask(lambda office, asked=asked: office.requests.save(office.requests.begin(asked)))
    made = choose_papers(window, desk, shown.append, [2, 1], Noun.REQUESTS)
    settle()
    name = ask(lambda office: office.cases.get(2).applicant.name)
    assert list(made.ticks) == [one.name for one in PAPERS if one.of is Noun.REQUESTS]
    assert made.whose.text() == f"“{name}”等 2 份申请，按名单的顺序"
    for paper in ("waiver-list", "request-approval"):
        made.ticks[paper].setChecked(True)
    made.preview()
    assert len(ask(shown[0]).papers) == 3
    assert choose_papers(window, desk, shown.append, [1], Noun.REQUESTS).ticked == ["request-approval", "waiver-list"]
    assert choose_papers(window, desk, shown.append, [1]).ticked == []


def test_the_list_of_applications_prints_what_is_chosen(
    qtbot: QtBot, desk: Desk, shown: list[Make], ask: Ask, settle: Settle
) -> None:
    asked = {"programme": "费用减免", "household": 1, "item": "水费", "receiver": "供水公司"}
    ask(lambda office: office.requests.save(office.requests.begin(asked)))
    listing = ask(lambda office: office.listing(Noun.REQUESTS))
    page = RequestList(desk, listing, title="申请", picked=lambda: (), show_paper=shown.append)
    qtbot.addWidget(page)
    page.show()
    settle()
    page.print_papers()
    assert page.findChild(ChoosePapers) is None
    page.view.selectRow(0)
    page.print_papers()
    settle()
    dialog = page.findChild(ChoosePapers)
    assert dialog is not None
    dialog.ticks["request-form"].setChecked(True)
    dialog.preview()
    assert ask(shown[0]).label == "申请表（按项目）"


def test_the_last_ticks_are_there_again(window: QWidget, desk: Desk, settle: Settle, dialog: ChoosePapers) -> None:
    dialog.ticks["visit-form"].setChecked(True)
    dialog.preview()
    again = choose_papers(window, desk, lambda _: None, [1])
    settle()
    assert again.ticked == ["visit-form"]
    again._tick([])
    assert not again.verb.isEnabled()


def test_without_a_tick_nothing_is_shown(qtbot: QtBot, dialog: ChoosePapers, shown: list[Make]) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()
    assert shown == []


@pytest.mark.parametrize("noun", [Noun.PILOTS, Noun.ASSESSMENTS, Noun.INSPECTIONS, Noun.CALLS])
def test_papers_of_pilots_are_chosen_alike_and_named_by_the_unit(
    window: QWidget, desk: Desk, shown: list[Make], ask: Ask, noun: Noun
) -> None:
    ask(piloting.full)
    made = choose_papers(window, desk, shown.append, [1], noun)
    assert list(made.ticks) == [one.name for one in PAPERS if one.of is noun]
    assert made.ticked == (list(made.ticks) if len(made.ticks) == 1 else [])
    made.ticks[list(made.ticks)[-1]].setChecked(True)
    made.preview()
    assert "江苏甲机械有限公司" in ask(shown[0]).papers[0].title


@pytest.mark.parametrize(
    "counted",
    [(Noun.PILOTS, "家单位"), (Noun.ASSESSMENTS, "份评价"), (Noun.INSPECTIONS, "次督查"), (Noun.CALLS, "次走访")],
)
def test_it_says_of_which_units_and_how_many(
    window: QWidget, desk: Desk, ask: Ask, settle: Settle, counted: tuple[Noun, str]
) -> None:
    ask(piloting.full)
    noun, measure = counted
    for numbers, said in (([1], "“江苏甲机械有限公司”"), ([1, 1], f"“江苏甲机械有限公司”等 2 {measure}，按名单的顺序")):
        made = choose_papers(window, desk, lambda _: None, numbers, noun)
        settle()
        assert made.whose.text() == said


def test_papers_of_a_project_are_named_by_it(window: QWidget, desk: Desk, ask: Ask, settle: Settle) -> None:
    ask(piloting.full)
    made = choose_papers(window, desk, lambda _: None, [1], Noun.INCENTIVES)
    settle()
    assert made.whose.text() == "“智能产线改造”"
