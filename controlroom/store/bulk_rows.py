"""Objects as ready rows, a great many at a time: what `history` writes as it is.

Packing needs no database. It is done in any thread or process, while another one
writes what was packed before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from sqlalchemy import Column, Text

from controlroom.domain.billing.events import CompanyChanged, InvoiceIssued, TariffChanged
from controlroom.domain.billing.parties import Seller
from controlroom.domain.billing.session_price import SessionPrice
from controlroom.domain.billing.tariff import BEGINNING, Tariff
from controlroom.domain.charging.charge_point import ChargePoint, Connector, Registration, Site
from controlroom.domain.charging.events import MeterSampled, RegistrationChanged, SiteChanged
from controlroom.domain.charging.session import ChargingSession
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import Token
from controlroom.domain.people.customer import Customer
from controlroom.domain.people.events import CustomerChanged, TokenChanged
from controlroom.operations.ports.billing import IssuedInvoice
from controlroom.operations.ports.journal import QuarterHour
from controlroom.store.bodies import body_of
from controlroom.store.charging.charge_points import hashed
from controlroom.store.codec import card_key, clean, dump_event, fold
from controlroom.store.json_text import dumps
from controlroom.store.rows import (
    CHARGE_POINT,
    CONNECTOR,
    CUSTOMER,
    REGISTRATION,
    SESSION,
    SESSION_PRICE,
    SITE,
    TOKEN,
    Mapper,
)
from controlroom.store.samples import dump_samples
from controlroom.store.schema.base import Exact, Json, UtcTime
from controlroom.store.times import microseconds

T = TypeVar("T")
Dialect: TypeAlias = Literal["sqlite", "postgresql"]
Values: TypeAlias = tuple[Any, ...]

_TARIFF = ("site", "valid_from", "body", "changed", "changed_by")
_INVOICE = ("number", "year", "serial", "month", "customer", "total", "issued", "issued_by", "body")
_QUARTER_HOUR = ("start", "charge_point", "evse", "connector", "wh")


@dataclass(frozen=True, slots=True)
class Rows:
    """Of one table."""

    table: str
    columns: tuple[str, ...]
    rows: list[Values]


@dataclass(slots=True)
class Packed:
    """Rows as a driver takes them; plain data, which goes from process to process."""

    tables: list[Rows] = field(default_factory=list)
    """In the order in which rows refer to each other."""
    journal: list[Values] = field(default_factory=list)
    """Facts, without position and writer."""
    meter: list[Values] = field(default_factory=list)
    """Raw meter values, likewise; they are numbered after the facts."""

    def __len__(self) -> int:
        rows = sum(len(part.rows) for part in self.tables)
        return rows + len(self.journal) + len(self.meter)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """What people decided: places, charge points with their keys, customers, tokens, tariffs."""

    sites: Mapping[Site, Tariff]
    """Each with the tariff that held from the beginning."""
    charge_points: Mapping[Registration, str]
    """Each with its key."""
    customers: Sequence[Customer]
    tokens: Sequence[Token]
    company: Seller | None = None


class _Encoder(Generic[T]):
    """Turns objects of one class into rows; only the columns that need it are touched."""

    def __init__(
        self,
        mapper: Mapper[T],
        dialect: Dialect,
        **computed: Callable[[T], object],
    ) -> None:
        functions: dict[str, Callable[[T], object]] = {**mapper.computed, **computed}
        columns = {str(c.name): c for c in mapper.table.columns}
        stored = [name for name in mapper.names if name not in functions]
        self._table = mapper.table.name
        self.columns = (*stored, *functions)
        self._fields: Callable[[T], Values] = attrgetter(*stored)
        self._changed = [
            (place, change)
            for place, name in enumerate(stored)
            if (change := _change(columns[name], dialect)) is not None
        ]
        self._computed = [(f, _change(columns[n], dialect)) for n, f in functions.items()]

    def encode(self, row: T) -> list[Any]:
        values = list(self._fields(row))
        for place, change in self._changed:
            values[place] = change(values[place])
        for function, changed in self._computed:
            value = function(row)
            values.append(value if changed is None else changed(value))
        return values

    def rows(self, objects: Iterable[T]) -> Rows:
        return Rows(self._table, self.columns, [tuple(self.encode(row)) for row in objects])


def _change(column: Column[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """What a column's value becomes for the driver; None where it is taken as it is."""
    kind = column.type
    if isinstance(kind, UtcTime):
        return _time if dialect == "sqlite" else None
    if isinstance(kind, Json):
        return _json
    if isinstance(kind, Exact):
        return _exact if dialect == "sqlite" else None
    return _text if isinstance(kind, Text) else None


def _time(value: datetime | None) -> int | None:
    return None if value is None else microseconds(value)


def _json(value: object) -> str | None:
    return None if value is None else dumps(value)


def _exact(value: object) -> str | None:
    return None if value is None else str(value)


def _text(value: str | None) -> str | None:
    if value is None:
        return None
    if type(value) is not str:
        # A member of an enum; what is packed is plain.
        value = str.__str__(value)
    return value if value.isascii() and "\0" not in value else clean(value)


