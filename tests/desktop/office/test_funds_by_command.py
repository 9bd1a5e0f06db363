"""The verbs of the command line about funds and their books, and the sheets of both."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.__main__ import main
from desktop.aid.flow import Verb
from desktop.aid.fund import Receipt
from desktop.commands import DONE, FAILED
from desktop.office.fund_sheets import FundSheets
from tests.offices import PASSWORD, TODAY, Doors, opened


@pytest.fixture
def path(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office file with a worker on file, closed."""
    monkeypatch.setenv("NIANGJIA_PASSWORD", PASSWORD)
    doors.enter()
    doors.db.close()
    return doors.path


def test_a_fund_is_opened_changed_and_told_line_by_line(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--name", "2022年送温暖", "--source", "市级财政", "--programme", "送温暖", "--received", "1.5万"]
    assert main(["fund", str(path), *given, "--allotted", "20000"]) == DONE
    assert "资金序号 1" in capsys.readouterr().out
    assert main(["fund", str(path), "--fund", "1", "--document", "镇财〔2022〕3号"]) == DONE
    assert main(["receipt", str(path), "--fund", "1", "--amount", "500.50", "--note", "利息"]) == DONE
    assert main(["handback", str(path), "--fund", "1", "--amount", "100"]) == DONE
    capsys.readouterr()
    assert main(["statement", str(path), "--fund", "1", "--json"]) == DONE
    told = json.loads(capsys.readouterr().out)
    assert [(one["label"], one["balance"]) for one in told] == [
        ("设立时到账", 1_500_000),
        ("利息", 1_550_050),
        ("上缴", 1_540_050),
    ]
    assert main(["statement", str(path), "--fund", "1"]) == DONE
    assert capsys.readouterr().out.splitlines()[-1] == "余额 15,400.50 元"


def test_a_receipt_is_corrected_for_a_reason(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["fund", str(path), "--name", "甲", "--received", "100"])
    assert main(["receipt", str(path), "--correct", "1", "--amount", "120"]) == FAILED
    assert "更正原因" in capsys.readouterr().err
    assert main(["receipt", str(path), "--correct", "1", "--amount", "120", "--reason", "录错"]) == DONE
    with opened(path) as doors:
        assert doors.funds.one(1).received == 12_000


def test_carrying_over_is_looked_at_before_it_is_entered(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["fund", str(path), "--name", "2022年甲", "--received", "100"])
    main(["fund", str(path), "--name", "2022年空"])
    capsys.readouterr()
    assert main(["carryover", str(path), "--year", "2022"]) == DONE
    told = capsys.readouterr().out.splitlines()
    assert told == ["2022年甲 → 2023年甲（新设）　100.00 元", "“2022年空”没有余额，不用结转。"]
    with opened(path) as doors:
        assert len(doors.funds.every()) == 2
    assert main(["carryover", str(path), "--year", "2022", "--enter"]) == DONE
    with opened(path) as doors:
        assert {one.name: one.balance for one in doors.funds.every()} == {
            "2023年甲": 10_000,
            "2022年甲": 0,
            "2022年空": 0,
        }


def test_the_books_are_closed_and_reopened(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with opened(path) as doors:
        doors.seen_through(doors.batch(doors.fund()), Verb.LOCK)
    assert main(["closebooks", str(path), "--through", "2022-12-10", "--note", "决算"]) == DONE
    assert "提醒" in capsys.readouterr().out
    assert main(["receipt", str(path), "--fund", "1", "--amount", "5"]) == FAILED
    assert "已关账至" in capsys.readouterr().err
    assert main(["reopenbooks", str(path), "--reason", "漏记"]) == DONE
    assert main(["receipt", str(path), "--fund", "1", "--amount", "5"]) == DONE


def test_an_amount_that_is_none_is_refused_before_anything_is_opened(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["handback", str(path), "--fund", "1", "--amount", "五百"])
    assert "不是金额" in capsys.readouterr().err


def test_the_ledger_of_the_funds_is_a_sheet_with_its_sum(path: Path, tmp_path: Path) -> None:
    with opened(path) as doors:
        first, second = doors.fund(10_000_000, "2022年甲"), doors.fund(2_000_000, "2022年乙")
        doors.seen_through(doors.batch(first), Verb.LOCK, Verb.APPROVE, Verb.PAY)
        doors.funds.hand_back(second, 500_000, TODAY)
        doors.funds.carry_over(second, TODAY)
        paid = doors.funds.one(first).paid
    out = tmp_path / "资金台账.xlsx"
    assert main(["export", str(path), "fund-ledger", str(out), "--year", "2022"]) == DONE
    rows = list(load_workbook(out).active.iter_rows(values_only=True))
    headings = rows[2]
    sums = dict(zip(headings, rows[-1], strict=True))
    assert [row[1] for row in rows[3:]] == ["2022年甲", "2022年乙", "合计"]
    assert (sums["到账"], sums["已发放"], sums["上缴"], sums["结转下年"]) == (120_000, paid / 100, 5_000, 15_000)
    assert sums["余额"] == 100_000 - paid / 100
    assert sums["执行率"] == f"{paid / 11_500_000:.1%}"


def test_the_statement_of_one_fund_is_a_sheet_that_says_where_the_books_are_closed(path: Path, tmp_path: Path) -> None:
    with opened(path) as doors:
        fund = doors.fund(10_000_000)
        doors.funds.close(TODAY)
        assert doors.funds.closed_through() == TODAY
    out = tmp_path / "流水.xlsx"
    assert main(["export", str(path), "fund-ledger", str(out), "--fund", str(fund)]) == DONE
    rows = list(load_workbook(out).active.iter_rows(values_only=True))
    assert "已关账至 2022-12-10" in rows[1][0]
    assert [(row[1], row[4]) for row in rows[3:]] == [
        ("设立时到账", 100_000),
        ("已关账至 2022-12-10，以上的账不能再改", 100_000),
        ("合计", 100_000),
    ]


def test_there_is_no_ledger_without_funds(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "空.xlsx"
    assert main(["export", str(path), "fund-ledger", str(out)]) == FAILED
    assert "还没有登记资金" in capsys.readouterr().err
    assert not out.exists()


def test_a_glimpse_of_the_ledger_has_the_rows_of_the_sheet(doors: Doors) -> None:
    doors.funds.receive(Receipt(fund=doors.fund(100), day=TODAY, amount=23))
    glimpse = FundSheets(doors.db, doors.funds).glimpse(2022)
    assert glimpse.count == 2
    assert dict(zip((one.label for one in glimpse.columns), glimpse.rows[0], strict=True))["到账"] == 123
    assert FundSheets(doors.db, doors.funds).count(2021) == 0
