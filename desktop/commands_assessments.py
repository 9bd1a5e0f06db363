"""What the verb ``assess`` of the command line does about yearly assessments of pilots; it gives the exit code."""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.codes import CodeList
from desktop.base.errors import ForbiddenError, RefusedError
from desktop.base.fields import Field, Kind, Value, fields_of
from desktop.base.findings import refuses
from desktop.base.values import read_value, show_points
from desktop.commands import DONE, REFUSED, Done, Told, carry_out, tell
from desktop.commands_given import a_day, a_year
from desktop.office.office import Office
from desktop.office.record_words import units_named
from desktop.office.score_checks import JUDGED, Key
from desktop.office.score_sheets import Line, ScoreSheet
from desktop.office.step_texts import read_fields
from desktop.pilots.assessment import Assessment, AssessmentState
from desktop.pilots.scoring import Outcome

DEEDS = ("begin", "score", "known", "judge", "finish", "redo", "show", "compare", "export", "import")
"""What can be done about assessments."""
_WORDS = "开始、评分、采用系统得分、评定意见、评定、重新评价、查看、比较、导出评分表、导入评分表"


def add_arguments(one: argparse.ArgumentParser) -> None:
    """What the verb ``assess`` is asked with."""
    one.add_argument(
        "what",
        choices=DEEDS,
        help=_WORDS,
    )
    one.add_argument("--year", type=a_year, help="年度，默认今年")
    one.add_argument("--unit", action="append", default=[], help="单位：名称或序号，可多次；begin 默认全部")
    one.add_argument("--wave", type=int, help="只要这一批次的单位")
    one.add_argument("--own", action="store_true", help="score 登记的是单位自评分")
    one.add_argument("--set", action="append", default=[], help="名称=值，可多次：score 写 指标=分，judge 写 亮点=…")
    one.add_argument("--evidence", action="append", default=[], help="指标=佐证材料，可多次")
    one.add_argument("--bonus", action="append", default=[], help="加分项=分，可多次")
    one.add_argument("--by", default="", help="评定人；compare 写 wave 或 year")
    one.add_argument("--day", type=a_day, help="评定日期，默认今天")
    one.add_argument("--reason", default="", help="重新评价的原因")
    one.add_argument("--file", type=Path, help="export 写到、import 读入的评分表（.xlsx）")
    one.add_argument("--enter", action="store_true", help="import 写入办公文件；不加只看不写")
    one.add_argument("--json", action="store_true")


def assess(options: argparse.Namespace) -> int:
    """Begin, score, judge and finish assessments, do them anew, show and compare them."""
    return carry_out(options, _TOLD, _DONE)


def _year(given: argparse.Namespace) -> int:
    return int(given.year or today().year)


def _units(office: Office, given: argparse.Namespace) -> list[int]:
    every = [one for one in office.enterprises.every() if given.wave is None or one.wave == given.wave]
    return units_named(office, given.unit) or [one.id for one in every]


def _numbers(office: Office, given: argparse.Namespace) -> list[int]:
    """The assessments of the year that stand, of the units that are named, or of all; of a wave as it was then."""
    year = _year(given)
    found = [
        one.id
        for unit in units_named(office, given.unit) or [one.id for one in office.enterprises.every()]
        for one in office.assessments.of(unit)
        if one.year == year and one.state is not AssessmentState.SUPERSEDED and given.wave in {None, one.wave}
    ]
    if not found:
        raise ForbiddenError(f"没有 {year} 年的评价，请先用 assess begin 开始。")
    return found


def _one(office: Office, given: argparse.Namespace) -> int:
    if len(given.unit) != 1:
        raise ForbiddenError("请用 --unit 写明是哪一家单位，一次一家。")
    return _numbers(office, given)[0]


def _begin(office: Office, given: argparse.Namespace) -> Change:
    units = _units(office, given)
    for doubt in office.assessments.look(units, _year(given)).doubts:
        print(f"  提醒：{doubt.message}")
    return office.assessments.begin(units, _year(given))


def _score(office: Office, given: argparse.Namespace) -> Change:
    number = _one(office, given)
    lines = office.assessments.sheet(number).every
    column = "self_score" if given.own else "score"
    said: dict[Key, dict[str, Value]] = {}
    for key, text in _said(lines, given.set):
        said.setdefault(key, {})[column] = _points(key[1], text)
    for key, text in _said(lines, given.evidence):
        said.setdefault(key, {})["evidence"] = text
    return office.assessments.score(number, said)


def _said(lines: Sequence[Line], given: Sequence[str]) -> Iterator[tuple[Key, str]]:
    """Indicators by their names, with what was said of them; 方面/指标 where a name stands in two fronts."""
    for text in given:
        name, separator, value = text.partition("=")
        keys = [(one.score.front, one.score.indicator) for one in lines]
        found = [key for key in keys if name.strip() in {key[1], "/".join(key)}]
        if not separator or len(found) != 1:
            raise ForbiddenError(f"“{text}”看不懂：请写成 指标=分；同名的指标写成 方面/指标=分。")
        yield found[0], value.strip()


def _points(name: str, text: str) -> int | None:
    reading = read_value(Field(label=name, kind=Kind.POINTS), text, {})
    if refuses(reading.findings):
        raise RefusedError(reading.findings)
    return reading.value if isinstance(reading.value, int) else None


