"""The state of all charge points, and the two functions that move it.

`decide(event)` is pure: it reads the charge point's state and says what changes;
`apply(changes)` puts it in place. The same two run in the central system, in
every consumer and in every desktop, each on a Network of its own, over the same
journal: so all of them agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from controlroom.domain import transactions
from controlroom.domain.alarm import Alarm, AlarmState
from controlroom.domain.authorisation import Authorisation
from controlroom.domain.charge_point import (
    BootPolicy,
    ChargePoint,
    Connector,
    ConnectorStatus,
    Registration,
    Site,
)
from controlroom.domain.events import (
    AlarmChanged,
    Booted,
    Event,
    FellSilent,
    HeardAgain,
    LinkClosed,
    LinkOpened,
    MeterSampled,
    RegistrationChanged,
    SiteChanged,
    StatusChanged,
    TokenPresented,
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
)
from controlroom.domain.metering import Reading
from controlroom.domain.session import ChargingSession, ChargingState, with_charging_state

KEPT_SESSIONS = 20
"""Ended sessions a charge point that stay in memory, for repeated and late messages."""

_VEHICLE = {
    ConnectorStatus.CHARGING: ChargingState.CHARGING,
    ConnectorStatus.SUSPENDED_EV: ChargingState.SUSPENDED_EV,
    ConnectorStatus.SUSPENDED_EVSE: ChargingState.SUSPENDED_EVSE,
    ConnectorStatus.FINISHING: ChargingState.EV_CONNECTED,
}
_OCCUPIED = {
    ChargingState.CHARGING: ConnectorStatus.CHARGING,
    ChargingState.SUSPENDED_EV: ConnectorStatus.SUSPENDED_EV,
    ChargingState.SUSPENDED_EVSE: ConnectorStatus.SUSPENDED_EVSE,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the charge point is told."""

    transaction: str = ""
    authorisation: Authorisation | None = None
    boot: BootPolicy = BootPolicy.ACCEPTED


@dataclass(frozen=True, slots=True)
class Changes:
    """The new state of whatever an event changes.

    `event` is the one to be kept: what was decided may be written into it.
    `stored` False: the event was known already and is not kept again.
    """

    event: Event
    charge_point: ChargePoint | None = None
    connectors: tuple[Connector, ...] = ()
    sessions: tuple[ChargingSession, ...] = ()
    answer: Answer = field(default_factory=Answer)
    stored: bool = True


class Network:
    """All charge points. Reading is free; only `apply` and the `load_…` methods write."""

    def __init__(self) -> None:
        self.sites: dict[str, Site] = {}
        self.registrations: dict[str, Registration] = {}
        self.charge_points: dict[str, ChargePoint] = {}
        self.connectors: dict[str, dict[tuple[int, int], Connector]] = {}
        self.sessions: dict[str, dict[str, ChargingSession]] = {}
        """By charge point, then by session id; oldest first."""
        self.alarms: dict[int, Alarm] = {}
        """Every alarm that is not over."""
        self.last_seen: dict[str, datetime] = {}

    # --- reading ------------------------------------------------------------------------------

    def charge_point(self, identity: str) -> ChargePoint:
        return self.charge_points.get(identity) or ChargePoint(identity)

    def connector(self, identity: str, evse: int, connector: int) -> Connector:
        known = self.connectors.get(identity, {}).get((evse, connector))
        return known or Connector(identity, evse, connector)

    def active_sessions(self, identity: str) -> list[ChargingSession]:
        return [s for s in self.sessions.get(identity, {}).values() if s.active]

    # --- loading ------------------------------------------------------------------------------

    def load(
        self,
        *,
        sites: Iterable[Site] = (),
        registrations: Iterable[Registration] = (),
        charge_points: Iterable[ChargePoint] = (),
        connectors: Iterable[Connector] = (),
        sessions: Iterable[ChargingSession] = (),
        alarms: Iterable[Alarm] = (),
    ) -> None:
        """Take state as the store has it. Sessions come oldest first."""
        self.sites.update((s.name, s) for s in sites)
        self.registrations.update((r.id, r) for r in registrations)
        for point in charge_points:
            self.charge_points[point.id] = point
            if point.last_seen is not None:
                self.last_seen[point.id] = point.last_seen
        for connector in connectors:
            place = (connector.evse, connector.connector)
            self.connectors.setdefault(connector.charge_point, {})[place] = connector
        for session in sessions:
            self._keep(session)
        self.alarms.update((a.id, a) for a in alarms)

    def forget(self, identity: str) -> None:
        """Drop a charge point's state, before it is loaded anew."""
        for part in (self.charge_points, self.connectors, self.sessions):
            part.pop(identity, None)

    # --- deciding -----------------------------------------------------------------------------

    def decide(self, event: Event) -> Changes:
        """What the event changes. Pure, and reads that charge point's state only."""
        decider = _DECIDERS.get(type(event))
        return Changes(event) if decider is None else decider(self, event)

    def apply(self, changes: Changes) -> None:
        """Put changes in place."""
        event = changes.event
        identity = event.charge_point
        if identity and not isinstance(event, (RegistrationChanged, AlarmChanged)):
            seen = self.last_seen.get(identity)
            if seen is None or event.received > seen:
                self.last_seen[identity] = event.received
        if changes.charge_point is not None:
            self.charge_points[identity] = changes.charge_point
        for connector in changes.connectors:
            place = (connector.evse, connector.connector)
            self.connectors.setdefault(identity, {})[place] = connector
        for session in changes.sessions:
            self._keep(session)
        if isinstance(event, AlarmChanged):
            if event.alarm.state is AlarmState.NORMAL:
                self.alarms.pop(event.alarm.id, None)
            else:
                self.alarms[event.alarm.id] = event.alarm
        elif isinstance(event, SiteChanged):
            self.sites[event.site.name] = event.site
        elif isinstance(event, RegistrationChanged):
            self.registrations[event.registration.id] = event.registration

    def _keep(self, session: ChargingSession) -> None:
        kept = self.sessions.setdefault(session.charge_point, {})
        kept[session.id] = session
        if len(kept) > KEPT_SESSIONS:
            ended = [s.id for s in kept.values() if not s.active]
            for old in ended[: len(kept) - KEPT_SESSIONS]:
                del kept[old]


