"""What lies below the marks: the bundled land, or raster tiles in grey.

It is painted off the UI thread into a picture somewhat larger than the window. Panning shows
another part of that picture; zooming shows it enlarged until a sharp one is there.
"""

from __future__ import annotations

import math
from concurrent.futures import Future, ThreadPoolExecutor
from ctypes import c_double
from dataclasses import dataclass, replace
from functools import cache
from time import sleep

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF
from shiboken6 import Shiboken

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.timers import later
from controlroom.desktop.map.basemap import Basemap, Lines, load
from controlroom.desktop.map.projection import TILE, Viewport
from controlroom.desktop.map.tiles.source import TileSource

MARGIN = 384
"""Pixels around the window that are painted as well."""
LOOK_MS = 8
"""How often the UI thread asks whether the picture is ready."""
REST_MS = 80
"""While somebody zooms, the picture at hand is enlarged; a sharp one is begun at rest."""
AHEAD = 160
"""A new picture is begun when the window comes so near to the edge of the old one."""
A_BREATH, BREATH_S = 4, 50e-6
"""After so many lines the thread lets the UI thread go first."""
FAR = 4096.0
"""Points so far outside are drawn at the edge: Qt need not cut what nobody sees."""
TILE_VEIL = 0.45
"""How much of the ground's colour lies over tiles, so that marks stand out."""


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours of the ground, taken on the UI thread."""

    sea: QColor
    land: QColor
    coast: QColor
    border: QColor
    county: QColor
    dark: bool


def inks() -> Inks:
    """The theme's."""
    colours = theme.palette()
    dark = theme.name() is theme.ThemeName.DARK
    return Inks(
        sea=colours.rail,
        land=colours.panel,
        coast=colours.edge,
        border=colours.edge,
        county=colours.hairline,
        dark=dark,
    )


@dataclass(frozen=True, slots=True)
class Stone:
    """One tile to lay: where, and which part of which picture."""

    image: QImage
    target: QRectF
    source: QRectF


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be painted. `ratio`: pixels of the screen in one of Qt's."""

    view: Viewport
    ratio: float
    inks: Inks
    stones: tuple[Stone, ...] = ()
    bare: bool = True
    """The land shows: no tile covers it, or not everywhere."""


def painted(job: Job, base: Basemap) -> QImage:
    """The picture. Runs on any thread."""
    view, ratio = job.view, job.ratio
    image = QImage(
        math.ceil(view.width * ratio), math.ceil(view.height * ratio), QImage.Format.Format_RGB32
    )
    image.fill(job.inks.sea)
    painter = QPainter(image)
    painter.scale(ratio, ratio)
    if job.bare:
        _paint_land(painter, job, base)
    if job.stones:
        _lay(painter, job)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def _paint_land(painter: QPainter, job: Job, base: Basemap) -> None:
    colours = job.inks
    clear = QPen(Qt.PenStyle.NoPen)
    land, lakes = _polygons(base.land, job.view), _polygons(base.lakes, job.view)
    # The line along the coast hides the steps of a fill without antialiasing, which is faster.
    painter.setPen(clear)
    painter.setBrush(colours.land)
    for ring in land:
        painter.drawPolygon(ring)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for layer, colour, width in (
        (base.counties, colours.county, 1.0),
        (base.borders, colours.border, 1.25),
    ):
        painter.setPen(QPen(colour, width))
        for line in _polygons(layer, job.view):
            painter.drawPolyline(line)
    painter.setPen(clear)
    painter.setBrush(colours.sea)
    for ring in lakes:
        painter.drawPolygon(ring)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colours.coast, 1.0))
    for ring in (*land, *lakes):
        painter.drawPolyline(ring)


def _polygons(lines: Lines, view: Viewport) -> list[QPolygonF]:
    """What a view shows of many lines, with no more points than it has pixels."""
    corner, scale = view.corner, view.scale
    made = []
    for number, index in enumerate(lines.near(view.box)):
        if number % A_BREATH == 0:
            # The UI thread would otherwise wait 5 ms for the interpreter at each of its steps.
            sleep(BREATH_S)
        points = lines.line(int(index)) * scale - corner
        cells = np.floor(points)
        keep = np.ones(len(points), dtype=bool)
        keep[1:] = (cells[1:] != cells[:-1]).any(axis=1)
        keep[-1] = True
        points = np.clip(points[keep], (-FAR, -FAR), (view.width + FAR, view.height + FAR))
        if len(points) < 3:
            continue
        polygon = QPolygonF()
        polygon.resize(len(points))
        address = Shiboken.getCppPointer(polygon.data())[0]
        memory = (c_double * (2 * len(points))).from_address(address)
        np.ctypeslib.as_array(memory).reshape(-1, 2)[:] = points
        made.append(polygon)
    return made


