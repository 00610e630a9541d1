"""Pages of sessions and their counts, by the indexes that the tables have."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, text, true
from typing_extensions import override

from controlroom.domain.alarms.events import AlarmChanged
from controlroom.domain.charging.commands import CommandChanged
from controlroom.domain.charging.events import (
    StatusChanged,
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
)
from controlroom.domain.charging.session import ChargingSession
from controlroom.domain.event import Event
from controlroom.operations.ports.billing import SessionRecord
from controlroom.operations.ports.session_search import (
    LITTLE_WH,
    Place,
    SessionCounts,
    SessionFilter,
    SessionPage,
    SessionSearch,
    Which,
)
from controlroom.store import schema
from controlroom.store.billing.sessions import batched, record_of, records
from controlroom.store.codec import card_key, fold, like_literal, load_event
from controlroom.store.engine import Database
from controlroom.store.rows import ACTIVE
from controlroom.store.schema.journal import ABOUT_POINT_SQL, TRANSACTION_SQL

_session = schema.session
_price = schema.session_price
_customer = schema.customer
_journal = schema.journal
_HELD = case(
    (_session.c.priced == _session.c.revision, _price.c.hold != ""),
    else_=_session.c.state == "held",
)
"""A valid price says whether a session is held; the session itself until it has one."""
_TOLD = (StatusChanged, AlarmChanged, CommandChanged)
_AROUND = timedelta(minutes=5)
AT_ONCE = 200


class StoreSessionSearch(SessionSearch):
    def __init__(self, database: Database) -> None:
        self._database = database

    @override
    async def page(
        self, wanted: SessionFilter, *, after: Place | None = None, limit: int = 200
    ) -> SessionPage:
        found: list[Any] = []
        async with self._database.reading() as connection:
            if wanted.which in (Which.ALL, Which.RUNNING) and (after is None or after.running):
                statement = _ordered(_running(records(), wanted), after, limit + 1)
                found += (await connection.execute(statement)).all()
                after = None
            if wanted.which is not Which.RUNNING and len(found) <= limit:
                statement = _ordered(_over(records(), wanted), after, limit + 1 - len(found))
                found += (await connection.execute(statement)).all()
        # Hundreds of sessions take a while to be made: not on the loop that paints a window.
        made = await asyncio.to_thread(lambda: tuple(map(record_of, found[:limit])))
        if len(found) <= limit:
            return SessionPage(made, None)
        last = made[-1].session
        return SessionPage(made, Place(last.active, last.ended or last.started, last.id))

    @override
    async def among(
        self, wanted: SessionFilter, identities: Collection[str]
    ) -> list[SessionRecord]:
        found: list[Any] = []
        for some in batched(sorted(identities), AT_ONCE):
            these = _session.c.id.in_(some)
            async with self._database.reading() as connection:
                if wanted.which in (Which.ALL, Which.RUNNING):
                    statement = _running(records(), wanted).where(these)
                    found += (await connection.execute(statement)).all()
                if wanted.which is not Which.RUNNING:
                    statement = _over(records(), wanted).where(these)
                    found += (await connection.execute(statement)).all()
        return [record_of(row) for row in found]

    @override
    async def counts(self, wanted: SessionFilter) -> SessionCounts:
        counted = (func.count(), func.coalesce(func.sum(_session.c.energy_wh), 0))
        running = _running(_joined(select(*counted)), wanted)
        over = _over(_joined(select(_HELD, *counted)), wanted, every=True).group_by(_HELD)
        async with self._database.reading() as connection:
            now = (await connection.execute(running)).one()
            rows = (await connection.execute(over)).all()
        ended = {bool(held): (int(count), int(wh)) for held, count, wh in rows}
        return SessionCounts(
            running=int(now[0]),
            running_wh=int(now[1]),
            ended=ended.get(False, (0, 0))[0],
            ended_wh=ended.get(False, (0, 0))[1],
            held=ended.get(True, (0, 0))[0],
            held_wh=ended.get(True, (0, 0))[1],
        )

    @override
    async def oldest(self) -> datetime | None:
        async with self._database.reading() as connection:
            found: datetime | None = await connection.scalar(select(func.min(_session.c.dated)))
        return found

    @override
    async def course(self, session: ChargingSession) -> Sequence[Event]:
        begin = session.started - _AROUND
        end = None if session.ended is None else session.ended + _AROUND
        transaction = _facts(session, begin, end).where(text(TRANSACTION_SQL))
        beside = _facts(session, begin, end).where(
            text(ABOUT_POINT_SQL), _journal.c.kind.in_([kind.__name__ for kind in _TOLD])
        )
        async with self._database.reading() as connection:
            told = (await connection.execute(transaction)).all()
            rows = (await connection.execute(beside)).all()
        found = [one for one in _events(told, session) if _of(one[1], session)]
        if not found:
            return []
        found += [one for one in _events(rows, session) if _beside(one[1], session)]
        return [fact for _position, fact in sorted(found, key=lambda one: one[0])]


def _joined(statement: Select[Any]) -> Select[Any]:
    return (
        statement.select_from(_session)
        .join(_price, _price.c.session == _session.c.id, isouter=True)
        .join(_customer, _customer.c.number == _session.c.customer, isouter=True)
    )


def _running(statement: Select[Any], wanted: SessionFilter) -> Select[Any]:
    statement = statement.where(ACTIVE, *_common(wanted))
    if wanted.little:
        return statement.where(~true())
    if wanted.end is not None:
        statement = statement.where(_session.c.dated < wanted.end)
        if wanted.start is not None:
            statement = statement.where(_session.c.dated >= wanted.start)
    return statement


def _over(statement: Select[Any], wanted: SessionFilter, *, every: bool = False) -> Select[Any]:
    """Those that have ended; `every`: whatever else is wanted of how far they have come."""
    statement = statement.where(~ACTIVE, *_common(wanted))
    if wanted.start is not None:
        statement = statement.where(_session.c.dated >= wanted.start)
    if wanted.end is not None:
        statement = statement.where(_session.c.dated < wanted.end)
    if wanted.little:
        statement = statement.where(_session.c.energy_wh < LITTLE_WH)
    if every or wanted.which is Which.ALL:
        return statement
    return statement.where(_HELD if wanted.which is Which.HELD else ~_HELD)


def _common(wanted: SessionFilter) -> list[ColumnElement[bool]]:
    column = _session.c
    made: list[ColumnElement[bool]] = []
    if wanted.site:
        made.append(column.site == wanted.site)
    if wanted.charge_point:
        made.append(column.charge_point == wanted.charge_point)
    if wanted.customer is not None:
        made.append(column.customer == wanted.customer)
    if wanted.estimated:
        made.append(column.estimated == true())
    if wanted.text:
        pattern = f"%{like_literal(wanted.text)}%"
        made.append(
            or_(
                column.id.ilike(pattern, escape="\\"),
                column.token.ilike(pattern, escape="\\"),
                column.token_folded == card_key(wanted.text),
                column.site.ilike(pattern, escape="\\"),
                _customer.c.folded.like(f"%{like_literal(fold(wanted.text))}%", escape="\\"),
            )
        )
    return made


def _ordered(statement: Select[Any], after: Place | None, limit: int) -> Select[Any]:
    column = _session.c
    if after is not None:
        statement = statement.where(
            column.dated <= after.dated,
            or_(
                column.dated < after.dated, and_(column.dated == after.dated, column.id > after.id)
            ),
        )
    return statement.order_by(column.dated.desc(), column.id).limit(limit)


# --- what is told of one session -----------------------------------------------------------------

_COLUMNS = (
    _journal.c.position,
    _journal.c.at,
    _journal.c.received,
    _journal.c.kind,
    _journal.c.body,
)


def _facts(session: ChargingSession, begin: datetime, end: datetime | None) -> Select[Any]:
    column = _journal.c
    statement = select(*_COLUMNS).where(
        column.charge_point == session.charge_point, column.at >= begin
    )
    if end is not None:
        statement = statement.where(column.at <= end)
    return statement.order_by(column.at, column.position)


def _events(rows: Sequence[Any], session: ChargingSession) -> list[tuple[int, Event]]:
    return [
        (
            position,
            load_event(kind, body, charge_point=session.charge_point, at=at, received=received),
        )
        for position, at, received, kind, body in rows
    ]


def _of(event: Event, session: ChargingSession) -> bool:
    """Whether a fact was told of the session's own transaction."""
    if not isinstance(event, TransactionStarted | TransactionUpdated | TransactionEnded):
        return False
    return (
        event.session == session.id if event.session else (event.transaction == session.transaction)
    )


def _beside(event: Event, session: ChargingSession) -> bool:
    """Whether a fact concerns the session's connector, or the wish to start or stop it."""
    place = (session.evse, session.connector)
    match event:
        case StatusChanged():
            return (event.evse, event.connector) in (place, (0, 0))
        case AlarmChanged():
            alarm = event.alarm
            return (alarm.evse, alarm.connector) == place
        case CommandChanged():
            return True
        case _:
            return False
