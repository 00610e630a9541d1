"""Reading that happens all the time: statements made once, run together, in one hop.

SQLAlchemy makes a statement again at each call and its SQLite driver hops to another
thread four times for each; that is fine for a person's question, and too dear for a
reader that follows the journal or for five thousand links that open at once.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import chain
from queue import Empty, LifoQueue
from typing import Any, TypeAlias

import asyncpg
from asyncpg.pool import PoolConnectionProxy
from sqlalchemy import Boolean, Select, TypeDecorator, UpdateBase
from sqlalchemy.dialects import registry
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

from controlroom.store.embedded import BUSY_S
from controlroom.store.engine import ANSWER_S, POOL_S, Database, connect_sqlite, postgresql_options
from controlroom.store.failures import FAILURES, Failure, classify, unavailable
from controlroom.store.json_text import loads
from controlroom.store.schema.base import Json, UtcTime
from controlroom.store.statements import shifted
from controlroom.store.times import moment

Row: TypeAlias = tuple[Any, ...]
Query: TypeAlias = tuple[str, Sequence[Any]]

AT_ONCE = 4
"""Looks in one hop, where more wait than are free to read."""
_THREADS = 3
_CONNECTIONS = 4
SERVING = 8
"""Connections for what charge points wait for. From a database half a second away each of them
brings two answers a second."""


class Statement:
    """A SELECT, compiled when it is first needed. Its parameters are `bindparam`s.

    On PostgreSQL also what writes a row and returns it: a transaction by itself.
    """

    def __init__(self, select: Select[Any] | UpdateBase, dialect: Dialect) -> None:
        self.source = select
        self._dialect = dialect

    @cached_property
    def _compiled(self) -> tuple[str, list[tuple[str, Callable[[Any], Any]]], dict[str, Any]]:
        """Its SQL, its parameters in their order, and those that have a value already."""
        compiled = self.source.compile(dialect=self._dialect)
        names: Sequence[str] = compiled.positiontup or ()
        binds = {n: _bound(bind.type, self._dialect) for n, bind in compiled.binds.items()}
        return str(compiled), [(name, binds[name]) for name in names], dict(compiled.params)

    @cached_property
    def _changes(self) -> list[tuple[int, Callable[[Any], Any]]]:
        """What becomes of the columns that are not right as they come."""
        columns = self.source.selected_columns if isinstance(self.source, Select) else ()
        changes = [_result(column.type, self._dialect) for column in columns]
        return [(place, change) for place, change in enumerate(changes) if change is not None]

    def query(self, values: dict[str, Any]) -> Query:
        sql, parameters, defaults = self._compiled
        given = {**defaults, **values}
        return sql, [bound(given[name]) for name, bound in parameters]

    def rows(self, found: Sequence[Sequence[Any]]) -> list[Row]:
        if not self._changes or not found:
            return [tuple(row) for row in found]
        columns = [*zip(*found, strict=True)]
        for place, change in self._changes:
            columns[place] = tuple(map(change, columns[place]))
        return [*zip(*columns, strict=True)]


def _bound(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any]:
    """What a parameter becomes for the driver."""
    if isinstance(kind, TypeDecorator):
        return lambda value: kind.process_bind_param(value, dialect)
    return lambda value: value


def _result(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """What a driver's value becomes; None where it is right as it comes."""
    if isinstance(kind, UtcTime):
        # asyncpg gives moments in UTC.
        return None if dialect.name == "postgresql" else _moment
    if isinstance(kind, Json):
        return _structure
    if isinstance(kind, TypeDecorator):
        return lambda value: kind.process_result_value(value, dialect)
    if isinstance(kind, Boolean) and dialect.name == "sqlite":
        return lambda value: None if value is None else bool(value)
    return None


def _moment(value: int | None) -> datetime | None:
    return None if value is None else moment(value)


def _structure(value: str | None) -> object:
    return None if value is None else loads(value)


@dataclass(slots=True)
class _Look:
    """What somebody waits for: queries whose rows are of one moment."""

    queries: Sequence[Query]
    alone: bool
    found: asyncio.Future[list[list[Row]]]

    def goes_with(self, other: _Look) -> bool:
        """Whether both are read in one hop: only the same, of which PostgreSQL keeps a plan."""
        if self.alone or other.alone:
            return False
        return [sql for sql, _ in self.queries] == [sql for sql, _ in other.queries]


