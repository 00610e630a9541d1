"""What goes on at an outlet, for whom it is kept, and the connector status that says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from controlroom.domain.charging.charge_point import ConnectorStatus


class Phase(Enum):
    """What goes on at the outlet."""

    FREE = auto()
    PLUGGED = auto()
    """A vehicle is there; nobody has shown a card yet."""
    ASKING = auto()
    REFUSED = auto()
    BEGUN = auto()
    """The transaction runs; vehicle and outlet are still talking."""
    CHARGING = auto()
    FULL = auto()
    DONE = auto()
    """The transaction is over; the vehicle still stands there."""


@dataclass(frozen=True, slots=True)
class Reservation:
    """`number` is the central system's; `until` in simulated seconds since 1970."""

    number: int
    token: str
    until: float


STATUS = {
    Phase.FREE: ConnectorStatus.AVAILABLE,
    Phase.PLUGGED: ConnectorStatus.PREPARING,
    Phase.ASKING: ConnectorStatus.PREPARING,
    Phase.REFUSED: ConnectorStatus.PREPARING,
    Phase.BEGUN: ConnectorStatus.PREPARING,
    Phase.CHARGING: ConnectorStatus.CHARGING,
    Phase.FULL: ConnectorStatus.SUSPENDED_EV,
    Phase.DONE: ConnectorStatus.FINISHING,
}
