"""What operations asks of the store about the past: energy, sessions and states by quarter-hour.

Quarter-hours are told by their number since 1970, UTC (`domain.quarter_hours`); energy is in Wh.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple, Protocol


class QuarterEnergy(NamedTuple):
    quarter: int
    wh: int


class SiteEnergy(NamedTuple):
    site: str
    quarter: int
    wh: int


class PointEnergy(NamedTuple):
    charge_point: str
    quarter: int
    wh: int


class ConnectorEnergy(NamedTuple):
    quarter: int
    evse: int
    connector: int
    wh: int


class SessionStep(NamedTuple):
    """How the number of running sessions changed in a quarter-hour."""

    quarter: int
    change: int


class StatusTurn(NamedTuple):
    """What decides who can charge, as it turned."""

    quarter: int
    charge_point: str
    evse: int
    connector: int
    word: str
    """A ConnectorStatus, or the name of an event of the link, whose EVSE is 0."""


class ReportQueries(Protocol):
    """Reading sums. Quarter-hours without energy are left out."""

    async def energy(
        self, start: datetime, end: datetime, *, site: str | None = None
    ) -> list[QuarterEnergy]:
        """Of a site, or of all; oldest first."""
        ...

    async def energy_by_site(self, start: datetime, end: datetime) -> list[SiteEnergy]:
        """Of every site, in no order."""
        ...

    async def energy_by_point(
        self, charge_points: Collection[str], start: datetime, end: datetime
    ) -> list[PointEnergy]:
        """Of some charge points, the connectors of each together; in no order."""
        ...

    async def energy_by_connector(
        self, charge_point: str, start: datetime, end: datetime
    ) -> list[ConnectorEnergy]:
        """Of one charge point; oldest first."""
        ...

    async def session_steps(
        self, start: datetime, end: datetime, *, site: str | None = None
    ) -> list[SessionStep]:
        """Of sessions that ended in the time, wherever they began; oldest first."""
        ...

    async def status_turns(
        self, start: datetime, *, site: str | None = None, limit: int = 100_000
    ) -> list[StatusTurn]:
        """The newest `limit` since `start`; oldest first."""
        ...
