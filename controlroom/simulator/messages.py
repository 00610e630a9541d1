"""What a station has to say, in no version's words.

`at` is when it happened, in simulated seconds since 1970; a message keeps it
however long it waits to be sent. A durable message survives a lost link.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum, StrEnum, auto
from typing import ClassVar

from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.metering import Reading
from controlroom.domain.charging.session import ChargingState
from controlroom.simulator.faults import Fault


def moment(seconds: float) -> datetime:
    """Simulated seconds since 1970 as a time."""
    return datetime.fromtimestamp(seconds, UTC)


def stamp(at: float) -> str:
    """A moment as OCPP writes it, in milliseconds."""
    return moment(at).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def seconds(text: str) -> float:
    """A moment as OCPP writes it, in seconds since 1970. Without a zone it is UTC."""
    at = datetime.fromisoformat(text)
    return (at.replace(tzinfo=UTC) if at.tzinfo is None else at).timestamp()


class Stop(Enum):
    """Why a transaction ended."""

    CARD = auto()
    UNPLUGGED = auto()
    REMOTE = auto()
    DEAUTHORISED = auto()
    EMERGENCY_STOP = auto()
    FAULT = auto()
    SOFT_RESET = auto()
    HARD_RESET = auto()
    UNLOCKED = auto()
    POWER_LOSS = auto()
    RESTART = auto()
    """The station restarted by itself."""


class Trigger(StrEnum):
    """What made a transaction message: OCPP 2.0.1's words, which 1.6 leaves out."""

    AUTHORIZED = "Authorized"
    REMOTE_START = "RemoteStart"
    CHARGING_STATE = "ChargingStateChanged"
    PERIODIC = "MeterValuePeriodic"
    ASKED = "Trigger"


class BootReason(StrEnum):
    """OCPP 2.0.1's words."""

    POWER_UP = "PowerUp"
    REMOTE_RESET = "RemoteReset"
    SCHEDULED_RESET = "ScheduledReset"
    TRIGGERED = "Triggered"
    WATCHDOG = "Watchdog"


@dataclass(slots=True, eq=False)
class Transaction:
    """One charge, from its start to its end, with what both sides call it."""

    id: str
    """The station's own id (OCPP 2.0.1)."""
    outlet: int
    token: str
    started: float
    meter_start: int
    remote_start: int | None = None
    reservation: int | None = None
    number: int | None = None
    """The central system's id (OCPP 1.6), once it has answered."""
    sequence: int = 0
    state: ChargingState = ChargingState.EV_CONNECTED

    def next_sequence(self) -> int:
        """Number of the next message; OCPP 2.0.1 counts from 0 without a gap."""
        number = self.sequence
        self.sequence += 1
        return number


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One thing that a station has to say."""

    at: float
    durable: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Boot(Message):
    """What the station is, and why it says so."""

    reason: BootReason = BootReason.POWER_UP


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat(Message):
    """A sign of life, where there is nothing else to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Message):
    """`outlet` 0 is the station as a whole. `cleared` is a fault that is over.

    `anyway`: to be said even where nothing is new.
    """

    outlet: int
    status: ConnectorStatus
    fault: Fault | None = None
    cleared: Fault | None = None
    anyway: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CardShown(Message):
    """Asks whether a card may charge."""

    outlet: int
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransactionMessage(Message):
    """`offline`: it happened while the link was down. `sequence` counts per transaction."""

    durable: ClassVar[bool] = True
    transaction: Transaction
    reading: Reading
    sequence: int
    offline: bool = False
    state: ChargingState = ChargingState.EV_CONNECTED
    trigger: Trigger = Trigger.PERIODIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Started(TransactionMessage):
    """The transaction has begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated(TransactionMessage):
    """A new charging state; OCPP 1.6 tells it by the connector's status alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampled(TransactionMessage):
    """Meter values of a running transaction. The first to go when memory is full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped(TransactionMessage):
    """The transaction is over. `first` is the reading at its start."""

    stop: Stop
    first: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleSampled(Message):
    """Meter values of an outlet without a transaction, asked for by a trigger."""

    outlet: int
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityEvent(Message):
    """Something that concerns security; `kind` in the words of OCPP's list. Kept without a link."""

    durable: ClassVar[bool] = True
    kind: str
    info: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservationEnded(Message):
    """A reservation is over without a charge; OCPP 1.6 tells it by the connector's status."""

    number: int
    expired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Message):
    """Anything else, ready in its version's words."""

    action: str
    payload: Mapping[str, object] = field(default_factory=dict)
