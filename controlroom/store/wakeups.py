"""Knowing that the journal grew.

A wake-up may be late or doubled: the cursor makes reading exact.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from pathlib import Path
from typing import Any

import asyncpg

from controlroom.store.engine import Database, connect_postgresql
from controlroom.store.failures import FAILURES
from controlroom.store.statements import CHANNEL

_HEAD = "SELECT last FROM journal_head"
_log = logging.getLogger(__name__)

POLL_S = 0.02
"""SQLite has no channel: its head is read this often while somebody waits."""
FALLBACK_S = 1.0
"""PostgreSQL tells its head; a wake-up that was lost is made up for after this long."""


class Wakeups:
    """Whoever waits is woken when the journal has grown."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.head = 0
        """The newest that this process has heard of: it is committed."""
        self._waiting: dict[asyncio.Future[None], int] = {}
        self._task: asyncio.Task[None] | None = None
        self._looking: sqlite3.Connection | None = None
        self._listening: asyncpg.Connection[Any] | None = None

    def told(self, head: int) -> None:
        """This process wrote, or was told."""
        self.head = max(self.head, head)
        for woken, after in self._waiting.items():
            if head > after and not woken.done():
                woken.set_result(None)

    async def wait(self, after: int, seconds: float) -> None:
        if self.head > after:
            return
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._watch(), name="journal wake-ups")
        woken = asyncio.get_running_loop().create_future()
        self._waiting[woken] = after
        try:
            await asyncio.wait([woken], timeout=seconds)
        finally:
            del self._waiting[woken]

    async def _watch(self) -> None:
        """Look at the head for as long as anybody waits."""
        while self._waiting:
            try:
                if self._database.sqlite:
                    self.told(self._looked_up())
                else:
                    self.told(await self._asked())
            except FAILURES as error:
                _log.debug("waiting for the journal: %s", error)
                await self._let_go()
                await asyncio.sleep(FALLBACK_S)
            await asyncio.sleep(POLL_S if self._database.sqlite else FALLBACK_S)

    def _looked_up(self) -> int:
        """The head, read in this very thread.

        It takes 10 µs, where a hop to another one takes ten times as long, fifty times a
        second. A reader of a write-ahead log waits for nobody.
        """
        if self._looking is None:
            self._looking = sqlite3.connect(
                f"{Path(str(self._database.file)).absolute().as_uri()}?mode=ro",
                uri=True,
                timeout=0,
                isolation_level=None,
            )
        row = self._looking.execute(_HEAD).fetchone()
        return 0 if row is None else int(row[0])

    async def _asked(self) -> int:
        """The head, asked for on the connection that listens; both end together."""
        if self._listening is None or self._listening.is_closed():
            self._listening = await connect_postgresql(self._database)
            await self._listening.add_listener(CHANNEL, self._heard)
        return int(await self._listening.fetchval(_HEAD) or 0)

    def _heard(self, _connection: object, _pid: int, _channel: str, payload: object) -> None:
        if isinstance(payload, str) and payload.isdigit():
            self.told(int(payload))

    async def close(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        await self._let_go()

    async def _let_go(self) -> None:
        looking, self._looking = self._looking, None
        if looking is not None:
            looking.close()
        listening, self._listening = self._listening, None
        if listening is not None:
            try:
                await listening.close(timeout=1)
            except FAILURES:
                listening.terminate()
