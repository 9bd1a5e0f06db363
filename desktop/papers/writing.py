"""Papers written as PDF files."""

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from desktop.base.changes import Progress, silent
from desktop.base.errors import StorageError
from desktop.papers.blocks import Paper

Chosen = Mapping[str, Path]
"""Role to font file, where the clerk has chosen other faces than the program's."""


def write_pdf(paper: Paper, out: BinaryIO | Path, faces: Chosen | None = None, progress: Progress = silent) -> None:
    """Write the paper: the same paper with the same faces gives the same bytes.

    A path is written beside itself first and then replaced, so that a broken attempt leaves what was there.

    Raises:
        GlyphMissingError: no face has a character that the paper needs.
        FaceUnusableError: a chosen font file is missing or no TrueType font.
        StorageError: the path can't be written.
    """
    if not isinstance(out, Path):
        _write(paper, out, faces, progress)
        return
    try:
        _replace(paper, out, faces, progress)
    except OSError as error:
        raise StorageError(
            f"“{out.name}”没有写成，原有文件未动；请看磁盘是否已满、文件是否正被其他程序打开，再试一次。"
        ) from error


def _replace(paper: Paper, out: Path, faces: Chosen | None, progress: Progress) -> None:
    with NamedTemporaryFile(dir=out.parent, prefix=".", suffix=".pdf", delete=False) as file:
        made = Path(file.name)
    try:
        with made.open("wb") as stream:
            _write(paper, stream, faces, progress)
            stream.flush()
            os.fsync(stream.fileno())
        made.replace(out)
    except BaseException:
        made.unlink(missing_ok=True)
        raise


def _write(paper: Paper, out: BinaryIO, faces: Chosen | None, progress: Progress) -> None:
    from desktop.papers.drawing import draw  # noqa: PLC0415  (reportlab is slow to import and needed on printing only)
    from desktop.papers.faces import Faces  # noqa: PLC0415
    from desktop.papers.page import lay_out  # noqa: PLC0415

    own = Faces(faces)
    draw(paper, lay_out(paper, own, progress), own, out, progress)
