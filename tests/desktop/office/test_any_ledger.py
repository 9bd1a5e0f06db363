"""Whatever the office keeps of its pilots, the list that it writes comes back as what it has already."""

import datetime as dt
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.base.changes import Noun
from desktop.base.listing import Query
from desktop.exchange.planning import Existing, Verdict
from desktop.exchange.writing import write_rows
from desktop.office.ledger_kinds import LedgerKind
from desktop.pilots.talent import Talent
from desktop.pilots.wave import Wave
from desktop.store import listings
from tests import offices
from tests.builders import name, resident_id
from tests.desktop.exchange.workbooks import xlsx
from tests.offices import Doors
from tests.pilot_ledgers import HEADINGS, TALENT_HEADINGS, credit_code, talent, unit, unit_name

WORDS = (
    st.text("甲乙丙丁机械物流（）1２aB、，—=+", min_size=1, max_size=20)
    .map(str.strip)
    .filter(lambda text: len(text) > 1)
)
HEADS = st.one_of(st.none(), st.integers(0, 99_999))
DAYS = st.one_of(st.none(), st.dates(dt.date(1950, 1, 1), dt.date(2022, 12, 1)))
UNITS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "workers": HEADS,
            "industrial_workers": HEADS,
            "members": HEADS,
            "high_skilled": HEADS,
            "founded_on": DAYS,
            "address": WORDS,
            "town": WORDS,
            "honours": WORDS,
            "topic": WORDS,
            "note": WORDS,
            "union_name": WORDS,
            "phone": st.sampled_from(["13800000001", "0511-83370000", "12351"]),
            "industry": st.sampled_from(["化工", "电子信息", "其他"]),
            "kind": st.sampled_from(["国有企业", "民营企业"]),
            "level": st.sampled_from(["省级", "区级"]),
            "type": st.sampled_from(["综合试点", "项目试点"]),
            "monitored": st.sampled_from([True, False, None]),
            "wave": st.sampled_from([1, 2, None]),
            "liaison": st.sampled_from(["秦文斌", "阿依古丽·买买提", "张䶮"]),
        },
    ),
    min_size=1,
    max_size=6,
)


def sheet(doors: Doors, noun: Noun, path: Path) -> Path:
    """All columns of a list as a sheet, as lists are written."""
    numbers = listings.ids(doors.db, Query(noun=noun))
    columns = listings.SOURCES[noun].listing.columns
    write_rows(path, "某区总工会一览表", columns, [row[1:] for row in listings.page(doors.db, noun, numbers)])
    return path


def again(doors: Doors, noun: Noun, which: LedgerKind, path: Path) -> list[Any]:
    """What comes back that isn't as it was: verdicts but 没有改动, and what would be said of lines."""
    written = sheet(doors, noun, path / "a.xlsx")
    assert doors.pilot_ledgers.kind_of(written) is which
    look = doors.pilot_ledgers.review(written, which, Existing.UPDATE)
    return [(one.verdict, one.changes) for one in look.plan.lines if one.verdict is not Verdict.SAME]


@settings(max_examples=20)
@given(units=UNITS)
def test_the_list_of_units_comes_back_as_unchanged(template: Path, units: list[dict[str, Any]]) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setenv("NIANGJIA_NOW", offices.NOW)
        with offices.opened(Path(shutil.copyfile(template, Path(folder) / "a.niangjia"))) as doors:
            for number, name in enumerate(("第一批", "2021年示范批"), 1):
                wave = {"name": name, "number": number, "level": "区级", "chosen_on": dt.date(2021, 5, 1)}
                doors.registers.enter(Wave, wave)
            for seq, values in enumerate(units, 1):
                code = credit_code(seq) if seq % 3 else None
                doors.enterprises.enter({"name": unit_name(seq), "credit_code": code, **values})
            assert again(doors, Noun.PILOTS, LedgerKind.UNITS, Path(folder)) == []


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**16),
    st.floats(-10, 1e6),
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
    st.sampled_from(["√", "×", "第一批", "首批", "高级工", "=1/0", "#N/A", "1.2万人", "合计", "2022年三季度", "12号"]),
    st.sampled_from([unit_name(1), unit_name(2), credit_code(1), credit_code(2), resident_id(), resident_id(seq=1)]),
    st.text(max_size=8).filter(str.isprintable),
)
TABLES: dict[LedgerKind, tuple[str, ...]] = {
    LedgerKind.UNITS: HEADINGS,
    LedgerKind.TALENTS: TALENT_HEADINGS,
    LedgerKind.STUDIOS: ("工作室名称", "所在单位", "级别", "命名时间", "领衔人", "成员数", "面积", "年度经费（万元）"),
    LedgerKind.CONTESTS: ("竞赛名称", "举办日期", "单位名称", "主办单位", "晋升中级工", "晋升高级工", "备注"),
    LedgerKind.MONITORING: ("企业名称", "期间", "是否填报", "用工人数", "欠薪金额", "填报日期", "风险等级"),
}


