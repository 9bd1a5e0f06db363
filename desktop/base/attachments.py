"""What a scanned document is, by its bytes alone, and smaller pictures of it. Whatever comes in may be hostile."""

import math
import re
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING

from desktop.base.findings import Finding, Reading, doubt, refusal
from desktop.base.office_files import COMPOUND, ZIPPED, judge_paper

if TYPE_CHECKING:
    from PIL import Image

THUMB = 320
"""The longer side of a thumbnail, in pixels."""

MOST_PIXELS = 80_000_000
"""Of a picture that is decoded; an office PC has the memory for it."""

_MB = 1024 * 1024
_MOST_SCANS = 100
"""Of a JPEG; each is decoded over the whole picture, and a hostile one has thousands."""

_PNG_END = b"IEND\xaeB`\x82"
_OFFICE = (ZIPPED, COMPOUND, b"{\\rtf")
_ENCRYPTED = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
_PDF = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,8}%PDF-\d")
_BMP = re.compile(rb"BM.{12}(?:[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0)", re.DOTALL)
_TAIL = 2048
_SCALABLE = frozenset({"RGB", "L", "CMYK"})


class Media(StrEnum):
    """What is kept as an attachment; the value of a picture is Pillow's name of its format.

    Papers of an office program are kept as they came, and never opened here: they may hold anything.
    """

    JPEG = "JPEG"
    PNG = "PNG"
    BMP = "BMP"
    PDF = "PDF"
    DOCX = "DOCX"
    XLSX = "XLSX"
    DOC = "DOC"
    XLS = "XLS"

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown as a picture."""
        return self in {Media.JPEG, Media.PNG, Media.BMP}

    @property
    def ending(self) -> str:
        """What the name of such a file ends with."""
        return ".jpg" if self is Media.JPEG else f".{self.lower()}"


def media_of(data: bytes) -> Media | None:
    """What the first bytes say; None for anything that isn't kept."""
    if data.startswith(b"\xff\xd8\xff"):
        return Media.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Media.PNG
    if _BMP.match(data):
        return Media.BMP
    return Media.PDF if _PDF.match(data) else None


def judge(data: bytes, *, limit_mb: int, papers: bool = False) -> Reading[Media]:
    """Whether these bytes can be kept as an attachment of at most that many MB, and as what.

    ``papers``: those of an office program too.
    """
    if not data:
        return refusal("empty", "文件是空的，请重新扫描，或另选一个文件。")
    if len(data) > limit_mb * _MB:
        size = math.ceil(len(data) * 10 / _MB) / 10
        return refusal("too_big", f"文件有 {size} MB，超过 {limit_mb} MB，请调低扫描清晰度、缩小照片，或分成几个文件。")
    media = media_of(data)
    if media is None:
        return _paper(data) if papers and data.startswith((ZIPPED, COMPOUND)) else _refuse_kind(data, papers=papers)
    return Reading(media, _doubts_of_pdf(data)) if media is Media.PDF else _judge_picture(data, media)


def _paper(data: bytes) -> Reading[Media]:
    kind, findings = judge_paper(data)
    return Reading(None if kind is None else Media(kind), findings)


def _refuse_kind(data: bytes, *, papers: bool) -> Reading[Media]:
    if data.startswith(_OFFICE) and not papers:
        return refusal("unknown_kind", "Word、Excel 和压缩文件不能作附件，请另存为 PDF，或打印后扫描。")
    kinds = "Word（.docx、.doc、.wps）、Excel（.xlsx、.xls）、" if papers else ""
    return refusal("unknown_kind", f"这种文件不能作附件，请存为 {kinds}PDF，或扫描、拍照成 JPG、PNG 图片。")


def _doubts_of_pdf(data: bytes) -> tuple[Finding, ...]:
    found = []
    if b"%%EOF" not in data[-_TAIL:]:
        found.append(doubt("incomplete", "这个 PDF 可能不完整，请打开核对；打不开的，请重新扫描。"))
    if _ENCRYPTED.search(data):
        found.append(doubt("encrypted", "这个 PDF 可能设有密码，以后别人会打不开，请换成不设密码的。"))
    return tuple(found)


