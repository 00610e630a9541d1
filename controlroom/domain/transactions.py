"""What transaction messages make of a charge point's sessions.

Messages come late, twice and out of order. The start is known by its own content,
the rest by the transaction's id; what matches nothing is kept as an orphan that a
person decides on, never thrown away.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from controlroom.domain.authorisation import AuthorisationStatus
from controlroom.domain.charge_point import Registration
from controlroom.domain.events import (
    MeterSampled,
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
)
from controlroom.domain.metering import Reading, readings
from controlroom.domain.session import (
    ChargingSession,
    Hold,
    SessionState,
    add_hold,
    end,
    with_charging_state,
    with_reading,
)

TransactionMessage: TypeAlias = (
    TransactionStarted | TransactionUpdated | TransactionEnded | MeterSampled
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`session` is the one the message belongs to; `sessions` those that changed."""

    session: ChargingSession | None
    sessions: tuple[ChargingSession, ...] = ()
    readings: tuple[Reading, ...] = ()
    next_transaction: int | None = None
    repeated: bool = False


def decide(
    event: TransactionMessage,
    sessions: dict[str, ChargingSession],
    next_transaction: int,
    registration: Registration | None,
) -> Outcome:
    """Decide on the sessions of one charge point (by id, oldest first)."""
    if isinstance(event, TransactionStarted):
        return _started(event, sessions, next_transaction, registration)
    if isinstance(event, TransactionEnded):
        return _ended(event, sessions, registration)
    return _sampled(event, sessions, registration)


def _find(sessions: dict[str, ChargingSession], transaction: str) -> ChargingSession | None:
    for session in reversed(sessions.values()):
        if session.transaction == transaction:
            return session
    return None


def _new_id(sessions: dict[str, ChargingSession], charge_point: str, transaction: str) -> str:
    """Unique even where a station counts its transactions from the beginning again."""
    identity = f"{charge_point}:{transaction}"
    again = 2
    while identity in sessions:
        identity = f"{charge_point}:{transaction}~{again}"
        again += 1
    return identity


def _begin(
    event: TransactionMessage,
    sessions: dict[str, ChargingSession],
    transaction: str,
    registration: Registration | None,
) -> ChargingSession:
    authorisation = getattr(event, "authorisation", None)
    session = ChargingSession(
        id=_new_id(sessions, event.charge_point, transaction),
        charge_point=event.charge_point,
        evse=event.evse,
        connector=event.connector or (1 if event.evse else 0),
        transaction=transaction,
        site=registration.site if registration else "",
        token=getattr(event, "token", ""),
        customer=authorisation.customer if authorisation else None,
        authorisation=authorisation.status if authorisation else AuthorisationStatus.INVALID,
        started=event.at,
        rated_w=registration.rated_w if registration else None,
        estimated=event.estimated,
    )
    if isinstance(event, TransactionStarted):
        session = replace(session, stamp=event.stamp, meter_start=event.meter_start)
    return session


def _is_repeat(session: ChargingSession, event: TransactionStarted) -> bool:
    """The same start again: its answer was lost on the way, or the queue replays."""
    if event.transaction:
        return session.transaction == event.transaction and session.stamp == event.stamp
    return (
        session.stamp == event.stamp != ""
        and session.connector == event.connector
        and session.token.casefold() == event.token.casefold()
        and session.meter_start == event.meter_start
    )


def _started(
    event: TransactionStarted,
    sessions: dict[str, ChargingSession],
    next_transaction: int,
    registration: Registration | None,
) -> Outcome:
    for known in sessions.values():
        if _is_repeat(known, event):
            return Outcome(known, repeated=True)
    found = tuple(readings(event.samples))
    if event.transaction:
        early = _find(sessions, event.transaction)
        if early is not None and not early.stamp:
            # Later parts of the transaction were replayed before its start.
            session = _complete(early, event, found)
            return Outcome(session, (session,), found)
        transaction, following = event.transaction, None
    else:
        transaction, following = str(next_transaction), next_transaction + 1
    session = _begin(event, sessions, transaction, registration)
    for reading in found:
        session = with_reading(session, reading)
    if event.charging_state is not None:
        session = with_charging_state(session, event.charging_state, event.at)
    changed = [session]
    for other in sessions.values():
        if not other.active or (other.evse, other.connector) != (session.evse, session.connector):
            continue
        if other.started <= session.started:
            changed.insert(0, _supersede(other, session.started))
        else:
            # A start out of the queue, older than what runs now: its own end will follow.
            continue
    return Outcome(session, tuple(changed), found, following)


