"""Transactions of people and consumers: rows and the facts that tell of them, together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Executable
from sqlalchemy.ext.asyncio import AsyncConnection

from controlroom.domain.errors import EventRefused
from controlroom.domain.events import Event
from controlroom.operations.ports.journal import Row
from controlroom.store.batch import Encoding, Unit, script
from controlroom.store.engine import Database
from controlroom.store.failures import first_line


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
    ) -> None:
        self.database = database
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
