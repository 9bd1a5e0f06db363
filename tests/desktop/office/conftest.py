"""An office file for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import offices
from tests.offices import Doors


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return offices.make(tmp_path_factory.mktemp("template") / "office.niangjia")


@pytest.fixture
def start(request: pytest.FixtureRequest, template: Path) -> Path:
    """What ``doors`` opens: what the module's own ``grown`` made, if anything that a test asks for stands on it."""
    return Path(request.getfixturevalue("grown")) if "grown" in request.fixturenames else template


@pytest.fixture
def doors(start: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Doors]:
    """An office with nothing but policy in it, open."""
    monkeypatch.setenv("NIANGJIA_NOW", offices.NOW)
    with offices.opened(Path(shutil.copyfile(start, tmp_path / "润州区.niangjia"))) as found:
        yield found
