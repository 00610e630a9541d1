"""The log of frames: for engineers, for a day; losing one loses no fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime

from sqlalchemy import delete, select
from typing_extensions import override

from controlroom.operations.ports.records import Frame, Messages
from controlroom.store import schema
from controlroom.store.codec import clean
from controlroom.store.transactions import Transactions

_log = schema.message_log
_COLUMNS = [_log.c[field.name] for field in fields(Frame)]
TRIMMED = 3_000
"""Rows that one transaction deletes: it shall not keep ingest waiting."""


class StoreMessages(Messages):
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._database = transactions.database

    @override
    async def keep(self, frames: Sequence[Frame]) -> None:
        if not frames:
            return
        rows = [
            {
                "at": frame.at,
                "charge_point": clean(frame.charge_point),
                "outgoing": frame.outgoing,
                "action": clean(frame.action),
                "text": clean(frame.text),
            }
            for frame in frames
        ]
        async with self._transactions.begin() as transaction:
            await transaction.execute(_log.insert(), rows)

    @override
    async def frames(self, charge_point: str, *, after: int = 0, limit: int = 200) -> list[Frame]:
        statement = select(*_COLUMNS).where(_log.c.charge_point == charge_point, _log.c.id > after)
        order = _log.c.id if after else _log.c.id.desc()
        async with self._database.reading() as connection:
            rows = (await connection.execute(statement.order_by(order).limit(limit))).all()
        found = [Frame(*row) for row in rows]
        return found if after else found[::-1]

    @override
    async def trim(self, before: datetime) -> int:
        oldest = select(_log.c.id).where(_log.c.at < before).order_by(_log.c.at).limit(TRIMMED)
        async with self._transactions.begin() as transaction:
            gone = await transaction.execute(delete(_log).where(_log.c.id.in_(oldest)))
            count: int = gone.rowcount
            return count
