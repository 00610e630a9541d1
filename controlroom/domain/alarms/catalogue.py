"""The catalogue: every alarm that there is, with its priority and its times."""

from __future__ import annotations

from datetime import timedelta

from controlroom.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class AlarmType:
    """A row of the catalogue. Delays and the time to first action in seconds.

    CP-SILENT has no on-delay here: how long a charge point may be silent depends on its
    site, see `rules.silent_delay`.
    """

    code: str
    priority: int
    on_delay_s: int
    off_delay_s: int
    act_within_s: int
    lasts_s: int = 0
    """For what is no state but happens: it is over this long after it last happened."""

    @property
    def act_within(self) -> timedelta:
        return timedelta(seconds=self.act_within_s)


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
