"""Transactions under ids that we did not give, and the sessions that their messages belong to.

A station of OCPP 1.6 that begins a transaction offline numbers it itself, from -1 downwards or
from a counter of its own, and some keep that number after our answer. So the session is found by
card, connector, time and register. An end that fits two sessions equally well ends neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from controlroom.domain.charging.events import TransactionEnded
from controlroom.domain.charging.metering import Reading
from controlroom.domain.charging.registers import most_wh, plausible
from controlroom.domain.charging.session import ChargingSession, End
from controlroom.domain.charging.session_rules import without_end
from controlroom.domain.people.authorisation import AuthorisationStatus, card

UNNAMED = frozenset({"", "0"})
"""No transaction at all."""
_CROSSING = timedelta(minutes=1)
"""By so much messages of one moment may be stamped differently."""


def is_ours(transaction: str) -> bool:
    """Whether we can have given a transaction its id."""
    return transaction.isascii() and transaction.isdecimal() and transaction not in UNNAMED


def falls(before: int | None, after: int | None) -> bool:
    """Whether a register went down."""
    before, after = plausible(before), plausible(after)
    return before is not None and after is not None and after < before


def same_end(known: End | None, told: End) -> bool:
    """Whether an end was told before, under whatever id."""
    return known is not None and replace(known, own="") == replace(told, own="")


class Fit(NamedTuple):
    """How well an end fits a session; the least is best."""

    implausible: bool
    """More energy than the connector can give in the time, or less than was read already."""
    early: bool
    """The end is stamped no later than the start: a clock was corrected between the two."""
    foreign: bool = False
    """Readings on its connector came under another id."""


def fit(session: ChargingSession, told: End, token: str) -> Fit | None:
    """How well an end under an own id fits a session that was begun; None where it cannot be its.

    `token` is the card of the end, "" where it told none.
    """
    evidence, stop = session.evidence, plausible(told.meter)
    if not evidence.begun:
        return None
    if not _is_card(session, token):
        return None
    if falls(session.meter_start, stop):
        return None
    if evidence.followed is not None and told.at > evidence.followed + _CROSSING:
        return None
    # A charge does not end in the moment in which it begins; what was refused may.
    refused = session.authorisation is not AuthorisationStatus.ACCEPTED
    early = told.at < session.started or (told.at == session.started and not refused)
    read = [p.wh for p in evidence.registers if early or p.at <= told.at]
    # Readings after the end are another session's, whose start was not told yet.
    foreign = bool(read) and evidence.own not in ("", told.own)
    low = falls(max(read, default=None), stop)
    if early:
        # Then only the registers speak for it.
        agree = stop is not None and session.meter_start is not None and not low
        return Fit(implausible=False, early=True, foreign=foreign) if agree else None
    seconds = (told.at - session.started).total_seconds()
    much = most_wh(session.rated_w, seconds)
    wh = 0 if stop is None or session.meter_start is None else stop - session.meter_start
    return Fit(implausible=low or wh > much, early=False, foreign=foreign)


def ended_by(
    event: TransactionEnded, told: End, sessions: Mapping[str, ChargingSession]
) -> tuple[ChargingSession | None, End]:
    """The session that an end of OCPP 1.6 means, and the end with the id that it came under."""
    given = None
    if is_ours(event.transaction):
        same = [s for s in sessions.values() if s.transaction == event.transaction]
        given = next((s for s in reversed(same) if s.evidence.begun), None)
    if given is not None and not _is_another(given, event, told):
        return given, told
    own = replace(told, own=event.transaction)
    for session in sessions.values():
        known = session.evidence.end
        if known in (told, own) and _is_card(session, event.token):
            return session, own
    found = ending(own, event.token, (s for s in sessions.values() if s is not given))
    if given is None:
        return found, own
    if found is None or (given.ended is not None and found.started < given.ended):
        return given, told
    return found, own


def _is_another(given: ChargingSession, event: TransactionEnded, told: End) -> bool:
    """Whether what was told does not fit the session that we gave the number to."""
    known = given.evidence.end
    if known is not None and not known.own:
        return not same_end(known, told) and told.at > known.at
    other = event.token and given.token and card(event.token) != card(given.token)
    return bool(other) and falls(given.meter_start, told.meter)


def _is_card(session: ChargingSession, token: str) -> bool:
    """Whether a card may be the session's; "" is any."""
    return not token or not session.token or card(session.token) == card(token)


