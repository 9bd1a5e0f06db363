"""The one type scale and the one spacing scale, in pixels at 100 %; Qt multiplies them on denser screens."""

SMALL = 12
"""Hints, counts, findings."""
BASE = 14
"""Everything that is read or typed."""
LARGE = 16
"""Headings inside a page."""
TITLE = 20
"""The title of a page."""

TIGHT = 4
NEAR = 8
APART = 12
WIDE = 16
FAR = 24

ROW = 30
"""A row of a table."""
CONTROL = 30
"""An editor or a button."""
ICON = 16
"""An icon beside text."""
RADIUS = 5
SIDEBAR = 168
PANEL = 340
"""The side panel of a list."""
LABEL = 128
"""The label of a form's field, at most."""
COLUMN = 356
"""The narrowest column of a form."""
FORM = 1760
"""The widest form; wider ones can't be read across."""
CHARACTER = 8
"""Half the width of a Chinese character: the unit of ``Column.width``."""


def sizes() -> dict[str, str]:
    """The sizes by name, for filling the style sheet."""
    return {name.lower(): str(value) for name, value in globals().items() if name.isupper()}