LINES = st.tuples(st.integers(1, 3), st.dictionaries(st.integers(0, 13), CELLS, max_size=4))
"""Which line, and what stands in some of its cells instead."""


def odd(which: LedgerKind, seq: int, cells: dict[int, Any]) -> list[Any]:
    """A line of a ledger with other cells here and there."""
    usual: dict[LedgerKind, tuple[Any, ...]] = {
        LedgerKind.UNITS: unit(seq, ticks=("√", "", "√")),
        LedgerKind.TALENTS: talent(seq, unit=unit_name(1)),
        LedgerKind.STUDIOS: (f"{seq}号工作室", unit_name(1), "区级", "2021-05-01", "赵强", 5, 60, 2),
        LedgerKind.CONTESTS: (f"竞赛{seq}", "2022-05-01", unit_name(1), "某院", 6, 3, ""),
        LedgerKind.MONITORING: (unit_name(1), f"2022Q{seq}", "√", 500, 0, "2022-10-08", "低"),
    }
    return [cells.get(place, cell) for place, cell in enumerate(usual[which])]


@settings(max_examples=25)
@given(
    which=st.sampled_from(LedgerKind),
    lines=st.lists(LINES, min_size=1, max_size=8),
    existing=st.sampled_from(Existing),
)
def test_whatever_stands_in_the_cells_good_lines_come_in_and_come_again_unchanged(
    template: Path, which: LedgerKind, lines: list[tuple[int, dict[int, Any]]], existing: Existing
) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setenv("NIANGJIA_NOW", offices.NOW)
        with offices.opened(Path(shutil.copyfile(template, Path(folder) / "a.niangjia"))) as doors:
            doors.enterprises.enter({"name": unit_name(1), "credit_code": credit_code(1)})
            doors.registers.enter(Talent, {"name": name(1), "resident_id": resident_id()})
            headings = TABLES[which]
            path = xlsx(Path(folder) / "a.xlsx", [headings, *(odd(which, *line) for line in lines)])
            look = doors.pilot_ledgers.review(path, which, existing)
            doors.pilot_ledgers.enter(look)
            again = doors.pilot_ledgers.again(look, Existing.FILL)
            assert existing is Existing.SKIP or again.plan.count(Verdict.CHANGED) == 0
            assert again.plan.count(Verdict.NEW) == 0


@settings(max_examples=12)
@example(people=[{"grade": "学徒工", "unit": "——", "certificate_no": "无"}])
@given(
    people=st.lists(
        st.fixed_dictionaries(
            {"grade": st.sampled_from(["学徒工", "高级工（三级）", "首席技师", None])},
            optional={"trade": WORDS, "certificate_no": WORDS, "enterprise": st.just(1), "unit": WORDS},
        ),
        min_size=1,
        max_size=5,
    )
)
def test_the_list_of_skilled_workers_comes_back_as_unchanged(template: Path, people: list[dict[str, Any]]) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setenv("NIANGJIA_NOW", offices.NOW)
        with offices.opened(Path(shutil.copyfile(template, Path(folder) / "a.niangjia"))) as doors:
            doors.enterprises.enter({"name": unit_name(1)})
            for seq, values in enumerate(people):
                who = (
                    {"resident_id": resident_id(seq=seq), "sex": "女", "birth": dt.date(1975, 3, 8)} if seq % 2 else {}
                )
                doors.registers.enter(Talent, {"name": name(seq // 2), **who, **values})
            assert again(doors, Noun.TALENTS, LedgerKind.TALENTS, Path(folder)) == []
