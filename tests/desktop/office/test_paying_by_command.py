"""A batch from drawn up to finished by the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.aid.fund import Source
from desktop.office.office import Office
from tests import offices
from tests.desktop.office.banking import answer
from tests.offices import PASSWORD, draft, on_file

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office with three files and a fund, closed."""
    monkeypatch.setenv("NIANGJIA_NOW", offices.NOW)
    monkeypatch.setenv("NIANGJIA_PASSWORD", PASSWORD)
    made = Office.create(tmp_path / "新区.niangjia", PASSWORD, name="新区总工会")
    for seed in range(3):
        on_file(made, draft(seed))
    made.funds.open(name="帮扶资金", source=Source.OWN_UNION, year=2022, received=2_000_000)
    made.close()
    return made.path


@pytest.fixture
def run(office: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a verb on it."""

    def ran(verb: str, *arguments: object) -> tuple[int, str, str]:
        code = main([verb, str(office), *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return ran


def done(run: Run, *arguments: object) -> str:
    """What is said of a step that is taken."""
    code, said, wrong = run(*arguments)
    assert (code, wrong) == (0, "")
    return said


def to_the_bank(run: Run, folder: Path) -> None:
    done(run, "batch", "draw", "--programme", "生活救助", "--fund", 1)
    done(run, "batch", "lock", "--batch", 1)
    done(run, "batch", "approve", "--batch", 1, "--by", "李主席")
    assert "银行转账 3 笔，合计 15,000 元" in done(run, "send", folder / "银行.xlsx", "--batch", 1)


def test_a_batch_goes_the_whole_way(run: Run, office: Path, tmp_path: Path) -> None:
    to_the_bank(run, tmp_path)
    opened = Office.open(office, PASSWORD)
    lines = opened.aid.payments(1)
    opened.close()
    sheet = answer(tmp_path / "回盘.xlsx", lines, {lines[0].name: "户名不符"})
    said = done(run, "answer", sheet, "--batch", 1)
    assert "成功 2 笔，退回 1 笔 5,000 元" in said
    assert f"退回\t{lines[0].id}\t{lines[0].name}\t户名不符" in said
    assert "只看未写" in said
    assert "成功 2 人，退回 1 人" in done(run, "answer", sheet, "--batch", 1, "--enter")
    assert "退回：户名不符" in done(run, "batch", "show", "--batch", 1)
    code, _, wrong = run("finish", "--batch", 1)
    assert (code, "还有 1 笔退回" in wrong) == (2, True)
    assert "批次第 2 号" in done(run, "repay", "--batch", 1)
    done(run, "batch", "lock", "--batch", 2)
    done(run, "batch", "approve", "--batch", 2, "--by", "李主席")
    done(run, "pay", "--batch", 2)
    done(run, "sign", "--payment", lines[1].id, "--proxy", "王芳", "--proxy-id", "11010519491231002X")
    for number in (1, 2):
        assert "完结批次" in done(run, "finish", "--batch", number)


def test_a_file_is_not_written_twice_without_a_reason(run: Run, tmp_path: Path) -> None:
    to_the_bank(run, tmp_path)
    assert run("send", tmp_path / "银行.xlsx", "--batch", 1)[0] == 2
    done(run, "recall", "--batch", 1, "--reason", "格式不对")
    code, _, wrong = run("send", tmp_path / "银行.xlsx", "--batch", 1)
    assert (code, "已送过 1 次盘" in wrong) == (2, True)
    assert "（第2次送盘）" in done(run, "send", tmp_path / "银行.xlsx", "--batch", 1, "--reason", "换模板")


def test_what_fails_can_be_typed_stopped_recovered_and_settled(run: Run) -> None:
    done(run, "batch", "draw", "--programme", "生活救助", "--fund", 1)
    done(run, "batch", "lock", "--batch", 1)
    done(run, "withhold", "--payment", 1, "--reason", "核查")
    done(run, "batch", "approve", "--batch", 1, "--by", "李主席")
    done(run, "pay", "--batch", 1)
    done(run, "fail", "--failed", "2=账户注销")
    done(run, "recover", "--payment", 3, "--reason", "已不符合条件")
    done(run, "settle", "--payment", 2, "--reason", "本人已故")
    lines = done(run, "batch", "show", "--batch", 1).splitlines()
    assert [line.split("\t")[-1] for line in lines[1:]] == ["停发：核查", "退回：账户注销", "已收回：已不符合条件"]
    assert "完结" in done(run, "finish", "--batch", 1)


def test_amounts_go_out_and_come_back(run: Run, tmp_path: Path) -> None:
    done(run, "batch", "draw", "--programme", "生活救助", "--fund", 1)
    done(run, "amounts", tmp_path / "金额.xlsx", "--batch", 1, "--export")
    assert "没有改动" in done(run, "amounts", tmp_path / "金额.xlsx", "--batch", 1)
    assert "没有改动" in done(run, "amounts", tmp_path / "金额.xlsx", "--batch", 1, "--enter")


def test_what_a_step_needs_is_asked_for(run: Run) -> None:
    code, _, wrong = run("batch", "lock")
    assert (code, "--batch" in wrong) == (2, True)
