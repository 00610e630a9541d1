"""Colours, type and distances: the one place that knows how the control room looks.

The ground is grey so that colour can mean something: only alarm marks and the late clock carry
it, and blue is the focus frame. Nobody paints with a literal colour or size elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from enum import Enum, StrEnum
from functools import cache

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from controlroom import resources

FAMILY = "Inter"


class ThemeName(StrEnum):
    DARK = "dark"
    LIGHT = "light"


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour, by what it is for. Contrast is held by tests."""

    ground: QColor
    panel: QColor
    raised: QColor
    rail: QColor
    header: QColor
    selected: QColor
    hairline: QColor
    edge: QColor
    """Border of a control, and the line between strip, rail and page."""
    text: QColor
    secondary: QColor
    stale: QColor
    ring: QColor
    """Idle connectors and limits."""
    charging: QColor
    focus: QColor
    inverse: QColor
    """Text on `text`: the primary button, the inverted counter."""
    band: QColor
    """Normal range in a power bar."""
    trend_band: QColor
    quiet_fill: QColor
    """The part of a bar that is used up, the idle steps of the tick."""
    p1: QColor
    p2: QColor
    p3: QColor
    on_p1: QColor
    on_p2: QColor


def _palette(**colours: str) -> Palette:
    return Palette(**{name: QColor(value) for name, value in colours.items()})


_MARKS = {
    "p1": "#A80018",
    "p2": "#F28A00",
    "p3": "#FFF08A",
    "on_p1": "#FFFFFF",
    "on_p2": "#000000",
}

LIGHT = _palette(
    ground="#D9D9D9",
    panel="#E6E6E6",
    raised="#F2F2F2",
    rail="#CECECE",
    header="#DEDEDE",
    selected="#CFD5DB",
    hairline="#C6C6C6",
    edge="#A6A6A6",
    text="#1A1A1A",
    secondary="#404040",
    stale="#5C5C5C",
    ring="#6B6B6B",
    charging="#4A4A4A",
    focus="#004A99",
    inverse="#F2F2F2",
    band="#B4B4B4",
    trend_band="#C2C2C2",
    quiet_fill="#C2C2C2",
    **_MARKS,
)

DARK = _palette(
    ground="#2B2D30",
    panel="#33363A",
    raised="#3C4044",
    rail="#232528",
    header="#2F3135",
    selected="#414A54",
    hairline="#43474C",
    edge="#63686E",
    text="#E8E8E8",
    secondary="#BDBDBD",
    stale="#A8A8A8",
    ring="#8C8C8C",
    charging="#BDBDBD",
    focus="#7DB4F5",
    inverse="#1F2124",
    band="#5A5F66",
    trend_band="#464B51",
    quiet_fill="#464B51",
    **_MARKS,
)

PALETTES = {ThemeName.LIGHT: LIGHT, ThemeName.DARK: DARK}


class Type(Enum):
    """The six sizes: pixels, line height, weight. Nothing is smaller than 12."""

    DISPLAY = (40, 48, QFont.Weight.DemiBold)
    FIGURE = (28, 32, QFont.Weight.DemiBold)
    TITLE = (20, 24, QFont.Weight.DemiBold)
    HEADING = (16, 24, QFont.Weight.DemiBold)
    BODY = (14, 20, QFont.Weight.Normal)
    LABEL = (12, 16, QFont.Weight.Normal)

    @property
    def pixels(self) -> int:
        return int(self.value[0])

    @property
    def line(self) -> int:
        return int(self.value[1])


REGULAR = QFont.Weight.Normal
MEDIUM = QFont.Weight.Medium
SEMIBOLD = QFont.Weight.DemiBold


class Space:
    """Multiples of 8; 4 and 12 only inside a component."""

    INSIDE = 4
    BETWEEN = 8
    GROUP = 12
    PANEL = 16
    PAGE = 24


class Size:
    """Fixed measures of the frame and of controls, in device-independent pixels."""

    STRIP = 64
    RAIL = 88
    FOOTER = 32
    TITLE = 64
    PANE = 408
    BILLING_PANE = 520
    ROW = 40
    LONG_ROW = 32
    PINNED_ROW = 56
    HEADER = 32
    CONTROL = 32
    SMALL_CONTROL = 24
    PANEL_TITLE = 40
    RADIUS = 4
    ICON = 16
    ICON_RAIL = 24


