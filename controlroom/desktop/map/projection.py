"""Web Mercator, and the part of it that a window shows.

The world is a square of side 1, west to east and north to south. At zoom z it is 256 * 2**z
pixels wide; zoom need not be whole. Latitudes beyond 85.05 degrees are not on the map.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

TILE = 256
LIMIT = math.degrees(math.atan(math.sinh(math.pi)))
"""Northern edge of the square, in degrees."""
EQUATOR_M = 40_075_016.7
MIN_ZOOM, MAX_ZOOM = 3.0, 17.0

Floats = NDArray[np.float64]


def to_world(longitude: Floats, latitude: Floats) -> tuple[Floats, Floats]:
    """Degrees to the unit square."""
    x = longitude / 360.0 + 0.5
    sine = np.sin(np.radians(np.clip(latitude, -LIMIT, LIMIT)))
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return x, y


def to_degrees(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """The unit square back to degrees: longitude and latitude."""
    longitude = (x - 0.5) * 360.0
    latitude = np.degrees(np.arctan(np.sinh((0.5 - y) * 2 * math.pi)))
    return longitude, latitude


def place(longitude: float, latitude: float) -> tuple[float, float]:
    """One place in the unit square."""
    x, y = to_world(np.array([longitude]), np.array([latitude]))
    return float(x[0]), float(y[0])


def unwrapped(longitude: Floats) -> Floats:
    """Without jumps of a whole turn, so that a line across the antimeridian stays one line."""
    if not len(longitude):
        return longitude
    steps = np.diff(longitude, prepend=longitude[0])
    return longitude - 360.0 * np.cumsum(np.round(steps / 360.0))


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the unit square."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def grown(self, by: float) -> Box:
        """Wider by `by` on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def box_of(x: Floats, y: Floats) -> Box | None:
    """The smallest box around places; None where there are none."""
    if not len(x):
        return None
    return Box(float(x.min()), float(y.min()), float(x.max()), float(y.max()))


@dataclass(frozen=True, slots=True)
class Viewport:
    """What a window of `width` x `height` pixels shows: its middle in the unit square, its zoom."""

    x: float
    y: float
    zoom: float
    width: int
    height: int

    @property
    def scale(self) -> float:
        """Pixels in the side of the unit square."""
        return float(TILE * 2.0**self.zoom)

    @property
    def corner(self) -> tuple[float, float]:
        """The window's top left corner in pixels of the whole world."""
        return self.x * self.scale - self.width / 2, self.y * self.scale - self.height / 2

    @property
    def box(self) -> Box:
        """The window's edges in the unit square."""
        left, top = self.corner
        scale = self.scale
        return Box(
            left / scale, top / scale, (left + self.width) / scale, (top + self.height) / scale
        )

    @property
    def metres(self) -> float:
        """Metres in a pixel, in the middle of the window."""
        return EQUATOR_M / (self.scale * math.cosh((0.5 - self.y) * 2 * math.pi))

    def to_screen(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Unit square to pixels of the window."""
        left, top = self.corner
        return x * self.scale - left, y * self.scale - top

    def point(self, x: float, y: float) -> tuple[float, float]:
        """One place of the unit square in pixels of the window."""
        left, top = self.corner
        return x * self.scale - left, y * self.scale - top

    def world(self, px: float, py: float) -> tuple[float, float]:
        """A pixel of the window in the unit square."""
        left, top = self.corner
        return (px + left) / self.scale, (py + top) / self.scale

    def panned(self, dx: float, dy: float) -> Viewport:
        """What was at (0, 0) is now at (dx, dy)."""
        return replace(self, x=self.x - dx / self.scale, y=self.y - dy / self.scale)

    def zoomed(self, zoom: float, px: float, py: float) -> Viewport:
        """Another zoom; what lies under the pixel (px, py) stays there."""
        zoom = min(MAX_ZOOM, max(MIN_ZOOM, zoom))
        x, y = self.world(px, py)
        scale = TILE * 2.0**zoom
        return replace(
            self,
            x=x - (px - self.width / 2) / scale,
            y=y - (py - self.height / 2) / scale,
            zoom=zoom,
        )

    def centred(self, x: float, y: float, zoom: float | None = None) -> Viewport:
        """Another middle."""
        return replace(self, x=x, y=y, zoom=self.zoom if zoom is None else zoom)

    def sized(self, width: int, height: int) -> Viewport:
        """Another window around the same middle."""
        return replace(self, width=width, height=height)

    def within(self, limits: Box) -> Viewport:
        """The middle moved no further than the edge of what there is to see."""
        return replace(
            self,
            x=min(limits.right, max(limits.left, self.x)),
            y=min(limits.bottom, max(limits.top, self.y)),
        )


def fitting(
    box: Box, width: int, height: int, margin: int, *, closest: float = MAX_ZOOM
) -> Viewport:
    """The closest view in which the whole box is seen, `margin` pixels from every edge."""
    across = max(1, width - 2 * margin) / max(box.right - box.left, 1e-9)
    down = max(1, height - 2 * margin) / max(box.bottom - box.top, 1e-9)
    zoom = math.log2(min(across, down) / TILE)
    x, y = box.centre
    return Viewport(x, y, min(closest, max(MIN_ZOOM, zoom)), width, height)