class Reads:
    """Connections for reading, past SQLAlchemy's pool.

    Who serves charge points has some of its own: whoever follows the journal would keep them
    waiting, where the database is far away.
    """

    def __init__(self, database: Database, connections: int = _CONNECTIONS) -> None:
        self._database = database
        self._connections = connections
        self.dialect: Dialect = registry.load(
            "sqlite" if database.sqlite else "postgresql.asyncpg"
        )()
        self._threads: ThreadPoolExecutor | None = None
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue()
        self._pool: asyncpg.Pool[Any] | None = None
        self._opening = asyncio.Lock()
        self._waiting: deque[_Look] = deque()
        self._readers: set[asyncio.Task[None]] = set()
        self._most = _THREADS if database.sqlite else connections

    def statement(self, select: Select[Any] | UpdateBase) -> Statement:
        return Statement(select, self.dialect)

    async def one(self, statement: Statement, **values: object) -> list[Row]:
        return (await self.together([statement], values))[0]

    async def together(
        self, statements: Sequence[Statement], values: dict[str, Any]
    ) -> list[list[Row]]:
        """The rows of each statement, all of one moment. Raises StoreUnavailable."""
        queries = [statement.query(values) for statement in statements]
        alone = not all(isinstance(statement.source, Select) for statement in statements)
        try:
            found = await self._found(queries, alone=alone)
        except FAILURES as error:
            raise unavailable(error, self._database.name) from error
        return [s.rows(rows) for s, rows in zip(statements, found, strict=True)]

    async def call(self, sql: str, *values: object) -> Any:  # noqa: ANN401 - what it returns
        """What a function of PostgreSQL's returns, in a transaction by itself.

        Raises StoreUnavailable, and InvalidValue for data that the database refuses.
        """
        try:
            rows = await self._found([(sql, values)], alone=True)
        except FAILURES as error:
            raise unavailable(error, self._database.name) from error
        return rows[0][0][0]

    async def _found(self, queries: Sequence[Query], *, alone: bool) -> list[list[Row]]:
        """The rows of queries; with `alone` no others are read together with them."""
        look = _Look(queries, alone, asyncio.get_running_loop().create_future())
        self._waiting.append(look)
        if len(self._readers) < self._most:
            reader = asyncio.create_task(self._read())
            self._readers.add(reader)
            reader.add_done_callback(self._readers.discard)
        return await look.found

    async def _read(self) -> None:
        """Read for whoever waits; several at once, where nobody else was free meanwhile."""
        while looks := self._next():
            await self._answer(looks)

    def _next(self) -> list[_Look]:
        looks: list[_Look] = []
        share = -(-len(self._waiting) // self._most)
        while self._waiting and len(looks) < min(share, AT_ONCE):
            look = self._waiting[0]
            if looks and not looks[0].goes_with(look):
                break
            self._waiting.popleft()
            if not look.found.done():
                looks.append(look)
        return looks

    async def _answer(self, looks: Sequence[_Look]) -> None:
        try:
            found = await self._tried([look.queries for look in looks])
        except Exception as error:  # noqa: BLE001 - whoever asked is told
            if len(looks) > 1:
                # It is the fault of one of them, or of all.
                for look in looks:
                    await self._answer([look])
            elif not looks[0].found.done():
                looks[0].found.set_exception(error)
            return
        for look, rows in zip(looks, found, strict=True):
            if not look.found.done():
                look.found.set_result(rows)

    async def _tried(self, looks: Sequence[Sequence[Query]]) -> list[list[list[Row]]]:
        """Once more where a connection has died since it was last used."""
        run = self._sqlite if self._database.sqlite else self._postgresql
        try:
            return await run(looks)
        except FAILURES as error:
            if classify(error) is not Failure.AWAY:
                raise
        return await run(looks)

    # --- SQLite -------------------------------------------------------------------------------

    async def _sqlite(self, looks: Sequence[Sequence[Query]]) -> list[list[list[Row]]]:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="reader")
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._in_thread, looks)

    def _in_thread(self, looks: Sequence[Sequence[Query]]) -> list[list[list[Row]]]:
        try:
            connection = self._idle.get_nowait()
        except Empty:
            connection = connect_sqlite(self._database, any_thread=True)
        try:
            found = [_run(connection, queries) for queries in looks]
        except BaseException:
            connection.close()
            raise
        self._idle.put(connection)
        return found

    # --- PostgreSQL ---------------------------------------------------------------------------

    async def _postgresql(self, looks: Sequence[Sequence[Query]]) -> list[list[list[Row]]]:
        pool = await self._opened()
        async with pool.acquire(timeout=POOL_S) as connection:
            found = iter(await _fetched(connection, _filled(looks)))
        return [[next(found) for _ in queries] for queries in looks]

    async def warm(self, asked: Sequence[Sequence[Statement]]) -> None:
        """Open all connections to PostgreSQL; prepare on each what will be asked, and together.

        Else those who ask first wait for it: a connection takes several round trips, and each
        statement one more. Raises StoreUnavailable.
        """
        if self._database.sqlite:
            return
        queries = [[statement.query({}) for statement in each] for each in asked]
        everyone = asyncio.Barrier(self._connections)
        try:
            pool = await self._opened()
            async with asyncio.TaskGroup() as group:
                for _ in range(self._connections):
                    group.create_task(_prepared(pool, queries, everyone))
        except (ExceptionGroup, *FAILURES) as error:
            first = error.exceptions[0] if isinstance(error, ExceptionGroup) else error
            if not isinstance(first, FAILURES):
                raise
            raise unavailable(first, self._database.name) from error

    async def _opened(self) -> asyncpg.Pool[Any]:
        async with self._opening:
            if self._pool is None:
                self._pool = await asyncpg.create_pool(
                    **{**postgresql_options(self._database), "command_timeout": ANSWER_S},
                    min_size=0,
                    max_size=self._connections,
                    max_inactive_connection_lifetime=0,
                    reset=_nothing,
                )
        return self._pool

    async def close(self) -> None:
        threads, self._threads = self._threads, None
        if threads is not None:
            await asyncio.get_running_loop().run_in_executor(None, threads.shutdown)
            while not self._idle.empty():
                self._idle.get_nowait().close()
        pool, self._pool = self._pool, None
        if pool is not None:
            try:
                await asyncio.wait_for(pool.close(), BUSY_S)
            except FAILURES:
                pool.terminate()


