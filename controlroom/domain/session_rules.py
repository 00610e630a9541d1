"""What a charging session comes to, judged by all that was told of it.

Every function takes a message's part in and answers the session as it stands then;
the same session where nothing changed. In which order they are called makes no
difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple, TypedDict, Unpack

from controlroom.domain.alteration import altering
from controlroom.domain.authorisation import Authorisation, AuthorisationStatus
from controlroom.domain.course import (
    ChargingState,
    RegisterPoint,
    climb,
    idle,
    plausible,
    with_register,
    with_state,
)
from controlroom.domain.metering import Reading
from controlroom.domain.session import (
    ChargingSession,
    Closing,
    End,
    Evidence,
    Hold,
    SessionState,
)

RATED_W_UNKNOWN = 1_000_000
"""Power that no connector exceeds; bounds a session where the rating is unknown, in W."""
SLACK_WH = 1_000
_SAME_MOMENT = timedelta(seconds=1)
_CROSSING = timedelta(minutes=1)
"""By so much messages of one moment may be stamped differently."""
_altered = altering(ChargingSession)
_evidence = altering(Evidence)

# --- what is told -----------------------------------------------------------------------------


def with_reading(session: ChargingSession, reading: Reading) -> ChargingSession:
    """Take a register reading, early or late. The same session where it changes nothing."""
    wh = plausible(reading.register_wh)
    if wh is None:
        return session
    evidence = session.evidence
    registers = with_register(evidence.registers, reading.at, wh)
    if registers is evidence.registers:
        return session
    if _runs_on(session, reading.at, wh):
        return _altered(
            session,
            evidence=_evidence(evidence, registers=registers),
            register_wh=wh,
            register_at=reading.at,
            energy_wh=session.energy_wh + wh - (session.register_wh or 0),
        )
    newer = judged(session, _evidence(evidence, registers=registers))
    if _is_over(session, reading.at) and _differs_only_in_evidence(session, newer):
        # A register goes on counting after the end: that is the next session's energy.
        return session
    return newer


def _runs_on(session: ChargingSession, at: datetime, wh: int) -> bool:
    """Nine readings in ten: the next one, a little more; nothing but the energy follows from it."""
    if session.ended is not None or session.holds or session.energy_wh == 0:
        return False
    last_at, last_wh = session.register_at, session.register_wh
    return last_at is not None and last_wh is not None and at > last_at and wh >= last_wh


def _is_over(session: ChargingSession, at: datetime) -> bool:
    """Whether both ends are told, with their registers, and the moment lies after them."""
    evidence = session.evidence
    if evidence.begin_wh is None or evidence.end is None:
        return False
    return plausible(evidence.end.meter) is not None and at > evidence.end.at


def with_charging_state(
    session: ChargingSession,
    state: ChargingState,
    at: datetime,
    *,
    seq_no: int = 0,
    told: bool = True,
) -> ChargingSession:
    """Follow the vehicle. `told` False: the message only mentions the state."""
    evidence = session.evidence
    if evidence.end is not None and at >= evidence.end.at:
        return session
    states = with_state(evidence.states, (at, seq_no, state), told=told)
    if states is evidence.states:
        return session
    return judged(session, _evidence(evidence, states=states))


def with_token(
    session: ChargingSession, token: str, authorisation: Authorisation | None, at: datetime
) -> ChargingSession:
    """The token that pays: the earliest accepted one, else the earliest."""
    if not token or authorisation is None:
        return session
    known = session.evidence.token_at
    if known is not None:
        accepted = authorisation.status is AuthorisationStatus.ACCEPTED
        paid = session.authorisation is AuthorisationStatus.ACCEPTED
        if (not accepted, at) >= (not paid, known):
            return session
    return judged(
        session,
        replace(session.evidence, token_at=at),
        token=token,
        customer=authorisation.customer,
        authorisation=authorisation.status,
    )


def end(session: ChargingSession, told: End) -> ChargingSession:
    """End a session. Of ends that contradict each other the earliest holds.

    One under an id of the station's own is taken as it is: `own_ids` has found that it fits.
    """
    known = session.evidence.end
    if known is not None and not told.own and _rank(known) <= _rank(told):
        return session
    return judged(session, replace(session.evidence, end=told))


def _rank(told: End) -> tuple[bool, datetime, int, str, bool]:
    meter = -1 if told.meter is None else told.meter
    return (bool(told.own), told.at, meter, told.reason, told.estimated)


def without_end(session: ChargingSession) -> ChargingSession:
    """The session as if its end had not been told: it was another one's."""
    return judged(session, replace(session.evidence, end=None))


