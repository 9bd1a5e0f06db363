"""Colours: legible in both themes, and named in one place."""

import re
from pathlib import Path

import pytest

from ui.look import palette, scale, shown, theme
from ui.look.palette import AA, DARK, LIGHT, READ_ON, Palette, contrast

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("of", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), READ_ON)
def test_everything_that_is_read_stands_out(of: Palette, front: str, back: str) -> None:
    assert contrast(of.tokens()[front], of.tokens()[back]) >= AA


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("of", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_names_only_what_there_is(of: Palette) -> None:
    assert "$" not in theme.style_sheet(of)


def test_a_colour_or_size_that_is_not_used_is_not_kept() -> None:
    source = (ROOT / "resources/style.qss").read_text(encoding="utf-8")
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "ui").rglob("*.py") if path.stem != "palette")
    unused = [name for name in LIGHT.tokens() if f"${name}" not in source and f'"{name}"' not in code]
    assert unused == []


def test_colours_are_named_in_the_palette_only() -> None:
    colour = re.compile(r"""#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b|Qt\.GlobalColor\.(?!transparent)|QColor\(["'\d]""")
    sources = [*(ROOT / "ui").rglob("*.py"), ROOT / "resources/style.qss"]
    found = [
        path.name for path in sources if path.stem != "palette" and colour.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_sizes_are_whole_pixels() -> None:
    assert all(value.isdigit() for value in scale.sizes().values())
    assert scale.sizes()["base"] == "14"


def test_light_is_shown_unless_dark_was_applied() -> None:
    assert not shown.is_dark()
    assert shown.colours() is palette.LIGHT
