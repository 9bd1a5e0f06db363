"""Registers of skilled workers, and ledgers of studios, contests and monitoring, taken in."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from desktop.base.errors import WorkbookError
from desktop.exchange.planning import Existing, Verdict
from desktop.office.ledger_kinds import LedgerKind
from desktop.office.ledger_looks import LedgerLook
from desktop.pilots.flow import Verb
from desktop.pilots.monitoring import Filling
from desktop.pilots.talent import Contest, Studio, Talent
from tests import offices
from tests.builders import resident_id
from tests.desktop.exchange.workbooks import xlsx
from tests.offices import Doors
from tests.pilot_ledgers import TALENT_HEADINGS, credit_code, talent, talents, unit_name

NEW, CHANGED, SAME, REFUSED = Verdict.NEW, Verdict.CHANGED, Verdict.SAME, Verdict.REFUSED


@pytest.fixture
def office(doors: Doors) -> Doors:
    """Two units."""
    for seq in (1, 2):
        doors.enterprises.enter({"name": unit_name(seq), "credit_code": credit_code(seq)})
    return doors


def look(office: Doors, path: Path, which: LedgerKind, existing: Existing = Existing.FILL) -> LedgerLook:
    assert office.pilot_ledgers.kind_of(path) is which
    return office.pilot_ledgers.review(path, which, existing)


def enter(office: Doors, path: Path, which: LedgerKind, existing: Existing = Existing.FILL) -> LedgerLook:
    found = look(office, path, which, existing)
    office.pilot_ledgers.enter(found)
    return found


def said(found: LedgerLook) -> list[tuple[str, int, bool]]:
    return [(one.code, one.place.row, one.refuses) for one in found.plan.findings]


def test_563_skilled_workers_come_in_of_whom_142_are_high_skilled(office: Doors, tmp_path: Path) -> None:
    high = ("高级工", "技师", "高级技师", "三级")
    lines = [talent(seq, high[seq % 4] if seq <= 142 else ("中级工", "五级")[seq % 2]) for seq in range(1, 564)]
    found = enter(office, talents(tmp_path, lines), LedgerKind.TALENTS)
    assert found.sentence == "563 人，其中高技能 142 人"
    assert (found.plan.count(NEW), found.findings) == (563, ())
    assert len(office.registers.of(Talent)) == 563
    again = look(office, found.path, LedgerKind.TALENTS, Existing.UPDATE)
    assert again.plan.count(SAME) == 563


def test_a_worker_is_of_the_pilot_that_is_named_else_of_the_unit_as_it_stands(office: Doors, tmp_path: Path) -> None:
    lines = [talent(1, unit=unit_name(2)), talent(2, unit=unit_name(1).replace("有限公司", "有限责任公司")), talent(3)]
    found = enter(office, talents(tmp_path, lines), LedgerKind.TALENTS)
    assert said(found) == [("unit_alike", 4, False)]
    kept = sorted(office.registers.of(Talent), key=lambda one: one.id)
    assert [(one.enterprise, one.unit) for one in kept] == [(2, None), (1, None), (None, "某医院")]
    assert (kept[0].grade, kept[0].sex, kept[0].birth) == ("中级工（四级）", "女", dt.date(1970, 1, 1))


def test_what_registers_say_of_occupations_and_of_who_is_in_a_studio_is_kept(office: Doors, tmp_path: Path) -> None:
    people = xlsx(tmp_path / "人才.xlsx", [(*TALENT_HEADINGS, "职业编码"), (*talent(1), "6-18-01-01")])
    enter(office, people, LedgerKind.TALENTS)
    heads = ("序号", "工作室名称", "所在单位", "领衔人", "工种", "技能等级", "成员表")
    rooms = [heads, (1, "赵强创新工作室", unit_name(1), "赵强", "焊工", "高级技师", "赵强、钱进、孙立")]
    enter(office, xlsx(tmp_path / "工作室.xlsx", rooms), LedgerKind.STUDIOS)
    assert [one.trade_code for one in office.registers.of(Talent)] == ["6-18-01-01"]
    assert [(one.grade, one.team) for one in office.registers.of(Studio)] == [("高级技师（一级）", "赵强、钱进、孙立")]


def test_of_two_grades_of_one_person_the_higher_counts(office: Doors, tmp_path: Path) -> None:
    enter(office, talents(tmp_path, [talent(1, "中级工"), talent(2, "技师")]), LedgerKind.TALENTS)
    raised = talent(1, "高级工", 证书编号="G1", 职业工种="")
    lower = talent(2, "初级工", 证书编号="G2")
    found = enter(office, talents(tmp_path, [raised, lower], "二.xlsx"), LedgerKind.TALENTS)
    assert [one.verdict for one in found.plan.lines] == [CHANGED, SAME]
    kept = sorted(office.registers.of(Talent), key=lambda one: one.id)
    assert [(one.grade, one.certificate_no) for one in kept] == [
        ("高级工（三级）", "G1"),
        ("技师（二级）", "S00000002"),
    ]
    found = enter(office, talents(tmp_path, [lower], "三.xlsx"), LedgerKind.TALENTS, Existing.UPDATE)
    assert [one.verdict for one in found.plan.lines] == [SAME]


def test_of_two_lines_with_one_id_the_higher_grade_is_entered_and_the_other_does_nothing(
    office: Doors, tmp_path: Path
) -> None:
    lines = [talent(1, "中级工"), talent(1, "技师"), talent(2), talent(2)]
    found = enter(office, talents(tmp_path, lines), LedgerKind.TALENTS)
    assert said(found) == [("lower_grade", 3, False), ("duplicate_in_file", 6, True)]
    assert (found.sentence, found.plan.lines[0].verdict) == ("2 人，其中高技能 1 人", SAME)
    assert sorted(str(one.grade) for one in office.registers.of(Talent)) == ["中级工（四级）", "技师（二级）"]


def test_namesakes_at_one_unit_are_told_apart_by_their_ids(office: Doors, tmp_path: Path) -> None:
    office.registers.enter(Talent, {"name": "赵强", "unit": "某医院"})
    one, other = talent(1, 姓名="赵强"), talent(2, 姓名="赵强")
    found = enter(office, talents(tmp_path, [one, other]), LedgerKind.TALENTS)
    assert [line.record for line in found.plan.lines] == [1, None]
    assert {each.resident_id for each in office.registers.of(Talent)} == {one[2], other[2]}
    without = enter(office, talents(tmp_path, [talent(3, 姓名="赵强", 身份证号="")], "二.xlsx"), LedgerKind.TALENTS)
    assert [line.verdict for line in without.plan.lines] == [SAME]


def test_an_id_in_a_number_cell_is_refused_and_sex_is_that_of_the_id(office: Doors, tmp_path: Path) -> None:
    lines = [(*talent(1, 身份证号=321102197501010015), "男"), (*talent(2), "男")]
    path = xlsx(tmp_path / "a.xlsx", [(*TALENT_HEADINGS, "性别"), *lines])
    found = look(office, path, LedgerKind.TALENTS)
    assert said(found) == [("id_lost_digits", 2, True), ("sex_disagrees_with_id", 3, False)]
    assert found.plan.lines[1].values["sex"] == "女"


def test_fourteen_studios_come_in_with_their_units(office: Doors, tmp_path: Path) -> None:
    headings = ("工作室名称", "所在单位", "级别", "命名时间", "领衔人", "成员数", "面积（平方米）", "年度经费（万元）")
    lines = [
        (f"第{seq}创新工作室", unit_name(1) if seq <= 9 else "某医院", "市", "2021年5月", "赵强", 6, "80.5", 3.5)
        for seq in range(1, 15)
    ]
    path = xlsx(tmp_path / "工作室.xlsx", [headings, *lines])
    found = enter(office, path, LedgerKind.STUDIOS)
    assert found.sentence == "14 个工作室，其中试点单位 9 个"
    one = office.registers.of(Studio, enterprise=1)[0]
    assert (one.level, one.named_on, one.area, one.money) == ("市级", dt.date(2021, 5, 1), 8050, 3_500_000)
    assert look(office, path, LedgerKind.STUDIOS, Existing.UPDATE).plan.count(SAME) == 14


def test_a_studio_of_which_only_the_year_is_told_comes_in_without_the_day(office: Doors, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "工作室.xlsx", [("工作室名称", "领衔人", "命名时间"), ("焊接工作室", "赵强", "2021年")])
    found = enter(office, path, LedgerKind.STUDIOS)
    assert said(found) == [("date", 2, False)]
    assert [(one.named_on, one.note) for one in office.registers.of(Studio)] == [(None, "命名日期：2021年")]


def test_contests_raise_77_46_of_them_to_a_middle_grade(office: Doors, tmp_path: Path) -> None:
    headings = ("竞赛名称", "举办日期", "承办单位", "晋升中级工", "晋升高级工")
    lines = [("钳工竞赛", "2022-06-01", unit_name(1), 6, 3), ("焊工竞赛", "", "某学院", 40, 28)]
    path = xlsx(tmp_path / "竞赛.xlsx", [headings, *lines, ("合计", "", "", 46, 31)])
    found = enter(office, path, LedgerKind.CONTESTS)
    assert found.sentence == "2 次竞赛，晋升 77 人：中级 46、高级 31"
    assert said(found) == [("no_pilot", 3, False), ("no_day", 3, False)]
    kept = {one.name: one for one in office.registers.of(Contest)}
    assert kept["钳工竞赛"].enterprise == 1
    welders = kept["焊工竞赛"]
    assert (welders.enterprise, welders.organiser, welders.day) == (None, "某学院", offices.TODAY)
    assert look(office, path, LedgerKind.CONTESTS, Existing.UPDATE).plan.count(SAME) == 2


MONITORING = ("企业名称", "监测期间", "是否填报", "用工人数", "签订劳动合同人数", "欠薪金额")


def monitored(path: Path, *lines: Any, above: str = "2022年三季度劳动关系监测台账") -> Path:
    return xlsx(path / "监测.xlsx", [(above,), MONITORING, *lines])


def test_what_was_filled_in_is_of_the_period_that_is_told_or_stands_above(office: Doors, tmp_path: Path) -> None:
    path = monitored(
        tmp_path, (unit_name(1), "2022年第二季度", "√", 500, 480, ""), (unit_name(2), "", "未报", "", "", "")
    )
    found = enter(office, path, LedgerKind.MONITORING)
    assert (found.sentence, found.basis.period) == ("2 家，已填报 1 家", "2022Q3")
    kept = {one.enterprise: one for one in office.registers.of(Filling)}
    assert all(one.due == office.monitoring.dues([one.period])[one.period] for one in kept.values())
    assert (kept[1].period, kept[1].filled_on, kept[1].heads) == ("2022Q2", offices.TODAY, 500)
    assert (kept[2].period, kept[2].filled_on) == ("2022Q3", None)
    assert look(office, path, LedgerKind.MONITORING, Existing.UPDATE).plan.count(SAME) == 2


@pytest.mark.parametrize("heading", ["人均月加班", "争议涉及人数"])
def test_any_figure_says_that_it_was_filled_in(office: Doors, tmp_path: Path, heading: str) -> None:
    headings = ("企业名称", "监测期间", "用工人数", "签订劳动合同人数", heading)
    path = xlsx(tmp_path / "监测.xlsx", [headings, (unit_name(1), "2022年三季度", "", "", 0)])
    enter(office, path, LedgerKind.MONITORING)
    (one,) = office.registers.of(Filling)
    assert one.filled_on == offices.TODAY


def test_a_unit_that_is_no_pilot_and_a_period_that_is_none_are_refused(office: Doors, tmp_path: Path) -> None:
    path = monitored(tmp_path, ("某某公司", "", "√", 5, 5, ""), (unit_name(1), "上个季度", "√", 5, 5, ""))
    assert said(look(office, path, LedgerKind.MONITORING)) == [("no_unit", 4 - 1, True), ("period", 4, True)]


def test_what_a_unit_that_has_left_fills_in_for_a_later_period_is_asked_about(office: Doors, tmp_path: Path) -> None:
    office.enterprises.move(1, Verb.LEAVE, day=dt.date(2022, 6, 30), reason="搬迁")
    path = monitored(tmp_path, (unit_name(1), "2022年二季度", "√", 5, 5, ""), (unit_name(1), "", "√", 5, 5, ""))
    assert said(look(office, path, LedgerKind.MONITORING)) == [("left", 4, False)]


def test_the_same_unit_and_period_twice_is_refused(office: Doors, tmp_path: Path) -> None:
    path = monitored(tmp_path, (unit_name(1), "", "√", 5, 5, ""), (unit_name(1), "", "√", 6, 5, ""))
    found = look(office, path, LedgerKind.MONITORING)
    assert [one.verdict for one in found.plan.lines] == [NEW, REFUSED]


def test_each_kind_is_told_from_the_others_and_from_people(office: Doors, tmp_path: Path) -> None:
    files = xlsx(
        tmp_path / "困难.xlsx",
        [("姓名", "身份证号", "工作单位", "困难类别", "联系电话"), ("张三", resident_id(), "甲厂", "", "")],
    )
    roster = xlsx(
        tmp_path / "花名册.xlsx",
        [("姓名", "身份证号", "工作单位", "工种", "慰问金"), ("张三", resident_id(), "甲厂", "环卫", 500)],
    )
    assert [office.pilot_ledgers.kind_of(one) for one in (files, roster)] == [None, None]
    with pytest.raises(WorkbookError, match="找不到文件"):
        office.pilot_ledgers.kind_of(tmp_path / "没有.xlsx")


def test_a_line_without_an_id_and_one_with_it_about_the_same_worker_are_not_two(office: Doors, tmp_path: Path) -> None:
    one = talent(1, 姓名="赵强")
    enter(office, talents(tmp_path, [one]), LedgerKind.TALENTS)
    lines = [talent(1, 姓名="赵强", 身份证号=""), one]
    found = enter(office, talents(tmp_path, lines, "二.xlsx"), LedgerKind.TALENTS)
    assert said(found) == [("duplicate_in_file", 4, True)]
    assert len(office.registers.of(Talent)) == 1


def test_one_id_with_two_names_is_asked_about(office: Doors, tmp_path: Path) -> None:
    enter(office, talents(tmp_path, [talent(1)]), LedgerKind.TALENTS)
    found = look(office, talents(tmp_path, [talent(1, 姓名="钱二")]), LedgerKind.TALENTS, Existing.UPDATE)
    [finding] = found.plan.lines[0].findings
    assert (finding.code, finding.refuses) == ("name_differs", False)
    assert "身份证号与已有的“赵二强”相同，姓名不同" in finding.message
