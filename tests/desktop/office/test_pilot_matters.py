"""What pilots wait for: the list, the counts and the doors of each matter say the same of any office."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.base.changes import Noun
from desktop.base.errors import ForbiddenError
from desktop.base.listing import Query
from desktop.cases import matters as cases
from desktop.office.history import changes
from desktop.office.matter_lists import BY_NAME, LISTS
from desktop.office.matters import Matters
from desktop.pilots.enterprise import Enterprise
from desktop.pilots.filling_dues import last_ended
from desktop.pilots.matters import MATTERS
from desktop.pilots.monitoring import Filling
from desktop.pilots.pairing import Call, Pairing, Problem
from desktop.pilots.submission import Submission
from desktop.pilots.wave import Due, Milestone, Wave
from desktop.policy.pilot_standards import Period
from desktop.store import inversion, journal, listings, registers
from tests import offices
from tests.offices import TODAY, Doors
from tests.piloting import CHOSEN, UNIT, WAVE

DAYS = st.dates(dt.date(2021, 6, 1), TODAY)
KINDS = ("产改组织机构文件", "产改试点实施方案", "其他材料")
STATES = ("试点中", "试点中", "试点中", "已延续", "已验收", "已退出")
PAPERS = st.tuples(st.sampled_from(KINDS), st.sampled_from(["合格", "待核对"]))
MARKS = st.sampled_from(
    [("确定批次", None), ("成立机构", None), ("方案上报", None), ("启动", None)]
    + [("季度进展", f"{year}Q{quarter}") for year in (2021, 2022) for quarter in (1, 2, 3, 4)]
)
UNITS = st.lists(
    st.fixed_dictionaries(
        {
            "wave": st.sampled_from([1, 2, None]),
            "state": st.sampled_from(STATES),
            "monitored": st.sampled_from([None, True, False]),
            "until": st.one_of(st.none(), st.just(dt.date(2024, 6, 30))),
            "marks": st.sets(MARKS, max_size=9),
            "papers": st.lists(PAPERS, max_size=4, unique_by=lambda one: one[0]),
            "calls": st.lists(DAYS, max_size=2),
            "pairings": st.lists(st.tuples(DAYS, st.one_of(st.none(), st.just(TODAY - dt.timedelta(5)))), max_size=2),
            "filled": st.sampled_from([None, "entered", "filled"]),
            "deadline": st.one_of(st.none(), DAYS),
            "solved": st.booleans(),
            "ended_on": DAYS,
        }
    ),
    min_size=1,
    max_size=6,
)


def put(doors: Doors, units: list[dict[str, Any]]) -> None:
    """These pilots, in two waves with due days of their own, past the doors."""
    with journal.operation(doors.db, "试点"):
        for number, chosen in enumerate((CHOSEN, dt.date(2021, 5, 20)), 1):
            registers.insert(doors.db, Wave, WAVE | {"name": f"第{number}批", "number": number, "chosen_on": chosen})
            for stage, day in (("方案上报", dt.date(2022, 3, 31)), ("验收", dt.date(2022, 12, number))):
                registers.insert(doors.db, Due, {"wave": number, "stage": stage, "day": day})
        for at, one in enumerate(units, 1):
            goes_on = one["state"] in {"试点中", "已延续"}
            own = {name: one[name] for name in ("wave", "state", "monitored")}
            own |= {"until": one["until"] if goes_on else None, "ended_on": None if goes_on else one["ended_on"]}
            registers.insert(doors.db, Enterprise, {"name": f"第{at}家公司"} | own)
            keep(doors, at, one)


def keep(doors: Doors, number: int, one: Mapping[str, Any]) -> None:
    whose = {"enterprise": number}
    for stage, period in one["marks"]:
        mark = whose | {"rank": 1, "stage": stage, "period": period, "day": CHOSEN}
        registers.insert(doors.db, Milestone, mark)
    for kind, state in one["papers"]:
        paper = whose | {"kind": kind, "state": state, "version": 1, "received_on": CHOSEN}
        registers.insert(doors.db, Submission, paper)
    for day in one["calls"]:
        registers.insert(doors.db, Call, whose | {"day": day, "cadre": "王主席", "mode": "实地"})
    for at, (begins, ends) in enumerate(one["pairings"]):
        until = max(ends, begins) if ends else None
        registers.insert(doors.db, Pairing, whose | {"cadre": f"干部{at}", "begins": begins, "ends": until})
    if one["filled"]:
        day = TODAY if one["filled"] == "filled" else None
        registers.insert(doors.db, Filling, whose | {"period": doors.monitoring.newest(), "filled_on": day, "heads": 9})
    if one["deadline"]:
        asked = {"found_on": CHOSEN, "problem": "缺钳工", "deadline": one["deadline"]}
        registers.insert(doors.db, Problem, whose | asked | {"solved_on": TODAY if one["solved"] else None})


def by_the_doors(doors: Doors) -> dict[str, set[int]]:
    """Whom each matter concerns by what the sections show."""
    every = doors.enterprises.every()
    quarter = last_ended(TODAY, Period.QUARTER)
    steps = [(one.enterprise.id, step) for one in doors.stages.board().pilots for step in one.steps]
    asked = {one.id for one in every if one.state.goes_on and one.wave}
    papers = doors.submissions.completeness(numbers=asked).units
    problems = listings.ids(doors.db, Query(noun=Noun.PROBLEMS, chips={"standing": "已逾期"}))
    return {
        "stage_late": {number for one in doors.stages.reminders() for number in one.enterprises},
        "problem_late": {doors.registers.one(Problem, number).enterprise for number in problems},
        "not_filled": {one.enterprise for one in doors.monitoring.open()},
        "not_reported": {number for number, step in steps if step.open and step.period == quarter},
        "not_contacted": {one.enterprise for one in doors.pairing.uncontacted()},
        "papers_missing": {one.enterprise for one in papers if one.missing},
        "unpaired": {one.enterprise for one in doors.pairing.unpaired()},
    }


def listed(doors: Doors, name: str, **more: object) -> set[int]:
    matters = Matters(doors.db, doors.standing)
    query = Query(noun=Noun.PILOTS, matter=name, **more)  # type: ignore[arg-type]
    return set(listings.ids(doors.db, query, matters.concerned(query)))


def told(matters: Matters) -> dict[str, tuple[int, int]]:
    """Of how many pilots the first page tells each matter newly, and of how many it is known."""
    return {one.matter.name: (one.fresh, one.known) for one in matters.reminders() if one.noun is Noun.PILOTS}


@settings(max_examples=40)
@given(units=UNITS, chosen=st.sets(st.integers(1, 6)))
def test_list_count_and_door_of_a_matter_agree_whatever_is_kept_and_known(
    template: Path, units: list[dict[str, Any]], chosen: set[int]
) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setenv("NIANGJIA_NOW", offices.NOW)
        with offices.opened(Path(shutil.copyfile(template, Path(folder) / "a.niangjia"))) as doors:
            put(doors, units)
            found = by_the_doors(doors)
            assert {one.name: listed(doors, one.name) for one in MATTERS} == found
            matters = Matters(doors.db, doors.standing)
            counts = {name: len(numbers) for name, numbers in found.items()}
            assert matters.counts(Noun.PILOTS) == counts
            assert told(matters) == {name: (count, 0) for name, count in counts.items() if count}
            for name, numbers in found.items():
                if numbers & chosen:
                    assert matters.acknowledge(name, sorted(chosen)).count == len(numbers & chosen)
            assert {one.name: matters.known(one.name) for one in MATTERS} == {
                name: numbers & chosen for name, numbers in found.items()
            }
            assert told(matters) == {
                name: (len(numbers - chosen), len(numbers & chosen)) for name, numbers in found.items() if numbers
            }
            assert matters.counts(Noun.PILOTS) == counts


def test_a_new_pilot_waits_for_everything_and_what_is_done_leaves_its_list(doors: Doors) -> None:
    doors.registers.enter(Wave, WAVE | {"chosen_on": dt.date(2022, 6, 20)})
    doors.enterprises.enter(UNIT | {"wave": 1})
    waiting = {"stage_late", "not_filled", "not_reported", "not_contacted", "papers_missing", "unpaired"}
    assert {one.name for one in MATTERS if listed(doors, one.name)} == waiting
    doors.pairing.call({"enterprise": 1, "day": TODAY, "cadre": "王主席", "mode": "电话", "note": "问候"})
    doors.pairing.pair("王主席", [1], TODAY)
    doors.monitoring.fill(1, doors.monitoring.newest(), {"heads": 500})
    assert {one.name for one in MATTERS if listed(doors, one.name)} == waiting - {
        "not_contacted",
        "unpaired",
        "not_filled",
    }


def test_a_matter_narrows_beside_text_and_chips(doors: Doors) -> None:
    doors.registers.enter(Wave, WAVE)
    for at, wave in enumerate((1, 1, None)):
        doors.enterprises.enter({"name": f"第{at}家公司", "wave": wave})
    assert listed(doors, "unpaired") == {1, 2, 3}
    assert listed(doors, "unpaired", text="第1家") == {2}
    assert listed(doors, "unpaired", chips={"wave_name": "第一批"}) == {1, 2}
    query = Query(noun=Noun.PILOTS, matter="papers_missing")
    concerned = Matters(doors.db, doors.standing).concerned(query)
    assert listings.counts(doors.db, query, "wave_name", concerned) == {"第一批": 2}


@pytest.fixture
def waiting(doors: Doors) -> Matters:
    """One pilot that waits for everything, all of it known."""
    doors.registers.enter(Wave, WAVE | {"chosen_on": dt.date(2022, 6, 20)})
    doors.enterprises.enter(UNIT | {"wave": 1})
    problem = {"enterprise": 1, "found_on": CHOSEN, "problem": "缺钳工", "deadline": TODAY - dt.timedelta(9)}
    doors.registers.enter(Problem, problem)
    made = Matters(doors.db, doors.standing)
    for one in MATTERS:
        made.acknowledge(one.name)
    assert set(told(made).values()) == {(0, 1)}
    return made


def anew(matters: Matters) -> set[str]:
    return {name for name, (fresh, _) in told(matters).items() if fresh}


def test_what_is_known_comes_up_anew_with_its_next_cycle_only(
    doors: Doors, waiting: Matters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANGJIA_NOW", "2022-12-14T09:00:00")
    assert anew(waiting) == set()
    doors.registers.enter(Problem, {"enterprise": 1, "found_on": TODAY, "problem": "缺焊工", "deadline": TODAY})
    assert anew(waiting) == {"problem_late"}
    doors.submissions.receive({"enterprise": 1, "kind": KINDS[0], "received_on": TODAY})
    doors.submissions.give_back(1, "缺盖章页", "王芳", TODAY)
    assert anew(waiting) == {"problem_late", "papers_missing"}
    doors.pairing.pair("王主席", [1], TODAY)
    doors.pairing.end([1], TODAY)
    assert anew(waiting) == {"problem_late", "papers_missing", "unpaired"}


def test_another_period_or_stage_that_is_over_and_as_many_days_again_are_a_new_cycle(
    waiting: Matters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANGJIA_NOW", "2023-02-10T09:00:00")
    assert {"not_filled", "not_reported", "stage_late"} <= anew(waiting)
    assert "papers_missing" not in anew(waiting)
    waiting.acknowledge("not_contacted")
    monkeypatch.setenv("NIANGJIA_NOW", "2023-07-10T09:00:00")
    assert "not_contacted" in anew(waiting)


def test_knowing_of_what_pilots_wait_for_is_undone_and_told_in_words(doors: Doors) -> None:
    for name in ("甲公司", "乙公司"):
        doors.enterprises.enter({"name": name})
    matters = Matters(doors.db, doors.standing)
    change = matters.acknowledge("unpaired", [2], "等换届")
    assert (change.label, change.count, change.record, change.nouns) == ("知晓：未挂钩 1 家", 1, 2, {Noun.PILOTS})
    with pytest.raises(ForbiddenError, match="没有还不知晓的“未挂钩”"):
        matters.acknowledge("unpaired", [2])
    assert matters.acknowledge("unpaired").label == "知晓：未挂钩 1 家"
    shown = changes(doors.db, change.operation)
    assert [(one.record, one.after) for one in shown.lines] == [("乙公司", f"已知晓（{TODAY}）")]
    inversion.invert(doors.db, change.operation, lambda *_: None)
    assert matters.known("unpaired") == {1}


def steps(doors: Doors) -> int:
    """How many thousand steps of SQLite it takes to tell the first page of all pilots."""
    taken = [0]

    def count() -> int:
        taken[0] += 1
        return 0

    doors.db.conn.set_progress_handler(count, 1000)
    try:
        assert told(Matters(doors.db, doors.standing))["stage_late"]
    finally:
        doors.db.conn.set_progress_handler(None, 0)
    return taken[0]


def factories(doors: Doors, numbers: range) -> None:
    """So many pilots of the first wave, past the doors."""
    with journal.operation(doors.db, "试点"):
        for number in numbers:
            registers.insert(doors.db, Enterprise, {"name": f"{number}号厂", "wave": 1, "state": "试点中"})


def test_what_twice_as_many_pilots_wait_for_takes_about_twice_as_long_also_where_it_is_known(doors: Doors) -> None:
    doors.registers.enter(Wave, WAVE | {"chosen_on": dt.date(2019, 6, 20), "term": 60})
    factories(doors, range(40))
    once = steps(doors)
    factories(doors, range(40, 80))
    assert steps(doors) < 3 * once
    Matters(doors.db, doors.standing).acknowledge("stage_late")
    assert steps(doors) < 6 * once


def test_matters_of_files_and_of_pilots_have_names_of_their_own() -> None:
    assert len(BY_NAME) == len(cases.MATTERS) + len(MATTERS) == sum(map(len, LISTS.values()))


def test_a_matter_of_files_is_none_of_pilots(doors: Doors) -> None:
    matters = Matters(doors.db, doors.standing)
    with pytest.raises(ForbiddenError, match="stage_late"):
        matters.concerned(Query(noun=Noun.PILOTS, matter="review_due"))
    with pytest.raises(ForbiddenError, match="不能按待办筛选"):
        matters.concerned(Query(noun=Noun.CALLS, matter="stage_late"))
