"""Faces by role, with another face for each character that the wanted one lacks."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFError, TTFont

from desktop.base.errors import GlyphMissingError, KnownError
from desktop.base.paths import resources
from desktop.papers.blocks import Role

FOLDER = resources() / "fonts"

BUNDLED = {
    Role.FANGSONG: FOLDER / "fangsong.ttf",
    Role.KAITI: FOLDER / "kaiti.ttf",
    Role.HEITI: FOLDER / "heiti.ttf",
    Role.XIAOBIAOSONG: FOLDER / "xiaobiaosong.ttf",
    Role.SONG: FOLDER / "song.ttf",
}
"""The faces that come with the program."""

_LAST_RESORTS = (Role.SONG, Role.KAITI, Role.HEITI)
_EM = 1000
_SHOWN = 20
_BLOCK = 100
"""The most entries of one block of a character map, by the PDF standard."""

_BREAKS = dict.fromkeys([0x0B, 0x0C, 0x85, 0x2028, 0x2029], "\n") | {0x09: " ", 0xA0: " "}
_SELECTORS = frozenset(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))


class FaceUnusableError(KnownError):
    """A chosen font file can't be used on papers."""


def printable(text: str) -> str:
    r"""The text without what has no shape: control characters, marks of direction, selectors of variants.

    >>> printable("张\u202e明\x00\r\n李\t四")
    '张明\n李 四'
    """
    if text.isprintable() and _SELECTORS.isdisjoint(text):
        return text
    broken = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS)
    return "".join(char for char in broken if char == "\n" or not _shapeless(char))


def _shapeless(char: str) -> bool:
    return char in _SELECTORS or unicodedata.category(char) in {"Cc", "Cf"}


class Font(TTFont):  # type: ignore[misc]  # reportlab carries no types
    """A TrueType font whose texts come out right when they are copied from the PDF.

    reportlab writes a character beyond U+FFFF into the map from codes to characters as five hexadecimal digits, where
    the PDF standard wants UTF-16; here, and only here, its maps are put right.
    """

    def addObjects(self, doc: Any) -> None:  # noqa: N802  (reportlab's name)
        """Put the font into the document, then replace its maps."""
        subsets = [tuple(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX)).decode("pdfdoc")
            doc.idToObject["toUnicodeCMap:" + name].content = character_map(name, subset)


def character_map(name: str, codes: Iterable[int]) -> str:
    """The map from a font's byte codes to characters that a PDF carries for copying and searching."""
    entries = [
        f"<{byte:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>" for byte, code in enumerate(codes) if code
    ]
    blocks = [entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def\n"
        f"/CMapName /{name} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


class Face(NamedTuple):
    """A loaded font: its name for reportlab, the characters it has, and their widths in thousandths of an em."""

    name: str
    has: frozenset[str]
    widths: Mapping[int, float]


@cache
def load(path: Path) -> Face:
    """The font of a file, read once; ``FaceUnusableError`` where the file is missing or no TrueType font."""
    name = f"face-{path.stem}" if path.parent == FOLDER else f"face-{crc32(str(path).encode()):08x}"
    try:
        font = Font(name, str(path))
    except (TTFError, OSError, ValueError, KeyError, IndexError) as error:
        raise FaceUnusableError(
            f"字体文件“{path.name}”不能用来打印，没有生成文件；请在设置里换一个 TrueType 字体，或改回程序自带的字体。"
        ) from error
    pdfmetrics.registerFont(font)
    return Face(name, frozenset(map(chr, font.face.charToGlyph)), font.face.charWidths)


class Faces:
    """The faces in use: the chosen ones, the program's own for the other roles and for missing characters."""

    def __init__(self, chosen: Mapping[str, Path] | None = None) -> None:
        self._paths = BUNDLED | {Role(role): Path(path) for role, path in (chosen or {}).items()}
        self._widths: dict[tuple[Role, str], float] = {}
        self._faces: dict[Role, Face] = {}
        self.width = lru_cache(maxsize=8192)(self._width)
        """How wide a text is in a role's face, in ems; ``GlyphMissingError`` where no face has a character."""

    def face(self, role: Role) -> Face:
        """The face of the role, loaded when it is first needed."""
        found = self._faces.get(role)
        if found is None:
            found = self._faces[role] = load(self._paths[role])
        return found

    def runs(self, role: Role, text: str) -> list[tuple[str, str]]:
        """The text in pieces, each with the name of the font that has its characters.

        Raises:
            GlyphMissingError: no face has one of the characters.
        """
        own = self.face(role)
        if own.has.issuperset(text):
            return [(own.name, text)]
        pieces: list[tuple[str, str]] = []
        for char in text:
            name = own.name if char in own.has else self._other(char, text).name
            if pieces and pieces[-1][0] == name:
                pieces[-1] = (name, pieces[-1][1] + char)
            else:
                pieces.append((name, char))
        return pieces

    def _other(self, char: str, text: str) -> Face:
        for role in _LAST_RESORTS:
            for path in (self._paths[role], BUNDLED[role]):
                if char in load(path).has:
                    return load(path)
        raise _missing(char, text)

    def _width(self, role: Role, text: str) -> float:
        own = self.face(role)
        if own.has.issuperset(text):
            widths = own.widths
            return sum([widths[ord(char)] for char in text]) / _EM
        return sum([self._char_width(role, char, text) for char in text])

    def _char_width(self, role: Role, char: str, text: str) -> float:
        key = (role, char)
        if key not in self._widths:
            own = self.face(role)
            face = own if char in own.has else self._other(char, text)
            self._widths[key] = face.widths[ord(char)] / _EM
        return self._widths[key]


def _missing(char: str, text: str) -> GlyphMissingError:
    shown = "".join("□" if not one.isprintable() else one for one in text)
    begin = max(0, text.index(char) - _SHOWN // 2)
    where = "…" * (begin > 0) + shown[begin : begin + _SHOWN] + "…" * (begin + _SHOWN < len(shown))
    drawn = char if char.isprintable() else "□"
    return GlyphMissingError(
        f"“{where}”里的“{drawn}”（U+{ord(char):04X}）没有字体能印出，纸面没有生成，数据都在；"
        "请按身份证核对这个字，或在设置里选用有这个字的字体。"
    )
