"""The clerk who lives the invented year of ``reform_year``, by the command line, or by doors where there are many."""

import datetime as dt
import json
from dataclasses import asdict
from typing import Any

from desktop.base.calendar import today
from desktop.base.fields import Values
from desktop.office.office import Office
from desktop.pilots.fronts import Task
from tests import reform_year as year
from tests.aid_clerk import Clerk
from tests.piloting import scan

JUDGES = "评审组"


def play(clerk: Clerk) -> None:
    """The whole year, from the new office to the January after it."""
    choose(clerk)
    file(clerk)
    apply(clerk)
    skills(clerk)
    work(clerk)
    contact(clerk)
    monitor(clerk)
    assess(clerk)
    end(clerk)


def choose(clerk: Clerk) -> None:
    """The waves, each on its day, then all pilots by one ledger; what is due when."""
    clerk.on("2022-01-10")
    clerk.does("new", "--name", "新区总工会", "--city", "市总工会")
    for number, (_, day) in enumerate(year.WAVES, 1):
        clerk.on(day)
        called = f"批次=第{'一二三四'[number - 1]}批"
        clerk.does("pilot", "enter", "批次", called, f"批次序号={number}", "级别=区级", f"确定日期={day}")
    clerk.on("2022-05-20")
    said = clerk.does("pilot", "import", clerk.book("一览表.xlsx", year.ledger()), "--enter")
    assert "新增 30，有改动 0，无变化 0，退回 0 家" in said
    for wave in range(1, 5):
        clerk.does("pilot", "due", "--wave", wave, "--proposed")
    clerk.does("pilot", "due", "中期督查=2022-11-30", "--wave", "第四批")


def file(clerk: Clerk) -> None:
    """Papers: two plans go back and come again; at the end of June eight units lack something, in August nobody."""
    clerk.on("2022-06-20")
    clerk.does("pilot", "submit", "材料=产改组织机构文件", "文号=1号", "--unit", year.UNITS[0].name)
    clerk.does("pilot", "accept-paper", "--number", 1, "--by", "王芳")
    with clerk.opened() as office:
        for unit in range(1, 31):
            if unit not in {1, *year.NO_ORGANISATION}:
                _file(office, unit, year.ORGANISATION)
            if unit not in year.NO_PLAN:
                _file(office, unit, year.PLAN, back=unit in year.RETURNED)
    again = clerk.folder / "方案.pdf"
    again.write_bytes(scan().data)
    for unit in year.RETURNED:
        clerk.does("pilot", "submit", "材料=产改试点实施方案", again, "--unit", unit)
        clerk.does("pilot", "accept-paper", "--number", _newest(clerk, unit), "--by", "王芳")
    clerk.on("2022-06-30")
    said = clerk.does("pilot", "complete")
    assert "30 家中 22 家齐全，缺《产改组织机构文件》7 家、《产改试点实施方案》6 家" in said
    lacking = clerk.folder / "催报.pdf"
    clerk.does("paper", "pilot-lacking", lacking, *_each("--pilot", year.NO_ORGANISATION))
    clerk.on("2022-07-20")
    with clerk.opened() as office:
        for paper, units in ((year.ORGANISATION, year.NO_ORGANISATION), (year.PLAN, year.NO_PLAN)):
            for unit in units:
                _file(office, unit, paper)
    for wave, day in ((1, "2022-07-21"), (2, "2022-07-22"), (3, "2022-07-25"), (4, "2022-08-15")):
        clerk.on(day)
        clerk.does("pilot", "stage", "启动", "--wave", wave)


def _each(option: str, numbers: Any) -> list[object]:
    return [part for number in numbers for part in (option, number)]


def _file(office: Office, unit: int, kind: str, *, back: bool = False) -> None:
    values: Values = {"enterprise": unit, "kind": kind, "received_on": today(), "document_no": f"{unit}号"}
    number = office.submissions.receive(values, [scan()]).record or 0
    points = office.submissions.lacking(number, ())
    if back:
        office.submissions.give_back(number, "缺少保障措施", "王芳", today(), points[:-1])
    else:
        office.submissions.accept(number, points, "王芳", today())


def _newest(clerk: Clerk, unit: int) -> int:
    papers = json.loads(clerk.does("pilot", "show", "材料", "--unit", unit, "--json"))
    return max(int(one["id"]) for one in papers)