class Wall:
    """Sizes of a picture 3840 by 2160, read from 4 m; every wall screen scales them alike.

    84 px are 20 minutes of arc of capitals on a 55-inch screen. Nothing on a wall is smaller.
    """

    WIDTH, HEIGHT = 3840, 2160
    TEXT = 84
    UNIT = 96
    FIGURE = 152
    COUNTER = 264


@cache
def font(
    kind: Type,
    *,
    weight: QFont.Weight | None = None,
    italic: bool = False,
    tabular: bool = False,
) -> QFont:
    """A font of the scale. Tabular figures for columns, clocks and counters.

    Not for names and codes: tabular hyphens look torn.
    """
    made = QFont(FAMILY)
    made.setPixelSize(kind.pixels)
    made.setWeight(kind.value[2] if weight is None else weight)
    made.setItalic(italic)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Inter would draw "7x8" as a product and "->" as an arrow: a name reads as it was written.
    made.setFeature(QFont.Tag("calt"), 0)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


@cache
def wall_font(
    pixels: int, *, weight: QFont.Weight = QFont.Weight.Normal, tabular: bool = True
) -> QFont:
    """A font of a wall, already scaled to its screen."""
    made = QFont(font(Type.BODY, weight=weight, tabular=tabular))
    made.setPixelSize(max(1, pixels))
    return made


class _Active:
    """The palette in use. One process shows one theme, as Qt itself has one QPalette."""

    palette: Palette = DARK
    name: ThemeName = ThemeName.DARK


def palette() -> Palette:
    return _Active.palette


def name() -> ThemeName:
    return _Active.name


def wall_panel() -> QColor:
    """The ground of a wall's lists, on which secondary text, too, has a contrast of 7."""
    return LIGHT.panel if _Active.name is ThemeName.LIGHT else DARK.ground


def load_fonts() -> None:
    """Register the bundled faces. Raises `FileNotFoundError` where they are missing."""
    if _loaded():
        return
    for face in sorted(resources.path("fonts").glob("Inter-*.ttf")):
        if QFontDatabase.addApplicationFont(str(face)) < 0:
            raise FileNotFoundError(f"{face} is not a font: install controlroom again")


def _loaded() -> bool:
    return any(QFontDatabase.applicationFontFamilies(number)[:1] == [FAMILY] for number in range(8))


def apply(application: QApplication, chosen: ThemeName) -> None:
    """Dress the application. Windows are rebuilt by whoever changes the theme.

    Costs about a millisecond for each widget there is, so it is done while there are few.
    """
    _Active.palette = PALETTES[chosen]
    _Active.name = chosen
    colours = _Active.palette
    application.setStyle("Fusion")
    application.setFont(font(Type.BODY))
    application.setPalette(_qt_palette(colours))
    application.setStyleSheet(stylesheet(colours))


def stylesheet(colours: Palette) -> str:
    """``resources/theme.qss`` with @names replaced by the palette's colours."""
    words = {field.name: getattr(colours, field.name).name() for field in fields(colours)}
    text = resources.path("theme.qss").read_text(encoding="utf-8")
    return re.sub(r"@(\w+)", lambda match: words[match[1]], text)


def _qt_palette(colours: Palette) -> QPalette:
    made = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, colours.ground),
        (roles.WindowText, colours.text),
        (roles.Base, colours.raised),
        (roles.AlternateBase, colours.panel),
        (roles.Text, colours.text),
        (roles.Button, colours.raised),
        (roles.ButtonText, colours.text),
        (roles.BrightText, colours.text),
        (roles.ToolTipBase, colours.raised),
        (roles.ToolTipText, colours.text),
        (roles.PlaceholderText, colours.stale),
        (roles.Highlight, colours.selected),
        (roles.HighlightedText, colours.text),
        (roles.Link, colours.focus),
        (roles.Accent, colours.focus),
        (roles.Light, colours.raised),
        (roles.Mid, colours.hairline),
        (roles.Dark, colours.edge),
    ):
        made.setColor(role, colour)
    for role in (roles.Text, roles.ButtonText, roles.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, colours.stale)
    return made
