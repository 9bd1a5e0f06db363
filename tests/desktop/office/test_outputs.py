"""What leaves the office: papers by name, notices as they are posted, sheets looked at beforehand."""

import datetime as dt
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from desktop.aid.fund import Source
from desktop.base.changes import Noun
from desktop.base.errors import Cancelled, ForbiddenError
from desktop.base.listing import Query
from desktop.cases.household import State
from desktop.exchange.planning import Verdict
from desktop.office.catalogue import PAPERS, Group, grouped
from desktop.office.office import Office
from desktop.office.outputs import GLIMPSE
from desktop.papers.notice import NoticeKind
from desktop.store import listings
from tests.offices import PASSWORD, TODAY, draft, enter_many, on_file

FILES = 3
ACTIVITY = {"name": "2022年送温暖", "kind": "两节送温暖", "programme": "送温暖", "year": 2022}
SAID = {"year": 2022, "day": TODAY}
OF = {"batch": 1, "requests": [1, 2, 3], "activity": 1, "visits": [1, 2, 3]}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with files, a batch, waivers asked for, an activity; tests only read it, or write into the journal."""
    made = Office.create(tmp_path_factory.mktemp("office") / "新区.niangjia", PASSWORD, name="新区总工会")
    for seed in range(FILES):
        on_file(made, draft(seed))
    made.funds.open(name="资金", source=Source.OWN_UNION, year=2022, received=10_000_000)
    made.aid.draw_up(programme="生活救助", fund=1, decided_on=TODAY)
    for number in range(1, FILES + 1):
        asked = {"programme": "费用减免", "household": number, "item": "水费", "receiver": "供水公司", **SAID}
        made.requests.save(made.requests.begin(asked))
    made.activities.open({**ACTIVITY, "begins": TODAY, "ends": TODAY})
    made.activities.add_households(1, [1, 2, 3], cash=100_000)
    yield made
    made.close()


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def text_of(pdf: bytes, path: Path) -> str:
    path.write_bytes(pdf)
    return "".join(page.extract_text() for page in PdfReader(path).pages)


@pytest.mark.parametrize("kind", [one for one in PAPERS if one.group is not Group.PILOTING], ids=lambda kind: kind.name)
def test_every_paper_is_made_by_its_name(office: Office, kind: object, tmp_path: Path) -> None:
    printout = office.outputs.paper(kind.name, **OF)  # type: ignore[attr-defined, arg-type]
    assert printout.count == FILES
    assert text_of(printout.pdf(), tmp_path / "a.pdf")


def test_a_paper_that_there_is_not_names_those_that_there_are(office: Office) -> None:
    with pytest.raises(ForbiddenError, match="sign-sheet"):
        office.outputs.paper("nothing")


@pytest.mark.parametrize(
    ("name", "missing"),
    [("amount-basis", "批次"), ("request-form", "申请"), ("visit-route", "活动"), ("visit-card", "慰问对象")],
)
def test_what_a_paper_is_of_has_to_be_said(office: Office, name: str, missing: str) -> None:
    with pytest.raises(ForbiddenError, match=f"没有选中{missing}"):
        office.outputs.paper(name)


def test_papers_of_another_record_are_named_with_where_they_are_printed(office: Office) -> None:
    with pytest.raises(ForbiddenError, match="实名制签领表要在发放批次里打印"):
        office.outputs.bundle(["visit-roster", "sign-sheet"], [1])
    with pytest.raises(ForbiddenError, match="救助申请里"):
        office.outputs.bundle(["application-form", "request-approval"], [1])


def test_several_papers_of_several_applications_come_application_by_application(office: Office) -> None:
    printout = office.outputs.bundle(["request-form", "request-approval", "waiver-list"], [2, 1])
    titles = [text.split()[0] for text in pages_of(printout.pdf())]
    own = ["特困职工费用减免申报表", "困难职工帮扶救助审批表"]
    assert titles == [*own, *own, "特困职工费用减免汇总表（水费）"]
    assert (printout.count, printout.leaves) == (2, True)


def test_every_line_of_a_batch_gets_its_own_approval_with_what_the_household_had(office: Office) -> None:
    found = pages_of(office.outputs.paper("payment-approval", batch=1).pdf())
    assert len(found) == FILES
    assert all("人民币伍仟元整" in text for text in found)
    approval = pages_of(office.outputs.paper("request-approval", requests=[1]).pdf())[0]
    assert "生活救助　5,000.00元（待发放）" in approval


def test_every_recipient_of_an_activity_gets_a_card(office: Office) -> None:
    cards = pages_of(office.outputs.paper("visit-cards", activity=1).pdf())
    assert len(cards) == FILES
    assert cards == pages_of(office.outputs.paper("visit-card", visits=[1, 2, 3]).pdf())


@pytest.mark.parametrize(("name", "pages"), [("archive-form", 2), ("application-form", 1)])
def test_for_both_sides_each_record_begins_on_a_leaf_of_its_own(office: Office, name: str, pages: int) -> None:
    printout = office.outputs.paper(name)
    assert len(pages_of(printout.pdf(both_sides=True))) == 2 * (FILES - 1) + pages
    assert len(pages_of(printout.pdf())) == pages * FILES


def test_each_households_papers_come_together_in_the_order_of_the_list(office: Office) -> None:
    names = ["application-form", "authorisation", "meeting-list", "income-promise"]
    printout = office.outputs.bundle(names, [3, 1])
    titles = [text.split()[0] for text in pages_of(printout.pdf())]
    own = ["困难职工帮扶中心困难职工帮扶申请表", "家庭经济状况核对授权委托书", "家庭成员收入情况承诺书"]
    assert titles == [*own, *own, "困难职工审核会议纪要（名单）"]
    names = [office.cases.get(number).applicant.name for number in (3, 1)]
    found = pages_of(printout.pdf())
    assert [names[0] in text for text in found] == [True] * 3 + [False] * 3 + [True]
    assert (printout.label, printout.count, printout.leaves) == ("困难职工帮扶申请表等 4 种文书", 2, True)


def test_a_paper_of_batches_or_none_is_no_part_of_a_bundle(office: Office) -> None:
    with pytest.raises(ForbiddenError, match="发放批次"):
        office.outputs.bundle(["application-form", "sign-sheet"], [1])
    with pytest.raises(ForbiddenError, match="没有选中文书"):
        office.outputs.bundle([], [1])
    with pytest.raises(ForbiddenError, match="没有可以打印的档案"):
        office.outputs.bundle(["application-form"], [])


def test_menus_show_every_paper_under_one_heading() -> None:
    shown = [kind for noun in Noun for kinds in grouped(noun).values() for kind in kinds]
    assert sorted(kind.name for kind in shown) == sorted(kind.name for kind in PAPERS)
    assert list(grouped(Noun.CASES)) == ["申请", "审核", "建档", "变动", "卷宗", "帮扶"]


def test_a_roster_is_the_same_on_both_sides(office: Office) -> None:
    printout = office.outputs.paper("sign-sheet", batch=1)
    assert not printout.leaves
    assert printout.pdf(both_sides=True) == printout.pdf()


def test_a_notice_says_of_what_from_when_and_stars_names_unless_told(office: Office, tmp_path: Path) -> None:
    name = office.cases.get(1).applicant.name
    starred = office.outputs.paper("notice", cases=[1], kind=NoticeKind.LIFTING, begins=dt.date(2022, 12, 12))
    text = text_of(starred.pdf(), tmp_path / "a.pdf")
    assert starred.label == "困难职工脱困公示"
    assert "2022年12月12日至2022年12月19日" in text
    assert "脱困" in text
    assert name not in text
    whole = office.outputs.paper("notice", cases=[1], masked=False)
    assert name in text_of(whole.pdf(), tmp_path / "b.pdf")


def test_a_notice_of_payments_can_name_in_full(office: Office, tmp_path: Path) -> None:
    name = office.cases.get(1).applicant.name
    for masked in (True, False):
        pdf = office.outputs.paper("payment-notice", batch=1, masked=masked).pdf()
        assert (name in text_of(pdf, tmp_path / "a.pdf")) is not masked


def test_making_a_paper_can_be_cancelled(office: Office) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        office.outputs.paper("archive-form").pdf(stop)


@pytest.mark.parametrize("noun", [noun for noun in listings.SOURCES if noun is not Noun.JOURNAL])
def test_every_list_can_be_handed_up_as_a_sheet(office: Office, noun: Noun, tmp_path: Path) -> None:
    change = office.outputs.list_sheet(Query(noun=noun), tmp_path / "表.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx").active
    assert sheet["A1"].value.startswith("新区总工会")
    assert sheet.max_row == change.count + 2


def test_a_glimpse_is_the_beginning_of_the_sheet(office: Office, tmp_path: Path) -> None:
    number = enter_many(office._db, range(10, 10 + GLIMPSE))
    those = Query(noun=Noun.CASES, chips={"state": State.ON_FILE})
    for glimpse in (office.outputs.ledger_glimpse(), office.outputs.list_glimpse(those)):
        assert glimpse.count == FILES + GLIMPSE
        assert len(glimpse.rows) == GLIMPSE
        assert {len(row) for row in glimpse.rows} == {len(glimpse.columns)}
    assert office.outputs.ledger(tmp_path / "a.xlsx").count == FILES + GLIMPSE
    office.undo(number)


def test_a_ledger_that_is_handed_up_changes_nothing_when_it_comes_back(office: Office, tmp_path: Path) -> None:
    office.outputs.ledger(tmp_path / "a.xlsx")
    assert office.intake.look(tmp_path / "a.xlsx").plan.count(Verdict.SAME) == FILES


def test_what_was_printed_stands_in_the_journal_and_is_not_undone(office: Office) -> None:
    change = office.outputs.printed(office.outputs.paper("sign-sheet", batch=1))
    assert (change.label, change.count, change.nouns) == ("打印实名制签领表", FILES, frozenset())
    assert office.journal(limit=1)[0]["label"] == "打印实名制签领表"
    assert office.undo_label() != change.label
