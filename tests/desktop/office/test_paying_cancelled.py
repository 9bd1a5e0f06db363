"""What takes long with a batch can be cancelled at any report, and leaves nothing half-done."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from desktop.aid.batch import BatchState, Means
from desktop.aid.flow import Verb
from desktop.aid.sending import by_bank
from desktop.base.changes import Progress
from desktop.base.errors import Cancelled
from tests.desktop.exchange.workbooks import xlsx
from tests.offices import TODAY, Doors


@pytest.fixture
def drawn(doors: Doors) -> int:
    """A batch of six that is being drawn up; its number."""
    for seed in range(6):
        doors.enter(seed)
    doors.fund(10_000_000)
    return doors.batch(1)


@pytest.fixture
def approved(doors: Doors, drawn: int) -> int:
    """The batch, approved."""
    doors.seen_through(drawn, Verb.LOCK, Verb.APPROVE)
    return drawn


def stopping(at: int) -> Progress:
    """A clerk who cancels once so much is done."""

    def stop(done: int, _total: int) -> None:
        if done >= at:
            raise Cancelled

    return stop


def reports(work: Callable[[Progress], object]) -> list[tuple[int, int]]:
    """What is reported while it is done."""
    found: list[tuple[int, int]] = []
    work(lambda done, total: found.append((done, total)))
    return found


@pytest.mark.parametrize("at", range(1, 7))
def test_a_bank_file_that_is_cancelled_is_not_there_and_the_batch_was_never_sent(
    doors: Doors, approved: int, tmp_path: Path, at: int
) -> None:
    path = tmp_path / "送盘.xlsx"
    with pytest.raises(Cancelled):
        doors.paying.send(approved, "通用", path, TODAY, progress=stopping(at))
    assert list(tmp_path.glob("*盘*")) == []
    batch = doors.aid.batch(approved)
    assert (batch.state, batch.sent_times) == (BatchState.APPROVED, None)
    assert doors.paying.sending(approved).before == ""
    assert doors.paying.files_out(approved) == ""


def test_a_bank_file_that_is_cancelled_leaves_what_stood_there(doors: Doors, approved: int, tmp_path: Path) -> None:
    path = tmp_path / "送盘.xlsx"
    path.write_text("别的")
    with pytest.raises(Cancelled):
        doors.paying.send(approved, "通用", path, TODAY, progress=stopping(6))
    assert path.read_text() == "别的"


def test_sending_tells_of_every_transfer(doors: Doors, approved: int, tmp_path: Path) -> None:
    told = reports(lambda progress: doors.paying.send(approved, "通用", tmp_path / "盘.xlsx", TODAY, progress=progress))
    assert told == [(done, 6) for done in range(1, 7)]


def test_amounts_that_are_cancelled_while_they_are_entered_are_all_as_before(
    doors: Doors, drawn: int, tmp_path: Path
) -> None:
    path = tmp_path / "金额.xlsx"
    doors.paying.export_amounts(drawn, path)
    _type_over(path, "金额", 100)
    look = doors.paying.read_amounts(drawn, path)
    before = doors.aid.payments(drawn)
    with pytest.raises(Cancelled):
        doors.paying.enter_amounts(look, stopping(6))
    assert doors.aid.payments(drawn) == before
    doors.paying.enter_amounts(look)
    assert {one.amount for one in doors.aid.payments(drawn)} == {10_000}


def test_reading_amounts_or_a_return_can_be_cancelled(doors: Doors, approved: int, tmp_path: Path) -> None:
    lines = [(str(one.id), "成功") for one in doors.aid.payments(approved)]
    path = xlsx(tmp_path / "回盘.xlsx", [("发放编号", "处理结果"), *lines])
    doors.paying.send(approved, "通用", tmp_path / "盘.xlsx", TODAY)
    assert reports(lambda progress: doors.paying.read_return(approved, path, progress))
    with pytest.raises(Cancelled):
        doors.paying.read_return(approved, path, stopping(0))


def test_the_transfers_of_a_batch_are_those_that_the_bank_file_holds(doors: Doors, drawn: int) -> None:
    first, second, third, *_ = doors.aid.payments(drawn)
    doors.aid.set_means([first.id], Means.CASH)
    doors.aid.set_means([second.id], Means.CASH)
    doors.aid.set_means([second.id], Means.BANK)
    doors.aid.exclude([third.id], "本人放弃")
    assert doors.paying.transfers(drawn) == len(by_bank(doors.aid.payments(drawn))) == 4


def test_of_a_file_that_may_be_out_is_told_before_a_batch_is_given_up(
    doors: Doors, approved: int, tmp_path: Path
) -> None:
    doors.paying.send(approved, "通用", tmp_path / "盘.xlsx", TODAY)
    doors.paying.recall(approved, "银行退件")
    assert doors.paying.files_out(approved) == "这一批 2022年12月10日 已送过 1 次盘，文件“盘.xlsx”。"


def _type_over(path: Path, heading: str, value: float) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.active
    head = next(row for row in sheet.iter_rows() if any(cell.value == heading for cell in row))
    at = next(cell.column for cell in head if cell.value == heading)
    for row in range(head[0].row + 1, sheet.max_row + 1):
        if isinstance(sheet.cell(row, at).value, (int, float)) and sheet.cell(row, 1).value:
            sheet.cell(row, at).value = value
    book.save(path)
