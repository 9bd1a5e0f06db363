"""A district with as many pilots as a city has, and years of all that is kept of them; for benchmarks and by hand."""

import argparse
import sys
from pathlib import Path

from desktop.base.changes import Noun
from desktop.base.fields import Value
from desktop.office.office import Office
from desktop.pilots.assessment import AssessmentState
from desktop.pilots.scheme import scheme_of, to_json
from desktop.store import journal
from tests.large import PASSWORD

UNITS, TALENTS, CALLS, YEARS = 800, 10_000, 20_000, 8
FIRST_YEAR, WAVES, TASKS = 2018, 8, 5
NOW = "2026-11-20T09:00:00"
"""The day up to which it reaches."""

_COUNT = "(WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n LIMIT ?) SELECT value FROM n)"
_SURNAMES, _GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何", "强伟芳敏静丽磊洋艳勇杰娟涛明超兰霞平刚桂"
_NAME = (
    f"substr('{_SURNAMES}', 1 + value * 7 % 20, 1) || substr('{_GIVEN}', 1 + value * 13 % 20, 1) || "
    f"substr('{_GIVEN}', 1 + value * 3 % 20, 1)"
)


def make(path: Path, password: str = PASSWORD) -> Path:
    """A new office at a path with all of it, closed."""
    office = Office.create(path, password, name="大区总工会", city="某市总工会")
    fill(office)
    office.close()
    return path


def fill(office: Office) -> None:
    """Eight waves of a hundred units; of three quarters of them all that was due is there."""
    with journal.operation(office._db, "试点单位", Noun.PILOTS, Noun.WAVES):
        _units(office)
        _course(office)
        _contact(office)
        _skills(office)
    with journal.operation(office._db, "年度评价", Noun.ASSESSMENTS):
        for year in range(FIRST_YEAR, FIRST_YEAR + YEARS):
            _assessed(office, year)


def _run(office: Office, sql: str, *values: Value) -> None:
    office._db.execute(sql, values)


def _units(office: Office) -> None:
    _run(
        office,
        "INSERT INTO wave (name, number, level, chosen_on, term) SELECT '第' || value || '批', value, '区级', "
        f"(? + value) || '-03-10', 120 FROM {_COUNT}",
        FIRST_YEAR - 1,
        WAVES,
    )
    _run(
        office,
        "INSERT INTO due (wave, stage, day) SELECT w.id, s.value, date(w.chosen_on, '+6 months') FROM wave w, "
        'json_each(\'["成立机构", "方案上报", "启动"]\') s',
    )
    _run(
        office,
        "INSERT INTO enterprise (wave, state, name, credit_code, industry, kind, town, workers, industrial_workers, "
        "skilled, high_skilled, members, liaison, phone, chair) SELECT "
        f"1 + value % {WAVES}, '试点中', '江苏' || {_NAME} || value || '机械制造有限公司', "
        "printf('91321191MA%08d', value), "
        "'装备制造', '民营企业', '大港街道', 300 + value, 200 + value, 80, 30, 250, "
        f"{_NAME}, printf('138%08d', value), {_NAME} FROM {_COUNT}",
        UNITS,
    )


def _course(office: Office) -> None:
    rules = {rule.name: rule.rank for rule in office.standing.on().stages}
    for stage in ("确定批次", "成立机构", "方案上报", "启动"):
        _run(
            office,
            "INSERT INTO milestone (enterprise, rank, stage, day) SELECT e.id, ?, ?, w.chosen_on FROM enterprise e "
            "JOIN wave w ON w.id = e.wave WHERE e.id % 4",
            rules[stage],
            stage,
        )
    _run(
        office,
        "INSERT INTO milestone (enterprise, rank, stage, period, day) SELECT e.id, ?, '季度进展', y.value || 'Q' || "
        "q.value, y.value || '-12-31' FROM enterprise e JOIN wave w ON w.id = e.wave, "
        "json_each('[2018,2019,2020,2021,2022,2023,2024,2025,2026]') y, json_each('[1,2,3,4]') q "
        "WHERE e.id % 4 AND y.value >= CAST(substr(w.chosen_on, 1, 4) AS INTEGER) AND y.value || q.value <= '20263'",
        rules["季度进展"],
    )
    _run(
        office,
        "INSERT INTO submission (enterprise, state, version, kind, received_on) SELECT e.id, '合格', 1, k.value, "
        "'2022-05-01' FROM enterprise e, json_each('[\"产改组织机构文件\", \"产改试点实施方案\"]') k WHERE e.id % 4",
    )
    _run(
        office,
        "INSERT INTO task (enterprise, front, task, deadline) SELECT e.id, f.value, '任务' || f.key, '2026-12-01' "
        "FROM enterprise e, json_each(?) f",
        _json(office.standing.on().labels("front")[:TASKS]),
    )
    _run(
        office,
        "INSERT INTO progress (task, quarter, percent, progress) SELECT t.id, q.value, 40, '已开两期培训班' "
        "FROM task t, "
        'json_each(\'["2025Q4", "2026Q1", "2026Q2", "2026Q3"]\') q WHERE t.enterprise % 4',
    )


