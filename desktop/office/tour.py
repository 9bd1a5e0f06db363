"""The whole main job without a window: ledgers and rosters go in, a batch is paid, sheets and papers come out."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.listing import Query
from desktop.base.money import short_yuan
from desktop.base.paths import resources
from desktop.exchange.planning import Verdict
from desktop.office import demo
from desktop.office.intake import Look
from desktop.office.ledger_kinds import LedgerKind
from desktop.office.office import Office
from desktop.office.sheet_kinds import Asked, kind_named
from desktop.pilots.assessment import AssessmentState

LEDGER = "困难职工台账（待导入）.xlsx"
ROSTER = "春节送温暖慰问花名册（待导入）.xlsx"
UNITS = "产改试点单位一览表（待导入）.xlsx"
OFFICE = "演示.niangjia"
_SHEETS = (
    "quarter",
    "fund-use",
    "warmth",
    "job-statistics",
    "pilot-roster",
    "pilot-progress",
    "incentive-summary",
    "contacts",
)


def tour(folder: Path) -> Iterator[str]:
    """Do the job in a folder with invented people; says what was done, line by line."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / OFFICE
    path.unlink(missing_ok=True)
    office = demo.make(path)
    yield f"演示办公文件：{path}（密码 {demo.PASSWORD}）"
    try:
        yield from _import(office, folder)
        yield from _pay(office, folder)
        yield from _visit(office, folder)
        yield from _pilots(office, folder)
        yield from _hand_up(office, folder)
    finally:
        office.close()


def _import(office: Office, folder: Path) -> Iterator[str]:
    look = office.intake.look(resources() / "demo" / LEDGER)
    office.intake.write_refused(look, folder / "退回的行.xlsx")
    yield f"导入台账：{_counted(look)}"
    change = office.intake.enter(look)
    yield f"{change.label}；撤销后再重做，结果不变"
    office.undo()
    office.redo()


def _pay(office: Office, folder: Path) -> Iterator[str]:
    """By the bank, which gives one transfer back; that is paid anew."""
    fund = office.funds.every()[0].id
    number = _approved(office, office.aid.draw_up(programme="生活救助", fund=fund))
    office.paying.send(number, "通用", folder / "银行代发.xlsx")
    first = next(line for line in office.aid.payments(number) if line.live)
    office.paying.receipt(number, today(), {first.id: "户名不符"})
    again = _approved(office, office.paying.repay(number))
    office.paying.pay(again, today())
    for one in (again, number):
        office.paying.finish(one)
    yield from _told(office, number, fund)
    for name, label in (("sign-sheet", "实名制签领表"), ("payment-notice", "发放公示"), ("bank-list", "银行卡发放表")):
        office.outputs.write_paper(office.outputs.paper(name, batch=number), folder / f"{label}.pdf")
    query = Query(noun=Noun.PAYMENTS, chips={"batch": str(number), "given": "发放"})
    office.outputs.list_sheet(query, folder / "发放明细.xlsx")


def _approved(office: Office, drawn: Change) -> int:
    """The number of a batch that was drawn up, locked and approved."""
    number = drawn.record or 0
    office.aid.lock(number)
    office.aid.approve(number, "主席办公会")
    return number


def _told(office: Office, number: int, fund: int) -> Iterator[str]:
    batch, left = office.aid.batch(number), office.funds.one(fund).balance
    yield f"{batch.title}：{batch.payees} 人，{short_yuan(batch.total)} 元，余额 {short_yuan(left)} 元"
    yield "其中 1 笔被银行退回，已补发"


def _visit(office: Office, folder: Path) -> Iterator[str]:
    """A round of visits out of a roster, with what those need who go."""
    day = today()
    opened = office.activities.open(
        {
            "name": "走访困难职工",
            "kind": "其他慰问",
            "programme": "送温暖",
            "year": day.year,
            "begins": day,
            "ends": day + dt.timedelta(days=14),
        }
    )
    number = opened.record or 0
    look = office.activities.review_roster(resources() / "demo" / ROSTER, number)
    office.activities.enter_roster(look)
    yield f"导入慰问花名册：{look.sentence}，退回 {look.plan.count(Verdict.REFUSED)}"
    yield f"在档没有列入的 {len(office.activities.missed(number))} 户"
    for name, label in (("visit-roster", "慰问花名册"), ("visit-route", "走访路线单")):
        office.outputs.write_paper(office.outputs.paper(name, activity=number), folder / f"{label}.pdf")


def _pilots(office: Office, folder: Path) -> Iterator[str]:
    """Pilots out of their ledger; who lacks what, who is late, and the papers of one that was assessed."""
    doors = office.pilot_ledgers
    look = doors.review(resources() / "demo" / UNITS, LedgerKind.UNITS)
    doors.write_refused(look, folder / "退回的试点单位.xlsx")
    doors.enter(look)
    yield f"导入试点单位：{look.sentence}，退回 {look.plan.count(Verdict.REFUSED)}"
    yield f"试点材料：{office.submissions.completeness().sentence}"
    yield f"试点推进：{'；'.join(one.sentence for one in office.stages.reminders()[:3])}"
    final = office.ids(Query(noun=Noun.ASSESSMENTS, chips={"state": AssessmentState.FINAL}))[0]
    unit = office.assessments.one(final).enterprise
    for name, number, label in (("pilot-scores", final, "年度评价打分表"), ("pilot-record", unit, "试点单位档案")):
        office.outputs.write_paper(office.outputs.bundle([name], [number]), folder / f"{label}.pdf")


def _hand_up(office: Office, folder: Path) -> Iterator[str]:
    office.outputs.ledger(folder / "困难职工台账.xlsx")
    few = list(office.ids(Query(noun=Noun.CASES)))[:10]
    office.outputs.write_paper(office.outputs.paper("archive-form", cases=few), folder / "困难职工档案表.pdf")
    office.outputs.write_paper(office.outputs.paper("notice", cases=few), folder / "建档公示.pdf")
    asked = Asked(year=today().year)
    for one in _SHEETS:
        office.sheets.write(one, folder / f"{asked.titled(kind_named(one))}.xlsx", asked)
    office.fund_sheets.ledger(folder / "资金台账.xlsx")
    yield from office.check()
    yield f"备份：{office.back_up().path}"
    again = office.intake.look(folder / "困难职工台账.xlsx")
    yield f"导出的台账再导入：{_counted(again)}"


def _counted(look: Look) -> str:
    words = {Verdict.NEW: "新增", Verdict.CHANGED: "有改动", Verdict.SAME: "无变化", Verdict.REFUSED: "退回"}
    return "，".join(f"{word} {look.plan.count(verdict)}" for verdict, word in words.items())
