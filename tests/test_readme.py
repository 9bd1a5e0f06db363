"""What the README says is there."""

import re
from pathlib import Path

from desktop.__main__ import _parser

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


def test_every_verb_of_the_command_line_stands_in_the_readme_and_no_other() -> None:
    rows = README.partition("| verbs |")[2].partition("\n\n")[0].splitlines()[2:]
    told = [verb for row in rows for verb in re.findall(r"`([a-z]+)`", row)]
    assert sorted(told) == sorted(_parser()[1])
