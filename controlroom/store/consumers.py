"""Consumers: a lease in database time, and a cursor that moves with what was concluded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import Text, bindparam, or_, select, update
from typing_extensions import override

from controlroom.domain.event import Event
from controlroom.operations.ports.journal import Consumers, Row
from controlroom.store.consumer_commits import Conclusions
from controlroom.store.dialects import insert
from controlroom.store.read_batches import Reads
from controlroom.store.schema import consumer, consumer_state
from controlroom.store.server_lock import LEASE
from controlroom.store.transactions import Transactions

SET_BACK = timedelta(minutes=1)
"""A lease that ends this much later than it can was given before the clock was set back."""
_NONE = timedelta(0)


class StoreConsumers(Consumers):
    def __init__(self, transactions: Transactions, reads: Reads, conclusions: Conclusions) -> None:
        self._transactions = transactions
        self._conclusions = conclusions
        self._database = transactions.database
        self._reads = reads
        name = bindparam("name", type_=Text)
        self._cursor = reads.statement(select(consumer.c.cursor).where(consumer.c.name == name))
        self._state = reads.statement(
            select(consumer_state.c.key, consumer_state.c.body).where(
                consumer_state.c.consumer == name
            )
        )
        at, whose = transactions.at, bindparam("whose", type_=Text)
        held = bindparam("held", type_=Text)
        self._lease = reads.statement(
            insert(consumer, self._database)
            .values(name=held, cursor=0, holder=whose, until=at("lasts"))
            .on_conflict_do_update(
                index_elements=["name"],
                set_={"holder": whose, "until": at("lasts")},
                where=or_(
                    consumer.c.holder == whose,
                    consumer.c.until <= at("now"),
                    consumer.c.until > at("beyond"),
                ),
            )
            .returning(consumer.c.name)
        )
        self._release = reads.statement(
            update(consumer)
            .where(consumer.c.name == held, consumer.c.holder == whose)
            .values(until=at("now"))
            .returning(consumer.c.name)
        )

    @override
    async def lease(self, name: str, holder: str, seconds: float = 10.0) -> bool:
        lasts = timedelta(seconds=seconds)
        moments = self._transactions.moments(now=_NONE, lasts=lasts, beyond=lasts + SET_BACK)
        return await self._transactions.alone(
            self._lease, {"held": name, "whose": holder, **moments}
        )

    @override
    async def release(self, name: str, holder: str) -> None:
        moments = self._transactions.moments(now=_NONE)
        await self._transactions.alone(self._release, {"held": name, "whose": holder, **moments})

    @override
    async def idle(self, name: str) -> timedelta:
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(consumer.c.until).where(consumer.c.name == name)
            )
            until = found.scalar_one_or_none()
            if until is None:
                return _NONE
            idle: timedelta = await self._database.now(connection) - until
        return idle if idle > _NONE or idle < -SET_BACK - LEASE else _NONE

    @override
    async def cursor(self, name: str) -> int:
        rows = await self._reads.one(self._cursor, name=name)
        return int(rows[0][0]) if rows else 0

    @override
    async def state(self, name: str) -> dict[str, Mapping[str, object]]:
        return dict(await self._reads.one(self._state, name=name))

    @override
    async def consume(
        self,
        name: str,
        holder: str,
        old: int,
        new: int,
        events: Sequence[Event],
        rows: Sequence[Row],
    ) -> bool:
        unit = self._transactions.unit(events, rows)
        last = await self._conclusions.commit(unit, name, holder, old, new)
        self._transactions.told(last or 0)
        return last is not None
