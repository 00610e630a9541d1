"""What a consumer concluded, committed in one hop to another thread, or one round trip.

SQLAlchemy's driver takes one there and back for every statement, on SQLite to a thread, on
PostgreSQL over the network; and with an open transaction the journal's writer would wait for all
of them.
"""

from __future__ import annotations

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Protocol

from typing_extensions import override

from controlroom.store.batch import Encoding, Unit, script
from controlroom.store.commits import run_sqlite
from controlroom.store.engine import Database, connect_postgresql, connect_sqlite
from controlroom.store.failures import FAILURES, unavailable
from controlroom.store.journal_function import JournalFunction
from controlroom.store.statements import Step

_MOVED = "UPDATE consumer SET cursor = ? WHERE name = ? AND cursor = ? AND holder = ?"
_MOVED_PG = """
UPDATE consumer SET cursor = $1::bigint WHERE name = $2 AND cursor = $3::bigint AND holder = $4
"""


class Conclusions(Protocol):
    async def commit(self, unit: Unit, name: str, holder: str, old: int, new: int) -> int | None:
        """Move the cursor and write the unit: its last position, 0 where it holds no event.

        None, and nothing is kept, where the cursor or the lease is no longer the holder's.
        Raises StoreUnavailable, and InvalidValue for data that the database refuses.
        """
        ...

    async def close(self) -> None: ...


class SqliteConclusions(Conclusions):
    """A connection of its own, opened when it is first needed."""

    def __init__(self, database: Database, encoding: Encoding, writer: str) -> None:
        self._database = database
        self._encoding = encoding
        self._writer = writer
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="conclusions")
        self._connection: sqlite3.Connection | None = None

    @override
    async def commit(self, unit: Unit, name: str, holder: str, old: int, new: int) -> int | None:
        loop = asyncio.get_running_loop()
        cursor = (new, name, old, holder)
        try:
            async with self._database.turn:
                return await loop.run_in_executor(self._thread, self._commit, unit, cursor)
        except FAILURES as error:
            raise unavailable(error, self._database.name) from error

    def _commit(self, unit: Unit, cursor: tuple[int, str, int, str]) -> int | None:
        connection = self._connection or connect_sqlite(self._database)
        self._connection = connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            # The cursor first: it locks out a second holder before anything else is written.
            if not connection.execute(_MOVED, cursor).rowcount:
                connection.execute("ROLLBACK")
                return None
            last = run_sqlite(
                connection, self._encoding, [unit], self._writer, None, datetime.now(UTC)
            )
            connection.execute("COMMIT")
        except BaseException:
            # Whatever it left open ends with it.
            connection.close()
            self._connection = None
            raise
        return last

    @override
    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown(wait=True)

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class PostgresConclusions(Conclusions):
    """A connection for each consumer: none waits for another's, nor a charge point for any."""

    def __init__(self, database: Database, encoding: Encoding, writer: str) -> None:
        self._database = database
        self._encoding = encoding
        self._writer = writer
        self._functions: dict[str, JournalFunction] = {}

    @override
    async def commit(self, unit: Unit, name: str, holder: str, old: int, new: int) -> int | None:
        steps = script([unit], self._encoding, self._writer, None, datetime.now(UTC))
        # The cursor first: it locks out a second holder before anything else is written.
        cursor = Step(_MOVED_PG, (str(new), name, str(old), holder))
        function = self._functions.pop(name, None)
        connection = None if function is None else function.connection
        try:
            if function is None or function.connection.is_closed():
                connection = await connect_postgresql(self._database)
                function = await JournalFunction.made(connection, _MOVED_PG)
            last = await function.run(function.given(steps, cursor))
        except BaseException as error:
            # Whatever it left open ends with it.
            if connection is not None:
                connection.terminate()
            if isinstance(error, FAILURES):
                raise unavailable(error, self._database.name) from error
            raise
        self._functions[name] = function
        return last

    @override
    async def close(self) -> None:
        functions, self._functions = self._functions, {}
        for one in functions.values():
            await one.close()


def conclusions(database: Database, encoding: Encoding, writer: str) -> Conclusions:
    kind = SqliteConclusions if database.sqlite else PostgresConclusions
    return kind(database, encoding, writer)
