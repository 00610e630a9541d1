"""What a consumer concluded, committed on SQLite in one hop to another thread.

SQLAlchemy's driver hops there and back for every statement. On a busy loop each hop waits
for its turn, and with an open transaction the journal's writer would wait for all of them.
"""

from __future__ import annotations

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from controlroom.store.batch import Encoding, Unit
from controlroom.store.commits import run_sqlite
from controlroom.store.engine import Database, connect_sqlite
from controlroom.store.failures import FAILURES, unavailable

_MOVED = "UPDATE consumer SET cursor = ? WHERE name = ? AND cursor = ? AND holder = ?"


class SqliteConclusions:
    """A connection of its own, opened when it is first needed."""

    def __init__(self, database: Database, encoding: Encoding, writer: str) -> None:
        self._database = database
        self._encoding = encoding
        self._writer = writer
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="conclusions")
        self._connection: sqlite3.Connection | None = None

    async def commit(self, unit: Unit, name: str, holder: str, old: int, new: int) -> int | None:
        """Move the cursor and write the unit: its last position, 0 where it holds no event.

        None, and nothing is kept, where the cursor or the lease is no longer the holder's.
        Raises StoreUnavailable, and InvalidValue for data that the database refuses.
        """
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

    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown(wait=True)

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
