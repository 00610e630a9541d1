"""Vehicles, and how much power they take at what state of charge."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from controlroom.simulator.profile import Supply

EFFICIENCY = 0.92
"""Share of the metered energy that reaches the battery."""
SEGMENTS = 20
"""A battery is charged in this many equal pieces when a charge is computed in one go."""

_DC_SOC = (0.0, 0.05, 0.10, 0.45, 0.60, 0.70, 0.80, 0.90, 0.97, 1.0)
_DC_SHARE = (0.80, 0.95, 1.0, 1.0, 0.80, 0.62, 0.42, 0.22, 0.10, 0.04)
_AC_SOC = (0.0, 0.95, 1.0)
_AC_SHARE = (1.0, 1.0, 0.30)


@dataclass(frozen=True, slots=True, eq=False)
class Vehicle:
    """A kind of vehicle. `dc_w` 0 cannot charge with direct current.

    Two kinds are the same when they are one object, so that hashing them costs nothing.
    """

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


class Piece(NamedTuple):
    """A stretch of a battery that takes one power: up to which state of charge, how fast."""

    upto: float
    watts: int
    full_s: float
    """Seconds that the whole battery would take at this power."""


@cache
def curve(vehicle: Vehicle, supply: Supply, limit_w: int, condition: float) -> tuple[Piece, ...]:
    """The charge of an empty battery at an outlet that gives `limit_w`, in pieces."""
    pieces: list[Piece] = []
    for i in range(SEGMENTS):
        wanted = wanted_w(vehicle, supply, (i + 0.5) / SEGMENTS, condition)
        watts = round(min(limit_w, wanted))
        full_s = vehicle.battery_wh / EFFICIENCY * 3600 / watts
        if pieces and pieces[-1].watts == watts:
            pieces.pop()
        pieces.append(Piece((i + 1) / SEGMENTS, watts, full_s))
    return tuple(pieces)


def charge(
    pieces: tuple[Piece, ...], begin: float, end: float, longest_s: float
) -> tuple[tuple[int, int], ...]:
    """The charge between two states of charge, computed in one go: whole seconds and W.

    `pieces` come from `curve`. Ends early after `longest_s`.
    """
    steps = []
    left = int(longest_s)
    for upto, watts, full_s in pieces:
        if upto <= begin:
            continue
        reach = min(upto, end)
        took = int((reach - begin) * full_s)
        begin = reach
        if took >= left:
            steps.append((left, watts))
            break
        if took:
            steps.append((took, watts))
            left -= took
        if reach >= end:
            break
    return tuple(steps)
