"""What the composition root hands the desktop: ports to ask, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from controlroom.desktop.bridge import Pulse
from controlroom.desktop.desk.tariffs import RunningPrice
from controlroom.domain.billing.invoice import Invoice
from controlroom.domain.charging.wishes import Wish
from controlroom.domain.people.actor import Actor
from controlroom.operations.alarms.acknowledgements import Acknowledgements
from controlroom.operations.billing.company import Company
from controlroom.operations.billing.month_run import Month, Outcome, Outlook, Progress
from controlroom.operations.billing.reviews import Reviews
from controlroom.operations.billing.session_export import OpenSessionFile
from controlroom.operations.billing.tariffs import PriceList
from controlroom.operations.charging.enrolment import Enrolment
from controlroom.operations.charging.listening import Listening
from controlroom.operations.charging.reachability import Reaching
from controlroom.operations.charging.sites import Sites
from controlroom.operations.people.accounts import Accounts
from controlroom.operations.people.rights import Rights
from controlroom.operations.people.staff import Staff
from controlroom.operations.ports.alarms import AlarmQueries
from controlroom.operations.ports.billing import (
    InvoiceQueries,
    PictureQueries,
    SessionQueries,
    TariffQueries,
)
from controlroom.operations.ports.charging import (
    Asking,
    ChargePointQueries,
    CommandQueries,
    MessageQueries,
)
from controlroom.operations.ports.facts import Facts
from controlroom.operations.ports.journal import Feed
from controlroom.operations.ports.link import Clock
from controlroom.operations.ports.people import CustomerQueries, UserQueries
from controlroom.operations.ports.reports import ReportQueries
from controlroom.operations.ports.session_search import SessionSearch
from controlroom.settings import Address, Settings, parse_address


class Billing(Protocol):
    """Closing a month."""

    async def outlook(self, month: Month) -> Outlook:
        """What closing the month would do now."""
        ...

    async def close(
        self, actor: Actor, month: Month, progress: Progress | None = None
    ) -> Outcome | None:
        """Issue what the month owes; raises Refused with what is missing.

        None where it ended before it could tell how far it had come.
        """
        ...

    def stop(self) -> None:
        """End a run that is under way before its next customer."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """Every part is one that a test replaces by argument."""

    feed: Feed
    charge_points: ChargePointQueries
    alarms: AlarmQueries
    sessions: SessionQueries
    session_search: SessionSearch
    tariffs: TariffQueries
    commands: CommandQueries
    customers: CustomerQueries
    invoices: InvoiceQueries
    users: UserQueries
    pictures: PictureQueries
    messages: MessageQueries
    facts: Facts
    reports: ReportQueries
    control: Asking
    acknowledgements: Acknowledgements
    billing: Billing
    reviews: Reviews
    """Decisions on held sessions."""
    sites: Sites
    enrolment: Enrolment
    company: Company
    price_list: PriceList
    staff: Staff
    accounts: Accounts
    rights: Rights
    clock: Clock
    render: Callable[[Invoice], bytes]
    """An invoice as PDF; slow, so it is called in a thread, and only there."""
    open_session_file: OpenSessionFile
    """Begins a CSV or XLSX file of sessions."""
    judge: Callable[[str, Wish], None]
    """Raises InvalidCommand for what an OCPP version cannot say; slow at first, so in a thread."""
    running_price: RunningPrice
    """Cost so far, by the function that makes the final price."""
    database: str
    """Address of the database as people read it, without a password."""
    data_folder: Path
    """Where this program keeps its files."""
    listen: str
    """HOST:PORT where the central system that this window starts listens."""
    tls: bool
    """Whether it speaks TLS (wss://)."""
    settings: Settings
    """As they were read at the start."""
    reach: Reaching
    """Tries what is at an address."""
    listening: Listening | None = None
    """The central system that this window starts; None where others serve, as on PostgreSQL."""
    pulse: Pulse | None = None
    """Whether a server is alive; None: the feed's word is enough."""

    @property
    def address(self) -> Address:
        """Where charge points connect to now, as far as this window knows."""
        return self.listening.address if self.listening is not None else parse_address(self.listen)