class Packer:
    """Packs for one dialect."""

    def __init__(self, dialect: Dialect) -> None:
        self._moment: Callable[[datetime], Any] = microseconds if dialect == "sqlite" else _same
        self._exact: Callable[[Decimal], Any] = str if dialect == "sqlite" else _same
        self._site = _Encoder(SITE, dialect)
        self._registration = _Encoder(REGISTRATION, dialect, folded=_folded_id)
        self._customer = _Encoder(CUSTOMER, dialect, folded=_folded_name)
        self._token = _Encoder(TOKEN, dialect, folded=_folded_uid)
        self._charge_point = _Encoder(CHARGE_POINT, dialect)
        self._connector = _Encoder(CONNECTOR, dialect)
        self._session = _Encoder(SESSION, dialect)
        self._price = _Encoder(SESSION_PRICE, dialect)

    def people(self, people: People, at: datetime, by: str) -> Packed:
        """What people decided at a moment, with the facts that tell of it."""
        now, first = self._moment(at), self._moment(BEGINNING)
        tariffs = [
            (clean(site.name), first, dumps(body_of(tariff)), now, clean(by))
            for site, tariff in people.sites.items()
        ]
        keys = [(clean(point.id), hashed(key)) for point, key in people.charge_points.items()]
        return Packed(
            tables=[
                self._site.rows(people.sites),
                self._registration.rows(people.charge_points),
                Rows("credential", ("charge_point", "key_hash"), keys),
                Rows("tariff", _TARIFF, tariffs),
                self._customer.rows(people.customers),
                self._token.rows(people.tokens),
                *([] if people.company is None else [_company(people.company)]),
            ],
            journal=self._journal(_facts(people, at, by)),
        )

    def _journal(self, facts: Iterable[Event]) -> list[Values]:
        moment = self._moment
        return [
            (
                moment(fact.at),
                moment(fact.received),
                clean(fact.charge_point),
                type(fact).__name__,
                clean(dump_event(fact)),
            )
            for fact in facts
        ]

    def invoices(self, issued: Iterable[tuple[datetime, IssuedInvoice]]) -> Packed:
        """Invoices in the order of their numbers, each with its moment; and how far they count."""
        rows: list[Values] = []
        carried: list[Values] = []
        facts: list[Event] = []
        serials: dict[int, int] = {}
        for at, entry in issued:
            invoice = entry.invoice
            year = invoice.issued.year
            serials[year] = serials.get(year, 0) + 1
            rows.append(
                (
                    invoice.number, year, serials[year], entry.month, entry.customer,
                    self._exact(invoice.total), self._moment(at), clean(entry.issued_by),
                    dumps(body_of(invoice)),
                )
            )  # fmt: skip
            carried += [
                (session, invoice.number, place) for place, session in enumerate(entry.sessions)
            ]
            facts.append(
                InvoiceIssued(
                    charge_point="",
                    at=at,
                    received=at,
                    number=invoice.number,
                    month=entry.month,
                    customer=entry.customer,
                    total=invoice.total,
                    by=entry.issued_by,
                )
            )
        return Packed(
            tables=[
                Rows("invoice", _INVOICE, rows),
                Rows("invoice_session", ("session", "invoice", "place"), carried),
                Rows("invoice_counter", ("year", "last"), list(serials.items())),
            ],
            journal=self._journal(facts),
        )

    def past(
        self,
        *,
        charge_points: Iterable[ChargePoint] = (),
        connectors: Iterable[Connector] = (),
        events: Iterable[Event] = (),
        sessions: Iterable[ChargingSession] = (),
        prices: Iterable[SessionPrice] = (),
        quarter_hours: Iterable[QuarterHour] = (),
        samples: Iterable[MeterSampled] = (),
    ) -> Packed:
        """What happened. A session that comes with its price need not be priced again."""
        price_of = {price.session: price for price in prices}
        revision, priced = map(self._session.columns.index, ("revision", "priced"))
        rows: list[Values] = []
        for session in sessions:
            values = self._session.encode(session)
            price = price_of.get(session.id)
            if price is not None:
                if price.is_of(session):
                    price_of[session.id] = price = replace(price, revision=values[revision])
                values[priced] = price.revision
            rows.append(tuple(values))
        return Packed(
            tables=[
                self._charge_point.rows(charge_points),
                self._connector.rows(connectors),
                Rows("session", self._session.columns, rows),
                self._price.rows(price_of.values()),
                Rows("quarter_hour", _QUARTER_HOUR, self._quarters(quarter_hours)),
            ],
            journal=self._journal(events),
            meter=[self._sampled(event) for event in samples],
        )

    def _quarters(self, quarter_hours: Iterable[QuarterHour]) -> list[Values]:
        """Added up, and in the order of their key, in which a tree takes them fastest."""
        moment = self._moment
        sums: dict[Values, int] = {}
        for one in quarter_hours:
            key = (moment(one.start), clean(one.charge_point), one.evse, one.connector)
            sums[key] = sums.get(key, 0) + one.wh
        return [(*key, sums[key]) for key in sorted(sums)]

    def _sampled(self, event: MeterSampled) -> Values:
        moment = self._moment
        return (
            moment(event.at),
            moment(event.received),
            clean(event.charge_point),
            event.evse,
            event.connector,
            clean(dump_samples(event)),
        )


def _facts(people: People, at: datetime, by: str) -> Iterator[Event]:
    told: dict[str, Any] = {"at": at, "received": at, "by": by}
    if people.company is not None:
        yield CompanyChanged(charge_point="", **told)
    for site in people.sites:
        yield SiteChanged(charge_point="", site=site, **told)
    for point in people.charge_points:
        yield RegistrationChanged(charge_point=point.id, registration=point, **told)
    for site in people.sites:
        yield TariffChanged(charge_point="", site=site.name, **told)
    for customer in people.customers:
        yield CustomerChanged(charge_point="", customer=customer.number, **told)
    for token in people.tokens:
        yield TokenChanged(charge_point="", token=token, **told)


def _company(seller: Seller) -> Rows:
    return Rows("company", ("id", "body"), [(1, dumps(body_of(seller)))])


def _same(value: T) -> T:
    return value


def _folded_id(registration: Registration) -> str:
    return fold(registration.id)


def _folded_name(customer: Customer) -> str:
    return fold(customer.name)


def _folded_uid(token: Token) -> str:
    return card_key(token.uid)
