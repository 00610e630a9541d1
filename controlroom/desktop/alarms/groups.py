"""Alarms put together by site and cause: one line for what one repair mends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from controlroom.desktop.desk.status import mark_of, place_of
from controlroom.desktop.kit.language import texts
from controlroom.desktop.kit.marks import Mark
from controlroom.domain.alarms.alarm import Alarm

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class AlarmGroup:
    """Alarms of one cause at one site. `worst` is the one to look at first."""

    site: str
    worst: Alarm
    mark: Mark
    count: int

    @property
    def cause(self) -> str:
        """The cause, and how many have it."""
        cause = texts.cause(self.worst.code)
        if self.count == 1:
            return cause
        return translate("causes", "{0}, {1}").format(cause, self.count)


def groups_of(alarms: Iterable[Alarm]) -> list[AlarmGroup]:
    """The worst group first."""
    together: dict[tuple[str, str], list[Alarm]] = defaultdict(list)
    for alarm in sorted(alarms, key=lambda alarm: alarm.severity):
        together[place_of(alarm), alarm.code].append(alarm)
    return [
        AlarmGroup(
            site,
            members[0],
            replace(mark_of(members[0]), present=any(alarm.standing for alarm in members)),
            len(members),
        )
        for (site, _code), members in together.items()
    ]
