"""The store as the rest of the program sees it."""

from __future__ import annotations

import secrets

from controlroom.store.batch import Encoding
from controlroom.store.commits import committer
from controlroom.store.consumers import StoreConsumers
from controlroom.store.engine import Database
from controlroom.store.feed import StoreFeed
from controlroom.store.group_commit import GroupCommit
from controlroom.store.journal import StoreJournal
from controlroom.store.partitions import make_partitions
from controlroom.store.transactions import Transactions
from controlroom.store.versions import prepare
from controlroom.store.wakeups import Wakeups


class Store:
    """Every port of operations that a database fills, on one database."""

    def __init__(self, database: Database, writer: str) -> None:
        self.writer = writer
        self.database = database
        encoding = Encoding("sqlite" if database.sqlite else "postgresql")
        self._wakeups = Wakeups(database)
        self._group = GroupCommit(
            committer(database, encoding, writer),
            encoding,
            writer,
            database.name,
            self._wakeups.told,
        )
        transactions = Transactions(database, encoding, writer, self._wakeups.told)
        self.journal = StoreJournal(self._group, transactions)
        self.feed = StoreFeed(database, self._wakeups)
        self.consumers = StoreConsumers(transactions)

    async def close(self) -> None:
        """Commit what waits, then let go of the database."""
        await self._group.close()
        await self._wakeups.close()
        await self.database.close()


async def open_store(url: str, *, upgrade: bool, writer: str | None = None) -> Store:
    """Open a database; an empty one is made, an older one upgraded where asked.

    Raises InvalidValue for an address that names no database, DatabaseNewer, and
    StoreUnavailable for everything else that stands in the way.
    """
    database = Database(url)
    try:
        written = await prepare(database, upgrade=upgrade)
        if written or upgrade:
            await make_partitions(database)
    except BaseException:
        await database.close()
        raise
    return Store(database, writer or secrets.token_hex(6))