def apply(clerk: Clerk) -> None:
    """Applications, put in order; three granted, paid by a fund and by others, spent, one accepted."""
    clerk.on("2022-07-28")
    clerk.does("fund", "--name", "2022年产改激励资金", "--source", "本级工会经费", "--received", year.FUND)
    for one in year.PROJECTS:
        said = (f"项目名称={one.name}", f"所属方面={one.front}", f"总投入={one.own + one.asked}")
        money = (f"自筹金额={one.own}", f"申请金额={one.asked}", "项目负责人=周海")
        clerk.does("incentive", "apply", "--unit", one.unit, *_said(*said, *money))
    placed = {one.place: number for number, one in enumerate(year.PROJECTS, 1) if one.place}
    order = _each("--project", [placed[place] for place in sorted(placed)])
    clerk.does("incentive", "recommend", *order, *_said("区总工会意见=同意推荐"))
    clerk.does("incentive", "rank", *_each("--project", [1, 2, 3, 4, 5]))
    clerk.does("incentive", "rank", *order)
    clerk.does("incentive", "refuse", "--project", year.REFUSED, "--reason", "与主题不符")
    clerk.does("incentive", "withdraw", "--project", year.WITHDRAWN, "--reason", "单位撤回")
    clerk.on("2022-08-01")
    for number, one in enumerate(year.PROJECTS, 1):
        if one.granted:
            clerk.does("incentive", "grant", "--project", number, *_said(f"立项金额={one.granted}", "立项文号=9号"))
    _money(clerk)


def _said(*values: str) -> list[object]:
    return _each("--set", values)


def _money(clerk: Clerk) -> None:
    for number, one in enumerate(year.PAID, 1):
        clerk.on(one.day)
        fund = ("--fund", 1) if one.by_fund else ()
        clerk.does("incentive", "pay", "--project", one.project, *fund, *_said(f"拨付金额={one.yuan}"))
        if one.void:
            clerk.does("incentive", "void", "--payment", number, "--reason", "重复登记")
    code, said = clerk.run("incentive", "pay", "--project", year.ACCEPTED, "--fund", 1, *_said("拨付金额=1"))
    assert (code, "还可拨付 0 元" in said) == (2, True)
    clerk.on("2022-12-10")
    for project, item, yuan in year.SPENT:
        clerk.does(
            "incentive", "spend", "--project", project, *_said(f"支出事项={item}", f"支出金额={yuan}", "发票号=1")
        )
    clerk.on("2022-12-15")
    clerk.does("incentive", "accept", "--project", year.ACCEPTED, *_said("验收意见=达到预期"))


def skills(clerk: Clerk) -> None:
    """Studios, skilled workers and contests, each by a ledger."""
    for name, rows, said in (
        ("创新工作室.xlsx", year.studios(), "新增 14"),
        ("技能人才.xlsx", year.talents(), "新增 563"),
        ("技能竞赛.xlsx", year.contests(), "新增 2"),
    ):
        assert said in clerk.does("pilot", "import", clerk.book(name, rows), "--enter")


def work(clerk: Clerk) -> None:
    """Tasks of the five fronts, reported quarter by quarter; two units fall silent."""
    with clerk.opened() as office:
        for unit in year.BUSY:
            for front, task in year.TASKS:
                said: Values = {"front": front, "task": task, "deadline": year.DEADLINE, "responsible": "秦文斌"}
                office.registers.enter(Task, {**said, "enterprise": unit})
        for quarter in (2, 3, 4):
            for unit in year.BUSY:
                if quarter < 4 or unit not in year.SILENT:
                    day = year.QUARTERS[quarter] if quarter < 4 else dt.date(2022, 12, 15)
                    office.fronts.report(unit, f"2022Q{quarter}", _reports(office, unit, quarter), day)
    assert "任务 60 项" in clerk.does("pilot", "rollup", "--quarter", "2022Q3")


def _reports(office: Office, unit: int, quarter: int) -> dict[int, tuple[int, str | None, str | None]]:
    tasks = office.registers.of(Task, enterprise=unit)
    return {
        task.id: (year.percent(unit, front, quarter), f"第{quarter}季度已推进", "台账")
        for front, task in enumerate(sorted(tasks, key=lambda one: one.id))
    }


def contact(clerk: Clerk) -> None:
    """Each cadre looks after five; calls with the six topics, problems solved or late, half-way inspections."""
    for place, cadre in enumerate(year.CADRES):
        clerk.does(
            "contact", "pair", "--cadre", cadre, "--day", "2022-06-01", *_each("--unit", range(place + 1, 31, 6))
        )
    with clerk.opened() as office:
        for unit in range(1, 31):
            found: list[Values] = [{"problem": "缺钳工二十人", "category": "招用工", "deadline": dt.date(2022, 9, 1)}]
            office.pairing.call(_call(unit, 3), found if unit in year.PROBLEMS else [])
        for unit in range(1, 7):
            office.pairing.inspect(
                {"enterprise": unit, "kind": "中期督查", "day": dt.date(2022, 8, 18), **_inspected()}
            )
        for unit in year.AUTUMN:
            office.pairing.call(_call(unit, 4))
    topics = ("生产经营=订单平稳", "方式=实地", "接待人=陈总")
    clerk.does("contact", "call", "--unit", 1, "--cadre", year.cadre_of(1), "--day", "2022-12-01", *_said(*topics))
    problems = {int(one["enterprise"]): int(one["id"]) for one in _shown(clerk, "问题") if not one["inspection"]}
    for unit, content in year.PROBLEMS.items():
        if content:
            day = "2022-11-20" if unit == year.LATE_SOLVED else "2022-08-25"
            said = _said("办理结果=招到八人", f"满意度={content}")
            clerk.does("contact", "solve", "--problem", problems[unit], "--day", day, *said)


