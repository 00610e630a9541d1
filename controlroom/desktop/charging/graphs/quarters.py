"""Power by quarter-hours, as arrays: what is usual of it, and its days. No windows.

A series is an array with one value for each quarter-hour from a first one on; NaN is what nobody
knows. What is usual is looked for at the
same time of the Swedish week, because that is when people charge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from controlroom.domain.local_time import STOCKHOLM
from controlroom.domain.quarter_hours import QUARTER_S, QUARTERS, mean_w

WEEK = 7 * QUARTERS
WEEKS = 4
WIDE = 2
"""Quarters to each side that count as the same time of day."""
LEAST_WEEKS, LEAST_DAYS = 3, 3
"""With fewer nothing is called usual: of the same day of the week, of any day."""
LOW, HIGH = 0.1, 0.9
LEAST_SCALE_W = 1_000.0
"""A site whose power is usually nothing stands out by kilowatts, not by watts."""


Values = NDArray[np.float64]
Numbers = NDArray[np.int64]
Edges = tuple[Values, Values]


@lru_cache(maxsize=1024)
def _ahead(day: int) -> int:
    """Quarter-hours that Swedish time is ahead of UTC, at noon of a day since 1970."""
    noon = datetime.fromtimestamp(day * 86_400 + 43_200, UTC)
    offset = noon.astimezone(STOCKHOLM).utcoffset()
    return 0 if offset is None else int(offset.total_seconds()) // QUARTER_S


def local(first: int, count: int) -> Numbers:
    """Quarter-hours as the clock on the wall counts them since Monday, 29 December 1969."""
    quarters = np.arange(first, first + count, dtype=np.int64)
    days = quarters // QUARTERS
    shift = np.array([_ahead(day) for day in range(int(days[0]), int(days[-1]) + 1)])
    made: Numbers = quarters + shift[days - days[0]] + 3 * QUARTERS
    return made


class Powers:
    """Mean power of every site by quarter-hours, in watts, in one table."""

    def __init__(self, first: int, count: int) -> None:
        self.first = first
        self.sites: dict[str, int] = {}
        self._table = np.zeros((0, count))
        self._known = np.zeros(0, dtype=np.int64)
        """The quarter-hour from which on each site is known."""

    @property
    def end(self) -> int:
        """The quarter-hour after the last one that there is room for."""
        return self.first + self._table.shape[1]

    def take(self, rows: Iterable[tuple[str, int, float]]) -> None:
        """(site, quarter-hour, Wh) rows, instead of what was known of those."""
        for site, quarter, wh in rows:
            if not self.first <= quarter < self.end:
                continue
            row = self.sites.get(site)
            if row is None:
                row = self._room(site)
            self._table[row, quarter - self.first] = mean_w(wh)
            self._known[row] = min(self._known[row], quarter)

    def _room(self, site: str) -> int:
        row = self.sites[site] = len(self.sites)
        if row == len(self._table):
            more = np.zeros((max(16, row), self._table.shape[1]))
            self._table = np.concatenate([self._table, more])
            self._known = np.concatenate([self._known, np.full(len(more), self.end)])
        return row

    def power(self, site: str | None, first: int, last: int) -> Values:
        """Watts from `first` up to but not with `last`, of a site or of all."""
        watts = np.full(last - first, np.nan)
        if site is None:
            known = int(self._known.min(initial=self.end))
        else:
            row = self.sites.get(site)
            known = self.end if row is None else int(self._known[row])
        begin, end = max(first, known), min(last, self.end)
        if begin < end:
            part = slice(begin - self.first, end - self.first)
            found = self._table[:, part].sum(axis=0) if site is None else self._table[row, part]
            watts[begin - first : end - first] = found
        return watts


def usual(watts: Values, first: int) -> Edges | None:
    """Lower and upper edge for each of the 672 quarter-hours of a week, from Monday 00:00 on.

    Of the same weekday where that is known for three weeks, else of all days; None where there
    are fewer than three days.
    """
    places = local(first, len(watts))
    days = _quantiles(_folded(watts, places, QUARTERS), LEAST_DAYS)
    if np.isnan(days).all():
        return None
    weeks = _quantiles(_folded(watts, places, WEEK), LEAST_WEEKS)
    daily = np.tile(days, 7)
    low, high = np.where(np.isnan(weeks), daily, weeks)
    return low, high


def _folded(watts: Values, places: Numbers, length: int) -> Values:
    """One row for each day or week, NaN where nothing is known."""
    rows = places // length - places[0] // length
    table = np.full((int(rows[-1]) + 1, length), np.nan)
    table[rows, places % length] = watts
    return table


def _quantiles(table: Values, least: int) -> Values:
    """LOW and HIGH of each column and its neighbours; NaN where too few rows are known."""
    length = table.shape[1]
    known = (~np.isnan(table)).sum(axis=0)
    near = [np.roll(table, shift, axis=1) for shift in range(-WIDE, WIDE + 1)]
    # Sorted with NaN last, a quantile is a place; numpy's own would go column by column.
    stack = np.sort(np.concatenate(near), axis=0)
    count = (~np.isnan(stack)).sum(axis=0)
    columns = np.arange(length)
    found = np.full((2, length), np.nan)
    for number, share in enumerate((LOW, HIGH)):
        place = np.maximum(count - 1, 0) * share
        below = np.floor(place).astype(np.intp)
        above = np.minimum(below + 1, np.maximum(count - 1, 0))
        part = place - below
        found[number] = stack[below, columns] * (1 - part) + stack[above, columns] * part
    found[:, known < least] = np.nan
    return found


def band(edges: Edges, first: int, count: int) -> Edges:
    """What is usual, for each of some quarter-hours."""
    places = local(first, count) % WEEK
    return edges[0][places], edges[1][places]


def deviation(power_w: float | None, low: float, high: float) -> float:
    """How far a power lies outside of what is usual, in widths of the band; 0 within it."""
    if power_w is None or np.isnan(low):
        return 0.0
    width = max(high - low, 0.05 * high, LEAST_SCALE_W)
    return max(power_w - high, low - power_w, 0.0) / width


@dataclass(frozen=True, slots=True)
class Daily:
    """A long series by days: when each begins, and its lowest, mean and highest value."""

    at: Values
    low: Values
    mean: Values
    high: Values


def by_day(values: Values, first: int) -> Daily:
    """Swedish days; one of which nothing is known is NaN."""
    days = local(first, len(values)) // QUARTERS
    starts = np.flatnonzero(np.diff(days, prepend=days[0] - 1))
    known = ~np.isnan(values)
    count = np.add.reduceat(known, starts).astype(np.float64)
    none = count == 0
    count[none] = np.nan
    low = np.minimum.reduceat(np.where(known, values, np.inf), starts)
    high = np.maximum.reduceat(np.where(known, values, -np.inf), starts)
    low[none] = high[none] = np.nan
    mean = np.add.reduceat(np.where(known, values, 0.0), starts) / count
    at = np.asarray((first + starts) * QUARTER_S, dtype=np.float64)
    return Daily(at, low, mean, high)


class Energy:
    """Energy of one scope by quarter-hours, read in parts from `end` backwards."""

    def __init__(self, end: int) -> None:
        self.known_from = end
        """Nothing is missing from here on."""
        self._newest = self._first = end
        self._wh = np.zeros(0, dtype=np.int64)
        self._earliest: int | None = None

    @property
    def begun(self) -> bool:
        """The newest part is there."""
        return self.known_from < self._newest

    def take(self, start: int, stop: int, sums: Sequence[tuple[int, int]]) -> None:
        """(quarter-hour, Wh) of a part, instead of what was known; 0 where nothing is told."""
        self._make_room(start, stop)
        told = np.fromiter(chain.from_iterable(sums), dtype=np.int64).reshape(-1, 2)
        part = self._wh[start - self._first : stop - self._first]
        part[:] = 0
        part[told[:, 0] - start] = told[:, 1]
        if len(told):
            earliest = int(told[:, 0].min())
            self._earliest = earliest if self._earliest is None else min(earliest, self._earliest)
        if stop >= self.known_from:
            self.known_from = min(start, self.known_from)

    def _make_room(self, start: int, stop: int) -> None:
        last = self._first + len(self._wh)
        if start < self._first or stop > last:
            # A week more is room until the screen is loaded again.
            first, end = min(start, self._first), max(stop + WEEK, last)
            wh = np.zeros(end - first, dtype=np.int64)
            wh[self._first - first : last - first] = self._wh
            self._first, self._wh = first, wh

    def power(self, first: int, last: int) -> Values:
        """Mean watts; NaN before the first energy, and where something is still missing."""
        watts = np.full(last - first, np.nan)
        if self._earliest is not None:
            begin = max(first, self._earliest, self.known_from)
            end = min(last, self._first + len(self._wh))
            if begin < end:
                wh = self._wh[begin - self._first : end - self._first]
                watts[begin - first : end - first] = wh * (3600 / QUARTER_S)
        return watts
