"""The measuring itself."""

import time

import pytest

from tests.benchmarks.table import filled, machine, report, row
from tests.benchmarks.timing import Measure, paired, seconds


def test_floor_and_ours_run_by_turns() -> None:
    done: list[str] = []
    paired(lambda: done.append("floor"), lambda: done.append("ours"), rounds=3)
    assert done == ["floor", "ours"] * 3


def test_one_slow_round_does_not_move_the_median(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0, 0.2, 1, 1.01, 2, 2.03, 3, 3.01, 4, 4.02, 5, 5.01])  # start and end of floor and ours, by turns
    monkeypatch.setattr(time, "perf_counter", lambda: next(clock))
    medians = paired(lambda: None, lambda: None, rounds=3)
    assert medians.floor == pytest.approx(0.03)
    assert medians.ours == pytest.approx(0.01)


def test_a_second_is_a_second() -> None:
    assert seconds(lambda: time.sleep(0.02)) >= 0.02


def test_a_missed_aim_is_marked() -> None:
    assert row(Measure("import", 2, 1, 2.5)) == "| import | 1.00 s | 2.50 s | 2.50× | ≤ 2× | ✗ |"
    assert not Measure("import", 2, 1, 2.5).reached


def test_a_number_without_an_aim_is_never_missed() -> None:
    assert Measure("start", None, 1, 100).reached
    assert row(Measure("start", None, 1, 1)).endswith("|  |  |")


def test_the_report_names_the_machine_above_the_table() -> None:
    lines = report([Measure("start", 4, 1, 2)]).splitlines()
    assert lines[0] == f"Measured on {machine()}."
    assert "Python 3." in lines[0]
    assert "cores" in lines[0]
    assert lines[-1].startswith("| start |")


def test_the_table_replaces_what_stood_between_the_marks() -> None:
    text = "a\n<!-- benchmarks -->\nold\n<!-- /benchmarks -->\nb\n"
    assert filled(text, "| new |\n") == "a\n<!-- benchmarks -->\n| new |\n<!-- /benchmarks -->\nb\n"
    assert filled(filled(text, "1\n"), "| new |\n") == filled(text, "| new |\n")


def test_a_text_without_marks_is_left_alone() -> None:
    with pytest.raises(ValueError, match="benchmarks"):
        filled("a README", "| new |\n")
