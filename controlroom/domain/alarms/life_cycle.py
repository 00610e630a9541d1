"""The life cycle of an alarm: which trigger moves it from which state to which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from enum import Enum, auto

from controlroom.domain.alarms.alarm import Alarm, AlarmState


class Trigger(Enum):
    """What moves an alarm."""

    RAISE = auto()
    """The condition came back before anybody acknowledged: the same occurrence."""
    CLEAR = auto()
    """The condition is gone."""
    ACKNOWLEDGE = auto()
    """A person has seen it. Never hides an alarm whose condition is still true."""
    EXPLAIN = auto()
    """Another alarm tells of the same: this one is over, and nobody has to look at it."""


TRANSITIONS: Mapping[tuple[AlarmState, Trigger], AlarmState] = {
    (AlarmState.RETURNED, Trigger.RAISE): AlarmState.UNACKNOWLEDGED,
    (AlarmState.UNACKNOWLEDGED, Trigger.CLEAR): AlarmState.RETURNED,
    (AlarmState.ACKNOWLEDGED, Trigger.CLEAR): AlarmState.NORMAL,
    (AlarmState.UNACKNOWLEDGED, Trigger.ACKNOWLEDGE): AlarmState.ACKNOWLEDGED,
    (AlarmState.RETURNED, Trigger.ACKNOWLEDGE): AlarmState.NORMAL,
    (AlarmState.UNACKNOWLEDGED, Trigger.EXPLAIN): AlarmState.NORMAL,
    (AlarmState.ACKNOWLEDGED, Trigger.EXPLAIN): AlarmState.NORMAL,
}
"""A trigger that has no row for a state moves nothing."""


def move(alarm: Alarm, trigger: Trigger, at: datetime, by: str = "") -> Alarm:
    """Return the alarm as a trigger leaves it; `by` is who acknowledged."""
    state = TRANSITIONS.get((alarm.state, trigger))
    if state is None:
        return alarm
    alarm = replace(alarm, state=state, changed=at)
    if trigger is Trigger.RAISE:
        return replace(alarm, count=alarm.count + 1, returned_at=None)
    if trigger is Trigger.ACKNOWLEDGE:
        return replace(alarm, acknowledged_by=by, acknowledged_at=at)
    return replace(alarm, returned_at=at)
