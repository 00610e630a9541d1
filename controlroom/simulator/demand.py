"""Who comes when: arrivals by the hour of the day, the day of the week and the kind of site.

The same arrivals feed the living fleet and the history of the demonstration.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate
from math import exp
from random import Random
from typing import NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from controlroom.domain.charge_point import SiteKind
from controlroom.simulator.profile import Supply
from controlroom.simulator.vehicle import HYBRID, LORRY, VAN, VEHICLES, Vehicle

LOCAL = ZoneInfo("Europe/Stockholm")
DAY_S = 86_400.0
SATURDAY = 5

Hours: TypeAlias = tuple[float, ...]

# Weight of each hour of the day, local time.
_PUBLIC: Hours = (
    0.9, 0.6, 0.5, 0.4, 0.6, 1.4, 3.2, 6.0, 6.4, 4.8, 4.6, 5.2,
    5.8, 5.2, 5.2, 6.4, 8.2, 8.0, 6.2, 4.6, 3.6, 2.8, 2.0, 1.3,
)  # fmt: skip
_SHOPS: Hours = (
    0.1, 0.0, 0.0, 0.0, 0.1, 0.2, 0.5, 1.2, 2.4, 4.8, 7.2, 8.2,
    8.8, 8.6, 8.2, 8.4, 9.2, 8.8, 6.4, 4.2, 2.4, 1.4, 0.7, 0.3,
)  # fmt: skip
_WORK: Hours = (
    0.1, 0.1, 0.1, 0.1, 0.3, 1.6, 6.4, 14.0, 11.0, 4.6, 2.2, 1.8,
    3.2, 3.0, 1.6, 1.0, 0.6, 0.4, 0.3, 0.2, 0.2, 0.2, 0.1, 0.1,
)  # fmt: skip
_HOME: Hours = (
    0.6, 0.3, 0.2, 0.1, 0.1, 0.3, 0.8, 1.2, 1.0, 1.0, 1.2, 1.6,
    2.0, 2.2, 2.8, 4.8, 8.4, 10.4, 9.2, 6.8, 5.4, 4.2, 2.8, 1.4,
)  # fmt: skip
_DEPOT: Hours = (
    1.2, 0.8, 0.6, 0.8, 1.4, 1.6, 1.2, 1.0, 1.2, 2.0, 3.6, 4.8,
    4.2, 3.4, 5.6, 8.8, 9.6, 7.4, 4.8, 3.4, 2.8, 2.6, 2.2, 1.6,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Demand:
    """Visitors of one outlet: how many a day (work days, week-ends), when, for how long.

    `stay_s` is the usual stay of those who charge with alternating current.
    """

    hours: Hours
    work_day: float
    week_end: float
    stay_s: float


_DEMAND: dict[tuple[SiteKind, Supply], Demand] = {
    (SiteKind.PUBLIC, Supply.DC): Demand(_PUBLIC, 1.55, 1.45, 0.0),
    (SiteKind.PUBLIC, Supply.AC): Demand(_PUBLIC, 0.62, 0.58, 9_000.0),
    (SiteKind.DESTINATION, Supply.DC): Demand(_SHOPS, 1.25, 1.65, 0.0),
    (SiteKind.DESTINATION, Supply.AC): Demand(_SHOPS, 0.60, 0.85, 6_300.0),
    (SiteKind.WORKPLACE, Supply.DC): Demand(_WORK, 0.95, 0.15, 0.0),
    (SiteKind.WORKPLACE, Supply.AC): Demand(_WORK, 0.72, 0.10, 27_000.0),
    (SiteKind.RESIDENTIAL, Supply.DC): Demand(_HOME, 0.80, 0.80, 0.0),
    (SiteKind.RESIDENTIAL, Supply.AC): Demand(_HOME, 0.55, 0.50, 41_000.0),
    (SiteKind.DEPOT, Supply.DC): Demand(_DEPOT, 1.35, 0.45, 0.0),
    (SiteKind.DEPOT, Supply.AC): Demand(_DEPOT, 0.75, 0.30, 30_000.0),
}

_PRIVATE_CARS = VEHICLES[:6]
_AC_VEHICLES = (*_PRIVATE_CARS, VAN, HYBRID, HYBRID)
_DC_VEHICLES = (*_PRIVATE_CARS[1:], *_PRIVATE_CARS[1:4], VAN)
_DEPOT_VEHICLES = {Supply.AC: (VAN, VAN, LORRY), Supply.DC: (LORRY, LORRY, VAN)}

# What a cold battery still takes, by month: January to December.
_COLD = (0.72, 0.74, 0.82, 0.90, 0.97, 1.0, 1.0, 1.0, 0.98, 0.92, 0.84, 0.76)

_PROMPT = 0.88
"""Share of drivers at fast chargers who come when charging is done; the others forget it."""
_TO_THE_BRIM = 0.3
"""Share of drivers who charge to 100 % where there is time."""
_WORTH_A_STOP = 0.05
"""Least state of charge that anybody stops for."""
_BY_CARD = 0.6
"""Share of drivers who stop with the card before they unplug."""

TURN_S = 120.0
"""Shortest time between two vehicles at one outlet."""


class Visit(NamedTuple):
    """One vehicle at one outlet. Times in seconds since 1970; durations in seconds.

    A tuple, because the demonstration's history draws tens of thousands at start.
    """

    arrives: float
    stays: float
    """Longest stay after the arrival."""
    lingers: float | None
    """Leaves this soon after charging is done; None stays to the end."""
    vehicle: Vehicle
    soc: float
    target: float
    token: int
    """A number that picks the card; negative is a card that nobody registered."""
    condition: float
    fumbles: float
    """From plugging in to showing the card."""
    unplugs: float
    """From stopping with the card to unplugging; 0 unplugs without it."""
    seed: int
    """Of the small fluctuations."""


@cache
def _cumulative(hours: Hours) -> tuple[float, ...]:
    return tuple(accumulate(hours))


def arrivals(chance: Random, hours: Hours, mean: float) -> list[float]:
    """Seconds after local midnight of the visitors of one day, in order; Poisson in number."""
    limit = exp(-mean)
    product = chance.random()
    found: list[float] = []
    cumulative = _cumulative(hours)
    whole = cumulative[-1]
    while product > limit:
        x = chance.random() * whole
        hour = bisect_right(cumulative, x)
        before = cumulative[hour] - hours[hour]
        found.append((hour + (x - before) / hours[hour]) * 3600)
        product *= chance.random()
    found.sort()
    return found


@cache
def _midnight(day: date) -> tuple[float, int, int]:
    """Seconds since 1970 at local midnight, the week day, the month."""
    local = datetime(day.year, day.month, day.day, tzinfo=LOCAL)
    return local.timestamp(), day.weekday(), day.month


def draw_visit(
    chance: Random,
    arrives: float,
    month: int,
    group: tuple[SiteKind, Supply],
    unknown_cards: float,
) -> Visit:
    """Everything that chance decides about a visitor, drawn at once and in one order."""
    draw = chance.random
    kind, supply = group
    if kind is SiteKind.DEPOT:
        fleet: Sequence[Vehicle] = _DEPOT_VEHICLES[supply]
    else:
        fleet = _DC_VEHICLES if supply is Supply.DC else _AC_VEHICLES
    vehicle = fleet[int(draw() * len(fleet))]
    token = -1 if draw() < unknown_cards else int(draw() * 1_000_000)
    lingers: float | None
    if supply is Supply.DC:
        soc = 0.08 + 0.42 * draw() * (0.4 + 0.6 * draw())
        target = (0.8, 0.8, 0.85, 0.7, 0.9)[int(draw() * 5)]
        stays = 900.0 + 3300.0 * draw() * (0.5 + draw())
        if vehicle is LORRY:
            stays += 2400.0
        # Some forget their car.
        lingers = 60.0 + 300.0 * draw() if draw() < _PROMPT else 900.0 + 2700.0 * draw()
        condition = _COLD[month - 1] + (1 - _COLD[month - 1]) * draw()
    else:
        soc = 0.2 + 0.55 * draw()
        target = 1.0 if draw() < _TO_THE_BRIM else 0.8
        if target - soc < _WORTH_A_STOP:
            target = 1.0
        stays = _DEMAND[group].stay_s * (0.45 + 1.1 * draw() * (0.6 + 0.8 * draw()))
        lingers = None
        condition = 1.0
    return Visit(
        arrives, stays, lingers, vehicle, soc, target, token, round(condition, 1),
        6.0 + 40.0 * draw() ** 2, 20.0 + 160.0 * draw() ** 2 if draw() < _BY_CARD else 0.0,
        chance.getrandbits(32),
    )  # fmt: skip


def visits(
    chance: Random,
    kind: SiteKind,
    supply: Supply,
    begin: float,
    *,
    arrivals_factor: float = 1.0,
    unknown_cards: float = 0.0,
) -> Iterator[Visit]:
    """Visitors of one outlet from a moment on, without end. Who finds it occupied drives on."""
    demand = _DEMAND[kind, supply]
    day = datetime.fromtimestamp(begin, UTC).astimezone(LOCAL).date()
    while arrivals_factor > 0:
        midnight, weekday, month = _midnight(day)
        mean = demand.week_end if weekday >= SATURDAY else demand.work_day
        for second in arrivals(chance, demand.hours, mean * arrivals_factor):
            visit = draw_visit(chance, midnight + second, month, (kind, supply), unknown_cards)
            if visit.arrives >= begin:
                yield visit
        day += timedelta(days=1)
