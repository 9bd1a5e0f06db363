"""Opening a file before the rest of the program is imported."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.base.errors import WrongPasswordError
from desktop.office.office import Office
from desktop.office.opening import open_office

PASSWORD = "made-up-password"
ROOT = Path(__file__).parents[3]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "新区.niangjia"
    Office.create(made, PASSWORD, name="新区总工会").close()
    return made


def test_what_is_opened_is_the_office(path: Path) -> None:
    office = open_office(path, PASSWORD)
    assert office.name == "新区总工会"
    office.close()


def test_a_wrong_password_is_a_known_error(path: Path) -> None:
    with pytest.raises(WrongPasswordError):
        open_office(path, "wrong password")


def test_the_key_is_derived_before_the_office_is_imported() -> None:
    script = "import sys, desktop.office.opening; sys.exit('desktop.office.office' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT, timeout=60)  # noqa: S603  (our own script)
