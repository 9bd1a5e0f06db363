"""Steps, figures and notes say what they show, to the eye and to a screen reader."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.look import shown
from ui.widgets.figures import Figure, Figures
from ui.widgets.notes import Note, Notes
from ui.widgets.stepper import Stepper


@pytest.fixture
def stepper(qtbot: QtBot) -> Stepper:
    made = Stepper("进度", ("编制", "锁定", "发放"))
    qtbot.addWidget(made)
    made.show()
    return made


def filled(stepper: Stepper) -> int:
    """How many circles are filled in the accent's colour, seen beside their marks."""
    image = stepper.grab().toImage()
    dense, accent = image.devicePixelRatio(), shown.colour("accent")
    line = [image.pixelColor(x, round(17 * dense)) for x in range(image.width())]
    runs = [one == accent and line[at - 1] != accent for at, one in enumerate(line) if at]
    return sum(runs)


@pytest.mark.parametrize("done", range(4))
def test_the_steps_that_are_behind_are_told(stepper: Stepper, done: int) -> None:
    stepper.show_done(done, ("", "", ""))
    assert stepper.accessibleName().count("已完成") == done
    assert stepper.done == done


def test_a_step_that_is_behind_looks_otherwise_than_one_to_come(stepper: Stepper) -> None:
    stepper.show_done(0, ("", "", ""))
    none = filled(stepper)
    stepper.show_done(3, ("", "", ""))
    assert filled(stepper) > none


def test_a_long_note_makes_its_step_wider_but_not_without_end(stepper: Stepper) -> None:
    before = stepper.sizeHint().width()
    stepper.show_done(1, ("2022-12-10 决定", "", ""))
    after = stepper.sizeHint().width()
    stepper.show_done(1, ("主席办公会" * 20, "", ""))
    assert before < after < stepper.sizeHint().width() < before + 140


def test_figures_are_named_and_toned(qtbot: QtBot) -> None:
    figures = Figures()
    qtbot.addWidget(figures)
    figures.show_figures((Figure("人数", "6 人"), Figure("余额", "-5.00", "bad")))
    assert figures.text("余额") == "-5.00"
    assert figures._texts["余额"].property("role") == "figure-bad"
    assert figures._texts["人数"].accessibleName() == "人数：6 人"
    figures.show_figures((Figure("人数", "7 人"), Figure("余额", "0.00")))
    assert figures._texts["余额"].property("role") == "figure"


def test_notes_are_hidden_while_there_are_none(qtbot: QtBot) -> None:
    notes = Notes()
    qtbot.addWidget(notes)
    notes.show_notes("锁定前：", [Note("没有银行卡号", bad=False)])
    assert not notes.isHidden()
    assert notes.property("role") == "mind"
    notes.show_notes("锁定前：", [])
    assert notes.isHidden()


def test_a_note_offers_its_way_out(qtbot: QtBot) -> None:
    done: list[str] = []
    notes = Notes()
    qtbot.addWidget(notes)
    notes.show_notes("没有锁定：", [Note("余额不够", action="登记到账…", deed=lambda: done.append("到账"))])
    (button,) = notes.findChildren(QPushButton)
    button.click()
    assert done == ["到账"]
    assert notes.property("role") == "stop"
