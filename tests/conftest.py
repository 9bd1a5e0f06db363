"""A home of its own for each test process, so that nobody's settings, keyring or screen is touched.

Set before anything imports Qt, which reads it once. Helpers are imported as ``from tests.builders import …``: the
repository's root is on the path (``pythonpath`` in pyproject.toml) and ``tests`` is a namespace package, so no folder
needs an ``__init__.py``.
"""

import importlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

MEMORY = Path("/dev/shm")  # noqa: S108  (whoever may write there has a folder of their own in it)
ENOUGH = 3 << 30
"""Bytes that must be free in memory before files of tests are put there; at one time a run needs a tenth of it."""


def _away_from_the_disk() -> None:
    """Every write to an office waits for the disk several times; nothing here has to outlast the machine."""
    if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ["TMPDIR"] = str(MEMORY)  # for programs that tests start, too
        tempfile.tempdir = None


_away_from_the_disk()
HOME = Path(tempfile.mkdtemp(prefix="niangjia-tests-"))


def _home_in(folder: Path) -> dict[str, str]:
    """The variables by which Linux, Windows and our libraries find a person's folders."""
    runtime = folder / "run"
    runtime.mkdir(mode=0o700, parents=True)  # Qt warns of a wider one
    return {
        "HOME": str(folder),
        "USERPROFILE": str(folder),
        "APPDATA": str(folder / "appdata"),
        "LOCALAPPDATA": str(folder / "localappdata"),
        "XDG_CACHE_HOME": str(HOME / "cache"),  # shared: fontconfig's cache is dear
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_RUNTIME_DIR": str(runtime),
    }


def _leave_the_person_out() -> None:
    for name in [name for name in os.environ if name.startswith(("NIANGJIA_", "QT_", "QML"))]:
        del os.environ[name]
    os.environ.update(_home_in(HOME))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["LC_ALL"] = "C.UTF-8"  # Qt warns of any other that is not UTF-8
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)


def _keep_what_is_compiled() -> None:
    """Each worker, and each program that tests start, would else compile all modules anew, tests' asserts above all."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


_leave_the_person_out()
_keep_what_is_compiled()

# A machine that is busy with other things is no reason to fail, so nothing is timed. What a change has to pass is the
# same each time; the thorough run looks for what nobody thought of, and its finds become examples of the usual one.
for _name, _examples in (("usual", 50), ("thorough", 300)):
    settings.register_profile(
        _name,
        max_examples=_examples,
        derandomize=_name == "usual",
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


def pytest_configure(config: pytest.Config) -> None:
    """Keys are derived quickly; rules are tried with more examples where the long tests are run too."""
    importlib.import_module("tests.keys")
    settings.load_profile("usual" if "not long" in config.option.markexpr else "thorough")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings that one test leaves behind are not there for the next."""
    for name, value in _home_in(tmp_path_factory.mktemp("home")).items():
        monkeypatch.setenv(name, value)


def pytest_unconfigure() -> None:
    """Nothing of a run stays on the disk."""
    shutil.rmtree(HOME, ignore_errors=True)