# --- one function a kind of event -------------------------------------------------------------


def _link_opened(network: Network, event: LinkOpened) -> Changes:
    point = replace(
        network.charge_point(event.charge_point),
        version=event.version,
        connected=True,
        silent=False,
        epoch=event.epoch,
        link_since=event.at,
        last_seen=event.at,
    )
    return Changes(event, point)


def _link_closed(network: Network, event: LinkClosed) -> Changes:
    point = network.charge_point(event.charge_point)
    if point.epoch != event.epoch or not point.connected:
        # The end of an older link says nothing about the newer one.
        return Changes(event)
    seen = network.last_seen.get(event.charge_point, point.last_seen)
    point = replace(point, connected=False, silent=False, link_since=event.at, last_seen=seen)
    return Changes(event, point)


def _fell_silent(network: Network, event: FellSilent) -> Changes:
    return Changes(event, replace(network.charge_point(event.charge_point), silent=True))


def _heard_again(network: Network, event: HeardAgain) -> Changes:
    return Changes(event, replace(network.charge_point(event.charge_point), silent=False))


def _booted(network: Network, event: Booted) -> Changes:
    point = replace(
        network.charge_point(event.charge_point),
        vendor=event.vendor,
        model=event.model,
        serial=event.serial,
        firmware=event.firmware,
        booted=event.at,
        boot_reason=event.reason,
    )
    registration = network.registrations.get(event.charge_point)
    boot = registration.boot if registration else BootPolicy.ACCEPTED
    return Changes(event, point, answer=Answer(boot=boot))


def moved(
    connector: Connector, event: Event, status: ConnectorStatus, link_since: datetime | None
) -> bool:
    """Whether a status message moves the live status.

    What was queued while offline never moves a status that was said live on this
    link; what is older than what we know moves nothing.
    """
    if connector.status is ConnectorStatus.UNKNOWN and connector.status_at is None:
        return True
    if event.replayed:
        said_live = not connector.replayed and connector.heard is not None
        if said_live and link_since is not None and connector.heard >= link_since:  # type: ignore[operator]
            return False
        return connector.status_at is None or event.at >= connector.status_at
    # Said live: the newest there is, unless the station's clock says it is older than that.
    return connector.replayed or connector.status_at is None or event.at >= connector.status_at


def _status(network: Network, event: StatusChanged) -> Changes:
    if event.evse == 0:
        point = replace(
            network.charge_point(event.charge_point),
            status=event.status,
            error_code=event.error_code,
        )
        return Changes(event, point)
    connector = network.connector(event.charge_point, event.evse, event.connector)
    session = next(
        (
            s
            for s in network.active_sessions(event.charge_point)
            if s.evse == event.evse and (s.connector == event.connector or not s.connector)
        ),
        None,
    )
    status = event.status
    if status is ConnectorStatus.OCCUPIED:
        if session is not None:
            status = _OCCUPIED.get(session.charging_state, ConnectorStatus.PREPARING)
        elif connector.status is not ConnectorStatus.FINISHING:
            status = ConnectorStatus.PREPARING
        else:
            status = connector.status
    sessions: tuple[ChargingSession, ...] = ()
    vehicle = _VEHICLE.get(status)
    if session is not None and vehicle is not None and event.status is status:
        newer = with_charging_state(session, vehicle, event.at)
        sessions = (newer,) if newer is not session else ()
    if not moved(connector, event, status, network.charge_point(event.charge_point).link_since):
        return Changes(replace(event, moved=False), sessions=sessions)
    connector = with_status(connector, status, event)
    connector = replace(
        connector,
        error_code=event.error_code,
        info=event.info,
        vendor_error=event.vendor_error,
    )
    return Changes(event, connectors=(connector,), sessions=sessions)


