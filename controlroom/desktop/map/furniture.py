"""What stands on the map but is not on the ground: scale bar, attribution, what lies outside."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.theme import Space, Type
from controlroom.desktop.map.field import Field, Ints
from controlroom.desktop.map.projection import Viewport, to_degrees
from controlroom.words.plain import plain

translate = QCoreApplication.translate

LONGEST_BAR = 128.0
WIDEST = 240.0
"""Room for the bar and its length, and for whom the ground is from."""
NORRLAND = 60.5
"""Latitude from which a Swede says Norrland, within the longitudes of Sweden."""
_SWEDEN = (11.0, 24.5)


class Direction(Enum):
    NORTH = auto()
    EAST = auto()
    SOUTH = auto()
    WEST = auto()


ARROWS = {
    Direction.NORTH: "↑",
    Direction.EAST: "→",
    Direction.SOUTH: "↓",
    Direction.WEST: "←",
}


@dataclass(frozen=True, slots=True)
class Outside:
    """Marks that the window does not show, in one direction."""

    direction: Direction
    count: int
    """Charge points."""
    worst: int
    """The greatest severity among them."""
    norrland: bool = False


def outside(field: Field, shown: Ints, view: Viewport) -> list[Outside]:
    """What lies beyond each edge; a mark beyond two is counted to the north or the south."""
    sx, sy = view.to_screen(field.x[shown], field.y[shown])
    north, south = sy < 0, sy > view.height
    within = ~(north | south)
    beyond = {
        Direction.NORTH: north,
        Direction.SOUTH: south,
        Direction.EAST: within & (sx > view.width),
        Direction.WEST: within & (sx < 0),
    }
    made = []
    for direction, mask in beyond.items():
        marks = shown[mask]
        if not len(marks):
            continue
        longitude, latitude = to_degrees(field.x[marks], field.y[marks])
        swedish = (longitude > _SWEDEN[0]) & (longitude < _SWEDEN[1])
        made.append(
            Outside(
                direction,
                int(field.worth[marks].sum()),
                int(field.severity[marks].max()),
                norrland=bool((swedish & (latitude > NORRLAND)).all()),
            )
        )
    return made


def outside_words(what: Outside) -> str:
    """Where it lies and whether anything is wrong there: "↑ Norrland, no alarms"."""
    names = {
        Direction.NORTH: translate("Map", "North"),
        Direction.EAST: translate("Map", "East"),
        Direction.SOUTH: translate("Map", "South"),
        Direction.WEST: translate("Map", "West"),
    }
    name = translate("Map", "Norrland") if what.norrland else names[what.direction]
    if what.worst:
        words = translate("Map", "{0}, alarms").format(name)
    else:
        words = translate("Map", "{0}, no alarms").format(name)
    return f"{ARROWS[what.direction]} {words}"


def bar_length(metres: float, longest: float) -> int:
    """The longest 1, 2 or 5 times a power of ten, in metres, that is no longer than `longest`."""
    most = metres * longest
    length = 1
    for factor in (2, 2.5, 2) * 8:
        if length * factor > most:
            break
        length = round(length * factor)
    return length


def _font(scale: float) -> QFont:
    made = QFont(theme.font(Type.LABEL))
    made.setPixelSize(round(Type.LABEL.pixels * scale))
    return made


def paint_scale_bar(painter: QPainter, view: Viewport, corner: QPointF, scale: float) -> None:
    """A bar with its length, its lower right end in `corner`."""
    metres = bar_length(view.metres, LONGEST_BAR * scale)
    if metres >= 1000:
        words = f"{formats.number(metres // 1000)} km"
    else:
        words = f"{formats.number(metres)} m"
    colours = theme.palette()
    font = _font(scale)
    metrics = QFontMetricsF(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setFont(font)
    painter.setPen(colours.secondary)
    text = metrics.horizontalAdvance(words)
    painter.drawText(QPointF(corner.x() - text, corner.y()), words)
    right = corner.x() - text - Space.BETWEEN * scale
    left = right - metres / view.metres
    tall = 6 * scale
    painter.setPen(QPen(colours.secondary, max(1.0, round(1.5 * scale))))
    low = corner.y() - 1
    painter.drawPolyline(
        [
            QPointF(round(left), low - tall),
            QPointF(round(left), low),
            QPointF(round(right), low),
            QPointF(round(right), low - tall),
        ]
    )


def paint_attribution(painter: QPainter, text: str, area: QRectF, scale: float) -> None:
    """Whom the ground is from, at the right of `area`."""
    words = plain(text, 120)
    if not words:
        return
    font = _font(scale)
    # What is written below must not run into it.
    width = QFontMetricsF(font).horizontalAdvance(words) + 2 * Space.INSIDE * scale
    under = QColor(theme.palette().panel)
    under.setAlphaF(0.85)
    painter.fillRect(QRectF(area.right() - width, area.top(), width, area.height()), under)
    painter.setFont(font)
    painter.setPen(theme.palette().stale)
    side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(area.adjusted(0, 0, -Space.INSIDE * scale, 0), side, words)
