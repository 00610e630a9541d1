"""Sessions, what they cost, and what was measured in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, text, true
from typing_extensions import override

from controlroom.domain.billing.review import Review
from controlroom.domain.billing.session_price import SessionPrice
from controlroom.domain.charging.events import (
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
)
from controlroom.domain.charging.session import ChargingSession, SessionState
from controlroom.domain.event import Event
from controlroom.operations.ports.billing import Due, SessionRecord, Sessions
from controlroom.operations.ports.charging import SampleRow
from controlroom.store import schema
from controlroom.store.billing.reviews import StoreReviews
from controlroom.store.codec import load_event
from controlroom.store.rows import ACTIVE, REVIEW, SESSION, price_of
from controlroom.store.samples import load_samples
from controlroom.store.schema.base import Bound
from controlroom.store.transactions import Transactions

_session = schema.session
_price = schema.session_price
_review = schema.session_review
_customer = schema.customer
_carried = schema.invoice_session
_meter = schema.meter_value
_SAMPLED = (TransactionStarted, TransactionUpdated, TransactionEnded)
AT_ONCE = 500
"""Rows that are read before anybody else gets a turn."""
_AHEAD = timedelta(hours=1)
_BRIEF = timedelta(hours=1)
"""An open session is younger than this more often than not."""
_LATELY = timedelta(days=30)
_FEW = 20
"""Of fewer sessions nobody knows what is usual."""
_LONGEST_UNKNOWN = timedelta(days=1)
_WIDTH = len(_session.columns)
_PRICE_WIDTH = len(_price.columns)


def records() -> Select[Any]:
    """Sessions, then their price, what was decided, their customer's name and their invoice."""
    return (
        select(
            _session, _price, _review, _customer.c.name.label("customer_name"), _carried.c.invoice
        )
        .join(_price, _price.c.session == _session.c.id, isouter=True)
        .join(_review, _review.c.session == _session.c.id, isouter=True)
        .join(_customer, _customer.c.number == _session.c.customer, isouter=True)
        .join(_carried, _carried.c.session == _session.c.id, isouter=True)
    )


def chosen(
    start: datetime | Bound | None, end: datetime | Bound | None, charge_point: str | Bound | None
) -> Select[Any]:
    """Those of a time and of a charge point, whose id is in small letters; newest first."""
    column = _session.c
    statement = records().order_by(column.dated.desc(), column.id)
    if start is not None:
        statement = statement.where(column.dated >= start)
    if end is not None:
        statement = statement.where(column.dated < end)
    if charge_point is not None:
        statement = statement.where(func.lower(column.charge_point) == charge_point)
    return statement


def record_of(row: Sequence[Any]) -> SessionRecord:
    session: ChargingSession = SESSION.load(row)
    price: SessionPrice | None = None
    if row[_WIDTH] is not None:
        price = price_of(row[_WIDTH : _WIDTH + _PRICE_WIDTH])
    after = _WIDTH + _PRICE_WIDTH
    review = None if row[after] is None else REVIEW.load(row[after:-2])
    return SessionRecord(session, price, row[-2] or "", row[-1] or "", review)


