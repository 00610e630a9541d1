"""The parts of the store that serving needs, together."""

from __future__ import annotations

from dataclasses import dataclass

from controlroom.operations.ports.alarms import AlarmQueries
from controlroom.operations.ports.billing import SessionQueries, TariffQueries
from controlroom.operations.ports.charging import ChargePoints, Commands
from controlroom.operations.ports.journal import Consumers, Feed, Journal, Servers


@dataclass(frozen=True, slots=True)
class Parts:
    """The store's parts that serving needs."""

    journal: Journal
    feed: Feed
    consumers: Consumers
    servers: Servers
    charge_points: ChargePoints
    commands: Commands
    alarms: AlarmQueries
    sessions: SessionQueries
    tariffs: TariffQueries
