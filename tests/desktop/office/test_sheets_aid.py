"""The sheets about aid that go up: what counts on them, and that nobody is handed on unasked."""

import csv
import datetime as dt
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.aid.flow import Verb
from desktop.aid.fund import Receipt, ReceiptKind, Source
from desktop.aid.past import reason
from desktop.base.errors import ForbiddenError
from desktop.exchange.sheet_layouts import sheet_layout
from desktop.office.cases import draft_of, with_values
from desktop.office.consents import Consents
from desktop.office.sheet_kinds import SHEETS, Asked
from desktop.office.sheets import Sheets
from desktop.policy.aid_standards import AmountRule
from desktop.policy.standards import ConsentRule
from desktop.store import journal
from tests import growing
from tests.builders import card
from tests.desktop.office.test_requests import child
from tests.offices import TODAY, Doors
from tests.visiting import ROUND, begin, someone

GOLDEN = Path(__file__).parents[2] / "golden" / "sheets"
OF_AID = [one.name for one in SHEETS if one.room == "aid"]
GROUPED = {"quarter", "fund-use", "job-statistics", "warmth", "cooling"}
YEAR = Asked(year=2022, quarter=4, month=12)
FREE = ConsentRule(valid_from=dt.date(2022, 1, 1), notice=False, handing_on=False, guardian_below=14)
NEW_YEAR = dt.date(2022, 1, 1)
LOCKED = (Verb.LOCK, Verb.APPROVE)


@pytest.fixture
def sheets(doors: Doors) -> Sheets:
    """Sheets of an office that needs no consent to hand files on."""
    doors.standing.enter([FREE])
    return Sheets(doors.db, doors.standing)


def lines(sheets: Sheets, name: str, path: Path, asked: Asked = YEAR) -> list[list[Any]]:
    """The sheet as it was written, from its title on."""
    sheets.write(name, path / "a.xlsx", asked)
    return [list(row) for row in openpyxl.load_workbook(path / "a.xlsx").active.iter_rows(values_only=True)]


def told(sheets: Sheets, name: str, path: Path, asked: Asked = YEAR) -> list[dict[str, Any]]:
    """The lines by their headings, with what stands over them where there are two rows of headings."""
    rows = lines(sheets, name, path, asked)
    if name not in GROUPED:
        return [dict(zip(rows[2], row, strict=True)) for row in rows[3:]]
    over, group = [], None
    for high in rows[2]:
        group = high or group
        over.append(group)
    keys = [f"{high.partition('（')[0]} {low}" if low else high for high, low in zip(over, rows[3], strict=True)]
    return [dict(zip(keys, row, strict=True)) for row in rows[4:]]


def pay(doors: Doors, source: int, programme: str, day: dt.date, **whom: Any) -> int:
    """A batch decided and paid on a day; its number."""
    batch = doors.aid.draw_up(programme=programme, fund=source, decided_on=day, **whom).record
    assert batch is not None
    doors.seen_through(batch, *LOCKED)
    doors.paying.pay(batch, day)
    return batch


def fund(doors: Doors, source: Source, received: int = 10_000_000, day: dt.date = NEW_YEAR) -> int:
    number = doors.funds.open(name=f"{source}资金", source=source, year=2022, received=received, received_on=day).record
    assert number is not None
    return number


def asks(doors: Doors, programme: str, household: int, **values: Any) -> int:
    whole = doors.requests.begin({"programme": programme, "household": household, **values})
    made = doors.requests.save(whole).record
    assert made is not None
    return made


