"""The crash report: enough to mend the program, nothing of a person."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.base import paths
from tests.builders import resident_id
from ui.widgets.crash import CrashDialog, keep_report, mask, report

PERSON = f"张晓明 {resident_id()} 6217 0012 3456 7890 123 13812341234"


def failing(text: str) -> BaseException:
    """An error of ours with a person in its message, its cause and its variables."""
    held = text
    try:
        try:
            {}[held]
        except KeyError as cause:
            raise TypeError(f"can't use {held}") from cause
    except TypeError as error:
        return error


def test_a_report_names_the_bug_and_nobody(qtbot: QtBot) -> None:
    assert qtbot is not None
    text = report(failing(PERSON))
    assert "TypeError: can't use" in text
    assert "KeyError" in text
    assert "test_crash.py" in text
    assert "failing" in text
    for part in PERSON.split():
        assert part not in text
    assert not re.search(r"\d{6}", text.split("\n\n", 1)[1])


def test_errors_that_quote_data_are_told_by_their_kind_only(qtbot: QtBot) -> None:
    assert qtbot is not None
    text = report(ValueError("Wang Wu lives at 12 Main Road"))
    assert text.endswith("ValueError")


def test_errors_that_lead_to_one_another_are_told_once(qtbot: QtBot) -> None:
    assert qtbot is not None
    error = failing("x")
    assert error.__cause__ is not None
    error.__cause__.__cause__ = error
    assert report(error).count("then:") == 1


def test_a_path_that_may_hold_the_clerks_name_is_cut(qtbot: QtBot) -> None:
    assert qtbot is not None
    frames = [line for line in report(failing("x")).splitlines() if "test_crash.py" in line]
    assert frames
    assert all(line.strip().startswith("ui/widgets/test_crash.py:") for line in frames)


@given(st.text("0123456789 -X", min_size=1, max_size=30))
def test_no_six_digits_in_a_row_are_left(text: str) -> None:
    assert not re.search(r"\d([ -]?\d){5}", mask(text))


def test_short_numbers_and_code_stay_legible() -> None:
    assert mask("index 12345 out of range") == "index 12345 out of range"


def test_the_report_is_kept_and_can_be_copied(qtbot: QtBot) -> None:
    dialog = CrashDialog(failing(PERSON))
    qtbot.addWidget(dialog)
    dialog._copy()
    assert QGuiApplication.clipboard().text() == dialog.text
    path = keep_report(dialog.text)
    assert path is not None
    assert path.parent == paths.log_folder()
    assert path.read_text(encoding="utf-8") == dialog.text


def test_a_log_folder_that_cannot_be_written_is_no_second_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = paths.log_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file in its place", encoding="utf-8")
    monkeypatch.setenv("NIANGJIA_NOW", "2022-12-10T09:00:00")
    assert keep_report("x") is None
