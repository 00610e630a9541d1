"""The alarms that are not over, by id; the same in the alarm engine and on every desktop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.alarms.events import AlarmChanged


class ActiveAlarms(dict[int, Alarm]):
    """Reading is free; only `load` and `apply` write."""

    def __init__(self) -> None:
        super().__init__()
        self._at: dict[tuple[str, str], dict[int, Alarm]] = defaultdict(dict)

    def at(self, charge_point: str, site: str = "") -> Collection[Alarm]:
        """Those of a charge point and its connectors; by its name, those of a site as a whole."""
        return self._at.get((charge_point, site), {}).values()

    def load(self, alarms: Iterable[Alarm]) -> None:
        for alarm in alarms:
            self[alarm.id] = self._at[_place(alarm)][alarm.id] = alarm

    def apply(self, event: AlarmChanged) -> None:
        alarm = event.alarm
        if alarm.state is AlarmState.NORMAL:
            self.pop(alarm.id, None)
            self._at[_place(alarm)].pop(alarm.id, None)
        else:
            self.load([alarm])


def _place(alarm: Alarm) -> tuple[str, str]:
    return (alarm.charge_point, "" if alarm.charge_point else alarm.site)
