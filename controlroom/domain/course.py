"""The course of a session by the charge point's own clock, however its messages arrived.

Register readings and charging states are kept in the order in which they were true, not in
the order in which they came. So a late one takes its place, one sent twice changes nothing,
and a queue replayed in any order gives the same session.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

MOST_WH = 10**12
"""More than any meter counts to; a register above it, or below 0, is no reading."""
KEPT_REGISTERS = 16
KEPT_STATES = 100
MOST_STATES = 400


class ChargingState(StrEnum):
    """What the vehicle does; OCPP 2.0.1's words."""

    CHARGING = "Charging"
    EV_CONNECTED = "EVConnected"
    SUSPENDED_EV = "SuspendedEV"
    SUSPENDED_EVSE = "SuspendedEVSE"
    IDLE = "Idle"


IDLING = frozenset({ChargingState.SUSPENDED_EV, ChargingState.EV_CONNECTED, ChargingState.IDLE})
"""The vehicle's doing, not the EVSE's."""

_RANK = {
    ChargingState.IDLE: 0,
    ChargingState.EV_CONNECTED: 1,
    ChargingState.SUSPENDED_EV: 2,
    ChargingState.SUSPENDED_EVSE: 3,
    ChargingState.CHARGING: 4,
}

RegisterPoint: TypeAlias = tuple[datetime, int]
"""When a register was read, and what it said in Wh."""

StatePoint: TypeAlias = tuple[datetime, int, ChargingState]
"""When a state began, the message's sequence number (0 where there is none), the state."""


def plausible(wh: int | None) -> int | None:
    """A register that a meter can have; None for what no meter says, like -1."""
    return wh if wh is not None and 0 <= wh <= MOST_WH else None


def with_register(
    points: tuple[RegisterPoint, ...], at: datetime, wh: int
) -> tuple[RegisterPoint, ...]:
    """The points with one more. The same tuple where it adds nothing."""
    point = (at, wh)
    if not points or point > points[-1]:
        points = (*points, point)
    elif point in points:
        return points
    else:
        points = tuple(sorted((*points, point)))
    return points if len(points) <= KEPT_REGISTERS else _thinned(points)


def _thinned(points: tuple[RegisterPoint, ...]) -> tuple[RegisterPoint, ...]:
    """One point fewer: the oldest that lies on a climb, because a climb needs its ends only."""
    for place in range(1, len(points) - 1):
        if points[place - 1][1] <= points[place][1] <= points[place + 1][1]:
            return points[:place] + points[place + 1 :]
    return points[:1] + points[2:]


def climb(registers: Sequence[int]) -> tuple[int, bool]:
    """What a register has risen by, in Wh, and whether it ever fell.

    A meter that begins again falls once; what it counts from there on is added.
    """
    risen = 0
    fell = False
    for before, after in pairwise(registers):
        if after < before:
            fell = True
        else:
            risen += after - before
    return risen, fell


def _order(point: StatePoint) -> tuple[datetime, int, int]:
    # Of two states of one moment the one that costs the driver nothing counts as the later.
    return (point[0], point[1], _RANK[point[2]])


def with_state(
    points: tuple[StatePoint, ...], point: StatePoint, *, told: bool
) -> tuple[StatePoint, ...]:
    """The points with one more. `told`: the message was sent because the state changed.

    One that only mentions the state is left out where nothing else was known at its time.
    """
    if point in points:
        return points
    order = _order(point)
    place = len(points)
    while place and _order(points[place - 1]) > order:
        place -= 1
    if not told and place and points[place - 1][2] is point[2]:
        return points
    points = (*points[:place], point, *points[place:])
    if len(points) > KEPT_STATES:
        points = _without_repeats(points)
    # Nothing real changes so often; what forgets the oldest pause does not charge for it.
    return points if len(points) <= MOST_STATES else points[:1] + points[3:]


def _without_repeats(points: tuple[StatePoint, ...]) -> tuple[StatePoint, ...]:
    """A state that is said again and again needs its first and its last word only."""
    inner = range(1, len(points) - 1)
    again = {i for i in inner if points[i - 1][2] is points[i][2] is points[i + 1][2]}
    return tuple(point for i, point in enumerate(points) if i not in again)


def idle(
    points: Iterable[StatePoint], start: datetime, until: datetime | None
) -> tuple[int, datetime | None]:
    """Seconds of idle time from `start`, and since when it lasts where no state ended it.

    With `until` everything ends there, and nothing lasts.
    """
    seconds = 0.0
    since: datetime | None = None
    for at, _seq, state in points:
        if until is not None and at >= until:
            break
        moment = max(at, start)
        if state in IDLING:
            since = since or moment
        elif since is not None:
            seconds += (moment - since).total_seconds()
            since = None
    if until is not None and since is not None:
        seconds += max(0.0, (until - since).total_seconds())
        since = None
    return int(seconds), since
