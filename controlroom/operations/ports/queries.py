"""What windows and commands see of the store: what may be read. They write by operations."""

from __future__ import annotations

from typing import Protocol

from controlroom.operations.ports.alarms import AlarmQueries
from controlroom.operations.ports.billing import (
    InvoiceQueries,
    PictureQueries,
    SessionQueries,
    TariffQueries,
)
from controlroom.operations.ports.charging import ChargePointQueries, CommandQueries, MessageQueries
from controlroom.operations.ports.journal import Feed
from controlroom.operations.ports.people import CustomerQueries, UserQueries
from controlroom.operations.ports.session_search import SessionSearch


class Queries(Protocol):
    """The reading half of the store's ports."""

    @property
    def feed(self) -> Feed: ...
    @property
    def charge_points(self) -> ChargePointQueries: ...
    @property
    def alarms(self) -> AlarmQueries: ...
    @property
    def sessions(self) -> SessionQueries: ...
    @property
    def session_search(self) -> SessionSearch: ...
    @property
    def tariffs(self) -> TariffQueries: ...
    @property
    def commands(self) -> CommandQueries: ...
    @property
    def customers(self) -> CustomerQueries: ...
    @property
    def invoices(self) -> InvoiceQueries: ...
    @property
    def users(self) -> UserQueries: ...
    @property
    def pictures(self) -> PictureQueries: ...
    @property
    def messages(self) -> MessageQueries: ...
