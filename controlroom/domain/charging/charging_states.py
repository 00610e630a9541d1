"""The charging states of a session by the charge point's own clock, however they arrived.

They are kept in the order in which they were true, as register readings are, not in the order
in which they came. So a late one takes its place, one sent twice changes nothing, and a queue
replayed in any order gives the same session.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

KEPT_STATES = 100
MOST_STATES = 400


class ChargingState(StrEnum):
    """What the vehicle does; OCPP 2.0.1's words."""

    CHARGING = "Charging"
    EV_CONNECTED = "EVConnected"
    SUSPENDED_EV = "SuspendedEV"
    SUSPENDED_EVSE = "SuspendedEVSE"
    IDLE = "Idle"


_RANK = {
    ChargingState.IDLE: 0,
    ChargingState.EV_CONNECTED: 1,
    ChargingState.SUSPENDED_EV: 2,
    ChargingState.SUSPENDED_EVSE: 3,
    ChargingState.CHARGING: 4,
}

StatePoint: TypeAlias = tuple[datetime, int, ChargingState]
"""When a state began, the message's sequence number (0 where there is none), the state."""


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