def with_own_id(session: ChargingSession, own: str) -> ChargingSession:
    """Learn the id that the station itself gives the transaction."""
    if session.evidence.own:
        return session
    return _altered(session, evidence=_evidence(session.evidence, own=own))


def free(session: ChargingSession, at: datetime) -> ChargingSession:
    """The station says that it is over, at a moment or since; its end may still be told.

    A reading of its own that has risen a minute later says that it goes on after all.
    """
    if not session.active:
        return session
    return judged(session, replace(session.evidence, freed=_since(session, at)))


def close(session: ChargingSession, closing: Closing) -> ChargingSession:
    """A person ends it; its end may still be told."""
    if not session.active:
        return session
    closing = replace(closing, at=_since(session, closing.at))
    return judged(session, replace(session.evidence, closed=closing))


def _since(session: ChargingSession, at: datetime) -> datetime:
    """A moment, or the last reading: what came before it is no later word, however stamped."""
    registers = session.evidence.registers
    return max(at, registers[-1][0]) if registers else at


def follow_by(session: ChargingSession, at: datetime) -> ChargingSession:
    """Another transaction began on the connector at a moment."""
    known = session.evidence.followed
    return session if known is not None and known <= at else followed_at(session, at)


def followed_at(session: ChargingSession, at: datetime | None) -> ChargingSession:
    """The next transaction began at a moment, whatever was known of it before."""
    return judged(session, replace(session.evidence, followed=at))


# --- what it comes to -------------------------------------------------------------------------


class Identity(TypedDict, total=False):
    """Which transaction a session is, where, and who pays: what does not follow from evidence."""

    transaction: str
    stamp: str
    evse: int
    connector: int
    token: str
    customer: int | None
    authorisation: AuthorisationStatus


class _Measured(NamedTuple):
    """`last`: the newest own reading until the end."""

    start: int | None
    stop: int | None
    wh: int
    hold: Hold | None
    last: RegisterPoint | None


def judged(
    session: ChargingSession,
    evidence: Evidence | None = None,
    *,
    started: datetime | None = None,
    **changes: Unpack[Identity],
) -> ChargingSession:
    """All that follows from evidence, anew; `changes` is what evidence does not tell."""
    evidence = evidence or session.evidence
    started = started or session.started
    ended, reason = _ended(evidence, started)
    states = [s for s in evidence.states if ended is None or s[0] < ended]
    charging = next((at for at, _seq, s in states if s is ChargingState.CHARGING), None)
    measured = _measured(evidence, started, ended, charged=charging is not None)
    if charging is None and measured.wh > 0:
        charging = started
    # A vehicle that has not charged yet has not finished, it has not begun.
    idle_from = max(charging, started) if charging else None
    idle_s, idle_since = (0, None) if idle_from is None else idle(states, idle_from, ended)
    newest = states[-1] if states else None
    authorisation = changes.get("authorisation", session.authorisation)
    holds: tuple[Hold, ...] = () if measured.hold is None else (measured.hold,)
    state = SessionState.ACTIVE
    if ended is not None:
        most = most_wh(session.rated_w, (ended - started).total_seconds())
        token = changes.get("token", session.token)
        paid = authorisation is AuthorisationStatus.ACCEPTED
        holds = tuple(_holds(evidence, measured, most, paid=paid, refused=bool(token) and not paid))
        state = SessionState.HELD if holds else SessionState.ENDED
    last_at, last_wh = measured.last or (None, None)
    return _altered(
        session,
        **changes,
        evidence=evidence,
        started=started,
        ended=ended,
        state=state,
        holds=holds,
        stop_reason=reason,
        meter_start=measured.start,
        meter_stop=measured.stop,
        register_at=last_at,
        register_wh=last_wh,
        energy_wh=measured.wh,
        charging_state=newest[2] if newest else ChargingState.EV_CONNECTED,
        state_at=newest[0] if newest else None,
        idle_s=idle_s,
        idle_since=idle_since,
        estimated=evidence.begin_estimated or (evidence.end is not None and evidence.end.estimated),
    )


