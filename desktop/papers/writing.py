"""Papers written as PDF files."""

import os
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from desktop.base.changes import Progress, silent
from desktop.base.errors import StorageError
from desktop.papers.blocks import Paper

if TYPE_CHECKING:
    from desktop.papers.drawing import Laid
    from desktop.papers.faces import Faces

Chosen = Mapping[str, Path]
"""Role to font file, where the clerk has chosen other faces than the program's."""


class _Job(NamedTuple):
    """What is to be written."""

    papers: Sequence[Paper]
    faces: Chosen | None
    leaves: bool
    progress: Progress


def write_pdf(
    paper: Paper | Sequence[Paper],
    out: BinaryIO | Path,
    faces: Chosen | None = None,
    progress: Progress = silent,
    *,
    leaves: bool = False,
) -> None:
    """Write a paper, or several into one file: the same papers with the same faces give the same bytes.

    A path is written beside itself first and then replaced, so that a broken attempt leaves what was there. With
    ``leaves``, for printing on both sides, every paper begins a leaf.

    Raises:
        GlyphMissingError: no face has a character that the paper needs.
        FaceUnusableError: a chosen font file is missing or no TrueType font.
        StorageError: the path can't be written.
    """
    job = _Job((paper,) if isinstance(paper, Paper) else paper, faces, leaves, progress)
    if not isinstance(out, Path):
        _write(job, out)
        return
    try:
        _replace(job, out)
    except OSError as error:
        raise StorageError(
            f"“{out.name}”没有写成，原有文件未动；请看磁盘是否已满、文件是否正被其他程序打开，再试一次。"
        ) from error


def _replace(job: _Job, out: Path) -> None:
    with NamedTemporaryFile(dir=out.parent, prefix=".", suffix=".pdf", delete=False) as file:
        made = Path(file.name)
    try:
        with made.open("wb") as stream:
            _write(job, stream)
            stream.flush()
            os.fsync(stream.fileno())
        made.replace(out)
    except BaseException:
        made.unlink(missing_ok=True)
        raise


def _write(job: _Job, out: BinaryIO) -> None:
    from desktop.papers.drawing import draw  # noqa: PLC0415  (reportlab is slow to import and needed on printing only)
    from desktop.papers.faces import Faces  # noqa: PLC0415

    own = Faces(job.faces)
    first, count = job.papers[0].title, len(job.papers)
    draw(first if count == 1 else f"{first}等{count}份", _laid(job, own), own, out, job.progress)


def _laid(job: _Job, faces: "Faces") -> "list[Laid]":
    """Every paper with its pages; the first half of the progress."""
    from desktop.papers.page import Page, lay_out  # noqa: PLC0415  (as above)

    made: list[Laid] = []
    count = len(job.papers)
    for done, paper in enumerate(job.papers):
        if job.leaves and made and len(made[-1][1]) % 2:
            made[-1][1].append(Page())
        made.append((paper, lay_out(paper, faces, partial(_part, job.progress, done, count))))
    return made


def _part(progress: Progress, before: int, count: int, done: int, total: int) -> None:
    """The progress of laying out one of several papers; each reports its own first half."""
    progress(before * total + 2 * done, 2 * count * total)
