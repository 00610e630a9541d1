"""The network of the demonstration: real Swedish places, invented charge points."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

from controlroom import resources
from controlroom.domain.charging.charge_point import Site, SiteKind
from controlroom.simulator.profile import MODELS, Seed, StationModel, Version

FUSE_SHARE = 0.65
"""Main fuse, as a share of what all stations of a site could draw."""
_FUSE_STEP_W = 10_000

_VERSIONS: Mapping[str, Version] = {
    "AC11": "1.6", "AC22": "1.6", "AC11x2": "1.6", "DC50": "1.6",
    "AC22x2S": "2.0.1", "DC150x2": "2.0.1", "DC300x2": "2.0.1",
}  # fmt: skip
"""Models that speak one version only; AC22x2 is sold with either."""


_NEW: Mapping[str, tuple[str, ...]] = {"MOA": ("DC300x2",)}
"""What has just been put up at a site, and is being commissioned."""


@dataclass(frozen=True, slots=True)
class DemoPoint:
    """One charge point of the demonstration."""

    id: str
    version: Version
    model: StationModel
    registers: tuple[int, ...]
    """Wh on the meter of each outlet before the history begins."""
    new: bool = False
    """Being commissioned: nobody has charged there yet."""


@dataclass(frozen=True, slots=True)
class DemoSite:
    """A site with its charge points. `popularity` multiplies what is usual for its kind."""

    code: str
    site: Site
    host: str
    popularity: float
    points: tuple[DemoPoint, ...]

    @property
    def outlets(self) -> int:
        """Outlets of all its charge points."""
        return sum(point.model.outlets for point in self.points)

    @property
    def in_operation(self) -> DemoSite:
        """The same without what is new."""
        return replace(self, points=tuple(point for point in self.points if not point.new))


def demo_sites(seed: Seed) -> tuple[DemoSite, ...]:
    """All sites of the demonstration; the same for the same seed."""
    with resources.path("demo", "sites.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_site(row, seed) for row in csv.DictReader(file))


def _site(row: Mapping[str, str], seed: Seed) -> DemoSite:
    code = row["code"]
    chance = Random(f"{seed}/{code}")
    either: Version = chance.choice(("1.6", "2.0.1"))
    names = [
        name
        for part in row["charge_points"].split()
        for name, _, count in [part.partition(":")]
        for _ in range(int(count))
    ]
    points: list[DemoPoint] = []
    for number, name in enumerate((*names, *_NEW.get(code, ())), start=1):
        model, new = MODELS[name], number > len(names)
        registers = tuple(chance.randint(10**6, 6 * 10**7) for _ in range(model.outlets))
        if new:
            registers = (0,) * model.outlets
        version = _VERSIONS.get(name, either)
        points.append(DemoPoint(f"{code}-{number:02d}", version, model, registers, new))
    popularity = round(chance.uniform(0.7, 1.4), 2)
    power = sum(point.model.station_w for point in points if not point.new)
    site = Site(
        name=f"{row['name']}, {row['town']}",
        kind=SiteKind(row["kind"]),
        place=row["town"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        fuse_w=round(power * FUSE_SHARE / _FUSE_STEP_W) * _FUSE_STEP_W,
        host=row["host"],
        # Out of the series of numbers that are given to nobody.
        phone=f"070-174 06 {chance.randint(5, 99):02d}",
    )
    return DemoSite(code, site, row["host"], popularity, tuple(points))
