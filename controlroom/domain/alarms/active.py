"""The alarms that are not over, by id; the same in the alarm engine and on every desktop."""

from __future__ import annotations

from collections.abc import Iterable

from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.alarms.events import AlarmChanged


class ActiveAlarms(dict[int, Alarm]):
    """Reading is free; only `load` and `apply` write."""

    def load(self, alarms: Iterable[Alarm]) -> None:
        self.update((alarm.id, alarm) for alarm in alarms)

    def apply(self, event: AlarmChanged) -> None:
        if event.alarm.state is AlarmState.NORMAL:
            self.pop(event.alarm.id, None)
        else:
            self[event.alarm.id] = event.alarm
