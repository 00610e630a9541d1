"""The state of all charge points, and the two functions that move it.

`decide(event)` is pure: it reads the charge point's state and says what changes;
`apply(changes)` puts it in place. The same two run in the central system, in
every consumer and in every desktop, each on a Network of its own, over the same
journal: so all of them agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from controlroom.domain.charging import transactions
from controlroom.domain.charging.charge_point import (
    BootPolicy,
    ChargePoint,
    Connector,
    ConnectorStatus,
    Registration,
    Site,
)
from controlroom.domain.charging.connector_rules import (
    OCCUPIED,
    VEHICLE,
    follow,
    going_on,
    is_beyond,
    kind_of_occupied,
    running,
    with_session,
)
from controlroom.domain.charging.contradiction import asks_first, freed_by, freed_since
from controlroom.domain.charging.events import (
    HEARD,
    Booted,
    ConnectorsCounted,
    FellSilent,
    HeardAgain,
    LinkClosed,
    LinkOpened,
    MeterSampled,
    RegistrationChanged,
    SessionEnded,
    SiteChanged,
    StatusChanged,
    TokenPresented,
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
)
from controlroom.domain.charging.session import ChargingSession, Closing
from controlroom.domain.charging.session_rules import close, free, with_charging_state
from controlroom.domain.charging.status_order import (
    decided,
    said_of,
    said_of_all,
    stamp_of,
    verdict_of,
    with_status,
)
from controlroom.domain.charging.transactions import Outcome, TransactionMessage
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import Authorisation
from controlroom.domain.values import dataclass

_PERIODIC = frozenset({"MeterValuePeriodic", "MeterValueClock"})
"""Triggers of OCPP 2.0.1 that come with the time, whatever happens."""
KEPT_SESSIONS = 20
"""Sessions a charge point that stay in memory besides the active ones, for late messages."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the charge point is told."""

    transaction: str = ""
    authorisation: Authorisation | None = None
    boot: BootPolicy = BootPolicy.ACCEPTED
    session: ChargingSession | None = None
    """The session that the message belongs to, as it stands with it."""
    total_cost: Decimal | None = None
    """What it costs until now, or cost in the end, with VAT; None: not charged for here."""


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
        self.last_seen: dict[str, datetime] = {}

    # --- reading ------------------------------------------------------------------------------

    def charge_point(self, identity: str) -> ChargePoint:
        return self.charge_points.get(identity) or ChargePoint(identity)

    def connector(self, identity: str, evse: int, connector: int) -> Connector:
        known = self.connectors.get(identity, {}).get((evse, connector))
        return known or Connector(identity, evse, connector)

    def active_sessions(self, identity: str) -> list[ChargingSession]:
        return [s for s in self.sessions.get(identity, {}).values() if s.active]

    def left(self, ended: ChargingSession) -> tuple[Connector, ...]:
        """The connector that shows a session which has ended, as it is without it."""
        connector = self.connectors.get(ended.charge_point, {}).get((ended.evse, ended.connector))
        if connector is None or connector.session != ended.id:
            return ()
        others = [s for s in self.active_sessions(ended.charge_point) if s.id != ended.id]
        return (with_session(connector, running(connector, others)),)

    # --- loading ------------------------------------------------------------------------------

    def load(
        self,
        *,
        sites: Iterable[Site] = (),
        registrations: Iterable[Registration] = (),
        charge_points: Iterable[ChargePoint] = (),
        connectors: Iterable[Connector] = (),
        sessions: Iterable[ChargingSession] = (),
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

    def forget(self, identity: str) -> None:
        """Drop a charge point's state, before it is loaded again."""
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
        if isinstance(event, HEARD):
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
        self._take(event)

    def _take(self, event: Event) -> None:
        """What an event carries whole."""
        if isinstance(event, SiteChanged):
            self.sites[event.site.name] = event.site
        elif isinstance(event, RegistrationChanged):
            self.registrations[event.registration.id] = event.registration

    def _keep(self, session: ChargingSession) -> None:
        kept = self.sessions.setdefault(session.charge_point, {})
        before = kept.get(session.id)
        kept[session.id] = session
        if session.active and before is not None:
            return
        ended = [s.id for s in kept.values() if not s.active]
        for old in ended[: max(0, len(ended) - KEPT_SESSIONS)]:
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
    point = network.charge_point(event.charge_point)
    point = replace(
        point,
        vendor=event.vendor,
        model=event.model,
        serial=event.serial,
        firmware=event.firmware,
        booted=event.at,
        boot_epoch=point.epoch,
        boot_reason=event.reason,
        status_stamp=None,
    )
    # Its clock may be another one since: stamps from before say nothing about those that follow.
    connectors = tuple(
        replace(connector, stamp=None, read_at=None, read_heard=None)
        for connector in network.connectors.get(event.charge_point, {}).values()
        if connector.stamp is not None or connector.read_at is not None
    )
    registration = network.registrations.get(event.charge_point)
    boot = registration.boot if registration else BootPolicy.ACCEPTED
    return Changes(event, point, connectors, answer=Answer(boot=boot))


def _counted(network: Network, event: ConnectorsCounted) -> Changes:
    point = network.charge_point(event.charge_point)
    if point.connectors == event.count:
        return Changes(event, stored=False)
    return Changes(event, replace(point, connectors=event.count))


def _status(network: Network, event: StatusChanged) -> Changes:
    identity = event.charge_point
    point, known = network.charge_point(identity), network.connectors.get(identity, {})
    if event.moved is None and is_beyond(point, known, (event.evse, event.connector)):
        event = replace(event, beyond=True)
    if event.evse == 0 or event.beyond:
        return _status_of_all(network, event)
    connector = network.connector(identity, event.evse, event.connector)
    status, session = event.status, going_on(event, network.sessions.get(identity, {}).values())
    sessions: tuple[ChargingSession, ...] = ()
    if status is ConnectorStatus.OCCUPIED:
        status = kind_of_occupied(connector, session)
    elif session is not None and (vehicle := VEHICLE.get(status)) is not None:
        newer = with_charging_state(session, vehicle, event.at)
        sessions = (newer,) if newer is not session else ()
    told = (status, event.error_code, event.info, event.vendor_error)
    shown = (connector.status, connector.error_code, connector.info, connector.vendor_error)
    news = told != shown or connector.replayed
    event = decided(event, said_of(connector, point), point, news=news)
    if not event.moved:
        return Changes(event, sessions=sessions)
    connector = replace(
        with_status(connector, status, event, point.epoch, verdict_of(event)),
        error_code=event.error_code,
        info=event.info,
        vendor_error=event.vendor_error,
    )
    over = [] if asks_first(point) else freed_by(event, network.active_sessions(identity))
    if over:
        sessions = tuple(free(session, event.at) for session in over)
        connector = with_session(connector, None)
    return Changes(event, connectors=(connector,), sessions=sessions)


def _status_of_all(network: Network, event: StatusChanged) -> Changes:
    """The charge point as a whole."""
    point = network.charge_point(event.charge_point)
    news = (event.status, event.error_code) != (point.status, point.error_code)
    event = decided(event, said_of_all(point), point, news=news)
    if not event.moved:
        return Changes(event)
    point = replace(
        point,
        status=event.status,
        error_code=event.error_code,
        status_stamp=stamp_of(event, verdict_of(event)) or point.status_stamp,
        status_epoch=point.epoch,
    )
    return Changes(event, point)


def _token(_network: Network, event: TokenPresented) -> Changes:
    return Changes(event, answer=Answer(authorisation=event.authorisation))


def _transaction(network: Network, event: TransactionMessage) -> Changes:
    """Sessions are decided in `transactions`; here the connectors follow."""
    identity = event.charge_point
    outcome = transactions.decide(
        event,
        network.sessions.get(identity, {}),
        network.charge_point(identity).next_transaction,
        network.registrations.get(identity),
    )
    session = outcome.session
    answer = Answer(
        transaction=session.transaction if session else "",
        authorisation=_told(event, outcome),
        session=session,
    )
    if outcome.repeated:
        return Changes(event, answer=answer, stored=False)
    point = None
    if outcome.next_transaction is not None:
        point = replace(network.charge_point(identity), next_transaction=outcome.next_transaction)
    if session is not None:
        event = _with_decision(event, session, outcome)
        outcome = _freed_meanwhile(network, event, outcome)
    connectors = follow(
        event,
        outcome,
        network.connectors.get(identity, {}),
        network.sessions.get(identity, {}),
        network.charge_point(identity),
    )
    if isinstance(event, TransactionUpdated) and _measures(network, event, outcome, connectors):
        event = replace(event, measures=True)
    return Changes(event, point, connectors, outcome.sessions, answer)


def _measures(
    network: Network,
    event: TransactionUpdated,
    outcome: Outcome,
    connectors: Iterable[Connector],
) -> bool:
    """Whether a message says nothing but meter values: all else goes on as it was."""
    session = outcome.session
    if event.trigger not in _PERIODIC or not event.samples or session is None:
        return False
    if event.token or event.remote_start is not None or outcome.begins or not session.active:
        return False
    before = network.sessions.get(event.charge_point, {}).get(session.id)
    if before is None or before.charging_state is not session.charging_state:
        return False
    # The first number after a gap is one to ask about, and so is a connector that is free.
    if len(before.evidence.numbers) != len(session.evidence.numbers):
        return False
    known = network.connector(event.charge_point, event.evse, event.connector)
    connector = next((one for one in connectors if one.key == known.key), known)
    return connector.status in OCCUPIED


def _freed_meanwhile(network: Network, event: TransactionMessage, outcome: Outcome) -> Outcome:
    """A session out of a queue, at a connector that its station has called free already."""
    session, point = outcome.session, network.charge_point(event.charge_point)
    if session is None or not isinstance(event, TransactionStarted) or asks_first(point):
        return outcome
    connector = network.connector(session.charge_point, session.evse, session.connector)
    since = freed_since(event, session, connector, point)
    if since is None:
        return outcome
    freed = free(session, since)
    sessions = tuple(freed if one.id == freed.id else one for one in outcome.sessions)
    return replace(outcome, session=freed, sessions=sessions)


def _told(event: TransactionMessage, outcome: Outcome) -> Authorisation | None:
    """The judgement of the token; of a start that is repeated the one it was given first."""
    if isinstance(event, MeterSampled):
        return None
    judgement, session = event.authorisation, outcome.session
    again = outcome.repeated and isinstance(event, TransactionStarted)
    if judgement is None or session is None or not again:
        return judgement
    return replace(judgement, status=session.authorisation, customer=session.customer)


def _with_decision(
    event: TransactionMessage, session: ChargingSession, outcome: Outcome
) -> TransactionMessage:
    """The event as it is kept: OCPP may end a transaction without saying where it was."""
    evse = event.evse or session.evse
    connector = event.connector or (session.connector if evse == session.evse else 1)
    if isinstance(event, MeterSampled):
        if (evse, connector) == (event.evse, event.connector):
            return event
        return replace(event, evse=evse, connector=connector)
    event = replace(
        event,
        evse=evse,
        connector=connector,
        transaction=session.transaction,
        session=session.id,
        begins=outcome.begins,
    )
    if outcome.end is None or isinstance(event, TransactionUpdated):
        return event
    if isinstance(event, TransactionEnded):
        return replace(event, own=outcome.end.own)
    return replace(event, end=outcome.end)


def _session_ended(network: Network, event: SessionEnded) -> Changes:
    """Its end was not told; what the station says later may still tell it."""
    session = network.sessions.get(event.charge_point, {}).get(event.session)
    if session is None or not session.active:
        return Changes(event)
    if event.by:
        ended = close(session, Closing(event.at, event.by, event.reason))
    else:
        ended = free(session, event.at)
    return Changes(event, connectors=network.left(ended), sessions=(ended,))


_DECIDERS: dict[type[Event], Callable[[Network, Any], Changes]] = {
    LinkOpened: _link_opened,
    LinkClosed: _link_closed,
    FellSilent: _fell_silent,
    HeardAgain: _heard_again,
    Booted: _booted,
    ConnectorsCounted: _counted,
    StatusChanged: _status,
    TokenPresented: _token,
    TransactionStarted: _transaction,
    TransactionUpdated: _transaction,
    TransactionEnded: _transaction,
    MeterSampled: _transaction,
    SessionEnded: _session_ended,
}