def _run(connection: sqlite3.Connection, queries: Sequence[Query]) -> list[list[Row]]:
    if len(queries) == 1:
        sql, values = queries[0]
        return [connection.execute(sql, values).fetchall()]
    connection.execute("BEGIN")
    try:
        return [connection.execute(sql, values).fetchall() for sql, values in queries]
    finally:
        connection.execute("COMMIT")


def _filled(looks: Sequence[Sequence[Query]]) -> list[Query]:
    """The queries of one look or of so many, so that there are two statements to make ready."""
    more = () if len(looks) == 1 else [looks[-1]] * (AT_ONCE - len(looks))
    return [*chain.from_iterable((*looks, *more))]


async def _prepared(
    pool: asyncpg.Pool[Any], queries: Sequence[Sequence[Query]], everyone: asyncio.Barrier
) -> None:
    """On a connection that is kept until everyone has one, so that all of them are others."""
    async with pool.acquire(timeout=POOL_S) as connection:
        for each in queries:
            await _fetched(connection, each)
            await _fetched(connection, _filled([each, each]))
        await everyone.wait()


async def _fetched(
    connection: PoolConnectionProxy[Any], queries: Sequence[Query]
) -> list[list[Row]]:
    """The rows of all of them in one round trip, and so of one moment."""
    if len(queries) == 1:
        sql, values = queries[0]
        return [await connection.fetch(sql, *values)]
    sql = _at_once(tuple((sql, len(values)) for sql, values in queries))
    found: Any = await connection.fetchrow(sql, *chain.from_iterable(v for _, v in queries))
    return [*found]


@lru_cache
def _at_once(queries: tuple[tuple[str, int], ...]) -> str:
    """One statement for several, each with so many parameters: a column each, of all its rows."""
    columns: list[str] = []
    before = 0
    for sql, parameters in queries:
        own = shifted(sql, before)
        columns.append(f"ARRAY(SELECT ROW(q.*) FROM ({own}) AS q)")  # noqa: S608 - of our own
        before += parameters
    return f"SELECT {', '.join(columns)}"


async def _nothing(_connection: object) -> None:
    """A reader leaves nothing behind that would have to be reset."""
