"""Who comes and goes, and two files that are one, by the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.office.office import Office
from tests import offices
from tests.builders import person, resident_id
from tests.offices import PASSWORD, draft, on_file

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a verb on an office with two files, of which one names the other's applicant as a member."""
    monkeypatch.setenv("NIANGJIA_NOW", offices.NOW)
    monkeypatch.setenv("NIANGJIA_PASSWORD", PASSWORD)
    made = Office.create(tmp_path / "新区.niangjia", PASSWORD, name="新区总工会")
    on_file(made, draft(0, members=3))
    on_file(made, draft(1, persons=(person(1), person(0, relation="配偶"))))
    made.close()

    def ran(verb: str, *arguments: object) -> tuple[int, str, str]:
        code = main([verb, str(made.path), *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return ran


def names(run: Run, case: int = 1) -> list[str]:
    """What the list of a file's people says, without their numbers."""
    lines = run("member", "list", "--case", case)[1].splitlines()
    return ["\t".join(line.split("\t")[1:]) for line in lines]


def test_a_member_leaves_comes_back_and_becomes_the_head(run: Run) -> None:
    before = names(run)
    assert run("member", "leave", "--person", 2, "--reason", "离异", "--day", "2022-12-01")[0] == 0
    assert names(run)[-1].endswith("2022-12-01 离异")
    assert run("member", "back", "--person", 2)[0] == 0
    assert sorted(names(run)) == sorted(before)
    assert run("member", "head", "--case", 1, "--person", 3, "--reason", "成年")[0] == 0
    assert names(run)[0] == before[2].replace("儿子", "本人")
    assert "撤销" in run("undo")[1]
    assert run("member", "leave-as-head", "--case", 1, "--person", 2, "--reason", "死亡")[0] == 0
    assert names(run)[0].startswith("本人")


def test_somebody_joins_with_what_is_read_as_in_a_form(run: Run) -> None:
    number = resident_id()
    given = ("--name", "王 小宝", "--relation", "女儿", "--resident-id", number.lower())
    assert run("member", "join", "--case", 1, *given)[0] == 0
    assert names(run)[-1] == "女儿\t王小宝"
    code, _, complaint = run("member", "join", "--case", 1, "--name", "李四", "--resident-id", "123")
    assert code == 2
    assert "身份证号" in complaint


def test_what_is_missing_is_named(run: Run) -> None:
    code, _, complaint = run("member", "leave", "--reason", "死亡")
    assert (code, "--person" in complaint) == (2, True)


def test_two_files_are_found_and_merged(run: Run) -> None:
    [pair] = json.loads(run("same", "--json")[1])
    assert [one["case"] for one in pair["persons"]] == [1, 2]
    assert (pair["same_id"], pair["answer"]) == (True, None)
    assert run("merge", "--case", 2, "--into", 1, "--reason", "同一家庭")[0] == 0
    assert run("same")[1].strip() == "没有可能重复的人员。"


def test_that_two_are_one_is_recorded_by_their_numbers(run: Run) -> None:
    [pair] = json.loads(run("same", "--json")[1])
    numbers = [one["person"] for one in pair["persons"]]
    assert run("same", "--persons", *numbers, "--yes")[0] == 0
    assert run("same")[1].startswith("是同一人")
    assert run("same", "--persons", 1, 2)[0] == 2


def test_some_split_off_under_the_first(run: Run) -> None:
    code, out, _ = run("split", "--case", 1, "--person", 3, "--person", 4, "--reason", "儿子成家")
    assert code == 0
    assert out.startswith("新档案第 3 号")
    assert [line.split("\t")[0] for line in names(run, 3)] == ["本人", "姐妹"]
