"""What isn't saved yet, and the one search."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.base.changes import Noun
from desktop.office.office import Office
from tests import offices
from tests.offices import PASSWORD, draft, on_file


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "新区.niangjia"
    office = Office.create(path, PASSWORD, name="新区总工会")
    for seed in range(4):
        on_file(office, draft(seed, members=2))
    office.close()
    return path


@pytest.fixture
def office(made: Path, tmp_path: Path) -> Iterator[Office]:
    opened = Office.open(Path(shutil.copyfile(made, tmp_path / "新区.niangjia")), PASSWORD)
    yield opened
    opened.close()


def test_what_is_kept_survives_closing_and_is_no_operation(made: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(made, tmp_path / "新区.niangjia"))
    office = Office.open(path, PASSWORD)
    before = office.journal()
    for name in ("王建", "王建国"):
        office.drafts.keep("case:1", {"person": {"name": name}}, label=name, base=3)
    office.close()
    again = Office.open(path, PASSWORD)
    kept, after = again.drafts.get("case:1"), again.journal()
    again.close()
    assert kept is not None
    assert (kept.label, kept.base, kept.body) == ("王建国", 3, {"person": {"name": "王建国"}})
    assert after == before


def test_what_is_kept_can_be_listed_and_dropped(office: Office) -> None:
    for name in ("case:1", "case:new", "fund:new"):
        office.drafts.keep(name, {}, label=name)
    assert {one.name for one in office.drafts.every("case:")} == {"case:1", "case:new"}
    office.drafts.drop("case:1")
    assert office.drafts.get("case:1") is None
    assert len(office.drafts.every()) == 2


def test_a_name_its_initials_a_number_and_a_member_are_found(office: Office) -> None:
    home = office.cases.get(2)
    head, member = home.applicant, home.persons[1]
    assert head.resident_id is not None
    for text in (head.name, head.resident_id[-6:], head.phone or "", home.file_no or ""):
        assert office.find(text)[0].record == 2, text
    [found] = [one for one in office.find(str(member.resident_id)) if one.record == 2]
    assert (found.noun, found.label) == (Noun.CASES, head.name)
    assert f"成员 {member.name}" in found.detail


def test_a_search_tells_nobodys_whole_number(office: Office) -> None:
    for one in office.find("2022"):
        assert str(office.cases.get(one.record).applicant.resident_id) not in one.detail


def test_no_more_is_found_than_asked_for_and_nothing_for_blanks(office: Office) -> None:
    assert len(office.find("2022", 3)) == 3
    assert office.find("  ") == []


def test_a_stamp_changes_with_the_file_and_with_nothing_else(office: Office) -> None:
    before = office.cases.stamp(1)
    offices.close(office, 2, "已脱困")
    assert office.cases.stamp(1) == before
    offices.close(office, 1, "已脱困")
    assert office.cases.stamp(1) > before
    assert office.cases.stamp(999) == 0


def test_what_a_household_received_stands_with_its_batch(path_of_doors: offices.Doors) -> None:
    doors = path_of_doors
    number = doors.enter()
    batch = doors.batch(doors.fund())
    [line] = doors.aid.received(number)
    assert (line.batch, line.programme, line.day, line.paid) == (batch, "生活救助", offices.TODAY, False)
    assert line.amount == doors.aid.payments(batch)[0].amount
    assert doors.aid.received(number + 1) == []


@pytest.fixture
def path_of_doors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[offices.Doors]:
    monkeypatch.setenv("NIANGJIA_NOW", offices.NOW)
    with offices.opened(offices.make(tmp_path / "润州区.niangjia")) as found:
        yield found
