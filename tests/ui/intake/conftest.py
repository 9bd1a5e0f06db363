"""A new office for each test, and ledgers of made-up people."""

from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from tests.builders import household
from tests.offices import draft, on_file
from tests.ui.desks import make
from ui.desk import Desk
from ui.intake.page import IntakePage
from ui.papers.saving import Saver
from ui.widgets.message import MessageBar


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that has the household of seed 1, without telephone and with another employer."""
    return make(
        tmp_path_factory,
        lambda office: on_file(office, draft(1, members=0, employer="旧单位", bank=None)),
    )


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, bar: MessageBar) -> IntakePage:
    """The page in sight."""
    made = IntakePage(desk, Saver(desk, bar, bar))
    qtbot.addWidget(made)
    made.resize(1160, 640)
    made.show()
    return made


HEADINGS = ["序号", "姓名", "身份证号码", "困难类别", "工作单位", "开户行"]


def line_of(seed: int, **values: object) -> list[object]:
    """What a ledger says of ``household(seed)``."""
    home = household(seed)
    told: dict[str, object] = {
        "name": home.applicant.name,
        "id": home.applicant.resident_id,
        "category": home.category,
        "employer": home.employer,
        "bank": home.bank,
    }
    return [seed, *(told | values).values()]


def ledger(path: Path, *sheets: tuple[str, list[list[object]]]) -> Path:
    """An .xlsx with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """One household that is new, one that the office has, one with a wrong ID, one with a doubtful phone, and a sum."""
    wrong = str(household(4).applicant.resident_id)
    wrong = wrong[:-1] + ("0" if wrong[-1] != "0" else "1")
    rows = [
        [*HEADINGS, "联系电话"],
        [*line_of(3), "13800000003"],
        [*line_of(1), ""],
        [*line_of(4, id=wrong), ""],
        [*line_of(5), "1380000"],
        ["", "合计", "", "", "", "", ""],
    ]
    return ledger(tmp_path / "台账.xlsx", ("在档", rows))
