"""The program's shape: who may import whom, how long a thing may be, that everything is said once."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import desktop
from desktop.base.paths import resources

ROOT = Path(desktop.__file__).parents[1]
CONFIG = str(ROOT / "pyproject.toml")
PROJECT = tomllib.loads(Path(CONFIG).read_text("utf-8"))
CONTRACTS = PROJECT["tool"]["importlinter"]["contracts"]
SOURCES = sorted(path for room in ("desktop", "ui") for path in (ROOT / room).rglob("*.py"))

LONGEST_FILE, LONGEST_FUNCTION = 400, 40

PLANTS = {
    "ui stands on desktop, never the other way": ("desktop/office", "import ui"),
    "the rooms of desktop import downwards only": ("desktop/base", "import desktop.cases"),
    "pilots knows nothing of cases": ("desktop/pilots", "import desktop.cases"),
    "the application has no screen": ("desktop/papers", "import PySide6.QtGui"),
    "only store speaks SQL": ("ui", "import sqlite_utils"),
    "the screen asks the office, never the store": ("ui", "import desktop.store"),
    "only exchange opens workbooks": ("desktop/office", "import openpyxl"),
    "only papers draws PDF": ("desktop/exchange", "import reportlab.pdfgen"),
}
"""For each contract a package and the line that, written into it, must break it."""


def verdicts(folder: Path) -> dict[str, bool]:
    """Whether each contract of pyproject.toml is kept by the packages in the folder; read in a process of its own."""
    lint = f"from importlinter.cli import lint_imports as lint; lint({CONFIG!r}, no_cache=True, no_logo=True)"
    done = subprocess.run(  # noqa: S603  (our own interpreter and text)
        [sys.executable, "-c", lint],
        cwd=folder,
        env=os.environ | {"COLUMNS": "200"},  # a narrower page breaks the names in two
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    found = {name: word == "KEPT" for name, word in re.findall(r"^(.+?) (KEPT|BROKEN)\b", done.stdout, re.MULTILINE)}
    assert found, done.stdout
    return found


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources alone, to plant violations in."""
    folder = tmp_path_factory.mktemp("copy")
    for room in ("desktop", "ui"):
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def planted(copy: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """The copy with a forbidden line in one of its packages, taken out afterwards."""
    package, line = request.param
    plant = copy / package / "planted.py"
    plant.write_text(f"{line}\n", "utf-8")
    yield copy
    plant.unlink()


def test_every_room_imports_only_what_it_may() -> None:
    assert verdicts(ROOT) == {contract["name"]: True for contract in CONTRACTS}


def test_every_contract_is_tried_with_a_violation() -> None:
    assert set(PLANTS) == {contract["name"] for contract in CONTRACTS}


@pytest.mark.parametrize(("name", "planted"), PLANTS.items(), indirect=["planted"], ids=PLANTS)
def test_a_forbidden_import_breaks_its_contract(name: str, planted: Path) -> None:
    assert not verdicts(planted)[name]


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.mark.parametrize("path", SOURCES, ids=names(SOURCES))
def test_a_file_is_short_and_says_what_it_holds(path: Path) -> None:
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    assert text.count("\n") <= LONGEST_FILE
    assert ast.get_docstring(tree) or not tree.body, "no docstring at the head"
    assert not list(undocumented(tree)), "public and without a docstring"
    assert not list(overlong(tree)), f"longer than {LONGEST_FUNCTION} lines"


def undocumented(tree: ast.Module | ast.ClassDef) -> Iterator[str]:
    """Public classes, functions and methods without a docstring, but for overrides: their base says it."""
    for node in tree.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node) and not _overrides(node):
            yield node.name
        if isinstance(node, ast.ClassDef):
            yield from (f"{node.name}.{name}" for name in undocumented(node))


def _overrides(node: ast.AST) -> bool:
    return any(ast.unparse(one).endswith(("override", "overload")) for one in getattr(node, "decorator_list", ()))


def overlong(tree: ast.Module) -> Iterator[str]:
    """Functions that nobody reads at one sight."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{node.name} ({lines})"


def test_what_lacks_a_docstring_or_is_overlong_is_found() -> None:
    body = "\n".join(f"    x = {n}" for n in range(LONGEST_FUNCTION))
    tree = ast.parse(f'class Case:\n  "said"\n  def void(self): ...\n  def _own(self): ...\ndef long():\n{body}\n')
    assert list(undocumented(tree)) == ["Case.void", "long"]
    assert list(overlong(tree)) == [f"long ({LONGEST_FUNCTION + 1})"]


@pytest.mark.parametrize(
    ("folder", "pattern"), [("policy", "*.toml"), ("layouts", "*.toml"), ("fonts", "*.ttf"), ("icons", "*.svg")]
)
def test_the_program_finds_its_resources(folder: str, pattern: str) -> None:
    assert list((resources() / folder).glob(pattern))


def test_the_built_program_looks_for_them_beside_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources() == tmp_path / "resources"


def test_the_version_is_written_in_one_place() -> None:
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert PROJECT["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "desktop.__version__"}
    assert "desktop.__version__" in (ROOT / "build.spec").read_text("utf-8")
    written = [
        path for path in [*SOURCES, ROOT / "build.spec"] if f'"{desktop.__version__}"' in path.read_text("utf-8")
    ]
    assert names(written) == ["desktop/__init__.py"]


def test_the_newest_change_is_of_this_version() -> None:
    heading = re.search(r"^## \[?([\d.]+)", (ROOT / "CHANGES.md").read_text("utf-8"), re.MULTILINE)
    assert heading
    assert heading[1] == desktop.__version__


def test_a_built_program_can_be_made_of_pinned_packages_only() -> None:
    pinned = {_plain(line.partition("==")[0]) for line in (ROOT / "constraints.txt").read_text("utf-8").split()}
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["dev"]]
    assert {_plain(re.split(r"[\s<>=~!\[]", one)[0]) for one in wanted} <= pinned


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
