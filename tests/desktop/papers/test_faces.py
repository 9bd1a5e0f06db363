"""Faces: fall-back, rare characters, and what is copied from a PDF."""

import subprocess
from pathlib import Path
from shutil import which

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import papers
from desktop.base.errors import GlyphMissingError
from desktop.papers.blocks import OFFICIAL, Role, Style, Text
from desktop.papers.faces import BUNDLED, Faces, FaceUnusableError, character_map, load, printable
from tests.desktop.papers.reading import pdf, texts

RARE = "㛃䶮𬍛𪾢"


def _paper(text: str, role: Role = Role.SONG) -> papers.Paper:
    return papers.Paper(title="试", sheet=OFFICIAL, blocks=(Text(text=text, style=Style(role=role)),))


@pytest.mark.parametrize("role", Role)
def test_rare_characters_can_be_copied_from_any_face(role: Role) -> None:
    assert texts(pdf(_paper(f"张{RARE}", role)))[0].strip().startswith(f"张{RARE}")


@pytest.mark.skipif(which("pdftotext") is None, reason="poppler is not installed")
@pytest.mark.parametrize("role", Role)
def test_another_reader_copies_the_same(tmp_path: Path, role: Role) -> None:
    out = tmp_path / "a.pdf"
    papers.write_pdf(_paper(f"张{RARE}李", role), out)
    run = subprocess.run(["pdftotext", "-enc", "UTF-8", out, "-"], capture_output=True, check=True)  # noqa: S603, S607  (our own file)
    assert f"张{RARE}李" in run.stdout.decode()


def test_a_document_of_more_than_one_subset_is_copied_whole() -> None:
    many = "".join(map(chr, range(0x4E00, 0x4E00 + 700))) + RARE
    assert texts(pdf(_paper(many)))[0].replace("\n", "").startswith(many)


def test_a_missing_character_is_drawn_by_another_face() -> None:
    faces = Faces()
    runs = faces.runs(Role.FANGSONG, "王镕堃")
    assert [text for _, text in runs] == ["王", "镕堃"]
    assert len({name for name, _ in runs}) == 2


def test_letters_between_fangsong_are_those_of_song() -> None:
    faces = Faces()
    assert faces.runs(Role.FANGSONG, "第3户") == [
        (load(BUNDLED[Role.FANGSONG]).name, "第"),
        (load(BUNDLED[Role.SONG]).name, "3"),
        (load(BUNDLED[Role.FANGSONG]).name, "户"),
    ]


@pytest.mark.parametrize("char", ["\ue000", "\U0002a6d0", "\ud800"])
def test_a_character_that_no_face_has_stops_the_paper_by_name(tmp_path: Path, char: str) -> None:
    out = tmp_path / "a.pdf"
    out.write_bytes(b"before")
    with pytest.raises(GlyphMissingError, match=f"U\\+{ord(char):04X}") as caught:
        papers.write_pdf(_paper(f"张{char}明"), out)
    assert caught.value.sentence.startswith("“张")
    assert out.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.parametrize("role", Role)
def test_every_face_has_the_usual_characters(role: Role) -> None:
    codes = [bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]
    assert {code.decode("gb2312", "ignore") for code in codes} - {""} <= load(BUNDLED[role]).has


def test_song_has_all_of_gbk() -> None:
    gbk = {char for char in map(chr, range(0x4E00, 0xA000)) if char.encode("gbk", "ignore")}
    assert gbk <= load(BUNDLED[Role.SONG]).has


def test_the_clerk_can_choose_a_face() -> None:
    chosen = Faces({"仿宋": BUNDLED[Role.KAITI]})
    assert chosen.face(Role.FANGSONG) == Faces().face(Role.KAITI)


def test_a_character_missing_from_a_chosen_fall_back_is_drawn_by_the_bundled_one() -> None:
    chosen = Faces({"宋体": BUNDLED[Role.FANGSONG]})
    assert chosen.runs(Role.SONG, "镕") == [(load(BUNDLED[Role.SONG]).name, "镕")]


def test_a_chosen_file_that_is_no_font_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "方正小标宋.ttf"
    bad.write_bytes(b"not a font")
    with pytest.raises(FaceUnusableError, match="方正小标宋"):
        Faces({"小标宋": bad}).face(Role.XIAOBIAOSONG)
    with pytest.raises(FaceUnusableError, match="没有"):
        Faces({"小标宋": tmp_path / "没有.ttf"}).face(Role.XIAOBIAOSONG)


def test_widths_add_up() -> None:
    faces = Faces()
    assert faces.width(Role.SONG, "中文") == 2
    assert faces.width(Role.SONG, "a1") == faces.width(Role.SONG, "a") + faces.width(Role.SONG, "1")


@given(st.text())
def test_what_is_printable_has_no_control_characters(text: str) -> None:
    shown = printable(text)
    assert printable(shown) == shown
    assert not any(char < " " and char != "\n" for char in shown)


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\x00", "\ufe0f", "\U000e0100", "\ufeff"])
def test_what_has_no_shape_is_left_out(hidden: str) -> None:
    assert printable(f"张{hidden}明") == "张明"


@given(st.lists(st.integers(1, 0x10FFFF).filter(lambda code: not 0xD800 <= code < 0xE000), max_size=256))
def test_a_character_map_is_utf_16(codes: list[int]) -> None:
    lines = [line.split() for line in character_map("F", codes).splitlines() if line.startswith("<") and "> <" in line]
    entries = [line for line in lines if line != ["<00>", "<FF>"] or codes]
    found = {int(a[1:-1], 16): bytes.fromhex(b[1:-1]).decode("utf-16-be") for a, b in entries[1:] or []}
    assert found == {byte: chr(code) for byte, code in enumerate(codes)}
