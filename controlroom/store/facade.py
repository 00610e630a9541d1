"""The store as the rest of the program sees it."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

from controlroom.domain.errors import ControlroomError
from controlroom.store.alarms.alarms import StoreAlarms
from controlroom.store.batch import Encoding
from controlroom.store.billing.invoices import StoreInvoices
from controlroom.store.billing.pictures import StorePictures
from controlroom.store.billing.session_search import StoreSessionSearch
from controlroom.store.billing.sessions import StoreSessions
from controlroom.store.billing.tariffs import StoreTariffs
from controlroom.store.bulk_import import StoreHistory
from controlroom.store.charging.charge_points import StoreChargePoints
from controlroom.store.charging.commands import StoreCommands
from controlroom.store.charging.message_log import StoreMessages
from controlroom.store.charging.point_facts import StoreFacts
from controlroom.store.commits import Committer, committer
from controlroom.store.consumer_commits import conclusions
from controlroom.store.consumers import StoreConsumers
from controlroom.store.engine import Database
from controlroom.store.feed import StoreFeed
from controlroom.store.group_commit import GroupCommit
from controlroom.store.journal import StoreJournal
from controlroom.store.partitions import make_partitions
from controlroom.store.people.customers import StoreCustomers
from controlroom.store.people.users import StoreUsers
from controlroom.store.read_batches import SERVING, Reads
from controlroom.store.reports.quarter_hours import StoreReports
from controlroom.store.retention import StoreRetention
from controlroom.store.servers import StoreServers
from controlroom.store.transactions import Transactions
from controlroom.store.versions import prepare
from controlroom.store.wakeups import Wakeups

_log = logging.getLogger(__name__)


class Store:
    """Every port of operations that a database fills, on one database."""

    def __init__(
        self,
        database: Database,
        writer: str,
        connecting: Callable[[Database, Encoding, str], Committer] = committer,
    ) -> None:
        self.writer = writer
        self.database = database
        encoding = Encoding("sqlite" if database.sqlite else "postgresql")
        self._wakeups = Wakeups(database)
        self._group = GroupCommit(
            connecting(database, encoding, writer),
            encoding,
            writer,
            database.name,
            self._wakeups.told,
        )
        self._reads = reads = Reads(database)
        self._served = served = Reads(database, SERVING)
        transactions = Transactions(database, encoding, writer, self._wakeups.told, reads)
        self.journal = StoreJournal(self._group, served, writer)
        self.feed = StoreFeed(reads, self._wakeups)
        self._conclusions = conclusions(database, encoding, writer)
        self.consumers = StoreConsumers(transactions, reads, self._conclusions)
        self.servers = StoreServers(transactions, reads)
        self.charge_points = StoreChargePoints(transactions, served)
        self.customers = StoreCustomers(transactions)
        self.tariffs = StoreTariffs(transactions)
        self.sessions = StoreSessions(transactions)
        self.session_search = StoreSessionSearch(database)
        self.alarms = StoreAlarms(transactions)
        self.commands = StoreCommands(transactions)
        self.facts = StoreFacts(database)
        self.reports = StoreReports(database, reads)
        self.invoices = StoreInvoices(transactions)
        self.pictures = StorePictures(transactions)
        self.users = StoreUsers(transactions)
        self.messages = StoreMessages(transactions, self._group)
        self.retention = StoreRetention(transactions)
        self.history = StoreHistory(database, writer, self._wakeups.told)

    async def warm(self) -> None:
        """Make ready what charge points wait for, before the first of them comes."""
        try:
            await self._group.touch({})
            await self._served.warm([*self.journal.asked, (self.charge_points.asked,)])
        except ControlroomError as away:
            # It is made ready when it is needed, as after a break.
            _log.warning("the first charge points wait longer: %s", away)

    async def close(self) -> None:
        """Commit what waits, then let go of the database."""
        await self._group.close()
        await self._conclusions.close()
        await self._wakeups.close()
        await self._reads.close()
        await self._served.close()
        await self.database.close()


async def open_store(url: str, *, upgrade: bool, writer: str | None = None) -> Store:
    """Open a database; an empty one is made, an older one upgraded where asked.

    Raises InvalidValue for an address that names no database, DatabaseNewer, and
    StoreUnavailable for everything else that stands in the way.
    """
    database = Database(url)
    try:
        await prepare(database, upgrade=upgrade)
        if upgrade:
            await make_partitions(database)
    except BaseException:
        await database.close()
        raise
    return Store(database, writer or secrets.token_hex(6))