def with_status(connector: Connector, status: ConnectorStatus, event: Event) -> Connector:
    return replace(
        connector,
        status=status,
        since=connector.since if connector.status is status else event.at,
        status_at=event.at,
        heard=event.received,
        replayed=event.replayed,
    )


def with_measurement(connector: Connector, reading: Reading) -> Connector:
    """The newest reading; what it does not say stays as it was."""
    if connector.measured is not None and reading.at < connector.measured:
        return connector
    power = reading.power_w
    if (
        power is None
        and reading.register_wh is not None
        and connector.energy_wh is not None
        and connector.measured is not None
        and reading.register_wh >= connector.energy_wh
        and (seconds := (reading.at - connector.measured).total_seconds()) >= 1
    ):
        # A station that reports its register only: power is the register's slope.
        power = (reading.register_wh - connector.energy_wh) * 3600 / seconds
    keep = connector
    return replace(
        connector,
        power_w=keep.power_w if power is None else power,
        energy_wh=keep.energy_wh if reading.register_wh is None else reading.register_wh,
        current_a=reading.current_a or keep.current_a,
        voltage_v=reading.voltage_v or keep.voltage_v,
        soc=keep.soc if reading.soc is None else reading.soc,
        offered_w=keep.offered_w if reading.offered_w is None else reading.offered_w,
        measured=reading.at,
    )


def _token(_network: Network, event: TokenPresented) -> Changes:
    return Changes(event, answer=Answer(authorisation=event.authorisation))


def _transaction(
    network: Network,
    event: TransactionStarted | TransactionUpdated | TransactionEnded | MeterSampled,
) -> Changes:
    """Sessions are decided in `transactions`; here the connector follows."""
    outcome = transactions.decide(
        event,
        network.sessions.get(event.charge_point, {}),
        network.charge_point(event.charge_point).next_transaction,
        network.registrations.get(event.charge_point),
    )
    answer = Answer(
        transaction=outcome.session.transaction if outcome.session else "",
        authorisation=getattr(event, "authorisation", None),
    )
    if outcome.repeated:
        return Changes(event, answer=answer, stored=False)
    point = None
    if outcome.next_transaction is not None:
        point = replace(
            network.charge_point(event.charge_point), next_transaction=outcome.next_transaction
        )
    evse, number = event.evse, event.connector
    if evse == 0 and outcome.session is not None:
        # OCPP 1.6 stops a transaction without saying where it was.
        evse, number = outcome.session.evse, outcome.session.connector
        event = replace(event, evse=evse, connector=number)
    if evse == 0:
        return Changes(event, point, sessions=outcome.sessions, answer=answer)
    before = connector = network.connector(event.charge_point, evse, number or 1)
    for reading in outcome.readings:
        connector = with_measurement(connector, reading)
    session = outcome.session
    if session is not None and session in outcome.sessions:
        connector = _follow(connector, session, event, network)
    connectors = () if connector is before else (connector,)
    return Changes(event, point, connectors, outcome.sessions, answer)


def _follow(
    connector: Connector, session: ChargingSession, event: Event, network: Network
) -> Connector:
    """The connector shows the running transaction and, in OCPP 2.0.1, its charging state."""
    status: ConnectorStatus | None = None
    if session.active:
        other = network.sessions.get(event.charge_point, {}).get(connector.session)
        if other is None or not other.active or other.started <= session.started:
            connector = replace(connector, transaction=session.transaction, session=session.id)
        if not isinstance(event, MeterSampled) and getattr(event, "charging_state", None):
            status = _OCCUPIED.get(session.charging_state)
    elif connector.session == session.id:
        connector = replace(connector, transaction="", session="", power_w=0.0)
        if isinstance(event, TransactionEnded) and event.trigger:
            status = ConnectorStatus.FINISHING
    link_since = network.charge_point(event.charge_point).link_since
    if status is not None and status is not connector.status:
        if connector.status not in (
            ConnectorStatus.FAULTED,
            ConnectorStatus.UNAVAILABLE,
        ) and moved(connector, event, status, link_since):
            connector = with_status(connector, status, event)
    return connector


_DECIDERS: dict[type[Event], Callable[[Network, Any], Changes]] = {
    LinkOpened: _link_opened,
    LinkClosed: _link_closed,
    FellSilent: _fell_silent,
    HeardAgain: _heard_again,
    Booted: _booted,
    StatusChanged: _status,
    TokenPresented: _token,
    TransactionStarted: _transaction,
    TransactionUpdated: _transaction,
    TransactionEnded: _transaction,
    MeterSampled: _transaction,
}
