"""What the readings of a register come to: each on its own base, and at its own resolution.

A session's readings may come from several registers (one of the meter's life beside one that
begins at 0 with each session, one of a phase, one at another place), and any of them may be a
slip. So the old climb is followed: what leaves it and returns to it counts for nothing, and
only where readings stay low has a register begun again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate
from typing import NamedTuple

MOST_WH = 10**12
"""More than any meter counts to; a register above it, or below 0, is no reading."""
KEPT_REGISTERS = 16
_LET_GO = 6
"""Points at once, where as many can go: to look for them is not done for every reading."""
RATED_W_UNKNOWN = 1_000_000
"""Power that no connector exceeds; bounds a session where the rating is unknown, in W."""
SLACK_WH = 1_000
FLOWS_W = 230
"""One ampere of one phase: what a vehicle draws that sleeps, and the socket itself, is less."""


class RegisterPoint(NamedTuple):
    """When a register was read, and what it said in Wh."""

    at: datetime
    wh: int
    slack: int = 1
    """How far it may lie from the meter's own, in Wh."""
    gap: int = 0
    """The longest time between two readings since the point before, in seconds, where readings
    between the two were let go."""


class Climb(NamedTuple):
    """What a register has risen by, over all its beginnings."""

    wh: int
    top: int
    """The highest reading since it last began."""
    points: tuple[RegisterPoint, ...]
    """The readings that count, oldest first."""
    falls: tuple[RegisterPoint, ...] = ()
    """Those of them at which it began again."""
    doubtful: bool = False
    """It may have begun again, and climbed past where it had been."""
    beside: tuple[RegisterPoint, ...] = ()
    """Readings on another base, and slips."""


def plausible(wh: int | None) -> int | None:
    """A register that a meter can have; None for what no meter says, like -1."""
    return wh if wh is not None and 0 <= wh <= MOST_WH else None


def most_wh(rated_w: int | None, seconds: float) -> float:
    """Energy that a connector of a rated power cannot exceed in a time, in Wh."""
    return (rated_w or RATED_W_UNKNOWN) * 1.2 * seconds / 3600 + SLACK_WH


# --- keeping ----------------------------------------------------------------------------------


def with_register(
    points: tuple[RegisterPoint, ...], at: datetime, wh: int, slack: int = 1
) -> tuple[RegisterPoint, ...]:
    """The points with one more. The same tuple where it adds nothing."""
    point = RegisterPoint(at, wh, slack)
    if not points or (at, wh) > points[-1][:2]:
        points = (*points, point)
    elif any(known[:2] == (at, wh) for known in points):
        return points
    else:
        points = tuple(sorted((*points, point)))
    return points if len(points) <= KEPT_REGISTERS else _thinned(points)


def _thinned(points: tuple[RegisterPoint, ...]) -> tuple[RegisterPoint, ...]:
    """A few points fewer: those that a climb, or a rest, need least to be told by."""
    values = [point.wh for point in points]
    tops = [-1, *accumulate(values, max)]
    gaps: dict[int, int] = {}
    for _step, place in sorted(
        (values[i + 1] - values[i - 1], i) for i in range(1, len(points) - 1)
    ):
        if place - 1 not in gaps and place + 1 not in gaps:
            gap = _gap_without(points[place - 1 : place + 2], tops[place - 1])
            if gap is not None:
                gaps[place] = gap
                if len(gaps) == _LET_GO:
                    break
    if not gaps:
        # Many pauses, or slips: what is least missed, and then nothing is known of its time.
        lows = (i for i in range(1, len(points) - 1) if _is_dip(*points[i - 1 : i + 2]))
        place = next(lows, 1)
        gaps[place] = int((points[place + 1].at - points[place - 1].at).total_seconds())
    for place in sorted(gaps, reverse=True):
        after = points[place + 1]._replace(gap=gaps[place])
        points = (*points[:place], after, *points[place + 2 :])
    return points


def _gap_without(three: Sequence[RegisterPoint], top: int) -> int | None:
    """The longest gap where the one in the middle is let go; None where it must be kept.

    It may go where it lies on a climb, all three are on the same side of where the register had
    been, and energy flowed on both sides of it or on neither.
    """
    before, point, after = three
    if not before.wh <= point.wh <= after.wh or before.wh < top <= after.wh:
        return None
    flowed = flows(before, point)
    if flowed is not flows(point, after):
        return None
    gap = (_gap(before, point), _gap(point, after))
    return sum(gap) if flowed is None else max(gap)


