"""Alarms put together by site and cause: one line for what one repair mends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from controlroom.desktop.desk.status import mark_of, order, pinned
from controlroom.desktop.kit.marks import Mark
from controlroom.domain.alarms.alarm import Alarm

translate = QCoreApplication.translate

_CAUSES = {
    "CP-SILENT": QT_TRANSLATE_NOOP("causes", "Silent"),
    "CON-FAULT": QT_TRANSLATE_NOOP("causes", "Fault"),
    "HW-ESTOP": QT_TRANSLATE_NOOP("causes", "E-stop"),
    "HW-GND": QT_TRANSLATE_NOOP("causes", "Ground"),
    "SYS-CLOCK": QT_TRANSLATE_NOOP("causes", "Clock"),
    "SYS-DOWN": QT_TRANSLATE_NOOP("causes", "Stopped"),
    "SYS-LOG": QT_TRANSLATE_NOOP("causes", "Storage"),
    "SYS-LINKS": QT_TRANSLATE_NOOP("causes", "No room"),
    "CP-RATE": QT_TRANSLATE_NOOP("causes", "Flood"),
    "SEC-AUTH": QT_TRANSLATE_NOOP("causes", "Wrong key"),
    "SEC-SHADOW": QT_TRANSLATE_NOOP("causes", "Double"),
    "SEC-LOGIN": QT_TRANSLATE_NOOP("causes", "Guessing"),
    "SEC-RIGHT": QT_TRANSLATE_NOOP("causes", "Right"),
}


def short_cause(code: str) -> str:
    """What is wrong in a word or two, to be read from across a room; else the code itself."""
    known = _CAUSES.get(code)
    return code if known is None else translate("causes", str(known))


def place_of(alarm: Alarm) -> str:
    """The site that an alarm is of; of none are the central systems themselves."""
    return alarm.site or alarm.charge_point or translate("causes", "Central system")


@dataclass(frozen=True, slots=True)
class AlarmGroup:
    """Alarms of one cause at one site. `worst` is the one to look at first."""

    site: str
    worst: Alarm
    mark: Mark
    count: int
    deadline: datetime | None
    """When somebody must have acted on the first of them; None where all are acknowledged."""

    @property
    def acknowledged(self) -> bool:
        """Somebody has seen all of it."""
        return not self.mark.unacknowledged

    @property
    def pinned(self) -> bool:
        """Somebody must act now: an unacknowledged P1."""
        return pinned(self.worst)

    @property
    def cause(self) -> str:
        """The cause, and how many have it."""
        cause = short_cause(self.worst.code)
        if self.count == 1:
            return cause
        return translate("causes", "{0}, {1}").format(cause, self.count)


def groups_of(
    alarms: Iterable[Alarm], deadline: Callable[[Alarm], datetime | None]
) -> list[AlarmGroup]:
    """The worst group first: by priority, then what nobody has acknowledged, then time left."""
    together: dict[tuple[str, str], list[Alarm]] = defaultdict(list)
    for alarm in alarms:
        together[place_of(alarm), alarm.code].append(alarm)
    made: list[tuple[tuple[object, ...], AlarmGroup]] = []
    for (site, _code), members in together.items():
        ranked = sorted(members, key=lambda alarm: _rank(alarm, deadline(alarm)))
        worst = ranked[0]
        mark = replace(mark_of(worst), present=any(alarm.standing for alarm in members))
        group = AlarmGroup(site, worst, mark, len(members), deadline(worst))
        made.append((_rank(worst, group.deadline), group))
    made.sort(key=lambda entry: entry[0])
    return [group for _rank_of, group in made]


def _rank(alarm: Alarm, deadline: datetime | None) -> tuple[object, ...]:
    return (alarm.priority, *order(alarm, deadline))
