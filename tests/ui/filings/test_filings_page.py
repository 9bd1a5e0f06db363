"""What is handed up: what each will contain, looking at it, exporting it."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.aid.fund import Source
from desktop.base.calendar import today
from desktop.cases.steps import Verb
from desktop.office.office import Office
from desktop.office.outputs import GLIMPSE
from desktop.office.sheet_kinds import BY_TOTAL, Asked
from desktop.policy.standards import ConsentRule
from tests.desktop.office.pilot_year import NAMES, lived
from tests.offices import draft, enter_many, on_file
from tests.ui.desks import FILES, enter, make
from ui.desk import Desk
from ui.filings.filing import FILINGS, Wish
from ui.filings.page import ALL_YEARS, WHOLE_YEAR, FilingsPage
from ui.papers import saving
from ui.papers.preview import Make
from ui.papers.saving import Saver
from ui.widgets.message import MessageBar
from ui.widgets.pieces import Combo

QUARTER = 4
"""The quarter of the tests' day."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with some files, a batch paid this year to all but one, a fund of last year, and a year of pilots.

    One file was reviewed and read, one that is no more on file was visited, one of temporary hardship is applied for.
    """
    return make(tmp_path_factory, _fill)


def _fill(office: Office) -> None:
    enter(office)
    for year in (today().year, today().year - 1):
        office.funds.open(name=f"{year}年资金", source=Source.OWN_UNION, year=year, received=10_000_000)
    batch = office.aid.draw_up(programme="生活救助", fund=1, decided_on=today()).record or 0
    office.aid.exclude(office.aid.payments(batch)[-1].id, "已转出本区")
    office.aid.lock(batch)
    office.aid.approve(batch, "李主席")
    office.paying.pay(batch, today())
    lifted = on_file(office, draft(317)).record or 0
    office.procedure.take(1, Verb.REVIEW, {"day": today(), "people": "张三、李四", "changed": False})
    office.procedure.take(lifted, Verb.LIFT, {"day": today(), "people": "李主席", "opinion": "收入稳定"})
    office.procedure.take(lifted, Verb.RETURN_VISIT, {"day": today(), "people": "王五", "risk": False})
    office.consultations.enter(
        1, {"day": today(), "reader": "赵检察官", "purpose": "办案需要", "approved_by": "李主席"}
    )
    office.cases.save(draft(318, category="困难"))
    _ask_and_visit(office)
    lived(office)


def _ask_and_visit(office: Office) -> None:
    """A pupil and a graduate, a waiver, and a recipient of each of two activities."""
    child = office.cases.get(1).persons[1].id
    for values in (
        {"programme": "子女助学", "person": child, "stage": "本科", "school": "江苏大学", "asked": 200_000},
        {"programme": "阳光就业", "person": child, "degree": "本科"},
        {"programme": "费用减免", "item": "水费"},
    ):
        office.requests.save(office.requests.begin({"household": 1, **values}))
    for kind, programme in (("两节送温暖", "送温暖"), ("送清凉", "送清凉")):
        values = {"name": kind, "kind": kind, "programme": programme, "year": today().year}
        number = office.activities.open({**values, "begins": today(), "ends": today()}).record or 0
        office.activities.add_households(number, [1], 10_000)


@pytest.fixture
def papers() -> list[Make]:
    """What was to be previewed."""
    return []


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, bar: MessageBar, papers: list[Make]) -> FilingsPage:
    made = FilingsPage(desk, Saver(desk, bar, bar), papers.append)
    qtbot.addWidget(made)
    made.resize(1160, 640)
    made.show()
    qtbot.waitUntil(made.rows["ledger"]._export.isEnabled)
    return made


@pytest.fixture
def freed(desk: Desk) -> None:
    """The office needs no consent to hand files on."""
    rule = ConsentRule(valid_from=dt.date(2022, 1, 1), notice=False, handing_on=False, guardian_below=14)
    desk.do(lambda office: office.standing.enter([rule]))


def counts(page: FilingsPage) -> dict[str, str]:
    return {name: row._count.text() for name, row in page.rows.items()}


def save_to(monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[str]:
    """Have everything saved in a folder under the proposed names, which are returned."""
    proposed: list[str] = []

    def ask(_: object, name: str) -> Path:
        proposed.append(name)
        return folder / name

    monkeypatch.setattr(saving, "ask_where", ask)
    return proposed


def test_each_filing_says_how_much_it_will_contain(page: FilingsPage) -> None:
    assert counts(page) == {
        "ledger": "3 户",
        "cases": "3 户",
        "batches": "1 批",
        "fund-ledger": "1 项",
        "consultations": "1 次",
        "roster": "3 户",
        "income": "3 户",
        "temporary": "1 户",
        "statistics": "3 户",
        "school": "1 人",
        "jobs": "1 人",
        "job-statistics": "1 人",
        "warmth": "1 场",
        "warmth-roster": "1 人",
        "cooling": "1 场",
        "fund-use": "1 种来源",
        "performance": "12 项指标",
        "payments-year": "2 笔",
        "waivers": "1 件",
        "reviews": "1 次",
        "return-visits": "1 次",
        "quarter": "2 笔（累计）",
        "quarter-roster": "2 笔",
        "changes": "3 户",
        "payments": "2 笔",
        "pilot-roster": "4 家",
        "pilot-register": "4 家",
        "assessment-summary": "2 家",
        "incentive-summary": "2 个",
        "studio-summary": "14 个",
        "talent-summary": "4 人",
        "contest-summary": "2 场",
        "pilot-progress": "4 家",
        "monitoring": "4 家次",
        "pilot-ledger": "4 项任务",
        "contacts": "5 行",
        "archive-form": "3 户",
        "notice": "3 户",
    }


def test_the_year_narrows_what_is_of_a_year(qtbot: QtBot, page: FilingsPage) -> None:
    assert [page._year.itemText(at) for at in range(page._year.count())] == [
        str(today().year),
        str(today().year - 1),
        ALL_YEARS,
    ]
    page._year.setCurrentText(str(today().year - 1))
    page._year.activated.emit(1)
    qtbot.waitUntil(lambda: counts(page)["batches"] == "还没有")
    assert counts(page)["fund-ledger"] == "1 项"
    assert counts(page)["ledger"] == "3 户"
    assert page.rows["fund-ledger"]._title.text() == f"{today().year - 1}年帮扶资金台账"
    assert not page.rows["batches"]._export.isEnabled()
    page._year.setCurrentText(ALL_YEARS)
    page._year.activated.emit(2)
    qtbot.waitUntil(lambda: counts(page)["fund-ledger"] == "2 项")
    assert page.rows["fund-ledger"]._title.text() == "帮扶资金台账"


def test_the_year_of_an_activity_to_come_can_be_chosen(qtbot: QtBot, page: FilingsPage, desk: Desk) -> None:
    year = today().year + 1
    values = {"name": "春节送温暖", "kind": "两节送温暖", "programme": "送温暖", "year": year}
    desk.do(lambda office: office.activities.open({**values, "begins": today(), "ends": today()}))
    qtbot.waitUntil(lambda: page._year.findText(str(year)) >= 0)
    choose(page._year, str(year))
    qtbot.waitUntil(lambda: page.rows["warmth"]._title.text() == f"{year}年元旦春节送温暖活动情况统计表")


def test_a_change_is_counted(qtbot: QtBot, page: FilingsPage, desk: Desk) -> None:
    desk.do(lambda office: on_file(office, draft(7)))
    qtbot.waitUntil(lambda: counts(page)["ledger"] == "4 户")
    desk.undo()
    qtbot.waitUntil(lambda: counts(page)["ledger"] == "3 户")


def test_a_sheet_is_looked_at_as_it_will_be_written(qtbot: QtBot, page: FilingsPage) -> None:
    page.rows["ledger"]._look.click()
    qtbot.waitUntil(lambda: page._stack.currentWidget() is page.sheet)
    model = page.sheet.model
    assert model is not None
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rowCount() == FILES
    assert page.sheet._facts.text() == f"共 {FILES} 行、{model.columnCount()} 列"
    assert model.headerData(2, Qt.Orientation.Horizontal) == "姓名"
    qtbot.keyClick(page.sheet, Qt.Key.Key_Escape)
    assert page._stack.currentIndex() == 0


def test_of_a_long_sheet_only_the_beginning_is_shown(qtbot: QtBot, page: FilingsPage, desk: Desk) -> None:
    desk.ask(lambda office: enter_many(office._db, range(10, 10 + GLIMPSE)), lambda _: None)
    page.rows["cases"]._look.click()
    qtbot.waitUntil(lambda: page._stack.currentWidget() is page.sheet)
    assert page.sheet.model is not None
    assert page.sheet.model.rowCount() == GLIMPSE
    assert page.sheet._facts.text().startswith(f"共 {GLIMPSE + FILES} 行")
    assert page.sheet._facts.text().endswith(f"这里是前 {GLIMPSE} 行")
    desk.undo()
    qtbot.waitUntil(lambda: desk.idle)


@pytest.mark.usefixtures("freed")
@pytest.mark.parametrize("name", [one.name for one in FILINGS])
def test_every_filing_is_exported_and_says_where_it_lies(
    qtbot: QtBot, page: FilingsPage, bar: MessageBar, tmp_path: Path, name: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        proposed = save_to(patch, tmp_path)
        page.rows[name]._export.click()
        qtbot.waitUntil(lambda: "已保存" in bar.text)
    made = tmp_path / proposed[0]
    assert str(tmp_path) in bar.text
    if made.suffix == ".pdf":
        assert len(PdfReader(made).pages) >= 1
    else:
        assert openpyxl.load_workbook(made).active.max_row > 1
    assert f"{today():%Y%m%d}" in made.name


def choose(chooser: Combo, text: str) -> None:
    chooser.setCurrentText(text)
    chooser.activated.emit(chooser.currentIndex())


def test_a_sheet_of_half_a_year_and_of_a_month_says_which_it_is(qtbot: QtBot, page: FilingsPage) -> None:
    year = today().year
    assert page.rows["changes"]._title.text() == f"{year}年{today().month}月困难职工档案动态变化月报"
    choose(page._half, "上半年")
    choose(page._month, "1月")
    qtbot.waitUntil(lambda: counts(page)["reviews"] == "还没有")
    assert page.rows["reviews"]._title.text() == f"{year}年上半年困难职工档案复核表"
    assert page.rows["changes"]._title.text() == f"{year}年1月困难职工档案动态变化月报"
    choose(page._half, WHOLE_YEAR)
    qtbot.waitUntil(lambda: counts(page)["reviews"] == "1 次")


def test_a_sheet_of_a_quarter_says_which_it_is(qtbot: QtBot, page: FilingsPage) -> None:
    assert page.rows["quarter"]._title.text() == f"{today().year}年第四季度帮扶资金发放季度统计表"
    choose(page._quarter, "第一季度")
    qtbot.waitUntil(lambda: counts(page)["quarter-roster"] == "还没有")
    assert page.rows["quarter"]._title.text() == f"{today().year}年第一季度帮扶资金发放季度统计表"


def test_a_sheet_is_asked_for_in_the_superiors_words(page: FilingsPage) -> None:
    assert page.wish("roster").asked.lists == ""
    page._lists.setCurrentText("江苏")
    assert page.wish("roster").asked == Asked(year=today().year, quarter=QUARTER, month=today().month, lists="江苏")


def test_who_hasnt_agreed_stops_a_sheet_unless_left_out(
    qtbot: QtBot, page: FilingsPage, bar: MessageBar, tmp_path: Path
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        save_to(patch, tmp_path)
        page.rows["roster"]._export.click()
        qtbot.waitUntil(lambda: "3 户还有人没签“上报上级工会”的同意书" in bar.text)
        page._leave_out.click()
        page.rows["roster"]._export.click()
        qtbot.waitUntil(lambda: "略去未签同意书的 3 户" in bar.text)
    assert list(tmp_path.iterdir()) == []


def test_a_superiors_empty_sheet_is_chosen_and_filled_in(
    qtbot: QtBot, page: FilingsPage, bar: MessageBar, tmp_path: Path
) -> None:
    _superiors(tmp_path, "深度困难（户）")
    with pytest.MonkeyPatch.context() as patch:
        proposed = save_to(patch, tmp_path)
        patch.setattr(saving, "ask_which", lambda *_: tmp_path / "市总统计表.xlsx")
        page.fill_in()
        qtbot.waitUntil(lambda: "已保存" in bar.text)
    assert proposed == [f"市总统计表 {today():%Y%m%d}.xlsx"]
    sheet = openpyxl.load_workbook(tmp_path / proposed[0]).active
    assert [cell.value for cell in sheet[2]] == ["新区总工会", 3, 10_000]


def test_what_a_superiors_sheet_has_no_column_for_is_told(
    qtbot: QtBot, page: FilingsPage, bar: MessageBar, tmp_path: Path
) -> None:
    _superiors(tmp_path, "相对困难（户）")
    with pytest.MonkeyPatch.context() as patch:
        save_to(patch, tmp_path)
        patch.setattr(saving, "ask_which", lambda *_: tmp_path / "市总统计表.xlsx")
        page.fill_in()
        qtbot.waitUntil(lambda: "已保存" in bar.text)
    assert bar.text.endswith(f"在 {tmp_path}。表里没有栏目、没有填的：深度困难 3 户")


def test_sheets_of_pilots_have_a_half_year_and_a_quarter_of_their_own(qtbot: QtBot, page: FilingsPage) -> None:
    assert page.rows["monitoring"]._title.text() == "2022年第四季度劳动关系监测填报情况"
    page._pilots_quarter.setCurrentIndex(2)
    page._pilots_half.setCurrentIndex(1)
    page._pilots_quarter.activated.emit(2)
    qtbot.waitUntil(lambda: "第三季度" in page.rows["monitoring"]._title.text())
    assert page.rows["pilot-progress"]._title.text() == "2022年上半年产改试点推进情况"
    assert "第四季度" in page.rows["quarter"]._title.text()
    assert page.rows["reviews"]._title.text() == "2022年困难职工档案复核表"


def test_assessments_are_looked_at_in_the_order_that_was_chosen(qtbot: QtBot, page: FilingsPage) -> None:
    page.rows["assessment-summary"].order.setCurrentText(BY_TOTAL)
    page.look("assessment-summary")
    qtbot.waitUntil(lambda: page.sheet.model is not None and page.sheet.model.rowCount() == 3)
    assert page.sheet.model is not None
    assert page.sheet.model.index(0, 2).data() == NAMES[0]


def _superiors(folder: Path, heading: str) -> None:
    """An empty sheet with this heading and one of money."""
    book = openpyxl.Workbook()
    book.active.append(["区", heading, "生活救助（元）"])
    book.active["A2"].number_format = "@"
    book.save(folder / "市总统计表.xlsx")


def test_a_paper_is_shown_by_the_preview(qtbot: QtBot, page: FilingsPage, papers: list[Make], desk: Desk) -> None:
    page.rows["archive-form"]._look.click()
    made: list[int] = []
    desk.ask(lambda office: papers[0](office).count, made.append)
    qtbot.waitUntil(lambda: bool(made))
    assert made == [FILES]


def test_a_notice_begins_on_the_day_and_with_the_names_that_were_chosen(page: FilingsPage) -> None:
    row = page.rows["notice"]
    this_month = Wish(year=str(today().year), quarter=QUARTER, month=today().month)
    assert page.wish("notice") == this_month._replace(begins=today(), masked=True)
    row.begins.show_value(dt.date(2022, 12, 12))
    row.full_names.click()
    assert page.wish("notice") == this_month._replace(begins=dt.date(2022, 12, 12), masked=False)


def test_what_is_looked_at_goes_when_the_office_changes(qtbot: QtBot, page: FilingsPage, desk: Desk) -> None:
    page.look("cases")
    qtbot.waitUntil(lambda: page._stack.currentWidget() is page.sheet)
    desk.do(lambda office: on_file(office, draft(9)))
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 0)
    desk.undo()
    qtbot.waitUntil(lambda: desk.idle)
