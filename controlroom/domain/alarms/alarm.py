"""Alarms: an alarm needs an operator's action; everything else is a journal entry only.

The states are those of ISA-18.2. The server owns them; screens only request.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from controlroom.domain.alarms.catalogue import CATALOGUE
from controlroom.domain.alarms.observation import Key
from controlroom.domain.values import dataclass


class AlarmState(StrEnum):
    """In the order in which they call for somebody."""

    UNACKNOWLEDGED = "unacknowledged"
    RETURNED = "returned"
    """Gone, but nobody acknowledged it yet."""
    ACKNOWLEDGED = "acknowledged"
    NORMAL = "normal"
    """Over: gone and acknowledged."""


_URGENCY = {state: urgency for urgency, state in enumerate(AlarmState)}


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
    def key(self) -> Key:
        return (self.code, self.charge_point, self.evse, self.connector)

    @property
    def standing(self) -> bool:
        """The condition is true now."""
        return self.state in (AlarmState.UNACKNOWLEDGED, AlarmState.ACKNOWLEDGED)

    @property
    def unacknowledged(self) -> bool:
        """Nobody has acknowledged it, whether or not it still stands."""
        return self.state in (AlarmState.UNACKNOWLEDGED, AlarmState.RETURNED)

    @property
    def pinned(self) -> bool:
        """Somebody must act now: an unacknowledged P1 stands above everything else."""
        return self.priority == 1 and self.state is AlarmState.UNACKNOWLEDGED

    @property
    def deadline(self) -> datetime | None:
        """When somebody must have acted; None once acknowledged or gone."""
        kind = CATALOGUE.get(self.code)
        if kind is None or self.state is not AlarmState.UNACKNOWLEDGED:
            return None
        return self.raised + kind.act_within

    @property
    def rank(self) -> tuple[int, int, datetime, int]:
        """What to do first: what nobody has acknowledged, then priority, then the time left."""
        urgency = _URGENCY[self.state]
        return (urgency, self.priority, self.deadline or self.raised, self.id)

    @property
    def severity(self) -> tuple[int, int, datetime, int]:
        """What is worst: priority first, then as `rank`."""
        urgency, priority, due, identity = self.rank
        return (priority, urgency, due, identity)