@pytest.fixture(scope="module")
def grown(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return growing.grown(template, tmp_path_factory, fill)


@pytest.fixture
def filled(doors: Doors, grown: Path) -> Doors:  # noqa: ARG001  (what the doors lead to)
    return doors


def fill(doors: Doors) -> None:
    """A year: living aid, of which one came back, two pupils, two graduates, waivers, and two rounds of visits."""
    for seed in range(4):
        doors.enter(seed, members=2)
    rows = [
        AmountRule(valid_from=NEW_YEAR, programme="子女助学", category="", stage="本科", amount=300_000),
        AmountRule(valid_from=NEW_YEAR, programme="送温暖", category="", amount=150_000, times_a_year=2),
    ]
    doors.standing.enter(rows)
    central, own = fund(doors, Source.CENTRAL), fund(doors, Source.OWN_UNION)
    _pay_living(doors, central, own)
    _ask(doors, own)
    _visit(doors, own)


def _pay_living(doors: Doors, central: int, own: int) -> None:
    pay(doors, central, "生活救助", dt.date(2022, 8, 5), households_=[1, 2])
    batch = pay(doors, own, "生活救助", dt.date(2022, 12, 2), households_=[3, 4])
    doors.paying.fail({doors.aid.payments(batch)[-1].id: "账户冻结"}, dt.date(2022, 12, 5))


def _ask(doors: Doors, own: int) -> None:
    school = {"school": "江苏大学", "stage": "本科", "major": "机械", "enrolled": 2022, "tuition": 520_000}
    granted = asks(doors, "子女助学", 1, person=child(doors, 1), first_year=True, **school)
    doors.requests.decide([granted], decided_by="李主席", granted=300_000)
    pay(doors, own, "子女助学", TODAY, requests=[granted])
    asks(doors, "子女助学", 2, person=child(doors, 2), asked=200_000, **school)
    job = {"degree": "本科", "school": "江苏大学", "measures": "岗位推荐、技能培训"}
    asks(doors, "阳光就业", 3, person=child(doors, 3), job_state="已就业", unit="春风公司", **job)
    asks(doors, "阳光就业", 4, person=child(doors, 4), **{**job, "degree": "大专", "measures": None})
    doors.requests.apply_for_waivers("费用减免", [1, 2], ["水费", "燃气费"])


def _visit(doors: Doors, own: int) -> None:
    number = begin(doors, units=3)
    doors.activities.add_households(number, [1, 2], 80_000, "大米×1")
    doors.activities.add(number, [someone(0, name="周明"), someone(1, name="周亮", kind="快递员", goods="食用油×2")])
    found = [one.id for one in doors.activities.of(number)]
    pay(doors, own, "送温暖", TODAY, activity=number, visits=found[:3])
    cool = begin(doors, **{**ROUND, "name": "2022年送清凉", "kind": "送清凉", "programme": "送清凉"})
    doors.activities.add(
        cool, [someone(5, kind="单位", name="大港工地", heads=30, resident_id=None, cash=0, goods="大米×9")]
    )


def test_a_sheet_of_money_says_in_what_it_counts(doors: Doors, sheets: Sheets, tmp_path: Path) -> None:
    fund(doors, Source.CENTRAL)
    said = lines(sheets, "fund-use", tmp_path)[1][0]
    assert said.startswith("填报单位（盖章）：")
    assert said.endswith("填报日期：2022年12月10日　　单位：元")


@pytest.mark.parametrize("name", OF_AID)
def test_every_sheet_is_written_as_it_was_agreed(sheets: Sheets, filled: Doors, tmp_path: Path, name: str) -> None:
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines(sheets, name, tmp_path))
    path = GOLDEN / f"{name}.csv"
    if not path.exists():
        path.write_text(out.getvalue(), "utf-8")
        raise AssertionError(path)
    assert out.getvalue().splitlines() == path.read_text("utf-8").splitlines()
    assert filled.db


@pytest.mark.parametrize("name", OF_AID)
def test_what_is_looked_at_is_what_is_written(sheets: Sheets, filled: Doors, tmp_path: Path, name: str) -> None:
    glimpse, rows = sheets.glimpse(name, YEAR), lines(sheets, name, tmp_path)
    assert len(glimpse.rows) == glimpse.count
    assert glimpse.title in rows[0][0]
    assert [row[0] for row in glimpse.rows] == [row[0] for row in rows[-glimpse.count :]]
    assert sheets.count(name, YEAR) > 0
    assert filled.db


@pytest.mark.parametrize("name", OF_AID)
def test_every_sheet_goes_on_one_page_across_with_its_headings_on_each(
    sheets: Sheets, filled: Doors, tmp_path: Path, name: str
) -> None:
    lines(sheets, name, tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    top = 4 if name in GROUPED else 3
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.orientation) == (1, "landscape")
    assert (sheet.print_title_rows, sheet.freeze_panes) == (f"$3:${top}", f"A{top + 1}")
    assert filled.db


