"""What transaction messages make of a charge point's sessions.

Messages come late, twice and out of order. The start is known by its own content,
the rest by the transaction's id; what matches nothing is kept as an orphan that a
person decides on, never thrown away.

Who decides first writes the session into the event. Readers of the journal follow
that, because they may not know the older sessions that were at hand then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeAlias

from controlroom.domain.charging.charge_point import Registration
from controlroom.domain.charging.events import (
    MeterSampled,
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
)
from controlroom.domain.charging.local_transaction_ids import (
    UNNAMED,
    climbing,
    ended_by,
    ending,
    is_ours,
    same_end,
    sampled,
    told_before,
)
from controlroom.domain.charging.metering import Reading, first_readings, readings
from controlroom.domain.charging.registers import plausible
from controlroom.domain.charging.sequence_numbers import with_number
from controlroom.domain.charging.session import ChargingSession, End
from controlroom.domain.charging.session_rules import (
    end,
    judged,
    with_charging_state,
    with_own_id,
    with_reading,
    with_token,
    without_end,
)
from controlroom.domain.charging.session_succession import in_order
from controlroom.domain.people.authorisation import AuthorisationStatus, card
from controlroom.domain.values import dataclass

TransactionMessage: TypeAlias = (
    TransactionStarted | TransactionUpdated | TransactionEnded | MeterSampled
)

_HIGHEST_NUMBER = 2**31 - 1
_LOST_NUMBERS = 1000
"""A number so little above ours was given before the database was restored from a backup; one
further above is the station's own, and to count on from there would run into its next ones."""
_ENDING = frozenset({"StopAuthorized", "Deauthorized"})
"""Triggers whose token ends a transaction instead of paying for it."""
_STATE_TOLD = frozenset({"", "ChargingStateChanged"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """`session` is the one the message belongs to; `sessions` those that changed."""

    session: ChargingSession | None
    sessions: tuple[ChargingSession, ...] = ()
    readings: tuple[Reading, ...] = ()
    next_transaction: int | None = None
    repeated: bool = False
    begins: bool = False
    """It is the first that is heard of its session."""
    end: End | None = None
    """An end under an id of the station's own that was found to be the session's."""


def decide(
    event: TransactionMessage,
    sessions: Mapping[str, ChargingSession],
    next_transaction: int,
    registration: Registration | None,
) -> Outcome:
    """Decide on the sessions of one charge point (by id)."""
    if isinstance(event, MeterSampled):
        return _sampled(event, sessions)
    if event.session and event.session not in sessions and not event.begins:
        # Decided already, on an older session that is not at hand here.
        return Outcome(None, (), tuple(readings(event.samples)))
    if isinstance(event, TransactionStarted):
        outcome = _started(event, sessions, next_transaction, registration)
    elif isinstance(event, TransactionEnded):
        outcome = _ended(event, sessions, next_transaction, registration)
    else:
        outcome = _updated(event, sessions, registration)
    return outcome if event.seq_no is None else _counted(outcome, event.seq_no)


def _counted(outcome: Outcome, seq_no: int) -> Outcome:
    """Note the message's number. One that is heard again says nothing: some say 0 for ever."""
    session = outcome.session
    if session is None or outcome.repeated:
        return outcome
    numbers = with_number(session.evidence.numbers, seq_no)
    if numbers is session.evidence.numbers:
        return outcome
    session = replace(session, evidence=replace(session.evidence, numbers=numbers))
    others = (other for other in outcome.sessions if other.id != session.id)
    return replace(outcome, session=session, sessions=(*others, session))


def wanted(
    event: TransactionStarted | TransactionUpdated | TransactionEnded,
    sessions: Mapping[str, ChargingSession],
) -> str:
    """Id of a session that the event may concern and that is not at hand; "" where it is.

    A session that ended long ago may have left memory; it must be fetched before the
    event is decided, or it would be begun a second time.
    """
    if not event.transaction or find(event, sessions) is not None:
        return ""
    if _is_numbered(event) and not is_ours(event.transaction):
        return ""
    return f"{event.charge_point}:{event.transaction}"


def find(
    event: TransactionMessage, sessions: Mapping[str, ChargingSession]
) -> ChargingSession | None:
    """The session of the event's transaction, where it is at hand."""
    if not isinstance(event, MeterSampled) and event.session:
        return sessions.get(event.session)
    same = [s for s in sessions.values() if s.transaction == event.transaction]
    # A station that counts from the beginning again has used the same id before.
    begun = [s for s in same if s.started <= event.at]
    return max(begun or same, key=lambda s: s.started, default=None)


def _is_numbered(event: TransactionStarted | TransactionUpdated | TransactionEnded) -> bool:
    """Whether we number the transaction: OCPP 1.6, where nothing says why a message is sent."""
    return not event.trigger and not isinstance(event, TransactionUpdated)


# --- beginning --------------------------------------------------------------------------------


def _begin(
    event: TransactionStarted | TransactionUpdated | TransactionEnded,
    identity: str,
    transaction: str,
    registration: Registration | None,
) -> ChargingSession:
    return ChargingSession(
        id=event.session or identity,
        charge_point=event.charge_point,
        evse=event.evse,
        connector=event.connector or (1 if event.evse else 0),
        transaction=transaction,
        site=registration.site if registration else "",
        token="",
        customer=None,
        authorisation=AuthorisationStatus.INVALID,
        started=event.at,
        rated_w=registration.rated_w if registration else None,
    )


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _identity(event: TransactionMessage, sessions: Mapping[str, ChargingSession]) -> str:
    """Unique even where a station counts its transactions from the beginning again."""
    identity = f"{event.charge_point}:{event.transaction}"
    return f"{identity}@{_moment(event.at)}" if identity in sessions else identity


def _started(
    event: TransactionStarted,
    sessions: Mapping[str, ChargingSession],
    next_transaction: int,
    registration: Registration | None,
) -> Outcome:
    for known in sessions.values():
        if _is_repeat(known, event):
            return Outcome(known, repeated=True)
    transaction = event.transaction or str(next_transaction)
    first, session, holder = _beginning(event, transaction, sessions, registration)
    told = event.end if holder is None else holder.evidence.end
    if told is not None:
        session = end(session, told)
    if event.charging_state is not None:
        session = with_charging_state(
            session, event.charging_state, event.at, seq_no=event.seq_no or 0
        )
    lost: tuple[ChargingSession, ...] = ()
    if holder is not None:
        lost = (without_end(holder),)
        sessions = {**sessions, holder.id: lost[0]}
    changed = in_order(session, sessions)
    session = changed[-1]
    changed = (*(s for s in lost if s.id not in {c.id for c in changed}), *changed)
    found = tuple(first_readings(event.samples, event.at))
    following = _following(event, transaction, next_transaction)
    return Outcome(session, changed, found, following, begins=first, end=told)


def _beginning(
    event: TransactionStarted,
    transaction: str,
    sessions: Mapping[str, ChargingSession],
    registration: Registration | None,
) -> tuple[bool, ChargingSession, ChargingSession | None]:
    """The session of a start, whether it is new, and the one that its end was taken for."""
    early = _early(event, sessions)
    if early is not None:
        return False, _begun(early, event, transaction), None
    identity = _identity(replace(event, transaction=transaction), sessions)
    session = _begun(_begin(event, identity, transaction, registration), event, transaction)
    session = in_order(session, sessions)[-1]
    holder = None
    if event.session:
        taken = event.end
        holder = next((s for s in sessions.values() if taken and s.evidence.end == taken), None)
    elif _is_numbered(event):
        holder = told_before(session, sessions.values())
    if holder is None or holder.evidence.begun:
        return True, session, holder
    return False, _begun(holder, event, transaction), None


def _is_repeat(session: ChargingSession, event: TransactionStarted) -> bool:
    """The same start again: its answer was lost on the way, or the queue replays."""
    if not session.evidence.begun or session.stamp != _stamp(event):
        return False
    if event.transaction:
        return session.transaction == event.transaction
    return (
        session.connector == event.connector
        and card(session.token) == card(event.token)
        and session.meter_start == plausible(event.meter_start)
    )


def _stamp(event: TransactionStarted) -> str:
    return event.stamp or event.at.isoformat()


def _early(
    event: TransactionStarted, sessions: Mapping[str, ChargingSession]
) -> ChargingSession | None:
    """The session of later parts of the transaction that came before its start."""
    if event.session:
        return sessions.get(event.session)
    if not event.transaction:
        return None
    known = [s for s in sessions.values() if s.transaction == event.transaction]
    return next((s for s in reversed(known) if not s.evidence.begun), None)


def _begun(
    session: ChargingSession,
    event: TransactionStarted,
    transaction: str,
) -> ChargingSession:
    """The start, told at last or at once."""
    found = first_readings(event.samples, event.at)
    told = [event.meter_start, *(wh for r in found for wh in (r.begin_wh, r.register_wh))]
    begin_wh = next((wh for wh in map(plausible, told) if wh is not None), None)
    unpaid = session.evidence.token_at is None
    session = judged(
        session,
        replace(session.evidence, begun=True, begin_wh=begin_wh, begin_estimated=event.estimated),
        started=event.at,
        transaction=transaction,
        stamp=_stamp(event),
        evse=session.evse or event.evse,
        connector=session.connector or event.connector or (1 if event.evse else 0),
        token=(event.token if unpaid else "") or session.token,
    )
    session = with_token(session, event.token, event.authorisation, event.at)
    for reading in found:
        session = with_reading(session, reading)
    return session


def _following(
    event: TransactionStarted | TransactionEnded, transaction: str, following: int
) -> int | None:
    """The number after the transaction's, where we number and it is the highest so far."""
    if not _is_numbered(event) or not transaction.isdecimal():
        return None
    number = int(transaction)
    most = min(following + _LOST_NUMBERS, _HIGHEST_NUMBER)
    return number + 1 if following <= number < most else None


# --- going on ---------------------------------------------------------------------------------


def _updated(
    event: TransactionUpdated,
    sessions: Mapping[str, ChargingSession],
    registration: Registration | None,
) -> Outcome:
    found = tuple(readings(event.samples))
    known = find(event, sessions)
    session = known or _begin(event, _identity(event, sessions), event.transaction, registration)
    session = _placed(session, event)
    first = not session.evidence.went_on
    if first:
        session = replace(session, evidence=replace(session.evidence, went_on=True))
    for reading in found:
        session = with_reading(session, reading)
    if event.trigger not in _ENDING:
        session = with_token(session, event.token, event.authorisation, event.at)
    if event.charging_state is not None:
        session = with_charging_state(
            session,
            event.charging_state,
            event.at,
            seq_no=event.seq_no or 0,
            told=event.trigger in _STATE_TOLD,
        )
    changed: tuple[ChargingSession, ...] = () if session is known else (session,)
    if first or known is None or (known.started, known.evse) != (session.started, session.evse):
        changed = in_order(session, sessions)
    return Outcome(changed[-1] if changed else session, changed, found, begins=known is None)


def _placed(
    session: ChargingSession, event: TransactionUpdated | TransactionEnded
) -> ChargingSession:
    """Learn from later parts what the start, not told yet, would have said."""
    if session.evidence.begun:
        return session
    started = min(session.started, event.at)
    evse = session.evse or event.evse
    connector = session.connector or event.connector or (1 if event.evse else 0)
    if (started, evse, connector) == (session.started, session.evse, session.connector):
        return session
    return judged(session, started=started, evse=evse, connector=connector)


def _sampled(event: MeterSampled, sessions: Mapping[str, ChargingSession]) -> Outcome:
    found = tuple(readings(event.samples))
    place = (event.evse, event.connector)
    if event.transaction in UNNAMED:
        known = session = climbing(event.evse, found, sessions.values())
    else:
        known = session = find(event, sessions)
        if session is not None and not session.evidence.begun and not is_ours(event.transaction):
            known = session = None  # one of several ends, and its start will tell of which
        if session is None or not session.evidence.begun or _is_past(session, event.at):
            own = sampled(event.transaction, place, found, sessions.values())
            if own is not None:
                known = session = own
            if session is not None:
                session = with_own_id(session, event.transaction)
    if session is None:
        return Outcome(None, (), found)
    for reading in found:
        session = with_reading(session, reading)
    return Outcome(session, () if session is known else (session,), found)


def _is_past(session: ChargingSession, at: datetime) -> bool:
    """Whether the session had ended by its own end, or by the next one's start."""
    told, followed = session.evidence.end, session.evidence.followed
    return (told is not None and told.at < at) or (followed is not None and followed < at)


# --- ending -----------------------------------------------------------------------------------


def _ended(
    event: TransactionEnded,
    sessions: Mapping[str, ChargingSession],
    next_transaction: int,
    registration: Registration | None,
) -> Outcome:
    found = tuple(readings(event.samples))
    known, told = _whose(event, _told(event, found), sessions)
    if known is not None and same_end(known.evidence.end, told):
        return Outcome(known, repeated=True)
    session = known
    if session is None:
        identity = _identity(event, sessions)
        if _is_numbered(event):
            # Our own numbers begin sessions by their start only; this one may come to be used.
            identity = _orphan_id(event, told, sessions)
        session = _begin(event, identity, event.transaction, registration)
    session = _placed(session, event)
    for reading in found:
        session = with_reading(session, reading)
    displaced = session.evidence.end
    session = end(session, told)
    if told.own and known is None:
        session = replace(session, token=event.token)
    changed: tuple[ChargingSession, ...] = () if session is known else (session,)
    if known is not None and known.started != session.started:
        # Its clock was set back since its start was guessed: what it followed ended earlier too.
        changed = in_order(session, sessions)
        session = changed[-1]
    if displaced is not None and displaced.own and session.evidence.end is not displaced:
        rest = {**sessions, session.id: session}
        passed = _passed_on(event, displaced, session.token, rest, registration)
        changed = (*passed, *changed)
    following = None
    if known is None:
        following = _following(event, event.transaction, next_transaction)
    own = told if told.own else None
    return Outcome(session, changed, found, following, begins=known is None, end=own)


def _whose(
    event: TransactionEnded, told: End, sessions: Mapping[str, ChargingSession]
) -> tuple[ChargingSession | None, End]:
    """The session that an end is of, and the end as it is meant."""
    if event.session:
        return sessions.get(event.session), told
    if _is_numbered(event):
        return ended_by(event, told, sessions)
    return find(event, sessions), told


def _passed_on(
    event: TransactionEnded,
    told: End,
    token: str,
    sessions: dict[str, ChargingSession],
    registration: Registration | None,
) -> Iterator[ChargingSession]:
    """What becomes of an end that was taken for another session's."""
    displaced: End | None = told
    while displaced is not None:
        told = displaced
        session = ending(told, token, sessions.values())
        if session is None:
            orphan = replace(event, at=told.at, evse=0, connector=0, session="")
            session = _begin(orphan, _orphan_id(event, told, sessions), told.own, registration)
            session = replace(session, token=token)
        displaced = session.evidence.end
        session = end(session, told)
        sessions[session.id] = session
        yield session


def _orphan_id(event: TransactionEnded, told: End, sessions: Mapping[str, ChargingSession]) -> str:
    identity = f"{event.charge_point}:{told.own or event.transaction}@{_moment(told.at)}"
    while identity in sessions:
        # A start took up an orphan of that name before it turned out to have another end.
        identity += "+"
    return identity


def _told(event: TransactionEnded, found: tuple[Reading, ...]) -> End:
    """The end as told. OCPP 2.0.1 tells the register as a sample."""
    meter = event.meter_stop
    if meter is None:
        registers = [r.register_wh for r in found if plausible(r.register_wh) is not None]
        meter = registers[-1] if registers else None
    return End(event.at, meter, event.stop_reason, event.estimated, event.own)
