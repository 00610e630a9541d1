"""Alarms: an alarm needs an operator's action; everything else is a journal entry only.

The states are those of ISA-18.2. The server owns them; screens only request.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from controlroom.domain.values import dataclass


class AlarmState(StrEnum):
    UNACKNOWLEDGED = "unacknowledged"
    ACKNOWLEDGED = "acknowledged"
    RETURNED = "returned"
    """Gone, but nobody acknowledged it yet."""
    NORMAL = "normal"
    """Over: gone and acknowledged."""


@dataclass(frozen=True, slots=True)
class AlarmType:
    """A row of the catalogue. Delays and the time to first action in seconds.

    CP-SILENT has no on-delay here: how long a charge point may be silent depends on its
    site, see `alarm_rules.silent_delay`.
    """

    code: str
    priority: int
    on_delay_s: int
    off_delay_s: int
    act_within_s: int
    lasts_s: int = 0
    """Of what is no state but happens: it is over so long after it was told last."""


CATALOGUE = {
    t.code: t
    for t in (
        AlarmType("CP-SILENT", 3, 0, 30, 4 * 3600),
        # A fault that is said live counts at once; one out of a queue settles first.
        AlarmType("CON-FAULT", 3, 0, 60, 4 * 3600),
        AlarmType("HW-ESTOP", 2, 0, 60, 600),
        AlarmType("HW-GND", 3, 0, 60, 4 * 3600),
        # Of a central system, not of any charge point.
        AlarmType("SYS-CLOCK", 2, 0, 60, 1800),
        AlarmType("SYS-DOWN", 2, 0, 60, 900),
        # Told when it is over: while it lasts nothing can be written down.
        AlarmType("SYS-LOG", 2, 0, 60, 900, lasts_s=300),
        AlarmType("SYS-LINKS", 2, 0, 60, 900, lasts_s=600),
        AlarmType("CP-RATE", 3, 0, 60, 4 * 3600),
        AlarmType("SEC-AUTH", 3, 0, 60, 4 * 3600, lasts_s=1800),
        AlarmType("SEC-SHADOW", 2, 0, 60, 1800, lasts_s=1800),
        AlarmType("SEC-LOGIN", 2, 0, 60, 1800, lasts_s=1800),
        AlarmType("SEC-RIGHT", 3, 0, 60, 24 * 3600, lasts_s=1800),
    )
}


@dataclass(frozen=True, slots=True)
class Alarm:
    """One occurrence. `id` grows by one for each new occurrence; 0 is not stored yet."""

    id: int
    code: str
    priority: int
    state: AlarmState
    charge_point: str
    evse: int
    connector: int
    site: str
    raised: datetime
    changed: datetime
    count: int = 1
    detail: str = ""
    """What the charge point said: an error code or a text, exactly as stored."""
    acknowledged_by: str = ""
    acknowledged_at: datetime | None = None
    returned_at: datetime | None = None

    @property
    def key(self) -> tuple[str, str, int, int]:
        return (self.code, self.charge_point, self.evse, self.connector)

    @property
    def standing(self) -> bool:
        """The condition is true now."""
        return self.state in (AlarmState.UNACKNOWLEDGED, AlarmState.ACKNOWLEDGED)


def raise_again(alarm: Alarm, at: datetime) -> Alarm:
    """The condition came back before anybody acknowledged: the same occurrence."""
    if alarm.state is not AlarmState.RETURNED:
        return alarm
    return replace(
        alarm, state=AlarmState.UNACKNOWLEDGED, changed=at, count=alarm.count + 1, returned_at=None
    )


def clear(alarm: Alarm, at: datetime) -> Alarm:
    """The condition is gone."""
    if alarm.state is AlarmState.UNACKNOWLEDGED:
        return replace(alarm, state=AlarmState.RETURNED, changed=at, returned_at=at)
    if alarm.state is AlarmState.ACKNOWLEDGED:
        return replace(alarm, state=AlarmState.NORMAL, changed=at, returned_at=at)
    return alarm


def explain(alarm: Alarm, at: datetime) -> Alarm:
    """Another alarm tells of the same: this one is over, and nobody has to look at it."""
    return replace(alarm, state=AlarmState.NORMAL, changed=at, returned_at=at)


def acknowledge(alarm: Alarm, by: str, at: datetime) -> Alarm:
    """A person has seen it. Never hides an alarm whose condition is still true."""
    if alarm.state is AlarmState.UNACKNOWLEDGED:
        state = AlarmState.ACKNOWLEDGED
    elif alarm.state is AlarmState.RETURNED:
        state = AlarmState.NORMAL
    else:
        return alarm
    return replace(alarm, state=state, changed=at, acknowledged_by=by, acknowledged_at=at)
