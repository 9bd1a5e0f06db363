"""The papers of pilots: they come, are checked, go back, come again, and are in order at last."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.base.errors import ForbiddenError, NotFoundError, RefusedError
from desktop.pilots.contents import reason_for
from desktop.pilots.flow import Verb
from desktop.pilots.submission import SubmissionState
from desktop.pilots.wave import Wave
from tests.offices import TODAY, Doors
from tests.piloting import DAY, WAVE, scan

PLAN, ORGANISATION = "产改试点实施方案", "产改组织机构文件"
WHOLE = ("指导思想", "目标任务", "重点举措（五个方面）", "实施步骤", "责任分工", "保障措施")


@pytest.fixture
def unit(doors: Doors) -> int:
    doors.registers.enter(Wave, WAVE)
    return doors.enterprises.enter({"name": "甲公司", "wave": 1}).record or 0


def received(doors: Doors, unit: int, kind: str = PLAN, **values: object) -> int:
    said = {"enterprise": unit, "kind": kind, "received_on": DAY, "document_no": "3号", **values}
    return doors.submissions.receive(said).record or 0  # type: ignore[arg-type]


def test_a_paper_that_came_waits_to_be_checked_with_its_files(doors: Doors, unit: int) -> None:
    number = doors.submissions.receive(
        {"enterprise": unit, "kind": PLAN, "received_on": DAY}, [scan("方案.pdf"), scan("附表.pdf")]
    ).record
    [one] = doors.submissions.of(unit)
    assert (one.id, one.version, one.state, one.files) == (number, 1, SubmissionState.RECEIVED, 2)
    assert [kept.title for kept in doors.enclosures.of(unit, submission=one.id)] == ["方案", "附表"]


def test_a_paper_that_is_in_order_has_reached_its_stage_on_the_day_it_came(doors: Doors, unit: int) -> None:
    number = received(doors, unit)
    doors.submissions.accept(number, WHOLE, "王芳", TODAY)
    one = doors.submissions.one(number)
    assert (one.state, one.checked_by, one.checked_on) == (SubmissionState.ACCEPTED, "王芳", TODAY)
    mark = doors.enterprises.stages(unit)[-1]
    assert (mark.stage, mark.day, mark.document_no) == ("方案上报", DAY, "3号")
    assert doors.submissions.lacking(number) == ()


def test_the_points_that_were_found_are_kept_in_the_order_of_the_list(doors: Doors, unit: int) -> None:
    number = received(doors, unit)
    doors.submissions.accept(number, ["保障措施", "目标任务", "重点举措（五个方面）"], "王芳", TODAY)
    assert doors.submissions.one(number).contents == "目标任务、重点举措（五个方面）、保障措施"
    lacking = doors.submissions.lacking(number)
    assert lacking == ("指导思想", "实施步骤", "责任分工")
    assert reason_for(lacking) == "缺少指导思想、实施步骤、责任分工，请补充后重新报送。"
    assert reason_for(()) == ""


def test_a_point_that_is_on_no_list_is_refused(doors: Doors, unit: int) -> None:
    number = received(doors, unit)
    with pytest.raises(ForbiddenError, match="没有“口号”，清单是：指导思想、"):
        doors.submissions.accept(number, ["口号"], "王芳", TODAY)
    assert doors.submissions.one(number).state is SubmissionState.RECEIVED


def test_a_paper_that_went_back_comes_again_as_another_version(doors: Doors, unit: int) -> None:
    first = received(doors, unit)
    doors.submissions.give_back(first, "缺少保障措施", "王芳", TODAY, WHOLE[:5])
    assert len(doors.enterprises.stages(unit)) == 1
    second = received(doors, unit, received_on=TODAY)
    doors.submissions.accept(second, WHOLE, "王芳", TODAY)
    old, new = doors.submissions.of(unit)
    assert (old.version, old.state, old.return_reason) == (1, SubmissionState.RETURNED, "缺少保障措施")
    assert old.contents == "指导思想、目标任务、重点举措（五个方面）、实施步骤、责任分工"
    assert (new.version, new.state) == (2, SubmissionState.ACCEPTED)


def test_a_paper_goes_back_only_for_a_reason(doors: Doors, unit: int) -> None:
    number = received(doors, unit)
    with pytest.raises(ForbiddenError, match="退回的原因"):
        doors.submissions.give_back(number, " ", "王芳", TODAY)
    with pytest.raises(RefusedError, match="退回原因有 301 个字"):
        doors.submissions.give_back(number, "缺" * 301, "王芳", TODAY)


def test_an_older_version_is_not_checked_any_more(doors: Doors, unit: int) -> None:
    first = received(doors, unit)
    received(doors, unit)
    for deed in (
        lambda: doors.submissions.accept(first, WHOLE, "王芳", TODAY),
        lambda: doors.submissions.give_back(first, "旧", "王芳", TODAY),
        lambda: doors.submissions.recheck(first),
        lambda: doors.submissions.remove(first),
    ):
        with pytest.raises(ForbiddenError, match="已有第 2 版"):
            deed()


@pytest.mark.parametrize("day", [DAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)])
def test_nothing_is_checked_before_it_came_or_after_today(doors: Doors, unit: int, day: dt.date) -> None:
    number = received(doors, unit)
    with pytest.raises(ForbiddenError, match="核对日期"):
        doors.submissions.accept(number, WHOLE, "王芳", day)
    with pytest.raises(ForbiddenError, match="核对人"):
        doors.submissions.accept(number, WHOLE, "", TODAY)


def test_what_was_found_by_mistake_is_taken_back_and_the_stage_with_it(doors: Doors, unit: int) -> None:
    number = received(doors, unit)
    doors.submissions.accept(number, WHOLE, "王芳", TODAY)
    doors.submissions.recheck(number)
    one = doors.submissions.one(number)
    assert (one.state, one.checked_by, one.checked_on) == (SubmissionState.RECEIVED, None, None)
    assert doors.enterprises.one(unit).stage == "确定批次"


def test_a_stage_that_an_older_version_reached_stays_when_a_newer_is_checked_anew(doors: Doors, unit: int) -> None:
    doors.submissions.accept(received(doors, unit), WHOLE, "王芳", TODAY)
    newer = received(doors, unit)
    doors.submissions.accept(newer, WHOLE, "王芳", TODAY)
    doors.submissions.recheck(newer)
    assert doors.enterprises.one(unit).stage == "方案上报"


def test_a_correction_reaches_the_stage_too(doors: Doors, unit: int) -> None:
    number = received(doors, unit)
    doors.submissions.accept(number, WHOLE, "王芳", TODAY)
    doors.submissions.change(number, {"document_no": "甲〔2022〕5号", "received_on": DAY + dt.timedelta(days=1)})
    mark = doors.enterprises.stages(unit)[-1]
    assert (mark.document_no, mark.day) == ("甲〔2022〕5号", DAY + dt.timedelta(days=1))
    assert doors.submissions.change(number, {"document_no": "甲〔2022〕5号"}).operation == 0


def test_what_came_by_mistake_is_struck_out_with_its_files_unless_it_is_in_order(doors: Doors, unit: int) -> None:
    number = doors.submissions.receive({"enterprise": unit, "kind": PLAN, "received_on": DAY}, [scan()]).record or 0
    doors.submissions.accept(number, WHOLE, "王芳", TODAY)
    with pytest.raises(ForbiddenError, match="重新核对"):
        doors.submissions.remove(number)
    doors.submissions.recheck(number)
    doors.submissions.remove(number)
    with pytest.raises(NotFoundError):
        doors.submissions.one(number)
    assert doors.enclosures.of(unit) == []


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"kind": "感谢信"}, "不在代码表里"),
        ({"kind": None}, "缺少材料"),
        ({"received_on": None}, "缺少收到日期"),
        ({"received_on": TODAY + dt.timedelta(days=1)}, "在今天之后"),
    ],
)
def test_a_paper_that_is_said_wrongly_is_refused(
    doors: Doors, unit: int, values: dict[str, object], sentence: str
) -> None:
    with pytest.raises(RefusedError, match=sentence):
        received(doors, unit, **values)
    assert doors.submissions.of(unit) == []


def test_a_paper_of_nobody_is_refused(doors: Doors) -> None:
    with pytest.raises(ForbiddenError, match="请选择单位"):
        doors.submissions.receive({"kind": PLAN, "received_on": DAY})


# Who filed what they must


def test_one_sentence_says_how_many_are_complete_and_what_is_missing(doors: Doors) -> None:
    doors.registers.enter(Wave, WAVE)
    numbers = [doors.enterprises.enter({"name": f"{at}号公司", "wave": 1}).record or 0 for at in range(30)]
    for number in numbers[:24]:
        doors.submissions.accept(received(doors, number, PLAN), [], "王芳", TODAY)
    for number in numbers[1:23]:
        doors.submissions.accept(received(doors, number, ORGANISATION), [], "王芳", TODAY)
    found = doors.submissions.completeness(1)
    assert found.sentence == "30 家中 22 家齐全，缺《产改组织机构文件》8 家、《产改试点实施方案》6 家。"
    assert found.units[0].missing == (ORGANISATION,)
    assert doors.submissions.completeness(numbers=numbers[1:23]).sentence == "22 家材料齐全。"
    recommended = doors.enterprises.enter({"name": "只是推荐的公司"}).record or 0
    assert doors.submissions.completeness().sentence == found.sentence
    assert doors.submissions.completeness(numbers=[recommended]).sentence.startswith("1 家中 0 家齐全")


def test_a_paper_that_only_came_does_not_count_and_one_who_left_is_not_asked(doors: Doors, unit: int) -> None:
    received(doors, unit)
    [one] = doors.submissions.completeness().units
    assert (one.accepted, one.unchecked, one.missing) == ((), (PLAN,), (ORGANISATION, PLAN))
    doors.enterprises.move(unit, Verb.LEAVE, day=TODAY, reason="搬迁")
    assert doors.submissions.completeness().sentence == "还没有试点单位。"


def test_a_new_version_that_goes_back_takes_nothing_from_the_one_in_order(doors: Doors, unit: int) -> None:
    doors.submissions.accept(received(doors, unit), WHOLE, "王芳", TODAY)
    doors.submissions.give_back(received(doors, unit), "另有缺漏", "王芳", TODAY)
    assert doors.submissions.completeness().units[0].accepted == (PLAN,)


# Files


def test_files_are_kept_once_shown_and_saved_out_as_they_came(doors: Doors, unit: int, tmp_path: Path) -> None:
    doors.enclosures.add(unit, [scan(), scan()], "大会照片")
    first, second = doors.enclosures.of(unit)
    assert [first.title, second.title] == ["大会照片", "大会照片"]
    assert doors.db.execute("SELECT count(*) FROM content").fetchone() == (1,)
    out = tmp_path / "照片.pdf"
    change = doors.enclosures.save(first.id, out)
    assert out.read_bytes() == scan().data == doors.enclosures.content(first.id).data
    assert change.label == "导出附件：甲公司 大会照片"


def test_a_file_is_void_for_a_reason_once(doors: Doors, unit: int) -> None:
    doors.enclosures.add(unit, [scan()])
    [one] = doors.enclosures.of(unit)
    with pytest.raises(ForbiddenError, match="作废的原因"):
        doors.enclosures.void(one.id, "")
    doors.enclosures.void(one.id, "传错")
    assert doors.enclosures.of(unit) == []
    with pytest.raises(ForbiddenError, match="已经作废"):
        doors.enclosures.void(one.id, "传错")


def test_no_file_is_added_to_what_is_another_units(doors: Doors, unit: int) -> None:
    number = received(doors, unit)
    other = doors.enterprises.enter({"name": "乙公司"}).record or 0
    with pytest.raises(ValueError, match="submission"):
        doors.enclosures.add(other, [scan()], submission=number)
    with pytest.raises(ForbiddenError, match="没有选中文件"):
        doors.enclosures.add(unit, [])


def test_a_file_that_is_no_longer_there_is_not_found(doors: Doors) -> None:
    with pytest.raises(NotFoundError):
        doors.enclosures.content(3)


def test_a_paper_that_goes_back_after_all_takes_its_stage_with_it(doors: Doors, unit: int) -> None:
    number = received(doors, unit)
    doors.submissions.accept(number, [], "王芳", TODAY)
    doors.submissions.give_back(number, "缺少目标任务", "王芳", TODAY)
    assert [mark.stage for mark in doors.enterprises.stages(unit)] == ["确定批次"]


def test_where_policy_asks_for_no_papers_nobody_is_called_complete(doors: Doors, unit: int) -> None:
    asked = [rule for rule in doors.standing.on().submissions if rule.needed]
    doors.standing.enter([replace(rule, valid_from=TODAY, needed=False) for rule in asked])
    assert doors.submissions.completeness(numbers=[unit]).sentence == "政策里没有要求报送的材料。"