@pytest.mark.parametrize("name", OF_AID)
def test_of_a_year_in_which_nothing_was_done_there_is_no_sheet(sheets: Sheets, tmp_path: Path, name: str) -> None:
    assert sheets.count(name, YEAR) == 0
    assert sheets.glimpse(name, YEAR).count >= 0
    with pytest.raises(ForbiddenError, match="没有可以填报的内容"):
        sheets.write(name, tmp_path / "a.xlsx", YEAR)


# What was paid


def test_what_came_back_is_marked_and_not_counted_in_its_month(sheets: Sheets, filled: Doors, tmp_path: Path) -> None:
    *paid, total = told(sheets, "payments", tmp_path)
    back = [one for one in paid if one["其中退回"]]
    assert [(one["姓名"], one["实发金额"], one["备注"]) for one in back] == [
        (filled.cases.get(4).applicant.name, None, "退回（账户冻结；2022-12-05）")
    ]
    assert (total["发放金额"], total["其中退回"], total["实发金额"]) == (15_760, 5_000, 10_760)
    assert sheets.count("payments", Asked(year=2022, month=11)) == 0


def test_what_is_paid_anew_counts_in_the_month_in_which_it_is_paid(
    sheets: Sheets, filled: Doors, tmp_path: Path
) -> None:
    anew = filled.paying.repay(2).record
    assert anew is not None
    filled.seen_through(anew, *LOCKED, Verb.PAY)
    *paid, total = told(sheets, "payments", tmp_path)
    assert total["实发金额"] == 15_760
    assert [one["备注"] for one in paid if one["批次"].endswith("（补发）")] == ["补发"]
    assert told(sheets, "fund-use", tmp_path)[-1]["资金 支出"] == 25_760


def test_what_was_entered_later_counts_on_the_day_that_its_basis_says(sheets: Sheets, doors: Doors) -> None:
    doors.enter(0)
    batch = pay(doors, fund(doors, Source.CITY), "生活救助", TODAY)
    with journal.operation(doors.db, "补录"):
        doors.db.execute("UPDATE payment SET reason = ? WHERE batch = ?", [reason(dt.date(2022, 6, 12)), batch])
    assert [sheets.count("payments", Asked(year=2022, month=month)) for month in (6, 12)] == [1, 0]
    assert sheets.count("quarter-roster", Asked(year=2022, quarter=2)) == 1


def test_only_what_is_paid_to_files_without_an_application_is_regular_aid(
    sheets: Sheets, filled: Doors, tmp_path: Path
) -> None:
    *paid, total = told(sheets, "quarter-roster", tmp_path)
    assert [(one["帮扶项目"], one["姓名"]) for one in paid] == [("生活救助", filled.cases.get(3).applicant.name)]
    assert total["金额"] == 5_000
    third = told(sheets, "quarter-roster", tmp_path, Asked(year=2022, quarter=3))
    assert [one["姓名"] for one in third[:-1]] == [filled.cases.get(number).applicant.name for number in (1, 2)]


def test_a_household_that_is_helped_twice_is_one_household(sheets: Sheets, filled: Doors, tmp_path: Path) -> None:
    *_, total = told(sheets, "quarter", tmp_path)
    assert (total["本季 户数"], total["本季 人次"]) == (4, 5)
    assert (total["本年累计 户数"], total["本年累计 人次"]) == (4, 7)
    assert filled.db


def test_the_use_of_funds_balances_over_the_turn_of_a_year(sheets: Sheets, filled: Doors, tmp_path: Path) -> None:
    filled.funds.hand_back(1, 1_000_000, TODAY)
    filled.funds.carry_over(2, TODAY)
    total = told(sheets, "fund-use", tmp_path)[-1]
    came, handed, spent, left = (total[f"资金 {name}"] for name in ("本年收入", "上缴", "支出", "结余"))
    assert (came, handed, spent, left) == (200_000, 10_000, 20_760, 169_240)
    assert total["资金 执行率"] == "10.9%"
    after = told(sheets, "fund-use", tmp_path, Asked(year=2023))[-1]
    assert (after["资金 上年结余"], after["资金 本年收入"], after["资金 结余"]) == (left, 0, left)


