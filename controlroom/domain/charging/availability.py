"""Which connectors drivers can use: the one definition for screens, graphs and reports.

A charge point is *up* where it is heard (`ChargePoint.heard`), else *silent*; a connector is
*usable* where its charge point is up and its own status lets somebody charge, or charges already.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final

from controlroom.domain.charging.charge_point import Connector, ConnectorStatus
from controlroom.domain.charging.network import Network
from controlroom.domain.values import dataclass


class Use(Enum):
    """What a connector does, as connectors are counted."""

    CHARGING = "charging"
    FREE = "free"
    CHANGING = "changing"
    """Between the two: a vehicle comes, pauses or goes, or somebody has reserved it."""
    FAULT = "fault"
    OUT = "out"
    """Taken out of service."""
    UNKNOWN = "unknown"
    """It has told nothing, or its charge point is silent."""


_USES: Final = {
    ConnectorStatus.UNKNOWN: Use.UNKNOWN,
    ConnectorStatus.CHARGING: Use.CHARGING,
    ConnectorStatus.AVAILABLE: Use.FREE,
    ConnectorStatus.FAULTED: Use.FAULT,
    ConnectorStatus.UNAVAILABLE: Use.OUT,
    **dict.fromkeys(
        (
            ConnectorStatus.PREPARING,
            ConnectorStatus.SUSPENDED_EV,
            ConnectorStatus.SUSPENDED_EVSE,
            ConnectorStatus.FINISHING,
            ConnectorStatus.RESERVED,
            ConnectorStatus.OCCUPIED,
        ),
        Use.CHANGING,
    ),
}
USABLE: Final = frozenset(
    status for status, use in _USES.items() if use in {Use.CHARGING, Use.FREE, Use.CHANGING}
)
"""Statuses of connectors that a driver can use, or that one is using."""


def use_of(connector: Connector, *, heard: bool) -> Use:
    """What a connector does; `heard`: its charge point is up, so that its word holds."""
    return _USES[connector.status] if heard else Use.UNKNOWN


@dataclass(frozen=True, slots=True)
class Counts:
    """Connectors by their use. They add up to `total`."""

    charging: int = 0
    free: int = 0
    changing: int = 0
    fault: int = 0
    out: int = 0
    unknown: int = 0

    @classmethod
    def sum(cls, several: Iterable[Counts]) -> Counts:
        """All of them together."""
        charging = free = changing = fault = out = unknown = 0
        for one in several:
            charging += one.charging
            free += one.free
            changing += one.changing
            fault += one.fault
            out += one.out
            unknown += one.unknown
        return cls(charging, free, changing, fault, out, unknown)

    @classmethod
    def of(cls, uses: Iterable[Use]) -> Counts:
        tally = dict.fromkeys((use.value for use in Use), 0)
        for use in uses:
            tally[use.value] += 1
        return cls(**tally)

    @property
    def total(self) -> int:
        """All connectors."""
        return self.charging + self.free + self.changing + self.fault + self.out + self.unknown

    @property
    def usable(self) -> int:
        """Those that a driver can use, or that one is using."""
        return self.charging + self.free + self.changing

    @property
    def availability(self) -> float | None:
        """Share of the usable ones; None where there are no connectors."""
        return self.usable / self.total if self.total else None


def connectors_of(network: Network, charge_point: str) -> list[Connector]:
    """Connectors of a charge point by number; never the one that stands for the whole."""
    known = network.connectors.get(charge_point, {})
    return [known[place] for place in sorted(known) if place != (0, 0)]
