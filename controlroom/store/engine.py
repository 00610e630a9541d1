"""The connection to a database: addresses, SQLite's pragmas, PostgreSQL's pool, transactions."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiosqlite
import asyncpg
from sqlalchemy import event, text
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_connection
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from controlroom.domain.errors import InvalidValue, StoreUnavailable
from controlroom.store.address import parse
from controlroom.store.embedded import BUSY_S, PRAGMAS, WAL, WAL_PAUSE_S, connect, is_busy, there
from controlroom.store.failures import FAILURES, unavailable
from controlroom.store.file_systems import refuse_share

ANSWER_S = 30.0
"""How long PostgreSQL may work on one statement before it counts as away."""

POOL_S = 60.0
"""How long a connection of our own pool is waited for. A queue of ours says nothing of the
database's health: links must not be closed for it."""


def connect_sqlite(database: Database, *, any_thread: bool = False) -> sqlite3.Connection:
    """A connection past the pool, for the thread that opens it or for one thread at a time."""
    return connect(Path(str(database.file)), any_thread=any_thread)


def postgresql_options(database: Database) -> dict[str, Any]:
    """What asyncpg is told to connect."""
    _arguments, options = database.engine.dialect.create_connect_args(database.url)
    return {**options, "timeout": BUSY_S, **_KEPT, **_SERVER_SETTINGS}


async def connect_postgresql(database: Database) -> asyncpg.Connection[Any]:
    """A connection past the pool. A statement that takes longer than a lock may, fails."""
    connection: asyncpg.Connection[Any] = await asyncpg.connect(
        **{**postgresql_options(database), "command_timeout": BUSY_S}
    )
    return connection


_KEPT: dict[str, Any] = {"max_cached_statement_lifetime": 0}
"""asyncpg lets go of a statement after five minutes, and whoever needs it next waits for it."""
_SERVER_SETTINGS: dict[str, Any] = {"server_settings": {"application_name": "controlroom"}}


class Database:
    """One database and the two ways to work on it: `reading()` and `writing()`."""

    def __init__(self, url: str, *, answer_s: float | None = ANSWER_S) -> None:
        self.url = parse(url)
        self._answer_s = answer_s
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self.name = self.url.set(drivername=self.url.get_backend_name()).render_as_string(
            hide_password=True
        )
        self.file = Path(self.url.database or "") if self.sqlite else None
        if self.file is not None:
            self.name = str(self.file)
            _check_place(self.file)
        self.turn = asyncio.Lock()
        """SQLite has one writer at a time: those of this process queue here, in order,
        where the database itself would let them poll."""
        self.engine = self._create()

    def _create(self) -> AsyncEngine:
        if not self.sqlite:
            return create_async_engine(
                self.url,
                pool_size=10,
                max_overflow=10,
                pool_timeout=POOL_S,
                pool_pre_ping=True,
                connect_args={
                    "timeout": BUSY_S,
                    "command_timeout": self._answer_s,
                    **_SERVER_SETTINGS,
                },
            )
        engine = create_async_engine(self.url, pool_size=5, max_overflow=5, pool_timeout=POOL_S)

        @event.listens_for(engine.sync_engine, "do_connect")
        def _open(
            _dialect: object, _record: object, words: list[object], named: dict[str, object]
        ) -> None:
            words[0], named["uri"] = there(Path(str(self.file))), True

        @event.listens_for(engine.sync_engine, "connect")
        def _connect(connection: AsyncAdapt_aiosqlite_connection, _record: object) -> None:
            # The driver's own transactions would let DDL survive a rollback.
            connection.isolation_level = None
            connection.run_async(_configure)

        @event.listens_for(engine.sync_engine, "invalidate")
        def _undo(
            connection: AsyncAdapt_aiosqlite_connection, _record: object, _error: object
        ) -> None:
            # Work that was cancelled may leave a cursor behind, in the frames of its exception,
            # and for as long SQLite keeps a connection that was closed, and what it has locked.
            with suppress(sqlite3.Error):
                connection.rollback()

        @event.listens_for(engine.sync_engine, "begin")
        def _begin(connection: Connection) -> None:
            write = connection.get_execution_options().get("write", False)
            connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

        return engine

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """One moment of the database: every statement sees the same."""
        try:
            async with self.engine.connect() as connection:
                if not self.sqlite:
                    await connection.execution_options(
                        isolation_level="REPEATABLE READ", postgresql_readonly=True
                    )
                async with connection.begin():
                    yield connection
        except FAILURES as error:
            raise unavailable(error, self.name) from error

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that writes; committed at the end, undone by an exception.

        Raises StoreUnavailable, and InvalidValue for data that the database refuses.
        """
        try:
            if self.sqlite:
                async with self.turn, self._begun() as connection:
                    yield connection
            else:
                async with self._begun() as connection:
                    yield connection
        except FAILURES as error:
            raise unavailable(error, self.name) from error

    @asynccontextmanager
    async def _begun(self) -> AsyncIterator[AsyncConnection]:
        async with self.engine.connect() as connection:
            await connection.execution_options(write=True)
            async with connection.begin():
                yield connection

    async def now(self, connection: AsyncConnection) -> datetime:
        """The database's own time, which all who share it agree on."""
        if self.sqlite:
            return datetime.now(UTC)
        found: datetime = (await connection.execute(text("SELECT clock_timestamp()"))).scalar_one()
        return found.astimezone(UTC)

    async def close(self) -> None:
        await self.engine.dispose()


async def _configure(connection: aiosqlite.Connection) -> None:
    """Pragmas, in the thread of aiosqlite's connection."""
    for pragma in PRAGMAS:
        await connection.execute(pragma)
    until = time.monotonic() + BUSY_S
    while True:
        try:
            await connection.execute(WAL)
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > until:
                raise
            await asyncio.sleep(WAL_PAUSE_S)
        else:
            return


def _check_place(file: Path) -> None:
    try:
        # Asked as stat does: is_dir would take a name that cannot be for one that is not there.
        folder = file.exists() and file.is_dir()
    except OSError as error:
        why = error.strerror or str(error)
        raise StoreUnavailable("database-away", database=str(file)[:200], why=why) from error
    if folder:
        raise InvalidValue("database-folder", database=file)
    if not file.absolute().parent.is_dir():
        raise InvalidValue("database-no-folder", database=file, folder=file.absolute().parent)
    refuse_share(file)
