"""An office that many tests begin with: grown once for a file of tests, copied for each."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.offices import NOW, Doors, opened


def grown(template: Path, factory: pytest.TempPathFactory, grow: Callable[[Doors], object]) -> Path:
    """A copy of an office file in which all that was done on the day of the tests, closed."""
    path = factory.mktemp("grown") / template.name
    shutil.copyfile(template, path)
    with pytest.MonkeyPatch.context() as clock:
        clock.setenv("NIANGJIA_NOW", NOW)
        with opened(path) as doors:
            grow(doors)
    return path
