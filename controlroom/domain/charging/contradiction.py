"""Sessions of which the station itself says that they are over, without telling their end.

Several makes call a connector free before they send the queued end of its transaction, and some
never send it. Whatever the end says when it comes replaces what is concluded here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from controlroom.domain.charging.charge_point import ChargePoint, Connector, ConnectorStatus
from controlroom.domain.charging.events import StatusChanged
from controlroom.domain.charging.session import ChargingSession
from controlroom.domain.charging.status_order import said_of
from controlroom.domain.event import Event

_FREE = frozenset({ConnectorStatus.AVAILABLE, ConnectorStatus.RESERVED})
"""No transaction goes on at a connector that waits for the next one."""
_CROSSING = timedelta(minutes=1)
"""By so much messages of one moment may overtake each other."""


def asks_first(point: ChargePoint) -> bool:
    """Whether a station is asked about a transaction before it is taken to be over."""
    return point.version.startswith("2")


def freed_by(event: StatusChanged, sessions: Iterable[ChargingSession]) -> list[ChargingSession]:
    """Open sessions of a charge point that a live status contradicts."""
    if not event.moved or event.replayed or event.status not in _FREE:
        return []
    here = [s for s in sessions if s.evse == event.evse and s.connector in (0, event.connector)]
    if event.estimated or event.asked:
        return here
    # One that began a moment later by the same clock has crossed this status on the way.
    return [s for s in here if not event.at < s.started <= event.at + _CROSSING]


def freed_since(
    event: Event, session: ChargingSession, connector: Connector, point: ChargePoint
) -> datetime | None:
    """Since when a connector is free at which a session out of a queue began before."""
    said = connector.status_at
    if not event.replayed or not session.active or session.evidence.freed is not None:
        return None
    if connector.status not in _FREE or not said_of(connector, point).here:
        return None
    return said if said is not None and said >= session.started else None
