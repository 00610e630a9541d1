"""A charging session: one transaction, from its start to its end.

Sessions follow the charge point's own time stamps, so that a queue replayed in
any order gives the same session: what was told is kept as `Evidence`, and
`session_rules` make of it all that a session says, again with every message. What
cannot be trusted is never guessed away: the session is *held*, with reasons, until
a person decides.
"""

from __future__ import annotations

from dataclasses import field
from datetime import datetime, timedelta
from enum import StrEnum

from controlroom.domain.charging.charging_states import ChargingState, StatePoint
from controlroom.domain.charging.idle_time import PowerPoint
from controlroom.domain.charging.registers import RegisterPoint
from controlroom.domain.charging.sequence_numbers import Runs
from controlroom.domain.people.authorisation import AuthorisationStatus
from controlroom.domain.values import dataclass

__all__ = [
    "ChargingSession",
    "ChargingState",
    "Closing",
    "End",
    "Evidence",
    "Hold",
    "SessionState",
]


class SessionState(StrEnum):
    ACTIVE = "active"
    ENDED = "ended"
    HELD = "held"
    """Ended, but not to be billed until a person has looked."""


class Hold(StrEnum):
    """Why a session is held."""

    SUPERSEDED = "superseded"
    """Another transaction began on the connector; the end was never told."""
    END_NOT_TOLD = "end-not-told"
    """The station says that it is over; its end was never told."""
    ENDED_BY_HAND = "ended-by-hand"
    """A person ended it; the station never told its end."""
    ORPHAN = "orphan"
    """The end of a transaction whose start was never told."""
    STOP_BELOW_READING = "stop-below-reading"
    READ_AFTER_STOP = "read-after-stop"
    """Much more energy was read in the same transaction after its stop."""
    METER_BACK = "meter-back"
    IMPLAUSIBLE = "implausible"
    """More energy than the connector can give in the time."""
    NO_METER = "no-meter"
    NOT_AUTHORISED = "not-authorised"
    TIME_ESTIMATED = "time-estimated"
    """Its tariff charges for time, yet its start or end is only our arrival time."""
    NO_TARIFF = "no-tariff"
    NO_CUSTOMER = "no-customer"
    CHANGED = "changed"
    """It was decided on, but says something else since."""


@dataclass(frozen=True, slots=True)
class End:
    """An end as it was told; `meter` is the register in Wh, None where none was told."""

    at: datetime
    meter: int | None = None
    reason: str = ""
    estimated: bool = False
    own: str = ""
    """The station's own id of the transaction, where it was told under that: see `own_ids`."""


@dataclass(frozen=True, slots=True)
class Closing:
    """A person ended the session: when, who, and why."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was told of a session. It does not depend on the order in which it was told."""

    begun: bool = False
    """Its start was told, not only what came after it."""
    went_on: bool = False
    """A message was told that is neither its start nor its end."""
    begin_wh: int | None = None
    """The register that was told with the start."""
    begin_said: RegisterPoint | None = None
    """The register of the start as it was told later, first."""
    begin_estimated: bool = False
    token_at: datetime | None = None
    registers: tuple[RegisterPoint, ...] = ()
    powers: tuple[PowerPoint, ...] = ()
    """Of a station that does not tell its register."""
    states: tuple[StatePoint, ...] = ()
    end: End | None = None
    followed: datetime | None = None
    """When the next transaction began on the connector."""
    freed: datetime | None = None
    """When the station said that it was over, without telling its end."""
    closed: Closing | None = None
    own: str = ""
    """The station's own id of the transaction, where its readings come under that."""
    numbers: Runs = ()
    """Sequence numbers of its messages (OCPP 2.0.1)."""


_NOTHING_TOLD = Evidence()


@dataclass(frozen=True, slots=True)
class ChargingSession:
    """Energy in integer Wh, times in UTC. `id` begins with `<charge point>:<transaction>`."""

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
    evidence: Evidence = field(default_factory=Evidence)
    marks: tuple[RegisterPoint, ...] = ()
    """Readings at the edges of quarter-hours; evidence too, but it changes four times an hour."""
    revision: int = field(default=0, compare=False)
    """The state that the store keeps of it, by number: it rises with all that its price may
    depend on. 0: not stored yet, or not read since."""

    def __post_init__(self) -> None:
        if self.evidence.begun or not (self.ended or self.stamp or self.meter_start):
            return
        if self.evidence == _NOTHING_TOLD:
            # Made from its results: history that was brought in from elsewhere.
            object.__setattr__(self, "evidence", _evidence_of(self))

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

    def covers(self, at: datetime) -> bool:
        """Whether it was going on at a moment."""
        return self.started <= at and (self.ended is None or at <= self.ended)


def _evidence_of(session: ChargingSession) -> Evidence:
    """What would have led to the session as it stands."""
    superseded, freed = Hold.SUPERSEDED in session.holds, Hold.END_NOT_TOLD in session.holds
    told = None
    if session.ended is not None and not (superseded or freed):
        told = End(session.ended, session.meter_stop, session.stop_reason, session.estimated)
    registers: tuple[RegisterPoint, ...] = ()
    if session.register_at is not None and session.register_wh is not None:
        registers = (RegisterPoint(session.register_at, session.register_wh),)
    states: list[StatePoint] = [(session.started, 0, ChargingState.CHARGING)]
    if session.ended is not None and session.idle_s:
        rest = session.ended - timedelta(seconds=session.idle_s)
        states.append((rest, 0, ChargingState.SUSPENDED_EV))
    elif session.state_at is not None and session.state_at > session.started:
        states.append((session.state_at, 0, session.charging_state))
    return Evidence(
        begun=Hold.ORPHAN not in session.holds,
        begin_wh=session.meter_start,
        begin_estimated=session.estimated,
        token_at=session.started if session.token else None,
        registers=registers,
        states=tuple(states),
        end=told,
        followed=session.ended if superseded else None,
        freed=session.ended if freed else None,
    )
