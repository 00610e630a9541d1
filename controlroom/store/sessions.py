"""Sessions, what they cost, and what was measured in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from typing_extensions import override

from controlroom.domain.metering import Sample
from controlroom.domain.session import ChargingSession, SessionState
from controlroom.operations.ports.journal import SessionPrice
from controlroom.operations.ports.records import SessionRecord, Sessions
from controlroom.store import schema
from controlroom.store.codec import fold
from controlroom.store.engine import Database
from controlroom.store.rows import SESSION, SESSION_PRICE
from controlroom.store.samples import load_samples

_session = schema.session
_price = schema.session_price
_customer = schema.customer
_carried = schema.invoice_session
_meter = schema.meter_value
_quarter = schema.quarter_hour
_WIDTH = len(_session.columns)
_PRICE_WIDTH = len(_price.columns)


def _records() -> Select[Any]:
    """Sessions, then their price, their customer's name and their invoice."""
    return (
        select(_session, _price, _customer.c.name.label("customer_name"), _carried.c.invoice)
        .join(_price, _price.c.session == _session.c.id, isouter=True)
        .join(_customer, _customer.c.number == _session.c.customer, isouter=True)
        .join(_carried, _carried.c.session == _session.c.id, isouter=True)
    )


def _record(row: Any) -> SessionRecord:
    session: ChargingSession = SESSION.load(row)
    price: SessionPrice | None = None
    if row[_WIDTH] is not None:
        columns = row[_WIDTH : _WIDTH + _PRICE_WIDTH]
        price = SESSION_PRICE.load(columns)
    return SessionRecord(session, price, row[-2] or "", row[-1] or "")


class StoreSessions(Sessions):
    def __init__(self, database: Database) -> None:
        self._database = database

    @override
    async def sessions(
        self,
        *,
        start: datetime | None = None,
        end: datetime | None = None,
        charge_point: str | None = None,
        active: bool | None = None,
        limit: int | None = None,
        search: str = "",
    ) -> list[SessionRecord]:
        column = _session.c
        when = func.coalesce(column.ended, column.started)
        statement = _records().order_by(when.desc(), column.id).limit(limit)
        if start is not None:
            # The index knows `ended`; a session that runs belongs to its start.
            statement = statement.where(
                or_(column.ended >= start, and_(column.ended.is_(None), column.started >= start))
            )
        if end is not None:
            statement = statement.where(
                or_(column.ended < end, and_(column.ended.is_(None), column.started < end))
            )
        if charge_point is not None:
            same = func.lower(column.charge_point) == charge_point.lower()
            statement = statement.where(same)
        if active is not None:
            is_active = column.state == SessionState.ACTIVE
            statement = statement.where(is_active if active else ~is_active)
        if search:
            pattern = f"%{_literal(search)}%"
            named = _customer.c.folded.like(f"%{_literal(fold(search))}%", escape="\\")
            statement = statement.where(
                or_(
                    column.id.ilike(pattern, escape="\\"),
                    column.token.ilike(pattern, escape="\\"),
                    column.site.ilike(pattern, escape="\\"),
                    named,
                )
            )
        return await self._read(statement)

    async def _read(self, statement: Select[Any]) -> list[SessionRecord]:
        async with self._database.reading() as connection:
            return [_record(row) for row in (await connection.execute(statement)).all()]

    @override
    async def session(self, identity: str) -> SessionRecord | None:
        found = await self._read(_records().where(_session.c.id == identity))
        return found[0] if found else None

    @override
    async def unpriced(self, limit: int = 500) -> list[ChargingSession]:
        statement = (
            select(_session)
            .where(_session.c.unpriced)
            .order_by(_session.c.ended, _session.c.id)
            .limit(limit)
        )
        async with self._database.reading() as connection:
            return list(SESSION.load_all((await connection.execute(statement)).all()))

    @override
    async def billable(self, before: datetime) -> list[SessionRecord]:
        statement = (
            _records()
            .where(_session.c.unbilled, _session.c.ended < before)
            .order_by(_session.c.ended, _session.c.id)
        )
        return await self._read(statement)

    @override
    async def samples(
        self, charge_point: str, evse: int, start: datetime, end: datetime
    ) -> list[tuple[datetime, int, tuple[Sample, ...]]]:
        column = _meter.c
        statement = (
            select(column.at, column.received, column.connector, column.body)
            .where(
                column.charge_point == charge_point,
                column.evse == evse,
                column.at >= start,
                column.at < end,
            )
            .order_by(column.at, column.position)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(statement)).all()
        found = []
        for at, received, connector, body in rows:
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
            found.append((at, connector, event.samples))
        return found

    @override
    async def quarter_hours(
        self, start: datetime, end: datetime, *, site: str | None = None
    ) -> list[tuple[str, datetime, int]]:
        registration = schema.registration
        statement = (
            select(registration.c.site, _quarter.c.start, func.sum(_quarter.c.wh))
            .join(registration, registration.c.id == _quarter.c.charge_point)
            .where(_quarter.c.start >= start, _quarter.c.start < end)
            .group_by(registration.c.site, _quarter.c.start)
            .order_by(_quarter.c.start, registration.c.site)
        )
        if site is not None:
            statement = statement.where(registration.c.site == site)
        async with self._database.reading() as connection:
            rows = (await connection.execute(statement)).all()
        return [(name, at, int(wh)) for name, at, wh in rows]


def _literal(text: str) -> str:
    """Text in a LIKE pattern, meaning itself."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