def test_what_an_office_began_with_is_left_of_the_year_before(sheets: Sheets, doors: Doors, tmp_path: Path) -> None:
    number = fund(doors, Source.CITY, 0)
    doors.funds.receive(Receipt(fund=number, day=NEW_YEAR, amount=300_000, kind=ReceiptKind.CARRIED_IN))
    total = told(sheets, "fund-use", tmp_path)[-1]
    assert (total["资金 上年结余"], total["资金 本年收入"], total["资金 结余"]) == (3_000, 0, 3_000)


# Who asked


def test_a_pupil_stands_with_what_is_paid_or_else_what_is_asked(sheets: Sheets, filled: Doors, tmp_path: Path) -> None:
    first, second, total = told(sheets, "school", tmp_path)
    assert (first["拟助金额"], first["资金来源"], first["办理情况"]) == (3_000, "本级工会经费", "已发放 2022-12-10")
    assert (second["拟助金额"], second["资金来源"], second["办理情况"]) == (2_000, None, "待审")
    assert first["学生姓名"] == filled.cases.get(1).persons[1].name
    assert total["拟助金额"] == 5_000


def test_while_an_application_waits_it_stands_with_the_card_of_today(
    sheets: Sheets, filled: Doors, tmp_path: Path
) -> None:
    filled.cases.save(with_values(draft_of(filled.cases.get(2)), card=card(77)), 2)
    assert told(sheets, "school", tmp_path)[1]["卡号"] == card(77)


def test_what_was_refused_or_withdrawn_stands_on_no_sheet(sheets: Sheets, filled: Doors, tmp_path: Path) -> None:
    filled.requests.withdraw([2])
    filled.requests.refuse([3], decided_by="李主席", opinion="不符合条件")
    assert (sheets.count("school", YEAR), sheets.count("jobs", YEAR)) == (1, 1)
    assert told(sheets, "job-statistics", tmp_path)[-1]["人数"] == 1


def test_a_graduate_helped_in_two_ways_counts_under_both_but_once(
    sheets: Sheets, filled: Doors, tmp_path: Path
) -> None:
    *degrees, total = told(sheets, "job-statistics", tmp_path)
    assert [(one["学历"], one["人数"]) for one in degrees] == [("大专", 1), ("本科", 1)]
    assert (total["就业状态 已就业"], total["帮扶措施 岗位推荐"], total["帮扶措施 技能培训"]) == (1, 1, 1)
    assert filled.db


def test_waivers_stand_by_fee_in_the_order_of_the_list(sheets: Sheets, filled: Doors, tmp_path: Path) -> None:
    found = told(sheets, "waivers", tmp_path)
    assert [one["减免项目"] for one in found] == ["水费", "水费", None, "燃气费", "燃气费", None, None]
    assert [one["姓名"] for one in found if not one["减免项目"]] == ["2 件", "2 件", "4 件"]
    assert filled.db


# Whom activities reached


def test_the_roster_of_visits_agrees_with_their_statistics(sheets: Sheets, filled: Doors, tmp_path: Path) -> None:
    *_, roster = told(sheets, "warmth-roster", tmp_path)
    *_, sums = told(sheets, "warmth", tmp_path)
    assert roster["慰问金"] == sums["发放 慰问金"] == 3_600
    assert roster["慰问品折价"] == sums["发放 物资折价"] == 280
    assert roster["合计"] == sums["筹集资金 合计"] == sums["发放 合计"]
    assert roster["人次"] == sums["慰问人次 合计"]
    assert filled.db


def test_who_is_to_be_paid_by_a_batch_counts_when_that_is_paid(sheets: Sheets, filled: Doors) -> None:
    assert sheets.count("warmth-roster", YEAR) == 4
    batch = filled.aid.draw_up(programme="送温暖", fund=2, decided_on=TODAY, activity=1).record
    assert batch is not None
    assert sheets.count("warmth-roster", YEAR) == 3
    filled.seen_through(batch, *LOCKED, Verb.PAY)
    assert sheets.count("warmth-roster", YEAR) == 4


