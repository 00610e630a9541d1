"""Sessions with their prices, tariffs, customers and invoices, in memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from typing_extensions import override

from controlroom.domain.billing.events import SessionReviewed
from controlroom.domain.billing.invoice import Invoice, Seller
from controlroom.domain.billing.review import Review
from controlroom.domain.billing.tariff import Tariff, Version
from controlroom.domain.charging.session import ChargingSession
from controlroom.domain.people.authorisation import Token
from controlroom.domain.people.customer import Customer
from controlroom.operations.ports.billing import (
    Due,
    Invoices,
    IssuedInvoice,
    SessionRecord,
    Sessions,
    Tariffs,
)
from controlroom.operations.ports.charging import SampleRow
from controlroom.operations.ports.people import Customers
from tests.domain.session_events import TEN
from tests.operations.fakes import FakeStore


class FakeSessions(Sessions):
    def __init__(self, store: FakeStore) -> None:
        self.store = store

    @override
    async def unpriced(self, limit: int = 500) -> list[ChargingSession]:
        self.store.check()
        return [self.store.sessions[i] for i in sorted(self.store.unpriced)][:limit]

    @override
    async def owed(self, before: datetime) -> list[SessionRecord]:
        return [
            record
            for record in self._waiting(before)
            if record.price is not None
            and not record.price.hold
            and record.price.price is not None
            and record.session.customer is not None
        ]

    def _waiting(self, before: datetime) -> list[SessionRecord]:
        ended = [s for s in self.store.sessions.values() if s.ended and s.ended < before]
        return [
            SessionRecord(
                s,
                self.store.prices.get(s.id),
                f"Customer {s.customer}",
                "",
                self.store.reviews.get(s.id),
            )
            for s in ended
            if s.id not in self.store.carried | self.store.unpriced
        ]

    @override
    async def held(self, before: datetime) -> list[SessionRecord]:
        return [r for r in self._waiting(before) if r.price is not None and r.price.hold]

    @override
    async def dues(self, before: datetime, since: datetime) -> list[Due]:
        return [
            Due(customer, price.price.vat_percent, ended < since, 1, price.price.net)
            for record in await self.owed(before)
            if (price := record.price) is not None
            and price.price is not None
            and (customer := record.session.customer) is not None
            and (ended := record.session.ended) is not None
        ]

    @override
    async def session(self, identity: str) -> SessionRecord | None:
        session = self.store.sessions.get(identity)
        if session is None:
            return None
        invoice = "202600001" if identity in self.store.carried else ""
        price, review = self.store.prices.get(identity), self.store.reviews.get(identity)
        return SessionRecord(session, price, f"Customer {session.customer}", invoice, review)

    @override
    async def reviews(self, identities: Collection[str]) -> dict[str, Review]:
        return {i: self.store.reviews[i] for i in identities if i in self.store.reviews}

    @override
    async def review(self, review: Review) -> Review:
        self.store.reviews[review.session] = review
        session = self.store.sessions[review.session]
        self.store.sessions[review.session] = replace(session, revision=session.revision + 1)
        told = SessionReviewed(
            charge_point=session.charge_point,
            at=review.at,
            received=review.at,
            session=review.session,
            verdict=review.verdict,
            energy_wh=review.billed_wh(session),
            measured_wh=session.energy_wh,
            by=review.by,
        )
        await self.store.commit([told], [])
        return review

    @override
    async def long_open(self, before: datetime, now: datetime) -> list[SessionRecord]:
        day = timedelta(days=1)
        long = [s for s in self.store.sessions.values() if s.active and now - s.started > day]
        return [SessionRecord(s, None, "", "") for s in long if s.started < before]

    @override
    async def end(self, identity: str, *, by: str, reason: str) -> ChargingSession:
        raise NotImplementedError

    @override
    async def sessions(self, **_wanted: object) -> list[SessionRecord]:
        raise NotImplementedError

    @override
    async def samples(
        self, charge_point: str, evse: int, start: datetime, end: datetime
    ) -> list[SampleRow]:
        raise NotImplementedError


class FakeTariffs(Tariffs):
    def __init__(self, store: FakeStore) -> None:
        self.store = store

    @override
    async def versions(self) -> dict[str, list[Version]]:
        return {site: [(TEN, tariff)] for site, tariff in self.store.tariffs.items()}

    @override
    async def current(self) -> dict[str, Tariff]:
        return self.store.tariffs

    @override
    async def set_tariff(
        self, site: str, tariff: Tariff, valid_from: datetime | None, by: str
    ) -> None:
        self.store.tariffs[site] = tariff


class FakeCustomers(Customers):
    def __init__(self, *customers: Customer) -> None:
        self.known = {c.number: c for c in customers}

    @override
    async def customer(self, number: int) -> Customer | None:
        return self.known.get(number)

    @override
    async def customers(self) -> list[Customer]:
        return list(self.known.values())

    @override
    async def customer_named(self, name: str) -> Customer | None:
        return next((c for c in self.known.values() if c.name == name), None)

    @override
    async def set_customer(self, customer: Customer, by: str) -> Customer:
        self.known[customer.number] = customer
        return customer

    @override
    async def tokens(self) -> list[Token]:
        return []

    @override
    async def token(self, uid: str) -> Token | None:
        return None

    @override
    async def set_token(self, token: Token, by: str, *, new: bool) -> None:
        raise NotImplementedError


class FakeInvoices(Invoices):
    """Numbers without a gap; a session on one invoice at most."""

    def __init__(self, store: FakeStore, seller: Seller | None) -> None:
        self.store = store
        self.seller = seller
        self.issued: list[IssuedInvoice] = []

    @override
    async def company(self) -> Seller | None:
        return self.seller

    @override
    async def set_company(self, seller: Seller, by: str) -> None:
        self.seller = seller

    @override
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
        if self.store.carried.intersection(sessions):
            return None
        invoice = build(len(self.issued) + 1)
        self.store.carried.update(sessions)
        self.issued.append(IssuedInvoice(invoice, month, customer, tuple(sessions), by))
        return invoice

    @override
    async def invoices(
        self, month: str | None = None, *, customer: int | None = None
    ) -> list[IssuedInvoice]:
        return [
            i for i in self.issued if month in (None, i.month) and customer in (None, i.customer)
        ]

    @override
    async def invoice(self, number: str) -> IssuedInvoice | None:
        return next((i for i in self.issued if i.invoice.number == number), None)
