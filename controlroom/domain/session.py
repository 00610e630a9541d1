"""A charging session: one transaction, from its start to its end.

Sessions follow the charge point's own time stamps, so that a queue replayed in
any order gives the same session. What cannot be trusted is never guessed away:
the session is *held*, with reasons, until a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from controlroom.domain.authorisation import AuthorisationStatus
from controlroom.domain.metering import Reading

RATED_W_UNKNOWN = 1_000_000
"""Power that no connector exceeds; bounds a session where the rating is unknown, in W."""
SLACK_WH = 1_000


class SessionState(StrEnum):
    ACTIVE = "active"
    ENDED = "ended"
    HELD = "held"
    """Ended, but not to be billed until a person has looked."""


class Hold(StrEnum):
    """Why a session is held."""

    SUPERSEDED = "superseded"
    """Another transaction began on the connector; the end was never told."""
    ORPHAN = "orphan"
    """The end of a transaction whose start was never told."""
    STOP_BELOW_READING = "stop-below-reading"
    METER_BACK = "meter-back"
    IMPLAUSIBLE = "implausible"
    """More energy than the connector can give in the time."""
    NO_METER = "no-meter"
    NOT_AUTHORISED = "not-authorised"
    TIME_ESTIMATED = "time-estimated"
    """Its tariff charges for time, yet its start or end is only our arrival time."""
    NO_TARIFF = "no-tariff"
    NO_CUSTOMER = "no-customer"


class ChargingState(StrEnum):
    """What the vehicle does; OCPP 2.0.1's words."""

    CHARGING = "Charging"
    EV_CONNECTED = "EVConnected"
    SUSPENDED_EV = "SuspendedEV"
    SUSPENDED_EVSE = "SuspendedEVSE"
    IDLE = "Idle"


@dataclass(frozen=True, slots=True)
class ChargingSession:
    """Energy in integer Wh, times in UTC. `id` is `<charge point>:<transaction>`."""

    id: str
    charge_point: str
    evse: int
    connector: int
    transaction: str
    site: str
    token: str
    customer: int | None
    authorisation: AuthorisationStatus
    started: datetime
    stamp: str = ""
    """The start's time stamp as sent: tells a repeated start from another one."""
    state: SessionState = SessionState.ACTIVE
    holds: tuple[Hold, ...] = ()
    ended: datetime | None = None
    stop_reason: str = ""
    meter_start: int | None = None
    meter_stop: int | None = None
    register_wh: int | None = None
    """Newest register reading, and when it was taken."""
    register_at: datetime | None = None
    energy_wh: int = 0
    charging_state: ChargingState = ChargingState.EV_CONNECTED
    idle_s: int = 0
    """Seconds in which the vehicle, though connected, no longer wanted energy."""
    idle_since: datetime | None = None
    state_at: datetime | None = None
    rated_w: int | None = None
    estimated: bool = False
    """Its start or end is our arrival time: the charge point's clock was not believed."""

    @property
    def active(self) -> bool:
        return self.state is SessionState.ACTIVE

    def idle_seconds(self, now: datetime) -> int:
        """Idle time until `now`, or until the end of an ended session."""
        until = self.ended or now
        if self.idle_since is None or until <= self.idle_since:
            return self.idle_s
        return self.idle_s + int((until - self.idle_since).total_seconds())

    def duration_s(self, now: datetime) -> int:
        return max(0, int(((self.ended or now) - self.started).total_seconds()))


def add_hold(session: ChargingSession, hold: Hold) -> ChargingSession:
    if hold in session.holds:
        return session
    state = session.state if session.active else SessionState.HELD
    return replace(session, holds=(*session.holds, hold), state=state)


def with_reading(session: ChargingSession, reading: Reading) -> ChargingSession:
    """Take a register reading, early or late. Readings outside the session's time are left alone."""
    wh = reading.register_wh
    if wh is None or reading.at < session.started - timedelta(seconds=1):
        return session
    if session.ended is not None:
        if reading.at > session.ended or session.meter_stop is None:
            return session
        if wh > session.meter_stop:
            session = add_hold(session, Hold.STOP_BELOW_READING)
        return session
    if session.meter_start is None:
        return replace(session, meter_start=wh, register_wh=wh, register_at=reading.at)
    if session.register_at is not None and reading.at < session.register_at:
        return session
    before = session.meter_start if session.register_wh is None else session.register_wh
    if wh < before:
        session = add_hold(session, Hold.METER_BACK)
        return replace(session, register_wh=wh, register_at=reading.at)
    return replace(
        session,
        register_wh=wh,
        register_at=reading.at,
        energy_wh=session.energy_wh + wh - before,
    )


def with_charging_state(
    session: ChargingSession, state: ChargingState, at: datetime
) -> ChargingSession:
    """Follow the vehicle. Idle is the vehicle's doing: a pause that the EVSE makes is not."""
    if session.state_at is not None and at < session.state_at:
        return session
    if not session.active or at < session.started:
        return session
    idle_since = session.idle_since
    idle_s = session.idle_s
    # Before the first energy the vehicle has not finished, it has not begun.
    begun = session.energy_wh > 0 or session.charging_state is not ChargingState.EV_CONNECTED
    idle = begun and state in (
        ChargingState.SUSPENDED_EV,
        ChargingState.EV_CONNECTED,
        ChargingState.IDLE,
    )
    if idle and idle_since is None:
        idle_since = at
    elif not idle and idle_since is not None:
        idle_s += max(0, int((at - idle_since).total_seconds()))
        idle_since = None
    return replace(session, charging_state=state, idle_s=idle_s, idle_since=idle_since, state_at=at)


def end(
    session: ChargingSession,
    at: datetime,
    meter_stop: int | None,
    stop_reason: str,
    *,
    estimated: bool,
) -> ChargingSession:
    """End a session; decide whether its energy may be billed as it stands."""
    holds = list(session.holds)

    def hold(reason: Hold) -> None:
        if reason not in holds:
            holds.append(reason)

    ended = max(at, session.started)
    energy = session.energy_wh
    if meter_stop is not None and meter_stop < 0:
        meter_stop = None  # some stations say -1: the last reading stands for it
    if meter_stop is None:
        meter_stop = session.register_wh
    if meter_stop is None or session.meter_start is None:
        hold(Hold.NO_METER)
    elif Hold.METER_BACK in holds:
        last = session.register_wh
        if last is not None and meter_stop > last:
            energy += meter_stop - last
    elif meter_stop < session.meter_start:
        hold(Hold.METER_BACK if session.register_wh is None else Hold.STOP_BELOW_READING)
    elif session.register_wh is not None and meter_stop < session.register_wh:
        hold(Hold.STOP_BELOW_READING)
    else:
        energy = meter_stop - session.meter_start
    seconds = (ended - session.started).total_seconds()
    most = (session.rated_w or RATED_W_UNKNOWN) * 1.2 * seconds / 3600 + SLACK_WH
    if energy > most:
        hold(Hold.IMPLAUSIBLE)
    if session.authorisation is not AuthorisationStatus.ACCEPTED and energy > 0:
        hold(Hold.NOT_AUTHORISED)
    return replace(
        session,
        ended=ended,
        stop_reason=stop_reason,
        meter_stop=meter_stop,
        energy_wh=energy,
        holds=tuple(holds),
        state=SessionState.HELD if holds else SessionState.ENDED,
        idle_s=replace(session, ended=ended).idle_seconds(ended),
        idle_since=None,
        estimated=session.estimated or estimated,
    )
