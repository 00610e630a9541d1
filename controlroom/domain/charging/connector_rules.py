"""How messages move a connector: its live status, its newest reading, its session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TypeAlias

from controlroom.domain.charging.charge_point import ChargePoint, Connector, ConnectorStatus
from controlroom.domain.charging.connector_readings import read_until, with_readings
from controlroom.domain.charging.events import MeterSampled, StatusChanged, TransactionEnded
from controlroom.domain.charging.registers import FLOWS_W
from controlroom.domain.charging.session import ChargingSession, ChargingState
from controlroom.domain.charging.status_order import judge, said_of, with_status
from controlroom.domain.charging.transactions import Outcome, TransactionMessage

Place: TypeAlias = tuple[int, int]
"""EVSE and connector."""

VEHICLE = {
    ConnectorStatus.CHARGING: ChargingState.CHARGING,
    ConnectorStatus.SUSPENDED_EV: ChargingState.SUSPENDED_EV,
    ConnectorStatus.SUSPENDED_EVSE: ChargingState.SUSPENDED_EVSE,
    ConnectorStatus.FINISHING: ChargingState.EV_CONNECTED,
}
"""What a status of OCPP 1.6 says of the vehicle."""

_OCCUPIED = {
    ChargingState.CHARGING: ConnectorStatus.CHARGING,
    ChargingState.SUSPENDED_EV: ConnectorStatus.SUSPENDED_EV,
    ChargingState.SUSPENDED_EVSE: ConnectorStatus.SUSPENDED_EVSE,
}

OCCUPIED = frozenset(
    {
        *_OCCUPIED.values(),
        ConnectorStatus.PREPARING,
        ConnectorStatus.FINISHING,
        ConnectorStatus.OCCUPIED,
    }
)
_EARLY = timedelta(minutes=1)
_CHARGES = frozenset(_OCCUPIED.values())
OUT_OF_USE = frozenset({ConnectorStatus.FAULTED, ConnectorStatus.UNAVAILABLE})
"""What a running transaction does not talk away."""


def occupied(session: ChargingSession) -> ConnectorStatus | None:
    """OCPP 2.0.1 says Occupied only; the session tells which kind. None where it cannot."""
    state = session.charging_state
    if state is ChargingState.IDLE:
        return None
    if state is ChargingState.EV_CONNECTED:
        states = session.evidence.states
        if not states and session.energy_wh > 0:
            return ConnectorStatus.CHARGING  # what is not told, the meter tells
        begun = session.energy_wh > 0 or any(s is ChargingState.CHARGING for *_, s in states)
        return ConnectorStatus.FINISHING if begun else ConnectorStatus.PREPARING
    return _OCCUPIED[state]


def kind_of_occupied(connector: Connector, session: ChargingSession | None) -> ConnectorStatus:
    """Which kind a connector of OCPP 2.0.1 is that says no more than Occupied."""
    if session is not None and session.active:
        return occupied(session) or ConnectorStatus.PREPARING
    # The vehicle of the session that ended still stands there.
    finishing = connector.status is ConnectorStatus.FINISHING
    return ConnectorStatus.FINISHING if finishing else ConnectorStatus.PREPARING


def going_on(event: StatusChanged, sessions: Iterable[ChargingSession]) -> ChargingSession | None:
    """The session that was going on at the connector when the status was true."""
    here = [
        session
        for session in sessions
        if session.evse == event.evse and session.connector in (0, event.connector)
    ]
    # Some stations say Charging a moment before the start of the transaction.
    for moment in (event.at, event.at + _EARLY):
        found = [s for s in here if s.covers(moment)]
        if found:
            return max(found, key=lambda s: s.started)
    return None


def with_session(connector: Connector, running: ChargingSession | None) -> Connector:
    """Show the running session, or that there is none any more."""
    if running is not None:
        if connector.session == running.id:
            return connector
        return replace(connector, transaction=running.transaction, session=running.id)
    if not connector.session:
        return connector
    return replace(connector, transaction="", session="", power_w=0.0)


def is_beyond(point: ChargePoint, known: Mapping[Place, Connector], place: Place) -> bool:
    """Whether a charge point that has these connectors cannot have one more."""
    return place[0] != 0 and place not in known and len(known) >= point.most_connectors


def follow(
    event: TransactionMessage,
    outcome: Outcome,
    known: Mapping[Place, Connector],
    sessions: Mapping[str, ChargingSession],
    point: ChargePoint,
) -> tuple[Connector, ...]:
    """The connector that was measured and those of the sessions that changed, where they differ.

    `known` and `sessions` are the charge point's own, as they were before.
    """
    changed: dict[Place, Connector] = {}

    def at(evse: int, number: int) -> Connector:
        place = (evse, number)
        connector = changed.get(place) or known.get(place)
        return connector or Connector(event.charge_point, evse, number)

    before = at(event.evse, event.connector or 1)
    if event.evse:
        changed[before.key[1:]] = with_readings(before, outcome.readings, event, point)
    now: dict[str, ChargingSession] = {}
    for session in outcome.sessions:
        if session.evse:
            connector = at(session.evse, session.connector)
            if (
                isinstance(event, MeterSampled)
                and session.active
                and connector.session == session.id
            ):
                continue  # nine messages in ten: it runs on and is shown already
            now = now or {**sessions, **{s.id: s for s in outcome.sessions}}
            runs = running(connector, now.values())
            connector = _shown(connector, session, runs, event)
            changed[connector.key[1:]] = _concluded(connector, session, runs, event, point)
    for session in outcome.sessions:
        measured = changed.get((session.evse, session.connector))
        if measured is not None and measured.status is not ConnectorStatus.CHARGING:
            grown = session.energy_wh > _energy(sessions.get(session.id))
            if grown and _charges(session, before, measured):
                changed[measured.key[1:]] = _moved(measured, ConnectorStatus.CHARGING, event, point)
    return tuple(
        connector
        for place, connector in changed.items()
        if known.get(place) is not connector and not is_beyond(point, known, place)
    )


def running(connector: Connector, sessions: Iterable[ChargingSession]) -> ChargingSession | None:
    """The newest session that goes on at a connector."""
    place = connector.key[1:]
    here = (s for s in sessions if s.active and (s.evse, s.connector) == place)
    return max(here, key=lambda s: s.started, default=None)


def _shown(
    connector: Connector,
    session: ChargingSession,
    running: ChargingSession | None,
    event: TransactionMessage,
) -> Connector:
    """The connector shows the running transaction."""
    shown = connector.session
    if running is None and shown == session.id and session.ended is not None:
        last = max(connector.read_at or session.ended, session.ended)
        connector = read_until(connector, last, event, replayed=event.replayed)
    return with_session(connector, running)


def _concluded(
    connector: Connector,
    session: ChargingSession,
    running: ChargingSession | None,
    event: TransactionMessage,
    point: ChargePoint,
) -> Connector:
    """A transaction event of OCPP 2.0.1 lets us conclude the status; 1.6 says its own."""
    status = _conclusion(connector, session, running, event)
    return connector if status is None else _moved(connector, status, event, point)


def _energy(session: ChargingSession | None) -> int:
    return 0 if session is None else session.energy_wh


def _charges(session: ChargingSession, before: Connector, measured: Connector) -> bool:
    """Whether the meter shows that a session that draws energy is charging.

    Where the vehicle's state was told, a power must show it, between two readings since: the
    energy may be of the time before.
    """
    if not session.active or measured.session != session.id:
        return False
    if not session.evidence.states:
        return True
    since = measured.status_at
    return (
        (measured.power_w or 0.0) >= FLOWS_W
        and since is not None
        and before.read_at is not None
        and before.read_at >= since
    )


def _moved(
    connector: Connector, status: ConnectorStatus, event: TransactionMessage, point: ChargePoint
) -> Connector:
    """The connector with a status that was concluded, where the event may move it."""
    if status is connector.status or connector.status in OUT_OF_USE:
        return connector
    verdict = judge(event, said_of(connector, point), point)
    if not verdict.moves:
        return connector
    return with_status(connector, status, event, point.epoch, verdict)


def _conclusion(
    connector: Connector,
    session: ChargingSession,
    running: ChargingSession | None,
    event: TransactionMessage,
) -> ConnectorStatus | None:
    if isinstance(event, MeterSampled) or session.id != event.session:
        return None
    if isinstance(event, TransactionEnded):
        # In OCPP 1.6 it may be a status that the register told: the station said none.
        free = running is None and connector.status in (OCCUPIED if event.trigger else _CHARGES)
        return ConnectorStatus.FINISHING if free else None
    if not event.trigger:
        return None
    said = event.charging_state is not None and running is session
    return occupied(session) if said else None
