"""Makes the faces of this folder from Debian's packages; run by hand by a maintainer on Debian 12.

    sudo apt-get install fonts-lxgw-wenkai fonts-noto-cjk fonts-noto-cjk-extra
    apt-get download texlive-lang-chinese && dpkg -x texlive-lang-chinese_*.deb unpacked
    python resources/fonts/make.py unpacked/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol

Each face is cut down to the characters that it is used for, its outlines are turned from cubic to quadratic where they
are cubic (reportlab draws TrueType only), tables that neither reportlab nor Qt needs are left out, and it gets a name
of its own, because the licences reserve the names of the originals. The same packages give the same bytes.
"""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph

HERE = Path(__file__).parent
NOTO = Path("/usr/share/fonts/opentype/noto")
WENKAI = Path("/usr/share/fonts/truetype/lxgw-wenkai")
SIMPLIFIED = 2
"""Which of a Noto collection's faces is the one for mainland China."""

MOST_ERROR = 1.0
"""How far, in thousandths of an em, a quadratic outline may stray from the cubic one."""

KEPT = frozenset("OS/2 cmap glyf head hhea hmtx loca maxp name post".split())
HANGUL = [range(0x1100, 0x1200), range(0x3130, 0x3190), range(0xA960, 0xA980), range(0xAC00, 0xD800)]
IDEOGRAPHS = [range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x40000)]


def _within(code: int, blocks: Iterable[range]) -> bool:
    return any(code in block for block in blocks)


def _in_codec(code: int, codec: str) -> bool:
    try:
        chr(code).encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def everything(code: int) -> bool:
    """All but Hangul, which no paper of ours needs."""
    return not _within(code, HANGUL)


def not_latin(code: int) -> bool:
    """All but letters and digits: FandolFang's are heavy ones without serifs, 宋体's stand better between 仿宋."""
    return code == ord(" ") or code > 0xFF


def widespread(code: int) -> bool:
    """GBK's characters: what a screen may have to show when the PC has no Chinese face."""
    return everything(code) and (not _within(code, IDEOGRAPHS) or _in_codec(code, "gbk"))


def usual(code: int) -> bool:
    """GB 2312's characters, and all that are no ideographs."""
    return everything(code) and (not _within(code, IDEOGRAPHS) or _in_codec(code, "gb2312"))


def usual_and_rare(code: int) -> bool:
    """The usual ones, and those beyond U+FFFF, some of which no other face has."""
    return usual(code) or code > 0xFFFF


def widespread_and_rare(code: int) -> bool:
    """The widespread ones, and those beyond U+FFFF, some of which no other face has."""
    return widespread(code) or code > 0xFFFF


@dataclass(frozen=True)
class Face:
    """One face to make: its file, its family name, what it is made from, and which characters it keeps."""

    file: str
    family: str
    source: Path
    keeps: Callable[[int], bool]
    number: int = -1


def faces(fandol: Path) -> list[Face]:
    """The faces of this folder."""
    return [
        Face("fangsong.ttf", "Niangjia FangSong", fandol / "FandolFang-Regular.otf", not_latin),
        Face("kaiti.ttf", "Niangjia Kai", WENKAI / "LXGWWenKai-Regular.ttf", usual_and_rare),
        Face("heiti.ttf", "Niangjia Hei", NOTO / "NotoSansCJK-Regular.ttc", widespread_and_rare, SIMPLIFIED),
        Face("xiaobiaosong.ttf", "Niangjia BiaoSong", NOTO / "NotoSerifCJK-Bold.ttc", usual, SIMPLIFIED),
        Face("song.ttf", "Niangjia Song", NOTO / "NotoSerifCJK-Regular.ttc", everything, SIMPLIFIED),
    ]


def _cut(font: TTFont, keeps: Callable[[int], bool]) -> None:
    options = Options(layout_features=[], hinting=False, glyph_names=False, notdef_outline=True, name_IDs=["*"])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for code in font.getBestCmap() if keeps(code)])
    subsetter.subset(font)


def _quadratic(font: TTFont) -> dict[str, Glyph]:
    outlines = font.getGlyphSet()
    glyphs = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, MOST_ERROR * font["head"].unitsPerEm / 1000, reverse_direction=True))
        glyphs[name] = pen.glyph()
    return glyphs


def _to_truetype(font: TTFont) -> None:
    """Put quadratic outlines in place of the cubic ones."""
    glyphs = _quadratic(font)
    font["loca"] = newTable("loca")
    font["glyf"] = newTable("glyf")
    font["glyf"].glyphOrder = font.getGlyphOrder()
    font["glyf"].glyphs = glyphs
    for name, glyph in glyphs.items():
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))
    maxp = font["maxp"] = newTable("maxp")
    maxp.tableVersion = 0x00010000
    maxp.maxZones = 1
    for limit in "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements".split():
        setattr(maxp, limit, 0)
    maxp.maxSizeOfInstructions = maxp.maxComponentElements = 0
    font.sfntVersion = "\x00\x01\x00\x00"


def _name(font: TTFont, family: str) -> None:
    """Call the face by a name of its own; the copyright and the licence stay as they are."""
    kept = [record for record in font["name"].names if record.nameID in {0, 13, 14} and record.platformID == 3]
    font["name"].names = kept
    plain = family.replace(" ", "")
    for number, text in {1: family, 2: "Regular", 3: f"{plain}-1", 4: family, 6: plain}.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 400
    font["OS/2"].fsType = 0


def make(face: Face) -> Path:
    """Write one face into this folder."""
    font = TTFont(face.source, fontNumber=face.number, recalcTimestamp=False)
    _cut(font, face.keeps)
    if "glyf" not in font:
        _to_truetype(font)
    _name(font, face.family)
    font["post"].formatType = 3.0
    for tag in set(font.keys()) - KEPT - {"GlyphOrder"}:
        del font[tag]
    font.save(HERE / face.file, reorderTables=True)
    return HERE / face.file


def main(fandol: Path) -> None:
    """Make all faces and say how large they are."""
    for face in faces(fandol):
        made = make(face)
        print(f"{made.name}: {made.stat().st_size / 1e6:.1f} MB, {len(TTFont(made).getBestCmap())} characters")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
