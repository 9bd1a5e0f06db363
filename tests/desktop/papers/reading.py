"""Papers read back, from their layout and from their PDF."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from pypdf import PdfReader

from desktop import papers
from desktop.papers.faces import Faces
from desktop.papers.page import Page, lay_out

if TYPE_CHECKING:
    from desktop.papers.pieces import String

_LEVEL = 2
"""Points; what is less apart stands on one level."""

GOLDEN = Path(__file__).parents[2] / "golden" / "papers"


def pdf(paper: papers.Paper) -> bytes:
    out = BytesIO()
    papers.write_pdf(paper, out)
    return out.getvalue()


def texts(data: bytes) -> list[str]:
    """What can be copied from each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(data)).pages]


def pages(paper: papers.Paper) -> list[Page]:
    return lay_out(paper, Faces())


def strings(page: Page) -> list[str]:
    """What stands on a page, in the order of reading."""
    return [string.text for _, piece in page.placed for string in piece.strings]


def rows(paper: papers.Paper) -> list[list[str]]:
    """What stands beside each other, row by row; boxes of several lines are several rows."""
    found: list[list[String]] = []
    for page in pages(paper):
        for _, piece in page.placed:
            level = float("-inf")
            for string in sorted(piece.strings, key=lambda one: one.y):
                if string.y - level > _LEVEL:
                    found.append([])
                    level = string.y
                found[-1].append(string)
    return [[string.text for string in sorted(row, key=lambda one: one.x)] for row in found]


def described(paper: papers.Paper) -> str:
    """Every string with its place in points, and how many rules each piece has: what a golden file holds."""
    lines = [f"{paper.title} {paper.sheet.width}×{paper.sheet.height}"]
    for page in pages(paper):
        lines.append(f"page {page.number} of {page.of}")
        for down, piece in page.placed:
            lines.append(f"  {down:.1f} +{piece.height:.1f} rules {len(piece.rules)}")
            lines += [f"    {x:.1f},{y:.1f} {role} {size:.1f} {text}" for x, y, role, size, text in piece.strings]
    return "\n".join(lines) + "\n"


def golden(name: str, text: str) -> list[str]:
    """The lines of the golden file. Where there is none, the text is written for somebody to look at, and it fails."""
    path = GOLDEN / f"{name}.txt"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        raise AssertionError(path)
    return path.read_text("utf-8").splitlines()


def words(paper: papers.Paper) -> str:
    """Everything that stands on a paper, without the ends of lines."""
    return "".join(text for page in pages(paper) for text in strings(page))