def test_goods_of_all_recipients_are_told_together(sheets: Sheets, filled: Doors, tmp_path: Path) -> None:
    filled.activities.add(2, [someone(6, kind="快递员", cash=0, goods="大米×2、食用油×1")])
    one, total = told(sheets, "cooling", tmp_path)
    assert one["物品"] == "大米11袋、食用油1桶"
    assert (one["走访单位"], total["慰问人次 合计"]) == (1, 31)


@pytest.mark.parametrize("name", ["warmth", "cooling"])
def test_headings_of_visits_name_only_kinds_and_sources_that_there_are(doors: Doors, name: str) -> None:
    more, policy = sheet_layout(name).more, doors.standing.on()
    kinds = [label for labels in more["kinds"].values() for label in labels]
    assert {*kinds, *more["called"]} <= {*policy.labels("recipient_kind")}
    assert {label for labels in more["sources"].values() for label in labels} <= {*Source}
    assert {*more["activities"]} <= {*policy.labels("activity_kind")}
    assert len(kinds) == len({*kinds})


def test_every_recipient_is_counted_under_one_heading(sheets: Sheets, filled: Doors, tmp_path: Path) -> None:
    number = begin(filled)
    kinds = filled.standing.on().labels("recipient_kind")
    filled.activities.add(number, [someone(20 + at, kind=kind) for at, kind in enumerate(kinds)])
    *_, total = told(sheets, "warmth", tmp_path)
    headings = ("困难职工", "劳模", "一线职工", "农民工", "新就业形态", "其他")
    assert sum(total[f"慰问人次 {one}"] for one in headings) == total["慰问人次 合计"] == 4 + len(kinds)


# Consent


@pytest.mark.parametrize("name", [one.name for one in SHEETS if one.room == "aid" and one.personal])
def test_nobody_goes_up_by_name_who_hasnt_agreed(filled: Doors, tmp_path: Path, name: str) -> None:
    sheets = Sheets(filled.db, filled.standing)
    with pytest.raises(ForbiddenError, match="还有人没签“上报上级工会”的同意书"):
        sheets.write(name, tmp_path / "a.xlsx", YEAR)
    for number in range(1, 5):
        consents = Consents(filled.db, filled.standing)
        consents.record(number, dict(consents.begin(number)[0]))
    whole = sheets.count(name, YEAR)
    assert sheets.write(name, tmp_path / "a.xlsx", YEAR).count == whole


def test_who_has_no_file_stands_where_files_are_left_out(filled: Doors, tmp_path: Path) -> None:
    sheets = Sheets(filled.db, filled.standing)
    asked = Asked(year=2022, month=12, leave_out=True)
    change = sheets.write("payments", tmp_path / "a.xlsx", asked)
    assert (change.count, change.label) == (1, "导出2022年12月帮扶资金发放明细：a.xlsx（略去未签同意书的 4 户）")
    assert [one["姓名"] for one in told(sheets, "payments", tmp_path, asked)[:-1]] == ["周明"]


def test_sums_name_nobody_and_need_no_consent(filled: Doors, tmp_path: Path) -> None:
    sheets = Sheets(filled.db, filled.standing)
    for name in (one.name for one in SHEETS if one.room == "aid" and not one.personal):
        assert sheets.write(name, tmp_path / "a.xlsx", YEAR).count > 0


def test_only_the_files_asked_for_stand_on_a_sheet(sheets: Sheets, filled: Doors, tmp_path: Path) -> None:
    asked = Asked(year=2022, month=12, numbers=(3,))
    assert sheets.count("payments", asked) == 1
    assert told(sheets, "payments", tmp_path, asked)[0]["姓名"] == filled.cases.get(3).applicant.name


# How the use of money is judged


def test_what_the_office_knows_of_its_performance_is_filled_in(sheets: Sheets, filled: Doors, tmp_path: Path) -> None:
    known = {one["三级指标"]: one for one in told(sheets, "performance", tmp_path)}
    assert (known["预算执行率"]["完成值"], known["预算执行率"]["得分"]) == ("10.4%", "1.0")
    assert known["帮扶救助户数"]["完成值"] == "4 户"
    assert known["在档困难职工帮扶覆盖率"]["完成值"] == "75.0%"
    assert (known["受助职工满意度"]["完成值"], known["受助职工满意度"]["得分"]) == (None, None)
    assert known[None]["分值"] == 100
    assert filled.db