def _ended(evidence: Evidence, started: datetime) -> tuple[datetime | None, str]:
    if evidence.end is not None:
        return max(evidence.end.at, started), evidence.end.reason
    concluded = _concluded(evidence)
    if concluded is None:
        return None, ""
    # Nobody told the end: it lies between the last reading and the moment by which it was over.
    moment, hold = concluded
    own = [at for at, _wh in evidence.registers if started <= at <= moment]
    return max(own, default=max(moment, started)), _REASONS[hold]


_REASONS = {
    Hold.SUPERSEDED: "Superseded",
    Hold.END_NOT_TOLD: "NotTold",
    Hold.ENDED_BY_HAND: "ByHand",
}
"""Stop reasons of our own, where the station told none."""


def _concluded(evidence: Evidence) -> tuple[datetime, Hold] | None:
    """By when a session was over whose end was not told, and how that is known."""
    known = (
        (evidence.followed, Hold.SUPERSEDED),
        (None if _goes_on(evidence) else evidence.freed, Hold.END_NOT_TOLD),
        (None if evidence.closed is None else evidence.closed.at, Hold.ENDED_BY_HAND),
    )
    found = [(at, hold) for at, hold in known if at is not None]
    return min(found, key=lambda one: one[0], default=None)


def _goes_on(evidence: Evidence) -> bool:
    """Whether energy was read after the station said that it was over."""
    if evidence.freed is None:
        return False
    until = evidence.freed + _CROSSING
    before = max((wh for at, wh in evidence.registers if at <= until), default=evidence.begin_wh)
    return before is not None and any(at > until and wh > before for at, wh in evidence.registers)


def _measured(
    evidence: Evidence, started: datetime, ended: datetime | None, *, charged: bool
) -> _Measured:
    earliest = started - _SAME_MOMENT
    own = [p for p in evidence.registers if p[0] >= earliest]
    within = own if ended is None else [p for p in own if p[0] <= ended]
    registers = [wh for _at, wh in within]
    last = within[-1] if within else None
    start = evidence.begin_wh
    if start is None and registers:
        start = registers[0]
    wh, fell = climb([start, *registers]) if start is not None else (0, False)
    if ended is None:
        return _Measured(start, None, wh, Hold.METER_BACK if fell else None, last)
    told = plausible(evidence.end.meter) if evidence.end is not None else None
    stop = told if told is not None or last is None else last[1]
    if start is None or stop is None:
        return _Measured(start, stop, wh, Hold.NO_METER, last)
    if fell:
        more = stop - registers[-1]
        return _Measured(start, stop, wh + max(0, more), Hold.METER_BACK, last)
    if stop < max([start, *registers]):
        hold = Hold.STOP_BELOW_READING if registers else Hold.METER_BACK
        return _Measured(start, stop, wh, hold, last)
    if told is not None and stop != start:
        return _Measured(start, stop, stop - start, None, last)
    # A stop that was not told, or says that nothing came, may be contradicted.
    doubt = None
    if any(at > ended and wh > stop for at, wh in own):
        doubt = Hold.STOP_BELOW_READING
    elif told is None and charged and own[-1][0] <= started + _SAME_MOMENT:
        doubt = Hold.NO_METER
    return _Measured(start, stop, stop - start, doubt, last)


def _holds(
    evidence: Evidence, measured: _Measured, most: float, *, paid: bool, refused: bool
) -> Iterator[Hold]:
    """Why a session that has ended is held."""
    concluded = None if evidence.end is not None else _concluded(evidence)
    # Refused, and nothing came: the station did as it was told, and nobody has to decide.
    nothing = concluded is not None and refused and measured.wh == 0
    if concluded is not None and not nothing:
        yield concluded[1]
    if not evidence.begun:
        yield Hold.ORPHAN
    if measured.hold is not None and not (nothing and measured.hold is Hold.NO_METER):
        yield measured.hold
    if measured.wh > most:
        yield Hold.IMPLAUSIBLE
    if not paid and measured.wh > 0:
        yield Hold.NOT_AUTHORISED


def most_wh(rated_w: int | None, seconds: float) -> float:
    """Energy that a connector of a rated power cannot exceed in a time, in Wh."""
    return (rated_w or RATED_W_UNKNOWN) * 1.2 * seconds / 3600 + SLACK_WH


def _differs_only_in_evidence(one: ChargingSession, other: ChargingSession) -> bool:
    return replace(one, evidence=other.evidence) == other