def ending(told: End, token: str, sessions: Iterable[ChargingSession]) -> ChargingSession | None:
    """The session that an end under an own id ends; None where it is none, or may be several.

    One that has such an end already is among them where this one fits it better.
    """
    found = [
        (how, session)
        for session in sessions
        if (how := fit(session, told, token)) is not None and _is_free(session, told, how)
    ]
    best = min((how for how, _session in found), default=None)
    left = [session for how, session in found if how == best]
    for narrower in _NARROWER:
        if len(left) > 1:
            left = narrower(left, told) or left
    return left[0] if len(left) == 1 else None


def _latest(sessions: list[ChargingSession], told: End) -> list[ChargingSession]:
    """The latest one of each connector that had begun by then: those before it are over."""
    order = sorted(sessions, key=lambda s: (s.started < told.at, s.started))
    return list({s.evse: s for s in order}.values())


_NARROWER: tuple[Callable[[list[ChargingSession], End], list[ChargingSession]], ...] = (
    lambda sessions, told: [s for s in sessions if s.evidence.own == told.own],
    _latest,
    lambda sessions, told: [s for s in sessions if told.meter == _register(s)],
    lambda sessions, _told: [s for s in sessions if s.active or s.evidence.end is not None],
)
"""What tells sessions apart that an end fits equally well, the surest first."""


def told_before(
    session: ChargingSession, sessions: Iterable[ChargingSession]
) -> ChargingSession | None:
    """The session that has the end of one that is begun now; None where none was told yet.

    That is an end whose start was not told, or one that fits this session better than the one
    that it was given to.
    """
    known = [s for s in sessions if s.id != session.id]
    found: list[tuple[Fit, timedelta, str, ChargingSession]] = []
    for holder in known:
        told = holder.evidence.end
        if told is None or not told.own:
            continue
        rivals = [s if s is not holder else without_end(s) for s in known]
        how = fit(session, told, holder.token)
        if how is not None and ending(told, holder.token, [*rivals, session]) is session:
            found.append((how, _gap(session, told), holder.id, holder))
    return min(found)[3] if found else None


def _register(session: ChargingSession) -> int | None:
    return session.meter_start if session.register_wh is None else session.register_wh


def _is_free(session: ChargingSession, told: End, how: Fit) -> bool:
    known = session.evidence.end
    if known is None:
        return True
    if not known.own:
        return False
    before = fit(session, known, "")
    return before is None or (how, _gap(session, told)) < (before, _gap(session, known))


def _gap(session: ChargingSession, told: End) -> timedelta:
    return abs(told.at - session.started)


def sampled(
    transaction: str,
    place: tuple[int, int],
    readings: Iterable[Reading],
    sessions: Iterable[ChargingSession],
) -> ChargingSession | None:
    """The session on a connector that readings under an own id were taken in."""
    found = None
    for session in sessions:
        evidence = session.evidence
        if (session.evse, session.connector) != place or not evidence.begun:
            continue
        if evidence.own not in ("", transaction):
            continue
        end = evidence.end.at if evidence.end is not None else evidence.followed
        within = all(
            session.started <= reading.at
            and (end is None or reading.at <= end)
            and not falls(session.meter_start, reading.register_wh)
            for reading in readings
        )
        if within and (found is None or found.started < session.started):
            found = session
    return found


def climbing(
    evse: int, readings: Iterable[Reading], sessions: Iterable[ChargingSession]
) -> ChargingSession | None:
    """The only session at an EVSE while readings without a transaction were taken.

    None where there are several, or where the register does not climb on from its start: one
    of the meter's whole life stands on another base than one that each session begins again.
    """
    taken = [reading for reading in readings if plausible(reading.register_wh) is not None]
    here = [
        session
        for session in sessions
        if evse
        and session.evse == evse
        and session.evidence.begun
        and all(_lasted(session, reading.at) for reading in taken)
    ]
    if not taken or len(here) != 1:
        return None
    return here[0] if all(_climbs_on(here[0], reading) for reading in taken) else None


def _lasted(session: ChargingSession, at: datetime) -> bool:
    evidence = session.evidence
    told = (said.at for said in (evidence.end, evidence.closed) if said is not None)
    ends = (*told, *(end for end in (evidence.followed, evidence.freed) if end is not None))
    return session.started <= at and all(at <= end for end in ends)


def _climbs_on(session: ChargingSession, reading: Reading) -> bool:
    start, wh = session.meter_start, reading.register_wh
    if start is None or wh is None:
        return False
    most = most_wh(session.rated_w, (reading.at - session.started).total_seconds())
    return start - reading.slack_wh <= wh <= start + most + reading.slack_wh
