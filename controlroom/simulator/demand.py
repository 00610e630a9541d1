"""Who comes when: arrivals by the hour of the day, the day of the week and the kind of site.

The same arrivals feed the living fleet and the history of the demonstration.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate
from math import exp
from random import Random
from typing import NamedTuple, TypeAlias

from controlroom.domain.charging.charge_point import SiteKind
from controlroom.domain.local_time import STOCKHOLM
from controlroom.simulator.profile import Supply
from controlroom.simulator.vehicle import HYBRID, LORRY, VAN, VEHICLES, Vehicle

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
    (SiteKind.PUBLIC, Supply.DC): Demand(_PUBLIC, 1.05, 1.00, 0.0),
    (SiteKind.PUBLIC, Supply.AC): Demand(_PUBLIC, 0.62, 0.58, 9_000.0),
    (SiteKind.DESTINATION, Supply.DC): Demand(_SHOPS, 0.80, 1.10, 0.0),
    (SiteKind.DESTINATION, Supply.AC): Demand(_SHOPS, 0.60, 0.85, 6_300.0),
    (SiteKind.WORKPLACE, Supply.DC): Demand(_WORK, 0.95, 0.15, 0.0),
    (SiteKind.WORKPLACE, Supply.AC): Demand(_WORK, 0.72, 0.10, 27_000.0),
    (SiteKind.RESIDENTIAL, Supply.DC): Demand(_HOME, 0.80, 0.80, 0.0),
    (SiteKind.RESIDENTIAL, Supply.AC): Demand(_HOME, 0.55, 0.50, 41_000.0),
    (SiteKind.DEPOT, Supply.DC): Demand(_DEPOT, 1.20, 0.40, 0.0),
    (SiteKind.DEPOT, Supply.AC): Demand(_DEPOT, 0.75, 0.30, 30_000.0),
}

_PRIVATE_CARS = VEHICLES[:6]
_AC_VEHICLES = (*_PRIVATE_CARS, VAN, HYBRID, HYBRID)
_DC_VEHICLES = (*_PRIVATE_CARS[1:], *_PRIVATE_CARS[1:4], VAN)
_DEPOT_VEHICLES: dict[Supply, tuple[Vehicle, ...]] = {
    Supply.AC: (VAN, VAN, LORRY),
    Supply.DC: (LORRY, LORRY, VAN),
}

# What a cold battery still takes, by month: January to December.
_COLD = (0.72, 0.74, 0.82, 0.90, 0.97, 1.0, 1.0, 1.0, 0.98, 0.92, 0.84, 0.76)

_TARGETS = (0.8, 0.8, 0.85, 0.7, 0.9)
"""States of charge at which drivers leave a fast charger."""
_PROMPT = 0.88
"""Share of drivers at fast chargers who come when charging is done; the others forget it."""
_TO_THE_BRIM = 0.3
"""Share of drivers who charge to 100 % where there is time."""
_WORTH_A_STOP = 0.05
"""Least state of charge that anybody stops for."""
_BY_CARD = 0.6
"""Share of drivers who stop with the card before they unplug."""

_SHARES = 480
"""Pieces into which a day's visitors are divided."""
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
def _clock_times(hours: Hours) -> tuple[float, ...]:
    """Seconds after midnight at which equal shares of the day's visitors have come."""
    cumulative = list(accumulate(hours))
    found = []
    for i in range(_SHARES + 1):
        x = min(i / _SHARES, 0.999999) * cumulative[-1]
        hour = bisect_right(cumulative, x)
        found.append((hour + (x - cumulative[hour] + hours[hour]) / hours[hour]) * 3600)
    return tuple(found)


def arrivals(chance: Random, hours: Hours, none: float) -> list[float]:
    """Seconds after local midnight of the visitors of one day, in order; Poisson in number.

    `none` is the probability that nobody comes, e to the power of minus the mean.
    """
    draw = chance.random
    product = draw()
    found: list[float] = []
    if product <= none:
        return found
    times = _clock_times(hours)
    while product > none:
        x = draw() * _SHARES
        i = int(x)
        found.append(times[i] + (times[i + 1] - times[i]) * (x - i))
        product *= draw()
    found.sort()
    return found


@cache
def _midnight(day: date) -> tuple[float, int, int]:
    """Seconds since 1970 at local midnight, the week day, the month."""
    local = datetime(day.year, day.month, day.day, tzinfo=STOCKHOLM)
    return local.timestamp(), day.weekday(), day.month


class Crowd:
    """Those who charge at outlets of one kind at sites of one kind."""

    def __init__(self, kind: SiteKind, supply: Supply, unknown_cards: float) -> None:
        self.demand = _DEMAND[kind, supply]
        self._direct = supply is Supply.DC
        self._unknown_cards = unknown_cards
        private = _DC_VEHICLES if self._direct else _AC_VEHICLES
        self._vehicles = _DEPOT_VEHICLES[supply] if kind is SiteKind.DEPOT else private

    def draw(self, chance: Random, arrives: float, month: int) -> Visit:
        """Everything that chance decides about a visitor, drawn at once and in one order."""
        draw = chance.random
        vehicle = self._vehicles[int(draw() * len(self._vehicles))]
        token = -1 if draw() < self._unknown_cards else int(draw() * 1_000_000)
        lingers: float | None = None
        condition = 1.0
        if self._direct:
            soc = 0.08 + 0.42 * draw() * (0.4 + 0.6 * draw())
            target = _TARGETS[int(draw() * len(_TARGETS))]
            stays = 900.0 + 3300.0 * draw() * (0.5 + draw())
            if vehicle is LORRY:
                stays += 2400.0
            forgets = draw() >= _PROMPT
            lingers = 900.0 + 2700.0 * draw() if forgets else 60.0 + 300.0 * draw()
            cold = _COLD[month - 1]
            condition = round(cold + (1 - cold) * draw(), 1)
        else:
            soc = 0.2 + 0.55 * draw()
            target = 1.0 if draw() < _TO_THE_BRIM else 0.8
            if target - soc < _WORTH_A_STOP:
                target = 1.0
            stays = self.demand.stay_s * (0.45 + 1.1 * draw() * (0.6 + 0.8 * draw()))
        fumbles = 6.0 + 40.0 * draw() ** 2
        unplugs = 20.0 + 160.0 * draw() ** 2 if draw() < _BY_CARD else 0.0
        return Visit(
            arrives, stays, lingers, vehicle, soc, target, token, condition, fumbles, unplugs,
            int(draw() * 2**32),
        )  # fmt: skip


def visits(
    chance: Random,
    kind: SiteKind,
    supply: Supply,
    begin: float,
    *,
    arrivals_factor: float = 1.0,
    unknown_cards: float = 0.0,
    ahead_s: float = 0.0,
) -> Iterator[Visit]:
    """Visitors of one outlet from a moment on, without end. Who finds it occupied drives on.

    They come as if the local clock stood `ahead_s` later: a demonstration at night can
    show the afternoon.
    """
    crowd = Crowd(kind, supply, unknown_cards)
    demand = crowd.demand
    nobody = {
        False: exp(-demand.work_day * arrivals_factor),
        True: exp(-demand.week_end * arrivals_factor),
    }
    day = datetime.fromtimestamp(begin + ahead_s, UTC).astimezone(STOCKHOLM).date()
    while arrivals_factor > 0:
        midnight, weekday, month = _midnight(day)
        for second in arrivals(chance, demand.hours, nobody[weekday >= SATURDAY]):
            visit = crowd.draw(chance, midnight + second - ahead_s, month)
            if visit.arrives >= begin:
                yield visit
        day += timedelta(days=1)
