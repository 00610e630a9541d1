"""Letting go of raw meter values: whole months on PostgreSQL, small portions elsewhere.

Their positions are missing in the journal from then on. How many went, and the
highest of their positions, stands in the state of the consumer that let them go.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, TableClause, column, delete, func, select, table, update
from sqlalchemy.ext.asyncio import AsyncConnection
from typing_extensions import override

from controlroom.operations.ports.journal import ConsumerState
from controlroom.operations.ports.retention import Retention
from controlroom.store import schema
from controlroom.store.engine import connect_postgresql
from controlroom.store.failures import FAILURES, unavailable
from controlroom.store.partitions import LOCK_TIMEOUT, make_partitions, months
from controlroom.store.schema.base import UtcTime
from controlroom.store.transactions import Transaction, Transactions

PORTION = 1_000
"""Rows that one transaction deletes: about 10 ms of writing on SQLite."""
_COUNTING_S = 1800.0
"""How long PostgreSQL may count a month, which holds nobody up."""
_KEY = "meter_values"

_consumer = schema.consumer
_state = schema.consumer_state


class _Grown(Exception):
    """Something was written to a month that is over, since it was counted."""


class StoreRetention(Retention):
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._database = transactions.database

    @override
    async def make_room(self) -> None:
        await make_partitions(self._database)

    @override
    async def drop_meter_values(
        self, before: datetime, read_by: Sequence[str], consumer: str, holder: str
    ) -> int:
        if not self._database.sqlite:
            for name, end in await months(self._database):
                if end <= before and (gone := await self._month(name, read_by, consumer, holder)):
                    return gone
        values = "meter_value" if self._database.sqlite else "meter_value_other"
        rows = table(values, column("position", BigInteger), column("received", UtcTime))
        async with self._transactions.begin() as transaction:
            if not await _holds(transaction, consumer, holder):
                return 0
            return await _portion(transaction, rows, before, read_by, consumer)

    async def _month(self, name: str, read_by: Sequence[str], consumer: str, holder: str) -> int:
        """Drop a partition of PostgreSQL; answers how many rows it had."""
        count, highest = await self._counted(name)
        try:
            return await self._dropped(name, count, highest, read_by, consumer, holder)
        except _Grown:
            return 0

    async def _dropped(
        self,
        name: str,
        count: int,
        highest: int | None,
        read_by: Sequence[str],
        consumer: str,
        holder: str,
    ) -> int:
        async with self._transactions.begin() as transaction:
            connection = transaction.connection
            if not await _holds(transaction, consumer, holder):
                return 0
            if highest is not None and highest > await _read_up_to(connection, read_by):
                return 0
            await connection.exec_driver_sql(LOCK_TIMEOUT)
            await connection.exec_driver_sql(f"ALTER TABLE meter_value DETACH PARTITION {name}")
            # Whatever came since it was counted has a higher position.
            last = f"SELECT max(position) FROM {name}"  # noqa: S608 - a name of our own
            if (await connection.exec_driver_sql(last)).scalar() != highest:
                raise _Grown
            await connection.exec_driver_sql(f"DROP TABLE {name}")
            if highest is not None:
                await _note(transaction, consumer, count, highest)
        return count

    async def _counted(self, name: str) -> tuple[int, int | None]:
        count = f"SELECT count(*), max(position) FROM {name}"  # noqa: S608 - a name of our own
        try:
            connection = await connect_postgresql(self._database)
            try:
                row: Any = await connection.fetchrow(count, timeout=_COUNTING_S)
            finally:
                await connection.close()
        except FAILURES as error:
            raise unavailable(error, self._database.name) from error
        return row[0], row[1]


async def _holds(transaction: Transaction, consumer: str, holder: str) -> bool:
    """Whether the lease is still ours; whoever takes it now waits for our commit."""
    held = await transaction.execute(
        update(_consumer)
        .where(_consumer.c.name == consumer, _consumer.c.holder == holder)
        .values(cursor=_consumer.c.cursor)
    )
    return bool(held.rowcount)


async def _read_up_to(connection: AsyncConnection, names: Sequence[str]) -> int:
    """The position up to which all consumers of these names have read."""
    cursors = await connection.execute(
        select(func.count(), func.min(_consumer.c.cursor)).where(_consumer.c.name.in_(names))
    )
    count, least = cursors.one()
    return least if count == len(names) else 0


async def _portion(
    transaction: Transaction,
    rows: TableClause,
    before: datetime,
    read_by: Sequence[str],
    consumer: str,
) -> int:
    """Delete the old ones among the rows of the lowest positions."""
    position, received = rows.c.position, rows.c.received
    upto = await _read_up_to(transaction.connection, read_by)
    lowest = (
        select(position, received)
        .where(position <= upto)
        .order_by(position)
        .limit(PORTION)
        .subquery()
    )
    old = select(func.count(), func.max(lowest.c.position)).where(lowest.c.received < before)
    found: tuple[int, int | None] = (await transaction.execute(old)).one()  # type: ignore[assignment]
    highest = found[1]
    if highest is None:
        return 0
    gone = await transaction.execute(delete(rows).where(position <= highest, received < before))
    await _note(transaction, consumer, gone.rowcount, highest)
    return int(gone.rowcount)


async def _note(transaction: Transaction, consumer: str, count: int, highest: int) -> None:
    gone, upto = await let_go(transaction.connection, consumer)
    body = {"gone": gone + count, "upto": max(upto, highest)}
    transaction.rows.append(ConsumerState(consumer, _KEY, body))


async def let_go(connection: AsyncConnection, consumer: str) -> tuple[int, int]:
    """How many raw meter values are gone, and the highest of their positions."""
    found = await connection.execute(
        select(_state.c.body).where(_state.c.consumer == consumer, _state.c.key == _KEY)
    )
    body = found.scalar()
    return (0, 0) if body is None else (int(body["gone"]), int(body["upto"]))
