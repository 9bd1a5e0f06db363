"""Scores go out to Excel and come back by their numbers: all of a sheet is entered, or nothing."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.base.errors import RefusedError, WorkbookError
from desktop.office.score_files import ScoresLook
from desktop.pilots.wave import Wave
from tests.desktop.office.test_assessments import DAY, begun, full
from tests.offices import Doors
from tests.piloting import UNIT, WAVE


@pytest.fixture
def pilots(doors: Doors) -> Doors:
    """Two pilots whose assessments are begun."""
    doors.registers.enter(Wave, WAVE)
    doors.enterprises.enter(UNIT | {"wave": 1})
    doors.enterprises.enter({"name": "乙公司", "wave": 1})
    begun(doors, 1, 2)
    return doors


def back(doors: Doors, folder: Path, **cells: Any) -> ScoresLook:
    """What the sheet of both says after these cells were typed over; its first line is the fourth."""
    path = folder / "评分表.xlsx"
    doors.assessments.export_scores([1, 2], path)
    book = openpyxl.load_workbook(path)
    for name, value in cells.items():
        book.active[name] = value
    book.save(path)
    return doors.assessments.read_scores(path)


def test_only_what_is_given_can_be_typed_over(pilots: Doors, tmp_path: Path) -> None:
    change = pilots.assessments.export_scores([1, 2], tmp_path / "a.xlsx")
    assert change.count == 2 * len(pilots.assessments.sheet(1).every)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    headings = [cell.value for cell in sheet[3]]
    free = [name for name, cell in zip(headings, sheet[4], strict=True) if not cell.protection.locked]
    assert free == ["自评分", "区评分", "佐证材料", "评分说明"]


def test_what_was_not_touched_changes_nothing(pilots: Doors, tmp_path: Path) -> None:
    look = back(pilots, tmp_path)
    assert (look.given, look.findings) == ({}, ())
    assert "没有改动" in look.sentence
    assert pilots.assessments.enter_scores(look).operation == 0


def test_scores_of_many_units_come_back_in_one_operation(pilots: Doors, tmp_path: Path) -> None:
    second = 4 + len(pilots.assessments.sheet(1).every)
    look = back(pilots, tmp_path, H4=4, I4=3.5, J4="文件一份", **{f"I{second}": "2.5"})
    assert look.sentence == "改动 2 家单位的 2 项评分：自评分 1 处、区评分 2 处、佐证材料 1 处。"
    change = pilots.assessments.enter_scores(look)
    assert (change.count, change.label) == (2, "按“评分表.xlsx”评分：江苏甲机械有限公司 等 2 家")
    first, other = (pilots.assessments.sheet(number).lines[0].score for number in (1, 2))
    assert (first.self_score, first.score, first.evidence, other.score) == (40, 35, "文件一份", 25)


def test_marks_of_the_district_that_a_unit_s_sheet_would_replace_are_told(pilots: Doors, tmp_path: Path) -> None:
    pilots.assessments.score(1, {("组织领导", "机构文件"): {"score": 30}})
    look = back(pilots, tmp_path, H4=4, I4=4, I5=2)
    (found,) = look.findings
    assert (found.refuses, found.place.row, found.place.column) == (False, 4, "区评分")
    assert found.message == "机构文件的区评分原为 3 分，写入后改为 4 分，请核对。"
    assert look.sentence == "改动 1 家单位的 2 项评分：自评分 1 处、区评分 2 处。"
    pilots.assessments.enter_scores(look)
    assert [line.score.score for line in pilots.assessments.sheet(1).lines[:2]] == [40, 20]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"I4": 4.5}, "above_points"),
        ({"I4": "好"}, "points"),
        ({"A4": "99999"}, "number_unknown"),
        ({"B4": "丙公司", "I4": 1}, "number_of_another"),
        ({"D4": "入会率", "I4": 1}, "number_of_another"),
    ],
)
def test_a_line_that_is_wrong_is_told_with_its_place_and_keeps_all_out(
    pilots: Doors, tmp_path: Path, cells: dict[str, Any], code: str
) -> None:
    look = back(pilots, tmp_path, **cells | {"I5": 1})
    (found,) = look.findings
    assert (found.code, found.place.row) == (code, 4)
    with pytest.raises(RefusedError):
        pilots.assessments.enter_scores(look)
    assert all(line.score.score is None for line in pilots.assessments.sheet(1).lines)


def test_a_sheet_whose_numbers_were_struck_out_is_refused_with_the_way_out(pilots: Doors, tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="“评分编号”列，没有读入。这一列不能删，请重新“导出评分表”"):
        back(pilots, tmp_path, A3="序号")


def test_what_was_finished_meanwhile_stays(pilots: Doors, tmp_path: Path) -> None:
    pilots.assessments.score(1, full(pilots, 1))
    pilots.assessments.finish([1], "评审组", DAY)
    look = back(pilots, tmp_path, I4=1)
    assert [one.code for one in look.findings] == ["assessment_is_final"]
