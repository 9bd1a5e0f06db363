"""Attachments are what their bytes say, never what their name says; pictures of them are small and say no place."""

import struct
import subprocess
import sys
import zlib
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from desktop.base.attachments import MOST_PIXELS, THUMB, Media, judge, media_of, shrunk, thumbnail

PICTURES = [Media.JPEG, Media.PNG, Media.BMP]
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F


def picture(media: Media = Media.JPEG, size: tuple[int, int] = (40, 24), mode: str = "RGB", **saved: Any) -> bytes:
    """A picture whose left half is dark and whose right half is light."""
    image = Image.new(mode, size, "white")
    image.paste("black", (0, 0, size[0] // 2, size[1]))
    return encoded(image, media, **saved)


def encoded(image: Image.Image, media: Media, **saved: Any) -> bytes:
    made = BytesIO()
    image.save(made, media, **saved)
    return made.getvalue()


def photo(orientation: int = 1, size: tuple[int, int] = (4000, 3000)) -> bytes:
    """A photo of a phone that noted where it was taken."""
    notes = Image.Exif()
    notes[ORIENTATION], notes[MAKE] = orientation, "PHONE-MAKER"
    notes[GPS] = {1: "N", 2: (32.0, 11.0, 0.0)}
    return picture(size=size, exif=notes, comment=b"at home")


def code(data: bytes, limit_mb: int = 10) -> str:
    reading = judge(data, limit_mb=limit_mb)
    assert all(found.message.endswith("。") for found in reading.findings)
    assert (reading.value is None) is reading.refused
    return " ".join(found.code for found in reading.findings)


def opened(data: bytes | None) -> Image.Image:
    assert data is not None
    return Image.open(BytesIO(data), formats=["JPEG"])


@pytest.mark.parametrize("media", PICTURES)
@pytest.mark.parametrize("mode", ["RGB", "L", "1"])
def test_pictures_are_known_by_their_bytes(media: Media, mode: str) -> None:
    assert judge(picture(media, mode=mode), limit_mb=10) == (media, ())


def test_a_pdf_is_known_by_its_beginning() -> None:
    assert judge(PDF, limit_mb=10) == (Media.PDF, ())
    assert code(b"<html>" + PDF) == "unknown_kind"


def test_a_pdf_with_a_password_or_without_an_end_is_kept_with_a_doubt() -> None:
    locked = PDF.replace(b"trailer\n<<>>", b"trailer\n<</Encrypt 5 0 R>>")
    assert (judge(locked, limit_mb=10).value, code(locked)) == (Media.PDF, "encrypted")
    assert (judge(PDF[:20], limit_mb=10).value, code(PDF[:20])) == (Media.PDF, "incomplete")


def test_nothing_is_refused() -> None:
    assert code(b"") == "empty"


def test_what_is_too_big_is_refused_with_its_size_and_the_limit() -> None:
    data = PDF + bytes(2 * 1024 * 1024)
    found = judge(data, limit_mb=2).findings[0]
    assert (found.code, found.refuses) == ("too_big", True)
    assert "2.1 MB，超过 2 MB" in found.message
    assert code(PDF[:-1] + bytes(2 * 1024 * 1024 - len(PDF)) + b"%%EOF\n", limit_mb=3) == ""


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1"])
def test_office_files_are_refused_with_the_way_out(start: bytes) -> None:
    found = judge(start + bytes(100), limit_mb=10).findings[0]
    assert found.code == "unknown_kind"
    assert "另存为 PDF" in found.message


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "WEBP"])
def test_other_pictures_are_refused(kind: str) -> None:
    made = BytesIO()
    Image.new("RGB", (4, 4)).save(made, kind)
    assert code(made.getvalue()) == "unknown_kind"


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"BM", b"%PDF-1.", b"PK\x03\x04"]),
)
def test_any_bytes_are_judged(data: bytes, start: bytes) -> None:
    code(start + data)


@given(st.data(), st.sampled_from(PICTURES))
def test_a_picture_that_was_cut_off_is_refused(data: st.DataObject, media: Media) -> None:
    whole = picture(media)
    cut = data.draw(st.integers(14, len(whole) - 1))
    assert code(whole[:cut]) in {"damaged", "unknown_kind"}


@given(st.data(), st.sampled_from(PICTURES))
def test_a_picture_with_a_wrong_byte_is_judged_and_what_is_kept_can_be_shown(data: st.DataObject, media: Media) -> None:
    wrong = bytearray(picture(media))
    wrong[data.draw(st.integers(0, len(wrong) - 1))] = data.draw(st.integers(0, 255))
    kept = judge(bytes(wrong), limit_mb=10).value
    if kept not in {None, Media.PDF}:
        assert opened(thumbnail(bytes(wrong), kept)).size


def test_what_a_phone_writes_behind_a_photo_does_no_harm() -> None:
    assert code(picture() + b"MotionPhoto\xff\xda\x00" * 200) == ""


