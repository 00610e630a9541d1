"""What came of an exercise: faults that were planted, against what the journal tells.

Pure: facts in, a report out. Whoever planted a fault knows when and where; when its
alarm came, who acknowledged it and what was done about it stands in the journal only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from controlroom.domain.alarms.alarm import Alarm
from controlroom.domain.alarms.catalogue import CATALOGUE
from controlroom.domain.alarms.events import AlarmChanged
from controlroom.domain.charging.commands import Command, CommandChanged
from controlroom.domain.event import Event

EARLY = timedelta(seconds=5)
"""An alarm may be dated this much before its planting: clocks of two processes."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault of an exercise. `codes` are the alarms under which it may be seen."""

    number: int
    name: str
    says: str
    at: datetime
    charge_points: tuple[str, ...]
    codes: tuple[str, ...]
    site: str = ""
    whole_site: bool = False


class Outcome(StrEnum):
    """What came of one fault."""

    FOUND = "found"
    LATE = "late"
    """Found after the time in which somebody had to act."""
    MISSED = "missed"
    """Its alarm came, and nobody did anything."""
    UNSEEN = "unseen"
    """No alarm came, and nobody did anything."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault and what became of it."""

    planted: Planted
    alarm: Alarm | None = None
    """The first that told of it."""
    raised: datetime | None = None
    acknowledged: datetime | None = None
    by: str = ""
    """Who acknowledged or acted first."""
    acted: datetime | None = None
    action: str = ""
    """The first command that went to it."""

    @property
    def found(self) -> datetime | None:
        """When somebody first showed to know of it."""
        return min((at for at in (self.acknowledged, self.acted) if at), default=None)

    @property
    def took_s(self) -> float | None:
        """Seconds from its alarm to somebody's first deed; from the planting without alarm."""
        if self.found is None:
            return None
        return max(0.0, (self.found - (self.raised or self.planted.at)).total_seconds())

    @property
    def outcome(self) -> Outcome:
        """Found in time, late, or not at all."""
        took = self.took_s
        if took is None:
            return Outcome.UNSEEN if self.raised is None else Outcome.MISSED
        kind = CATALOGUE.get(self.alarm.code) if self.alarm else None
        return Outcome.LATE if kind and took > kind.act_within.total_seconds() else Outcome.FOUND


@dataclass(frozen=True, slots=True)
class Report:
    """An exercise that is over. `others`: alarms that nobody had planted."""

    began: datetime
    ended: datetime
    findings: tuple[Finding, ...]
    others: int = 0

    @property
    def found(self) -> int:
        """Faults that somebody found, in time or late."""
        return sum(finding.found is not None for finding in self.findings)

    @property
    def median_s(self) -> float | None:
        """The middle one of the times that finding took."""
        times = sorted(t for finding in self.findings if (t := finding.took_s) is not None)
        if not times:
            return None
        middle = len(times) // 2
        return times[middle] if len(times) % 2 else (times[middle - 1] + times[middle]) / 2


def report(
    planted: Sequence[Planted], events: Iterable[Event], began: datetime, ended: datetime
) -> Report:
    """What was found, how fast, what was missed.

    An alarm belongs to the newest fault planted where it was raised that has its code; a
    command to the newest fault at its charge point.
    """
    alarms: dict[int, list[Alarm]] = {}
    commands: list[Command] = []
    for event in events:
        if isinstance(event, AlarmChanged):
            alarms.setdefault(event.alarm.id, []).append(event.alarm)
        elif isinstance(event, CommandChanged):
            commands.append(event.command)
    told: dict[int, list[list[Alarm]]] = {fault.number: [] for fault in planted}
    others = 0
    for course in alarms.values():
        fault = _newest(planted, course[0])
        if fault is not None:
            told[fault.number].append(course)
        elif course[0].raised >= began - EARLY:
            others += 1
    findings = tuple(
        _finding(fault, told[fault.number], list(_acts(fault, planted, commands)))
        for fault in sorted(planted, key=lambda fault: fault.at)
    )
    return Report(began, ended, findings, others)


def _newest(planted: Sequence[Planted], alarm: Alarm) -> Planted | None:
    fits = [
        fault
        for fault in planted
        if alarm.code in fault.codes
        and alarm.raised >= fault.at - EARLY
        and (alarm.charge_point in fault.charge_points or _of_site(fault, alarm))
    ]
    return max(fits, key=lambda fault: fault.at, default=None)


def _of_site(fault: Planted, alarm: Alarm) -> bool:
    return not alarm.charge_point and bool(fault.site) and alarm.site == fault.site


def _acts(
    fault: Planted, planted: Sequence[Planted], commands: Iterable[Command]
) -> Iterator[Command]:
    """Commands to the place of a fault after it was planted, until the next one there."""
    for command in commands:
        point = command.charge_point
        if point not in fault.charge_points:
            continue
        here = [f for f in planted if point in f.charge_points and f.at <= command.asked]
        if here and max(here, key=lambda f: f.at) is fault:
            yield command


def _finding(fault: Planted, courses: list[list[Alarm]], acts: list[Command]) -> Finding:
    first = min(courses, key=lambda course: course[0].raised, default=None)
    seen = [a for course in courses for a in course if a.acknowledged_at is not None]
    known = min(seen, key=lambda a: a.acknowledged_at or a.changed, default=None)
    act = min(acts, key=lambda command: command.asked, default=None)
    acknowledged = known.acknowledged_at if known else None
    by = known.acknowledged_by if known else ""
    if act is not None and (acknowledged is None or act.asked < acknowledged):
        by = act.asked_by
    return Finding(
        fault,
        alarm=first[0] if first else None,
        raised=first[0].raised if first else None,
        acknowledged=acknowledged,
        by=by,
        acted=act.asked if act else None,
        action=act.wish.verb if act else "",
    )