class StoreSessions(Sessions):
    def __init__(self, transactions: Transactions) -> None:
        self._database = transactions.database
        self._reviews = StoreReviews(transactions)

    @override
    async def sessions(
        self,
        *,
        start: datetime | None = None,
        end: datetime | None = None,
        charge_point: str | None = None,
        active: bool | None = None,
        limit: int | None = None,
    ) -> list[SessionRecord]:
        statement = chosen(start, end, None if charge_point is None else charge_point.lower())
        if active is not None:
            statement = statement.where(ACTIVE if active else ~ACTIVE)
        return await self._read(statement.limit(limit))

    async def _read(self, statement: Select[Any]) -> list[SessionRecord]:
        async with self._database.reading() as connection:
            return [record_of(row) for row in (await connection.execute(statement)).all()]

    @override
    async def session(self, identity: str) -> SessionRecord | None:
        found = await self._read(records().where(_session.c.id == identity))
        return found[0] if found else None

    @override
    async def unpriced(self, limit: int = 500) -> list[ChargingSession]:
        statement = (
            select(_session)
            .where(_session.c.unbilled == true(), _session.c.priced != _session.c.revision)
            .order_by(_session.c.ended, _session.c.id)
            .limit(limit)
        )
        async with self._database.reading() as connection:
            return list(SESSION.load_all((await connection.execute(statement)).all()))

    @override
    async def reviews(self, identities: Collection[str]) -> dict[str, Review]:
        return await self._reviews.newest(identities)

    @override
    async def review(self, review: Review) -> Review:
        return await self._reviews.keep(review)

    @override
    async def end(self, identity: str, *, by: str, reason: str) -> ChargingSession:
        return await self._reviews.end(identity, by, reason)

    @override
    async def owed(self, before: datetime) -> list[SessionRecord]:
        statement = records().where(*_owed(before))
        return await self._read(statement.order_by(_session.c.ended, _session.c.id))

    @override
    async def held(self, before: datetime) -> list[SessionRecord]:
        statement = records().where(*_waiting(before), _price.c.hold != "")
        return await self._read(statement.order_by(_session.c.ended, _session.c.id))

    @override
    async def long_open(self, before: datetime, now: datetime) -> list[SessionRecord]:
        began = _session.c.id, _session.c.site, _session.c.started
        open_ = select(*began).where(ACTIVE, _session.c.started < min(before, now - _BRIEF))
        async with self._database.reading() as connection:
            found = (await connection.execute(open_)).all()
            sites = sorted({site for _id, site, _started in found})
            longest: dict[str, timedelta] = {}
            for some in batched(sites, AT_ONCE):
                rows = await connection.execute(_longest(some, now - _LATELY))
                longest.update((site, ended - started) for site, started, ended in rows)
        long = [
            identity
            for identity, site, started in found
            if now - started > longest.get(site, _LONGEST_UNKNOWN)
        ]
        records_: list[SessionRecord] = []
        for some in batched(long, AT_ONCE):
            records_ += await self._read(records().where(_session.c.id.in_(some)))
        return sorted(records_, key=lambda r: (r.session.started, r.session.id))

    @override
    async def dues(self, before: datetime, since: datetime) -> list[Due]:
        statement = (
            select(_session.c.customer, _session.c.ended < since, _price.c.net, _price.c.price)
            .join(_price, _price.c.session == _session.c.id)
            .where(*_owed(before))
        )
        sums: dict[tuple[int, str, bool], tuple[int, Decimal]] = {}
        nothing = 0, Decimal("0.00")
        async with self._database.reading() as connection:
            # In short turns: a month is tens of thousands, and a window must go on.
            read = await connection.stream(statement.execution_options(yield_per=AT_ONCE))
            async for rows in read.partitions():
                for customer, earlier, net, body in rows:
                    key = customer, body["vat_percent"], bool(earlier)
                    count, so_far = sums.get(key, nothing)
                    sums[key] = count + 1, so_far + net
        return [
            Due(customer, Decimal(percent), earlier, count, net)
            for (customer, percent, earlier), (count, net) in sums.items()
        ]

    @override
    async def samples(
        self, charge_point: str, evse: int, start: datetime, end: datetime
    ) -> list[SampleRow]:
        async with self._database.reading() as connection:
            values = (await connection.execute(_values(charge_point, evse, start, end))).all()
            facts = (await connection.execute(_transactions(charge_point, start, end))).all()
        found: list[SampleRow] = []
        for at, received, connector, body in values:
            try:
                event = load_samples(
                    body,
                    charge_point=charge_point,
                    evse=evse,
                    connector=connector,
                    at=at,
                    received=received,
                )
            except ValueError:
                continue  # one unreadable row must not take the graph away
            found.append(SampleRow(at, connector, event.samples, _lag(event)))
        for at, received, kind, body in facts:
            fact = load_event(kind, body, charge_point=charge_point, at=at, received=received)
            if isinstance(fact, _SAMPLED) and fact.evse == evse and fact.samples:
                found.append(SampleRow(at, fact.connector, fact.samples, _lag(fact)))
        return sorted(found, key=lambda one: one[0])


def _lag(event: Event) -> timedelta | None:
    return None if event.replayed else event.received - event.at


def _waiting(before: datetime) -> tuple[ColumnElement[bool], ...]:
    """Sessions that ended before a moment, are on no invoice, and have a valid price."""
    return (
        _session.c.unbilled == true(),
        _session.c.ended < before,
        _session.c.priced == _session.c.revision,
    )


def _owed(before: datetime) -> tuple[ColumnElement[bool], ...]:
    """Those of them that a customer owes."""
    return (
        *_waiting(before),
        _price.c.hold == "",
        _price.c.price.is_not(None),
        _session.c.customer.is_not(None),
    )


def _longest(sites: Sequence[str], since: datetime) -> Select[Any]:
    """By site one session that one in a hundred outlasts; none where few have ended."""
    site, started, ended = _session.c.site, _session.c.started, _session.c.ended
    place = func.row_number().over(partition_by=site, order_by=(ended - started).desc())
    number = func.count().over(partition_by=site)
    lately = (
        select(site, started, ended, place.label("place"), number.label("number"))
        .where(
            _session.c.site.in_(sites),
            _session.c.dated >= since,
            _session.c.state == SessionState.ENDED.value,
        )
        .subquery()
    )
    return select(lately.c.site, lately.c.started, lately.c.ended).where(
        lately.c.number >= _FEW, lately.c.place == lately.c.number // 100 + 1
    )


def _values(charge_point: str, evse: int, start: datetime, end: datetime) -> Select[Any]:
    column = _meter.c
    return (
        select(column.at, column.received, column.connector, column.body)
        .where(
            column.charge_point == charge_point,
            column.evse == evse,
            column.at >= start,
            column.at < end,
            # Nothing is believed that lies further ahead: leaves older partitions alone.
            column.received >= start - _AHEAD,
        )
        .order_by(column.at, column.position)
    )


def _transactions(charge_point: str, start: datetime, end: datetime) -> Select[Any]:
    """OCPP 2.0.1 sends its samples within transaction messages."""
    column = schema.journal.c
    return (
        select(column.at, column.received, column.kind, column.body)
        .where(
            column.charge_point == charge_point,
            column.at >= start,
            column.at < end,
            text("kind IN ('TransactionStarted', 'TransactionUpdated', 'TransactionEnded')"),
        )
        .order_by(column.at, column.position)
    )


def batched(identities: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """A statement takes only so many parameters."""
    for start in range(0, len(identities), size):
        yield identities[start : start + size]
