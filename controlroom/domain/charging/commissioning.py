"""From a charge point on paper to one in operation: the steps, and which of them are done.

A step is done by a fact, never by a tick in a box: the link was seen, a configuration was
accepted, a session drew energy, a person confirmed. Facts from before the present commissioning
do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from controlroom.domain.charging.charge_point import ChargePoint, Phase, Registration
from controlroom.domain.charging.commands import Command
from controlroom.domain.charging.events import RegistrationChanged
from controlroom.domain.charging.session import ChargingSession
from controlroom.domain.charging.wishes import ChangeConfiguration, GetConfiguration, Wish
from controlroom.domain.values import dataclass

TEST_WH = 100
"""Energy of a test session, in Wh: less is a contactor that closed, and no charging."""

BEFORE_OPERATION = frozenset({Phase.PLANNED, Phase.COMMISSIONING})
CONFIGURING: tuple[type[Wish], ...] = (GetConfiguration, ChangeConfiguration)


class Step(StrEnum):
    """What must be seen before a charge point goes into operation, in this order."""

    CONNECTED = "connected"
    """Its link was seen."""
    CONFIGURED = "configured"
    """It accepted that its configuration was read or changed."""
    TESTED = "tested"
    """A session ended with at least `TEST_WH`."""
    CONFIRMED = "confirmed"
    """A person said that it works."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A step, and when it was done; None: not yet."""

    step: Step
    done: datetime | None = None
    detail: str = ""
    """What it was done by: a session's id, a person."""


def begun(history: Iterable[RegistrationChanged]) -> datetime | None:
    """When the present commissioning began; `history` is oldest first.

    None where the charge point is in operation or retired, or nothing is told of it.
    """
    since: datetime | None = None
    for change in history:
        if change.registration.phase not in BEFORE_OPERATION:
            since = None
        elif since is None:
            since = change.at
    return since


def standings(
    registration: Registration,
    point: ChargePoint,
    commands: Sequence[Command],
    sessions: Sequence[ChargingSession],
    since: datetime | None = None,
) -> tuple[Standing, ...]:
    """Every step with when it was done. `since`: what was before does not count."""
    return (
        _connected(point, since),
        _configured(commands, since),
        _tested(sessions, since),
        Standing(Step.CONFIRMED, registration.confirmed, registration.confirmed_by),
    )


def may_confirm(steps: Iterable[Standing]) -> bool:
    """Whether only a person's word is missing."""
    missing = [standing.step for standing in steps if standing.done is None]
    return missing == [Step.CONFIRMED]


def _counts(at: datetime | None, since: datetime | None) -> bool:
    return at is not None and (since is None or at >= since)


def _connected(point: ChargePoint, since: datetime | None) -> Standing:
    seen = [at for at in (point.link_since, point.last_seen, point.booted) if _counts(at, since)]
    if point.connected and not seen and point.link_since is not None:
        seen = [point.link_since]  # connected since before, and still is
    return Standing(Step.CONNECTED, min((at for at in seen if at), default=None))


def _configured(commands: Sequence[Command], since: datetime | None) -> Standing:
    accepted = [
        command.asked
        for command in commands
        if isinstance(command.wish, CONFIGURING)
        and command.status.accepted
        and _counts(command.asked, since)
    ]
    return Standing(Step.CONFIGURED, min(accepted, default=None))


def _tested(sessions: Sequence[ChargingSession], since: datetime | None) -> Standing:
    ended = [
        (session.ended, session.id)
        for session in sessions
        if session.ended is not None
        and session.energy_wh >= TEST_WH
        and _counts(session.started, since)
    ]
    if not ended:
        return Standing(Step.TESTED)
    first, identity = min(ended)
    return Standing(Step.TESTED, first, identity)
