"""Pictures that stand on paper, each under the SHA-256 of its bytes."""

from __future__ import annotations

from sqlalchemy import select
from typing_extensions import override

from controlroom.domain.billing import picture
from controlroom.operations.ports.billing import Pictures
from controlroom.store import schema
from controlroom.store.dialects import insert
from controlroom.store.transactions import Transactions

_picture = schema.picture


class StorePictures(Pictures):
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._database = transactions.database

    @override
    async def keep(self, body: bytes) -> str:
        digest = picture.digest(picture.checked(body))
        async with self._transactions.begin() as transaction:
            await transaction.execute(
                insert(_picture, self._database)
                .values(digest=digest, body=body)
                .on_conflict_do_nothing()
            )
        return digest

    @override
    async def picture(self, digest: str) -> bytes | None:
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(_picture.c.body).where(_picture.c.digest == digest)
            )
            body: bytes | None = found.scalar()
        return body
