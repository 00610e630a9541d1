from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtGui import QColor, QFontInfo

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.theme import PALETTES, Palette, ThemeName, Type


def luminance(colour: QColor) -> float:
    """Relative luminance after WCAG."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(p) for p in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=list(ThemeName))
def palette(request: pytest.FixtureRequest) -> Palette:
    return PALETTES[request.param]


def test_text_can_be_read(palette: Palette) -> None:
    assert contrast(palette.text, palette.ground) > 11
    assert contrast(palette.secondary, palette.ground) > 7
    for ground in (palette.ground, palette.panel, palette.raised, palette.rail, palette.header):
        assert contrast(palette.text, ground) >= 7
        assert contrast(palette.secondary, ground) >= 4.5
    for ground in (palette.ground, palette.panel):
        assert contrast(palette.stale, ground) >= 4.5
    assert contrast(palette.text, palette.selected) >= 7
    assert contrast(palette.inverse, palette.text) >= 11


def test_marks_can_be_seen(palette: Palette) -> None:
    for ground in (palette.ground, palette.panel, palette.raised, palette.selected):
        # The outline carries the mark where a fill alone would drown.
        assert contrast(palette.text, ground) >= 3
        assert contrast(palette.focus, ground) >= 3
    assert contrast(palette.on_p1, palette.p1) >= 4.5
    for fill in (palette.p2, palette.p3):
        assert contrast(palette.on_p2, fill) >= 4.5


def test_colours_are_those_that_were_calculated() -> None:
    light, dark = PALETTES[ThemeName.LIGHT], PALETTES[ThemeName.DARK]
    assert light.ground.name().upper() == "#D9D9D9"
    assert light.focus.name().upper() == "#004A99"
    assert dark.ground.name().upper() == "#2B2D30"
    assert dark.stale.name().upper() == "#A8A8A8"
    for name, value in (("p1", "#A80018"), ("p2", "#F28A00"), ("p3", "#FFF08A")):
        assert getattr(light, name).name().upper() == value
        assert getattr(dark, name) == getattr(light, name)


def test_style_sheet_names_only_colours_there_are(palette: Palette) -> None:
    sheet = theme.stylesheet(palette)
    assert "@" not in sheet
    assert palette.panel.name() in sheet


def test_six_sizes_in_the_bundled_face() -> None:
    assert [(kind.pixels, kind.line) for kind in Type] == [
        (40, 48),
        (28, 32),
        (20, 24),
        (16, 24),
        (14, 20),
        (12, 16),
    ]
    for kind in Type:
        info = QFontInfo(theme.font(kind))
        assert info.family() == "Inter"
        assert info.pixelSize() == kind.pixels


def test_every_colour_is_in_both_themes() -> None:
    for field in fields(Palette):
        for palette in PALETTES.values():
            assert getattr(palette, field.name).isValid(), field.name
