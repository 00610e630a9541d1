"""Names on the map: which find room, and how they are written.

Names are placed greedily, the most important first; one that finds no room is left out. Places
are kept as a point of the world and a distance from it in pixels, so that panning moves them along.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPixmap

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.theme import Type
from controlroom.desktop.map.basemap import Towns, Water
from controlroom.desktop.map.projection import Viewport
from controlroom.words.plain import plain

PAD = 4.0
GRID = 4.0
HALO = 3.0
KEPT = 600
"""Pictures of names that are kept."""
LONGEST = 32
_LEAST = ((4.5, 600_000), (5.5, 200_000), (6.5, 80_000), (7.5, 30_000), (8.5, 12_000), (9.5, 4_000))
"""Up to this zoom, towns with so many inhabitants."""
_SPOT = 3.0


class Style(Enum):
    ABNORMAL = auto()
    NORMAL = auto()
    TOWN = auto()
    WATER = auto()


@dataclass(frozen=True, slots=True)
class Name:
    """One name in its place: `x`, `y` in the unit square, its middle so many pixels from there."""

    text: str
    style: Style
    x: float
    y: float
    dx: float = 0.0
    dy: float = 0.0
    turn: float = 0.0


@dataclass(frozen=True, slots=True)
class Site:
    """A group and its name: its place, and half the size of its picture."""

    text: str
    abnormal: bool
    x: float
    y: float
    width: float
    height: float


def font(style: Style, scale: float) -> QFont:
    """What a style is written in."""
    kinds = {
        Style.ABNORMAL: theme.font(Type.BODY, weight=theme.SEMIBOLD),
        Style.NORMAL: theme.font(Type.BODY),
        Style.TOWN: theme.font(Type.LABEL),
        Style.WATER: theme.font(Type.LABEL, italic=True),
    }
    made = QFont(kinds[style])
    made.setPixelSize(round(made.pixelSize() * scale))
    if style is Style.WATER:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 112)
    return made


class Room:
    """Which parts of a window are taken, on a grid of a few pixels."""

    def __init__(self, width: float, height: float) -> None:
        self._taken = np.zeros((int(height / GRID) + 1, int(width / GRID) + 1), dtype=bool)

    def _part(self, box: QRectF) -> NDArray[np.bool_]:
        top, left = max(0, int(box.top() / GRID)), max(0, int(box.left() / GRID))
        bottom, right = (
            max(0, math.ceil(box.bottom() / GRID)),
            max(0, math.ceil(box.right() / GRID)),
        )
        return self._taken[top:bottom, left:right]

    def free(self, box: QRectF) -> bool:
        """Nothing stands there."""
        return not self._part(box).any()

    def taken(self, box: QRectF) -> int:
        """How much of it something else has."""
        return int(self._part(box).sum())

    def take(self, box: QRectF) -> None:
        self._part(box)[:] = True


class Names:
    """Finds room for names and paints them; keeps what it painted."""

    def __init__(self, scale: float, ratio: float) -> None:
        self.scale = scale
        self.ratio = ratio
        self._pictures: dict[tuple[str, Style], QPixmap] = {}
        self._sizes: dict[tuple[str, Style], QSizeF] = {}
        self._metrics = {style: QFontMetricsF(font(style, scale)) for style in Style}

    # Placing

    def size(self, text: str, style: Style) -> QSizeF:
        known = self._sizes.get((text, style))
        if known is None:
            metrics = self._metrics[style]
            known = QSizeF(metrics.horizontalAdvance(text), metrics.height())
            if len(self._sizes) > 4 * KEPT:
                self._sizes.clear()
            self._sizes[text, style] = known
        return known

    def of_groups(
        self, groups: Iterable[Site], view: Viewport, room: Room, window: QRectF
    ) -> list[Name]:
        """Names of groups, the most important first: below, above or beside each.

        An abnormal one is never left out for a circle, only for another name or another mark.
        One whose mark is in the window is written there where it can be read whole.
        """
        made: list[Name] = []
        groups = list(groups)
        names = Room(view.width, view.height)
        for site in groups:
            if site.abnormal:
                # A little less than the mark, so that its own name may touch it.
                mark = QSizeF(2 * (site.width - GRID), 2 * (site.height - GRID))
                names.take(_around(*view.point(site.x, site.y), mark))
        for site in groups:
            text = site.text
            if len(text) > LONGEST:
                # Rather the site without its town than half of the town.
                text = text.rpartition(", ")[0] or text
            text = plain(text, LONGEST)
            if not text:
                continue
            style = Style.ABNORMAL if site.abnormal else Style.NORMAL
            size = self.size(text, style)
            px, py = view.point(site.x, site.y)
            down = site.height + size.height() / 2 + 1
            aside = site.width + size.width() / 2 + PAD
            tries = [(0.0, down), (0.0, -down), (aside, 0.0), (-aside, 0.0)]
            if not site.abnormal:
                tries[0], tries[1] = tries[1], tries[0]
            else:
                # A little to one side is better than over a neighbour.
                half = size.width() / 2
                tries += [(dx, dy) for dy in (down, -down) for dx in (half, -half)]
            boxes = [_around(px + dx, py + dy, size) for dx, dy in tries]
            free = [n for n, box in enumerate(boxes) if room.free(box)]
            fits = next((n for n in free if window.contains(boxes[n])), next(iter(free), None))
            if fits is None and site.abnormal:
                # Over as little as may be.
                over = [n for n, box in enumerate(boxes) if names.free(box)]
                fits = min(over, key=lambda n: room.taken(boxes[n]), default=None)
            if fits is None:
                continue
            room.take(boxes[fits])
            names.take(boxes[fits])
            made.append(Name(text, style, site.x, site.y, *tries[fits]))
        return made

    def of_towns(
        self, towns: Towns, language: str, view: Viewport, room: Room, said: Iterable[str]
    ) -> list[Name]:
        """Names of towns where nothing else stands; not those that are said already."""
        box = view.box
        least = next((people for zoom, people in _LEAST if view.zoom < zoom), 0)
        inside = (towns.x > box.left) & (towns.x < box.right)
        inside &= (towns.y > box.top) & (towns.y < box.bottom) & (towns.population >= least)
        known = {part for text in said for part in text.casefold().split(", ")}
        made: list[Name] = []
        for number in np.flatnonzero(inside)[:200]:
            text = towns.name(int(number), language)
            if text.casefold() in known:
                continue
            size = self.size(text, Style.TOWN)
            x, y = float(towns.x[number]), float(towns.y[number])
            px, py = view.point(x, y)
            aside = size.width() / 2 + 8 * self.scale
            for dx in (aside, -aside):
                box_here = _around(px + dx, py, size)
                if room.free(box_here.united(_around(px, py, QSizeF(6, 6)))):
                    room.take(box_here)
                    made.append(Name(text, Style.TOWN, x, y, dx, 0.0))
                    break
        return made

    def of_waters(
        self, waters: Iterable[Water], language: str, view: Viewport, room: Room
    ) -> list[Name]:
        """Names of seas and lakes that are large enough at this zoom."""
        made: list[Name] = []
        for water in waters:
            if view.zoom < water.zoom:
                continue
            text = water.names[language]
            size = self.size(text, Style.WATER)
            if water.turn:
                size = QSizeF(size.height() * 1.5, size.width())
            box = _around(*view.point(water.x, water.y), size)
            if room.free(box):
                room.take(box)
                made.append(Name(text, Style.WATER, water.x, water.y, turn=water.turn))
        return made

    # Painting

    def paint(
        self,
        painter: QPainter,
        view: Viewport,
        names: Iterable[Name],
        covered: Sequence[QRectF] = (),
    ) -> None:
        """Put names where they belong; those of the ground only whole, and below nothing."""
        colours = theme.palette()
        window = QRectF(0, 0, view.width, view.height)
        for name in names:
            px, py = view.point(name.x, name.y)
            if name.style in (Style.TOWN, Style.WATER):
                size = self.size(name.text, name.style)
                box = _around(px + name.dx, py + name.dy, size.transposed() if name.turn else size)
                if not window.contains(box) or any(box.intersects(part) for part in covered):
                    continue
            picture = self._picture(name.text, name.style)
            width = picture.width() / self.ratio
            height = picture.height() / self.ratio
            if name.turn:
                painter.save()
                painter.translate(px, py)
                painter.rotate(name.turn)
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawPixmap(QPointF(-width / 2, -height / 2), picture)
                painter.restore()
                continue
            left, top = px + name.dx - width / 2, py + name.dy - height / 2
            ratio = self.ratio
            at = QPointF(round(left * ratio) / ratio, round(top * ratio) / ratio)
            painter.drawPixmap(at, picture)
            if name.style is Style.TOWN:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colours.stale)
                painter.drawEllipse(QPointF(px, py), _SPOT / 2, _SPOT / 2)

    def _picture(self, text: str, style: Style) -> QPixmap:
        known = self._pictures.get((text, style))
        if known is None:
            if len(self._pictures) >= KEPT:
                self._pictures.clear()
            known = self._pictures[text, style] = self._painted(text, style)
        return known

    def _painted(self, text: str, style: Style) -> QPixmap:
        colours = theme.palette()
        colour = {
            Style.ABNORMAL: colours.text,
            Style.NORMAL: colours.secondary,
            Style.TOWN: colours.stale,
            Style.WATER: colours.stale,
        }[style]
        size = self.size(text, style)
        halo = HALO * self.scale
        width, height = size.width() + 2 * halo, size.height()
        picture = QPixmap(round(width * self.ratio), round(height * self.ratio))
        picture.setDevicePixelRatio(self.ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        written = font(style, self.scale)
        base = QPointF(halo, self._metrics[style].ascent())
        painter.setFont(written)
        if style is not Style.WATER:
            # The text itself, shifted around: ten times faster than the outline of its path.
            painter.setPen(colours.panel)
            steps = 8 if self.scale < 2 else 24
            for step in range(steps):
                angle = 2 * math.pi * step / steps
                shift = QPointF(math.cos(angle), math.sin(angle)) * (halo / 2)
                painter.drawText(base + shift, text)
        painter.setPen(colour)
        painter.drawText(base, text)
        painter.end()
        return picture


def _around(x: float, y: float, size: QSizeF) -> QRectF:
    return QRectF(
        x - size.width() / 2 - PAD / 2, y - size.height() / 2, size.width() + PAD, size.height()
    )
