"""Papers of office programs: told by their bytes from outside, kept as they came."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.attachments import Media, judge, shrunk, thumbnail
from desktop.base.office_files import COMPOUND, ZIPPED, judge_paper
from tests.desktop.exchange import workbooks

TYPES = "[Content_Types].xml"


def zipped(*names: str) -> bytes:
    """A package with these parts."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "<xml/>")
    return made.getvalue()


def compound(*streams: str) -> bytes:
    """What begins like a file of an old office program, with the names of these streams in it."""
    directory = b"".join(f"{one}\0".encode("utf-16-le").ljust(128, b"\0") for one in streams)
    return COMPOUND + b"\0" * 504 + directory


def code(data: bytes, *, papers: bool = True) -> str:
    """What is found first; nothing where all is well."""
    return next((one.code for one in judge(data, limit_mb=10, papers=papers).findings), "")


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (zipped(TYPES, "word/document.xml"), Media.DOCX),
        (zipped(TYPES, "xl/workbook.xml"), Media.XLSX),
        (compound("Root Entry", "WordDocument"), Media.DOC),
        (compound("Root Entry", "Workbook"), Media.XLS),
        (compound("Root Entry", "Book"), Media.XLS),
    ],
)
def test_a_paper_is_kept_where_papers_may_be_and_refused_elsewhere(data: bytes, media: Media) -> None:
    assert judge(data, limit_mb=10, papers=True) == (media, ())
    assert code(data, papers=False) == "unknown_kind"
    assert shrunk(data, media) == data
    assert thumbnail(data, media) is None
    assert not media.is_picture


def test_workbooks_as_programs_write_them_are_known(tmp_path: Path) -> None:
    rows = [["任务", "进度"], ["培训", 30]]
    assert judge_paper(workbooks.xlsx(tmp_path / "台账.xlsx", rows).read_bytes()) == ("XLSX", ())
    assert judge_paper(workbooks.xls(tmp_path / "台账.xls", rows).read_bytes()) == ("XLS", ())


@pytest.mark.parametrize(
    "data",
    [
        zipped(TYPES, "word/document.xml", "word/vbaProject.bin"),
        zipped(TYPES, "xl/workbook.xml", "xl/VBAPROJECT.BIN"),
        compound("WordDocument", "_VBA_PROJECT"),
    ],
)
def test_a_paper_with_macros_is_kept_and_said_to_have_them(data: bytes) -> None:
    found = judge(data, limit_mb=10, papers=True)
    assert found.value
    [doubt] = found.findings
    assert not doubt.refuses
    assert "不会运行" in doubt.message


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (zipped("readme.txt"), "unknown_kind"),
        (zipped(TYPES, "ppt/presentation.xml"), "unknown_kind"),
        (zipped(TYPES, "word/document.xml")[:-30], "damaged"),
        (compound("EncryptedPackage"), "unknown_kind"),
        (compound("Root Entry"), "unknown_kind"),
        (b"MZ\x90\0", "unknown_kind"),
        (b"{\\rtf1 }", "unknown_kind"),
    ],
)
def test_what_is_no_paper_is_refused(data: bytes, expected: str) -> None:
    assert code(data) == expected


def test_one_with_a_password_is_refused_with_the_way_out() -> None:
    [refusal] = judge(compound("EncryptedPackage"), limit_mb=10, papers=True).findings
    assert "去掉密码" in refusal.message


def test_a_package_that_swells_is_not_unpacked() -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(TYPES, "<xml/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(200):
                part.write(b"\0" * 1_000_000)
    assert judge(made.getvalue(), limit_mb=1, papers=True) == (Media.DOCX, ())


@given(st.sampled_from([ZIPPED, COMPOUND]), st.binary(max_size=400))
def test_whatever_follows_the_first_bytes_is_judged(begin: bytes, rest: bytes) -> None:
    found = judge_paper(begin + rest)
    assert (found.value is None) == found.refused


@given(st.lists(st.sampled_from(["[Content_Types].xml", "word/a", "xl/b", "ppt/c", "word/vbaProject.bin"])))
def test_any_package_is_a_paper_only_with_its_types_and_a_known_part(names: Sequence[str]) -> None:
    kept = dict.fromkeys(names)
    found = judge_paper(zipped(*kept) or b"")
    known = TYPES in kept and any(name.startswith(("word/", "xl/")) for name in kept)
    assert (found.value is not None) == known
