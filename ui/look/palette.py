"""The colours of the two themes, by what they are for."""

from dataclasses import dataclass, fields

AA = 4.5
"""The least contrast between text and what it stands on (WCAG 2.1, level AA)."""

_LINEAR_BELOW = 0.04045


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """One theme's colours as ``#rrggbb``.

    Attributes:
        surface: the window.
        raised: what lies on it: tables, cards, menus, editors.
        sunken: what lies below it: the side bar, table headings.
        line: hairlines between things.
        edge: the outline of an editor or a button.
        text: what is read.
        muted: what is read second: labels, counts, hints.
        accent: what acts or is chosen.
        on_accent: text on the accent.
        accent_soft: behind accented text.
        good: done, in order.
        good_soft: behind good text.
        warn: doubtful.
        warn_soft: behind warning text.
        bad: refused, wrong.
        bad_soft: behind refusing text.
        quiet: a state that is neither good nor doubtful.
        quiet_soft: behind such a state.
        selection: chosen rows and text.
        on_selection: text on the selection.
        hover: what the pointer is on.
        second: the second series of a chart; the first is the accent.
        third: the third series of a chart.
        fourth: the fourth series of a chart.
        brand: the union's red; ornament only.
    """

    surface: str
    raised: str
    sunken: str
    line: str
    edge: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    quiet: str
    quiet_soft: str
    selection: str
    on_selection: str
    hover: str
    second: str
    third: str
    fourth: str
    brand: str

    def tokens(self) -> dict[str, str]:
        """The colours by name, for filling the style sheet."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


LIGHT = Palette(
    surface="#f6f7f9",
    raised="#ffffff",
    sunken="#eceff3",
    line="#dfe3e9",
    edge="#bcc3ce",
    text="#1b2029",
    muted="#566072",
    accent="#1d4f91",
    on_accent="#ffffff",
    accent_soft="#e4edf9",
    good="#17673a",
    good_soft="#e1f3e8",
    warn="#855000",
    warn_soft="#fdf0d5",
    bad="#b3261e",
    bad_soft="#fce9e7",
    quiet="#465062",
    quiet_soft="#e7eaf0",
    selection="#d5e4f8",
    on_selection="#10284a",
    hover="#eef2f7",
    second="#b8590a",
    third="#0b7a6f",
    fourth="#8b3d8f",
    brand="#b01e23",
)

DARK = Palette(
    surface="#16191e",
    raised="#1e2229",
    sunken="#111317",
    line="#2d323b",
    edge="#4b5361",
    text="#e6e9ee",
    muted="#a3abb9",
    accent="#7fb2f2",
    on_accent="#0b1a2e",
    accent_soft="#1e3149",
    good="#74d19b",
    good_soft="#17301f",
    warn="#e9b75f",
    warn_soft="#352811",
    bad="#f3928a",
    bad_soft="#3c1f1e",
    quiet="#bcc3cf",
    quiet_soft="#2b313b",
    selection="#28435f",
    on_selection="#ecf3fd",
    hover="#272c35",
    second="#f0a868",
    third="#5cc9b6",
    fourth="#d79be0",
    brand="#e0685e",
)

READ_ON = (
    *((front, back) for front in ("text", "muted") for back in ("surface", "raised", "sunken", "hover")),
    *((front, back) for front in ("accent", "good", "warn", "bad") for back in ("surface", "raised", "hover")),
    ("warn", "sunken"),
    *((front, f"{front}_soft") for front in ("accent", "good", "warn", "bad", "quiet")),
    *((front, f"{back}_soft") for front in ("text", "accent") for back in ("accent", "good", "warn", "bad")),
    ("on_accent", "accent"),
    ("on_accent", "bad"),
    ("on_accent", "brand"),
    ("on_selection", "selection"),
)
"""Every (text, background) pair that occurs; the style sheet and the delegates use no other."""


def contrast(one: str, other: str) -> float:
    """The ratio of two colours' luminances, 1 to 21.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4
