"""The verbs of the command line about activities, and lists that import knows for what they are."""

import json
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.commands import DONE, FAILED, REFUSED
from tests.desktop.exchange.workbooks import xlsx
from tests.desktop.office.test_past_payments import line as paid
from tests.desktop.office.test_past_payments import listed
from tests.desktop.office.test_rosters import line, roster
from tests.offices import PASSWORD, Doors, opened

ROUND = ["--name", "春节送温暖", "--kind", "送温暖", "--programme", "送温暖慰问", "--year", "2022"]
PERIOD = ["--begins", "2022-12-01", "--ends", "2023年1月20日", "--budget", "9万"]


@pytest.fixture
def path(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office file with two workers on file, closed."""
    monkeypatch.setenv("NIANGJIA_PASSWORD", PASSWORD)
    doors.enter(0)
    doors.enter(1)
    doors.db.close()
    return doors.path


def test_an_activity_is_opened_filled_called_on_and_summed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    visits = ["visits", str(path)]
    assert main([*visits, "open", *ROUND, *PERIOD]) == DONE
    assert main([*visits, "missed", "--activity", "1"]) == DONE
    assert "在档未列入的 2 户" in capsys.readouterr().out
    assert main([*visits, "add", "--activity", "1", "--case", "2", "--cash", "1000"]) == DONE
    assert main([*visits, "record", "--activity", "1", "--day", "2022-12-09", "--visitors", "李主席"]) == DONE
    capsys.readouterr()
    assert main([*visits, "summary", "--activity", "1", "--json"]) == DONE
    told = json.loads(capsys.readouterr().out)
    assert (told["whole"]["recipients"], told["whole"]["visited"], told["whole"]["cash"]) == (1, 1, 100_000)
    assert main([*visits, "list", "--activity", "1"]) == DONE
    assert "2022-12-09 已走访" in capsys.readouterr().out
    assert main([*visits, "close", "--activity", "1"]) == DONE
    assert main([*visits, "add", "--activity", "1"]) == FAILED
    assert "已结束" in capsys.readouterr().err
    with opened(path) as doors:
        one = doors.activities.one(1)
        assert (one.kind, one.programme, one.budget) == ("两节送温暖", "送温暖", 9_000_000)


def test_what_is_given_has_a_price_that_can_change(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    visits = ["visits", str(path)]
    main([*visits, "open", *ROUND, *PERIOD])
    assert main([*visits, "add", "--activity", "1", "--case", "1", "--goods", "大米×2"]) == FAILED
    assert main([*visits, "item", "--activity", "1", "--name", "大米", "--measure", "袋", "--price", "80"]) == DONE
    assert main([*visits, "add", "--activity", "1", "--case", "1", "--goods", "大米×2"]) == DONE
    assert main([*visits, "item", "--activity", "1", "--name", "大米", "--price", "八十"]) == FAILED
    assert main([*visits, "item", "--activity", "1", "--name", "大米", "--price", "75.5"]) == DONE
    capsys.readouterr()
    with opened(path) as doors:
        [item], [one] = doors.activities.items(1), doors.activities.of(1)
        assert (item.measure, item.price, one.goods_value) == ("袋", 7_550, 15_100)


def test_a_roster_is_looked_at_and_entered(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    visits = ["visits", str(path)]
    main([*visits, "open", *ROUND, *PERIOD])
    book = roster(tmp_path, line(1), line(2), (3, "无金额", "男", "", "某厂", "其他", "", "", ""))
    capsys.readouterr()
    assert main([*visits, "import", str(book), "--activity", "1", "--json"]) == REFUSED
    told = json.loads(capsys.readouterr().out)
    assert (told["recipients"], told["fen"], told["new"], told["refused"]) == (2, 200_000, 2, 1)
    with opened(path) as doors:
        assert doors.activities.of(1) == []
    assert main([*visits, "import", str(book), "--activity", "1", "--enter"]) == REFUSED
    assert "2 人，在档 0 人，共 2,000 元" in capsys.readouterr().out
    with opened(path) as doors:
        assert len(doors.activities.of(1)) == 2


def test_import_says_what_a_list_of_payments_is_and_enters_it_where_it_belongs(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = listed(tmp_path, paid(1), paid(2))
    assert main(["import", str(path), str(book)]) == DONE
    said = capsys.readouterr().out
    assert "往年发放的清单" in said
    assert "2021年生活救助（省级财政，补录）：2 笔，6,000 元" in said
    assert main(["import", str(path), str(book), "--enter", "--json"]) == DONE
    assert json.loads(capsys.readouterr().out)["kind"] == "past_payments"
    with opened(path) as doors:
        assert [one.total for one in doors.aid.batches()] == [600_000]
        assert len(doors.cases.many([1, 2, 3])) == 2


def test_import_takes_no_roster_for_a_ledger(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(path), str(roster(tmp_path, line(1))), "--enter"]) == FAILED
    assert "是慰问花名册，不是困难职工台账" in capsys.readouterr().err
    ledger = xlsx(tmp_path / "台账.xlsx", [("姓名", "身份证号", "困难类别"), ("张三", paid(9)[1], "深度困难")])
    assert main(["import", str(path), str(ledger), "--enter"]) == DONE
