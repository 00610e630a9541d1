"""Bringing in a network with its past: packed rows, hundreds of thousands of them.

Plain inserts in few, large transactions: SQLite in a thread, PostgreSQL by COPY.
They are for a database that nobody works on yet, because they make others wait.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing

from controlroom.store.bulk_rows import Dialect, Packed, Rows, Values
from controlroom.store.engine import Database, connect_postgresql, connect_sqlite
from controlroom.store.failures import FAILURES, unavailable
from controlroom.store.statements import CHANNEL

_LONGEST_S = 120.0
"""How long PostgreSQL may take for one table of a transaction."""
_BILLED = """
UPDATE session SET unbilled = false
WHERE unbilled AND id IN (SELECT session FROM invoice_session)
"""
"""What stands on an invoice that came with the past is not billed again."""
_FACT = ("position", "writer", "at", "received", "charge_point", "kind", "body")
_METER = ("position", "writer", "at", "received", "charge_point", "evse", "connector", "body")


class StoreHistory:
    """For the demonstration, and for what is brought in from elsewhere."""

    def __init__(self, database: Database, writer: str, told: Callable[[int], None]) -> None:
        self._database = database
        self._writer = writer
        self._told = told
        self.dialect: Dialect = "sqlite" if database.sqlite else "postgresql"
        """What rows are to be packed for."""

    async def load(self, packed: Packed) -> int:
        """Write all of it in one transaction; answers the head of the journal.

        Raises StoreUnavailable, and InvalidValue where something of it is there already
        or refers to nothing.
        """
        try:
            if self._database.sqlite:
                async with self._database.turn:
                    head = await asyncio.to_thread(self._insert, packed)
            else:
                head = await self._copy(packed)
        except FAILURES as error:
            raise unavailable(error, self._database.name) from error
        self._told(head)
        return head

    async def settle(self) -> None:
        """After the last load: let the database take stock of what it holds now."""
        try:
            if self._database.sqlite:
                async with self._database.turn:
                    await asyncio.to_thread(self._settle)
            else:
                connection = await connect_postgresql(self._database)
                try:
                    await connection.execute(_BILLED, timeout=_LONGEST_S)
                    await connection.execute("ANALYZE", timeout=_LONGEST_S)
                finally:
                    await connection.close()
        except FAILURES as error:
            raise unavailable(error, self._database.name) from error

    def _insert(self, packed: Packed) -> int:
        with closing(connect_sqlite(self._database)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                head = self._insert_all(connection, packed)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        return head

    def _insert_all(self, connection: sqlite3.Connection, packed: Packed) -> int:
        count = len(packed.journal) + len(packed.meter)
        row = connection.execute(
            "UPDATE journal_head SET last = last + ? RETURNING last", (count,)
        ).fetchone()
        head = int(row[0])
        for part in (*packed.tables, *self._numbered(packed, head - count + 1)):
            columns = ", ".join(f'"{name}"' for name in part.columns)
            marks = ", ".join("?" * len(part.columns))
            # Names of our own tables and columns.
            insert = f'INSERT INTO "{part.table}" ({columns}) VALUES ({marks})'  # noqa: S608
            connection.executemany(insert, part.rows)
        return head

    def _settle(self) -> None:
        with closing(connect_sqlite(self._database)) as connection:
            connection.execute(_BILLED)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    async def _copy(self, packed: Packed) -> int:
        connection = await connect_postgresql(self._database)
        try:
            async with connection.transaction():
                for part in packed.tables:
                    await connection.copy_records_to_table(
                        part.table, records=part.rows, columns=part.columns, timeout=_LONGEST_S
                    )
                # Whoever has the head keeps others waiting, so it comes late.
                count = len(packed.journal) + len(packed.meter)
                head: int = await connection.fetchval(
                    "UPDATE journal_head SET last = last + $1 RETURNING last", count
                )
                for part in self._numbered(packed, head - count + 1):
                    await connection.copy_records_to_table(
                        part.table, records=part.rows, columns=part.columns, timeout=_LONGEST_S
                    )
                await connection.execute("SELECT pg_notify($1, $2)", CHANNEL, str(head))
        finally:
            await connection.close()
        return head

    def _numbered(self, packed: Packed, first: int) -> Iterator[Rows]:
        """Facts and meter values with their positions, without a gap."""
        yield Rows("journal", _FACT, self._positions(packed.journal, first))
        first += len(packed.journal)
        yield Rows("meter_value", _METER, self._positions(packed.meter, first))

    def _positions(self, rows: Iterable[Values], first: int) -> list[Values]:
        return [(position, self._writer, *row) for position, row in enumerate(rows, first)]
