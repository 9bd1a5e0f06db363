"""The command line ends quietly where nobody reads what it prints, and says so where it can't be kept."""

import errno
import io
import os
import sys
from pathlib import Path
from typing import TextIO

import pytest

from desktop.commands_piped import CUT_OFF, UNWRITTEN, run_piped


def says(line: str) -> int:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
    return 0


def told(stream: TextIO, monkeypatch: pytest.MonkeyPatch) -> int:
    """Print a line there; the exit code."""
    monkeypatch.setattr(sys, "stdout", stream)
    return run_piped(lambda: says("一行"))


def test_a_reader_that_has_gone_ends_it_without_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as stream:
        assert told(stream, monkeypatch) == CUT_OFF
    assert not capsys.readouterr().err.strip()


@pytest.mark.parametrize(("code", "exit_code"), [(errno.EINVAL, CUT_OFF), (errno.ENOSPC, UNWRITTEN)])
def test_what_another_system_calls_a_closed_pipe_is_one_and_a_full_disk_is_none(
    code: int, exit_code: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Closed(io.FileIO):
        """Takes nothing."""

        def write(self, _: object) -> int:
            raise OSError(code, "closed")

    with Closed(tmp_path / "out", "w") as raw:
        assert told(io.TextIOWrapper(raw, encoding="utf-8", write_through=True), monkeypatch) == exit_code


def test_an_error_of_another_file_is_not_taken_for_a_closed_pipe() -> None:
    def failed() -> int:
        raise OSError(errno.EINVAL, "elsewhere")

    with pytest.raises(OSError, match="elsewhere"):
        run_piped(failed)


def test_a_character_that_the_screen_does_not_have_is_printed_by_its_number(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with (tmp_path / "out").open("w", encoding="gbk") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert run_piped(lambda: says("𠮷安")) == 0
    assert (tmp_path / "out").read_text("gbk") == "\\U00020bb7安\n"
