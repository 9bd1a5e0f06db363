"""Applications by the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.__main__ import main
from desktop.office.office import Office
from tests import offices
from tests.builders import person, resident_id
from tests.offices import PASSWORD, draft, on_file

Run = Callable[..., tuple[int, str, str]]
SIGNED = ("--set", "审批人=李主席")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a verb on an office with two files, of which the first has a student."""
    monkeypatch.setenv("NIANGJIA_NOW", offices.NOW)
    monkeypatch.setenv("NIANGJIA_PASSWORD", PASSWORD)
    made = Office.create(tmp_path / "新区.niangjia", PASSWORD, name="新区总工会")
    student = person(41, relation="女儿", identity="大学生", workplace="江苏大学")
    on_file(made, draft(0, persons=(person(0), student)))
    on_file(made, draft(1, members=0))
    made.close()

    def ran(verb: str, *arguments: object) -> tuple[int, str, str]:
        code = main([verb, str(made.path), *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return ran


def shown(run: Run, number: int = 1) -> dict[str, Any]:
    """One application as data."""
    found: dict[str, Any] = json.loads(run("request", "show", "--request", number)[1])[0]
    return found


def test_an_application_is_entered_decided_and_taken_back(run: Run) -> None:
    code, out, _ = run("request", "add", "--programme", "法律援助", "--case", 1, "--set", "申请事项=追讨工资")
    assert (code, out.splitlines()[0]) == (0, "申请序号 1")
    assert shown(run)["facts"]["matter"] == "追讨工资"
    assert run("request", "decide", "--request", 1, *SIGNED)[0] == 0
    assert shown(run)["state"] == "已同意"
    assert run("request", "take-back", "--request", 1)[0] == 0
    assert run("request", "refuse", "--request", 1, *SIGNED, "--set", "审批意见=材料不实")[0] == 0
    assert (shown(run)["state"], shown(run)["opinion"]) == ("不予", "材料不实")
    assert "撤销：不予" in run("undo")[1]


def test_what_was_said_is_changed_while_it_waits(run: Run) -> None:
    run("request", "add", "--programme", "医疗救助", "--case", 1, "--set", "总费用=25000", "--set", "报销金额=15000")
    assert shown(run)["facts"]["own_payment"] == 1_000_000
    assert run("request", "change", "--request", 1, "--set", "自付金额=10000", "--set", "病种=肺炎")[0] == 0
    assert shown(run)["facts"]["disease"] == "肺炎"


def test_who_has_no_file_is_named_on_the_command_line(run: Run) -> None:
    who = ("--set", "姓名=刘强", "--set", f"身份证号={resident_id(seq=77)}")
    assert run("request", "add", "--programme", "临时救助", *who)[0] == 0
    code, _, err = run("request", "add", "--programme", "医疗救助", *who)
    assert code == 2
    assert "只给建了档的" in err


def test_pupils_are_proposed_and_entered_together(run: Run) -> None:
    line = run("request", "candidates", "--programme", "子女助学")[1].split("\t")
    assert (line[0], line[-2]) == ("1", "本科")
    assert "1 份（1 条）" in run("request", "apply", "--programme", "子女助学")[1]
    assert run("request", "candidates", "--programme", "子女助学")[1].strip().endswith("已申请")
    assert shown(run)["facts"]["school"] == "江苏大学"
    assert run("request", "apply", "--programme", "子女助学")[0] == 2


def test_a_member_is_named_or_numbered(run: Run) -> None:
    name = person(41).name
    assert run("request", "add", "--programme", "阳光就业", "--case", 1, "--person", name)[0] == 0
    assert shown(run)["beneficiary"] == name
    assert "没有“某人”" in run("request", "add", "--programme", "阳光就业", "--case", 1, "--person", "某人")[2]


def test_waivers_of_many_are_entered_decided_sent_and_finished(run: Run) -> None:
    valid = ("--from", "2022-01-01", "--to", "2022-12-31")
    assert "4 份" in run("waivers", "--item", "水费", "--item", "电费", *valid)[1]
    every = [part for number in range(1, 5) for part in ("--request", number)]
    assert run("request", "decide", *every, *SIGNED)[0] == 0
    assert run("request", "register", *every, "--set", "送出日期=2022-12-09")[0] == 0
    assert run("request", "finish", *every, "--set", "办理结果=已减免", "--set", "减免金额=120")[0] == 0
    found = json.loads(run("request", "list", "--programme", "费用减免", "--state", "已办结", "--json")[1])
    assert [(one["facts"]["saved"], one["facts"]["sent_on"]) for one in found] == [(12_000, "2022-12-09")] * 4


def test_the_list_is_narrowed_and_stands_among_the_lists(run: Run) -> None:
    run("waivers", "--item", "水费", "--case", 2)
    run("request", "add", "--programme", "法律援助", "--case", 1)
    assert [line.split("\t")[1] for line in run("request", "list")[1].splitlines()] == ["费用减免", "法律援助"]
    assert len(run("request", "list", "--programme", "法律援助")[1].splitlines()) == 1
    assert "法律援助" in run("list", "requests")[1]


def test_an_application_is_withdrawn_with_a_note(run: Run) -> None:
    run("request", "add", "--programme", "法律援助", "--case", 1)
    assert run("request", "withdraw", "--request", 1, "--set", "备注=已和解")[0] == 0
    assert (shown(run)["state"], shown(run)["note"]) == ("已撤回", "已和解")


def test_which_application_is_meant_has_to_be_said(run: Run) -> None:
    assert "--request" in run("request", "decide", *SIGNED)[2]
    assert "可填的有" in run("request", "add", "--programme", "法律援助", "--case", 1, "--set", "没有=1")[2]