def _judge_picture(data: bytes, media: Media) -> Reading[Media]:
    damaged: Reading[Media] = refusal("damaged", "图片已损坏或不完整，请重新扫描，或重新拍照。")
    if not _is_whole(data, media):
        return damaged
    try:
        width, height = _open(data, media).size
        if width * height > MOST_PIXELS:
            return _refuse_pixels(f"图片有 {width}×{height} 像素，太大了")
        _open(data, media).verify()
        _open(data, media).load()
    except Exception as error:  # noqa: BLE001  (whatever a decoder stumbles on, the picture is no good)
        return _refuse_pixels("图片的像素太多") if "DecompressionBomb" in type(error).__name__ else damaged
    return Reading(media)


def _refuse_pixels(what: str) -> Reading[Media]:
    return refusal("too_many_pixels", f"{what}，请缩小图片，或调低扫描清晰度后重新扫描。")


def _is_whole(data: bytes, media: Media) -> bool:
    """Whether the end is there; a decoder is content with all the lines."""
    if media is Media.JPEG:
        return _is_whole_jpeg(data)
    return media is not Media.PNG or _PNG_END in data


def _is_whole_jpeg(data: bytes) -> bool:
    """Whether the picture comes to its end in a sane number of scans; phones write more behind it."""
    at = 2
    while data[at : at + 1] == b"\xff" and data[at + 1 : at + 2] != b"\xda":
        filler = data[at + 1 : at + 2] == b"\xff"
        at += 1 if filler else 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
    end = data.find(b"\xff\xd9", at)
    return end >= 0 and data.count(b"\xff\xda", at, end) <= _MOST_SCANS


def _open(data: bytes, media: Media) -> "Image.Image":
    from PIL import Image

    return Image.open(BytesIO(data), formats=[media.value])


def thumbnail(data: bytes, media: Media) -> bytes | None:
    """A small JPEG of a picture that was judged, upright, on white, without what a camera noted; None of the rest."""
    return None if not media.is_picture else _jpeg(_open(data, media), side=THUMB, quality=80)


def shrunk(data: bytes, media: Media, *, side: int = 2400, quality: int = 85) -> bytes:
    """A picture that was judged, made into a JPEG whose longer side has that many pixels, without what a camera noted.

    The same bytes where it is no larger, where it takes less room as it is, such as a scan in black and white, and of
    all that is no picture; ``media_of`` tells what came out.
    """
    if not media.is_picture:
        return data
    image = _open(data, media)
    if max(image.size) <= side:
        return data
    made = _jpeg(image, side=side, quality=quality)
    return made if media is Media.JPEG or len(made) < len(data) else data


def _jpeg(image: "Image.Image", *, side: int, quality: int) -> bytes:
    """The picture upright and on white. Nothing is taken over but pixels: notes of a camera tell where people live."""
    from PIL import Image

    if image.mode in _SCALABLE:  # first of all: a JPEG is decoded at a fraction, and no large copy is made
        image.thumbnail((side, side), Image.Resampling.LANCZOS)
    plain = _on_white(_upright(image))
    plain.thumbnail((side, side), Image.Resampling.LANCZOS)
    plain.info.clear()
    made = BytesIO()
    plain.save(made, "JPEG", quality=quality, optimize=True)
    return made.getvalue()


def _upright(image: "Image.Image") -> "Image.Image":
    from PIL import ImageOps

    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # noqa: BLE001  (notes of a camera that can't be read turn nothing)
        return image


def _on_white(image: "Image.Image") -> "Image.Image":
    from PIL import Image

    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if not image.has_transparency_data:
        return image.convert("L" if image.mode in {"1", "L"} else "RGB")
    seen = image.convert("RGBA")
    white = Image.new("RGB", image.size, "white")
    white.paste(seen, mask=seen.getchannel("A"))
    return white