def test_a_photo_of_thousands_of_scans_is_refused() -> None:
    whole = picture(progressive=True)
    at = whole.rindex(b"\xff\xda")
    assert code(whole[:at] + whole[at:-2] * 200 + whole[-2:]) == "damaged"


def bomb(width: int, height: int) -> bytes:
    """A tiny PNG that says it is huge."""
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)), (b"IDAT", zlib.compress(bytes(64)))]
    made = b"\x89PNG\r\n\x1a\n"
    for name, body in [*chunks, (b"IEND", b"")]:
        made += struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return made


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("width", [8_001, 9_500, 40_000])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(width: int) -> None:
    assert width * 10_000 > MOST_PIXELS
    assert code(bomb(width, 10_000)) == "too_many_pixels"


@pytest.mark.parametrize("size", [(0, 10), (10, 0)])
def test_a_picture_without_pixels_is_refused(size: tuple[int, int]) -> None:
    assert code(bomb(*size)) == "damaged"


@given(st.integers(1, 60), st.integers(1, 60), st.sampled_from(PICTURES), st.sampled_from(["RGB", "L", "1"]))
def test_a_picture_that_was_made_can_be_kept_and_shown(width: int, height: int, media: Media, mode: str) -> None:
    data = picture(media, (width, height), mode)
    assert judge(data, limit_mb=1) == (media, ())
    assert opened(thumbnail(data, media)).size == (width, height)
    assert shrunk(data, media) == data


@pytest.mark.parametrize(
    ("orientation", "size", "dark"),
    [(1, (320, 240), (10, 120)), (3, (320, 240), (310, 120)), (6, (240, 320), (120, 10)), (8, (240, 320), (120, 310))],
)
def test_a_thumbnail_stands_upright(orientation: int, size: tuple[int, int], dark: tuple[int, int]) -> None:
    small = opened(thumbnail(photo(orientation), Media.JPEG))
    assert small.size == size
    assert small.convert("L").getpixel(dark) < 40


def test_no_picture_of_a_photo_says_where_it_was_taken() -> None:
    data = photo(6)
    assert b"PHONE-MAKER" in data
    for made in (thumbnail(data, Media.JPEG), shrunk(data, Media.JPEG)):
        assert made is not None
        assert not opened(made).getexif()
        assert b"PHONE-MAKER" not in made
        assert b"at home" not in made


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_notes_that_cannot_be_read_turn_nothing() -> None:
    data = picture(exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff")
    assert code(data) == ""
    assert opened(thumbnail(data, Media.JPEG)).size == (40, 24)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_is_white(mode: str) -> None:
    seen = Image.new("RGBA", (20, 20), (0, 0, 0, 0)).convert(mode)
    data = encoded(seen, Media.PNG, **({"transparency": 0} if mode == "P" else {}))
    assert code(data) == ""
    assert opened(thumbnail(data, Media.PNG)).convert("L").getextrema() == (255, 255)


def test_a_scan_of_many_greys_keeps_them() -> None:
    data = encoded(Image.new("I;16", (20, 20), 0x8000), Media.PNG)
    assert code(data) == ""
    darkest, lightest = opened(thumbnail(data, Media.PNG)).convert("L").getextrema()
    assert 120 < darkest <= lightest < 136


def test_a_thumbnail_is_a_small_jpeg_and_a_pdf_has_none() -> None:
    assert max(opened(thumbnail(picture(Media.PNG, (900, 100)), Media.PNG)).size) == THUMB
    assert thumbnail(PDF, Media.PDF) is None


def test_a_photo_is_made_smaller_upright() -> None:
    data = photo(6)
    made = shrunk(data, Media.JPEG)
    assert opened(made).size == (1800, 2400)
    assert judge(made, limit_mb=10) == (Media.JPEG, ())
    assert opened(shrunk(data, Media.JPEG, side=400)).size == (300, 400)


def test_what_is_small_already_and_a_pdf_stay_as_they_are() -> None:
    small = photo(size=(2400, 10))
    assert shrunk(small, Media.JPEG) == small
    assert shrunk(PDF, Media.PDF) == PDF


def test_a_scan_in_black_and_white_that_takes_less_room_stays_as_it_is() -> None:
    scan = picture(Media.PNG, (3000, 4000), "1")
    assert shrunk(scan, Media.PNG) == scan
    assert media_of(shrunk(picture(Media.BMP, (3000, 400)), Media.BMP)) is Media.JPEG


def test_pillow_is_not_imported_before_there_is_a_picture() -> None:
    asked = "import sys, desktop.base.attachments as a; a.judge(b'%PDF-1', limit_mb=1); sys.exit('PIL' in sys.modules)"
    subprocess.run([sys.executable, "-c", asked], check=True)  # noqa: S603  (our own interpreter and text)
