"""The catalogue: every alarm that there is, in one declaration each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import Enum, auto

from controlroom.domain.alarms import rules
from controlroom.domain.alarms.rules import Rule
from controlroom.domain.charging import security_events
from controlroom.domain.charging.events import (
    Booted,
    ComponentReported,
    FellSilent,
    HeardAgain,
    LinkClosed,
    LinkOpened,
    SecurityEventReported,
    StatusChanged,
    TransactionEnded,
)
from controlroom.domain.event import Event
from controlroom.domain.people.events import RightDenied, SignInTried
from controlroom.domain.server_events import ClockDeviated, ServerFound, ServerLost, WritingFailed
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
    rules: Mapping[type[Event], Rule]
    act_within: timedelta
    """Time to the first action."""
    off_delay: timedelta = _MINUTE
    on_delay: timedelta = _NONE
    lasts: timedelta = _NONE
    """For what is no state but happens: it is over this long after it last happened."""
    scope: Scope = Scope.PART
    parents: tuple[str, ...] = ()
    """Codes that tell of the same, and of what to do about it, better: while one stands at the
    same connector, its EVSE or its charge point, this one is not raised."""


CATALOGUE: Mapping[str, AlarmType] = {
    kind.code: kind
    for kind in (
        # How long a charge point may be silent depends on its site, so its rules say it.
        AlarmType(
            "CP-SILENT",
            3,
            {
                LinkClosed: rules.link_lost,
                FellSilent: rules.nothing_heard,
                LinkOpened: rules.heard,
                HeardAgain: rules.heard,
                Booted: rules.heard,
            },
            act_within=4 * _HOUR,
            off_delay=_MINUTE / 2,
        ),
        # A fault that is said live counts at once; one out of a queue settles first.
        AlarmType(
            "CON-FAULT",
            3,
            {StatusChanged: rules.faulted},
            act_within=4 * _HOUR,
            scope=Scope.CONNECTORS,
            parents=("HW-ESTOP", "HW-GND"),
        ),
        AlarmType(
            "HW-ESTOP",
            2,
            {
                StatusChanged: rules.stop_told_by_status,
                TransactionEnded: rules.stop_told_by_transaction,
                ComponentReported: rules.stop_told_by_component,
            },
            act_within=10 * _MINUTE,
            scope=Scope.WHOLE,
        ),
        AlarmType(
            "HW-GND",
            3,
            {
                StatusChanged: rules.ground_told_by_status,
                ComponentReported: rules.ground_told_by_component,
            },
            act_within=4 * _HOUR,
            scope=Scope.CONNECTORS,
        ),
        # Of a central system, not of any charge point.
        AlarmType(
            "SYS-CLOCK",
            2,
            {ClockDeviated: rules.clock_out},
            act_within=_HOUR / 2,
            scope=Scope.WHOLE,
        ),
        AlarmType(
            "SYS-DOWN",
            2,
            {ServerLost: rules.server_gone, ServerFound: rules.server_gone},
            act_within=15 * _MINUTE,
            scope=Scope.WHOLE,
        ),
        # Told when it is over: while it lasts nothing can be written down.
        AlarmType(
            "SYS-LOG",
            2,
            {WritingFailed: rules.writing_failed},
            act_within=15 * _MINUTE,
            lasts=5 * _MINUTE,
        ),
        AlarmType(
            "SYS-LINKS",
            2,
            {SecurityEventReported: rules.reported(security_events.NO_ROOM)},
            act_within=15 * _MINUTE,
            lasts=10 * _MINUTE,
        ),
        AlarmType(
            "CP-RATE",
            3,
            {
                SecurityEventReported: rules.reported(
                    security_events.TOO_FAST, over=security_events.WITHIN_RATE
                )
            },
            act_within=4 * _HOUR,
        ),
        AlarmType(
            "SEC-AUTH",
            3,
            {
                SecurityEventReported: rules.reported(
                    security_events.WRONG_KEY,
                    security_events.FOREIGN_ORIGIN,
                    security_events.UNKNOWN_IDENTITIES,
                )
            },
            act_within=4 * _HOUR,
            lasts=_HOUR / 2,
        ),
        AlarmType(
            "SEC-SHADOW",
            2,
            {SecurityEventReported: rules.reported(security_events.SECOND_LINK)},
            act_within=_HOUR / 2,
            lasts=_HOUR / 2,
        ),
        AlarmType(
            "SEC-LOGIN",
            2,
            {SignInTried: rules.password_guessed},
            act_within=_HOUR / 2,
            lasts=_HOUR / 2,
        ),
        AlarmType(
            "SEC-RIGHT",
            3,
            {RightDenied: rules.right_denied},
            act_within=24 * _HOUR,
            lasts=_HOUR / 2,
        ),
    )
}
