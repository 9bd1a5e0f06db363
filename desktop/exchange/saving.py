"""Putting a finished file in its place: whole or not at all, and without traces elsewhere."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop.base.errors import WorkbookError

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path beside it to write to, which takes its place when all went well and is removed otherwise.

    ``WorkbookError`` where the place can't be written; what stood there before stays as it was.
    """
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        yield unfinished
        os.replace(unfinished, path)  # noqa: PTH105  (Path.replace is the same; this names what it does)
    except PermissionError as error:
        raise WorkbookError(
            f"写不进“{path.name}”：它正在被 Excel 打开，或文件夹不允许写入；原文件没有动，请关闭后再试或换个位置。"
        ) from error
    except OSError as error:
        why = "磁盘已满" if error.errno in _FULL else "文件夹不存在或磁盘已断开"
        raise WorkbookError(f"写不出“{path.name}”：{why}；原文件没有动，请换个位置再试。") from error
    finally:
        with suppress(OSError):  # where it couldn't be written there may be no folder to look into
            unfinished.unlink(missing_ok=True)


@contextmanager
def own_temporary_files(folder: Path) -> Iterator[None]:
    """The temporary files of openpyxl lie in this folder, not in the system's, and are gone afterwards.

    It writes each sheet to one, and no personal data may lie where the clerk didn't put it; it can't be told otherwise.
    """
    before = tempfile.tempdir
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".niangjia-") as own:
            tempfile.tempdir = own
            yield
    finally:
        tempfile.tempdir = before
