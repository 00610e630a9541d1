"""Vehicles, and how much power they take at what state of charge."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from controlroom.simulator.profile import Supply

EFFICIENCY = 0.92
"""Share of the metered energy that reaches the battery."""
SEGMENTS = 40
"""A battery is charged in this many equal pieces when a charge is computed in one go."""

_DC_SOC = (0.0, 0.05, 0.10, 0.45, 0.60, 0.70, 0.80, 0.90, 0.97, 1.0)
_DC_SHARE = (0.80, 0.95, 1.0, 1.0, 0.80, 0.62, 0.42, 0.22, 0.10, 0.04)
_AC_SOC = (0.0, 0.95, 1.0)
_AC_SHARE = (1.0, 1.0, 0.30)


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A kind of vehicle. `dc_w` 0 cannot charge with direct current."""

    name: str
    battery_wh: int
    ac_w: int
    ac_phases: int
    dc_w: int
    dc_volts: int = 400


VEHICLES: tuple[Vehicle, ...] = (
    Vehicle("small, one phase", 40_000, 6_600, 1, 46_000),
    Vehicle("compact", 58_000, 11_000, 3, 115_000),
    Vehicle("family", 77_000, 11_000, 3, 150_000),
    Vehicle("long range", 79_000, 11_000, 3, 220_000),
    Vehicle("800 volt", 74_000, 11_000, 3, 235_000, 800),
    Vehicle("22 kW on board", 52_000, 22_000, 3, 126_000),
    Vehicle("van", 75_000, 11_000, 3, 110_000),
    Vehicle("plug-in hybrid", 14_000, 3_680, 1, 0),
    Vehicle("lorry", 460_000, 22_000, 3, 280_000, 800),
)
LORRY = VEHICLES[-1]
HYBRID = VEHICLES[-2]
VAN = VEHICLES[-3]


def _between(x: float, xs: tuple[float, ...], ys: tuple[float, ...]) -> float:
    """Straight lines between points; flat outside."""
    i = bisect_right(xs, x)
    if i == 0:
        return ys[0]
    if i == len(xs):
        return ys[-1]
    x0, x1 = xs[i - 1], xs[i]
    return ys[i - 1] + (ys[i] - ys[i - 1]) * (x - x0) / (x1 - x0)


def acceptance(supply: Supply, soc: float) -> float:
    """Share of its full power that a vehicle takes at a state of charge from 0 to 1.

    Direct current: full from 10 to 45 %, then the taper that every battery shows.
    """
    if supply is Supply.DC:
        return _between(soc, _DC_SOC, _DC_SHARE)
    return _between(soc, _AC_SOC, _AC_SHARE)


def wanted_w(vehicle: Vehicle, supply: Supply, soc: float, condition: float = 1.0) -> float:
    """Power that the vehicle would take from an outlet without limit, in W.

    `condition` is the share that a cold battery still takes; it leaves AC alone.
    """
    if supply is Supply.DC:
        return vehicle.dc_w * acceptance(supply, soc) * condition
    return vehicle.ac_w * acceptance(supply, soc)


def soc_after(vehicle: Vehicle, soc: float, metered_wh: float) -> float:
    """State of charge after so much metered energy, at most 1."""
    return min(1.0, soc + metered_wh * EFFICIENCY / vehicle.battery_wh)


@cache
def segments(
    vehicle: Vehicle, supply: Supply, limit_w: int, condition: float
) -> tuple[tuple[float, float], ...]:
    """Seconds and W for each piece of the battery, at an outlet that gives `limit_w`."""
    piece_wh = vehicle.battery_wh / SEGMENTS / EFFICIENCY
    found = []
    for i in range(SEGMENTS):
        power = min(limit_w, wanted_w(vehicle, supply, (i + 0.5) / SEGMENTS, condition))
        found.append((piece_wh * 3600 / power, power))
    return tuple(found)


def charge(
    pieces: tuple[tuple[float, float], ...], soc: tuple[float, float], longest_s: float
) -> Iterator[tuple[int, int]]:
    """The charge between two states of charge, computed in one go: whole seconds, whole W.

    `pieces` come from `segments`. Ends early after `longest_s`; equal power is one step.
    """
    begin, end = soc[0] * SEGMENTS, soc[1] * SEGMENTS
    left = longest_s
    power, seconds = 0, 0.0
    i = int(begin)
    while i < end and left > 0:
        whole_s, watts = pieces[i]
        share = min(i + 1, end) - max(i, begin)
        took = min(whole_s * share, left)
        left -= took
        if round(watts) == power:
            seconds += took
        else:
            if seconds >= 1:
                yield int(seconds), power
            power, seconds = round(watts), took
        i += 1
    if seconds >= 1:
        yield int(seconds), power
