"""Processes that serve links: alive while their beat is younger than a lease."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, bindparam, func, null, or_, select, update
from typing_extensions import override

from controlroom.operations.ports.journal import ServerBeat, Servers
from controlroom.store import schema
from controlroom.store.dialects import insert
from controlroom.store.read_batches import Reads
from controlroom.store.server_lock import LEASE
from controlroom.store.transactions import Transactions

RECENT = timedelta(seconds=4)
"""A beat and a half: one that is older no longer moves the clock of a screen."""

_server = schema.server
_link = schema.link
_point = schema.charge_point
_consumer = schema.consumer


def alive(now: datetime, within: timedelta = LEASE) -> Select[Any]:
    """Names of the processes that are alive at a moment of the database's clock."""
    return living(now - within)


def living(since: datetime | ColumnElement[datetime]) -> Select[Any]:
    """Names of the processes whose last beat is younger."""
    return select(_server.c.name).where(_server.c.ended.is_(None), _server.c.beat > since)


_BEAT = """
WITH known AS (SELECT name, ended FROM server WHERE name = $1 FOR UPDATE)
UPDATE server SET beat = clock_timestamp(), ended = NULL
FROM known WHERE server.name = known.name
RETURNING ARRAY[server.beat, known.ended]
"""


class StoreServers(Servers):
    """A beat, and a look at those of others, is one round trip: they come every few seconds."""

    def __init__(self, transactions: Transactions, reads: Reads) -> None:
        self._transactions = transactions
        self._database = transactions.database
        self._reads = reads
        writer = bindparam("writer", type_=Text)
        self._end = reads.statement(
            update(_server)
            .where(_server.c.name == writer)
            .values(ended=transactions.at("now"))
            .returning(_server.c.name)
        )
        # The journal's head is one row, whether or not there are others.
        now = null() if self._database.sqlite else func.clock_timestamp()
        living = and_(_server.c.name != writer, _server.c.ended.is_(None))
        self._others = reads.statement(
            select(now, _server.c.name, _server.c.host, _server.c.pid, _server.c.beat).select_from(
                schema.journal_head.outerjoin(_server, living)
            )
        )

    @override
    async def begin(self, writer: str, host: str, pid: int, seal: bytes = b"") -> None:
        async with self._transactions.begin() as transaction:
            now = transaction.now
            values = {"host": host, "pid": pid, "started": now, "beat": now, "ended": None}
            values |= {"seal": seal}
            await transaction.execute(
                insert(_server, self._database)
                .values(name=writer, **values)
                .on_conflict_do_update(index_elements=["name"], set_=values)
            )
            # One at a time on this machine's file: whoever wrote it before is dead.
            if self._database.sqlite:
                await transaction.execute(
                    update(_server)
                    .where(_server.c.name != writer, _server.c.ended.is_(None))
                    .values(ended=now)
                )

    @override
    async def beat(self, writer: str) -> tuple[datetime, bool]:
        if not self._database.sqlite:
            now, ended = await self._reads.call(_BEAT, writer)
            return now, ended is not None
        mine = _server.c.name == writer
        async with self._transactions.begin() as transaction:
            now = transaction.now
            await transaction.execute(update(_server).where(mine).values(beat=now))
            raised = await transaction.execute(
                update(_server).where(mine, _server.c.ended.is_not(None)).values(ended=None)
            )
            return now, bool(raised.rowcount)

    @override
    async def end(self, writer: str) -> None:
        moments = self._transactions.moments(now=timedelta(0))
        await self._transactions.alone(self._end, {"writer": writer, **moments})

    @override
    async def others(self, writer: str) -> tuple[list[ServerBeat], datetime]:
        asked = datetime.now(UTC)
        rows = await self._reads.one(self._others, writer=writer)
        return [ServerBeat(*row[1:]) for row in rows if row[1] is not None], rows[0][0] or asked

    @override
    async def bury(self, name: str) -> bool:
        async with self._transactions.begin() as transaction:
            buried = await transaction.execute(
                update(_server)
                .where(_server.c.name == name, _server.c.ended.is_(None))
                .values(ended=transaction.now)
            )
            # What it ran, another one runs from now on, before its leases run out.
            await transaction.execute(
                update(_consumer)
                .where(
                    _consumer.c.holder.startswith(f"{name} "), _consumer.c.until > transaction.now
                )
                .values(until=transaction.now)
            )
            return bool(buried.rowcount)

    @override
    async def orphaned_links(self, writer: str, living: Sequence[str]) -> list[tuple[str, int]]:
        async with self._database.reading() as connection:
            rows = await connection.execute(
                select(_point.c.id, _point.c.epoch)
                .join(_link, _link.c.charge_point == _point.c.id, isouter=True)
                .where(_point.c.connected)
                .where(or_(_link.c.server.is_(None), _link.c.server.not_in([writer, *living])))
                .order_by(_point.c.id)
            )
            return [(row[0], row[1]) for row in rows]

    @override
    async def settle(self) -> None:
        column = schema.writer.c
        ended = select(_server.c.name).where(_server.c.ended.is_not(None))
        async with self._transactions.begin() as transaction:
            await transaction.execute(
                update(schema.writer)
                .where(column.name.in_(ended), column.state_since.is_not(None))
                .values(state_since=None)
            )

    async def alive(self) -> bool:
        """Whether any process serves this database now."""
        async with self._database.reading() as connection:
            now = await self._database.now(connection)
            return (await connection.execute(alive(now).limit(1))).first() is not None

    async def heard(self) -> datetime | None:
        """The database's time, where any was heard a moment ago; None sooner than `alive`."""
        async with self._database.reading() as connection:
            now = await self._database.now(connection)
            found = await connection.execute(alive(now, RECENT).limit(1))
            return None if found.first() is None else now
