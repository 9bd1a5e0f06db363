"""A file number that is given already refuses its line, not the whole workbook."""

from pathlib import Path

import pytest

from desktop.exchange.planning import Existing, Verdict
from desktop.office.intake import Intake, Look
from tests.builders import resident_id
from tests.desktop.exchange.workbooks import HEADINGS, ONE, TWO, xlsx
from tests.offices import Doors

NUMBERED = (*HEADINGS, "档案编号")
THREE = ("王五", resident_id(seq=3), "困难")


@pytest.fixture
def taken(doors: Doors, tmp_path: Path) -> Path:
    """A ledger of which the office has the first household under 2022-7."""
    Intake(doors.db, doors.standing).enter(
        Intake(doors.db, doors.standing).look(xlsx(tmp_path / "a.xlsx", [NUMBERED, (*ONE, "2022-7")]))
    )
    return xlsx(tmp_path / "b.xlsx", [NUMBERED, (*ONE, "2022-7"), (*TWO, "2022-7"), (*THREE, "2022-8")])


def look(doors: Doors, path: Path) -> Look:
    return Intake(doors.db, doors.standing).look(path, Existing.UPDATE)


def test_the_other_lines_are_entered(doors: Doors, taken: Path) -> None:
    seen = look(doors, taken)
    assert [line.verdict for line in seen.plan.lines] == [Verdict.SAME, Verdict.REFUSED, Verdict.NEW]
    assert Intake(doors.db, doors.standing).enter(seen).count == 1
    assert look(doors, taken).plan.same == 2


def test_a_number_that_another_has_by_now_is_refused_on_entering(doors: Doors, tmp_path: Path) -> None:
    seen = look(doors, xlsx(tmp_path / "a.xlsx", [NUMBERED, (*TWO, "2022-9")]))
    Intake(doors.db, doors.standing).enter(look(doors, xlsx(tmp_path / "b.xlsx", [NUMBERED, (*THREE, "2022-9")])))
    assert Intake(doors.db, doors.standing).enter(seen).count == 0


def test_what_is_passed_over_is_told_with_the_plan(doors: Doors, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [(*HEADINGS, "家庭年收入"), (*ONE, 3.6)])
    seen = look(doors, path)
    assert [one.code for one in seen.findings] == ["unit_doubtful"]
    assert Intake(doors.db, doors.standing).again(seen).plan.findings == seen.plan.findings
