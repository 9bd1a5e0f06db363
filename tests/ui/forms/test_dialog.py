"""The dialog of a small operation: what is said in it has room, and never more than a screen has."""

import pytest
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.changes import Change
from desktop.base.codes import CodeList
from desktop.base.fields import Field, Kind, Value
from desktop.base.findings import Finding
from desktop.office.office import Office
from tests.ui.desks import Settle
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.forms.tall import TallDialog
from ui.look import scale
from ui.widgets.pieces import column

LONG = "金额超过上限，请改小；确需发放的，请填超上限原因和批准人，原因会印在审批表上，批准人要签字。" * 2


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What it stands over."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(window: QWidget, desk: Desk) -> FormDialog:
    """Such a dialog, open."""
    made = FormDialog(window, desk, "调整", [Field(label="原因", name="reason")], _nothing)
    made.open()
    return made


def _nothing(_office: Office, _values: dict[str, Value]) -> Change:
    return Change(operation=0, label="没有改动", nouns=frozenset(), count=0)


def test_it_grows_with_what_is_said_under_a_field(qtbot: QtBot, dialog: FormDialog) -> None:
    before = dialog.height()
    dialog.show_findings([Finding(code="over", message=LONG, field="reason")])
    qtbot.waitUntil(lambda: dialog.height() > before)
    cell = dialog.form.cells["reason"]
    assert cell.height() >= cell.heightForWidth(cell.width())


def test_of_a_thousand_findings_it_tells_the_first_and_their_number(dialog: FormDialog) -> None:
    dialog.show_findings([Finding(code="over", message=f"第 {at} 人超过上限。") for at in range(1000)])
    assert dialog.finding.splitlines()[0] == "第 0 人超过上限。"
    assert dialog.finding.splitlines()[-1] == "……这样的共 1,000 处。"
    assert len(dialog.finding.splitlines()) == 7


def test_what_stands_in_its_first_field_is_typed_over_be_it_a_text_or_a_choice(
    qtbot: QtBot, window: QWidget, desk: Desk
) -> None:
    codes = {"kind": CodeList("kind", ("实施方案", "工作总结"))}
    for field in (Field(label="原因", name="kind"), Field(label="材料", name="kind", kind=Kind.CODE, codes="kind")):
        shown = FormDialog(window, desk, "登记", [field], _nothing, codes=codes, values={"kind": "实施方案"})
        shown.open()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        clerk = shown.form.cells["kind"].editor
        line = clerk.lineEdit() if isinstance(clerk, QComboBox) else clerk
        assert isinstance(line, QLineEdit)
        assert line.selectedText() == "实施方案"
        shown.reject()


def test_it_can_die_while_it_is_laid_out(qtbot: QtBot, dialog: FormDialog, settle: Settle) -> None:
    gone = []
    dialog.destroyed.connect(lambda: gone.append(True))
    dialog.show_findings([Finding(code="over", message=LONG, field="reason")])
    dialog.submit()
    settle()
    qtbot.waitUntil(lambda: bool(gone))


def test_its_text_takes_no_more_room_than_its_lines(qtbot: QtBot, window: QWidget, desk: Desk) -> None:
    made = FormDialog(window, desk, "调整", [Field(label="原因", name="reason")], _nothing, text=LONG)
    made.setMinimumWidth(900)
    made.open()
    qtbot.waitUntil(made.isVisible)
    text = next(one for one in made.findChildren(QLabel) if one.text() == LONG)
    assert text.height() == text.heightForWidth(text.width())


class Nested(TallDialog):
    """With something above the fields that scroll."""

    def _body(self) -> QWidget:
        made, inside = QWidget(), column()
        inside.addWidget(QLabel("还没有保存"))
        inside.addWidget(super()._body())
        made.setLayout(inside)
        return made


@pytest.mark.parametrize(("kind", "many"), [(TallDialog, 9), (Nested, 9), (FormDialog, 1)])
def test_it_has_its_height_before_it_is_shown(
    qtbot: QtBot, window: QWidget, desk: Desk, kind: type[FormDialog], many: int
) -> None:
    heights: list[int] = []

    class Watched(kind):  # type: ignore[misc, valid-type]
        def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  (Qt names it)
            heights.append(self.height())
            super().showEvent(event)

    fields = [Field(label=f"第 {at} 项", name=f"at{at}") for at in range(many)]
    shown = Watched(window, desk, "登记", fields, _nothing, text=LONG)
    shown.show_findings([Finding(code="high", message=LONG)])
    shown.open()
    qtbot.waitUntil(shown.isActiveWindow)
    assert heights == [shown.height()]


def test_it_stands_over_the_middle_of_its_window_and_whole_on_the_screen(
    qtbot: QtBot, window: QWidget, desk: Desk
) -> None:
    fields, screen = [Field(label="原因", name="reason")], window.screen().availableGeometry()
    for corner in (screen.topLeft(), screen.center(), screen.bottomRight()):
        window.move(corner)
        shown = FormDialog(window, desk, "登记", fields, _nothing)
        shown.open()
        qtbot.waitUntil(shown.isActiveWindow)
        assert screen.contains(shown.frameGeometry())
        shown.reject()
    window.move(screen.center() - window.rect().center())
    shown = FormDialog(window, desk, "登记", fields, _nothing)
    shown.open()
    assert (shown.geometry().center() - window.geometry().center()).manhattanLength() <= scale.CONTROL
