"""The network of the demonstration: real Swedish places, invented charge points."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from controlroom import resources
from controlroom.domain.charge_point import Site, SiteKind
from controlroom.simulator.profile import (
    MODELS,
    Habits,
    StationModel,
    StationSpec,
    Version,
)

if TYPE_CHECKING:
    from controlroom.simulator.customers import DemoCustomer

FUSE_SHARE = 0.65
"""Main fuse, as a share of what all stations of a site could draw."""
_FUSE_STEP_W = 10_000

_VERSIONS: Mapping[str, Version] = {
    "AC11": "1.6", "AC22": "1.6", "AC11x2": "1.6", "DC50": "1.6",
    "AC22x2S": "2.0.1", "DC150x2": "2.0.1", "DC300x2": "2.0.1",
}  # fmt: skip
"""Models that speak one version only; AC22x2 is sold with either."""

_CHARACTERS: Mapping[str, Habits] = {
    "VAL-02": Habits(first_emergency_stop_s=150.0),
    "GRA-03": Habits(first_fault_s=45.0, faults_per_day=2.0),
    "SAM-02": Habits(first_fault_s=400.0, faults_per_day=2.0),
    "VIS-04": Habits(lost_after_s=60.0),
    "KIS-11": Habits(deaf=True),
    "LAN-05": Habits(link_losses_per_day=240.0, link_loss_s=(15.0, 120.0)),
}
"""Stations with a character of their own: something happens soon after the start."""


@dataclass(frozen=True, slots=True)
class DemoPoint:
    """One charge point of the demonstration."""

    id: str
    version: Version
    model: StationModel
    registers: tuple[int, ...]
    """Wh on the meter of each outlet before the history begins."""


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


def demo_sites(seed: int) -> tuple[DemoSite, ...]:
    """All sites of the demonstration; the same for the same seed."""
    with resources.path("demo", "sites.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_site(row, seed) for row in csv.DictReader(file))


def _site(row: Mapping[str, str], seed: int) -> DemoSite:
    code = row["code"]
    chance = Random(f"{seed}/{code}")
    either: Version = chance.choice(("1.6", "2.0.1"))
    points: list[DemoPoint] = []
    for part in row["charge_points"].split():
        model_name, count = part.split(":")
        model = MODELS[model_name]
        for _ in range(int(count)):
            registers = tuple(chance.randint(10**6, 6 * 10**7) for _ in range(model.outlets))
            version = _VERSIONS.get(model_name, either)
            points.append(DemoPoint(f"{code}-{len(points) + 1:02d}", version, model, registers))
    power = sum(point.model.station_w for point in points)
    site = Site(
        name=f"{row['name']}, {row['town']}",
        kind=SiteKind(row["kind"]),
        place=row["town"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        fuse_w=round(power * FUSE_SHARE / _FUSE_STEP_W) * _FUSE_STEP_W,
    )
    return DemoSite(code, site, row["host"], round(chance.uniform(0.7, 1.4), 2), tuple(points))


def demo_stations(
    sites: Sequence[DemoSite],
    customers: Sequence[DemoCustomer],
    *,
    keys: Mapping[str, str],
    registers: Mapping[str, tuple[int, ...]] | None = None,
) -> tuple[StationSpec, ...]:
    """The fleet of the demonstration.

    `keys` by charge point id; who has none connects without (security profile 0).
    `registers` by charge point id, where the meters have moved on since `demo_sites`.
    """
    moved = registers or {}
    found = []
    for site in sites:
        cards = [uid for c in customers if c.site == site.site.name for uid in c.tokens]
        first = 0
        for point in site.points:
            # Each outlet has holders of its own, so that no card charges in two places.
            own = [cards[i :: site.outlets] for i in range(first, first + point.model.outlets)]
            first += point.model.outlets
            share = min(len(of_outlet) for of_outlet in own)
            tokens = tuple(own[n][i] for i in range(share) for n in range(len(own)))
            habits = _CHARACTERS.get(point.id, Habits(arrivals=site.popularity))
            found.append(
                StationSpec(
                    id=point.id,
                    version=point.version,
                    model=point.model,
                    kind=site.site.kind,
                    key=keys.get(point.id),
                    tokens=tokens,
                    latitude=site.site.latitude,
                    longitude=site.site.longitude,
                    habits=habits,
                    registers=moved.get(point.id, point.registers),
                )
            )
    return tuple(found)
