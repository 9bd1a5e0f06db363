"""Whatever the office keeps of its pilots, the list that it writes comes back as what it has already."""

import datetime as dt
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
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
from tests.offices import Doors
from tests.pilot_ledgers import credit_code, unit_name

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
            "kind": st.sampled_from(["国有企业", "民营/私营/个体企业"]),
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


@settings(max_examples=12)
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
