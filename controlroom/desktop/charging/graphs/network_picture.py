"""What the network graphs show of a scope and a span, ready to be drawn; no windows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

import numpy as np

from controlroom.desktop.charging.graphs.quarters import WEEK, WEEKS, Edges, Values, band, by_day
from controlroom.domain.quarter_hours import QUARTER_S, QUARTERS


class Span(IntEnum):
    """How far back."""

    DAY = 0
    WEEK = 1
    MONTH = 2
    YEAR = 3

    @property
    def quarters(self) -> int:
        return (QUARTERS, WEEK, WEEKS * WEEK, 365 * QUARTERS)[self]


class Past(Protocol):
    """What a picture is made from: `NetworkPast`."""

    def power(self, first: int, last: int) -> Values: ...
    def sessions(self, first: int, last: int) -> Values: ...
    def availability(self, first: int, last: int) -> Values: ...


@dataclass(frozen=True, eq=False)
class Picture:
    """Arrays of one length. Times in seconds since 1970: the end of what a value is the mean of.

    Power in kW, sessions as a count, availability in percent; NaN where nobody knows. `low` and
    `high` are what is usual, or, `daily`, the lowest and highest quarter-hour of each day.
    """

    start: float
    end: float
    at: Values
    power: Values
    low: Values
    high: Values
    sessions: Values
    availability: Values
    daily: bool = False

    @property
    def empty(self) -> bool:
        """Nothing of it is known."""
        return all(
            bool(np.isnan(part).all()) for part in (self.power, self.sessions, self.availability)
        )

    def known_since(self, values: Values) -> float | None:
        """When `values` begin to be known, where that is later than the picture begins."""
        known = np.flatnonzero(~np.isnan(values))
        if not len(known) or known[0] == 0:
            return None
        return float(self.at[known[0]])


def picture(past: Past, edges: Edges | None, span: Span, now: float) -> Picture:
    """`now`: the server's time in seconds since 1970. The quarter-hour that runs is left out."""
    last = int(now) // QUARTER_S
    first = last - span.quarters
    power = past.power(first, last) / 1000
    sessions = past.sessions(first, last)
    share = past.availability(first, last) * 100
    if span is Span.YEAR:
        days = by_day(power, first)
        at = days.at + QUARTERS / 2 * QUARTER_S
        return Picture(
            first * QUARTER_S,
            now,
            np.minimum(at, now),
            days.mean,
            days.low,
            days.high,
            by_day(sessions, first).mean,
            by_day(share, first).mean,
            daily=True,
        )
    nothing = np.full(last - first, np.nan)
    low, high = nothing, nothing
    if edges is not None:
        low, high = band(edges, first, last - first)
    at = np.asarray(np.arange(first + 1, last + 1) * QUARTER_S, dtype=np.float64)
    low, high = low / 1000, high / 1000
    return Picture(first * QUARTER_S, now, at, power, low, high, sessions, share)
