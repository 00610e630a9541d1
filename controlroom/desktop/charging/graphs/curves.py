"""Curves made small enough to draw: no more points than pixels can tell apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from controlroom.desktop.charging.trace import Values

NONE: Values = np.zeros(0)
USUAL = 3
"""So many times the usual distance between values is no gap yet."""


def decimated(
    at: Values, values: Values, start: float, end: float, pixels: int
) -> tuple[Values, Values]:
    """The least and the greatest value of each pixel, in their order of time.

    Where there are few, all of them. No peak is lost, however short.
    """
    if len(at) <= 2 * pixels:
        return at, values
    columns = ((at - start) * (pixels / (end - start))).astype(np.int64)
    begins = np.flatnonzero(np.diff(columns, prepend=columns[0] - 1))
    low = np.minimum.reduceat(values, begins)
    high = np.maximum.reduceat(values, begins)
    rising = values[begins] <= values[np.append(begins[1:], len(values)) - 1]
    x = np.repeat(at[begins], 2)
    y = np.empty(2 * len(begins))
    y[::2], y[1::2] = np.where(rising, low, high), np.where(rising, high, low)
    return x, y


def broken(at: Values, gap_s: float, begins: Sequence[float] = ()) -> NDArray[np.int32]:
    """Which points are joined to their next: not across a time without values, nor a beginning."""
    if len(at) < 2:
        return np.zeros(len(at), dtype=np.int32)
    apart = np.diff(at)
    whole = apart[apart > 0]
    usual = float(np.median(whole)) if len(whole) else 0.0
    joined = np.ones(len(at), dtype=np.int32)
    joined[:-1] = apart <= max(gap_s, USUAL * usual)
    for place in np.searchsorted(at, np.asarray(begins, dtype=np.float64)).tolist():
        if 0 < place < len(at):
            joined[place - 1] = 0
    return joined


def stepped(edges: Values, values: Values) -> tuple[Values, Values]:
    """The corners of steps: each value from its edge to the next one."""
    return np.repeat(edges, 2)[1:-1], np.repeat(values, 2)


def middle_share(highest: float) -> float:
    """The least half-height of a scale that does not begin at zero: a tenth of the value."""
    return max(1.0, abs(highest) * 0.1)
