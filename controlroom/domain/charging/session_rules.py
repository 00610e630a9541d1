"""What a charging session comes to, judged by all that was told of it.

Every function takes a message's part in and answers the session as it stands then;
the same session where nothing changed. In which order they are called makes no
difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from controlroom.domain.alteration import altering
from controlroom.domain.charging.charging_states import ChargingState, with_state
from controlroom.domain.charging.idle_time import idle, may_pause, pauses, with_power
from controlroom.domain.charging.metering import Reading
from controlroom.domain.charging.register_marks import with_mark
from controlroom.domain.charging.registers import RegisterPoint, most_wh, plausible, with_register
from controlroom.domain.charging.session import (
    ChargingSession,
    Closing,
    End,
    Evidence,
    Hold,
    SessionState,
)
from controlroom.domain.charging.session_energy import (
    Measured,
    measured,
    read_after,
    read_after_stop,
)
from controlroom.domain.people.authorisation import Authorisation, AuthorisationStatus

READ_AFTER_WH = 1_000
"""Up to so much more may be read after a stop without anybody having to decide."""
_CROSSING = timedelta(minutes=1)
"""By so much messages of one moment may be stamped differently."""
_altered = altering(ChargingSession)
_evidence = altering(Evidence)

# --- what is told -----------------------------------------------------------------------------


def with_reading(session: ChargingSession, reading: Reading) -> ChargingSession:
    """Take a reading of the meter, early or late. The same session where it changes nothing."""
    evidence, marks = session.evidence, session.marks
    told = _with_begin(evidence, reading)
    wh = plausible(reading.register_wh)
    if wh is None:
        if reading.power_w is not None:
            # Where the register is told, it says more than the power of one moment.
            powers = with_power(told.powers, reading.at, reading.power_w)
            told = told if powers is told.powers else _evidence(told, powers=powers)
    else:
        registers = with_register(told.registers, reading.at, wh, reading.slack_wh)
        if registers is not told.registers:
            newest = told.registers[-1] if told.registers else None
            point = RegisterPoint(reading.at, wh, reading.slack_wh)
            marks = with_mark(marks, newest, point)
            told = _evidence(told, registers=registers)
            if _runs_on(session, reading.at, wh):
                return _altered(
                    session,
                    evidence=told,
                    marks=marks,
                    register_wh=wh,
                    register_at=reading.at,
                    energy_wh=session.energy_wh + wh - (session.register_wh or 0),
                )
    if told is evidence:
        return session
    newer = judged(session, told, marks=marks)
    if (
        _is_over(session, reading.at)
        and _differs_only_in_evidence(session, newer)
        and read_after_stop(session) == read_after_stop(newer)
    ):
        return session  # it says nothing of what is known already
    return newer


def _with_begin(evidence: Evidence, reading: Reading) -> Evidence:
    """The register of the start as a later message repeats it; the earliest one counts."""
    wh, known = plausible(reading.begin_wh), evidence.begin_said
    if wh is None or evidence.begin_wh is not None:
        return evidence
    said = RegisterPoint(reading.at, wh)
    return evidence if known and known <= said else _evidence(evidence, begin_said=said)


def _runs_on(session: ChargingSession, at: datetime, wh: int) -> bool:
    """Nine readings in ten: the next one, a little more; nothing but the energy follows from it."""
    if session.ended is not None or session.holds or session.energy_wh == 0:
        return False
    last_at, last_wh, start = session.register_at, session.register_wh, session.meter_start
    if last_at is None or last_wh is None or start is None or session.evidence.powers:
        return False
    if may_pause(session.evidence.states) and (session.idle_since is None or wh != last_wh):
        return False  # whether energy flows decides on idle time
    most = most_wh(session.rated_w, (at - session.started).total_seconds())
    return at > last_at and start <= last_wh <= wh <= start + most


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


def judged(
    session: ChargingSession,
    evidence: Evidence | None = None,
    *,
    marks: tuple[RegisterPoint, ...] | None = None,
    started: datetime | None = None,
    **changes: Unpack[Identity],
) -> ChargingSession:
    """All that follows from evidence, again; `changes` is what evidence does not tell."""
    evidence = evidence or session.evidence
    started = started or session.started
    ended, reason = _ended(evidence, started)
    states = [s for s in evidence.states if ended is None or s[0] < ended]
    charging = next((at for at, _seq, s in states if s is ChargingState.CHARGING), None)
    energy = measured(evidence, started, ended, session.rated_w, charged=charging is not None)
    if charging is None and energy.wh > 0:
        charging = started
    idle_s, idle_since = 0, None
    if charging is not None:
        # A vehicle that has not charged yet has not finished, it has not begun.
        rests = pauses(states, max(charging, started), ended)
        powers = [p for p in evidence.powers if ended is None or p.at < ended]
        idle_s, idle_since = idle(rests, energy.climbs, powers, session.rated_w)
    newest = states[-1] if states else None
    authorisation = changes.get("authorisation", session.authorisation)
    holds: tuple[Hold, ...] = () if energy.hold is None else (energy.hold,)
    state = SessionState.ACTIVE
    if ended is not None:
        most = most_wh(session.rated_w, (ended - started).total_seconds())
        token = changes.get("token", session.token)
        paid = authorisation is AuthorisationStatus.ACCEPTED
        holds = tuple(_holds(evidence, energy, most, paid=paid, refused=bool(token) and not paid))
        after = read_after(evidence, started, ended, session.rated_w)
        if after is not None and after - energy.wh > READ_AFTER_WH and not energy.hold:
            holds = (*holds, Hold.READ_AFTER_STOP)
        state = SessionState.HELD if holds else SessionState.ENDED
    return _altered(
        session,
        **changes,
        evidence=evidence,
        marks=session.marks if marks is None else marks,
        started=started,
        ended=ended,
        state=state,
        holds=holds,
        stop_reason=reason,
        meter_start=energy.start,
        meter_stop=energy.stop,
        register_at=energy.last.at if energy.last else None,
        register_wh=energy.last.wh if energy.last else None,
        energy_wh=energy.wh,
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
    own = [p.at for p in evidence.registers if started <= p.at <= moment]
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
    registers = evidence.registers
    before = max((p.wh for p in registers if p.at <= until), default=evidence.begin_wh)
    return before is not None and any(p.at > until and p.wh > before for p in registers)


def _holds(
    evidence: Evidence, energy: Measured, most: float, *, paid: bool, refused: bool
) -> Iterator[Hold]:
    """Why a session that has ended is held."""
    concluded = None if evidence.end is not None else _concluded(evidence)
    # Refused, and nothing came: the station did as it was told, and nobody has to decide.
    nothing = concluded is not None and refused and energy.wh == 0
    if concluded is not None and not nothing:
        yield concluded[1]
    if not evidence.begun:
        yield Hold.ORPHAN
    if energy.hold is not None and not (nothing and energy.hold is Hold.NO_METER):
        yield energy.hold
    if energy.wh > most:
        yield Hold.IMPLAUSIBLE
    if not paid and energy.wh > 0:
        yield Hold.NOT_AUTHORISED


def _differs_only_in_evidence(one: ChargingSession, other: ChargingSession) -> bool:
    return replace(one, evidence=other.evidence, marks=other.marks) == other
