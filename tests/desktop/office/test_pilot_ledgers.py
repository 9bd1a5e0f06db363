"""Ledgers of pilot enterprises: looked at, entered, entered again, given back, undone and redone."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from desktop.base.errors import ForbiddenError
from desktop.exchange.planning import Existing, Verdict
from desktop.office.ledger_kinds import LedgerKind
from desktop.office.ledger_looks import LedgerLook
from desktop.office.unit_filed import NAMELESS
from desktop.pilots.flow import Verb
from desktop.pilots.incentive import Incentive
from desktop.pilots.submission import SubmissionState
from desktop.pilots.wave import Wave
from desktop.store import households, inversion
from desktop.store.faults import translated
from tests import offices
from tests.builders import resident_id
from tests.desktop.exchange.workbooks import xlsx
from tests.offices import Doors
from tests.pilot_ledgers import (
    HEADINGS,
    SAID,
    TITLE,
    WORKERS,
    credit_code,
    ledger,
    thirty,
    unit,
    unit_name,
)

ORGANISATION, PLAN = "产改组织机构文件", "产改试点实施方案"
TODAY = offices.TODAY
NEW, CHANGED, SAME, REFUSED = Verdict.NEW, Verdict.CHANGED, Verdict.SAME, Verdict.REFUSED


def look(office: Doors, path: Path, existing: Existing = Existing.FILL, **more: Any) -> LedgerLook:
    return office.pilot_ledgers.review(path, LedgerKind.UNITS, existing, **more)


def enter(office: Doors, path: Path, *lines: Any, existing: Existing = Existing.FILL) -> LedgerLook:
    found = look(office, ledger(path, lines), existing)
    office.pilot_ledgers.enter(found)
    return found


def verdicts(found: LedgerLook) -> list[Verdict]:
    return [one.verdict for one in found.plan.lines]


def codes(found: LedgerLook) -> list[tuple[str, int, str, bool]]:
    return [(one.code, one.place.row, one.place.column, one.refuses) for one in found.plan.findings]


def invert(office: Doors, number: int) -> Any:
    with translated():
        return inversion.invert(office.db, number, households.rederive)


def test_thirty_units_in_four_waves_come_in_with_their_papers_and_projects(doors: Doors, tmp_path: Path) -> None:
    found = look(doors, ledger(tmp_path, thirty(), above=(TITLE, SAID)))
    assert found.sentence == (
        f"30 家，职工 {WORKERS:,} 人，新建 4 个批次，《{ORGANISATION}》23 份，《{PLAN}》24 份，激励项目 14 个"
    )
    assert [tuple(one) for one in found.waves] == [
        ("第一批", 1, 6), ("第二批", 2, 8), ("第三批", 3, 8), ("第四批", 4, 8),
    ]  # fmt: skip
    assert {one.code for one in found.plan.findings} == {"project_nameless"}
    assert doors.enterprises.every() == []
    change = doors.pilot_ledgers.enter(found)
    assert (change.label, change.count) == ("导入试点单位台账：试点单位.xlsx（新增 30 家，更新 0 家）", 30)
    waves = doors.enterprises.waves()
    assert [(one.name, one.number, one.level, one.chosen_on, one.enterprises) for one in waves] == [
        (name, number, "区级", TODAY, count)
        for number, (name, count) in enumerate(
            zip(("第一批", "第二批", "第三批", "第四批"), (6, 8, 8, 8), strict=True), 1
        )
    ]
    units = doors.enterprises.every()
    assert sum(one.workers or 0 for one in units) == WORKERS
    assert doors.submissions.completeness().sentence == f"30 家中 19 家齐全，缺《{ORGANISATION}》7 家、《{PLAN}》6 家。"
    projects = [one for each in units for one in doors.incentives.of(each.id)]
    assert [(one.name, one.year, one.front) for one in projects] == [(NAMELESS, 2022, "思想引领")] * 14


def test_a_tick_is_a_paper_that_is_in_order_and_the_stage_whose_paper_it_is(doors: Doors, tmp_path: Path) -> None:
    enter(doors, tmp_path, unit(1, ticks=("苏甲〔2022〕5号", "2022.3.5", "智能产线改造")))
    first, second = doors.submissions.of(1)
    assert (first.kind, first.state, first.document_no, first.received_on, first.note) == (
        ORGANISATION, SubmissionState.ACCEPTED, "苏甲〔2022〕5号", TODAY, "台账补录",
    )  # fmt: skip
    assert (second.kind, second.received_on, second.document_no) == (PLAN, dt.date(2022, 3, 5), None)
    assert [(one.stage, one.day, one.document_no) for one in doors.enterprises.stages(1)] == [
        ("确定批次", TODAY, None),
        ("成立机构", TODAY, "苏甲〔2022〕5号"),
        ("方案上报", dt.date(2022, 3, 5), None),
    ]
    assert [one.name for one in doors.incentives.of(1)] == ["智能产线改造"]


def test_words_that_are_no_tick_are_kept_and_doubted(doors: Doors, tmp_path: Path) -> None:
    found = enter(doors, tmp_path, unit(1, ticks=("下月报", "未报", "×")))
    assert codes(found) == [("tick", 3, "《产改组织机构文件》", False)]
    assert doors.submissions.of(1) == []
    assert doors.enterprises.one(1).note == f"{ORGANISATION}：下月报"


def test_words_that_say_no_are_no_project_and_a_number_is_no_name(doors: Doors, tmp_path: Path) -> None:
    found = enter(doors, tmp_path, unit(1, ticks=("", "", "暂不申报")), unit(2, ticks=("还没有", "", "2")))
    assert [(one.code, one.place.row) for one in found.plan.findings] == [
        ("tick", 3),
        ("tick", 4),
        ("project_nameless", 4),
    ]
    assert [one.name for one in doors.registers.of(Incentive)] == [NAMELESS]
    assert doors.submissions.of(2) == []
    assert [doors.enterprises.one(number).note for number in (1, 2)] == [
        "申报激励项目：暂不申报",
        f"{ORGANISATION}：还没有",
    ]


def test_a_paper_did_not_come_after_today(doors: Doors, tmp_path: Path) -> None:
    found = look(doors, ledger(tmp_path, [unit(1, ticks=("2022-12-31", "", ""))]))
    assert codes(found) == [("ahead", 3, "《产改组织机构文件》", True)]
    assert found.plan.findings[0].message == "《产改组织机构文件》的日期 2022-12-31 在今天之后，请核对。"


def test_sums_of_parts_are_no_units_and_agree(doors: Doors, tmp_path: Path) -> None:
    part = unit(
        9,
        "",
        序号="",
        联系电话="",
        单位名称="第一批小计",
        统一社会信用代码="",
        职工总数=2003,
        产业工人数=1200,
        会员数=1800,
    )
    whole = ["", "化工行业合计", *[""] * 4, 3006, *[""] * 7]
    found = look(doors, ledger(tmp_path, [unit(1), unit(2), part, unit(3), whole]))
    assert [one.values["name"] for one in found.plan.lines] == [unit_name(number) for number in (1, 2, 3)]
    assert (codes(found), [one.row for one in found.passed]) == ([], [5, 7])


def test_a_sum_above_the_lines_is_that_of_all_and_what_ends_a_sheet_is_no_unit(doors: Doors, tmp_path: Path) -> None:
    whole = ["", "合计", *[""] * 4, 2003, *[""] * 7]
    end = ["", "（以下空白）", *[""] * 12]
    found = look(doors, ledger(tmp_path, [whole, unit(1), unit(2), end]))
    assert (codes(found), [one.row for one in found.passed]) == ([], [3, 6])
    whole[6] = 2004
    found = look(doors, ledger(tmp_path, [whole, unit(1), unit(2), end]))
    assert [one.message for one in found.plan.findings] == ["职工总数合计 2,004，逐行相加 2,003，请核对是哪一行有误。"]


def test_of_two_lists_that_stand_abreast_the_second_is_not_lost_without_a_word(doors: Doors, tmp_path: Path) -> None:
    heads = ("单位名称", "职工总数")
    lines = [(*heads, "", *heads), (unit_name(1), 500, "", unit_name(2), 600)]
    found = look(doors, xlsx(tmp_path / "a.xlsx", [TITLE, *lines]))
    assert (len(found.plan.lines), [one.code for one in found.plan.findings]) == (1, ["column_again"])


def test_where_the_column_of_waves_is_empty_the_headings_of_parts_tell_them(doors: Doors, tmp_path: Path) -> None:
    parts = [[name, *[""] * 13] for name in ("第一批", "第二批：")]
    found = look(doors, ledger(tmp_path, [parts[0], unit(1, ""), parts[1], unit(2, "")]))
    assert [one.values["wave_name"] for one in found.plan.lines] == ["第一批", "第二批"]


def test_a_number_under_the_heading_of_its_group_is_that_of_the_group(doors: Doors, tmp_path: Path) -> None:
    above = ("序号", "单位名称", "职工人数（人）", "", "", "工会", "")
    below = ("", "", "总数", "产业工人", "会员", "名称", "人数")
    path = xlsx(
        tmp_path / "a.xlsx",
        [TITLE, above, below, (1, unit_name(1), 500, 400, 450, "甲公司工会", 3)],
        merged=["A2:A3", "B2:B3", "C2:E2", "F2:G2"],
    )
    (line,) = look(doors, path).plan.lines
    assert [line.values[name] for name in ("workers", "industrial_workers", "members")] == [500, 400, 450]
    assert line.values["union_name"] != "3"


def test_a_line_without_a_name_is_told_once(doors: Doors, tmp_path: Path) -> None:
    nameless = [unit(number, 单位名称="") for number in (1, 2)]
    assert [one[0] for one in codes(look(doors, ledger(tmp_path, nameless)))] == ["missing", "missing"]


def test_a_ledger_that_comes_again_changes_nothing(doors: Doors, tmp_path: Path) -> None:
    found = enter(doors, tmp_path, *thirty())
    assert doors.pilot_ledgers.enter(found).operation == 0
    again = look(doors, found.path, Existing.UPDATE)
    assert (again.plan.count(SAME), again.waves) == (30, ())


@pytest.mark.parametrize(
    ("existing", "after"),
    [
        (Existing.FILL, (500, "大港", 1, "第一批")),
        (Existing.UPDATE, (1001, "大港", 1, "第一批")),
        (Existing.SKIP, (500, None, 0, None)),
    ],
)
def test_what_the_office_has_is_filled_updated_or_left(
    doors: Doors, tmp_path: Path, existing: Existing, after: tuple[object, ...]
) -> None:
    doors.enterprises.enter({"name": unit_name(1), "credit_code": credit_code(1), "workers": 500})
    line = unit(1, ticks=("√", "", ""))
    path = xlsx(tmp_path / "a.xlsx", [(*HEADINGS, "镇街"), (*line, "大港")])
    doors.pilot_ledgers.enter(look(doors, path, existing))
    one = doors.enterprises.one(1)
    assert (one.workers, one.town, len(doors.submissions.of(1)), one.wave_name) == after


def test_a_unit_that_has_left_is_not_changed_without_a_word(doors: Doors, tmp_path: Path) -> None:
    path = enter(doors, tmp_path, unit(1), unit(2)).path
    doors.enterprises.move(1, Verb.LEAVE, day=TODAY, reason="搬迁")
    assert codes(look(doors, path, Existing.UPDATE)) == []
    found = look(doors, ledger(tmp_path, [unit(1, 职工总数=7000), unit(2, 职工总数=7000)]), Existing.UPDATE)
    assert verdicts(found) == [CHANGED, CHANGED]
    (said,) = found.plan.findings
    assert (said.code, said.place.row, said.refuses) == ("left", 3, False)
    assert said.message == f"“{unit_name(1)}”已退出试点（2022年12月10日），请核对。"


def test_a_paper_that_waits_to_be_checked_is_left_to_the_clerk(doors: Doors, tmp_path: Path) -> None:
    doors.enterprises.enter({"name": unit_name(1)})
    doors.submissions.receive({"enterprise": 1, "kind": PLAN, "received_on": TODAY})
    found = enter(doors, tmp_path, unit(1, ticks=("", "√", "")), existing=Existing.UPDATE)
    assert [one.code for one in found.plan.findings] == ["paper_open"]
    assert [one.state for one in doors.submissions.of(1)] == [SubmissionState.RECEIVED]


def test_another_document_number_updates_the_paper_that_is_there(doors: Doors, tmp_path: Path) -> None:
    enter(doors, tmp_path, unit(1, ticks=("√", "", "")))
    enter(doors, tmp_path, unit(1, ticks=("甲〔2022〕9号", "", "")))
    assert [one.document_no for one in doors.submissions.of(1)] == [None]
    enter(doors, tmp_path, unit(1, ticks=("甲〔2022〕9号", "", "")), existing=Existing.UPDATE)
    assert [one.document_no for one in doors.submissions.of(1)] == ["甲〔2022〕9号"]
    [reached] = [one for one in doors.enterprises.stages(1) if one.stage == "成立机构"]
    assert reached.document_no == "甲〔2022〕9号"


def test_another_document_number_is_that_of_the_newest_version(doors: Doors, tmp_path: Path) -> None:
    enter(doors, tmp_path, unit(1, ticks=("√", "", "")))
    doors.submissions.receive({"enterprise": 1, "kind": ORGANISATION, "received_on": TODAY, "document_no": "甲8号"})
    doors.submissions.accept(2, [], "王芳", TODAY)
    line = unit(1, ticks=("甲〔2022〕9号", "", ""))
    enter(doors, tmp_path, line, existing=Existing.UPDATE)
    assert [one.document_no for one in doors.submissions.of(1)] == [None, "甲〔2022〕9号"]
    assert verdicts(enter(doors, tmp_path, line, existing=Existing.UPDATE)) == [SAME]


def test_a_unit_is_known_by_its_code_by_its_name_and_nearly_by_its_name(doors: Doors, tmp_path: Path) -> None:
    doors.enterprises.enter({"name": "江苏旧名有限公司", "credit_code": credit_code(1)})
    doors.enterprises.enter({"name": unit_name(2)})
    doors.enterprises.enter({"name": "江苏丙股份有限公司"})
    doors.enterprises.enter({"name": unit_name(4), "credit_code": credit_code(9)})
    lines = (unit(1), unit(2, 单位名称=f" {unit_name(2)} "), unit(3, 单位名称="江苏丙有限责任公司"), unit(4))
    found = look(doors, ledger(tmp_path, lines))
    assert [one.record for one in found.plan.lines] == [1, 2, 3, 4]
    assert codes(found) == [
        ("unit_renamed", 3, "单位名称", False),
        ("unit_alike", 5, "单位名称", False),
        ("unit_recoded", 6, "统一社会信用代码", False),
    ]
    doors.pilot_ledgers.enter(look(doors, found.path, Existing.UPDATE))
    assert [one.name for one in sorted(doors.enterprises.every(), key=lambda one: one.id)][:3] == [
        unit_name(1), unit_name(2), "江苏丙有限责任公司",
    ]  # fmt: skip


def test_a_code_of_one_unit_beside_the_name_of_another_is_refused(doors: Doors, tmp_path: Path) -> None:
    doors.enterprises.enter({"name": unit_name(1), "credit_code": credit_code(1)})
    doors.enterprises.enter({"name": unit_name(2), "credit_code": credit_code(2)})
    found = look(doors, ledger(tmp_path, [unit(1, 单位名称=unit_name(2))]))
    assert [one.code for one in found.plan.findings if one.refuses] == ["unit_of_two"]


def test_bad_lines_are_placed_refused_and_given_back_and_the_rest_comes_in(doors: Doors, tmp_path: Path) -> None:
    wrong = credit_code(2)[:-1] + ("0" if credit_code(2)[-1] != "0" else "1")
    lines = [
        unit(1),
        unit(2, 统一社会信用代码=wrong),
        unit(3, 统一社会信用代码=913211911943592020),
        unit(4, 单位名称=""),
        unit(5, 统一社会信用代码=credit_code(1)),
        unit(6, 单位名称="江苏甲机械 1号 有限公司", 统一社会信用代码=""),
        unit(7, 职工总数="很多"),
        unit(8, 产业工人数=5000, 所属行业="养蜂", 联系电话="见附件"),
    ]
    found = look(doors, ledger(tmp_path, [*lines, ("", "合计", "", "", "", "", 9000)]))
    assert [(one[0], one[1]) for one in codes(found) if one[3]] == [
        ("credit_code", 4),
        ("credit_code_lost_digits", 5),
        ("missing", 6),
        ("duplicate_in_file", 7),
        ("duplicate_in_file", 8),
        ("count", 9),
    ]
    doubts = {(one[0], one[1]) for one in codes(found) if not one[3] and one[1] == 10}
    assert doubts == {("more_than_all", 10), ("unknown_code", 10), ("phone", 10)}
    assert found.plan.lines[7].values["note"] == "所属行业：养蜂"
    assert [one.row for one in found.passed] == [11]
    out = tmp_path / "退回.xlsx"
    assert doors.pilot_ledgers.write_refused(found, out).count == 6
    sheet = load_workbook(out).worksheets[0]
    assert [row[0] for row in sheet.iter_rows(min_row=3, values_only=True) if row[0]] == [2, 3, 4, 5, 6, 7]
    doors.pilot_ledgers.enter(found)
    assert [one.name for one in doors.enterprises.every()] == [unit_name(1), unit_name(8)]


def test_a_code_that_is_on_its_way_and_a_year_instead_of_a_day_are_kept_and_doubted(
    doors: Doors, tmp_path: Path
) -> None:
    heads = ("单位名称", "统一社会信用代码", "成立时间", "建会时间", "职工总数")
    path = xlsx(tmp_path / "单位.xlsx", [heads, ("甲公司", "办理中", "2021年", "2021年5月", 50)])
    found = look(doors, path)
    assert codes(found) == [("credit_code", 2, "统一社会信用代码", False), ("date", 2, "成立时间", False)]
    doors.pilot_ledgers.enter(found)
    one = doors.enterprises.one(1)
    assert (one.credit_code, one.founded_on, one.union_founded_on) == (None, None, dt.date(2021, 5, 1))
    assert one.note == "统一社会信用代码：办理中；成立时间：2021年"
    assert verdicts(look(doors, path, Existing.UPDATE)) == [SAME]


def test_a_sum_that_is_not_that_of_the_lines_is_doubted(doors: Doors, tmp_path: Path) -> None:
    lines = [unit(1, 职工总数=500), unit(2, 职工总数="1,200人"), unit(3, 职工总数="1.2万人")]
    right = look(doors, ledger(tmp_path, [*lines, ("合计", "", "", "", "", "", 13_700)]))
    assert [one.values["workers"] for one in right.plan.lines] == [500, 1200, 12_000]
    assert right.findings == ()
    wrong = look(doors, ledger(tmp_path, [*lines, ("合计", "", "", "", "", "", 13_000)]))
    assert [one.message for one in wrong.findings] == ["职工总数合计 13,000，逐行相加 13,700，请核对是哪一行有误。"]


def test_a_column_counted_in_ten_thousands_of_people_is_not_read_and_said(doors: Doors, tmp_path: Path) -> None:
    headings = [f"{one}（万人）" if one == "职工总数" else one for one in HEADINGS]
    found = look(doors, xlsx(tmp_path / "a.xlsx", [headings, unit(1, 职工总数=2)]))
    assert found.plan.lines[0].values["workers"] is None
    assert [one.code for one in found.findings] == ["people_in_units"]


def test_the_number_of_waves_and_units_over_the_headings_is_compared(doors: Doors, tmp_path: Path) -> None:
    found = look(doors, ledger(tmp_path, thirty()[:29], above=(TITLE, SAID)))
    assert [one.message for one in found.findings] == ["表头写的是 4 批 30 家，表里是 4 批 29 家，请核对。"]


def test_waves_are_known_however_they_are_written(doors: Doors, tmp_path: Path) -> None:
    lines = [unit(1, "第1批"), unit(2, "首批"), unit(3, "第 一 批"), unit(4, 2), unit(5, "示范批"), unit(6, "第十批")]
    found = enter(doors, tmp_path, *lines)
    assert [tuple(one) for one in found.waves] == [
        ("第一批", 1, 3),
        ("第二批", 2, 1),
        ("第十批", 10, 1),
        ("示范批", 11, 1),
    ]
    again = enter(doors, tmp_path, unit(7, "二"), unit(8, "示范批"), unit(9, ""))
    assert again.waves == ()
    assert [one.enterprises for one in doors.enterprises.waves()] == [3, 2, 1, 2]


def test_a_plain_number_means_the_wave_of_that_number_that_is_called_otherwise(doors: Doors, tmp_path: Path) -> None:
    wave = {"name": "2021年区级第一批", "number": 1, "level": "区级", "chosen_on": dt.date(2021, 5, 1)}
    doors.registers.enter(Wave, wave)
    found = enter(doors, tmp_path, unit(1))
    assert ([one.code for one in found.plan.findings], found.waves) == (["wave_alike"], ())
    assert [(one.stage, one.day) for one in doors.enterprises.stages(1)] == [("确定批次", dt.date(2021, 5, 1))]


def test_merged_waves_hidden_rows_and_formulas_are_read_as_one_sees_them(doors: Doors, tmp_path: Path) -> None:
    path = ledger(tmp_path, [unit(1), unit(2, ""), unit(3, "第二批", 职工总数="=300+400")])
    book = load_workbook(path)
    book.active.merge_cells("D3:D4")
    book.active.row_dimensions[4].hidden = True
    book.save(path)
    found = look(doors, path)
    assert [one.values["wave_name"] for one in found.plan.lines] == ["第一批", "第一批", "第二批"]
    assert [one.code for one in found.plan.lines[2].findings] == ["formula"]


def test_level_and_day_are_asked_once_and_proposed_from_what_stands_above(doors: Doors, tmp_path: Path) -> None:
    above = (("某区省级产改试点单位一览表",), ("截至2022年11月30日",))
    found = look(doors, ledger(tmp_path, [unit(1, ticks=("√", "", ""))], above=above))
    assert (found.basis.day, found.basis.level) == (dt.date(2022, 11, 30), "省级")
    said = found.basis._replace(day=dt.date(2022, 6, 1), level="市级")
    doors.pilot_ledgers.enter(doors.pilot_ledgers.again(found, basis=said))
    assert [(one.chosen_on, one.level) for one in doors.enterprises.waves()] == [(dt.date(2022, 6, 1), "市级")]
    assert [one.received_on for one in doors.submissions.of(1)] == [dt.date(2022, 6, 1)]
    with pytest.raises(ForbiddenError, match="在今天之后"):
        doors.pilot_ledgers.again(found, basis=said._replace(day=dt.date(2023, 1, 1)))


def test_it_is_undone_whole_and_redone(doors: Doors, tmp_path: Path) -> None:
    before = offices.dump(doors.db)
    change = doors.pilot_ledgers.enter(look(doors, ledger(tmp_path, thirty())))
    after = offices.dump(doors.db)
    undone = invert(doors, change.operation)
    assert (undone.kept, offices.dump(doors.db)) == ((), before)
    invert(doors, undone.operation)
    assert offices.dump(doors.db) == after


def test_a_unit_that_was_edited_since_is_kept_by_the_undo_and_named(doors: Doors, tmp_path: Path) -> None:
    change = doors.pilot_ledgers.enter(look(doors, ledger(tmp_path, [unit(1), unit(2)])))
    doors.enterprises.change(1, {"workers": 7})
    undone = invert(doors, change.operation)
    assert unit_name(1) in {one.label for one in undone.kept}
    assert [(one.name, one.wave_name) for one in doors.enterprises.every()] == [(unit_name(1), "第一批")]
    assert doors.enterprises.waves() != []


def test_a_ledger_of_people_and_a_ledger_of_units_are_never_taken_for_each_other(doors: Doors, tmp_path: Path) -> None:
    people = xlsx(
        tmp_path / "困难职工.xlsx",
        [
            ("姓名", "身份证号", "单位名称", "所属行业", "单位性质", "困难类别", "家庭住址"),
            ("张三", resident_id(), "甲厂", "", "", "", ""),
        ],
    )
    units = ledger(tmp_path, [unit(1)])
    assert (doors.pilot_ledgers.kind_of(people), doors.pilot_ledgers.kind_of(units)) == (None, LedgerKind.UNITS)
    with pytest.raises(ForbiddenError, match="困难职工"):
        look(doors, people)
    with pytest.raises(ForbiddenError, match="是试点单位台账，不是技能人才名册"):
        doors.pilot_ledgers.review(units, LedgerKind.TALENTS)


def test_projects_of_a_year_are_applied_for_once(doors: Doors, tmp_path: Path) -> None:
    enter(doors, tmp_path, unit(1, ticks=("", "", "√")))
    found = look(doors, ledger(tmp_path, [unit(1, ticks=("", "", "智能产线"))]), Existing.UPDATE)
    assert verdicts(found) == [SAME]
    later = doors.pilot_ledgers.again(found, basis=found.basis._replace(day=dt.date(2021, 5, 1)))
    doors.pilot_ledgers.enter(later)
    assert [(one.year, one.name) for one in doors.registers.of(Incentive)] == [(2022, NAMELESS), (2021, "智能产线")]


def test_without_a_column_of_waves_the_headings_of_parts_the_title_or_the_sheet_tell_them(
    doors: Doors, tmp_path: Path
) -> None:
    headings, lines = ("单位名称", "职工总数", "联系人"), [(unit_name(seq), 100, "秦文斌") for seq in range(1, 5)]
    parts = [headings, ("第一批（2家）",), *lines[:2], ("第二批（共2家）",), *lines[2:]]
    waves = {
        "a.xlsx": ([("产改试点单位名单",), *parts], "Sheet1", ["第一批", "第一批", "第二批", "第二批"]),
        "b.xlsx": ([("第三批产改试点单位名单",), headings, *lines[:2]], "Sheet1", ["第三批"] * 2),
        "c.xlsx": ([("共四批2家",), headings, *lines[:2]], "第四批", ["第四批"] * 2),
        "d.xlsx": ([("产改试点单位名单",), headings, *lines[:2]], "名单", [None] * 2),
    }
    for name, (rows, sheet, told) in waves.items():
        found = look(doors, xlsx(tmp_path / name, rows, title=sheet))
        assert [one.values["wave_name"] for one in found.plan.lines] == told


def test_a_no_fills_what_the_office_doesnt_know(doors: Doors, tmp_path: Path) -> None:
    doors.enterprises.enter({"name": unit_name(1)})
    path = xlsx(tmp_path / "a.xlsx", [("单位名称", "职工总数", "劳动关系监测点"), (unit_name(1), 5, "否")])
    doors.pilot_ledgers.enter(look(doors, path))
    assert doors.enterprises.one(1).monitored is False
