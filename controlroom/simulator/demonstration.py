"""The fleet of the demonstration: its sites' charge points with cards, keys and characters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from controlroom import resources
from controlroom.domain.local_time import STOCKHOLM
from controlroom.simulator.customers import DemoCustomer
from controlroom.simulator.profile import MODELS, QUIET, Habits, StationSpec
from controlroom.simulator.scenario import Scenario, read
from controlroom.simulator.sites import DemoSite

_CHARACTERS: Mapping[str, Habits] = {
    "VAL-02": Habits(first_visit_s=30.0, first_emergency_stop_s=150.0),
    "GRA-03": Habits(first_fault_s=45.0, faults_per_day=2.0),
    "SAM-02": Habits(first_fault_s=400.0, faults_per_day=2.0),
    "VIS-04": Habits(lost_after_s=60.0),
    "KIS-11": Habits(deaf=True),
    "LAN-05": Habits(link_losses_per_day=240.0, link_loss_s=(15.0, 120.0)),
}
"""Stations with a character of their own: something happens soon after the start."""


_STRANGER = "MOA-05"
"""Put up, and registered by nobody: it knocks at the door."""

DAY = range(9, 18)
"""Hours of the day, local time, in which there is always something to see."""


def wakes(now: datetime) -> float:
    """Seconds to add to the local clock so that visitors come as by day, whenever it is."""
    local = now.astimezone(STOCKHOLM)
    if local.hour in DAY:
        return 0.0
    return float((14 - local.hour) % 24 * 3600)


def demo_stations(
    sites: Sequence[DemoSite],
    customers: Sequence[DemoCustomer],
    *,
    keys: Mapping[str, str],
    registers: Mapping[str, tuple[int, ...]] | None = None,
    ahead_s: float = 0.0,
) -> tuple[StationSpec, ...]:
    """The fleet of the demonstration; `ahead_s` as `wakes` says.

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
            if point.new:
                habits = QUIET
            habits = replace(habits, ahead_s=ahead_s)
            found.append(
                StationSpec(
                    id=point.id,
                    version=point.version,
                    model=point.model,
                    kind=site.site.kind,
                    key=keys.get(point.id),
                    tokens=tokens,
                    site=site.site.name,
                    latitude=site.site.latitude,
                    longitude=site.site.longitude,
                    habits=habits,
                    registers=moved.get(point.id, point.registers),
                )
            )
    found.extend(_knocking(site) for site in sites if site.code == _STRANGER.partition("-")[0])
    return tuple(found)


def _knocking(site: DemoSite) -> StationSpec:
    """A charge point that nobody has registered yet."""
    return StationSpec(
        id=_STRANGER,
        version="2.0.1",
        model=MODELS["DC300x2"],
        kind=site.site.kind,
        site=site.site.name,
        latitude=site.site.latitude,
        longitude=site.site.longitude,
        habits=QUIET,
        registers=(0, 0),
    )


def demo_scenario(stations: Sequence[StationSpec]) -> Scenario:
    """What happens in the demonstration, as far as the network is large enough for it."""
    return read(resources.path("demo", "scenario.toml")).fitting(stations)
