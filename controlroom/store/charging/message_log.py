"""The log of frames: for engineers, for a day; losing one loses no fact."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime

from sqlalchemy import delete, func, or_, select
from typing_extensions import override

from controlroom.operations.ports.charging import Frame, Messages
from controlroom.store import schema
from controlroom.store.codec import clean, like_literal
from controlroom.store.group_commit import GroupCommit
from controlroom.store.transactions import Transactions

_log = schema.message_log
_COLUMNS = [_log.c[field.name] for field in fields(Frame)]
REST_S = 0.05
"""Between two portions."""
TRIMMED = 3_000
"""Rows that one transaction deletes: it shall not keep ingest waiting."""


class StoreMessages(Messages):
    def __init__(self, transactions: Transactions, group: GroupCommit) -> None:
        self._group = group
        self._transactions = transactions
        self._database = transactions.database

    @override
    async def keep(self, frames: Sequence[Frame]) -> None:
        # By the journal's writer: nothing else has to wait for a transaction of their own.
        if frames:
            await self._group.log(frames)

    @override
    async def frames(
        self,
        charge_point: str,
        *,
        after: int | None = None,
        before: int | None = None,
        limit: int = 200,
        search: str = "",
    ) -> list[Frame]:
        statement = select(*_COLUMNS).where(_log.c.charge_point == charge_point)
        if after is not None:
            statement = statement.where(_log.c.id > after)
        if before is not None:
            statement = statement.where(_log.c.id < before)
        if search:
            pattern = f"%{like_literal(clean(search))}%"
            named = _log.c.action.ilike(pattern, escape="\\")
            statement = statement.where(or_(named, _log.c.text.ilike(pattern, escape="\\")))
        newest = after is None
        order = _log.c.id.desc() if newest else _log.c.id
        async with self._database.reading() as connection:
            rows = (await connection.execute(statement.order_by(order).limit(limit))).all()
        found = [Frame(*row) for row in rows]
        return found[::-1] if newest else found

    @override
    async def trim(self, before: datetime) -> int:
        oldest = select(_log.c.id).where(_log.c.at < before).order_by(_log.c.at).limit(TRIMMED)
        async with self._transactions.begin() as transaction:
            gone = await transaction.execute(delete(_log).where(_log.c.id.in_(oldest)))
            count: int = gone.rowcount
            return count

    @override
    async def shorten(self, charge_point: str, most: int) -> int:
        size = func.sum(func.length(_log.c.text)).over(order_by=_log.c.id.desc())
        newer = select(_log.c.id, size.label("size"))
        if charge_point:
            newer = newer.where(_log.c.charge_point == charge_point)
        counted = newer.subquery()
        beyond = select(func.max(counted.c.id)).where(counted.c.size > most)
        async with self._database.reading() as connection:
            last = (await connection.execute(beyond)).scalar()
        if last is None:
            return 0
        oldest = select(_log.c.id).where(_log.c.id <= last).order_by(_log.c.id).limit(TRIMMED)
        if charge_point:
            oldest = oldest.where(_log.c.charge_point == charge_point)
        gone = 0
        while True:
            async with self._transactions.begin() as transaction:
                went = await transaction.execute(delete(_log).where(_log.c.id.in_(oldest)))
            gone += went.rowcount
            if went.rowcount < TRIMMED:
                return gone
            await asyncio.sleep(REST_S)
