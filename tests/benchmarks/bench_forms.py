"""Making the form of a file and showing it, against as many of Qt's own labels and editors in one bare grid.

Both stand in a window that is dressed as the program is, for the style sheet is what costs most of either.
"""

from collections import Counter
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.policy.standards import Policy
from tests.benchmarks.timing import Measure, paired
from tests.builders import policy
from tests.offices import draft
from ui.cases.form import CaseForm
from ui.look import fonts, theme
from ui.look.theme import Theme

ROUNDS = 9
_ACROSS = 6
_KINDS: tuple[type[QWidget], ...] = (QLabel, QComboBox, QLineEdit, QPlainTextEdit, QPushButton)
_Counted = dict[type[QWidget], int]


def measure() -> Measure:
    """One row: what a clerk waits for when the first file is opened."""
    app = QApplication.instance() or QApplication(["benchmark", "-platform", "offscreen"])
    assert isinstance(app, QApplication)
    fonts.install(app)
    theme.apply(app, Theme.LIGHT)
    held = policy()
    counted = _counted(_form(held))
    floor, ours = paired(
        partial(_shown, app, partial(_bare, counted)), partial(_shown, app, partial(_form, held)), ROUNDS
    )
    return Measure("the form of a file made and shown, against as many bare editors", 4, floor, ours)


def _form(held: Policy) -> QWidget:
    made = CaseForm(held)
    made.show_draft(draft(members=2))
    return made


def _counted(form: QWidget) -> _Counted:
    """How many labels and editors of each kind stand in it."""
    parts: list[QWidget] = list(form.findChildren(QWidget))
    found = Counter(next((kind for kind in _KINDS if isinstance(one, kind)), QWidget) for one in parts)
    return {kind: found[kind] for kind in _KINDS}


def _bare(counted: _Counted) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    every = [kind for kind, count in counted.items() for _ in range(count)]
    for at, kind in enumerate(every):
        grid.addWidget(kind(made), at // _ACROSS, at % _ACROSS)
    return made


def _shown(app: QApplication, make: Callable[[], QWidget]) -> None:
    window = QWidget()
    window.resize(1366, 768)
    inside = QVBoxLayout(window)
    window.show()
    inside.addWidget(make())
    app.processEvents()
    window.close()
    window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # type: ignore[arg-type]  # none is all of them
