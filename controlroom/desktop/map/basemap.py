"""The bundled ground: land, lakes, borders and names, from resources/map/.

Natural Earth and GeoNames, packed by packaging/basemap: lines as steps of 1/10,000 degree.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from controlroom import resources
from controlroom.desktop.map.projection import Box, Floats, to_world, unwrapped

UNITS = 10_000.0
ATTRIBUTION = "Natural Earth · GeoNames CC BY 4.0"


@dataclass(frozen=True, slots=True)
class Lines:
    """Many lines or rings in the unit square: line i is `xy[starts[i]:starts[i + 1]]`."""

    xy: Floats
    starts: NDArray[np.int64]
    boxes: Floats
    """left, top, right, bottom of each."""

    def near(self, box: Box) -> NDArray[np.int64]:
        """Which of them may touch a box."""
        boxes = self.boxes
        seen = (
            (boxes[:, 0] <= box.right)
            & (boxes[:, 2] >= box.left)
            & (boxes[:, 1] <= box.bottom)
            & (boxes[:, 3] >= box.top)
        )
        return np.flatnonzero(seen)

    def line(self, index: int) -> Floats:
        return self.xy[self.starts[index] : self.starts[index + 1]]


@dataclass(frozen=True, slots=True)
class Water:
    """Name of a sea or a lake. `turn` in degrees clockwise, `zoom` where it begins to show."""

    names: dict[str, str]
    x: float
    y: float
    turn: float
    zoom: float
    lake: bool


@dataclass(frozen=True, slots=True)
class Towns:
    """Towns, the largest first. `names` holds the Swedish name, and the English one if another."""

    names: Sequence[Sequence[str]]
    x: Floats
    y: Floats
    population: NDArray[np.int64]

    def name(self, index: int, language: str) -> str:
        """What a town is called in "sv" or "en"."""
        names = self.names[index]
        return names[-1] if language == "en" else names[0]

    def find(self, text: str) -> int | None:
        """The largest town whose name begins so, in any language; None where there is none."""
        sought = text.casefold()
        for index, names in enumerate(self.names):
            if any(name.casefold().startswith(sought) for name in names):
                return index
        return None

    def nearest(self, x: float, y: float, within: float) -> int | None:
        """The town that a place belongs to: near and large; None where none is within reach."""
        distance = np.hypot(self.x - x, self.y - y)
        near = np.flatnonzero(distance < within)
        if not len(near):
            return None
        pull = self.population[near] / (distance[near] + within / 20) ** 2
        return int(near[pull.argmax()])


@dataclass(frozen=True, slots=True)
class Basemap:
    """Everything that is drawn below the network."""

    land: Lines
    lakes: Lines
    borders: Lines
    counties: Lines
    waters: Sequence[Water]
    towns: Towns


def lines_of(steps: NDArray[np.int32], starts: NDArray[np.int32]) -> Lines:
    """Unpack: each line begins at zero and goes on in steps of 1/10,000 degree."""
    first = starts[:-1].astype(np.int64)
    along = np.cumsum(steps.astype(np.int64), axis=0)
    lengths = np.diff(starts).astype(np.int64)
    before = np.where(first[:, None] > 0, along[np.maximum(first - 1, 0)], 0)
    degrees = (along - np.repeat(before, lengths, axis=0)) / UNITS
    longitude = np.concatenate(
        [unwrapped(part) for part in np.split(degrees[:, 0], first[1:])]
    ).astype(np.float64)
    x, y = to_world(longitude, degrees[:, 1])
    boxes = np.column_stack(
        [
            np.minimum.reduceat(x, first),
            np.minimum.reduceat(y, first),
            np.maximum.reduceat(x, first),
            np.maximum.reduceat(y, first),
        ]
    )
    return Lines(np.column_stack([x, y]), starts.astype(np.int64), boxes)


@cache
def load() -> Basemap:
    """The bundled basemap, read once; some 20 ms."""
    with np.load(resources.path("map", "basemap.npz"), allow_pickle=False) as packed:
        layers = {
            name: lines_of(packed[name], packed[f"{name}_starts"])
            for name in ("land", "lakes", "borders", "counties")
        }
        at = packed["towns"] / UNITS
        population = packed["population"].astype(np.int64)
    names = json.loads(resources.path("map", "names.json").read_text(encoding="utf-8"))
    x, y = to_world(at[:, 0], at[:, 1])
    return Basemap(
        **layers,
        waters=tuple(_water(entry) for entry in names["waters"]),
        towns=Towns(names["towns"], x, y, population),
    )


def _water(entry: dict[str, object]) -> Water:
    degrees = [np.array([float(str(entry[key]))]) for key in ("lon", "lat")]
    x, y = to_world(degrees[0], degrees[1])
    return Water(
        names={language: str(entry[language]) for language in ("sv", "en")},
        x=float(x[0]),
        y=float(y[0]),
        turn=float(str(entry["turn"])),
        zoom=float(str(entry["zoom"])),
        lake=entry["kind"] == "lake",
    )
