"""Knowing that the journal grew.

A wake-up may be late or doubled: the cursor makes reading exact.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import asyncpg
from sqlalchemy import select

from controlroom.store.engine import Database, connect_postgresql
from controlroom.store.failures import FAILURES
from controlroom.store.schema import journal_head
from controlroom.store.statements import CHANNEL

_log = logging.getLogger(__name__)

POLL_S = 0.02
"""SQLite has no channel: its head is read this often while somebody waits."""
FALLBACK_S = 1.0
"""PostgreSQL tells its head; a wake-up that was lost is made up for after this long."""


class Wakeups:
    """The newest head that this process has heard of."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._head = 0
        self._waiting: dict[asyncio.Future[None], int] = {}
        self._task: asyncio.Task[None] | None = None
        self._listening: asyncpg.Connection[Any] | None = None

    def told(self, head: int) -> None:
        """This process wrote, or was told."""
        self._head = max(self._head, head)
        for woken, after in self._waiting.items():
            if head > after and not woken.done():
                woken.set_result(None)

    async def wait(self, after: int, seconds: float) -> None:
        if self._head > after:
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
                if not self._database.sqlite:
                    await self._listen()
                async with self._database.engine.connect() as connection:
                    while self._waiting:
                        head = (await connection.execute(select(journal_head.c.last))).scalar_one()
                        await connection.rollback()
                        self.told(head)
                        await asyncio.sleep(POLL_S if self._database.sqlite else FALLBACK_S)
                        if self._listening is not None and self._listening.is_closed():
                            break
            except FAILURES as error:
                _log.debug("waiting for the journal: %s", error)
                await asyncio.sleep(FALLBACK_S)

    async def _listen(self) -> None:
        if self._listening is not None and not self._listening.is_closed():
            return
        self._listening = await connect_postgresql(self._database)
        await self._listening.add_listener(CHANNEL, self._heard)

    def _heard(self, _connection: object, _pid: int, _channel: str, payload: object) -> None:
        if isinstance(payload, str) and payload.isdigit():
            self.told(int(payload))

    async def close(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        if self._listening is not None:
            try:
                await self._listening.close(timeout=1)
            except FAILURES:
                self._listening.terminate()