def _lay(painter: QPainter, job: Job) -> None:
    """Tiles in grey: colour is for alarms. In the dark they are turned into their negative."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for stone in job.stones:
        grey = stone.image.convertToFormat(QImage.Format.Format_Grayscale8)
        if job.inks.dark:
            grey.invertPixels()
        painter.drawImage(stone.target, grey, stone.source)
    veil = QColor(job.inks.land)
    veil.setAlphaF(TILE_VEIL)
    for stone in job.stones:
        painter.fillRect(stone.target, veil)


@cache
def _thread() -> ThreadPoolExecutor:
    """One thread for every map of the program. Nothing of Qt but pictures is touched on it."""
    return ThreadPoolExecutor(1, "map-ground")


class Ground(QObject):
    """Keeps the picture under a window up to date."""

    changed = Signal()
    """There is a newer picture."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tiles: TileSource | None = None
        self._shown: tuple[Job, QImage] | None = None
        self._under_way: tuple[Job, Future[QImage]] | None = None
        self._wanted: tuple[Viewport, float] | None = None
        self._stale = True
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._take)
        self._rest = later(self, REST_MS, self._begin)

    def set_tiles(self, tiles: TileSource | None) -> None:
        """Tiles instead of the bundled land; None: the land. Who gave them closes them."""
        if self._tiles is not None:
            self._tiles.arrived.disconnect(self._arrived)
        self._tiles = tiles
        if tiles is not None:
            tiles.arrived.connect(self._arrived)
        self.refresh()

    @property
    def tiles(self) -> TileSource | None:
        return self._tiles

    def refresh(self) -> None:
        """Paint again: the theme is another, or tiles have come."""
        self._stale = True
        if self._wanted is not None:
            self.want(*self._wanted)

    def want(self, view: Viewport, ratio: float) -> None:
        """Tell what is seen; paints a new picture where the one at hand does not do."""
        self._wanted = (view, ratio)
        if self._under_way is not None or not (self._stale or self._needs(view, ratio)):
            return
        if self._shown is not None and self._shown[0].view.zoom != view.zoom:
            self._rest.start()
        else:
            self._begin()

    def _begin(self) -> None:
        if self._wanted is None or self._under_way is not None:
            return
        view, ratio = self._wanted
        self._stale = False
        wide = view.sized(view.width + 2 * MARGIN, view.height + 2 * MARGIN)
        job = Job(_on_pixels(wide, ratio), ratio, inks())
        if self._tiles is not None:
            job = self._tiled(job, self._tiles)
        self._under_way = (job, _thread().submit(painted, job, load()))
        self._look.start()

    def _needs(self, view: Viewport, ratio: float) -> bool:
        if self._shown is None:
            return True
        made = self._shown[0]
        if made.view.zoom != view.zoom or made.ratio != ratio:
            return True
        dx, dy = made.view.point(*view.world(0, 0))
        right = made.view.width - dx - view.width
        bottom = made.view.height - dy - view.height
        return min(dx, dy, right, bottom) < AHEAD

    @property
    def busy(self) -> bool:
        """A newer picture is on its way."""
        return self._under_way is not None or self._rest.isActive()

    def _take(self) -> None:
        if self._under_way is None or not self._under_way[1].done():
            return
        job, made = self._under_way
        self._look.stop()
        self._under_way = None
        self._shown = (job, made.result())
        self.changed.emit()
        if self._wanted is not None:
            self.want(*self._wanted)

    def _arrived(self, _zoom: int, _x: int, _y: int) -> None:
        self.refresh()

    # Painting

    def paint(self, painter: QPainter, view: Viewport) -> None:
        """Show what there is: as it is, or enlarged from another zoom."""
        shown = self._shown
        area = QRectF(0, 0, view.width, view.height)
        if shown is None:
            painter.fillRect(area, theme.palette().rail)
            return
        job, image = shown
        left, top = view.point(*job.view.world(0, 0))
        if job.view.zoom == view.zoom:
            ratio = job.ratio
            at = QPointF(round(left * ratio) / ratio, round(top * ratio) / ratio)
            covered = QRectF(at.x(), at.y(), job.view.width, job.view.height)
            if not covered.contains(area):
                painter.fillRect(area, theme.palette().rail)
            painter.drawImage(at, image)
            return
        grown = view.scale / job.view.scale
        painter.fillRect(area, theme.palette().rail)
        target = QRectF(left, top, job.view.width * grown, job.view.height * grown)
        # Only the part that is seen is enlarged.
        seen = target.intersected(area)
        source = QRectF(
            (seen.left() - left) / grown * job.ratio,
            (seen.top() - top) / grown * job.ratio,
            seen.width() / grown * job.ratio,
            seen.height() / grown * job.ratio,
        )
        painter.drawImage(seen, image, source)

    # Tiles

    def _tiled(self, job: Job, tiles: TileSource) -> Job:
        view = job.view
        fit = view.zoom + math.log2(TILE / tiles.tile_size * max(1.0, job.ratio))
        zoom = min(tiles.max_zoom, max(tiles.min_zoom, round(fit)))
        count = 1 << zoom
        box = view.box
        stones = []
        whole = True
        for y in range(max(0, int(box.top * count)), min(count, int(box.bottom * count) + 1)):
            for x in range(max(0, int(box.left * count)), min(count, int(box.right * count) + 1)):
                found = _stone(tiles, view, zoom, x, y)
                whole = whole and found is not None
                if found is not None:
                    stones.append(found)
        return replace(job, stones=tuple(stones), bare=not whole)


def _on_pixels(view: Viewport, ratio: float) -> Viewport:
    """Moved by less than a pixel, so that the picture's pixels fall on the screen's."""
    left, top = view.corner
    return view.panned(
        left - math.floor(left * ratio) / ratio, top - math.floor(top * ratio) / ratio
    )


def _stone(tiles: TileSource, view: Viewport, zoom: int, x: int, y: int) -> Stone | None:
    """A tile, or the part of a coarser one that covers its place; None where there is none."""
    count = 1 << zoom
    left, top = view.point(x / count, y / count)
    right, bottom = view.point((x + 1) / count, (y + 1) / count)
    target = QRectF(QPointF(left, top), QPointF(right, bottom))
    for up in range(zoom - tiles.min_zoom + 1):
        image = tiles.tile(zoom - up, x >> up, y >> up)
        if image is not None and not image.isNull():
            part = 1 << up
            width, height = image.width() / part, image.height() / part
            source = QRectF((x % part) * width, (y % part) * height, width, height)
            return Stone(image, target, source)
        if up == 3:
            break
    return None
