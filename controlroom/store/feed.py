"""Reading the journal: a snapshot of all state, then every entry after a cursor."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    Text,
    bindparam,
    cast,
    literal_column,
    null,
    select,
    text,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from typing_extensions import override

from controlroom.domain.events import Event, MessageKept
from controlroom.operations.ports.journal import Entry, Feed, Snapshot
from controlroom.store import schema
from controlroom.store.codec import load_event
from controlroom.store.engine import Database
from controlroom.store.reads import Reads
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


_after = bindparam("after", type_=BigInteger)
_upto = bindparam("upto", type_=BigInteger)
_limit = bindparam("most", type_=Integer)

_FACTS = select(
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
_VALUES = select(
    _m.position,
    _m.writer,
    _m.at,
    _m.received,
    _m.charge_point,
    literal_column("''", Text).label("kind"),
    _m.evse,
    _m.connector,
    _m.body,
)
_HEAD = select(schema.journal_head.c.last)


def _next(entries: Select[Any], position: ColumnElement[int]) -> Select[Any]:
    return entries.where(position > _after).order_by(position).limit(_limit)


def _both() -> Select[Any]:
    """Both tables in one statement, so that both are read at the same moment."""
    facts, values = _next(_FACTS, _j.position).subquery(), _next(_VALUES, _m.position).subquery()
    both = union_all(select(facts), select(values)).subquery()
    return select(both).order_by(both.c.position).limit(_limit)


class StoreFeed(Feed):
    def __init__(self, database: Database, reads: Reads, wakeups: Wakeups) -> None:
        self._database = database
        self._reads = reads
        self._wakeups = wakeups
        self._both = reads.statement(_both())
        self._head = reads.statement(_HEAD)
        self._facts = reads.statement(_next(_FACTS.where(_j.position <= _upto), _j.position))

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
        rows = await self._reads.one(self._both, after=after, most=limit)
        return [Entry(row[0], row[1], _event(*row[2:])) for row in rows]

    @override
    async def facts(self, after: int, limit: int = 1000) -> tuple[list[Entry], int]:
        # The head first: whatever it counts is committed, and so visible to the second.
        head = (await self._reads.one(self._head))[0][0]
        if head <= after:
            return [], after
        rows = await self._reads.one(self._facts, after=after, upto=head, most=limit)
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
