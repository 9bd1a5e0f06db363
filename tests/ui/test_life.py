"""A household's way in the real window: applied, visited, posted, approved, lifted out, relapsed; then all undone.

Nothing is reached past the screen but to see what the office then holds.
"""

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.cases.household import State
from tests.builders import resident_id
from tests.ui.clerk import ALT, CTRL, Clerk, clerk
from tests.ui.typing import typed
from ui.cases.agreeing import AgreeDialog
from ui.cases.list import CaseList
from ui.cases.page import CasePage
from ui.cases.room import CaseRoom
from ui.cases.step_dialog import StepDialog

__all__ = ["clerk"]


class Case:
    """The one file, in its form."""

    def __init__(self, clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clerk, self._monkeypatch = clerk, monkeypatch

    @property
    def form(self) -> CasePage:
        """The form as it is shown now."""
        form = self.clerk.seen(self.clerk.window.page("case"), CaseRoom).form
        assert form is not None
        return form

    def on(self, day: str) -> None:
        """Go on to another day."""
        self._monkeypatch.setenv("NIANGJIA_NOW", f"{day} 09:30:00")

    def usual(self) -> str:
        """What the bar offers as the next step."""
        return self.form.bar.usual.text()

    def offered(self) -> list[str]:
        """Everything that can be done."""
        self.form.bar.open_menu()
        [menu] = [one for one in self.form.bar.findChildren(QMenu) if one.isVisible()]
        texts = [action.text().removesuffix("…") for action in menu.actions() if action.text()]
        menu.close()
        return [self.usual().removesuffix("…"), *texts]

    def take(self, **values: Any) -> str:
        """Take the usual next step by its key and button; gives what the file then waits for."""
        self.clerk.press(self.form, Qt.Key.Key_Return, ALT)
        self.clerk.answer(**values)
        return self.form.bar.phrase.whole

    def ask(self, verb: str, **values: Any) -> str:
        """Take a step out of the menu."""
        self.form.bar.open_menu()
        [menu] = [one for one in self.form.bar.findChildren(QMenu) if one.isVisible()]
        [action] = [one for one in menu.actions() if one.text() == f"{verb}…"]
        action.trigger()
        menu.close()
        self.clerk.answer(**values)
        return self.form.bar.phrase.whole

    def state(self) -> State:
        """What the office holds."""
        found: State = self.clerk.ask(lambda office: office.cases.get(1).state)
        assert self.form._state_pill.text() == found
        return found

    def told(self) -> str:
        """What the tab of the steps says."""
        self.form.aside.open_it("进程")
        self.clerk.settle()
        tab = next(one for one in self.form.aside.tabs if one.title == "进程")
        return "\n".join(one.text() for one in tab.findChildren(QLabel))


@pytest.fixture
def case(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> Case:
    return Case(clerk, monkeypatch)


def test_a_household_goes_its_whole_way_in_the_window(case: Case) -> None:
    apply(case)
    examine(case)
    post(case)
    approve(case)
    lift_out_and_relapse(case)
    look_back(case)
    undo_and_redo(case)


def apply(case: Case) -> None:
    clerk = case.clerk
    cases = clerk.go("cases", CaseList)
    clerk.press(cases.view, Qt.Key.Key_N, CTRL)
    clerk.qtbot.waitUntil(lambda: clerk.window.page("case") is not None)  # a button is pressed for a moment
    form = case.form
    assert (form._state_pill.text(), form.bar.usual.isVisible()) == ("草稿", False)
    for cell, text in (
        (form.applicant.cells["name"], "单晓明"),
        (form.applicant.cells["resident_id"], resident_id(dt.date(1980, 5, 17), "男", 7)),
        (form.file.cells["category"], "深度困难"),
        (form.file.cells["size"], "1"),
        (form.file.cells["yearly_income"], "6000"),
    ):
        typed(clerk.qtbot, cell, text)
    clerk.press(form.applicant.cells["name"].editor, Qt.Key.Key_S, CTRL)
    assert (case.state(), case.usual()) == ("草稿", "受理…")
    assert not {"入户核查", "公示", "审批", "脱困"} & set(case.offered())


def examine(case: Case) -> None:
    case.take(people="李敏", day=dt.date(2022, 12, 20))
    assert (case.state(), case.usual()) == ("已受理", "入户核查…")
    assert not {"受理", "经济状况核对", "公示", "转入在档"} & set(case.offered())
    typed(case.clerk.qtbot, case.form.file.cells["employer"], "镇江港务集团")
    assert case.take(people="李敏（副主席）、王强（干事）") == "等待经济状况核对"
    assert case.clerk.ask(lambda office: office.cases.get(1).employer) == "镇江港务集团", "what is typed is saved first"
    assert case.take(people="王强", agrees=True) == "等待公示"


def post(case: Case) -> None:
    case.clerk.press(case.form, Qt.Key.Key_Return, ALT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, StepDialog)
    case.clerk.qtbot.waitUntil(lambda: "单晓明还没有签公示的同意书" in dialog.finding)
    typed(case.clerk.qtbot, dialog.form.cells["place"], "社区公示栏")
    assert dialog._agree.isVisible(), "the way out stands beside the refusal"
    dialog._agree.click()
    case.clerk.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), AgreeDialog))
    case.clerk.answer()
    case.clerk.qtbot.waitUntil(lambda: not dialog.finding and not dialog._agree.isVisible())
    dialog.reject()
    assert case.state() == "经济状况核对"
    case.clerk.press(case.form, Qt.Key.Key_Return, ALT)
    again = QApplication.activeModalWidget()
    assert isinstance(again, StepDialog)
    assert again.form.cells["place"].text == "社区公示栏", "what was typed is there again"
    case.clerk.qtbot.waitUntil(lambda: again.form.cells["ends"].text == "2022-12-27")
    case.clerk.answer(people="王强")
    assert case.form.bar.phrase.whole == "公示到 12月27日，还有 5 个工作日"
    assert (case.form.bar.paper.text(), case.form.bar.paper.isVisible()) == ("打印公示", True)


