"""The list of applications, and what is done from it with many."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.aid.request import RequestState
from desktop.office.cases import draft_of
from tests.ui.desks import Ask, Settle
from ui.desk import Desk
from ui.requests.deeds import DEEDS
from ui.requests.list import RequestList
from ui.requests.many import CandidatesDialog

GRANT, REFUSE, REGISTER, FINISH, WITHDRAW, TAKE_BACK = DEEDS


@pytest.fixture
def pupils(ask: Ask, desk: Desk, settle: Settle) -> list[int]:
    """Applications of four students; their numbers."""
    members = ask(lambda office: [(one, office.cases.get(one).persons[1].id) for one in range(1, 5)])
    desk.do(lambda office: office.requests.apply_for("子女助学", members))
    settle()
    return [1, 2, 3, 4]


@pytest.fixture
def mixed(pupils: list[int], desk: Desk, settle: Settle) -> list[int]:
    """The same, the last of them refused."""
    desk.do(lambda office: office.requests.refuse([4], decided_by="李主席", opinion="不实"))
    settle()
    return pupils


@pytest.fixture
def granted(pupils: list[int], desk: Desk, settle: Settle) -> list[int]:
    """The same, all but the last granted."""
    desk.do(lambda office: office.requests.decide([1, 2, 3], decided_by="李主席", opinion="情况属实"))
    settle()
    return pupils


def dialog(qtbot: QtBot, settle: Settle) -> Any:
    """The dialog that comes up."""
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    settle()
    return QApplication.activeModalWidget()


def done(made: Any, qtbot: QtBot, settle: Settle, **values: Any) -> None:
    """Fill it in and do what it is for."""
    for name, value in values.items():
        made.form.put(name, value)
    with qtbot.waitSignal(made.achieved):
        made.submit()
    settle()


def states(ask: Ask, numbers: list[int]) -> list[str]:
    return ask(lambda office: [str(office.requests.one(one).state) for one in numbers])  # type: ignore[no-any-return]


def texts(widget: Any) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


def test_students_are_proposed_ticked_and_entered(listed: RequestList, qtbot: QtBot, settle: Settle, ask: Ask) -> None:
    listed.ask_candidates()
    made = dialog(qtbot, settle)
    assert isinstance(made, CandidatesDialog)
    assert [tick.isChecked() for tick, _ in made.ticks] == [True] * 4
    made.tick_all(ticked=False)
    made.tick_all(ticked=True)
    made.ticks[0][0].setChecked(False)
    assert made.verb.text() == "登记 3 份申请"
    done(made, qtbot, settle)
    assert len(ask(lambda office: office.requests.of_programme("子女助学"))) == 3
    listed.ask_candidates()
    again = dialog(qtbot, settle)
    assert sum(tick.isEnabled() for tick, _ in again.ticks) == 1
    again.reject()


def test_who_has_no_stage_of_schooling_is_entered_with_the_one_that_is_chosen(
    listed: RequestList, desk: Desk, qtbot: QtBot, settle: Settle, ask: Ask
) -> None:
    home = ask(lambda office: office.cases.get(1))
    unsaid = replace(home.persons[1], identity=None, job_state="在读", enrolled=None, school_years=None)
    desk.do(lambda office: office.cases.save(draft_of(replace(home, persons=(home.persons[0], unsaid))), 1))
    settle()
    listed.ask_candidates()
    made = dialog(qtbot, settle)
    assert made.form.cells["stage"].isVisible()
    made.tick_all(ticked=True)
    made.submit()
    settle()
    assert "请选学段" in made.finding
    done(made, qtbot, settle, stage="小学")
    stages = ask(lambda office: {one.household: one.facts["stage"] for one in office.requests.of_programme("子女助学")})
    assert stages[1] == "小学"
    assert stages[2] != "小学", "what the file says stays"


def test_waivers_are_entered_for_the_chosen_files_of_the_other_list(
    listed: RequestList, qtbot: QtBot, settle: Settle, ask: Ask
) -> None:
    listed.ask_waivers()
    made = dialog(qtbot, settle)
    assert made.form.cells["whom"].text == "列表选中的 2 户"
    done(made, qtbot, settle, items="水费、电费")
    found = ask(lambda office: office.requests.of_programme("费用减免"))
    assert [(one.household, one.facts["item"]) for one in found] == [(1, "水费"), (1, "电费"), (2, "水费"), (2, "电费")]
    shown = {listed.model.value(at, "about") for at in range(4)}
    assert shown == {"水费", "电费"}, "else two of one household look the same"


def test_many_are_granted_and_those_that_cannot_be_are_left_out(
    listed: RequestList, mixed: list[int], qtbot: QtBot, settle: Settle, ask: Ask
) -> None:
    listed.view.choose(mixed)
    listed.begin(GRANT)
    made = dialog(qtbot, settle)
    assert "其中 1 份不能同意" in made._told.text()
    made.leave_out()
    settle()
    assert made._given.text() == "9,000 元"
    done(made, qtbot, settle, decided_by="李主席")
    assert states(ask, mixed) == ["已同意", "已同意", "已同意", "不予"]


def test_who_signed_last_signs_the_next(listed: RequestList, pupils: list[int], qtbot: QtBot, settle: Settle) -> None:
    listed.view.choose(pupils[:1])
    listed.begin(GRANT)
    done(dialog(qtbot, settle), qtbot, settle, decided_by="李主席")
    listed.view.choose(pupils[1:2])
    listed.begin(REFUSE)
    made = dialog(qtbot, settle)
    assert made.form.cells["decided_by"].text == "李主席"
    made.reject()


def test_refusing_withdrawing_and_taking_back(
    listed: RequestList, pupils: list[int], qtbot: QtBot, settle: Settle, ask: Ask
) -> None:
    listed.view.choose(pupils[:2])
    listed.begin(REFUSE)
    done(dialog(qtbot, settle), qtbot, settle, decided_by="李主席", opinion="不实")
    listed.view.choose(pupils[2:])
    listed.begin(WITHDRAW)
    done(dialog(qtbot, settle), qtbot, settle, note="不要了")
    assert states(ask, pupils) == ["不予", "不予", "已撤回", "已撤回"]
    listed.view.choose(pupils)
    listed.begin(TAKE_BACK)
    settle()
    assert states(ask, pupils) == ["待审"] * 4


def test_what_came_of_waivers_is_written_down_for_many(
    listed: RequestList, desk: Desk, qtbot: QtBot, settle: Settle, ask: Ask
) -> None:
    desk.do(lambda office: office.requests.apply_for_waivers("费用减免", [1, 2], ["水费"]))
    desk.do(lambda office: office.requests.decide([1, 2], decided_by="李主席"))
    settle()
    listed.view.choose([1, 2])
    listed.begin(REGISTER)
    done(dialog(qtbot, settle), qtbot, settle, account_no="0511-8")
    listed.begin(FINISH)
    done(dialog(qtbot, settle), qtbot, settle, result="已减免", saved=12_000)
    found = ask(lambda office: [office.requests.one(one) for one in (1, 2)])
    assert [(one.state, one.facts["saved"], one.facts["account_no"]) for one in found] == [
        (RequestState.DONE, 12_000, "0511-8")
    ] * 2


def test_a_batch_is_drawn_up_from_what_was_granted(
    listed: RequestList, granted: list[int], qtbot: QtBot, settle: Settle, ask: Ask
) -> None:
    listed.view.choose(granted)
    listed.ask_batch()
    made = dialog(qtbot, settle)
    assert "3 份，共 9,000 元" in texts(made)
    assert "另有 1 份" in texts(made)
    with qtbot.waitSignal(listed.drawn) as drawn:
        done(made, qtbot, settle)
    lines = ask(lambda office: office.aid.payments(drawn.args[0]))
    assert [one.amount for one in lines] == [300_000] * 3
    assert ask(lambda office: office.requests.ready("子女助学")) == []
    assert ask(lambda office: office.requests.one(1)).batch == drawn.args[0]


def test_the_panel_says_what_was_asked_and_decided(listed: RequestList, granted: list[int], qtbot: QtBot) -> None:
    listed.view.go_to(granted[0])
    qtbot.waitUntil(listed.panel.isVisible)
    qtbot.waitUntil(lambda: "情况属实" in texts(listed.panel))
    assert "江苏大学" in texts(listed.panel)


def test_enter_opens_and_a_new_one_is_begun_from_the_list(
    listed: RequestList, pupils: list[int], qtbot: QtBot, settle: Settle
) -> None:
    listed.view.go_to(pupils[1])
    with qtbot.waitSignal(listed.opened) as opened:
        qtbot.keyClick(listed.view, Qt.Key.Key_Return)
    assert opened.args == [pupils[1]]
    listed.ask_new()
    made = dialog(qtbot, settle)
    made.form.put("programme", "临时救助")
    made.form.put("home", "2022-0003")
    with qtbot.waitSignal(listed.new_asked) as asked:
        made.submit()
    assert asked.args[0]["household"] == 3
