"""What operations asks of the store about sessions and their prices, tariffs and invoices."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from controlroom.domain.billing.invoice import Invoice
from controlroom.domain.billing.parties import Seller
from controlroom.domain.billing.review import Review
from controlroom.domain.billing.session_price import SessionPrice
from controlroom.domain.billing.tariff import Tariff, Version
from controlroom.domain.charging.session import ChargingSession
from controlroom.operations.ports.charging import SampleRow


@dataclass(frozen=True, slots=True)
class Due:
    """What sessions of one customer at one VAT rate come to, that no invoice carries yet."""

    customer: int
    vat_percent: Decimal
    earlier: bool
    """They ended before the month that is asked for."""
    sessions: int
    net: Decimal


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A session with its price and where it stands on paper."""

    session: ChargingSession
    price: SessionPrice | None
    customer: str
    """Name of the customer, "" where the token has none."""
    invoice: str
    """Number of the invoice that carries it, else ""."""
    review: Review | None = None
    """What a person decided on it last."""

    @property
    def decided(self) -> Review | None:
        """The decision that it stands by now; None where it was taken back or overtaken."""
        if self.review is None or not self.review.applies(self.session):
            return None
        return self.review


class TariffQueries(Protocol):
    """Reading tariffs."""

    async def versions(self) -> dict[str, list[Version]]:
        """Every version by site, oldest first; `tariff.holding` finds a moment's."""
        ...

    async def current(self) -> dict[str, Tariff]: ...


class Tariffs(TariffQueries, Protocol):
    async def set_tariff(
        self, site: str, tariff: Tariff, valid_from: datetime | None, by: str
    ) -> None:
        """Set a new version.

        `valid_from` None: a site's first tariff holds from the beginning of time, a
        later one from now.
        """
        ...


class SessionQueries(Protocol):
    """Reading sessions, what they cost and what was measured."""

    async def sessions(
        self,
        *,
        start: datetime | None = None,
        end: datetime | None = None,
        charge_point: str | None = None,
        active: bool | None = None,
        limit: int | None = None,
    ) -> list[SessionRecord]:
        """Newest first. A session belongs to the time it ended in; an active one to its start."""
        ...

    async def session(self, identity: str) -> SessionRecord | None: ...
    async def unpriced(self, limit: int = 500) -> list[ChargingSession]:
        """Ended sessions without a price, or changed since they were priced, not invoiced."""
        ...

    async def reviews(self, identities: Collection[str]) -> dict[str, Review]:
        """The newest decision on each of some sessions that anybody decided on."""
        ...

    async def owed(self, before: datetime) -> list[SessionRecord]:
        """Ended before the moment and on no invoice yet, with a valid price that a customer owes.

        Oldest first.
        """
        ...

    async def held(self, before: datetime) -> list[SessionRecord]:
        """Likewise, those that no invoice may carry as they stand; oldest first."""
        ...

    async def long_open(self, before: datetime, now: datetime) -> list[SessionRecord]:
        """Open ones that began before the moment, longer ago than is usual; oldest first.

        Usual at their site: 99 of 100 of the sessions that ended there lately were shorter.
        """
        ...

    async def dues(self, before: datetime, since: datetime) -> list[Due]:
        """What is owed comes to. `since` parts the earlier ones from the rest."""
        ...

    async def samples(
        self, charge_point: str, evse: int, start: datetime, end: datetime
    ) -> list[SampleRow]:
        """Raw meter values by the stamps of the charge point, oldest first."""
        ...


class Sessions(SessionQueries, Protocol):
    async def review(self, review: Review) -> Review:
        """Keep a decision, and have the session priced again; returns it with its moment.

        Raises Refused where the session stands on an invoice, or where another decision was
        made since the one that `review.number` counts on, and NotFound.
        """
        ...

    async def end(self, identity: str, *, by: str, reason: str) -> ChargingSession:
        """End a session that is open, for a person; returns it as it stands then.

        Raises Refused where it is over, and NotFound.
        """
        ...


@dataclass(frozen=True, slots=True)
class IssuedInvoice:
    """An invoice as it was issued. `month` is the run that issued it, as "2026-10"."""

    invoice: Invoice
    month: str
    customer: int
    sessions: tuple[str, ...]
    issued_by: str


class InvoiceQueries(Protocol):
    """Reading the company and its invoices."""

    async def company(self) -> Seller | None: ...
    async def invoices(
        self, month: str | None = None, *, customer: int | None = None
    ) -> list[IssuedInvoice]:
        """Of the month's runs ("2026-10"), of a customer, or all; by number."""
        ...

    async def invoice(self, number: str) -> IssuedInvoice | None: ...


class Invoices(InvoiceQueries, Protocol):
    async def set_company(self, seller: Seller, by: str) -> None: ...
    async def issue(
        self,
        build: Callable[[int], Invoice],
        *,
        month: str,
        year: int,
        customer: int,
        sessions: Mapping[str, int],
        by: str,
    ) -> Invoice | None:
        """Number an invoice and keep it for ever, with its sessions, in one transaction.

        `build` makes it from the next serial number of the year (1, 2, … without a
        gap); what it raises undoes the number too. `month` is the run, `sessions` the
        ids with the revisions that were priced. None where one of the sessions is on an
        invoice already, or is at another revision by now: nothing was issued and no number
        used.
        """
        ...


class PictureQueries(Protocol):
    """Reading pictures, by the SHA-256 of their bytes."""

    async def picture(self, digest: str) -> bytes | None: ...


class Pictures(PictureQueries, Protocol):
    """Logos, by the SHA-256 of their bytes: what has a name never changes."""

    async def keep(self, body: bytes) -> str:
        """Store a picture; returns its digest. Raises InvalidValue for what is none."""
        ...
