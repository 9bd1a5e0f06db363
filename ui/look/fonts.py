"""The face of the screen: the PC's own Chinese face, else the bundled one."""

from collections.abc import Collection

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop.base.paths import resources
from ui.look import scale

PREFERRED = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "微软雅黑",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "思源黑体",
    "HarmonyOS Sans SC",
    "PingFang SC",
    "FZSongYi-Z13S",
    "WenQuanYi Micro Hei",
    "文泉驿微米黑",
    "Droid Sans Fallback",
)
"""Faces of Windows, UOS, Kylin and others that have Simplified Chinese, best first."""

RARE = ("SimSun-ExtB", "SimSun-ExtG", "Noto Serif CJK SC", "Plangothic P1")
"""Faces for characters in names that the first face lacks."""


def choose(present: Collection[str]) -> list[str]:
    """The faces to use of those present: the best, then those for rare characters; empty where none has Chinese."""
    best = [face for face in PREFERRED if face in present][:1]
    return best + [face for face in RARE if face in present] if best else []


def install(app: QApplication) -> QFont:
    """Give the application its face and base size; returns the font."""
    faces = choose(frozenset(QFontDatabase.families())) or _bundled()
    font = QFont(faces) if faces else QFont(app.font())
    font.setPixelSize(scale.BASE)
    app.setFont(font)
    return font


def sized(pixels: int, *, strong: bool = False) -> QFont:
    """The application's face at another size, for painting by hand."""
    made = QFont(QApplication.font())
    made.setPixelSize(pixels)
    if strong:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def _bundled() -> list[str]:
    number = QFontDatabase.addApplicationFont(str(resources() / "fonts" / "heiti.ttf"))
    return QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
