"""Reading the journal: a snapshot of all state, then every entry after a cursor."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Integer, Select, cast, literal, literal_column, null, select, text, union_all
from sqlalchemy.ext.asyncio import AsyncConnection
from typing_extensions import override

from controlroom.domain.events import Event, MessageKept
from controlroom.operations.ports.journal import Entry, Feed, Snapshot
from controlroom.store import schema
from controlroom.store.codec import load_event
from controlroom.store.engine import Database
from controlroom.store.rows import (
    ACTIVE,
    ALARM,
    CHARGE_POINT,
    COMMAND,
    CONNECTOR,
    REGISTRATION,
    SESSION,
    SITE,
    Mapper,
)
from controlroom.store.samples import load_samples
from controlroom.store.wakeups import Wakeups

_T = TypeVar("_T")

_j = schema.journal.c
_m = schema.meter_value.c


def _entries(after: int, limit: int) -> Select[Any]:
    """Both tables in one statement, so that both are read at the same moment."""
    facts = _facts(after, None, limit).subquery()
    values = (
        select(
            _m.position,
            _m.writer,
            _m.at,
            _m.received,
            _m.charge_point,
            literal("").label("kind"),
            _m.evse,
            _m.connector,
            _m.body,
        )
        .where(_m.position > after)
        .order_by(_m.position)
        .limit(limit)
        .subquery()
    )
    both = union_all(select(facts), select(values)).subquery()
    return select(both).order_by(both.c.position).limit(limit)


def _facts(after: int, head: int | None, limit: int) -> Select[Any]:
    statement = select(
        _j.position,
        _j.writer,
        _j.at,
        _j.received,
        _j.charge_point,
        _j.kind,
        cast(null(), Integer).label("evse"),
        cast(null(), Integer).label("connector"),
        _j.body,
    )
    if head is not None:
        statement = statement.where(_j.position <= head)
    return statement.where(_j.position > after).order_by(_j.position).limit(limit)


class StoreFeed(Feed):
    def __init__(self, database: Database, wakeups: Wakeups) -> None:
        self._database = database
        self._wakeups = wakeups

    @override
    async def snapshot(self) -> Snapshot:
        async with self._database.reading() as connection:
            head = (await connection.execute(select(schema.journal_head.c.last))).scalar_one()
            session, alarm, command = schema.session.c, schema.alarm.c, schema.command.c
            standing = alarm.state != literal_column("'normal'")
            under_way = text("state IN ('requested', 'taken')")
            return Snapshot(
                head=head,
                as_of=await self._database.now(connection),
                sites=await _all(connection, SITE),
                registrations=await _all(connection, REGISTRATION),
                charge_points=await _all(connection, CHARGE_POINT),
                connectors=await _all(connection, CONNECTOR),
                sessions=await _all(
                    connection,
                    SESSION,
                    select(schema.session).where(ACTIVE).order_by(session.started, session.id),
                ),
                alarms=await _all(
                    connection, ALARM, select(schema.alarm).where(standing).order_by(alarm.id)
                ),
                commands=await _all(
                    connection,
                    COMMAND,
                    select(schema.command).where(under_way).order_by(command.id),
                ),
            )

    @override
    async def read(self, after: int, limit: int = 1000) -> list[Entry]:
        async with self._database.reading() as connection:
            rows = (await connection.execute(_entries(after, limit))).all()
        return [Entry(row[0], row[1], _event(*row[2:])) for row in rows]

    @override
    async def facts(self, after: int, limit: int = 1000) -> tuple[list[Entry], int]:
        async with self._database.reading() as connection:
            # The head first: whatever it counts is committed, and so visible to the second.
            head = (await connection.execute(select(schema.journal_head.c.last))).scalar_one()
            rows = (await connection.execute(_facts(after, head, limit))).all()
        entries = [Entry(row[0], row[1], _event(*row[2:])) for row in rows]
        return entries, entries[-1].position if len(entries) == limit else head

    @override
    async def wait(self, after: int, seconds: float) -> None:
        await self._wakeups.wait(after, seconds)


async def _all(
    connection: AsyncConnection, mapper: Mapper[_T], statement: Select[Any] | None = None
) -> tuple[_T, ...]:
    if statement is None:
        statement = select(mapper.table).order_by(*mapper.table.primary_key)
    return mapper.load_all((await connection.execute(statement)).all())


def _event(
    at: datetime,
    received: datetime,
    charge_point: str,
    kind: str,
    evse: int,
    connector: int,
    body: str,
) -> Event:
    if kind:
        return load_event(kind, body, charge_point=charge_point, at=at, received=received)
    try:
        return load_samples(
            body,
            charge_point=charge_point,
            evse=evse,
            connector=connector,
            at=at,
            received=received,
        )
    except ValueError as error:
        return MessageKept(
            charge_point=charge_point,
            at=at,
            received=received,
            action="MeterSampled",
            raw=body,
            why=str(error),
        )