def _is_dip(before: RegisterPoint, point: RegisterPoint, after: RegisterPoint) -> bool:
    return point.wh < before.wh <= after.wh


def _gap(before: RegisterPoint, point: RegisterPoint) -> int:
    return point.gap or int((point.at - before.at).total_seconds())


def flows(before: RegisterPoint, point: RegisterPoint) -> bool | None:
    """Whether energy flowed between two readings; None where their digits do not tell."""
    least = FLOWS_W * (point.at - before.at).total_seconds() / 3600
    slack = max(before.slack, point.slack)
    risen = point.wh - before.wh
    if least <= 0:
        return None
    return True if risen - slack >= least else None if risen + slack >= least else False


# --- counting ---------------------------------------------------------------------------------


def climb(points: Sequence[RegisterPoint], rated_w: int | None) -> Climb:
    """What the register of the first point has risen by.

    Where nothing was read on its base, it is what rose beside it, on another one.
    """
    own = _own(points, rated_w)
    if len(own.points) > 1 or len(own.beside) < 2:
        return own
    other = _own(own.beside, rated_w)
    return other._replace(beside=(points[0], *other.beside))


def _own(points: Sequence[RegisterPoint], rated_w: int | None) -> Climb:
    first = points[0]
    within, beside = _within_reach(points, rated_w)
    counted, lows, falls = [first], list[RegisterPoint](), list[RegisterPoint]()
    top, base, wh, doubtful = first, first.wh, 0, False
    for place, point in enumerate(within[1:], 2):
        if not is_below(point, top):
            if lows and _leads_up(lows, point):
                if len(counted) > 1:
                    doubtful = True
                else:
                    # The first one was of another register.
                    beside.append(first)
                    counted, lows, base = lows, [], lows[0].wh
            beside += lows
            lows = []
            counted.append(point)
            top = max(top, point, key=_wh)
        elif any(not is_below(later, top) for later in within[place:]):
            lows.append(point)
        else:
            wh += top.wh - base
            if len(counted) > 1:
                falls.append(point)
            else:
                beside.append(first)
                counted = []
            counted.append(point)
            top, base = point, point.wh
    return Climb(wh + top.wh - base, top.wh, (*counted,), (*falls,), doubtful, (*sorted(beside),))


def _wh(point: RegisterPoint) -> int:
    return point.wh


def is_below(point: RegisterPoint, other: RegisterPoint) -> bool:
    """Whether a reading is lower than another one by more than their digits allow for."""
    return point.wh + max(point.slack, other.slack) < other.wh


def _leads_up(lows: Sequence[RegisterPoint], point: RegisterPoint) -> bool:
    """Whether readings climb to a point on their own, instead of leaping back to it."""
    risen = lows[-1].wh - lows[0].wh
    return risen > lows[0].slack and point.wh - lows[-1].wh <= risen


def _within_reach(
    points: Sequence[RegisterPoint], rated_w: int | None
) -> tuple[list[RegisterPoint], list[RegisterPoint]]:
    """Points that the register of the first can have come to, and those far above that.

    Far above is a point that no connector leads up to, and that is left again or leapt to.
    """
    first, within, above = points[0], [points[0]], list[RegisterPoint]()
    for place, point in enumerate(points[1:], 2):
        seconds = (point.at - first.at).total_seconds()
        far = point.wh - point.slack - first.wh > _far_wh(rated_w, seconds)
        if far and (
            any(is_below(later, point) and not is_below(later, first) for later in points[place:])
            or _leaps(within[-1], point)
        ):
            above.append(point)
        else:
            within.append(point)
    return within, above


def _far_wh(rated_w: int | None, seconds: float) -> float:
    """A rating may be entered wrongly, but not by so much."""
    return min(5 * most_wh(rated_w, seconds), most_wh(None, seconds))


def _leaps(before: RegisterPoint, point: RegisterPoint) -> bool:
    seconds = (point.at - before.at).total_seconds()
    return point.wh - point.slack - before.wh > most_wh(None, seconds)
