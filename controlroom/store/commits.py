"""Committing a batch: SQLite in a thread of its own, PostgreSQL on a connection of its own.

Either way a commit has three ends: done, undone, or not known. Not known is
looked up in the writer's row before anything is tried again.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, Protocol

import asyncpg
from typing_extensions import override

from controlroom.store.batch import Encoding, Unit, script
from controlroom.store.engine import Database, connect_postgresql, connect_sqlite
from controlroom.store.failures import FAILURES, Failure, classify
from controlroom.store.journal_function import JournalFunction, elsewhere
from controlroom.store.statements import LinksElsewhere, Mark

_WRITER_SQLITE = "SELECT last FROM writer WHERE name = ? AND batch = ?"
# The lock waits for a transaction of ours that another backend still has under way.
_WRITER_PG = "SELECT last FROM writer WHERE name = $1 AND batch = $2 FOR UPDATE"
_WRITER_NEW = """
INSERT INTO writer (name, batch, last, at) VALUES ($1, 0, 0, now()) ON CONFLICT DO NOTHING
"""


class Undone(Exception):
    """Nothing of the batch is in the database."""


class Unsure(Exception):
    """The commit failed, and may yet have happened."""


class Committer(Protocol):
    async def commit(self, units: Sequence[Unit], batch: int) -> int:
        """Write a batch; answers the position of its last event.

        Raises Undone, Unsure, and LinksElsewhere: undone, and for good.
        """
        ...

    async def committed(self, batch: int) -> int | None:
        """Where the batch ended, None where it did not happen. Raises Undone: not known yet."""
        ...

    async def close(self) -> None: ...


class SqliteCommitter(Committer):
    """One hop into its thread a batch, where SQLAlchemy's driver takes one a statement."""

    def __init__(
        self,
        database: Database,
        encoding: Encoding,
        writer: str,
        connect: Callable[[Database], sqlite3.Connection] = connect_sqlite,
    ) -> None:
        self._database = database
        self._encoding = encoding
        self._writer = writer
        self._connect = connect
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="journal")
        self._connection: sqlite3.Connection | None = None

    @override
    async def commit(self, units: Sequence[Unit], batch: int) -> int:
        loop = asyncio.get_running_loop()
        async with self._database.turn:
            mark = self._encoding.mark(units, batch)
            return await loop.run_in_executor(self._thread, self._commit, units, mark)

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = self._connect(self._database)
        return self._connection

    def _commit(self, units: Sequence[Unit], mark: Mark) -> int:
        committing = False
        try:
            connection = self._open()
            connection.execute("BEGIN IMMEDIATE")
            last = run_sqlite(
                connection, self._encoding, units, self._writer, mark, datetime.now(UTC)
            )
            committing = True
            connection.execute("COMMIT")
        except FAILURES as error:
            self._abandon(close=committing)
            raise (Unsure if committing else Undone) from error
        except LinksElsewhere:
            self._abandon(close=False)
            raise
        return last

    def _abandon(self, *, close: bool) -> None:
        connection = self._connection
        if connection is None:
            return
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        except sqlite3.Error:
            close = True
        if close:
            connection.close()
            self._connection = None

    @override
    async def committed(self, batch: int) -> int | None:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._committed, batch)

    def _committed(self, batch: int) -> int | None:
        try:
            row = self._open().execute(_WRITER_SQLITE, (self._writer, batch)).fetchone()
        except FAILURES as error:
            self._abandon(close=True)
            raise Undone from error
        return None if row is None else int(row[0])

    @override
    async def close(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._thread, self._close)
        self._thread.shutdown(wait=True)

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def run_sqlite(
    connection: sqlite3.Connection,
    encoding: Encoding,
    units: Sequence[Unit],
    writer: str,
    mark: Mark | None,
    now: datetime,
) -> int:
    """Write units in the transaction of a connection; answers the position of the last event."""
    steps = script(units, encoding, writer, mark, now)
    row: Any = None
    while True:
        try:
            step = steps.send(row)
        except StopIteration as end:
            last: int = end.value
            return last
        if step.many is not None:
            connection.executemany(step.sql, step.many)
            row = None
        else:
            cursor = connection.execute(step.sql, step.values)
            row = cursor.fetchone() if step.fetch else None
            cursor.close()


class PostgresCommitter(Committer):
    """A connection past the pool, so that a commit never waits for somebody's reading.

    A batch is one call, and so one round trip, however much it writes.
    """

    def __init__(
        self,
        database: Database,
        encoding: Encoding,
        writer: str,
        connect: Callable[[Database], Awaitable[asyncpg.Connection[Any]]] = connect_postgresql,
    ) -> None:
        self._database = database
        self._encoding = encoding
        self._writer = writer
        self._connect = connect
        self._function: JournalFunction | None = None

    @override
    async def commit(self, units: Sequence[Unit], batch: int) -> int:
        mark = self._encoding.mark(units, batch)
        steps = script(units, self._encoding, self._writer, mark, datetime.now(UTC))
        committing = False
        try:
            function = await self._open()
            given = function.given(steps)
            committing = True
            last = await function.run(given)
        except FAILURES as error:
            if (held := elsewhere(error)) is not None:
                raise held from None
            # What the database itself refused it has undone; silence tells nothing.
            refused = isinstance(error, asyncpg.PostgresError)
            unsure = committing and not (refused and classify(error) is not Failure.AWAY)
            self._abandon(close=unsure)
            raise (Unsure if unsure else Undone) from error
        except asyncio.CancelledError:
            self._abandon(close=True)
            raise
        return last or 0

    async def _open(self) -> JournalFunction:
        if self._function is None or self._function.connection.is_closed():
            connection = await self._connect(self._database)
            try:
                await connection.execute(_WRITER_NEW, self._writer)
                self._function = await JournalFunction.made(connection)
            except BaseException:
                connection.terminate()
                raise
        return self._function

    def _abandon(self, *, close: bool) -> None:
        function = self._function
        if function is not None and (close or function.connection.is_closed()):
            function.connection.terminate()
            self._function = None

    @override
    async def committed(self, batch: int) -> int | None:
        try:
            connection = (await self._open()).connection
            last: int | None = await connection.fetchval(_WRITER_PG, self._writer, batch)
        except FAILURES as error:
            self._abandon(close=True)
            raise Undone from error
        return last

    @override
    async def close(self) -> None:
        function, self._function = self._function, None
        if function is not None:
            await function.close()


def committer(database: Database, encoding: Encoding, writer: str) -> Committer:
    kind = SqliteCommitter if database.sqlite else PostgresCommitter
    return kind(database, encoding, writer)
