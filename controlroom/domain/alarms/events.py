"""Facts of alarms."""

from __future__ import annotations

from controlroom.domain.alarms.alarm import Alarm
from controlroom.domain.event import Event
from controlroom.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmChanged(Event):
    alarm: Alarm
