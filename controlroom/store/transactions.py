"""Transactions of people and consumers: rows and the facts that tell of them, together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, Executable, bindparam, func
from sqlalchemy.dialects.postgresql import INTERVAL
from sqlalchemy.ext.asyncio import AsyncConnection

from controlroom.domain.errors import EventRefused
from controlroom.domain.event import Event
from controlroom.operations.ports.journal import Row
from controlroom.store.batch import Encoding, Unit, script
from controlroom.store.engine import Database
from controlroom.store.failures import first_line
from controlroom.store.read_batches import Reads, Statement
from controlroom.store.schema.base import UtcTime


@dataclass(slots=True)
class Transaction:
    """`now` is the database's time. Facts are numbered and written at its end."""

    connection: AsyncConnection
    now: datetime
    events: list[Event] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    async def execute(
        self, statement: Executable, parameters: Sequence[Mapping[str, object]] | None = None
    ) -> CursorResult[Any]:
        result: CursorResult[Any] = await self.connection.execute(statement, parameters)
        return result


class Transactions:
    """Where they begin. `told` is called with each new head that they wrote."""

    def __init__(
        self,
        database: Database,
        encoding: Encoding,
        writer: str,
        told: Callable[[int], None],
        reads: Reads,
    ) -> None:
        """`reads`: connections on which a statement is a transaction by itself."""
        self.database = database
        self._reads = reads
        self.writer = writer
        self._encoding = encoding
        self.told = told

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Transaction]:
        """Raises StoreUnavailable, InvalidValue, and EventRefused for what cannot be written."""
        last = 0
        async with self.database.writing() as connection:
            transaction = Transaction(connection, await self.database.now(connection))
            yield transaction
            if transaction.events or transaction.rows:
                last = await self._write(transaction)
        self.told(last)

    def at(self, name: str) -> ColumnElement[datetime]:
        """In a statement: a moment by the database's own time, told to it by `moments`."""
        if self.database.sqlite:
            return bindparam(name, type_=UtcTime)
        return func.clock_timestamp() + bindparam(name, type_=INTERVAL)

    def moments(self, **after: timedelta) -> dict[str, object]:
        """The values of moments: how long after now each of them is."""
        if not self.database.sqlite:
            return {**after}
        now = datetime.now(UTC)
        return {name: now + later for name, later in after.items()}

    async def alone(self, statement: Statement, values: Mapping[str, object]) -> bool:
        """Run a statement that returns what it wrote; whether it wrote anything.

        It is a transaction by itself: one round trip to PostgreSQL, past the pool of those who
        may take longer.
        """
        if not self.database.sqlite:
            return bool(await self._reads.one(statement, **values))
        async with self.begin() as transaction:
            done = await transaction.connection.execute(statement.source, values)
            return done.first() is not None

    def unit(self, events: Sequence[Event], rows: Sequence[Row]) -> Unit:
        """What is written together. Raises EventRefused for what cannot be written."""
        try:
            return self._encoding.unit(events, rows, self.writer)
        except (ValueError, TypeError, OverflowError, AttributeError) as error:
            raise EventRefused("event-refused", why=first_line(error)) from error

    async def _write(self, transaction: Transaction) -> int:
        unit = self.unit(transaction.events, transaction.rows)
        return await run(transaction.connection, self._encoding, unit, transaction.now, self.writer)

    async def write(self, events: Sequence[Event], rows: Sequence[Row]) -> None:
        async with self.begin() as transaction:
            transaction.events.extend(events)
            transaction.rows.extend(rows)


async def run(
    connection: AsyncConnection, encoding: Encoding, unit: Unit, now: datetime, writer: str
) -> int:
    """Write a unit in the transaction of a connection; answers the position of its last event."""
    steps = script([unit], encoding, writer, None, now)
    row: Any = None
    while True:
        try:
            step = steps.send(row)
        except StopIteration as end:
            last: int = end.value
            return last
        many = step.many if step.many is not None else [step.values]
        result = await connection.exec_driver_sql(step.sql, list(many))
        row = result.one() if step.fetch else None
