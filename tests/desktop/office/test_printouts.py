"""Papers of files that went through the procedure: what their steps say stands on them, by door and by command."""

import datetime as dt
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.__main__ import main
from desktop.aid.fund import Source
from desktop.base.calendar import today
from desktop.base.errors import ForbiddenError
from desktop.cases.steps import Verb
from desktop.office.cases import draft_of, with_values
from desktop.office.office import Office
from desktop.office.printouts import Posting, Printout
from desktop.papers.notice import NoticeKind
from desktop.policy.standards import CodeRule
from tests.lives import APPROVED, BEGUN, POSTED, live
from tests.offices import NOW, PASSWORD, draft, on_file

LATER = dt.date(2022, 3, 14)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Two files posted on one day, one posted later, one approved, one that came with a ledger."""
    monkeypatch.setenv("NIANGJIA_NOW", NOW)
    made = Office.create(tmp_path / "新区.niangjia", PASSWORD, name="新区总工会")
    for seed in range(4):
        number = made.cases.save(draft(seed, category_reason="因病支出大")).record or 0
        made.consents.record_all(number, {"given_on": BEGUN})
        live(made.procedure, number, APPROVED if seed == 3 else POSTED[:3] if seed == 2 else POSTED)
    live(made.procedure, 3, (Verb.POST,), day=LATER, place="社区公告栏")
    on_file(made, draft(4))
    yield made
    made.close()


def said(printout: Printout) -> list[str]:
    """What stands on each page, without blanks."""
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(printout.pdf())).pages]


def test_a_notice_follows_the_step_that_posted_it_and_those_of_one_period_share_it(office: Office) -> None:
    first, second = said(office.outputs.paper("notice", cases=[1, 2, 3]))
    assert "下列2户" in first
    assert "公示期为2022年3月1日至2022年3月8日" in first
    assert "公示地点：单位公示栏" in first
    assert "下列1户" in second
    assert "公示期为2022年3月14日至2022年3月21日" in second
    assert "社区公告栏" in second


def test_a_notice_of_another_day_or_matter_asks_no_step(office: Office) -> None:
    (whole,) = said(office.outputs.paper("notice", cases=[1, 2, 3], begins=dt.date(2022, 12, 12)))
    assert "公示期为2022年12月12日至2022年12月19日" in whole
    (lifted,) = said(office.outputs.bundle(["notice"], [1, 3], Posting(kind=NoticeKind.LIFTING)))
    assert "公示期为2022年12月10日至" in lifted


def test_what_came_of_a_notice_is_masked_as_the_notice_is(office: Office) -> None:
    name = office.cases.get(4).applicant.name
    (starred,), (full,) = (said(office.outputs.paper("notice-result", cases=[4], masked=one)) for one in (True, False))
    assert name not in starred
    assert name in full
    assert "没有收到异议" in starred


def test_steps_and_documents_stand_on_the_papers_of_the_file(office: Office) -> None:
    for kind, pages in (("困难职工帮扶申请书", 1), ("入户调查表", 2)):
        office.documents.receive(4, {"kind": kind, "received_on": BEGUN, "pages": pages})
    (approval,) = said(office.outputs.paper("approval-form", cases=[4]))
    assert "审批人：主席办公会" in approval
    (index,) = said(office.outputs.paper("file-index", cases=[4]))
    assert "1困难职工帮扶申请书2022年3月1日112入户调查表2022年3月1日22" in index
    (cover,) = said(office.outputs.paper("file-cover", cases=[4]))
    assert "2件3页" in cover


def test_a_file_without_steps_gets_every_paper_too(office: Office) -> None:
    names = ["application-form", "visit-form", "approval-form", "notice-result", "lifting-form", "closing-form"]
    assert len(office.outputs.bundle(names, [5]).papers) == len(names)


def test_nobody_gets_a_certificate_who_is_not_on_file(office: Office) -> None:
    with pytest.raises(ForbiddenError, match="公示中"):
        office.outputs.paper("certificate", cases=[4, 1])
    assert "现在档" in said(office.outputs.paper("certificate", cases=[4]))[0]


def test_the_command_prints_several_papers_of_several_files(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NIANGJIA_PASSWORD", PASSWORD)
    path, out = office.path, tmp_path / "a.pdf"
    office.close()
    asked = ["paper", str(path), "application-form,authorisation", str(out), "--case", "1", "--case", "3"]
    assert main(asked) == 0
    assert "困难职工帮扶申请表等 2 种文书：a.pdf（2 条）" in capsys.readouterr().out
    assert len(PdfReader(out).pages) == 4
    assert main([*asked[:2], "application-form,sign-sheet", *asked[3:]]) == 2
    assert "发放批次" in capsys.readouterr().err


def test_the_command_prints_papers_of_applications_batches_and_activities(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NIANGJIA_PASSWORD", PASSWORD)
    asked = {"programme": "费用减免", "household": 5, "item": "水费", "receiver": "供水公司"}
    office.requests.save(office.requests.begin(asked))
    office.funds.open(name="资金", source=Source.CENTRAL, year=2022, received=10_000_000)
    office.aid.draw_up(programme="生活救助", fund=1, decided_on=today(), households_=[5])
    day = today()
    office.activities.open(
        {"name": "两节", "kind": "两节送温暖", "programme": "送温暖", "year": 2022, "begins": day, "ends": day}
    )
    office.activities.add_households(1, [5], cash=100_000)
    path, out = str(office.path), str(tmp_path / "a.pdf")
    office.close()
    for names, option, pages in (
        ("request-form,request-approval", "--request", 2),
        ("sign-sheet,bank-list,voucher", "--batch", 3),
        ("visit-roster,visit-route", "--activity", 2),
        ("visit-card", "--visit", 1),
    ):
        assert main(["paper", path, names, out, option, "1"]) == 0
        assert len(PdfReader(out).pages) == pages
    capsys.readouterr()
    assert main(["paper", path, "request-form", out]) == 2
    assert "请用 --request 说明申请号" in capsys.readouterr().err


def test_central_money_is_signed_off_by_four_and_an_office_can_say_otherwise(office: Office) -> None:
    for number, source in enumerate((Source.CENTRAL, Source.CITY), 1):
        office.funds.open(name=f"资金{number}", source=source, year=2022, received=10_000_000)
    office.aid.draw_up(programme="生活救助", fund=1, decided_on=today(), households_=[5])
    office.aid.draw_up(programme="临时救助", fund=2, decided_on=today(), households_=[5])
    central, city = (said(office.outputs.paper("sign-sheet", batch=number))[0] for number in (1, 2))
    assert "分管领导审批" in central
    assert "主要领导审批" not in central
    assert "主要领导审批" in city
    office.standing.enter([CodeRule(valid_from=dt.date(2022, 1, 1), name="sign_off/市级财政", labels=("会计", "主任"))])
    again = said(office.outputs.paper("sign-sheet", batch=2))[0]
    assert "会计" in again
    assert "主任" in again
    assert "领导审批" not in again


def test_an_approval_of_a_locked_line_tells_of_the_household_as_it_was_decided_on(office: Office) -> None:
    office.funds.open(name="资金", source=Source.CENTRAL, year=2022, received=10_000_000)
    office.aid.draw_up(programme="生活救助", fund=1, decided_on=today(), households_=[5])
    _move(office, 5, "搬家前路1号")
    assert "搬家前路1号" in said(office.outputs.paper("payment-approval", batch=1))[0]
    office.aid.lock(1)
    _move(office, 5, "搬家后路2号")
    assert "搬家前路1号" in said(office.outputs.paper("payment-approval", batch=1))[0]
    office.aid.unlock(1, "名单有误")
    assert "搬家后路2号" in said(office.outputs.paper("payment-approval", batch=1))[0]


def test_what_was_decided_later_is_no_earlier_aid(office: Office) -> None:
    office.funds.open(name="资金", source=Source.CENTRAL, year=2022, received=10_000_000)
    office.aid.draw_up(programme="生活救助", fund=1, decided_on=dt.date(2022, 12, 1), households_=[5])
    office.aid.draw_up(programme="送温暖", fund=1, decided_on=dt.date(2022, 12, 5), households_=[5])
    first, second = (said(office.outputs.paper("payment-approval", batch=number))[0] for number in (1, 2))
    assert "本年已享受帮扶无" in first
    assert "生活救助5,000.00元（待发放）" in second


def _move(office: Office, number: int, address: str) -> None:
    home = office.cases.get(number)
    office.cases.save(with_values(draft_of(home), address=address), number)


def test_an_approval_tells_what_the_household_had_in_other_batches_of_the_year(office: Office) -> None:
    office.funds.open(name="资金", source=Source.CENTRAL, year=2022, received=10_000_000)
    office.aid.draw_up(programme="生活救助", fund=1, decided_on=today(), households_=[5])
    member = office.cases.get(5).persons[1]
    asked = {"programme": "临时救助", "household": None, "name": member.name, "resident_id": member.resident_id}
    office.requests.save(office.requests.begin({**asked, "reason": "突发火灾", "event": "失火", "sex": member.sex}))
    number = office.requests.of_programme("临时救助")[0].id
    (text,) = said(office.outputs.paper("request-approval", requests=[number]))
    assert member.name in text
    assert "突发火灾" in text
    own = {"programme": "费用减免", "household": 5, "item": "水费", "receiver": "供水公司"}
    office.requests.save(office.requests.begin(own))
    (text,) = said(office.outputs.paper("request-approval", requests=[office.requests.of_household(5)[0].id]))
    assert "生活救助5,000.00元（待发放）" in text
    (line,) = said(office.outputs.paper("payment-approval", batch=1))
    assert "本年已享受帮扶无" in line