def _json(labels: tuple[str, ...]) -> str:
    return "[" + ", ".join(f'"{one}"' for one in labels) + "]"


def _contact(office: Office) -> None:
    _run(
        office,
        "INSERT INTO pairing (enterprise, cadre, begins) SELECT value, '干部' || (value % 60), '2020-01-01' "
        f"FROM {_COUNT}",
        UNITS - 20,
    )
    _run(
        office,
        "INSERT INTO call (enterprise, day, cadre, mode, met, business, hiring, relations) SELECT "
        f"1 + value % {UNITS}, date('2018-06-01', '+' || (value * 3081 / {CALLS}) || ' days'), "
        "'干部' || (value % 60), '实地', '陈总', '订单比上年增加两成，主要原料涨价，三季度交货紧张' || value, "
        f"'缺钳工' || (value % 40) || '人，希望与职业学校对接', '工资集体协商已续签' FROM {_COUNT}",
        CALLS,
    )
    _run(
        office,
        "INSERT INTO problem (enterprise, call, found_on, problem, category, deadline, solved_on) SELECT "
        "enterprise, id, "
        "day, '缺钳工', '招用工', date(day, '+30 days'), iif(id % 50, date(day, '+20 days'), NULL) FROM call "
        "WHERE id % 4 = 0",
    )
    _run(
        office,
        "INSERT INTO filling (enterprise, period, due, filled_on, heads, contracts, insured) SELECT e.id, "
        "y.value || 'Q' "
        "|| q.value, y.value || '-12-31', y.value || '-12-20', 300, 300, 290 FROM enterprise e, "
        "json_each('[2019,2020,2021,2022,2023,2024,2025,2026]') y, json_each('[1,2,3,4]') q "
        "WHERE e.id % 5 AND y.value || q.value <= '20263'",
    )


def _skills(office: Office) -> None:
    _run(
        office,
        "INSERT INTO talent (enterprise, name, resident_id, trade, grade, phone, certificate_no) SELECT "
        f"1 + value % {UNITS}, {_NAME}, printf('32090019800101%04d', value % 10000), '钳工', "
        "json_extract('[\"中级工（四级）\", \"高级工（三级）\", \"技师（二级）\"]', '$[' || (value % 3) || ']'), "
        f"printf('139%08d', value * 7919 % 100000000), 'S' || value FROM {_COUNT}",
        TALENTS,
    )
    _run(
        office,
        "INSERT INTO studio (enterprise, name, level, leader) SELECT value, '第' || value || '创新工作室', '区级', "
        f"{_NAME} FROM {_COUNT}",
        UNITS // 2,
    )
    _run(
        office,
        "INSERT INTO contest (enterprise, name, day, intermediate, senior) SELECT value, '技能竞赛', "
        "'2025-05-01', 6, 3 "
        f"FROM {_COUNT}",
        UNITS // 2,
    )
    _run(
        office,
        "INSERT INTO incentive (enterprise, state, year, name, front, budget, asked, granted, rank) SELECT "
        "value, '已立项', "
        f"2025, '智能产线改造' || value, '建功立业', 8000000, 5000000, 3000000, value FROM {_COUNT}",
        UNITS // 4,
    )


def _assessed(office: Office, year: int) -> None:
    """All units that were pilots, finished."""
    scheme = scheme_of(office.standing.on())
    _run(
        office,
        "INSERT INTO assessment (enterprise, wave, state, version, scheme, year, assessed_by, assessed_on) SELECT "
        "e.id, e.wave, ?, 1, ?, "
        "?, '评审组', ? FROM enterprise e JOIN wave w ON w.id = e.wave WHERE substr(w.chosen_on, 1, 4) <= ?",
        str(AssessmentState.OPEN),
        to_json(scheme),
        year,
        f"{year}-12-25",
        str(year),
    )
    for one in scheme.every:
        _run(
            office,
            "INSERT INTO score (assessment, front, indicator, points, self_score, score) SELECT id, ?1, ?2, ?3, "
            "?3 * 8 / 10, ?3 * 7 / 10 FROM assessment WHERE year = ?4",
            one.front,
            one.name,
            one.points,
            year,
        )
    _run(
        office,
        "UPDATE assessment SET state = ?, self_total = 800, total = 700 + enterprise % 250, bonus = 0, grade = "
        "CASE WHEN "
        "enterprise % 250 >= 200 THEN '优秀' WHEN enterprise % 250 >= 100 THEN '良好' ELSE '合格' END WHERE year = ?",
        str(AssessmentState.FINAL),
        year,
    )


def main() -> int:
    """``python -m tests.large_pilots FILE`` makes one, for trying the screen by hand."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("file", type=Path)
    make(parser.parse_args().file)
    sys.stdout.write(f"{parser.parse_args().file} ({PASSWORD})\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