def _judge(office: Office, given: argparse.Namespace) -> Change:
    number = _one(office, given)
    sheet = office.assessments.sheet(number)
    form = [one for one in fields_of(Assessment) if one.name in JUDGED]
    said = read_fields("评定意见", form, given.set, {"veto": CodeList("veto", sheet.scheme.vetoes)})
    bonuses = {key[1]: _points(key[1], text) for key, text in _said(sheet.bonuses, given.bonus)}
    return office.assessments.judge(number, said, bonuses)


def _finish(office: Office, given: argparse.Namespace) -> Change:
    return office.assessments.finish(_numbers(office, given), given.by, given.day)


def _known(office: Office, given: argparse.Namespace) -> Change:
    return office.assessments.take_known(_numbers(office, given))


def _redo(office: Office, given: argparse.Namespace) -> Change:
    return office.assessments.redo(_one(office, given), given.reason)


def _export(office: Office, given: argparse.Namespace) -> Change:
    return office.assessments.export_scores(_numbers(office, given), _file(given))


def _file(given: argparse.Namespace) -> Path:
    if given.file is None:
        raise ForbiddenError("请用 --file 写明评分表（.xlsx）在哪里。")
    return Path(given.file)


def _import(office: Office, given: argparse.Namespace) -> int:
    """Look at a score sheet that came back; enter it where that is asked."""
    look = office.assessments.read_scores(_file(given))
    print(look.sentence)
    for found in look.findings:
        print(f"  {'不能写入' if found.refuses else '提醒'}：第 {found.place.row} 行 {found.message}")
    if look.refused:
        return REFUSED
    return tell(office.assessments.enter_scores(look)) if given.enter else DONE


_DONE: Mapping[str, Done] = {
    "begin": _begin,
    "score": _score,
    "known": _known,
    "judge": _judge,
    "finish": _finish,
    "redo": _redo,
    "export": _export,
    "import": _import,
}


def _show(office: Office, given: argparse.Namespace) -> None:
    sheets = [office.assessments.sheet(number) for number in _numbers(office, given)]
    if given.json:
        print(json.dumps([_as_data(one) for one in sheets], ensure_ascii=False, default=str))
        return
    for sheet in sheets:
        one = sheet.assessment
        grade = one.grade or sheet.district.grade or "等次待定"
        totals = f"自评 {_sum(sheet.own)}　区评 {_sum(sheet.district)}　{grade}"
        print(f"{sheet.enterprise.name}　{one.year} 年　第 {one.version} 版　{one.state}　{totals}")
        for line in sheet.every:
            cells = (line.score.points, line.score.self_score, line.score.score)
            told = ("" if cell is None else show_points(cell) for cell in cells)
            known = line.known.sentence if line.known else ""
            print("\t".join((f"  {line.score.front}", line.score.indicator, *told, known)))


def _sum(outcome: Outcome) -> str:
    if outcome.total is None:
        return f"{show_points(outcome.so_far)} 分（缺 {len(outcome.missing)} 项）"
    return f"{show_points(outcome.total)} 分"


def _as_data(sheet: ScoreSheet) -> dict[str, Any]:
    """An assessment as data; points are tenths."""
    one = sheet.assessment
    names = ("id", "enterprise", "state", "year", "version", "veto", "grade", "assessed_by", "assessed_on")
    return {
        **{name: getattr(one, name) for name in names},
        "total": sheet.district.total,
        "self_total": sheet.own.total,
        "bonus": sheet.district.bonus,
        "missing": [mark.name for mark in sheet.district.missing],
        "scores": [_line(line) for line in sheet.every],
    }


def _line(line: Line) -> dict[str, Any]:
    names = ("front", "indicator", "points", "self_score", "score", "evidence", "note")
    known = {"known": line.known.points, "basis": line.known.sentence} if line.known else {}
    return {name: getattr(line.score, name) for name in names} | known


def _compare(office: Office, given: argparse.Namespace) -> None:
    by = given.by or "wave"
    if by not in {"wave", "year"}:
        raise ForbiddenError("--by 请写 wave（按批次比较）或 year（按年度比较）。")
    found = office.assessments.compare("year" if by == "year" else "wave", given.year, given.wave)
    if given.json:
        groups = [{"label": one.label, "count": one.count, "average": one.average, "fronts": dict(one.fronts),
                   "grades": dict(one.grades)} for one in found.groups]  # fmt: skip
        ranking = [
            {name: getattr(one, name) for name in ("place", "enterprise", "name", "total", "grade", "change")}
            for one in found.ranking
        ]
        print(json.dumps({"groups": groups, "ranking": ranking}, ensure_ascii=False))
        return
    for group in found.groups:
        grades = "、".join(f"{grade} {count}" for grade, count in group.grades.items())
        print(f"{group.label}\t{group.count} 家\t平均 {show_points(group.average)} 分\t{grades}")
    for one in found.ranking:
        change = (
            "" if one.change is None else f"\t比上年 {'-' if one.change < 0 else '+'}{show_points(abs(one.change))}"
        )
        print(f"{one.place}\t{one.name}\t{one.wave}\t{show_points(one.total)} 分\t{one.grade}{change}")


_TOLD: Mapping[str, Told] = {"show": _show, "compare": _compare}
