"""Facts of alarms, and what people ask of them."""

from __future__ import annotations

from controlroom.domain.alarms.alarm import Alarm
from controlroom.domain.event import Event
from controlroom.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmChanged(Event):
    alarm: Alarm


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementRequested(Event):
    """A person wants alarms acknowledged. The alarm engine decides, and tells by AlarmChanged."""

    alarms: tuple[int, ...]
    """Their ids."""
    by: str
