"""The catalogue: every alarm that there is, in one declaration each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import Enum, auto

from controlroom.domain.alarms import rules
from controlroom.domain.alarms.rules import Rule, reported
from controlroom.domain.charging import security_events as security
from controlroom.domain.values import dataclass

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
_NONE = timedelta(0)


class Scope(Enum):
    """What one alarm is of, where several parts of a charge point tell of it."""

    PART = auto()
    """Each part has its own."""
    CONNECTORS = auto()
    """Each connector has its own; once many have it, it is one alarm of the whole."""
    WHOLE = auto()
    """Whatever part tells of it, and however many do: it is one alarm."""


@dataclass(frozen=True, slots=True)
class AlarmType:
    """A row of the catalogue."""

    code: str
    priority: int
    rule: Rule
    act_within: timedelta
    """Time to the first action."""
    lasts: timedelta = _NONE
    """For what is no state but happens: it is over this long after it last happened."""
    off_delay: timedelta = _MINUTE
    on_delay: timedelta = _NONE
    scope: Scope = Scope.PART
    parents: tuple[str, ...] = ()
    """Codes that tell of the same, and of what to do about it, better: while one stands at the
    same connector, its EVSE or its charge point, this one is not raised."""


_FAULTS = (
    # How long a charge point may be silent depends on its site, so its rule says it.
    AlarmType("CP-SILENT", 3, rules.silent, 4 * _HOUR, off_delay=_MINUTE / 2),
    # A fault that is said live counts at once; one out of a queue settles first.
    AlarmType(
        "CON-FAULT", 3, rules.faulted, 4 * _HOUR,
        scope=Scope.CONNECTORS, parents=("HW-ESTOP", "HW-GND"),
    ),
    AlarmType("HW-ESTOP", 2, rules.emergency_stop, 10 * _MINUTE, scope=Scope.WHOLE),
    AlarmType("HW-GND", 3, rules.ground_failure, 4 * _HOUR, scope=Scope.CONNECTORS),
)  # fmt: skip
_SERVERS = (
    # Of a central system, not of any charge point.
    AlarmType("SYS-CLOCK", 2, rules.clock_out, 30 * _MINUTE, scope=Scope.WHOLE),
    AlarmType("SYS-DOWN", 2, rules.server_gone, 15 * _MINUTE, scope=Scope.WHOLE),
    # Told when it is over: while it lasts nothing can be written down.
    AlarmType("SYS-LOG", 2, rules.writing_failed, 15 * _MINUTE, 5 * _MINUTE),
    AlarmType("SYS-LINKS", 2, reported(security.NO_ROOM), 15 * _MINUTE, 10 * _MINUTE),
)
_ALLOWANCE = reported(security.TOO_FAST, over=security.WITHIN_RATE)
_NOT_ITSELF = reported(security.WRONG_KEY, security.FOREIGN_ORIGIN, security.UNKNOWN_IDENTITIES)
_SECURITY = (
    AlarmType("CP-RATE", 3, _ALLOWANCE, 4 * _HOUR),
    AlarmType("SEC-AUTH", 3, _NOT_ITSELF, 4 * _HOUR, 30 * _MINUTE),
    AlarmType("SEC-SHADOW", 2, reported(security.SECOND_LINK), 30 * _MINUTE, 30 * _MINUTE),
    AlarmType("SEC-LOGIN", 2, rules.password_guessed, 30 * _MINUTE, 30 * _MINUTE),
    AlarmType("SEC-RIGHT", 3, rules.right_denied, 24 * _HOUR, 30 * _MINUTE),
)
CATALOGUE: Mapping[str, AlarmType] = {kind.code: kind for kind in (*_FAULTS, *_SERVERS, *_SECURITY)}