def _call(unit: int, quarter: int) -> Values:
    said: Values = {"business": "订单平稳", "hiring": "缺钳工", "talent": "高级工三成"}
    more: Values = {"training": "每月一次", "insurance": "全员参保", "relations": "没有争议"}
    called: Values = {"enterprise": unit, "day": year.called_on(unit, quarter), "cadre": year.cadre_of(unit)}
    return {**called, "mode": year.mode(unit), **said, **more}


def _inspected() -> Values:
    return {
        "inspectors": "李科长、孙工",
        "shortcomings": "台账不全",
        "mend_by": dt.date(2022, 9, 18),
        "document_no": "督1号",
    }


def _shown(clerk: Clerk, record: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(clerk.does("pilot", "show", record, "--json"))
    return found


def monitor(clerk: Clerk) -> None:
    """Quarter by quarter: most fill in, some late, some never; some are reminded."""
    clerk.on("2022-07-20")
    with clerk.opened() as office:
        for quarter in year.QUARTERS:
            for unit in range(1, 31):
                _fill(clerk, office, unit, quarter)
    clerk.on("2022-10-20")
    for unit, often in year.REMINDED.items():
        for _ in range(often):
            clerk.does("monitoring", "remind", "--period", "2022Q3", "--unit", unit, *_said("方式=电话"))


def _fill(clerk: Clerk, office: Office, unit: int, quarter: int) -> None:
    day = year.filled_on(unit, quarter)
    if day is not None:
        clerk.on(str(day))
        told = asdict(year.figures(unit, quarter))
        values: Values = {**told, "overdue": told["overdue"] * 100, "filled_on": day}
        office.monitoring.fill(unit, f"2022Q{quarter}", values)


def assess(clerk: Clerk) -> None:
    """All are assessed: they score themselves, the district scores them; a bonus, a veto, and one done anew."""
    clerk.on("2022-12-28")
    clerk.does("assess", "begin")
    with clerk.opened() as office:
        for unit in range(1, 31):
            _score(office, unit)
    for unit, points in year.BONUS.items():
        bonus = ("--bonus", f"承办现场会={points / 10}", *_said("加分事项=承办市级现场会"))
        clerk.does("assess", "judge", "--unit", unit, *bonus)
    clerk.does("assess", "judge", "--unit", year.VETOED, *_said("一票否决事项=拖欠职工工资", "问题=年中欠薪"))
    clerk.does("assess", "finish", "--by", JUDGES)
    clerk.does("assess", "redo", "--unit", year.AGAIN, "--reason", "漏计一次理论宣讲")
    with clerk.opened() as office:
        again = office.assessments.of(year.AGAIN)[0]
        first = office.assessments.sheet(again.id).lines[0].score
        points = (first.score or 0) + year.MORE
        office.assessments.score(again.id, {(first.front, first.indicator): {"score": points}})
    clerk.does("assess", "finish", "--unit", year.AGAIN, "--by", JUDGES)


def _score(office: Office, unit: int) -> None:
    [number] = [one.id for one in office.assessments.of(unit)]
    lines = [one.score for one in office.assessments.sheet(number).lines]
    given = {
        (one.front, one.indicator): {
            "self_score": year.own_score(unit, place, one.points),
            "score": year.score(unit, place, one.points) - (year.MORE if (unit, place) == (year.AGAIN, 0) else 0),
            "evidence": "台账",
        }
        for place, one in enumerate(lines)
    }
    office.assessments.save(number, given, {"highlights": f"{unit}号亮点"})


def end(clerk: Clerk) -> None:
    """The first wave's time is over: four are accepted, one goes on, one leaves."""
    clerk.on("2023-01-20")
    clerk.does("pilot", "move", "验收", *_each("--unit", range(1, 5)), "--reason", "达到预期目标")
    clerk.does("pilot", "move", "延续", "--unit", 5, "--until", "2023-07-20", "--reason", "项目未完")
    clerk.does("pilot", "move", "退出", "--unit", 6, "--reason", "企业搬迁")
