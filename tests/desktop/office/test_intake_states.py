"""What a ledger enters as, and what becomes of lines whose file is closed, lifted out or on its way."""

from pathlib import Path

import pytest

from desktop.base.findings import Finding
from desktop.cases.household import State
from desktop.cases.steps import Verb
from desktop.exchange.planning import Existing, Verdict
from desktop.office.intake import Intake, Look
from tests import lives, offices
from tests.builders import household
from tests.desktop.exchange.workbooks import HEADINGS, xlsx
from tests.lives import APPROVED
from tests.offices import Doors

SEEDS = (3, 6)


def line(seed: int, employer: str = "新单位") -> tuple[object, ...]:
    home = household(seed)
    told = {"姓名": home.applicant.name, "身份证号": home.applicant.resident_id, "困难类别": home.category}
    return (*(told[name] for name in HEADINGS), employer)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Two households that the office doesn't have, each with another employer than made-up ones have."""
    return xlsx(tmp_path / "台账.xlsx", [(*HEADINGS, "工作单位"), *map(line, SEEDS)])


def looked(doors: Doors, path: Path, state: State, existing: Existing = Existing.UPDATE) -> Look:
    return Intake(doors.db, doors.standing).look(path, existing, state=state)


def entered(doors: Doors, path: Path, state: State) -> Look:
    look = looked(doors, path, state)
    Intake(doors.db, doors.standing).enter(look)
    return look


def first(look: Look) -> tuple[Verdict, list[Finding]]:
    """What becomes of the first line, and what was said of its file."""
    one = look.plan.lines[0]
    return one.verdict, [found for found in one.findings if found.code.startswith(("file_", "on_file"))]


def test_a_ledger_of_files_goes_on_file_and_one_of_applications_begins_the_procedure(
    doors: Doors, ledger: Path
) -> None:
    entered(doors, ledger, State.DRAFT)
    assert [home.state for home in doors.cases.many([1, 2])] == [State.DRAFT] * 2
    assert doors.procedure.of(1).verbs[0] is Verb.ACCEPT


def test_without_a_word_a_ledger_is_of_files_on_file(doors: Doors, ledger: Path) -> None:
    intake = Intake(doors.db, doors.standing)
    assert intake.enter(intake.look(ledger)).label.startswith("导入台账：")
    assert {home.state for home in doors.cases.many([1, 2])} == {State.ON_FILE}


def test_the_choice_can_be_changed_without_reading_again(doors: Doors, ledger: Path) -> None:
    intake = Intake(doors.db, doors.standing)
    change = intake.enter(intake.again(intake.look(ledger), state=State.DRAFT))
    assert (change.label, change.count) == ("导入申请：台账.xlsx（新增 2 户，更新 0 户）", 2)
    assert doors.cases.get(2).state is State.DRAFT


@pytest.mark.parametrize("entered_as", [State.ON_FILE, State.DRAFT])
@pytest.mark.parametrize("verbs", [(), (Verb.ACCEPT,), APPROVED, (*APPROVED, Verb.SUSPEND), (*APPROVED, Verb.LIFT)])
def test_a_ledger_never_moves_a_file_that_there_is(
    doors: Doors, ledger: Path, entered_as: State, verbs: tuple[Verb, ...]
) -> None:
    number = lives.lived(doors, verbs, SEEDS[0])
    stood = doors.procedure.of(number)
    assert first(entered(doors, ledger, entered_as))[0] is Verdict.CHANGED
    after = doors.procedure.of(number)
    assert (after.home.state, after.steps) == (stood.home.state, stood.steps)
    assert after.home.employer == "新单位"


def test_who_has_a_file_makes_no_second_application(doors: Doors, ledger: Path) -> None:
    doors.enter(SEEDS[0])
    _, [said] = first(looked(doors, ledger, State.DRAFT))
    assert (said.code, said.refuses) == ("on_file", False)
    assert "已有档案（在档）" in said.message
    assert first(looked(doors, ledger, State.ON_FILE))[1] == []


@pytest.mark.parametrize("entered_as", [State.ON_FILE, State.DRAFT])
def test_who_was_lifted_out_is_pointed_to_the_relapse(doors: Doors, ledger: Path, entered_as: State) -> None:
    lives.lived(doors, (*APPROVED, Verb.LIFT), SEEDS[0])
    _, [said] = first(looked(doors, ledger, entered_as))
    assert (said.code, said.refuses) == ("file_lifted", False)
    assert "2022-03-09" in said.message
    assert "返困" in said.message


def test_a_closed_file_refuses_its_line_and_says_how_to_go_on(doors: Doors, ledger: Path) -> None:
    offices.close(doors, doors.enter(SEEDS[0], file_no="A-7"), "退休")
    look = looked(doors, ledger, State.ON_FILE)
    verdict, [said] = first(look)
    assert (verdict, said.code, said.refuses) == (Verdict.REFUSED, "file_closed", True)
    assert "A-7" in said.message
    assert "恢复档案" in said.message
    assert (said.place.row, said.place.column) == (2, "身份证号")
    assert Intake(doors.db, doors.standing).enter(look).count == 1, "the other line goes in"
    offices.reopen(doors, 1, "误注销")
    assert first(looked(doors, ledger, State.ON_FILE)) == (Verdict.CHANGED, [])


def test_whose_file_is_closed_may_apply_anew_and_the_clerk_is_told(doors: Doors, ledger: Path) -> None:
    offices.close(doors, doors.enter(SEEDS[0]), "退休")
    verdict, [said] = first(entered(doors, ledger, State.DRAFT))
    assert (verdict, said.code, said.refuses) == (Verdict.NEW, "file_closed", False)
    assert [home.state for home in doors.cases.many([1, 2])] == [State.CLOSED, State.DRAFT]


def test_an_open_file_goes_before_a_closed_one(doors: Doors, ledger: Path) -> None:
    offices.close(doors, doors.enter(SEEDS[0]), "退休")
    doors.enter(SEEDS[0], file_no=None)
    assert first(looked(doors, ledger, State.ON_FILE)) == (Verdict.CHANGED, [])


def test_a_file_that_was_closed_since_the_look_is_not_entered_a_second_time(doors: Doors, ledger: Path) -> None:
    doors.enter(SEEDS[0])
    look = looked(doors, ledger, State.ON_FILE)
    offices.close(doors, 1, "退休")
    assert Intake(doors.db, doors.standing).enter(look).count == 1
    assert doors.cases.get(1).employer != "新单位"