def approve(case: Case) -> None:
    assert "审批" not in case.offered()
    case.ask("登记异议", opinion="家里有车", people="匿名")
    assert case.usual() == "处理异议…"
    case.take(people="李敏", upheld=False, opinion="车是邻居的")
    case.on("2022-12-28")
    case.clerk.press(case.form, Qt.Key.Key_Return, ALT)
    case.clerk.answer(day=dt.date(2022, 12, 28))
    assert (case.state(), case.usual()) == ("待区审批", "审批…")
    case.take(people="主席办公会")
    assert case.state() == "在档"
    assert case.clerk.ask(lambda office: office.cases.get(1).filed_on) == dt.date(2022, 12, 28)


def lift_out_and_relapse(case: Case) -> None:
    case.on("2023-06-01")
    assert case.ask("脱困", people="主席办公会", opinion="重新就业") == "9月1日回访"
    case.on("2023-09-02")
    assert case.take(people="李敏", risk=True).endswith("回访")
    case.ask("返困", people="李敏", opinion="再次失业")
    assert (case.state(), case.usual()) == ("已受理", "入户核查…")


def look_back(case: Case) -> None:
    told = case.told()
    order = [told.index(verb) for verb in ("返困\n", "回访\n", "脱困\n", "审批\n", "处理异议\n", "公示\n", "受理\n")]
    assert order == sorted(order), "the newest first"
    assert "车是邻居的" in told


def undo_and_redo(case: Case) -> None:
    clerk, done = case.clerk, 0
    clerk.press(case.form, Qt.Key.Key_Escape)
    while clerk.ask(lambda office: office.undo_label()):
        clerk.window.undo()
        clerk.settle()
        done += 1
    assert len(clerk.ask(lambda office: office.ids(Query(noun=Noun.CASES)))) == 0
    while clerk.ask(lambda office: office.redo_label()):
        clerk.window.redo()
        clerk.settle()
        done -= 1
    assert done == 0
    assert clerk.ask(lambda office: office.cases.get(1).state) == "已受理"
    assert clerk.ask(lambda office: len(office.procedure.of(1).steps)) == 11
