"""An office file for each test, a full disk, a program without an administrator's rights."""

import os
import resource
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests import offices
from tests.offices import Doors

NOBODY = 65534


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return offices.make(tmp_path_factory.mktemp("template") / "office.niangjia")


@pytest.fixture
def path(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed office file with nothing but policy in it."""
    monkeypatch.setenv("NIANGJIA_NOW", offices.NOW)
    folder = tmp_path / "office"
    folder.mkdir()
    return Path(shutil.copyfile(template, folder / "润州区.niangjia"))


@pytest.fixture
def doors(path: Path) -> Iterator[Doors]:
    """The same, opened."""
    with offices.opened(path) as found:
        yield found


@pytest.fixture
def full(grown: Path, path: Path) -> Iterator[Doors]:
    """An office as the module's own ``grown`` left it, open."""
    with offices.opened(Path(shutil.copyfile(grown, path))) as found:
        yield found


@pytest.fixture
def db(doors: Doors) -> Database:
    return doors.db


@pytest.fixture
def full_disk() -> Callable[[int], AbstractContextManager[None]]:
    """No file can grow past so many bytes: what a full disk does, without needing one."""
    return _full_disk


@contextmanager
def _full_disk(length: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (length, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """A folder in which this program has no more rights than a clerk's, even where the tests run as root."""
    folder = Path(tempfile.mkdtemp())
    root = os.geteuid() == 0
    if root:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        shutil.rmtree(folder)