def _supersede(session: ChargingSession, at: datetime) -> ChargingSession:
    until = session.register_at or at
    ended = end(session, max(session.started, until), None, "Superseded", estimated=False)
    return add_hold(ended, Hold.SUPERSEDED)


def _complete(
    session: ChargingSession, event: TransactionStarted, found: tuple[Reading, ...]
) -> ChargingSession:
    authorisation = event.authorisation
    first = next((r.register_wh for r in found if r.register_wh is not None), None)
    meter_start = event.meter_start if event.meter_start is not None else first
    if meter_start is None:
        meter_start = session.meter_start
    session = replace(
        session,
        started=min(event.at, session.started),
        stamp=event.stamp,
        evse=session.evse or event.evse,
        connector=session.connector or event.connector or 1,
        token=event.token or session.token,
        customer=authorisation.customer if authorisation else session.customer,
        authorisation=authorisation.status if authorisation else session.authorisation,
        meter_start=meter_start,
        estimated=session.estimated or event.estimated,
    )
    last = session.meter_stop if session.ended else session.register_wh
    if Hold.METER_BACK not in session.holds and last is not None and meter_start is not None:
        session = replace(session, energy_wh=max(0, last - meter_start))
    if session.ended is None:
        return session
    again = tuple(
        h for h in session.holds if h not in (Hold.ORPHAN, Hold.NO_METER, Hold.NOT_AUTHORISED)
    )
    reopened = replace(session, holds=again, state=SessionState.ENDED)
    return end(
        reopened,
        session.ended,
        session.meter_stop,
        session.stop_reason,
        estimated=session.estimated,
    )


def _authorised(session: ChargingSession, event: TransactionUpdated) -> ChargingSession:
    """OCPP 2.0.1 may present the token after the transaction began."""
    if event.authorisation is None or not event.token or session.customer is not None:
        return session
    return replace(
        session,
        token=event.token,
        customer=event.authorisation.customer,
        authorisation=event.authorisation.status,
    )


def _sampled(
    event: MeterSampled | TransactionUpdated,
    sessions: dict[str, ChargingSession],
    registration: Registration | None,
) -> Outcome:
    found = tuple(readings(event.samples))
    session = _find(sessions, event.transaction) if event.transaction else None
    new = False
    if session is None and isinstance(event, TransactionUpdated):
        session = _begin(event, sessions, event.transaction, registration)
        new = True
    if session is None:
        return Outcome(None, (), found)
    before = session
    for reading in found:
        session = with_reading(session, reading)
    if isinstance(event, TransactionUpdated):
        session = _authorised(session, event)
        if event.charging_state is not None:
            session = with_charging_state(session, event.charging_state, event.at)
    changed = (session,) if new or session is not before else ()
    return Outcome(session, changed, found)


def _ended(
    event: TransactionEnded,
    sessions: dict[str, ChargingSession],
    registration: Registration | None,
) -> Outcome:
    found = tuple(readings(event.samples))
    session = _find(sessions, event.transaction)
    if session is None:
        session = _by_time(event, sessions)
    if session is None:
        session = _begin(event, sessions, event.transaction, registration)
        for reading in found:
            session = with_reading(session, reading)
        session = end(
            session, event.at, event.meter_stop, event.stop_reason, estimated=event.estimated
        )
        session = add_hold(session, Hold.ORPHAN)
        return Outcome(session, (session,), found)
    if session.ended is not None and Hold.SUPERSEDED not in session.holds:
        return Outcome(session, repeated=True)
    if session.ended is not None:
        # Superseded, and now its end was told after all.
        holds = tuple(h for h in session.holds if h is not Hold.SUPERSEDED)
        session = replace(session, state=SessionState.ACTIVE, ended=None, holds=holds)
    for reading in found:
        session = with_reading(session, reading)
    session = end(session, event.at, event.meter_stop, event.stop_reason, estimated=event.estimated)
    return Outcome(session, (session,), found)


def _by_time(
    event: TransactionEnded, sessions: dict[str, ChargingSession]
) -> ChargingSession | None:
    """A station that began offline may not know its transaction's id and says -1 or 0."""
    if event.transaction not in ("-1", "0", ""):
        return None
    token = event.token.casefold()
    running = [
        s
        for s in sessions.values()
        if s.active and s.started <= event.at and (not token or s.token.casefold() == token)
    ]
    return running[-1] if len(running) == 1 else None
