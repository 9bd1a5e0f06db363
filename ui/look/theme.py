"""Light, dark, or what the PC is set to."""

from enum import StrEnum
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop.base.paths import resources
from ui.look import icons, places, scale, shown
from ui.look.palette import Palette

_ROLES = {
    QPalette.ColorRole.Window: "surface",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "raised",
    QPalette.ColorRole.AlternateBase: "surface",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "on_selection",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "edge",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "line",
}


class Theme(StrEnum):
    """What the clerk chose."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the whole application; widgets that exist are redrawn."""
    app.styleHints().setColorScheme(_SCHEMES[theme])
    dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark if theme is Theme.SYSTEM else theme is Theme.DARK
    shown.set_dark(app, dark)
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(_qt_palette(shown.colours()))
    app.setStyleSheet(style_sheet(shown.colours()))
    icons.recolour(app)


def kept() -> Theme:
    """What was chosen on this PC."""
    found = places.recall(_KEY, Theme.SYSTEM)
    return Theme(found) if found in list(Theme) else Theme.SYSTEM


def choose(theme: Theme) -> None:
    """Dress the application, and keep that on this PC."""
    places.keep(_KEY, theme)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply(app, theme)


def follow_system(app: QApplication) -> None:
    """Dress anew whenever the PC turns light or dark, where the clerk left it to the PC."""
    app.styleHints().colorSchemeChanged.connect(lambda _: apply(app, kept()) if kept() is Theme.SYSTEM else None)


_KEY = "theme"

_SCHEMES = {
    Theme.LIGHT: Qt.ColorScheme.Light,
    Theme.DARK: Qt.ColorScheme.Dark,
    Theme.SYSTEM: Qt.ColorScheme.Unknown,
}


def style_sheet(of: Palette) -> str:
    """``resources/style.qss`` with its ``$names`` filled; ``KeyError`` where it names what isn't there."""
    source = (resources() / "style.qss").read_text(encoding="utf-8")
    return Template(source).substitute(of.tokens(), **scale.sizes())


def _qt_palette(of: Palette) -> QPalette:
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, QColor(of.tokens()[token]))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(of.muted))
    return made
